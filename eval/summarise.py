"""From what was asked and what was seen to figures: every case is scored, then all of them by slice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus.model import Language
from eval.case_files import MalformedCase
from eval.cases import Case, CaseType
from eval.metrics.attribution import Attribution, SupportJudge, attribute, attribution_scores
from eval.metrics.catalogue import METRICS, M, Reading
from eval.metrics.citations import citation_scores, is_on_gold
from eval.metrics.consistency import parity_scores, stability_scores
from eval.metrics.evidence import SourceText, holds
from eval.metrics.exactness import exactness_scores
from eval.metrics.facts import fact_scores
from eval.metrics.language import language_scores
from eval.metrics.overlap import overlap_scores
from eval.metrics.passages import passage_scores
from eval.metrics.refusal import refusal_scores
from eval.metrics.timing import memory_figure, timing_figures
from eval.observed import Observation, ObservedAnswer
from eval.statistics import FEWEST_CLUSTERS, Clustering, cluster_cases, mean_of, rate_of
from eval.summary import CaseOutcome, CitationVerdict, Figure, RunSummary, Slice

__all__ = ["applies_to_slice", "in_slice", "metric_values", "score_answer", "slice_keys", "summarise"]


def summarise(
    name: str,
    cases: Sequence[Case],
    observations: Mapping[str, Sequence[Observation]],
    sources: Mapping[str, SourceText],
    judge: SupportJudge,
    *,
    configuration: Mapping[str, str] | None = None,
    hashes: Mapping[str, str] | None = None,
    judge_accuracy: Mapping[str, str] | None = None,
    peak_memory_mib: float | None = None,
    malformed: Sequence[MalformedCase] = (),
) -> RunSummary:
    """Score a run.

    A case whose first asking failed is a record with its reason: it has no scores and counts in no figure.

    Args:
        name: Of the system that was measured.
        cases: What was asked, in the order of the report.
        observations: By case id, one for each asking, the first first; at least one.
        sources: Documents by id, against which citations are checked, whatever an answer says of them.
        judge: Decides whether citations support claims.
        configuration: What decided the answers, by name.
        hashes: SHA-256 by name.
        judge_accuracy: How often the judge is right, by set.
        peak_memory_mib: The most resident memory of what answered, if that was seen.
        malformed: Lines of the question set that could not be asked; they count in no figure.

    Returns:
        Figures of metrics that apply to no case of a slice are there with n = 0 where another slice has them,
        and nowhere if none has.

    Raises:
        ValueError: If there are no cases, or a case was not asked.
    """
    if not cases or any(not observations.get(case.id) for case in cases):
        raise ValueError("every case, of one or more, needs an observation")
    asked = {case.id: tuple(observations[case.id]) for case in cases}
    answers = {case_id: first.seen for case_id, (first, *_) in asked.items() if first.seen is not None}
    passages, parity = passage_scores(cases, answers), parity_scores(cases, answers)
    outcomes = []
    for case in cases:
        answer = answers.get(case.id)
        if answer is None:
            outcomes.append(CaseOutcome(case, asked[case.id], {}, ()))
            continue
        attribution = attribute(answer, sources, judge)
        scores = score_answer(case, answer, sources, attribution) | passages.get(case.id, {})
        scores |= stability_scores([again.seen for again in asked[case.id] if again.seen is not None])
        if case.pair in parity:
            scores[M.PARITY] = parity[case.pair]
        verdicts = _verdicts(case, answer, sources, attribution)
        outcomes.append(CaseOutcome(case, asked[case.id], _in_order(scores), verdicts))
    return RunSummary(
        name=name,
        configuration=dict(configuration or {}),
        hashes=dict(hashes or {}),
        judge=dict(judge_accuracy or {}),
        slices=tuple(_slices(outcomes, cluster_cases(cases), peak_memory_mib)),
        outcomes=tuple(outcomes),
        malformed=tuple(malformed),
    )


def metric_values(outcomes: Iterable[CaseOutcome], metric: M) -> dict[str, float]:
    """The scores of a metric by case id; one that a pair shares stands under the pair's first case only."""
    values: dict[str, float] = {}
    pairs: set[str] = set()
    for outcome in outcomes:
        if metric not in outcome.scores or (METRICS[metric].per_pair and outcome.case.pair in pairs):
            continue
        pairs.add(outcome.case.pair)
        values[outcome.case.id] = outcome.scores[metric]
    return values


