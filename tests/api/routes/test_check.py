from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.check_schemas import CheckOut
from corpus.library import bundled_documents
from tests.api.checks import assert_problem

TEXT = "安妮·布韦罗来了。 Anne Bouverot did not come.\nIt rained."


def check(client: TestClient, **body: object) -> CheckOut:
    response = client.post("/api/v1/check", json={"text": TEXT} | body)
    assert response.status_code == 200, response.text
    return CheckOut.model_validate_json(response.text, extra="forbid")


def test_each_sentence_has_a_verdict_and_its_place(client: TestClient) -> None:
    out = check(client)

    assert [s.verdict for s in out.sentences] == ["supported", "contradicted", "absent"]
    assert all(TEXT[s.start : s.end] == s.text for s in out.sentences)
    assert out.counts.model_dump() == {"supported": 1, "contradicted": 1, "partial": 0, "absent": 1}
    assert [s.citations for s in out.sentences] == [[1], [1], []]


def test_a_difference_says_what_is_said_and_what_the_document_has(client: TestClient) -> None:
    (difference,) = check(client).sentences[1].differs

    assert (difference.kind, difference.said, difference.document) == ("negation", "not", "安妮·布韦罗")


def test_a_quote_is_a_citation_as_an_answer_has_it(client: TestClient) -> None:
    (citation,) = check(client).citations
    document = next(d for d in bundled_documents() if d.doc_id == citation.doc_id)

    assert document.text[citation.char_start : citation.char_end] == citation.quote
    assert citation.translation
    asked = client.post("/api/v1/ask", json={"question": "Who is Anne Bouverot?"}).json()
    assert citation.model_dump() == asked["citations"][0]


def test_chinese_goes_out_as_it_is(client: TestClient) -> None:
    response = client.post("/api/v1/check", json={"text": TEXT})

    assert "安妮·布韦罗" in response.content.decode("utf-8")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"),
        ("？", "text_empty"),
        ("字" * 20_001, "text_too_long"),
        ("a\x07b", "text_control_characters"),
        ("a\u202eb", "text_control_characters"),
    ],
)
def test_a_text_that_cannot_be_checked_is_a_problem(client: TestClient, text: str, code: str) -> None:
    assert_problem(client.post("/api/v1/check", json={"text": text}), 422, code)


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"text": 7}, "#/text"),
        ({"text": None}, "#/text"),
        ({"text": ["a"]}, "#/text"),
        ({"language": "fr"}, "#/language"),
        ({"colour": "red"}, "#/colour"),
    ],
)
def test_a_field_of_another_kind_is_refused(
    client: TestClient, changed: dict[str, Any], pointer: str
) -> None:
    problem = assert_problem(
        client.post("/api/v1/check", json={"text": "a"} | changed), 422, "request_invalid"
    )

    assert [error.pointer for error in problem.errors] == [pointer]


def test_a_body_without_text_is_refused(client: TestClient) -> None:
    assert_problem(client.post("/api/v1/check", json={}), 422, "request_invalid")
