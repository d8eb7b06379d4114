"""The log, on standard error: lines for people on a terminal, JSON lines elsewhere; no question is in it."""

import logging
import sys
import traceback

import structlog

__all__ = ["configure_logging", "log_mistake"]

_log = structlog.get_logger("summit")


def log_mistake(error: Exception, request_id: str) -> None:
    """Log what nobody caught: its kind and the place, never its words."""
    _log.error(
        "unexpected",
        kind=type(error).__name__,
        where=traceback.format_tb(error.__traceback__),
        request_id=request_id,
    )


def configure_logging() -> None:
    """Send our log and that of the libraries (from warnings up) to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if sys.stderr.isatty():
        renderer = structlog.dev.ConsoleRenderer()
    else:
        shared.append(structlog.processors.format_exc_info)
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