def applies_to_slice(metric: M, language: str | None) -> bool:
    """Whether a metric has a figure in a slice; what a pair shares has none in one language alone."""
    return language is None or not METRICS[metric].per_pair


def slice_keys(outcomes: Iterable[CaseOutcome]) -> list[tuple[str | None, str | None]]:
    """Language and type of each slice: all, then by language, then by type, then both; those with cases only."""
    present = {(outcome.case.language, outcome.case.type) for outcome in outcomes}
    languages = [language for language in Language if any(language is found for found, _ in present)]
    types = [case_type for case_type in CaseType if any(case_type is found for _, found in present)]
    both = [(language, kind) for kind in types for language in languages if (language, kind) in present]
    keys = [(None, None), *((lang, None) for lang in languages), *((None, kind) for kind in types), *both]
    return [(lang and lang.value, kind and kind.value) for lang, kind in keys]


def in_slice(outcome: CaseOutcome, language: str | None, case_type: str | None) -> bool:
    """Whether a case belongs to a slice."""
    case = outcome.case
    return language in (None, case.language.value) and case_type in (None, case.type.value)


def score_answer(
    case: Case, answer: ObservedAnswer, sources: Mapping[str, SourceText], attribution: Attribution
) -> dict[str, float]:
    """The scores of one answer by itself: without retrieval, and without what compares it with other answers."""
    return {
        **citation_scores(case, answer, sources),
        **attribution_scores(answer, attribution),
        **fact_scores(case, answer),
        **overlap_scores(case, answer, sources),
        **exactness_scores(answer, sources),
        **language_scores(case, answer),
        **refusal_scores(case, answer),
    }


def _in_order(scores: Mapping[str, float]) -> dict[str, float]:
    return {metric.value: scores[metric] for metric in M if metric in scores}


def _verdicts(
    case: Case, answer: ObservedAnswer, sources: Mapping[str, SourceText], attribution: Attribution
) -> tuple[CitationVerdict, ...]:
    return tuple(
        CitationVerdict(
            n=citation.n,
            holds=holds(citation, sources),
            on_gold=is_on_gold(citation, case),
            needed=attribution.by_number.get(citation.n),
        )
        for citation in answer.citations
    )


def _slices(
    outcomes: Sequence[CaseOutcome], clustering: Clustering, peak_memory_mib: float | None
) -> Iterator[Slice]:
    measured = [metric for metric in M if any(metric in outcome.scores for outcome in outcomes)]
    for language, case_type in slice_keys(outcomes):
        own = [outcome for outcome in outcomes if in_slice(outcome, language, case_type)]
        figures = [_figure(m, own, clustering) for m in measured if applies_to_slice(m, language)]
        figures += timing_figures([outcome.observations[0] for outcome in own])
        if peak_memory_mib is not None and language is None and case_type is None:
            figures.append(memory_figure(peak_memory_mib))
        yield Slice(language, case_type, len(own), tuple(figures))


def _figure(metric: M, outcomes: Sequence[CaseOutcome], clustering: Clustering) -> Figure:
    about, values = METRICS[metric], metric_values(outcomes, metric)
    is_rate = about.reading is Reading.RATE
    method = f"{'wilson' if is_rate else 'bca_bootstrap'}_by_{clustering.by}"
    value = low = high = None
    if values:
        found = (rate_of if is_rate else mean_of)(values, clustering)
        value, low, high = found.value, found.low, found.high
        if clustering.by == "passage" and found.clusters < FEWEST_CLUSTERS:
            method = "wilson_of_few_passages"
    return Figure(
        metric.value, value, len(values), low, high, about.unit, about.better, method, about.rests_on_judge
    )
