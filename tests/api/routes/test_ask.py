import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.schemas import AnswerOut
from api.wire import answer_out, citation_out
from corpus.library import bundled_documents
from corpus.model import Language, SourceKind, Span
from rag.answer import AnswerMode, Difference
from rag.checks.finding import FindingKind
from rag.requests import AskRequest, Filters, Turn
from tests.api.checks import ask, assert_problem, wait_until
from tests.api.conftest import Connect
from tests.api.stand_in import StandInEngine

TEXTS = {document.doc_id: document.text for document in bundled_documents()}


@pytest.mark.parametrize("question", ["Who is Anne Bouverot?", "谁是安妮·布韦罗？"])
def test_an_answer_cites_the_very_characters(client: TestClient, question: str) -> None:
    response = client.post("/api/v1/ask", json=ask(question))

    assert response.status_code == 200
    answer = AnswerOut.model_validate_json(response.text, extra="forbid")
    assert answer.status == "answered"
    assert answer.citations
    for citation in answer.citations:
        text = TEXTS[citation.doc_id]
        assert text[citation.char_start : citation.char_end] == citation.quote
        assert citation.view_url == (
            f"/documents/{citation.doc_id}?start={citation.char_start}&end={citation.char_end}"
        )
    assert {n for claim in answer.claims or [] for n in claim.citations} == {c.n for c in answer.citations}


def test_in_what_the_sources_differ_goes_over_the_wire(engine: StandInEngine) -> None:
    differing = Difference((0, 1), (1, 2), FindingKind.NUMBER, "four", "five")
    answer = replace(engine.ask(AskRequest("Who is Anne Bouverot?")), differences=(differing,))

    assert answer_out(answer, ()).model_dump(mode="json")["differences"] == [
        {"claims": [0, 1], "citations": [1, 2], "kind": "number", "said": "four", "other": "five"}
    ]


@pytest.mark.parametrize(
    ("start", "end", "pages"),
    [(1701, 1888, (4, 4)), (2580, 2727, (5, 6))],
)
def test_a_citation_says_on_which_page_it_begins_and_on_which_it_ends(
    engine: StandInEngine, start: int, end: int, pages: tuple[int, int]
) -> None:
    answer = engine.ask(AskRequest("Who is Anne Bouverot?"))
    review = next(one for one in engine.documents if one.pages)
    citation = replace(answer.citations[0], document=review, span=Span(start, end))
    sent = citation_out(citation)
    assert (sent.page, sent.page_end) == pages


def test_a_citation_of_a_document_without_pages_names_none(engine: StandInEngine) -> None:
    answer = engine.ask(AskRequest("Who is Anne Bouverot?"))
    article = next(one for one in engine.documents if not one.pages)
    sent = citation_out(replace(answer.citations[0], document=article, span=Span(0, 9)))
    assert (sent.page, sent.page_end) == (None, None)


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("model", [None, "qwen2.5-1.5b"])
def test_the_model_that_wrote_an_answer_is_named(
    client: TestClient, engine: StandInEngine, model: str | None, stream: bool
) -> None:
    engine.model = model

    response = client.post("/api/v1/ask", json=ask(stream=stream))

    answer = json.loads(response.text.rpartition("data: ")[2].splitlines()[0]) if stream else response.json()
    assert (answer["mode"], answer["model"]) == ("written" if model else "extractive", model)


def test_an_answer_has_exactly_the_fields_of_the_contract(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json=ask(include=["claims", "passages", "timings"])).json()

    assert set(answer) == {
        *(
            "id",
            "status",
            "abstain_reason",
            "mode",
            "model",
            "language",
            "question",
            "answer",
            "claims",
            "citations",
        ),
        *("passages", "timings_ms", "index_generation", "warnings", "standalone_question", "differences"),
    }
    assert set(answer["citations"][0]) == {
        *("n", "doc_id", "chunk_id", "title", "publisher", "kind", "date", "url", "page", "page_end"),
        *(
            "section",
            "char_start",
            "char_end",
            "quote",
            "language",
            "translation",
            "footnotes",
            "sha256",
            "text_sha256",
        ),
        "view_url",
    }
    assert set(answer["claims"][0]) == {"start", "end", "citations", "support"}
    assert set(answer["passages"][0]) == {
        "doc_id",
        "char_start",
        "char_end",
        "text",
        "translation",
        "score",
    }


def test_a_follow_up_is_shown_as_it_was_read(client: TestClient) -> None:
    history = [{"role": "user", "content": "法国投了多少钱？"}]
    followed = client.post("/api/v1/ask", json=ask("那印度呢？", history=history)).json()
    alone = client.post("/api/v1/ask", json=ask("谁是安妮·布韦罗？")).json()

    assert followed["standalone_question"] == "法国投了多少钱？ 那印度呢？"
    assert alone["standalone_question"] is None


def test_chinese_is_sent_as_it_is(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json=ask("谁是安妮·布韦罗？"))

    assert "安妮·布韦罗".encode() in response.content


def test_what_the_documents_do_not_say_is_an_answer_without_citations(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json=ask("Who won the match?")).json()

    assert answer["status"] == "no_answer"
    assert answer["abstain_reason"] == "not_stated"
    assert answer["citations"] == []
    assert answer["passages"]


@pytest.mark.parametrize(
    ("include", "sent"),
    [
        (None, {"claims", "passages"}),
        ([], set()),
        (["timings"], {"timings_ms"}),
        (["claims", "passages", "timings"], {"claims", "passages", "timings_ms"}),
    ],
)
def test_parts_that_were_not_asked_for_are_null(
    client: TestClient, include: list[str] | None, sent: set[str]
) -> None:
    body = ask() if include is None else ask(include=include)

    answer = client.post("/api/v1/ask", json=body).json()

    assert {part for part in ("claims", "passages", "timings_ms") if answer[part] is not None} == sent


