import gzip
import json
from pathlib import Path

import pytest

from corpus.errors import DataError
from corpus.model import Language
from eval.packs import Packs, XquadPassage, XquadQuestion
from tests.eval.bundles import PARALLEL, write_packs, xquad

NAME = "xquad_passages"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_packs(tmp_path / "packs", xquad())


def refusal(folder: Path, name: str = NAME) -> str:
    with pytest.raises(DataError) as caught:
        Packs(folder).rows(name, XquadPassage)
    assert caught.value.next_step
    return caught.value.code


def test_rows_come_in_order_and_in_both_languages(folder: Path) -> None:
    rows = Packs(folder).rows(NAME, XquadPassage)

    assert [row.text(Language.EN) for row in rows] == [row[0] for row in PARALLEL]
    assert [row.text(Language.ZH) for row in rows] == [row[1] for row in PARALLEL]


def test_what_was_read_is_named_by_its_hash(folder: Path) -> None:
    packs = Packs(folder)

    packs.rows("xquad_questions", XquadQuestion)

    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert packs.read == {"xquad_questions": manifest["files"]["xquad_questions"]["sha256_of_jsonl"]}


def test_a_line_separator_inside_a_row_does_not_cut_it(tmp_path: Path) -> None:
    row = {"pid": "p", "title": "t", "en": "one\u2028two\u0085three", "zh": "一"}
    folder = write_packs(tmp_path, {NAME: [row]})

    (found,) = Packs(folder).rows(NAME, XquadPassage)

    assert found.en == row["en"]


def test_an_empty_pack_has_no_rows(tmp_path: Path) -> None:
    assert Packs(write_packs(tmp_path, {NAME: []})).rows(NAME, XquadPassage) == ()


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere") == "pack_missing"


def test_a_missing_manifest_is_refused(folder: Path) -> None:
    (folder / "manifest.json").unlink()

    assert refusal(folder) == "pack_missing"


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / f"{NAME}.jsonl.gz").unlink()

    assert refusal(folder) == "pack_missing"


def test_a_pack_that_the_manifest_does_not_name_is_refused(folder: Path) -> None:
    assert refusal(folder, "other") == "pack_missing"


@pytest.mark.parametrize("kept", [0, 5, 30, -1])
def test_a_truncated_file_is_refused(folder: Path, kept: int) -> None:
    path = folder / f"{NAME}.jsonl.gz"
    path.write_bytes(path.read_bytes()[:kept])

    assert refusal(folder) == "pack_damaged"


def test_any_flipped_bit_is_refused(folder: Path) -> None:
    path = folder / f"{NAME}.jsonl.gz"
    sound = path.read_bytes()
    header = 10  # most of whose bits, such as the time, say nothing about the content
    for at in range(header, len(sound)):
        damaged = bytearray(sound)
        damaged[at] ^= 1 << at % 8
        path.write_bytes(damaged)
        assert refusal(folder) == "pack_damaged", at


def test_other_content_in_a_sound_file_is_refused(folder: Path) -> None:
    path = folder / f"{NAME}.jsonl.gz"
    content = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(content.replace(b"1874", b"1875", 1)))

    assert refusal(folder) == "pack_damaged"


def test_a_row_without_a_needed_field_is_refused(tmp_path: Path) -> None:
    assert refusal(write_packs(tmp_path, {NAME: [{"pid": "p", "title": "t", "en": "x"}]})) == "pack_damaged"


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', "{"])
def test_a_manifest_that_is_none_is_refused(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text, "utf-8")

    assert refusal(folder) == "pack_damaged"
