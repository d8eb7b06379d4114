"""Documents and passports as JSON and back, without loss: what the record keeps."""

from pydantic import TypeAdapter

from corpus.model import Document, Passport

__all__ = ["document_from_json", "document_to_json", "passport_from_json", "passport_to_json"]

_DOCUMENT = TypeAdapter(Document)
_PASSPORT = TypeAdapter(Passport)


def document_to_json(document: Document) -> bytes:
    """A document, with its structure and translations, as UTF-8 JSON; equal documents give equal bytes."""
    return _DOCUMENT.dump_json(document)


def document_from_json(data: bytes) -> Document:
    """The document that `document_to_json` wrote.

    Raises:
        ValueError: If the bytes are not such JSON.
    """
    return _DOCUMENT.validate_json(data)


def passport_to_json(passport: Passport) -> bytes:
    """A passport as UTF-8 JSON."""
    return _PASSPORT.dump_json(passport)


def passport_from_json(data: bytes) -> Passport:
    """The passport that `passport_to_json` wrote.

    Raises:
        ValueError: If the bytes are not such JSON.
    """
    return _PASSPORT.validate_json(data)
