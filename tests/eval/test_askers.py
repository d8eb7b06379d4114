import socket
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from corpus.errors import InvalidInputError, UnavailableError
from corpus.model import Document, Language, SourceKind, Span
from eval.askers import EngineAsker, Reply
from eval.case_files import load_cases
from eval.cases import BUNDLED_CASES, Case, request_of
from eval.http_asker import HttpAsker
from eval.metrics.attribution import attribute
from eval.metrics.citations import citation_scores
from eval.metrics.evidence import SourceText
from eval.observed import ObservedAnswer
from index.models.folder import ModelFolder
from rag.answer import Answer
from rag.engine import Engine
from rag.progress import Tell
from rag.requests import AskRequest, Filters, Turn
from rag.settings import EngineSettings
from rag.workspace import open_engine
from tests.e2e.process import FIRST_START_S, serving
from tests.eval.flaky_service import QUOTE, FlakyService, behaviours
from tests.eval.made_up import TEXTS, row
from tests.eval.metrics.seen import ToldJudge

REQUEST = AskRequest("How many berths are there?")


@pytest.fixture
def service() -> "FlakyService":
    return FlakyService()


def asked(service: FlakyService, behaviour: str, *, stream: bool = False, timeout_s: float = 5.0) -> Reply:
    service.behaviour = behaviours[behaviour]
    with service, HttpAsker(service.url, timeout_s=timeout_s, stream=stream) as asker:
        return asker.ask(REQUEST)


def test_an_answer_over_the_wire_is_seen_with_all_that_measures_need(service: FlakyService) -> None:
    reply = asked(service, "good")

    seen = reply.seen
    assert seen is not None
    assert (seen.status, seen.language, seen.mode, seen.answer) == (
        "answered",
        "en",
        "extractive",
        f"{QUOTE} [1]",
    )
    assert [(c.start, c.end, c.citations, c.label) for c in seen.claims] == [(0, 26, (1,), "supported")]
    [citation] = seen.citations
    assert TEXTS["harbour"][citation.char_start : citation.char_end] == citation.quote == QUOTE
    assert citation.urls == ("https://example.org/3",)
    assert [(p.doc_id, p.text, p.score) for p in seen.passages] == [("harbour", "港口", 1.0)]
    assert (seen.timings_ms, seen.index_generation) == ({"retrieve": 1.0, "answer": 0.5}, 3)
    assert (reply.failure, reply.first_token_ms) == (None, None)
    assert 0 < reply.elapsed_ms < 5000


def test_what_a_service_does_not_give_is_not_seen(service: FlakyService) -> None:
    seen = asked(service, "bare").seen

    assert seen == ObservedAnswer(status="no_answer", answer="–")


def test_a_question_goes_out_as_the_wire_format_has_it(service: FlakyService) -> None:
    request = AskRequest(
        "它呢？",
        language=Language.ZH,
        history=(Turn("user", "有多少个泊位？"), Turn("assistant", "84。")),
        filters=Filters(kinds=(SourceKind.PRESS,)),
        top_k=5,
    )
    with service, HttpAsker(service.url + "/", api_key="secret") as asker:
        asker.ask(request)
        asker.ask(REQUEST)

    assert service.bodies[0] == {
        "question": "它呢？",
        "language": "zh",
        "mode": "auto",
        "history": [
            {"role": "user", "content": "有多少个泊位？"},
            {"role": "assistant", "content": "84。"},
        ],
        "filters": {"kinds": ["press"]},
        "top_k": 5,
        "stream": False,
        "include": ["passages", "claims", "timings"],
    }
    assert (service.bodies[1]["language"], "filters" in service.bodies[1]) == ("auto", False)
    assert service.keys == ["Bearer secret", "Bearer secret"]


OFF = "answer_malformed: the body: Value error, "
FAILURES = {
    "500": "http_500: status 500 without a problem in the body",
    "500 cut": "http_500: status 500 without a problem in the body",
    "problem": "queue_full: too many questions wait (status 503)",
    "moved": "http_307: status 307 without a problem in the body",
    "cut": "answer_truncated: the answer broke off",
    "not JSON": "answer_malformed: the body: Invalid JSON",
    "not UTF-8": "answer_malformed: the body: Invalid JSON",
    "another type": "answer_malformed: answer: Input should be a valid string",
    "another status": "answer_malformed: status: Input should be 'answered', 'partial' or 'no_answer'",
    "claim before the start": f"{OFF}claims.0 is answer[-5:26], and the answer has 30",
    "claim behind the end": f"{OFF}claims.0 is answer[0:31], and the answer has 30",
    "claim of nothing": f"{OFF}claims.0 is answer[26:26], and the answer has 30",
    "claim in bytes": f"{OFF}claims.0 is answer[0:23], and the answer has 13",
    "not a number": "answer_malformed: timings_ms.retrieve: Input should be a finite number",
    "hangs up": "connection_lost: RemoteProtocolError: ",
    "stream cut": "answer_truncated: the answer broke off",
    "stream without end": "answer_truncated: the stream ended before the event `done`",
    "stream of nonsense": "answer_malformed: the body: Invalid JSON",
    "stream with an error": "model_failed: out of memory",
}


