"""Cuts a text into vocabulary pieces and says which characters each piece stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor

__all__ = ["MAX_CHARS_PER_TOKEN", "PieceTokenizer", "Pieces", "encodable", "own_tokens"]

_BLANK: Final = "▁"
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# No piece is longer than 16 characters; twice that leaves room for what normalisation removes.
MAX_CHARS_PER_TOKEN: Final = 32


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of one prefixed text.

    Attributes:
        ids: (n,) int32, vocabulary ids of prefix and text, without special tokens.
        first: Index of the first piece that belongs to the text.
        spans: (n - first, 2) int32, half-open code-point offsets in the text without the prefix.
    """

    ids: NDArray[np.int32]
    first: int
    spans: NDArray[np.int32]


class PieceTokenizer:
    """The model's Unigram tokenizer.

    Args:
        model: The sentencepiece model.
        max_pieces: Pieces kept of prefix and text together.
    """

    def __init__(self, model: Path, *, max_pieces: int) -> None:
        self._processor = SentencePieceProcessor(model_file=str(model))
        self._max_pieces = max_pieces
        self._max_chars = max_pieces * MAX_CHARS_PER_TOKEN

    def cut(self, prefix: str, text: str) -> Pieces:
        """Cut a text into pieces.

        Args:
            prefix: Put before the text; its pieces come first.
            text: Any string; what lies beyond 32 characters for each piece that is kept is not looked at, so
                that a text's length does not decide how long this takes.

        Returns:
            At most `max_pieces` pieces.
        """
        text = encodable(text[: self._max_chars])
        prefixed = prefix + text
        found = self._processor.encode(prefixed, return_type="proto").pieces
        ids = np.array([piece.id for piece in found], dtype=np.int32)
        spans = _code_point_spans(prefixed, np.array([(p.begin, p.end) for p in found], dtype=np.int64))
        _share_characters(spans, [bool(p.piece.strip(_BLANK)) and not p.surface.strip() for p in found])
        # Only now, because the last piece that is kept may share its character with the next.
        ids, spans = ids[: self._max_pieces], spans[: self._max_pieces]
        first, own_spans = own_tokens(text, spans - len(prefix))
        return Pieces(ids, first, own_spans)


def encodable(text: str) -> str:
    """Replace each lone surrogate, which UTF-8 cannot hold, by U+FFFD, one for one so that offsets stay."""
    return _SURROGATES.sub("\ufffd", text)


def own_tokens(text: str, spans: NDArray[np.integer]) -> tuple[int, NDArray[np.int32]]:
    """Tell a text's own tokens from those of its prefix.

    Args:
        text: The text without its prefix.
        spans: (n, 2) offsets of all tokens relative to the text, so negative inside the prefix; starts and
            ends do not decrease.

    Returns:
        The index of the first token that stands for a visible character of the text (n if none does), and the
        spans from there on: (n - first, 2) int32, half-open, clipped to the text, without white space in
        front of a word. A token of nothing but white space keeps the last of it.
    """
    own = np.clip(spans, 0, len(text)).astype(np.int32)
    first = next((row for row, (start, end) in enumerate(own.tolist()) if text[start:end].strip()), len(own))
    own = own[first:]
    for row, (start, end) in enumerate(own.tolist()):
        visible = start
        while visible < end - 1 and text[visible].isspace():
            visible += 1
        own[row, 0] = visible
    return first, own


def _code_point_spans(text: str, byte_spans: NDArray[np.int64]) -> NDArray[np.int64]:
    """Turn (n, 2) half-open UTF-8 spans into half-open code-point spans."""
    utf8 = np.frombuffer(text.encode(), dtype=np.uint8)
    # A code point begins at every byte that is not a continuation byte (0b10xxxxxx).
    code_points = np.concatenate([[0], np.cumsum((utf8 & 0xC0) != 0x80)])
    return code_points[byte_spans.reshape(-1, 2)]


def _share_characters(spans: NDArray[np.int64], is_partial: Sequence[bool]) -> None:
    """Give each piece of a character that became several pieces the whole character, in place.

    sentencepiece credits the character to the last of its pieces; the others have an empty span, or just the
    blank before the character.
    """
    for row in range(len(spans) - 2, -1, -1):
        if is_partial[row]:
            spans[row, 1] = spans[row + 1, 1]
