"""Library, reading view, search, copying and checking, history."""

import json
import re

import pytest
from playwright.sync_api import expect

from corpus.library import bundled_documents
from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import ASTRAL, answer_of, citation_of, document_text

REVIEW, ARTICLE = bundled_documents()
FIVE_THEMES = {"zh": "峰会围绕哪五个主题展开？", "en": "What are the five themes of the summit?"}


def test_the_library_shows_every_document_with_its_passport(open_room: OpenRoom) -> None:
    room = open_room("en", at="/library")
    entries = room.page.locator("main li")
    expect(entries).to_have_count(3)

    for document in (REVIEW, ARTICLE, ASTRAL):
        passport = document.passport
        entry = entries.filter(has_text=passport.title)
        for fact in (passport.publisher, passport.date, passport.note_translated or passport.note):
            expect(entry).to_contain_text(fact)
        expect(entry).to_contain_text(passport.text_sha256[:12])
    expect(entries.filter(has_text=ARTICLE.passport.title)).to_contain_text("Commentary")


def test_a_document_is_read_whole_with_its_outline_and_notes(open_room: OpenRoom) -> None:
    room = open_room("zh", at=f"/documents/{REVIEW.doc_id}")
    article = room.page.locator("article")
    article.locator("p").first.wait_for()

    blocks = article.locator(".block").all_text_contents()
    assert "".join(blocks).replace("\n", "") == REVIEW.text.replace("\n", "")
    outline = room.page.get_by_role("navigation", name="目录")
    assert outline.get_by_role("button").all_text_contents() == [one.title for one in REVIEW.sections]
    outline.get_by_role("button").nth(-2).click()
    heading = article.locator("h3").filter(has_text=REVIEW.sections[-2].title)
    expect(heading).to_be_in_viewport()
    assert article.locator(".notes a[target]").count() > 10
    expect(article.locator(".notes li").filter(has_text="原文此注为空")).to_have_count(1)


@pytest.mark.parametrize(
    ("doc_id", "start", "end", "text"),
    [
        (REVIEW.doc_id, 1701, 1888, REVIEW.text),
        (ARTICLE.doc_id, 0, 3, ARTICLE.text),
        (ASTRAL.doc_id, ASTRAL.text.index("🏔🏔"), ASTRAL.text.index("🏔🏔") + 20, ASTRAL.text),
        (ASTRAL.doc_id, ASTRAL.text.index("𠮷"), ASTRAL.text.index("𠮷") + 1, ASTRAL.text),
    ],
)
def test_a_shared_link_opens_the_document_at_the_quote(
    open_room: OpenRoom, doc_id: str, start: int, end: int, text: str
) -> None:
    room = open_room("en", at=f"/documents/{doc_id}?start={start}&end={end}")

    assert room.marked().replace("\n", "") == text[start:end].replace("\n", "")
    expect(room.page.locator("mark").first).to_be_in_viewport()


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("/documents/doc_0000000000000000", "文库中没有这份文件。"),
        (f"/documents/{REVIEW.doc_id}?start=5&end=999999", "文件中没有这个位置。"),
        (f"/documents/{REVIEW.doc_id}?start=9&end=9", "文件中没有这个位置。"),
    ],
)
def test_a_link_that_leads_nowhere_says_so(open_room: OpenRoom, at: str, said: str) -> None:
    expect(open_room("zh", at=at).page.get_by_role("alert")).to_contain_text(said)


def test_the_search_finds_passages_without_an_answer(open_room: OpenRoom) -> None:
    room = open_room("zh", at="/search")
    room.page.get_by_role("searchbox").fill("印度")
    room.page.keyboard.press("Enter")
    passages = room.page.locator("main ol li button")
    passages.first.wait_for()

    found = passages.first.locator(".text").inner_text()
    assert "印度" in "".join(passages.all_inner_texts())
    passages.first.click()
    assert room.marked(within="section.pane")[:15] == found.replace("\n", "")[:15]


