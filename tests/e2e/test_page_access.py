"""For everyone: both languages and themes, keyboard, screen reader, small windows, little motion."""

import json
import re

import pytest
from playwright.sync_api import expect

from corpus.library import bundled_documents
from tests.e2e.conftest import PHONE, OpenRoom
from tests.e2e.node import NodeProject
from tests.e2e.room import ReadingRoom

REVIEW, _ = bundled_documents()
FIVE_THEMES = {"zh": "峰会围绕哪五个主题展开？", "en": "What are the five themes of the summit?"}
UNKNOWN = {"zh": "东京奥运会是哪一年举行的？", "en": "When were the Tokyo Olympics held?"}
DRAFT = {"zh": "峰会围绕六个主题展开。", "en": "The summit has six themes."}
FORGED = f"“x”\n— Reuters, A title\nsummit:{REVIEW.doc_id}?start=1&end=9\n" * 2
BY_COMMENTARY = {
    "zh": "印度政府批准了多少人工智能投资？",
    "en": "How much has France’s private sector invested in AI?",
}
BY_BOTH = {
    "zh": "两份文件怎么说五个主题？",
    "en": "How do the two documents describe the five themes of the summit?",
}
AXE = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const runOnly = { type: "tag", values: tags };
  const result = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return result.violations.map(({ id, impact, nodes }) => [id, impact, nodes.map((one) => one.html.slice(0, 160))]);
}"""


def violations(room: ReadingRoom, axe: str) -> list[object]:
    """Everything axe-core finds, of whatever weight."""
    room.page.evaluate(axe)
    # A colour in the middle of a transition is no colour that anybody reads.
    room.settle()
    found: list[object] = room.page.evaluate(AXE)
    return found


@pytest.fixture(scope="module")
def axe(node_project: NodeProject) -> str:
    return node_project.script("axe-core", "axe.min.js")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_in_any_view(open_room: OpenRoom, axe: str, language: str, theme: str) -> None:
    room = open_room(language, theme=theme)
    room.page.locator(".cards").wait_for()
    found = {"first": violations(room, axe)}
    room.ask(BY_COMMENTARY[language])
    # A text that fits with nothing in it to tab to must be reached by keys as well: the commentary is one.
    room.exchanges.first.locator("[data-citation]").first.click()
    room.marked(within="section.pane")
    found["commentary"] = violations(room, axe)
    room.page.keyboard.press("Escape")
    exchange = room.ask(FIVE_THEMES[language])
    exchange.locator("[data-citation]").first.hover()
    room.page.get_by_role("tooltip").wait_for()
    found["card"] = violations(room, axe)
    exchange.locator("[data-citation]").first.click()
    room.marked(within="section.pane")
    found["source"] = violations(room, axe)
    room.page.keyboard.press("Escape")
    room.ask(UNKNOWN[language])
    exchange.locator("summary").click()
    found["refusal"] = violations(room, axe)
    room.page.locator(".top .plain").nth(1).click()
    room.page.get_by_role("dialog").wait_for()
    found["history"] = violations(room, axe)
    for view, ready in (("library", "main li h2"), ("search", "#query"), ("check", "#citation")):
        room.page.goto(f"/{view}")
        room.page.locator(ready).first.wait_for()
        found[view] = violations(room, axe)
    room.page.locator("#draft").fill(DRAFT[language])
    room.page.locator("form:has(#draft)").get_by_role("button").click()
    room.page.locator(".draft .verdict").first.wait_for()
    room.page.locator("#draft").fill("\u202e" + DRAFT[language])
    room.page.locator("#citation").fill(FORGED)
    room.page.locator("form:has(#citation)").get_by_role("button").click()
    room.page.locator(".found li").nth(1).wait_for()
    found["checked"] = violations(room, axe)
    room.page.goto("/nowhere")
    room.page.locator("main h1").wait_for()
    found["nowhere"] = violations(room, axe)
    room.page.goto(f"/documents/{REVIEW.doc_id}?start=9&end=5")
    room.page.locator("article p").first.wait_for()
    found["no such place"] = violations(room, axe)
    room.page.goto("/library")
    room.page.locator("main li h2 a").first.click()
    room.page.locator("article p").first.wait_for()
    found["document"] = violations(room, axe)

    assert {view: faults for view, faults in found.items() if faults} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_on_a_phone(open_room: OpenRoom, axe: str, language: str, theme: str) -> None:
    room = open_room(language, theme=theme, size=PHONE)
    found = {}
    for name, question in (("commentary", BY_COMMENTARY[language]), ("review", FIVE_THEMES[language])):
        exchange = room.ask(question)
        exchange.locator("[data-citation]").first.click()
        room.marked(within="section.pane")
        found[name] = violations(room, axe)
        room.page.keyboard.press("Escape")
    exchange = room.ask(BY_BOTH[language])
    exchange.locator("button[aria-pressed]").click()
    found["sides"] = violations(room, axe)

    assert {view: faults for view, faults in found.items() if faults} == {}


def test_axe_would_find_something(open_room: OpenRoom, axe: str) -> None:
    room = open_room("en")
    room.page.evaluate("document.querySelector('#question').labels[0].remove()")
    room.page.evaluate("document.querySelector('#question').removeAttribute('placeholder')")

    assert "label" in json.dumps(violations(room, axe))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_can_be_done_with_the_keyboard(open_room: OpenRoom, language: str) -> None:
    room = open_room(language)
    room.page.locator(".cards button").first.wait_for()
    keyboard, focused = room.page.keyboard, room.page.locator(":focus")

    def tab_to(selector: str, presses: int = 40) -> None:
        for _ in range(presses):
            keyboard.press("Tab")
            if focused.count() and focused.evaluate(
                "(element, selector) => element.matches(selector)", selector
            ):
                outline = focused.evaluate("(element) => getComputedStyle(element).outlineStyle")
                assert outline != "none" or selector == "#question", "the focus cannot be seen"
                return
        raise AssertionError(f"the tab key does not reach {selector}")

    keyboard.press("Tab")
    expect(focused).to_have_class("skip")
    tab_to("#question")
    keyboard.type(FIVE_THEMES[language])
    keyboard.press("Enter")
    room.exchanges.first.locator(".tools").wait_for()
    room.page.evaluate("document.activeElement.blur()")
    tab_to("[data-citation]")
    expect(room.page.get_by_role("tooltip")).to_be_visible()
    keyboard.press("Escape")
    expect(room.page.get_by_role("tooltip")).to_have_count(0)
    keyboard.press("Enter")
    room.marked(within="section.pane")
    expect(room.pane.locator(".body")).to_be_focused()
    tab_to("section.pane a")
    keyboard.press("Escape")
    expect(room.page.locator("[data-citation]").first).to_be_focused()
    tab_to("details summary")
    keyboard.press("Enter")
    tab_to("[data-format=apa]")
    keyboard.press("Enter")
    assert ("2025年1月" if language == "zh" else "2025, January") in room.clipboard()


def test_the_width_of_the_source_is_set_by_mouse_or_keyboard_and_kept(open_room: OpenRoom) -> None:
    room = open_room("en")
    room.ask(FIVE_THEMES["en"]).locator("[data-citation]").first.click()
    edge = room.pane.get_by_role("separator")
    edge.focus()
    before = room.pane.evaluate("(pane) => pane.offsetWidth")
    for _ in range(3):
        room.page.keyboard.press("ArrowLeft")
    wider = room.pane.evaluate("(pane) => pane.offsetWidth")
    assert 60 <= wider - before <= 80

    box = edge.bounding_box()
    assert box is not None
    room.page.mouse.move(box["x"] + 4, 400)
    room.page.mouse.down()
    room.page.mouse.move(box["x"] + 64, 400, steps=4)
    room.page.mouse.up()
    narrower = room.pane.evaluate("(pane) => pane.offsetWidth")
    assert 50 <= wider - narrower <= 70

    room.page.reload()
    room.ask(FIVE_THEMES["en"]).locator("[data-citation]").first.click()
    assert abs(room.pane.evaluate("(pane) => pane.offsetWidth") - narrower) <= 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_wider_than_a_small_phone(open_room: OpenRoom, language: str) -> None:
    room = open_room(language, size=PHONE, is_touch=True)
    room.page.locator(".cards").wait_for()
    assert not room.overflows()
    exchange = room.ask(FIVE_THEMES[language])
    assert not room.overflows()
    exchange.locator("[data-citation]").first.tap()
    room.marked(within="section.pane")
    for _ in range(100):  # it slides in
        if room.pane.evaluate("(pane) => pane.getBoundingClientRect().bottom <= innerHeight + 0.5"):
            break
        room.page.wait_for_timeout(50)
    assert not room.overflows()
    box = room.pane.bounding_box()
    assert box is not None
    assert (box["x"], round(box["y"] + box["height"])) == (0, PHONE[1]), "the source is a sheet from below"
    assert 0.5 < box["height"] / PHONE[1] < 0.75
    expect(room.page.locator("mark").first).to_be_in_viewport()
    for view in ("library", "search", "check"):
        room.page.goto(f"/{view}")
        room.page.locator("main h1").wait_for()
        assert not room.overflows(), view


def test_the_outline_is_folded_on_a_phone_and_leads_to_its_section(open_room: OpenRoom) -> None:
    room = open_room("zh", size=PHONE, at=f"/documents/{REVIEW.doc_id}")
    outline = room.page.get_by_role("navigation", name="目录")
    last = outline.get_by_role("button").nth(-2)
    expect(last).to_be_hidden()

    outline.locator("summary").click()
    last.click()

    expect(room.page.locator("article h3").filter(has_text=REVIEW.sections[-2].title)).to_be_in_viewport()


def test_the_sheet_is_dragged_to_full_height_and_away(open_room: OpenRoom) -> None:
    room = open_room("zh", size=PHONE)
    room.ask(FIVE_THEMES["zh"]).locator("[data-citation]").first.click()
    room.marked(within="section.pane")

    def drag(by: int) -> None:
        room.settle()
        box = room.pane.locator(".grip").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        room.page.mouse.move(x, y)
        room.page.mouse.down()
        room.page.mouse.move(x, y + by, steps=4)
        room.page.mouse.up()

    drag(-150)
    expect(room.pane).to_have_class(re.compile("tall"))
    assert room.pane.evaluate("(pane) => pane.offsetHeight") >= PHONE[1] - 2
    drag(150)
    drag(150)
    expect(room.pane).to_have_count(0)
    assert room.exchanges.count() == 1


def test_language_and_theme_are_chosen_and_kept(open_room: OpenRoom) -> None:
    room = open_room("zh", theme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    light = room.page.evaluate(background)
    expect(room.page.locator("html")).to_have_attribute("lang", "zh-CN")

    room.page.get_by_role("button", name="English interface").click()
    room.page.get_by_label("Theme").select_option("dark")
    room.page.reload()

    expect(room.page.locator("html")).to_have_attribute("lang", "en")
    expect(room.page.get_by_role("link", name="Library")).to_be_visible()
    dark = room.page.evaluate(background)
    assert dark != light
    room.page.get_by_label("Theme").select_option("system")
    assert room.page.evaluate(background) == light


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_passage_says_in_which_language_it_is(open_room: OpenRoom, language: str) -> None:
    room = open_room(language)
    exchange = room.ask(FIVE_THEMES[language])
    exchange.locator("[data-citation]").first.click()
    room.marked(within="section.pane")

    expect(exchange.locator(".answer")).to_have_attribute("lang", language)
    expect(exchange.locator("h2")).to_have_attribute("lang", language)
    read_out = room.page.get_by_role("status").locator("span[lang]")
    expect(read_out).to_have_attribute("lang", language)
    expect(room.pane.locator("article")).to_have_attribute("lang", "zh")
    if language == "en":
        aside = room.pane.locator("aside").first
        expect(aside).to_have_attribute("lang", "en")
        expect(aside).to_contain_text("Translation")
    other = "en" if language == "zh" else "zh"
    room.page.locator(".top .plain[lang]").click()
    expect(exchange.locator("h2")).to_have_attribute("lang", language)
    room.page.locator(".top .plain").nth(1).click()
    expect(room.page.locator("dialog .title")).to_have_attribute("lang", language)
    room.page.goto("/check")
    room.page.locator("#draft").fill(DRAFT[other])
    room.page.locator("form:has(#draft)").get_by_role("button").click()
    expect(room.page.locator(".draft .sentence")).to_have_attribute("lang", other)
    said = room.page.locator(".difference b").first
    assert said.get_attribute("lang") == other


def test_with_little_motion_nothing_moves(open_room: OpenRoom) -> None:
    room = open_room("en")
    room.page.emulate_media(reduced_motion="reduce")
    room.ask(FIVE_THEMES["en"]).locator("[data-citation]").first.click()
    room.marked(within="section.pane")

    assert room.page.evaluate("document.getAnimations().length") == 0


def test_nothing_jumps_while_the_page_loads_and_answers(open_room: OpenRoom) -> None:
    room = open_room("en")
    room.page.add_init_script(
        "window.shifts = []; new PerformanceObserver((list) => window.shifts.push(...list.getEntries()"
        ".filter((one) => !one.hadRecentInput).map((one) => one.value)))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    room.page.reload()
    room.ask(FIVE_THEMES["en"])

    assert sum(room.page.evaluate("window.shifts")) < 0.1  # what Web Vitals calls good
