"""What is asked of the engine."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Document, Language, SourceKind
from rag.answer import AnswerMode, FoundPassage

__all__ = ["AskRequest", "Filters", "SearchResult", "Turn", "Verification", "VerificationStatus"]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents may be used; an empty field lets all through.

    Dates are ISO 8601 and inclusive; a document's date that stops at the month counts as the whole month.
    """

    doc_ids: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    kinds: tuple[SourceKind, ...] = ()
    languages: tuple[Language, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    def lets_through(self, document: Document) -> bool:
        """Whether a document may be used."""
        passport = document.passport
        return (
            (not self.doc_ids or document.doc_id in self.doc_ids)
            and (not self.publishers or passport.publisher in self.publishers)
            and (not self.kinds or passport.kind in self.kinds)
            and (not self.languages or passport.language in self.languages)
            and (self.date_from is None or self._is_dated(document, self.date_from, after=True))
            and (self.date_to is None or self._is_dated(document, self.date_to, after=False))
        )

    def _is_dated(self, document: Document, limit: str, *, after: bool) -> bool:
        """Whether a document's date is on the right side of a limit; one without a date never is."""
        date = document.passport.date
        if not date:
            return False
        return date >= limit[: len(date)] if after else date[: len(limit)] <= limit


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a dialogue; `role` is `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class AskRequest:
    """A question and how it is to be answered."""

    question: str
    language: Language | None = None
    """The language of the answer; that of the question if None."""
    mode: AnswerMode | None = None
    """None lets the engine choose."""
    history: tuple[Turn, ...] = ()
    filters: Filters = Filters()
    top_k: int = 8
    """How many passages are looked at and may be returned, 1 to 50."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Passages without an answer."""

    question: str
    language: Language
    passages: tuple[FoundPassage, ...]
    timings_ms: dict[str, float]
    index_generation: int


class VerificationStatus(StrEnum):
    """What became of a citation."""

    VALID = "valid"
    MOVED = "moved"
    CHANGED = "changed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a citation still holds.

    `valid`: the characters stand where it says. `moved`: the quote stands elsewhere in the document, at
    `found`. `changed`: the document no longer holds the quote. `missing`: there is no such document.
    """

    status: VerificationStatus
    doc_id: str
    char_start: int
    char_end: int
    found: tuple[int, int] | None
    text_sha256: str | None
    detail: str
