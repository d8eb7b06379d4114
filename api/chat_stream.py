"""An answer as the chunks of a chat completion, ended by `[DONE]`."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from dataclasses import dataclass

from starlette.types import Scope

from api.asking import AnswerStep, Waiting
from api.chat_schemas import ChunkChoiceOut, ChunkOut, DeltaOut
from api.chat_wire import annotations_of
from api.problems import openai_error
from api.sse import COMMENT, pieces_of, written_out
from api.wire import answer_out
from corpus.errors import SummitError
from corpus.model import Language
from rag.answer import Answer
from rag.progress import Found, Said, Stage, Withdrawn

__all__ = ["chunk_events"]

_WITHDRAWN = {
    Language.ZH: "\n\n（语言模型中断，以上内容作废，以下句子改为直接摘自文件。）\n\n",
    Language.EN: "\n\n(The language model broke off. The text above is withdrawn;"
    " the sentences below are quoted from the documents instead.)\n\n",
}


async def chunk_events(
    first: AnswerStep,
    steps: AsyncGenerator[AnswerStep, None],
    model: str,
    created: int,
    base_url: str,
    scope: Scope,
) -> AsyncIterator[bytes]:
    """The chunks of an answer while it is made; closing the generator stops the work.

    Args:
        first: The first step.
        steps: All further ones.
        model: The name it was asked under.
        created: Seconds since 1970.
        base_url: Of the service, ending in a slash.
        scope: Of the request, for the error that ends a stream that cannot go on.
    """
    writer = _Chunks(model, created, base_url)

    def refusal(error: SummitError) -> bytes:
        return _data(openai_error(error).model_dump_json())

    async for line in written_out(first, steps, writer.of, refusal, scope):
        yield line
    yield _data("[DONE]")


@dataclass(slots=True)
class _Chunks:
    model: str
    created: int
    base_url: str
    answer_id: str = ""
    language: Language = Language.EN
    said: int = 0
    """Code points of the answer that have been sent."""
    shift: int = 0
    """Code points that go before the answer: what was withdrawn, and that it was."""

    def of(self, step: AnswerStep) -> Iterator[bytes]:
        """The chunks of one step."""
        match step:
            case Waiting():
                yield COMMENT
            case Found():
                self.answer_id, self.language = step.answer_id, step.language
                yield self._chunk(DeltaOut(role="assistant", content=""))
            case Stage():
                pass
            case Said():
                self.said += len(step.text)
                yield self._chunk(DeltaOut(content=step.text))
            case Withdrawn():
                notice = _WITHDRAWN[self.language]
                self.shift, self.said = self.said + len(notice), 0
                yield self._chunk(DeltaOut(content=notice))
            case Answer():
                yield from self._answer(step)

    def _answer(self, answer: Answer) -> Iterator[bytes]:
        for text in pieces_of(answer, self.said):
            yield self._chunk(DeltaOut(content=text))
        if annotations := annotations_of(answer, self.base_url, self.shift):
            yield self._chunk(DeltaOut(annotations=annotations))
        yield self._chunk(DeltaOut(), answer)

    def _chunk(self, delta: DeltaOut, ends: Answer | None = None) -> bytes:
        chunk = ChunkOut(
            id=f"chatcmpl-{self.answer_id}",
            created=self.created,
            model=self.model,
            choices=[ChunkChoiceOut(delta=delta, finish_reason=None if ends is None else "stop")],
            summit=None if ends is None else answer_out(ends, ["claims"]),
        )
        unsaid = {"choices": {0: {"delta": {n for n, v in delta if v is None}}}}
        left_out = unsaid if ends is not None else unsaid | {"summit": True}
        return _data(chunk.model_dump_json(exclude=left_out))


def _data(text: str) -> bytes:
    return f"data: {text}\n\n".encode()
