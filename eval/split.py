"""Which cases belong together, and that two sets have nothing in common: `dev` may be tuned on, `test` may not.

Cases belong together if they rest on a common character of a document. A whole group goes to one side, both languages
of every pair with it, so that no sentence that answers a test case answers one that was tuned on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.case_files import question_key
from eval.cases import Case, GoldSpan

__all__ = ["Overlap", "gold_groups", "overlaps_of"]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two cases of different sets that have something in common: ids, and `gold`, `question` or `pair`."""

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


def overlaps_of(first: Sequence[Case], second: Sequence[Case]) -> Iterator[Overlap]:
    """What two sets have in common: a pair, a question in the same words, or characters that answer.

    What may stand in for gold, or nearly answers, counts as gold does.
    """
    pairs = {case.pair: case.id for case in first}
    questions = {question_key(case): case.id for case in first}
    for case in second:
        if case.pair in pairs:
            yield Overlap(pairs[case.pair], case.id, "pair")
        elif (known := questions.get(question_key(case))) is not None:
            yield Overlap(known, case.id, "question")
        for other in first:
            if any(_share(one, two) for one in _answers(other) for two in _answers(case)):
                yield Overlap(other.id, case.id, "gold")
                break


def _answers(case: Case) -> tuple[GoldSpan, ...]:
    return (*case.gold, *case.gold_alternatives, *case.near)


def _share(one: GoldSpan, other: GoldSpan) -> bool:
    return one.doc_id == other.doc_id and one.start < other.end and other.start < one.end


def _root(parent: Mapping[str, str], name: str) -> str:
    while parent[name] != name:
        name = parent[name]
    return name
