"""One loader a kind of file; each turns a decoded file into canonical text and its maps."""

from collections.abc import Callable
from enum import StrEnum

from corpus.loaders.article import parse_article
from corpus.loaders.outline import Parsed
from corpus.loaders.paged_text import parse_paged_text
from corpus.loaders.plain import parse_plain

__all__ = ["FileFormat", "Parsed", "parse"]


class FileFormat(StrEnum):
    """The kinds of files that can be read."""

    PAGED_TEXT = "paged_text"
    ARTICLE = "article"
    PLAIN = "plain"


_PARSERS: dict[FileFormat, Callable[[str], Parsed]] = {
    FileFormat.PAGED_TEXT: parse_paged_text,
    FileFormat.ARTICLE: parse_article,
    FileFormat.PLAIN: parse_plain,
}


def parse(source: str, file_format: FileFormat) -> Parsed:
    """Read a decoded file of a known format."""
    return _PARSERS[file_format](source)
