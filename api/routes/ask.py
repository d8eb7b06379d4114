"""Asking a question."""

from fastapi import APIRouter, Request, Response

from api.asking import answer_steps, ask_while_listening, while_listening
from api.bodies import AskBody
from api.dependencies import PartsDep, ServiceDep
from api.routes.responses import problems
from api.schemas import AnswerOut
from api.sse import EVENT_STREAM, EventStream, answer_events
from api.wire import answer_out, ask_request

__all__ = ["router"]

router = APIRouter(tags=["questions"])

_RESPONSES = problems(400, 413, 415, 422) | {
    200: {
        "description": "The answer; with `stream`, as events `meta`, `status`, `sources`, `delta`…,"
        " `citation`…, `done`, of which `done` holds the whole answer; or `error`.",
        "content": {EVENT_STREAM: {"schema": {"type": "string"}}},
    }
}


@router.post("/api/v1/ask", response_model=AnswerOut, responses=_RESPONSES)
async def ask(http: Request, body: AskBody, service: ServiceDep, parts: PartsDep) -> AnswerOut | Response:
    """Answer a question from the documents, with citations to the character.

    That the documents do not say is an answer, too: status `no_answer`, no citations, the closest passages.
    """
    request = ask_request(body)
    if not body.stream:
        answer = await ask_while_listening(http, service.engine, parts, request)
        return answer_out(answer, body.include)
    steps = answer_steps(service.engine, parts, request)
    first = await while_listening(http, anext(steps))
    return EventStream(answer_events(first, steps, body.include, http.scope))
