"""The built-in embedder: multilingual-e5-small on onnxruntime, without torch.

Each text is a run of its own. There is no padding to pay for, and a vector cannot depend on its neighbours in
a batch, so the same text gives the same bytes every time. On one core a run of one short text is already
limited by arithmetic; more cores are used by encoding several texts side by side, each on one thread.

The word-embedding table (250,037 rows) is mapped from disk and only the rows that a text needs are read,
exactly as the 4-bit file holds them. See `index.models.onnx_graph` for what happens to the weights of the
layers.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from corpus.errors import DataError
from index.embedding.pieces import PieceTokenizer
from index.embedding.protocol import EmbedderSpec, Encoded, TokenMatrix
from index.models.folder import ModelFolder
from index.models.q4_blocks import BLOCK_DTYPE, BLOCK_VALUES, dequantise_blocks

__all__ = ["OnnxE5Embedder", "unit_rows"]

_ERRORS_ONLY: Final = 3
_SMALLEST_LENGTH: Final = 1e-12


class OnnxE5Embedder:
    """Encodes texts with the built-in model; may be shared between threads.

    Args:
        folder: The model.
        threads: Texts encoded side by side; vectors do not depend on it.

    Raises:
        ValueError: If threads is less than 1.
        DataError: `model_damaged`, if onnxruntime or sentencepiece cannot load a file.
    """

    def __init__(self, folder: ModelFolder, *, threads: int = 1) -> None:
        if threads < 1:
            raise ValueError(f"threads must be at least 1, not {threads}")
        manifest = folder.manifest
        self._threads = threads
        self._bos, self._eos = manifest.bos_id, manifest.eos_id
        self._spec = EmbedderSpec(
            name=manifest.name,
            revision=manifest.revision,
            dimension=manifest.dimension,
            max_tokens=manifest.max_tokens,
            query_prefix=manifest.query_prefix,
            passage_prefix=manifest.passage_prefix,
        )
        shape = (manifest.vocabulary, manifest.dimension // BLOCK_VALUES)
        try:
            # Two pieces of the model's input are the special tokens around the text.
            self._tokenizer = PieceTokenizer(folder.tokenizer, max_pieces=manifest.max_tokens - 2)
            self._words = np.memmap(folder.word_embeddings, dtype=BLOCK_DTYPE, mode="r", shape=shape)
            self._session = _open_session(folder)
        except Exception as error:  # onnxruntime and sentencepiece raise classes of their own, without a base
            raise DataError(
                "model_damaged",
                f"the model in {folder.path} cannot be loaded ({error})",
                next_step="run `summit models build`",
            ) from error

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
        encode = partial(self._encode, prefix)
        if self._threads == 1 or len(texts) < 2:
            return [encode(text) for text in texts]
        with ThreadPoolExecutor(min(self._threads, len(texts))) as pool:
            return list(pool.map(encode, texts))

    def _encode(self, prefix: str, text: str) -> Encoded:
        pieces = self._tokenizer.cut(prefix, text)
        hidden = self._hidden_states(np.concatenate([[self._bos], pieces.ids, [self._eos]]))
        own = slice(pieces.first + 1, -1)  # +1 for the special token in front
        tokens = TokenMatrix(unit_rows(hidden[own]), pieces.spans, pieces.ids[pieces.first :])
        return Encoded(unit_rows(hidden.mean(axis=0, keepdims=True))[0], tokens)

    def _hidden_states(self, ids: NDArray[np.integer]) -> NDArray[np.float32]:
        (hidden,) = self._session.run(None, {"embeddings": dequantise_blocks(self._words[ids])})
        states: NDArray[np.float32] = hidden
        return states


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale the rows of a (n, dim) matrix to length 1."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = vectors / np.maximum(lengths, np.float32(_SMALLEST_LENGTH))
    return scaled


def _open_session(folder: ModelFolder) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Idle threads must not burn the processor that other requests need.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    options.log_severity_level = _ERRORS_ONLY
    # The graph is made of the operators that ran fastest; further fusing would undo some of that.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(folder.encoder, options, providers=["CPUExecutionProvider"])
