"""The served graph computes the same network as the float32 weights."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from index.models.folder import ModelFolder
from index.models.onnx_graph import INPUT, OUTPUT


@pytest.fixture(scope="module")
def session(default_model_folder: ModelFolder) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(default_model_folder.encoder, providers=["CPUExecutionProvider"])


def test_the_interface_is_one_text_of_any_length(session: onnxruntime.InferenceSession) -> None:
    assert [(found.name, found.shape) for found in session.get_inputs()] == [(INPUT, ["tokens", 384])]
    assert [(found.name, found.shape) for found in session.get_outputs()] == [(OUTPUT, ["tokens", 384])]


@pytest.mark.parametrize("tokens", [1, 2, 17, 512])
def test_every_length_up_to_the_limit_runs(session: onnxruntime.InferenceSession, tokens: int) -> None:
    embeddings = np.random.default_rng(tokens).normal(0, 0.05, (tokens, 384)).astype(np.float32)
    (hidden,) = session.run(None, {INPUT: embeddings})
    assert hidden.shape == (tokens, 384)
    assert np.isfinite(hidden).all()


def test_rows_of_zeros_do_not_become_nan(session: onnxruntime.InferenceSession) -> None:
    (hidden,) = session.run(None, {INPUT: np.zeros((3, 384), dtype=np.float32)})
    assert np.isfinite(hidden).all()


def test_the_products_are_computed_in_int8(default_model_folder: ModelFolder) -> None:
    model = onnx.load(default_model_folder.encoder)
    operators = [node.op_type for node in model.graph.node]
    # Four in each of twelve layers: query-key-value, attention output, feed-forward in and out.
    assert operators.count("MatMulIntegerToFloat") == 48
    assert "MatMul" not in operators
    largest = {c.name for c in model.graph.initializer if c.data_type == onnx.TensorProto.INT8}
    assert len(largest) == 48


def test_the_file_holds_no_path_of_the_machine_it_was_made_on(default_model_folder: ModelFolder) -> None:
    assert str(Path.home()).encode() not in default_model_folder.encoder.read_bytes()
