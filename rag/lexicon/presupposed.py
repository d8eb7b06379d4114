"""The words by which a question takes something for granted, and by which a text says otherwise."""

import re

from rag.lexicon.template import Template

__all__ = [
    "AGAIN",
    "ALL_SHOWN",
    "CALLED",
    "DENIES",
    "EXPECTED",
    "FIRST",
    "FIRST_THEN",
    "FULL_REVERSALS",
    "HAS_COME_TRUE",
    "LEAVES_OPEN",
    "LETS_IN",
    "MADE_BY",
    "MAKES",
    "MAKING",
    "NOT_CALLED",
    "NOT_SO",
    "OF_TWO",
    "PRIVATE",
    "PUBLIC",
    "REVERSALS",
    "SHUTS_OUT",
    "SOME_OF",
    "STRESSES",
    "WENT_TO",
    "WHY",
]


_MADE_ZH = r"(?:研发|研制|开发|推出|打造|搞|做|设计|发明|创造)"
_MADE_EN = r"(?:developed|built|created|made|designed|invented|devised|launched)"
MAKES = (
    re.compile(
        rf"(?P<maker>[A-Za-z\u3400-\u9fff·]{{2,12}}?(?: [A-Z]\w*)?)\s?(?:公司|团队)?(?:为什么|为何|为啥|怎么)?[要会能]?(?:秘密|悄悄|暗中|自主|自行|偷偷)?"
        rf"(?:{_MADE_ZH}(?:出来?|成)?)(?:了)?(?:的|一套|一种|一个|那个|那套|所谓){{1,2}}(?:[把能][^，。？]{{2,20}}的)?[“\"‘「]*(?P<thing>[\u3400-\u9fffA-Za-z]{{3,10}})"
    ),
    re.compile(
        r"(?P<maker>[A-Za-z\u3400-\u9fff·]{2,10})的[“\"‘「](?P<thing>[\u3400-\u9fffA-Za-z]{3,10})[”\"’」]"
    ),
    re.compile(
        r"\b(?P<maker>[A-Z]\w+(?: [A-Z]\w+)?)['’]s? (?:own |new |secret |alleged |supposed |so-called )*[“\"'‘]?"
        r"(?P<thing>[a-z]+(?: [a-z]+){1,3})",
    ),
    re.compile(
        r"\b(?P<maker>[A-Z]\w+(?: [A-Z]\w+)?) (?:secretly |quietly |itself )?(?:develop|build|create|design|invent|devise)(?:s|ed)? "
        r"(?:the |an? |its |that )(?P<thing>[a-z]+(?: [a-z]+){1,3})"
    ),
)
"""Who makes a thing, before it: "Mistral AI秘密研发的量子压缩算法", "Google's quantum algorithm"."""
MADE_BY = (
    re.compile(
        rf"[“\"'‘]?(?P<thing>[a-z]+(?: [a-z]+){{1,3}})[”\"'’]? (?:that was |which was |was )?(?:secretly |quietly )?"
        rf"{_MADE_EN} by (?P<maker>[A-Z]\w+(?: [A-Z]\w+)?)",
    ),
)
"""Who made it, behind it."""
MAKING = Template(
    rf"{{name}}[^，。；,;]{{{{0,40}}}}?(?:{_MADE_ZH}|build|{_MADE_EN}|developing|builds)(?P<rest>[^，。；,;]{{{{2,40}}}})"
)
"""What somebody makes, in that order."""

