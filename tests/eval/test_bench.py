"""The shape of the bench, never its times."""

from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from eval.bench import BenchReport, Budget, Measurement, run_bench
from eval.bench_questions import BENCH_QUESTIONS
from eval.bench_report import bench_json, bench_table
from eval.cli import bench
from index.models.folder import ModelFolder

BUDGETED = {
    "retrieval p50": 10,
    "extractive answer p50": 50,
    "written answer without the model p50": 50,
    "second start": 5,
    "resident memory": 700,
    "ingest against sentence-transformers (torch fp32)": 3,
}


@pytest.fixture
def data_dir(default_model_folder: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that has the model; only read."""
    folder = default_model_folder.path.parent.parent
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(folder))
    return folder


@pytest.mark.usefixtures("data_dir")
def test_quick_bench_has_every_row_and_says_why_a_value_is_missing() -> None:
    steps: list[int] = []

    assert len(BENCH_QUESTIONS) == 50

    report = run_bench(
        quick=True, questions=BENCH_QUESTIONS[:2], progress=lambda _, done, __: steps.append(done)
    )

    rows = {row.name: row for row in report.measurements}
    assert {name: row.budget.limit for name, row in rows.items() if row.budget} == BUDGETED
    assert all((row.value is None) <= bool(row.note) for row in rows.values())
    assert all(row.value is None or row.value > 0 for row in rows.values())
    assert {name for name, row in rows.items() if row.note == "left out by --quick"} == {
        "model build",
        "written answer without the model p50",
        "ingest against sentence-transformers (torch fp32)",
    }
    assert report.questions == 2
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    ("option", "shown"), [("--json", '"met": true'), ("--quick", "start    1 s    ≤ 5 s   met")]
)
def test_command_prints_a_table_or_json(option: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report = BenchReport((Measurement("start", 1.0, "s", Budget(5)),), processors=2, questions=50)
    monkeypatch.setattr("eval.bench.run_bench", lambda **_: report)
    app = Typer()
    app.command()(bench)

    done = CliRunner().invoke(app, [option])

    assert done.exit_code == 0
    assert shown in done.stdout


def test_budget_is_an_upper_bound_unless_more_is_better() -> None:
    assert [Budget(10).is_met(value) for value in (9.9, 10, 10.1)] == [True, True, False]
    assert [Budget(3, more_is_better=True).is_met(value) for value in (2.9, 3, 3.1)] == [False, True, True]


def test_a_row_without_value_or_budget_is_neither_met_nor_missed() -> None:
    assert Measurement("m", None, "s", Budget(5), "reason").is_met is None
    assert Measurement("m", 1.0, "s").is_met is None


def test_table_puts_budget_and_verdict_beside_each_value() -> None:
    report = BenchReport(
        (
            Measurement("start", 1.25, "s", Budget(5)),
            Measurement("ingest", 2.0, "×", Budget(3, more_is_better=True), "few chunks"),
            Measurement("memory", None, "MB", Budget(700), "the system does not tell"),
        ),
        processors=2,
        questions=50,
    )

    start, ingest, memory, end = bench_table(report).splitlines()[1:]

    assert start.split() == ["start", "1.2", "s", "≤", "5", "s", "met"]
    assert ingest.split() == ["ingest", "2", "×", "≥", "3", "×", "MISSED", "few", "chunks"]
    assert "not measured" in memory
    assert memory.endswith("the system does not tell")
    assert end == "50 questions; 2 processors"


def test_json_has_a_verdict_a_row() -> None:
    found = bench_json(BenchReport((Measurement("start", 6.0, "s", Budget(5)),), processors=2, questions=50))

    assert found["measurements"] == [
        {
            "name": "start",
            "value": 6.0,
            "unit": "s",
            "budget": {"limit": 5, "more_is_better": False},
            "note": "",
            "met": False,
        }
    ]
