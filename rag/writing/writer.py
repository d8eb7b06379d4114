"""Writing an answer: ask a model, keep what rests on evidence and passes the checks, have the rest mended once.

Each sentence is checked while the model writes the next, so that the checks add little to the model's own time.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Final

from corpus.language import detect_language
from corpus.model import Span
from index.chunk import Chunk
from rag.answer import SupportLabel
from rag.answering import Draft, Evidence
from rag.candidates import Candidate
from rag.compose import Composer, Composition
from rag.models.protocol import (
    Cancelled,
    GenerationRequest,
    LanguageModel,
    LanguageModelError,
    Message,
    ModelFault,
)
from rag.progress import Said, Stage, Tell, Withdrawn, tell_nobody
from rag.question import Question
from rag.question_kinds import Shape
from rag.writing.checking import Grounding, GroundingChecker
from rag.writing.completion import left_out
from rag.writing.evidence import EvidenceItem, KeyMaker, evidence_items, random_keys
from rag.writing.notices import Notice
from rag.writing.output import ClaimReader, RawClaim, claims_format
from rag.writing.prompt import Task, estimate_tokens, repair_messages, write_messages

__all__ = ["Writer", "Written"]

_MOST_CLAIMS, _MOST_LISTED = 4, 8
_TOKENS_A_CLAIM: Final = 120
_LISTING: Final = (Shape.LIST, Shape.COMPARISON, Shape.TWO_DOCUMENT)


@dataclass(frozen=True, slots=True)
class Written:
    """An answer that a model wrote and the checks let through.

    Attributes:
        composition: Text, claims and citations.
        notices: What a reader should know about how it came about, each with a count.
        model_ms: Time spent waiting for the model.
    """

    composition: Composition
    notices: tuple[tuple[Notice, int], ...]
    model_ms: float


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes answers with one model; safe for concurrent use.

    Attributes:
        model: The model.
        checker: Decides on each sentence.
        chunk_at: Gives the chunk that holds a span of a document.
        timeout_s: Longest time for all that the model writes for one answer.
        make_keys: Gives the keys of the passages, and of the fence around them.
    """

    model: LanguageModel
    checker: GroundingChecker
    chunk_at: Callable[[str, Span], Chunk]
    timeout_s: float = 60.0
    make_keys: KeyMaker = random_keys

    def write(
        self, evidence: Evidence, draft: Draft, cancelled: Cancelled, tell: Tell = tell_nobody
    ) -> Written:
        """Write an answer.

        Args:
            evidence: What was found for the question; at least one candidate.
            draft: The extractive answer.
            cancelled: Whether whoever asked has hung up.
            tell: Told how far it is, and each sentence that has been checked; if the model fails after that, that
                they are withdrawn.

        Raises:
            LanguageModelError: If the model fails, or nothing of what it wrote can be shown.
            GenerationCancelledError: If whoever asked has hung up.
        """
        task = _task(evidence, draft, self.make_keys)
        places = {(c.document.doc_id, c.span) for c in draft.composition.citations}
        key_items = [item for item in task.items if item.place in places]
        composer = Composer(task.language, self.chunk_at)
        return _Writing(self, task, evidence.question, cancelled, tell, key_items, composer).run()


