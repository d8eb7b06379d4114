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


def test_the_codes_are_those_that_are_documented() -> None:
    section = ERRORS.read_text("utf-8").partition("## What an answer warns of")[2]

    documented = re.findall(r"^\| `(\w+)`", section, re.MULTILINE)

    assert sorted(documented) == sorted(code.value for code in (*ModelFault, *Notice))
