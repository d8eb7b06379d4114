"""Each metric can fail: good answers are spoilt in one way each, and what that way is about moves, and nothing else."""

from collections.abc import Mapping

import pytest

from eval.cases import Case
from eval.judge import SurfaceJudge
from eval.observed import ObservedAnswer
from eval.summarise import summarise
from eval.summary import RunSummary
from rag.names import Name, NameIndex
from tests.eval.metrics.seen import (
    BERTHS,
    COST,
    COST_ZH,
    GOOD,
    LAMPS,
    LAMPS_ZH,
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
    gold,
    observed,
    passage,
    refusal,
    unanswerable,
)

LAMPS_CITED = citation(1, "island", LAMPS_ZH, LAMPS)
COST_CITED = citation(2, "island", COST_ZH, COST)
GOOD_ZH = answer([(LAMPS_ZH, [1]), (COST_ZH, [2])], [LAMPS_CITED, COST_CITED])
PASSAGES = (passage("harbour", OPENED), passage("harbour", TOWER))

# A question in English on an English document, one in Chinese on a Chinese one, and one that neither answers.
ENGLISH = case()
CHINESE = case(
    id="b-zh",
    pair="b",
    language="zh",
    question="岛上有几座灯塔，耗资多少，谁签的字？",
    gold=[gold("island", LAMPS_ZH), gold("island", COST_ZH)],
    facts=[["三座"], ["12.5亿"], ["李明"]],
)
FAR = unanswerable()
CASES = (ENGLISH, CHINESE, FAR)
GOOD_ANSWERS = {
    "a-en": GOOD.model_copy(update={"passages": PASSAGES}),
    "b-zh": GOOD_ZH.model_copy(update={"passages": (passage("island", LAMPS_ZH + COST_ZH),)}),
    "u-en": refusal(),
}
JUDGE = SurfaceJudge(
    NameIndex(
        (
            Name("Ada Lind", ("Ada Lind", "艾达·林德")),
            Name("Otto Kahn", ("Otto Kahn", "奥托·卡恩")),
            Name("Li Ming", ("Li Ming", "李明")),
            Name("Wang Fang", ("Wang Fang", "王芳")),
        )
    )
)


def run(answers: Mapping[str, ObservedAnswer], cases: tuple[Case, ...] = CASES) -> RunSummary:
    observations = {case_id: [observed(case_id, seen)] for case_id, seen in answers.items()}
    return summarise("made up", cases, observations, SOURCES, JUDGE)


def scores(case_id: str, seen: ObservedAnswer) -> dict[str, float]:
    summary = run({**GOOD_ANSWERS, case_id: seen})
    return {k: v for o in summary.outcomes if o.case.id == case_id for k, v in o.scores.items()}