_HOSTS_ZH = r"(?:主办|举办|承办|办)"
# "Paris follows on from earlier summits" takes nothing for granted of Paris.
_NOT_AFTER = r"(?:(?!接着|承接|延续|继|基于|之后)[^，。？])"
AGAIN = (
    Template(
        rf"{{name}}{_NOT_AFTER}{{{{0,10}}}}(?:上一?次|前[一两二三几]次|之前|此前|以前|已经|曾经?|第[二三四五两]次|再次|又一?次|再度)[^，。？]{{{{0,8}}}}{_HOSTS_ZH}"
    ),
    Template(
        rf"{{name}}{_NOT_AFTER}{{{{0,6}}}}{_HOSTS_ZH}[^，。？]{{{{0,14}}}}(?:第[二三四五两]次|上一?次|前[一两二三几]次|再次)"
    ),
    Template(
        r"{name} (?:has |had )?(?:now |already |previously |once )*(?:hosted|held|organi[sz]ed) (?:two|three|another|one|a previous|its second|its third)\b[^?.]{{0,40}}"
    ),
    Template(
        r"\b(?:did|had) {name} (?:previously|last|once|already) (?:host|hold|organi[sz]e)\w*\b[^?.]{{0,40}}"
    ),
    Template(
        r"\b(?:second|third|fourth) (?:\w+ ){{0,4}}(?:summit|conference|meeting)\w*(?: that)? {name}(?:['’]s| has| had)? (?:ever )?(?:hosted|held|organi[sz]ed)"
    ),
    Template(
        r"\b(?:second|third|fourth|fifth) time\b[^?.]{{0,12}}\b{name}\b(?: has| had)?[^?.]{{0,20}}\b(?:hosted|held|organi[sz]ed)"
    ),
    Template(
        r"{name}['’]s? (?:earlier|previous|last|second|third) (?:\w+ ){{0,3}}(?:summit|conference|meeting)"
    ),
)
"""That somebody hosted something before."""
FIRST = re.compile(
    r"(?:首次|首度|第一次)[^，。；]{0,6}(?:主办|举办|承办)|\b(?:first time|first)\b[^.;]{0,60}\bhost\w*|\bhost\w*\b[^.;]{0,60}\bfor the first time",
    re.IGNORECASE,
)
"""That something is hosted for the first time."""

WENT_TO = Template(
    r"(?:在|去|到|赴|访问|抵达|飞往|挑在|选在|约在){name}|{name}(?:之行|会晤|会面|见面)|\b(?:in|to|at|visited|visit|choose|chose|picked?) {name}\b"
)
"""That somebody was at a place."""

FIRST_THEN = (
    Template(
        r"先(?:是)?(?:在|去|到|赴|跑|飞|访问|抵达|到访)?了?趟?{first}[^。？]{{0,12}}?(?:再|后|然后|才|之后|随后|接着)[^。？]{{0,8}}?{second}"
    ),
    Template(r"{second}之前[^。？]{{0,4}}先[^。？]{{0,6}}{first}"),
    Template(r"\b{first} first\b[^?.]{{0,50}}\b{second}\b"),
    Template(
        r"\bfirst\b[^?.]{{0,20}}\b{first}\b[^?.]{{0,40}}\b(?:then|before|after\w*|later|only)\b[^?.]{{0,30}}\b{second}\b"
    ),
    Template(r"\b{first}\b[^?.]{{0,20}}\bbefore\b[^?.]{{0,25}}\b{second}\b"),
    Template(r"\bafter (?:her |his |the |their )?{first}\b[^?.]{{0,60}}\b(?:to|in|visit\w*|for) {second}\b"),
    Template(
        r"{first}(?:之行|访问)?(?:结束)?(?:之后|以后|后)[^。？]{{0,12}}(?:去|到|赴|前往|访问|转往|飞)了?{second}"
    ),
    Template(r"\b{first}\b,? and (?:only )?(?:then|afterwards|later)\b[^?.]{{0,30}}\b{second}\b"),
)
"""That somebody was at one place before another: "先去北京再去伦敦"."""

HAS_COME_TRUE = re.compile(
    r"已经|已(?=[达到超成])|早就|\balready\b|\b(?:has|have|had) (?:now )?(?:reached|grown|risen|hit|become|achieved)\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"预计|预期|有望|将达|预测|\b(?:expected|forecast|projected|predicted|likely) to\b|\bwill (?:reach|grow|rise|hit)\b",
    re.IGNORECASE,
)
"""What has come to pass, and what is only expected."""

LEAVES_OPEN = re.compile(
    r"还是|抑或|究竟是|到底是|是不是|是否|怀疑|搞混|混淆|弄混|\bor\b|\bwhether\b|\bsuspect\w*|\breally\b|\bmixed up\b|\bconfus\w+"
    r"|^(?:is|was|are|were|do|does|did) ",
    re.IGNORECASE,
)
"""What asks whether something is so, and takes it for granted no longer."""

