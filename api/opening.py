"""Opening the engine behind a server that is up already: live at once, ready when the engine is."""

from collections.abc import Callable
from threading import Event, Thread

import structlog

from api.problems import OverloadedError
from api.service import Service, ServiceLoader
from corpus.errors import SummitError, UnavailableError

__all__ = ["ServiceHolder"]

_log = structlog.get_logger("summit")


class ServiceHolder:
    """Holds the service once it is open, and until then the reason why it is not.

    Args:
        source: An open service, or what opens one.
        on_open: Told the service as soon as it is there.
    """

    def __init__(self, source: Service | ServiceLoader, on_open: Callable[[Service], None]) -> None:
        self._source, self._on_open = source, on_open
        self._service: Service | None = None
        self._failure: SummitError | None = None
        self._stage = "starting"
        self._settled = Event()

    def start(self) -> None:
        """Begin to open, in a thread of its own if it takes long."""
        if isinstance(self._source, Service):
            self._take(self._source)
        else:
            Thread(target=self._open, args=(self._source,), name="open", daemon=True).start()

    def wait(self, timeout_s: float) -> bool:
        """Wait until the service is open or has failed to; whether it came to that."""
        return self._settled.wait(timeout_s)

    def get(self) -> Service:
        """The service.

        Raises:
            SummitError: What opening failed with, or OverloadedError `not_ready` while it is still going on.
        """
        if self._service is not None:
            return self._service
        if self._failure is not None:
            raise self._failure.with_traceback(None)
        raise OverloadedError(
            "not_ready",
            f"the service is still opening: {self._stage}",
            next_step="try again in a moment; /readyz tells when it is ready",
        )

    def close(self) -> None:
        """Give back what an open service holds."""
        if self._service is not None:
            self._service.close()

    def _open(self, load: ServiceLoader) -> None:
        try:
            self._take(load(self._report))
        except SummitError as error:
            self._fail(error)
        except Exception as error:  # whatever it is, the server stays up to say so
            _log.error("open_failed", kind=type(error).__name__, exc_info=True)
            self._fail(
                UnavailableError(
                    "open_failed",
                    f"the service could not be opened ({type(error).__name__})",
                    next_step="see the log, then start the service again",
                )
            )

    def _report(self, stage: str, done: int, total: int) -> None:
        self._stage = f"{stage} {done}/{total}" if total else stage

    def _take(self, service: Service) -> None:
        self._service = service
        self._on_open(service)
        for problem in service.index.problems:
            _log.warning("previous_generation_served", generation=service.index.generation, problem=problem)
        _log.info("ready", documents=len(service.engine.documents), generation=service.index.generation)
        self._settled.set()

    def _fail(self, error: SummitError) -> None:
        self._failure = error
        _log.error("not_opened", code=error.code, detail=error.detail, next_step=error.next_step)
        self._settled.set()
