"""Is a claim ascribed to whom its evidence has it from: the right document, the right source within it?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.model import Document, SourceKind
from rag.checks.evidence import EvidenceSentence, content_words
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import MentionFinder, is_named
from rag.lexicon.attribution import COMMENTARY, FRAMES, MARKERS, SPEAKER_EN, SPEAKER_ZH, THINK_TANK, VERBS_ZH
from rag.lexicon.claims import REPORTING_EN
from rag.references import reported_source
from rag.sources import author_names, find_source_mentions

__all__ = ["Ascription", "ascribe", "check_attribution"]


@dataclass(frozen=True, slots=True)
class Ascription:
    """Which documents a claim names as its source, and the claim without the words that do so."""

    doc_ids: tuple[str, ...]
    written: str
    rest: str


def ascribe(claim: str, documents: Sequence[Document]) -> Ascription:
    """Find the documents to which a claim ascribes what it says; the numbers of citations are left out.

    Args:
        claim: A sentence.
        documents: All that there are; "the commentary" names one only if it is the only one of its kind.
    """
    claim = MARKERS.sub("", claim)
    for frame in FRAMES:
        if match := frame.search(claim):
            rest = _tidied(claim[: match.start()] + claim[match.end() :])
            if content_words(rest):
                return Ascription(_of_kind(match.group(), documents), match.group().strip(_EDGES), rest)
    mention = find_source_mentions(claim, documents)
    if mention.doc_ids:
        return Ascription(mention.doc_ids, _left_out(claim, mention.rest), mention.rest)
    return _by_name(claim, documents)


def _of_kind(words: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """The documents that words such as "the commentary" or "the CISS preview" name; none for "the article"."""
    named = find_source_mentions(_QUOTES.sub("", words), documents).doc_ids
    if named:
        return named
    for pattern, kind in ((COMMENTARY, SourceKind.COMMENTARY), (THINK_TANK, SourceKind.THINK_TANK)):
        of_kind = [d.doc_id for d in documents if d.passport.kind is kind]
        if pattern.search(words) and len(of_kind) == 1:
            return tuple(of_kind)
    return ()


_QUOTES = re.compile(r"[“”\"「」]")
_EDGES = " ，,：:。."


def _tidied(rest: str) -> str:
    return re.sub(r"\s+", " ", rest).lstrip(_EDGES).strip()


def _by_name(claim: str, documents: Sequence[Document]) -> Ascription:
    """A publisher's name that stands where a speaker does: "CISS contrasts", 清华战略与安全研究中心的前瞻文章称."""
    for document in documents:
        for alias in _short_names(document):
            verb = (
                rf"(?:{VERBS_ZH})|的?(?:前瞻|报告|文章|简报|评论)(?:文章)?(?:{VERBS_ZH}|里|中)"
                if ord(alias[0]) > _ASCII
                else rf" (?:{REPORTING_EN})"
            )
            match = re.match(rf"(?:[Tt]he )?{re.escape(alias)}(?:['’]s)?(?:{verb})", claim)
            if match is not None:
                return Ascription((document.doc_id,), match.group(), claim[match.end() :])
    return Ascription((), "", claim)


_ASCII = 127


@lru_cache(65_536)
def _short_names(document: Document) -> tuple[str, ...]:
    """What a document's publisher is called, whole and in parts: CISS, 战略与安全研究中心, 清华战略与安全研究中心."""
    passport = document.passport
    parts = [
        part.strip()
        for name in (passport.publisher, passport.publisher_translated or "")
        for part in [name, *re.split(r"[（）(),，]", name)]
        if len(part.strip()) > 1
    ]
    shortened = [part.replace("大学", "", 1) for part in parts if "大学" in part]
    return tuple(sorted({*parts, *shortened, *author_names(document)}, key=lambda name: (-len(name), name)))


def _left_out(claim: str, rest: str) -> str:
    """The words of a claim that name its source."""
    kept = set(rest.split())
    words = [word for word in claim.split() if word not in kept]
    return (
        " ".join(words)
        if words and len(words) < len(claim.split())
        else claim[: max(0, len(claim) - len(rest))].strip()
    )


def check_attribution(
    claim: Ascription, evidence: EvidenceSentence, find: MentionFinder, titles: dict[str, str]
) -> list[Finding]:
    """Compare the source that a claim names with the document, and with whom the sentence has it from.

    Args:
        claim: As `ascribe` gives it.
        evidence: A sentence of a document.
        find: Finds the names of a text.
        titles: What each document is called, by its id.
    """
    if claim.doc_ids and evidence.doc_id not in claim.doc_ids:
        return [
            Finding(
                FindingKind.ATTRIBUTION,
                claim.written or claim.rest,
                titles.get(evidence.doc_id, evidence.doc_id),
            )
        ]
    return _inner_source(claim.rest, evidence, find)


def _inner_source(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    said = _speaker(claim)
    there = next(filter(None, (reported_source(reading) for reading in evidence.readings)), None)
    if said is None or there is None:
        return []
    # A name by itself opens no sentence, though it begins a text.
    speakers = find(f"…{said}")
    sentence = "\n".join(evidence.readings)
    missing = [mention for mention in speakers if not is_named(mention, sentence)]
    if any(_is_part(mention.written, said, sentence) for mention in missing):
        return []
    return [Finding(FindingKind.ATTRIBUTION, missing[0].written, there)] if missing else []


def _is_part(written: str, said: str, sentence: str) -> bool:
    """Whether an acronym only says which part of a body, and the body itself is named: "Stanford HAI"."""
    whole = re.search(rf"(\w{{4,}}) {re.escape(written)}\b", said)
    return written.isupper() and whole is not None and whole[1].lower() in sentence.lower()


def _speaker(claim: str) -> str | None:
    """Whom a claim names as the one who says it."""
    for pattern in (SPEAKER_ZH, SPEAKER_EN):
        if match := pattern.search(claim):
            return next((group for group in match.groups() if group), None)
    return None