SHUTS_OUT = re.compile(
    r"不(?:准|给|让|许|允许|用理会|必理会|受)|无[需须]|禁止|排除|\b(?:shut out|bar(?:s|red)?|exclud\w+|free (?:of|from)|exempt)\b",
    re.IGNORECASE,
)
"""Words that keep something out of a thing, or free of it."""
LETS_IN = re.compile(
    r"受到?[^，。]{0,12}(?:影响|约束|监管|限制)|遵守|用于|资助|惠及|开放|纳入"
    r"|\b(?:affected|constrained|bound|governed|subject to|fund(?:s|ed|ing)?|financ\w+|open to|includ\w+)\b",
    re.IGNORECASE,
)
"""Words that let something in, or bind it."""
WHY = re.compile(
    r"为什么(?:要)?|为何|为啥|凭什么|怎么会|(?:，|,)?(?:这)?是?(?:怎么|如何)(?:做到|回事)的?|\bhow come\b|\bwhy (?:were|was|is|are|does|do|did|has|have|had)\b",
    re.IGNORECASE,
)
"""What asks for the reason of what it takes for granted."""

PUBLIC = re.compile(
    r"财政|国库|公共资金|公款|国家出资|政府出[资钱]|纳税人|\btreasury\b|\bpublic (?:money|funds?|purse|sector)\b|\btaxpayers?\b|\bstate (?:money|funds?|budget)\b",
    re.IGNORECASE,
)
PRIVATE = re.compile(r"私营|私人|民间资本|民营|私企|\bprivate(?:ly)?\b", re.IGNORECASE)
"""Whose money it is."""

