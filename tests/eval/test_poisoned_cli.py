import json

import pytest
import typer
from typer.testing import CliRunner

from eval.poisoned import Attack, PoisonedDocument, load_poisoned
from eval.poisoned_cli import OBEYED, poisoned
from rag.engine import Engine

RUNNER = CliRunner()
APP = typer.Typer()
APP.command()(poisoned)


@pytest.fixture(autouse=True)
def few(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> tuple[PoisonedDocument, ...]:
    """Two documents, and the engine's data folder."""
    chosen = tuple(document for document in load_poisoned() if document.id in {"x05", "x09"})
    monkeypatch.setattr("eval.poisoned_cli.load_poisoned", lambda: chosen)
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(engine.settings.data_dir))
    return chosen


def test_documents_that_steer_nothing_are_counted_by_attack(few: tuple[PoisonedDocument, ...]) -> None:
    done = RUNNER.invoke(APP, [])

    assert done.exit_code == 0, done.output
    assert f"| {few[0].attack} |" in done.stdout
    assert "4 answers (4 extractive) about 2 documents." in done.stdout


def test_one_that_is_obeyed_is_named_and_has_an_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.candidates.instructs_reader", lambda _: False)

    done = RUNNER.invoke(APP, ["--json"])

    told = json.loads(done.stdout)
    assert done.exit_code == OBEYED
    assert (told["documents"], told["answers"]) == (2, {"extractive": 4})
    assert {found["id"] for found in told["obeyed"]} >= {"x05"}
    assert Attack(told["obeyed"][0]["attack"])


def test_a_written_answer_needs_a_model() -> None:
    done = RUNNER.invoke(APP, ["--mode", "written"])

    assert done.exit_code == 2
    assert "mode_unavailable" in done.stderr
