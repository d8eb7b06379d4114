"""The real documents, names and engine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import DataError
from corpus.library import bundled_documents
from corpus.model import Document
from index.terms import tokenise
from rag.answer import Answer
from rag.answering import Answerer, Draft, Evidence
from rag.engine import Engine
from rag.matching import CorpusWords
from rag.models.catalogue import known_model
from rag.models.embedded import EmbeddedModel
from rag.models.store import open_stored
from rag.names import NameIndex, mine_names
from rag.question import read_question
from rag.reading import Reader
from rag.requests import AskRequest
from rag.sources import SourceMention
from tests.rag.candidates import candidate, ranked
from tests.rag.drafting import Drafter, Gathered, chunk_at


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


@pytest.fixture
def drafted(names: NameIndex, words: CorpusWords) -> Drafter:
    """Drafts an answer from the sentences of a text, each a little worse than the one before."""

    def draft(asked: str, *readers: Reader, **signals: float) -> Draft:
        question = read_question(asked, names)
        items = [
            ranked(candidate(reader, index, language=question.language), 5.0 - index, **signals)
            for reader in readers
            for index in range(len(reader.sentences))
        ]
        evidence = Evidence(asked, question, SourceMention((), asked), items, list(readers))
        return Answerer(chunk_at, words).draft(evidence)

    return draft


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


@pytest.fixture
def ask(engine: Engine) -> Callable[[str], Answer]:
    return lambda question: engine.ask(AskRequest(question))


@pytest.fixture
def evidence(names: NameIndex) -> Gathered:
    return Gathered(names)
