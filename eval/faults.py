"""Whether the figures see what they should: every answer of a run is spoilt in every way, and the scores compared.

Each fault must make its own figure worse, and may move only those that it has to do with.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Language
from eval.measures import Rate, rate
from eval.metrics.attribution import SupportJudge, attribute
from eval.metrics.catalogue import METRICS, M
from eval.metrics.evidence import SourceText
from eval.spoiling import Fault, spoilt
from eval.summarise import score_answer
from eval.summary import Better, CaseOutcome
from eval.tables import aligned_table
from rag.names import NameIndex

__all__ = [
    "ALLOWED",
    "COMES_OR_GOES",
    "EITHER_WAY",
    "EXPECTED",
    "FaultSeen",
    "faults_table",
    "measure_faults",
]

_SUPPORT = frozenset({M.CITATION_RECALL, M.CITATION_PRECISION})
_FACTS = frozenset({M.FACT_CORRECTNESS, M.FACTS_RIGHT})

EXPECTED: Mapping[Fault, M] = {
    Fault.CITATION_DROPPED: M.CITATION_RECALL,
    Fault.OFFSET_SHIFTED: M.CITATIONS_VALID,
    Fault.NUMBER_TENFOLD: M.NUMBERS_EXACT,
    Fault.NAMES_SWAPPED: M.CITATION_RECALL,
    Fault.NAME_OF_NOWHERE: M.CITATION_RECALL,
    Fault.NAME_OF_ELSEWHERE: M.CITATION_RECALL,
    Fault.SOURCE_RENAMED: M.CITATION_RECALL,
    Fault.SOURCE_KIND_TURNED: M.CITATION_RECALL,
    Fault.MODE_TURNED: M.CITATION_RECALL,
    Fault.WRONG_LANGUAGE: M.LANGUAGE_RIGHT,
    Fault.UNANSWERABLE_ANSWERED: M.REFUSAL_RECALL,
}
"""The figure that must get worse."""

ALLOWED: Mapping[Fault, frozenset[M]] = {
    # What was cited is not cited any more.
    Fault.CITATION_DROPPED: _SUPPORT | {M.PASSAGE_CITED, M.ALL_GOLD_CITED},
    # What does not stand where it is said to bears nothing out.
    Fault.OFFSET_SHIFTED: _SUPPORT | {M.CITATIONS_VALID},
    # A fact may be that very number, no quote says it, and a word is another.
    Fault.NUMBER_TENFOLD: _SUPPORT | _FACTS | {M.PREMISE_HANDLED, M.NUMBERS_EXACT, M.ANSWER_F1},
    # A fact may be several words with a name among them; words are compared in any order, but two may be joined.
    Fault.NAMES_SWAPPED: _SUPPORT | _FACTS | {M.ANSWER_F1},
    # A fact may be that very name, or who says it; a word is another.
    Fault.NAME_OF_NOWHERE: _SUPPORT | _FACTS | {M.PREMISE_HANDLED, M.ANSWER_F1},
    Fault.NAME_OF_ELSEWHERE: _SUPPORT | _FACTS | {M.PREMISE_HANDLED, M.ANSWER_F1},
    Fault.SOURCE_RENAMED: _SUPPORT | _FACTS | {M.PREMISE_HANDLED, M.ANSWER_F1},
    Fault.SOURCE_KIND_TURNED: _SUPPORT | _FACTS | {M.PREMISE_HANDLED, M.ANSWER_F1},
    # A word is another.
    Fault.MODE_TURNED: _SUPPORT | _FACTS | {M.ANSWER_F1},
    # The overlap is counted in the question's language; facts are spelt in both.
    Fault.WRONG_LANGUAGE: frozenset({M.LANGUAGE_RIGHT, M.ANSWER_F1}),
    Fault.UNANSWERABLE_ANSWERED: frozenset({M.REFUSAL_RECALL}),
}
"""The figures that may get worse, and why; none may get better."""

EITHER_WAY: Mapping[Fault, frozenset[M]] = {
    fault: frozenset({M.ANSWER_F1})
    for fault in (
        Fault.NAME_OF_NOWHERE,
        Fault.NAME_OF_ELSEWHERE,
        Fault.SOURCE_RENAMED,
        Fault.SOURCE_KIND_TURNED,
        Fault.MODE_TURNED,
    )
}
"""The figures that may get better too: a shorter word in another's place leaves less that no gold quote says."""

