"""Texts without differences of width, case and script."""

from functools import cache
from unicodedata import normalize

from opencc import OpenCC

__all__ = ["fold_text"]


def fold_text(text: str) -> str:
    """A text with its width and case folded and its traditional characters made simplified."""
    return str(_simplifier().convert(normalize("NFKC", text))).casefold()


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
