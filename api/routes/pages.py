"""The plain pages, for people."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.dependencies import PartsDep, ServiceDep
from api.pages import DOCS_CSP, PAGE_CSP, docs_page, home_page, reading_page
from api.ranges import window_of
from api.routes.documents import OffsetQuery
from corpus.errors import SummitError

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
async def home(request: Request, parts: PartsDep) -> HTMLResponse:
    """Say what the service is."""
    try:
        documents = len(parts.holder.get().engine.documents)
    except SummitError:
        documents = None
    return _html(home_page(documents=documents, host=request.url.netloc), PAGE_CSP)


@router.get("/docs")
async def docs() -> HTMLResponse:
    """Show the description of the API."""
    return _html(docs_page(), DOCS_CSP)


@router.get("/documents/{doc_id}")
def read(
    doc_id: str, service: ServiceDep, start: OffsetQuery = None, end: OffsetQuery = None
) -> HTMLResponse:
    """Show a document, with a quoted stretch marked; this is where citations link to."""
    document = service.engine.document(doc_id)
    quoted = window_of(document, start, end) if start is not None or end is not None else None
    return _html(reading_page(document, quoted), PAGE_CSP)


def _html(text: str, policy: str) -> HTMLResponse:
    return HTMLResponse(text, headers={"Content-Security-Policy": policy})
