"""Problems over HTTP, as RFC 9457 has them: one shape for every refusal, whoever refuses.

The status of a `SummitError` is its class's `http_status`; what only a door can find wrong has its classes
here, so that there is one tree and one table.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from api.browsing import is_browsing, page_in_words
from api.problem_schemas import OpenAIErrorOut, OpenAIFault, Problem, ProblemDetail
from corpus.errors import InvalidInputError, SummitError, UnavailableError

__all__ = [
    "HTTP_PROBLEMS",
    "OTHER_PROBLEM",
    "PROBLEM_MEDIA_TYPE",
    "BadRequestError",
    "BodyTooLargeError",
    "BodyTooSlowError",
    "MediaTypeError",
    "MisdirectedError",
    "OverloadedError",
    "UnauthorisedError",
    "UnexpectedError",
    "install_problem_handlers",
    "openai_error",
    "problem_of",
    "problem_response",
    "request_id_of",
]

PROBLEM_MEDIA_TYPE = "application/problem+json"
_MAX_DETAILS = 20


class BadRequestError(InvalidInputError):
    """The body cannot be read at all."""

    http_status = 400


class UnauthorisedError(SummitError):
    """The request does not carry the key."""

    http_status = 401


class BodyTooSlowError(InvalidInputError):
    """The body did not arrive in time."""

    http_status = 408


class BodyTooLargeError(InvalidInputError):
    """The body is longer than the service reads."""

    http_status = 413


class MediaTypeError(InvalidInputError):
    """The body is of a kind that the route does not take."""

    http_status = 415


class MisdirectedError(InvalidInputError):
    """The service was called under a name that is not its own."""

    http_status = 421


class OverloadedError(UnavailableError):
    """Too much is waiting already; `retry_after_s` says when to come back."""

    retry_after_s = 1


class UnexpectedError(SummitError):
    """A mistake in this program."""

    def __init__(self) -> None:
        super().__init__(
            "internal",
            "the service made a mistake",
            next_step="try again; if it stays, report the request id, which is in the log",
        )


def install_problem_handlers(app: FastAPI) -> None:
    """Make every refusal of an app a problem."""
    app.add_exception_handler(SummitError, _on_summit_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_exception)


def problem_of(
    error: SummitError, *, request_id: str, instance: str, details: Sequence[ProblemDetail] = ()
) -> Problem:
    """Describe an error."""
    return Problem(
        type=f"urn:summit:problem:{error.code}",
        title=error.code.replace("_", " ").capitalize(),
        status=error.http_status,
        detail=error.detail,
        instance=instance,
        code=error.code,
        request_id=request_id,
        next_step=error.next_step,
        errors=list(details),
    )


def problem_response(
    scope: Scope,
    error: SummitError,
    *,
    details: Sequence[ProblemDetail] = (),
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer a request with a problem.

    Args:
        scope: The request's.
        error: What is wrong.
        details: The faults one by one, if there are several.
        status: Instead of the error's own.
        headers: Further headers.
    """
    problem = problem_of(
        error, request_id=request_id_of(scope), instance=_printable(scope["path"]), details=details
    )
    if status is not None:
        problem = problem.model_copy(update={"status": status})
    own: dict[str, str] = {}
    if isinstance(error, OverloadedError):
        own["Retry-After"] = str(error.retry_after_s)
    if isinstance(error, UnauthorisedError):
        own["WWW-Authenticate"] = "Bearer"
    body, media_type = problem.model_dump_json(), PROBLEM_MEDIA_TYPE
    if scope["path"].startswith(_OPENAI_PATHS):
        body, media_type = openai_error(error, details).model_dump_json(), "application/json"
        if problem.status == InvalidInputError.http_status:
            problem = problem.model_copy(update={"status": BadRequestError.http_status})
    return Response(
        body.encode(),
        status_code=problem.status,
        media_type=media_type,
        headers={**own, **(headers or {})},
    )


_OPENAI_PATHS = "/v1/"


def openai_error(error: SummitError, details: Sequence[ProblemDetail] = ()) -> OpenAIErrorOut:
    """Describe an error as OpenAI's clients expect it."""
    kind: Literal["invalid_request_error", "authentication_error", "server_error"] = "invalid_request_error"
    if isinstance(error, UnauthorisedError):
        kind = "authentication_error"
    elif error.http_status >= _SERVER_ERROR:
        kind = "server_error"
    param = details[0].pointer.removeprefix("#/").replace("/", ".") if details else None
    message = f"{error.detail}; {error.next_step}"
    return OpenAIErrorOut(error=OpenAIFault(message=message, type=kind, param=param, code=error.code))


_SERVER_ERROR = 500


def request_id_of(scope: Scope) -> str:
    """The id that the outermost middleware gave to a request."""
    return str(scope.get("state", {}).get("request_id", ""))


async def _on_summit_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, SummitError)
    return problem_response(request.scope, error)


async def _on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return problem_response(request.scope, _unreadable("the body is not JSON"))
    if _wrong_media_type(request):
        return problem_response(request.scope, _media_type_error(request))
    details = [_detail(fault) for fault in faults[:_MAX_DETAILS]]
    first = details[0]
    invalid = InvalidInputError(
        "request_invalid",
        f"{first.pointer}: {first.detail}" + (f", and {len(faults) - 1} more" if len(faults) > 1 else ""),
        next_step="correct the fields that `errors` names; /docs describes them",
    )
    return problem_response(request.scope, invalid, details=details)


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == _NOT_FOUND and is_browsing(request.scope):
        return page_in_words(_NOT_FOUND)
    code, detail, next_step = HTTP_PROBLEMS.get(error.status_code, OTHER_PROBLEM)
    refused = BadRequestError(code, detail, next_step=next_step)
    return problem_response(request.scope, refused, status=error.status_code, headers=error.headers)


_NOT_FOUND = 404
HTTP_PROBLEMS: dict[int, tuple[str, str, str]] = {
    400: ("body_unreadable", "the body cannot be read", "send UTF-8 JSON"),
    404: ("route_unknown", "there is nothing under this address", "/docs lists all addresses"),
    405: (
        "method_not_allowed",
        "this address does not take this method",
        "the header Allow names those it takes",
    ),
}
OTHER_PROBLEM = ("request_refused", "the request cannot be served", "/docs describes what can")


def _unreadable(detail: str) -> BadRequestError:
    return BadRequestError("body_unreadable", detail, next_step=HTTP_PROBLEMS[400][2])


def _wrong_media_type(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_json = kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
    return request.method in {"POST", "PUT", "PATCH"} and not is_json


def _media_type_error(request: Request) -> MediaTypeError:
    return MediaTypeError(
        "media_type_unsupported",
        "the body is not declared as JSON",
        next_step="send JSON with the header `Content-Type: application/json`",
    )


def _detail(fault: Mapping[str, Any]) -> ProblemDetail:  # Any: pydantic's own description of a fault
    place, *rest = [str(part) for part in fault["loc"]]
    path = "/".join(part.replace("~", "~0").replace("/", "~1")[:100] for part in rest)
    pointer = f"#/{path}" if place == "body" and path else "#" if place == "body" else f"{place}/{path}"
    return ProblemDetail(pointer=_printable(pointer), detail=str(fault["msg"])[:300])


def _printable(text: str) -> str:
    """Text that can be sent as UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")
