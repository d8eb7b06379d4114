"""Words by which something comes before or after something else."""

import re

__all__ = ["AFTER", "BEFORE"]

BEFORE = re.compile(
    r"(?:之前|以前|[会期节]前(?![瞻沿景])|召开前|举办前|开始前|开幕前)|\b(?:before|ahead of|prior to|in the run-up to|in advance of)\b",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:之后|以后|[会期节]后|结束后|闭幕后|过后)|\b(?:after|following|once\b[^,.]{0,40}\b(?:over|ended|closed|concluded))\b",
    re.IGNORECASE,
)
