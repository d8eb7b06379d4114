"""Asking a question."""

from fastapi import APIRouter, Response
from starlette.responses import StreamingResponse

from api.bodies import AskBody
from api.dependencies import PartsDep, ServiceDep
from api.routes.responses import problems
from api.schemas import AnswerOut
from api.sse import answer_events
from api.wire import answer_out, ask_request, sources_out

__all__ = ["router"]

router = APIRouter(tags=["questions"])

_STREAM = "text/event-stream"
_RESPONSES = problems(400, 413, 415, 422) | {
    200: {
        "description": "The answer; with `stream`, as events `meta`, `status`, `sources`, `delta`…,"
        " `citation`…, `done`, of which `done` holds the whole answer.",
        "content": {_STREAM: {"schema": {"type": "string"}}},
    }
}


@router.post("/api/v1/ask", response_model=AnswerOut, responses=_RESPONSES)
async def ask(body: AskBody, service: ServiceDep, parts: PartsDep) -> AnswerOut | Response:
    """Answer a question from the documents, with citations to the character.

    That the documents do not say is an answer, too: status `no_answer`, no citations, the closest passages.
    """
    request = ask_request(body)
    answer = await parts.workers.run(lambda: service.engine.ask(request))
    parts.metrics.observe_answer(answer)
    out = answer_out(answer, body.include)
    if not body.stream:
        return out
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        answer_events(answer, out, sources_out(answer)), headers=headers, media_type=_STREAM
    )
