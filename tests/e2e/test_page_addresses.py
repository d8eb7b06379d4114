"""What an address opens: a shared dialogue, a place in a document, and what is nowhere."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from corpus.library import bundled_documents
from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of

ASK = "/api/v1/ask"
REVIEW, _ = bundled_documents()
FOLLOW_UPS = {
    "zh": ("峰会围绕哪五个主题展开？", "第四个主题说什么？"),
    "en": ("What are the five themes of the summit?", "What does the fourth one say?"),
}
COPY_LINK = {"zh": "复制链接", "en": "Copy link"}
COPIED = {"zh": "已复制", "en": "Copied"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_opens_the_link_of_a_follow_up_gets_the_same_answer(
    open_room: OpenRoom, edge: Edge, language: str
) -> None:
    room = open_room(language)
    first, then = FOLLOW_UPS[language]
    room.ask(first)
    exchange = room.ask(then)
    said = exchange.locator(".answer").inner_text()
    exchange.get_by_role("button", name=COPY_LINK[language]).click()
    expect(exchange.get_by_role("button", name=COPIED[language])).to_be_visible()
    link = room.clipboard()

    path = link.removeprefix(room.page.url.rstrip("/"))
    guest = open_room(language, address=edge.url, at=path)
    expect(guest.exchanges).to_have_count(2)
    expect(guest.exchanges.locator("h2")).to_have_text([first, then])
    assert guest.exchanges.last.locator(".answer").inner_text() == said
    assert guest.page.url.endswith("/")
    assert len(edge.posted(ASK)) == 2


def test_a_link_carries_no_more_of_the_dialogue_than_its_question_goes_on_from(
    open_room: OpenRoom, edge: Edge
) -> None:
    room = open_room("en", address=edge.url)
    links = []
    for question, alone in (("One?", None), ("Two?", None), ("And three?", "Three?"), ("And four?", "Four?")):
        edge.answer(ASK, Reply(answer_of(f"Said: {question}", standalone_question=alone)))
        exchange = room.ask(question)
        exchange.get_by_role("button", name="Copy link").click()
        expect(exchange.get_by_role("button", name="Copied")).to_be_visible()
        links.append(parse_qs(urlsplit(room.clipboard()).query)["q"])

    assert links == [["One?"], ["Two?"], ["Two?", "And three?"], ["Two?", "And three?", "And four?"]]


def test_a_shared_dialogue_goes_on_after_a_failure_and_begins_a_conversation_of_its_own(
    open_room: OpenRoom, edge: Edge
) -> None:
    room = open_room("en", address=edge.url)
    edge.answer(ASK, Reply(answer_of("Mine.")))
    room.ask("My own question?")
    room.page.locator("#question").fill("My own draft")
    edge.answer(ASK, Reply({"surprise": 1}))
    room.page.goto("/?q=One%3F&q=And+two%3F")
    room.page.get_by_role("alert").wait_for()
    edge.answer(ASK, Reply(answer_of("Said.")))
    room.page.get_by_role("button", name="Try again").click()

    expect(room.exchanges.locator("h2")).to_have_text(["One?", "And two?"])
    expect(room.page.locator("#question")).to_have_value("My own draft")
    sent = edge.posted(ASK)[-1]
    assert isinstance(sent, dict)
    assert [turn["content"] for turn in sent["history"]] == ["One?", "Said."]
    room.page.get_by_role("button", name="History").click()
    expect(room.page.locator("dialog .entry")).to_have_count(2)


@pytest.mark.parametrize(
    ("language", "said", "way_on"),
    [("zh", "这个地址下没有内容", "文库"), ("en", "There is nothing at this address", "Library")],
)
def test_an_address_with_nothing_under_it_says_so_and_leads_on(
    open_room: OpenRoom, language: str, said: str, way_on: str
) -> None:
    for path in ("/nowhere", "/documents", "/library/%E6%96%87"):
        room = open_room(language, at=path)
        expect(room.page.locator("h1")).to_have_text(said)
        expect(room.page).to_have_title(f"{said} · summit")
        room.page.locator("main").get_by_role("link", name=way_on).click()
        room.page.locator("main li h2").first.wait_for()


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "文件中没有这个位置"), ("en", "This place does not exist in the document")]
)
@pytest.mark.parametrize(
    "query", ["start=9&end=5", "start=5&end=999999", "start=x&end=y", "start=-1&end=4", "start=1", "end="]
)
def test_a_link_to_no_place_opens_the_document_and_says_so(
    open_room: OpenRoom, language: str, said: str, query: str
) -> None:
    room = open_room(language, at=f"/documents/{REVIEW.doc_id}?{query}")

    expect(room.page.get_by_role("alert")).to_contain_text(said)
    expect(room.page.get_by_role("alert")).to_be_in_viewport()
    expect(room.page.locator("article p").first).to_be_visible()
    expect(room.page.locator("mark")).to_have_count(0)
