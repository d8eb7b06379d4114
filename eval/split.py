"""Which cases belong together, and that two sets have nothing in common: `dev` may be tuned on, `test` may not.

Cases belong together if they rest on a common character of a document. A whole paragraph goes to one side, both
languages of every pair with it, so that what answers a test case stands beside nothing that was tuned on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.case_files import question_key
from eval.cases import Case, GoldSpan

__all__ = ["Overlap", "gold_groups", "overlaps_of"]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two cases of different sets that have something in common: ids, and `gold`, `paragraph`, `question` or `pair`."""

    first: str
    second: str
    what: str


def gold_groups(cases: Iterable[Case]) -> dict[str, str]:
    """The group of each case by its id; a group's name is the first of its pairs in the order of the alphabet.

    Both languages of a pair are in one group, and so are pairs whose gold shares a character, directly or through
    others. What nearly answers counts as gold does; a pair with neither is a group of its own.

    Args:
        cases: Of each group all that there are; more cases can join groups.
    """
    known = list(cases)
    parent = {case.pair: case.pair for case in known}
    spans = sorted(
        {
            (gold.doc_id, gold.start, gold.end, case.pair)
            for case in known
            for gold in (*case.gold, *case.near)
        }
    )
    document, reached, holder = "", 0, ""
    for doc_id, start, end, pair in spans:
        if doc_id == document and start < reached:
            one, other = _root(parent, holder), _root(parent, pair)
            parent[max(one, other)] = min(one, other)
        if doc_id != document or end > reached:
            document, reached, holder = doc_id, end, pair
    return {case.id: _root(parent, case.pair) for case in known}


def overlaps_of(
    first: Sequence[Case], second: Sequence[Case], texts: Mapping[str, str] | None = None
) -> Iterator[Overlap]:
    """What two sets have in common: a pair, a question in the same words, characters that answer, or a paragraph.

    What may stand in for gold, or nearly answers, counts as gold does; a paragraph is shared if each set has any
    of these in it.

    Args:
        first: One set.
        second: The other.
        texts: Canonical text by document; a paragraph is a line of it. Without it only characters are compared.
    """
    pairs = {case.pair: case.id for case in first}
    questions = {question_key(case): case.id for case in first}
    held: dict[tuple[str, int], str] = {}
    for case in first:
        for paragraph in _paragraphs(case, texts or {}):
            held.setdefault(paragraph, case.id)
    for case in second:
        if case.pair in pairs:
            yield Overlap(pairs[case.pair], case.id, "pair")
        elif (known := questions.get(question_key(case))) is not None:
            yield Overlap(known, case.id, "question")
        sharing = (
            o.id for o in first if any(_share(one, two) for one in _answers(o) for two in _answers(case))
        )
        if (other := next(sharing, None)) is not None:
            yield Overlap(other, case.id, "gold")
        elif shared := [held[paragraph] for paragraph in _paragraphs(case, texts or {}) if paragraph in held]:
            yield Overlap(shared[0], case.id, "paragraph")


def _paragraphs(case: Case, texts: Mapping[str, str]) -> list[tuple[str, int]]:
    """The paragraphs that a case rests on: document and number of the line."""
    return [
        (gold.doc_id, line)
        for gold in _answers(case)
        if (text := texts.get(gold.doc_id)) is not None
        for line in range(text.count("\n", 0, gold.start), text.count("\n", 0, gold.end) + 1)
    ]


def _answers(case: Case) -> tuple[GoldSpan, ...]:
    return (*case.gold, *case.gold_alternatives, *case.near)


def _share(one: GoldSpan, other: GoldSpan) -> bool:
    return one.doc_id == other.doc_id and one.start < other.end and other.start < one.end


def _root(parent: Mapping[str, str], name: str) -> str:
    while parent[name] != name:
        name = parent[name]
    return name
