"""Do two sentences of different documents give different figures or dates for one and the same thing?"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from corpus.model import Language, Span
from rag.answer import Citation, Claim, Difference
from rag.checking import evidence_of
from rag.checks.dates import check_dates
from rag.checks.evidence import EvidenceSentence, content_words
from rag.checks.figures import check_figures
from rag.checks.finding import Finding, FindingKind
from rag.checks.quantities import find_quantities
from rag.reading import Reader

__all__ = ["differences_among", "gives_another_figure"]

# Sentences that share this much of the shorter one's content words speak of the same.
_SAME_WORDS = 0.6
_LEAST_WORDS = 3
# Much is said of the same things on several days: a date alone differs only where nearly all the rest is alike.
_SURELY_SAME = 0.75
_FIGURES = frozenset({FindingKind.NUMBER, FindingKind.CURRENCY, FindingKind.UNIT})


def gives_another_figure(said: Reader, here: Span, other: Reader, there: Span, language: Language) -> bool:
    """Whether a sentence of another document speaks of the same and gives another number or date for it.

    Args:
        said: The document of the first sentence.
        here: Where that stands.
        other: The other document.
        there: Where its sentence stands.
        language: In which both are read, where both can be; else in their own, if that is the same.
    """
    read_in = _common_language(said, here, other, there, language)
    if read_in is None:
        return False
    return bool(_compare(said.text(here, read_in), evidence_of(other, there, read_in)))


def differences_among(
    claims: Sequence[Claim], citations: Sequence[Citation], readers: Mapping[str, Reader], language: Language
) -> tuple[Difference, ...]:
    """In what the documents that an answer cites do not agree: figures, and the dates beside them.

    Args:
        claims: Of the answer.
        citations: Of the answer.
        readers: The documents by their ids.
        language: Of the answer.
    """
    first_claim = {n: at for at, claim in reversed(list(enumerate(claims))) for n in claim.citations}
    cited = [citation for citation in citations if citation.number in first_claim]
    return tuple(
        Difference(
            claims=(first_claim[one.number], first_claim[two.number]),
            citations=(one.number, two.number),
            kind=finding.kind,
            said=finding.said,
            other=finding.document or "",
        )
        for one, two in combinations(cited, 2)
        if one.document.doc_id != two.document.doc_id
        for finding in _findings(one, two, readers, language)
    )


def _findings(
    one: Citation, two: Citation, readers: Mapping[str, Reader], language: Language
) -> tuple[Finding, ...]:
    said, other = readers[one.document.doc_id], readers[two.document.doc_id]
    read_in = _common_language(said, one.span, other, two.span, language)
    if read_in is None:
        return ()
    return _compare(said.text(one.span, read_in), evidence_of(other, two.span, read_in))


def _common_language(
    said: Reader, here: Span, other: Reader, there: Span, wanted: Language
) -> Language | None:
    """The language in which two sentences can be read beside each other, None if there is none."""
    own = said.document.passport.language
    languages = (wanted, own) if own is other.document.passport.language else (wanted,)
    return next((one for one in languages if said.speaks(here, one) and other.speaks(there, one)), None)


@lru_cache(4096)
def _compare(said: str, evidence: EvidenceSentence) -> tuple[Finding, ...]:
    """The other figures and dates that the evidence gives, if it speaks of the same."""
    share = _share_of_words(said, evidence)
    if share < _SAME_WORDS:
        return ()
    found = check_figures(said, evidence)
    figures = [finding for finding in found if finding.contradicts and finding.kind in _FIGURES]
    dates = [finding for finding in check_dates(said, evidence) if finding.contradicts]
    if not figures and (share < _SURELY_SAME or not any(map(_is_of_days, dates))):
        return ()
    return (*figures, *dates)


def _share_of_words(said: str, evidence: EvidenceSentence) -> float:
    """How much of the shorter one's content words both have; 0 where there are too few to tell."""
    own = {word.stem for word in content_words(said)}
    theirs = {word.stem for word in content_words(evidence.text)}
    shorter = min(len(own), len(theirs))
    return len(own & theirs) / shorter if shorter >= _LEAST_WORDS else 0.0


def _is_of_days(finding: Finding) -> bool:
    """Whether a day stands against a day: years and months are named for much that happens in them."""
    written = (finding.said, finding.document or "")
    return all(any(q.value.day is not None for q in find_quantities(words)) for words in written)
