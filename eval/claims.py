"""Labelled claims: what the checks should say of each, and which fault was put into the false ones."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import DataError, InvalidInputError
from corpus.model import Language
from rag.checks.finding import Verdict

__all__ = ["Fault", "LabelledClaim", "load_claims"]


class Fault(StrEnum):
    """What makes a claim false, or only half true."""

    FACTOR_TEN = "factor_ten"
    UNIT = "unit"
    CURRENCY = "currency"
    DATE = "date"
    SWAPPED_NAME = "swapped_name"
    DROPPED_NOT = "dropped_not"
    MODALITY = "modality"
    WRONG_SOURCE = "wrong_source"
    NUMBER = "number"
    PLACE = "place"
    HALF = "half"
    """True in one part, with another that no document gives."""


class LabelledClaim(BaseModel):
    """A sentence with the verdict that it deserves.

    `of` is the true claim that a false one was made from; `gold` names the sentences that decide; `differs` are the
    words of the claim and of the document.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    language: Language
    claim: str = Field(min_length=1)
    label: Verdict
    fault: Fault | None = None
    of: str | None = None
    gold: tuple[str, ...] | None = None
    differs: tuple[str, ...] = ()
    note: str = ""


def load_claims(path: Path) -> Sequence[LabelledClaim]:
    """Read claims, one JSON object a line.

    Raises:
        InvalidInputError: `input_unreadable`.
        DataError: `claim_malformed`, with the line; also for a file without claims.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            "input_unreadable",
            f"the claims in {path} cannot be read: {error}",
            next_step="check path and encoding",
        ) from error
    claims = [_read(path, at, line) for at, line in enumerate(lines, start=1) if line.strip()]
    if not claims:
        raise _malformed(path, 1, "there is no claim")
    return claims


def _read(path: Path, at: int, line: str) -> LabelledClaim:
    try:
        return LabelledClaim.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise _malformed(path, at, f"{where}: {first['msg']}") from error


def _malformed(path: Path, at: int, fault: str) -> DataError:
    return DataError("claim_malformed", f"{path.name}, line {at}: {fault}", next_step="correct the line")
