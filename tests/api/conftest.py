"""Fixtures for the doors: a stand-in engine behind the real server."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.service import Service
from api.settings import ServerSettings, load_settings
from tests.api.stand_in import StandInEngine, stand_in_service

BASE_URL = "http://127.0.0.1:8000"

Connect = Callable[..., TestClient]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("SUMMIT_"):
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
def client(service: Service, settings: ServerSettings) -> Iterator[TestClient]:
    with TestClient(create_app(service, settings), base_url=BASE_URL) as opened:
        yield opened
