"""Opening the engine for one command."""

from api.cli.console import warn
from api.cli.progress import reporter
from api.service import Service, open_service
from api.settings import load_engine_settings

__all__ = ["opened"]


def opened() -> Service:
    """The service of the data folder that the environment names; builds what is missing, visibly.

    Raises:
        SummitError: If it cannot be opened.
    """
    settings = load_engine_settings()
    with reporter() as report:
        service = open_service(settings, report)
    for problem in service.index.problems:
        warn(f"an earlier index is used: {problem}")
    return service
