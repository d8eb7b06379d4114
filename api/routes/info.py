"""What is running."""

from collections.abc import Mapping

from fastapi import APIRouter, Request

from api.dependencies import PartsDep, ServiceDep
from api.routes.responses import problems
from api.schemas import EmbedderOut, InfoOut, LanguageModelOut, LimitsOut, SuggestionOut
from api.service import Service
from api.settings import ServerSettings
from api.version import VERSION
from corpus.model import Language
from corpus.questions import first_questions
from rag.check_input import MAX_CHECK_CHARS, MAX_CHECK_SENTENCES
from rag.question import MAX_QUESTION_CHARS

__all__ = ["router"]

router = APIRouter(tags=["service"])


@router.get("/api/v1/info", responses=problems())
def info(request: Request, service: ServiceDep, parts: PartsDep) -> InfoOut:
    """Describe the service: version, languages, index, model, what it can do, limits."""
    model = service.language_model()
    return InfoOut(
        name="summit",
        version=VERSION,
        languages=[language.value for language in Language],
        documents=len(service.engine.documents),
        index_generation=service.index.generation,
        embedder=EmbedderOut(name=service.index.embedder, revision=service.index.embedder_revision),
        language_model=None if model is None else LanguageModelOut(name=model.name, fault=model.fault),
        modes=["extractive"] if model is None else ["extractive", "written"],
        actions=_actions(request.app.openapi()["paths"]),
        suggestions=[
            SuggestionOut(text=question.text, language=question.language.value)
            for question in first_questions(service.engine.documents)
        ],
        limits=_limits(parts.settings),
        warnings=_warnings(service),
    )


def _actions(paths: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The names of what is posted to, from the description that the service gives of itself."""
    prefix = "/api/v1/"
    return sorted(
        path.removeprefix(prefix)
        for path, methods in paths.items()
        if "post" in methods and path.startswith(prefix) and "/" not in path.removeprefix(prefix)
    )


def _limits(settings: ServerSettings) -> LimitsOut:
    return LimitsOut(
        question_chars=MAX_QUESTION_CHARS,
        check_chars=MAX_CHECK_CHARS,
        check_sentences=MAX_CHECK_SENTENCES,
        body_bytes=settings.max_body_bytes,
        top_k=50,
        history_turns=20,
        max_concurrent=settings.max_concurrent,
        max_queued=settings.max_queued,
    )


def _warnings(service: Service) -> list[str]:
    number = service.index.generation
    return [
        f"generation {number} of the index stands in for a newer one: {problem}"
        for problem in service.index.problems
    ]
