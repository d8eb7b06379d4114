from math import log2

import pytest

from eval.measures import RankedGold, gold_measures
from eval.metrics.passages import passage_scores
from tests.eval.metrics.seen import (
    BERTHS,
    GOOD,
    HARBOUR,
    LAMPS_ZH,
    OPENED,
    TOWER,
    answer,
    case,
    gold,
    passage,
    refusal,
    unanswerable,
)


def held(*ranks: set[int]) -> tuple[frozenset[int], ...]:
    return tuple(frozenset(rank) for rank in ranks)


def test_two_pieces_of_gold_at_ranks_two_and_four() -> None:
    # The third place holds again what the second does, and gains nothing.
    found = gold_measures({"q": RankedGold(2, held(set(), {0}, {0}, {1}))})["q"]

    assert found.recall == {1: 0, 5: 1, 10: 1}
    assert found.mrr == 0.5
    assert found.ndcg == pytest.approx((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)))


def test_a_place_with_two_pieces_gains_both() -> None:
    found = gold_measures({"q": RankedGold(3, held({0, 1}))})["q"]

    assert found.recall[1] == pytest.approx(2 / 3)
    assert found.mrr == 1
    assert found.ndcg == pytest.approx(2 / (2 + 1 / log2(3)))


def test_what_comes_after_rank_ten_or_never_scores_nought() -> None:
    late = RankedGold(1, held(*[set[int]()] * 10, {0}))
    found = gold_measures({"late": late, "never": RankedGold(1, held(set())), "empty": RankedGold(2, ())})

    assert {name: (score.recall[10], score.mrr, score.ndcg) for name, score in found.items()} == {
        "late": (0, 0, 0),
        "never": (0, 0, 0),
        "empty": (0, 0, 0),
    }


def test_a_question_without_gold_is_refused_and_no_questions_give_nothing() -> None:
    with pytest.raises(ValueError, match="no gold"):
        gold_measures({"q": RankedGold(0, ())})
    assert gold_measures({}) == {}


def test_passages_are_scored_by_the_gold_they_share_a_character_with() -> None:
    found = answer([], passages=[passage("island", LAMPS_ZH), passage("harbour", TOWER[:5])])

    scores = passage_scores([case()], {"a-en": found})["a-en"]

    assert scores == {
        "recall_at_1": 0,
        "recall_at_5": 0.5,
        "recall_at_10": 0.5,
        "mrr_at_10": 0.5,
        "ndcg_at_10": pytest.approx((1 / log2(3)) / (1 + 1 / log2(3))),
    }


def test_one_passage_may_hold_all_gold_and_an_alternative_does_as_well() -> None:
    whole = answer([], passages=[passage("harbour", HARBOUR)])
    asked = case(id="b", gold=[gold("harbour", TOWER)], gold_alternatives=[gold("island", LAMPS_ZH)])
    other = answer([], passages=[passage("harbour", BERTHS), passage("island", LAMPS_ZH)])

    scores = passage_scores([case(), asked], {"a-en": whole, "b": other})

    assert scores["a-en"]["recall_at_1"] == 1
    assert scores["a-en"]["ndcg_at_10"] == 1
    assert (scores["b"]["recall_at_1"], scores["b"]["recall_at_5"], scores["b"]["mrr_at_10"]) == (0, 1, 0.5)


def test_a_question_without_gold_or_answer_is_left_out_and_one_without_passages_found_nothing() -> None:
    found = answer([], passages=[passage("harbour", OPENED)])
    cases = [case(), case(id="none"), case(id="failed"), unanswerable()]

    scores = passage_scores(cases, {"a-en": found, "none": refusal(), "u-en": found})

    assert scores.keys() == {"a-en", "none"}
    assert set(scores["none"].values()) == {0}


def test_a_system_that_shows_no_passages_is_not_scored_by_them() -> None:
    assert passage_scores([case()], {"a-en": GOOD}) == {}
