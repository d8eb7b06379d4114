import pytest
from fastapi.testclient import TestClient

from api.schemas import SearchOut
from corpus.language import has_han
from corpus.library import bundled_documents
from tests.api.checks import ask, assert_problem

TEXTS = {document.doc_id: document.text for document in bundled_documents()}


def test_passages_are_verbatim_and_at_most_as_many_as_asked_for(client: TestClient) -> None:
    response = client.post("/api/v1/search", json=ask("峰会", top_k=3))

    assert response.status_code == 200
    found = SearchOut.model_validate_json(response.text, extra="forbid")
    assert len(found.passages) == 3
    for passage in found.passages:
        assert passage.translation is not None, "both documents are rendered in English sentence by sentence"
        assert has_han(passage.text)
        assert not has_han(passage.translation)
        assert TEXTS[passage.doc_id][passage.char_start : passage.char_end] == passage.text


def test_filters_leave_only_what_they_let_through(client: TestClient) -> None:
    found = client.post("/api/v1/search", json=ask("峰会", filters={"kinds": ["commentary"]})).json()

    assert {passage["doc_id"] for passage in found["passages"]} == {"doc_45c2ed12888a0dc1"}


def test_filters_that_let_nothing_through_find_nothing(client: TestClient) -> None:
    found = client.post("/api/v1/search", json=ask("峰会", filters={"doc_ids": ["doc_0"]})).json()

    assert found["passages"] == []


@pytest.mark.parametrize("field", ["history", "stream", "mode", "include"])
def test_what_only_an_answer_needs_is_refused(client: TestClient, field: str) -> None:
    problem = assert_problem(client.post("/api/v1/search", json=ask() | {field: []}), 422, "request_invalid")

    assert [error.pointer for error in problem.errors] == [f"#/{field}"]


def test_an_empty_question_is_refused(client: TestClient) -> None:
    assert_problem(client.post("/api/v1/search", json=ask("")), 422, "question_empty")
