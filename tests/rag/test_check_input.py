import pytest

from corpus.errors import InvalidInputError
from rag.check_input import MAX_CHECK_CHARS, check_input


@pytest.mark.parametrize(
    "text", ["峰会收到770个项目。", "a", " \t\r\n It is so.\n", "café 🏔 1", "字" * MAX_CHECK_CHARS]
)
def test_a_sound_text_is_returned_as_it_is(text: str) -> None:
    assert check_input(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"),
        (" \n\t", "text_empty"),
        ("？！…", "text_empty"),
        ("1. [2]\n|---|", "text_empty"),
        ("字" * (MAX_CHECK_CHARS + 1), "text_too_long"),
        ("a\x07b", "text_control_characters"),
        ("a\x00", "text_control_characters"),
        ("a\u202eb", "text_control_characters"),
        ("a\ud800b", "text_control_characters"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_a_next_step(text: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_input(text)

    assert caught.value.code == code
    assert caught.value.next_step
