"""A real server process for tests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

__all__ = ["FIRST_START_S", "environment", "free_port", "serving"]

FIRST_START_S = 120.0
"""How long the first start on a data folder may take."""


@contextmanager
def serving(
    data_dir: Path, within_s: float, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], httpx2.Client]]:
    """A server that is ready, and a client to it.

    Args:
        data_dir: Its data folder.
        within_s: How long it may take to be ready.
        settings: Further settings, named as in the environment without `SUMMIT_`.
    """
    port = free_port()
    chosen = {f"SUMMIT_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "api.cli.main", "serve"]
    with (
        (data_dir / "log").open("w+", encoding="utf-8") as log,
        subprocess.Popen(
            command, env=environment(data_dir) | chosen | {"SUMMIT_PORT": str(port)}, stderr=log, text=True
        ) as process,
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        try:
            _wait_until_ready(process, client, within_s)
            yield process, client
        finally:
            process.kill()


def environment(data_dir: Path) -> dict[str, str]:
    """The environment without settings but the data folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SUMMIT_")}
    return kept | {"SUMMIT_DATA_DIR": str(data_dir)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[str], client: httpx2.Client, within_s: float) -> None:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            pass  # not listening yet
        time.sleep(0.05)
    raise AssertionError(f"not ready after {within_s} seconds")
