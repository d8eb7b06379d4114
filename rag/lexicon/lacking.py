"""The words by which a question ties what it asks for to one event, year or body, in Chinese and English."""

import re

from rag.lexicon.template import Template

__all__ = [
    "ASKS_ALLIES",
    "ASKS_BODY",
    "ASKS_CITY",
    "ASKS_DIFFERENCE",
    "ASKS_EVENT",
    "ASKS_LABEL",
    "ASKS_REAL",
    "ASKS_SIZE",
    "COMMON_OF_EVENTS",
    "HAPPENED",
    "HOSTS",
    "NO_PARTIES",
    "ONLY_SUPPOSED",
    "OWNED_BY",
    "TELLS_DIFFERENCE",
]

_EVENT_ZH = r"(?:日|节|周|峰会|会议|论坛|大会|会谈|展览|晚宴|典礼|仪式|演讲)"
_EVENT_EN = r"(?:days?|week|festivals?|summit|forum|conference|meeting|talks|ceremony|dinner|banquet|exhibition|reception)"
ASKS_EVENT = (
    re.compile(
        rf"(?P<event>[\u3400-\u9fff]{{1,8}}?{_EVENT_ZH})(?:系列)?(?:活动)?(?:具体|到底|究竟)?(?:是|都|会|又|将|打算|被)*"
        r"(?:安排|定|放|设|选|举办|举行|办|开|召开|落)?(?:(?:在|于|到)(?:[\u3400-\u9fff]{2,3}的?)?)?(?:哪(?!一?个?(?:主题|议题|领域|方面|环节|方向|份|篇))|什么时候|何时|何地|几月|几号|什么地方)"
    ),
    re.compile(
        r"\b(?:where|when|(?:on |in |at )?(?:which|what) (?:exact )?(?:venue|hall|city|building|dates?|days?))\b[^?]{0,14}?\b(?:is|are|was|were|will|would|did|does|do)\b"
        rf" (?:the )?(?P<event>(?:(?!of\b|that\b|who\b|and\b)[\w'’-]+ ){{0,3}}?{_EVENT_EN})\b",
        re.IGNORECASE,
    ),
)
"""When or where an event is held; `event` is what the question calls it."""
COMMON_OF_EVENTS = frozenset(
    """the this that its summit meeting conference forum action artificial intelligence talks global world international
    first last next previous upcoming opening closing main whole two side related actual
    峰会 会议 论坛 大会 这次峰会 本次峰会 此次峰会 这届峰会 本届峰会 行动峰会 人工智能峰会 人工智能行动峰会 会谈 这次会议 这场峰会 该峰会 那次峰会""".split()
)
"""What many events are called, so that it tells none from another."""
HOSTS = re.compile(
    r"[\u3400-\u9fff]{2,4}(?:政府)?(?:还|也|将|会|计划|拟|要)*(?:在[^，。]{0,8}前)?(?:举办|主办|承办|召开)"
    r"|\b[A-Z]\w+ (?:(?:will|would|is to|plans to|also) )*(?:host|hold)s?\b"
)
"""Who holds an event, which is not yet where it is held."""
ASKS_CITY = re.compile(
    r"哪[一座个]*城市|什么城市|\b(?:which|what) (?:\w+ ){0,2}(?:city|cities|town)\b", re.IGNORECASE
)
ASKS_ALLIES = re.compile(
    r"哪[几些一]?[个位家国]?(?:盟友|盟国|伙伴|对手|竞争者|成员国|签署国|签署方)|(?:盟友|盟国|伙伴|对手|合作方|合作机构)[^，。？]{0,4}(?:是谁|有谁|是哪|叫什么)"
    r"|\b(?:which|what|whose)\b[^?]{0,40}\bis\b[^?]{0,20}\bpartner\b|\b(?:which|what|whose) (?:\w+ )?(?:all(?:y|ies)|partners?|rivals?|competitors?|opponents?|signator(?:y|ies))\b",
    re.IGNORECASE,
)
ASKS_BODY = re.compile(
    r"机构|公司|企业|团队|实验室|\b(?:lab|firm|company|compan\w+|institut\w+|organi[sz]ation|bod(?:y|ies))\b",
    re.IGNORECASE,
)
NO_PARTIES = re.compile(
    r"《[^》]*》|[A-Z]{2,}\s?(?:系统|体系|system\b)|\b(?:[A-Z][\w-]+ ){1,4}(?:Act|Treaty|Law|Report|Index|Regulation)\b"
)
"""What carries a name and is nobody: titles of laws and reports, systems."""
ASKS_DIFFERENCE = re.compile(
    r"比[^，。？]{1,24}(?:多|少|高|低|大|小)(?:了|出)?(?:多少|几)|比[^，。？]{1,20}(?:多还是少|高还是低|大还是小)|(?:相)?差(?:了|别|距)?(?:有)?多少|\bhow many (?:more|fewer)\b|\bhow much (?:more|less|higher|lower|larger|bigger|smaller)\b",
    re.IGNORECASE,
)
TELLS_DIFFERENCE = re.compile(
    r"比[^，。]{1,24}(?:多|少|高|低|大|小)|增[加长至]|翻|减少|下降|\b(?:more|fewer|less|higher|lower|larger|bigger|smaller) than\b|\b(?:increase|decrease|doubl|tripl|up from|down from)",
    re.IGNORECASE,
)
ASKS_LABEL = re.compile(r"第\s*(\d+)\s*期|\b(?:issue|volume) (?:no\.?|number|#)?\s*(\d+)\b", re.IGNORECASE)
ASKS_SIZE = re.compile(
    r"规模|多大|产值|总额|多少|\bhow (?:big|large|much|many)\b|\bworth\b|\bsize\b|\bvalue of\b", re.IGNORECASE
)
ASKS_REAL = re.compile(
    r"真实(?:的)?(?:案例|例子|事件|战争|冲突|事故)|已经(?:被)?(?:用|使用|动用|发生|出现)过|真(?:的|有|实)?(?:发生|出过|亏|出现|有)|实际(?:上)?(?:发生|出现)过|有没有(?:发生|出现)过"
    r"|\b(?:real|actual)(?:-world|-life)? (?:banks?|firms?|compan(?:y|ies)|countr(?:y|ies)|cases?|examples?|incidents?|victims?|wars?|conflicts?|attacks?)\b|\balready (?:been )?(?:used|deployed|happened)\b|\b(?:really|actually|ever) (?:lost|happened|occurred|been|suffered|taken place|caused|used)\b",
    re.IGNORECASE,
)
ONLY_SUPPOSED = re.compile(
    r"一旦|如果|倘若|假如|若|可能|或许|恐|将会|\b(?:once|if|would|could|may|might|can)\b", re.IGNORECASE
)
OWNED_BY = Template(
    r"{name}\s?(?:公司)?的?(?:(?:联合)?创始人|首席执行官|CEO|总裁|董事长|老板|掌门人)"
    r"|{name}(?:['’]s)? (?:co-?founder|founder|CEO|chief executive|boss|chairman|president)\b"
    r"|\b(?:co-?founder|founder|CEO|chief executive|boss|chairman|president)s? (?:of|at) (?:the )?{name}\b"
)
"""Whose founder or head somebody is."""
HAPPENED = re.compile(
    r"曾|已经?|发生了|出现了|造成了|[年月日]，|\b(?:has|have|had) (?:already )?\w+ed\b|\bin (?:19|20)\d\d\b"
)
