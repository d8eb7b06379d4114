"""Lines of a source file with their offsets, and the marks that several loaders look for."""

import re
from dataclasses import dataclass

__all__ = ["TERMINAL", "Line", "source_lines"]

TERMINAL = re.compile(r"[。！？!?；;：:.…][”’」』）)\"']*$")
"""A line that ends a sentence, or opens a list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source without its end; `start:end` are the file's code points, trimmed of blanks."""

    text: str
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        """Whether the line shows nothing."""
        return self.start == self.end


def source_lines(source: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Cut a stretch of a source file at its line ends (LF, CRLF or CR)."""
    stop = len(source) if end is None else end
    lines = []
    for match in re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)").finditer(source, start, stop):
        if match.start() == match.end():
            break
        raw = match.group().rstrip("\r\n")
        text = raw.strip()
        left = match.start() + (len(raw) - len(raw.lstrip()) if text else 0)
        lines.append(Line(text, left, left + len(text)))
    return lines
