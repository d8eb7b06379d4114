"""Choosing what to say: one sentence for a fact, all items of a list, each document's word for a comparison."""

from collections.abc import Sequence
from itertools import chain, groupby, zip_longest

from corpus.model import SourceKind
from rag.candidates import Candidate
from rag.differences import gives_another_figure
from rag.question import Question
from rag.question_kinds import Shape
from rag.ranking import Ranked

__all__ = ["MAX_SENTENCES", "overlap", "saying_otherwise", "select", "select_sides"]

MAX_SENTENCES = 3
"""The most single sentences that one answer takes from one ranking; a list counts as one."""

# Scores are logits. A runner-up this close cannot be told from the winner, and is said too; a third must be
# closer still.
_CLOSE = (0.0, 2.2, 1.8)
# Where the best sentence meets the question this well, a runner-up must be nearly as like it.
_SURE, _ALIKE = 0.55, 0.80
# A question for two figures is often answered by two sentences.
_CLOSE_FOR_SEVERAL = (0.0, 2.5, 1.2)
# A comparison wants what each document has to say, and its words seldom say which sentence that is.
_CLOSE_IN_DOCUMENT = (0.0, 2.5, 2.0)

# Where two sentences are about as good, the more reliable kind of source speaks first.
_TIE = 0.3
_STEADINESS = {
    SourceKind.OFFICIAL: 0,
    SourceKind.THINK_TANK: 1,
    SourceKind.PRESS: 2,
    SourceKind.UNKNOWN: 3,
    SourceKind.COMMENTARY: 4,
}
# A document that hardly speaks of the matter is left out of a comparison.
_FAR = 7.0


def select(question: Question, ranked: list[Ranked], *, compares: bool) -> list[Candidate]:
    """Choose the candidates that the answer says, in the order in which it says them.

    Args:
        question: The question as read.
        ranked: Candidates that may be used, best first; not empty.
        compares: Whether each document is to speak for itself.
    """
    if compares:
        return _by_document(ranked)
    several = question.wanted_count is not None and question.shape is not Shape.LIST
    close = _CLOSE_FOR_SEVERAL if several else _CLOSE
    settled = _settle_tie(ranked)
    if question.shape is Shape.FACT and not several:
        settled = [item for item in settled if not _much_less_alike(item, settled[0])]
    return [item.candidate for item in _near_best(settled, limit=_limit(question), close=close)]


def select_sides(sides: Sequence[Sequence[Ranked]], together: Sequence[Ranked] = ()) -> list[Candidate]:
    """The best of each document on what it is asked for, in the order of the sides; nothing twice.

    Args:
        sides: What was found in each document, the best first.
        together: What was found for the question as a whole, if it asks all documents the same: the matter alone and
            the question that it stands in may each miss what the other finds.
    """
    best = max((side[0].score for side in sides if side), default=0.0)
    chosen: list[Candidate] = []
    for side in sides:
        if not side or best - side[0].score > _FAR:
            continue
        document = side[0].candidate.document
        whole = [item for item in together if item.candidate.document.doc_id == document.doc_id]
        near = [
            _near_best(list(items), limit=3, close=_CLOSE_IN_DOCUMENT) for items in (side, whole) if items
        ]
        for item in chain(*zip_longest(*near)):
            if item is not None and not any(overlap(item.candidate, other) for other in chosen):
                chosen.append(item.candidate)
    return chosen


def saying_otherwise(chosen: list[Candidate], ranked: list[Ranked]) -> list[Candidate]:
    """Of each other document the sentence that gives another figure for the same, to be set beside what is said.

    Args:
        chosen: What the answer says, the best first; not empty.
        ranked: All candidates, best first.
    """
    seen = {candidate.document.doc_id for candidate in chosen}
    found: list[Candidate] = []
    for item in ranked:
        candidate = item.candidate
        near = ranked[0].score - item.score <= _FAR
        if near and candidate.document.doc_id not in seen and _differs(chosen[0], candidate):
            seen.add(candidate.document.doc_id)
            found.append(candidate)
    return found[: MAX_SENTENCES - 1]


def _differs(said: Candidate, other: Candidate) -> bool:
    return gives_another_figure(said.reader, said.spans[0], other.reader, other.spans[0], said.language)


def _limit(question: Question) -> int:
    return 2 if question.shape in (Shape.FOOTNOTE, Shape.SOURCE) else MAX_SENTENCES


def _settle_tie(ranked: list[Ranked]) -> list[Ranked]:
    tied = [item for item in ranked if ranked[0].score - item.score < _TIE]
    rest = ranked[len(tied) :]
    return sorted(tied, key=lambda item: (_steadiness(item), -item.score, item.candidate.key)) + rest


def _steadiness(item: Ranked) -> int:
    return _STEADINESS[item.candidate.document.passport.kind]


def _near_best(ranked: list[Ranked], *, limit: int, close: tuple[float, ...] = _CLOSE) -> list[Ranked]:
    """The best, and those that cannot be told from it; nothing twice."""
    best = max(item.score for item in ranked[:1])
    chosen: list[Ranked] = []
    for item in ranked:
        if len(chosen) == limit or (chosen and best - item.score > close[len(chosen)]):
            break
        if not any(overlap(item.candidate, other.candidate) for other in chosen):
            chosen.append(item)
    return chosen


def _much_less_alike(item: Ranked, best: Ranked) -> bool:
    """Whether a runner-up owes its score to shared words and names rather than to what it says."""
    similarity = best.signals.sentence_similarity
    return similarity >= _SURE and item.signals.sentence_similarity < _ALIKE * similarity


def overlap(left: Candidate, right: Candidate) -> bool:
    """Whether two candidates share characters of a document."""
    same = left.document.doc_id == right.document.doc_id
    return same and any(a.overlaps(b) for a in left.spans for b in right.spans)


def _by_document(ranked: list[Ranked]) -> list[Candidate]:
    """The best of each document, the better document first."""
    order: dict[str, int] = {}
    for item in ranked:
        order.setdefault(item.candidate.document.doc_id, len(order))
    by_document = sorted(ranked, key=lambda item: (order[item.candidate.document.doc_id], -item.score))
    chosen: list[Candidate] = []
    for _, group in groupby(by_document, key=lambda item: item.candidate.document.doc_id):
        items = list(group)
        if ranked[0].score - items[0].score <= _FAR:
            chosen += [item.candidate for item in _near_best(items, limit=3, close=_CLOSE_IN_DOCUMENT)]
    return chosen
