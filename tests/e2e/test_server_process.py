"""The real thing: a server process on the real documents, and the command in a real pipe."""

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.problem_schemas import Problem
from api.schemas import AnswerOut
from corpus.library import bundled_documents
from index.models.folder import ModelFolder
from tests.e2e.process import FIRST_START_S, environment, serving

TEXTS = {document.doc_id: document.text for document in bundled_documents()}
QUESTIONS = ["谁是安妮·布韦罗？", "Who is Anne Bouverot?", "峰会有哪五个主题？", "Where was the summit held?"]
SECOND_START_S, STOP_S = 15.0, 15.0


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory, default_model_folder: ModelFolder) -> Path:
    """A new data folder that has the model and nothing else."""
    folder = tmp_path_factory.mktemp("a data folder")
    (folder / "models").symlink_to(default_model_folder.path.parent)
    return folder


def _run(data_dir: Path, *words: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api.cli.main", *words],
        input=text,
        env=environment(data_dir),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=FIRST_START_S,
        check=False,
    )


def test_a_new_data_folder_is_filled_served_and_left_in_order(data_dir: Path) -> None:
    with serving(data_dir, FIRST_START_S) as (process, client):
        for question in QUESTIONS:
            response = client.post("/api/v1/ask", json={"question": question})
            assert response.status_code == 200, response.text
            answer = AnswerOut.model_validate_json(response.text, extra="forbid")
            assert answer.status in {"answered", "partial"}, question
            assert answer.citations
            for citation in answer.citations:
                assert TEXTS[citation.doc_id][citation.char_start : citation.char_end] == citation.quote
                shown = client.get(f"/api/v1/documents/{citation.doc_id}/text").json()["text"]
                assert shown[citation.char_start : citation.char_end] == citation.quote
                assert client.get(citation.view_url).status_code == 200
        info = client.get("/api/v1/info").json()
        assert (info["documents"], info["embedder"]["name"]) == (2, "multilingual-e5-small")
        assert info["embedder"]["revision"]

        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_S) == 0

    log = (data_dir / "log").read_text("utf-8")
    assert '"event": "stopped"' in log
    assert not any(question in log for question in QUESTIONS)


def test_the_second_start_is_quick_and_changes_nothing(data_dir: Path) -> None:
    with serving(data_dir, FIRST_START_S) as (_, client):
        before = client.get("/api/v1/info").json()
    started = time.monotonic()
    with serving(data_dir, SECOND_START_S) as (process, client):
        assert time.monotonic() - started < SECOND_START_S
        assert client.get("/api/v1/info").json() == before
        process.send_signal(signal.SIGINT)
        assert process.wait(STOP_S) == 0


def test_an_address_that_is_taken_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        result = _run(tmp_path, "serve", "--port", str(taken.getsockname()[1]))

    assert result.returncode == 6
    assert "error [address_unavailable]" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_command_answers_in_a_pipe(data_dir: Path) -> None:
    plain = _run(data_dir, "ask", text=f"{QUESTIONS[1]}\n")
    as_json = _run(data_dir, "ask", QUESTIONS[0], "--json")

    assert (plain.returncode, as_json.returncode) == (0, 0)
    assert "\x1b" not in plain.stdout + plain.stderr
    assert "[1] " in plain.stdout
    assert max(len(line) for line in plain.stdout.splitlines()) > 100, "a line was wrapped"
    answer = AnswerOut.model_validate_json(as_json.stdout, extra="forbid")
    for citation in answer.citations:
        assert TEXTS[citation.doc_id][citation.char_start : citation.char_end] == citation.quote


def test_the_command_ends_with_the_documented_codes(data_dir: Path) -> None:
    refused = _run(data_dir, "ask", "", "--json")
    unknown = _run(data_dir, "documents", "show", "doc_0")

    assert refused.returncode == 2
    assert Problem.model_validate_json(refused.stderr).code == "question_empty"
    assert unknown.returncode == 4
    assert json.loads(_run(data_dir, "documents", "list", "--json").stdout)["data"]
