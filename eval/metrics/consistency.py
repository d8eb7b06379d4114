"""Whether the same is answered from both wordings of a question, and each time that it is asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from eval.cases import Case
from eval.metrics.catalogue import M
from eval.metrics.facts import facts_found
from eval.observed import ObservedAnswer

__all__ = ["cited_places", "parity_scores", "stability_scores"]


def parity_scores(cases: Sequence[Case], answers: Mapping[str, ObservedAnswer]) -> dict[str, float]:
    """By pair, 1 if the same facts are found from all its wordings.

    Args:
        cases: Any; pairs whose facts are none, of which fewer than two wordings were answered, or from none of whose
            wordings any fact is found, are left out: two empty answers agree in nothing.
        answers: What was seen, by case id; without those that could not be asked.
    """
    members: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.facts and case.id in answers:
            members[case.pair].append(case)
    found = {
        pair: {facts_found(case, answers[case.id]) for case in wordings}
        for pair, wordings in members.items()
        if len(wordings) > 1
    }
    return {pair: float(len(facts) == 1) for pair, facts in found.items() if any(map(any, facts))}


def cited_places(answer: ObservedAnswer) -> frozenset[tuple[str, int, int]]:
    """The characters that an answer cites: document, start and end of each citation."""
    return frozenset((c.doc_id, c.char_start, c.char_end) for c in answer.citations)


def stability_scores(answers: Sequence[ObservedAnswer]) -> dict[str, float]:
    """`answer_stable` and `citations_stable` of the answers to one question, in the order they were given.

    Returns:
        1 if all have the same status and the same words to the byte, and if all cite the same characters;
        nothing for fewer than two answers.
    """
    if len(answers) < 2:
        return {}
    return {
        M.ANSWER_STABLE: float(len({(answer.status, answer.answer) for answer in answers}) == 1),
        M.CITATIONS_STABLE: float(len({cited_places(answer) for answer in answers}) == 1),
    }
