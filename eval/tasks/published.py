"""What others published on the same sets, and the licence of each pack.

No figure here was computed by this project unless its name says so. The packs are shares of the sets, so a
published figure is a point of orientation and no contest on equal questions.
"""

from collections.abc import Mapping

from corpus.model import Language
from eval.tasks.rows import Reference

__all__ = [
    "LICENCES",
    "NOMIRACL",
    "OCNLI",
    "RAMDOCS",
    "RGB_FALSE_DOCUMENTS",
    "RGB_FLAGGED",
    "RGB_INTEGRATION",
    "RGB_NOISE",
    "RGB_REJECTION",
    "TATOEBA",
    "WICE_F1",
]

# RGB (Chen et al., AAAI 2024, arXiv 2309.01431), tables 1, 3, 5 and 7, in percent there; on the first
# release of the data, five documents a question.
_NOISE_TABLE = {
    Language.EN: {
        "ChatGPT": (0.9633, 0.9467, 0.94, 0.90, 0.76),
        "Qwen-7B-Chat": (0.9433, 0.9167, 0.91, 0.8767, 0.7367),
        "ChatGLM-6B": (0.9367, 0.9067, 0.8933, 0.8467, 0.7067),
    },
    Language.ZH: {
        "ChatGPT": (0.9567, 0.9467, 0.91, 0.8767, 0.7067),
        "Qwen-7B-Chat": (0.94, 0.9233, 0.88, 0.8433, 0.6867),
        "ChatGLM-6B": (0.9433, 0.9067, 0.89, 0.8233, 0.69),
    },
}
RGB_NOISE: Mapping[Language, tuple[tuple[Reference, ...], ...]] = {
    language: tuple(
        tuple(Reference(name, values[level]) for name, values in table.items()) for level in range(5)
    )
    for language, table in _NOISE_TABLE.items()
}
"""Accuracy by the number of negative documents among five, 0 to 4."""

RGB_REJECTION: Mapping[Language, tuple[Reference, ...]] = {
    Language.EN: (
        Reference("ChatGPT, judged", 0.45),
        Reference("ChatGLM2-6B, judged", 0.4133),
        Reference("Qwen-7B-Chat, judged", 0.3567),
    ),
    Language.ZH: (
        Reference("ChatGPT, judged", 0.4333),
        Reference("ChatGLM2-6B, judged", 0.3633),
        Reference("Qwen-7B-Chat, judged", 0.2533),
    ),
}
"""Share of questions that were rejected, negative documents only."""

RGB_INTEGRATION: tuple[tuple[Reference, ...], ...] = (
    (Reference("ChatGPT", 0.63), Reference("Qwen-7B-Chat", 0.67)),
    (Reference("ChatGPT", 0.58), Reference("Qwen-7B-Chat", 0.56)),
    (Reference("ChatGPT", 0.47), Reference("Qwen-7B-Chat", 0.55)),
)
"""Accuracy in Chinese by the number of negative documents, 0 to 2."""

RGB_FALSE_DOCUMENTS: Mapping[Language, tuple[Reference, ...]] = {
    Language.ZH: (Reference("ChatGPT", 0.17), Reference("Qwen-7B-Chat", 0.12)),
    Language.EN: (Reference("ChatGPT", 0.09),),
}
"""Accuracy where every document that answers does so falsely."""

RGB_FLAGGED: Mapping[Language, tuple[Reference, ...]] = {
    Language.ZH: (Reference("ChatGPT, judged", 0.03), Reference("Qwen-7B-Chat, judged", 0.04)),
    Language.EN: (Reference("ChatGPT, judged", 0.07),),
}
"""Share of questions where the error in the documents was named."""

# NoMIRACL (Thakur et al., arXiv 2312.11361), from the outputs in its repository, invalid answers left out:
# answered where no passage is relevant, refused where one is.
_NOMIRACL_TABLE = {
    Language.ZH: {
        "GPT-4": (0.436, 0.044),
        "GPT-3.5": (0.564, 0.044),
        "Mixtral-8x7B": (0.227, 0.237),
        "Mistral-7B-v0.2": (0.069, 0.675),
    },
    Language.EN: {
        "GPT-4": (0.427, 0.048),
        "GPT-3.5": (0.448, 0.081),
        "Mixtral-8x7B": (0.275, 0.207),
        "Mistral-7B-v0.2": (0.066, 0.634),
    },
}
NOMIRACL: Mapping[Language, Mapping[str, tuple[Reference, ...]]] = {
    language: {
        "answered": tuple(Reference(name, pair[0], compared=False) for name, pair in table.items()),
        "refused": tuple(Reference(name, pair[1], compared=False) for name, pair in table.items()),
        "balanced": tuple(Reference(name, round(1 - sum(pair) / 2, 4)) for name, pair in table.items()),
    }
    for language, table in _NOMIRACL_TABLE.items()
}
"""By language; `balanced` is the mean of the two rates of right decisions."""

RAMDOCS = (Reference("Llama-3.3-70B, documents in one prompt", 0.326),)
"""Exact match (arXiv 2504.13079)."""

OCNLI = (
    Reference("BERT-base, trained on it", 0.745),
    Reference("RoBERTa-large-wwm, trained on it", 0.788),
    Reference("people (test set)", 0.903, compared=False),
)
"""Accuracy on the development set, from its repository."""

WICE_F1 = (
    Reference("GPT-3.5", 0.39),
    Reference("GPT-4", 0.61),
    Reference("T5-3B, trained on it", 0.78),
)
"""F1 of “supported”, from the evaluation files in its repository."""

TATOEBA = (
    Reference("multilingual-e5-small at full precision, F1 of MTEB", 0.902),
    Reference("static-similarity-mrl-multilingual-v1, F1 of MTEB", 0.90),
    Reference("potion-multilingual-128M, F1 of MTEB", 0.617),
    Reference("bge-m3 (larger), F1 of MTEB", 0.953, compared=False),
    Reference("Qwen3-Embedding-8B (larger), F1 of MTEB", 0.964, compared=False),
)
"""Chinese to English, from embeddings-benchmark/results; over 1000 sentences, of which the pack has half."""

_RGB = "RGB: CC BY-NC-SA 4.0, non-commercial, evaluation only"
LICENCES: Mapping[str, str] = {
    "squad2": "SQuAD 2.0: CC BY-SA 4.0",
    "nomiracl": "NoMIRACL: Apache-2.0, passages CC BY-SA",
    "clapnq": "CLAP NQ: Apache-2.0, passages CC BY-SA 3.0",
    "rgb": _RGB,
    "ramdocs": "RAMDocs: MIT",
    "hotpot": "HotpotQA: CC BY-SA 4.0, sample from an MIT repository",
    "mtrag": "MTRAG-UN: Apache-2.0",
    "wice": "WiCE: annotations ODC-BY, text CC BY-SA and Common Crawl terms",
    "ocnli": "OCNLI: CC BY-NC 2.0, non-commercial, evaluation only",
    "tatoeba": "Tatoeba: CC BY 2.0 FR",
    "xquad": "XQuAD: CC BY-SA 4.0",
    "cmrc2018": "CMRC 2018: CC BY-SA 4.0",
    "drcd": "DRCD: CC BY-SA 3.0",
}
"""By the first part of a pack's name. Packs are not part of the project; some may be used for evaluation only."""
