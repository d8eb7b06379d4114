"""Nothing that the reader has, or has written, is lost: asked again, failed, left and come back to, in two tabs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from corpus.library import bundled_documents
from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of
from tests.e2e.room import ReadingRoom

ASK = "/api/v1/ask"
REVIEW, _ = bundled_documents()
FIVE_THEMES = "What are the five themes of the summit?"
BROKEN = Reply({"surprise": 1})


@pytest.fixture
def room(open_room: OpenRoom, edge: Edge) -> ReadingRoom:
    return open_room("en", address=edge.url)


def ask(room: ReadingRoom, edge: Edge, question: str, answer: str) -> None:
    edge.answer(ASK, Reply(answer_of(answer)))
    room.ask(question)


def answers(page: Page) -> list[str]:
    return page.locator("section.exchange .answer").all_inner_texts()


def kept(page: Page) -> str:
    return str(page.evaluate("localStorage.getItem('summit.conversations') ?? ''"))


def test_asking_again_gives_nothing_up_before_the_new_answer_is_whole(room: ReadingRoom, edge: Edge) -> None:
    for number in ("one", "two"):
        ask(room, edge, f"Question {number}?", f"Answer {number}.")
    both = answers(room.page)
    again = room.exchanges.first.get_by_role("button", name="Ask again")
    field = room.page.locator("#question")
    field.fill("begun")

    stream = edge.stream(ASK)
    again.click()
    expect(field).to_be_focused()
    stream.send("delta", {"text": "Half"})
    expect(room.page.locator(".arriving")).to_have_text("Half")
    expect(again).to_be_disabled()
    assert answers(room.page) == both
    room.page.get_by_role("button", name="Stop").click()
    expect(again).to_be_enabled()
    expect(field).to_be_focused()
    assert answers(room.page) == both, "half an answer does not take the place of a whole one"

    edge.answer(ASK, BROKEN)
    again.click()
    expect(room.page.get_by_role("alert")).to_contain_text("Something other than this service")
    assert answers(room.page) == both

    edge.answer(ASK, Reply(answer_of("Another answer.")))
    room.page.get_by_role("button", name="Try again").click()
    expect(room.exchanges.first.locator(".answer")).to_have_text("Another answer.")
    assert answers(room.page) == ["Another answer.", both[1]]
    expect(room.page.get_by_role("status").filter(has_text="Another answer.")).to_have_count(1)
    expect(field).to_have_value("begun")
    assert "Another answer." in kept(room.page)
    assert both[0] not in kept(room.page)


def test_trying_again_asks_the_question_as_it_was_edited(room: ReadingRoom, edge: Edge) -> None:
    edge.answer(ASK, BROKEN)
    field = room.page.locator("#question")
    field.fill("What was sad?")
    field.press("Enter")
    expect(field).to_have_value("What was sad?")
    assert "surprise" not in kept(room.page)

    field.fill("What was said?")
    edge.answer(ASK, Reply(answer_of("This.")))
    room.page.get_by_role("button", name="Try again").click()

    expect(room.exchanges.locator("h2")).to_have_text("What was said?")
    expect(field).to_have_value("")


def test_a_question_that_failed_stands_on_the_page_where_the_field_holds_another(
    room: ReadingRoom, edge: Edge
) -> None:
    stream = edge.stream(ASK)
    field = room.page.locator("#question")
    field.fill("What was promised?")
    field.press("Enter")
    room.page.locator("section.pending").wait_for()
    field.fill("Something else")
    stream.end()
    room.page.get_by_role("alert").wait_for()
    expect(room.page.locator("h2.question")).to_have_text("What was promised?")
    edge.answer(ASK, Reply(answer_of("That.")))
    field.press("Enter")
    expect(room.exchanges.locator("h2")).to_have_text(["What was promised?", "Something else"])
    field.fill("Something more")

    edge.answer(ASK, Reply(answer_of("This.")))
    room.exchanges.first.get_by_role("button", name="Ask again").click()
    expect(room.exchanges.first.locator(".answer")).to_have_text("This.")
    expect(field).to_have_value("Something more")


def test_trying_again_leaves_what_else_was_written_in_the_field(room: ReadingRoom, edge: Edge) -> None:
    stream = edge.stream(ASK)
    field = room.page.locator("#question")
    field.fill("What was promised?")
    field.press("Enter")
    room.page.locator("section.pending").wait_for()
    field.fill("Something else")
    stream.end()
    edge.answer(ASK, Reply(answer_of("This.")))
    room.page.get_by_role("button", name="Try again").click()

    expect(room.exchanges.locator("h2")).to_have_text("What was promised?")
    expect(field).to_have_value("Something else")


def test_a_kept_conversation_that_cannot_be_read_still_shows_its_question(
    open_room: OpenRoom, edge: Edge
) -> None:
    room = open_room("en", address=edge.url)
    room.page.evaluate(
        """localStorage.setItem("summit.conversations", JSON.stringify([{id: "a", at: 1, exchanges: [
        {id: "1", question: "What was said?", answer: {surprise: 1}, stopped: null, sources: [], tookMs: 1}]}]))"""
    )
    room.page.reload()
    room.page.get_by_role("button", name="History").click()
    room.page.get_by_role("dialog").get_by_role("button", name="What was said?").first.click()

    expect(room.exchanges).to_contain_text("in a form that cannot be read")
    edge.answer(ASK, Reply(answer_of("This.")))
    room.exchanges.get_by_role("button", name="Ask again").click()
    expect(room.exchanges.locator(".answer")).to_have_text("This.")


def _to_document_and_back(room: ReadingRoom) -> None:
    room.pane.get_by_role("link", name="Whole document").click()
    room.page.locator("article p").first.wait_for()
    room.page.go_back()


def _to_library_and_back(room: ReadingRoom) -> None:
    room.page.get_by_role("link", name="Library").click()
    room.page.locator("main li h2").first.wait_for()
    room.page.go_back()


def _back_and_forward(room: ReadingRoom) -> None:
    room.page.go_back()
    expect(room.pane).to_have_count(0)
    room.page.go_forward()


def _reload_and_ask(room: ReadingRoom) -> None:
    room.page.reload()
    room.ask(FIVE_THEMES)


@pytest.mark.parametrize(
    "leave", [_to_document_and_back, _to_library_and_back, _back_and_forward, _reload_and_ask]
)
def test_the_source_closes_at_once_after_the_reader_has_been_elsewhere(
    open_room: OpenRoom, leave: Callable[[ReadingRoom], None]
) -> None:
    room = open_room("en")
    room.ask(FIVE_THEMES)
    marker = room.exchanges.first.locator("[data-citation]").first
    ways: tuple[Callable[[], object], ...] = (
        lambda: room.pane.get_by_role("button", name="Close").click(),
        lambda: room.page.keyboard.press("Escape"),
        lambda: room.page.go_back(),
    )
    for close in ways:
        marker.click()
        room.pane.wait_for()
        leave(room)
        marker.click()
        room.marked(within="section.pane")
        close()
        expect(room.pane).to_have_count(0)
        expect(room.exchanges.first).to_be_visible()


def test_two_tabs_keep_the_questions_of_both_and_forget_them_together(room: ReadingRoom, edge: Edge) -> None:
    other = room.page.context.new_page()
    other.goto("/")
    second = ReadingRoom(other)
    ask(room, edge, "First question?", "First answer.")
    ask(second, edge, "Second question?", "Second answer.")
    for question in ("First question?", "Second question?"):
        assert question in kept(other)

    room.page.get_by_role("button", name="History").click()
    drawer = room.page.get_by_role("dialog")
    expect(drawer.locator(".entry")).to_have_count(2)
    drawer.get_by_role("button", name="Delete all").click()
    drawer.get_by_role("button", name="Delete all").click()

    expect(room.exchanges).to_have_count(0)
    expect(second.exchanges).to_have_count(0)
    ask(second, edge, "Third question?", "Third answer.")
    assert "Third question?" in kept(other)
    assert "Second question?" not in kept(other)


def test_escape_closes_the_history_and_not_the_source_behind_it(open_room: OpenRoom) -> None:
    room = open_room("en")
    room.ask(FIVE_THEMES).locator("[data-citation]").first.click()
    room.pane.wait_for()
    room.page.get_by_role("button", name="History").click()
    room.page.keyboard.press("Escape")

    expect(room.page.get_by_role("dialog")).to_have_count(0)
    expect(room.pane).to_be_visible()
    room.page.get_by_role("button", name="History").click()
    room.page.get_by_role("dialog").get_by_role("button", name=f"Delete “{FIVE_THEMES}”").click()
    expect(room.exchanges).to_have_count(0)
    expect(room.pane).to_have_count(0)


def test_focus_stays_where_the_reader_goes_on_after_a_suggestion(room: ReadingRoom, edge: Edge) -> None:
    stream = edge.stream(ASK)
    room.page.locator(".cards button").first.press("Enter")
    expect(room.page.locator("#question")).to_be_focused()
    room.page.get_by_role("button", name="Stop").focus()
    stream.send("done", answer_of("This."))
    room.exchanges.first.wait_for()
    expect(room.page.locator("#question")).to_be_focused()


def test_a_draft_with_its_verdicts_and_a_search_outlast_a_visit_to_the_library(
    open_room: OpenRoom, edge: Edge
) -> None:
    room = open_room("en", address=edge.url, at="/check")
    library, check = (room.page.get_by_role("link", name=name, exact=True) for name in ("Library", "Check"))
    draft, verdict = room.page.locator("#draft"), room.page.locator(".draft .verdict")
    draft.fill("The summit has five themes.")
    room.page.get_by_role("button", name="Check").first.click()
    verdict.first.wait_for()
    room.page.locator("#citation").fill("summit:")
    library.click()
    room.page.locator("main li h2").first.wait_for()
    check.click()
    expect(draft).to_have_value("The summit has five themes.")
    expect(verdict).to_have_count(1)
    expect(room.page.locator("#citation")).to_have_value("summit:")

    edge.answer("/api/v1/check", BROKEN)
    room.page.get_by_role("button", name="Check").first.click()
    room.page.get_by_role("alert").wait_for()
    expect(verdict).to_have_count(0)
    expect(draft).to_have_value("The summit has five themes.")

    room.page.get_by_role("link", name="Search", exact=True).click()
    query, passages = room.page.get_by_role("searchbox"), room.page.locator("main ol li")
    query.fill("India")
    query.press("Enter")
    passages.first.wait_for()
    found = passages.count()
    library.click()
    room.page.go_back()
    expect(query).to_have_value("India")
    expect(passages).to_have_count(found)
