"""Offices and roles, each under one name for both languages."""

import re

__all__ = ["DEPUTIES", "EXCLUSIVE", "ROLES", "TOLD_APART"]

_ROLES = {
    "vice president": r"副总统|\bvice[- ]president\b",
    "president": r"(?<!副)总统|国家主席|(?<!vice )(?<!vice-)\bpresident\b",
    "vice premier": r"副总理|\bvice[- ]premier\b|\bdeputy prime minister\b",
    "prime minister": r"(?<!副)总理|首相|\bprime minister\b|(?<!vice )\bpremier\b|\bchancellor\b",
    "interior minister": r"内政(?:部长|大臣)|\b(?:interior|home) (?:minister|secretary)\b",
    "foreign minister": r"外交(?:部长|大臣)|外长|(?<!vice )(?<!deputy )\bforeign (?:minister|secretary)\b",
    "finance minister": r"财政(?:部长|大臣)|财长|\bfinance minister\b|\bchancellor of the exchequer\b",
    "defence minister": r"国防(?:部长|大臣)|防长|\bdefen[cs]e (?:minister|secretary)\b",
    "minister": r"大臣|(?<!副)部长|(?<!vice )(?<!deputy )(?<!vice foreign )(?<!deputy foreign )\bminister\b(?! of the cabinet)",
    "vice minister": r"副部长|\b(?:vice|deputy)[- ](?:foreign )?minister\b",
    "envoy": r"特使|\benvoy\b",
    "chief executive": r"首席执行官|\bchief executive\b|\bCEO\b",
    "company president": r"总裁|\bcompany president\b",
    "founder": r"创始人|\b(?:co-?)?founder\b",
    "author": r"撰稿|撰写|作者|执笔|起草|\b(?:written|authored|wrote|author|drafted|penned)\b",
    "editor": r"编辑|\b(?:edited|editor)\b",
    "reviewer": r"审核|审校|\b(?:reviewed|reviewer)\b",
    "commission president": r"委员会主席|\bcommission president\b",
}
ROLES = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ROLES.items())
DEPUTIES = tuple(
    (_ROLES[first], _ROLES[second])
    for first, second in (
        ("president", "vice president"),
        ("prime minister", "vice premier"),
        ("foreign minister", "vice minister"),
    )
)
"""The patterns of an office and of whoever is second in it."""
# Two offices of one firm.
TOLD_APART = frozenset({("chief executive", "company president")})
# Whoever holds one of these is not told by another office: the interior minister is no minister of state for AI.
EXCLUSIVE = frozenset(
    {
        "interior minister",
        "foreign minister",
        "finance minister",
        "defence minister",
        "prime minister",
        "president",
    }
)
