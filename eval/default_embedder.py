"""The model that the settings name, for what needs a model and no engine."""

from collections.abc import Callable

from index.embedding import open_embedder
from index.embedding.protocol import Embedder
from index.models.build import build_default_model
from index.models.folder import MODEL_NAME
from rag.settings import EngineSettings

__all__ = ["open_default_embedder"]

Progress = Callable[[str, int, int], None]


def open_default_embedder(threads: int, progress: Progress | None = None) -> Embedder:
    """The model that the settings name, built if it is the built-in one and missing."""
    settings = EngineSettings()
    if settings.embedding.model == MODEL_NAME:
        report = progress or _silent
        build_default_model(
            settings.models_dir, progress=lambda _, share: report("model", round(share * 100), 100)
        )
    config = settings.embedding.model_copy(update={"threads": threads})
    return open_embedder(config, models_dir=settings.models_dir)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
