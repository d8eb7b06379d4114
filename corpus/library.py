"""The bundled documents: their files, passports and translations, checked against the hashes on record."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from corpus.errors import DataError
from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import Document, Language, Span, Translation

__all__ = [
    "BUNDLED_FOLDER",
    "LibraryEntry",
    "bundled_documents",
    "load_library",
    "read_manifest",
    "read_sidecar",
]

BUNDLED_FOLDER = Path(__file__).parent / "documents"


class LibraryEntry(BaseModel):
    """One line of the manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    format: FileFormat
    sidecars: dict[Language, str] = {}
    sha256: str
    text_sha256: str
    description: Description


class _SidecarLine(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    text: str
    by: str


_MANIFEST = TypeAdapter(list[LibraryEntry])


@cache
def bundled_documents() -> tuple[Document, ...]:
    """The documents that come with the product, in the manifest's order."""
    return tuple(document for _, document in load_library(BUNDLED_FOLDER))


def load_library(folder: Path) -> list[tuple[LibraryEntry, Document]]:
    """Read a folder that has a `manifest.json`.

    Args:
        folder: Holds the manifest, the files and their sidecars.

    Returns:
        Each entry with its document, in the manifest's order.

    Raises:
        DataError: `library_damaged` when the manifest cannot be read, a file is missing, a hash differs, or a
            sidecar points outside its document.
    """
    return [(entry, _load_entry(folder, entry)) for entry in read_manifest(folder)]


def read_manifest(folder: Path) -> list[LibraryEntry]:
    """Read a folder's `manifest.json`.

    Raises:
        DataError: `library_damaged` when it cannot be read.
    """
    try:
        return _MANIFEST.validate_json((folder / "manifest.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise _damaged(f"{folder.name}/manifest.json cannot be read: {error}") from error


def read_sidecar(path: Path, language: Language) -> tuple[Translation, ...]:
    """Read the renderings of a document, one JSON object a line with start, end, text and by.

    Raises:
        DataError: `library_damaged` when a line is not of that form.
    """
    try:
        rows = [_SidecarLine.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise _damaged(f"{path.name} cannot be read: {error}") from error
    return tuple(Translation(Span(row.start, row.end), row.text, language, row.by) for row in rows)


def _load_entry(folder: Path, entry: LibraryEntry) -> Document:
    try:
        data = (folder / entry.file).read_bytes()
    except OSError as error:
        raise _damaged(f"{entry.file} cannot be read: {error}") from error
    if sha256(data).hexdigest() != entry.sha256:
        raise _damaged(f"{entry.file} does not have the sha256 that the manifest gives")
    translations = tuple(
        translation
        for language, name in sorted(entry.sidecars.items())
        for translation in read_sidecar(folder / name, language)
    )
    document = load_document(data, entry.description, file_format=entry.format, translations=translations)
    if document.passport.text_sha256 != entry.text_sha256:
        raise _damaged(f"the canonical text of {entry.file} is not the one that the manifest gives")
    for translation in translations:
        if not 0 <= translation.span.start < translation.span.end <= len(document.text):
            raise _damaged(f"a rendering of {entry.file} points outside it: {translation.span}")
    return document


def _damaged(detail: str) -> DataError:
    return DataError("library_damaged", detail, next_step="restore the folder from the distribution")


def write_manifest(folder: Path, entries: list[LibraryEntry]) -> None:
    """Write a manifest, sorted and indented, so that changes to it read well."""
    rows = _MANIFEST.dump_python(entries, mode="json")
    text = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    (folder / "manifest.json").write_text(text, "utf-8")
