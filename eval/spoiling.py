"""Answers spoilt on purpose, one fault each, of the kinds that mislead.

A fault is put in as a careless or a lying system would: what is not spoilt stays as it was.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import combinations

from eval.cases import Case
from eval.metrics.consistency import cited_places
from eval.metrics.evidence import statements
from eval.metrics.exactness import stated_values
from eval.observed import ObservedAnswer
from rag.names import NameIndex

__all__ = ["Fault", "spoilt"]

_LIST = re.compile(r"(?:[\s、,，;；和与及或/&]|\band\b|\bor\b|\bthe\b|以及|[（(][^（()）]*[)）])*")
_MARKER = re.compile(r"\s*\[\d+\]")


class Fault(StrEnum):
    """What is done to an answer."""

    CITATION_DROPPED = "citation_dropped"
    """The only citation of a claim is taken away."""
    OFFSET_SHIFTED = "offset_shifted"
    """A quote is said to stand one character further on."""
    NUMBER_TENFOLD = "number_tenfold"
    """12.5 becomes 125, 84 becomes 840."""
    NAMES_SWAPPED = "names_swapped"
    """Two names stand in each other's place, in a claim that does more than list them."""
    WRONG_LANGUAGE = "wrong_language"
    """The words of the answer to the same question in the other language, where it cites the same and says as much."""
    UNANSWERABLE_ANSWERED = "unanswerable_answered"
    """The answer to another question in place of a refusal."""


def spoilt(
    fault: Fault,
    case: Case,
    answers: Mapping[str, ObservedAnswer],
    cases: Mapping[str, Case],
    names: NameIndex,
) -> ObservedAnswer | None:
    """The answer to a case with a fault; None where it has nothing that could be spoilt in that way.

    Args:
        fault: Its kind.
        case: What was asked.
        answers: To all cases, by id; some faults take the words of another answer.
        cases: All of them, by id.
        names: Of the documents.
    """
    answer = answers[case.id]
    if fault is Fault.UNANSWERABLE_ANSWERED:
        return _of_another(case, answers, cases) if answer.refused and not case.answerable else None
    if answer.refused:
        return None
    match fault:
        case Fault.CITATION_DROPPED:
            return _without_citation(answer)
        case Fault.OFFSET_SHIFTED:
            return _shifted(answer)
        case Fault.NUMBER_TENFOLD:
            return _reworded(answer, _tenfold)
        case Fault.NAMES_SWAPPED:
            return _reworded(answer, lambda text: _swapped(text, names))
        case Fault.WRONG_LANGUAGE:
            return _of_twin(case, answers, cases)


def _without_citation(answer: ObservedAnswer) -> ObservedAnswer | None:
    for at, claim in enumerate(answer.claims):
        if len(claim.citations) == 1:
            (number,) = claim.citations
            bare = claim.model_copy(update={"citations": ()})
            rest = tuple(bare if place == at else other for place, other in enumerate(answer.claims))
            is_named = any(number in other.citations for other in rest)
            kept = tuple(c for c in answer.citations if c.n != number or is_named)
            return answer.model_copy(update={"claims": rest, "citations": kept})
    return None


def _shifted(answer: ObservedAnswer) -> ObservedAnswer | None:
    if not answer.citations:
        return None
    first, *rest = answer.citations
    moved = first.model_copy(update={"char_start": first.char_start + 1, "char_end": first.char_end + 1})
    return answer.model_copy(update={"citations": (moved, *rest)})


def _reworded(answer: ObservedAnswer, reword: Callable[[str], str | None]) -> ObservedAnswer | None:
    """The answer with one claim in other words, the first that can be reworded and is cited."""
    for at, claim in enumerate(answer.claims):
        if not claim.citations:
            continue
        told = answer.answer[claim.start : claim.end]
        lead = max(told.find(":"), told.find("：")) + 1  # who says it is left alone
        body = _MARKER.split(told[lead:])[0]
        if (words := reword(body)) is not None:
            return _with_words(answer, at, claim.start + lead, claim.start + lead + len(body), words)
    return None


def _with_words(answer: ObservedAnswer, at: int, start: int, end: int, words: str) -> ObservedAnswer:
    by = len(words) - (end - start)
    claims = tuple(
        claim.model_copy(
            update={
                "start": claim.start + by if place > at else claim.start,
                "end": claim.end + by if place >= at else claim.end,
            }
        )
        for place, claim in enumerate(answer.claims)
    )
    return answer.model_copy(
        update={"answer": answer.answer[:start] + words + answer.answer[end:], "claims": claims}
    )


def _tenfold(text: str) -> str | None:
    for value in stated_values(text):
        written = text[value.start : value.end]
        digits = re.search(r"\d+(?:\.\d+)?", written)
        if digits is None or value.is_word:
            continue
        bare = digits[0].replace(".", "") if "." in digits[0] else digits[0] + "0"
        at = value.start + digits.start()
        return text[:at] + bare + text[at + len(digits[0]) :]
    return None


def _swapped(text: str, names: NameIndex) -> str | None:
    places: list[tuple[int, int, str]] = []
    for written in sorted({name.written for name in names.find(text)}, key=lambda name: (-len(name), name)):
        for match in re.finditer(rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])", text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in places):
                places.append((match.start(), match.end(), written))
    for (a, b, one), (c, d, other) in combinations(sorted(places), 2):
        if one != other and not _LIST.fullmatch(text[b:c]):
            return text[:a] + other + text[b:c] + one + text[d:]
    return None


def _of_twin(
    case: Case, answers: Mapping[str, ObservedAnswer], cases: Mapping[str, Case]
) -> ObservedAnswer | None:
    for other_id, other in answers.items():
        twin = cases[other_id]
        is_same = twin.pair == case.pair and _says_as_much(other, answers[case.id])
        if is_same and twin.language is not case.language:
            # Its passages stay: what was found has nothing to do with the language of the answer.
            return other.model_copy(update={"passages": answers[case.id].passages})
    return None


def _says_as_much(one: ObservedAnswer, other: ObservedAnswer) -> bool:
    """Whether two answers cite the same characters, each with as many statements that name as many citations."""
    said = [[len(statement.citations) for statement in statements(answer)] for answer in (one, other)]
    return cited_places(one) == cited_places(other) and said[0] == said[1]


def _of_another(
    case: Case, answers: Mapping[str, ObservedAnswer], cases: Mapping[str, Case]
) -> ObservedAnswer | None:
    for other_id, other in answers.items():
        asked = cases[other_id]
        if asked.language is case.language and asked.answerable and not other.refused:
            return other.model_copy(update={"passages": answers[case.id].passages})
    return None
