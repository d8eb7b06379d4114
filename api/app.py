"""The server: one function that puts the doors in front of a service; nothing happens at import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api.compression import Compression
from api.dependencies import Parts
from api.description import TITLE, describe_with
from api.metrics import Metrics
from api.middleware import BodyLimit, HostCheck, KeyCheck, RequestLog, SecurityHeaders, UnexpectedErrors
from api.opening import ServiceHolder
from api.problems import install_problem_handlers
from api.routes import ROUTERS
from api.service import Service, ServiceLoader
from api.settings import ServerSettings
from api.version import VERSION
from api.workers import Workers

__all__ = ["create_app"]

_STATIC = Path(__file__).parent / "static"


def create_app(source: Service | ServiceLoader, settings: ServerSettings) -> FastAPI:
    """Make the server.

    Args:
        source: An open service, or what opens one; then the server is live at once, and ready after that.
        settings: How it listens and what it refuses.
    """
    metrics = Metrics()

    def on_open(service: Service) -> None:
        metrics.documents.set(len(service.engine.documents))
        metrics.generation.set(service.index.generation)

    workers = Workers(max_concurrent=settings.max_concurrent, max_queued=settings.max_queued)
    holder = ServiceHolder(source, on_open)
    metrics.taken.set_function(lambda: workers.taken)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        holder.start()
        yield
        workers.close()
        holder.close()

    app = FastAPI(title=TITLE, version=VERSION, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.parts = Parts(settings, holder, workers, metrics)
    install_problem_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    describe_with(app, key=settings.api_key is not None)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    _add_middleware(app, settings, metrics)
    return app


def _add_middleware(app: FastAPI, settings: ServerSettings, metrics: Metrics) -> None:
    """Innermost first: each one added goes around those before it."""
    key = settings.api_key.get_secret_value() if settings.api_key else None
    app.add_middleware(Compression)
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes, timeout_s=settings.body_timeout_s)
    app.add_middleware(UnexpectedErrors)
    app.add_middleware(KeyCheck, key=key)
    app.add_middleware(HostCheck, names=settings.host_names)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog, metrics=metrics)
