"""How people's names are built: family names, the characters that spell foreign names, titles."""

import re

__all__ = [
    "FULL_FOREIGN",
    "NO_PLACES_OR_PEOPLE",
    "SPELT",
    "SUBJECT",
    "TITLES_EN",
    "TRANSLITERATION",
    "looks_like_person",
]

# The commonest family names; the tagger takes many other words for people.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
# Characters that spell foreign names.
TRANSLITERATION = frozenset(
    "阿埃艾安奥默巴贝比布查达德迪多厄尔法菲费弗福盖格古哈海赫霍基加杰卡凯科克库拉莱兰朗勒雷里利列林卢鲁路伦罗洛马迈曼梅门米密莫姆纳南内尼"
    "诺努欧帕佩皮普奇乔琼丘让日瑞萨塞桑莎施史斯索塔泰特提图托瓦万威韦维温沃乌西希夏谢休雅亚扬耶伊因约泽扎兹朔冯恩柴妮娜丽蒂弥"
)
# With some that common words hold too: enough where a dot parts two names, 桑达尔·皮柴.
SPELT = "".join(sorted({*TRANSLITERATION, *"茨切丁顿森蓬奎柯翰逊根坎岑杜肖敦贾珀彼"}))
FULL_FOREIGN = re.compile(rf"[{SPELT}]{{1,6}}[·・][\u4e00-\u9fff][{SPELT}]{{0,6}}")
# What stands before a person's name in English.
TITLES_EN = (
    "President Minister Chancellor Premier CEO Envoy Secretary Chairman Commissioner Director Ambassador Professor"
    " King Queen Dr Mr Mrs Ms"
).split()
# Words that the tagger takes for places, or for people.
NO_PLACES_OR_PEOPLE = frozenset(
    "城市 东西 国家 地区 首都 地方 全国 各国 两国 外国 本地 当地 世界 全球 东道主 会场 南方 北方 东方 西方 中央"
    " 嘉宾 伦理 加密 大国 普及 深度 南北 卢比 扎堆".split()
)

# Who does what only people and firms do: "X有没有出席", "得主X在会上", "X怎么看".
SUBJECT = re.compile(
    r"(?:^|[，,。；;？?、]|请问|得主|之父|创始人|创办人|掌门人?|董事长|秘书长|科学家|教授|导演|影星)"
    r"(?P<who>[\u3400-\u9fff]{2,6}?)"
    r"(?=(?:本人|先生|女士|有没有|有没|是否|是不是|会不会|到底|究竟|最后|最终|也|都|当时|这次|此次|亲自|为什么|为何|为啥|怎么|没有?|曾|[在对][^，。？]{1,12}?)*"
    r"(?:出席|参加|参会|与会|到场|到会|露面|现身|来(?!自)|去[了没过]|说|称|讲|认为|表示|支持|反对|批评|收到|发言|致辞|评价|看待?|展[台位]|有[何什]|派|为什么|为何|为啥|打算|计划|是哪一?年"
    r"|的(?:[\u3400-\u9fff]{0,2}特使|代表|发言人|助手|顾问|团队|办公室|报告|演讲|讲话|发言|致辞|论文|文章|著作|观点|看法|立场|态度|提议|建议|主张|倡议|计划)))"
)


def looks_like_person(word: str) -> bool:
    """Whether a Chinese word is built like a person's name: a family name first, or a foreign name's characters."""
    native = word[0] in _SURNAMES and 2 <= len(word) <= 4
    return native or (len(word) >= 2 and all(c in TRANSLITERATION for c in word))
