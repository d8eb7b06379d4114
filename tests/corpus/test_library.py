"""The bundled library is what its manifest says, and damage is noticed."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.canonical import text_sha256
from corpus.errors import DataError
from corpus.library import BUNDLED_FOLDER, bundled_documents, load_library, read_sidecar, write_manifest
from corpus.model import Language, SourceKind

MANIFEST = json.loads((BUNDLED_FOLDER / "manifest.json").read_text("utf-8"))
REVIEW_FILE, REVIEW_SIDECAR = "ciss-review-2025-1.txt", "ciss-review-2025-1.en.jsonl"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUNDLED_FOLDER, tmp_path / "library"))


def damage_of(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        load_library(folder)
    assert caught.value.code == "library_damaged"
    assert caught.value.next_step
    return caught.value.detail


def test_the_hashes_of_the_manifest_hold() -> None:
    for entry, document in zip(MANIFEST, bundled_documents(), strict=True):
        data = (BUNDLED_FOLDER / entry["file"]).read_bytes()
        assert sha256(data).hexdigest() == entry["sha256"] == document.passport.sha256
        digest = sha256(document.text.encode()).hexdigest()
        assert digest == entry["text_sha256"] == document.passport.text_sha256 == text_sha256(document.text)


def test_the_passports_tell_who_where_and_when() -> None:
    review, article = (document.passport for document in bundled_documents())
    assert (review.author, review.date, review.kind) == ("高行健", "2025-01", SourceKind.THINK_TANK)
    assert (article.author, article.date, article.kind) == ("文刀", "2025-02-12", SourceKind.COMMENTARY)
    assert "CISS" in review.publisher
    assert article.publisher == "情报分析师"
    for passport in (review, article):
        assert passport.language is Language.ZH
        assert all((passport.title, passport.note, passport.title_translated, passport.note_translated))
        assert passport.publisher_translated


def test_the_articles_address_comes_from_its_front_matter() -> None:
    url = bundled_documents()[1].passport.url
    assert url is not None
    assert url.startswith("https://mp.weixin.qq.com/s?__biz=MzA3Mjc1MTkwOA==&mid=2650559624")
    assert f"url: {url}\n" in (BUNDLED_FOLDER / MANIFEST[1]["file"]).read_text("utf-8")


def test_an_untouched_copy_loads(library: Path) -> None:
    assert [document for _, document in load_library(library)] == list(bundled_documents())


def test_writing_the_manifest_again_changes_nothing(library: Path) -> None:
    before = (library / "manifest.json").read_bytes()
    write_manifest(library, [entry for entry, _ in load_library(library)])
    assert (library / "manifest.json").read_bytes() == before


def test_a_changed_byte_is_noticed(library: Path) -> None:
    path = library / REVIEW_FILE
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    assert damage_of(library) == f"{REVIEW_FILE} does not have the sha256 that the manifest gives"


def test_a_canonical_text_other_than_the_manifests_is_noticed(library: Path) -> None:
    rows = json.loads((library / "manifest.json").read_text("utf-8"))
    rows[0]["text_sha256"] = "0" * 64
    (library / "manifest.json").write_text(json.dumps(rows), "utf-8")
    assert "canonical text" in damage_of(library)


@pytest.mark.parametrize("name", [REVIEW_FILE, REVIEW_SIDECAR, "manifest.json"])
def test_a_missing_file_is_noticed_and_named(library: Path, name: str) -> None:
    (library / name).unlink()
    assert f"{name} cannot be read" in damage_of(library)


@pytest.mark.parametrize(
    "line",
    [
        '{"start": 0, "end": 99999, "text": "x", "by": "y"}',
        '{"start": -1, "end": 5, "text": "x", "by": "y"}',
        '{"start": 5, "end": 5, "text": "x", "by": "y"}',
        '{"start": 9, "end": 5, "text": "x", "by": "y"}',
    ],
)
def test_a_sidecar_that_points_outside_its_document_is_noticed(library: Path, line: str) -> None:
    with (library / REVIEW_SIDECAR).open("a", encoding="utf-8") as sidecar:
        sidecar.write(line + "\n")
    assert "points outside it" in damage_of(library)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"start": 0, "end": 1, "text": "x"}', '{"start": "a", "end": 1, "text": "x", "by": "y"}',
     '{"start": 0, "end": 1, "text": "x", "by": "y", "more": 1}'],
)  # fmt: skip
def test_a_malformed_sidecar_line_is_noticed(library: Path, line: str) -> None:
    (library / REVIEW_SIDECAR).write_text(line + "\n", "utf-8")
    assert f"{REVIEW_SIDECAR} cannot be read" in damage_of(library)


def test_a_sidecar_that_is_no_utf8_is_noticed(library: Path) -> None:
    (library / REVIEW_SIDECAR).write_bytes(b"\xff\xfe")
    assert f"{REVIEW_SIDECAR} cannot be read" in damage_of(library)


@pytest.mark.parametrize("text", ["", "{", "{}", '[{"file": "x"}]', '[{"nonsense": 1}]'])
def test_a_malformed_manifest_is_noticed(library: Path, text: str) -> None:
    (library / "manifest.json").write_text(text, "utf-8")
    assert "manifest.json cannot be read" in damage_of(library)


def test_a_sidecar_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text("", "utf-8")
    assert read_sidecar(tmp_path / "none.jsonl", Language.EN) == ()
