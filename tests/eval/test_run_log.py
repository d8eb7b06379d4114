import json
import resource
from pathlib import Path

import pytest

from corpus.errors import DataError, InvalidInputError, NotFoundError, UnavailableError
from eval.observed import Observation, ObservedAnswer
from eval.run_log import LOG_NAME, RunHeader, RunLog, Sitting, read_run

HEADER = RunHeader(
    name="summit",
    question_set="harbour.jsonl",
    question_set_sha256="a" * 64,
    configuration={"version": "1", "url": "http://127.0.0.1:8000"},
    documents={"harbour": "b" * 64},
    started="2025-02-10T09:00:00+00:00",
)
ANSWERED = Observation(
    case_id="a-zh",
    seen=ObservedAnswer(status="answered", answer="有84个。\u2028\n[1]", timings_ms={"answer": 0.1}),
    elapsed_ms=12.5,
    first_token_ms=3.25,
)
FAILED = Observation(case_id="a-en", failure="timeout: no whole answer within 30 s", elapsed_ms=30000.0)
SITTING = Sitting(asked=2, peak_memory_mib=512.5, ended="2025-02-10T09:10:00+00:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log with two observations and the end of a sitting: four lines."""
    with RunLog(tmp_path, HEADER) as log:
        log.append(ANSWERED)
        log.append(FAILED)
        log.end_sitting(SITTING)
    return tmp_path / LOG_NAME


def test_what_is_written_down_is_read_again(path: Path) -> None:
    recorded = read_run(path.parent)

    assert recorded.header == HEADER
    assert dict(recorded.observations) == {("a-zh", 0): ANSWERED, ("a-en", 0): FAILED}
    assert recorded.sittings == (SITTING,)
    assert len(path.read_bytes().splitlines()) == 4


def test_a_line_is_on_disk_as_soon_as_it_is_appended(tmp_path: Path) -> None:
    with RunLog(tmp_path / "new" / "folder", HEADER) as log:
        assert read_run(tmp_path / "new" / "folder").observations == {}
        log.append(ANSWERED)
        assert (
            read_run(tmp_path / "new" / "folder").observations == log.observations == {("a-zh", 0): ANSWERED}
        )


def test_the_same_header_takes_a_run_up_whenever_it_was_begun(path: Path) -> None:
    before = path.read_bytes()
    later = HEADER.model_copy(update={"started": "2026-01-01T00:00:00+00:00"})
    again = FAILED.model_copy(update={"repeat": 1})

    with RunLog(path.parent, later) as log:
        assert log.header == HEADER
        assert set(log.observations) == {("a-zh", 0), ("a-en", 0)}
        log.append(again)

    assert path.read_bytes().startswith(before)
    assert read_run(path.parent).observations["a-en", 1] == again


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"question_set_sha256": "c" * 64}, "question_set_sha256"),
        ({"name": "service"}, "name"),
        ({"configuration": {"version": "2", "url": "http://127.0.0.1:8000"}}, "configuration.version"),
        ({"configuration": {"version": "1"}}, "configuration.url"),
        ({"documents": {**HEADER.documents, "island": "d" * 64}}, "documents.island"),
    ],
)
def test_another_header_is_refused_and_said_where_it_differs(
    changes: dict[str, object], named: str, path: Path
) -> None:
    before = path.read_bytes()

    with pytest.raises(InvalidInputError) as caught:
        RunLog(path.parent, HEADER.model_copy(update=changes))

    assert caught.value.code == "run_differs"
    assert caught.value.detail.endswith(f"otherwise: {named}")
    assert "--out" in caught.value.next_step
    assert path.read_bytes() == before


def test_another_header_sets_the_run_aside_if_it_is_let_to_and_the_same_header_takes_it_up(
    path: Path,
) -> None:
    before = path.read_bytes()
    with RunLog(path.parent, HEADER, anew=True) as log:
        assert len(log.observations) == 2
    changed = HEADER.model_copy(update={"name": "service"})

    with RunLog(path.parent, changed, anew=True) as log:
        assert (log.header, log.observations) == (changed, {})
        log.append(FAILED)

    assert set(read_run(path.parent).observations) == {("a-en", 0)}
    (aside,) = path.parent.glob("observations.*.jsonl")
    assert aside.name == "observations.2025-02-10T090000+0000.jsonl"
    assert aside.read_bytes() == before


