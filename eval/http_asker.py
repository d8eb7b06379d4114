"""A running service as the system that is measured: questions, documents and description over HTTP."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, ValidationError

from corpus.errors import InvalidInputError, UnavailableError
from corpus.model import Document
from eval.askers import Reply, Stopwatch, failure_of, one_line
from eval.wire_format import (
    WireAnswer,
    WireDelta,
    WireDocument,
    WireDocumentPage,
    WireInfo,
    WireProblem,
    WireText,
)
from rag.requests import AskRequest

__all__ = ["HttpAsker"]

_ABSENT = {"http_404", "route_unknown"}
_EVENTS = "text/event-stream"
_MAX_BODY_BYTES = 64 * 2**20

ModelT = TypeVar("ModelT", bound=BaseModel)


class HttpAsker:
    """A running service, by its address; a context manager.

    A question that fails is not asked again: how often that happens is part of what is measured. The codes
    are the service's own where it sends a problem, else `http_500` and the like, `timeout`,
    `connection_failed`, `connection_lost`, `answer_truncated`, `answer_malformed` and `answer_too_large`.

    Args:
        base_url: Such as `http://127.0.0.1:8000`: what stands before `/api/v1/ask`.
        timeout_s: Longest time that a whole answer may take, in seconds.
        stream: Ask for server-sent events, so that the time to the first words is seen.
        api_key: Sent as a bearer token; None sends none. Never written down.

    Raises:
        InvalidInputError: `service_url_invalid`.
    """

    name = "service"

    def __init__(
        self, base_url: str, *, timeout_s: float = 30.0, stream: bool = False, api_key: str | None = None
    ) -> None:
        self._address = _address(base_url)
        self._timeout_s, self._stream = timeout_s, stream
        headers = {} if api_key is None else {"Authorization": f"Bearer {api_key}"}
        self._client = httpx2.Client(base_url=base_url.strip(), timeout=timeout_s, headers=headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, request: AskRequest) -> Reply:
        """Ask the service."""
        watch = Stopwatch()
        try:
            told = self._ask(request, watch)
            return watch.reply(_read(WireAnswer, told).observed())
        except _FailedAskError as error:
            return watch.reply(None, str(error))
        except Exception as error:  # whatever it is, it is this question's result
            return watch.reply(None, failure_of(error))

    def documents(self) -> tuple[Document, ...]:
        """Fetch all documents; their texts must be what their hashes say.

        Raises:
            UnavailableError: `service_unreachable`, or `service_malformed`.
        """
        found: list[Document] = []
        query, cursors = "", set[str]()
        while True:
            page = self._get("/api/v1/documents", WireDocumentPage, query)
            found += [self._document(passport) for passport in page.data]
            if not page.has_more or page.next_cursor is None:
                return tuple(found)
            if page.next_cursor in cursors:
                raise _malformed("its list of documents goes round in a circle")
            cursors.add(page.next_cursor)
            query = f"?cursor={quote(page.next_cursor, safe='')}"

    def configuration(self) -> dict[str, str]:
        """The address, how it is asked, and what the service says of itself, if it does.

        Raises:
            UnavailableError: `service_unreachable`, or `service_malformed`.
        """
        asked = {
            "how": "http",
            "url": self._address,
            "timeout_s": f"{self._timeout_s:g}",
            "stream": str(self._stream).lower(),
        }
        try:
            return asked | self._get("/api/v1/info", WireInfo).told()
        except UnavailableError as error:
            if isinstance(cause := error.__cause__, _FailedAskError) and cause.code in _ABSENT:
                return asked  # a system need not describe itself
            raise

    def peak_memory_mib(self) -> float | None:
        """Not to be seen from here."""
        return None

    def _ask(self, request: AskRequest, watch: Stopwatch) -> bytes | str:
        """The answer as JSON; stops the watch when it is complete."""
        body = _ask_body(request, stream=self._stream)
        with self._sent("POST", "/api/v1/ask", body) as response:
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            told = _last_event(response, watch) if kind == _EVENTS else response.read()
        watch.stop()
        return told

    def _get(self, path: str, model: type[ModelT], query: str = "") -> ModelT:
        try:
            with self._sent("GET", path + query) as response:
                told = response.read()
        except _FailedAskError as error:
            raise UnavailableError(
                "service_unreachable",
                f"{self._address}{path} gives {error}",
                next_step="see that the service runs and is ready, and that address and key are right",
            ) from error
        try:
            return _read(model, told)
        except _FailedAskError as error:
            raise _malformed(f"{path} gives {error}") from error

    def _document(self, passport: WireDocument) -> Document:
        whole = self._get(f"/api/v1/documents/{quote(passport.doc_id, safe='')}/text", WireText)
        if not sha256(whole.text.encode()).hexdigest() == passport.text_sha256 == whole.text_sha256:
            raise _malformed(f"the text of {passport.doc_id} is not the one that its hash names")
        return passport.with_text(whole)

    @contextmanager
    def _sent(self, method: str, address: str, body: object = None) -> Iterator[httpx2.Response]:
        """A response of status 200, its body still to be read, within bounds.

        Raises:
            _FailedAskError: If there is none, or if its body does not come whole.
        """
        deadline = time.monotonic() + self._timeout_s
        with (
            _as_codes(self._timeout_s),
            self._client.stream(method, address, json=body) as response,
        ):
            assert isinstance(response.stream, httpx2.SyncByteStream)  # the client is not an asynchronous one
            response.stream = _BoundedStream(response.stream, deadline)
            if response.status_code != httpx2.codes.OK:
                raise _refusal(response)
            yield response


class _FailedAskError(Exception):
    """Why there is no answer; becomes a record."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {one_line(detail)}")
        self.code = code


