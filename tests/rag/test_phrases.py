"""The product's own words, in one language at a time."""

import re
from collections.abc import Callable

import pytest

from corpus.language import has_han
from corpus.loading import Description, load_document
from corpus.model import Footnote, Language, SourceKind
from rag.phrases import Phrases
from rag.reading import Reader

ZH, EN = Phrases(Language.ZH), Phrases(Language.EN)


def reader_of(kind: SourceKind, date: str = "2025-02-12") -> Reader:
    """A document whose names are in the language of whoever asks, so that a leak is the phrase's own."""
    description = Description(
        title="标题", publisher="出版者（简称）", date=date, kind=kind, language=Language.ZH,
        title_translated="Title", publisher_translated="Publisher (Short)",
    )  # fmt: skip
    return Reader(load_document("正文。".encode(), description))


EMPTY, FULL = Footnote(16, 0, None, None), Footnote(7, 0, None, "https://x.y")
COMMENTARY = reader_of(SourceKind.COMMENTARY)
SPOKEN: dict[str, Callable[[Phrases], str]] = {
    "lead-in again": lambda p: p.lead_in_again(COMMENTARY),
    "an empty note": lambda p: p.footnote(EMPTY),
    "no note": lambda p: p.no_footnote(),
    "unsourced": lambda p: p.unsourced(),
    "the document": lambda p: p.document_is(COMMENTARY),
    "untranslated Chinese": lambda p: p.untranslated(Language.ZH),
    "untranslated English": lambda p: p.untranslated(Language.EN),
    "no document": lambda p: p.not_found(0, []),
    "one document": lambda p: p.not_found(1, []),
    "two documents": lambda p: p.not_found(2, []),
    "nine documents": lambda p: p.not_found(9, ["12", "34", "56"]),
    "the closest": lambda p: p.closest(COMMENTARY, "12", rendered=True),
    "a premise": lambda p: p.premise("12"),
    "a source": lambda p: p.reported_by("12"),
    "a date": lambda p: p.date("2025-02-12"),
} | {f"lead-in, {kind}": lambda p, kind=kind: p.lead_in(reader_of(kind)) for kind in SourceKind}


@pytest.mark.parametrize("what", SPOKEN)
def test_chinese_words_hold_no_english(what: str) -> None:
    text = SPOKEN[what](ZH)
    assert text
    assert re.findall(r"[A-Za-z]+", text) == []


@pytest.mark.parametrize("what", SPOKEN)
def test_english_words_hold_no_chinese(what: str) -> None:
    text = SPOKEN[what](EN)
    assert text
    assert not has_han(text)
    assert not re.search(r"[，。：；（）《》、]", text)


@pytest.mark.parametrize(
    ("iso", "chinese", "english"),
    [
        ("2025-02-12", "2025年2月12日", "12 February 2025"),
        ("2025-01", "2025年1月", "January 2025"),
        ("2025", "2025年", "2025"),
        ("", "", ""),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(iso: str, chinese: str, english: str) -> None:
    assert (ZH.date(iso), EN.date(iso)) == (chinese, english)


def test_a_lead_in_names_the_publisher_without_its_short_form_and_the_date() -> None:
    assert "出版者" in ZH.lead_in(COMMENTARY)
    assert "简称" not in ZH.lead_in(COMMENTARY)
    assert "2025年2月12日" in ZH.lead_in(COMMENTARY)
    english = EN.lead_in(COMMENTARY)
    assert "Publisher" in english
    assert "Short" not in english
    assert "12 February 2025" in english


def test_a_lead_in_without_a_date_leaves_no_hole() -> None:
    undated = reader_of(SourceKind.PRESS, date="")
    for text in (ZH.lead_in(undated), EN.lead_in(undated)):
        assert "  " not in text
        assert " of :" not in text


@pytest.mark.parametrize("phrases", [ZH, EN])
def test_a_note_is_given_by_number_with_its_address_or_as_empty(phrases: Phrases) -> None:
    assert "7" in phrases.footnote(FULL)
    assert "https://x.y" in phrases.footnote(FULL)
    assert "16" in phrases.footnote(EMPTY)
    assert "http" not in phrases.footnote(EMPTY)


@pytest.mark.parametrize(
    ("url", "chinese", "english"),
    [
        (
            "https://www.lemonde.fr/a",
            "（注7：《世界报》，https://www.lemonde.fr/a）",
            " (Note 7: Le Monde, https://www.lemonde.fr/a)",
        ),
        (
            "https://carnegieendowment.org/a",
            "（注7：卡内基国际和平基金会，https://carnegieendowment.org/a）",
            " (Note 7: Carnegie Endowment for International Peace, https://carnegieendowment.org/a)",
        ),
        ("https://x.y", "（注7：https://x.y）", " (Note 7: https://x.y)"),
        ("http://x.y]", "（注7：http://x.y]）", " (Note 7: http://x.y])"),
    ],
)
def test_a_note_names_the_publisher_of_its_address_if_it_is_known(
    url: str, chinese: str, english: str
) -> None:
    note = Footnote(7, 0, None, url)
    assert (ZH.footnote(note), EN.footnote(note)) == (chinese, english)


@pytest.mark.parametrize("phrases", [ZH, EN])
def test_a_refusal_names_everything_that_was_missing(phrases: Phrases) -> None:
    for missing in ([], ["秘鲁"], ["秘鲁", "Peru"], ["a1", "b2", "c3"]):
        assert all(word in phrases.not_found(2, missing) for word in missing)


@pytest.mark.parametrize("phrases", [ZH, EN])
def test_a_premise_is_named_in_the_questions_words(phrases: Phrases) -> None:
    assert "“800”" in phrases.premise("800")
