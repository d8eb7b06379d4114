import numpy as np
import pytest

from eval.cases import Case
from eval.intervals import wilson_interval
from eval.measures import rate
from eval.statistics import (
    FEWEST_CLUSTERS,
    Clustering,
    Verdict,
    cluster_cases,
    clustered_mean,
    clustered_rate,
    difference_of,
    mean_of,
    paired_difference,
    paired_percentile_difference,
    rate_of,
)
from eval.summary import Better
from tests.eval.metrics.seen import OPENED, TOWER, case, gold, unanswerable

HIGHER, LOWER = Better.HIGHER, Better.LOWER


def each_its_own(values: dict[str, float]) -> dict[str, str]:
    return {case_id: case_id for case_id in values}


def numbered(values: list[float]) -> dict[str, float]:
    return {f"c{at:03}": value for at, value in enumerate(values)}


def on(pair: str, quote: str, **changes: object) -> Case:
    return case(**({"id": f"{pair}-en", "pair": pair, "gold": [gold("harbour", quote)]} | changes))


def test_cases_on_one_passage_go_together_if_there_are_enough_passages() -> None:
    apart = [
        unanswerable(id=f"u{at}-en", pair=f"u{at}", type="unanswerable_far", near=[])
        for at in range(FEWEST_CLUSTERS - 1)
    ]
    together = [on("a", TOWER), on("b", "The lighthouse"), on("c", OPENED)]

    # The tower's two pairs are one cluster, so the first two of them and all that stand apart are too few.
    few, enough = cluster_cases([*together[:2], *apart[:-1]]), cluster_cases([*together, *apart])

    assert (few.by, enough.by) == ("pair", "passage")
    assert (few.of_case["a-en"], few.of_case["b-en"]) == ("a", "b")
    assert [enough.of_case[f"{name}-en"] for name in ("a", "b", "c", "u3")] == ["a", "a", "c", "u3"]


def test_both_wordings_of_a_question_are_in_one_cluster_however_few_they_are() -> None:
    found = cluster_cases([case(), case(id="a-zh", language="zh"), unanswerable()])

    assert (found.by, found.of_case) == ("pair", {"a-en": "a", "a-zh": "a", "u-en": "u"})


def test_with_few_passages_a_figure_is_worth_no_more_cases_than_passages() -> None:
    # 40 cases on three passages: the shares are .9, 1 and .8, and drawing three passages knows no more than these.
    values = {
        f"{name}{at}": float(at >= missed)
        for name, missed in (("a", 1), ("b", 0), ("c", 2))
        for at in range(10)
    }
    clustering = Clustering({case_id: case_id[0] for case_id in values}, "passage")
    low, high = wilson_interval(0.9, 3)

    for found in (rate_of(values, clustering), mean_of(values, clustering)):
        assert (round(found.value, 9), found.n, found.clusters) == (0.9, 30, 3)
        assert [found.low, found.high] == pytest.approx([low, high])
    by_pair = Clustering(clustering.of_case, "pair")
    assert rate_of(values, by_pair) == clustered_rate(values, by_pair.of_case), "there is nothing better"


def test_with_few_passages_two_runs_cannot_be_told_apart() -> None:
    first = {f"{name}{at}": 1.0 for name in "abc" for at in range(10)}
    second = dict.fromkeys(first, 0.0) | {"a1": 1.0}
    clustering = Clustering({case_id: case_id[0] for case_id in first}, "passage")

    few = difference_of(first, second, clustering, HIGHER)

    assert (few.low, few.high, few.verdict, few.clusters) == (None, None, Verdict.CANNOT_TELL, 3)
    by_pair = difference_of(first, second, Clustering(clustering.of_case, "pair"), HIGHER)
    assert by_pair.verdict is Verdict.WORSE


