"""What routes ask for: the service, the workers, the metrics, the settings of the app they belong to."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.metrics import Metrics
from api.opening import ServiceHolder
from api.service import Service
from api.settings import ServerSettings
from api.workers import Workers

__all__ = ["Parts", "PartsDep", "ServiceDep"]


@dataclass(frozen=True, slots=True)
class Parts:
    """What an app is made of."""

    settings: ServerSettings
    holder: ServiceHolder
    workers: Workers
    metrics: Metrics


def _parts(request: Request) -> Parts:
    parts = request.app.state.parts
    assert isinstance(parts, Parts)
    return parts


PartsDep = Annotated[Parts, Depends(_parts)]


def _service(parts: PartsDep) -> Service:
    return parts.holder.get()


ServiceDep = Annotated[Service, Depends(_service)]
