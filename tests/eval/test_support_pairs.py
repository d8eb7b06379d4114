"""The labelled claims: they fit the documents, and the judge is measured on them."""

from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import DataError
from corpus.library import bundled_documents
from corpus.model import Document
from eval.claims import BUNDLED_CLAIMS, Fault, LabelledClaim, load_claims
from eval.judge import SurfaceJudge
from eval.metrics.evidence import sources_of
from eval.support_pairs import judge_pairs, measured_accuracy
from rag.names import mine_names


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.doc_id: document for document in bundled_documents()}


@pytest.fixture(scope="module")
def claims(documents: dict[str, Document]) -> list[LabelledClaim]:
    return [*load_claims(documents, "dev"), *load_claims(documents, "test")]


def test_the_claims_are_many_in_both_languages_and_of_every_fault(claims: list[LabelledClaim]) -> None:
    count = Counter((str(c.set), c.language.value, c.label.value) for c in claims)
    for chosen in ("dev", "test"):
        for language in ("zh", "en"):
            assert count[chosen, language, "supported"] >= 50
            assert count[chosen, language, "contradicted"] >= 75
            assert count[chosen, language, "absent"] >= 25
    faults = Counter(c.fault for c in claims if c.label == "contradicted")
    assert set(faults) == set(Fault) - {Fault.HALF}
    # The two that came last have been asked in one set only.
    fewer = {Fault.RELATION, Fault.SCOPE}
    assert min(count for fault, count in faults.items() if fault not in fewer) >= 25
    assert all(faults[fault] >= 9 for fault in fewer)


def test_a_judge_is_measured_on_claims_with_their_evidence(
    documents: dict[str, Document], claims: list[LabelledClaim]
) -> None:
    pairs = judge_pairs(claims, sources_of(documents.values()))
    assert len(pairs) == sum(bool(c.gold) for c in claims)
    assert all(pair.evidence[0].translation for pair in pairs)
    score = measured_accuracy(SurfaceJudge(mine_names(documents.values())))
    assert score.accuracy.n == sum(bool(c.gold) for c in claims if c.set == "test") >= 200
    assert 0 < score.accuracy.value < 1


def test_a_judge_that_says_yes_to_all_is_right_as_often_as_claims_are_true(
    documents: dict[str, Document],
) -> None:
    class Yes:
        def supports(self, claim: str, evidence: object) -> bool:
            return True

    score = measured_accuracy(Yes())
    held = [c for c in load_claims(documents, "test") if c.gold]
    assert score.accuracy.value == sum(c.label == "supported" for c in held) / len(held)
    assert score.recall == 1.0


@pytest.mark.parametrize("spoil", ['"quote": "x', "{"])
def test_a_malformed_claim_is_named_by_its_line(
    tmp_path: Path, documents: dict[str, Document], spoil: str
) -> None:
    lines = BUNDLED_CLAIMS.read_text("utf-8").splitlines()[:3]
    lines[1] = lines[1].replace('"quote": "', spoil, 1) if spoil.startswith('"') else spoil
    (tmp_path / "claims.jsonl").write_text("\n".join(lines), "utf-8")
    with pytest.raises(DataError) as problem:
        load_claims(documents, str(tmp_path / "claims.jsonl"))
    assert problem.value.code == "claim_malformed"
    assert "line 2" in problem.value.detail
