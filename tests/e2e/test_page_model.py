"""Who writes: the name of the model under an answer, and what the first page says where none can write or read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenRoom, copy_record
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of, citation_of, document_text
from tests.e2e.process import FIRST_START_S, serving
from tests.rag.models import talking_server
from tests.rag.models.talking_server import TalkingServer, claims_json, passages_of

ASK, INFO = "/api/v1/ask", "/api/v1/info"
MODEL = "qwen2.5-1.5b"
QUESTIONS = {"zh": "谁是安妮·布韦罗？", "en": "Who is Anne Bouverot?"}
Body = dict[str, Any]  # Any: JSON
Written = tuple[str, TalkingServer]


def repeats_first(body: Body) -> talking_server.Reply:
    key, text = passages_of(body)[0]
    return talking_server.Reply((claims_json(([key], text)),))


@pytest.fixture
def written(data_dir: Path, service: str, tmp_path: Path) -> Iterator[Written]:
    """Address of a service that writes, and its model."""
    (tmp_path / "models").symlink_to((data_dir / "models").resolve())
    copy_record(data_dir, tmp_path)
    with (
        TalkingServer(repeats_first) as model,
        serving(tmp_path, FIRST_START_S, llm_base_url=model.base_url, llm_model=MODEL) as (_, client),
    ):
        yield str(client.base_url).rstrip("/"), model


def test_a_written_answer_names_its_model_and_the_first_page_says_when_that_fails(
    open_room: OpenRoom, written: Written
) -> None:
    address, model = written
    rooms = {language: open_room(language, address=address) for language in QUESTIONS}
    for language, words in (("zh", f"由 {MODEL} 撰写"), ("en", f"written by {MODEL}")):
        expect(rooms[language].page.locator(".welcome p")).to_have_count(1)
        expect(rooms[language].ask(QUESTIONS[language]).locator(".facts").first).to_contain_text(words)

    model.behaviour = lambda _: talking_server.Reply(status=401)
    rooms["en"].page.get_by_role("button", name="New question").click()
    expect(rooms["en"].page.locator(".welcome p")).to_have_count(1)
    failed = rooms["en"].ask(QUESTIONS["en"])
    expect(failed.locator(".warning")).to_contain_text(
        "the sentences below are quoted from the documents instead."
    )
    expect(failed.locator(".facts").first).to_contain_text("from the documents")
    for language, new, words in (
        ("en", "New question", f"The language model {MODEL} is not working at the moment."),
        ("zh", "新问题", f"语言模型 {MODEL} 目前无法使用。恢复之前，回答均为文件原句。"),
    ):
        rooms[language].page.get_by_role("button", name=new).click()
        expect(rooms[language].page.locator(".no-model")).to_contain_text(words)


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "由语言模型撰写"), ("en", "written by a language model")]
)
def test_an_answer_that_was_kept_before_models_were_named_is_shown(
    open_room: OpenRoom, edge: Edge, language: str, words: str
) -> None:
    answer = answer_of("Paris. [1]", citations=[citation_of(document_text("Paris."), 0, 6)])
    del answer["model"]
    edge.answer(ASK, Reply(answer))
    room = open_room(language, address=edge.url)
    expect(room.ask("Where?").locator(".facts").first).to_contain_text(words)

    room.page.reload()
    expect(room.exchanges.locator(".facts").first).to_contain_text(words)


@pytest.mark.parametrize(
    ("language", "nothing", "next_step"),
    [
        ("zh", "目前没有可据以回答的文件", "重新启动服务"),
        ("en", "there is nothing to answer from yet", "start it again"),
    ],
)
def test_an_empty_library_is_said_on_the_first_page_with_what_to_do(
    open_room: OpenRoom, edge: Edge, language: str, nothing: str, next_step: str
) -> None:
    info = open_room(language).page.request.get(INFO).json()
    edge.answer(INFO, Reply(info | {"documents": 0, "suggestions": []}))
    welcome = open_room(language, address=edge.url).page.locator(".welcome")

    expect(welcome).to_contain_text(nothing)
    expect(welcome).to_contain_text(next_step)
    expect(welcome).not_to_contain_text("0")