def test_a_claim_that_names_a_citation_that_is_not_given_is_scored_as_an_invalid_citation(
    service: FlakyService,
) -> None:
    reply = asked(service, "claim that cites nothing given")

    assert (reply.failure, reply.seen is None) == (None, False)
    assert reply.seen is not None
    sources = {doc_id: SourceText(text) for doc_id, text in TEXTS.items()}
    assert citation_scores(Case.model_validate(row()), reply.seen, sources)["citations_valid"] == 0
    whole = attribute(reply.seen, sources, ToldJudge(frozenset({(QUOTE, frozenset({QUOTE}))})))
    assert (whole.by_number[1], whole.by_number[2]) == (True, False)


@pytest.mark.parametrize("behaviour", FAILURES)
def test_whatever_goes_wrong_is_a_reason_with_its_code_and_no_answer(
    behaviour: str, service: FlakyService
) -> None:
    reply = asked(service, behaviour, stream=behaviour.startswith("stream"))

    assert reply.failure is not None
    assert reply.failure.startswith(FAILURES[behaviour])
    assert "\n" not in reply.failure
    assert (reply.seen, reply.first_token_ms) == (None, None)
    assert reply.elapsed_ms > 0


@pytest.mark.parametrize("behaviour", ["sleeps", "drips"])
def test_an_answer_that_is_not_whole_in_time_is_given_up(behaviour: str, service: FlakyService) -> None:
    reply = asked(service, behaviour, timeout_s=0.3)

    assert reply.failure == "timeout: no whole answer within 0.3 s"
    assert 300 <= reply.elapsed_ms < 3000


def test_a_service_that_is_not_there_is_a_reason() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

        with HttpAsker(f"http://127.0.0.1:{port}") as asker:
            reply = asker.ask(REQUEST)

    assert reply.failure is not None
    assert reply.failure.startswith("connection_failed: ")


def test_an_asker_asks_on_after_a_failure(service: FlakyService) -> None:
    with service, HttpAsker(service.url) as asker:
        outcomes = []
        for name in ("good", "cut", "good", "hangs up", "500", "good"):
            service.behaviour = behaviours[name]
            outcomes.append(asker.ask(REQUEST).failure is None)

    assert outcomes == [True, False, True, False, False, True]


def test_a_stream_tells_when_the_first_words_came(service: FlakyService) -> None:
    reply = asked(service, "stream", stream=True)

    assert reply.seen is not None
    assert reply.seen.answer == f"{QUOTE} [1]"
    # Each event is 50 ms behind the one before; the words are in the third, behind one of white space.
    assert reply.first_token_ms is not None
    assert 90 <= reply.first_token_ms < reply.elapsed_ms
    assert reply.elapsed_ms >= 140
    assert service.bodies[0]["stream"] is True


def test_a_stream_that_breaks_behind_its_last_event_has_answered(service: FlakyService) -> None:
    assert asked(service, "stream cut behind its end", stream=True).failure is None


def test_a_service_that_does_not_stream_is_asked_all_the_same(service: FlakyService) -> None:
    reply = asked(service, "good", stream=True)

    assert (reply.failure, reply.first_token_ms) == (None, None)
    assert reply.seen is not None


def test_documents_are_fetched_page_by_page_with_their_texts(service: FlakyService) -> None:
    with service, HttpAsker(service.url) as asker:
        documents = asker.documents()

    assert {document.doc_id: document.text for document in documents} == TEXTS
    harbour = documents[0]
    assert (harbour.passport.title, harbour.passport.kind) == ("harbour", SourceKind.PRESS)
    assert [(t.span, t.text, t.language) for t in harbour.translations] == [(Span(0, 2), "X", Language.EN)]


def test_a_text_that_is_not_what_its_hash_says_is_refused(service: FlakyService) -> None:
    service.hashes["island"] = "0" * 64

    with (
        service,
        HttpAsker(service.url) as asker,
        pytest.raises(UnavailableError, match="island is not the one") as caught,
    ):
        asker.documents()

    assert caught.value.code == "service_malformed"


def test_a_list_of_documents_without_end_is_refused(service: FlakyService) -> None:
    service.page_size = 0

    with service, HttpAsker(service.url) as asker, pytest.raises(UnavailableError, match="in a circle"):
        asker.documents()


def test_a_service_that_gives_no_documents_cannot_be_measured() -> None:
    with (
        HttpAsker("http://127.0.0.1:9", timeout_s=2) as asker,
        pytest.raises(UnavailableError, match="connection_failed") as caught,
    ):
        asker.documents()

    assert (caught.value.code, caught.value.exit_code) == ("service_unreachable", 6)


