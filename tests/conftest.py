"""Fixtures that tests of several rooms share."""

import os
from pathlib import Path

import pytest

from index.models.build import build_default_model
from index.models.folder import ModelFolder

_REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def default_model_folder() -> ModelFolder:
    """The built-in model; built by the first test run on a machine, then kept."""
    data = os.environ.get("SUMMIT_DATA_DIR")
    return build_default_model((Path(data) if data else _REPOSITORY / "data") / "models")
