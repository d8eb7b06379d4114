"""The routes, one file a group; each gives its full address, which is also its name in logs and metrics."""

from api.routes import ask, chat, check, documents, health, info, pages, search, verify

__all__ = ["ROUTERS"]

ROUTERS = (
    ask.router,
    chat.router,
    search.router,
    check.router,
    documents.router,
    verify.router,
    info.router,
    health.router,
    pages.router,
)
