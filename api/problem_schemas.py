"""What goes out over the wire when a request is refused."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

__all__ = ["OpenAIErrorOut", "OpenAIFault", "Problem", "ProblemDetail"]


class _Out(BaseModel):
    model_config = ConfigDict(frozen=True)


class ProblemDetail(_Out):
    """One fault of a request; `pointer` is `#/field` in the body, `query/name` or `path/name`."""

    pointer: str
    detail: str


class Problem(_Out):
    """A problem as RFC 9457 has it; `code` is stable, the words are not."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    next_step: str
    errors: list[ProblemDetail] = []


class OpenAIFault(_Out):
    """What is wrong, as OpenAI's clients expect it; `code` is the same as in a problem."""

    message: str
    type: Literal["invalid_request_error", "authentication_error", "server_error"]
    param: str | None
    code: str


class OpenAIErrorOut(_Out):
    """A refusal of an address under `/v1`."""

    error: OpenAIFault
