import pytest

from eval.metrics.language import language_scores
from tests.eval.metrics.seen import OPENED, OPENED_ZH, answer, case, refusal


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        (OPENED, "en", 1),
        (OPENED_ZH, "zh", 1),
        (OPENED_ZH, "en", 0),
        (OPENED, "zh", 0),
        ("据 DeepSeek-R1 的报道，峰会开幕。", "zh", 1),
        ("84", "zh", 1),
        ("84", "en", 1),
    ],
)
def test_the_script_of_an_answer_is_that_of_the_questions_language(
    text: str, language: str, right: int
) -> None:
    assert language_scores(case(language=language), answer([(text, [])])) == {"language_right": right}


def test_a_refusal_has_a_language_too() -> None:
    assert language_scores(case(), refusal("文件没有说明。")) == {"language_right": 0}
