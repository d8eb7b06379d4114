"""Do two sentences of different documents give different figures for one and the same thing?"""

from functools import lru_cache

from corpus.model import Language, Span
from rag.checking import evidence_of
from rag.checks.evidence import EvidenceSentence, content_words
from rag.checks.figures import check_figures
from rag.checks.finding import FindingKind
from rag.reading import Reader

__all__ = ["gives_another_figure"]

# Sentences that share this much of the shorter one's content words speak of the same.
_SAME_WORDS = 0.6
_LEAST_WORDS = 3
_FIGURES = frozenset({FindingKind.NUMBER, FindingKind.CURRENCY, FindingKind.UNIT})


def gives_another_figure(said: Reader, here: Span, other: Reader, there: Span, language: Language) -> bool:
    """Whether a sentence of another document speaks of the same and gives another number for it.

    Args:
        said: The document of the first sentence.
        here: Where that stands.
        other: The other document.
        there: Where its sentence stands.
        language: In which both are read; without a rendering into it there is nothing to compare.
    """
    if not (said.speaks(here, language) and other.speaks(there, language)):
        return False
    return _compare(said.text(here, language), evidence_of(other, there, language))


@lru_cache(4096)
def _compare(said: str, evidence: EvidenceSentence) -> bool:
    own = {word.stem for word in content_words(said)}
    theirs = {word.stem for word in content_words(evidence.text)}
    shorter = min(len(own), len(theirs))
    if shorter < _LEAST_WORDS or len(own & theirs) < _SAME_WORDS * shorter:
        return False
    found = check_figures(said, evidence)
    return any(finding.contradicts and finding.kind in _FIGURES for finding in found)
