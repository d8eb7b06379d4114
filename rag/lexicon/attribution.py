"""How a sentence says who says so: a speaker with a verb of saying, "according to", 据……."""

import re

from rag.lexicon.claims import REPORTING_EN, REPORTING_ZH

__all__ = ["COMMENTARY", "FRAMES", "MARKERS", "SPEAKER_EN", "SPEAKER_ZH", "THINK_TANK", "VERBS_ZH"]

VERBS_ZH = "|".join(sorted(REPORTING_ZH, key=len, reverse=True))
# The numbers of citations, as answers carry them: they belong to no sentence.
MARKERS = re.compile(r"\s?(?:\[\^?\d{1,3}(?:\s?[,，–-]\s?\d{1,3})*\]|【\d{1,3}】)")
# What a text is called by its kind, and which kind that is.
COMMENTARY = re.compile(r"评论|公众号|微信|\bcomment(?:ary|ator)|\bWeChat", re.IGNORECASE)
THINK_TANK = re.compile(r"前瞻|简报|智库|研究动态|\b(?:preview|briefing|think[- ]tank)\b", re.IGNORECASE)
_TEXT_EN = (
    r"(?:the |this |that )(?:WeChat |CISS |Tsinghua |think[- ]tank |sensational )*"
    r"(?:comment(?:ary|ator)|article|piece|author|writer|text|preview|briefing|brief|paper|post|document|analyst|think[- ]tank)"
)
_TEXT_ZH = (
    r"(?:这|那|该|此|本)?(?:份|篇|则|期)?(?:微信|公众号|清华|智库|CISS)?的?"
    r"(?:评论文章|前瞻文章|评论|文章|前瞻|简报|该文|此文|原文|文中|作者)(?:一文|的?作者|者)?(?:里|中|里头|当中)?"
)
_MANNER_EN = r"(?: (?:\w+ly|in passing|outright|flatly))?"
_SAYS_EN = (
    rf"{_MANNER_EN} (?:has |also |further |then )*(?:{REPORTING_EN}){_MANNER_EN}(?: it(?= as\b|,|\.|$))?"
)
_VIEW_EN = r"(?:view|words?|telling|eyes|opinion|account|reading|version|judgement)"
_VIEW_ZH = r"(?:看来|的?(?:说法|讲法|看法|观点|描述|口径|判断|转述|介绍|统计)|所[说称述言写列讲提]的?|一文)"
_SAYS_ZH = rf"(?:还|也|则|曾|又|就|更|如此|这样|这么|直接|特别|专门)*的?所?(?:{VERBS_ZH}|惊呼)"
# Where a sentence says that a text says so: at its beginning, in its middle or at its end.
FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # As answers of the product name their source: publisher, kind and date.
        r"^According to [^:]{2,140}, (?:an? )[a-z -]{3,30}(?: of [^:,.]{3,30})?:",
        r"^据[^：，。]{2,40}的[^：，。]{2,12}：",
        r"^(?:It also says:|该文还说：|In (?:Chinese|English), without a translation:|原文为[中英]文，没有译文：)",
        rf"^(?:as )?{_TEXT_EN}{_SAYS_EN}(?: that\b|:|,)?",
        rf"^(?:according to|per|in the {_VIEW_EN} of|on the {_VIEW_EN} of|to|for) {_TEXT_EN},",
        rf"^(?:in|on|by) {_TEXT_EN}['’]s {_VIEW_EN},",
        rf",? (?:as )?{_TEXT_EN}{_SAYS_EN}(?=[.,]|$),?",
        rf",? by (?:{_TEXT_EN}['’]s|the (?:CISS|commentary|WeChat|preview|think[- ]tank)) (?:account|telling|reading)(?=[.,]|$),?",
        rf",? (?:according to|per|(?:in|on) the {_VIEW_EN} of|in) {_TEXT_EN}(?=[.,]|$),?",
        rf",? (?:in|on|by) {_TEXT_EN}['’]s {_VIEW_EN}(?=[.,]|$),?",
        rf"^{_TEXT_EN} (?:closes|opens|ends|concludes) (?:\w+ ){{0,3}}(?:with|by quoting)(?: the (?:view|words?))?(?: that)?",
        rf",? (?:{REPORTING_EN}) {_TEXT_EN}(?=[.,]|$),?",
        r"^[“\"「]?[^，。“”]{0,10}[”\"」]?的?(?:那|这)篇(?:评论|文章|前瞻)(?:文章)?",
        rf"^(?:在|据|按照?|根据|依照?|照)?{_TEXT_ZH}(?:{_VIEW_ZH}|{_SAYS_ZH})(?:，|,|：|:)?",
        rf"^(?:据|按照?|根据|依照?|照){_TEXT_ZH}(?:，|,)",
        rf"[，,](?:据|按照?|根据|依照?|照)?{_TEXT_ZH}(?:{_VIEW_ZH}|{_SAYS_ZH})[^，。]{{0,3}}(?=[。！]?$)",
        rf"[，,]?(?:据|按照?|根据|依照?|照){_TEXT_ZH}(?:{_VIEW_ZH}|{_SAYS_ZH})(?:，|,)?",
    )
)
SPEAKER_EN = re.compile(
    rf"(?P<who>(?:[Tt]he )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)(?: (?:has|have|had))?(?: \w+ly)? (?:{REPORTING_EN})(?! (?:by|in the)\b)"
    rf"|[Aa]ccording to (?:the )?(?P<per>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)"
    rf"|(?P<own>[A-Z][\w.’-]*(?: [A-Z][\w.’-]*)*)['’]s? (?:\$?[\d.]+\W* ?\w* )?(?:projection|forecast|estimate|figure|report|index|research|study)"
)
SPEAKER_ZH = re.compile(
    rf"据(?P<per>[^，。：；的]{{2,16}}?)(?:的?(?:说法|报道|介绍|统计|数据|预计)|称|报道|，)|(?P<who>[\u4e00-\u9fffA-Za-z·]{{2,12}}?)(?:的?最新研究|{VERBS_ZH})"
)
