from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.metrics.attribution import SupportJudge
from eval.metrics.evidence import Evidence
from eval.tasks.asking import Bench
from eval.tasks.claims import f1_figure, measure_ocnli, measure_wice
from eval.tasks.rows import Failure, TaskName
from tests.eval.bundles import Rows
from tests.eval.tasks.made_up import EqualJudge, bench_of, figures

WICE = [
    ("It leaves at nine.", "supported", ["Gulls fly.", "It leaves at nine."]),
    ("It leaves at ten.", "supported", ["It leaves late."]),
    ("It leaves at six.", "not_supported", ["It leaves at six."]),
    ("It is blue.", "partially_supported", ["It is."]),
]
OCNLI = [
    ("船九点开。", "船九点开。", "entailment"),
    ("船不开。", "船开。", "contradiction"),
    ("船不大。", "船开。", "neutral"),
    ("船开。", "船大。", "neutral"),
]


class NoContradictions:
    """Supports what is equal, and says nothing of the rest."""

    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        return EqualJudge().supports(claim, evidence)


class Failing(NoContradictions):
    """Fails on one claim."""

    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        if "ten" in claim:
            raise RuntimeError(claim)
        return super().supports(claim, evidence)


def bench(tmp_path: Path, judge: SupportJudge | None) -> Bench:
    packs: dict[str, Rows] = {
        "wice_en": [
            {"id": f"w{at}", "claim": claim, "label": label, "evidence": evidence}
            for at, (claim, label, evidence) in enumerate(WICE)
        ],
        "ocnli_zh": [
            {"id": f"o{at}", "premise": premise, "hypothesis": hypothesis, "label": label}
            for at, (premise, hypothesis, label) in enumerate(OCNLI)
        ],
    }
    return bench_of(tmp_path, packs, {}, judge=judge)[0]


def test_wice_counts_supported_against_the_rest(tmp_path: Path) -> None:
    rows = measure_wice(bench(tmp_path, EqualJudge()))

    # found: yes, no, yes, no; gold: yes, yes, no, no
    assert figures(rows) == {
        ("supported against the rest", "support_f1"): (0.5, 4),
        ("supported against the rest", "support_accuracy"): (0.5, 4),
    }
    references = {reference.name: reference.value for row in rows for reference in row.references}
    assert references["always “supported”"] == pytest.approx(2 * 2 / (4 + 2))
    assert references["always the most frequent label"] == 0.5


def test_ocnli_has_three_labels_if_the_judge_tells_them_apart(tmp_path: Path) -> None:
    found = figures(measure_ocnli(bench(tmp_path, EqualJudge())))

    assert found["entailment against the rest", "support_accuracy"] == (1.0, 4)
    assert found["entailment against the rest", "support_f1"] == (1.0, 4)
    # the third is taken for a contradiction
    assert found["entailment, neutral, contradiction", "label_accuracy"] == (0.75, 4)


def test_ocnli_has_two_labels_otherwise(tmp_path: Path) -> None:
    found = figures(measure_ocnli(bench(tmp_path, NoContradictions())))

    assert {condition for condition, _ in found} == {"entailment against the rest"}


def test_without_a_judge_claims_are_failures_and_no_zeros(tmp_path: Path) -> None:
    without = bench(tmp_path, None)

    assert measure_wice(without) == []
    assert [(failure.pack, failure.row_id) for failure in without.failures] == [("wice_en", None)]


def test_a_claim_on_which_the_judge_fails_is_a_record_and_counts_nowhere(tmp_path: Path) -> None:
    failing = bench(tmp_path, Failing())

    found = figures(measure_wice(failing))

    assert failing.failures == [Failure(TaskName.CLAIMS, "wice_en", "w1", "RuntimeError")]
    value, n = found["supported against the rest", "support_accuracy"]
    assert value == pytest.approx(2 / 3)
    assert n == 3


def test_f1_is_of_the_positive_class_and_its_interval_holds_it() -> None:
    # 2 found rightly, 1 found wrongly, 2 missed: 2·2 / (3 + 4)
    gold = [True, True, True, True, False, False, False, False]
    found = [True, True, False, False, True, False, False, False]

    figure = f1_figure("f1", gold, found)

    assert figure.value == pytest.approx(4 / 7)
    assert figure.low is not None
    assert figure.high is not None
    assert 0 <= figure.low < 4 / 7 < figure.high <= 1
    assert figure == f1_figure("f1", gold, found)


def test_f1_of_nothing_right_is_zero() -> None:
    assert f1_figure("f1", [True, False], [False, False]).value == 0.0
    assert f1_figure("f1", [False, False], [False, False]).value == 0.0
