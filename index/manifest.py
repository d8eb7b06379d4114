"""The manifest of a generation: what it was made from and what its files must be."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from pydantic import TypeAdapter

__all__ = ["MANIFEST", "FileEntry", "Manifest", "describe_files"]

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """Size in bytes and SHA-256, in hex, of a file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is written beside the files of a generation.

    Attributes:
        number: The generation's.
        fingerprint: Of all settings that change the vectors.
        questions: Fingerprint of the questions behind the question means.
        sequence: State of the record it was made from.
        created: UTC, ISO 8601.
        counts: How many documents, chunks, rows and tokens it has.
        files: By path relative to the generation's folder.
    """

    number: int
    fingerprint: str
    questions: str
    sequence: int
    created: str
    counts: Mapping[str, int]
    files: Mapping[str, FileEntry]

    def write(self, folder: Path) -> None:
        """Write the manifest with a checksum of its own."""
        body = _canonical(asdict(self))
        stored = {"manifest": json.loads(body), "sha256": sha256(body).hexdigest()}
        (folder / MANIFEST).write_text(json.dumps(stored, indent=1, sort_keys=True), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read what `write` wrote.

        Raises:
            OSError: If it cannot be read.
            ValueError: If it is not what was written.
        """
        try:
            stored = json.loads((folder / MANIFEST).read_bytes())
            body = _canonical(stored["manifest"])
            found = sha256(body).hexdigest()
            expected = stored["sha256"]
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{MANIFEST} is not a manifest ({error})") from error
        if found != expected:
            raise ValueError(f"{MANIFEST} was changed: its checksum does not match")
        return _MANIFEST.validate_json(body)

    def verify(self, folder: Path) -> None:
        """Compare every file with its description; files that are not described are let be.

        Raises:
            OSError: If a file is missing or unreadable.
            ValueError: If a file is not what was written.
        """
        for name, expected in self.files.items():
            path = folder / name
            # The size first: it tells a cut-off file without reading it.
            if (size := path.stat().st_size) != expected.size:
                raise ValueError(f"{name} has {size} bytes instead of {expected.size}")
            if _digest(path) != expected.sha256:
                raise ValueError(f"{name} was changed: its checksum does not match")


_MANIFEST = TypeAdapter(Manifest)


def describe_files(folder: Path) -> dict[str, FileEntry]:
    """Size and checksum of all files under a folder but locks, which come and go; by their path in it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {
        path.relative_to(folder).as_posix(): FileEntry(path.stat().st_size, _digest(path)) for path in paths
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _canonical(body: object) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
