"""Whether an address was opened in a browser by a person: then a refusal is the page, which says it in words."""

from typing import Final

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import Scope

from api.pages import APP_CSP, app_page, nowhere_text

__all__ = ["is_browsing", "page_in_words"]

# What programs call; whoever opens one of these in a browser wants to see what programs see.
_FOR_PROGRAMS: Final = frozenset({"api", "v1", "static", "metrics", "livez", "readyz", "openapi.json"})


def is_browsing(scope: Scope) -> bool:
    """Whether a request asks for something to read, under an address that is not one for programs."""
    if scope["method"] not in {"GET", "HEAD"} or scope["path"].split("/")[1] in _FOR_PROGRAMS:
        return False
    return "text/html" in Headers(scope=scope).get("accept", "")


def page_in_words(status: int) -> HTMLResponse:
    """The page with the status of a refusal; it finds out by itself what there is to say."""
    headers = {"Content-Security-Policy": APP_CSP}
    return HTMLResponse(app_page(plain_text=nowhere_text()), status, headers=headers)
