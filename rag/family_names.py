"""People who are called by the family name alone: Pichai, where a question or a claim has Sundar Pichai."""

import re
from typing import Final

from rag.lexicon.people import TITLES_EN

__all__ = ["is_called_by_family_name"]

# First names, and the family name.
_FULL_NAME: Final = re.compile(
    r"[\u3400-\u9fff·・]{1,12}[·・](?P<zh>[\u3400-\u9fff]{2,8})"
    r"|(?P<first>[A-Z][\w.'’\-]*) (?:[A-Z][\w.'’\-]* ){0,2}?(?:(?:von|der|van|de|la|del|bin|al) )*"
    r"(?P<en>[A-Z][a-zÀ-ɏ]{3,}(?:-[A-Z]\w+)?)"
)
# What ends the name of a body or of an event.
_NO_FAMILY: Final = re.compile(
    r"University|Summit|Institute|Act|Forum|Park|Post|Palace|Council|Commission|Union|Report|Index|Center|Centre"
    r"|Intelligence|Action|Safety|Governance|Institution|States|Kingdom|Korea|Nations|Research|Company|Analyst"
)
_NO_FIRST_NAMES: Final = frozenset((*TITLES_EN, "French", "British", "American"))


def is_called_by_family_name(full: str, text: str) -> bool:
    """Whether a text calls somebody by the family name alone; with another first name it is somebody else.

    Args:
        full: First names and family name, in one script: "Sundar Pichai", 桑达尔·皮柴. Else nobody is called so.
        text: Original or rendering, in the script of the name.
    """
    match = _FULL_NAME.fullmatch(full)
    if match is None:
        return False
    if match["zh"]:
        return re.search(rf"(?<![·・]){match['zh']}", text) is not None
    if _NO_FAMILY.fullmatch(match["en"]):
        return False
    called = re.finditer(rf"(?:(?P<before>[A-Z][\w'’-]*) )?\b{match['en']}\b", text)
    return any(c["before"] in (None, match["first"]) or c["before"] in _NO_FIRST_NAMES for c in called)
