"""Any sentence-transformers model behind the same protocol as the built-in one.

torch is imported when such a model is opened, and not before: it takes ten seconds and half a gigabyte, which
the built-in model does not need.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DataError, InvalidInputError
from index.embedding.onnx_e5 import unit_rows
from index.embedding.pieces import MAX_CHARS_PER_TOKEN, encodable, own_tokens
from index.embedding.protocol import EmbedderSpec, Encoded, TokenMatrix

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor

__all__ = ["SentenceTransformerEmbedder"]

_BATCH_TEXTS: Final = 16


class SentenceTransformerEmbedder:
    """Encodes texts with a sentence-transformers model.

    Prefixes are the model's own prompts: `query`, and `passage` or `document`; none where it has none. Texts
    are encoded in padded batches, so that vectors of equal texts may differ in the last bits of float32.

    Args:
        model: Name of a model or path of its folder.
        threads: Processor threads of torch, in the whole process.

    Raises:
        DataError: `model_missing`, if there is no such model or it cannot be loaded.
        InvalidInputError: `model_unsupported`, if its tokenizer does not tell offsets.
    """

    def __init__(self, model: str, *, threads: int = 1) -> None:
        self._model = _load(model, threads)
        if not getattr(self._model.tokenizer, "is_fast", False):
            raise InvalidInputError(
                "model_unsupported",
                f"the tokenizer of {model} does not tell which characters a token stands for",
                next_step="choose a model with a fast tokenizer",
            )
        prompts = self._model.prompts
        self._spec = EmbedderSpec(
            name=Path(model).name if Path(model).is_dir() else model,
            revision=_revision(self._model),
            dimension=len(self._model.encode("", prompt="", show_progress_bar=False)),
            max_tokens=int(self._model.max_seq_length or self._model.tokenizer.model_max_length),
            query_prefix=prompts.get("query") or "",
            passage_prefix=prompts.get("passage") or prompts.get("document") or "",
        )

    @property
    def spec(self) -> EmbedderSpec:
        """What the vectors depend on."""
        return self._spec

    def encode_queries(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode questions, in the order given."""
        return self._encode_all(self._spec.query_prefix, texts)

    def encode_passages(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode passages, in the order given."""
        return self._encode_all(self._spec.passage_prefix, texts)

    def _encode_all(self, prefix: str, texts: Sequence[str]) -> list[Encoded]:
        longest = self._spec.max_tokens * MAX_CHARS_PER_TOKEN
        clean = [encodable(text[:longest]) for text in texts]
        # sentence-transformers sorts by length itself and returns the order given.
        outputs = self._model.encode(
            [prefix + text for text in clean],
            prompt="",
            batch_size=_BATCH_TEXTS,
            output_value=None,
            convert_to_numpy=False,
            show_progress_bar=False,
        )
        # Its declared type leaves out what `output_value=None` gives: everything, one dictionary a text.
        features = cast("list[dict[str, Tensor]]", outputs)
        return [self._encoded(prefix, text, output) for text, output in zip(clean, features, strict=True)]

    def _encoded(self, prefix: str, text: str, output: "dict[str, Tensor]") -> Encoded:
        real = output["attention_mask"].bool()
        hidden = _array(output["token_embeddings"][real])
        tokenised = self._model.tokenizer(
            prefix + text,
            truncation=True,
            max_length=self._spec.max_tokens,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        content = ~np.array(tokenised["special_tokens_mask"], dtype=bool)
        ids = np.array(tokenised["input_ids"], dtype=np.int32)[content]
        offsets = np.array(tokenised["offset_mapping"], dtype=np.int64).reshape(-1, 2)[content]
        first, spans = own_tokens(text, offsets - len(prefix))
        tokens = TokenMatrix(unit_rows(hidden[content][first:]), spans, ids[first:])
        return Encoded(unit_rows(_array(output["sentence_embedding"])[None])[0], tokens)


def _load(model: str, threads: int) -> "SentenceTransformer":
    import torch  # here and not above: see the module's docstring
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(threads)
    try:
        return SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise DataError(
            "model_missing",
            f"the sentence-transformers model {model} cannot be loaded ({error})",
            next_step="check the name or folder of the embedding model",
        ) from error


def _revision(model: "SentenceTransformer") -> str:
    """Return 16 hex digits over all weights and the tokenizer."""
    digest = hashlib.sha256(model.tokenizer.backend_tokenizer.to_str().encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(_array(tensor).tobytes())
    return digest.hexdigest()[:16]


def _array(tensor: "Tensor") -> NDArray[np.float32]:
    array: NDArray[np.float32] = tensor.detach().float().cpu().numpy()
    return array
