"""Questions to begin with: those written for the bundled documents, or made from the sections of others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from corpus.errors import DataError
from corpus.library import BUNDLED_FOLDER, LibraryEntry, read_manifest
from corpus.model import Document, Language

__all__ = ["FirstQuestion", "first_questions"]

_PER_LANGUAGE = 2
_LONGEST_TITLE = 40
_NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]\s*|[一二三四五六七八九十\d]{1,3}[、.．]\s*)+"
)


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """A question that the documents at hand answer, and the language it is in."""

    text: str
    language: Language


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    language: Language
    text: str


_LINES = TypeAdapter(list[_Line])


def first_questions(
    documents: Sequence[Document], folder: Path = BUNDLED_FOLDER
) -> tuple[FirstQuestion, ...]:
    """At most two questions in each language about documents that are there.

    Args:
        documents: The documents that may be asked about.
        folder: Holds a manifest and `questions.json`, the questions written for its documents.

    Raises:
        DataError: `library_damaged` when `questions.json` cannot be read or names a file that the manifest lacks.
    """
    known = {document.passport.sha256: document for document in documents}
    written = list(_written(folder, read_manifest(folder), set(known)))
    covered = {sha256 for sha256, _ in written}
    made = [
        question
        for document in documents
        if document.passport.sha256 not in covered
        for question in _made(document)
    ]
    return tuple(_few([*(question for _, question in written), *made]))


def _written(
    folder: Path, manifest: Sequence[LibraryEntry], present: set[str]
) -> Iterator[tuple[str, FirstQuestion]]:
    """Hash of a document that is there, and a question about it."""
    hashes = {entry.file: entry.sha256 for entry in manifest}
    try:
        lines = _LINES.validate_json((folder / "questions.json").read_bytes())
        pairs = [(hashes[line.file], FirstQuestion(line.text, line.language)) for line in lines]
    except (OSError, ValidationError, KeyError) as error:
        raise DataError(
            "library_damaged",
            f"{folder.name}/questions.json cannot be used: {error}",
            next_step="restore corpus/documents",
        ) from error
    return (pair for pair in pairs if pair[0] in present)


def _made(document: Document) -> Iterator[FirstQuestion]:
    """A question for each section of the highest level, in the document's language."""
    title, language = document.passport.title, document.passport.language
    highest = min((section.level for section in document.sections), default=1)
    for section in document.sections:
        topic = _NUMBERING.sub("", section.title).strip("：: ")
        if section.level != highest or not 1 < len(topic) <= _LONGEST_TITLE or len(title) > _LONGEST_TITLE:
            continue
        text = (
            f"关于“{topic}”，《{title.strip('《》')}》是怎么说的？"
            if language is Language.ZH
            else f"What does “{title}” say about “{topic}”?"
        )
        yield FirstQuestion(text, language)


def _few(questions: Iterable[FirstQuestion]) -> Iterator[FirstQuestion]:
    taken = dict.fromkeys(Language, 0)
    for question in questions:
        if taken[question.language] < _PER_LANGUAGE:
            taken[question.language] += 1
            yield question
