"""The words by which a question speaks of documents, notes and itself, in Chinese and in English.

Each pattern is taken out of a question before it is searched for, as `rag/wording.py` tells.
"""

__all__ = ["ASIDES", "DOCUMENT_TALK", "FRAMES", "NOTE_TALK"]

_EN_DOCUMENTS = (
    r"(?:documents?|sources?|texts?|articles?|papers?|reports?|pieces?|accounts?|write-?ups?|publications?)"
)
_EN_EACH = rf"(?:(?:both|each|either|the two|these two|two)(?: of (?:the|these|them))?(?: two)?(?: {_EN_DOCUMENTS})?)"
_EN_THESE = rf"(?:{_EN_EACH}|(?:the|these|those) {_EN_DOCUMENTS})"
_EN_SAY = (
    r"(?:say|says|said|state|states|treat|treats|describe|describes|portray|portrays|present|presents|frame|frames|see|sees|view|views"
    r"|mention|mentions|bring up|discuss|discusses|cover|covers|put|puts|claim|claims|cite|cites|give|gives|list|lists|call|calls|report|reports)"
)
_ZH_DOCUMENTS = r"(?:文件|材料|文章|报告|文档|来源|资料|文本|文)"
_ZH_EACH = rf"(?:(?:这|那)?两(?:[份篇]{_ZH_DOCUMENTS}?|[个种]{_ZH_DOCUMENTS})|两者|二者)"
_ZH_HOW = r"(?:怎么|如何|怎样|是怎么|是如何|是怎样)"
_ZH_SAY = r"(?:说|讲|看|写|提|描述|表述|介绍|定位|看待|处理)"

