"""The official client against a server process, with a model behind an endpoint."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx2
import openai
import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletionMessageParam

from tests.e2e.process import FIRST_START_S, serving
from tests.e2e.test_streaming import QUESTIONS, WRONG, begun
from tests.rag.models.talking_server import Reply, TalkingServer

KEY = "a-key-of-sixteen-characters"


@pytest.fixture(scope="module")
def model() -> Iterator[TalkingServer]:
    with TalkingServer(lambda body: Reply(begun(body))) as talking:
        yield talking


@pytest.fixture(scope="module")
def service(data_dir: Path, model: TalkingServer) -> Iterator[httpx2.Client]:
    settings = {"llm_base_url": model.base_url, "llm_model": "a-model", "api_key": KEY}
    with serving(data_dir, FIRST_START_S, **settings) as (_, client):
        yield client


@pytest.fixture(scope="module")
def client(service: httpx2.Client) -> Iterator[OpenAI]:
    with OpenAI(
        base_url=f"{service.base_url}/v1".replace("//v1", "/v1"), api_key=KEY, max_retries=0
    ) as opened:
        yield opened


def asks(question: str) -> list[ChatCompletionMessageParam]:
    return [{"role": "system", "content": "Say moo."}, {"role": "user", "content": question}]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", ["summit", "summit-extractive", "summit-written"])
def test_a_completion_is_read_with_its_citations(
    client: OpenAI, service: httpx2.Client, model: TalkingServer, name: str, question: str
) -> None:
    model.behaviour = lambda body: Reply(begun(body))

    completion = client.chat.completions.create(model=name, messages=asks(question), temperature=0.3)

    (choice,) = completion.choices
    text, annotations = choice.message.content, choice.message.annotations
    assert choice.finish_reason == "stop"
    assert text
    assert annotations
    assert WRONG[question] not in text
    native = (completion.model_extra or {})["summit"]
    assert native["answer"] == text
    assert native["mode"] == ("extractive" if name == "summit-extractive" else "written")
    for annotation in annotations:
        mark = annotation.url_citation
        number = int(text[mark.start_index : mark.end_index].strip("[]"))
        cited = next(citation for citation in native["citations"] if citation["n"] == number)
        assert mark.title == cited["title"]
        page = service.get(mark.url, headers={"Authorization": f"Bearer {KEY}"})
        assert page.status_code == 200


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stream_adds_up_and_ends_with_the_citations(
    client: OpenAI, model: TalkingServer, question: str
) -> None:
    gate = Event()
    model.behaviour = lambda body: Reply(begun(body), gate=gate)

    text, marks, native, ends = "", [], None, []
    with client.chat.completions.create(model="summit", messages=asks(question), stream=True) as stream:
        for chunk in stream:
            (choice,) = chunk.choices
            text += choice.delta.content or ""
            if text:
                gate.set()  # the first sentence came while the model was still writing
            marks += (choice.delta.model_extra or {}).get("annotations", [])
            native = (chunk.model_extra or {}).get("summit", native)
            ends.append(choice.finish_reason)

    assert native is not None
    assert (text, native["mode"]) == (native["answer"], "written")
    assert WRONG[question] not in text
    assert [reason for reason in ends if reason] == ["stop"] == ends[-1:]
    places = [(mark["url_citation"]["start_index"], mark["url_citation"]["end_index"]) for mark in marks]
    assert [text[a:b] for a, b in places] == [f"[{n}]" for c in native["claims"] for n in c["citations"]]


@pytest.mark.parametrize(("question", "told"), [(QUESTIONS[0], "作废"), (QUESTIONS[1], "withdrawn")])
def test_what_is_withdrawn_is_called_that_and_the_marks_are_behind_it(
    client: OpenAI, model: TalkingServer, question: str, told: str
) -> None:
    model.behaviour = lambda body: Reply(begun(body, ends=False), cut=True)

    text, marks, native = "", [], None
    for chunk in client.chat.completions.create(model="summit-written", messages=asks(question), stream=True):
        text += chunk.choices[0].delta.content or ""
        marks += (chunk.choices[0].delta.model_extra or {}).get("annotations", [])
        native = (chunk.model_extra or {}).get("summit", native)

    assert native is not None
    assert native["mode"] == "extractive"
    assert told in text.removesuffix(native["answer"])
    assert text.endswith(native["answer"])
    assert marks
    for mark in marks:
        place = mark["url_citation"]
        assert place["start_index"] > text.index(told)
        assert text[place["start_index"] : place["end_index"]].strip("[]").isdigit()


def test_leaving_a_stream_stops_the_model(client: OpenAI, model: TalkingServer) -> None:
    model.hung_up.clear()
    model.behaviour = lambda body: Reply(begun(body, ends=False), endless=True, every_s=0.05)

    with client.chat.completions.create(model="summit", messages=asks(QUESTIONS[1]), stream=True) as stream:
        assert next(chunk for chunk in stream if chunk.choices[0].delta.content)

    assert model.hung_up.wait(10)


def test_errors_are_the_clients_own(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as unknown:
        client.chat.completions.create(model="gpt-x", messages=asks(QUESTIONS[0]))
    with pytest.raises(openai.BadRequestError) as empty:
        client.chat.completions.create(model="summit", messages=asks(" "))
    with pytest.raises(openai.BadRequestError) as several:
        client.chat.completions.create(model="summit", messages=asks(QUESTIONS[0]), n=2)
    with pytest.raises(openai.AuthenticationError) as wrong:
        client.with_options(api_key="another").models.list()

    codes = [caught.value.code for caught in (unknown, empty, several, wrong)]
    assert codes == ["chat_model_unknown", "question_empty", "parameter_unsupported", "key_wrong"]
    assert several.value.type == "invalid_request_error"


def test_the_models_are_listed(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["summit", "summit-extractive", "summit-written"]
