"""Words that frame a claim and say nothing by themselves: reporting verbs, words for a text, filler."""

import re

__all__ = ["ANAPHORA", "COMMON_OPENERS", "FRAME_WORDS", "NO_NAMES", "REPORTING_EN", "REPORTING_ZH"]

REPORTING_ZH = (
    "认为 指出 写道 声称 断言 担心 所列 所说 列出 援引 引用 警告 描述 宣称 称 说 提到 介绍 表示 强调 报道 显示 透露 预计 估计 预测 提及"
    " 记述 讲述 回顾 分析 主张 判断 谈到 批评 披露 讲到 提出 提醒 警示 列举 归纳 总结 概括 罗列 点出 点明 承认 转述 担忧 坦言 感叹 指称 直言 坚称 的说法 的看法 的描述 的分析"
).split()
REPORTING_EN = (
    r"(?:say|write|note|claim|argue|state|warn|fear|report|describe|list|put|allege|maintain|insist|contend|relate|mention|observe"
    r"|contrast|treat|suggest|predict|expect|estimate|explain|believe|assert|declare|announce|cite|quote|point|show|find|tell|depict"
    r"|present|stress|highlight|recount|count|name|call|give|speculate|surmise|conclude|imply|hint|reckon|see)(?:s|es|d|ed)?\b"
)
FRAME_WORDS = frozenset(
    "这是 那是 就是 正是 一项 一个 一种 一些 一期 一份 并 成 成了 成为了 担任 作为 有关 相关 该 称 说 写道 声称 断言 指出 认为 表示 提到 报道 显示 据 据报道 所说 所列 介绍 说法 看法 按照 依据 根据 当中 其中 旨在 意在 致力 致力于 用于 期望 希望 之一 之列 一事 方面 来说 此事 分别 进行 作出 作 成为 构成 纳入"
    " 说道 提及 而言 另外 此外 同时 并且 不仅 而且 以及 通过 借助 包括 属于 位于 处于 来自 所 之 者 均 皆 即 即将 曾 曾经 便 就 仍 仍然 正 正在 一类 这样 那些 为了 用来 以便 共有 共 一共 至少 多达 高达 超过"
    " asserts assert explains explain view views opinion warns warn alleges allege maintains argues insists contends describes described listed lists named put puts relates relays"
    " 代表 represent represents represented representing"
    " said says say writes wrote claims claim claimed reports reported reportedly states stated notes noted according per cent percent"
    " including include includes among amongst within towards toward onto upon also well whose them itself himself herself themselves"
    " given one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety first second third"
    " million billion trillion thousand hundred dozen roughly nearly approximately around close least most".split()
)
# Capitals that name nobody.
NO_NAMES = frozenset(
    "AI IA CEO CTO CFO President Vice Prime Minister Premier Chancellor Secretary Special Envoy State Council Chairman Director"
    " January February March April May June July August September October November December Monday Tuesday Wednesday Thursday"
    " Friday Saturday Sunday Summit Action Safety Ministry Global North South East West USD EUR GBP INR RMB CNY US$ WeChat"
    " I Government Cabinet Office Parliament Palace Minister's Index Report".split()
)
# Nouns and other words that open a sentence without an article and are nobody's name, beyond those told by their endings.
COMMON_OPENERS = frozenset(
    "access advice aid art attention bloc business capital cash chief code concern consent control crime critic data debate"
    " demand detail energy everyone everybody evidence expert faith food fraud fuel fund gender government growth half health"
    " help hope host industry information intelligence interest internet justice labour labor law leader life light"
    " logic love media member money most much nobody none oil one opinion others output paper part peace policy power practice"
    " press pressure pride progress proof public reach rent reform research risk robot rule safety science sector sense side"
    " silence software source space speech staff state status step stress success summit support surprise talk tech"
    " technology theme theory threat time today tomorrow topic trade traffic trust truth turnout unemployment unrest usage use"
    " war waste water wealth weather whoever work world yesterday youth"
    " two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " twenty thirty forty fifty sixty seventy eighty ninety hundreds thousands millions dozens"
    " meanwhile overall next still besides later then instead indeed also thus hence moreover nevertheless nonetheless"
    " otherwise elsewhere abroad together altogether again once soon now here there yet first second third last perhaps maybe"
    " though although given granted whereas amid except provided unless".split()
)
# Words by which a sentence speaks of whom or what was named before it.
ANAPHORA = re.compile(
    r"她|他|其(?!中|他|次|余|实)|该|这(?:一|些|次|种|项)|此(?!外)|\b(?:she|he|her|his|him|they|their|it|its|this|these|the envoy)\b",
    re.IGNORECASE,
)