_OPEN = re.compile(r"开源|开放源|\bopen[- ]source", re.IGNORECASE)
_CLOSED = re.compile(r"闭源|封闭源|不开源|\bclosed\b|\bproprietary\b", re.IGNORECASE)
_UP = re.compile(
    r"上升|上涨|增加|增长|飙升|升高|提高了|多了(?=\d)|\bincreas(?:e|es|ed|ing)\b|\bris(?:e|es|ing)\b|\brose\b|\bpush\w*\b[^?.]{0,40}\bup\b|\braises?d?\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"下降|降低|减少|砍掉|砍了|削减|下跌|\bslash\w*|\bcut(?:s|ting)?\b(?!-edge)|\breduc\w+|\bdecreas\w+|\bf(?:a|e)ll(?:s|en)?\b|\bdrop\w*",
    re.IGNORECASE,
)
_BROAD = re.compile(
    r"更[为加]?(?:广泛|宽|广|具包容|包容)|\b(?:broader|wider|more inclusive)\b", re.IGNORECASE
)
_NARROW = re.compile(
    r"更[为加]?(?:狭窄|窄)|包容性更?(?:低|差|弱)|\b(?:narrower|less inclusive|less broad)\b", re.IGNORECASE
)
_BY_HAND = re.compile(
    r"(?:都得|必须|须|需要|需)[有由经]?[^，。？]{0,6}(?:人类|人工|人员|人)[^，。？]{0,3}(?:批准|点头|同意|下令|干预|操作)"
    r"|\b(?:needs?|requires?|must have)\b[^?.]{0,14}\b(?:human|person|operator)\b",
    re.IGNORECASE,
)
_BY_ITSELF = re.compile(
    r"(?:没有|无需|不需要|无)(?:任何)?(?:人类|人工|人)[^，。]{0,3}(?:干预|参与|批准|介入)|\bwithout (?:any )?human\b|\bno human\b",
    re.IGNORECASE,
)
_EXCEEDS = re.compile(
    r"超过|超越|胜过|强于|优于|高于|反超|\b(?:outperform\w*|surpass\w*|exceed\w*|beats?|better than|ahead of)\b",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    r"(?<!\d)\d\d?\s?%的?性能|(?<!\d)\d\d?(?:%| per ?cent) of the (?:performance|capabilit\w+)", re.IGNORECASE
)
_WITHIN = re.compile(
    r"(?:只|仅)(?:留在|限于|局限于|保留在)|局限(?:于|在)|\b(?:kept|keep|confined|limited|restricted) (?:within|to)\b",
    re.IGNORECASE,
)
_BEYOND = re.compile(r"至[^，。]{1,12}之外|\bextend\w*\b[^.;]{0,50}\bbeyond\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"遥遥领先|已经?领先|\b(?:is|are|was) (?:already |now )?(?:well |far |way )?ahead\b", re.IGNORECASE
)
_BEHIND = re.compile(r"落后|\bf(?:all|ell|alling|allen) behind\b|\blag(?:s|ging)? behind\b", re.IGNORECASE)
_WITH = re.compile(
    r"联手|合作联合|携手|\bteam(?:s|ing|ed)? up with\b|\bworking (?:together )?with\b", re.IGNORECASE
)
_AGAINST = re.compile(r"对抗|抗衡|\b(?:fight|fights|fighting|counter|challenge)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"不碰|不谈|不涉及|避而不谈|排除在外|不列入|\bkeep\b[^?]{3,60}\boff\b|\bleave\b[^?]{3,60}\bout\b",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(r"涉及|涵盖|纳入|\btouch(?:es|ing)? on\b|\bcovers?\b|\bincludes?\b", re.IGNORECASE)
REVERSALS = (
    (_EXCEEDS, _SHARE_OF),
    (_AHEAD, _BEHIND),
    (_WITH, _AGAINST),
    (_OPEN, _CLOSED),
    (_CLOSED, _OPEN),
    (_UP, _DOWN),
    (_DOWN, _UP),
)
"""What is said of a thing, and its reverse."""
OF_TWO = ((_NARROW, _BROAD), (_BROAD, _NARROW))
"""The same, said of two that are compared."""
FULL_REVERSALS = ((_BY_HAND, _BY_ITSELF), (_BY_ITSELF, _BY_HAND), (_WITHIN, _BEYOND), (_LEFT_OUT, _TAKEN_UP))
"""The same, of words that say so much by themselves that a sentence on the same matter is about the same thing."""

NOT_CALLED = re.compile(
    r"(?:命名为|取名为?|称为|叫做?|名为)\s?[“\"「‘](?P<zh>[^”\"」’]{1,12})[”\"」’]而(?:非|不是)\s?[“\"「‘](?P<zh_not>[^”\"」’]{1,12})[”\"」’]"
    r"|\b(?:nam(?:ed|ing)|call(?:ed|ing))\b[^.]{0,24}[“\"‘](?P<en>[^”\"’]{2,20})[”\"’],? (?:rather than|and not|not|instead of) [“\"‘](?P<en_not>[^”\"’]{2,20})[”\"’]",
    re.IGNORECASE,
)
"""What a thing is called, and what it is not."""
CALLED = re.compile(
    r"名字|名称|命名|起名|取名|(?<!不)叫(?!板)|\bname[sd]?\b|\bcalled\b|\blabel(?:led)?\b|\btitled?\b",
    re.IGNORECASE,
)
NOT_SO = re.compile(
    r"不|没|而非|改|弃|\bnot\b|n['’]t\b|\bdrop|\binstead\b|\brather\b|\bno longer\b|\bavoid|\breplac",
    re.IGNORECASE,
)

SOME_OF = re.compile(
    r"从[^。]{0,30}?(?P<whole>\d+)\s?个?[^。\d]{0,12}中[^。\d]{0,8}选出?\s?(?P<part>\d+)"
    r"|\bselect\w* (?P<en_part>\d+)\b[^.]{0,40}?\bfrom (?:the |among the )?(?P<en_whole>\d+)\b",
    re.IGNORECASE,
)
"""That some of so many are chosen."""
ALL_SHOWN = Template(
    r"(?:全部|所有|全都)[^，。？]{{0,8}}{number}[^，。？]{{0,24}}(?:展|入选|选中)|{number}[^，。？]{{0,10}}(?:全部|全都|都)[^，。？]{{0,10}}(?:展|入选|选中)"
    r"|\ball (?:the |of the )?{number}\b[^?.]{{0,40}}\b(?:exhibit|show|select|present|display|chosen)"
)
"""That all of so many are shown or chosen."""

STRESSES = re.compile(
    r"头号|首要|首位|最前|前面|最优先|优先|重点|重心|核心|强调|侧重|放在第一|当成第一|聚焦|\btop of\b|\bpriorit\w+|\bemphasi\w+|\bstress(?:es|ed|ing)?\b"
    r"|\bfocus(?:es|ed|ing)?\b|\bcent(?:re|er)(?:d|s)? on\b|\bcent(?:re|er) stage\b|\bfront and cent(?:re|er)\b|\bforemost\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"(?:不再|不|并未|未|没有)(?:强调|侧重|聚焦|关注|重视|优先考虑)(?P<zh>[\u3400-\u9fffA-Za-z]{2,12}?)(?=[，。；？]|而|$)"
    r"|\b(?:no longer|not|never) (?:stress|emphasi[sz]e|focus on|prioriti[sz]e)(?:es|ed|s|d)? (?:the )?(?P<en>[a-z][a-z -]{2,30}?)(?= but\b|[,.;?]|$)",
    re.IGNORECASE,
)
"""What is stressed, and what is said not to be."""
