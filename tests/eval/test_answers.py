import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from corpus.model import Language
from eval.answers import AnswerMetric, AnswersReport, run_cases
from eval.answers_cli import CASE_FAILED, answers, report_json, report_table
from eval.case_files import load_cases
from eval.cases import BUNDLED_CASES
from index.models.folder import ModelFolder
from rag.answer import Answer
from rag.engine import Engine
from rag.settings import EngineSettings
from rag.workspace import open_engine
from tests.eval.made_up import (
    DOCUMENTS,
    UNANSWERABLE,
    Scripted,
    answer,
    case,
    citation,
    refusal,
    shifted,
)

M = AnswerMetric
BERTHS = citation("harbour", "The harbour has 84 berths.")
GOOD = answer("The harbour has 84 berths. [1]", BERTHS)


@pytest.fixture
def made_up_report() -> AnswersReport:
    """Two English questions answered, one wrongly refused, one that raised; one Chinese one refused."""
    told: dict[str, Answer | Exception] = {
        "q1": GOOD,
        "q2": replace(GOOD, citations=(shifted(BERTHS, 1),)),
        "q3": refusal(),
        "q4": RuntimeError("out of ink"),
        "q5": refusal("文件没有说明。"),
    }
    asked = [case(id=f"c{at}", question=f"q{at}") for at in range(1, 5)]
    asked.append(case(**UNANSWERABLE, id="c5", question="q5", language="zh"))
    return run_cases(asked, Scripted(told), DOCUMENTS)


def test_rates_count_what_was_asked_of_each_language(made_up_report: AnswersReport) -> None:
    chinese, english = made_up_report.summaries

    counts = {metric: (score.count, score.n) for metric, score in english.scores.items()}
    assert counts == {
        M.CITATIONS_VALID: (1, 2),
        M.PASSAGE_CITED: (2, 3),
        M.ALL_GOLD_CITED: (2, 3),
        M.FACTS_RIGHT: (2, 3),
        M.LANGUAGE_RIGHT: (3, 3),
        M.UNANSWERABLE_REFUSED: (0, 0),
        M.ANSWERABLE_REFUSED: (1, 3),
        M.PREMISE_HANDLED: (0, 0),
    }
    assert (chinese.cases, english.cases) == (1, 4)
    assert chinese.scores[M.UNANSWERABLE_REFUSED].n == 1
    assert english.scores[M.PREMISE_HANDLED].rate is None


def test_the_interval_is_wilsons(made_up_report: AnswersReport) -> None:
    found = made_up_report.summaries[1].scores[M.LANGUAGE_RIGHT].rate

    # 3 of 3 with z = 1.96: from 3 / (3 + z²) = 0.4385 to 1.
    assert found is not None
    assert [found.value, found.low, found.high] == pytest.approx([1.0, 0.4385, 1.0], abs=1e-4)


def test_a_case_that_raises_is_a_record_with_its_reason_and_no_zero(made_up_report: AnswersReport) -> None:
    assert [(result.case.id, result.failure) for result in made_up_report.failed] == [
        ("c4", "RuntimeError: out of ink")
    ]
    assert made_up_report.summaries[1].failed == 1
    assert "| Could not be asked" in report_table(made_up_report)
    assert "- c4 (fact): RuntimeError: out of ink" in report_table(made_up_report)


def test_the_table_gives_counts_intervals_and_the_cases_behind_each_miss(
    made_up_report: AnswersReport,
) -> None:
    lines = report_table(made_up_report).splitlines()

    assert re.fullmatch(r"\| +\| zh, n = 1 +\| en, n = 4 +\|", lines[0])
    assert lines[2].startswith("| Citations hold to the character       | –  ")
    assert "| 1/2 = 50% (9% to 91%)" in lines[2]
    assert lines[-3:] == [
        "- c2 (fact): citations_valid",
        "- c3 (fact): passage_cited, all_gold_cited, facts_right, answerable_refused",
        "- c4 (fact): RuntimeError: out of ink",
    ]


def test_the_json_holds_each_answer_and_verdict(made_up_report: AnswersReport) -> None:
    told = json.loads(json.dumps(report_json(made_up_report)))

    assert told["summary"]["en"]["metrics"]["citations_valid"] == {
        "count": 1,
        "n": 2,
        "rate": 0.5,
        "low": 0.0945,
        "high": 0.9055,
    }
    first, *_, fourth, fifth = told["results"]
    assert first["citations"] == [
        {"doc_id": "harbour", "char_start": 10, "char_end": 36, "quote": "The harbour has 84 berths."}
    ]
    assert (fourth["status"], fourth["verdicts"], fourth["failure"]) == (None, {}, "RuntimeError: out of ink")
    assert (fifth["status"], fifth["abstain_reason"]) == ("no_answer", "not_stated")