_EN = [
    rf"[,;.]?\s*(?:and |but )?(?:do|does|did|are|is|would)\s+(?:they|{_EN_THESE})\s+(?:agree|consistent|in agreement|differ|match|say the same(?: thing)?)"
    r"(?:\s+(?:with each other|on (?:that|this|it)|about (?:that|this|it)))?(?=\s*[?.,]|$)",
    rf"\b(?:do|does|did)\s+{_EN_THESE}\s+(?:agree|differ|say the same(?: thing)?)(?:\s+(?:on|about|over|in|as to))?\b",
    rf"[,;]?\s*\b(?:according to|in|across|per|from)\s+{_EN_THESE}(?!\s+(?:summits?|countries|years))",
    rf"\bwhat\s+(?:do|does|did)\s+{_EN_THESE}\s+(?:each\s+)?(?:say|have to say|report|tell us)\s*(?:about|on|of)?",
    rf"\bhow\s+(?:do|does|did)\s+{_EN_THESE}\s+(?:each\s+|both\s+|respectively\s+)?{_EN_SAY}\b",
    rf"\b(?:do|does|did)\s+{_EN_THESE}\s+(?:each\s+|both\s+)?{_EN_SAY}\b(?:\s+(?:about|on|of|that))?",
    rf"(?:(?<=[.?!,;]\s)|^){_EN_THESE}\s+(?:each\s+|both\s+)?{_EN_SAY}\b(?=\s)(?:\s+(?:about|on|of|that))?",
    rf"\bwhich of the (?:two )?{_EN_DOCUMENTS}\s+{_EN_SAY}\b(?:\s+that)?",
    r"[,;]?\s*\b(?:and |or )?(?:is|was|are|were) (?:the |that |this |it|its )(?:claims?|statements?|figures?|story|allegations?)? ?(?:sourced|attributed|backed up|substantiated)\b",
    r"[,;]?\s*\b(?:and )?what (?:backing|evidence|proof) (?:is|was|does it|do they|does the \w+) (?:given|give|offered|offer|cited|cite)\b",
]  # fmt: skip
_ZH = [
    rf"[，,。；;？?]?\s*{_ZH_EACH}(?:都|分别|各自|的)*(?:说法|讲法|提法|口径|表述|叫法|数字|内容)?(?:是否|是不是)?(?:对得上|一致|相同|一样|吻合)(?:吗|么|不|呢)?",
    r"[，,。；;？?]\s*(?:说法|讲法|口径|表述|叫法)(?:是否|是不是)?(?:对得上|一致|相同|一样|吻合)(?:吗|么|不|呢)?",
    rf"[，,。；;]?\s*请?(?:对比|比较)(?:一下)?{_ZH_EACH}的?(?:说法|讲法|表述|观点)?",
    rf"{_ZH_EACH}(?:中|里|里面|当中)?(?:对于|对|就|关于)?(?:都|分别|各自|各)*{_ZH_HOW}{_ZH_SAY}(?:的)?",
    rf"{_ZH_EACH}(?:中|里|里面|当中)?(?:都|分别|各自|各)*(?:提到|提及|说到|讲到|写到|谈到|谈|说|讲|提)?(?:了|的)?",
    rf"[，,]?\s*(?:这个?|这一|该)?(?:说法|讲法|消息|事儿?|观点)?[，,]?(?:是|出自|来自|见于|是出自)哪(?:一)?[份篇个]{_ZH_DOCUMENTS}(?:里|中)?(?:说|讲|提|写|提到|讲到)?(?:的|了)?",
    r"[，,。；;？?]\s*(?:有没有|有无|是否)?(?:给|注明|写明|交代|标明)?(?:出)?(?:靠谱的?|可靠的?)?(?:来源|出处|依据)(?:吗|没有|有吗|呢)?(?=[？?]|$)",
    r"[，,](?:分别|各自)(?=[是指叫])",
]  # fmt: skip
# What is said of notes and links; their matter is what stands in the sentence that carries the note.
NOTE_TALK = [
    r"\b(?:what|which|whose)\s+(?:\w+\s+)?(?:web\s?sites?|web\s?pages?|urls?|sources?|links?|references?|publications?|newspapers?|outlets?|sites?)\s+"
    r"(?:is|are|was|were|does|do|did)?\s*(?:the\s+\w+(?:\s+\w+)?\s+)?(?:reference[ds]?|cite[ds]?|given?|gives?|footnote[ds]?|linked|link|point(?:ed|s)?|referred)\b(?:\s+(?:to|for|as|behind|in))*",
    r"\bfor the (?:passage|line|statement|claim|account|point|part|sentence|paragraph) (?:on|about|of|that|saying|where)\b",
    r"\bthe (?:passage|line|statement|claim|account|point|part|sentence|paragraph) (?:on|about|that|saying|where)\b",
    r"[,;.]?\s*(?:what|which|whose)\s+(?:web\s?site|web\s?page|site|organi[sz]ation|publication|newspaper|outlet)(?:['’]s)?\b[^?.]{0,40}\b(?:document|note|pdf|link|url|hosted|link to|come from)\b[^?.]{0,16}(?=\?|$)",
    r"(?:脚注|注释|参考文献|引文)(?:里|中|引的|指向的?|标注的?|给出?的?)*(?:是|指向|链接到|引的是|来自)?(?:哪个|什么|哪家|哪条)(?:机构|网站|网址|来源|链接|组织|媒体|报纸|文件|出处)?(?:的)?(?:网站|网址|文件|链接)?",
    r"(?:这|那)(?:一)?(?:段|句|句话|处|部分)(?:话|内容|文字)?(?:[，,]|的|里)*",
    r"(?:给(?!哪家)|标注|标|引用|参考)(?:出|的)?(?:出处|来源)?(?:是|自)?(?:哪个|什么|哪家)(?:网站|网址|报纸|外媒|媒体|来源|机构|链接)",
]  # fmt: skip
NOTE_TALK += [
    r"的?说法有(?:没有)?(?:来源|出处|依据)(?:吗|么)?",
    r"[，,。]?\s*(?:请|麻烦)?(?:给|发|要)(?:我|一下)?(?:个|出)?(?:pdf|PDF)?的?(?:原文|原始)?(?:网址|链接|地址|出处|URL|url)\s*(?=[。？?]|$)",
    r"[,.;]?\s*(?:please )?(?:give|send|show) me (?:the |a )?(?:pdf |original )?(?:link|url|address|source)s?\s*(?=[.?]|$)",
]
# What goes before or after a question and asks nothing.
ASIDES = [
    r"^(?:求证|核实|核对|确认|请问|想问|问一下|问|急问|写\w*用|备注)(?:一下)?[：:，,]\s*(?=.{6,})",
    r"^(?:my|our|the) \w+ (?:is asking|asks|asked|wants to know)\s*[:,]\s*",
    r"^(?:to confirm|quote check|fact[- ]check|for (?:my|the|our) \w+|quick (?:one|question|check)|just checking)\s*[:,]\s*",
    r"(?<=[？?。.])\s*(?:我(?:要|想|需要)|请|麻烦|求)[^？?]{0,24}[。.!！]?$",
    r"(?<=[?.])\s*(?:I (?:need|want|have)|I['’](?:d like|m|ve)|We |All of them|Please|Give me|Just)\b[^?]{0,60}\.?$",
]  # fmt: skip
DOCUMENT_TALK = [*_EN, *_ZH]
"""What says how an answer over several documents is to be laid out."""
FRAMES = [
    r"\b(?:please )?(?:compare|contrast)(?:d|ing)?\b(?: (?:how|what))?",
    r"\bhow (?:do|does|did|are|is)\b|\bdo (?:the|both|these)\b",
    r"\b(?:differs?|differently|difference)\b(?: (?:from|between|in how they|in how|in|on|over|about))?",
    rf"\b(?:{_EN_EACH}|respectively|in turn|one another|each other|the other)\b",
    rf"\b(?:the|these|those) (?:two )?{_EN_DOCUMENTS}\b",
    rf"\b{_EN_SAY}(?: (?:about|on|of|that))?\b",
    r"\b(?:versus|vs\.?|as against|set against|next to|side by side|when it comes to)\b",
    r"['’]s? (?:own )?(?:takes?|views?|version|wording|account)(?: (?:on|of))?\b|\b(?:takes?|views?|version|wording|account)(?: (?:on|of))?\b(?=\s*(?:versus|vs|$))",
    r"\bwhat (?:do|does|did)\b|\bwhat (?:is|are|was|were)\b",
    rf"{_ZH_EACH}",
    r"请?(?:对比|对照|比较|比一比)(?:一下)?(?:两篇|两份)?|相比之?下?",
    r"(?:有|有着)?(?:什么|啥|何|哪些)?(?:不同|区别|差别|差异|不一样|反差|异同)(?:之处|吗|么)?|差在(?:哪里?|什么地方)",
    r"(?:一样|一致|相同|对得上)(?:吗|么|不)?|是否(?:一样|一致|相同)",
    r"(?:各自?|分别|都)(?:是|又|又是)?(?:怎么|如何|怎样|什么|啥)?(?:个)?(?:说|讲|提|写|看|叫|表述|描述|定位|定性|处理|看待)?(?:了|的|法)?(?:是)?(?:什么|啥|哪些|谁)?(?=[，,。？?\s]|$)",
    r"(?:又|是)?(?:怎么|如何|怎样)(?:说|讲|提|写|看|叫|表述|描述|定位|定性|处理|看待)(?:待)?(?:的|了)?",
    r"的?(?:说法|口径|态度|口吻|提法|讲法|叫法|看法|观点|判断|原文|原话)(?=[，,。？?\s是有各分]|$)",
    r"(?:这一?(?:件|个|块|点)?(?:事|问题|话题|方面)?|的?问题|的?话题|方面)(?:上|里)?(?=[，,：:。？?\s]|$)",
    r"^\s*(?:[和与跟]\s*)?(?:关于|有关|在|就(?!业)|对于?|谈到|说到|讲到|同样讲|都说)",
]  # fmt: skip
"""What sets documents side by side, beyond the rest: taken out of what is looked for in each of them."""
