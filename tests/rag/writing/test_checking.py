"""What can be told for certain about a sentence and what it cites."""

import pytest

from rag.answer import Support, SupportLabel
from rag.writing.checking import ValueChecker
from tests.rag.candidates import candidate, reader_of

READER = reader_of("印度批准投资 1030 亿卢比。项目于 2024 年 3 月启动，详见 https://example.org/a。\n")
QUOTED, UNCHECKED = Support(SupportLabel.SUPPORTED, "quoted"), Support(SupportLabel.PARTIAL, "values")


@pytest.mark.parametrize("text", ["印度批准投资 1030 亿卢比。", "印度批准投资1030亿卢比", "印度批准投资"])
def test_what_stands_in_a_cited_sentence_is_supported(text: str) -> None:
    assert ValueChecker().check(text, [candidate(READER, 0)]).support == QUOTED


@pytest.mark.parametrize(
    "text",
    [
        "印度政府拿出 1030 亿卢比。",
        "India approved 103 billion rupees.",
        "2024 年 3 月，印度动手了。",
        "印度在投资。",
        "India has one plan; see https://example.org/a",
    ],
)
def test_with_all_figures_in_the_passage_only_a_part_is_checked(text: str) -> None:
    assert ValueChecker().check(text, [candidate(READER, 0), candidate(READER, 1)]).support == UNCHECKED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("印度投资 103 亿卢比。", ("103 亿卢比",)),
        ("India approved 10.3 billion rupees.", ("10.3 billion rupees",)),
        ("India approved 103 billion dollars.", ("103 billion dollars",)),
        ("项目于 2024 年 4 月启动。", ("2024 年 4 月",)),
        ("See https://example.net/?q=a", ("https://example.net/?q=a",)),
    ],
)
def test_a_figure_a_date_or_a_link_from_nowhere_is_found(text: str, found: tuple[str, ...]) -> None:
    checked = ValueChecker().check(text, [candidate(READER, 0), candidate(READER, 1)])

    assert checked.support.label is SupportLabel.UNSUPPORTED
    assert checked.findings == found
