"""Patterns with gaps: `{name}` stands for a name of the question, or of the text, and is filled in before use."""

from dataclasses import dataclass

__all__ = ["Template"]


@dataclass(frozen=True, slots=True)
class Template:
    """A pattern with a gap for a name."""

    pattern: str
