"""Pictures of the main states, for the documentation; into docs/screenshots with `make screenshots`."""

import os
from pathlib import Path

import pytest

from tests.e2e.conftest import PHONE, PICTURES, OpenRoom
from tests.e2e.room import ReadingRoom

_ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get(PICTURES) or _ROOT / "build" / "screenshots")
MAX_BYTES = 150_000
"""So that a page of documentation with all of them is still a light one."""
WIDE = (1040, 500)
WORDS = {
    "zh": ("印度政府批准了多少人工智能投资？", "峰会围绕哪五个主题展开？", "东京奥运会是哪一年举行的？"),
    "en": (
        "How much has France’s private sector invested in AI?",
        "What are the five themes of the summit?",
        "When were the Tokyo Olympics held?",
    ),
}
BY_BOTH = {
    "zh": "两份文件怎么说五个主题？",
    "en": "How do the two documents describe the five themes of the summit?",
}

DRAFT = {
    "zh": "印度政府批准了1130亿卢比的人工智能投资。峰会在大皇宫举行。埃菲尔铁塔高330米。",
    "en": "The summit is organised around six themes. The Eiffel Tower is 330 metres tall.",
}


def shoot(room: ReadingRoom, name: str) -> None:
    room.page.mouse.move(1, 1)
    room.settle()
    FOLDER.mkdir(parents=True, exist_ok=True)
    size = len(room.page.screenshot(path=FOLDER / f"{name}.png", scale="css"))
    assert size <= MAX_BYTES, f"{name}.png has {size} bytes"


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("zh", "light", WIDE), ("en", "dark", WIDE), ("zh", "dark", PHONE), ("en", "light", PHONE)],
    ids=["zh-wide", "en-wide-dark", "zh-phone-dark", "en-phone"],
)
def test_the_main_states_are_shown(
    open_room: OpenRoom, request: pytest.FixtureRequest, language: str, theme: str, size: tuple[int, int]
) -> None:
    name = request.node.callspec.id
    commentary, themes, unknown = WORDS[language]
    room = open_room(language, theme=theme, size=size)
    room.page.locator(".cards button").first.wait_for()
    shoot(room, f"{name}-first")
    room.ask(commentary)
    exchange = room.ask(themes) if size == WIDE else room.exchanges.first
    exchange.locator("[data-citation]").first.click()
    room.marked(within="section.pane")
    shoot(room, f"{name}-source")
    if size == WIDE:
        room.page.keyboard.press("Escape")
        shoot_the_rest(room, name, language, unknown)


def shoot_the_rest(room: ReadingRoom, name: str, language: str, unknown: str) -> None:
    room.ask(unknown)
    shoot(room, f"{name}-refusal")
    differing = room.ask(BY_BOTH[language])
    differing.locator("button[aria-pressed]").click()
    differing.locator(".columns section").nth(1).wait_for()
    differing.evaluate("(exchange) => exchange.scrollIntoView()")
    shoot(room, f"{name}-sides")
    room.page.goto("/library")
    room.page.locator("main li h2").nth(1).wait_for()
    shoot(room, f"{name}-library")
    room.page.goto("/check")
    room.page.locator("#draft").fill(DRAFT[language])
    room.page.locator("form:has(#draft)").get_by_role("button").click()
    room.page.locator(".draft .sentence").first.wait_for()
    room.page.locator("#draft-limit").evaluate("(limit) => limit.scrollIntoView()")
    shoot(room, f"{name}-check")
