"""Notes of a document, the card of a marker and the outline: reached, left and come back from with the keyboard."""

import pytest
from playwright.sync_api import expect

from corpus.library import bundled_documents
from tests.e2e.conftest import DESKTOP, PHONE, OpenRoom
from tests.e2e.room import ReadingRoom

REVIEW, _ = bundled_documents()
FIVE_THEMES = {"zh": "峰会围绕哪五个主题展开？", "en": "What are the five themes of the summit?"}


def walk_one_note(room: ReadingRoom, within: str, language: str) -> None:
    """From an anchor to its note, to its address, and back."""
    keyboard, focused = room.page.keyboard, room.page.locator(":focus")
    anchors = room.page.locator(f"{within} article sup a")
    assert anchors.count() == len(REVIEW.footnotes)
    anchor = anchors.nth(2)
    number = anchor.get_attribute("data-note")
    expect(anchor).to_have_attribute("role", "doc-noteref")
    expect(anchor).to_have_accessible_name(f"注 {number}" if language == "zh" else f"Note {number}")
    url = next(note.url for note in REVIEW.footnotes if str(note.number) == number)
    assert url is not None
    before = room.page.evaluate("history.length")

    anchor.focus()
    keyboard.press("Enter")
    expect(focused).to_have_attribute("value", str(number))
    expect(focused).to_be_in_viewport()
    keyboard.press("Tab")
    expect(focused).to_have_attribute("role", "doc-backlink")
    keyboard.press("Tab")
    expect(focused).to_have_attribute("href", url)
    keyboard.press("Shift+Tab")
    keyboard.press("Enter")
    expect(anchor).to_be_focused()
    expect(anchor).to_be_in_viewport()
    assert room.page.evaluate("history.length") == before
    anchor.click()
    expect(focused).to_have_attribute("value", str(number))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_anchor_in_a_document_leads_to_its_note_and_back(open_room: OpenRoom, language: str) -> None:
    room = open_room(language, at=f"/documents/{REVIEW.doc_id}")
    room.page.locator("article sup a").first.wait_for()

    walk_one_note(room, "main", language)


@pytest.mark.parametrize(("language", "size"), [("zh", DESKTOP), ("en", DESKTOP), ("zh", PHONE)])
def test_an_anchor_in_the_source_pane_leads_to_its_note_and_leaves_it_open(
    open_room: OpenRoom, language: str, size: tuple[int, int]
) -> None:
    room = open_room(language, size=size)
    room.ask(FIVE_THEMES[language]).locator("[data-citation]").first.click()
    room.marked(within="section.pane")

    walk_one_note(room, "section.pane", language)
    expect(room.pane).to_be_visible()
    # Only the text scrolls: what closes the pane stays where it is.
    expect(room.pane.locator(".bar button").last).to_be_in_viewport(ratio=1)
    room.page.keyboard.press("Escape")
    expect(room.pane).to_have_count(0)


def test_a_card_that_is_hovered_stays_and_escape_takes_it_away(open_room: OpenRoom) -> None:
    room = open_room("en")
    marker = room.ask(FIVE_THEMES["en"]).locator("[data-citation]").first
    card = room.page.get_by_role("tooltip")
    marker.hover()
    card.wait_for()

    box = card.bounding_box()
    assert box is not None
    room.page.mouse.move(box["x"] + 60, box["y"] + 40, steps=12)
    room.page.wait_for_timeout(400)
    expect(card).to_be_visible()  # hoverable, and persistent
    room.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    room.page.mouse.move(5, 5)

    marker.click()
    room.marked(within="section.pane")
    room.page.mouse.move(5, 5)
    marker.hover()
    card.wait_for()
    room.page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(room.pane).to_be_visible()
    room.page.keyboard.press("Escape")
    expect(room.pane).to_have_count(0)


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)])
def test_focus_goes_to_the_heading_that_was_chosen_in_the_outline(
    open_room: OpenRoom, size: tuple[int, int]
) -> None:
    room = open_room("zh", at=f"/documents/{REVIEW.doc_id}", size=size)
    outline = room.page.get_by_role("navigation", name="目录")
    if size[0] < 1024:
        outline.locator("summary").click()
    outline.get_by_role("button").nth(-2).press("Enter")

    heading = room.page.locator("article h3").filter(has_text=REVIEW.sections[-2].title)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
