"""Turning texts into vectors: the protocol, the built-in model, and any sentence-transformers model.

Importing this package does not import torch; only opening a sentence-transformers model does.
"""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from index.embedding.onnx_e5 import OnnxE5Embedder
from index.embedding.protocol import Embedder, EmbedderSpec, Encoded, TokenMatrix
from index.embedding.sentence_transformer import SentenceTransformerEmbedder
from index.models.folder import MODEL_NAME, open_model

__all__ = ["Embedder", "EmbedderSpec", "EmbeddingConfig", "Encoded", "TokenMatrix", "open_embedder"]


class EmbeddingConfig(BaseModel):
    """Which model embeds."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    model: str = Field(
        default=MODEL_NAME,
        min_length=1,
        description="The built-in model, or the name or folder of a sentence-transformers model.",
    )
    threads: int = Field(default=1, ge=1, description="Processor threads; vectors do not depend on it.")


def open_embedder(config: EmbeddingConfig, *, models_dir: Path) -> Embedder:
    """Open the embedder that the settings ask for.

    Args:
        config: Which model.
        models_dir: Where built models are; only the built-in model is looked for there.

    Raises:
        DataError: `model_missing` or `model_damaged`.
    """
    if config.model == MODEL_NAME:
        return OnnxE5Embedder(open_model(models_dir), threads=config.threads)
    return SentenceTransformerEmbedder(config.model, threads=config.threads)
