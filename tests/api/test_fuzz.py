"""Whatever is sent, the answer is an answer or a problem that blames the sender."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.bodies import AskBody, CheckBody, SearchBody, VerifyBody
from api.problem_schemas import Problem
from api.settings import load_settings
from tests.api.conftest import BASE_URL
from tests.api.stand_in import StandInEngine, stand_in_service

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PLAUSIBLE = {
    "text": st.text(max_size=40) | st.just("谁是安妮·布韦罗？她没有来。"),
    "question": st.text(max_size=40) | st.just("谁是安妮·布韦罗？"),
    "language": st.sampled_from(["auto", "zh", "en"]),
    "mode": st.sampled_from(["auto", "extractive", "written"]),
    "top_k": st.integers(0, 51),
    "stream": st.booleans(),
    "include": st.lists(st.sampled_from(["passages", "claims", "timings"]), max_size=3),
    "doc_id": st.text(max_size=20) | st.just("doc_acd6f7e2dc3b8ffd"),
    "char_start": st.integers(-1, 6000),
    "char_end": st.integers(-1, 2**70),
    "quote": st.text(max_size=20),
}


def bodies(*fields: str) -> st.SearchStrategy[dict[str, object]]:
    """Objects with the fields of a route: sometimes all right, often not."""
    return st.fixed_dictionaries({}, optional={name: PLAUSIBLE.get(name, JSON) | JSON for name in fields})


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("fuzz")
    chosen = load_settings(data_dir=folder)
    with (
        stand_in_service(folder, StandInEngine()) as service,
        TestClient(create_app(service, chosen), base_url=BASE_URL, raise_server_exceptions=False) as opened,
    ):
        yield opened


def check(client: TestClient, path: str, body: object) -> None:
    response = client.post(path, json=body)
    if response.status_code != 200:
        problem = Problem.model_validate_json(response.text, extra="forbid")
        assert 400 <= problem.status < 500, problem


@settings(max_examples=150, deadline=None, derandomize=True)
@given(body=bodies(*AskBody.model_fields))
def test_asking_anything(client: TestClient, body: object) -> None:
    check(client, "/api/v1/ask", body)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(body=bodies(*SearchBody.model_fields))
def test_searching_for_anything(client: TestClient, body: object) -> None:
    check(client, "/api/v1/search", body)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(body=bodies(*VerifyBody.model_fields))
def test_verifying_anything(client: TestClient, body: object) -> None:
    check(client, "/api/v1/verify", body)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(body=bodies(*CheckBody.model_fields))
def test_checking_anything(client: TestClient, body: object) -> None:
    check(client, "/api/v1/check", body)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(body=JSON)
def test_sending_anything(client: TestClient, body: object) -> None:
    if body is not None:
        check(client, "/api/v1/ask", body)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(query=st.dictionaries(st.sampled_from(["start", "end", "limit", "cursor"]), st.text(max_size=12)))
def test_asking_for_any_part_of_a_text(client: TestClient, query: dict[str, str]) -> None:
    for path in ("/api/v1/documents", "/api/v1/documents/doc_acd6f7e2dc3b8ffd/text"):
        response = client.get(path, params=query)
        assert response.status_code in {200, 422}, response.text
