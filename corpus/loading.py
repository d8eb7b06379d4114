"""From bytes and a passport to a document: identity, hashes, sentences."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from corpus.canonical import decode_source, text_sha256
from corpus.language import detect_language
from corpus.loaders import FileFormat, parse
from corpus.model import Block, BlockKind, Document, Language, Passport, SourceKind, Span, Translation
from corpus.sentences import split_sentences

__all__ = ["Description", "Sentence", "document_sentences", "load_document"]


@dataclass(frozen=True, slots=True)
class Description:
    """What whoever adds a document says of it; the rest of the passport is worked out from the file.

    Empty fields fall back to what the file says of itself (an article's front matter, a title block).
    """

    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    url: str | None = None
    language: Language | None = None
    kind: SourceKind = SourceKind.UNKNOWN
    note: str = ""
    title_translated: str | None = None
    publisher_translated: str | None = None
    note_translated: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest thing that is cited: a sentence, heading or list item, and the block it stands in."""

    span: Span
    block: int


def load_document(
    data: bytes,
    description: Description,
    *,
    file_format: FileFormat = FileFormat.PLAIN,
    translations: tuple[Translation, ...] = (),
) -> Document:
    """Read a file into a document.

    Args:
        data: The bytes of the file, as they are.
        description: Facts about the document that its bytes do not tell.
        file_format: Which loader reads it.
        translations: Renderings of its sentences, with spans in its canonical text.

    Returns:
        The document; its id depends on the bytes alone.
    """
    parsed = parse(decode_source(data), file_format)
    digest = sha256(data).hexdigest()
    fields = parsed.front_matter
    titles = [b.span.of(parsed.text) for b in parsed.blocks if b.kind is BlockKind.TITLE]
    passport = Passport(
        title=description.title or fields.get("title") or (titles[0] if titles else parsed.text[:40].strip()),
        publisher=description.publisher or fields.get("source", ""),
        author=description.author,
        date=description.date or fields.get("date", ""),
        url=description.url or fields.get("url") or None,
        language=description.language or detect_language(parsed.text),
        kind=description.kind,
        note=description.note,
        sha256=digest,
        text_sha256=text_sha256(parsed.text),
        title_translated=description.title_translated,
        publisher_translated=description.publisher_translated,
        note_translated=description.note_translated,
    )
    return Document(
        doc_id=f"doc_{digest[:16]}",
        text=parsed.text,
        passport=passport,
        blocks=parsed.blocks,
        sections=parsed.sections,
        footnotes=parsed.footnotes,
        pages=parsed.pages,
        source_runs=parsed.source_runs,
        removed=parsed.removed,
        translations=translations,
    )


def document_sentences(document: Document) -> list[Sentence]:
    """Every citable unit of a document in reading order; references are not among them."""
    return list(_sentences(document))


def _sentences(document: Document) -> Iterator[Sentence]:
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.REFERENCE:
            continue
        for span in _block_spans(document, block):
            yield Sentence(span, index)


def _block_spans(document: Document, block: Block) -> list[Span]:
    if block.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.LIST_ITEM):
        return [block.span]  # never cut: a heading with a stop inside it is still one thing
    return split_sentences(
        document.text, document.passport.language, start=block.span.start, end=block.span.end
    )
