"""Answers as they are written, over real sockets: a server process, a model behind an endpoint, and who hangs up."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import httpx2
import pytest

from tests.e2e.process import FIRST_START_S, serving
from tests.rag.models.talking_server import Reply, TalkingServer, claims_json, passages_of

SOON_S = 10.0
QUESTIONS = ["谁是安妮·布韦罗？", "Who is Anne Bouverot?"]
WRONG = {
    QUESTIONS[0]: "她向770家企业投资了99亿美元。",
    QUESTIONS[1]: "She put 99 billion dollars into 770 firms.",
}
Body = dict[str, Any]  # Any: JSON
Served = tuple[httpx2.Client, TalkingServer]


@pytest.fixture(scope="module")
def served(data_dir: Path) -> Iterator[Served]:
    with (
        TalkingServer(lambda _: Reply()) as model,
        serving(data_dir, FIRST_START_S, llm_base_url=model.base_url, llm_model="a-model") as (_, client),
    ):
        yield client, model


@pytest.fixture(autouse=True)
def afresh(served: Served) -> None:
    _, model = served
    model.bodies.clear()
    model.hung_up.clear()


def begun(body: Body, *, ends: bool = True) -> tuple[str, str]:
    """The first passage as a claim, cut behind it, and the rest of the output."""
    key, text = passages_of(body)[0]
    whole = claims_json(
        ([key], text), ([key], WRONG[QUESTIONS["Question:" in body["messages"][-1]["content"]]])
    )
    cut = whole.index("}") + 1
    return whole[:cut], whole[cut:] if ends else ""


def kept(lines: Iterator[str], raw: list[str]) -> Iterator[str]:
    for line in lines:
        raw.append(line)
        yield line


def events_of(lines: Iterator[str]) -> Iterator[tuple[str, Body]]:
    name = ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_sentence_is_sent_when_it_is_checked_and_a_false_one_never(served: Served, question: str) -> None:
    client, model = served
    gate = Event()
    model.behaviour = lambda body: Reply(begun(body), gate=gate)

    with client.stream("POST", "/api/v1/ask", json={"question": question, "stream": True}) as response:
        raw: list[str] = []
        events = events_of(kept(response.iter_lines(), raw))
        before = []
        for event in events:
            before.append(event)
            if event[0] == "delta":
                break
        gate.set()  # the model had written no more than the first sentence until now
        after = list(events)

    names = [name for name, _ in before + after]
    assert names[:4] == ["meta", "status", "sources", "status"]
    assert [data["stage"] for name, data in before + after if name == "status"] == [
        "retrieving",
        "writing",
        "verifying",
    ]
    done = after[-1][1]
    assert (names[-1], done["mode"]) == ("done", "written")
    assert "".join(data["text"] for name, data in before + after if name == "delta") == done["answer"]
    assert [data for name, data in after if name == "citation"] == done["citations"] != []
    assert WRONG[question] not in "".join(raw)
    assert "\\u" not in "".join(raw)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_was_said_is_withdrawn_when_the_model_breaks_off(served: Served, question: str) -> None:
    client, model = served
    model.behaviour = lambda body: Reply(begun(body, ends=False), cut=True)

    with client.stream("POST", "/api/v1/ask", json={"question": question, "stream": True}) as response:
        events = list(events_of(response.iter_lines()))
    whole = client.post("/api/v1/ask", json={"question": question, "mode": "extractive"}).json()

    names = [name for name, _ in events]
    withdrawn = events.index(("status", {"stage": "withdrawn"}))
    assert "delta" in names[:withdrawn]
    assert "delta" not in names[withdrawn:]
    done = events[-1][1]
    assert (done["mode"], done["answer"]) == ("extractive", whole["answer"])
    assert done["warnings"][0].startswith("llm_stream_cut: ")


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("stream", [True, False], ids=["stream", "whole"])
def test_hanging_up_half_way_stops_the_model(served: Served, question: str, stream: bool) -> None:
    client, model = served
    model.behaviour = lambda body: Reply(begun(body, ends=False), endless=True, every_s=0.05)

    with closing(_post(client, question, stream=stream)) as line:
        if stream:
            heard = b""
            while b"event: delta" not in heard:
                piece = line.recv(4096)
                assert piece, heard
                heard += piece
        else:
            _wait_for(lambda: bool(model.bodies))
        assert not model.hung_up.is_set()

    assert model.hung_up.wait(SOON_S), "the model's endpoint still had a listener"
    _wait_for(lambda: "summit_engine_taken 0.0" in client.get("/metrics").text)
    assert client.post("/api/v1/ask", json={"question": question, "mode": "extractive"}).status_code == 200


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_hangs_up_while_waiting_for_a_thread_gets_none(served: Served, question: str) -> None:
    client, model = served
    gate = Event()
    model.behaviour = lambda body: Reply(begun(body), gate=gate)
    busy = [_post(client, question) for _ in range(2)]
    _wait_for(lambda: len(model.bodies) == 2)

    with closing(_post(client, question)):
        _wait_for(lambda: "summit_engine_taken 3.0" in client.get("/metrics").text)

    _wait_for(lambda: "summit_engine_taken 2.0" in client.get("/metrics").text)
    gate.set()
    for line in busy:
        with closing(line):
            assert line.recv(64).startswith(b"HTTP/1.1 200")


def _post(client: httpx2.Client, question: str, *, stream: bool = False) -> socket.socket:
    """Ask over a bare socket, without waiting for an answer."""
    body = json.dumps({"question": question, "stream": stream}).encode()
    line = socket.create_connection((client.base_url.host, client.base_url.port), timeout=SOON_S)
    head = "POST /api/v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    return line


def _wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
