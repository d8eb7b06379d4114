from collections.abc import Callable

import pytest

from corpus.errors import InvalidInputError
from eval.cases import Case
from eval.compare import Compared, RunComparison, compare_runs
from eval.observed import ObservedAnswer
from eval.statistics import Verdict
from eval.summarise import summarise
from eval.summary import RunSummary
from tests.eval.metrics.seen import (
    GOOD,
    NOTHING,
    OPENED,
    SOURCES,
    TOWER,
    case,
    observed,
    refusal,
    unanswerable,
)

JUDGE = NOTHING.and_also(OPENED, OPENED).and_also(TOWER, TOWER)
# Each answerable case rests on a character of its own, so that none goes with another.
OWN = [at for at, character in enumerate(OPENED) if character != " "]
CASES = (
    *(
        case(
            id=f"a{at:02}",
            pair=f"a{at}",
            gold=[{"doc_id": "harbour", "start": OWN[at], "end": OWN[at] + 1, "quote": OPENED[OWN[at]]}],
        )
        for at in range(20)
    ),
    *(unanswerable(id=f"u{at:02}", pair=f"u{at}") for at in range(10)),
)
SHIFTED = GOOD.model_copy(
    update={"citations": tuple(c.model_copy(update={"char_start": c.char_start + 1}) for c in GOOD.citations)}
)


def good(asked: Case) -> ObservedAnswer | None:
    return GOOD if asked.answerable else refusal()


def run(
    answer_of: Callable[[Case], ObservedAnswer | None] = good,
    *,
    name: str = "made up",
    cases: tuple[Case, ...] = CASES,
    elapsed_ms: float = 10.0,
    configuration: dict[str, str] | None = None,
) -> RunSummary:
    seen = {
        asked.id: [observed(asked.id, answer_of(asked), elapsed_ms=elapsed_ms + at)]
        for at, asked in enumerate(cases)
    }
    return summarise(name, cases, seen, SOURCES, JUDGE, configuration=configuration, peak_memory_mib=1.0)


def verdicts(comparison: RunComparison) -> dict[str, Verdict]:
    told = (item for item in comparison.overall if item.difference.verdict is not Verdict.CANNOT_TELL)
    return {item.metric: item.difference.verdict for item in told}


def one(comparison: RunComparison, metric: str) -> Compared:
    (found,) = [item for item in comparison.overall if item.metric == metric]
    return found


def test_a_run_cannot_be_told_from_itself() -> None:
    comparison = compare_runs(run(), run())

    assert comparison.overall
    assert verdicts(comparison) == {}
    assert comparison.left_out == ()
    assert {item.difference.value for item in comparison.compared} == {0}


def test_what_got_worse_is_said_and_nothing_else() -> None:
    def shifts(asked: Case) -> ObservedAnswer | None:
        return SHIFTED if asked.id < "a10" else good(asked)

    comparison = compare_runs(run(), run(shifts))

    # What does not stand where it is said to bears nothing out either.
    named = ("citations_valid", "citation_recall", "citation_precision")
    assert verdicts(comparison) == dict.fromkeys(named, Verdict.WORSE)
    found = one(comparison, "citations_valid")
    assert (found.difference.first, found.difference.second) == (1, 0.5)
    assert (found.difference.value, found.difference.n, found.difference.changed) == (-0.5, 20, 10)
    assert found.difference.high is not None
    assert found.difference.high < 0
    assert found.method == "paired_bca_bootstrap_by_passage"
    assert verdicts(compare_runs(run(shifts), run())) == dict.fromkeys(named, Verdict.BETTER)


def test_less_is_better_where_less_is_good() -> None:
    def timid(asked: Case) -> ObservedAnswer | None:
        return refusal() if asked.id < "a08" else good(asked)

    told = verdicts(compare_runs(run(timid), run()))

    assert told["false_refusal"] is Verdict.BETTER
    assert told["facts_right"] is Verdict.BETTER
    # The answers that were given were as good before; what was refused then counts there for nothing.
    assert "citations_valid" not in told
    # What was refused rests on nine passages: too few to tell.
    assert "refusal_precision" not in told


def test_a_few_cases_are_not_enough_to_tell() -> None:
    def shifts(asked: Case) -> ObservedAnswer | None:
        return SHIFTED if asked.id < "a02" else good(asked)

    assert verdicts(compare_runs(run(), run(shifts))) == {}


def test_times_of_few_passages_tell_nothing() -> None:
    comparison = compare_runs(run(cases=CASES[:3]), run(cases=CASES[:3], elapsed_ms=15.0))

    assert verdicts(comparison) == {}
    assert one(comparison, "latency_p50").difference.value == 5
    assert one(comparison, "latency_p50").difference.low is None


def test_times_are_compared_case_by_case() -> None:
    comparison = compare_runs(run(), run(elapsed_ms=15.0))

    assert verdicts(comparison) == {"latency_p50": Verdict.WORSE, "latency_p95": Verdict.WORSE}
    assert one(comparison, "latency_p50").difference.value == 5
    assert one(comparison, "latency_p50").method == "paired_percentile_bootstrap"
    assert "peak_memory" not in {item.metric for item in comparison.overall}


def test_a_case_that_failed_in_either_run_counts_in_neither_and_is_named() -> None:
    def breaks(asked: Case) -> ObservedAnswer | None:
        return None if asked.id in ("a00", "a01") else good(asked)

    changed = (CASES[0], CASES[1], case(id="a02", pair="a2", question="Another?"), *CASES[3:-1])
    comparison = compare_runs(run(breaks), run(cases=changed))

    assert comparison.left_out == ("a00", "a01", "a02", "u09")
    assert one(comparison, "passage_cited").difference.n == 17
    assert verdicts(comparison) == {}


def test_a_case_that_can_no_longer_be_asked_is_named_as_that() -> None:
    def breaks(asked: Case) -> ObservedAnswer | None:
        return None if asked.id == "a00" else good(asked)

    assert compare_runs(run(), run(breaks)).failed == ("a00",)
    assert compare_runs(run(breaks), run()).failed == ()


def test_runs_without_a_common_case_are_not_compared() -> None:
    with pytest.raises(InvalidInputError, match="no case in common") as caught:
        compare_runs(run(cases=CASES[:1]), run(cases=CASES[1:2]))
    assert caught.value.code == "runs_differ"


def test_slices_are_compared_too_unless_only_the_whole_is_wanted() -> None:
    whole = compare_runs(run(), run(), by_slice=False)
    sliced = compare_runs(run(), run())

    assert whole.compared == sliced.overall == whole.overall
    assert {(item.language, item.case_type) for item in sliced.compared} >= {
        (None, None),
        ("en", None),
        (None, "fact"),
        ("en", "unanswerable_near"),
    }
    assert sliced.with_verdict(Verdict.CANNOT_TELL) == sliced.overall


def test_what_was_set_otherwise_is_named() -> None:
    comparison = compare_runs(
        run(name="before", configuration={"model": "a", "chunks": "150", "old": "x"}),
        run(name="after", configuration={"model": "b", "chunks": "150", "new": "y"}),
    )

    assert (comparison.first, comparison.second) == ("before", "after")
    assert comparison.differing == ("model", "old", "new")
