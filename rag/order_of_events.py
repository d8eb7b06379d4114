"""The order in which a question has somebody go to two places, held against the dates of the sentences on both."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from rag.lexicon.presupposed import FIRST_THEN, WENT_TO
from rag.names import Name
from rag.question import Question
from rag.ranking import Ranked
from rag.values import Value, ValueKind, find_values

__all__ = ["is_gone_to", "told_in_another_order"]


def told_in_another_order(
    question: Question, near: Sequence[Ranked]
) -> tuple[str, tuple[Ranked, Ranked]] | None:
    """The stretch of a question that has two visits in an order, and the two sentences that date them otherwise.

    Args:
        question: The question as read.
        near: The candidates that are about the matter, best first.

    Returns:
        None if the question gives no order, or the documents give no dates or the same order.
    """
    for first, second, said in _orders(question):
        early = next(_dated_visits(first, second, near), None)
        late = next(_dated_visits(second, first, near), None)
        if early is not None and late is not None and _is_after(early[0], late[0]):
            return said, (late[1], early[1])
    return None


def _orders(question: Question) -> Iterator[tuple[Name, Name, str]]:
    """Two places of a question, the one first that it has come first, with its words."""
    places = [name for name in question.names if name.is_place]
    for first, second in permutations(places, 2):
        for template in FIRST_THEN:
            names = {"first": re.escape(first.written), "second": re.escape(second.written)}
            match = re.search(template.pattern.format(**names), question.text, re.IGNORECASE)
            if match is not None:
                yield first, second, match.group().strip()


def _dated_visits(place: Name, other: Name, near: Sequence[Ranked]) -> Iterator[tuple[Value, Ranked]]:
    """The sentences that have somebody at one place and not at the other, with their first date."""
    for item in near:
        text = item.candidate.text
        if other.is_in(text) or not any(is_gone_to(spelling, text) for spelling in place.spellings):
            continue
        dates = [v for v in find_values(text) if v.kind is ValueKind.DATE and v.month is not None]
        if dates:
            yield min(dates, key=lambda value: value.start), item


def is_gone_to(place: str, text: str) -> bool:
    """Whether a text has somebody go to a place, or be there."""
    return re.search(WENT_TO.pattern.format(name=re.escape(place)), text, re.IGNORECASE) is not None


def _is_after(one: Value, other: Value) -> bool:
    """Whether one date is behind another; without both years, within one year."""
    years = (one.year, other.year) if one.year and other.year else (0, 0)
    return (years[0], one.month or 0, one.day or 0) > (years[1], other.month or 0, other.day or 0)
