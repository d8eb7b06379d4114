"""From the engine's answers to what goes over the wire, and from requests to what the engine takes."""

from collections.abc import Collection, Iterable

from api.bodies import AskBody, FiltersBody, Include
from api.schemas import (
    AnswerOut,
    BlockOut,
    CitationOut,
    ClaimOut,
    DisagreementOut,
    DocumentOut,
    DocumentTextOut,
    FootnoteOut,
    FootnoteRef,
    PageOut,
    PassageOut,
    RangeOut,
    SearchOut,
    SectionOut,
    SourceOut,
    SupportOut,
    TranslationOut,
    VerificationOut,
)
from corpus.model import Document, Footnote, Language, SourceKind, Span
from rag.answer import Answer, AnswerMode, Citation, Claim, Difference, FoundPassage
from rag.requests import AskRequest, Filters, SearchResult, Turn, Verification

__all__ = [
    "answer_out",
    "ask_request",
    "citation_out",
    "document_out",
    "document_text_out",
    "filters_from",
    "language_from",
    "mode_from",
    "search_out",
    "sources_out",
    "verification_out",
]


def ask_request(body: AskBody) -> AskRequest:
    """What the engine is asked."""
    return AskRequest(
        question=body.question,
        language=language_from(body.language),
        mode=mode_from(body.mode),
        history=tuple(Turn(turn.role, turn.content) for turn in body.history),
        filters=filters_from(body.filters),
        top_k=body.top_k,
    )


def filters_from(body: FiltersBody) -> Filters:
    """The engine's filters."""
    return Filters(
        doc_ids=tuple(body.doc_ids),
        publishers=tuple(body.publishers),
        kinds=tuple(SourceKind(kind) for kind in body.kinds),
        languages=tuple(Language(language) for language in body.languages),
        date_from=body.date_from,
        date_to=body.date_to,
    )


def language_from(name: str) -> Language | None:
    """The language of a name; None for `auto`."""
    return None if name == "auto" else Language(name)


def mode_from(name: str) -> AnswerMode | None:
    """The mode of a name; None for `auto`."""
    return None if name == "auto" else AnswerMode(name)


def answer_out(answer: Answer, include: Collection[Include]) -> AnswerOut:
    """An answer with the parts that were asked for; the others are null."""
    return AnswerOut(
        id=answer.answer_id,
        status=answer.status.value,
        abstain_reason=answer.abstain_reason.value if answer.abstain_reason else None,
        mode=answer.mode.value,
        model=answer.model,
        language=answer.language.value,
        question=answer.question,
        standalone_question=answer.standalone_question,
        answer=answer.text,
        claims=[_claim(claim) for claim in answer.claims] if "claims" in include else None,
        citations=[citation_out(citation) for citation in answer.citations],
        passages=_passages(answer.passages) if "passages" in include else None,
        timings_ms=answer.timings_ms if "timings" in include else None,
        index_generation=answer.index_generation,
        warnings=list(answer.warnings),
        differences=[_difference(one) for one in answer.differences],
    )


def sources_out(documents: Iterable[Document]) -> list[SourceOut]:
    """The documents that were looked at, each once."""
    unique = {document.doc_id: document for document in documents}
    return [
        SourceOut(
            doc_id=doc_id,
            title=document.passport.title,
            publisher=document.passport.publisher,
            date=document.passport.date,
            kind=document.passport.kind.value,
            language=document.passport.language.value,
            url=document.passport.url,
        )
        for doc_id, document in unique.items()
    ]


def search_out(result: SearchResult) -> SearchOut:
    """Passages over the wire."""
    return SearchOut(
        question=result.question,
        language=result.language.value,
        passages=_passages(result.passages),
        timings_ms=result.timings_ms,
        index_generation=result.index_generation,
    )


def verification_out(verification: Verification) -> VerificationOut:
    """What became of a citation, over the wire."""
    found = verification.found
    return VerificationOut(
        status=verification.status.value,
        doc_id=verification.doc_id,
        char_start=verification.char_start,
        char_end=verification.char_end,
        found=RangeOut(char_start=found[0], char_end=found[1]) if found else None,
        text_sha256=verification.text_sha256,
        detail=verification.detail,
    )