def test_a_damaged_log_is_not_set_aside(path: Path) -> None:
    path.write_bytes(b"not a log")

    with pytest.raises(DataError) as caught:
        RunLog(path.parent, HEADER, anew=True)

    assert caught.value.code == "run_log_damaged"
    assert [found.name for found in path.parent.iterdir()] == [LOG_NAME]


def test_a_last_line_torn_anywhere_is_dropped_and_asked_again(path: Path) -> None:
    content = path.read_bytes()
    header, first, second, _ = content.splitlines(keepends=True)
    for size in range(len(header), len(content)):
        path.write_bytes(content[:size])
        whole = [
            line
            for line in (first, second)
            if size >= len(header + (first if line is first else first + second))
        ]

        assert len(read_run(path.parent).observations) == len(whole)
        with RunLog(path.parent, HEADER) as log:
            assert len(log.observations) == len(whole)
            log.append(FAILED)
        assert path.read_bytes() == header + b"".join(whole) + second


def test_a_torn_header_is_written_anew(path: Path) -> None:
    header = path.read_bytes().splitlines(keepends=True)[0]
    for size in range(len(header)):
        path.write_bytes(header[:size])

        with pytest.raises(NotFoundError):
            read_run(path.parent)
        with RunLog(path.parent, HEADER) as log:
            assert log.observations == {}
        assert path.read_bytes() == header


@pytest.mark.parametrize(
    "content", [b"my notes", b"my notes\n", b'{"summit_run":2}\n', b'{"summit_run":1}\n', b"\n"]
)
def test_a_file_that_is_no_log_is_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / LOG_NAME
    path.write_bytes(content)

    for open_it in (lambda: RunLog(tmp_path, HEADER), lambda: read_run(tmp_path)):
        with pytest.raises(DataError) as caught:
            open_it()
        assert caught.value.code == "run_log_damaged"
    assert path.read_bytes() == content


def test_a_spoilt_line_that_is_not_the_last_is_named(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[1][:40] + b"\n", *lines[2:]]))

    with pytest.raises(DataError, match="line 2: it is neither"):
        read_run(path.parent)


def test_of_two_askings_of_one_number_the_later_counts(path: Path) -> None:
    mended = ANSWERED.model_copy(update={"case_id": "a-en"})
    with RunLog(path.parent, HEADER) as log:
        log.append(mended)

    recorded = read_run(path.parent)
    assert recorded.observations["a-en", 0] == mended
    assert b"timeout" in path.read_bytes(), "what failed stays on record"


@pytest.mark.parametrize(
    ("sittings", "peak"),
    [([], None), ([(3, None)], None), ([(2, 500.0), (1, 600.0), (1, None)], 600.0), ([(0, 900.0)], None)],
)
def test_the_peak_is_the_highest_of_the_sittings_that_asked(
    sittings: list[tuple[int, float | None]], peak: float | None, tmp_path: Path
) -> None:
    with RunLog(tmp_path, HEADER) as log:
        for asked, mib in sittings:
            log.end_sitting(Sitting.now(asked, mib))

    assert read_run(tmp_path).peak_memory_mib == peak


def test_two_cannot_write_at_once_and_the_next_can(tmp_path: Path) -> None:
    with RunLog(tmp_path, HEADER):
        with pytest.raises(UnavailableError) as caught:
            RunLog(tmp_path, HEADER)
        assert caught.value.code == "run_busy"
    with RunLog(tmp_path, HEADER):
        pass


def test_a_folder_without_a_run_is_said_to_be_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(NotFoundError, match="no run in") as caught:
            read_run(folder)
        assert caught.value.code == "run_unknown"


def test_a_folder_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(UnavailableError) as caught:
        RunLog(tmp_path / "file" / "run", HEADER)

    assert caught.value.code == "storage_failed"


def test_a_line_that_does_not_fit_is_explained_and_leaves_no_torn_piece(path: Path) -> None:
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with RunLog(path.parent, HEADER) as log:
        # As on a full disk: of the next line only ten bytes find room.
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, hard))
        try:
            with pytest.raises(UnavailableError) as caught:
                log.append(FAILED)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert caught.value.code == "storage_failed"
        assert path.read_bytes() == before
        log.append(FAILED)

    assert len(read_run(path.parent).observations) == 2


def test_lines_are_plain_json_in_utf_8(path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]

    assert lines[0]["summit_run"] == 1
    assert [line.get("case_id") for line in lines[1:]] == ["a-zh", "a-en", None]
    assert "有84个" in path.read_text("utf-8")
