"""How refusals look in the API's description."""

from typing import Any

from api.problem_schemas import OpenAIErrorOut, Problem
from api.problems import PROBLEM_MEDIA_TYPE

__all__ = ["openai_errors", "problems"]

_MEANINGS = {
    304: "Not changed",
    400: "The body cannot be read",
    401: "The key is missing or wrong",
    404: "There is no such thing",
    413: "The body is too long",
    415: "The body is not declared as JSON",
    422: "The request is not valid",
    503: "Not ready, or too busy",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:  # Any: the type that FastAPI asks for
    """The `responses` of a route that refuses with these statuses, besides 401 and 503."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": _MEANINGS[status], "content": {PROBLEM_MEDIA_TYPE: {"schema": schema}}}
        for status in sorted({*statuses, 401, 503})
    }


def openai_errors(*statuses: int) -> dict[int | str, dict[str, Any]]:  # Any: as above
    """The `responses` of a route under `/v1` that refuses with these statuses, besides 401 and 503."""
    return {
        status: {"description": _MEANINGS[status], "model": OpenAIErrorOut}
        for status in sorted({*statuses, 401, 503})
    }
