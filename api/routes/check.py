"""Checking any text against the documents."""

from fastapi import APIRouter

from api.bodies import CheckBody
from api.check_schemas import CheckOut
from api.check_wire import check_out
from api.dependencies import PartsDep, ServiceDep
from api.routes.responses import problems
from api.wire import language_from

__all__ = ["router"]

router = APIRouter(tags=["questions"])


@router.post("/api/v1/check", responses=problems(400, 413, 415, 422))
async def check(body: CheckBody, service: ServiceDep, parts: PartsDep) -> CheckOut:
    """Say of each sentence of a text whether the documents bear it out, contradict it, or do not speak of it.

    Needs no language model. `supported`; `contradicted`, with what differs; `partial`: a part of it, or a detail,
    is in no document; `absent`. Everything but `absent` comes with the quote that decided.
    """
    language = language_from(body.language)
    checked = await parts.workers.run(
        lambda: service.engine.check(body.text, language=language, second_reading=body.second_reading)
    )
    parts.metrics.observe_stages(checked.timings_ms)
    return check_out(checked)
