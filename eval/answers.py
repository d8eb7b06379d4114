"""How far answers can be trusted: cases are asked, answers judged, verdicts counted by language.

A verdict is yes or no and belongs to one metric; a metric that does not apply to a case has no verdict. A
case that could not be asked is a record with its reason: it counts in no rate and is never left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from corpus.language import detect_language
from corpus.model import Document, Language
from eval.cases import Case, CaseType, GoldSpan, request_of
from eval.measures import Rate, rate
from eval.metrics.facts import says_fact, says_forbidden
from rag.answer import Answer, AnswerStatus, Citation
from rag.requests import AskRequest

__all__ = [
    "AnswerMetric",
    "AnswersReport",
    "Asker",
    "CaseResult",
    "LanguageSummary",
    "Score",
    "judge_answer",
    "run_cases",
]

Progress = Callable[[str, int, int], None]


class AnswerMetric(StrEnum):
    """What is asked of an answer; in the order of the report."""

    CITATIONS_VALID = "citations_valid"
    """Every quote stands at its offsets; of answers given."""
    PASSAGE_CITED = "passage_cited"
    """A citation overlaps gold or an alternative; of answerable questions."""
    ALL_GOLD_CITED = "all_gold_cited"
    """Every gold span, or what may stand in for it, overlaps a citation; of answerable questions."""
    FACTS_RIGHT = "facts_right"
    """Every fact is in the answer in an accepted spelling, and nothing forbidden; of answerable questions."""
    LANGUAGE_RIGHT = "language_right"
    """The answer is in the question's language; of all questions."""
    UNANSWERABLE_REFUSED = "unanswerable_refused"
    """No answer was given; of unanswerable questions."""
    ANSWERABLE_REFUSED = "answerable_refused"
    """No answer was given, though the documents say it; of answerable questions. Lower is better."""
    PREMISE_HANDLED = "premise_handled"
    """No answer was given, or what is right instead is said; of questions with a false premise."""

    @property
    def good(self) -> bool:
        """The verdict that speaks for the answer."""
        return self is not AnswerMetric.ANSWERABLE_REFUSED


class Asker(Protocol):
    """What can be measured: the engine, or anything that answers alike."""

    def ask(self, request: AskRequest) -> Answer:
        """Answer a question."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case with its answer and verdicts, or with the reason why there are none."""

    case: Case
    answer: Answer | None
    verdicts: Mapping[AnswerMetric, bool]
    failure: str | None = None

    @property
    def missed(self) -> tuple[AnswerMetric, ...]:
        """The metrics whose verdict speaks against the answer."""
        return tuple(metric for metric, verdict in self.verdicts.items() if verdict is not metric.good)


@dataclass(frozen=True, slots=True)
class Score:
    """How often a verdict was yes: `count` of `n`, and the rate with its interval, None where n is 0."""

    metric: AnswerMetric
    count: int
    n: int
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class LanguageSummary:
    """The scores of the questions of one language, by metric."""

    language: Language
    cases: int
    failed: int
    scores: Mapping[AnswerMetric, Score]


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """All results, in the order of the cases, and a summary per language."""

    results: tuple[CaseResult, ...]
    summaries: tuple[LanguageSummary, ...]

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that could not be asked."""
        return tuple(result for result in self.results if result.failure is not None)


def run_cases(
    cases: Sequence[Case],
    asker: Asker,
    documents: Sequence[Document],
    progress: Progress | None = None,
) -> AnswersReport:
    """Ask every case once, judge the answers and count.

    Args:
        cases: Checked cases.
        asker: What is measured.
        documents: Those against which citations are checked, whatever the answer says of them.
        progress: Told how many cases are done.
    """
    texts = {document.doc_id: document.text for document in documents}
    results: list[CaseResult] = []
    for case in cases:
        results.append(_run(case, asker, texts))
        if progress is not None:
            progress("cases", len(results), len(cases))
    return AnswersReport(tuple(results), tuple(_summarise(language, results) for language in Language))


def judge_answer(case: Case, answer: Answer, texts: Mapping[str, str]) -> dict[AnswerMetric, bool]:
    """The verdicts on one answer, of those metrics that apply to its case.

    Args:
        case: What was asked.
        answer: What was answered.
        texts: Canonical text by document.
    """
    refused = answer.status is AnswerStatus.NO_ANSWER
    verdicts: dict[AnswerMetric, bool] = {}
    if not refused:
        verdicts[AnswerMetric.CITATIONS_VALID] = all(_holds(citation, texts) for citation in answer.citations)
    facts_right = all(any(says_fact(answer.text, s) for s in spellings) for spellings in case.facts)
    facts_right = facts_right and not refused and not says_forbidden(case, answer.text, refused=refused)
    if case.type is CaseType.FALSE_PREMISE:
        verdicts[AnswerMetric.PREMISE_HANDLED] = refused or facts_right
    elif case.answerable:
        verdicts[AnswerMetric.PASSAGE_CITED] = any(
            _is_cited(gold, answer) for gold in (*case.gold, *case.gold_alternatives)
        )
        verdicts[AnswerMetric.ALL_GOLD_CITED] = all(_is_covered(gold, case, answer) for gold in case.gold)
        verdicts[AnswerMetric.FACTS_RIGHT] = facts_right
        verdicts[AnswerMetric.ANSWERABLE_REFUSED] = refused
    else:
        verdicts[AnswerMetric.UNANSWERABLE_REFUSED] = refused
    verdicts[AnswerMetric.LANGUAGE_RIGHT] = detect_language(answer.text) is case.language
    return {metric: verdicts[metric] for metric in AnswerMetric if metric in verdicts}


def _run(case: Case, asker: Asker, texts: Mapping[str, str]) -> CaseResult:
    try:
        answer = asker.ask(request_of(case))
        return CaseResult(case, answer, judge_answer(case, answer, texts))
    except Exception as error:  # whatever it is, it is this case's result
        return CaseResult(case, None, {}, f"{type(error).__name__}: {error}")


def _holds(citation: Citation, texts: Mapping[str, str]) -> bool:
    text, span = texts.get(citation.document.doc_id, ""), citation.span
    return 0 <= span.start < span.end <= len(text) and span.of(text) == citation.quote


def _is_cited(gold: GoldSpan, answer: Answer) -> bool:
    return any(c.document.doc_id == gold.doc_id and c.span.overlaps(gold.span) for c in answer.citations)


def _is_covered(gold: GoldSpan, case: Case, answer: Answer) -> bool:
    stand_ins = [other for other in case.gold_alternatives if gold in case.stood_in_for(other)]
    return any(_is_cited(span, answer) for span in (gold, *stand_ins))


def _summarise(language: Language, results: Sequence[CaseResult]) -> LanguageSummary:
    own = [result for result in results if result.case.language is language]
    return LanguageSummary(
        language=language,
        cases=len(own),
        failed=sum(result.failure is not None for result in own),
        scores={metric: _score(metric, own) for metric in AnswerMetric},
    )


def _score(metric: AnswerMetric, results: Sequence[CaseResult]) -> Score:
    verdicts = [result.verdicts[metric] for result in results if metric in result.verdicts]
    count, n = sum(verdicts), len(verdicts)
    return Score(metric, count, n, rate(count, n) if n else None)
