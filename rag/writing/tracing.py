"""Every figure, date, name and link of a written sentence, traced to the quotes that it cites or to their passports.

The checks let surroundings bear out a name or a year; a reader of the answer sees quotes. What only surroundings
have is therefore cited from there.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.model import BlockKind, Language
from rag.candidates import Candidate
from rag.checks.mentions import MentionFinder, is_named, is_spelt_in
from rag.reading import Reader
from rag.values import Value, find_values, states

__all__ = ["Trace", "trace"]

_LINK: Final = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
# Words for smaller numbers are mostly no figures: one of, 两国.
_SMALL: Final = 3
_BEFORE: Final = 2
_MOST_ADDED: Final = 2


@dataclass(frozen=True, slots=True)
class Trace:
    """What a sentence has to cite for all that it names, and what stands nowhere near."""

    cited: tuple[Candidate, ...]
    missing: tuple[str, ...]


def trace(text: str, cited: Sequence[Candidate], find: MentionFinder) -> Trace:
    """Find what a sentence names in the quotes it cites, and cite what stands around them for the rest.

    Args:
        text: The sentence.
        cited: What it cites, one sentence each; at least one.
        find: Finds the names of a text.
    """
    missing, together = _missing(text, cited, find), tuple(cited)
    for _ in range(_MOST_ADDED):
        if not missing:
            break
        near = ((len(_missing(text, (*together, one), find)), one) for one in _around(cited))
        fewest, best = min(near, key=lambda pair: pair[0], default=(len(missing), None))
        if best is None or fewest >= len(missing):
            break
        together = (*together, best)
        missing = _missing(text, together, find)
    return Trace(together, tuple(missing))


def _missing(text: str, cited: Sequence[Candidate], find: MentionFinder) -> list[str]:
    known = "\n".join(line for candidate in cited for line in _readable(candidate))
    languages = {language for c in cited for language in Language if c.reader.speaks(c.spans[0], language)}
    values = find_values(known)
    found = [text[v.start : v.end] for v in find_values(text) if not _is_stated(v, values)]
    found += [
        mention.written
        for mention in find(text)
        # A name that no reading could hold in its script is not missing from them.
        if any(is_spelt_in(mention, language) for language in languages) and not is_named(mention, known)
    ]
    return found + [link for link in _LINK.findall(text) if link not in known]


def _readable(candidate: Candidate) -> Iterator[str]:
    """A cited sentence in all its readings, and what its passport says."""
    reader, span = candidate.reader, candidate.spans[0]
    yield from dict.fromkeys((candidate.original, *(reader.text(span, language) for language in Language)))
    yield from _facts(reader)


def _facts(reader: Reader) -> Iterator[str]:
    passport = reader.document.passport
    facts = (passport.title, passport.title_translated, passport.publisher, passport.publisher_translated)
    yield from filter(None, (*facts, passport.author, passport.date))


def _is_stated(value: Value, known: Sequence[Value]) -> bool:
    if value.is_word and value.number is not None and value.number <= _SMALL:
        return True
    if not any(states(other, value) for other in known):
        return False
    # The day may stand in one quote and the year in another, but in one it has to.
    return value.year is None or value.year in {other.year for other in known}


def _around(cited: Sequence[Candidate]) -> Iterator[Candidate]:
    """What stands around the quotes: their paragraphs, the sentences before, the paragraph that opens the document."""
    seen = {candidate.key for candidate in cited}
    for candidate in cited:
        reader = candidate.reader
        at = reader.index_of(candidate.spans[0])
        sentences = [*reader.sentences[max(0, at - _BEFORE) : at], *reader.paragraph(reader.sentences[at])]
        first = next((s for s in reader.sentences if reader.block_kind(s) is BlockKind.PARAGRAPH), None)
        sentences += [] if first is None else reader.paragraph(first)
        for sentence in sentences:
            neighbour = replace(candidate, spans=(sentence.span,))
            if neighbour.key not in seen:
                seen.add(neighbour.key)
                yield neighbour
