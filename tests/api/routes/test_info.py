from dataclasses import replace
from pathlib import Path

from fastapi.testclient import TestClient

from api.schemas import InfoOut
from api.service import Service
from api.version import VERSION
from rag.writing.attempts import LanguageModelState
from tests.api.conftest import Connect
from tests.api.stand_in import GENERATION, StandInEngine, stand_in_service


def test_info_says_what_is_running(client: TestClient) -> None:
    info = InfoOut.model_validate_json(client.get("/api/v1/info").text, extra="forbid")

    assert info.version == VERSION
    assert info.languages == ["zh", "en"]
    assert (info.documents, info.index_generation) == (2, GENERATION)
    assert (info.embedder.name, info.embedder.revision) == ("stand-in", "0123")
    assert info.limits.question_chars == 2000
    assert info.limits.check_chars == 20_000
    assert info.limits.check_sentences == 500
    assert info.limits.body_bytes == 256 * 1024
    assert info.modes == ["extractive"]
    assert info.language_model is None
    assert info.warnings == []


def test_info_names_what_can_be_posted_to(client: TestClient) -> None:
    actions = client.get("/api/v1/info").json()["actions"]

    assert {"ask", "search", "verify"} <= set(actions)
    for action in actions:
        assert client.post(f"/api/v1/{action}", json={}).status_code == 422, action


def test_info_suggests_questions_in_both_languages(client: TestClient) -> None:
    suggestions = client.get("/api/v1/info").json()["suggestions"]

    assert {suggestion["language"] for suggestion in suggestions} == {"zh", "en"}


def test_info_names_the_language_model_and_its_last_failure(connect: Connect, service: Service) -> None:
    with_model = replace(service, language_model=lambda: LanguageModelState("a-model", "llm_timeout"))

    info = connect(source=with_model).get("/api/v1/info").json()

    assert info["language_model"] == {"name": "a-model", "fault": "llm_timeout"}
    assert info["modes"] == ["extractive", "written"]


def test_info_warns_when_an_earlier_generation_stands_in(
    connect: Connect, tmp_path: Path, engine: StandInEngine
) -> None:
    problem = "generation 4: vectors.faiss was changed"
    with stand_in_service(tmp_path, engine, (problem,)) as service:
        client = connect(source=service)
        (warning,) = client.get("/api/v1/info").json()["warnings"]
        ready = client.get("/readyz")

    assert problem in warning
    assert ready.status_code == 200
