"""Who stands behind a web address: the publishers that readers know by name, in both languages."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from corpus.model import Language
from rag.names import contains_name

__all__ = ["Publisher", "publisher_of", "publishers_in"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher, the end of its host name, and its names; the first of a language is the one to say."""

    host: str
    chinese: tuple[str, ...]
    english: tuple[str, ...]

    def name(self, language: Language) -> str:
        """What it is called in a language."""
        return (self.chinese if language is Language.ZH else self.english)[0]


def publisher_of(url: str) -> Publisher | None:
    """The publisher of an address, if it is a known one: the one with the longest matching end of the host."""
    host = _host(url)
    ends = (known for known in _publishers() if host == known.host or host.endswith("." + known.host))
    return max(ends, key=lambda known: len(known.host), default=None)


def _host(url: str) -> str:
    """The host of an address in lower case; none where it is written wrongly ("http://example.org]")."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def publishers_in(text: str) -> tuple[Publisher, ...]:
    """The known publishers that a text names."""
    return tuple(
        known
        for known in _publishers()
        if any(contains_name(text, name) for name in (*known.chinese, *known.english))
    )


@cache
def _publishers() -> tuple[Publisher, ...]:
    rows = files("rag.lexicon").joinpath("publishers.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple(Publisher(host, tuple(zh.split("|")), tuple(en.split("|"))) for host, zh, en in cells)
