"""Fixtures for the command line: its commands over the stand-in engine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import check, documents, questions
from api.cli.main import app
from api.service import Service

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, service: Service) -> Run:
    """Runs a command in process; `input` stands for a pipe."""
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(tmp_path))
    for module in (check, questions, documents):
        monkeypatch.setattr(module, "opened", lambda: service)

    def invoke(*words: str, text: str | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=text, prog_name="summit")

    return invoke
