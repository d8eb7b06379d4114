"""Small real servers of the tests: on a free port of this machine, for as long as a context lasts."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Self, cast

__all__ = ["LoopbackHandler", "LoopbackServer"]


class LoopbackServer:
    """A server in a thread; a context manager.

    Attributes:
        closing: Set when the context ends, for handlers that wait.
    """

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self.closing = Event()
        self._server = _Server(("127.0.0.1", 0), handler)
        self._server.owner = self
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    owner: LoopbackServer

    def handle_error(self, request: object, client_address: object) -> None:
        """The client went away, as it should."""


class LoopbackHandler(BaseHTTPRequestHandler):
    """Knows its server, and says nothing."""

    protocol_version = "HTTP/1.1"

    @property
    def owner(self) -> LoopbackServer:
        """The server that it answers for."""
        return cast("_Server", self.server).owner

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""
