import pytest

from eval.cases import Case
from eval.metrics.catalogue import M
from eval.observed import Observation, ObservedAnswer
from eval.summarise import in_slice, metric_values, slice_keys, summarise
from eval.summary import CitationVerdict, Figure, RunSummary, Slice
from tests.eval.metrics.seen import (
    GOOD,
    NOTHING,
    OPENED,
    OPENED_CITED,
    OPENED_ZH,
    SOURCES,
    TOWER,
    TOWER_CITED,
    TOWER_ZH,
    answer,
    case,
    citation,
    observed,
    passage,
    refusal,
    unanswerable,
)

JUDGE = NOTHING.and_also(OPENED, OPENED).and_also(OPENED_ZH, OPENED).and_also(TOWER_ZH, TOWER)
GOOD_ZH = answer([(OPENED_ZH, [1]), (TOWER_ZH, [2])], [OPENED_CITED, TOWER_CITED])
ZH = {"language": "zh"}
CASES = (
    case(),
    case(id="a-zh", **ZH),
    case(id="f-en", pair="f"),
    unanswerable(),
    unanswerable(id="u-zh", **ZH),
)
# In English one answer that is half supported, one case that failed, one wrong answer; in Chinese all is well.
SEEN = {
    "a-en": [observed("a-en", GOOD, elapsed_ms=10.0)],
    "a-zh": [observed("a-zh", GOOD_ZH, elapsed_ms=20.0)],
    "f-en": [observed("f-en", None, elapsed_ms=30_000.0)],
    "u-en": [observed("u-en", GOOD, elapsed_ms=30.0)],
    "u-zh": [observed("u-zh", refusal("文件没有说明。"), elapsed_ms=40.0)],
}


def run(seen: dict[str, list[Observation]] | None = None, cases: tuple[Case, ...] = CASES) -> RunSummary:
    return summarise("made up", cases, seen or SEEN, SOURCES, JUDGE)


def of(summary: RunSummary, language: str | None = None, case_type: str | None = None) -> Slice:
    (found,) = [s for s in summary.slices if (s.language, s.case_type) == (language, case_type)]
    return found


def figure(found: Slice, metric: str) -> Figure:
    (one,) = [figure for figure in found.figures if figure.metric == metric]
    return one


def test_rates_have_wilsons_interval_over_the_cases_they_apply_to() -> None:
    found = figure(of(run()), "language_right")

    # All four that answered; they are two pairs, and where all are alike each counts once: 2 / (2 + z²) = 0.3424.
    assert (found.value, found.n, found.method) == (1, 4, "wilson_by_pair")
    assert [found.low, found.high] == pytest.approx([0.3424, 1], abs=1e-4)
    refused = figure(of(run()), "refusal_recall")
    assert (refused.value, refused.n) == (0.5, 2)


def test_means_have_a_clustered_interval_and_say_by_what() -> None:
    found = figure(of(run()), "citation_recall")

    # One of two claims in each English answer, both in the Chinese one.
    assert found.value == pytest.approx((0.5 + 1 + 0.5) / 3)
    assert (found.n, found.method, found.rests_on_judge) == (3, "bca_bootstrap_by_pair", True)
    assert found.low is not None
    assert found.high is not None
    assert 0.5 <= found.low <= 2 / 3 <= found.high <= 1


def test_a_case_that_failed_is_a_record_and_counts_in_no_figure() -> None:
    summary = run()
    without = run(cases=tuple(c for c in CASES if c.id != "f-en"))

    failed = summary.outcomes[2]
    assert (failed.case.id, failed.failure, failed.scores, failed.citations) == ("f-en", "status 500", {}, ())
    assert of(summary).figures == of(without).figures
    assert (of(summary).cases, of(without).cases) == (5, 4)


def test_a_run_in_which_all_failed_has_no_figures_but_times_of_nothing() -> None:
    summary = run({"f-en": SEEN["f-en"]}, (CASES[2],))

    assert [(f.metric, f.value, f.n) for f in of(summary).figures] == [
        ("latency_p50", None, 0),
        ("latency_p95", None, 0),
    ]


