"""A record that tests of the index begin with."""

from pathlib import Path

import pytest

from index.record import Record
from tests.index.fakes import open_record


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path)
