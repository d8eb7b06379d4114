"""The real documents, names and engine."""

import pytest

from corpus.library import bundled_documents
from corpus.model import Document
from index.terms import tokenise
from rag.matching import CorpusWords
from rag.names import NameIndex, mine_names
from rag.reading import Reader


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
