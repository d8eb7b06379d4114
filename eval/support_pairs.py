"""The support judge put to the labelled claims: each claim beside the sentences that decide it."""

from collections.abc import Mapping, Sequence

from corpus.library import bundled_documents
from corpus.model import Language
from eval.cases import GoldSpan
from eval.claims import LabelledClaim, load_claims
from eval.judge import JudgeScore, LabelledPair, measure_judge
from eval.metrics.attribution import SupportJudge
from eval.metrics.evidence import Evidence, SourceText, sources_of
from rag.checks.finding import Verdict

__all__ = ["judge_pairs", "measured_accuracy", "measured_by_language"]


def judge_pairs(claims: Sequence[LabelledClaim], sources: Mapping[str, SourceText]) -> list[LabelledPair]:
    """Each claim beside the sentences that decide it, with their renderings; absent ones have none and are left out."""
    return [
        LabelledPair(
            claim.claim,
            tuple(_evidence(g, sources[g.doc_id]) for g in claim.gold),
            claim.label is Verdict.SUPPORTED,
        )
        for claim in claims
        if claim.gold
    ]


def measured_accuracy(judge: SupportJudge) -> JudgeScore:
    """How often a judge is right on the claims of the test set."""
    documents = bundled_documents()
    claims = load_claims({document.doc_id: document for document in documents}, "test")
    return measure_judge(judge, judge_pairs(claims, sources_of(documents)))


def measured_by_language(judge: SupportJudge) -> dict[str, JudgeScore]:
    """The same by the language of the claims; the documents are Chinese, each with a rendering beside it."""
    documents = bundled_documents()
    claims = load_claims({document.doc_id: document for document in documents}, "test")
    sources = sources_of(documents)
    return {
        f"accuracy_{language.value}": measure_judge(
            judge, judge_pairs([c for c in claims if c.language is language], sources)
        )
        for language in Language
    }


def _evidence(gold: GoldSpan, source: SourceText) -> Evidence:
    renderings = " ".join(r.text for r in source.renderings if r.span.overlaps(gold.span))
    return Evidence(gold.quote, renderings or None, source.about, source.kind)
