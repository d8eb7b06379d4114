import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli.main import app as program
from eval.cases import BUNDLED_CASES
from eval.metrics.catalogue import M
from eval.run_cli import CASE_FAILED, INTERRUPTED, run
from eval.run_log import LOG_NAME, read_run
from eval.saved import load_summary
from index.models.folder import ModelFolder
from tests.eval.flaky_service import FlakyService, behaviours
from tests.eval.made_up import UNANSWERABLE, row

ROOT = Path(__file__).parent.parent.parent
PAIRS = 12


@pytest.fixture(autouse=True)
def _environment(default_model_folder: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(default_model_folder.path.parent.parent))
    monkeypatch.delenv("SUMMIT_EVAL_API_KEY", raising=False)


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(run)
    return made


@pytest.fixture
def service() -> Iterator[FlakyService]:
    with FlakyService() as started:
        yield started


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    lines = [
        row(
            **UNANSWERABLE,
            id=f"c{at}-{language}",
            pair=f"c{at}",
            language=language,
            question=f"q{at}-{language}",
        )
        for at in range(PAIRS)
        for language in ("zh", "en")
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_the_engine_is_asked_and_the_outcomes_counted(app: typer.Typer, tmp_path: Path) -> None:
    words = ["--cases", "first", "--limit", "8", "--repeats", "2", "--out", str(tmp_path)]

    done = CliRunner().invoke(app, words)

    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert [cell.strip() for cell in lines[0].split("|")[1:4]] == ["askings", "zh, 4 cases", "en, 4 cases"]
    assert [cell.strip() for cell in lines[6].split("|")[1:4]] == ["All", "8", "8"]
    assert [line.split("|")[1].strip() for line in lines[2:6]] == [
        "Answered",
        "Answered in part",
        "Not answered",
        "Could not be asked",
    ]
    assert lines[5].split("|")[2].strip() == "0"
    assert lines[8] == "16 askings of 8 cases, 16 of them now."
    assert lines[9].startswith("Highest resident memory: ")
    assert len(read_run(tmp_path).observations) == 16


def test_a_service_is_asked_and_a_failed_case_has_an_exit_code_and_a_reason(
    app: typer.Typer, cases: Path, tmp_path: Path, service: FlakyService
) -> None:
    service.behaviour = behaviours["bare"]
    service.by_question = {"q0-en": behaviours["500"], "q1-en": behaviours["good"]}
    words = ["--cases", str(cases), "--url", service.url, "--out", str(tmp_path / "run")]
    words += ["--limit", "5", "--repeats", "1"]

    done = CliRunner().invoke(app, words)

    assert done.exit_code == CASE_FAILED
    assert done.stdout.startswith(
        "| askings            | zh, 3 cases | en, 2 cases |\n"
        "| ------------------ | ----------- | ----------- |\n"
        "| Answered           | 0           | 1           |\n"
        "| Answered in part   | 0           | 0           |\n"
        "| Not answered       | 3           | 0           |\n"
        "| Could not be asked | 0           | 1           |\n"
        "| All                | 3           | 2           |\n"
        "\n"
        "5 askings of 5 cases, 5 of them now.\n"
        "- c0-en (asking 1): http_500: status 500 without a problem in the body\n"
    )


def test_the_json_has_the_same_counts_and_what_was_measured(
    app: typer.Typer, cases: Path, tmp_path: Path, service: FlakyService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_EVAL_API_KEY", "secret")
    service.behaviour = behaviours["stream"]
    words = ["--cases", str(cases), "--url", service.url, "--out", str(tmp_path / "run"), "--json"]

    done = CliRunner().invoke(app, [*words, "--limit", "2", "--repeats", "1", "--timeout-s", "5"])

    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told["counts"]["zh"] == {"answered": 1, "partial": 0, "no_answer": 0, "failed": 0}
    assert (told["cases"], told["asked_now"], told["failures"], told["peak_memory_mib"]) == (2, 2, [], None)
    assert told["run"]["configuration"]["stream"] == "true"
    assert told["run"]["configuration"]["timeout_s"] == "5"
    assert service.keys == ["Bearer secret"] * 2
    assert "secret" not in done.output + (tmp_path / "run" / LOG_NAME).read_text("utf-8")
    assert all(seen.first_token_ms for seen in read_run(tmp_path / "run").observations.values())


def test_many_failures_are_cut_short(
    app: typer.Typer, cases: Path, tmp_path: Path, service: FlakyService
) -> None:
    service.behaviour = behaviours["problem"]

    done = CliRunner().invoke(
        app, ["--cases", str(cases), "--url", service.url, "--out", str(tmp_path / "run"), "--repeats", "1"]
    )

    assert done.exit_code == CASE_FAILED
    counts = done.stdout.split("\n\n|")[0]
    assert counts.splitlines()[-1] == "- and 4 more"


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (["--url", "nowhere"], "service_url_invalid", 2),
        (["--url", "http://127.0.0.1:9"], "service_unreachable", 6),
        (["--cases", "none.jsonl"], "input_unreadable", 2),
        (["--cases", str(BUNDLED_CASES.parent.parent / "RESULTS.md")], "case_malformed", 3),
    ],
)
def test_what_cannot_be_measured_ends_with_the_documented_codes(
    words: list[str], code: str, exit_code: int, app: typer.Typer, tmp_path: Path
) -> None:
    done = CliRunner().invoke(app, ["--out", str(tmp_path / "run"), "--cases", "first", *words, "--json"])

    assert (done.exit_code, json.loads(done.stderr)["code"]) == (exit_code, code)
    assert not (tmp_path / "run").exists()