def test_there_is_a_slice_for_all_for_each_language_each_type_and_both() -> None:
    summary = run()

    assert [(s.language, s.case_type, s.cases) for s in summary.slices] == [
        (None, None, 5),
        ("zh", None, 2),
        ("en", None, 3),
        (None, "fact", 3),
        (None, "unanswerable_near", 2),
        ("zh", "fact", 1),
        ("en", "fact", 2),
        ("zh", "unanswerable_near", 1),
        ("en", "unanswerable_near", 1),
    ]
    assert figure(of(summary, "zh"), "refusal_recall").value == 1
    assert figure(of(summary, "en"), "refusal_recall").value == 0
    assert figure(of(summary, "en", "fact"), "citation_recall").value == 0.5


def test_what_applies_to_no_case_of_a_slice_is_there_without_a_value() -> None:
    found = figure(of(run(), None, "fact"), "refusal_recall")

    assert (found.value, found.n, found.low, found.high) == (None, 0, None, None)


def test_a_pair_counts_once_and_in_no_slice_of_one_language() -> None:
    summary = run()

    found = figure(of(summary), "parity")
    assert (found.value, found.n) == (1, 1)
    assert "parity" not in {f.metric for f in of(summary, "zh").figures}
    assert metric_values(summary.outcomes, M.PARITY) == {"a-en": 1}


def test_figures_come_in_the_order_of_the_catalogue_each_once() -> None:
    names = [f.metric for f in of(run()).figures]

    assert names == [metric.value for metric in M if metric.value in names]
    assert "recall_at_1" not in names  # no passages were shown


def test_times_are_of_the_first_asking_and_memory_is_of_the_whole_run() -> None:
    again = {**SEEN, "a-en": [*SEEN["a-en"], observed("a-en", GOOD, repeat=1, elapsed_ms=9_000.0)]}
    summary = summarise("x", CASES, again, SOURCES, JUDGE, peak_memory_mib=321.0)

    assert figure(of(summary), "latency_p50").value == 25
    assert figure(of(summary, "zh"), "latency_p50").value == 30
    assert figure(of(summary), "peak_memory").value == 321
    assert "peak_memory" not in {f.metric for f in of(summary, "zh").figures}
    assert figure(of(summary), "answer_stable").n == 1


def test_a_repeat_that_failed_is_no_other_answer() -> None:
    again = {**SEEN, "a-en": [*SEEN["a-en"], observed("a-en", None, repeat=1)]}
    outcome = run(again).outcomes[0]

    assert len(outcome.observations) == 2
    assert "answer_stable" not in outcome.scores


def test_each_citation_has_its_verdict() -> None:
    seen: ObservedAnswer = answer(
        [(OPENED, [1])],
        [OPENED_CITED, citation(2, "island", "岛上有三座灯塔。", shift=1)],
        [passage("harbour", OPENED)],
    )

    outcome = run({**SEEN, "a-en": [observed("a-en", seen)]}).outcomes[0]

    assert outcome.citations == (
        CitationVerdict(1, holds=True, on_gold=True, needed=True),
        CitationVerdict(2, holds=False, on_gold=False, needed=None),
    )


def test_what_was_measured_and_how_is_kept() -> None:
    summary = summarise(
        "made up",
        CASES,
        SEEN,
        SOURCES,
        JUDGE,
        configuration={"model": "none"},
        hashes={"cases": "0"},
        judge_accuracy={"wice": "76 %"},
    )

    assert (summary.name, summary.configuration, summary.hashes, summary.judge) == (
        "made up",
        {"model": "none"},
        {"cases": "0"},
        {"wice": "76 %"},
    )
    assert [outcome.case for outcome in summary.outcomes] == list(CASES)


def test_the_same_run_gives_the_same_summary() -> None:
    assert run() == run()


def test_a_case_that_was_not_asked_is_not_passed_over() -> None:
    with pytest.raises(ValueError, match="needs an observation"):
        run({"a-en": SEEN["a-en"]})
    with pytest.raises(ValueError, match="needs an observation"):
        run(cases=())


def test_slices_are_those_that_have_cases() -> None:
    outcomes = run().outcomes

    assert len(slice_keys(outcomes[:1])) == 4
    assert [in_slice(outcomes[0], *key) for key in ((None, None), ("en", "fact"), ("zh", None))] == [
        True,
        True,
        False,
    ]
