"""From a claim and sentences of documents to a verdict: what bears it out, what differs, what is missing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from corpus.model import Document
from rag.checks.allegiance import check_allegiance, check_posts
from rag.checks.antonyms import is_of_difficulty
from rag.checks.arguments import check_arguments
from rag.checks.attribution import Ascription, check_attribution
from rag.checks.converse import check_converse
from rag.checks.coverage import LEAST_NAMED, LEAST_SPOKEN, Coverage, TokenMatch, measure_coverage
from rag.checks.dates import check_dates
from rag.checks.evidence import EvidenceSentence, clauses_of, content_words
from rag.checks.exchange import check_exchange
from rag.checks.figures import check_figures, count_met
from rag.checks.finding import Finding, FindingKind, Verdict
from rag.checks.measured import check_measured
from rag.checks.mentions import remembering_finder
from rag.checks.modality import check_modality
from rag.checks.names import check_names
from rag.checks.polarity import check_polarity
from rag.checks.roles import check_roles
from rag.checks.scope import check_scope
from rag.names import NameIndex

__all__ = ["CheckedClaim", "ClaimChecker", "Piece", "joined"]

# How much of a claim's content a sentence must meet to speak of the same, and how much without the names, which a
# sentence on something else about the same people meets too. Nine in ten of the labelled claims that the documents
# do not speak of stay below one or the other.
_SPEAKS_OF, _SPEAKS_OF_UNNAMED = 0.48, 0.48
# Names alone may be most of what a claim says: a list of who was there.
_SURELY = 0.72
# What differs alone contradicts nothing where somebody else may be meant.
_TELL_LITTLE = frozenset({FindingKind.NAME, FindingKind.PLACE, FindingKind.DATE})
# Words that a sentence speaks of less than this are said by another, if by any.
_NOT_SPOKEN_OF = 0.4
# A clause of which a sentence meets less is not spoken of, where the rest of the claim is.
_CLAUSE_SPEAKS_OF = 0.33
_CLAUSE_WORDS = 3
# What is left of "in the goals that the article lists", once its source is taken off.
_FRAME = re.compile(
    r"的?[^，。]{1,12}(?:里|中|当中|之中|笔下|看来|眼中|口中)"
    r"|as (?:listed|named|set out|mentioned|described|stated|given|defined) (?:among|as|in|under|by)\b.{2,60}"
)
# A sentence this close to the best may be what is meant.
_NEAR_BEST = 0.12
# Two sentences bear a claim out together if they stand this close, say most of it, and more than one of them does.
_SENTENCES_APART = 2
_JOINED_FROM = 6
_TOGETHER, _TOGETHER_GAIN = 0.65, 0.08
# So much less coverage makes up for one difference less.
_DIFFERENCE_COSTS = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A sentence that may bear a claim out, and how well the claim's tokens are met in it, if that was measured."""

    sentence: EvidenceSentence
    tokens: TokenMatch | None = None


