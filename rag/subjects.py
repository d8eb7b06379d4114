"""Who a Chinese sentence says does what only people do, where no document need have the name: 本吉奥, 苏纳克."""

from collections.abc import Iterator

import rjieba

from rag.lexicon.people import NO_PLACES_OR_PEOPLE, SUBJECT

__all__ = ["PERSON_TAGS", "subjects_in"]

PERSON_TAGS = frozenset({"nr", "nrt", "nrfg"})
"""The tagger's marks of people."""
_PROPER_TAGS = PERSON_TAGS | {"nz", "nt", "ns"}


def subjects_in(text: str) -> Iterator[tuple[str, int]]:
    """The names that open a clause and act or own, each with its place in characters."""
    for match in SUBJECT.finditer(text):
        if _is_proper(match["who"]):
            yield match["who"], match.start("who")


def _is_proper(word: str) -> bool:
    """Whether the tagger takes a part of a word for a name, and no part of it for another word."""
    tags = [(part, tag) for part, tag in rjieba.tag(word) if part not in NO_PLACES_OR_PEOPLE]
    strange = any(tag in _PROPER_TAGS for _, tag in tags)
    return strange and not any(len(part) > 1 and tag not in _PROPER_TAGS for part, tag in tags)
