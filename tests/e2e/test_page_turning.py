"""What turns the reading direction and is never closed turns its own words and nothing around them."""

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of, citation_of, document_text
from tests.e2e.room import ReadingRoom

ASK = "/api/v1/ask"
TURNED = "Words \u202eturned for ever"
# Where a string stands in a part, of whatever text nodes.
PLACE = """(part, sought) => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(sought);
    if (at < 0) continue;
    const range = document.createRange();
    const box = (from, to) => {
      range.setStart(node, from);
      range.setEnd(node, to);
      return range.getBoundingClientRect();
    };
    const end = at + sought.length;
    const [first, last, whole] = [box(at, at + 1), box(end - 1, end), box(at, end)];
    return { first: first.x, last: last.x, left: whole.left, right: whole.right };
  }
  return null;
}"""


def place(part: Locator, sought: str) -> dict[str, float]:
    found = part.evaluate(PLACE, sought)
    assert found is not None, f"{sought} is not there"
    return dict(found)


def assert_reads_forward(part: Locator, before: str, after: str) -> None:
    """What comes after turned words reads from left to right and stands to the right of what comes before."""
    first, second = place(part, before), place(part, after)
    assert second["last"] > second["first"], f"{after!r} is turned round"
    assert second["left"] >= first["right"] - 1, f"{after!r} stands before {before!r}"


@pytest.fixture
def room(open_room: OpenRoom, edge: Edge) -> ReadingRoom:
    document = document_text("Plain words here.")
    edge.answer("/api/v1/documents/doc_made/text", Reply(document))
    citation = citation_of(document, 0, 17) | {
        "title": f"Title {TURNED}",
        "publisher": f"House {TURNED}",
        "quote": "Plain words here.",
        "translation": f"Rendered {TURNED}",
        "section": [f"Part {TURNED}", "Second part"],
        "page": 7,
    }
    text = f"Alpha {TURNED}. [1] Omega ends it."
    claims = [
        {
            "start": 0,
            "end": text.index(" [1]"),
            "citations": [1],
            "support": {"label": "partial", "method": "made"},
        },
        {
            "start": text.index("Omega"),
            "end": len(text),
            "citations": [],
            "support": {"label": "supported", "method": "made"},
        },
    ]
    edge.answer(ASK, Reply(answer_of(text, claims=claims, citations=[citation])))
    return open_room("en", address=edge.url, size=(1600, 900))


def test_a_claim_turns_neither_its_marker_nor_the_next_sentence(room: ReadingRoom) -> None:
    answer = room.ask(f"Question {TURNED}").locator(".answer")

    assert_reads_forward(answer, "Alpha", "Omega ends it.")
    assert_reads_forward(answer, "Alpha", "partly")
    marker = answer.locator("[data-citation]").bounding_box()
    assert marker is not None
    assert place(answer, "partly")["right"] <= marker["x"] + 1
    assert marker["x"] + marker["width"] <= place(answer, "Omega")["left"] + 8
    expect(room.exchanges.first.locator("h2")).to_have_css("unicode-bidi", "isolate")


def test_title_and_publisher_turn_nothing_in_card_and_pane(room: ReadingRoom) -> None:
    exchange = room.ask("What?")
    exchange.locator("[data-citation]").hover()
    card = room.page.get_by_role("tooltip")
    expect(card).to_be_visible()
    assert_reads_forward(card, "House", "2025")
    assert place(card, "Partly supported")["last"] > place(card, "Partly supported")["first"]

    exchange.locator("[data-citation]").click()
    header = room.pane.locator("header")
    expect(header.locator(".path")).to_be_visible()
    assert_reads_forward(header, "Part ", "p. 7")


def test_side_by_side_a_claim_turns_neither_verdict_nor_marker(room: ReadingRoom, edge: Edge) -> None:
    exchange = room.ask("What?")
    room.page.evaluate("() => 0")
    expect(exchange.locator("button[aria-pressed]")).to_have_count(0)  # one source alone has no other side

    answer = edge.scripted(ASK)
    assert isinstance(answer, Reply)
    assert isinstance(answer.data, dict)
    other = answer.data["citations"][0] | {"n": 2, "doc_id": "doc_other"}
    edge.answer(ASK, Reply(answer.data | {"citations": [*answer.data["citations"], other]}))
    exchange = room.ask("What else?")
    exchange.locator("button[aria-pressed]").click()
    claim = exchange.locator(".columns .claim").first
    assert_reads_forward(claim, "Alpha", "partly")


def test_what_is_copied_closes_what_it_opens(room: ReadingRoom) -> None:
    exchange = room.ask("What?")
    for name in ("markdown", "plain", "gbt7714", "apa", "bibtex"):
        exchange.locator("summary").click()
        exchange.locator(f"[data-format={name}]").click()
        text = room.clipboard()
        assert text.count("\u202e") == text.count("\u202c") > 0, name


def test_a_turned_name_in_the_check_turns_nothing_after_it(open_room: OpenRoom, edge: Edge) -> None:
    document = document_text("Plain words here.")
    citation = citation_of(document, 0, 17) | {"title": f"Title {TURNED}"}
    sentence = {"start": 0, "end": 4, "verdict": "absent", "differs": [], "citations": [1], "text": "Yes."}
    edge.answer("/api/v1/check", Reply({"sentences": [sentence], "citations": [citation]}))
    room = open_room("en", address=edge.url, at="/check")
    room.page.locator("#draft").fill("Yes.")
    room.page.locator("form:has(#draft) .main").click()

    assert_reads_forward(room.page.locator(".why .from"), "Title", "2025")