def test_the_configuration_says_how_it_was_asked_and_what_the_service_says_of_itself(
    service: FlakyService,
) -> None:
    with service:
        named = service.url.replace("://", "://user:secret@") + "/"
        with HttpAsker(named, timeout_s=2.5, api_key="secret") as asker:
            told = asker.configuration()
            service.describes_itself = False
            untold = asker.configuration()

    asked_how = {"how": "http", "url": service.url, "timeout_s": "2.5", "stream": "false"}
    assert told == asked_how | {"service": "flaky", "version": "9", "index_generation": "3"}
    assert untold == asked_how


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1:8000", "ftp://host", "http://", "http://h:port", "http://h/?q=secret"]
)
def test_an_address_that_is_none_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        HttpAsker(url)

    assert caught.value.code == "service_url_invalid"
    assert "secret" not in str(caught.value)


# What follows asks the real engine, and a real server over it.


@pytest.fixture(scope="module")
def engine(default_model_folder: ModelFolder) -> Engine:
    return open_engine(EngineSettings(data_dir=default_model_folder.path.parent.parent))


@dataclass(frozen=True)
class Broken:
    """An engine that has a fault."""

    def ask(self, request: AskRequest, *, tell: Tell) -> Answer:
        raise RuntimeError("out\nof ink \ud800")


def test_the_engine_is_asked_and_timed(engine: Engine) -> None:
    asker = EngineAsker(engine)
    request = AskRequest("Who is Anne Bouverot?")

    reply = asker.ask(request)

    assert reply.seen is not None
    expected = ObservedAnswer.from_answer(engine.ask(request))
    assert _timeless(reply.seen) == _timeless(expected)
    assert reply.elapsed_ms >= sum(reply.seen.timings_ms.values())
    assert asker.documents() == engine.documents
    assert (asker.peak_memory_mib() or 0) > 100


def test_the_engine_shows_as_many_passages_as_are_measured_and_those_that_its_search_ranks(
    engine: Engine,
) -> None:
    for case in load_cases(BUNDLED_CASES, engine.documents)[:4]:
        seen = EngineAsker(engine).ask(request_of(case)).seen
        found = engine.search(case.question, top_k=10).passages

        assert seen is not None
        shown = [(p.doc_id, p.char_start, p.char_end) for p in seen.passages]
        assert len(shown) == 10
        assert shown == [(p.document.doc_id, p.chunk.span.start, p.chunk.span.end) for p in found]


def test_a_question_that_the_engine_refuses_is_a_reason_and_so_is_a_fault(engine: Engine) -> None:
    refused = EngineAsker(engine).ask(AskRequest(" "))
    broken = EngineAsker(Broken()).ask(REQUEST)  # type: ignore[arg-type]  # all that is used of an engine

    assert refused.failure is not None
    assert refused.failure.startswith("question_empty: ")
    assert broken.failure == "RuntimeError: out of ink ?"
    assert (refused.seen, broken.seen) == (None, None)


def test_the_configuration_of_the_engine_names_model_index_settings_and_code(engine: Engine) -> None:
    told = EngineAsker(engine).configuration()

    assert told["embedder_name"] == "multilingual-e5-small"
    assert told["index_fingerprint"] == engine.snapshot.manifest.fingerprint
    assert len(told["code_sha256"]) == 64
    assert told == EngineAsker(engine).configuration()
    assert str(engine.settings.data_dir) not in " ".join(told.values())


def test_a_real_server_is_seen_as_the_engine_behind_it_is(
    engine: Engine, default_model_folder: ModelFolder, tmp_path: Path
) -> None:
    (tmp_path / "models").symlink_to(default_model_folder.path.parent)
    requests = [request_of(case) for case in load_cases(BUNDLED_CASES, engine.documents)]
    replies = [EngineAsker(engine).ask(request) for request in requests]
    expected = [reply.seen for reply in replies]
    assert all(expected)
    # What is chosen comes whole: its first words come when all of it is there.
    assert all(0.9 * reply.elapsed_ms < (reply.first_token_ms or 0) <= reply.elapsed_ms for reply in replies)
    with serving(tmp_path, FIRST_START_S) as (_, client):
        url = str(client.base_url)
        with HttpAsker(url) as whole, HttpAsker(url, stream=True) as streamed:
            documents = whole.documents()
            answers = [whole.ask(request) for request in requests]
            streams = [streamed.ask(request) for request in requests]
            refused = whole.ask(AskRequest("x" * 3000))

    assert [_timeless(reply.seen) for reply in answers] == [_timeless(seen) for seen in expected]
    assert [_timeless(reply.seen) for reply in streams] == [_timeless(seen) for seen in expected]
    assert all(0 < (reply.first_token_ms or 0) <= reply.elapsed_ms for reply in streams)
    assert [_as_fetched(document) for document in engine.documents] == list(documents)
    assert refused.failure is not None
    assert refused.failure.startswith("question_too_long: ")


def _timeless(seen: ObservedAnswer | None) -> ObservedAnswer:
    """An answer without what differs from time to time, and from index to index."""
    assert seen is not None
    return seen.model_copy(update={"timings_ms": {}, "index_generation": None})


def _as_fetched(document: Document) -> Document:
    bare = replace(document, blocks=(), sections=(), footnotes=(), pages=())
    return replace(bare, source_runs=(), removed=())
