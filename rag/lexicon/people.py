"""How people's names are built in Chinese: family names, and the characters that spell foreign names."""

__all__ = ["NO_PLACES_OR_PEOPLE", "TRANSLITERATION", "looks_like_person"]

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
# Words that the tagger takes for places, or for people.
NO_PLACES_OR_PEOPLE = frozenset(
    "城市 东西 国家 地区 首都 地方 全国 各国 两国 外国 本地 当地 世界 全球 东道主 会场 南方 北方 东方 西方 中央"
    " 嘉宾 伦理 加密 大国 普及 深度 南北 卢比 扎堆".split()
)


def looks_like_person(word: str) -> bool:
    """Whether a Chinese word is built like a person's name: a family name first, or a foreign name's characters."""
    native = word[0] in _SURNAMES and 2 <= len(word) <= 4
    return native or (len(word) >= 2 and all(c in TRANSLITERATION for c in word))
