"""From text to the terms that lexical search compares: the same for documents and questions.

Width and case are folded, traditional characters made simplified, accents dropped and English words stemmed.
Chinese is cut by dictionary. Names that no dictionary knows (布韦罗) fall apart into characters, whose pairs
are terms too: a guess at the name's bounds would depend on the words around it and so often miss.
"""

import re
from functools import cache
from itertools import pairwise
from unicodedata import combining, normalize

import rjieba
from opencc import OpenCC
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

__all__ = ["tokenise"]

_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f"
_TERM = re.compile(
    rf"(?P<han>[{_HAN}]+)"
    r"|(?P<number>\d+(?:\.\d+)*)"
    rf"|(?P<word>[^\W\d_{_HAN}](?:[^\W_{_HAN}]|'(?=[^\W_{_HAN}]))*)"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")
_ELISION = re.compile(r"^[dl]'")  # l'Inria, d'Artagnan
_QUOTES = str.maketrans("’‘ʼ", "'''")


def tokenise(text: str) -> list[str]:
    """The terms of a text, in order, repeated where they repeat.

    Args:
        text: Anything; punctuation, symbols and blanks give no terms.

    Returns:
        Terms without blanks in them: dictionary words and the words in them, single characters and pairs of
        neighbouring ones where the dictionary knows no word, numbers without their thousands marks, stems.
    """
    folded = _fold(text)
    terms: list[str] = []
    for match in _TERM.finditer(folded):
        if match.lastgroup == "han":
            terms += _han_terms(match.group())
        elif match.lastgroup == "number":
            terms.append(match.group())
        else:
            terms += _stems(match.group())
    return terms


def _fold(text: str) -> str:
    lower = normalize("NFKC", text).lower().translate(_QUOTES)
    bare = normalize("NFC", "".join(c for c in normalize("NFD", lower) if not combining(c)))
    joined = _ACRONYM.sub(lambda match: match.group().replace(".", "") + " ", bare)
    return str(_simplifier().convert(_THOUSANDS.sub("", joined)))


def _han_terms(run: str) -> list[str]:
    """The words of a run of Chinese characters, and the pairs among those that are in no word."""
    terms = rjieba.cut_for_search(run, hmm=False)
    loose = [a + b for a, b in pairwise(terms) if len(a) == len(b) == 1]
    return [*terms, *loose]


def _stems(word: str) -> list[str]:
    return list(_stemmer().analyze(_ELISION.sub("", word)))


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def _stemmer() -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("english")).build()
