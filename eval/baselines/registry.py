"""Which libraries there are, and whether they are installed."""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

from corpus.errors import UnavailableError
from eval.baselines.pieces import LibraryRetriever, PlainText
from index.embedding.protocol import Embedder

__all__ = ["LIBRARIES", "PACKAGES", "open_libraries", "require_libraries"]

LIBRARIES = {"langchain": "LangChain", "llama_index": "LlamaIndex", "haystack": "Haystack"}
"""The class of each module."""

PACKAGES = ("langchain_core", "langchain_text_splitters", "llama_index", "haystack")
"""What they are imported by."""

_QUIET = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
}


def open_libraries(documents: Sequence[PlainText], embedder: Embedder) -> list[LibraryRetriever]:
    """Let every library cut and store some documents; none of them is let speak to its makers.

    Args:
        documents: What is searched.
        embedder: Gives all of them the same vectors.

    Raises:
        UnavailableError: `baselines_missing`.
    """
    os.environ.update(_QUIET)
    return [make(documents, embedder) for make in _makers()]


def require_libraries() -> None:
    """Make sure that all libraries are there, before anything takes long.

    They are not loaded: that takes memory, and what is measured meanwhile is another's.

    Raises:
        UnavailableError: `baselines_missing`.
    """
    for package in PACKAGES:
        if find_spec(package) is None:
            raise _missing(package)


def _makers() -> list[Callable[[Sequence[PlainText], Embedder], LibraryRetriever]]:
    try:
        return [
            getattr(import_module(f"eval.baselines.{module}"), name) for module, name in LIBRARIES.items()
        ]
    except ImportError as error:
        raise _missing(error.name) from error


def _missing(package: str | None) -> UnavailableError:
    return UnavailableError(
        "baselines_missing",
        f"a library to compare with is not installed ({package})",
        next_step="pip install '.[baselines]'",
    )
