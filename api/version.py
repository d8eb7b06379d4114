"""The version of the installed product."""

from importlib.metadata import PackageNotFoundError, version
from typing import Final

__all__ = ["VERSION"]


def _installed() -> str:
    try:
        return version("summit")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0+unknown"


VERSION: Final = _installed()
