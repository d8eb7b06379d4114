"""Lists within documents."""

import pytest

from corpus.loaders import FileFormat
from corpus.loading import Description, Sentence, load_document
from rag.reading import Reader


def lists(text: str, file_format: FileFormat = FileFormat.PLAIN) -> list[tuple[str | None, list[str]]]:
    """Each list of a text: its opener and its items."""
    reader = Reader(load_document(text.encode(), Description(), file_format=file_format))

    def words(sentence: Sentence) -> str:
        return sentence.span.of(reader.document.text)

    return [(words(s.opener) if s.opener else None, [words(i) for i in s.items]) for s in reader.series]


def test_list_items_are_one_list_under_the_line_that_opens_it() -> None:
    text = "# 标题\n\n这是一段足够长的正文，用来说明下面的列表是怎么来的，读者由此知道它讲的是什么事情，如下：\n\n* 一项\n* 两项\n* 三项\n\n后面。"
    (found,) = lists(text, FileFormat.ARTICLE)
    assert found[0] is not None
    assert found[0].endswith("如下：")
    assert found[1] == ["一项", "两项", "三项"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "原因如下。其一，成本高。其二，时间长。其三，人手少。",
            ["其一，成本高。", "其二，时间长。", "其三，人手少。"],
        ),
        ("首先是技术。这很难。其次是资金。最后是人才。", ["首先是技术。", "其次是资金。", "最后是人才。"]),
        ("一方面很好。另一方面很贵。", ["一方面很好。", "另一方面很贵。"]),
        (
            "First, it is cheap. Second, it is fast. Third, it is here.",
            ["First, it is cheap.", "Second, it is fast.", "Third, it is here."],
        ),
        ("Firstly, it is cheap. Finally, it is fast.", ["Firstly, it is cheap.", "Finally, it is fast."]),
    ],
)
def test_sentences_that_count_off_are_a_list(text: str, items: list[str]) -> None:
    assert [found for _, found in lists(text)] == [items]


def test_paragraphs_that_each_begin_with_a_title_are_a_list() -> None:
    text = "目标有三，分列如下：\n\n普惠：覆盖全球。\n\n绿色：降低能耗。\n\n包容：听取各方。"
    assert ("目标有三，分列如下：", ["普惠：覆盖全球。", "绿色：降低能耗。", "包容：听取各方。"]) in lists(
        text
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一句话。",
        "其一，成本高。就这样。",
        "其二，没有第一。",
        "First come, first served.",
        "其一在此。\n\n# 别处\n\n其二在彼。",
    ],
)
def test_one_item_or_two_sections_make_no_list(text: str) -> None:
    assert lists(text) == []


def test_the_sentences_of_a_series_are_its_opener_and_its_items(article: Reader) -> None:
    series = next(s for s in article.series if s.items[0].span.of(article.document.text) == "公共服务 AI")
    assert series.opener is not None
    assert series.sentences == (series.opener, *series.items)
    assert len(series.items) == 5


def test_the_four_trends_of_the_review_are_one_list(review: Reader) -> None:
    found = [[i.span.of(review.document.text) for i in s.items] for s in review.series]
    trends = next(items for items in found if "其一" in items[0])
    assert [item[:3] for item in trends[1:]] == ["其二，", "其三，", "其四，"]
