"""Whether the process lives, whether it can answer, and what it counts."""

from fastapi import APIRouter, Response

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


@router.get("/readyz", responses=problems())
async def readyz(service: ServiceDep) -> ReadyOut:
    """Say whether questions can be answered; otherwise a problem says why not."""
    return ReadyOut(status="ready")


@router.get("/metrics", response_class=Response)
async def metrics(parts: PartsDep) -> Response:
    """Give the metrics in the text format of Prometheus."""
    return Response(parts.metrics.text(), headers={"Content-Type": CONTENT_TYPE})
