from pathlib import Path

import pytest

from eval.observed import ObservedAnswer
from eval.packs import RgbAnsweredRow
from eval.tasks.noise import choose, choose_grouped, measure_integration, measure_noise
from eval.tasks.saying import BEST_CHUNK
from rag.requests import AskRequest
from tests.eval.tasks.made_up import answered, bench_of, figures, refused, rgb_row


def row(positives: int, negatives: int) -> RgbAnsweredRow:
    changes = {
        "positive": [f"p{at}" for at in range(positives)],
        "negative": [f"n{at}" for at in range(negatives)],
    }
    return RgbAnsweredRow.model_validate(rgb_row(0, **changes))


@pytest.mark.parametrize(
    ("positives", "negatives", "noise", "chosen"),
    [
        (6, 6, 0, "p0 p1 p2 p3 p4"),
        (6, 6, 1, "p0 p1 p2 p3 n0"),
        (6, 6, 4, "p0 n0 n1 n2 n3"),
        (6, 6, 5, "n0 n1 n2 n3 n4"),
        (4, 4, 0, "p0 p1 p2 p3 n0"),  # too few that answer
        (2, 6, 1, "p0 p1 n0 n1 n2"),
        (6, 2, 4, "p0 p1 p2 n0 n1"),  # too few that do not
        (4, 4, 5, "n0 n1 n2 n3"),  # noise only, and never anything else
        (1, 1, 0, "p0 n0"),
    ],
)
def test_documents_are_chosen_in_order_and_filled_up_to_five(
    positives: int, negatives: int, noise: int, chosen: str
) -> None:
    assert " ".join(choose(row(positives, negatives), noise).texts) == chosen


def test_documents_that_differ_in_spacing_only_count_once() -> None:
    found = RgbAnsweredRow.model_validate(
        rgb_row(positive=["Ann  Lee", "ann lee", "Bo"], negative=["x", "y", "z"])
    )

    assert choose(found, 2).positive == ("Ann  Lee", "Bo")


def test_a_question_of_parts_gets_documents_of_each_part_in_turn() -> None:
    found = RgbAnsweredRow.model_validate(
        rgb_row(positive_groups=[["a0", "a1", "a2"], ["b0"]], negative=["n0", "n1", "n2"])
    )

    assert choose_grouped(found, 0).texts == ("a0", "b0", "a1", "a2", "n0")
    assert choose_grouped(found, 2).texts == ("a0", "b0", "a1", "n0", "n1")
    assert choose_grouped(found, 4).positive == ("a0", "b0")  # one of each, however much noise was asked for


def texts_of(found: dict[str, object]) -> list[str]:
    return [text for key in ("positive", "negative") for text in found[key]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("pack", "query"), [("rgb_en_noise", "Who won?"), ("rgb_zh_refine", "谁赢了？")])
def test_accuracy_counts_answers_said_and_rejection_counts_refusals_of_noise(
    tmp_path: Path, pack: str, query: str
) -> None:
    rows = [rgb_row(at, query=f"{query}{at}") for at in range(2)]

    def answer(request: AskRequest) -> ObservedAnswer:
        if request.question.endswith("1"):
            return refused()  # with the answer's words in its text
        return answered("So A. LEE won.", found="Bo Ek won.")

    bench, told = bench_of(tmp_path, {pack: rows}, {pack: [t for r in rows for t in texts_of(r)]}, answer)

    measured = measure_noise(bench, pack)
    found = figures(measured)

    for level in ("0.0", "0.2", "0.4", "0.6", "0.8"):
        assert found[f"noise {level}", "answer_said"] == (0.5, 2)
        assert found[f"noise {level}", "refused"] == (0.5, 2)
    assert found["noise only", "refused_without_evidence"] == (0.5, 2)
    assert len(told.asked) == 12
    first = measured[0]
    assert first.note == "5.0 documents a question, 0.0 of them noise"
    beside = {reference.name: reference.value for reference in first.references}
    assert beside.keys() == {"ChatGPT", "Qwen-7B-Chat", "ChatGLM-6B", BEST_CHUNK}
    assert beside[BEST_CHUNK] == 0.0  # the first chunk has another name


def test_each_question_sees_its_own_five_documents(tmp_path: Path) -> None:
    rows = [rgb_row(at) for at in range(2)]
    bench, told = bench_of(tmp_path, {"rgb_en_noise": rows}, {"p": [t for r in rows for t in texts_of(r)]})

    measure_noise(bench, "rgb_en_noise")

    for at, request in enumerate(told.asked):
        wanted = choose(RgbAnsweredRow.model_validate(rows[at % 2]), at // 2).texts
        assert request.filters.doc_ids == bench.documents(wanted)


def test_integration_needs_every_part(tmp_path: Path) -> None:
    groups = [["Ann Lee won."], ["Bo Ek lost."]]
    rows = [
        rgb_row(at, query=quote, positive_groups=groups, answers=[["Ann Lee"], ["Bo Ek"]])
        for at, quote in enumerate(["Ann Lee won.", "Ann Lee beat Bo Ek."])
    ]
    texts = ["Ann Lee won.", "Bo Ek lost.", *(t for r in rows for t in texts_of(r))]
    bench, _ = bench_of(tmp_path, {"rgb_zh_int": rows}, {"p": texts}, lambda r: answered(r.question))

    found = figures(measure_integration(bench))

    assert {key: found[key, "answer_said"] for key, _ in found} == {
        f"noise {level}": (0.5, 2) for level in ("0.0", "0.2", "0.4")
    }
