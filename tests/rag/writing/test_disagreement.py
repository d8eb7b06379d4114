"""A written answer does not hide that another document says otherwise."""

from pathlib import Path

import pytest

from rag.answer import AnswerMode
from rag.engine import Engine
from rag.requests import AskRequest
from rag.settings import EngineSettings
from rag.workspace import open_engine
from tests.e2e.made import DISAGREEING, add_document
from tests.rag.models.talking_server import Reply, claims_json, passages_of
from tests.rag.writing.asking import Body
from tests.rag.writing.conftest import Talk


@pytest.fixture(scope="module")
def disagreeing(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The bundled documents, and pairs of others that give different figures for the same."""
    folder = tmp_path_factory.mktemp("disagreeing")
    (folder / "models").symlink_to(data_dir / "models")
    add_document(folder)
    for text, document in DISAGREEING:
        add_document(folder, text, document)
    return open_engine(EngineSettings(data_dir=folder))


@pytest.mark.parametrize(
    ("question", "official", "others"),
    [
        ("《海湾算力公约》何时在哪里签署？", "四位", ["五位", "据《海湾日报》"]),
        (
            "Who signed the ALPS Compute Charter and when?",
            "four ministers",
            ["five ministers", "Alpine Post"],
        ),
    ],
)
def test_the_other_source_is_set_beside_what_the_model_says(
    disagreeing: Engine, talk: Talk, question: str, official: str, others: list[str]
) -> None:
    def says_the_official_one(body: Body) -> Reply:
        key, text = next(pair for pair in passages_of(body) if official in pair[1])
        return Reply((claims_json(([key], text)),))

    engine, _ = talk(says_the_official_one, over=disagreeing)
    answer = engine.ask(AskRequest(question, mode=AnswerMode.WRITTEN))

    assert answer.mode is AnswerMode.WRITTEN
    assert all(words in answer.text for words in (official, *others))
    assert len(answer.differences) == 2, "the number and the day"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much will 𝔸𝕃ℙ𝕊 members spend on shared computing centres?", "42 million francs"),
        # a Chinese character in an English sentence makes it no Chinese one
        ("Where does the secretariat of the charter sit?", "old post office 𠮷 of Chur"),
    ],
)
def test_what_a_document_of_ones_own_says_is_found(disagreeing: Engine, question: str, said: str) -> None:
    assert said in disagreeing.ask(AskRequest(question, mode=AnswerMode.EXTRACTIVE)).text
