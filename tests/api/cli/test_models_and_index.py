"""The commands that keep the data folder, on the real model."""

import json
import shutil
from pathlib import Path

import pytest

from index.generation import generations_path
from index.models.folder import WORD_EMBEDDINGS_FILE, ModelFolder
from tests.api.cli.conftest import Run


@pytest.fixture
def models(tmp_path: Path, default_model_folder: ModelFolder) -> Path:
    """The built model, in the test's data folder, without a copy."""
    folder = tmp_path / "models"
    folder.symlink_to(default_model_folder.path.parent)
    return folder


def test_a_data_folder_without_a_model_says_so(run: Run) -> None:
    listed = run("models", "list")
    verified = run("models", "verify")
    status = run("index", "status", "--json")

    names = ("multilingual-e5-small", "qwen2.5-1.5b", "qwen2.5-0.5b")
    assert (listed.exit_code, listed.stdout) == (0, "".join(f"{name}\tmissing\n" for name in names))
    assert verified.exit_code == status.exit_code == 3
    assert "error [model_missing]" in verified.stderr
    assert "summit models build" in verified.stderr
    assert json.loads(status.stderr)["code"] == "model_missing"


@pytest.mark.usefixtures("models")
def test_a_built_model_is_listed_and_verified_and_not_built_again(run: Run) -> None:
    verified = json.loads(run("models", "verify", "--json").stdout)
    built = json.loads(run("models", "build", "--json").stdout)
    listed, *_ = json.loads(run("models", "list", "--json").stdout)["data"]

    assert verified == built == listed
    assert (listed["state"], listed["dimension"]) == ("ready", 384)
    assert run("models", "list").stdout.split("\t")[:2] == ["multilingual-e5-small", "ready"]


def test_a_damaged_model_is_reported(run: Run, tmp_path: Path, default_model_folder: ModelFolder) -> None:
    copy = tmp_path / "models" / default_model_folder.path.name
    shutil.copytree(
        default_model_folder.path, copy, ignore=shutil.ignore_patterns("sentence-transformers"), symlinks=True
    )
    (copy / WORD_EMBEDDINGS_FILE).write_bytes(b"")

    result = run("models", "verify")

    assert run("models", "list").stdout.startswith("multilingual-e5-small\tdamaged\n")
    assert result.exit_code == 3
    assert "error [model_damaged]" in result.stderr


def test_a_language_model_is_pulled_from_nothing_but_the_right_file(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.gguf"
    wrong.write_bytes(b"GGUF")

    unknown = run("models", "pull", "a-model", "--file", str(wrong))
    refused = run("models", "pull", "qwen2.5-0.5b", "--file", str(wrong), "--json")
    verified = run("models", "verify", "qwen2.5-0.5b")

    assert (unknown.exit_code, refused.exit_code, verified.exit_code) == (2, 3, 3)
    assert "error [llm_model_unknown]" in unknown.stderr
    assert "qwen2.5-1.5b" in unknown.stderr
    assert json.loads(refused.stderr)["code"] == "llm_source_differs"
    assert "error [llm_model_missing]" in verified.stderr
    assert "summit models pull qwen2.5-0.5b" in verified.stderr
    assert not list((tmp_path / "models").rglob("*.gguf*"))


@pytest.mark.usefixtures("models")
def test_an_index_is_missing_then_rebuilt_then_damaged(run: Run, tmp_path: Path) -> None:
    missing = run("index", "status")
    assert missing.exit_code == 3
    assert "error [index_missing]" in missing.stderr

    rebuilt = json.loads(run("index", "rebuild", "--json").stdout)
    status = json.loads(run("index", "status", "--json").stdout)
    assert rebuilt == status
    assert status["up_to_date"] is True
    assert status["problems"] == []
    assert "up to date" in run("index", "status").stdout

    generation = generations_path(tmp_path) / f"{status['generation']:06d}"
    (generation / "vectors.faiss").write_bytes(b"")
    damaged = run("index", "status")
    assert damaged.exit_code == 3
    assert "error [index_damaged]" in damaged.stderr
