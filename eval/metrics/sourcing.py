"""Whether the words of a claim that say where it is from are true of the document that it cites."""

import re
from collections.abc import Iterator, Sequence

from corpus.model import SourceKind
from eval.metrics.evidence import Evidence
from eval.metrics.folding import fold_text
from rag.checks.mentions import MentionFinder
from rag.lexicon.attribution import COMMENTARY, FRAMES, THINK_TANK

__all__ = ["misnamed_source"]

_KINDS: dict[SourceKind, re.Pattern[str]] = {
    SourceKind.COMMENTARY: COMMENTARY,
    SourceKind.THINK_TANK: THINK_TANK,
    SourceKind.OFFICIAL: re.compile(
        r"公报|(?:官方|政府)(?:文件|报告|声明|文告)|\b(?:official|government) (?:\w+ )?"
        r"(?:report|document|statement|paper)\b|\bgazette\b|\bcommuniqu[eé]\b",
        re.IGNORECASE,
    ),
    SourceKind.PRESS: re.compile(
        r"新闻(?:报道|稿)|日的报道|\b(?:press|news) (?:report|article|story|release)", re.IGNORECASE
    ),
}
_LEAD = re.compile(r"^(?:据|根据|按照|[Aa]ccording to )[^:：。]{1,140}[:：]")


def misnamed_source(claim: str, evidence: Sequence[Evidence], finder: MentionFinder) -> str | None:
    """What a claim calls its source and no document that it cites is; None if there is nothing of the kind.

    Args:
        claim: In Chinese or English.
        evidence: Its pieces. Where nothing is known of a document, nothing is said of it.
        finder: Finds the names of a sentence.
    """
    if not all(piece.kind and piece.about for piece in evidence):
        return None
    kinds = {piece.kind for piece in evidence}
    for frame in _frames(claim):
        told = {kind for kind, words in _KINDS.items() if words.search(frame)}
        if told and not told & kinds:
            return frame
    lead = _LEAD.match(claim)
    if lead is None or not any(words.search(lead[0]) for words in _KINDS.values()):
        return None
    about = fold_text(" ".join(piece.about for piece in evidence))
    named = (m for m in finder(lead[0]) if not any(fold_text(s) in about for s in m.spellings))
    return next((mention.written for mention in named), None)


def _frames(claim: str) -> Iterator[str]:
    """The stretches that say who says so: a lead before a colon, or words as reports have them anywhere."""
    lead = _LEAD.match(claim)
    if lead is not None:
        yield lead[0]
        return
    for pattern in FRAMES:
        yield from (match[0] for match in pattern.finditer(claim))
