"""Finding passages without an answer."""

from fastapi import APIRouter

from api.bodies import SearchBody
from api.dependencies import PartsDep, ServiceDep
from api.routes.responses import problems
from api.schemas import SearchOut
from api.wire import filters_from, language_from, search_out

__all__ = ["router"]

router = APIRouter(tags=["questions"])


@router.post("/api/v1/search", responses=problems(400, 413, 415, 422))
async def search(body: SearchBody, service: ServiceDep, parts: PartsDep) -> SearchOut:
    """Find the passages that meet a question best."""
    language, filters = language_from(body.language), filters_from(body.filters)
    result = await parts.workers.run(
        lambda: service.engine.search(body.question, language=language, filters=filters, top_k=body.top_k)
    )
    parts.metrics.observe_stages(result.timings_ms)
    return search_out(result)
