from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus.library import bundled_documents
from tests.api.checks import assert_problem

DOCUMENT = bundled_documents()[0]
QUOTE = DOCUMENT.text[33:45]
CITATION = {"doc_id": DOCUMENT.doc_id, "char_start": 33, "char_end": 45, "quote": QUOTE}


def verify(client: TestClient, **changed: object) -> dict[str, Any]:
    response = client.post("/api/v1/verify", json=CITATION | changed)
    assert response.status_code == 200, response.text
    result: dict[str, Any] = response.json()
    return result


def test_a_citation_that_holds_is_valid(client: TestClient) -> None:
    result = verify(client, text_sha256=DOCUMENT.passport.text_sha256)

    assert result["status"] == "valid"
    assert result["text_sha256"] == DOCUMENT.passport.text_sha256


def test_a_quote_that_stands_elsewhere_has_moved_and_is_found(client: TestClient) -> None:
    result = verify(client, char_start=40, char_end=52)

    assert result["status"] == "moved"
    found = result["found"]
    assert DOCUMENT.text[found["char_start"] : found["char_end"]] == QUOTE


def test_a_quote_that_is_gone_has_changed(client: TestClient) -> None:
    result = verify(client, quote="This was never said.")

    assert (result["status"], result["found"]) == ("changed", None)


def test_a_citation_of_an_unknown_document_is_missing_not_an_error(client: TestClient) -> None:
    result = verify(client, doc_id="doc_0000000000000000")

    assert (result["status"], result["found"], result["text_sha256"]) == ("missing", None, None)


def test_offsets_beyond_the_text_are_not_valid(client: TestClient) -> None:
    assert verify(client, char_start=10**9, char_end=10**9 + 12)["status"] == "moved"


@pytest.mark.parametrize("changed", [{"char_start": 45}, {"char_start": 50}, {"quote": ""}])
def test_what_is_no_citation_is_refused(client: TestClient, changed: dict[str, Any]) -> None:
    assert_problem(client.post("/api/v1/verify", json=CITATION | changed), 422, "citation_malformed")


@pytest.mark.parametrize(
    "changed",
    [
        {"char_start": -1},
        {"char_start": "33"},
        {"char_start": 33.0},
        {"char_end": 10**30},
        {"quote": 7},
        {"doc_id": ""},
        {"text_sha256": "abc"},
        {"colour": "red"},
    ],
)
def test_a_field_of_another_kind_is_refused(client: TestClient, changed: dict[str, Any]) -> None:
    problem = assert_problem(client.post("/api/v1/verify", json=CITATION | changed), 422, "request_invalid")

    assert [error.pointer for error in problem.errors] == [f"#/{name}" for name in changed]
