"""From the settings to a language model, if one is configured."""

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings

from corpus.errors import DataError
from rag.models.catalogue import CATALOGUE, known_model
from rag.models.protocol import LanguageModel, LanguageModelError, ModelFault
from rag.models.store import open_stored

__all__ = ["LanguageModelSettings", "open_language_model"]

_FAULTS = {"llm_model_missing": ModelFault.MODEL_MISSING, "llm_model_damaged": ModelFault.MODEL_DAMAGED}


class LanguageModelSettings(BaseSettings):
    """Which language model writes answers; none unless `llm_model` is set."""

    llm_base_url: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="Address of an OpenAI-compatible endpoint, with its `/v1`.",
    )
    llm_api_key: SecretStr | None = Field(default=None, min_length=1, description="Key for that endpoint.")
    llm_model: str | None = Field(
        default=None,
        min_length=1,
        description="The endpoint's name of the language model that writes answers; without an endpoint,"
        f" {' or '.join(f'`{model.name}`' for model in CATALOGUE)}, or the path of a GGUF file.",
    )
    llm_timeout_s: float = Field(
        default=120.0, gt=0, le=3600, description="Longest time for all that the model writes for one answer."
    )
    llm_context_tokens: int = Field(
        default=4096, ge=1024, le=1_000_000, description="Tokens that prompt and output may have together."
    )

    @model_validator(mode="after")
    def _require_model(self) -> Self:
        if self.llm_base_url is not None and self.llm_model is None:
            raise ValueError("llm_base_url is set and llm_model is not")
        return self


def open_language_model(settings: LanguageModelSettings, models_dir: Path) -> LanguageModel | None:
    """The model that is configured; None if none is.

    Nothing is connected to or started before the first text is asked for.

    Raises:
        LanguageModelError: If its file is missing or damaged.
        InvalidInputError: `llm_model_unknown`.
    """
    if settings.llm_model is None:
        return None
    # The client of an endpoint takes most of a second to load, and most commands need no model.
    if settings.llm_base_url is not None:
        return _endpoint(settings, settings.llm_base_url, settings.llm_model)
    return _embedded(settings, settings.llm_model, models_dir)


def _endpoint(settings: LanguageModelSettings, base_url: str, model: str) -> LanguageModel:
    from rag.models.endpoint import Endpoint, EndpointModel

    where = Endpoint(base_url, model, settings.llm_api_key, settings.llm_context_tokens)
    return EndpointModel(where)


def _embedded(settings: LanguageModelSettings, name: str, models_dir: Path) -> LanguageModel:
    from rag.models.embedded import EmbeddedModel

    path = Path(name)
    if path.suffix == ".gguf":
        if not path.is_file():
            raise LanguageModelError(
                ModelFault.MODEL_MISSING, f"there is no file {path}", next_step="correct SUMMIT_LLM_MODEL"
            )
        return EmbeddedModel(path.stem, path, settings.llm_context_tokens)
    try:
        stored = open_stored(known_model(name), models_dir)
    except DataError as error:
        raise LanguageModelError(_FAULTS[error.code], error.detail, next_step=error.next_step) from error
    return EmbeddedModel(name, stored.file, settings.llm_context_tokens)
