"""Compression of what browsers load, and of nothing that is streamed."""

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api.browsing import is_browsing

__all__ = ["Compression"]

_STATIC = "/static/"
_LEAST_BYTES = 1024
_LEVEL = 6


class Compression:
    """Gzip for the page's files, and for pages that a person reads; the API passes as it is, its events above all."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._gzip = GZipMiddleware(app, minimum_size=_LEAST_BYTES, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        app = self._gzip if scope["type"] == "http" and _is_whole_file(scope) else self._plain
        await app(scope, receive, send)


def _is_whole_file(scope: Scope) -> bool:
    """Whether what is asked for is loaded by a browser in one piece; a range counts the bytes of the file itself."""
    is_loaded = scope["path"].startswith(_STATIC) or is_browsing(scope)
    return is_loaded and "range" not in Headers(scope=scope)
