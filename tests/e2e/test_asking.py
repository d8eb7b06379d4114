"""Asking the real service in a real browser, and reading what the answer rests on."""

import pytest
from playwright.sync_api import expect

from corpus.language import has_han
from corpus.library import bundled_documents
from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge
from tests.e2e.made import ASTRAL

TEXTS = {document.doc_id: document.text for document in (*bundled_documents(), ASTRAL)}
TITLES = {document.doc_id: document.passport.title for document in (*bundled_documents(), ASTRAL)}

QUESTIONS = [
    ("zh", "峰会围绕哪五个主题展开？"),
    ("en", "What are the five themes of the summit?"),
    ("zh", "谁是安妮·布韦罗？"),
    ("en", "Where does the secretariat of the 𝔸𝕃ℙ𝕊 Compute Charter sit?"),
    ("en", "When was the 𝔸𝕃ℙ𝕊 Compute Charter signed in Zürich?"),
]


@pytest.mark.parametrize(("language", "question"), QUESTIONS, ids=range(len(QUESTIONS)))
def test_every_marker_leads_to_the_very_words_of_its_citation(
    open_room: OpenRoom, language: str, question: str
) -> None:
    room = open_room(language)
    exchange = room.ask(question)
    answer = room.page.request.post("/api/v1/ask", data={"question": question}).json()
    markers = exchange.locator("[data-citation]")
    assert markers.count() >= len(answer["citations"]) > 0

    for marker in markers.all():
        number = int(marker.get_attribute("data-citation") or 0)
        (citation,) = [one for one in answer["citations"] if one["n"] == number]
        marker.click()
        marked = room.marked(within="section.pane")

        text = TEXTS[citation["doc_id"]]
        assert text[citation["char_start"] : citation["char_end"]] == citation["quote"]
        assert marked.replace("\n", "") == citation["quote"].replace("\n", "")
        assert marker.get_attribute("aria-expanded") == "true"
        expect(room.pane.locator("header")).to_contain_text(TITLES[citation["doc_id"]])
        expect(room.pane.locator("h2").first).to_have_attribute("lang", language)
        assert room.is_in_view(room.page.locator("mark").first)


def test_a_marker_says_at_a_glance_what_it_stands_for(open_room: OpenRoom) -> None:
    room = open_room("en")
    marker = room.ask("What are the five themes of the summit?").locator("[data-citation]").first

    marker.hover()

    card = room.page.get_by_role("tooltip")
    for text in (
        "此次峰会围绕",
        "The summit is organised",
        "法国人工智能行动峰会前瞻",
        "Think tank",
        "2025-01",
        "p. 1",
        "Supported",
    ):
        expect(card).to_contain_text(text)
    assert card.locator(".quote").get_attribute("lang") == "zh"
    room.page.mouse.move(5, 5)
    expect(card).to_have_count(0)


def test_back_closes_the_source_and_keeps_the_place_in_the_conversation(open_room: OpenRoom) -> None:
    room = open_room("zh")
    for question in ("谁是安妮·布韦罗？", "峰会围绕哪五个主题展开？", "印度政府批准了多少人工智能投资？"):
        exchange = room.ask(question)
    marker = exchange.locator("[data-citation]").first
    marker.scroll_into_view_if_needed()
    before = room.page.evaluate("scrollY")
    assert before > 0, "the conversation has to be longer than the window for this"

    marker.click()
    room.pane.wait_for()
    room.page.go_back()

    expect(room.pane).to_have_count(0)
    assert abs(room.page.evaluate("scrollY") - before) <= 2
    assert room.exchanges.count() == 3
    expect(marker).to_be_focused()


