"""Every code that an answer may warn with has words in both languages, and a line in the documentation."""

import re
from pathlib import Path

import pytest

from corpus.language import detect_language
from corpus.model import Language
from rag.models.protocol import ModelFault
from rag.writing.notices import Notice, fallback_warning, notice_warning, unneeded_warning

ERRORS = Path(__file__).parents[3] / "docs" / "errors.md"


def words(code: ModelFault | Notice, language: Language) -> str:
    if isinstance(code, ModelFault):
        return fallback_warning(code, language)
    return unneeded_warning(language) if code is Notice.NOT_NEEDED else notice_warning(code, 2, language)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", [*ModelFault, *Notice])
def test_each_code_is_told_in_the_language_of_the_answer(
    code: ModelFault | Notice, language: Language
) -> None:
    told, _, text = words(code, language).partition(": ")

    assert told == code.value
    assert detect_language(text) is language
    assert "{}" not in text
    assert text.endswith("。" if language is Language.ZH else ".")
    assert "extractive" not in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ZH, "语言模型所写的内容无法从文件中得到证实，以下句子改为直接摘自文件。"),
        (
            Language.EN,
            "what the model wrote could not be confirmed from the documents;"
            " the sentences below are quoted from them instead.",
        ),
    ],
)
def test_that_nothing_written_was_borne_out_is_told_in_plain_words(language: Language, words: str) -> None:
    assert fallback_warning(ModelFault.UNSUPPORTED, language) == f"llm_unsupported: {words}"


def test_the_codes_are_those_that_are_documented() -> None:
    section = ERRORS.read_text("utf-8").partition("## What an answer warns of")[2]

    documented = re.findall(r"^\| `(\w+)`", section, re.MULTILINE)

    assert sorted(documented) == sorted(code.value for code in (*ModelFault, *Notice))


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 sentence that the model left out was added word for word."),
        (2, "2 sentences that the model left out were added word for word."),
    ],
)
def test_one_is_told_as_one(count: int, words: str) -> None:
    assert notice_warning(Notice.COMPLETED, count, Language.EN) == f"llm_answer_completed: {words}"
