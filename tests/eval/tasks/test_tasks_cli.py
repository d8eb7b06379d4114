import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.tasks_cli import QUESTION_FAILED, packs
from index.models.folder import ModelFolder
from tests.eval.bundles import write_packs
from tests.eval.tasks.made_up import task_packs

RUNNER = CliRunner()
APP = typer.Typer()
APP.command()(packs)


@pytest.fixture(autouse=True)
def _environment(default_model_folder: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(default_model_folder.path.parent.parent))
    monkeypatch.delenv("SUMMIT_BENCH_DIR", raising=False)


def test_a_task_is_measured_and_its_page_written(tmp_path: Path) -> None:
    folder, page = write_packs(tmp_path / "packs", task_packs()), tmp_path / "RESULTS.md"
    work = ["--work-dir", str(tmp_path / "work"), "--out", str(page), "--json"]

    done = RUNNER.invoke(APP, ["--packs", str(folder), "--task", "conflict", "--task", "multi_hop", *work])

    assert done.exit_code == 0, done.stderr
    assert {row["task"] for row in json.loads(done.stdout)["rows"]} == {"conflict", "multi_hop"}
    assert page.read_text("utf-8").startswith("# Results\n")
    assert str(tmp_path) not in page.read_text("utf-8")


def test_a_pack_that_cannot_be_read_has_an_exit_code_and_the_rest_is_printed(tmp_path: Path) -> None:
    folder = write_packs(tmp_path / "packs", task_packs())
    (folder / "nomiracl_zh.jsonl.gz").write_bytes(b"")

    done = RUNNER.invoke(
        APP, ["--packs", str(folder), "--task", "abstention", "--work-dir", str(tmp_path / "work")]
    )

    assert done.exit_code == QUESTION_FAILED
    assert "abstention, nomiracl_zh: the whole pack: pack_damaged" in done.stdout
    assert "| nomiracl_en |" in done.stdout


def test_an_unknown_task_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    done = RUNNER.invoke(APP, ["--packs", str(tmp_path), "--task", "nose"])

    assert done.exit_code == 2
    assert "error [task_unknown]" in done.stderr
    assert "counterfactual" in done.stderr


def test_packs_that_were_not_named_are_asked_for() -> None:
    done = RUNNER.invoke(APP, [])

    assert done.exit_code == 2
    assert "packs_unnamed" in done.stderr


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    done = RUNNER.invoke(APP, ["--packs", str(tmp_path), "--task", "sentences"])

    assert done.exit_code == 3
    assert "pack_missing" in done.stderr
