"""Answers spoilt on purpose, one fault each, of the kinds that mislead.

A fault is put in as a careless or a lying system would: what is not spoilt stays as it was.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from corpus.model import Span
from eval.cases import Case
from eval.metrics.consistency import cited_places
from eval.metrics.evidence import SourceText, statements
from eval.observed import ObservedAnswer, ObservedClaim
from eval.rewording import (
    kind_turned,
    mode_turned,
    name_of_elsewhere,
    name_of_nowhere,
    names_swapped,
    source_renamed,
    tenfold,
)
from rag.names import NameIndex

__all__ = ["Fault", "spoilt"]

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
    NAME_OF_NOWHERE = "name_of_nowhere"
    """A person, place or body has become one that the documents do not hold."""
    NAME_OF_ELSEWHERE = "name_of_elsewhere"
    """A person, place or body has become another of the documents that the cited quotes do not hold."""
    SOURCE_RENAMED = "source_renamed"
    """The words before a claim that say who says it name another outlet."""
    SOURCE_KIND_TURNED = "source_kind_turned"
    """They name another kind of source: an official report for a commentary."""
    MODE_TURNED = "mode_turned"
    """What will be is told as what was, or may be."""
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
    sources: Mapping[str, SourceText],
) -> ObservedAnswer | None:
    """The answer to a case with a fault; None where it has nothing that could be spoilt in that way.

    Args:
        fault: Its kind.
        case: What was asked.
        answers: To all cases, by id; some faults take the words of another answer.
        cases: All of them, by id.
        names: Of the documents.
        sources: The documents by id.
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
            return _reworded(answer, lambda body, _: tenfold(body))
        case Fault.NAMES_SWAPPED:
            return _reworded(answer, lambda body, _: names_swapped(body, names))
        case Fault.NAME_OF_NOWHERE:
            return _reworded(answer, lambda body, _: name_of_nowhere(body, names))
        case Fault.NAME_OF_ELSEWHERE:
            return _reworded(
                answer,
                lambda body, claim: name_of_elsewhere(body, names, _cited_words(answer, claim, sources)),
            )
        case Fault.SOURCE_RENAMED:
            return _with_lead(
                answer,
                lambda lead, claim: source_renamed(
                    lead, _cited_words(answer, claim, sources), case.forbidden
                ),
            )
        case Fault.SOURCE_KIND_TURNED:
            return _with_lead(answer, lambda lead, _: kind_turned(lead))
        case Fault.MODE_TURNED:
            return _reworded(answer, lambda body, _: mode_turned(body))
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


_Reword = Callable[[str, ObservedClaim], str | None]
"""Gives other words for a part of a claim, or None where it has nothing to spoil."""


def _reworded(answer: ObservedAnswer, reword: _Reword) -> ObservedAnswer | None:
    """The answer with one claim in other words, the first that can be reworded and is cited; who says it is left."""
    for at, claim, lead, body in _cited_claims(answer):
        if (words := reword(body, claim)) is not None:
            start = claim.start + len(lead)
            return _with_words(answer, at, start, start + len(body), words)
    return None


def _with_lead(answer: ObservedAnswer, reword: _Reword) -> ObservedAnswer | None:
    """The answer with other words before one claim, the first that has such words and is cited."""
    for at, claim, lead, _ in _cited_claims(answer):
        if lead and (words := reword(lead, claim)) is not None:
            return _with_words(answer, at, claim.start, claim.start + len(lead), words)
    return None


def _cited_claims(answer: ObservedAnswer) -> Iterator[tuple[int, ObservedClaim, str, str]]:
    """Each claim that cites something: its place, itself, its words up to a colon, and those behind it."""
    for at, claim in enumerate(answer.claims):
        if claim.citations:
            told = answer.answer[claim.start : claim.end]
            lead = max(told.find(":"), told.find("：")) + 1
            yield at, claim, told[:lead], _MARKER.split(told[lead:])[0]


def _cited_words(answer: ObservedAnswer, claim: ObservedClaim, sources: Mapping[str, SourceText]) -> str:
    """What the quotes of a claim say, in both languages, and what is known of their documents."""
    cited = [citation for citation in answer.citations if citation.n in claim.citations]
    known = [(citation, sources[citation.doc_id]) for citation in cited if citation.doc_id in sources]
    return " | ".join(
        part
        for citation, source in known
        for part in (
            citation.quote,
            source.rendering(Span(citation.char_start, citation.char_end)) or "",
            source.about,
        )
    )


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
