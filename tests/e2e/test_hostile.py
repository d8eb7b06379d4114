"""Whatever a document or an answer holds is text: no markup, no script, no request, no link but a source's."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of, citation_of, document_text
from tests.e2e.room import ReadingRoom

ASK = "/api/v1/ask"
HOSTILE = [
    "<script>document.title = 'taken'</script>",
    "<img src=https://elsewhere.example/x.png onerror=\"document.title = 'taken'\">",
    "![picture](https://elsewhere.example/y.png) [link](javascript:document.title='taken')",
    '<a href="https://elsewhere.example">a link</a> &lt;b&gt; <svg onload=alert(1)>',
    "abc \u202etxt.exe\u202c \u2067right to left\u2069 עברית",
    "See [1], [2] and [99] as if they were ours.",
]
DOCUMENT = document_text("\n".join(HOSTILE), title="x")


def serve_document(edge: Edge, document: dict[str, object]) -> None:
    edge.answer(f"/api/v1/documents/{document['doc_id']}/text", Reply(document))


def assert_nothing_came_alive(room: ReadingRoom, within: str) -> None:
    assert "taken" not in room.page.title()
    assert room.page.locator(f"{within} :is(script, img, svg, iframe, object, form)").count() == 0
    assert room.page.locator(f"{within} a").count() == 0


@pytest.mark.parametrize("mode", ["extractive", "written"])
def test_an_answer_with_markup_is_shown_as_text(open_room: OpenRoom, edge: Edge, mode: str) -> None:
    room = open_room("en", address=edge.url)
    for text in HOSTILE:
        edge.answer(ASK, Reply(answer_of(text, mode=mode)))
        answer = room.ask(text).locator(".answer")

        assert answer.text_content() == text
        assert answer.locator("button").count() == 0, "a marker that the service did not put there"
    assert_nothing_came_alive(room, "main .answer")


def test_a_document_with_markup_is_shown_as_text_and_quoted_to_the_character(
    open_room: OpenRoom, edge: Edge
) -> None:
    serve_document(edge, DOCUMENT)
    text = str(DOCUMENT["text"])
    places = [(text.index(line), text.index(line) + len(line)) for line in HOSTILE]
    citations = [citation_of(DOCUMENT, *place, n=n) for n, place in enumerate(places, 1)]
    claim = {"start": 0, "end": 4, "citations": [], "support": {"label": "supported", "method": "made"}}
    markers = " ".join(f"[{n}]" for n in range(1, len(places) + 1))
    edge.answer(ASK, Reply(answer_of(f"All. {markers}", claims=[claim], citations=citations)))
    room = open_room("en", address=edge.url)
    exchange = room.ask("What does it hold?")

    for marker, line in zip(exchange.locator("[data-citation]").all(), HOSTILE, strict=True):
        marker.click()
        assert room.marked(within="section.pane") == line
        assert_nothing_came_alive(room, "section.pane article")


@pytest.mark.parametrize("character", ["汉", "w", "🏔"])
def test_a_line_of_100_000_characters_is_quoted_and_breaks(
    open_room: OpenRoom, edge: Edge, character: str
) -> None:
    document = document_text(character * 60_000 + "THE WORDS" + character * 40_000)
    serve_document(edge, document)
    room = open_room("en", address=edge.url, at="/documents/doc_made?start=60000&end=60009", size=PHONE)

    assert room.marked() == "THE WORDS"
    assert room.is_in_view(room.page.locator("mark"))
    assert not room.overflows()


def test_a_question_of_markup_stays_a_question(open_room: OpenRoom, edge: Edge) -> None:
    room = open_room("en", address=edge.url)
    exchange = room.ask(HOSTILE[0])

    expect(exchange.locator("h2")).to_have_text(HOSTILE[0])
    assert_nothing_came_alive(room, "main .exchange h2")


def test_only_the_address_of_a_source_becomes_a_link(open_room: OpenRoom, edge: Edge) -> None:
    urls = ["https://example.org/one", "javascript:alert(1)", "https://known.example@elsewhere.example/"]
    footnotes = [{"number": n, "offset": 3, "url": url, "reference": None} for n, url in enumerate(urls, 1)]
    serve_document(edge, document_text("Some words.", footnotes=footnotes))
    room = open_room("en", address=edge.url, at="/documents/doc_made")
    room.page.locator("article .notes li").first.wait_for()

    links = room.page.locator("article a:not([href^='#'])")
    assert [link.get_attribute("href") for link in links.all()] == ["https://example.org/one"]
    assert links.first.get_attribute("rel") == "noreferrer noopener"


def test_a_question_that_is_shared_is_asked_once_and_leaves_the_address(open_room: OpenRoom) -> None:
    room = open_room(
        "zh", at="/?q=%E8%B0%81%E6%98%AF%E5%AE%89%E5%A6%AE%C2%B7%E5%B8%83%E9%9F%A6%E7%BD%97%EF%BC%9F"
    )

    room.exchanges.first.locator("[data-citation]").first.wait_for()
    assert room.page.url.endswith("/")
    expect(room.exchanges.first.locator("h2")).to_have_text("谁是安妮·布韦罗？")
