"""Chromium for the tests: the one that is there, or one that `make test` fetches.

Run as a program, it fetches one if none is there; what goes wrong is said and is no failure, for the tests that
need it then skip and say so.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

__all__ = ["find_chromium", "launch_arguments"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FETCH_S = 300


def find_chromium() -> str | None:
    """The program to start: CHROMIUM_PATH, the system's, or Playwright's own; None if there is none."""
    if chosen := os.environ.get("CHROMIUM_PATH"):
        return chosen
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    try:
        with sync_playwright() as playwright:
            own = playwright.chromium.executable_path
    except Error:
        return None
    return own if Path(own).exists() else None


def launch_arguments() -> list[str]:
    """What Chromium has to be told on this machine; root may not use its sandbox."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _fetching() -> Iterator[list[str]]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        yield ["apt-get", "update", "-qq"]
        yield ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"]
    yield [sys.executable, "-m", "playwright", "install", "chromium", *(["--with-deps"] if is_root else [])]


def main() -> None:
    """Fetch Chromium if there is none."""
    if find_chromium():
        return
    _say("Fetching Chromium for the tests of the page …")
    for command in _fetching():
        try:
            subprocess.run(command, timeout=_FETCH_S, check=False, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as error:
            _say(f"{command[0]}: {error}")
        if find_chromium():
            return
    _say("There is no Chromium; the tests of the page will be skipped. CHROMIUM_PATH names one elsewhere.")


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
