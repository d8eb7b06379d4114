"""The words by which a question says what it wants, in Chinese and in English.

One pattern a kind, for both languages at once; a question may match several. The patterns speak of questions
in general and of no document in particular.
"""

import re

from rag.question_kinds import Asks, Shape

__all__ = ["ASKS", "SHAPES", "STOPWORDS_EN", "STOPWORDS_ZH"]


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_EN_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+)"
_ZH_COUNT = r"[二两三四五六七八九十几\d]"
_PEOPLE = (
    r"(?:person|people|officials?|leaders?|envoys?|ministers?|figures|ceos?|boss(?:es)?|executives?|politicians?|"
    r"authors?|writers?|presidents?|researchers?|speakers?|professors?|guests?|representatives?|founders?|chiefs?|heads)"
)
_OUTLET = r"(?:outlet|newspaper|paper|publication|agency|media|magazine|news\s+agency|wire)"

# "What will companies show?" asks for no companies: a verb stands between.
_NO_VERB = r"(?:(?!\b(?:sort|kind|type)s? of\b|\b(?:is|are|was|were|will|would|can|could|should|do|does|did|has|have|had|makes?)\b)[^?])"
ASKS: dict[Asks, re.Pattern[str]] = {
    Asks.PERSON: _words(
        r"谁", r"姓甚名谁", r"哪[一两二三几]?位", r"何人", r"什么人", r"哪些人", r"(?:部长|总统|总理|官员|特使|领导|负责人|大臣|议员|主席|作者|老板|总裁)[^，。？]{0,6}(?:叫什么|叫啥|叫谁|名字|姓名)", r"[他她](?:叫什么|叫啥|姓什么|是谁)", r"政要", r"领导人",
        r"(?<!people )(?<!those )(?<!workers )(?<!anyone )(?<!everyone )(?<!someone )(?<!person )\bwhom?\b", r"\bwhose\b(?! (?:regulat\w+|rules?|laws?|stud(?:y|ies)|research|reports?|data|figures?|money|standards?|polic(?:y|ies)))", rf"\b(?:which|what(?! (?:makes?|made|does|do|did|will|would|can|could|should|has|have|had)\b)|names? of|name)\b[^?]{{0,40}}\b{_PEOPLE}\b", r"\bby whom\b",
    ),
    Asks.ORGANISATION: _words(
        r"哪[一些几]?(?:家|个)?[^，。？的]{0,4}(?:机构|公司|企业|组织(?!方式|形式|架构|结构|能力|办法|方法|手段|模式|制度)|媒体|部门|单位|大学|报纸|平台|政府)", r"哪[一些几]?(?:家|个)?[^，。？的]{0,4}(?:投资方|出资方|投资者|投资人|赞助商|金主|买家)", r"哪[一几两]?家", r"(?:报纸|报社|媒体|杂志|公司|企业|机构|大学|高校)(?:叫什么|叫啥|是哪)",
        rf"\b(?:which|what|whose)\b{_NO_VERB}{{0,30}}\b(?:organi[sz]ations?|institut\w*|compan\w+|firms?|bod(?:y|ies)|"
        rf"agenc\w+|departments?|ministr\w+|universit\w+|makers?|manufacturers?|vendors?|brands?|{_OUTLET}|website|platform)\b",
    ),
    Asks.PLACE: _words(
        r"(?<![花用投现别同题势强好差难害处]在)(?<!花到)哪里", r"(?<![花用投现别同题势强好差难害处]在)哪儿", r"(?<![花用投现别同题势强好差难害处])在哪(?!里|儿|些|几|个?年|天|一天|份|篇|一?个?(?:领域|方面|议题|主题|方向|行业|环节|问题|层面))", r"何地", r"(?<![花用投现别同题势强好差难害处]在)(?<![花用]到)什么地方", r"哪座", r"哪栋", r"哪个?城市", r"哪一?国", r"哪[个些几]*国家", r"国家[^。？]{0,6}哪[些几]", r"地点",
        rf"\b(?:(?:which|what)\b{_NO_VERB}{{0,24}}|(?:names?|list)\b[^?]{{0,24}})\b(?:countries|states|nations|cities)\b(?! (?:did|does|do|were) they)",
        r"\bwhere\b(?! else)", r"\b(?:which|what)\b[^?]{0,20}\b(?:city|building|venue|country|place|location|region|palace)\b",
    ),
    Asks.DATE: _words(
        r"什么时候", r"何时", r"哪[一几]?天", r"几月", r"几号", r"哪[一几]?年", r"哪个?月", r"日期", r"什么时间", r"何年", r"啥时候",
        r"(?:^|[,;:—–-]\s*|[?.]\s+|\b(?:and|or|by|since|until|from|say|says|exactly|on)\s+)when\b", r"\bwhen (?:exactly )?(?:is|was|were|did|does|do|will|would|are|has|have|had|can|could|should|must|might)\b(?! (?:it|they|he|she) comes)", r"\b(?:which|what)\b[^?]{0,20}\b(?:dates?|days?|years?|months?|time)\b",
        r"\b(?:closing|opening|start|end|due|launch|release|expiry) dates?\b", r"\bdeadlines?\b", r"截止(?:日|时间)",
    ),
    Asks.MONEY: _words(
        r"多少钱", r"多少(?:资金|投资|美元|欧元|卢比|经费|预算|拨款)", r"金额", r"(?:美元|欧元|卢比|英镑|人民币)[^？]{0,24}多少", r"数[字额]?[^？]{0,24}(?:美元|欧元|卢比|英镑)", r"砸了多少", r"投(?:了|入|资)[^，。？]{0,8}多少", r"花费",
        r"\b(?:figures?|totals?|amounts?|sums?|numbers?)\b[^?]{0,60}\b(?:dollars?|euros?|rupees?|pounds?)\b",
        r"\b(?:exact |total )?amount of\b[^?]{0,30}\b(?:funding|money|investment|aid|support)\b", r"\bhow many (?:(?:million|billion)s? (?:of )?)?(?:euros?|dollars?|rupees?|pounds?|yuan)\b", r"\bhow much (?:money|funding|investment|capital|cash)\b", r"\b(?:what|which) (?:sum|amount|budget|price|cost|investment)\b",
        r"\bhow much\b[^?]{0,60}\b(?:invest\w*|spen[dt]\w*|cost\w*|put|fund\w*|pledg\w*|allocat\w*|approv\w*|budget\w*|worth|rais\w*|set aside|hand(?:ed|ing)|paid|pay(?:ing|s)?|giv\w+)\b",
    ),
    Asks.PERCENT: _words(
        r"百分之几", r"百分之多少", r"比例", r"增长率", r"增速", r"占比", r"每年[^，。？]{0,4}(?:涨|增长)[^，。？]{0,4}多少", r"多少个?百分",
        r"\bpercent(?:age)?\b", r"\bwhat (?:share|proportion|rate|fraction)\b", r"\bhow fast\b", r"\bgrowth rate\b",
    ),
    Asks.COUNT: _words(
        r"多少", r"(?<![哪举列给说好])几(?=[个名位项份国次届大类条点种家人期款部所座成倍])", r"多大", r"数量", r"规模", r"第几",
        r"多久", r"\bhow many\b", r"\bhead-?count\b", r"\bturn-?out\b", r"\battendance\b", r"\bhow (?:long|old|far|tall|high|deep)\b", r"\bwhat number\b", r"\bhow much\b", r"\bhow (?:large|big)\b", r"\bwhat size\b", r"\bhow often\b",
        r"\b(?:issue|running) number\b", r"\bthe number of\b",
    ),
    Asks.REASON: _words(
        r"为什么", r"为何", r"为啥", r"原因", r"何以", r"动机", r"图的?是什么", r"理由",
        r"\bwhy\b", r"\bwhat (?:makes?|made)\b", r"\breasons?\b", r"\bdrives?\b", r"\bmotivat", r"\bwhat explains\b", r"\bpurpose\b", r"\bmotive",
    ),
    Asks.MANNER: _words(
        r"怎么", r"如何", r"怎样", r"什么办法", r"什么方式", r"通过什么",
        r"\bhow (?:do|does|did|is|are|was|were|can|could|will|would|should|has|have)\b", r"\bin what way\b", r"\bby what means\b",
    ),
    Asks.DEFINITION: _words(
        r"什么是", r"何谓", r"指的?是?(?:什么|啥)", r"是什么意思", r"是什么东西", r"含义", r"定义",
        r"\bwhat (?:is|are) meant by\b", r"\bwhat does\b[^?]{1,60}\b(?:mean|stand for|refer to)\b", r"\bdefin(?:e|ition)\b",
        r"\bwhat (?:is|are) (?:a|an|the|this)\b",
    ),
}  # fmt: skip

