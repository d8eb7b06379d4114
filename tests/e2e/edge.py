"""A small real server between browser and service: it passes requests on, but for those it was told to answer.

What a service does when it is slow, busy, broken or talking to a language model is played here, over real
connections.
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from typing import Any

from tests.e2e.process import free_port

__all__ = ["Asked", "Edge", "Reply", "Stream", "edge_before"]

_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "server", "date"}
_KEEP_ALIVE_S = 0.05


@dataclass(frozen=True)
class Reply:
    """One whole answer."""

    data: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def body(self) -> bytes:
        """The data as it goes over the wire; text goes as it is."""
        return self.data.encode() if isinstance(self.data, str) else json.dumps(self.data).encode()


class Stream:
    """An answer in events, sent while the test runs."""

    def __init__(self, *, is_alive: bool = True) -> None:
        self.hung_up = threading.Event()
        self._is_alive = is_alive
        self._pieces: Queue[str | None] = Queue()

    def send(self, event: str, data: object) -> None:
        """Send an event."""
        self._pieces.put(f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n")

    def end(self) -> None:
        """Close the connection."""
        self._pieces.put(None)

    def pieces(self) -> Iterator[bytes]:
        """What is to be written, with comments between so that a closed connection is noticed."""
        while True:
            try:
                piece = self._pieces.get(timeout=_KEEP_ALIVE_S)
            except Empty:
                if self._is_alive:
                    yield b": still here\n\n"
                continue
            if piece is None:
                return
            yield piece.encode()


@dataclass(frozen=True)
class Asked:
    """A request: what was posted (None for a GET), and its headers in lower case."""

    path: str
    body: object
    headers: dict[str, str]


Scripted = Reply | Stream | Callable[[Asked], Reply]


class Edge:
    """What the server was told, and what it was asked."""

    def __init__(self, url: str, service_port: int) -> None:
        self.url, self.service_port = url, service_port
        self.is_down = False
        self.asked: list[Asked] = []
        self._scripted: dict[str, Scripted] = {}

    def answer(self, path: str, reply: Scripted) -> None:
        """Answer requests to a path, whatever the query, from now on."""
        self._scripted[path] = reply

    def stream(self, path: str, *, is_alive: bool = True) -> Stream:
        """Answer the requests to a path with events that the test sends; one that is not alive sends nothing else."""
        stream = Stream(is_alive=is_alive)
        self.answer(path, stream)
        return stream

    def reset(self) -> None:
        """Pass everything on again."""
        self.is_down = False
        for scripted in self._scripted.values():
            if isinstance(scripted, Stream):
                scripted.end()
        self._scripted.clear()
        self.asked.clear()

    def posted(self, path: str) -> list[object]:
        """What was posted to a path so far."""
        return [asked.body for asked in self.asked if asked.path == path and asked.body is not None]

    def scripted(self, path: str) -> Scripted | None:
        """What was told about a path."""
        return self._scripted.get(path.partition("?")[0])


class _Handler(BaseHTTPRequestHandler):
    timeout = 60

    def __init__(self, edge: Edge, *arguments: Any) -> None:  # noqa: ANN401 -- those of the class
        self.edge = edge
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name in the standard library
        """Stay silent."""

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, json.loads(body) if body else None, headers)
        self.edge.asked.append(asked)
        self.close_connection = True
        if self.edge.is_down:
            return
        scripted = self.edge.scripted(self.path)
        try:
            if isinstance(scripted, Stream):
                self._stream(scripted)
            elif isinstance(scripted, Reply):
                self._reply(scripted)
            elif scripted is not None:
                self._reply(scripted(asked))
            else:
                self._pass_on(body)
        except (BrokenPipeError, ConnectionResetError):
            if isinstance(scripted, Stream):
                scripted.hung_up.set()

    def _stream(self, stream: Stream) -> None:
        self._head(200, {"Content-Type": "text/event-stream"})
        for piece in stream.pieces():
            self.wfile.write(piece)
            self.wfile.flush()

    def _reply(self, reply: Reply) -> None:
        self._head(reply.status, {"Content-Type": reply.content_type} | reply.headers)
        self.wfile.write(reply.body())

    def _pass_on(self, body: bytes) -> None:
        connection = HTTPConnection("127.0.0.1", self.edge.service_port, timeout=60)
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
            connection.request(self.command, self.path, body or None, headers)
            response = connection.getresponse()
            self._head(response.status, dict(response.getheaders()))
            self.wfile.write(response.read())
        finally:
            connection.close()

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()


@contextmanager
def edge_before(service_port: int) -> Iterator[Edge]:
    """The server, listening on a port of its own until the end."""
    port = free_port()
    edge = Edge(f"http://127.0.0.1:{port}", service_port)
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, edge)) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield edge
        finally:
            edge.reset()
            server.shutdown()
            thread.join()