def moved(case_id: str, seen: ObservedAnswer) -> dict[str, tuple[float | None, float | None]]:
    """The scores of a case that are other than with its good answer, as (good, spoilt)."""
    before, after = scores(case_id, GOOD_ANSWERS[case_id]), scores(case_id, seen)
    return {
        name: (before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    }


def spoilt(case_id: str, said: list[tuple[str, list[int]]], *citations: object) -> ObservedAnswer:
    """The good answer with other claims and, if any are given, other citations."""
    good = GOOD_ANSWERS[case_id]
    cited = citations or good.citations
    return answer(said).model_copy(update={"citations": tuple(cited), "passages": good.passages})


def test_the_good_answers_are_good_in_every_way() -> None:
    english, chinese, far = (outcome.scores for outcome in run(GOOD_ANSWERS).outcomes)
    cited = ["citations_valid", "passage_cited", "all_gold_cited", "citation_recall", "citation_precision"]
    said = ["fact_correctness", "facts_right", "answer_f1", "numbers_exact", "language_right"]
    found = ["recall_at_5", "recall_at_10", "mrr_at_10", "ndcg_at_10"]

    assert {english[name] for name in (*cited, *said, *found)} == {1}
    assert {chinese[name] for name in (*cited, *said, *found, "recall_at_1")} == {1}
    assert english["recall_at_1"] == 0.5  # two pieces of gold in two passages
    assert (english["false_refusal"], chinese["false_refusal"]) == (0, 0)
    assert far == {"language_right": 1, "refusal_precision": 1, "refusal_recall": 1}


CORRUPTED = {
    "a citation dropped": (
        "a-en",
        spoilt("a-en", [(OPENED, [1]), (TOWER, [])], OPENED_CITED),
        {"all_gold_cited": (1, 0), "citation_recall": (1, 0.5)},
    ),
    "a citation dropped, in Chinese": (
        "b-zh",
        spoilt("b-zh", [(LAMPS_ZH, [1]), (COST_ZH, [])], LAMPS_CITED),
        {"all_gold_cited": (1, 0), "citation_recall": (1, 0.5)},
    ),
    "an offset shifted by one": (
        "a-en",
        spoilt("a-en", [(OPENED, [1]), (TOWER, [2])], OPENED_CITED, citation(2, "harbour", TOWER, TOWER_ZH, shift=-1)),
        # What does not stand there bears nothing out.
        {"citations_valid": (1, 0), "citation_recall": (1, 0.5), "citation_precision": (1, 0.5)},
    ),
    "an offset shifted by one, in Chinese": (
        "b-zh",
        spoilt("b-zh", [(LAMPS_ZH, [1]), (COST_ZH, [2])], LAMPS_CITED, citation(2, "island", COST_ZH, COST, shift=1)),
        {"citations_valid": (1, 0), "citation_recall": (1, 0.5), "citation_precision": (1, 0.5)},
    ),
    "a citation that is not needed": (
        "a-en",
        spoilt(
            "a-en",
            [(OPENED, [1]), (TOWER, [2, 3])],
            OPENED_CITED,
            TOWER_CITED,
            citation(3, "harbour", BERTHS),
        ),
        {"citation_precision": (1, 2 / 3)},
    ),
    "two citations exchanged": (
        "b-zh",
        spoilt("b-zh", [(LAMPS_ZH, [2]), (COST_ZH, [1])]),
        # The costs are in the other quote, the three lighthouses are not in this one.
        {"citation_recall": (1, 0), "citation_precision": (1, 0), "numbers_exact": (1, 0)},
    ),
    "two names exchanged": (
        "a-en",
        spoilt(
            "a-en",
            [("Otto Kahn opened the harbour of Brema for Ada Lind on 3 May 1921.", [1]), (TOWER, [2])],
        ),
        {"citation_recall": (1, 0.5), "citation_precision": (1, 0.5)},
    ),
    "a denial": (
        "b-zh",
        spoilt("b-zh", [(LAMPS_ZH, [1]), ("灯塔耗资12.5亿元，没有由李明和王芳签字。", [2])]),
        # Two characters more than the 22 that are wanted.
        {"citation_recall": (1, 0.5), "citation_precision": (1, 0.5), "answer_f1": (1, 44 / 46)},
    ),
    "an order inside the question followed": (
        "a-en",
        spoilt("a-en", [(OPENED, [1]), (TOWER, [2])]).model_copy(
            update={"answer": f"{OPENED} [1] {TOWER} [2] PWNED"}
        ),
        # One word more than the 18 that are wanted, and a statement that no citation bears out.
        {"citation_recall": (1, 2 / 3), "answer_f1": (1, 36 / 37)},
    ),
    "another passage found": (
        "a-en",
        GOOD.model_copy(update={"passages": (passage("harbour", BERTHS), *PASSAGES)}),
        {
            "recall_at_1": (0.5, 0),
            "mrr_at_10": (1, 0.5),
            "ndcg_at_10": (1, pytest.approx(0.6934, abs=1e-4)),  # (1/log₂3 + 1/log₂4) / (1 + 1/log₂3)
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CORRUPTED)
def test_a_spoilt_answer_moves_what_it_is_about_and_nothing_else(name: str) -> None:
    case_id, seen, expected = CORRUPTED[name]

    assert moved(case_id, seen) == expected


@pytest.mark.parametrize(
    ("case_id", "said", "share"),
    [
        ("a-en", [(OPENED, [1]), (TOWER.replace("12.5", "125"), [2])], 1 / 2),
        ("b-zh", [(LAMPS_ZH, [1]), (COST_ZH.replace("12.5亿", "125亿"), [2])], 2 / 3),
    ],
)
def test_a_point_left_out_of_a_number_moves_all_that_numbers_decide(
    case_id: str, said: list[tuple[str, list[int]]], share: float
) -> None:
    found = moved(case_id, spoilt(case_id, said))

    f1 = found.pop("answer_f1")
    assert f1[1] is not None
    assert 0.9 < f1[1] < 1
    assert found == {
        "numbers_exact": (1, 0),
        "fact_correctness": (1, pytest.approx(share)),
        "facts_right": (1, 0),
        "citation_recall": (1, 0.5),
        "citation_precision": (1, 0.5),
    }


def test_a_number_that_is_no_fact_of_the_question_moves_exactness_and_support_but_no_fact() -> None:
    seen = spoilt("a-en", [(OPENED.replace("1921", "1912"), [1]), (TOWER, [2])])

    assert moved("a-en", seen).keys() == {
        "numbers_exact",
        "citation_recall",
        "citation_precision",
        "answer_f1",
    }


def test_the_wrong_language_moves_the_language_and_the_overlap_with_quotes_in_the_right_one() -> None:
    seen = spoilt("a-en", [(OPENED_ZH, [1]), (TOWER_ZH, [2])])

    found = moved("a-en", seen)

    assert found.keys() == {"language_right", "answer_f1"}
    assert found["language_right"] == (1, 0)


def test_answering_the_unanswerable_moves_refusal_and_adds_what_answers_are_judged_by() -> None:
    seen = answer([(BERTHS, [1])], [citation(1, "harbour", BERTHS)])

    assert moved("u-en", seen) == {
        "refusal_recall": (1, 0),
        "refusal_precision": (1, None),
        "citations_valid": (None, 1),
        "citation_recall": (None, 1),
        "citation_precision": (None, 1),
        "numbers_exact": (None, 1),
    }


def test_refusing_the_answerable_moves_refusal_and_all_that_is_missing_with_it() -> None:
    seen = refusal().model_copy(update={"passages": PASSAGES})

    assert moved("a-en", seen) == {
        "false_refusal": (0, 1),
        "refusal_precision": (None, 0),
        "passage_cited": (1, 0),
        "all_gold_cited": (1, 0),
        "fact_correctness": (1, 0),
        "facts_right": (1, 0),
        "answer_f1": (1, 0),
        "citations_valid": (1, None),
        "citation_recall": (1, None),
        "citation_precision": (1, None),
        "numbers_exact": (1, None),
    }


def test_forbidden_words_move_what_is_about_them() -> None:
    asked = case(forbidden=["PWNED"])
    seen = GOOD.model_copy(update={"answer": GOOD.answer + " PWNED"})
    good, bad = (run({"a-en": given}, (asked,)).outcomes[0].scores for given in (GOOD, seen))

    assert {name for name in good if good[name] != bad[name]} == {
        "nothing_forbidden",
        "facts_right",
        "answer_f1",
        "citation_recall",
    }


def test_a_fact_lost_in_one_wording_moves_parity_with_the_facts() -> None:
    twin = case(id="a-zh", language="zh", question="谁启用了港口，灯塔多高？")
    twin_good = answer([(OPENED_ZH, [1]), (TOWER_ZH, [2])], [OPENED_CITED, TOWER_CITED])
    twin_half = answer([(OPENED_ZH, [1])], [OPENED_CITED])
    good, bad = (
        run({"a-en": GOOD, "a-zh": given}, (ENGLISH, twin)).outcomes for given in (twin_good, twin_half)
    )

    assert [outcome.scores["parity"] for outcome in good] == [1, 1]
    assert [outcome.scores["parity"] for outcome in bad] == [0, 0]
    assert {name for name in good[0].scores if good[0].scores[name] != bad[0].scores[name]} == {"parity"}


def test_another_answer_to_the_same_question_moves_stability_alone() -> None:
    def asked_twice(again: ObservedAnswer) -> dict[str, float]:
        observations = {"a-en": [observed("a-en", GOOD), observed("a-en", again, repeat=1)]}
        return dict(summarise("x", [ENGLISH], observations, SOURCES, JUDGE).outcomes[0].scores)

    good = asked_twice(GOOD)
    worded = asked_twice(GOOD.model_copy(update={"answer": GOOD.answer + " "}))
    cited = asked_twice(GOOD.model_copy(update={"citations": (OPENED_CITED,)}))

    assert {name for name in good if good[name] != worded[name]} == {"answer_stable"}
    assert {name for name in good if good[name] != cited[name]} == {"citations_stable"}
