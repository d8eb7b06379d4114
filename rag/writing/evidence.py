"""What a model is shown: the sentences that answer, each under a key that nobody could have guessed."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.model import Language, Span
from rag.answering import Draft, Evidence
from rag.candidates import Candidate

__all__ = ["EvidenceItem", "KeyMaker", "evidence_items", "plain", "random_keys"]

MAX_ITEMS: Final = 6
"""The most sentences a model is shown, unless the extractive answer alone has more."""
_WITHIN: Final = 5.0
"""How far (in logits) below the best a sentence may be and still be shown."""
# No vowels, so that no key is a word; no digits, so that none is a figure.
_LETTERS: Final = "bcdfghjkmnpqrstvwxz"
_KEY_LENGTH: Final = 4

KeyMaker = Callable[[int], list[str]]
"""Makes so many keys, no two alike."""


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceItem:
    """One sentence of a document and the key it is shown under."""

    key: str
    candidate: Candidate
    """With exactly one span."""

    @property
    def span(self) -> Span:
        """Where it stands in its document."""
        return self.candidate.spans[0]

    @property
    def place(self) -> tuple[str, Span]:
        """Its document and where it stands there."""
        return (self.candidate.document.doc_id, self.span)

    @property
    def text(self) -> str:
        """What a model reads: in the question's language where it can be, on one line, without what hides."""
        return plain(self.candidate.text)

    def shown_text(self, language: Language) -> str:
        """The sentence in a language, or as it is."""
        return self.candidate.reader.text(self.span, language)


def random_keys(count: int) -> list[str]:
    """Keys that no document can have foreseen."""
    keys: set[str] = set()
    while len(keys) < count:
        keys.add("".join(secrets.choice(_LETTERS) for _ in range(_KEY_LENGTH)))
    return sorted(keys)


def evidence_items(evidence: Evidence, draft: Draft, make_keys: KeyMaker = random_keys) -> list[EvidenceItem]:
    """The sentences to write from: those of the extractive answer first, then what ranks next.

    Args:
        evidence: What was found for the question; at least one candidate.
        draft: The extractive answer.
        make_keys: Gives the keys.
    """
    chosen: dict[tuple[str, Span], Candidate] = {}
    for candidate in (*_cited(evidence, draft), *_ranked(evidence)):
        chosen.setdefault((candidate.document.doc_id, candidate.spans[0]), candidate)
    limit = max(MAX_ITEMS, len(draft.composition.citations))
    candidates = list(chosen.values())[:limit]
    return [EvidenceItem(key, item) for key, item in zip(make_keys(len(candidates)), candidates, strict=True)]


def _cited(evidence: Evidence, draft: Draft) -> Iterator[Candidate]:
    readers = {reader.document.doc_id: reader for reader in evidence.readers}
    pattern = evidence.ranked[0].candidate
    for citation in draft.composition.citations:
        yield replace(pattern, reader=readers[citation.document.doc_id], spans=(citation.span,))


def _ranked(evidence: Evidence) -> Iterator[Candidate]:
    best = evidence.ranked[0].score
    for item in evidence.ranked:
        if best - item.score <= _WITHIN:
            yield from _single(item.candidate)


def _single(candidate: Candidate) -> Sequence[Candidate]:
    """A list as its sentences."""
    return [replace(candidate, spans=(span,)) for span in candidate.spans]


_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Text on one line, without control, zero-width and direction characters."""
    kept = (c if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Cn"} else " " for c in text)
    return _BLANKS.sub(" ", "".join(kept)).strip()
