"""Reading the documents: the list, a passport, the text that citations point into, the original."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from api.dependencies import ServiceDep
from api.ranges import window_of
from api.routes.responses import problems
from api.schemas import DocumentOut, DocumentPage, DocumentTextOut
from api.wire import document_out, document_text_out
from corpus.errors import InvalidInputError
from corpus.model import Document

__all__ = ["router"]

router = APIRouter(tags=["documents"])

OffsetQuery = Annotated[int | None, Query(ge=0, le=2**40, description="In code points of the whole text.")]


@router.get("/api/v1/documents", responses=problems(422))
def list_documents(
    service: ServiceDep,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    cursor: Annotated[
        str | None, Query(max_length=400, description="`next_cursor` of the page before.")
    ] = None,
) -> DocumentPage:
    """List the documents in the order of their ids."""
    after = _decode_cursor(cursor) if cursor is not None else ""
    rest = sorted(
        (document for document in service.engine.documents if document.doc_id > after),
        key=lambda document: document.doc_id,
    )
    has_more = len(rest) > limit
    page = rest[:limit]
    return DocumentPage(
        data=[document_out(document) for document in page],
        next_cursor=_encode_cursor(page[-1]) if has_more else None,
        has_more=has_more,
    )


@router.get("/api/v1/documents/{doc_id}", responses=problems(404, 422))
def read_document(doc_id: str, service: ServiceDep) -> DocumentOut:
    """Read a document's passport."""
    return document_out(service.engine.document(doc_id))


@router.get(
    "/api/v1/documents/{doc_id}/text",
    response_model=DocumentTextOut,
    responses=problems(404, 422) | {304: {"description": "It is as you know it."}},
)
def read_text(
    doc_id: str,
    service: ServiceDep,
    start: OffsetQuery = None,
    end: OffsetQuery = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Read the canonical text, which citations count in, or a window of it; with notes and translations."""
    document = service.engine.document(doc_id)
    out = document_text_out(document, window_of(document, start, end))
    body = out.model_dump_json().encode()
    headers = {"ETag": f'"{sha256(body).hexdigest()[:32]}"', "Cache-Control": "private, no-cache"}
    if if_none_match is not None and _matches(if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@router.get(
    "/api/v1/documents/{doc_id}/original",
    response_class=Response,
    responses=problems(404, 422)
    | {200: {"description": "The file.", "content": {"text/plain": {}, "text/markdown": {}}}},
)
def read_original(doc_id: str, service: ServiceDep) -> Response:
    """Download the file that the document was read from, byte for byte."""
    original = service.original(doc_id)
    headers = {
        "Content-Disposition": f'attachment; filename="{original.file_name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(original.data, media_type=original.media_type, headers=headers)


def _encode_cursor(last: Document) -> str:
    return urlsafe_b64encode(last.doc_id.encode()).decode().rstrip("=")


def _decode_cursor(cursor: str) -> str:
    try:
        if re.fullmatch(r"[A-Za-z0-9_-]+", cursor) is None:
            raise ValueError("not of the alphabet")
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError as error:
        raise InvalidInputError(
            "cursor_invalid",
            "the cursor is not one that this service gave",
            next_step="use `next_cursor` of the page before, or none for the first page",
        ) from error


def _matches(header: str, etag: str) -> bool:
    """Whether one of the tags of an If-None-Match header is ours."""
    tags = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    return "*" in tags or etag in tags
