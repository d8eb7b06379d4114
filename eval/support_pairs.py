"""Claims about the bundled documents with what people say of them: what the support judge is measured by.

`cases/claims.jsonl` holds true and false claims, written freely in both languages from the documents alone by two
readers who did not see the checks, each with the sentences that decide. For the judge a claim is put beside
those sentences; the fault of a false one says what was changed.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import DataError
from corpus.library import bundled_documents
from corpus.model import Document, Language
from eval.cases import GoldSpan
from eval.judge import JudgeScore, LabelledPair, measure_judge
from eval.metrics.attribution import SupportJudge
from eval.metrics.evidence import Evidence, SourceText, sources_of

__all__ = ["BUNDLED_CLAIMS", "LabelledClaim", "judge_pairs", "load_claims", "measured_accuracy"]

BUNDLED_CLAIMS = Path(__file__).parent / "cases" / "claims.jsonl"


class LabelledClaim(BaseModel):
    """A claim and what the documents say of it.

    `set` is `dev` for claims that checks may be tuned on and `test` for those that they may not. `differs` is what a
    false claim says and what the documents say instead.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    set: Literal["dev", "test"]
    language: Language
    claim: str
    label: Literal["supported", "contradicted", "partial", "absent"]
    fault: str | None = None
    of: str | None = None
    gold: tuple[GoldSpan, ...] = ()
    differs: tuple[str, ...] = ()
    note: str = ""


def load_claims(documents: Mapping[str, Document], path: Path = BUNDLED_CLAIMS) -> tuple[LabelledClaim, ...]:
    """Read labelled claims and hold each gold span against its document.

    Args:
        documents: By id.
        path: One JSON object a line.

    Raises:
        DataError: `claim_malformed`, naming the line.
    """
    claims = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            claim = LabelledClaim.model_validate_json(line)
        except ValidationError as error:
            raise _malformed(path, number, str(error.errors(include_url=False)[0]["msg"])) from error
        for gold in claim.gold:
            document = documents.get(gold.doc_id)
            if document is None or gold.span.of(document.text) != gold.quote:
                raise _malformed(path, number, "a gold quote does not stand at its place")
        claims.append(claim)
    return tuple(claims)


def judge_pairs(claims: Sequence[LabelledClaim], sources: Mapping[str, SourceText]) -> list[LabelledPair]:
    """Each claim beside the sentences that decide it, with their renderings; absent ones have none and are left out."""
    return [
        LabelledPair(
            claim.claim,
            tuple(_evidence(g, sources[g.doc_id]) for g in claim.gold),
            claim.label == "supported",
        )
        for claim in claims
        if claim.gold
    ]


def measured_accuracy(judge: SupportJudge) -> JudgeScore:
    """How often a judge is right on the claims of the test set."""
    documents = bundled_documents()
    claims = load_claims({document.doc_id: document for document in documents})
    return measure_judge(judge, judge_pairs([c for c in claims if c.set == "test"], sources_of(documents)))


def _evidence(gold: GoldSpan, source: SourceText) -> Evidence:
    renderings = " ".join(r.text for r in source.renderings if r.span.overlaps(gold.span))
    return Evidence(gold.quote, renderings or None, source.about)


def _malformed(path: Path, number: int, fault: str) -> DataError:
    return DataError(
        "claim_malformed",
        f"{path.name} line {number}: {fault}",
        next_step="correct the line, or check the file out again",
    )