def joined(pieces: Sequence[Piece]) -> Piece:
    """Several sentences as one, for a claim that rests on all of them together.

    Args:
        pieces: At least one; they are taken to be of the first one's document.
    """
    sentences = [piece.sentence for piece in pieces]
    first = sentences[0]
    others = [sentence.other for sentence in sentences if sentence.other is not None]
    tokens = [piece.tokens for piece in pieces if piece.tokens is not None]
    best = TokenMatch(np.max([match.best for match in tokens], axis=0), tokens[0].spans) if tokens else None
    sentence = EvidenceSentence(
        doc_id=first.doc_id,
        text="\n".join(sentence.text for sentence in sentences),
        original="\n".join(sentence.original for sentence in sentences),
        other="\n".join(others) if len(others) == len(sentences) else None,
        context="\n".join(sentence.context for sentence in sentences),
        opening="\n".join(dict.fromkeys(sentence.opening for sentence in sentences)),
        is_readable=all(sentence.is_readable for sentence in sentences),
        at=first.at,
    )
    return Piece(sentence, best)


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A verdict on a claim.

    `deciding` are the positions, in what was given, of the sentences that decided; empty if the claim is absent.
    `coverage` (0-1) is how much of the claim's content the first of them speaks of.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    deciding: tuple[int, ...]
    coverage: float


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim held against one sentence."""

    at: int
    coverage: Coverage
    spoken_of: float
    """The coverage without the words that differ."""
    unnamed: float
    """The same without names."""
    findings: tuple[Finding, ...]

    @property
    def is_meant(self) -> bool:
        """Whether the sentence speaks of what the claim says."""
        unnamed = self.unnamed >= _SPEAKS_OF_UNNAMED or self.spoken_of >= _SURELY
        return self.spoken_of >= _SPEAKS_OF and unnamed and self.coverage.total >= _least_total(self.findings)

    @property
    def rank(self) -> tuple[float, bool]:
        """By how much it speaks of beside what differs, less for each difference; without one first."""
        spoken = max(self.spoken_of, self.coverage.total)
        return _DIFFERENCE_COSTS * len(self.findings) - spoken, bool(self.findings)


class ClaimChecker:
    """Checks claims against sentences that are given to it; knows no index.

    Args:
        names: Known names with their spellings in both languages.
        rarity: Inverse document frequency of a stem.
        documents: All that there are, to tell which one a claim names.
    """

    def __init__(
        self, names: NameIndex, rarity: Callable[[str], float], documents: Sequence[Document]
    ) -> None:
        self.find_names = remembering_finder(names)
        self._rarity = rarity
        self.documents = tuple(documents)
        self._titles = {document.doc_id: document.passport.title for document in documents}

    def check(self, claim: Ascription, pieces: Sequence[Piece]) -> CheckedClaim:
        """Hold a claim against sentences.

        Args:
            claim: As `ascribe` gives it; `pieces` are matched with its `rest`.
            pieces: What may bear it out, the likeliest first.
        """
        if not content_words(claim.rest):  # a number of a list, a marker, a rule: it says nothing
            return CheckedClaim(Verdict.ABSENT, (), (), 0.0)
        covered = [
            measure_coverage(claim.rest, piece.sentence, piece.tokens, self._rarity) for piece in pieces
        ]
        best = max((coverage.total for coverage in covered if coverage.words), default=0.0)
        near = [
            at
            for at, coverage in enumerate(covered)
            if coverage.words and coverage.total >= best - _NEAR_BEST
        ]
        held = [self._hold(claim, at, pieces[at].sentence, covered[at]) for at in near]
        meant = [item for item in held if item.is_meant]
        deciding = min(meant, key=lambda item: item.rank) if meant else None
        if deciding is None or (deciding.findings and not _is_plain(deciding.findings)):
            together = self._borne_out_together(claim, pieces, covered, best)
            if together is not None:
                return together
        if deciding is None:
            return CheckedClaim(Verdict.ABSENT, (), (), best)
        denied = None if deciding.findings else self._denied_beside(claim, deciding, pieces)
        if denied is not None:
            return denied
        return CheckedClaim(
            _verdict(deciding.findings), deciding.findings, (deciding.at,), deciding.coverage.total
        )

    def nearest_without_difference(self, claim: Ascription, pieces: Sequence[Piece]) -> int | None:
        """Where the piece stands that speaks most of a claim; None if it differs from it in anything.

        Args:
            claim: As `ascribe` gives it.
            pieces: As `check` takes them.
        """
        covered = [measure_coverage(claim.rest, p.sentence, p.tokens, self._rarity) for p in pieces]
        nearest = max(range(len(pieces)), key=lambda at: (covered[at].total, -at), default=None)
        if nearest is None:
            return None
        findings = self._findings(claim, pieces[nearest].sentence)
        return None if findings else nearest

    def _denied_beside(
        self, claim: Ascription, deciding: _Held, pieces: Sequence[Piece]
    ) -> CheckedClaim | None:
        """Whether a sentence beside the one that decides, silent on it, says hard where the claim says easy."""
        here = pieces[deciding.at].sentence
        for at, piece in enumerate(pieces):
            apart = abs(piece.sentence.at - here.at)
            if piece.sentence.doc_id != here.doc_id or not 0 < apart <= _SENTENCES_APART:
                continue
            for finding in check_polarity(claim.rest, piece.sentence):
                start = claim.rest.find(finding.said)
                spoken = deciding.coverage.of(start, start + len(finding.said)) if start >= 0 else 1.0
                if is_of_difficulty(finding) and (spoken is None or spoken < _NOT_SPOKEN_OF):
                    return CheckedClaim(Verdict.CONTRADICTED, (finding,), (at,), deciding.coverage.total)
        return None

    def _borne_out_together(
        self, claim: Ascription, pieces: Sequence[Piece], covered: Sequence[Coverage], best: float
    ) -> CheckedClaim | None:
        """Whether two sentences that stand close to each other say all of a claim, which neither says alone."""
        ranked = sorted(range(len(pieces)), key=lambda at: (-covered[at].total, at))[:_JOINED_FROM]
        for one, other in combinations(sorted(ranked, key=lambda at: pieces[at].sentence.at), 2):
            first, second = pieces[one].sentence, pieces[other].sentence
            if first.doc_id != second.doc_id or second.at - first.at > _SENTENCES_APART:
                continue
            piece = joined([pieces[one], pieces[other]])
            coverage = measure_coverage(claim.rest, piece.sentence, piece.tokens, self._rarity)
            gained = coverage.total >= max(_TOGETHER, best + _TOGETHER_GAIN)
            if gained and not self._hold(claim, one, piece.sentence, coverage).findings:
                return CheckedClaim(Verdict.SUPPORTED, (), (min(one, other), max(one, other)), coverage.total)
        return None

    def _hold(self, claim: Ascription, at: int, sentence: EvidenceSentence, coverage: Coverage) -> _Held:
        findings = self._findings(claim, sentence)
        findings += _unspoken_clauses(claim.rest, sentence, coverage, findings)
        # The words in which it differs cannot be met, and are what is at issue.
        differing = [finding.said for finding in findings if finding.contradicts and finding.said]
        stretches = [
            (start, start + len(said)) for said in differing if (start := claim.rest.find(said)) >= 0
        ]
        named = [(m.at, m.at + len(m.written)) for m in self.find_names(claim.rest)]
        unnamed = coverage.without([*stretches, *named])
        return _Held(at, coverage, coverage.without(stretches), unnamed, tuple(findings))

    def _findings(self, claim: Ascription, sentence: EvidenceSentence) -> list[Finding]:
        found = check_attribution(claim, sentence, self.find_names, self._titles)
        sources = {finding.said for finding in found}
        figures = check_figures(claim.rest, sentence) or check_measured(claim.rest, sentence)
        figures += check_dates(claim.rest, sentence)
        named = [f for f in check_names(claim.rest, sentence, self.find_names) if f.said not in sources]
        roles = (
            check_roles(claim.rest, sentence, self.find_names)
            or check_allegiance(claim.rest, sentence, self.find_names)
            or check_posts(claim.rest, sentence, self.find_names)
            or check_exchange(claim.rest, sentence, self.find_names)
            or check_arguments(claim.rest, sentence, self.find_names)
            or check_converse(claim.rest, sentence, self.find_names)
        )
        manner = check_polarity(claim.rest, sentence) + check_modality(claim.rest, sentence)
        manner += check_scope(claim.rest, sentence, self.find_names)
        # Words that hold a figure that differs differ for its sake.
        wrong = [finding.said for finding in figures if finding.contradicts]
        manner = [finding for finding in manner if not any(said in finding.said for said in wrong)]
        return [*found, *figures, *named, *roles, *manner]


def _is_plain(findings: Sequence[Finding]) -> bool:
    """Whether something differs that no sentence beside it can put right."""
    return any(finding.contradicts and finding.kind is not FindingKind.MODALITY for finding in findings)


def _least_total(findings: Sequence[Finding]) -> float:
    if not any(finding.contradicts for finding in findings):
        return _SPEAKS_OF
    telling = any(finding.contradicts and finding.kind not in _TELL_LITTLE for finding in findings)
    return LEAST_SPOKEN if telling else LEAST_NAMED


def _verdict(findings: Sequence[Finding]) -> Verdict:
    if any(finding.contradicts for finding in findings):
        return Verdict.CONTRADICTED
    return Verdict.PARTIAL if findings else Verdict.SUPPORTED


def _unspoken_clauses(
    claim: str, sentence: EvidenceSentence, coverage: Coverage, findings: Sequence[Finding]
) -> list[Finding]:
    """The clauses of a claim that the sentence does not speak of, where it has several."""
    clauses = clauses_of(claim)
    if len(clauses) < 2 or any(finding.contradicts for finding in findings):  # one clause is all
        return []
    shares = [(clause, coverage.of(clause.start, clause.end)) for clause in clauses]
    return [
        Finding(FindingKind.CONTENT, clause.text.strip(" ，,。.；;"))
        for clause, share in shares
        if share is not None
        and not _FRAME.fullmatch(clause.text.strip(" ，,"))
        and share < _CLAUSE_SPEAKS_OF
        and not count_met(clause.text, sentence)
        and len(content_words(clause.text)) >= _CLAUSE_WORDS
    ]
