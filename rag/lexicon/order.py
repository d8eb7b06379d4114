"""Words by which something comes before or after something else."""

import re

__all__ = ["AFTER", "BEFORE", "PARTS_OF_DAY"]

BEFORE = re.compile(
    r"(?:之前|以前|[会期节]前(?![瞻沿景])|召开前|举办前|开始前|开幕前)|\b(?:before|ahead of|prior to|in the run-up to|in advance of)\b",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:之后|以后|[会期节]后|结束后|闭幕后|过后)|\b(?:after|following|once\b[^,.]{0,40}\b(?:over|ended|closed|concluded))\b",
    re.IGNORECASE,
)
PARTS_OF_DAY = {
    "morning": re.compile(r"上午|早上|早晨|清晨|一早|早间|[日天]早(?!已|就)|\bmornings?\b", re.IGNORECASE),
    "afternoon": re.compile(r"下午|午后|\bafternoons?\b", re.IGNORECASE),
    "evening": re.compile(
        r"晚上|晚间|傍晚|[当今昨日天]晚|夜里|深夜|\b(?:evenings?|nights?)\b", re.IGNORECASE
    ),
}