SHAPES: dict[Shape, re.Pattern[str]] = {
    Shape.FOOTNOTE: _words(
        r"脚注", r"注释", r"\d\s*号注(?![册意重视入射定资销])", r"引的?(?:都)?是同一", r"参考文献", r"参考资料", r"哪个网站", r"哪家网站", r"第?\s*\d+\s*(?:号|条|个)?注(?![册意重视入射定资销])", r"网址", r"链接", r"原文链接", r"(?:引用|援引|引|给出?)的?(?:是)?(?:什么|哪个|哪条)(?:来源|出处|资料|网页|文献)",
        r"\bfootnotes?\b", r"\bnotes? (?:points?|refers?|links?|leads?) to\b", r"\b(?:end)?note (?:number )?\d+", r"\bnote\b[^?]{0,30}\blink", r"(?<![a-z])url(?![a-z])", r"(?<![a-z])pdf(?![a-z])", r"\bprimary (?:document|source)\b", r"\bpress link\b", r"\bwhich link\b", r"\bcites? the same\b", r"\bthe link\b", r"\bwhere is (?:that|this|it) taken from\b", r"\b(?:what|which) links?\b", r"\bwhose (?:web ?)?site\b", r"\bweb ?(?:page|site|link)\b", r"\breferences?\b(?! to)", r"\bbibliograph",
        r"\bwhat (?:source|reference|document)s?\b[^?]{0,40}\b(?:cite[sd]?|quoted?|given?|footnot\w+)",
        r"\b(?:what|which|whose)\b[^?]{0,60}\bcites?\b(?! (?:two|three|\d))", r"\bcite[sd]? (?:for|as)\b", r"\breferenced\b", r"\bweb source\b", r"参考(?:的|了)?(?:是|自)",
    ),
    Shape.SOURCE: _words(
        r"谁(?:在|曾|一直)?(?:说|讲|声称|宣称|指控|指称|表示|提出|认为|指出|披露|爆料)", r"是谁(?:说|讲|声称|表示|提出|研究)", r"哪(?:一)?(?:份|篇|个)(?:文件|材料|文章|报告|文档)", r"出自", r"引自", r"出处", r"来源", r"消息源", r"(?<![向对给跟与同找])哪家媒体", r"据谁", r"谁的说法",
        r"(?:引|依据|根据)的?是(?:谁|哪)",
        r"\bwho (?:says|said|claims?|claimed|alleges?|alleged|voiced|argues?|states?|stated|reported|asserts?)\b", r"\bwhich (?:of the (?:two )?)?(?:documents?|sources?|texts?|articles?|reports?|outlets?|pieces?)\b",
        r"\bwhere (?:does|did) (?:the|this|that) (?:judge?ment|claim|statement|view|figure|assertion|idea|point|line|quote|sentence)\b[^?]{0,20}\bcome from\b",
        r"\baccording to whom\b", r"\bcredited\b", r"\bcredits? (?:for|goes|whom)\b", r"\battributed? to (?:whom|which)\b", r"\battribution\b", r"\b(?:un)?sourced\b", r"\bwhat (?:backing|evidence|source)\b", r"\bwhat (?:is|was|are|were) the sources?\b", rf"\b(?:which|what) (?:news )?{_OUTLET}\b(?! (?:did|does|do|was|were|is|are) (?:the |an? )?(?:\w+ ){{0,3}}(?:talk|speak|spoke|brief|tell|told|write|visit|present|explain|give|giv|meet|met|invite)\w*)", r"\bwhere does (?:this|that|the) (?:\w+ )?(?:quot\w+|figure|claim|number|phrase) come from\b",
    ),
    Shape.TWO_DOCUMENT: _words(
        r"两[份篇](?=的|都|里|中|分别|各|说|怎)|两边|两家", r"两[份个篇](?:文件|材料|文章|报告|文档|来源|资料)", r"各自", r"两者", r"两份",
        r"\b(?:both|the two|two|each)\b[^?]{0,12}\b(?:documents?|sources?|texts?|articles?|papers?|reports?|pieces?)\b", r"\beach (?:of them|list|say|treat|place)", r"\bthe two\b[^?]{0,20}\b(?:say|treat|describe|agree|differ)",
    ),
    Shape.COMPARISON: _words(
        r"相比", r"对比", r"比较", r"不同", r"区别", r"异同", r"差异", r"对得上", r"一样吗", r"一致",
        r"\bcompar", r"\bdiffer", r"\bversus\b", r"\bvs\b", r"\bin contrast\b", r"\bagree\b", r"\bsame way\b", r"\bconsistent\b",
    ),
    Shape.LIST: _words(
        r"哪些", rf"哪\s*{_ZH_COUNT}(?![天号月日年])", r"列出", r"列举", r"都有(?:谁|什么|哪)", r"有谁", r"几(?:个|块|类|大|项|条|点)(?:核心|主要|战略|重点|具体)?(?:方向|主题|议题|板块|方面|领域|目标)", rf"{_ZH_COUNT}\s*(?:个|大|项|类)(?:主题|议题|目标|趋势|领域|方面|支柱|方向)", r"分(?:哪|为)", r"包括什么", r"逐[条项一个]", r"一条条", r"[归分]到哪",
        r"\blist\b", r"\bname (?:the|all|some|them)\b", r"\bnames of\b", r"\bwhat are the\b", rf"\b(?:what|which) {_EN_COUNT}\b", r"\bwhich\b[^?]{0,30}(?<!s)s (?:are|were|did|do|have|cover|fall|sit)\b",
        r"\benumerate\b", r"\b(?:what|which) (?:(?!is\b|was\b|are\b|were\b|do\b|does\b|did\b)\w+[ -]){0,2}(?:themes|topics|areas|goals|aims|objectives|tracks|issues|sectors|categories|fields|bodies|organi[sz]ations|institutions|pillars|trends|technologies)\b",
    ),
}  # fmt: skip

