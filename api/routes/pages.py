"""The pages, for people."""

import re
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.browsing import is_browsing
from api.dependencies import Parts, PartsDep
from api.pages import APP_CSP, DOCS_CSP, PAGE_CSP, app_page, docs_page, home_text, reading_page
from api.ranges import window_of
from corpus.errors import InvalidInputError, SummitError
from corpus.model import Document, Span

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_OK: Final = 200
_OFFSET: Final = re.compile(r"[0-9]{1,12}")


@router.get("/")
@router.get("/library")
@router.get("/search")
@router.get("/check")
async def page(request: Request, parts: PartsDep) -> HTMLResponse:
    """Show the page; without scripts, what the service is."""
    try:
        documents = len(parts.holder.get().engine.documents)
    except SummitError:
        documents = None
    return _html(app_page(plain_text=home_text(documents=documents, host=request.url.netloc)), APP_CSP)


@router.get("/docs")
async def docs() -> HTMLResponse:
    """Show the description of the API."""
    return _html(docs_page(), DOCS_CSP)


@router.get("/documents/{doc_id}")
def document_page(
    doc_id: str, request: Request, parts: PartsDep, start: str | None = None, end: str | None = None
) -> HTMLResponse:
    """Show the page at a document, with a quoted stretch marked; this is where citations link to."""
    status = _OK
    try:
        # With a key set this page is open, so it may not tell what documents there are.
        if parts.settings.api_key is None:
            _place(parts, doc_id, start, end)
    except SummitError as error:
        if not is_browsing(request.scope):
            raise
        status = error.http_status  # the page says it in words
    plain = request.url.replace(scheme="", netloc="", path=f"{request.url.path}/plain")
    return _html(app_page(plain_url=str(plain)), APP_CSP, status)


@router.get("/documents/{doc_id}/plain")
def plain_document(
    doc_id: str, request: Request, parts: PartsDep, start: str | None = None, end: str | None = None
) -> HTMLResponse:
    """Show a document where no script runs, with a quoted stretch marked."""
    try:
        return _html(reading_page(*_place(parts, doc_id, start, end)), PAGE_CSP)
    except InvalidInputError as error:
        if error.code != "range_invalid" or not is_browsing(request.scope):
            raise
        document, _ = _place(parts, doc_id, None, None)
        return _html(reading_page(document, None, is_misplaced=True), PAGE_CSP, error.http_status)


def _offset(written: str | None) -> int | None:
    """A place in a link that people copy and cut short."""
    if written is None:
        return None
    if not _OFFSET.fullmatch(written):
        raise InvalidInputError(
            "range_invalid", f"{written[:20]!r} is no place in a text", next_step="use the whole link"
        )
    return int(written)


def _place(parts: Parts, doc_id: str, start: str | None, end: str | None) -> tuple[Document, Span | None]:
    document = parts.holder.get().engine.document(doc_id)
    if start is None and end is None:
        return document, None
    return document, window_of(document, _offset(start), _offset(end))


def _html(text: str, policy: str, status: int = _OK) -> HTMLResponse:
    return HTMLResponse(text, status, headers={"Content-Security-Policy": policy})
