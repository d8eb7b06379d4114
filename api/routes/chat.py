"""OpenAI's wire format: the names to ask under, and chat completions."""

import time

from fastapi import APIRouter, Request, Response

from api.asking import answer_steps, ask_while_listening, while_listening
from api.chat_bodies import ChatBody
from api.chat_schemas import ChatModelOut, ChatModelsOut, CompletionOut
from api.chat_stream import chunk_events
from api.chat_wire import CHAT_MODELS, chat_request, completion_of, mode_of
from api.dependencies import PartsDep, ServiceDep
from api.routes.responses import openai_errors
from api.sse import EVENT_STREAM, EventStream

__all__ = ["router"]

router = APIRouter(tags=["OpenAI"])

_RESPONSES = openai_errors(400, 404, 413, 415) | {
    200: {
        "description": "The answer; with `stream`, as chunks and `[DONE]`.",
        "content": {EVENT_STREAM: {"schema": {"type": "string"}}},
    }
}


@router.get("/v1/models", responses=openai_errors())
def models() -> ChatModelsOut:
    """List the names to ask under."""
    return ChatModelsOut(data=[ChatModelOut(id=name) for name in CHAT_MODELS])


@router.get("/v1/models/{model}", responses=openai_errors(404))
def model(model: str) -> ChatModelOut:
    """Look up one of the names."""
    mode_of(model)
    return ChatModelOut(id=model)


@router.post("/v1/chat/completions", response_model=CompletionOut, responses=_RESPONSES)
async def chat(
    http: Request, body: ChatBody, service: ServiceDep, parts: PartsDep
) -> CompletionOut | Response:
    """Answer the last message from the documents, with citations to the character.

    `annotations` hold the citations as OpenAI has them, `summit` the whole answer as `/api/v1/ask` gives it.
    """
    request, created, base_url = chat_request(body), int(time.time()), str(http.base_url)
    if not body.stream:
        answer = await ask_while_listening(http, service.engine, parts, request)
        return completion_of(answer, body.model, created, base_url)
    steps = answer_steps(service.engine, parts, request)
    first = await while_listening(http, anext(steps))
    return EventStream(chunk_events(first, steps, body.model, created, base_url, http.scope))