def test_everything_asked_for_reaches_the_engine(client: TestClient, engine: StandInEngine) -> None:
    body = ask(
        language="en",
        mode="extractive",
        top_k=3,
        history=[{"role": "user", "content": "Hello"}],
        filters={
            "kinds": ["think_tank"],
            "languages": ["zh"],
            "date_from": "2025-01",
            "date_to": "2025-12-31",
        },
    )

    assert client.post("/api/v1/ask", json=body).status_code == 200

    (request,) = engine.asked
    assert (request.language, request.mode, request.top_k) == (Language.EN, AnswerMode.EXTRACTIVE, 3)
    assert request.history == (Turn("user", "Hello"),)
    assert request.filters == Filters(
        kinds=(SourceKind.THINK_TANK,), languages=(Language.ZH,), date_from="2025-01", date_to="2025-12-31"
    )


def test_the_same_question_gives_the_same_bytes(client: TestClient) -> None:
    bodies = {client.post("/api/v1/ask", json=ask()).content for _ in range(10)}

    assert len(bodies) == 1


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "question_empty"),
        (" \n\t　", "question_empty"),
        ("？！", "question_empty"),
        ("峰" * 2001, "question_too_long"),
        ("What\x00is this?", "question_control_characters"),
        ("What\x1b[31m is this?", "question_control_characters"),
    ],
)
def test_a_question_that_is_none_is_refused(client: TestClient, question: str, code: str) -> None:
    assert_problem(client.post("/api/v1/ask", json=ask(question)), 422, code)


def test_a_question_of_exactly_2000_characters_is_answered(client: TestClient) -> None:
    assert client.post("/api/v1/ask", json=ask("𠮷" * 2000)).status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"question": 42}, "#/question"),
        ({"question": None}, "#/question"),
        ({"question": ["a"]}, "#/question"),
        ({}, "#/question"),
        (ask(colour="red"), "#/colour"),
        (ask() | {"a/b~c": 1}, "#/a~1b~0c"),
        (ask(top_k="8"), "#/top_k"),
        (ask(top_k=0), "#/top_k"),
        (ask(top_k=51), "#/top_k"),
        (ask(top_k=True), "#/top_k"),
        (ask(language="fr"), "#/language"),
        (ask(mode="creative"), "#/mode"),
        (ask(stream="yes"), "#/stream"),
        (ask(include=["everything"]), "#/include/0"),
        (ask(history=[{"role": "system", "content": "x"}]), "#/history/0/role"),
        (ask(history=[{"role": "user", "content": "x"}] * 21), "#/history"),
        (ask(filters={"colour": "red"}), "#/filters/colour"),
        (ask(filters={"date_from": "2025-13"}), "#/filters/date_from"),
        (ask(filters={"kinds": ["gossip"]}), "#/filters/kinds/0"),
        ([], "#"),
        ("question", "#"),
    ],
)
def test_a_body_of_another_shape_is_refused_and_the_place_named(
    client: TestClient, engine: StandInEngine, body: object, pointer: str
) -> None:
    problem = assert_problem(client.post("/api/v1/ask", json=body), 422, "request_invalid")

    assert pointer in [error.pointer for error in problem.errors]
    assert engine.asked == []


def test_all_faults_are_named_at_once_but_not_without_end(client: TestClient) -> None:
    body = {f"field{number}": number for number in range(100)}

    problem = assert_problem(client.post("/api/v1/ask", json=body), 422, "request_invalid")

    assert len(problem.errors) == 20


def test_half_a_surrogate_pair_is_refused(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}

    in_question = client.post("/api/v1/ask", content=b'{"question": "a \\ud800"}', headers=headers)
    in_filter = client.post(
        "/api/v1/ask", content=b'{"question": "a", "filters": {"doc_ids": ["\\udfff"]}}', headers=headers
    )

    assert_problem(in_question, 422, "question_control_characters")
    problem = assert_problem(in_filter, 422, "request_invalid")
    assert [error.pointer for error in problem.errors] == ["#/filters/doc_ids/0"]


@pytest.mark.parametrize(
    "body", [b"{", b"", b"\xff\xfe", b"[" * 100_000, b'{"question": 1' + b"0" * 5000 + b"}"]
)
def test_a_body_that_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/api/v1/ask", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code in {400, 422}
    assert_problem(response, response.status_code, "body_unreadable" if body else "request_invalid")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_not_declared_as_json_is_refused(client: TestClient, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}

    response = client.post("/api/v1/ask", content=json.dumps(ask()).encode(), headers=headers)

    assert_problem(response, 415, "media_type_unsupported")


def test_a_written_answer_is_refused_while_there_is_no_language_model(client: TestClient) -> None:
    assert_problem(client.post("/api/v1/ask", json=ask(mode="written")), 422, "mode_unavailable")


def test_a_refusal_does_not_repeat_what_was_sent(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json=ask(top_k="my secret"))

    assert "my secret" not in response.text


def test_more_questions_than_may_wait_are_sent_away(connect: Connect, engine: StandInEngine) -> None:
    client = connect(max_concurrent=1, max_queued=0)
    engine.may_answer.clear()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(client.post, "/api/v1/ask", json=ask())
        wait_until(lambda: bool(engine.asked))
        refused = client.post("/api/v1/ask", json=ask())
        engine.may_answer.set()
        answered = first.result(timeout=10)

    assert_problem(refused, 503, "queue_full")
    assert int(refused.headers["retry-after"]) >= 1
    assert answered.status_code == 200
    assert client.post("/api/v1/ask", json=ask()).status_code == 200
