"""Running the server in this process until it is told to stop."""

import signal
import socket

import structlog
import uvicorn
from fastapi import FastAPI

from api.settings import ServerSettings
from corpus.errors import UnavailableError

__all__ = ["bind", "serve"]

_log = structlog.get_logger("summit")
_STOP_WITHIN_S = 10


def bind(settings: ServerSettings) -> socket.socket:
    """Take the address, without listening yet: better to learn at once that it is taken.

    Raises:
        UnavailableError: `address_unavailable`.
    """
    try:
        (family, kind, protocol, _, address), *_ = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )
        bound = socket.socket(family, kind, protocol)
        try:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
        except OSError:
            bound.close()
            raise
    except OSError as error:
        raise UnavailableError(
            "address_unavailable",
            f"cannot listen on {settings.host}:{settings.port} ({error.strerror or error})",
            next_step="stop what listens there, or set SUMMIT_PORT or SUMMIT_HOST",
        ) from error
    return bound


def serve(app: FastAPI, bound: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT; what is being answered is finished first.

    Args:
        app: The server.
        bound: As `bind` returns it.
    """
    host, port = bound.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_STOP_WITHIN_S,
    )
    # The server passes the signal on when it is done; by then all is well, so nothing is left to do.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    _log.info("serving", url=f"http://{name}:{port}")
    uvicorn.Server(config).run(sockets=[bound])
    _log.info("stopped")
