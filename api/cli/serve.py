"""`summit serve`."""

from contextlib import suppress
from typing import Annotated

import typer

from api.app import create_app
from api.cli.console import explained
from api.cli.progress import reporter
from api.logs import configure_logging
from api.service import open_service
from api.serving import bind
from api.serving import serve as serve_until_stopped
from api.settings import load_settings
from corpus.errors import UnavailableError
from rag.workspace import prepare

__all__ = ["serve"]


def serve(
    *,
    host: Annotated[
        str | None, typer.Option(help="Instead of SUMMIT_HOST or 127.0.0.1.", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Instead of SUMMIT_PORT or 8000.", show_default=False)
    ] = None,
) -> None:
    """Serve the API and the pages; builds the model and the index first if they are missing."""
    with explained("summit serve", as_json=False):
        configure_logging()
        settings = load_settings(host=host, port=port)
        with bind(settings) as bound:
            # An index that cannot be brought up to date does not keep the last sound one from being served.
            with reporter() as report, suppress(UnavailableError):
                prepare(settings, report)
            app = create_app(lambda report: open_service(settings, report), settings)
            serve_until_stopped(app, bound)
