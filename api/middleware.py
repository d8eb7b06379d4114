"""What every request passes, outermost first; plain ASGI, so that streams stay streams.

RequestLog        gives the request its id, logs and counts it
SecurityHeaders   what browsers must not do with our answers
HostCheck         only names of our own, or a page elsewhere could talk to a service on this machine
KeyCheck          the key, where one is set
UnexpectedErrors  a mistake of ours becomes a problem, too
BodyLimit         reads the body, counting
"""

import asyncio
import hmac
import re
import time
from hashlib import sha256
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.browsing import is_browsing, page_in_words
from api.logs import log_mistake
from api.metrics import Metrics
from api.problems import (
    BodyTooLargeError,
    BodyTooSlowError,
    MisdirectedError,
    UnauthorisedError,
    UnexpectedError,
    problem_response,
    request_id_of,
)
from corpus.errors import SummitError

__all__ = ["BodyLimit", "HostCheck", "KeyCheck", "RequestLog", "SecurityHeaders", "UnexpectedErrors"]

_log = structlog.get_logger("summit")
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_OPEN_PATHS = frozenset(
    {"/", "/library", "/search", "/check", "/livez", "/readyz", "/docs", "/openapi.json", "/favicon.ico"}
)
# The page itself, which asks for what it shows; the documents are behind the key.
_OPEN_PAGE = re.compile(r"/documents/[^/]+")
_OPEN_FOLDER = "/static/"
_DOCUMENTS = "/documents/"
_DEFAULT_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


class RequestLog:
    """Gives each request an id, the caller's own if it is well-formed, and logs it without a word of it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        offered = Headers(scope=scope).get("x-request-id", "")
        request_id = offered if _REQUEST_ID.fullmatch(offered) else uuid4().hex
        scope.setdefault("state", {})["request_id"] = request_id
        status, start = 499, time.perf_counter()  # 499: the caller hung up before there was an answer

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            self._record(scope, status, time.perf_counter() - start)
        return None

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", None)
        template = route if isinstance(route, str) else _STATIC if _is_static(scope) else "unmatched"
        self._metrics.observe_request(method=scope["method"], route=template, status=status, seconds=seconds)
        _log.info(
            "request",
            method=scope["method"],
            route=template,
            status=status,
            ms=round(seconds * 1000, 1),
            request_id=request_id_of(scope),
        )


_STATIC = "/static/{path}"


def _is_static(scope: Scope) -> bool:
    return bool(scope["path"].startswith(_OPEN_FOLDER))


class SecurityHeaders:
    """Adds what is missing; a page may bring a wider policy of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", _DEFAULT_CSP)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "no-referrer")
                headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
                headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
                headers.setdefault("Cache-Control", "no-cache" if _is_static(scope) else "no-store")
            await send(message)

        return await self._app(scope, receive, send_with_headers)


class _Gate:
    """A check before the app: what it raises is the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            try:
                self.check(scope)
            except SummitError as error:
                return await self.refusal(scope, error)(scope, receive, send)
        return await self._app(scope, receive, send)

    def refusal(self, scope: Scope, error: SummitError) -> Response:
        """What a refused request is answered with."""
        return problem_response(scope, error)

    def check(self, scope: Scope) -> None:
        """Raise a SummitError to refuse."""
        raise NotImplementedError


class HostCheck(_Gate):
    """Refuses requests made under a name that is not ours, as a rebound DNS name would make them."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        super().__init__(app)
        self._names = names

    def check(self, scope: Scope) -> None:
        """Raise MisdirectedError `host_not_allowed`."""
        given = Headers(scope=scope).getlist("host")
        if len(given) == 1 and _host_name(given[0]) in self._names:
            return
        raise MisdirectedError(
            "host_not_allowed",
            "the service does not go by the name it was called under",
            next_step="add the name to SUMMIT_ALLOWED_HOSTS if it is yours",
        )


def _host_name(host: str) -> str:
    """The name in a Host header, without port and brackets, in lower case."""
    match = re.fullmatch(r"\[([^\]]+)\](?::\d+)?|([^:]+?)\.?(?::\d+)?", host)
    return (match[1] or match[2]).lower() if match else ""


class KeyCheck(_Gate):
    """Asks for the key, where one is set, for everything but health and the pages that show no documents."""

    def __init__(self, app: ASGIApp, key: str | None) -> None:
        super().__init__(app)
        self._digest = sha256(key.encode()).digest() if key is not None else None

    def check(self, scope: Scope) -> None:
        """Raise UnauthorisedError `key_missing` or `key_wrong`."""
        path = scope["path"]
        if self._digest is None or path in _OPEN_PATHS or path.startswith(_OPEN_FOLDER):
            return
        if _OPEN_PAGE.fullmatch(path):
            return
        scheme, _, key = Headers(scope=scope).get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip():
            raise UnauthorisedError(
                "key_missing",
                "the request carries no key",
                next_step="send the header `Authorization: Bearer <key>`",
            )
        if not hmac.compare_digest(sha256(key.strip().encode()).digest(), self._digest):
            raise UnauthorisedError(
                "key_wrong", "the key is not the right one", next_step="use the key in SUMMIT_API_KEY"
            )

    def refusal(self, scope: Scope, error: SummitError) -> Response:
        """A person who opens an unknown address gets the page, which asks for the key."""
        if is_browsing(scope) and not scope["path"].startswith(_DOCUMENTS):
            return page_in_words(error.http_status)
        return super().refusal(scope, error)


class UnexpectedErrors:
    """Turns what nobody caught into a problem; the log has the place, never the words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started = False

        async def watched_send(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except Exception as error:
            log_mistake(error, request_id_of(scope))
            if started:
                raise
            await problem_response(scope, UnexpectedError())(scope, receive, send)
        return None


class BodyLimit:
    """Reads the body before the app does, counting what really comes, within a time."""

    def __init__(self, app: ASGIApp, max_bytes: int, timeout_s: float) -> None:
        self._app, self._max_bytes, self._timeout_s = app, max_bytes, timeout_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its whole body at hand, or refuse it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            async with asyncio.timeout(self._timeout_s):
                body = await self._read(receive)
        except TimeoutError:
            slow = BodyTooSlowError(
                "body_too_slow",
                f"the body was not there after {self._timeout_s:g} seconds",
                next_step="send it in one go",
            )
            return await problem_response(scope, slow, headers=_CLOSE)(scope, receive, send)
        except SummitError as error:
            return await problem_response(scope, error, headers=_CLOSE)(scope, receive, send)
        if body is None:
            return None  # hung up
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        return await self._app(scope, replay, send)

    async def _read(self, receive: Receive) -> bytes | None:
        parts, size = [], 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            part = message.get("body", b"")
            size += len(part)
            if size > self._max_bytes:
                raise BodyTooLargeError(
                    "body_too_large",
                    f"the body is longer than {self._max_bytes} bytes",
                    next_step="send less at once",
                )
            parts.append(part)
            if not message.get("more_body", False):
                return b"".join(parts)


_CLOSE = {"Connection": "close"}
