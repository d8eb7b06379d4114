"""What the page tells of a source and what is taken along from it: pages, telling names, tables, own numbers."""

import pytest
from playwright.sync_api import Locator, expect

from corpus.library import bundled_documents
from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of, citation_of, document_text
from tests.e2e.room import ReadingRoom

ASK = "/api/v1/ask"
REVIEW = bundled_documents()[0]
CUT_BY_A_PAGE = REVIEW.text.index("峰会利用 2024 巴黎和平论坛")
FORMS = ("markdown", "plain", "gbt7714", "apa", "bibtex")


def copied(room: ReadingRoom, exchange: Locator, form: str) -> str:
    exchange.locator("summary").click()
    exchange.locator(f"[data-format={form}]").click()
    return room.clipboard()


@pytest.mark.parametrize(
    ("language", "question", "shown", "signs"),
    [
        (
            "zh",
            "面向全球的AI项目征集总共收到多少个申报，覆盖多少个国家？",
            "第 5–6 页",
            ["，第 5–6 页。“", "，第 5–6 页。“", "5-6.\n", "，第5–6页", "pp.~5--6"],
        ),
        (
            "en",
            "How many entries did the worldwide call for AI projects attract, and from how many countries?",
            "pp. 5–6",
            [", pp. 5–6: “", ", pp. 5–6: “", "5-6.\n", ", pp. 5–6", "pp.~5--6"],
        ),
    ],
)
def test_a_quote_that_a_page_break_cuts_is_told_with_both_pages_everywhere(
    open_room: OpenRoom, language: str, question: str, shown: str, signs: list[str]
) -> None:
    room = open_room(language)
    exchange = room.ask(question)
    marker = exchange.locator("[data-citation]").first
    marker.hover()
    expect(room.page.get_by_role("tooltip")).to_contain_text(shown)
    for form, sign in zip(FORMS, signs, strict=True):
        text = copied(room, exchange, form)
        assert sign in text, (form, text)

    marker.click()
    expect(room.pane.locator(".path")).to_contain_text(shown)
    room.pane.get_by_role("button", name="复制这条引文" if language == "zh" else "Copy this citation").click()
    expect(room.pane.get_by_role("button", name="已复制" if language == "zh" else "Copied")).to_be_visible()
    quote = room.clipboard()
    assert shown in quote
    assert f"start={CUT_BY_A_PAGE}&" in quote

    room.page.goto(room.page.url.rstrip("/") + "/check")
    room.page.locator("#citation").fill(quote)
    room.page.locator("form:has(#citation) .main").click()
    expect(room.page.get_by_text("引文无误" if language == "zh" else "The citation holds")).to_be_visible()
    expect(room.page.get_by_text("不符" if language == "zh" else "is not true of")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "CISS (“Spring outlook”) has “four”, CISS (“Autumn outlook”) has “five”."),
        ("zh", "CISS《Spring outlook》作“four”，CISS《Autumn outlook》作“five”。"),
    ],
)
def test_two_documents_of_one_publisher_are_told_apart_by_their_titles(
    open_room: OpenRoom, edge: Edge, language: str, told: str
) -> None:
    document = document_text("Four were signed. Five were signed.")
    one = citation_of(document, 0, 17) | {"publisher": "CISS", "title": "Spring outlook"}
    two = citation_of(document, 18, 35, n=2) | {
        "publisher": "CISS",
        "title": "Autumn outlook",
        "doc_id": "doc_other",
    }
    difference = {"claims": [0, 1], "citations": [1, 2], "kind": "number", "said": "four", "other": "five"}
    support = {"label": "supported", "method": "made"}
    claims = [
        {"start": 0, "end": 17, "citations": [1], "support": support},
        {"start": 22, "end": 39, "citations": [2], "support": support},
    ]
    answer = answer_of("Four were signed. [1] Five were signed. [2]", claims=claims, citations=[one, two])
    edge.answer(ASK, Reply(answer | {"differences": [difference]}))

    exchange = open_room(language, address=edge.url).ask("How many?")

    expect(exchange.locator(".differ")).to_contain_text(told)


def test_a_written_table_is_copied_as_one_and_a_number_of_its_own_is_no_reference(
    open_room: OpenRoom, edge: Edge
) -> None:
    document = document_text("France gives 109 <b> [7].")
    text = "| Who | Sum |\n|---|---|\n| **France** | 109 <b> [7] [1] |"
    edge.answer(ASK, Reply(answer_of(text, claims=[], citations=[citation_of(document, 0, 25)])))
    room = open_room("en", address=edge.url)
    exchange = room.ask("Who gives what?")
    expect(exchange.locator(".answer td strong")).to_have_text("France")

    table = "| Who | Sum |\n| --- | --- |\n| **France** | 109 \\<b\\> \\[7\\][^1] |\n\n"
    assert copied(room, exchange, "markdown").startswith(table)
    assert "109 <b> ［7］ [1] |" in copied(room, exchange, "plain")
