"""The signs by which a text shows a thing of an asked kind: bodies, places, reasons, ranks, titles.

For both languages at once; the patterns speak of texts in general and of no document in particular.
"""

import re

from rag.lexicon.attributes import ATTRIBUTES
from rag.lexicon.attributes_asked_cold import ASKED_COLD

__all__ = [
    "ACTED_FOR",
    "ANYBODY",
    "ASKED_ATTRIBUTES",
    "ASKS_ANYBODY",
    "ASKS_CAME",
    "ASKS_DAY",
    "ASKS_MEANING",
    "ASKS_NAMES",
    "ASKS_PERSON_ONLY",
    "ASKS_QUOTATION",
    "ASKS_RANK",
    "ASKS_STATEMENT",
    "ASKS_TITLE",
    "ASKS_WHAT_IS",
    "CAME",
    "CAPITALISED",
    "CLASSES",
    "DOCUMENT_SAYS",
    "MENTIONED",
    "ORGANISATION_ZH",
    "PLACE_ZH",
    "QUOTATION",
    "REASON",
    "SAID_ABOUT",
    "SAYS",
    "TITLED",
    "VENUE",
    "WANTED",
]

ORGANISATION_ZH = re.compile(
    r"[\u3400-\u9fffA-Za-z]{2,}(?:公司|企业|大学|学院|[科学]院|研究院|研究所|研究中心|部|委员会|委|办公室|网信办|办|邮报|时报|日报|新华社|通讯社|社|机构|协会|组织|联盟|基金会|银行|智库|论坛|团队)"
)
PLACE_ZH = re.compile(r"[\u3400-\u9fff]{1,8}(?:宫|市|省|州|城|岛|馆|大厦|广场|会展中心|机场)")
VENUE = re.compile(
    r"[\u3400-\u9fff]{1,6}(?:宫|馆|厅|大厦|会展中心)|\b(?:Palace|Palais|Hall|Centre|Center|Hotel)\b"
)
"""A building that meetings are held in."""
REASON = re.compile(
    r"导致|引发|造成|使得|从而使|因为|由于|为了|旨在|以便|以期|从而|目的|所以|因此|以应对|在于|意在|避免|防止|期望|希望|试图|动机"
    r"|\b(?:leading to|leads? to|causing|causes?|results? in|trigger(?:s|ing)?|so (?:\w+ )?that|because|since|due to|owing to|in order to|so as to|so that|aims? to|aimed at|seeks? to|to avoid|to prevent"
    r"|hop(?:es|ing|ed) (?:to|that)|therefore|thus|purpose|reason|in response)\b",
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"(?<![.!?:“\"]\s)(?<!^)\b[A-Z][A-Za-zÀ-ɏ'’.&\-]+")
# A person and nobody else: a ministry does not answer "which minister".
ASKS_PERSON_ONLY = re.compile(
    r"哪[一两二三几]?位|姓名|姓甚名谁|(?:部长|总统|总理|官员|特使|领导|负责人|大臣|议员|记者)[^，。？]{0,6}(?:叫什么|叫啥|名字|是谁|姓啥)|[他她](?:叫什么|叫啥|是谁)"
    r"|\bname of the\b[^?]{0,60}\b(?:minister|official|person|envoy|president|leader|ceo|head)"
    r"|\b(?:which|what|name)\b[^?]{0,50}\b(?:officials?|ministers?|persons?|politicians?|executives?|boss(?:es)?|ceos?)\b"
    r"|老板|高管|掌门人|职务|头衔|职位"
    r"|\bwho\b[^?]{0,60}\b(?:post|position|title|office|role|job)\b|\bwhat (?:post|position|title|office)\b",
    re.IGNORECASE,
)
# Whom something befalls, who need not be named.
ASKS_ANYBODY = re.compile(
    r"(?:防着?|避免[^，。？]{0,8}被|避免由?|针对|面向|帮助?|惠及|伤害|影响|提防|替代|取代|冲击)(?:的是?|了)?谁|谁[^，。？]{0,8}(?:失业|受害|受益|获益|吃亏|遭殃|倒霉|受影响|丢饭碗|被[^，。？]{1,8}(?:替代|取代|顶))"
    r"|\bwhom\b[^?]{0,80}\b(?:keep|prevent|aimed|target|help|benefit|hurt|protect)\b"
    r"|\bwho (?:stands? to|is|are|will be|would be|gets?) (?:\w+ )?(?:lose|hit|hurt|affected|replaced|benefit|gain|harmed|at risk|left out)\b"
    r"|\bwho (?:benefits|suffers|loses|gains)\b",
    re.IGNORECASE,
)
ANYBODY = re.compile(
    r"企业|公司|从业者|工人|员工|民众|家庭|学者|专家|国家|公众|岗位|客户|\b(?:compan(?:y|ies)|firms|workers|clerks|representatives|families|start-ups|countries|experts|people|jobs|customers)\b",
    re.IGNORECASE,
)
# A day, where a year alone does not answer.
ASKS_DAY = re.compile(
    r"哪[一几]?天|几[号日]|哪日|日期|截止|\b(?:what|which|exact|closing|opening) (?:dates?|days?)\b|\bdeadline\b",
    re.IGNORECASE,
)
ASKS_TITLE = re.compile(
    r"(?:标题|题目)[^，。？]{0,3}(?:是|叫)|(?:报告|书|文章|文件|条约|协议|声明)[^，。？]{0,6}叫什么"
    r"|\b(?:title|name) of the (?:\w+ )?(?:report|book|paper|article|document|treaty|declaration|agreement)\b",
    re.IGNORECASE,
)
# The items one by one, where their number does not answer.
ASKS_NAMES = re.compile(
    r"(?:叫什么|什么)名字|[都各](?:自|是)?叫(?:什么|啥)|分别叫(?:什么|啥)|(?:列出|列举|点名)[^？。]{2,40}(?:国家|公司|企业|机构|成员国|人员|专家|项目)(?=[。？?]|$)|(?:给|列|报|说)[^，。？]{0,4}(?:几个|一些)?(?:名字|名称|例子|国名|名单)|举(?:出)?几[个家位][^，。？]{0,24}(?:名字|名称|例子)|举[^，。？]{0,4}(?:名字|名称|例子)|逐[个一]列|一一列|名单|国名|具体是哪[几些]|分别叫什么"
    r"|\bname (?:a few|some|any|several) of\b|^name (?:the|all|some|any)\b[^?.]{0,40}?\b(?:signator(?:y|ies)|countries|states|nations|projects|compan(?:y|ies)|firms|winners|members|participants|delegates)\b"
    r"|\bnames of\b|\ba few names\b|\bnames?\b[^?]{0,16}\b(?:some|a few|them|any)\b|\blist of names\b|\bby name\b|\bwhich (?:ones|projects|companies)\b[^?]{0,40}\b(?:final|selected|picked|chosen|won|winn\w+|made)\b"
    r"|\b(?:projects|entries|companies|countries|firms) (?:that )?(?:made|got into|ended up|were (?:picked|chosen|selected))\b",
    re.IGNORECASE,
)
# What somebody said: the sentence must report it.
ASKS_STATEMENT = re.compile(
    r"(?:讲话|发言|致辞|演讲|[讲说][了过]|表态|发表了?)[^，。？]{0,8}(?:什么|要点|内容|哪些|啥)|(?:什么|哪些)[^，。？]{0,4}(?:讲话|发言|致辞|演讲|表态)"
    r"|\b(?:points?|gist|content|substance|text) of\b[^?]{0,60}\b(?:remarks|speech|address|statement|talk)\b"
    r"|怎么(?:说|回应|表态|评价)的?[？?]?$|提了(?:哪些|什么)[^，。？]{0,4}(?:意见|建议|反馈)"
    r"|\bwhat (?:feedback|advice|criticism|comments?)\b[^?]{0,60}\b(?:give|gave|offer\w*|make|made)\b|\bhow did\b[^?]{0,40}\b(?:respond|react|comment)\b"
    r"|\bwhat (?:did|has|have)\b[^?]{0,60}\b(?:sa(?:y|id)|announced?|t(?:ell|old)|argued?|promised?|pledged?)\b",
    re.IGNORECASE,
)
# A document says what it says in every sentence, and need not report it.
DOCUMENT_SAYS = re.compile(
    r"(?:文章|报告|文件|材料|评论|前瞻|简报|论文|文中|文里)[^，。？]{0,14}(?:说|讲|提|写)"
    r"|\bwhat (?:does|do|did) (?:the |this |that |both |each )?(?:\w+ )?(?:article|paper|report|document|text|commentary|preview|piece)s?\b",
    re.IGNORECASE,
)
# What was said or decided about one thing, which ends the question: nothing else of it can be answered.
SAID_ABOUT = re.compile(
    r"^what (?:did|does|do|was|were|has|have|is)\b[^?]{0,60}?\b(?:say|said|saying|decide[ds]?|agree[ds]?|conclude[ds]?|resolve[ds]?"
    r"|announce[ds]?|promise[ds]?|propose[ds]?|do|done|think|write|written|state[ds]?)\s+(?:about|on|regarding|concerning)\s+"
    r"(?:the |its |their )?(?P<en>[a-z][a-z\- ]{2,40}?)\s*\?$"
    r"|(?:关于|对于|就|对|在)(?P<zh>(?!哪|何|什么|这|那|此|他|她|谁|该)[\u3400-\u9fff]{2,8}?)(?:的?问题|方面|议题|领域)?(?:上|这块|这一块)?"
    r"(?:都|又|具体)?(?:作出|做出|做了|作了|达成|有|说|提出|怎么说|是怎么说)了?(?:过|哪些|什么|啥|的)*(?:决定|决议|共识|说法|表态|承诺|安排|内容|什么)?[？?]$",
    re.IGNORECASE,
)
# Who acted for whom, and what tells of those who came.
ACTED_FOR = re.compile(
    r"(?:谁|哪位|何人)[^，。？]{0,4}代表|代表[^，。？]{1,8}(?:出席|参加|参会|与会|开会|到会|去)[^，。？]{0,8}(?:谁|哪位|何人)"
    r"|\b(?:who|which [^?]{1,30}?) (?:did |was |were )?(?:\w+ )?represent\w*|\brepresented by whom"
    r"|\bwho (?:came|went|attended|was there) (?:for|on behalf of)",
    re.IGNORECASE,
)
# Who was there.
ASKS_CAME = re.compile(
    r"(?:谁|哪[些几位个]|什么人|名单|都有)[^，。？]{0,16}(?:到场|出席|参加|参会|与会|去了|来了|露面)|(?:到场|出席|参加|参会|与会)[^，。？]{0,12}(?:有谁|有哪[些几]|是谁|名单)"
    r"|\b(?:who|(?:which|what)\b[^?]{0,20}\b(?:leaders?|officials?|politicians?|executives?|bosses|CEOs?|delegates?))\b[^?]{0,40}\b(?:attend\w*|came|went to the summit|showed up|turned up|was there|were there|present)\b",
    re.IGNORECASE,
)
CAME = re.compile(
    r"出席|参加(?!峰会筹备)|参会|与会|到场|率团"
    r"|\b(?:attend\w*|represented|representing|delegation|on behalf of)\b",
    re.IGNORECASE,
)
# What a thing is, by itself: "What does X mean?", "什么是X".
ASKS_WHAT_IS = re.compile(
    r"^(?i:what) (?:does|do) (?:the )?(?:term |word |phrase )?[“\"']?(?P<en>[a-z][a-z\- ]{2,40}?)[”\"']? (?:mean|refer to)\b"
    r"|^(?i:what) (?:is|are) (?:an? )?(?P<en2>[a-z][a-z\-]+(?: [a-z][a-z\-]+){1,2})\s*\?$"
    r"|^(?:什么是|何谓|啥是|何为)(?P<zh>[\u3400-\u9fff]{2,12})[？?]?$"
    r"|^(?P<zh2>[\u3400-\u9fff]{2,12}?)(?:是什么意思|是啥意思|是指什么|指的?是什么)[？?]?$"
)
# Whether a thing is spoken of at all.
MENTIONED = re.compile(
    r"^(?:do|does|did|has|have|is|are|was|were)\b[^?]{0,60}?"
    r"\b(?:mention|discuss|cover|address|talk about|speak (?:of|about)|touch (?:on|upon)|refer to"
    r"|(?:say|contain|include|have) anything (?:on|about|regarding))(?:s|es|ed)?\s+"
    r"(?:the |any |an? )?(?P<en>[a-z][a-z\- ]{2,40}?)(?: at all| anywhere)?\s*\?$"
    r"|(?:提到|提及|谈到|谈及|说到|讲到|涉及|讨论)(?:了|过)?(?:关于|有关)?(?P<zh>[\u3400-\u9fff]{2,10}?)"
    r"(?:的?(?:问题|内容|话题))?(?:了|过)?(?:吗|么|没有|没|嘛)[？?]?$"
    r"|(?:有没有|是否|有无)(?:提到|提及|谈到|谈及|说到|讲到|涉及|讨论)(?:了|过)?(?P<zh2>[\u3400-\u9fff]{2,10}?)(?:的?(?:问题|内容|话题))?[？?]?$",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"称|说|表示|强调|指出|认为|讲话|发言|演讲|宣布|承诺|呼吁|声明|提出|介绍"
    r"|\b(?:sa(?:id|ys?)|stress\w*|stat(?:ed|es)|announc\w+|pledg\w+|promis\w+|argu\w+|speech|remarks|told|call(?:ed|s) for|declar\w+|propos\w+|hopes?)\b"
)
# What a thing is, where a sentence that only mentions it does not answer.
ASKS_MEANING = re.compile(
    r"什么是|何谓|指的?是?(?:什么|啥)|什么意思|(?:怎么|如何)(?:解释|定义|理解)|含义|定义|(?:具体|主要)?是管什么|是什么东西"
    r"|\bmeant by\b|\bmean(?:s|ing)?\b|\bstands? for\b|\bdefin\w+|\bexplain\w*|^what(?: exactly)? (?:is|are) (?!the |a |an |this |that |meant )[^?,]{3,50}[?,]",
    re.IGNORECASE,
)
# Words that somebody said, which stand between quotation marks.
ASKS_QUOTATION = re.compile(
    r"引语|引文|引号里|那句引|\b(?:quotation|the quote)\b|\bquot(?:es|ed|ing) (?:the |a )?(?:line|words|phrase)\b",
    re.IGNORECASE,
)
QUOTATION = re.compile(r"“[^”]{6,}”|\"[^\"]{12,}\"")
# Meetings before this one, which are told by their years.
ASKS_EARLIER = re.compile(
    r"(?:之前|以前|此前|以往|早先|前)的?(?:是)?哪[些几一两]?[届场次个]|(?:接|延续|承接|接续)[^，。？]{0,6}哪[些几一两]?[届场次个]|前身"
    r"|\b(?:which|what) (?:\w+ )?(?:earlier|previous|prior|past|preceding) (?:\w+ ){0,2}(?:summits?|meetings|conferences)\b"
    r"(?! (?:agreed|had|said|did|decided|produced|achieved|reached))"
    r"|\b(?:follow(?:s|ing|ed)?|follow-up|buil[dt]\w*|success\w*|continu\w*)\b[^?]{0,30}\b(?:earlier|previous|prior|past|preceding) (?:\w+ ){0,2}(?:summits?|meetings|conferences)\b"
    r"|\b(?:earlier|previous|prior|past|preceding) (?:\w+ ){0,2}(?:summits?|meetings|conferences)\b[^?]{0,30}\b(?:follow|build|succeed|continu)\w*",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"基于[^，。；]{0,40}峰会|延续|接力|承接|继[^，。；]{2,24}之后"
    r"|\b(?:[Bb]uil[dt](?:s|ing)? on|[Cc]ontinu(?:es|ation)|[Rr]elay|[Ff]ollow(?:s|ed|ing)? (?:on )?from|[Ss]uccessor)\b"
)
ASKS_HALF_OF_DAY = re.compile(r"上午还是下午|下午还是上午|\bmorning or (?:the )?afternoon", re.IGNORECASE)
HALF_OF_DAY = re.compile(r"[上下]午|\b(?:morning|afternoon)\b")
WANTED = ((ASKS_QUOTATION, QUOTATION), (ASKS_EARLIER, EARLIER), (ASKS_HALF_OF_DAY, HALF_OF_DAY))
"""What is asked for, and the sign of it without which a sentence is not about the question at all."""
ASKS_RANK = re.compile(
    r"排(?:在|名)?第几|第几名|名列第几|位列第几|\bwhat (?:rank|place|position)\b(?![^?]{1,40}\b(?:hold|have)\s*\?)|\bwhere (?:does|did) [^?]{1,40} rank\b",
    re.IGNORECASE,
)
TITLED = re.compile(r"《[^》]+》|“[^”]+”|\"[^\"]+\"")
# What a thing of an asked class is called: a question for a hotel is not answered by a palace.
_CLASS_SIGNS = (
    (r"报纸|媒体|报社|通讯社|\bnewspaper|\boutlet|\bnews agency|\bpublication\b|\bmedia\b",
     r"报(?![告道名酬复废价表送])|(?<!旅行)社(?![会区交群])|网(?![络站])|(?<!平)台(?![湾阶风])|[周月季期]刊|\b(?:Report|Index|Review|Times|Post|Reuters|News|Agency|Journal|Monde|AFP|Bloomberg|CNN|BBC|Guardian|Figaro)\b"),
    (r"哪(?:栋|座(?!城|山|桥|岛))|什么(?:建筑|场馆)|哪个?(?:会场|场馆)|\b(?:which|what) (?:building|venue|hall|palace)",
     r"宫|馆|大厦|中心|厅|楼|\b(?:Palais|Palace|Hall|Cent(?:er|re)|Building|Tower|Museum)\b"),
    (r"酒店|宾馆|旅馆|\bhotel", r"酒店|宾馆|饭店|旅馆|\b[Hh]otel"),
    (r"哪所(?:大学|高校)|哪个?大学|\b(?:which|what) universit", r"大学|学院|\b(?:University|College|Institute)\b"),
    (r"哪[个家一]*研究(?:所|院|机构|中心)|哪[个家一]*实验室|\b(?:which|what) (?:\w+ )?(?:institute|lab(?:oratory)?|research (?:group|team|cent(?:re|er)))\b(?! or firm)",
     r"研究(?:所|院|中心)|实验室|团队|大学|学院|\b(?:[Ii]nstitut|[Ll]ab|[Cc]ent(?:er|re)|[Tt]eam|[Uu]niversity|[Gg]roup)"),
    (r"哪[几一些]?家银行|\b(?:which|what) banks?\b", r"[^，。的]银行|\b(?:Bank|Banque|bank of|BNP|HSBC)\b"),
    (r"哪家医院|\bhospital", r"医院|\b[Hh]ospital"),
    (r"哪条(?:河|街|路)|\b(?:which|what) (?:street|road|river)", r"河|街|路|\b(?:Street|Road|River|Avenue|Rue)\b"),
    (r"哪份报告|什么报告|\b(?:which|what) (?:\w+ )?report\b", r"报告|《|\b(?:Report|Index|Review)\b"),
    # What becomes of a thing, or comes after it, must be spoken of as such.
    (r"联合声明|(?:最终|最后的?|闭幕|会后)[^，。？]{0,4}(?:声明|宣言|公报|决议)|\b(?:final|joint|closing|concluding|end-of-summit) (?:\w+ )?(?:declaration|statement|communiqu\w+|text|resolution)",
     r"声明|宣言|公报|决议|\b(?:[Dd]eclaration|[Ss]tatement|[Cc]ommuniqu\w+|[Rr]esolution)"),
    (r"签(?:了|署|字|过)|\bsign(?:ed|s|ing|atories|atory)?\b(?! off)|\bput (?:their|its) names? to",
     r"签|署名|\b[Ss]ign|\bput (?:their|its) name"),
    (r"下一?届|下一次|下一站|接下来[^，。？]{0,6}(?:举办|主办|承办)|\b(?:next|following) (?:\w+ ){0,3}(?:summit|edition|host|meeting|conference|round)|\b(?:summit|edition|meeting|one) after\b|\bfollow-up (?:summit|meeting)",
     r"下一?届|下一次|下一站|\b(?:next|following|subsequent|successor)\b"),
    (r"成本|费用|造价|花费|花了多少|花多少|多贵|\bcosts?\b|\bhow expensive|\bprice|\bbill for\b|\b(?:training|development|construction) bill\b",
     r"成本|费用|造价|花费|耗资|斥资|投资|投入|价格|打造|建[设造]|\b(?:costs?|pric\w+|spen[dt]\w*|invest\w*|fund\w*|expens\w*|cheap|buil[dt])"),
    (r"得票|票数|投票结果|\bvotes?\b", r"票|\bvot"),
    (r"工资|薪水|年薪|\bsalar|\bwage", r"薪|工资|\bsalar|\bwage"),
    (r"多大年纪|几岁|年龄(?:是|多)|\bhow old\b|\bwhat age\b|\bage of (?!(?:\w+ )?AI\b|generative|artificial|the internet|information)", r"岁|年龄|\b(?:aged?|years? old|born)"),
    (r"谁(?:来|主持|负责|牵头|领衔)?(?:撰?写|起草|执笔|编写|编辑|创作)|作者(?:是谁|叫什么)|谁是[^，。？]{0,12}作者|\bwho (?:\w+ )?(?:wrote|authored|drafted|penned|edited|composed)\b|\bwho (?:is|was|are|were) the (?:authors?|writers?|editors?)",
     r"[撰编起]写|执笔|起草|写[道了成作]|所写|作者|编辑|撰稿|\b(?:wrote|written by|draft(?:ed|s)|author(?:s|ed)?|penned|edit(?:ed|or)\w*|composed)\b"),
    (r"门票|票价|\btickets?\b", r"票|\b[Tt]icket"),
    (r"显存|内存|存储容量|\bhow much memory|\bVRAM|\bGB of", r"显存|内存|GB|\bmemory"),
    (r"天气|气温|\bweather|\btemperature", r"天气|气温|度|\b(?:weather|temperature|degrees)"),
    (r"参数(?:量|规模)|多少(?:个)?参数|\bhow many parameters|\bparameter count", r"参数|\bparameter"),
    (r"得了?多少分|比分|\bscores?\b", r"分|比|\bscore"),
    (r"航班|火车|高铁|\bflights?\b|\btrains?\b(?! )", r"航班|火车|高铁|\b(?:flight|train)"),
    (r"配偶|妻子|丈夫|\bwife\b|\bhusband\b|\bmarried", r"妻|夫|配偶|婚|\b(?:wife|husband|married|spouse)"),
    (r"几点|\bwhat time\b|\bat what hour", r"[点时]|上午|下午|晚|\b(?:\d+ ?(?:a|p)\.?m|o.clock|morning|afternoon|evening|noon)"),
    (r"预算(?:总额|规模)?[^，。？]{0,3}(?:多少|几|多大)|多少[^，。？]{0,4}预算|\bwhat (?:is|was|were|are) (?:the )?(?:[\w'’]+ ){0,3}budget|\bhow (?:big|large|much)\b[^?]{0,30}\bbudget", r"预算|经费|拨款|\bbudget"),
    (r"原话|\b(?:exact|actual|very) words\b|\b(?:a )?quote (?:of|from) what\b|\bverbatim\b", r"“[^”]{6,}”|\"[^\"]{12,}\""),
    (r"哪[些几]?位?[^，。？]{0,6}教授|教授[^，。？]{0,4}(?:是谁|哪[几些]?位)|\b(?:which|what) (?:\w+ )?professors?\b", r"教授|\b[Pp]rofessor"),
    (r"哪[些几]?[位名个]?[^，。？的]{0,6}(?:学者|专家|研究员|院士)(?!建议|意见)|(?:学者|专家|教授|研究员)[^。？]{0,8}(?:姓名|名字|叫什么|是谁)|\b(?:which|what|name the) (?:\w+ ){0,2}(?:scholars?|academics|experts?|researchers?|scientists?)\b",
     r"学者|专家|教授|研究员|院士|博士|审[核校]|\b(?:[Ss]cholar|[Ee]xpert|[Rr]esearcher|[Pp]rofessor|[Ss]cientist|Dr|[Rr]eview)"),
    (r"汇率|\bexchange rate", r"汇率|兑|\bexchange rate"),
    (r"利率|[降加]息|\binterest rates?\b|\b(?:cut|raise|hike) (?:interest )?rates\b", r"利率|[降加]息|\brates?\b"),
    (r"金牌|奖牌|\bmedals?\b|\bgolds\b", r"金牌|奖牌|\b(?:medal|gold)"),
    (r"电话|\bphone number|\btelephone", r"\d{3,4}-\d{7,8}|\+\d{6,}"),
    (r"邮箱|电子邮件|\be-?mail", r"\S+@\S+"),
)  # fmt: skip
CLASSES = tuple((re.compile(asked, re.IGNORECASE), re.compile(named)) for asked, named in _CLASS_SIGNS)
# The same of attributes, which a line of credits has to tell as well.
ASKED_ATTRIBUTES = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(named, re.IGNORECASE))
    for asked, named in (*ATTRIBUTES, *ASKED_COLD)
)
