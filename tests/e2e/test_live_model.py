"""The page with a real small language model behind it: asked, watched while it writes, stopped."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import DataError
from rag.models.catalogue import known_model
from rag.models.store import open_stored
from tests.e2e.conftest import OpenRoom
from tests.e2e.process import FIRST_START_S, serving

pytestmark = pytest.mark.slow
QUESTIONS = [("zh", "谁是安妮·布韦罗？"), ("en", "What is data poisoning?")]
WRITES_WITHIN_MS = 240_000


@pytest.fixture(scope="module")
def living(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a service that writes with the smallest model, where it was pulled."""
    pytest.importorskip("xllamacpp", reason="the extra local-llm is not installed")
    pulled = Path(os.environ.get("SUMMIT_DATA_DIR") or "data") / "models"
    try:
        stored = open_stored(known_model("qwen2.5-0.5b"), pulled)
    except DataError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("living")
    (folder / "models").symlink_to((data_dir / "models").resolve())
    settings = {"llm_model": str(stored.file), "llm_timeout_s": "200"}
    with serving(folder, FIRST_START_S, **settings) as (_, client):
        yield str(client.base_url).rstrip("/")


@pytest.mark.parametrize(("language", "question"), QUESTIONS)
def test_what_it_writes_is_shown_with_markers_that_lead_to_its_sources(
    open_room: OpenRoom, living: str, language: str, question: str
) -> None:
    room = open_room(language, address=living)
    room.page.set_default_timeout(WRITES_WITHIN_MS)

    exchange = room.ask(question)

    markers = exchange.locator("button[data-citation]")
    assert markers.count() > 0
    markers.first.click()
    assert room.marked()


def test_stopping_while_it_writes_gives_the_room_back(open_room: OpenRoom, living: str) -> None:
    room = open_room("en", address=living)
    room.page.set_default_timeout(WRITES_WITHIN_MS)
    room.page.locator("#question").fill("Why does France host the summit?")
    room.page.keyboard.press("Enter")

    room.page.get_by_role("button", name="Stop").click()

    room.page.get_by_role("button", name="Stop").wait_for(state="detached")
    answer = room.ask("What is data poisoning?")
    assert answer.locator("button[data-citation]").count() > 0
