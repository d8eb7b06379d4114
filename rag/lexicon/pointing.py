"""The words with which a sentence of a document takes up the one before it, in Chinese and in English."""

import re

__all__ = ["goes_on_from", "points_back"]

_POINTS_BACK = re.compile(
    r"^(?:但是?|而|且|并且?|同时|此外|因此|然而|通过|借助|由于|对于|[，、])*"
    r"(?:[它他她]们?|其(?!实|他|余|中|次|一|二|三|四|五)|(?:这|该|此|上述|前述)(?!外|前|后|时|次峰会|次法国|场峰会|届|间))"
    r"|^(?:(?:But|And|Yet|However|Moreover|In addition|Thus|Therefore|At the same time|Through|By|With|For),? )*"
    r"(?:this|these|those|such|it|they|he|she|its|their|his|her|the latter|the former)\b(?! summit)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:并且?(?!非|不)|而且|以及|还将|且(?!听|慢|说))")


def points_back(sentence: str) -> bool:
    """Whether a sentence begins with words that stand for something said before: "这些岗位……", "This plan …"."""
    return _POINTS_BACK.match(sentence) is not None or goes_on_from(sentence)


def goes_on_from(sentence: str) -> bool:
    """Whether a sentence lacks its subject, which stands in the one before: "并在一份声明中表示……"."""
    return _GOES_ON.match(sentence) is not None
