import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.errors import ConflictError, DataError, InvalidInputError
from corpus.model import Document
from eval.askers import EngineAsker, Reply
from eval.case_files import MalformedCase
from eval.cases import BUNDLED_CASES
from eval.http_asker import HttpAsker
from eval.observed import ObservedAnswer
from eval.run import FinishedRun, load_questions, run_questions
from eval.run_log import LOG_NAME, read_run
from index.models.folder import ModelFolder
from rag.engine import Engine
from rag.requests import AskRequest
from rag.settings import EngineSettings
from rag.workspace import open_engine
from tests.eval.flaky_service import FlakyService, behaviours
from tests.eval.made_up import DOCUMENTS, gold, row


@dataclass
class Scripted:
    """Says how often it was asked; fails or is interrupted as told."""

    failing: set[str] = field(default_factory=set)
    interrupted_at: int | None = None
    asked: list[str] = field(default_factory=list)
    name: str = "scripted"
    version: str = "1"
    held: tuple[Document, ...] = DOCUMENTS
    peak: float | None = 100.0

    def ask(self, request: AskRequest) -> Reply:
        if len(self.asked) == self.interrupted_at:
            raise KeyboardInterrupt
        self.asked.append(request.question)
        if request.question in self.failing:
            return Reply(None, "timeout: no whole answer within 1 s", 1000.0)
        return Reply(ObservedAnswer(status="answered", answer=str(len(self.asked))), None, 5.0)

    def documents(self) -> tuple[Document, ...]:
        return self.held

    def configuration(self) -> dict[str, str]:
        return {"version": self.version}

    def peak_memory_mib(self) -> float | None:
        return self.peak


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Three pairs, which ask q0-zh, q0-en, q1-zh and so on."""
    lines = [
        row(id=f"c{at}-{language}", pair=f"c{at}", language=language, question=f"q{at}-{language}")
        for at in range(3)
        for language in ("zh", "en")
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


ALL = [f"q{at}-{language}" for at in range(3) for language in ("zh", "en")]


def answers(finished: FinishedRun) -> list[str]:
    """By case and asking, what was answered, or that nothing was."""
    every = [seen for case in finished.cases for seen in finished.observations[case.id]]
    return [item.seen.answer if item.seen else "–" for item in every]


def test_every_case_is_asked_once_a_pass_in_the_order_of_the_file(cases: Path, tmp_path: Path) -> None:
    asker = Scripted()
    told: list[tuple[str, int, int]] = []

    finished = run_questions(
        load_questions(cases, asker),
        asker,
        tmp_path / "run",
        repeats=2,
        progress=lambda *step: told.append(step),
    )

    assert asker.asked == ALL * 2
    assert answers(finished) == ["1", "7", "2", "8", "3", "9", "4", "10", "5", "11", "6", "12"]
    assert [item.repeat for item in finished.observations["c0-zh"]] == [0, 1]
    assert told == [("ask", done, 12) for done in range(1, 13)]
    assert (finished.asked_now, finished.peak_memory_mib, finished.failed) == (12, 100.0, ())


def test_what_failed_is_a_record_and_the_run_goes_on(cases: Path, tmp_path: Path) -> None:
    asker = Scripted(failing={"q1-zh"})

    finished = run_questions(load_questions(cases, asker), asker, tmp_path / "run")

    assert answers(finished) == ["1", "2", "–", "4", "5", "6"]
    assert [(seen.case_id, seen.failure) for seen in finished.failed] == [
        ("c1-zh", "timeout: no whole answer within 1 s")
    ]


@pytest.mark.parametrize("at", range(6))
def test_an_interrupted_run_goes_on_where_it_was(at: int, cases: Path, tmp_path: Path) -> None:
    first, second = Scripted(interrupted_at=at), Scripted(peak=200.0)
    with pytest.raises(KeyboardInterrupt):
        run_questions(load_questions(cases, first), first, tmp_path / "run")

    finished = run_questions(load_questions(cases, second), second, tmp_path / "run")

    assert first.asked + second.asked == ALL
    assert finished.asked_now == 6 - at
    assert [sitting.asked for sitting in read_run(tmp_path / "run").sittings] == [
        asked for asked in (at, 6 - at) if asked
    ]
    assert finished.peak_memory_mib == 200.0


def test_a_run_that_is_done_asks_nothing_and_says_the_same(cases: Path, tmp_path: Path) -> None:
    first, second = Scripted(failing={"q0-en"}), Scripted(peak=900.0)
    finished = run_questions(load_questions(cases, first), first, tmp_path / "run")
    log = (tmp_path / "run" / LOG_NAME).read_bytes()

    again = run_questions(load_questions(cases, second), second, tmp_path / "run")

    assert second.asked == []
    assert (again.observations, again.header) == (finished.observations, finished.header)
    assert (again.asked_now, again.peak_memory_mib) == (0, 100.0)
    assert (tmp_path / "run" / LOG_NAME).read_bytes() == log


def test_what_failed_is_asked_again_only_on_demand(cases: Path, tmp_path: Path) -> None:
    first, second = Scripted(failing={"q0-en", "q2-zh"}), Scripted(failing={"q2-zh"})
    run_questions(load_questions(cases, first), first, tmp_path / "run")

    finished = run_questions(load_questions(cases, second), second, tmp_path / "run", retry_failed=True)

    assert second.asked == ["q0-en", "q2-zh"]
    assert [seen.case_id for seen in finished.failed] == ["c2-zh"]


def test_a_run_grows_with_its_limit_and_its_repeats(cases: Path, tmp_path: Path) -> None:
    asker = Scripted()
    questions = load_questions(cases, asker)

    small = run_questions(questions, asker, tmp_path / "run", limit=2)
    wide = run_questions(questions, asker, tmp_path / "run", limit=3, repeats=2)

    assert asker.asked == ["q0-zh", "q0-en", "q1-zh", "q0-zh", "q0-en", "q1-zh"]
    assert answers(small) == ["1", "2"]
    assert answers(wide) == ["1", "4", "2", "5", "3", "6"]


def test_a_smaller_run_does_not_write_over_a_larger_one_but_sets_it_aside_on_demand(
    cases: Path, tmp_path: Path
) -> None:
    asker = Scripted()
    questions = load_questions(cases, asker)
    run_questions(questions, asker, tmp_path / "run")
    log = (tmp_path / "run" / LOG_NAME).read_bytes()

    with pytest.raises(InvalidInputError) as caught:
        run_questions(questions, asker, tmp_path / "run", limit=2)

    assert caught.value.code == "run_larger"
    assert "4 more cases" in caught.value.detail
    assert "summit eval run --anew" in caught.value.next_step
    assert (tmp_path / "run" / LOG_NAME).read_bytes() == log
    small = run_questions(questions, asker, tmp_path / "run", limit=2, anew=True)
    assert (len(small.cases), small.asked_now) == (2, 2)
    assert log in [path.read_bytes() for path in (tmp_path / "run").iterdir()], "it is kept"


def test_a_run_of_another_system_or_question_set_is_refused(cases: Path, tmp_path: Path) -> None:
    asker, changed = Scripted(), Scripted(version="2")
    questions = load_questions(cases, asker)
    run_questions(questions, asker, tmp_path / "run")
    cases.write_bytes(cases.read_bytes() + b"\n")

    for other, asked in ((changed, questions), (asker, load_questions(cases, asker))):
        with pytest.raises(InvalidInputError) as caught:
            run_questions(asked, other, tmp_path / "run")
        assert caught.value.code == "run_differs"
        assert "`summit eval run --anew`" in caught.value.next_step
    assert len(asker.asked) == 6


def test_a_malformed_case_is_set_down_and_the_others_are_asked(cases: Path, tmp_path: Path) -> None:
    cases.write_text(cases.read_text("utf-8") + "{}\n", "utf-8")
    asker = Scripted()

    finished = run_questions(load_questions(cases, asker), asker, tmp_path / "run")

    assert asker.asked == ALL
    assert finished.malformed == (MalformedCase(7, "line 7", "id: Field required"),)


def test_a_set_without_a_single_case_stops_before_anything_is_asked(cases: Path) -> None:
    cases.write_text("{}\n", "utf-8")

    with pytest.raises(DataError, match=r"cases.jsonl, line 1: id: Field required"):
        load_questions(cases, Scripted())


# The documents of the library are known here; a service may lack them, or have another text of them.


@pytest.fixture(scope="module")
def engine(default_model_folder: ModelFolder) -> Engine:
    return open_engine(EngineSettings(data_dir=default_model_folder.path.parent.parent))


def other_text(document: Document) -> Document:
    return Document(document.doc_id, document.text[1:], document.passport, (), (), (), (), (), ())


@pytest.mark.parametrize("kept", [0, 1])
def test_a_system_without_the_very_documents_cannot_be_asked(kept: int, engine: Engine) -> None:
    documents = engine.documents
    for held in ((documents[kept],), (documents[kept], other_text(documents[1 - kept]))):
        with pytest.raises(ConflictError) as caught:
            load_questions(BUNDLED_CASES, Scripted(held=held))
        assert caught.value.code == "documents_differ"
        assert documents[1 - kept].doc_id in caught.value.detail


def test_bundled_documents_are_judged_by_what_is_known_of_them_here(engine: Engine) -> None:
    bare = tuple(Document(d.doc_id, d.text, d.passport, (), (), (), (), (), ()) for d in engine.documents)

    questions = load_questions(BUNDLED_CASES, Scripted(held=(*bare, *DOCUMENTS)))

    assert {document.doc_id: document for document in questions.documents} == {
        document.doc_id: document for document in (*engine.documents, *DOCUMENTS)
    }


def test_gold_is_looked_up_in_the_texts_of_the_system(cases: Path) -> None:
    lines = [json.loads(line) for line in cases.read_text("utf-8").splitlines()]
    moved = [{**line, "gold": [{**gold("harbour", "84"), "start": 0, "end": 2}]} for line in lines]
    cases.write_text("".join(json.dumps(line) + "\n" for line in moved), "utf-8")

    with pytest.raises(DataError, match="is not the quote"):
        load_questions(cases, Scripted())


def test_the_engine_is_measured_and_its_answers_stay(engine: Engine, tmp_path: Path) -> None:
    asker = EngineAsker(engine)
    questions = load_questions(BUNDLED_CASES, asker)

    finished = run_questions(questions, asker, tmp_path, repeats=2, limit=6)

    assert [case.id for case in finished.cases] == [case.id for case in questions.cases[:6]]
    assert not finished.failed
    for first, second in finished.observations.values():
        assert first.seen is not None
        assert second.seen is not None
        assert first.seen.answer == second.seen.answer
    assert (finished.peak_memory_mib or 0) > 100
    assert finished.header.documents == {d.doc_id: d.passport.text_sha256 for d in engine.documents}
    assert read_run(tmp_path).header == finished.header


# A service that fails half-way.


@pytest.fixture
def service() -> Iterator[FlakyService]:
    with FlakyService() as started:
        yield started


def test_a_service_that_fails_half_way_leaves_records_with_reasons(
    cases: Path, tmp_path: Path, service: FlakyService
) -> None:
    for question, name in (("q0-en", "500"), ("q1-zh", "sleeps"), ("q1-en", "cut"), ("q2-zh", "problem")):
        service.by_question[question] = behaviours[name]

    with HttpAsker(service.url, timeout_s=0.4) as asker:
        finished = run_questions(load_questions(cases, asker), asker, tmp_path / "run")

    assert [body["question"] for body in service.bodies] == ALL
    assert {body["top_k"] for body in service.bodies} == {10}
    reasons = [(seen.case_id, str(seen.failure).partition(":")[0]) for seen in finished.failed]
    assert reasons == [
        ("c0-en", "http_500"),
        ("c1-zh", "timeout"),
        ("c1-en", "answer_truncated"),
        ("c2-zh", "queue_full"),
    ]
    assert all(seen.seen is None for seen in finished.failed)
    assert finished.peak_memory_mib is None
    assert finished.header.configuration["index_generation"] == "3"


def test_a_service_that_comes_back_is_asked_what_it_still_owes(
    cases: Path, tmp_path: Path, service: FlakyService
) -> None:
    service.behaviour = behaviours["hangs up"]
    with HttpAsker(service.url) as asker:
        failed = run_questions(load_questions(cases, asker), asker, tmp_path / "run", limit=4)
        service.behaviour = behaviours["good"]
        finished = run_questions(load_questions(cases, asker), asker, tmp_path / "run", retry_failed=True)

    assert len(failed.failed) == 4
    assert (finished.failed, finished.asked_now) == ((), 6)


def test_a_service_with_another_index_is_not_mixed_with_what_it_was(
    cases: Path, tmp_path: Path, service: FlakyService
) -> None:
    with HttpAsker(service.url) as asker:
        run_questions(load_questions(cases, asker), asker, tmp_path / "run", limit=1)
        service.generation = 4
        with pytest.raises(InvalidInputError, match=r"otherwise: configuration\.index_generation"):
            run_questions(load_questions(cases, asker), asker, tmp_path / "run")


def test_a_sample_holds_whole_pairs_and_a_larger_one_those_of_a_smaller(cases: Path, tmp_path: Path) -> None:
    def asked(sample: int | None) -> set[str]:
        finished = run_questions(
            load_questions(cases, Scripted()), Scripted(), tmp_path / f"s{sample}", sample=sample
        )
        return {case.id for case in finished.cases}

    one, two, every = asked(1), asked(2), asked(None)

    assert [len(found) for found in (one, two, every)] == [2, 4, 6]
    assert one < two < every
    assert len({case_id.split("-")[0] for case_id in two}) == 2