def test_a_service_without_the_documents_of_the_cases_is_a_conflict(
    app: typer.Typer, tmp_path: Path, service: FlakyService
) -> None:
    done = CliRunner().invoke(app, ["--cases", "first", "--url", service.url, "--out", str(tmp_path)])

    assert done.exit_code == 5
    assert "error [documents_differ]" in done.stderr


def test_a_folder_of_another_run_is_refused(
    app: typer.Typer, cases: Path, tmp_path: Path, service: FlakyService
) -> None:
    words = ["--cases", str(cases), "--url", service.url, "--out", str(tmp_path / "run"), "--limit", "1"]
    CliRunner().invoke(app, words)

    done = CliRunner().invoke(app, [*words, "--no-stream"])

    assert done.exit_code == 2
    assert "error [run_differs]" in done.stderr
    assert "configuration.stream" in done.stderr


def test_a_setting_that_cannot_be_used_is_named(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_EMBEDDING__THREADS", "many")

    done = CliRunner().invoke(app, ["--cases", "first", "--out", str(tmp_path)])

    assert done.exit_code == 2
    assert "error [settings_invalid]: a setting cannot be used (embedding__threads: " in done.stderr


@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, INTERRUPTED)],
    ids=["killed", "Ctrl-C"],
)
def test_a_run_that_was_stopped_is_taken_up_without_asking_anything_twice(
    sent: signal.Signals, code: int, cases: Path, tmp_path: Path, service: FlakyService
) -> None:
    service.behaviour = behaviours["stream"]  # 0.2 seconds each
    folder = tmp_path / "run"
    words = ["--cases", str(cases), "--url", service.url, "--out", str(folder), "--repeats", "1"]
    command = [sys.executable, "-m", "eval.run_cli", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}

    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=_heed_interrupts
    ) as process:
        _wait_for(lambda: len(service.bodies) >= 4, process)
        process.send_signal(sent)
        _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert ("the same command goes on from there" in told) == (code == INTERRUPTED)
    before = len(read_run(folder).observations)
    assert 3 <= before < 2 * PAIRS
    service.behaviour = behaviours["good"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stderr
    asked = [str(body["question"]) for body in service.bodies]
    repeated = len(asked) - len(set(asked))
    assert repeated <= 1, "more than the question whose answer was on its way"
    assert sorted(set(asked)) == sorted(
        f"q{at}-{language}" for at in range(PAIRS) for language in ("zh", "en")
    )
    assert f"24 askings of 24 cases, {24 - before} of them now." in done.stdout


def _heed_interrupts() -> None:
    """A shell starts what runs in the background deaf to Ctrl-C, and a child inherits that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _wait_for(reached: object, process: subprocess.Popen[str]) -> None:
    assert callable(reached)
    deadline = time.monotonic() + 60
    while not reached():
        assert process.poll() is None, "the run ended"
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_malformed_case_stands_in_every_report_with_its_reason_and_the_exit_code_says_so(
    app: typer.Typer, cases: Path, tmp_path: Path, service: FlakyService
) -> None:
    cases.write_text(cases.read_text("utf-8") + '{"id": "torn-en", "pair": "torn"}\n', "utf-8")
    service.behaviour = behaviours["stream"]
    out = tmp_path / "run"

    done = CliRunner().invoke(app, ["--cases", str(cases), "--url", service.url, "--out", str(out)])

    assert done.exit_code == CASE_FAILED
    reason = f"case_malformed: line {2 * PAIRS + 1}: language: Field required"
    assert f"- torn-en: {reason}\n" in done.stdout
    head, *rows = [[c.strip() for c in line.split("|")[1:-1]] for line in done.stdout.splitlines()[:7]]
    assert head[3] == "unreadable, 1 case"
    assert ["Could not be asked", "0", "0", "1"] in rows
    assert f"1 of {2 * PAIRS + 1} could not be asked and count in no figure." in done.stdout
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert (summary["cases"], summary["failed"]) == (2 * PAIRS + 1, {"torn-en": reason})
    last = (out / "results.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(last) == {"id": "torn-en", "line": 2 * PAIRS + 1, "failure": reason}
    assert f'name="torn-en"><error message="{reason}"/>' in (out / "junit.xml").read_text("utf-8")
    page = (out / "report.html").read_text("utf-8")
    assert "torn-en" in page
    assert reason in page
    assert load_summary(out).failures == {"torn-en": reason}


def test_every_figure_of_a_run_is_there_without_any_option(app: typer.Typer, tmp_path: Path) -> None:
    out, path, of_type = tmp_path / "run", tmp_path / "some.jsonl", Counter[str]()
    with (
        BUNDLED_CASES.with_name("test.jsonl").open(encoding="utf-8") as lines,
        path.open("w", encoding="utf-8") as some,
    ):
        for line in lines:
            kind = json.loads(line)["type"]
            of_type[kind] += 1
            if of_type[kind] <= 12:
                some.write(line)

    done = CliRunner().invoke(app, ["--cases", str(path), "--out", str(out)])

    assert done.exit_code == 0, done.output
    whole = load_summary(out).slices[0]
    figures = {figure.metric: figure for figure in whole.figures}
    assert set(figures) == {metric.value for metric in M}
    without = [name for name, f in figures.items() if f.n == 0 or None in (f.value, f.low, f.high)]
    assert without == [M.PEAK_MEMORY], "but one reading of the memory, which says that it is one"
    assert "(one reading)" in done.stdout


def test_two_runs_are_compared_by_an_option_of_the_group_too(tmp_path: Path) -> None:
    words = ["run", "--cases", "first", "--limit", "4", "--repeats", "1", "--out"]
    for name in ("one", "two"):
        assert CliRunner().invoke(program, ["eval", *words, str(tmp_path / name)]).exit_code == 0

    done = CliRunner().invoke(program, ["eval", "--compare", str(tmp_path / "one"), str(tmp_path / "two")])
    same = CliRunner().invoke(program, ["eval", "compare", str(tmp_path / "one"), str(tmp_path / "two")])

    assert (done.exit_code, done.stdout) == (same.exit_code, same.stdout)
    assert done.stdout.startswith("| figure ")
    assert [cell.strip() for cell in done.stdout.splitlines()[0].split("|")[2:4]] == ["one", "two"]
    assert "† Decided by the support judge (judge right on our labelled claims 0." in done.stdout
    words = ["eval", "--language", "zh", "--compare", str(tmp_path / "one"), str(tmp_path / "two")]
    assert CliRunner().invoke(program, words).stdout.startswith("| 指标 ")
    assert "right on WiCE 0." in done.stdout
