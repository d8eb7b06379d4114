"""A language model behind an OpenAI-compatible endpoint, however it is reached.

Requests run on an event loop in a thread of their own, because only there can a wait on the network be broken off
at a deadline or when the caller hangs up. No message here repeats what the service said: it may repeat the key.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Final

import httpx2
import openai
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletionChunk
from pydantic import SecretStr

from rag.models.protocol import (
    Cancelled,
    GenerationCancelledError,
    GenerationRequest,
    LanguageModelError,
    ModelFault,
    never_cancelled,
)

__all__ = ["Endpoint", "EndpointModel"]

_ASK_EVERY_S: Final = 0.1
"""How often the caller is asked whether it still waits."""
_CONNECT_S: Final = 10.0
_LONGEST_TOKEN: Final = 24
"""Code points per token allowed for, on average; more than that is a service that ignores `max_tokens`."""
_TOO_LONG: Final = re.compile(r"context|too long|too many tokens|maximum.{0,20}length", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is and how it is asked.

    Attributes:
        base_url: The address that `/chat/completions` is put behind.
        model: The name under which the service knows the model.
        api_key: Sent as `Authorization: Bearer …`; None for a service that asks for none.
        context_tokens: How many tokens prompt and output may have together.
        max_retries: How often a request is sent again that was refused with 429 or 5xx, or got no connection.
        socket: A Unix socket to connect to instead of the host in `base_url`.
        takes_grammar: Whether it takes a GBNF grammar, as llama.cpp does; else it is sent the JSON schema.
    """

    base_url: str
    model: str
    api_key: SecretStr | None = None
    context_tokens: int = 8192
    max_retries: int = 1
    socket: str | None = None
    takes_grammar: bool = False


