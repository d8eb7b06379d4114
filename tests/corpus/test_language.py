"""Telling Chinese from English by script."""

import pytest

from corpus.language import detect_language, han_ratio, has_han
from corpus.model import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("峰会在哪里举行？", Language.ZH),
        ("Where is the summit?", Language.EN),
        ("OpenAI 的 CEO 是谁", Language.ZH),
        ("What does the word 恐 mean in the article?", Language.EN),
        ("𠮷", Language.ZH),
        ("Élysée", Language.EN),
    ],
)
def test_the_script_decides(text: str, language: Language) -> None:
    assert detect_language(text) is language


@pytest.mark.parametrize("text", ["", "123", "¿?!", "🏔"])
def test_a_text_without_letters_of_either_kind_is_in_the_default(text: str) -> None:
    assert detect_language(text) is Language.EN
    assert detect_language(text, Language.ZH) is Language.ZH


@pytest.mark.parametrize(
    ("text", "expected"), [("a\u4e00", True), ("abc", False), ("。，", False), ("カナ", False), ("", False)]
)
def test_chinese_characters_are_found(text: str, expected: bool) -> None:
    assert has_han(text) is expected


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("", 0.0), ("12 !", 0.0), ("word", 0.0), ("中文", 1.0), ("中文 two words", 0.5), ("don't 中", 0.5)],
)
def test_the_share_counts_characters_against_words(text: str, ratio: float) -> None:
    assert han_ratio(text) == ratio


def test_each_language_is_the_others_other() -> None:
    assert Language.ZH.other is Language.EN
    assert Language.EN.other is Language.ZH
