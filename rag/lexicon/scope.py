"""Words that say of how many something holds: of one alone, of all, of some; and which place it has."""

import re

__all__ = [
    "ALL",
    "ALONE",
    "LATER_PLACE",
    "LEAVES_OUT",
    "PART",
    "RANKED",
    "RANKED_FIRST",
    "TOP_PLACE",
    "WHOLE",
]

ALONE = re.compile(
    r"(?<!不)(?<!不仅)只有|(?<!不)(?<!并)仅(?!次|仅|供)(?:仅)?(?:有|由|靠|凭|限)|唯一|唯有|独家|单独|(?<!不)只(?:靠|凭|依靠|依赖|由|限于|针对|面向|向|对|允许|包括|涉及)"
    r"|\b(?:(?<!not )only(?! (?:\d|about|around|a |an |after|later|then|now|when|if|in \d))|solely|exclusively|nobody but|(?:in|for|with|by|from|to) (?:[\w-]+ ){1,3}alone|with [\w ,]{3,40} left out|none but|no one but|the sole)\b",
    re.IGNORECASE,
)
"""That it holds of one and no other."""
LEAVES_OUT = re.compile(
    r"仅|只|唯|独(?![立特具])|单[一独]|\b(?:only|sole\w*|alone|exclusive\w*|single\w*|no other|none other|nothing but)\b",
    re.IGNORECASE,
)
"""Anything by which a text may leave the others out: 仅次于, 技能单一."""
ALL = re.compile(
    r"所有|全部|(?<!第)一切|每一?[个家位项种份条名]|全都|无一例外|毫无例外|悉数|无不|各国都|各地都"
    r"|\b(?:every(?! \w+ (?:days|weeks|months|years))|all(?! (?:over|along|in all|but|kinds|sorts|the more|about|right))|each and every|without exception|entire(?:ly)?|the whole(?: of)?|wholly)\b",
    re.IGNORECASE,
)
"""That it holds of all."""
WHOLE = re.compile(
    r"所有|全部|一切|每|全(?!球|面|部长|国人大)|各|都(?!市|会)|均|皆|任何|完全|整个|无不|涵盖|普遍"
    r"|\b(?:all|every\w*|each|any|entire\w*|whole|wholly|full(?:y)?|complete\w*|both|throughout|various|universal\w*|always)\b",
    re.IGNORECASE,
)
"""Anything by which a text may say that it holds of all."""
PART = re.compile(
    r"部分|一些|某些|有些|(?:许|很|更|不少|较)多|大量|多数|少数|若干|不少|几[个家位项]|主要|\d+\s?(?:个|国|家|名|项|种)"
    r"|\b(?:some|many|more|most(?:ly)?|several|a few|part(?:ly)? of|a number of|large numbers?|numerous|a minority|a majority|mainly|few)\b|\b\d[\d,]*(?= (?:[A-Z]\w+ )?(?:countries|states|nations|companies|firms|projects|people)\b)",
    re.IGNORECASE,
)
"""That it holds of some."""
LATER_PLACE = re.compile(
    r"第[二三四五六七八九十]大|[世全][界球][^，。；]{0,4}第[二三四五六七八九十]"
    r"|\b(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th)[- ](?:largest|biggest|greatest|most|highest|fastest|strongest)\b",
    re.IGNORECASE,
)
"""A place behind the first."""
TOP_PLACE = re.compile(
    r"最[大多高快强]|第一(?!次|届|条|个|，|、)|首位|头号|\b(?:largest|biggest|greatest|highest|fastest|strongest|number one|foremost)\b",
    re.IGNORECASE,
)
"""The first place."""
RANKED_FIRST = re.compile(
    r"首位|榜首|居首|位列第一|排(?:名|在)?第一|第一名"
    r"|\b(?:rank(?:s|ed)?|comes?|came|placed) (?:\w+ )?first\b|\bfirst place\b|\btops? the\b|\b(?:leads?|heads?) the (?:\w+ ){0,3}(?:ranking|rankings|table|list|league)\b|\bnumber one\b",
    re.IGNORECASE,
)
RANKED = re.compile(
    r"(?:位列|排名?|名列|居)第[二三四五六七八九十]"
    r"|\b(?:rank(?:s|ed)?|comes?|came|placed) (?:second|third|fourth|fifth|sixth)\b",
    re.IGNORECASE,
)
"""A place in a ranking: the first, and one behind it."""
