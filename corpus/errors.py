"""The one tree of errors, rooted in the lowest room so that every room can raise from it.

    SummitError                      anything the product can explain; has a stable code and a next step
    ├── InvalidInputError            what the caller sent cannot be used             (HTTP 422, exit 2)
    ├── NotFoundError                what the caller named does not exist            (HTTP 404, exit 4)
    ├── ConflictError                what the caller holds no longer matches         (HTTP 409, exit 5)
    ├── DataError                    a file on disk is damaged, missing or foreign   (HTTP 503, exit 3)
    └── UnavailableError             a part that is needed is not ready              (HTTP 503, exit 6)

A class stands for a reaction, the `code` for the exact cause. Codes are part of the API and never change
their meaning; `docs/errors.md` lists them.
"""

from typing import ClassVar

__all__ = [
    "ConflictError",
    "DataError",
    "InvalidInputError",
    "NotFoundError",
    "SummitError",
    "UnavailableError",
]


class SummitError(Exception):
    """A fault that the product can explain.

    Attributes:
        code: Stable snake_case name of the cause, e.g. `question_empty`.
        detail: What was found and what was expected.
        next_step: What the reader can do about it.
    """

    http_status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, detail: str, *, next_step: str) -> None:
        super().__init__(f"{detail}; {next_step}")
        self.code = code
        self.detail = detail
        self.next_step = next_step


class InvalidInputError(SummitError):
    """What the caller sent cannot be used as it is."""

    http_status = 422
    exit_code = 2


class NotFoundError(SummitError):
    """What the caller named does not exist here."""

    http_status = 404
    exit_code = 4


class ConflictError(SummitError):
    """What the caller holds no longer matches what is stored."""

    http_status = 409
    exit_code = 5


class DataError(SummitError):
    """A file on disk is damaged, missing, or was made with other settings."""

    http_status = 503
    exit_code = 3


class UnavailableError(SummitError):
    """A part that the request needs is not ready."""

    http_status = 503
    exit_code = 6
