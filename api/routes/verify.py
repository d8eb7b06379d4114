"""Looking a citation up again."""

from fastapi import APIRouter

from api.bodies import VerifyBody
from api.dependencies import PartsDep, ServiceDep
from api.routes.responses import problems
from api.schemas import VerificationOut
from api.wire import verification_out

__all__ = ["router"]

router = APIRouter(tags=["documents"])


@router.post("/api/v1/verify", responses=problems(400, 413, 415, 422))
async def verify(body: VerifyBody, service: ServiceDep, parts: PartsDep) -> VerificationOut:
    """Say whether a citation still holds: `valid`, `moved`, `changed`, or `missing` with its document."""
    return verification_out(
        await parts.workers.run(
            lambda: service.engine.verify(
                body.doc_id, body.char_start, body.char_end, body.quote, body.text_sha256
            )
        )
    )
