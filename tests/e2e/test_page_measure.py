"""How wide and how even text is set: the conversation beside an open source, documents, lines with notes, names."""

import pytest
from playwright.sync_api import Locator, expect

from corpus.library import bundled_documents
from tests.e2e.conftest import PHONE, OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of, citation_of, document_text

REVIEW, ARTICLE = bundled_documents()
ASK = "/api/v1/ask"
BY_BOTH = {
    "zh": "两份文件怎么说五个主题？",
    "en": "How do the two documents describe the five themes of the summit?",
}
COMMENTARY = "How much has France’s private sector invested in AI?"
PROSE = {
    "zh": "各国代表在会上讨论了算力、数据与治理的安排，并就后续会议的时间交换了意见。" * 6,
    "en": "Delegates discussed computing, data and the way in which both are governed by their countries. "
    * 6,
}
# Characters of the full lines of a paragraph.
FULL_LINES = """(part) => {
  const node = part.querySelector(".words").firstChild, range = document.createRange(), lines = new Map();
  for (let at = 0; at < node.data.length; at += 1) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const top = Math.round(range.getBoundingClientRect().top);
    lines.set(top, (lines.get(top) ?? 0) + 1);
  }
  return [...lines.values()].slice(0, -1);
}"""
IN_EM = "(part) => part.getBoundingClientRect().width / parseFloat(getComputedStyle(part).fontSize)"


@pytest.mark.parametrize("width", [1024, 1100, 1280])
@pytest.mark.parametrize(("language", "least", "most"), [("zh", 33, 40), ("en", 60, 74)])
def test_the_conversation_keeps_its_measure_beside_a_source_however_wide_that_was_set(
    open_room: OpenRoom, edge: Edge, language: str, least: int, most: int, width: int
) -> None:
    text = PROSE[language].strip()
    document = document_text(text)
    answer = answer_of(
        f"{text} [1]", language=language, mode="extractive", citations=[citation_of(document, 0, 40)]
    )
    answer["claims"] = [
        {"start": 0, "end": len(text), "citations": [1], "support": {"label": "supported", "method": "made"}}
    ]
    edge.answer(ASK, Reply(answer))
    edge.answer("/api/v1/documents/doc_made/text", Reply(document))
    room = open_room(language, address=edge.url, size=(width, 800))
    exchange = room.ask("?")
    exchange.locator("[data-citation]").first.click()
    room.marked(within="section.pane")

    def assert_measure() -> None:
        assert exchange.locator(".answer").evaluate(IN_EM) >= (34 if language == "zh" else 32)
        lines = sorted(exchange.locator(".answer p").evaluate(FULL_LINES))
        assert least <= lines[len(lines) // 2] <= most, lines
        assert room.pane.evaluate("(pane) => pane.parentElement.offsetWidth") >= 340
        assert not room.overflows()

    assert_measure()
    room.pane.get_by_role("separator").focus()
    for _ in range(20):
        room.page.keyboard.press("ArrowLeft")
    assert_measure()


@pytest.mark.parametrize("width", [768, 1024, 1440])
@pytest.mark.parametrize("document", [REVIEW, ARTICLE], ids=["paged", "unpaged"])
def test_a_chinese_document_is_read_in_lines_of_at_most_40_characters(
    open_room: OpenRoom, width: int, document: object
) -> None:
    assert document in (REVIEW, ARTICLE)
    doc_id = (REVIEW if document is REVIEW else ARTICLE).doc_id
    room = open_room("zh", at=f"/documents/{doc_id}", size=(width, 1024))
    blocks = room.page.locator("article .block:lang(zh)")
    blocks.nth(5).wait_for()

    measured = [block.evaluate(IN_EM) for block in blocks.all()]
    assert max(measured) <= 40.01
    assert max(measured) >= 34, "the text has room"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_with_the_number_of_a_note_is_as_tall_as_the_others(
    open_room: OpenRoom, language: str
) -> None:
    room = open_room(language, at=f"/documents/{REVIEW.doc_id}")
    noted = room.page.locator("article p.block:has([role=doc-noteref])")
    noted.nth(2).wait_for()

    for block in noted.all():
        lines = block.evaluate(
            "(block) => block.getBoundingClientRect().height / parseFloat(getComputedStyle(block).lineHeight)"
        )
        assert abs(lines - round(lines)) < 0.02, block.text_content()


def test_an_apostrophe_in_an_english_title_is_no_wider_than_a_letter(open_room: OpenRoom) -> None:
    room = open_room("en")
    room.ask(COMMENTARY).locator("[data-citation]").first.click()
    title = room.pane.locator("h2").first
    expect(title).to_contain_text("France’s")

    share = title.evaluate(
        """(title) => {
          const node = title.firstChild, range = document.createRange();
          range.setStart(node, node.data.indexOf("’"));
          range.setEnd(node, node.data.indexOf("’") + 1);
          return range.getBoundingClientRect().width / parseFloat(getComputedStyle(title).fontSize);
        }"""
    )
    assert 0 < share < 0.45


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_phone_which_citation_of_how_many_stands_on_one_line(open_room: OpenRoom, language: str) -> None:
    room = open_room(language, size=PHONE)
    room.ask(BY_BOTH[language]).locator("[data-citation]").first.click()
    room.marked(within="section.pane")
    where = room.pane.locator(".where")

    assert is_on_one_line(where)
    right_edges = [
        part.evaluate("(part) => part.getBoundingClientRect().right")
        for part in room.pane.locator(".bar > *").all()
    ]
    assert max(right_edges) <= PHONE[0]
    assert not room.overflows()
    expect(where).to_contain_text("引文 1，共" if language == "zh" else "Citation 1 of")


def is_on_one_line(part: Locator) -> bool:
    box = part.bounding_box()
    assert box is not None
    return box["height"] < 1.9 * float(part.evaluate("(part) => parseFloat(getComputedStyle(part).fontSize)"))


def test_english_lines_of_a_chinese_document_say_that_they_are_english(open_room: OpenRoom) -> None:
    room = open_room("zh", at=f"/documents/{REVIEW.doc_id}")
    room.page.locator("article .block").nth(3).wait_for()

    english = room.page.locator("article .block[lang=en]")
    chinese = room.page.locator("article .block[lang=zh]")
    assert any("ARTIFICIAL INTELLIGENCE" in text for text in english.all_text_contents())
    assert chinese.count() > english.count()
    assert not any("峰会" in text for text in english.all_text_contents())
