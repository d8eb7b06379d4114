"""A sentence of a document as the checks read it, and a claim made ready to be compared with it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import rjieba

from corpus.language import detect_language, has_han
from corpus.model import Language
from index.terms import tokenise
from rag.lexicon.asking import STOPWORDS_EN, STOPWORDS_ZH
from rag.lexicon.claims import FRAME_WORDS

__all__ = [
    "Clause",
    "EvidenceSentence",
    "Word",
    "clauses_of",
    "content_words",
    "is_chinese",
    "statement_around",
    "stem_of",
]


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """What a claim is compared with.

    `text` is in the claim's language where the sentence can be read in it (`is_readable`), else the original;
    `other` is the other reading, if there is one. `context` is what a reader has around the sentence: titles,
    paragraph, publisher, date.
    """

    doc_id: str
    text: str
    original: str
    other: str | None
    context: str
    opening: str
    """The title and first paragraph: what all of the document is about."""
    is_readable: bool
    at: int = 0
    """Which sentence of its document it is, counted from 0."""

    @property
    def readings(self) -> tuple[str, ...]:
        """Every form in which the sentence can be read."""
        return tuple(dict.fromkeys(filter(None, (self.text, self.original, self.other))))


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: `start:end` in its text, and the form by which it is compared."""

    start: int
    end: int
    written: str
    stem: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text between commas and the like."""

    start: int
    end: int
    text: str


_WORD = re.compile(
    r"[Aa]rtificial [Ii]ntelligence|[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?|[㐀-䶿一-鿿豈-﫿]+|\d+(?:[.,]\d+)*"
)
_CLAUSE_END = re.compile(r"[,，;；:：。!！?？\n]|\.(?=\s|$)|—|–(?=\s)|[（()）]")


@lru_cache(8192)
def content_words(text: str) -> tuple[Word, ...]:
    """The words of a text that carry meaning of their own, in order; no numbers, no words that only report."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        if has_han(match.group()):
            found += _chinese(match.start(), match.group())
        elif match.group()[0].isalpha():
            written = re.sub(r"['’]s?$", "", match.group())
            lowered = written.lower()
            if lowered not in STOPWORDS_EN and lowered not in FRAME_WORDS and len(written) > 1:
                found.append(Word(match.start(), match.start() + len(written), written, stem_of(written)))
    return tuple(found)


def _chinese(at: int, run: str) -> list[Word]:
    found = []
    for word in rjieba.cut(run):
        if word not in STOPWORDS_ZH and word not in FRAME_WORDS:
            found.append(Word(at, at + len(word), word, stem_of(word)))
        at += len(word)
    return found


# What the documents and their readers spell in several ways.
_SAME = {"人工智能": "ai", "artificial intelligence": "ai", "ai": "ai"}


@lru_cache(16384)
def stem_of(word: str) -> str:
    """The form in which a word is compared: an English stem, a simplified Chinese word."""
    if word.lower() in _SAME:
        return _SAME[word.lower()]
    if has_han(word):
        return word
    terms = tokenise(word)
    return terms[0] if terms else word.lower()


_STATEMENT_END = re.compile(r"[；;。！？!?]|\.(?=\s|$)")


@lru_cache(8192)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a text, without those that hold no content word."""
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(text)), len(text)]
    pieces = (Clause(a, b, text[a:b]) for a, b in pairwise(cuts) if b > a)
    return tuple(piece for piece in pieces if content_words(piece.text))


def statement_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the statement begins and ends that holds a stretch; a comma parts none: its subject may stand before."""
    begins = max((match.end() for match in _STATEMENT_END.finditer(text, 0, start)), default=0)
    return begins, next((match.start() for match in _STATEMENT_END.finditer(text, end)), len(text))


_GLOSSES = re.compile(r"(?<=[A-Za-z.])\s?[（(][\u3400-\u9fff·]+[）)]")


def is_chinese(text: str) -> bool:
    """Whether a text is Chinese, whatever Latin names it holds, and whatever it glosses: "Megvii (旷视科技)"."""
    return detect_language(_GLOSSES.sub(" ", text)) is Language.ZH