def test_the_arrow_keys_walk_from_citation_to_citation(open_room: OpenRoom) -> None:
    room = open_room("zh")
    exchange = room.ask("峰会的五个主题分别是什么？印度政府批准了多少人工智能投资？")
    quotes = exchange.locator("[data-citation]")
    assert quotes.count() > 1
    quotes.first.click()
    first = room.marked(within="section.pane")

    room.page.keyboard.press("ArrowRight")
    expect(room.pane.locator(".where")).to_contain_text("引文 2")
    second = room.marked(within="section.pane")
    room.page.keyboard.press("ArrowLeft")
    expect(room.pane.locator(".where")).to_contain_text("引文 1")

    assert room.marked(within="section.pane") == first != second
    room.page.keyboard.press("Escape")
    expect(room.pane).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("zh", "谁是安妮·布韦罗？", "她访问了哪里？"),
        ("en", "Who is Anne Bouverot?", "When did she visit London?"),
    ],
)
def test_a_follow_up_is_read_with_what_was_said_before(
    open_room: OpenRoom, edge: Edge, language: str, first: str, then: str
) -> None:
    room = open_room(language, address=edge.url)
    said = room.ask(first).locator(".answer").inner_text()
    exchange = room.ask(then)

    sent = edge.posted("/api/v1/ask")[-1]
    assert isinstance(sent, dict)
    assert [turn["role"] for turn in sent["history"]] == ["user", "assistant"]
    assert sent["history"][0]["content"] == first
    assert sent["history"][1]["content"][:10] == said[:10]
    assert "布韦罗" in exchange.inner_text() or "Bouverot" in exchange.inner_text()


@pytest.mark.parametrize(
    ("language", "question"),
    [("zh", "东京奥运会是哪一年举行的？"), ("en", "When were the Tokyo Olympics held?")],
)
def test_that_the_documents_do_not_say_is_an_answer_with_the_closest_passages(
    open_room: OpenRoom, language: str, question: str
) -> None:
    room = open_room(language)
    exchange = room.ask(question)

    assert exchange.locator("[data-citation]").count() == 0
    assert room.page.get_by_role("alert").count() == 0
    passage = exchange.locator("ol li button").first
    shown = passage.locator(".text").inner_text()
    passage.click()
    assert room.marked(within="section.pane").replace("\n", "").startswith(shown[:20].replace("\n", ""))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_passages_have_their_rendering_beside_them_where_the_reader_needs_it(
    open_room: OpenRoom, language: str
) -> None:
    room = open_room(language)
    exchange = room.ask(
        "东京奥运会是哪一年举行的？" if language == "zh" else "When were the Tokyo Olympics held?"
    )
    refusal = exchange.locator("ol li button")
    refusal.first.wait_for()
    room.page.goto("/search")
    room.page.locator("#query").fill("印度" if language == "zh" else "India’s investment")
    room.page.keyboard.press("Enter")
    room.page.locator("main ol li button").first.wait_for()
    if language == "zh":
        expect(room.page.locator("main ol .rendering")).to_have_count(0)
        return

    for passage in (
        room.page.locator("main ol li button").filter(has=room.page.locator(".text:lang(zh)")).all()
    ):
        rendering = passage.locator(".rendering")
        expect(rendering.locator("b")).to_have_text("Translation")
        expect(rendering.locator("b")).to_have_attribute("lang", "en")
        said = rendering.locator("span")
        expect(said).to_have_attribute("lang", "en")
        assert len(said.inner_text()) > 20
        assert not has_han(said.inner_text())
    room.page.go_back()
    chinese = room.exchanges.first.locator("ol li button").filter(has=room.page.locator(".text:lang(zh)"))
    assert chinese.count() > 0
    expect(room.exchanges.first.locator("ol .rendering")).to_have_count(chinese.count())


def test_a_question_to_begin_with_is_one_that_the_documents_answer(open_room: OpenRoom) -> None:
    for language in ("zh", "en"):
        room = open_room(language)
        cards = room.page.locator(".cards button")
        cards.first.wait_for()
        assert [card.get_attribute("lang") for card in cards.all()][:2] == [language] * 2
        for number in range(cards.count()):
            cards.nth(number).click()
            room.exchanges.first.locator("[data-citation]").first.wait_for()
            room.page.locator(".top .new").click()


def test_enter_while_chinese_is_being_composed_sends_nothing(open_room: OpenRoom, edge: Edge) -> None:
    room = open_room("zh", address=edge.url)
    field = room.page.locator("#question")
    field.fill("峰会")
    field.dispatch_event("compositionstart")
    field.press("Enter")
    field.dispatch_event("compositionend")
    field.evaluate(
        "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))"
    )
    assert edge.posted("/api/v1/ask") == []

    room.page.wait_for_timeout(100)
    field.press("Enter")
    room.exchanges.first.wait_for()
    assert len(edge.posted("/api/v1/ask")) == 1


def test_shift_and_enter_begin_a_new_line(open_room: OpenRoom) -> None:
    room = open_room("en")
    field = room.page.locator("#question")
    field.fill("one")
    field.press("Shift+Enter")
    field.type("two")

    assert field.input_value() == "one\ntwo"
    assert room.exchanges.count() == 0