# What follows asks the real engine.


@pytest.fixture(scope="session")
def engine(default_model_folder: ModelFolder) -> Engine:
    return open_engine(EngineSettings(data_dir=default_model_folder.path.parent.parent))


@pytest.fixture(scope="session")
def report(engine: Engine) -> AnswersReport:
    cases = load_cases(BUNDLED_CASES, engine.documents)
    return run_cases(cases, engine, engine.documents)


# Each floor is 5 to 8 points below what was measured when it was set (in the comments, zh then en). Of 14 answerable
# questions one may therefore be lost, of 4 unanswerable and 2 with a false premise none. A quote off its place or
# an answer in the wrong language is never accepted. For `answerable_refused` it is the ceiling.
FLOORS = {
    M.CITATIONS_VALID: 1.0,  # 16/16, 16/16
    M.PASSAGE_CITED: 0.92,  # 14/14, 14/14
    M.ALL_GOLD_CITED: 0.85,  # 13/14, 13/14
    M.FACTS_RIGHT: 0.92,  # 14/14, 14/14
    M.LANGUAGE_RIGHT: 1.0,  # 20/20, 20/20
    M.UNANSWERABLE_REFUSED: 0.94,  # 4/4, 4/4
    M.ANSWERABLE_REFUSED: 0.08,  # 0/14, 0/14
    M.PREMISE_HANDLED: 0.94,  # 2/2, 2/2
}


@pytest.mark.parametrize("metric", AnswerMetric)
@pytest.mark.parametrize("language", Language)
def test_the_first_question_set_reaches_its_floor(
    metric: AnswerMetric, language: Language, report: AnswersReport
) -> None:
    summary = next(summary for summary in report.summaries if summary.language is language)
    found = summary.scores[metric].rate

    assert found is not None
    reached = found.value >= FLOORS[metric] if metric.good else found.value <= FLOORS[metric]
    assert reached, report_table(report)


def test_every_question_of_the_first_set_could_be_asked(report: AnswersReport) -> None:
    assert len(report.results) == 40
    assert not report.failed


def test_the_same_questions_give_the_same_report(engine: Engine, report: AnswersReport) -> None:
    again = run_cases([result.case for result in report.results], engine, engine.documents)

    assert json.dumps(report_json(again)) == json.dumps(report_json(report))


@pytest.fixture
def runner(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(engine.settings.data_dir))
    return CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(answers)
    return made


def test_the_command_prints_the_table_of_the_report(
    app: typer.Typer, runner: CliRunner, report: AnswersReport
) -> None:
    result = runner.invoke(app)

    assert result.exit_code == 0
    assert result.stdout == report_table(report)


def test_the_command_prints_the_same_as_json(
    app: typer.Typer, runner: CliRunner, report: AnswersReport
) -> None:
    result = runner.invoke(app, ["--json"])

    assert json.loads(result.stdout) == json.loads(json.dumps(report_json(report)))


def test_the_command_names_a_malformed_line_and_ends_with_three(
    app: typer.Typer, runner: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text("{}\n", "utf-8")

    result = runner.invoke(app, ["--cases", str(path)])

    assert result.exit_code == 3
    assert "error [case_malformed]: mine.jsonl, line 1: id: Field required" in result.stderr
    assert not result.stdout


def test_the_command_says_by_its_exit_code_that_a_case_could_not_be_asked(
    app: typer.Typer, runner: CliRunner, tmp_path: Path
) -> None:
    long = "x" * 3000
    lines = [json.loads(line) for line in BUNDLED_CASES.read_text("utf-8").splitlines()[:2]]
    path = tmp_path / "mine.jsonl"
    path.write_text(
        "".join(json.dumps(line | {"question": long + line["id"]}) + "\n" for line in lines), "utf-8"
    )

    result = runner.invoke(app, ["--cases", str(path)])

    assert result.exit_code == CASE_FAILED
    assert "- first-01-zh (fact): InvalidInputError: " in result.stdout


def test_a_setting_that_cannot_be_used_is_named(
    app: typer.Typer, runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_EMBEDDING__THREADS", "many")

    result = runner.invoke(app)

    assert result.exit_code == 2
    assert "error [settings_invalid]: a setting cannot be used (embedding__threads: " in result.stderr
