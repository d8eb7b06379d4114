import json
from pathlib import Path

from typer.testing import CliRunner

from api.cli.main import app
from eval.cases import BUNDLED_CASES

RUNNER = CliRunner()


def validate(*arguments: str) -> tuple[int, str]:
    result = RUNNER.invoke(app, ["eval", "validate", *arguments])
    return result.exit_code, result.output


def copy_of(name: str, folder: Path, change: tuple[str, str] = ("", "")) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text(BUNDLED_CASES.read_text("utf-8").replace(*change, 1), "utf-8")
    return path


def test_the_bundled_sets_are_in_order() -> None:
    assert validate() == (
        0,
        "dev.jsonl: 948 cases in order, 0 malformed\ntest.jsonl: 298 cases in order, 0 malformed\n"
        "No two sets share a question, or a paragraph that holds an answer or nearly does.\n",
    )
    assert validate(str(BUNDLED_CASES)) == (0, "first.jsonl: 40 cases in order, 0 malformed\n")


def test_every_fault_is_told_with_its_line_and_the_exit_code_says_so(tmp_path: Path) -> None:
    path = copy_of("spoilt", tmp_path, ('"start": 377', '"start": 378'))
    path.write_text(path.read_text("utf-8") + "{}\n", "utf-8")

    code, told = validate(str(path))

    assert code == 3
    assert told.splitlines()[0] == "spoilt.jsonl: 39 cases in order, 2 malformed"
    assert told.splitlines()[1].startswith(
        "- line 1 (first-01-zh): doc_acd6f7e2dc3b8ffd[378:428] is not the quote"
    )
    assert told.splitlines()[2] == "- line 41 (line 41): id: Field required"


def test_two_sets_with_something_in_common_are_refused(tmp_path: Path) -> None:
    code, told = validate(str(BUNDLED_CASES), str(copy_of("again", tmp_path)), "--json")

    assert code == 3
    overlaps = json.loads(told)["overlaps"]
    assert {
        "first": "first-01-zh",
        "second": "first-01-zh",
        "what": "gold",
    } in overlaps
    assert sum(found["what"] == "pair" for found in overlaps) == 40


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    code, told = validate(str(tmp_path / "none.jsonl"))

    assert code == 2
    assert "none.jsonl cannot be read" in told


def test_the_schema_is_printed() -> None:
    code, told = validate("--schema")

    assert code == 0
    assert json.loads(told)["title"] == "Case"
