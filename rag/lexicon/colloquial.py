"""Words of everyday speech and what is written for them: documents say 投资 where people say 砸钱.

Of each pair the first is a pattern of everyday speech, the second what reports and the press write for it. The pairs
speak of the languages and of no document in particular.
"""

import re

__all__ = ["WRITTEN_FOR"]

_PAIRS = (
    # asking
    (r"为啥|干[嘛吗]要?(?=[^？?]{2})", "为什么"),
    (r"咋样", "怎么样"),
    (r"咋", "怎么"),
    (r"啥", "什么"),
    (r"(?:到底|究竟)?(?:图的?(?:是|个)?|打的?(?:是)?什么主意|安的什么心)(?:什么|啥|哪些)", "目的动机是什么"),
    (r"想干(?:什么|啥|嘛)", "目的是什么"),
    # money
    (r"砸钱|烧钱", "资金投资"),
    (r"砸(?=了?[^，。？]{0,6}(?:\d|[百千万亿]|多少))", "投资"),
    (r"(?:掏|出)(?:的)?(?:钱|腰包)", "出资"),
    (r"花(?=在)", "用"),
    (r"批下来|批给|点头(?:同意)?", "批准"),
    (r"赚(?:到|了)?(?:钱|便宜)?", "获利"),
    # work
    (r"丢(?:了|掉)?(?:饭碗|工作)|没(?:了)?工作|砸(?:了)?饭碗", "失业"),
    (r"抢(?:走)?(?:了)?的?饭碗", "取代工作岗位"),
    (r"抢(?:走)?(?:了)?(?P<who>[^，。？的]{0,6})的?饭碗|顶替|挤掉", r"取代\g<who>"),
    (r"饭碗|活儿", "工作岗位"),
    (r"打工人|打工仔", "劳动者"),
    # conflict
    (r"动(?:了)?(?:点)?手脚", "篡改投毒"),
    (r"杀手机器人", "自主武器系统"),
    (r"小摩擦|擦枪走火", "冲突"),
    (r"(?:打|开)(?:起|大)?(?:了)?仗|大仗", "战争"),
    (r"闹翻|翻脸", "激怒"),
    (r"卡(?:住)?脖子", "限制垄断"),
    (r"拖后腿|使绊子", "阻碍"),
    (r"唱反调", "反对"),
    # dealing
    (r"联手|抱团|搭伙", "合作联合"),
    (r"撑腰", "支持"),
    (r"搭(?:个|了|好)?台(?:子)?", "提供平台"),
    (r"(?<![优竞俊清])秀(?=点|出|一|什么|给)", "展示"),
    (r"管(?=AI|人工智能|住)", "治理"),
    (r"(?:没|顾不|没人)顾?上|没人管", "被忽视"),
    (r"盯(?:上|着|住)", "关注"),
    (r"掺和", "参与"),
    (r"拍板", "决定"),
    (r"说好的?|答应", "承诺"),
    (r"变卦|反悔", "否认共识"),
    (r"露(?:了)?面|到(?:了)?场", "出席"),
    (r"政要|大佬|大咖|头面人物", "重量级人物"),
    (r"引资|招商引资", "吸引投资"),
    # people and things
    (r"老百姓|普通人", "公众"),
    (r"穷国", "发展中国家"),
    (r"富国", "发达国家"),
    (r"创业公司|小公司", "初创企业"),
    (r"假消息|谣言", "虚假信息"),
    (r"省电|降耗", "降低能耗"),
    (r"耗电|费电", "能耗"),
    (r"睡不(?:着|好)觉?", "失眠"),
    (r"(?:只|光)(?:是|有)个?想法", "构想试点阶段"),
    (r"投(?=(?:个|些)?项目)", "提交"),
    (r"门槛", "要求"),
    # the same in English
    (r"\bthe whole (?:thing|affair|show|shebang)\b", "the summit event"),
    (r"\b(?:fork|shell|cough|splash)(?:s|ed|ing)? out\b|\bpump(?:s|ed|ing)? (?:money )?into\b|\bplough(?:s|ed|ing)? (?:money )?into\b", "invest in"),
    (r"\b(?:laid off|out of (?:a job|work)|los(?:e|es|ing) their jobs?|on the dole)\b", "unemployed"),
    (r"\bkiller robots?\b", "autonomous weapons"),
    (r"\b(?:mobile|phone|cell)[- ](?:network |phone )?(?:masts?|towers?)\b", "base stations"),
    (r"\btampered with\b|\bdoctored\b", "poisoned"),
    (r"\bget(?:s)? paid\b", "are paid, remuneration"),
    (r"\bhead(?:s|ed|ing)? off\b(?! (?:to|for|from)\b)|\bstave(?:s|d)? off\b", "avoid"),
    (r"\bclout\b|\b(?:carr(?:y|ies)|already carries) weight\b|\b(?:has|have) a say\b", "influence"),
    (r"\b(?:power|energy)[- ]hungry\b|\bguzzl\w+\b", "energy-consuming"),
    (r"\bfake news\b", "disinformation"),
    (r"\b(?:big names?|bigwigs?|VIPs?|heavy hitters?|dignitar(?:y|ies))\b", "heavyweight figures"),
    (r"\b(?:turned|showed|shown) up\b", "attended"),
    (r"\bbig tech\b", "large technology companies"),
    (r"\b(?:poor|poorer) countries\b", "developing countries"),
    (r"\b(?:rich|richer) countries\b", "developed countries"),
    (r"\bteam(?:s|ed|ing)? up with\b", "cooperate with"),
    (r"\bsign(?:s|ed)? off on\b|\bgreen-?light(?:s|ed)?\b", "approve"),
)  # fmt: skip
WRITTEN_FOR = tuple((re.compile(pattern, re.IGNORECASE), written) for pattern, written in _PAIRS)
"""A pattern of speech, and what is written for it."""
