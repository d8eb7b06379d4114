"""Sources that do not agree are set side by side by themselves; and side by side nothing of an answer is left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, OpenRoom, copy_record
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import DISAGREEING, add_document, answer_of, citation_of, document_text
from tests.e2e.process import FIRST_START_S, serving

ASK = "/api/v1/ask"


@pytest.fixture(scope="module")
def at_odds(data_dir: Path, service: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a service whose documents contradict each other in both languages."""
    folder = tmp_path_factory.mktemp("at-odds")
    (folder / "models").symlink_to((data_dir / "models").resolve())
    copy_record(data_dir, folder)
    add_document(folder)
    for text, document in DISAGREEING:
        add_document(folder, text, document)
    with serving(folder, FIRST_START_S) as (_, client):
        yield str(client.base_url).rstrip("/")


@pytest.mark.parametrize(
    ("language", "question", "said", "words", "publishers"),
    [
        (
            "en",
            "When was the 𝔸𝕃ℙ𝕊 Compute Charter signed?",
            "The sources do not agree.",
            [{"four", "3 March 2024"}, {"five", "9 April 2024"}],
            ["Alpine Compute Office", "Alpine Post"],
        ),
        (
            "zh",
            "《海湾算力公约》由几位部长签署？",
            "各来源说法不一。",
            [{"四位", "2024年3月3日"}, {"五位", "2024年4月9日"}],
            ["海湾算力办公室", "海湾日报"],
        ),
    ],
)
def test_sources_that_differ_are_set_side_by_side_with_the_words_marked(
    open_room: OpenRoom,
    at_odds: str,
    language: str,
    question: str,
    said: str,
    words: list[set[str]],
    publishers: list[str],
) -> None:
    room = open_room(language, address=at_odds)
    exchange = room.ask(question)

    expect(exchange.locator(".differ")).to_contain_text(said)
    for name in publishers:
        expect(exchange.locator(".differ")).to_contain_text(name)
    columns = exchange.locator(".columns section")
    assert columns.count() == 2
    for column, marked, name in zip(columns.all(), words, publishers, strict=True):
        assert set(column.locator("mark").all_text_contents()) == marked
        expect(column.locator(".from")).to_contain_text(name)
    expect(room.page.get_by_role("status").filter(has_text=said)).to_have_count(1)

    columns.nth(1).locator("[data-citation]").first.click()
    assert room.marked(within="section.pane").strip() != ""
    room.page.keyboard.press("Escape")
    exchange.locator("button[aria-pressed=true]").click()
    expect(exchange.locator(".answer")).to_be_visible()
    expect(exchange.locator(".differ")).to_be_visible()


def test_names_and_words_of_the_sources_keep_their_language_on_a_page_in_the_other(
    open_room: OpenRoom, at_odds: str
) -> None:
    exchange = open_room("en", address=at_odds).ask("《海湾算力公约》由几位部长签署？")

    told = exchange.locator(".differ")
    expect(told.locator("bdi").first).to_have_text("海湾算力办公室")
    assert {one.get_attribute("lang") for one in told.locator("bdi").all()} == {"zh"}
    assert told.get_attribute("lang") == "en"
    heading = exchange.locator(".columns section").first.get_attribute("aria-labelledby")
    assert exchange.page.locator(f"[id='{heading}'] [lang=zh]").count() == 1


def test_what_differs_is_told_in_a_copy_too(open_room: OpenRoom, at_odds: str) -> None:
    room = open_room("en", address=at_odds)
    exchange = room.ask("When was the 𝔸𝕃ℙ𝕊 Compute Charter signed?")
    for name in ("markdown", "plain", "gbt7714", "apa", "bibtex"):
        exchange.locator("summary").click()
        exchange.locator(f"[data-format={name}]").click()
        assert "The sources do not agree: " in room.clipboard(), name
        assert "“five”" in room.clipboard()


def test_sources_that_agree_are_not_said_to_differ(open_room: OpenRoom) -> None:
    exchange = open_room("en").ask("What do the two documents say about the date of the summit?")

    expect(exchange.locator(".answer")).to_be_visible()
    expect(exchange.locator(".differ")).to_have_count(0)


@pytest.mark.parametrize("size", [(1280, 800), PHONE], ids=["wide", "phone"])
def test_side_by_side_keeps_every_claim_with_markers_verdicts_and_cards(
    open_room: OpenRoom, edge: Edge, size: tuple[int, int]
) -> None:
    one = document_text("Eight hundred were received.", doc_id="doc_a")
    two = document_text("Nine hundred were received.", doc_id="doc_b")
    citations = [citation_of(one, 0, 28), citation_of(two, 0, 27, n=2) | {"kind": "commentary"}]
    sentences = [
        ("A says eight hundred.", [1], "supported"),
        ("B says nine hundred.", [2], "partial"),
        ("Both count.", [1, 2], "supported"),
        ("Thus nobody knows.", [], "unsupported"),
    ]
    text, claims = "", []
    for words, numbers, label in sentences:
        support = {"label": label, "method": "made"}
        claims.append(
            {"start": len(text), "end": len(text + words), "citations": numbers, "support": support}
        )
        text += words + "".join(f" [{n}]" for n in numbers) + " "
    edge.answer(ASK, Reply(answer_of(f"{text}And a word between.", claims=claims, citations=citations)))
    room = open_room("en", address=edge.url, size=size)
    exchange = room.ask("How many?")

    exchange.locator("button[aria-pressed]").click()

    columns = exchange.locator(".columns section")
    first, second = columns.nth(0), columns.nth(1)
    expect(first.locator(".claim")).to_have_text(["A says eight hundred.1", "Both count.12"])
    expect(second.locator(".claim")).to_have_text(["B says nine hundred.partly2", "Both count.12"])
    expect(second.locator("[data-citation='2'].partial")).to_have_count(1)
    expect(exchange.locator(".unsourced .claim")).to_have_text(
        ["Thus nobody knows.not supported", "And a word between."]
    )
    second.locator("[data-citation='2']").first.hover()
    expect(room.page.get_by_role("tooltip")).to_contain_text("Partly supported")
    assert not room.overflows()


@pytest.mark.parametrize(("language", "said"), [("en", "Kind unknown"), ("zh", "类型不明")])
def test_a_source_without_a_date_has_no_mark_hanging_after_its_kind(
    open_room: OpenRoom, edge: Edge, language: str, said: str
) -> None:
    one = document_text("Eight hundred were received.", doc_id="doc_a")
    two = document_text("Nine hundred were received.", doc_id="doc_b")
    citations = [citation_of(one, 0, 28) | {"date": ""}, citation_of(two, 0, 27, n=2) | {"date": "2025"}]
    claim = {"start": 0, "end": 5, "citations": [1, 2], "support": {"label": "supported", "method": "made"}}
    edge.answer(ASK, Reply(answer_of("Many. [1] [2]", claims=[claim], citations=citations)))
    exchange = open_room(language, address=edge.url).ask("How many?")

    exchange.locator("button[aria-pressed]").click()

    assert [text.strip() for text in exchange.locator(".from").all_text_contents()] == [
        said,
        f"{said} · 2025",
    ]
