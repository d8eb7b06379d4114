"""The product's own checks as a judge of pairs from elsewhere, so that they can be measured beside other judges."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from corpus.language import detect_language
from corpus.model import Language
from eval.metrics.evidence import Evidence
from index.retriever import EncodedQuestion, Retriever
from rag.checks.attribution import Ascription
from rag.checks.checker import CheckedClaim, ClaimChecker, Piece, joined
from rag.checks.coverage import TokenMatch
from rag.checks.evidence import EvidenceSentence
from rag.checks.finding import Verdict
from rag.engine import Engine
from rag.names import NameIndex

__all__ = ["ChecksJudge"]

# Of no corpus: every word tells as much as any other.
_RARITY: Final = 2.0


class ChecksJudge:
    """Holds a claim against evidence as `summit check` does, without an index of its own.

    Args:
        engine: Its model and means of language are used, none of its documents.
    """

    name = "the product's checks"

    def __init__(self, engine: Engine) -> None:
        self._retriever, self._embedder = Retriever(engine.snapshot, engine.embedder), engine.embedder
        self._means = engine.snapshot.means
        self._checker = ClaimChecker(NameIndex(()), lambda _: _RARITY, ())
        self._check = lru_cache(1)(self._checked)

    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        """Whether the checks call a claim supported by one piece of evidence, or by all of them together."""
        return self._check(claim, tuple(evidence)).verdict is Verdict.SUPPORTED

    def contradicts(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        """Whether the checks call a claim contradicted."""
        return self._check(claim, tuple(evidence)).verdict is Verdict.CONTRADICTED

    def _checked(self, claim: str, evidence: tuple[Evidence, ...]) -> CheckedClaim:
        encoded = self._retriever.encode(claim, detect_language(claim))
        told = [item for item in evidence if item.quote.strip()]
        pieces = [self._piece(encoded, at, item) for at, item in enumerate(told)]
        ascription = Ascription((), "", claim)
        alone = self._checker.check(ascription, pieces)
        if len(pieces) < 2 or alone.verdict is Verdict.SUPPORTED:
            return alone
        return self._checker.check(ascription, [*pieces, joined(pieces)])

    def _piece(self, claim: EncodedQuestion, at: int, evidence: Evidence) -> Piece:
        own = detect_language(evidence.quote, default=claim.language)
        readable = own is claim.language or evidence.translation is not None
        text = evidence.translation or evidence.quote if own is not claim.language else evidence.quote
        sentence = EvidenceSentence(
            doc_id="",
            text=text,
            original=evidence.quote,
            other=evidence.translation,
            context=text,
            opening="",
            is_readable=readable,
            at=at,
        )
        best = [self._best(claim, reading) for reading in sentence.readings]
        return Piece(sentence, TokenMatch(np.max(best, axis=0), claim.spans))

    def _best(self, claim: EncodedQuestion, text: str) -> "np.typing.NDArray[np.float32]":
        """(n,) float32, the best cosine of each of the claim's tokens with any of a text's."""
        (encoded,) = self._embedder.encode_passages([text])
        language = detect_language(text, default=Language.EN)
        tokens = self._means.centre_passage_tokens(encoded.tokens.vectors, language)
        if not len(tokens):
            return np.zeros(len(claim.tokens), np.float32)
        best: np.typing.NDArray[np.float32] = np.max(claim.tokens @ tokens.T, axis=1)
        return best
