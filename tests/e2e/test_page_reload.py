"""What a reload goes on with, and what "Delete all" leaves: nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of
from tests.e2e.room import ReadingRoom

ASK = "/api/v1/ask"
DRAFT = "The summit has five themes. \U0001f3d4 The moon is far."


@pytest.fixture
def room(open_room: OpenRoom, edge: Edge) -> ReadingRoom:
    return open_room("en", address=edge.url)


def everything_kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})"))


def test_a_reload_goes_on_with_the_conversation_and_asks_nothing(room: ReadingRoom, edge: Edge) -> None:
    room.ask("What are the five themes of the summit?")
    room.ask("Who is Anne Bouverot?")
    said = room.page.locator(".answer").all_inner_texts()
    room.page.locator("#question").fill("And then")
    asked = len(edge.posted(ASK))
    room.page.reload()

    expect(room.exchanges).to_have_count(2)
    assert room.page.locator(".answer").all_inner_texts() == said
    expect(room.page.locator("#question")).to_have_value("And then")
    assert len(edge.posted(ASK)) == asked
    expect(room.page.get_by_role("status").filter(has_text="The answer is complete")).to_have_count(0)
    room.exchanges.last.locator("[data-citation]").first.click()
    room.marked(within="section.pane")
    room.page.keyboard.press("Escape")

    room.ask("What are the five themes of the summit?")
    sent = edge.posted(ASK)[-1]
    assert isinstance(sent, dict)
    assert len(sent["history"]) == 4, "a follow-up goes on from what was said before the reload"
    room.page.get_by_role("button", name="New question").click()
    expect(room.exchanges).to_have_count(0)
    room.page.reload()
    room.page.locator(".cards").wait_for()
    expect(room.exchanges).to_have_count(0)


def test_a_question_that_is_being_answered_is_in_the_field_after_a_reload(
    room: ReadingRoom, edge: Edge
) -> None:
    stream = edge.stream(ASK)
    room.page.locator("#question").fill("What was promised?")
    room.page.keyboard.press("Enter")
    stream.send("delta", {"text": "Half"})
    room.page.locator(".arriving").wait_for()
    asked = len(edge.posted(ASK))
    room.page.reload()

    expect(room.page.locator("#question")).to_have_value("What was promised?")
    assert len(edge.posted(ASK)) == asked


def test_each_tab_goes_on_with_its_own_conversation(room: ReadingRoom, edge: Edge) -> None:
    edge.answer(ASK, Reply(answer_of("One.")))
    room.ask("First question?")
    other = ReadingRoom(room.page.context.new_page())
    other.page.goto("/")
    expect(other.exchanges).to_have_count(0)
    other.ask("Second question?")
    room.page.reload()
    other.page.reload()

    expect(room.exchanges.locator("h2")).to_have_text("First question?")
    expect(other.exchanges.locator("h2")).to_have_text("Second question?")


def test_drafts_and_their_verdicts_are_there_after_a_reload(open_room: OpenRoom, edge: Edge) -> None:
    room = open_room("en", address=edge.url, at="/check")
    room.page.locator("#draft").fill(DRAFT)
    room.page.get_by_role("button", name="Check").first.click()
    room.page.locator(".draft .verdict").first.wait_for()
    verdicts = room.page.locator(".draft .verdict").all_inner_texts()
    room.page.locator("#citation").fill("“pasted”")
    checked = len(edge.posted("/api/v1/check"))
    room.page.reload()

    expect(room.page.locator("#draft")).to_have_value(DRAFT)
    expect(room.page.locator("#citation")).to_have_value("“pasted”")
    assert room.page.locator(".draft .verdict").all_inner_texts() == verdicts
    assert len(edge.posted("/api/v1/check")) == checked


def test_delete_all_leaves_nothing_in_any_tab(room: ReadingRoom, edge: Edge) -> None:
    edge.answer(ASK, Reply(answer_of("An answer to remember.")))
    room.ask("A question to remember?")
    other = ReadingRoom(room.page.context.new_page())
    other.page.goto("/check")
    other.page.locator("#draft").fill("A draft to remember.")
    other.page.locator("#citation").fill("A citation to remember")
    room.page.locator("#question").fill("Something to remember")

    room.page.get_by_role("button", name="History").click()
    drawer = room.page.get_by_role("dialog")
    drawer.get_by_role("button", name="Delete all").click()
    expect(drawer).to_contain_text("conversations and drafts")
    drawer.get_by_role("button", name="Delete all").click()
    expect(room.exchanges).to_have_count(0)
    expect(room.page.locator("#question")).to_have_value("")
    for field in ("#draft", "#citation"):
        expect(other.page.locator(field)).to_have_value("")
    for page in (room.page, other.page):
        page.reload()
        assert "remember" not in everything_kept(page)
        assert "remember" not in page.locator("body").inner_text()


def test_what_cannot_be_read_in_the_store_is_no_obstacle(room: ReadingRoom) -> None:
    room.page.evaluate(
        """for (const name of ["conversation", "question", "draft", "checked", "citation", "query"])
        sessionStorage.setItem("summit." + name, '{"surprise": [1]}')"""
    )
    room.page.goto("/check")
    room.page.locator("#draft").wait_for()
    room.page.goto("/")
    room.page.locator(".cards").wait_for()

    room.page.evaluate("sessionStorage.setItem('summit.draft', 'no JSON')")
    room.page.goto("/check")
    expect(room.page.locator("#draft")).to_have_value("")
