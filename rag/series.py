"""Sentences that belong together as one list: bulleted items, parallel paragraphs, first-second-third.

A list question wants all of them, and none alone looks much like the question.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.loading import Sentence
from corpus.model import BlockKind, Document

__all__ = ["Series", "find_series"]


@dataclass(frozen=True, slots=True)
class Series:
    """A list within a document: its items in order and the sentence or heading that opens it, if any."""

    opener: Sentence | None
    items: tuple[Sentence, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The opener and the items."""
        return (self.opener, *self.items) if self.opener is not None else self.items


_ORDINALS = (
    (r"其一", r"其二", r"其三", r"其四", r"其五", r"其六"),
    (r"首先", r"其次", r"(?:再次|再者|然后|第三)", r"(?:最后|此外)"),
    (r"第一", r"第二", r"第三", r"第四", r"第五", r"第六"),
    (r"一是", r"二是", r"三是", r"四是", r"五是"),
    (r"一方面", r"另一方面"),
    (r"First(?:ly)?\b", r"Second(?:ly)?\b", r"Third(?:ly)?\b", r"Fourth(?:ly)?\b", r"Fifth(?:ly)?\b"),
)
_LAST = re.compile(r"最后|Finally\b|Last(?:ly)?\b")
_RUN_IN = re.compile(r"^[^：:。！？.!?]{1,16}[：:]\s*\S")
# An item may be followed by sentences that explain it; further apart than this it is another list.
_MAX_GAP = 6


def find_series(document: Document, sentences: tuple[Sentence, ...]) -> list[Series]:
    """Find the lists of a document, in reading order; a sentence may be in more than one."""
    return [
        *_listed(document, sentences),
        *_parallel(document, sentences),
        *_counted_off(document, sentences),
    ]


def _listed(document: Document, sentences: tuple[Sentence, ...]) -> list[Series]:
    """Runs of list items."""
    return _runs(document, sentences, lambda s: _kind(document, s) is BlockKind.LIST_ITEM)


def _parallel(document: Document, sentences: tuple[Sentence, ...]) -> list[Series]:
    """Runs of short paragraphs that each begin with a title and a colon."""
    return _runs(document, sentences, lambda s: _is_run_in(document, s))


def _runs(
    document: Document, sentences: tuple[Sentence, ...], belongs: Callable[[Sentence], bool]
) -> list[Series]:
    found: list[Series] = []
    run: list[int] = []
    for index in range(len(sentences) + 1):
        inside = index < len(sentences) and belongs(sentences[index])
        if inside and (
            not run or _section(document, sentences[index]) == _section(document, sentences[run[-1]])
        ):
            run.append(index)
            continue
        if len(run) >= 2:
            found.append(Series(_opener(document, sentences, run[0]), tuple(sentences[i] for i in run)))
        run = [index] if inside else []
    return found


def _is_run_in(document: Document, sentence: Sentence) -> bool:
    block = document.blocks[sentence.block]
    alone = block.span == sentence.span
    return (
        alone and block.kind is BlockKind.PARAGRAPH and bool(_RUN_IN.match(sentence.span.of(document.text)))
    )


def _opener(document: Document, sentences: tuple[Sentence, ...], first: int) -> Sentence | None:
    """The sentence before a list, when it opens one: a heading, or a colon at its end."""
    if first == 0:
        return None
    before = sentences[first - 1]
    opens = before.span.of(document.text).rstrip().endswith(("：", ":"))
    return before if opens or _kind(document, before) is BlockKind.HEADING else None


def _counted_off(document: Document, sentences: tuple[Sentence, ...]) -> list[Series]:
    """Sentences that count off (其一 … 其二 …, First … Second …)."""
    found = []
    for words in _ORDINALS:
        opening = re.compile(rf"(?:^|[：:，,；;]\s*){words[0]}")
        for index, sentence in enumerate(sentences):
            if opening.search(sentence.span.of(document.text)):
                items = _follow(document, sentences, index, words)
                if len(items) >= 2:
                    found.append(
                        Series(
                            _introduction(document, sentences, items[0]), tuple(sentences[i] for i in items)
                        )
                    )
    return found


def _follow(
    document: Document, sentences: tuple[Sentence, ...], first: int, words: tuple[str, ...]
) -> list[int]:
    items, at = [first], first
    for word in words[1:]:
        pattern = re.compile(rf"^(?:{word}|{_LAST.pattern})")
        nxt = next(
            (
                i
                for i in range(at + 1, min(at + 1 + _MAX_GAP, len(sentences)))
                if _is_item(document, sentences, i, first, pattern)
            ),
            None,
        )
        if nxt is None:
            break
        items.append(nxt)
        at = nxt
    return items


def _is_item(
    document: Document, sentences: tuple[Sentence, ...], index: int, first: int, pattern: re.Pattern[str]
) -> bool:
    same = _section(document, sentences[index]) == _section(document, sentences[first])
    return same and bool(pattern.match(sentences[index].span.of(document.text)))


def _introduction(document: Document, sentences: tuple[Sentence, ...], first: int) -> Sentence | None:
    """The sentence before a counted list, unless the first item brings its own introduction."""
    own = re.search(r"[：:]", sentences[first].span.of(document.text)[:-1])
    if own or first == 0 or _section(document, sentences[first - 1]) != _section(document, sentences[first]):
        return None
    return sentences[first - 1]


def _kind(document: Document, sentence: Sentence) -> BlockKind:
    return document.blocks[sentence.block].kind


def _section(document: Document, sentence: Sentence) -> int:
    return document.blocks[sentence.block].section