TITLE = re.escape("法国人工智能行动峰会前瞻")
SIGNS = {
    "zh": {
        "markdown": rf"\[\^1\]: .+：《{TITLE}》，2025-01，第 1 页。“",
        "plain": rf"\[1\] .+：《{TITLE}》，2025-01，第 1 页。“",
        "gbt7714": rf"\[1\]。(?s:.+)\[1\] 高行健\. {TITLE}\[R\]\..+, 2025-01: 1\.\n    注：所引原文：第 1 页 http://",
        "apa": rf"（高行健，2025，第1页）。(?s:.+)高行健（2025年1月）。{TITLE}。",
        "bibtex": rf"@techreport\{{(?s:.+)title = \{{{TITLE}\}}",
    },
    "en": {
        "markdown": rf"\[\^1\]: .+, \*Preview .+ \({TITLE}\)\*, 2025-01, p\. 1: “",
        "plain": rf"\[1\] .+, Preview .+ \({TITLE}\), 2025-01, p\. 1: “",
        "gbt7714": rf"\[1\]\.(?s:.+)\[1\] 高行健\. {TITLE}\[R\]\..+-01: 1\.\n    Note: Cited in trans.+ p\. 1 http://",
        "apa": rf" \(高行健, 2025, p\. 1\)\.(?s:.+)高行健\. \(2025, January\)\. {TITLE} \[Preview",
        "bibtex": rf"@techreport\{{(?s:.+)title = \{{{TITLE}\}}",
    },
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_answer_is_copied_with_its_references_in_each_form(open_room: OpenRoom, language: str) -> None:
    room = open_room(language)
    exchange = room.ask(FIVE_THEMES[language])
    said = re.sub(r"\s*\d+\s*$", "", exchange.locator(".answer").inner_text())

    for form, sign in SIGNS[language].items():
        exchange.locator("summary").click()
        exchange.locator(f"[data-format={form}]").click()
        expect(exchange.locator("summary")).to_have_text("已复制" if language == "zh" else "Copied")
        copied = room.clipboard()
        assert re.search(sign, copied), (form, copied)
        assert said[:20] in copied
        assert exchange.locator("details").get_attribute("open") is None


def test_a_copied_citation_is_checked_on_the_page_and_a_changed_one_is_noticed(open_room: OpenRoom) -> None:
    room = open_room("en")
    room.ask(FIVE_THEMES["en"]).locator("[data-citation]").first.click()
    room.pane.get_by_role("button", name="Copy this citation").click()
    expect(room.pane.get_by_role("button", name="Copied")).to_be_visible()
    copied = room.clipboard()
    room.page.get_by_role("link", name="Check").click()
    field = room.page.get_by_role("textbox", name="Citation")

    for pasted, said in (
        (copied, "The citation holds"),
        (copied.replace("五个主题", "六个主题"), "no longer has these words"),
        (copied[:-10] + "0" * 9, "The words stand, but the document’s text has changed since."),
        (re.sub(r"&text_sha256=.*", "", copied), "gives no hash of the text"),
        (re.sub(r"doc_\w+", "doc_0000000000000000", copied), "no longer in the library"),
        ("five themes, it says", "no citation in it that was copied from here"),
    ):
        field.fill(pasted)
        field.locator("xpath=ancestor::form").get_by_role("button").click()
        expect(room.page.locator("main [role=status]").last).to_contain_text(said)


def test_a_source_that_has_changed_since_says_so_and_marks_no_other_words(
    open_room: OpenRoom, edge: Edge
) -> None:
    then = document_text("Eight hundred were received. Fifty were chosen.")
    citations = [citation_of(then, 0, 28), citation_of(then, 29, 47, n=2)]
    claim = {"start": 0, "end": 4, "citations": [1, 2], "support": {"label": "supported", "method": "made"}}
    edge.answer("/api/v1/ask", Reply(answer_of("All. [1] [2]", claims=[claim], citations=citations)))
    now = document_text("Eight hundred were received. Ninety were chosen.", text_sha256="2" * 64)
    edge.answer("/api/v1/documents/doc_made/text", Reply(now))
    room = open_room("en", address=edge.url)
    markers = room.ask("How many?").locator("[data-citation]")

    markers.first.click()
    assert room.marked(within="section.pane") == "Eight hundred were received."
    expect(room.pane).to_contain_text("has changed since this citation was made")
    markers.nth(1).click()
    expect(room.pane).to_contain_text("do not stand at this place in the document as it is now")
    expect(room.pane.locator("q")).to_have_text("Fifty were chosen.")
    expect(room.pane.locator("mark")).to_have_count(0)
    expect(room.pane.get_by_role("link", name="Whole document")).to_have_attribute(
        "href", "/documents/doc_made"
    )


def test_the_library_is_called_empty_only_where_it_is(open_room: OpenRoom, edge: Edge) -> None:
    stream = edge.stream("/api/v1/documents")
    room = open_room("en", address=edge.url, at="/library")
    expect(room.page.locator("main")).to_contain_text("Loading")
    expect(room.page.locator("main")).not_to_contain_text("empty")
    stream.end()

    edge.answer("/api/v1/documents", Reply({"data": [], "next_cursor": None}))
    room.page.reload()
    expect(room.page.locator("main")).to_contain_text("The library is empty.")


DRAFT = "🏔 Eight hundred were received. Ninety were chosen.\nThe moon is far."
CHECKED_DOCUMENT = document_text("Eight hundred were received. Fifty were chosen.")


def checked_draft() -> dict[str, object]:
    def sentence(text: str, verdict: str, citations: list[int], differs: list[object]) -> dict[str, object]:
        start = DRAFT.index(text)
        return {
            "start": start,
            "end": start + len(text),
            "text": text,
            "verdict": verdict,
            "differs": differs,
            "citations": citations,
            "coverage": 1.0,
        }

    return {
        "language": "en",
        "counts": {"supported": 1, "contradicted": 1, "partial": 0, "absent": 1},
        "sentences": [
            sentence("Eight hundred were received.", "supported", [1], []),
            sentence(
                "Ninety were chosen.",
                "contradicted",
                [2],
                [
                    {"kind": "number", "said": "Ninety", "document": "Fifty"},
                    {"kind": "place", "said": "here", "document": None},
                ],
            ),
            sentence("The moon is far.", "absent", [], []),
        ],
        "citations": [citation_of(CHECKED_DOCUMENT, 0, 28), citation_of(CHECKED_DOCUMENT, 29, 47, n=2)],
        "timings_ms": {},
        "index_generation": 1,
        "warnings": [],
    }


def test_a_draft_is_marked_sentence_by_sentence_with_what_decided(open_room: OpenRoom, edge: Edge) -> None:
    info = open_room("en").page.request.get("/api/v1/info").json()
    edge.answer("/api/v1/info", Reply(info | {"actions": ["ask", "check", "search", "verify"]}))
    edge.answer("/api/v1/check", Reply(checked_draft()))
    edge.answer("/api/v1/documents/doc_made/text", Reply(CHECKED_DOCUMENT))
    room = open_room("en", address=edge.url, at="/check")
    room.page.get_by_label("Draft").fill(DRAFT)
    room.page.get_by_role("button", name="Check").first.click()

    result = room.page.get_by_role("region", name="Result of the check")
    assert result.locator(".sentence").all_text_contents() == [
        "Eight hundred were received.",
        "Ninety were chosen.",
        "The moon is far.",
    ]
    verdicts = ["supported", "contradicted", "not in the documents"]
    assert result.locator(".verdict").all_text_contents() == verdicts
    expect(result.locator(".difference").first).to_contain_text("Number · Draft Ninety · Document Fifty")
    expect(result.locator(".difference").last).to_contain_text("nothing on this")
    result.get_by_role("button", name="Fifty were chosen.").click()
    assert room.marked(within="section.pane") == "Fifty were chosen."

    result.get_by_role("button", name="Copy the marked text").click()
    expect(result.get_by_role("button", name="Copied")).to_be_visible()
    assert (
        "Ninety were chosen. [contradicted; Number: the draft has “Ninety”, the document “Fifty”; "
        "Place: the draft has “here”, the documents say nothing on this][^2]" in room.clipboard()
    )


def test_where_texts_cannot_be_checked_the_page_says_so(open_room: OpenRoom, edge: Edge) -> None:
    info = open_room("en").page.request.get("/api/v1/info").json()
    edge.answer("/api/v1/info", Reply(info | {"actions": ["ask", "search", "verify"]}))
    room = open_room("en", address=edge.url, at="/check")

    expect(room.page.get_by_text("This service cannot check texts")).to_be_visible()
    expect(room.page.get_by_label("Draft")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "draft"),
    [("zh", "峰会围绕五个主题展开。印度政府批准了七百亿卢比。"), ("en", "The summit has five themes.")],
)
def test_a_draft_is_checked_by_the_service_itself(open_room: OpenRoom, language: str, draft: str) -> None:
    room = open_room(language, at="/check")
    if "check" not in room.page.request.get("/api/v1/info").json()["actions"]:
        pytest.skip("this service cannot check texts")
    room.page.locator("#draft").fill(draft)
    room.page.locator("form:has(#draft)").get_by_role("button").click()
    sentences = room.page.locator(".draft .sentence")
    sentences.first.wait_for()

    assert "".join(sentences.all_text_contents()).replace(" ", "") == draft.replace(" ", "")
    expect(room.page.locator(".draft .verdict")).to_have_count(sentences.count())


def test_questions_are_remembered_in_the_browser_until_they_are_deleted(open_room: OpenRoom) -> None:
    room = open_room("zh")
    room.ask(FIVE_THEMES["zh"])
    room.page.reload()
    room.page.get_by_role("button", name="记录").click()
    drawer = room.page.get_by_role("dialog")
    drawer.get_by_role("button", name=FIVE_THEMES["zh"]).first.click()
    expect(room.exchanges).to_have_count(1)
    expect(room.exchanges.first.locator("[data-citation]").first).to_be_visible()

    room.page.get_by_role("button", name="记录").click()
    drawer.get_by_role("button", name="全部删除").click()
    drawer.get_by_role("button", name="全部删除").click()
    expect(drawer).to_contain_text("还没有提过问题")
    kept = room.page.evaluate("JSON.stringify({...localStorage})")
    assert "五个主题" not in json.loads(kept).get("summit.conversations", "")
