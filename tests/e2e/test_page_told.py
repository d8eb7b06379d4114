"""What is told to whom: screen readers, readers of one language, readers of something that failed."""

import re

import pytest
from playwright.sync_api import Locator, Route, expect

from corpus.library import bundled_documents
from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of, citation_of, document_text

REVIEW, ARTICLE = bundled_documents()
ASK = "/api/v1/ask"
THEMES = {"zh": "峰会围绕哪五个主题展开？", "en": "What are the five themes of the summit?"}
DRAFT = {
    "zh": "峰会围绕六个主题展开。埃菲尔铁塔高330米。",
    "en": "The summit is organised around six themes. The Eiffel Tower is 330 metres tall.",
}
# WCAG 2.2: relative luminance of two colours as computed styles write them.
CONTRAST = """([one, two]) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [luminance(one), luminance(two)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""
# How many characters the full lines of a paragraph hold.
LINES = """(part) => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const lines = new Map(), range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.data.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top / 8);
      lines.set(top, (lines.get(top) ?? 0) + 1);
    }
  return [...lines.values()];
}"""


def style(part: Locator, name: str) -> str:
    return str(part.evaluate("(part, name) => getComputedStyle(part)[name]", name))


def weak_answer() -> dict[str, object]:
    document = document_text("Plain words here.")
    citation = citation_of(document, 0, 17) | {"kind": "commentary"}
    text = "It grew. [1] It shrank. [1] It stayed."
    labels = {"It grew.": "supported", "It shrank.": "partial", "It stayed.": "unsupported"}
    claims = [
        {
            "start": text.index(words),
            "end": text.index(words) + len(words),
            "citations": [] if label == "unsupported" else [1],
            "support": {"label": label, "method": "made"},
        }
        for words, label in labels.items()
    ]
    return answer_of(text, claims=claims, citations=[citation], status="partial")


@pytest.mark.parametrize(
    ("language", "commentary", "partial"),
    [
        ("en", "comes from a commentary", "The documents answer only part"),
        ("zh", "出自评论文章", "只回答了问题的一部分"),
    ],
)
def test_what_is_weak_is_read_out_with_the_answer(
    open_room: OpenRoom, edge: Edge, language: str, commentary: str, partial: str
) -> None:
    edge.answer(ASK, Reply(weak_answer()))
    room = open_room(language, address=edge.url)
    room.ask("How did it go?")

    told = room.page.locator(".ask > [role=status]")
    expect(told).to_contain_text("It shrank. (partly supported)")
    expect(told).to_contain_text("It stayed. (not supported)")
    expect(told).to_contain_text(commentary)
    expect(told).to_contain_text(partial)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2 sentences checked: 1 contradicted, 1 not in the documents."),
        ("zh", "已核对2句：与文件不符1句，文件未提及1句。"),
    ],
)
def test_that_the_check_is_done_is_told_with_its_counts(
    open_room: OpenRoom, language: str, said: str
) -> None:
    room = open_room(language, at="/check")
    room.page.locator("#draft").fill(DRAFT[language])
    room.page.locator("form:has(#draft) .main").click()

    expect(room.page.get_by_role("status").filter(has_text=said)).to_have_count(1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_checked_draft_is_taken_along_with_page_link_and_rendering(
    open_room: OpenRoom, language: str
) -> None:
    room = open_room(language, at="/check")
    room.page.locator("#draft").fill("<b>" + DRAFT[language])
    room.page.locator("form:has(#draft) .main").click()
    room.page.locator(".take").click()
    expect(room.page.locator(".take")).to_have_text(re.compile("Copied|已复制"))

    text = room.clipboard()
    assert text.startswith("\\<b\\>")
    assert re.search(rf"<http://127\.0\.0\.1:\d+/documents/{REVIEW.doc_id}\?start=\d+&end=\d+>", text)
    if language == "en":
        assert "“" in text.split("Translation: ")[1]
        assert "p. 1" in text
        assert "Preview of the AI Action Summit in France" in text
    else:
        assert "译文" not in text
        assert "第 1 页" in text
        assert f"《{REVIEW.passport.title}》" in text
        assert not re.search("[\u4e00-\u9fff][,;:]", text), "half-width marks in Chinese"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_card_and_markers_speak_the_language_of_the_page(
    open_room: OpenRoom, edge: Edge, language: str
) -> None:
    edge.answer(ASK, Reply(weak_answer()))
    room = open_room(language, address=edge.url)
    marker = room.ask("How did it go?").locator("[data-citation]").first
    marker.hover()
    card = room.page.get_by_role("tooltip")

    expect(marker).to_have_attribute("lang", language)
    expect(card).to_have_attribute("lang", language)
    expect(card.locator(".quote")).to_have_attribute("lang", "en")
    expect(room.exchanges.first.locator(".answer")).to_have_attribute("lang", "en")
    assert not re.search(r"^\s*·", card.locator(".from").inner_text(), re.MULTILINE), (
        "a dot with nothing before it"
    )


def test_titles_and_publishers_are_english_in_english_with_the_original_beside(open_room: OpenRoom) -> None:
    room = open_room("en")
    exchange = room.ask(THEMES["en"])
    exchange.locator("[data-citation]").first.click()
    header = room.pane.locator("header")
    expect(header.locator("h2")).to_have_text("Preview of the AI Action Summit in France")
    for text in (
        REVIEW.passport.title,
        REVIEW.passport.publisher,
        REVIEW.passport.publisher_translated or "?",
    ):
        expect(header).to_contain_text(text)
    room.pane.get_by_role("button", name="Copy this citation").click()
    assert REVIEW.passport.title_translated is not None
    assert f"{REVIEW.passport.title_translated} ({REVIEW.passport.title})" in room.clipboard()
    pasted = room.clipboard()
    room.page.goto("/check")
    room.page.locator("#citation").fill(pasted)
    room.page.locator("form:has(#citation) .main").click()
    expect(room.page.locator(".found")).to_contain_text("The citation holds")
    expect(room.page.locator(".found li")).to_be_in_viewport(ratio=1)
    expect(room.page.locator(".found .changed")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_marked_stands_out_by_an_edge(open_room: OpenRoom, theme: str) -> None:
    room = open_room("en", theme=theme)
    exchange = room.ask("How do the two documents describe the five themes of the summit?")
    marker = exchange.locator("[data-citation]").nth(1)
    paper = style(room.page.locator("body"), "backgroundColor")
    assert room.page.evaluate(CONTRAST, [style(marker, "borderTopColor"), paper]) >= 3
    exchange.locator("[data-citation]").first.click()
    mark = room.page.locator(".pane mark").first
    mark.wait_for()
    room.settle()
    raised = style(room.page.locator(".beside"), "backgroundColor")
    assert style(mark, "borderBottomStyle") == "solid"
    assert room.page.evaluate(CONTRAST, [style(mark, "borderBottomColor"), raised]) >= 3
    assert room.page.evaluate(CONTRAST, [style(mark, "color"), style(mark, "backgroundColor")]) >= 4.5


def test_neither_theme_nor_language_flashes_up_wrong(open_room: OpenRoom) -> None:
    room = open_room("zh", theme="light")
    room.page.get_by_role("button", name="English interface").click()
    room.page.get_by_label("Theme").select_option("dark")
    dark = style(room.page.locator("body"), "backgroundColor")

    def never(route: Route) -> None:
        route.fulfill(body="", content_type="text/javascript")

    room.page.route("**/static/app/page.js", never)
    room.page.reload()

    root = room.page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("lang", "en")
    assert style(room.page.locator("body"), "backgroundColor") == dark
    assert room.page.locator("#page").inner_html() == ""


@pytest.mark.parametrize("at", ["/", "/library", "/search", "/check", f"/documents/{REVIEW.doc_id}"])
def test_a_service_that_is_gone_is_said_once_and_no_question_is_made_up(
    open_room: OpenRoom, edge: Edge, at: str
) -> None:
    for path in (
        "/api/v1/info",
        ASK,
        "/api/v1/search",
        "/api/v1/check",
        f"/api/v1/documents/{REVIEW.doc_id}/text",
    ):
        edge.answer(path, problem("internal", 500))
    room = open_room("en", address=edge.url, at=at)
    alerts = room.page.get_by_role("alert")
    expect(alerts).to_have_count(1)
    expect(alerts).not_to_contain_text("question")
    if at == "/search":
        room.page.locator("#query").fill("Paris")
        room.page.keyboard.press("Enter")
        expect(alerts).to_contain_text("What you wrote is kept.")
    elif at == "/check":
        room.page.locator("#draft").fill("A sentence.")
        room.page.locator("form:has(#draft) .main").click()
        expect(alerts).to_contain_text("What you wrote is kept.")
    elif at == "/":
        room.page.locator("#question").fill("Where is Paris?")
        room.page.keyboard.press("Enter")
        expect(alerts).to_contain_text("Your question is kept.")
    expect(alerts).to_have_count(1)


def problem(code: str, status: int) -> Reply:
    body = {"title": code, "status": status, "detail": "D", "code": code, "request_id": "r", "next_step": "N"}
    return Reply(body, status=status, content_type="application/problem+json")


@pytest.mark.parametrize(
    ("code", "status", "retries"),
    [
        ("internal", 500, True),
        ("index_missing", 503, False),
        ("mode_unavailable", 422, False),
        ("request_invalid", 422, False),
    ],
)
def test_trying_again_is_offered_only_where_it_may_help(
    open_room: OpenRoom, edge: Edge, code: str, status: int, *, retries: bool
) -> None:
    room = open_room("zh", address=edge.url)
    edge.answer(ASK, problem(code, status))
    room.page.locator("#question").fill("峰会在哪里举行？")
    room.page.keyboard.press("Enter")

    alert = room.page.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert.get_by_role("button")).to_have_count(int(retries))
    expect(alert).not_to_contain_text("请求未被接受")


@pytest.mark.parametrize(
    ("language", "said"), [("en", "No language model is set up here"), ("zh", "没有配置语言模型")]
)
def test_that_there_is_no_language_model_is_said(open_room: OpenRoom, language: str, said: str) -> None:
    expect(open_room(language).page.locator(".welcome")).to_contain_text(said)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1000)])
def test_english_is_set_66_to_72_characters_wide(
    open_room: OpenRoom, edge: Edge, size: tuple[int, int]
) -> None:
    words = (
        "Delegates of many countries discussed computing, data and the way in which both are governed. " * 12
    )
    document = document_text(words.strip())
    edge.answer("/api/v1/documents/doc_made/text", Reply(document))
    room = open_room("en", address=edge.url, at="/documents/doc_made", size=size)
    block = room.page.locator("article .block")
    block.wait_for()
    assert_measure(block)

    edge.answer(ASK, Reply(answer_of(words.strip(), mode="extractive")))
    room.page.goto("/")
    assert_measure(room.ask("What?").locator(".answer p"))


def assert_measure(paragraph: Locator) -> None:
    lines = sorted(paragraph.evaluate(LINES))[1:]  # the last line is short
    middle = lines[len(lines) // 2]
    assert 60 <= middle <= 74, lines
