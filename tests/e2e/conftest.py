"""One browser and one served process for all tests of the page."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize, sync_playwright

from index.record import record_path
from rag.settings import EngineSettings
from rag.workspace import prepare
from tests.e2e.browser import find_chromium, launch_arguments
from tests.e2e.edge import Edge, edge_before
from tests.e2e.made import add_document
from tests.e2e.node import NodeProject, node_project_in
from tests.e2e.process import FIRST_START_S, serving
from tests.e2e.room import ReadingRoom

OpenRoom = Callable[..., ReadingRoom]

PICTURES = "PAGE_SCREENSHOTS"
"""The variable that says where pictures go, and that pictures are what is wanted."""
DESKTOP, PHONE = (1280, 800), (360, 740)
LOCALES = {"zh": "zh-CN", "en": "en-US"}


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("there is no Chromium; CHROMIUM_PATH may name one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def service(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a served process that has the bundled documents and one of our own."""
    prepare(EngineSettings(data_dir=data_dir))
    folder = tmp_path_factory.mktemp("served")
    (folder / "models").symlink_to((data_dir / "models").resolve())
    copy_record(data_dir, folder)
    if PICTURES not in os.environ:  # pictures for the documentation show the library as it comes
        add_document(folder)
    with serving(folder, FIRST_START_S) as (_, client):
        yield str(client.base_url).rstrip("/")


def copy_record(source: Path, target: Path) -> None:
    """So that what is encoded already is not encoded again; others may be using the source."""
    with (
        closing(sqlite3.connect(record_path(source))) as old,
        closing(sqlite3.connect(record_path(target))) as new,
    ):
        old.backup(new)


@pytest.fixture(scope="package")
def edge_server(service: str) -> Iterator[Edge]:
    port = urlsplit(service).port
    assert port is not None
    with edge_before(port) as edge:
        yield edge


@pytest.fixture(scope="package")
def node_project() -> NodeProject:
    """The page's own project, ready to build; skips where it cannot be."""
    return node_project_in(Path(__file__).parent.parent.parent / "build" / "node")


@pytest.fixture
def edge(edge_server: Edge) -> Iterator[Edge]:
    """A server before the service that answers what the test tells it to."""
    yield edge_server
    edge_server.reset()


@pytest.fixture
def open_room(chromium: Browser, service: str) -> Iterator[OpenRoom]:
    """Opens the page; in the end nothing may have gone wrong in it, and no other host have been asked."""
    contexts, faults = [], []

    def heard(message: ConsoleMessage) -> None:
        # The browser itself reports every refused request; what the page makes of it is what is tested.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            faults.append(message.text)

    def watch(page: Page, address: str) -> None:
        def asked(request: Request) -> None:
            if not request.url.startswith((address, "data:")):
                faults.append(request.url)

        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", asked)

    def start(
        language: str = "en",
        *,
        at: str = "/",
        address: str = service,
        size: tuple[int, int] = DESKTOP,
        theme: str = "light",
        is_touch: bool = False,
    ) -> ReadingRoom:
        context = chromium.new_context(
            base_url=address,
            locale=LOCALES[language],
            color_scheme="dark" if theme == "dark" else "light",
            viewport=ViewportSize(width=size[0], height=size[1]),
            has_touch=is_touch,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        watch(page, address)
        page.goto(at)
        return ReadingRoom(page)

    yield start
    for context in contexts:
        context.close()
    assert faults == []