@dataclass(slots=True, eq=False)
class EndpointModel:
    """A `LanguageModel` behind an endpoint; safe for concurrent use."""

    endpoint: Endpoint
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _thread: Thread | None = None
    _client: AsyncOpenAI | None = None
    _lock: Lock = field(default_factory=Lock)
    _takes_schema: bool = True

    @property
    def name(self) -> str:
        """The name under which the service knows it."""
        return self.endpoint.model

    @property
    def context_tokens(self) -> int:
        """As the endpoint has it."""
        return self.endpoint.context_tokens

    def stream(self, request: GenerationRequest, cancelled: Cancelled = never_cancelled) -> Iterator[str]:
        """Write piece by piece; see `LanguageModel`."""
        pieces: SimpleQueue[str | BaseException | None] = SimpleQueue()
        self._start()
        running = asyncio.run_coroutine_threadsafe(self._pump(request, pieces), self._loop)
        try:
            while (piece := _next_piece(pieces, cancelled)) is not None:
                yield piece
        finally:
            running.cancel()

    def close(self) -> None:
        """Break off what runs and close the connections."""
        with self._lock:
            thread, self._thread = self._thread, None
            if thread is not None:
                asyncio.run_coroutine_threadsafe(self._shut(), self._loop).result(timeout=_CONNECT_S)
                self._loop.call_soon_threadsafe(self._loop.stop)
                thread.join()
            if not self._loop.is_closed():
                self._loop.close()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._loop.run_forever, name="language-model", daemon=True)
                self._thread.start()

    async def _shut(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    async def _pump(
        self, request: GenerationRequest, pieces: "SimpleQueue[str | BaseException | None]"
    ) -> None:
        """Put what the service sends into a queue; at the end None, or what went wrong."""
        try:
            async with asyncio.timeout(request.timeout_s):
                async for text in self._texts(request):
                    pieces.put(text)
            pieces.put(None)
        except asyncio.CancelledError:
            pieces.put(GenerationCancelledError())
            raise
        except Exception as error:  # handed to the thread that waits for it
            pieces.put(_explained(error))

    async def _texts(self, request: GenerationRequest) -> AsyncIterator[str]:
        length, finished = 0, False
        stream = await self._open(request)
        async with stream:
            async for chunk in stream:
                for choice in chunk.choices[:1]:
                    finished = finished or choice.finish_reason is not None
                    if text := choice.delta.content:
                        length += len(text)
                        yield text
                if length > request.max_tokens * _LONGEST_TOKEN:
                    raise _fault(ModelFault.OUTPUT_ENDLESS, "it wrote on and on")
        if not finished:
            raise _fault(ModelFault.STREAM_CUT, "its output broke off in the middle")

    async def _open(self, request: GenerationRequest) -> openai.AsyncStream[ChatCompletionChunk]:
        """Begin a request; once more without the output format for a service that does not know it."""
        constrained = request.output_format is not None and self._takes_schema
        try:
            return await self._create(request, constrained=constrained)
        except openai.APIStatusError as error:
            if not constrained or error.status_code not in {400, 422} or _is_too_long(error):
                raise
            stream = await self._create(request, constrained=False)
            self._takes_schema = False
            return stream

    async def _create(
        self, request: GenerationRequest, *, constrained: bool
    ) -> openai.AsyncStream[ChatCompletionChunk]:
        body: dict[str, Any] = {  # Any: JSON
            "model": self.endpoint.model,
            "messages": [{"role": item.role, "content": item.content} for item in request.messages],
            "max_tokens": request.max_tokens,
            "temperature": 0.0,
            "seed": request.seed,
            "stream": True,
        }
        if request.stop:
            body["stop"] = list(request.stop)
        if constrained:
            body |= self._constraint(request)
        stream: openai.AsyncStream[ChatCompletionChunk] = await self._opened_client().chat.completions.create(
            **body
        )
        return stream

    def _constraint(self, request: GenerationRequest) -> dict[str, Any]:  # Any: JSON
        wanted = request.output_format
        assert wanted is not None
        if self.endpoint.takes_grammar:
            return {"extra_body": {"grammar": wanted.grammar}}
        schema = {"name": wanted.name, "schema": wanted.json_schema, "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}

    def _opened_client(self) -> AsyncOpenAI:
        """The client; made on the loop that uses it."""
        if self._client is None:
            where, key = self.endpoint, self.endpoint.api_key
            transport = None if where.socket is None else httpx2.AsyncHTTPTransport(uds=where.socket)
            self._client = AsyncOpenAI(
                base_url=where.base_url,
                # The client insists on a key; a service without one does not look at it.
                api_key=key.get_secret_value() if key else "none",
                max_retries=where.max_retries,
                timeout=httpx2.Timeout(None, connect=_CONNECT_S),
                http_client=httpx2.AsyncClient(transport=transport) if transport else None,
            )
        return self._client


def _next_piece(pieces: "SimpleQueue[str | BaseException | None]", cancelled: Cancelled) -> str | None:
    """Wait for the next piece; None at the end.

    Raises:
        LanguageModelError: If that is what came.
        GenerationCancelledError: If the caller no longer waits.
    """
    while not cancelled():
        try:
            piece = pieces.get(timeout=_ASK_EVERY_S)
        except Empty:
            continue
        if isinstance(piece, BaseException):
            raise piece
        return piece
    raise GenerationCancelledError


def _explained(error: Exception) -> Exception:
    """What went wrong, in our terms; an error that is a mistake of ours stays as it is."""
    if isinstance(error, LanguageModelError):
        return error
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return _fault(ModelFault.TIMEOUT, "it was not done in time", "allow more with SUMMIT_LLM_TIMEOUT_S")
    if isinstance(error, openai.APIStatusError):
        return _refusal(error)
    if isinstance(error, openai.APIConnectionError):
        broke = isinstance(error.__cause__, httpx2.RemoteProtocolError | httpx2.ReadError)
        if broke:
            return _fault(ModelFault.STREAM_CUT, "its output broke off in the middle")
        return _fault(ModelFault.UNREACHABLE, "it cannot be reached", "see that it runs; check the address")
    if isinstance(error, openai.APIError | ValueError | AttributeError | TypeError):
        # An error inside the stream, or chunks that are not what the wire format says.
        return _fault(ModelFault.FAILED, f"it sent what cannot be read ({type(error).__name__})")
    return error


def _refusal(error: openai.APIStatusError) -> LanguageModelError:
    status = error.status_code
    if status in {401, 403}:
        return _fault(ModelFault.UNAUTHORISED, f"it refused the key ({status})", "check SUMMIT_LLM_API_KEY")
    if status == 429:
        return _fault(ModelFault.RATE_LIMITED, "it gets too many requests (429)", "ask again later")
    if _is_too_long(error):
        return _fault(ModelFault.PROMPT_TOO_LONG, "the prompt is longer than its context", "ask for less")
    if status < 500:
        return _fault(ModelFault.REFUSED, f"it did not take the request ({status})", "check SUMMIT_LLM_MODEL")
    return _fault(ModelFault.FAILED, f"it failed ({status})")


def _is_too_long(error: openai.APIStatusError) -> bool:
    told = f"{error.code or ''} {error.type or ''} {error.message}"
    return error.status_code in {400, 413, 422} and _TOO_LONG.search(told) is not None


def _fault(fault: ModelFault, detail: str, next_step: str = "see the log of the model") -> LanguageModelError:
    return LanguageModelError(fault, detail, next_step=next_step)
