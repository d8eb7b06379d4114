"""Pictures of the main states, for the documentation; into docs/screenshots with `make screenshots`."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import PHONE, PICTURES, OpenRoom, copy_record
from tests.e2e.made import ASTRAL, ASTRAL_TEXT, DISAGREEING, add_document, in_plain_letters
from tests.e2e.process import FIRST_START_S, serving
from tests.e2e.room import ReadingRoom

_ROOT = Path(__file__).parent.parent.parent
FOLDER = Path(os.environ.get(PICTURES) or _ROOT / "build" / "screenshots")
MAX_BYTES = 150_000
"""So that a page of documentation with all of them is still a light one."""
WIDE, TALL = (1040, 500), (1040, 610)
WORDS = {
    "zh": ("印度政府批准了多少人工智能投资？", "峰会围绕哪五个主题展开？", "东京奥运会是哪一年举行的？"),
    "en": (
        "How much has France’s private sector invested in AI?",
        "What are the five themes of the summit?",
        "When were the Tokyo Olympics held?",
    ),
}
DISPUTED = {"zh": "《海湾算力公约》由几位部长签署？", "en": "When was the ALPS Compute Charter signed?"}
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


@pytest.fixture(scope="module")
def disputing(data_dir: Path, service: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a service whose documents contradict each other in both languages."""
    folder = tmp_path_factory.mktemp("disputing")
    (folder / "models").symlink_to((data_dir / "models").resolve())
    copy_record(data_dir, folder)
    for text, document in ((ASTRAL_TEXT, ASTRAL), *DISAGREEING):
        add_document(folder, *in_plain_letters(text, document))
    with serving(folder, FIRST_START_S) as (_, client):
        yield str(client.base_url).rstrip("/")


@pytest.mark.parametrize(
    ("language", "theme"), [("zh", "light"), ("en", "dark")], ids=["zh-wide", "en-wide-dark"]
)
def test_a_disagreement_is_shown_with_both_quotes(
    open_room: OpenRoom, request: pytest.FixtureRequest, disputing: str, language: str, theme: str
) -> None:
    room = open_room(language, theme=theme, size=TALL, address=disputing)
    exchange = room.ask(DISPUTED[language])
    exchange.locator("mark").first.wait_for()
    exchange.evaluate("(exchange) => exchange.scrollIntoView()")

    quotes = exchange.locator(".columns .quote")
    assert quotes.count() == 2
    for quote in quotes.all():
        box = quote.bounding_box()
        composer = room.page.locator(".composer").bounding_box()
        assert box is not None
        assert composer is not None
        assert box["y"] + box["height"] <= composer["y"], "the field lies over a quote"
        assert quote.locator("mark").count() == 2
    shoot(room, f"{request.node.callspec.id}-sides")


def shoot_the_rest(room: ReadingRoom, name: str, language: str, unknown: str) -> None:
    room.ask(unknown)
    shoot(room, f"{name}-refusal")
    room.page.goto("/library")
    room.page.locator("main li h2").nth(1).wait_for()
    shoot(room, f"{name}-library")
    room.page.goto("/check")
    room.page.locator("#draft").fill(DRAFT[language])
    room.page.locator("form:has(#draft)").get_by_role("button").click()
    room.page.locator(".draft .sentence").first.wait_for()
    room.page.locator("#draft-limit").evaluate("(limit) => limit.scrollIntoView()")
    shoot(room, f"{name}-check")
