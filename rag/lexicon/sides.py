"""Words that have one thing on their one side and another on their other: who is preferred, what is taken for what."""

import re

__all__ = ["SIDES"]

_SIDES = (
    # what is chosen, and what is not
    r"而非|而不是|，不是|(?<!而)并非|\b(?:rather than|instead of|in preference to|and not|over(?= the| safety| action))\b",
    # what is taken for what
    r"(?:误判|错判|误认|误当|当|看|视|误报)(?:成|为|作)|\b(?:misjudg\w+|mistak\w+|tak\w+|took|treat\w+|pass\w*)?(?:\s\w+){0,3}?\s(?:as|for)\b(?= (?:low|high|safe|dangerous|risky|sound))",
    # what is given for what
    r"换(?:走|取|来|得|回)|\b(?:in exchange for|in return for)\b",
    # who challenges, passes, serves whom
    r"叫板|挑战|\bchalleng\w+\b(?! of)",
)
SIDES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _SIDES)
