"""Answers that take several documents, or what was said before."""

from pathlib import Path

from eval.observed import ObservedAnswer, ObservedCitation
from eval.tasks.dialogue import measure_mtrag
from eval.tasks.multi_hop import measure_hotpot
from rag.requests import AskRequest, Turn
from tests.eval.tasks.made_up import answered, bench_of, figures, refused, task_packs

FERRY = "The ferry leaves at nine."
HISTORY = (Turn("user", "Is there a ferry?"), Turn("assistant", "There is."))


def hotpot(tmp_path: Path, answer: ObservedAnswer) -> dict[tuple[str, str], tuple[float | None, int]]:
    packs = task_packs()
    (row,) = packs["hotpot_en"]
    packs["hotpot_en"] = [row, {**row, "id": "h2", "answer": "yes", "answer_in_docs": False}]
    texts = [doc["text"] for doc in row["docs"]]  # type: ignore[attr-defined]
    return figures(measure_hotpot(bench_of(tmp_path, packs, {"hotpot_en": texts}, lambda _: answer)[0]))


def test_the_answers_words_are_looked_for_where_the_documents_have_them(tmp_path: Path) -> None:
    found = hotpot(tmp_path, answered("Ida Bohn was born in Graz."))

    assert found["all questions", "answer_said"] == (0.5, 2)
    assert found["the answer's words stand in the documents", "answer_said"] == (1.0, 1)
    assert found["the answer's words do not stand there", "answered"] == (1.0, 1)
    assert found["of answers given", "several_documents_cited"] == (0.0, 2)


def test_sentences_of_two_documents_count_as_several(tmp_path: Path) -> None:
    one, two = answered("a", doc_id="d1"), answered("b", doc_id="d2")
    both = one.model_copy(update={"citations": (*one.citations, *two.citations)})

    assert hotpot(tmp_path, both)["of answers given", "several_documents_cited"] == (1.0, 2)


def test_refusals_cite_nothing_and_are_not_asked_to(tmp_path: Path) -> None:
    found = hotpot(tmp_path, refused())

    assert found["of answers given", "several_documents_cited"] == (None, 0)
    assert found["the answer's words stand in the documents", "refused"] == (1.0, 1)


def mtrag(
    tmp_path: Path, *, reads_history: bool
) -> tuple[dict[tuple[str, str], tuple[float | None, int]], list[AskRequest]]:
    own: list[str] = []

    def answer(request: AskRequest) -> ObservedAnswer:
        if "paints" in request.question or (reads_history and not request.history):
            return refused()
        citation = ObservedCitation(n=1, doc_id=own[0], char_start=0, char_end=3, quote="The")
        return answered("x").model_copy(update={"citations": (citation,)})

    bench, told = bench_of(
        tmp_path, task_packs(), {"mtrag_en": [FERRY, "Gulls fly."], "other": ["No."]}, answer
    )
    own.append(bench.base.pool.doc_id(FERRY))
    return figures(measure_mtrag(bench)), told.asked


def test_last_question_is_asked_with_and_without_what_was_said_before(tmp_path: Path) -> None:
    found, asked = mtrag(tmp_path, reads_history=True)

    for name, refusals in (("with what was said before", 0.0), ("the last question alone", 1.0)):
        assert found[f"answerable, {name}", "refused"] == (refusals, 1)
        assert found[f"unanswerable or underspecified, {name}", "answered"] == (0.0, 1)
        assert found[f"unanswerable, {name}", "refused"] == (1.0, 1)
        assert found[f"underspecified, {name}", "refused"] == (None, 0)
        everywhere = f"answerable, all passages of the pack, {name}"
        assert found[everywhere, "own_passage_cited"] == (1.0 - refusals, 1)
    assert found["dialogues", "changed_by_history"] == (0.5, 2)  # the one that has none is not changed
    assert {r.history for r in asked if r.question == "When does it leave?"} == {(), HISTORY}


def test_an_engine_that_reads_no_history_changes_nothing(tmp_path: Path) -> None:
    found, _ = mtrag(tmp_path, reads_history=False)

    assert found["dialogues", "changed_by_history"] == (0.0, 2)


def test_a_question_without_passages_is_asked_of_all_of_the_pack_and_of_no_other(tmp_path: Path) -> None:
    _, asked = mtrag(tmp_path, reads_history=False)

    assert {len(r.filters.doc_ids) for r in asked if "paints" in r.question} == {2}
    assert [len(r.filters.doc_ids) for r in asked if "leave" in r.question] == [1, 2, 1, 2]
