"""Building canonical text from pieces of a source file without ever losing the way back.

The builder is the only place where an offset is born. A loader says, in reading order, which stretches of
the source it keeps, which it leaves out and why; the builder normalises, joins and records both.
"""

import re
import unicodedata
from hashlib import sha256

from corpus.model import Removed, RemovedKind, SourceRun, Span

__all__ = ["CanonicalBuilder", "decode_source", "text_sha256"]

# What NFC or the line-end rule may change as one: a line end, or a character with what combines with it.
_CLUSTER = re.compile(r"\r\n|\r|.", re.DOTALL)


def text_sha256(text: str) -> str:
    """The hex sha256 of a text in UTF-8; a lone surrogate counts as U+FFFD."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def decode_source(data: bytes) -> str:
    """Decode a file as UTF-8, with or without a byte-order mark; undecodable bytes become U+FFFD.

    The byte-order mark stays as a character, so that offsets into the decoded file are those of the file.
    """
    return data.decode("utf-8", "replace")


class CanonicalBuilder:
    """Collects canonical text, its map to the source, and what was left out."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.start = 1 if source.startswith("\ufeff") else 0
        """Where the content begins: behind a byte-order mark."""
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[SourceRun] = []
        self._removed: list[Removed] = []
        self.leave_out(RemovedKind.LAYOUT, 0, self.start)

    @property
    def length(self) -> int:
        """Code points of canonical text so far; the offset of what comes next."""
        return self._length

    @property
    def text(self) -> str:
        """The canonical text so far."""
        return "".join(self._parts)

    @property
    def runs(self) -> tuple[SourceRun, ...]:
        """The map from canonical to source offsets, in order."""
        return tuple(self._runs)

    @property
    def removed(self) -> tuple[Removed, ...]:
        """What was left out, by source offset."""
        return tuple(sorted(self._removed, key=lambda piece: piece.source_start))

    def keep(self, start: int, end: int) -> Span:
        """Append the source's characters `start:end`, normalised, and return their canonical span."""
        begin = self._length
        piece = self.source[start:end]
        if "\r" not in piece and unicodedata.is_normalized("NFC", piece):
            self._append(piece, start, end)
        else:
            for cluster_start, cluster_end in _clusters(piece):
                normal = re.sub(r"\r\n?", "\n", piece[cluster_start:cluster_end])
                normal = unicodedata.normalize("NFC", normal)
                self._append(normal, start + cluster_start, start + cluster_end)
        return Span(begin, self._length)

    def line_end(self) -> None:
        """Append a line end that stands for the layout between two blocks; it has no place in the source."""
        self._insert("\n")

    def blank(self) -> None:
        """Append a blank that stands for a line break inside a sentence; it has no place in the source."""
        self._insert(" ")

    def leave_out(self, kind: RemovedKind, start: int, end: int) -> None:
        """Record that the source's characters `start:end` are left out; nothing if the range is empty."""
        if end > start:
            self._removed.append(Removed(kind, start, end))

    def leave_out_layout(self) -> None:
        """Record as layout whatever was neither kept nor left out: the white space between blocks."""
        taken = [(run.source_start, run.source_end) for run in self._runs]
        taken += [(piece.source_start, piece.source_end) for piece in self._removed]
        at = 0
        for start, end in sorted([*taken, (len(self.source), len(self.source))]):
            self.leave_out(RemovedKind.LAYOUT, at, start)
            at = max(at, end)

    def _insert(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _append(self, text: str, source_start: int, source_end: int) -> None:
        self._parts.append(text)
        start, self._length = self._length, self._length + len(text)
        run = SourceRun(start, self._length, source_start, source_end)
        last = self._runs[-1] if self._runs else None
        if last is not None and _continues(last, run):
            self._runs[-1] = SourceRun(last.start, run.end, last.source_start, run.source_end)
        else:
            self._runs.append(run)


def _continues(last: SourceRun, run: SourceRun) -> bool:
    one_to_one = all(r.end - r.start == r.source_end - r.source_start for r in (last, run))
    return one_to_one and last.end == run.start and last.source_end == run.source_start


def _clusters(piece: str) -> list[tuple[int, int]]:
    """Cut a piece so that each part can be normalised alone with the same result as the whole."""
    cuts = [match.start() for match in _CLUSTER.finditer(piece)]
    starts: list[int] = []
    for cut, end in zip(cuts, [*cuts[1:], len(piece)], strict=True):
        if not starts or _starts_cluster(piece[starts[-1] : cut], piece[cut:end]):
            starts.append(cut)
    return list(zip(starts, [*starts[1:], len(piece)], strict=True))


def _starts_cluster(before: str, character: str) -> bool:
    """Whether NFC can never join the two; Hangul letters compose although they are no combining marks."""
    if unicodedata.combining(character[0]):
        return False
    return unicodedata.normalize("NFC", before + character) == (
        unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
    )
