"""A model behind an endpoint, over a real socket."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Event, Timer

import pytest
from pydantic import SecretStr

from rag.models.endpoint import Endpoint, EndpointModel
from rag.models.protocol import (
    GenerationCancelledError,
    GenerationRequest,
    LanguageModelError,
    Message,
    ModelFault,
    OutputFormat,
)
from tests.rag.models.talking_server import Behaviour, Reply, TalkingServer, says

KEY = "a-key-that-must-not-be-told"
FORMAT = OutputFormat("claims", {"type": "object"}, 'root ::= "{}"')
REQUEST = GenerationRequest((Message("user", "你好"),), max_tokens=50, timeout_s=5)

Connect = Callable[..., tuple[EndpointModel, TalkingServer]]


@pytest.fixture
def connect() -> Iterator[Connect]:
    with ExitStack() as stack:

        def start(
            behaviour: Behaviour, *, takes_grammar: bool = False
        ) -> tuple[EndpointModel, TalkingServer]:
            server = stack.enter_context(TalkingServer(behaviour))
            where = Endpoint(server.base_url, "a-model", SecretStr(KEY), takes_grammar=takes_grammar)
            model = EndpointModel(where)
            stack.callback(model.close)
            return model, server

        yield start


def refuses(status: int, **error: str) -> Behaviour:
    return lambda _: Reply(status=status, error={"message": f"no, {KEY}", "code": None, **error})


def fault_of(model: EndpointModel, request: GenerationRequest = REQUEST) -> ModelFault:
    with pytest.raises(LanguageModelError) as caught:
        list(model.stream(request))
    assert KEY not in str(caught.value)
    return caught.value.fault


def test_text_arrives_piece_by_piece(connect: Connect) -> None:
    model, server = connect(says("一二三四五六"))

    assert list(model.stream(REQUEST)) == ["一二三", "四五六"]
    (body,) = server.bodies
    assert server.keys == [f"Bearer {KEY}"]
    assert (body["model"], body["temperature"], body["max_tokens"]) == ("a-model", 0, 50)
    assert body["messages"] == [{"role": "user", "content": "你好"}]
    assert body["seed"] == REQUEST.seed


@pytest.mark.parametrize(
    ("behaviour", "fault", "requests"),
    [
        (refuses(401), ModelFault.UNAUTHORISED, 1),
        (refuses(403), ModelFault.UNAUTHORISED, 1),
        (refuses(404), ModelFault.REFUSED, 1),
        (refuses(400, code="context_length_exceeded"), ModelFault.PROMPT_TOO_LONG, 1),
        (refuses(429), ModelFault.RATE_LIMITED, 2),
        (refuses(500), ModelFault.FAILED, 2),
        (lambda _: Reply(("half",), cut=True), ModelFault.STREAM_CUT, 1),
        (lambda _: Reply(endless=True), ModelFault.OUTPUT_ENDLESS, 1),
    ],
)
def test_each_failure_has_its_fault_and_is_tried_a_bounded_number_of_times(
    connect: Connect, behaviour: Behaviour, fault: ModelFault, requests: int
) -> None:
    model, server = connect(behaviour)

    assert fault_of(model) is fault
    assert len(server.bodies) == requests


def test_a_stream_that_ends_without_saying_so_was_cut(connect: Connect) -> None:
    model, server = connect(says("all of it"))
    server.behaviour = lambda _: Reply(("half",), hangs=True)
    Timer(0.3, server.closing.set).start()

    assert fault_of(model) is ModelFault.STREAM_CUT


def test_silence_ends_at_the_deadline(connect: Connect) -> None:
    model, _ = connect(lambda _: Reply(("half",), hangs=True))
    started = time.monotonic()

    assert fault_of(model, GenerationRequest(REQUEST.messages, timeout_s=0.3)) is ModelFault.TIMEOUT
    assert time.monotonic() - started < 3


def test_nobody_listening_is_unreachable() -> None:
    with TalkingServer(says("")) as server:
        address = server.base_url
    model = EndpointModel(Endpoint(address, "a-model", max_retries=0))

    assert fault_of(model) is ModelFault.UNREACHABLE
    model.close()


def test_hanging_up_stops_the_work(connect: Connect) -> None:
    model, _ = connect(lambda _: Reply(("x" * 10,) * 3, hangs=True))
    hung_up = Event()
    Timer(0.2, hung_up.set).start()

    with pytest.raises(GenerationCancelledError):
        list(model.stream(REQUEST, hung_up.is_set))


def test_closing_the_iterator_ends_the_stream_at_the_other_end(connect: Connect) -> None:
    model, server = connect(lambda _: Reply(endless=True))
    stream = model.stream(GenerationRequest(REQUEST.messages, max_tokens=100_000))
    next(iter(stream))

    stream.close()  # type: ignore[attr-defined] # it is a generator

    assert server.hung_up.wait(5)


def test_the_output_format_is_sent_as_a_schema_or_as_a_grammar(connect: Connect) -> None:
    request = GenerationRequest(REQUEST.messages, FORMAT)
    model, server = connect(says("{}"))
    own, own_server = connect(says("{}"), takes_grammar=True)

    list(model.stream(request))
    list(own.stream(request))

    assert server.bodies[0]["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert own_server.bodies[0]["grammar"] == FORMAT.grammar
    assert "response_format" not in own_server.bodies[0]


def test_a_service_that_knows_no_schema_is_asked_without_one_from_then_on(connect: Connect) -> None:
    talk = says("{}")
    model, server = connect(lambda body: Reply(status=400) if "response_format" in body else talk(body))
    request = GenerationRequest(REQUEST.messages, FORMAT)

    assert "".join(model.stream(request)) == "{}"
    assert "".join(model.stream(request)) == "{}"
    assert ["response_format" in body for body in server.bodies] == [True, False, False]


def test_a_model_can_be_closed_before_it_was_used_and_twice() -> None:
    model = EndpointModel(Endpoint("http://127.0.0.1:9/v1", "a-model"))

    model.close()
    model.close()
