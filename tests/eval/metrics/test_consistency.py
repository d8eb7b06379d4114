from eval.metrics.consistency import cited_places, parity_scores, stability_scores
from tests.eval.metrics.seen import GOOD, OPENED_CITED, TOWER_CITED, answer, case, refusal, unanswerable

EN, ZH = case(), case(id="a-zh", language="zh")


def test_twins_are_alike_if_the_same_facts_are_found_from_both() -> None:
    only_height = answer([("灯塔高12.5米。", [])])
    only_name = answer([("艾达·林德。", [])])

    assert parity_scores([EN, ZH], {"a-en": GOOD, "a-zh": GOOD}) == {"a": 1}
    assert parity_scores([EN, ZH], {"a-en": GOOD, "a-zh": only_height}) == {"a": 0}
    assert parity_scores([EN, ZH], {"a-en": only_name, "a-zh": only_height}) == {"a": 0}
    assert parity_scores([EN, ZH], {"a-en": only_height, "a-zh": only_height}) == {"a": 1}


def test_two_answers_without_any_fact_agree_in_nothing() -> None:
    assert parity_scores([EN, ZH], {"a-en": refusal(), "a-zh": refusal("文件没有说明。")}) == {}


def test_a_pair_of_which_one_could_not_be_asked_or_that_has_no_facts_is_left_out() -> None:
    asked = [EN, ZH, unanswerable(), unanswerable(id="u-zh", language="zh")]

    assert parity_scores(asked, {"a-en": GOOD, "u-en": refusal(), "u-zh": refusal()}) == {}


def test_the_same_bytes_and_the_same_places_are_stable() -> None:
    again = GOOD.model_copy(update={"timings_ms": {"answer": 3.0}})

    assert stability_scores([GOOD, again]) == {"answer_stable": 1, "citations_stable": 1}


def test_other_words_move_the_one_and_other_places_the_other() -> None:
    worded = GOOD.model_copy(update={"answer": GOOD.answer + " "})
    fewer = GOOD.model_copy(update={"citations": (OPENED_CITED,)})
    swapped = GOOD.model_copy(update={"citations": (TOWER_CITED, OPENED_CITED)})

    assert stability_scores([GOOD, GOOD, worded]) == {"answer_stable": 0, "citations_stable": 1}
    assert stability_scores([GOOD, fewer]) == {"answer_stable": 1, "citations_stable": 0}
    assert stability_scores([GOOD, swapped]) == {"answer_stable": 1, "citations_stable": 1}
    assert len(cited_places(fewer)) == 1


def test_once_is_not_stable() -> None:
    assert stability_scores([GOOD]) == {}
    assert stability_scores([]) == {}
