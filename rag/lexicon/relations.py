"""Words of relations whose two sides cannot change places: who fights whom, what is traded for what.

One pattern a relation, for both languages; a relation counts only where claim and evidence use the same pattern.
"""

import re

__all__ = ["FIGURE", "PASSIVE", "RELATIONS", "TRADES"]

_RELATIONS = (
    # who sets himself against whom, by what
    r"对抗|抗衡|较量|对着干|叫板|(?<![的些种项大])挑战|对冲|抵御|\b(?:fight\w*|fought|challeng(?:e(?!s)d?|ing)(?! of)|challenges(?! (?:to|of|for|in|that|which|and|such|posed|facing))|counter(?:s|ed|ing)?|tak(?:es?|ing) on|rival(?:s|led|ling)?)\b",
    # what is traded for what
    r"换(?:走|取|来|得|回)|\b(?:trad(?:ed?|ing)|exchang(?:ed|ing)(?! (?:\w+ )?views)|in exchange for|swap\w*|barter\w*|(?:took|taken?)(?! (?:in|part|place|on|over|up|note|stock|effect|office)\b)|obtain\w*)\b",
    # who makes something for whom
    r"(?:为|替|给)(?=[^，。；]{2,14}(?:打造|建造|建起|兴建|搭建|修建|开发|建立|提供))|\b(?:build(?:s|ing)?|built|creat(?:es?|ing)|construct(?:s|ed|ing)|set(?:s|ting)? up)\b",
    # who replaces, funds, leads, invites, misleads, overtakes whom
    r"取代|替代|代替|\breplac\w+",
    r"资助|出资|注资|拨款给|\b(?:fund(?:s|ed|ing)?|financ\w+|bankroll\w*)\b",
    r"邀请|\binvit\w+",
    # who helps, teaches, answers whom
    r"帮助|帮(?!手|派)|援助|扶持|\b(?:help(?:s|ed|ing)?|assist(?:s|ed|ing)?|aid(?:s|ed|ing)?)\b",
    r"误导|欺骗|诱导|\b(?:mislead\w*|misled|deceiv\w+|induc\w+|trick\w*)\b",
    r"超越|超过|胜过|赶超|\b(?:overt(?:ake|akes|aken|aking|ook)|surpass\w*|outperform\w*|outstrip\w*|exceed\w*)\b",
    r"打破|颠覆|终结|\b(?:break(?:s|ing)?|broke|overturn\w*|shatter\w*)\b",
    r"影响|制约|左右|塑造|\b(?:affect\w*|influenc\w+|shap(?:es?|ed|ing)|constrain(?:s|ed))\b",
    r"依赖|依附|\b(?:depend\w*|rel(?:y|ies|ied|ying)) (?:up)?on\b",
    r"主导|领导|\b(?:dominat\w+)\b",
)
RELATIONS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _RELATIONS)
TRADES = RELATIONS[1]
FIGURE = re.compile(r"\d+(?:\.\d+)?\s?(?:%|％|per ?cent\b|percent\b)|百分之[\d.]+", re.IGNORECASE)
"""A share, on whose two sides stand what has it and of what it is."""
PASSIVE = re.compile(
    r"被(?!迫)|遭(?!遇)|受到|由(?=[^，。；]{1,16}$)|\b(?:is|are|was|were|been|being|be)(?: \w+ly)? $",
    re.IGNORECASE,
)
"""What right before a relation turns its sides round."""
