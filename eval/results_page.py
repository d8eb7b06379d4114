"""The one page of results, `eval/RESULTS.md`: each command puts its part into it and leaves the others as they are.

What is worse than something else stands first, whichever part it is from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["Part", "PartName", "compose_page", "put_part"]

_HEAD = """\
# Results

What was measured on public question sets and beside other libraries. Each part names the command that made it; a
command with `--out eval/RESULTS.md` puts its part into this page and leaves the others as they are. None of the
public texts is in the project.

In brackets are 95 % intervals; each part says of which kind.

## Worse than something else
"""
_BLOCK = re.compile(r"<!-- (worse|part):([a-z]+) -->\n(.*?)\n<!-- end -->", re.DOTALL)


class PartName(StrEnum):
    """The parts, in the order of the page."""

    RETRIEVAL = "retrieval"
    LIBRARIES = "libraries"
    TASKS = "tasks"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Part:
    """What one command has to say, in Markdown.

    Attributes:
        name: Which part it is.
        title: Its heading.
        worse: What is worse than a baseline, or that nothing is; stands at the top of the page.
        body: The rest, with headings of the third level.
    """

    name: PartName
    title: str
    worse: Sequence[str]
    body: Sequence[str]


def compose_page(*parts: Part, page: str = "") -> str:
    """A page with some parts, and with those of another page that these do not replace.

    Args:
        parts: What is new.
        page: A page of results; anything else has no parts.
    """
    kept = {(kind, name): text for kind, name, text in _BLOCK.findall(page)}
    for part in parts:
        kept["worse", part.name.value] = "\n".join([f"### {part.title}", "", *_closed(part.worse)])
        kept["part", part.name.value] = "\n".join([f"## {part.title}", "", *_closed(part.body)])
    blocks = [
        f"<!-- {kind}:{name.value} -->\n{text}\n<!-- end -->"
        for kind in ("worse", "part")
        for name in PartName
        if (text := kept.get((kind, name.value))) is not None
    ]
    return "\n\n".join([_HEAD.rstrip(), *blocks]) + "\n"


def put_part(part: Part, file: Path) -> None:
    """Put a part into the page of a file, which is made when missing."""
    page = file.read_text("utf-8") if file.exists() else ""
    file.write_text(compose_page(part, page=page), "utf-8")


def _closed(lines: Sequence[str]) -> list[str]:
    """Lines without empty ones at either end."""
    return "\n".join(lines).strip("\n").split("\n")
