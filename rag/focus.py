"""What a dialogue is about just now: the sentences that bear the last answer out, and what stands near them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.loading import Sentence
from rag.candidates import Candidate
from rag.dialogue import LAST
from rag.ranking import Ranked
from rag.reading import Reader
from rag.series import Series

__all__ = ["Focus", "find_focus", "goes_on", "near_focus"]

# Where a follow-up's answer stands, in logits: in the sentence that was just spoken of, next to it, in its section.
_SAME, _BESIDE, _PARAGRAPH, _SECTION = 3.0, 3.0, 2.5, 1.0
# A list is of the matter if its items are near; the item that was asked for by its place is what is wanted.
_ITEM = 12.0
_NEAR_SENTENCES = 2
_LIST_REACH = 4
# An answer is borne out by few sentences; the others only share words with it.
_MOST = 2
# Either of these says that the words of the question have to do with the sentence.
_LEAST_TOPIC, _LEAST_SIMILARITY = 0.30, 0.33
_WITHIN = 1.0


@dataclass(frozen=True, slots=True)
class Focus:
    """The places that the last answer speaks of, as (document id, index of the sentence)."""

    places: tuple[tuple[str, int], ...]
    ordinal: int | None = None
    """The item of a list near by that is asked for, from 1, or `LAST`."""


def find_focus(ranked: Sequence[Ranked], ordinal: int | None) -> Focus:
    """Find what an answer was about.

    Args:
        ranked: The candidates for the text of that answer, best first.
        ordinal: As `rag.dialogue.ordinal_asked` gives it.
    """
    best = [item for item in ranked[:_MOST] if ranked[0].score - item.score <= _WITHIN]
    places = (
        (c.document.doc_id, c.reader.index_of(span)) for c in (i.candidate for i in best) for span in c.spans
    )
    return Focus(tuple(dict.fromkeys(places)), ordinal)


def goes_on(ranked: Sequence[Ranked], focus: Focus) -> bool:
    """Whether the best candidate stands where the dialogue is and speaks of what the question's own words mean.

    "And how do I bake bread?" goes on from nothing, whatever was said before.
    """
    best = ranked[0]
    near = _nearness(best.candidate, focus)
    about = best.signals.topic_mean >= _LEAST_TOPIC or best.candidate.own_similarity >= _LEAST_SIMILARITY
    return near >= _ITEM or (near >= _BESIDE and about)


def near_focus(ranked: Sequence[Ranked], focus: Focus) -> list[Ranked]:
    """Order candidates anew, what stands near the focus first."""
    moved = [replace(item, score=item.score + _nearness(item.candidate, focus)) for item in ranked]
    return sorted(moved, key=lambda item: (-item.score, item.candidate.key))


def _nearness(candidate: Candidate, focus: Focus) -> float:
    reader = candidate.reader
    at = [reader.index_of(span) for span in candidate.spans]
    own = [index for doc_id, index in focus.places if doc_id == candidate.document.doc_id]
    if not own:
        return 0.0
    wanted = _items_wanted(reader, own, focus.ordinal)
    if len(at) == 1 and at[0] in wanted:
        return _ITEM
    return max(_closeness(reader, here, there) for here in at for there in own)


def _closeness(reader: Reader, here: int, there: int) -> float:
    if here == there:
        return _SAME
    left, right = reader.sentences[here], reader.sentences[there]
    if left.block == right.block:
        return _BESIDE if abs(here - there) <= _NEAR_SENTENCES else _PARAGRAPH
    if reader.section_of(left) == reader.section_of(right):
        return _BESIDE if abs(here - there) <= 1 else _SECTION
    return 0.0


def _items_wanted(reader: Reader, focus: Sequence[int], ordinal: int | None) -> set[int]:
    """The places of the items that an ordinal means, in the lists that the focus lies in or beside."""
    if ordinal is None:
        return set()
    lists = [series for series in reader.series if _is_beside(reader, series, focus)]
    return {reader.index_of(item.span) for series in lists for item in _item(series, ordinal)}


def _is_beside(reader: Reader, series: Series, focus: Sequence[int]) -> bool:
    places = [reader.index_of(sentence.span) for sentence in series.sentences]
    return any(places[0] - _LIST_REACH <= index <= places[-1] + 1 for index in focus)


def _item(series: Series, ordinal: int) -> list[Sentence]:
    if ordinal == LAST:
        return [series.items[-1]]
    return [series.items[ordinal - 1]] if 0 < ordinal <= len(series.items) else []
