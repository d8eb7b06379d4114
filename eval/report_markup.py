"""HTML out of words: ours in both languages, and what others said, which is shown and never obeyed."""

import re
import unicodedata
from html import escape

from corpus.language import detect_language
from eval.report_words import UI, Words

__all__ = ["both", "code", "list_of", "said", "ui"]

_LANG_TAGS = {"en": "en", "zh": "zh-Hans"}
# Whatever is not printed, or changes how its neighbours are: controls, bidirectional overrides, joiners, tags,
# separators, halves of surrogate pairs, code points without a character.
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_MARKER = re.compile(r"\[\d+\]")


def both(words: Words) -> str:
    """Words of ours in both languages, one of which the page shows."""
    return "".join(
        f'<span class="{name}" lang="{tag}">{escape(getattr(words, name))}</span>'
        for name, tag in _LANG_TAGS.items()
    )


def ui(key: str) -> str:
    """One of the report's own phrases, by its key in `UI`."""
    return both(UI[key])


def said(text: str, language: str | None = None, *, limit: int = 2000, markers: bool = False) -> str:
    """What a question, a document or an answer says, as a run of text of its own.

    Markup in it is text; characters that are not seen are shown by their number.

    Args:
        text: Anything.
        language: Of the text, `zh` or `en`; told from its script if not given or another.
        limit: Show no more than so many code points, and say how many are left out.
        markers: Set markers of citations, `[1]`, apart.
    """
    tag = _LANG_TAGS[language if language in _LANG_TAGS else detect_language(text).value]
    shown = "".join(map(_seen, text[:limit]))
    if markers:
        shown = _MARKER.sub(r'<b class="marker">\g<0></b>', shown)
    if left := len(text) - limit if len(text) > limit else 0:
        shown += f'</bdi> <bdi class="left" lang="en">… + {left:,}'
    return f'<bdi lang="{tag}">{shown}</bdi>'


def code(text: str) -> str:
    """A name, a hash or a number of no language."""
    return f'<code lang="zxx" translate="no">{"".join(map(_seen, text[:500]))}</code>'


def list_of(items: list[str], name: str) -> str:
    """Finished HTML as an unordered list of a class; nothing for no items."""
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{name}">{inner}</ul>' if items else ""


def _seen(character: str) -> str:
    if character not in "\n\t" and unicodedata.category(character) in _UNSEEN:
        return f'<span class="unseen">U+{ord(character):04X}</span>'
    return escape(character)
