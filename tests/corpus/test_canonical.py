"""The builder of canonical text: offsets are born here."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.canonical import CanonicalBuilder, decode_source, text_sha256
from corpus.model import Removed, RemovedKind, SourceRun, Span


def test_kept_stretches_are_appended_and_say_where_they_stand() -> None:
    builder = CanonicalBuilder("one two three")
    assert builder.keep(0, 3) == Span(0, 3)
    builder.line_end()
    assert builder.keep(8, 13) == Span(4, 9)
    assert (builder.text, builder.length) == ("one\nthree", 9)
    assert builder.runs == (SourceRun(0, 3, 0, 3), SourceRun(4, 9, 8, 13))


def test_neighbouring_stretches_become_one_run() -> None:
    builder = CanonicalBuilder("onetwo")
    builder.keep(0, 3)
    builder.keep(3, 6)
    assert builder.runs == (SourceRun(0, 6, 0, 6),)


def test_stretches_with_a_gap_in_the_source_stay_apart() -> None:
    builder = CanonicalBuilder("one-two")
    builder.keep(0, 3)
    builder.keep(4, 7)
    assert builder.runs == (SourceRun(0, 3, 0, 3), SourceRun(3, 6, 4, 7))


def test_an_inserted_blank_has_no_place_in_the_source() -> None:
    builder = CanonicalBuilder("ab")
    builder.keep(0, 1)
    builder.blank()
    builder.keep(1, 2)
    assert builder.text == "a b"
    assert builder.runs == (SourceRun(0, 1, 0, 1), SourceRun(2, 3, 1, 2))


def test_a_composed_character_is_a_run_of_its_own() -> None:
    builder = CanonicalBuilder("cafe\u0301s")
    assert builder.keep(0, 6) == Span(0, 5)
    assert builder.text == "cafés"
    assert builder.runs == (SourceRun(0, 3, 0, 3), SourceRun(3, 4, 3, 5), SourceRun(4, 5, 5, 6))


def test_a_hangul_syllable_is_composed_of_letters_that_are_no_combining_marks() -> None:
    builder = CanonicalBuilder("\u1112\u1161x")
    builder.keep(0, 3)
    assert builder.text == "하x"
    assert builder.runs[0] == SourceRun(0, 1, 0, 2)


def test_a_line_end_of_two_characters_maps_as_a_whole() -> None:
    builder = CanonicalBuilder("a\r\nb\rc")
    builder.keep(0, 6)
    assert builder.text == "a\nb\nc"
    assert SourceRun(1, 2, 1, 3) in builder.runs


def test_a_character_outside_the_basic_plane_counts_as_one() -> None:
    builder = CanonicalBuilder("🏔x")
    assert builder.keep(0, 2) == Span(0, 2)
    assert builder.runs == (SourceRun(0, 2, 0, 2),)


def test_an_empty_range_is_neither_kept_nor_left_out() -> None:
    builder = CanonicalBuilder("abc")
    assert builder.keep(1, 1) == Span(0, 0)
    builder.leave_out(RemovedKind.MARKUP, 2, 2)
    assert (builder.text, builder.removed) == ("", ())


def test_what_is_neither_kept_nor_left_out_is_layout() -> None:
    builder = CanonicalBuilder(" a*b ")
    builder.keep(1, 2)
    builder.leave_out(RemovedKind.MARKUP, 2, 3)
    builder.keep(3, 4)
    builder.leave_out_layout()
    assert builder.removed == (
        Removed(RemovedKind.LAYOUT, 0, 1),
        Removed(RemovedKind.MARKUP, 2, 3),
        Removed(RemovedKind.LAYOUT, 4, 5),
    )


def test_left_out_ranges_come_back_by_place_whatever_the_order() -> None:
    builder = CanonicalBuilder("abcdef")
    builder.leave_out(RemovedKind.MARKUP, 4, 5)
    builder.leave_out(RemovedKind.IMAGE, 0, 2)
    assert [piece.source_start for piece in builder.removed] == [0, 4]


@given(st.text("ae\u0301\u0302\u0323é中🏔 \r\n", max_size=30))
def test_any_text_is_kept_in_nfc_with_lf_line_ends_and_runs_that_tile_both_sides(source: str) -> None:
    builder = CanonicalBuilder(source)
    builder.keep(0, len(source))
    expected = unicodedata.normalize("NFC", source.replace("\r\n", "\n").replace("\r", "\n"))
    assert builder.text == expected
    at = source_at = 0
    for run in builder.runs:
        assert (run.start, run.source_start) == (at, source_at)
        at, source_at = run.end, run.source_end
    assert (at, source_at) == (len(expected), len(source))


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"", ""), ("中文".encode(), "中文"), (b"\xef\xbb\xbfa", "\ufeffa"), (b"a\xff\xfeb", "a\ufffd\ufffdb")],
)
def test_bytes_are_read_as_utf8_and_broken_ones_replaced(data: bytes, text: str) -> None:
    assert decode_source(data) == text


def test_the_hash_is_of_the_utf8_bytes() -> None:
    assert text_sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert text_sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert text_sha256("中") != text_sha256("国")


def test_a_hangul_syllable_of_three_letters_is_composed_and_maps_to_all_three() -> None:
    builder = CanonicalBuilder("\u1112\u1161\u11ab글")
    builder.keep(0, 4)
    assert builder.text == "한글"
    assert builder.runs == (SourceRun(0, 1, 0, 3), SourceRun(1, 2, 3, 4))


def test_a_byte_order_mark_is_left_out_as_layout() -> None:
    builder = CanonicalBuilder("\ufeffa")
    builder.keep(builder.start, 2)
    assert (builder.start, builder.text) == (1, "a")
    assert builder.removed == (Removed(RemovedKind.LAYOUT, 0, 1),)
