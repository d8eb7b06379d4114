"""What has focus lies under nothing; cards cover no marker; the source takes keys, and has them to itself."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, expect

from corpus.library import bundled_documents
from tests.e2e.browser import find_chromium, launch_arguments
from tests.e2e.conftest import DESKTOP, PHONE, OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of, citation_of, document_text
from tests.e2e.room import ReadingRoom

REVIEW, ARTICLE = bundled_documents()
THEMES = {"zh": "峰会围绕哪五个主题展开？", "en": "What are the five themes of the summit?"}
BOTH = {
    "zh": "两份文件怎么说五个主题？",
    "en": "How do the two documents describe the five themes of the summit?",
}
INDIA = {
    "zh": "印度政府批准了多少人工智能投资？",
    "en": "How much AI investment did the Indian government approve?",
}
TABLET = (768, 1024)
MIDDLE = """(other, one) => {
  const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
  scrollBy({ top: (Math.min(a.top, b.top) + Math.max(a.bottom, b.bottom) - innerHeight) / 2, behavior: "instant" });
}"""
# Whether the middle of what has focus is what a pointer would meet there.
UNCOVERED = """() => {
  const part = document.activeElement, box = part.getBoundingClientRect();
  const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return part === document.body || (met !== null && (part.contains(met) || met.contains(part)));
}"""


def in_full_view(room: ReadingRoom) -> bool:
    return bool(room.page.evaluate(UNCOVERED))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 600), (360, 640)], ids=["low", "phone"])
def test_what_has_focus_lies_under_nothing(open_room: OpenRoom, size: tuple[int, int], language: str) -> None:
    room = open_room(language, size=size)
    for question in (THEMES[language], BOTH[language], INDIA[language], BOTH[language]):
        room.ask(question)
    room.page.evaluate("scrollTo(0, 0)")
    room.page.locator(".top .name").focus()
    seen: list[str] = []
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 60:
        room.page.keyboard.press(key)
        focused = room.page.locator(":focus")
        if focused.count() == 0:
            break
        name = str(
            focused.evaluate("(part) => part.dataset.citation ? 'marker' : part.outerHTML.slice(0, 90)")
        )
        if name == "marker":
            room.page.keyboard.press("Escape")  # its card
        assert in_full_view(room), f"{key}: {name}"
        seen.append(name)
    assert seen.count("marker") >= 10


def markers_of(room: ReadingRoom, language: str) -> list[Locator]:
    return room.ask(BOTH[language]).locator("[data-citation]").all()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "size", [DESKTOP, TABLET, (1920, 1000), PHONE], ids=["desktop", "tablet", "wide", "narrow"]
)
def test_a_card_gives_way_to_the_next_marker(
    open_room: OpenRoom, size: tuple[int, int], language: str
) -> None:
    room = open_room(language, size=size)
    markers = markers_of(room, language)
    assert len(markers) >= 3
    for one, other in [*pairwise(markers), *pairwise(markers[::-1])]:
        one.scroll_into_view_if_needed()
        # Both in the middle, where neither the bar above nor the composer below lies over one.
        other.evaluate(MIDDLE, one.element_handle())
        one.hover()
        expect(one).to_have_attribute("aria-describedby", _any())
        box = other.bounding_box()
        assert box is not None
        room.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
        expect(other).to_have_attribute("aria-describedby", _any())
        room.page.mouse.down()
        room.page.mouse.up()
        expect(room.pane).to_have_count(1)
        expect(other).to_have_attribute("aria-expanded", "true")
        room.page.keyboard.press("Escape")
        expect(room.pane).to_have_count(0)
        room.page.mouse.move(2, 2)


def _any() -> re.Pattern[str]:
    return re.compile(".")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_desktop_a_card_covers_no_marker_at_all(open_room: OpenRoom, language: str) -> None:
    room = open_room(language)
    for marker in markers_of(room, language):
        marker.hover()
        card = room.page.locator("[role=tooltip].placed")
        expect(card).to_be_visible()
        covered = card.evaluate(
            "(card, n) => { const a = card.getBoundingClientRect();"
            " return [...document.querySelectorAll('[data-citation]')].filter((one) => {"
            "  const b = one.getBoundingClientRect();"
            "  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;"
            " }).map((one) => one.textContent); }"
        )
        assert covered == []
        room.page.mouse.move(2, 2)
        expect(card).to_have_count(0)


def long_quote(edge: Edge) -> None:
    document = document_text("Long words. " * 200 + "The end.")
    citation = citation_of(document, 0, len(str(document["text"]))) | {"translation": "译" * 900 + "完"}
    edge.answer("/api/v1/ask", Reply(answer_of("Said. [1]", claims=[claim(0, 5, [1])], citations=[citation])))


def card_at_the_keyboard(room: ReadingRoom) -> Locator:
    """The card of the only marker, after going to it by keys; it has to lie in the window as a whole."""
    room.ask("What?").locator("[data-citation]").focus()
    room.page.keyboard.press("Shift+Tab")
    room.page.keyboard.press("Tab")
    card = room.page.locator("[role=tooltip].placed")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= room.page.evaluate("document.documentElement.clientWidth")
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 640
    return card


def test_a_card_shows_all_of_a_long_quote(open_room: OpenRoom, edge: Edge) -> None:
    long_quote(edge)
    room = open_room("en", address=edge.url, size=(360, 640))
    card = card_at_the_keyboard(room)

    expect(card.locator(".quote")).to_contain_text("The end.")
    room.page.keyboard.press("Tab")
    expect(card.locator(".inside")).to_be_focused()
    room.page.keyboard.press("End")
    expect(card).to_be_visible()
    room.page.wait_for_function(
        "() => { const one = document.querySelector('[role=tooltip] .inside');"
        " return one.scrollTop > 0 && one.scrollTop + one.clientHeight >= one.scrollHeight - 2; }"
    )
    room.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(room.page.locator("[data-citation]")).to_be_focused()


def test_a_scrollbar_cuts_no_card(chromium: Browser, edge: Edge) -> None:
    long_quote(edge)
    browser = chromium.browser_type.launch(
        executable_path=find_chromium(), args=launch_arguments(), ignore_default_args=["--hide-scrollbars"]
    )
    try:
        page = browser.new_page(base_url=edge.url, viewport={"width": 360, "height": 640}, locale="en-US")
        page.goto("/")
        room = ReadingRoom(page)
        for question in ("One?", "Two?", "Three?"):
            room.ask(question)
        card_at_the_keyboard(room)
        assert page.evaluate("document.documentElement.clientWidth") < 360
    finally:
        browser.close()


def claim(start: int, end: int, citations: list[int]) -> dict[str, object]:
    support = {"label": "supported", "method": "made"}
    return {"start": start, "end": end, "citations": citations, "support": support}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", ["ArrowDown", "PageDown", "Space", "End"])
def test_keys_scroll_a_source_as_soon_as_it_is_open(open_room: OpenRoom, key: str, language: str) -> None:
    room = open_room(language)
    room.ask(THEMES[language]).locator("[data-citation]").first.focus()
    room.page.keyboard.press("Enter")
    room.marked(within="section.pane")
    body = room.pane.locator(".body")
    expect(body).to_be_focused()
    room.page.wait_for_timeout(300)
    before = body.evaluate("(body) => body.scrollTop")

    room.page.keyboard.press(key)

    room.page.wait_for_function(
        "(before) => document.querySelector('.pane .body').scrollTop > before", arg=before
    )


@pytest.mark.parametrize("size", [TABLET, PHONE], ids=["tablet", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_over_the_conversation_the_source_has_focus_to_itself(
    open_room: OpenRoom, size: tuple[int, int], language: str
) -> None:
    room = open_room(language, size=size)
    marker = room.ask(THEMES[language]).locator("[data-citation]").first
    marker.click()
    room.marked(within="section.pane")
    expect(room.page.get_by_role("dialog")).to_have_attribute("aria-modal", "true")
    for key in ["Tab"] * 30 + ["Shift+Tab"] * 30:
        room.page.keyboard.press(key)
        inside = room.page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('.pane') !== null"
        )
        assert inside, room.page.evaluate("document.activeElement.outerHTML.slice(0, 90)")

    checkbox = room.pane.get_by_role("checkbox")
    checkbox.focus()
    room.page.keyboard.press("Escape")
    expect(room.pane).to_have_count(0)
    expect(marker).to_be_focused()


def test_beside_the_conversation_escape_closes_from_a_field_too(open_room: OpenRoom) -> None:
    room = open_room("en")
    room.ask(THEMES["en"]).locator("[data-citation]").first.click()
    room.marked(within="section.pane")
    room.page.locator("#question").focus()
    room.page.keyboard.press("Escape")
    expect(room.pane).to_have_count(0)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_back_from_the_whole_document_returns_to_the_open_source(
    open_room: OpenRoom, size: tuple[int, int]
) -> None:
    room = open_room("en", size=size)
    entries = "history.length"
    room.ask(BOTH["en"])
    start = room.page.evaluate(entries)
    room.exchanges.first.locator("[data-citation]").nth(1).click()
    quote = room.marked(within="section.pane")
    room.pane.get_by_role("link", name="Whole document").click()
    room.page.locator("main article mark").first.wait_for()
    assert room.page.evaluate(entries) == start + 2

    room.page.go_back()
    assert room.marked(within="section.pane") == quote
    expect(room.exchanges.first).to_be_attached()
    room.page.go_back()
    expect(room.pane).to_have_count(0)
    expect(room.exchanges.first.locator("[data-citation]").nth(1)).to_be_focused()
    room.page.go_forward()
    assert room.marked(within="section.pane") == quote
    room.page.keyboard.press("Escape")
    expect(room.pane).to_have_count(0)
    assert room.page.url.endswith("/")


@pytest.mark.parametrize("size", [(1280, 600), PHONE, (320, 640)], ids=["low", "phone", "small"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_copy_menu_opens_within_the_window(
    open_room: OpenRoom, size: tuple[int, int], language: str
) -> None:
    room = open_room(language, size=size)
    for question in (INDIA[language], THEMES[language]):
        exchange = room.ask(question)
        exchange.locator("summary").scroll_into_view_if_needed()
        exchange.locator("summary").click()
        for item in exchange.locator("details li button").all():
            item.focus()
            assert in_full_view(room)
            box = item.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0]
        room.page.keyboard.press("Escape")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_at_320_px_nothing_of_the_header_lies_over_another(open_room: OpenRoom, language: str) -> None:
    room = open_room(language, size=(320, 640))
    room.ask(THEMES[language])
    parts = room.page.locator("header.top :is(a, button, select)").all()
    boxes = [box for part in parts if (box := part.bounding_box())]
    assert not room.overflows()
    for at, one in enumerate(boxes):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= 320
        for other in boxes[at + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] + 0.5 or other["x"] + other["width"] <= one["x"] + 0.5
            )
            assert (
                apart
                or one["y"] + one["height"] <= other["y"] + 0.5
                or other["y"] + other["height"] <= one["y"] + 0.5
            )
