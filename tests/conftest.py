"""Fixtures that tests of several rooms share."""

import os
from pathlib import Path

import pytest

from index.models.build import build_default_model
from index.models.folder import ModelFolder
from rag.engine import Engine
from rag.settings import EngineSettings
from rag.workspace import open_engine

_REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def default_model_folder() -> ModelFolder:
    """The built-in model; built by the first test run on a machine, then kept."""
    data = os.environ.get("SUMMIT_DATA_DIR")
    return build_default_model((Path(data) if data else _REPOSITORY / "data") / "models")


@pytest.fixture(scope="session")
def data_dir(default_model_folder: ModelFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the built-in model; its index is built by the first engine that opens it."""
    if chosen := os.environ.get("SUMMIT_DATA_DIR"):
        return Path(chosen)
    folder = tmp_path_factory.mktemp("engine")
    (folder / "models").symlink_to(default_model_folder.path.parent.resolve())
    return folder


@pytest.fixture(scope="session")
def engine(data_dir: Path) -> Engine:
    return open_engine(EngineSettings(data_dir=data_dir))
