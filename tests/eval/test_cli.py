import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.cli import FLOOR_MISSED, app
from index.models.folder import ModelFolder
from tests.eval.bundles import write_packs, xquad

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _environment(default_model_folder: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(default_model_folder.path.parent.parent))
    monkeypatch.delenv("SUMMIT_BENCH_DIR", raising=False)


def test_page_is_printed_and_a_missed_floor_has_an_exit_code_of_its_own(tmp_path: Path) -> None:
    packs = xquad()
    # Questions on nothing that the paragraphs say.
    packs["xquad_questions"] = [
        {**row, "pid": "p0", "question_en": "Buses?", "question_zh": "蜜蜂？"}
        for row in packs["xquad_questions"]
    ]
    folder = write_packs(tmp_path / "packs", packs)

    done = RUNNER.invoke(
        app, ["retrieval", "--packs", str(folder), "--pool", "own", "--work-dir", str(tmp_path / "work")]
    )

    assert done.exit_code == FLOOR_MISSED
    assert done.stdout.startswith("# Results\n")
    assert "**missed**" in done.stdout


def test_folder_comes_from_the_environment_and_the_page_goes_to_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_BENCH_DIR", str(write_packs(tmp_path / "packs", xquad())))
    page = tmp_path / "RESULTS.md"

    done = RUNNER.invoke(
        app,
        ["retrieval", "--pool", "own", "--work-dir", str(tmp_path / "work"), "--out", str(page), "--json"],
    )

    assert page.read_text("utf-8").startswith("# Results\n")
    rows = json.loads(done.stdout)
    assert {row["pool"] for row in rows} == {"own"}
    assert str(tmp_path) not in page.read_text("utf-8")


def test_packs_that_were_not_named_are_asked_for() -> None:
    done = RUNNER.invoke(app, ["retrieval"])

    assert done.exit_code == 2
    assert "error [packs_unnamed]" in done.stderr
    assert "SUMMIT_BENCH_DIR" in done.stderr


def test_a_folder_without_packs_is_refused_as_json(tmp_path: Path) -> None:
    done = RUNNER.invoke(
        app, ["retrieval", "--packs", str(tmp_path), "--work-dir", str(tmp_path / "work"), "--json"]
    )

    assert done.exit_code == 3
    assert json.loads(done.stderr)["code"] == "pack_missing"


def test_an_unknown_pool_is_refused(tmp_path: Path) -> None:
    done = RUNNER.invoke(app, ["retrieval", "--packs", str(tmp_path), "--pool", "big"])

    assert done.exit_code == 2
    assert "pool_unknown" in done.stderr


def test_help_says_that_the_bare_command_asks_the_test_set() -> None:
    done = RUNNER.invoke(app, ["--help"])

    assert "without a command, ask the test set" in " ".join(done.stdout.split())
