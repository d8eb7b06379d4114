"""Is the first word of an English sentence a name? It has a capital either way: Merkel attended, Officials attended.

A word that the documents write in lower case is none. Of the rest, one that is the subject of a verb in the singular,
or owns what follows, is taken for a name unless it is built like, or is, a common noun.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

from rag.lexicon.asking import STOPWORDS_EN
from rag.lexicon.claims import COMMON_OPENERS, NO_NAMES

__all__ = ["Openers"]

_SHORTEST: Final = 3
# Endings of common nouns, of adverbs and of participles.
_BUILT_COMMON: Final = re.compile(
    r"-[a-z]|(?:[st]ion|ment|ness|ity|ance|ence|ship|ism|ing|ed|ly|ure|age|ology|acy|ery|hood|dom|ware|work|body|thing|where|ever|self)$"
)
_PLURAL: Final = re.compile(r"(?<![sui])s$|men$|ople$")
_OWNS: Final = re.compile(r"^['’]s (?=[a-z])")
# "Merz, Scholz and Vance", "Merz and Scholz".
_LISTED: Final = re.compile(r"^(?:, [A-Z][\w'’-]+)*,? (?:and|or) [A-Z][\w'’-]+")
_AUXILIARY: Final = r"(?:has|is|was|does)"
_ANY_AUXILIARY: Final = (
    r"(?:will|would|may|might|could|can|should|must|had|did|never|also|then|later|himself|herself)"
)
# "hopes", "said": not what only looks like them behind a common noun, "safety rules".
_IN_SINGULAR: Final = re.compile(
    rf"^ (?:[a-z]+ly )?(?:{_AUXILIARY}\b|(?:[a-z]+[^s\W]s|goes)\b"
    r"(?= (?:the|an?|to|that|its|his|her|their|this|these|those|it|him|them|how|why|what|whether)\b| [A-Z\d€$£]))"
)
_IN_PAST: Final = re.compile(
    rf"^ (?:[a-z]+ly )?(?:{_ANY_AUXILIARY}|[a-z]{{2,}}ed|met|said|spoke|went|came|gave|took|made|held|saw|told|led|left"
    r"|became|began|won|sent|set|wrote|knew|thought|found|built|bought|fell|rose|ran|sat|stood|fought|kept|lost|paid"
    r"|brought|put|hit|cut|let)\b"
)


@dataclass(frozen=True, slots=True)
class Openers:
    """What the documents tell of the words that open sentences."""

    always_capital: frozenset[str] = frozenset()
    """Words that they never write in lower case."""
    ordinary: frozenset[str] = frozenset()
    """Words that they do write so."""

    @classmethod
    def of(cls, written: str) -> Self:
        """From all that the documents say."""
        capital = frozenset(re.findall(r"(?<=[a-z,] )[A-ZÀ-Þ][a-zà-ɏ]+\b", written))
        lower = frozenset(re.findall(r"\b[a-zà-ɏ]+\b", written))
        always = frozenset(word for word in capital if word.lower() not in lower | STOPWORDS_EN)
        return cls(always - NO_NAMES, lower)

    def is_name(self, word: str, rest: str) -> bool:
        """Whether the first word of a sentence names somebody or something.

        Args:
            word: The word, without an apostrophe's s.
            rest: What follows it, an apostrophe's s with it.
        """
        if word in self.always_capital:
            return True
        lowered = word.lower()
        common = lowered in self.ordinary or lowered in STOPWORDS_EN or lowered in COMMON_OPENERS
        if common or word in NO_NAMES or len(word) < _SHORTEST or _BUILT_COMMON.search(lowered):
            return False
        if _OWNS.search(rest) or _IN_SINGULAR.search(rest):
            return True
        acts = _IN_PAST.search(rest) or _LISTED.search(rest)
        return _PLURAL.search(lowered) is None and acts is not None