def document_out(document: Document) -> DocumentOut:
    """A document's passport over the wire."""
    passport, doc_id = document.passport, document.doc_id
    return DocumentOut(
        doc_id=doc_id,
        title=passport.title,
        title_translated=passport.title_translated,
        publisher=passport.publisher,
        publisher_translated=passport.publisher_translated,
        author=passport.author,
        date=passport.date,
        url=passport.url,
        language=passport.language.value,
        kind=passport.kind.value,
        note=passport.note,
        note_translated=passport.note_translated,
        sha256=passport.sha256,
        text_sha256=passport.text_sha256,
        characters=len(document.text),
        page_count=len(document.pages),
        translated_to=sorted({translation.language.value for translation in document.translations}),
        text_url=f"/api/v1/documents/{doc_id}/text",
        original_url=f"/api/v1/documents/{doc_id}/original",
        view_url=f"/documents/{doc_id}",
    )


def document_text_out(document: Document, window: Span) -> DocumentTextOut:
    """A window of a document's text with everything that touches it."""
    return DocumentTextOut(
        doc_id=document.doc_id,
        language=document.passport.language.value,
        text=window.of(document.text),
        text_sha256=document.passport.text_sha256,
        characters=len(document.text),
        char_start=window.start,
        char_end=window.end,
        pages=[PageOut(page=page.page, char_start=page.start) for page in document.pages],
        sections=_sections(document),
        blocks=[
            BlockOut(kind=block.kind.value, char_start=block.span.start, char_end=block.span.end)
            for block in document.blocks
            if block.span.overlaps(window)
        ],
        footnotes=[
            _footnote(document, note)
            for note in document.footnotes
            if window.start <= note.offset <= window.end
        ],
        translations=[
            TranslationOut(
                char_start=item.span.start,
                char_end=item.span.end,
                text=item.text,
                language=item.language.value,
                by=item.by,
            )
            for item in document.translations
            if item.span.overlaps(window)
        ],
    )


def _sections(document: Document) -> list[SectionOut]:
    return [
        SectionOut(
            title=section.title,
            level=section.level,
            char_start=section.span.start,
            char_end=section.span.end,
            parent=section.parent if section.parent >= 0 else None,
        )
        for section in document.sections
    ]


def _footnote(document: Document, note: Footnote) -> FootnoteOut:
    reference = note.reference.of(document.text) if note.reference else None
    return FootnoteOut(number=note.number, offset=note.offset, url=note.url, reference=reference)


def _difference(one: Difference) -> DisagreementOut:
    return DisagreementOut(
        claims=one.claims, citations=one.citations, kind=one.kind.value, said=one.said, other=one.other
    )


def _claim(claim: Claim) -> ClaimOut:
    support = SupportOut(label=claim.support.label.value, method=claim.support.method)
    return ClaimOut(start=claim.start, end=claim.end, citations=list(claim.citations), support=support)


def citation_out(citation: Citation) -> CitationOut:
    """A citation over the wire."""
    document, span = citation.document, citation.span
    passport = document.passport
    page, page_end = document.pages_of(span) or (None, None)
    return CitationOut(
        n=citation.number,
        doc_id=document.doc_id,
        chunk_id=citation.chunk.chunk_id,
        title=passport.title,
        publisher=passport.publisher,
        kind=passport.kind.value,
        date=passport.date,
        url=passport.url,
        page=page,
        page_end=page_end,
        section=list(document.section_path(span.start)),
        char_start=span.start,
        char_end=span.end,
        quote=citation.quote,
        language=passport.language.value,
        translation=citation.translation,
        footnotes=[FootnoteRef(number=note.number, url=note.url) for note in citation.footnotes],
        sha256=passport.sha256,
        text_sha256=passport.text_sha256,
        view_url=citation.view_url,
    )


def _passages(passages: Iterable[FoundPassage]) -> list[PassageOut]:
    return [
        PassageOut(
            doc_id=passage.document.doc_id,
            char_start=passage.chunk.span.start,
            char_end=passage.chunk.span.end,
            text=passage.chunk.text,
            translation=passage.chunk.rendering,
            score=passage.score,
        )
        for passage in passages
    ]
