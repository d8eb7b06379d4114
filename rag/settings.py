"""The settings of the engine, read once from the environment and passed in."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from index.chunking import ChunkingConfig
from index.embedding import EmbeddingConfig
from index.retriever import RetrievalConfig
from rag.models.opening import LanguageModelSettings

__all__ = ["EngineSettings"]


class EngineSettings(LanguageModelSettings):
    """Everything that decides how questions are answered.

    Read from variables such as `SUMMIT_DATA_DIR` and `SUMMIT_EMBEDDING__MODEL`.
    """

    model_config = SettingsConfigDict(
        env_prefix="SUMMIT_", env_nested_delimiter="__", frozen=True, extra="forbid"
    )

    data_dir: Path = Field(default=Path("data"), description="Where the record, the index and models are.")
    embedding: EmbeddingConfig = EmbeddingConfig()
    chunking: ChunkingConfig = ChunkingConfig()
    retrieval: RetrievalConfig = RetrievalConfig()

    @property
    def models_dir(self) -> Path:
        """Where built models are kept."""
        return self.data_dir / "models"
