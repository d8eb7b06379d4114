"""Whether the process lives, whether it can answer, and what it counts."""

from fastapi import APIRouter, Response
from starlette.responses import PlainTextResponse

from api.dependencies import PartsDep, ServiceDep
from api.metrics import CONTENT_TYPE
from api.routes.responses import problems
from api.schemas import ReadyOut

__all__ = ["router"]

router = APIRouter(tags=["health"])


@router.get("/livez")
async def livez() -> ReadyOut:
    """Say that the process lives."""
    return ReadyOut(status="live")


@router.get("/readyz", responses={503: problems()[503]})
async def readyz(service: ServiceDep) -> ReadyOut:
    """Say whether questions can be answered; otherwise a problem says why not."""
    return ReadyOut(status="ready")


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(parts: PartsDep) -> Response:
    """Give the metrics in the text format of Prometheus."""
    return Response(parts.metrics.text(), headers={"Content-Type": CONTENT_TYPE})
