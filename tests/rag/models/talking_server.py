"""A small OpenAI-compatible endpoint over a real socket, that talks or misbehaves as it is told."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Any, cast

from tests.loopback import LoopbackHandler, LoopbackServer

__all__ = ["Reply", "TalkingServer", "claims_json", "passages_of", "says"]

_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What the endpoint does with one request.

    `pieces` are streamed; then the stream ends as it should, or in the middle (`cut`), or never (`hangs`, `endless`).
    With a `gate`, all but the first piece wait until it is open; `every_s` is the time between endless pieces.
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    error: dict[str, Any] = field(default_factory=dict)  # Any: JSON
    cut: bool = False
    hangs: bool = False
    endless: bool = False
    every_s: float = 0.0
    gate: Event | None = None


Behaviour = Callable[[dict[str, Any]], Reply]  # Any: the body of a request


def passages_of(body: dict[str, Any]) -> list[tuple[str, str]]:  # Any: JSON
    """The keys and texts of the passages in a request, as a model reads them."""
    return re.findall(r"^\[([a-z]+)\] (.+)$", body["messages"][-1]["content"], re.MULTILINE)


def claims_json(*claims: tuple[list[str], str]) -> str:
    """Claims in the form that is asked for."""
    return json.dumps({"claims": [{"keys": keys, "text": text} for keys, text in claims]}, ensure_ascii=False)


def says(text: str) -> Behaviour:
    """Streams a text in three pieces."""
    third = len(text) // 3 + 1
    return lambda _: Reply(tuple(text[at : at + third] for at in range(0, len(text), third)))


class TalkingServer(LoopbackServer):
    """An endpoint on a free port; a context manager.

    Attributes:
        behaviour: What it does with a request.
        bodies: What it was asked, in order.
        keys: The header `Authorization` of each request.
        hung_up: Set when a client left in the middle of a stream.
    """

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(_Handler)
        self.behaviour = behaviour
        self.bodies: list[dict[str, Any]] = []  # Any: JSON
        self.keys: list[str | None] = []
        self.hung_up = Event()

    @property
    def base_url(self) -> str:
        """Its address, with `/v1`."""
        return f"{self.url}/v1"


class _Handler(LoopbackHandler):
    def do_POST(self) -> None:
        talking = cast(TalkingServer, self.owner)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        talking.bodies.append(body)
        talking.keys.append(self.headers["Authorization"])
        reply = talking.behaviour(body)
        if reply.status != 200:
            self._refuse(reply)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        # Said, and not only done: a client would send its next request into a connection that is just closing.
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for event in self._events(reply, talking):
                data = event.encode()
                self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
                self.wfile.flush()
            if not reply.cut:
                self.wfile.write(b"0\r\n\r\n")
        except OSError:
            talking.hung_up.set()

    def _refuse(self, reply: Reply) -> None:
        data = json.dumps({"error": reply.error}).encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def _events(self, reply: Reply, talking: TalkingServer) -> Iterator[str]:
        for number, piece in enumerate(reply.pieces):
            if number and reply.gate is not None:
                reply.gate.wait(_PATIENCE_S)
            yield _event(piece)
        if reply.hangs:
            talking.closing.wait(_PATIENCE_S)
        while reply.endless and not talking.closing.is_set():
            yield _event("and so on ")
            talking.closing.wait(reply.every_s)
        if not (reply.cut or reply.hangs):
            yield _event(None)
            yield "data: [DONE]\n\n"


def _event(text: str | None) -> str:
    delta = {} if text is None else {"content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": "stop" if text is None else None}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"
