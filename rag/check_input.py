"""What text may be checked; it is never changed, so that offsets count in what was sent."""

import re

from corpus.errors import InvalidInputError

__all__ = ["MAX_CHECK_CHARS", "MAX_CHECK_SENTENCES", "check_input", "too_many_sentences"]

MAX_CHECK_CHARS = 20_000
MAX_CHECK_SENTENCES = 500
_CONTROL = re.compile(
    # Control characters but tab and line ends, what turns the reading direction, and broken Unicode.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


def check_input(text: str) -> str:
    """Return a text fit to be checked, as it is.

    Raises:
        InvalidInputError: `text_empty`, `text_too_long` or `text_control_characters`.
    """
    if not any(character.isalpha() for character in text):
        raise InvalidInputError("text_empty", "the text has no words", next_step="send the text to check")
    if len(text) > MAX_CHECK_CHARS:
        raise InvalidInputError(
            "text_too_long",
            f"the text has {len(text)} characters, at most {MAX_CHECK_CHARS} are read",
            next_step="check it in parts",
        )
    if (found := _CONTROL.search(text)) is not None:
        raise InvalidInputError(
            "text_control_characters",
            f"the text holds a control character or broken Unicode at character {found.start()}",
            next_step="remove it and check again",
        )
    return text


def too_many_sentences(count: int) -> InvalidInputError:
    """The refusal of a text that is cut in too many sentences, `text_too_long`."""
    return InvalidInputError(
        "text_too_long",
        f"the text has {count} sentences, at most {MAX_CHECK_SENTENCES} are checked",
        next_step="check it in parts",
    )
