"""The page's own project, with what it is built by, in a copy that the tests may write to."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

__all__ = ["SOURCE", "STATIC", "NodeProject", "node_project_in"]

_ROOT = Path(__file__).parent.parent.parent
SOURCE, STATIC = _ROOT / "api" / "page", _ROOT / "api" / "static" / "app"
_INSTALL_S, _RUN_S = 240, 240
_UNREACHABLE = re.compile(
    "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network"
)
_OLDEST_NODE = 20


@dataclass(frozen=True)
class NodeProject:
    """A copy of `api/page` with its packages installed as the lock file has them."""

    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one of the project's programs, and fail with what it said if it fails."""
        result = subprocess.run(
            ["npx", "--no-install", *command],
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_RUN_S,
            check=False,
            env=os.environ | {"NO_COLOR": "1", "CI": "1"},
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result

    def script(self, package: str, file: str) -> str:
        """A script that a package brings."""
        return (self.folder / "node_modules" / package / file).read_text("utf-8")


def node_project_in(folder: Path) -> NodeProject:
    """Copy the project and install its packages, from the network the first time; skips where that cannot be.

    Args:
        folder: Where the copy goes; kept from one run to the next, so that nothing is fetched twice.
    """
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("Node.js is not installed")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").split(".")[0]) < _OLDEST_NODE:
        pytest.skip(f"Node.js {version.strip()} is too old")
    project = folder / "page"
    project.mkdir(parents=True, exist_ok=True)
    for old in project.iterdir():
        if old.name not in {"node_modules", "installed.lock"}:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    ignored = shutil.ignore_patterns("node_modules")
    shutil.copytree(SOURCE, project, dirs_exist_ok=True, ignore=ignored)
    _install(project)
    return NodeProject(project)


def _install(project: Path) -> None:
    lock, installed = project / "package-lock.json", project / "installed.lock"
    if installed.exists() and installed.read_bytes() == lock.read_bytes():
        return
    command = ["npm", "ci", "--prefer-offline", "--fetch-retries=1", "--fetch-timeout=30000"]
    try:
        result = subprocess.run(
            command, cwd=project, capture_output=True, text=True, timeout=_INSTALL_S, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.skip("the npm registry does not answer in time")
    if result.returncode != 0 and _UNREACHABLE.search(result.stderr):
        pytest.skip("the npm registry cannot be reached")
    assert result.returncode == 0, result.stderr
    installed.write_bytes(lock.read_bytes())
