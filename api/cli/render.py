"""Answers, passages and documents as lines for people; the same words on a terminal and in a pipe."""

from rich.text import Text

from api.cli.console import visible
from corpus.model import Document, Language, Span
from rag.answer import Answer, Citation, Difference, FoundPassage
from rag.requests import SearchResult

__all__ = ["answer_lines", "citation_lines", "document_lines", "documents_lines", "passage_lines"]

_CLOSEST = 3
_INDENT = "    "
_WORDS = {
    Language.ZH: {
        "page": "第 {} 页",
        "pages": "第 {}–{} 页",
        "translation": "译文：",
        "note": "注 {}：{}",
        "closest": "最接近的段落：",
        "none": "没有找到段落。",
        "differ": "各来源说法不一：[{}] 作“{}”，[{}] 作“{}”。",
        "written": "由语言模型 {} 撰写",
    },
    Language.EN: {
        "page": "p. {}",
        "pages": "pp. {}–{}",
        "translation": "Translation: ",
        "note": "Note {}: {}",
        "closest": "Closest passages:",
        "none": "No passages found.",
        "differ": "The sources do not agree: [{}] has “{}”, [{}] has “{}”.",
        "written": "Written by the language model {}",
    },
}


def answer_lines(answer: Answer) -> list[Text]:
    """An answer, who wrote it, in what its sources differ, its citations; or the closest passages without any."""
    words = _WORDS[answer.language]
    lines = [_line(answer.text, "bold")]
    if answer.model is not None:
        lines += [Text(), _line(words["written"].format(answer.model), "dim")]
    if answer.differences:
        lines += [Text(), *(_line(_in_words(one, words["differ"]), "yellow") for one in answer.differences)]
    for citation in answer.citations:
        lines += [Text(), *citation_lines(citation, answer.language)]
    if not answer.citations and answer.passages:
        lines += [Text(), _line(words["closest"], "dim")]
        for passage in answer.passages[:_CLOSEST]:
            lines += [Text(), *_passage(passage, answer.language)]
    return lines


def passage_lines(result: SearchResult) -> list[Text]:
    """Passages, best first."""
    lines: list[Text] = []
    for passage in result.passages:
        lines += [*_passage(passage, result.language), Text()]
    return lines[:-1] or [_line(_WORDS[result.language]["none"])]


def documents_lines(documents: tuple[Document, ...]) -> list[Text]:
    """One line a document, its fields separated by tabs."""
    return [
        _line("\t".join((d.doc_id, d.passport.language, d.passport.kind, d.passport.date, d.passport.title)))
        for d in documents
    ]


def document_lines(document: Document) -> list[Text]:
    """A document's passport, a fact a line."""
    passport = document.passport
    facts = {
        "id": document.doc_id,
        "title": passport.title,
        "title (translated)": passport.title_translated,
        "publisher": passport.publisher,
        "publisher (translated)": passport.publisher_translated,
        "author": passport.author,
        "date": passport.date,
        "url": passport.url,
        "language": passport.language,
        "kind": passport.kind,
        "note": passport.note,
        "note (translated)": passport.note_translated,
        "characters": str(len(document.text)),
        "pages": str(len(document.pages) or ""),
        "sha256": passport.sha256,
        "text sha256": passport.text_sha256,
    }
    return [_line(f"{name}: {value}") for name, value in facts.items() if value]


def citation_lines(citation: Citation, language: Language) -> list[Text]:
    """A citation: its source, the quote, its rendering, its notes, its place."""
    words = _WORDS[language]
    span = citation.span
    lines = [
        _line(f"[{citation.number}] {_source(citation.document, span, language)}", "cyan"),
        _line(f"{_INDENT}“{citation.quote}”"),
    ]
    if citation.translation:
        lines.append(_line(f"{_INDENT}{words['translation']}{citation.translation}", "italic"))
    for note in citation.footnotes:
        if note.url:
            lines.append(_line(_INDENT + words["note"].format(note.number, note.url)))
    lines.append(_line(f"{_INDENT}{citation.document.doc_id} {span.start}-{span.end}", "dim"))
    return lines


def _in_words(difference: Difference, words: str) -> str:
    """What two of the sources say, each by its number."""
    one, two = difference.citations
    return words.format(one, difference.said, two, difference.other)


def _passage(passage: FoundPassage, language: Language) -> list[Text]:
    span, rendering = passage.chunk.span, passage.chunk.rendering
    translation = (
        [_line(f"{_INDENT}{_WORDS[language]['translation']}{rendering}", "italic")] if rendering else []
    )
    return [
        _line(_source(passage.document, span, language), "cyan"),
        _line(_INDENT + passage.chunk.text),
        *translation,
        _line(f"{_INDENT}{passage.document.doc_id} {span.start}-{span.end} ({passage.score:.3f})", "dim"),
    ]


def _source(document: Document, span: Span, language: Language) -> str:
    """Title, publisher, date and pages, in the reader's language where there is a rendering."""
    passport = document.passport
    title, publisher = passport.title, passport.publisher
    if language is not passport.language:
        title = f"{passport.title_translated} ({title})" if passport.title_translated else title
        publisher = passport.publisher_translated or publisher
    parts = [title, publisher, passport.date]
    if pages := document.pages_of(span):
        first, last = pages
        parts.append(_WORDS[language]["page" if first == last else "pages"].format(first, last))
    return " · ".join(part for part in parts if part)


def _line(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style)