@dataclass(slots=True)
class _Writing:
    """One answer in the making."""

    writer: Writer
    task: Task
    question: Question
    cancelled: Cancelled
    tell: Tell
    key_items: Sequence[EvidenceItem]
    """What the extractive answer cites: a written answer that rests on none of it has missed the point."""
    composer: Composer
    held: list[tuple[RawClaim, Grounding]] = field(default_factory=list)
    """What may leave and waits for a sentence that answers."""
    faulty: list[tuple[RawClaim, Grounding]] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)
    """The sentences that may leave; none is said twice."""
    supported: list[tuple[str, Sequence[Candidate]]] = field(default_factory=list)
    """The sentences that are wholly supported, and what they rest on."""
    counts: dict[Notice, int] = field(default_factory=dict)
    model_s: float = 0.0

    def run(self) -> Written:
        self.tell(Stage.WRITING)
        try:
            self._write()
            if self.faulty:
                self._mend()
        except LanguageModelError:
            if self.composer.text:
                self.tell(Withdrawn())
            raise
        if not self.answers:
            raise _unusable(
                ModelFault.UNSUPPORTED, "too little of what it wrote is borne out by the passages"
            )
        self._complete()
        counts = tuple((notice, count) for notice, count in self.counts.items() if count)
        return Written(self.composer.finish(), counts, self.model_s * 1e3)

    def _write(self) -> None:
        most = self.task.most_claims
        claims, right = self._claims(write_messages(self.task), most)
        if claims and not right:
            claims, right = self._claims(write_messages(self.task, insist=True), most)
            if claims and not right:
                raise _unusable(ModelFault.WRONG_LANGUAGE, "it does not write in the language asked for")
        if not right:
            raise _unusable(ModelFault.OUTPUT_UNUSABLE, "it wrote no sentence that names its passages")
        self._count(Notice.CLAIMS_LEFT_OUT, claims - right)

    def _mend(self) -> None:
        """Have the sentences that may not leave written again, once, with what was found against them."""
        self.tell(Stage.VERIFYING)
        told = [(claim.text, verdict.findings) for claim, verdict in self.faulty]
        self.faulty = []
        before = len(self.passed)
        try:
            self._claims(repair_messages(self.task, told), len(told))
        except LanguageModelError:
            if not self.answers:
                raise
            # What is good already is worth more than another try.
        self._count(Notice.CLAIMS_LEFT_OUT, max(0, len(told) - (len(self.passed) - before)))

    def _complete(self) -> None:
        """Add what the extractive answer says and the model left out, word for word."""
        written = " ".join(text for text, _ in self.supported)
        missing = left_out(self.question, self.key_items, self._places(), written)
        said = len(self.composer.text)
        for candidate in missing:
            self.composer.say(candidate)
        if missing:
            self._count(Notice.COMPLETED, sum(len(candidate.spans) for candidate in missing))
            self.tell(Said(self.composer.text[said:]))

    @property
    def answers(self) -> bool:
        """Whether a supported sentence rests on what the extractive answer cites."""
        return any(item.place in self._places() for item in self.key_items)

    def _places(self) -> set[tuple[str, Span]]:
        """What the supported sentences rest on."""
        cited = [candidate for _, candidates in self.supported for candidate in candidates]
        return {(candidate.document.doc_id, candidate.spans[0]) for candidate in cited}

    def _claims(self, messages: Sequence[Message], most: int) -> tuple[int, int]:
        """Ask the model, with fewer passages if it cannot take as many; check what it writes while it does.

        Returns:
            How many sentences with keys it wrote, and how many of them in the right language.
        """
        while True:
            keys = [item.key for item in self.task.items]
            request = GenerationRequest(
                messages=tuple(messages),
                output_format=claims_format(keys, most),
                max_tokens=most * _TOKENS_A_CLAIM,
                timeout_s=self.writer.timeout_s - self.model_s,
            )
            room = self.writer.model.context_tokens - request.max_tokens
            if estimate_tokens(messages) <= room:
                try:
                    return self._ask(request, ClaimReader(keys, self.task.language, most))
                except LanguageModelError as error:
                    if error.fault is not ModelFault.PROMPT_TOO_LONG:
                        raise
            messages = self._with_fewer(messages)

    def _with_fewer(self, messages: Sequence[Message]) -> tuple[Message, ...]:
        """The same prompt without the last passage.

        Raises:
            LanguageModelError: If only one is left.
        """
        if len(self.task.items) <= 1:
            raise LanguageModelError(
                ModelFault.PROMPT_TOO_LONG,
                "not even one passage fits its context",
                next_step="raise SUMMIT_LLM_CONTEXT_TOKENS, if the model takes more",
            )
        dropped = self.task.items[-1]
        self.task = replace(self.task, items=self.task.items[:-1])
        self._count(Notice.PASSAGES_DROPPED, 1)
        return tuple(
            replace(message, content=_without_line(message.content, dropped.key)) for message in messages
        )

    def _ask(self, request: GenerationRequest, reader: ClaimReader) -> tuple[int, int]:
        if request.timeout_s <= 0:
            raise LanguageModelError(
                ModelFault.TIMEOUT,
                "it was not done in time",
                next_step="allow more with SUMMIT_LLM_TIMEOUT_S",
            )
        started, written, checks = time.perf_counter(), 0, list[Future[None]]()
        pool = ThreadPoolExecutor(1, thread_name_prefix="check")
        try:
            for piece in self.writer.model.stream(request, self.cancelled):
                claims = reader.feed(piece)
                written += len(claims)
                checks += [pool.submit(self._take, claim) for claim in self._in_language(claims)]
            self.model_s += time.perf_counter() - started
            claims = reader.finish()
            written += len(claims)
            checks += [pool.submit(self._take, claim) for claim in self._in_language(claims)]
            for check in checks:
                check.result()
        except LanguageModelError:
            self.model_s += time.perf_counter() - started
            raise
        finally:
            pool.shutdown(cancel_futures=True)
        self._count(Notice.KEYS_REJECTED, reader.unknown_keys)
        self._count(Notice.CLAIMS_LEFT_OUT, reader.keyless)
        return written, len(checks)

    def _in_language(self, claims: Sequence[RawClaim]) -> list[RawClaim]:
        language = self.task.language
        return [claim for claim in claims if detect_language(claim.text, language) is language]

    def _take(self, claim: RawClaim) -> None:
        """Check a sentence; say it, hold it back, or put it with the faulty ones."""
        if claim.text in self.passed:
            return
        cited = [item.candidate for item in self.task.items if item.key in claim.keys]
        others = [item.candidate for item in self.task.items if item.key not in claim.keys]
        verdict = self.writer.checker.check(claim.text, cited, others, self.task.language)
        if verdict.support.label is SupportLabel.UNSUPPORTED:
            self.faulty.append((claim, verdict))
            return
        self.passed.add(claim.text)
        self.held.append((claim, verdict))
        if verdict.support.label is SupportLabel.SUPPORTED:
            self.supported.append((claim.text, verdict.cited))
        if self.answers:
            self._say()

    def _say(self) -> None:
        """Say what is held back."""
        said = len(self.composer.text)
        for claim, verdict in self.held:
            self._count(Notice.CLAIMS_PARTIAL, verdict.support.label is SupportLabel.PARTIAL)
            self.composer.state(claim.text, verdict.cited, verdict.support)
        self.held = []
        self.tell(Said(self.composer.text[said:]))

    def _count(self, notice: Notice, count: int) -> None:
        self.counts[notice] = self.counts.get(notice, 0) + count


def _task(evidence: Evidence, draft: Draft, make_keys: KeyMaker) -> Task:
    question = evidence.question
    lists = question.shape in _LISTING or question.wanted_count is not None
    fence = make_keys(1)[0]
    return Task(
        question=evidence.asked,
        language=question.language,
        items=evidence_items(evidence, draft, make_keys),
        most_claims=_MOST_LISTED if lists else _MOST_CLAIMS,
        fence=f"<<<{fence}>>>",
    )


def _without_line(text: str, key: str) -> str:
    """A prompt without the passage of a key."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(f"[{key}] "))


def _unusable(fault: ModelFault, detail: str) -> LanguageModelError:
    return LanguageModelError(fault, detail, next_step="ask again, or configure a larger model")
