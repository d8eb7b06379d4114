"""A run: all cases are put to a system in a fixed order, and everything is written down as it comes.

Each pass asks every case once before the next pass begins, so that an answer that is asked for again has had
time to change, and an interrupted run has its first pass whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.errors import ConflictError
from corpus.library import bundled_documents
from corpus.model import Document
from eval.askers import Asker
from eval.case_files import MalformedCase, read_cases
from eval.cases import PASSAGES_ASKED, Case, request_of
from eval.observed import Observation
from eval.run_log import RunHeader, RunLog, Sitting, utc_now

__all__ = ["FinishedRun", "LoadedQuestions", "Progress", "load_questions", "run_questions"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class LoadedQuestions:
    """A question set that fits the documents of the system that it will be put to.

    Attributes:
        cases: In the order of the file.
        documents: Those of the system, in the order of their ids. Where the same document is bundled, the
            bundled one: it is the same text and more is known of it.
        name: The file's name, without folders.
        file_sha256: Of the file.
        malformed: Lines of the file that could not be asked.
    """

    cases: tuple[Case, ...]
    documents: tuple[Document, ...]
    name: str
    file_sha256: str
    malformed: tuple[MalformedCase, ...] = ()


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """All that was seen, ready to be judged.

    Attributes:
        header: What was measured, and with what.
        cases: Those that were asked, in their order.
        observations: By case id, one for each asking, the first first.
        documents: Those against which citations are checked.
        peak_memory_mib: The most resident memory of the process that answered; None where not seen.
        asked_now: How many questions this sitting asked; the others stood in the log.
        malformed: Lines of the question set that could not be asked.
    """

    header: RunHeader
    cases: tuple[Case, ...]
    observations: Mapping[str, tuple[Observation, ...]]
    documents: tuple[Document, ...]
    peak_memory_mib: float | None
    asked_now: int
    malformed: tuple[MalformedCase, ...] = ()

    @property
    def failed(self) -> tuple[Observation, ...]:
        """The askings that gave no answer, in the order of the cases."""
        every = (seen for case in self.cases for seen in self.observations[case.id])
        return tuple(seen for seen in every if seen.failure is not None)


def load_questions(path: Path, asker: Asker) -> LoadedQuestions:
    """Read a question set and make sure that a system has the very texts that it was written for.

    Args:
        path: UTF-8, one JSON object a line.
        asker: The system.

    Raises:
        InvalidInputError: `input_unreadable`.
        DataError: `case_malformed` if no line is in order; a malformed line beside others is told in the result.
        ConflictError: `documents_differ` if the system lacks a document that a case rests on, or has another
            text of it: its offsets would count other characters.
        UnavailableError: `service_unreachable`, `service_malformed`.
    """
    theirs = {document.doc_id: document for document in asker.documents()}
    ours = {document.doc_id: document for document in bundled_documents()}
    read = read_cases(path, tuple((theirs | ours).values()))
    if not read.cases:
        raise read.first_fault()
    for case in read.cases:
        for gold in (*case.gold, *case.gold_alternatives, *case.near):
            if gold.doc_id not in theirs or _differ(gold.doc_id, theirs, ours):
                raise ConflictError(
                    "documents_differ",
                    f"{asker.name} does not have the text of {gold.doc_id} that {case.id} was written for",
                    next_step="let it take in that document, or ask questions on the documents that it has",
                )
    same = {doc_id: ours[doc_id] for doc_id in ours if doc_id in theirs and not _differ(doc_id, theirs, ours)}
    documents = tuple((theirs | same)[doc_id] for doc_id in sorted(theirs))
    digest = sha256(path.read_bytes()).hexdigest()
    return LoadedQuestions(read.cases, documents, path.name, digest, read.malformed)


def run_questions(
    questions: LoadedQuestions,
    asker: Asker,
    folder: Path,
    *,
    repeats: int = 1,
    limit: int | None = None,
    sample: int | None = None,
    retry_failed: bool = False,
    anew: bool = False,
    progress: Progress | None = None,
) -> FinishedRun:
    """Ask what has not been asked yet, and give everything that was seen.

    The folder's log decides what is left to do, so that the same call takes an interrupted run up again, and
    one with more repeats or a wider limit goes on from it.

    Args:
        questions: What to ask.
        asker: Whom.
        folder: Of the run; made when missing.
        repeats: How often each case is asked, at least 1.
        limit: Ask only the first so many cases; all if None.
        sample: Ask only so many pairs, the same ones at every run and a larger sample those of a smaller one too;
            all if None.
        retry_failed: Ask again what failed before this sitting.
        anew: Set a run of another question set or system, or of more cases, aside that stands in the folder.
        progress: Told how many askings are done.

    Raises:
        InvalidInputError: `run_differs` if the folder holds a run of another question set or system, `run_larger` if
            it holds one of more cases, whose figures would be written over.
        DataError: `run_log_damaged`.
        UnavailableError: `run_busy`, `storage_failed`; `service_unreachable`, `service_malformed`.
    """
    cases = _drawn(questions.cases, sample)[:limit]
    wanted_ids = {case.id for case in cases}
    with RunLog(folder, _header(questions, asker), anew=anew, wanted=wanted_ids) as log:
        done = {key for key, seen in log.observations.items() if not (retry_failed and seen.failure)}
        wanted = [(case, repeat) for repeat in range(repeats) for case in cases]
        left = [(case, repeat) for case, repeat in wanted if (case.id, repeat) not in done]
        asked = 0
        try:
            for case, repeat in left:
                log.append(_observe(case, repeat, asker))
                asked += 1
                if progress is not None:
                    progress("ask", len(wanted) - len(left) + asked, len(wanted))
        finally:  # an interrupt, too, ends a sitting
            if asked:
                log.end_sitting(Sitting.now(asked, asker.peak_memory_mib()))
        recorded = log.recorded()
    return FinishedRun(
        header=recorded.header,
        cases=cases,
        observations={
            case.id: tuple(recorded.observations[case.id, repeat] for repeat in range(repeats))
            for case in cases
        },
        documents=questions.documents,
        peak_memory_mib=recorded.peak_memory_mib,
        asked_now=asked,
        malformed=questions.malformed,
    )


def _drawn(cases: tuple[Case, ...], sample: int | None) -> tuple[Case, ...]:
    """Both questions of some pairs, in the order of the file."""
    pairs = sorted({case.pair for case in cases}, key=lambda pair: sha256(pair.encode()).digest())
    wanted = set(pairs[:sample])
    return tuple(case for case in cases if case.pair in wanted)


def _observe(case: Case, repeat: int, asker: Asker) -> Observation:
    reply = asker.ask(request_of(case))
    return Observation(
        case_id=case.id,
        repeat=repeat,
        seen=reply.seen,
        failure=reply.failure,
        elapsed_ms=reply.elapsed_ms,
        first_token_ms=reply.first_token_ms,
    )


def _header(questions: LoadedQuestions, asker: Asker) -> RunHeader:
    return RunHeader(
        name=asker.name,
        question_set=questions.name,
        question_set_sha256=questions.file_sha256,
        configuration=asker.configuration() | {"passages_asked": str(PASSAGES_ASKED)},
        documents={document.doc_id: document.passport.text_sha256 for document in questions.documents},
        started=utc_now(),
    )


def _differ(doc_id: str, theirs: Mapping[str, Document], ours: Mapping[str, Document]) -> bool:
    """Whether both have a document, and not the same text of it."""
    return doc_id in theirs and doc_id in ours and theirs[doc_id].text != ours[doc_id].text
