import pytest

from eval.tasks.saying import best_chunk, holds_all, holds_words, overlaps_text, said
from tests.eval.tasks.made_up import answered, refused


def test_an_answer_says_its_quotes_and_not_the_words_around_them() -> None:
    seen = answered("It ended.", "It began.", text="According to Ann Lee: It ended. [1] It began. [2]")

    assert said(seen) == "It ended.\nIt began."


def test_a_refusal_says_nothing_whatever_it_repeats() -> None:
    assert said(refused()) == ""


def test_best_chunk_is_the_first_found_and_empty_if_nothing_was() -> None:
    assert best_chunk(answered("x", found="the whole chunk")) == "the whole chunk"
    assert best_chunk(refused()) == ""


@pytest.mark.parametrize(
    ("text", "answers", "held"),
    [
        ("ann lee won", [["Ann Lee", "A. Lee"]], True),
        ("A. Lee won", [["Ann Lee", "A. Lee"]], True),
        ("Ann Lee won", [["Ann Lee"], ["Bo Ek"]], False),
        ("Ann Lee beat Bo Ek", [["Ann Lee"], ["Bo Ek"]], True),
        ("共 12 人", [["12人"]], True),  # blanks say nothing in Chinese
        ("112人", [["12人"]], True),  # a plain substring, as the authors count
        ("", [["x"]], False),
        ("anything", [], False),
    ],
)
def test_all_answers_must_be_held_in_one_spelling_each(
    text: str, answers: list[list[str]], held: bool
) -> None:
    assert holds_all(text, answers) is held


@pytest.mark.parametrize(
    ("text", "answer", "held"),
    [
        ("It is the seat of Clark County.", "the Clark County", True),
        ("It seats Clarks County.", "Clark County", False),
        ("112 boats", "12", False),
        ("Built in 1874, burnt.", "1874", True),
        ("The U.S. won", "u s", True),
        ("anything", "the", False),
        ("anything", "", False),
        ("Zürich liegt am See", "zürich", True),
    ],
)
def test_an_answers_words_must_stand_in_a_row(text: str, answer: str, held: bool) -> None:
    assert holds_words(text, answer) is held


def test_one_stretch_holds_another_whatever_the_spacing() -> None:
    assert overlaps_text("Salt keeps  meat dry .", "so salt keeps meat dry . And")
    assert not overlaps_text("Salt keeps meat dry .", "Cooks like it .")
    assert not overlaps_text("", "x")