COMES_OR_GOES: Mapping[Fault, frozenset[M]] = {
    # What is not cited has no numbers to be held against its quote.
    Fault.CITATION_DROPPED: frozenset({M.CITATIONS_VALID, M.NUMBERS_EXACT}),
    Fault.OFFSET_SHIFTED: frozenset({M.NUMBERS_EXACT}),
    # An answer is judged by more than a refusal is.
    Fault.UNANSWERABLE_ANSWERED: _SUPPORT | {M.REFUSAL_PRECISION, M.CITATIONS_VALID, M.NUMBERS_EXACT},
}
"""The figures that an answer may have with the fault only, or without it only."""


@dataclass(frozen=True, slots=True)
class FaultSeen:
    """What became of one kind of fault in the answers to the questions of one language.

    Attributes:
        fault: Its kind.
        language: Of the questions.
        seen: How often the figure got worse that must.
        alone: How often nothing moved that has nothing to do with it.
        unseen: The cases in which it was not seen.
        strayed: What moved besides, by case.
    """

    fault: Fault
    language: Language
    seen: Rate
    alone: Rate
    unseen: tuple[str, ...]
    strayed: Mapping[str, tuple[str, ...]]


def measure_faults(
    outcomes: Sequence[CaseOutcome],
    sources: Mapping[str, SourceText],
    judge: SupportJudge,
    names: NameIndex,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[FaultSeen]:
    """Put every fault into every answer that has what it spoils, and see which scores change.

    An answer counts for a fault only where the figure that must get worse can: a claim that was not borne out before
    is not borne out after either.

    Args:
        outcomes: Of a run.
        sources: Documents by id.
        judge: Decides on support.
        names: Of the documents.
        progress: Told how many answers are done.

    Returns:
        By fault and language; those that no answer could be given are left out.
    """
    answers = {o.case.id: o.observations[0].seen for o in outcomes}
    given = {case_id: answer for case_id, answer in answers.items() if answer is not None}
    cases = {o.case.id: o.case for o in outcomes}
    changes: dict[tuple[Fault, Language], dict[str, dict[M, float | None]]] = {}
    for done, case in enumerate((cases[case_id] for case_id in given), start=1):
        before = score_answer(case, given[case.id], sources, attribute(given[case.id], sources, judge))
        for fault, must in EXPECTED.items():
            bad = spoilt(fault, case, given, cases, names, sources)
            if bad is None or before.get(must, 0.0) < 1:
                continue
            after = score_answer(case, bad, sources, attribute(bad, sources, judge))
            changes.setdefault((fault, case.language), {})[case.id] = _moved(before, after)
        if progress is not None:
            progress("spoil", done, len(given))
    return [
        _seen(*key, changes[key]) for key in sorted(changes, key=lambda k: (list(Fault).index(k[0]), k[1]))
    ]


def _moved(before: Mapping[str, float], after: Mapping[str, float]) -> dict[M, float | None]:
    """By how much each score changed for the worse; None where it came or went."""
    moved: dict[M, float | None] = {}
    for metric in M:
        one, other = before.get(metric), after.get(metric)
        if one is None or other is None:
            if one is not other:
                moved[metric] = None
        elif one != other:
            moved[metric] = one - other if METRICS[metric].better is Better.HIGHER else other - one
    return moved


def _may_move(fault: Fault, metric: M, by: float | None) -> bool:
    if by is None:
        return metric in COMES_OR_GOES.get(fault, frozenset())
    return metric in ALLOWED[fault] and (by > 0 or metric in EITHER_WAY.get(fault, frozenset()))


def _seen(fault: Fault, language: Language, changes: Mapping[str, Mapping[M, float | None]]) -> FaultSeen:
    unseen = tuple(i for i, moved in changes.items() if not (moved.get(EXPECTED[fault]) or 0) > 0)
    strayed = {
        case_id: stray
        for case_id, moved in changes.items()
        if (stray := tuple(m.value for m, by in moved.items() if not _may_move(fault, m, by)))
    }
    n = len(changes)
    return FaultSeen(fault, language, rate(n - len(unseen), n), rate(n - len(strayed), n), unseen, strayed)


def faults_table(found: Sequence[FaultSeen]) -> str:
    """As a Markdown table: of how many faults each kind was seen, and how often nothing else moved."""
    head = ("fault", "questions", "must get worse", "seen", "nothing else moved")
    rows = [
        head,
        *(
            (f.fault.value, f.language.value, EXPECTED[f.fault].value, _share(f.seen), _share(f.alone))
            for f in found
        ),
    ]
    return "\n".join(aligned_table(rows)) + "\n"


def _share(found: Rate) -> str:
    count = round(found.value * found.n)
    return f"{count}/{found.n} = {found.value:.1%} [{found.low * 100:.1f}, {found.high * 100:.1f}]"
