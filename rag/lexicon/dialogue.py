"""The words by which a question leans on what was said before it, in Chinese and in English."""

import re

__all__ = ["AND_THAT", "CONNECTS", "ORDINAL", "POINTS_BACK"]

CONNECTS = re.compile(
    r"^(?:那么?(?!些|个|份|篇|位|年|天|里|种|场|次)|还有|另外|然后|接着|所以|可是|但是?|再问|继续)[，,\s]*"
    r"|^(?:and|but|so|then|ok(?:ay)?|also)\b[,\s]*",
    re.IGNORECASE,
)
"""A question that begins with these goes on from another."""

AND_THAT = re.compile(
    r"^(?P<zh>[^，。？?]{1,12}?)(?:那边|那一趟|那一次|方面|那里)?呢[？?]?\s*"
    r"|^(?:(?:what|how) about|and)\s+(?:in |for |with |at |on |by )?(?:the )?(?P<en>[^?.,]{2,40})[?]\s*",
    re.IGNORECASE,
)
"""Another thing is put in place of one that was asked about: "那印度呢？", "And India?"."""

POINTS_BACK = re.compile(
    r"这(?!届|次峰会|场峰会|份|篇)|(?<![由除对从在])那(?!份|篇|场|届|么多)|[它他她]们?|其(?!实|他(?:国家|人)|余|一|二|三|四|次)|上述|前者|后者|刚才|刚刚|前面|第[一二三四五六七八九十\d]+[条个招点项步]|最后那?[个条项点]|头[一两几][个条项点]"
    r"|\b(?:its?|they|them|their|theirs|he|him|his|she|her|hers|those|these|this|that)\b"
    r"|\b(?:the |its )?(?:first|second|third|fourth|fifth|last|other|next|latter|former)(?: one| ones)?(?=\s*(?:\?|$|say|motive|item|point|trend|theme|reason))"
    r"|\bnumber (?:one|two|three|four|five|\d)\b|\belse\b|\bwho (?:says|said|claims|claimed) (?:so|that)\b",
    re.IGNORECASE,
)
"""Words that stand for something said before."""

ORDINAL = re.compile(
    r"第(?P<zh>[一二三四五六七八九十]|\d{1,2})[条个招点项步大]"
    r"|(?P<last>最后(?:一|那)?[个条项点招]|\b(?:the|its) (?:last|final)\b)"
    r"|\bthe (?P<en>first|second|third|fourth|fifth|sixth)\b|\bnumber (?P<number>one|two|three|four|five|six|\d)\b",
    re.IGNORECASE,
)
"""The place of an item in a list."""