def test_a_rate_counts_for_as_many_cases_as_its_clusters_make_it_worth() -> None:
    # Four passages with two cases each that go wholly together: s - p·n is ±1, so the variance of the share is
    # 4/3 · 4 / 8² = 1/12 where 8 independent cases have .25 / 8 = 1/32. Design effect 8/3, so 3 cases.
    values = numbered([1, 1, 1, 1, 0, 0, 0, 0])
    pairs = {case_id: str(at // 2) for at, case_id in enumerate(values)}

    found = clustered_rate(values, pairs)

    assert (found.value, found.n, found.clusters) == (0.5, 8, 4)
    assert found.effective_n == pytest.approx(3)
    # z² = 3.8415; half = 1.96 / (1 + z²/3) · √(.25/3 + z²/36) = 1.96 / 2.2805 · .43594
    assert [found.low, found.high] == pytest.approx([0.5 - 0.3747, 0.5 + 0.3747], abs=1e-4)


def test_a_rate_of_cases_that_have_nothing_in_common_has_wilsons_interval() -> None:
    values = numbered([1.0] * 9 + [0.0])

    found = clustered_rate(values, each_its_own(values))

    # s - p·n is .1 nine times and -.9 once: 10/9 · .9 / 100 = .01, of independent cases .09 / 10 = .009.
    assert found.effective_n == pytest.approx(9)
    plain = rate(9, 10)
    assert (found.low, found.high) != pytest.approx((plain.low, plain.high))
    wide = clustered_rate(numbered([1.0, 0.0] * 500), each_its_own(numbered([0.0] * 1000)))
    assert (wide.low, wide.high) == pytest.approx((rate(500, 1000).low, rate(500, 1000).high), abs=1e-4)


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_where_all_are_alike_each_passage_counts_once(value: float) -> None:
    values = numbered([value] * 8)
    pairs = {case_id: str(at // 2) for at, case_id in enumerate(values)}

    found = clustered_rate(values, pairs)

    assert found.effective_n == 4
    assert (found.low, found.high) == pytest.approx(
        (rate(int(4 * value), 4).low, rate(int(4 * value), 4).high)
    )


def test_there_is_no_rate_of_nothing() -> None:
    with pytest.raises(ValueError, match="no share"):
        clustered_rate({}, {})


def test_a_mean_is_over_cases_and_not_over_clusters() -> None:
    # (1 + 1 + 1 + 0) / 4, though the clusters' own means are 1 and 0.
    found = clustered_mean({"a": 1, "b": 1, "c": 1, "d": 0}, {"a": "x", "b": "x", "c": "x", "d": "y"})

    assert (found.value, found.n, found.clusters) == (0.75, 4, 2)


def test_cases_that_are_clones_of_each_other_widen_the_interval() -> None:
    # Forty cases that are ten, four times over, are worth ten.
    values = numbered([float(at % 10 < 7) for at in range(40)])
    clones = {case_id: str(at % 10) for at, case_id in enumerate(values)}

    single, clustered = clustered_mean(values, each_its_own(values)), clustered_mean(values, clones)

    assert single.value == clustered.value == pytest.approx(0.7)
    assert single.low is not None
    assert single.high is not None
    assert clustered.low is not None
    assert clustered.high is not None
    assert clustered.high - clustered.low > 1.7 * (single.high - single.low)  # √4 = 2 in the long run


def test_the_interval_of_a_hundred_coins_is_near_that_of_the_normal_law() -> None:
    # 50 of 100: standard error √(.25 / 100) = .05, so .5 ± 1.96 · .05.
    values = numbered([float(at % 2) for at in range(100)])

    found = clustered_mean(values, each_its_own(values))

    assert [found.low, found.high] == pytest.approx([0.402, 0.598], abs=0.015)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    # Twenty clusters of three cases with a common tendency around .7; nineteen intervals in twenty should hold .7.
    generator = np.random.default_rng(7)
    held = 0
    for _ in range(60):
        tendency = generator.beta(7, 3, size=20)
        values = {f"{c}-{i}": float(generator.random() < tendency[c]) for c in range(20) for i in range(3)}
        found = clustered_mean(values, {case_id: case_id.split("-")[0] for case_id in values})
        held += found.low is not None and found.high is not None and found.low <= 0.7 <= found.high
    assert 52 <= held <= 60


def test_it_is_the_same_each_time_and_in_whatever_order_the_cases_come() -> None:
    values = numbered([0.1, 0.9, 0.4, 0.4, 0.7])
    clusters = {case_id: case_id[-1:] for case_id in values}
    turned = dict(reversed(values.items()))

    assert clustered_mean(values, clusters) == clustered_mean(values, clusters)
    assert clustered_mean(turned, clusters) == clustered_mean(values, clusters)


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_clusters_that_all_agree_are_not_certain_each_counts_once_in_wilsons_interval(value: float) -> None:
    values = numbered([value] * 4)
    clusters = {case_id: str(at // 2) for at, case_id in enumerate(values)}

    found = clustered_mean(values, clusters)

    # By hand, for 2 clusters: z² = 3.8415, centre (p + z²/4) / (1 + z²/2), half z √(p(1 - p)/2 + z²/16) / (1 + z²/2).
    by_hand = {0.0: (0, 0.6576), 0.5: (0.0945, 0.9055), 1.0: (0.3424, 1)}
    assert (found.low, found.high) == pytest.approx(by_hand[value], abs=1e-4)
    assert found.value == value


def test_clusters_that_agree_though_their_cases_do_not_are_not_certain_either() -> None:
    values = numbered([0.2, 0.4, 0.4, 0.2])
    clusters = {case_id: str(at // 2) for at, case_id in enumerate(values)}

    found = clustered_mean(values, clusters)

    assert found.value == pytest.approx(0.3)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.1 < 0.7 < found.high


def test_one_cluster_tells_nothing() -> None:
    values = numbered([1.0, 1.0, 1.0])

    assert clustered_mean(values, dict.fromkeys(values, "x")).low is None


def test_a_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        clustered_mean({}, {})
    with pytest.raises(ValueError, match="nothing to compare"):
        paired_difference({}, {"a": 1}, {"a": "a"}, HIGHER)
    with pytest.raises(ValueError, match="nothing to compare"):
        paired_percentile_difference({"a": 1}, {"b": 1}, 50, LOWER)


@pytest.mark.parametrize(("better", "verdict"), [(HIGHER, Verdict.BETTER), (LOWER, Verdict.WORSE)])
def test_twelve_of_forty_more_can_be_told(better: Better, verdict: Verdict) -> None:
    first = numbered([float(at >= 20) for at in range(40)])
    second = numbered([float(at >= 8) for at in range(40)])

    found = paired_difference(first, second, each_its_own(first), better)

    assert (found.first, found.second, found.n, found.changed) == (0.5, 0.8, 40, 12)
    assert found.value == pytest.approx(0.3)
    assert found.low is not None
    assert found.low > 0
    assert found.verdict is verdict
    other_way = paired_difference(second, first, each_its_own(first), better)
    assert {found.verdict, other_way.verdict} == {Verdict.BETTER, Verdict.WORSE}


def test_as_many_won_as_lost_cannot_be_told_apart() -> None:
    first = numbered([float(at % 2) for at in range(40)])
    second = numbered([float((at + 1) % 2) for at in range(40)])

    found = paired_difference(first, second, each_its_own(first), HIGHER)

    assert (found.value, found.changed, found.verdict) == (0, 40, Verdict.CANNOT_TELL)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high


def test_the_pairing_tells_what_two_intervals_cannot() -> None:
    # Each run alone is anything from 0 to 1, but every case gained a tenth.
    first = numbered([at / 45 for at in range(40)])
    second = {case_id: value + 0.1 + (0.01 if value > 0.4 else 0.0) for case_id, value in first.items()}

    found = paired_difference(first, second, each_its_own(first), HIGHER)

    assert found.verdict is Verdict.BETTER
    assert found.high is not None
    assert 0.1 <= found.value <= found.high <= 0.11


def test_the_interval_decides_whether_a_change_is_told() -> None:
    first = numbered([0.0] * 12)
    two, five = (
        paired_difference(first, numbered([float(at < n) for at in range(12)]), each_its_own(first), HIGHER)
        for n in (2, 5)
    )

    assert two.low is not None
    assert five.low is not None
    assert (two.low <= 0, two.verdict) == (True, Verdict.CANNOT_TELL)
    assert (five.low > 0, five.verdict) == (True, Verdict.BETTER)


def test_clones_of_one_change_are_one_change() -> None:
    first = numbered([0.0] * 40)
    second = numbered([float(at < 12) for at in range(40)])
    clones = {case_id: "one" if at < 12 else case_id for at, case_id in enumerate(first)}

    found = paired_difference(first, second, clones, HIGHER)

    assert (found.changed, found.verdict) == (1, Verdict.CANNOT_TELL)


def test_a_run_is_no_different_from_itself() -> None:
    first = numbered([0.0, 0.5, 1.0, 1.0])

    found = paired_difference(first, first, each_its_own(first), HIGHER)

    assert (found.value, found.low, found.high, found.changed) == (0, 0, 0, 0)
    assert found.verdict is Verdict.CANNOT_TELL


def test_a_metric_that_applies_in_one_run_only_counts_there() -> None:
    # Refusal precision: the first refused a, b and c, of which c is answerable; the second only a and b.
    found = paired_difference(
        {"a": 1, "b": 1, "c": 0}, {"a": 1, "b": 1}, dict(zip("abc", "abc", strict=True)), HIGHER
    )

    assert found.first == pytest.approx(2 / 3)
    assert (found.second, found.n, found.changed) == (1, 3, 1)


def test_a_percentile_is_compared_case_by_case() -> None:
    first = numbered([float(at) for at in range(1, 31)])
    second = {case_id: value + 10 for case_id, value in first.items()}

    found = paired_percentile_difference(first, second, 50, LOWER)

    assert (found.first, found.second, found.value) == (15.5, 25.5, 10)
    assert [found.low, found.high] == pytest.approx([10, 10])
    assert found.verdict is Verdict.WORSE
    assert paired_percentile_difference(first, first, 95, LOWER).verdict is Verdict.CANNOT_TELL
