from pathlib import Path

import pytest

from corpus.model import Language
from eval.observed import ObservedAnswer
from eval.tasks.abstention import decisions, measure_clapnq, measure_nomiracl, measure_squad2
from eval.tasks.rows import TaskName
from rag.requests import AskRequest
from tests.eval.tasks.made_up import PERMIT, TOWER, answered, bench_of, figures, refused, task_packs

YES, NO = "the passages answer", "the passages do not answer"


def test_both_errors_are_counted_and_right_decisions_weigh_both_kinds_alike() -> None:
    given, none = answered("x"), refused()

    found = figures(decisions(TaskName.ABSTENTION, "p", [given, given, given, none], [given, none]))

    assert found == {
        (YES, "refused"): (0.25, 4),
        (NO, "answered"): (0.5, 2),
        ("both", "right_decision"): (pytest.approx(0.625), 6),  # (3/4 + 1/2) / 2
    }


def test_one_kind_alone_has_no_mean_of_both() -> None:
    found = figures(decisions(TaskName.ABSTENTION, "p", [], [refused()]))

    assert found == {(YES, "refused"): (None, 0), (NO, "answered"): (0.0, 1)}


def test_always_the_same_decision_is_half_right() -> None:
    rows = decisions(TaskName.ABSTENTION, "p", [answered("x")], [answered("x")])

    assert rows[-1].figure.value == 0.5
    assert rows[-1].shortfall == 0.0


def test_squad2_asks_of_one_paragraph_and_looks_for_the_answer(tmp_path: Path) -> None:
    packs = task_packs()

    def answer(request: AskRequest) -> ObservedAnswer:
        return answered("A permit lasts 90 days.", found="Fees.") if "long" in request.question else refused()

    bench, told = bench_of(tmp_path, packs, {"squad2": [PERMIT, TOWER]}, answer)

    rows = measure_squad2(bench)

    assert figures(rows) == {
        (YES, "refused"): (0.0, 1),
        (NO, "answered"): (0.0, 1),
        ("both", "right_decision"): (1.0, 2),
        (YES, "answer_said"): (1.0, 1),
    }
    assert rows[-1].references[0].value == 0.0  # “Fees.” alone would not have said it
    assert {r.filters.doc_ids for r in told.asked} == {(bench.base.pool.doc_id(PERMIT),)}


@pytest.mark.parametrize("language", list(Language))
def test_nomiracl_stands_beside_published_models(tmp_path: Path, language: Language) -> None:
    bench, told = bench_of(
        tmp_path, task_packs(), {"nomiracl": [PERMIT, TOWER]}, lambda _: answered("anything")
    )

    rows = measure_nomiracl(bench, language)

    assert figures(rows) == {
        (YES, "refused"): (0.0, 1),
        (NO, "answered"): (1.0, 1),
        ("both", "right_decision"): (0.5, 2),
    }
    assert all(len(request.filters.doc_ids) == 2 for request in told.asked)
    gpt4 = {row.figure.metric: r.value for row in rows for r in row.references if r.name == "GPT-4"}
    expected = {
        Language.ZH: {"refused": 0.044, "answered": 0.436, "right_decision": 0.76},
        Language.EN: {"refused": 0.048, "answered": 0.427, "right_decision": 0.7625},
    }
    assert gpt4 == pytest.approx(expected[language])
    assert [row.shortfall > 0 for row in rows] == [False, False, True]  # only their mean is compared


@pytest.mark.parametrize(("quote", "value"), [("Salt keeps meat dry .", 1.0), ("Cooks like it .", 0.0)])
def test_clapnq_wants_a_sentence_that_people_chose(tmp_path: Path, quote: str, value: float) -> None:
    packs = task_packs()
    texts = [str(row["text"]) for row in packs["clapnq_en"]]
    bench, _ = bench_of(tmp_path, packs, {"clapnq_en": texts}, lambda _: answered(quote))

    assert figures(measure_clapnq(bench))[YES, "chosen_sentence_cited"] == (value, 1)


def test_a_limit_holds_for_each_kind(tmp_path: Path) -> None:
    packs = task_packs()
    packs["nomiracl_en"] = [
        {**row, "qid": f"{row['qid']}-{at}"} for at in range(5) for row in packs["nomiracl_en"]
    ]
    bench, told = bench_of(tmp_path, packs, {"nomiracl": [PERMIT, TOWER]}, limit=2)

    assert [row.figure.n for row in measure_nomiracl(bench, Language.EN)] == [2, 2, 4]
    assert len(told.asked) == 4
