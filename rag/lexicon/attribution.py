"""How a sentence says who says so: a speaker with a verb of saying, "according to", 据……."""

import re

from rag.lexicon.claims import REPORTING_EN, REPORTING_ZH

__all__ = ["COMMENTARY_ZH", "SPEAKER_EN", "SPEAKER_ZH", "VERBS_ZH"]

VERBS_ZH = "|".join(sorted(REPORTING_ZH, key=len, reverse=True))
# The commentary as the one who speaks, at the beginning of a sentence: 评论认为, 按该文章的说法.
COMMENTARY_ZH = re.compile(
    rf"(?:据|按照?|根据|依)?(?:微信|公众号)?(?:这篇|该|此|这则|那篇)?(?:微信|公众号)?(?:评论|文章)(?:文章)?(?:作者)?(?:里|中)?(?=(?:的|所|则|还|曾)?(?:{VERBS_ZH}|把))(?:的|所)?(?:{VERBS_ZH}|把)?[，,：:]?"
)
SPEAKER_EN = re.compile(
    rf"(?P<who>(?:[Tt]he )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)(?: (?:has|have|had))?(?: \w+ly)? (?:{REPORTING_EN})(?! (?:by|in the)\b)"
    rf"|[Aa]ccording to (?:the )?(?P<per>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)"
    rf"|(?P<own>[A-Z][\w.’-]*(?: [A-Z][\w.’-]*)*)['’]s? (?:\$?[\d.]+\W* ?\w* )?(?:projection|forecast|estimate|figure|report|index|research|study)"
)
SPEAKER_ZH = re.compile(
    rf"据(?P<per>[^，。：；的]{{2,16}}?)(?:的?(?:说法|报道|介绍|统计|数据|预计)|称|报道|，)|(?P<who>[\u4e00-\u9fffA-Za-z·]{{2,12}}?)(?:的?最新研究|{VERBS_ZH})"
)
