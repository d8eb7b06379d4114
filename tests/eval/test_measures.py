import pytest

from eval.intervals import wilson_interval
from eval.measures import compare_hits, mean, rate, score_rankings

# Four questions: found at rank 1, at rank 3, at rank 11, and never.
RELEVANT = {"first": {"a"}, "third": {"a"}, "eleventh": {"a"}, "never": {"a"}}
RANKINGS = {
    "first": ["a", "b"],
    "third": ["b", "c", "a"],
    "eleventh": [*"bcdefghijk", "a"],
    "never": [],
}


def test_recall_counts_the_questions_with_a_relevant_document_among_the_first_k() -> None:
    scores = score_rankings(RELEVANT, RANKINGS)

    assert scores.n == 4
    assert {k: recall.value for k, recall in scores.recall.items()} == {1: 0.25, 5: 0.5, 10: 0.5}


def test_reciprocal_rank_is_nought_beyond_rank_ten() -> None:
    scores = score_rankings(RELEVANT, RANKINGS)

    assert scores.mrr.value == pytest.approx((1 + 1 / 3 + 0 + 0) / 4)


def test_hits_name_the_questions_that_recall_counts() -> None:
    hits = score_rankings(RELEVANT, RANKINGS).hits

    assert hits[1] == {"first": True, "third": False, "eleventh": False, "never": False}
    assert hits[5] == {"first": True, "third": True, "eleventh": False, "never": False}


def test_gain_is_discounted_by_the_logarithm_of_the_rank() -> None:
    scores = score_rankings(RELEVANT, RANKINGS)

    # Found first, third, eleventh and never: 1 / log2(2), 1 / log2(4), and nothing beyond rank ten.
    assert scores.ndcg.value == pytest.approx((1 + 1 / 2 + 0 + 0) / 4)


def test_questions_on_one_document_are_worth_fewer_than_they_are() -> None:
    # Four documents with two questions each that go wholly together: worth three questions (see the statistics).
    relevant = {f"q{at}": {f"d{at // 2}"} for at in range(8)}
    rankings = {f"q{at}": [f"d{at // 2}" if at < 4 else "other"] for at in range(8)}
    low, high = wilson_interval(0.5, 3)

    found = score_rankings(relevant, rankings).recall[1]

    assert (found.value, found.n) == (0.5, 8)
    assert [found.low, found.high] == pytest.approx([low, high])
    assert score_rankings(relevant, rankings).clusters == 4


def test_one_of_several_relevant_documents_is_enough() -> None:
    scores = score_rankings({"q": {"a", "b"}}, {"q": ["b", "x", "a"]})

    assert scores.recall[1].value == 1.0
    assert scores.mrr.value == 1.0


def test_a_relevant_document_that_was_not_ranked_changes_nothing_for_others() -> None:
    scores = score_rankings({"p": {"a"}, "q": {"z"}}, {"p": ["a"], "q": ["a", "b"]})

    assert scores.recall[10].value == 0.5


@pytest.mark.parametrize(
    ("relevant", "rankings", "message"),
    [
        ({}, {}, "want a ranking each"),
        ({"q": {"a"}}, {}, "want a ranking each"),
        ({"q": set[str]()}, {"q": ["a"]}, "has no relevant document"),
        ({"q": {"a"}}, {"q": ["b", "b"]}, "names a document twice"),
    ],
)
def test_what_cannot_be_scored_is_refused(
    relevant: dict[str, set[str]], rankings: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        score_rankings(relevant, rankings)


def test_wilson_interval_of_eight_in_ten() -> None:
    # z = 1.959964, z² = 3.841459: centre (0.8 + z²/20) / (1 + z²/10) = 0.992073 / 1.3841459 = 0.716741;
    # half width z √(0.8 · 0.2 / 10 + z² / 400) / 1.3841459 = 1.959964 · 0.160011 / 1.3841459 = 0.226577.
    found = rate(8, 10)

    assert (found.value, found.n) == (0.8, 10)
    assert found.low == pytest.approx(0.4902, abs=1e-4)
    assert found.high == pytest.approx(0.9433, abs=1e-4)


def test_wilson_interval_of_all_and_of_none_stays_within_bounds_and_is_not_empty() -> None:
    # For all of n, the lower end is n / (n + z²) = 10 / 13.841459.
    assert [rate(10, 10).low, rate(10, 10).high] == pytest.approx([0.72246, 1.0], abs=1e-5)
    assert [rate(0, 10).low, rate(0, 10).high] == pytest.approx([0.0, 0.27754], abs=1e-5)


def test_a_rate_of_no_cases_is_refused() -> None:
    with pytest.raises(ValueError, match="n"):
        rate(0, 0)


def test_mean_has_an_interval_around_it_that_repeats() -> None:
    values = [0.0, 0.5, 1.0, 1.0, 0.5, 0.0, 1.0, 1.0]

    found = mean(values)

    assert found.value == 0.625
    assert 0 < found.low < 0.625 < found.high < 1
    assert mean(values) == found


def test_mean_of_equal_values_is_not_certain_but_has_the_interval_of_as_many_yes() -> None:
    found = mean([1.0, 1.0, 1.0])

    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(rate(3, 3).low)
    assert found.low == pytest.approx(0.4385, abs=1e-4)  # 3 / (3 + 1.96²)


def test_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        mean([])


def test_wins_and_losses_are_the_questions_on_which_two_systems_differ() -> None:
    first = {"a": True, "b": True, "c": True, "d": True, "e": False, "f": False}
    second = {"a": True, "b": False, "c": False, "d": False, "e": True, "f": False}

    found = compare_hits(first, second)

    # Four questions differ; 3 to 1 or more uneven: 2 · (1 + 4) / 2⁴.
    assert (found.wins, found.losses) == (3, 1)
    assert found.p_value == pytest.approx(0.625)


def test_two_systems_that_agree_cannot_be_told_apart() -> None:
    assert compare_hits({"a": True}, {"a": True}).p_value == 1.0


def test_other_questions_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same questions"):
        compare_hits({"a": True}, {"b": True})
