"""Claims about the documents with what people say of them: what the checks and the support judge are measured by.

`cases/claims.jsonl` holds true and false claims, written freely in both languages from the documents alone by
readers who did not see the checks, each with the sentences that decide; the fault of a false one says what was
changed.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import DataError, InvalidInputError
from corpus.model import Document, Language
from eval.cases import GoldSpan
from rag.checks.finding import Verdict

__all__ = ["BUNDLED_CLAIMS", "Fault", "LabelledClaim", "load_claims"]

BUNDLED_CLAIMS = Path(__file__).parent / "cases" / "claims.jsonl"
_BUNDLED_SETS = ("dev", "test")


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
    RELATION = "relation"
    """Who does what to whom, turned round."""
    SCOPE = "scope"
    """All for some, the only one for one of several."""
    HALF = "half"
    """True in one part, with another that no document gives."""


class LabelledClaim(BaseModel):
    """A claim with the verdict that it deserves.

    `set` is `dev` for claims that checks may be tuned on and `test` for those that they may not. `of` is the true
    claim that a false one was made from; `gold` are the sentences that decide; `differs` is what a false claim says
    and what the documents say instead.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    set: Literal["dev", "test"] = "test"
    language: Language
    claim: str = Field(min_length=1)
    label: Verdict
    fault: Fault | None = None
    of: str | None = None
    gold: tuple[GoldSpan, ...] = ()
    differs: tuple[str, ...] = ()
    note: str = ""


def load_claims(documents: Mapping[str, Document], name: str) -> tuple[LabelledClaim, ...]:
    """Read labelled claims and hold each gold span against its document.

    Args:
        documents: By id.
        name: `dev` or `test` for that part of the bundled claims, else a file with one JSON object a line.

    Raises:
        InvalidInputError: `input_unreadable`.
        DataError: `claim_malformed`, naming the line; also for a file without claims.
    """
    path = BUNDLED_CLAIMS if name in _BUNDLED_SETS else Path(name)
    claims = [_read(path, at, line, documents) for at, line in enumerate(_lines(path), 1) if line.strip()]
    if not claims:
        raise _malformed(path, 1, "there is no claim")
    return tuple(claim for claim in claims if name not in _BUNDLED_SETS or claim.set == name)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            "input_unreadable",
            f"the claims in {path} cannot be read: {error}",
            next_step="check path and encoding",
        ) from error


def _read(path: Path, at: int, line: str, documents: Mapping[str, Document]) -> LabelledClaim:
    try:
        claim = LabelledClaim.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        raise _malformed(path, at, f"{where}: {first['msg']}") from error
    for gold in claim.gold:
        document = documents.get(gold.doc_id)
        if document is None or gold.span.of(document.text) != gold.quote:
            raise _malformed(path, at, "a gold quote does not stand at its place")
    return claim


def _malformed(path: Path, at: int, fault: str) -> DataError:
    return DataError("claim_malformed", f"{path.name}, line {at}: {fault}", next_step="correct the line")
