"""Writing an answer: ask a model, keep what rests on evidence and passes the checks, have the rest mended once."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from corpus.language import detect_language
from corpus.model import Span
from index.chunk import Chunk
from rag.answer import Support, SupportLabel
from rag.answering import Draft, Evidence
from rag.candidates import Candidate
from rag.compose import Composer, Composition, needs_attribution
from rag.models.protocol import (
    Cancelled,
    GenerationCancelledError,
    GenerationRequest,
    LanguageModel,
    LanguageModelError,
    Message,
    ModelFault,
)
from rag.phrases import Phrases
from rag.question_kinds import Shape
from rag.writing.checking import CheckedClaim, ClaimChecker
from rag.writing.evidence import KeyMaker, evidence_items, random_keys
from rag.writing.notices import Notice
from rag.writing.output import RawClaim, claims_format, keyed_claims, read_claims
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
class _Checked:
    text: str
    cited: tuple[Candidate, ...]
    support: Support
    findings: tuple[str, ...]

    @property
    def may_leave(self) -> bool:
        return self.support.label is not SupportLabel.UNSUPPORTED


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
    checker: ClaimChecker
    chunk_at: Callable[[str, Span], Chunk]
    timeout_s: float = 60.0
    make_keys: KeyMaker = random_keys

    def write(self, evidence: Evidence, draft: Draft, cancelled: Cancelled) -> Written:
        """Write an answer.

        Args:
            evidence: What was found for the question; at least one candidate.
            draft: The extractive answer.
            cancelled: Whether whoever asked has hung up.

        Raises:
            LanguageModelError: If the model fails, or nothing of what it wrote can be shown.
            GenerationCancelledError: If whoever asked has hung up.
        """
        return _Writing(self, _task(evidence, draft, self.make_keys), cancelled).run()


@dataclass(slots=True)
class _Writing:
    """One answer in the making."""

    writer: Writer
    task: Task
    cancelled: Cancelled
    counts: dict[Notice, int] = field(default_factory=dict)
    model_s: float = 0.0

    def run(self) -> Written:
        claims = self._claims(write_messages(self.task))
        right = self._in_language(claims)
        if claims and not right:
            claims = self._claims(write_messages(self.task, insist=True))
            right = self._in_language(claims)
            if claims and not right:
                raise _unusable(ModelFault.WRONG_LANGUAGE, "it does not write in the language asked for")
        if not right:
            raise _unusable(ModelFault.OUTPUT_UNUSABLE, "it wrote no sentence that names its passages")
        self._count(Notice.CLAIMS_LEFT_OUT, len(claims) - len(right))
        shown = self._mended([self._check(claim) for claim in right])
        if not shown:
            raise _unusable(ModelFault.UNSUPPORTED, "nothing it wrote is borne out by the passages")
        counts = tuple((notice, count) for notice, count in self.counts.items() if count)
        return Written(self._compose(shown), counts, self.model_s * 1e3)

    def _mended(self, checked: Sequence[_Checked]) -> list[_Checked]:
        """What may leave, the sentences that had to be mended last."""
        good = [item for item in checked if item.may_leave]
        faulty = [item for item in checked if not item.may_leave]
        if not faulty:
            return good
        told = [(item.text, item.findings) for item in faulty]
        try:
            repaired = self._in_language(self._claims(repair_messages(self.task, told), most=len(faulty)))
        except LanguageModelError:
            if not good:
                raise
            repaired = []  # what is good already is worth more than another try
        known = {item.text for item in good}
        mended = [self._check(claim) for claim in repaired if claim.text not in known][: len(faulty)]
        good += (kept := [item for item in mended if item.may_leave])
        self._count(Notice.CLAIMS_LEFT_OUT, len(faulty) - len(kept))
        return good

    def _claims(self, messages: Sequence[Message], most: int | None = None) -> tuple[RawClaim, ...]:
        """Ask the model, with fewer passages if it cannot take as many."""
        most = most or self.task.most_claims
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
                    output = self._ask(request)
                    break
                except LanguageModelError as error:
                    if error.fault is not ModelFault.PROMPT_TOO_LONG:
                        raise
            messages = self._with_fewer(messages)
        found = keyed_claims(read_claims(output), keys, self.task.language)
        self._count(Notice.KEYS_REJECTED, found.unknown_keys)
        self._count(Notice.CLAIMS_LEFT_OUT, found.keyless)
        return found.claims[:most]

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

    def _ask(self, request: GenerationRequest) -> str:
        if request.timeout_s <= 0:
            raise LanguageModelError(
                ModelFault.TIMEOUT,
                "it was not done in time",
                next_step="allow more with SUMMIT_LLM_TIMEOUT_S",
            )
        started = time.perf_counter()
        try:
            return "".join(self.writer.model.stream(request, self.cancelled))
        finally:
            self.model_s += time.perf_counter() - started

    def _in_language(self, claims: Sequence[RawClaim]) -> list[RawClaim]:
        language = self.task.language
        return [claim for claim in claims if detect_language(claim.text, language) is language]

    def _check(self, claim: RawClaim) -> _Checked:
        if self.cancelled():
            raise GenerationCancelledError
        by_key = {item.key: item.candidate for item in self.task.items}
        cited = tuple(by_key[key] for key in claim.keys)
        verdict = self._verdict(claim.text, cited)
        for candidate in reversed(cited):
            # Models like to cite all they saw; what a supported sentence can do without, it does not rest on.
            rest = tuple(other for other in cited if other is not candidate)
            alone = self._verdict(claim.text, rest) if rest else None
            if alone is not None and alone.support.label is SupportLabel.SUPPORTED:
                cited, verdict = rest, alone
        return _Checked(claim.text, cited, verdict.support, verdict.findings)

    def _verdict(self, text: str, cited: tuple[Candidate, ...]) -> CheckedClaim:
        """The verdict on a sentence as it will stand in the answer, behind the name of its source if need be."""
        phrases = Phrases(self.task.language)
        named = needs_attribution(text, cited, phrases)
        lead = phrases.lead_in(cited[0].reader) if named else ""
        return self.writer.checker.check(text, cited, lead_in=lead)

    def _compose(self, shown: Sequence[_Checked]) -> Composition:
        composer = Composer(self.task.language, self.writer.chunk_at)
        for item in shown:
            composer.state(item.text, item.cited, item.support)
        return composer.finish()

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