class _BoundedStream(httpx2.SyncByteStream):
    """A body that must be whole in time: the client's own limit is for the time between two pieces only."""

    def __init__(self, inner: httpx2.SyncByteStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        try:
            for piece in self._inner:
                size += len(piece)
                if time.monotonic() > self._deadline:
                    raise httpx2.ReadTimeout("the answer was not whole in time")
                if size > _MAX_BODY_BYTES:
                    raise _FailedAskError("answer_too_large", f"it has more than {_MAX_BODY_BYTES} bytes")
                yield piece
        except (httpx2.ReadError, httpx2.RemoteProtocolError) as error:
            raise _FailedAskError("answer_truncated", f"the answer broke off ({error})") from error

    def close(self) -> None:
        self._inner.close()


@contextmanager
def _as_codes(timeout_s: float) -> Iterator[None]:
    """Turn what the client raises into codes."""
    try:
        yield
    except httpx2.TimeoutException as error:
        raise _FailedAskError("timeout", f"no whole answer within {timeout_s:g} s") from error
    except httpx2.ConnectError as error:
        raise _FailedAskError("connection_failed", str(error)) from error
    except httpx2.HTTPError as error:
        raise _FailedAskError("connection_lost", f"{type(error).__name__}: {error}") from error


def _last_event(response: httpx2.Response, watch: Stopwatch) -> str:
    """The data of the event `done`, which holds the whole answer."""
    done: str | None = None
    try:
        # Read to the end even after `done`, or the connection could not be used again.
        for event in httpx2.EventSource(response, max_event_size=_MAX_BODY_BYTES):
            if event.event == "delta" and _read(WireDelta, event.data).text.strip():
                watch.first_words()
            elif event.event == "error":
                problem = _read(WireProblem, event.data)
                raise _FailedAskError(problem.code, problem.detail)
            elif event.event == "done":
                done = event.data
                watch.stop()
    except (_FailedAskError, httpx2.TimeoutException):
        if done is None:
            raise
    if done is None:
        raise _FailedAskError("answer_truncated", "the stream ended before the event `done`")
    return done


def _refusal(response: httpx2.Response) -> _FailedAskError:
    """What a status other than 200 says: the code of a problem, or the status where there is none."""
    status = response.status_code
    try:
        problem = WireProblem.model_validate_json(response.read())
    except (ValidationError, _FailedAskError, httpx2.TimeoutException):
        return _FailedAskError(f"http_{status}", f"status {status} without a problem in the body")
    return _FailedAskError(problem.code, f"{problem.detail} (status {status})")


def _read(model: type[ModelT], told: bytes | str) -> ModelT:
    try:
        return model.model_validate_json(told)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the body"
        raise _FailedAskError("answer_malformed", f"{where}: {first['msg']}") from error


def _ask_body(request: AskRequest, *, stream: bool) -> dict[str, object]:
    filters = {name: value for name, value in asdict(request.filters).items() if value}
    body: dict[str, object] = {
        "question": request.question,
        "language": request.language or "auto",
        "mode": request.mode or "auto",
        "history": [asdict(turn) for turn in request.history],
        "top_k": request.top_k,
        "stream": stream,
        "include": ["passages", "claims", "timings"],
    }
    return body | ({"filters": filters} if filters else {})


def _address(base_url: str) -> str:
    """An address as it may be written down: without name and password.

    Raises:
        InvalidInputError: `service_url_invalid`; does not repeat the address, which may hold a password.
    """
    try:
        url = httpx2.URL(base_url.strip())
    except httpx2.InvalidURL:
        url = httpx2.URL("")
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment:
        raise InvalidInputError(
            "service_url_invalid",
            "the address of the service cannot be used",
            next_step="give one such as http://127.0.0.1:8000, with nothing after the path",
        )
    return str(url.copy_with(username="", password="")).rstrip("/")


def _malformed(detail: str) -> UnavailableError:
    return UnavailableError(
        "service_malformed",
        f"the service cannot be measured: {detail}",
        next_step="let it answer as docs/api.md describes",
    )
