"""What is asked for has signs, and sentences without them are not about the question."""

import pytest

from rag.names import NameIndex
from rag.question import read_question
from rag.ranking import holding_what_is_wanted
from tests.rag.candidates import candidate, ranked, reader_of


@pytest.mark.parametrize(
    ("asked", "texts", "kept"),
    [
        ("那句引语出自哪家报纸？", ["法国很强。", "报道称“法国能成为领军国家”。", "所谓“行动”。"], [1]),
        ("Where does the quotation come from?", ["France is strong.", "It said “France can be a leader”."], [1]),
        ("是接着哪两届峰会办的？", ["2025年峰会在巴黎。", "它是2024年首尔峰会的延续。"], [1]),
        ("Which earlier summits does it build on?", ["It is in Paris.", "It will build on the Seoul summit."], [1]),
        ("上午还是下午开幕？", ["2月10日开幕。", "10日上午开幕。"], [1]),
        ("Was it in the morning or the afternoon?", ["It was on Monday.", "It was in the morning."], [1]),
        # none has the sign, or none is wanted: all stay
        ("上午还是下午开幕？", ["2月10日开幕。", "在巴黎开幕。"], [0, 1]),
        ("哪天开幕？", ["2月10日开幕。", "10日上午开幕。"], [0, 1]),
    ],
)  # fmt: skip
def test_only_sentences_with_the_sign_of_what_is_wanted_are_about_it(
    asked: str, texts: list[str], kept: list[int]
) -> None:
    items = [ranked(candidate(reader_of(text), 0), 5.0 - at) for at, text in enumerate(texts)]
    question = read_question(asked, NameIndex(()))
    assert holding_what_is_wanted(question, items) == [items[at] for at in kept]
