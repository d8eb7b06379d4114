"""The real documents, names and engine."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import DataError
from corpus.library import bundled_documents
from corpus.model import Document
from index.models.folder import ModelFolder
from index.terms import tokenise
from rag.engine import Engine
from rag.matching import CorpusWords
from rag.models.catalogue import known_model
from rag.models.embedded import EmbeddedModel
from rag.models.store import open_stored
from rag.names import NameIndex, mine_names
from rag.reading import Reader
from rag.settings import EngineSettings
from rag.workspace import open_engine


@pytest.fixture(scope="session")
def documents() -> tuple[Document, ...]:
    return bundled_documents()


@pytest.fixture(scope="session")
def names(documents: tuple[Document, ...]) -> NameIndex:
    return mine_names(documents)


@pytest.fixture(scope="session")
def words(names: NameIndex) -> CorpusWords:
    return CorpusWords.of(tokenise, lambda _: 3.0, names)


@pytest.fixture(scope="session")
def review(documents: tuple[Document, ...]) -> Reader:
    return Reader(documents[0])


@pytest.fixture(scope="session")
def article(documents: tuple[Document, ...]) -> Reader:
    return Reader(documents[1])


@pytest.fixture(scope="session")
def data_dir(default_model_folder: ModelFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the built-in model; its index is built by the first engine that opens it."""
    if chosen := os.environ.get("SUMMIT_DATA_DIR"):
        return Path(chosen)
    folder = tmp_path_factory.mktemp("engine")
    (folder / "models").symlink_to(default_model_folder.path.parent.resolve())
    return folder


@pytest.fixture(scope="session")
def engine(data_dir: Path) -> Engine:
    return open_engine(EngineSettings(data_dir=data_dir))


@pytest.fixture(scope="session")
def small_model() -> Iterator[EmbeddedModel]:
    """The smallest real model, where it was pulled; ends with the tests."""
    pytest.importorskip("xllamacpp", reason="the extra local-llm is not installed")
    data = Path(os.environ.get("SUMMIT_DATA_DIR") or "data")
    try:
        stored = open_stored(known_model("qwen2.5-0.5b"), data / "models")
    except DataError as error:
        pytest.skip(str(error))
    model = EmbeddedModel("qwen2.5-0.5b", stored.file, 2048)
    yield model
    model.close()