STOPWORDS_EN = frozenset(
    """a an the of to in on at by for with from as into about over under between through during and or but not no
    nor so than then that this these those there here it its he his him she her they them their we our you your i me my
    is are was were be been being am do does did done doing have has had having will would shall should may might can
    could must who whom whose which what when where why how if whether also just only very any some all each both
    such own other same more most many much few several one ones per via upon while s t re ve ll d say says said
    tell give please according exactly actually really mentioned mention document documents text article report name
    list get got make made take took come came go went put use used named called known regarding concerning based
    against because before after since until above below up down out off again once else ever even still yet
    """.split()
)
STOPWORDS_ZH = frozenset(
    """的 了 在 是 和 与 及 或 而 也 都 就 被 把 对 从 到 向 于 以 为 由 由于 因为 所以 因此 但 但是 如果 那么 这 那 这个 那个
    这些 那些 这次 此次 本次 这届 这期 该 其 它 他 她 他们 我们 你 我 您 有 没有 没 不 会 能 可以 要 想 将 已 已经 还 又 再 很 更 最 个 位 名 项 份 家
    种 些 每 各 各自 几 多少 什么 哪 哪些 哪个 哪里 哪家 哪位 谁 怎么 怎么样 如何 怎样 为什么 为何 为啥 啥 何时 何 吗 呢 吧 啊 呀 么 请问 请
    根据 按 按照 关于 之 之一 所 所谓 等 中 里 上 下 内 外 后 前 时 当 时候 什么时候 用 给 跟 让 使 做 说 讲 称 提到 提及 表示 认为 具体 到底
    一共 总共 大概 大约 分别 主要 一 二 两 三 四 五 一个 两个 一些 这样 那样 是不是 是否 有没有 来 去 过 着 得 地 文件 文章 文中 材料 报告 文档
    """.split()
)
