"""Which of the two languages a text is in, by its script, and the script tests that other rooms share."""

import re

from corpus.model import Language

__all__ = ["detect_language", "han_ratio", "has_han", "question_language"]

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?")

# A Chinese sentence may be half made of Latin names, while English ones seldom hold a Chinese word: a text is
# Chinese from one Han character in five units (characters or Latin words) on.
_HAN_SHARE = 0.2


def has_han(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return _HAN.search(text) is not None


def han_ratio(text: str) -> float:
    """The share (0-1) of Chinese characters among Chinese characters and Latin words; 0 for neither."""
    han = len(_HAN.findall(text))
    words = len(_LATIN_WORD.findall(text))
    return han / (han + words) if han + words else 0.0


_HAN_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿·]+")
_ENGLISH_FRAME = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|the|of|in|to|and|for|on|by)\b",
    re.IGNORECASE,
)


def question_language(text: str) -> Language:
    """The language that a question is put in, whatever names of the other language it holds."""
    frame = len(_ENGLISH_FRAME.findall(text))
    runs = len(_HAN_RUN.findall(text))
    return Language.EN if frame >= 2 and runs <= frame else detect_language(text)


def detect_language(text: str, default: Language = Language.EN) -> Language:
    """Tell Chinese from English by script; `default` for a text with letters of neither kind."""
    if not _HAN.search(text) and not _LATIN_WORD.search(text):
        return default
    return Language.ZH if han_ratio(text) >= _HAN_SHARE else Language.EN
