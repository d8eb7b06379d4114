"""Where pieces stand: derived from the text, never taken from a library."""

import pytest

from eval.baselines.pieces import Piece, PlainText, places_of


def test_repeated_pieces_stand_one_after_the_other() -> None:
    document = PlainText("d", "法国。印度。法国。印度。")
    assert places_of(document, ["法国。", "印度。", "法国。"]) == [
        Piece("d", 0, 3),
        Piece("d", 3, 6),
        Piece("d", 6, 9),
    ]


def test_pieces_may_overlap() -> None:
    document = PlainText("d", "one two three four")
    pieces = ["one two three", "two three four"]
    assert [document.text[p.start : p.end] for p in places_of(document, pieces)] == pieces


def test_a_piece_that_was_changed_is_refused() -> None:
    with pytest.raises(ValueError, match="is not in its text"):
        places_of(PlainText("d", "one two"), ["one  two"])
