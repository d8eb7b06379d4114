"""Whether the libraries are there is asked without loading them."""

import os
import subprocess
import sys
from pathlib import Path

from eval.baselines.registry import PACKAGES

ROOT = Path(__file__).parent.parent.parent.parent
ASK = "from eval.baselines.registry import require_libraries; require_libraries()"


def asked(folder: Path) -> subprocess.CompletedProcess[str]:
    """The question in a process of its own, with the packages of a folder before all others."""
    path = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-c", ASK],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_libraries_that_are_there_are_not_loaded_by_asking_for_them(tmp_path: Path) -> None:
    for package in PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise SystemExit('it was loaded')\n", "utf-8")

    done = asked(tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
