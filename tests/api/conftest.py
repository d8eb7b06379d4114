"""Fixtures for the doors: a stand-in engine behind the real server."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.service import Service, ServiceLoader
from api.settings import ServerSettings, load_settings
from tests.api.stand_in import StandInEngine, stand_in_service

BASE_URL = "http://127.0.0.1:8000"

Connect = Callable[..., TestClient]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("SUMMIT_") or name in {"FORCE_COLOR", "NO_COLOR"}:
            monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> ServerSettings:
    return load_settings(data_dir=tmp_path)


@pytest.fixture
def engine() -> StandInEngine:
    return StandInEngine()


@pytest.fixture
def service(tmp_path: Path, engine: StandInEngine) -> Iterator[Service]:
    with stand_in_service(tmp_path, engine) as opened:
        yield opened


@pytest.fixture
def connect(tmp_path: Path, service: Service) -> Iterator[Connect]:
    """Starts a server with some settings and gives a client to it."""
    with ExitStack() as stack:

        def start(
            *, source: Service | ServiceLoader = service, base_url: str = BASE_URL, **chosen: object
        ) -> TestClient:
            app = create_app(source, load_settings(data_dir=tmp_path, **chosen))
            return stack.enter_context(TestClient(app, base_url=base_url))

        yield start


@pytest.fixture
def client(connect: Connect) -> TestClient:
    return connect()
