"""Words that deny, and pairs that say the reverse of each other, in Chinese and English."""

import re

__all__ = [
    "ANTONYMS",
    "DEALINGS",
    "DIFFICULTY",
    "LIGHT_VERBS",
    "NEGATORS_EN",
    "NEGATORS_ZH",
    "PREVENTING",
    "REFUSING",
    "REVERSERS_EN",
    "REVERSERS_ZH",
    "WISHING",
]

# What denies the words behind it.
NEGATORS_ZH = re.compile(
    r"不(?![仅只但断过久少乏同良妨]|结盟|扩散|平等|动产|锈钢|明飞)(?:再|会|能|是|必|用|曾|应|该|得|可|愿|想|要|需)?|并(?:不|非|未|没有)(?:是)?|(?<!有)没(?:有)?(?!收)|未(?![来必])(?:曾|能|有)?"
    r"|从未|从不|毫无|绝非|绝不|无(?![论疑数人])(?:需|须|法|意)?|而非|而不是|不是|非(?=首|因|由|出于)|免于|杜绝"
)
NEGATORS_EN = re.compile(
    r"\b(?:not(?! only| just| merely)(?: to)?|no (?:attempt|effort|move|plan|wish|intention)s? (?:to|of)|no(?! doubt| \d)(?: longer)?|never(?! before)|neither|nor|none|nobody|nothing|without|cannot|rather than|instead of|(?<=['’”\"] )over(?= ['‘“\"])"
    r"|free (?:of|from)|(?:lies?|falls?|lay|fell|is|are) (?:outside|beyond) the (?:scope|remit|reach) of|lacks?|lacking|hardly|barely|anything but|far from|by no means|unable(?: to)?|incapable of)\b|n['’]t\b",
    re.IGNORECASE,
)
# Verbs of dealing with a matter, any of which may stand for another: 不会涉及 denies 将关注.
DEALINGS = re.compile(
    r"涉及|关注|讨论|探讨|谈及|触及|覆盖|涵盖|纳入|包括|包含|考虑|处理|cover|address|discuss|includ|touch|consider|deal|tackl|take up|look at",
    re.IGNORECASE,
)
# To keep something from happening, in any words; and to be against doing something.
PREVENTING = re.compile(
    r"避免|防止|防范|阻止|遏制|杜绝|prevent\w*|avoid\w*|guard\w* against|avert\w*|keep\w* .{1,60}? from|stop\w* .{1,60}? from",
    re.IGNORECASE,
)
REFUSING = re.compile(
    r"拒绝|反对|抵制|无意|不愿|refus\w+|declin\w+ to|oppos\w+|reject\w*|unwilling|reluctan\w+", re.IGNORECASE
)
# To want something.
WISHING = re.compile(
    r"希望|期望|期待|想要|力图|谋求|寻求|\b(?:want|wish|hope|seek|intend|aim|desire)(?:s|es|ed)?\b(?! of)|\bsought\b",
    re.IGNORECASE,
)
# Verbs that say little: what is put on, held or given tells what is done.
LIGHT_VERBS = frozenset(
    "put putting hold holding held stage staging staged have having make making made do doing done give giving given"
    " take taking taken run running organise organising 举办 举行 进行 开展 作出 给予".split()
)
# What is to be turned round is there and not wanted: 改变……即将落后的局面 says what 不再落后 says.
TURNING_ROUND = re.compile(
    r"(?:改变|扭转|摆脱)[^。]*(?:局面|状况|处境)|\b(?:chang|revers|turn)\w* (?:round )?the (?:situation|trend)",
    re.IGNORECASE,
)
# Predicates that turn what they are said of into its reverse.
REVERSERS_ZH = re.compile(
    r"反对|拒绝|否认|否定|避免|防止|防范|阻止|禁止|抵制|忽视|忽略|放弃|取消|排除|缺乏|缺少|停止|终止|抛弃|摒弃|回避|失败|撤销|搁置|打破|摆脱|反驳|绕过|绕开|避开|规避|(?<!围)绕"
)
REVERSERS_EN = re.compile(
    r"\b(?:(?:mov|shift|turn|step)\w* away from|depart\w* from|oppos\w+|reject\w*|refus\w+|den(?:y|ies|ied|ying)|avoid\w*|wary of|prevent\w*|guard\w* against|ban(?:s|ned|ning)?|forbid\w*|neglect\w*|overlook\w*|ignor\w+"
    r"|(?:keep|stop|protect)(?:s|ing|ped)?(?= (?:\S+ ){1,5}from \w+ing)|end(?:s|ed|ing)? (?:the|its|their|any|all) |loosen\w*|overcom\w+"
    r"|abandon\w*|cancel\w*|exclud\w+|advis\w+ against|warn\w* against|argu\w+ against|fail(?:s|ed)? to|stop(?:s|ped)?|drop(?:s|ped)?|bypass\w*|skirt(?:s|ed|ing)|sidestep\w*|circumvent\w*|evad(?:es?|ed|ing)|get(?:s|ting)? (?:a)?round|disavow\w*|disown\w*|renounc\w+|repudiat\w+"
    r"|break(?:s|ing)? (?!loose|out|down|through|new ground)(?:up )?(?:the )?|block(?:s|ed|ing)?|resist\w*|discourag\w+|dismiss\w*)\b",
    re.IGNORECASE,
)
# Each side a set of alternatives; the one denies the other.
_PAIRS = (
    (r"批准|通过了|核准", r"否决|驳回|不予批准"),
    (r"列入|纳入|加入", r"移出|剔除|除名|退出"),
    (r"出席|到场|参加|与会", r"缺席|未到场|没有到场|未出席|回避"),
    (r"(?:远|大大|明显)?(?:超过|超出|超越|胜过|高于|优于|强于)|远超", r"不如|不及|逊于|低于|弱于|比不上"),
    (r"\b(?:approv\w+|adopt\w*|sign\w* off)\b", r"\b(?:reject\w*|vetoed|turn\w* down|block\w*)\b"),
    (r"\b(?:put|placed|added|listed)\b[^.]{0,40}\b(?:on|to)\b", r"\b(?:remov\w+|delisted|struck|took off|taken off|dropped)\b"),
    (r"\b(?:attend\w*|took part|present at|joined|came)\b", r"\b(?:absent|stayed away|skip\w*|boycott\w*|missed|did not come)\b"),
    (r"\b(?:exceed\w*|surpass\w*|outperform\w*|higher|greater|more (?:lethal|precise|accurate|powerful|dangerous))\b", r"\b(?:less|lower|below|inferior|fewer|falls? short)\b"),
    (r"(?<![不可未])能够|得以|有能力", r"难以|无法|不能|无力"),
    (r"\b(?:able to|can(?!not))\b", r"\b(?:unable to|cannot|can hardly|can barely|struggles? to)\b"),
    (r"Global North|北半球|全球北方", r"Global South|southern hemisphere|南半球|全球南方"),
    (r"困难|艰难|难以|难度|不易|极难|(?<![灾苦患遇避遭])难(?![民忘度以])", r"容易|轻松|易于|简单|毫不费力"),
    (r"支持|倡导|主张|推动|促成|赞成|鼓励|提倡|乐见|欢迎|拥护", r"反对|抵制|拒绝|阻挠|阻碍|压制|避免|防止|防范|预防|抑制"),
    (r"扩大|增加|提高|提升|增长|加强|强化|加剧|上升|扩展|拓展|增强", r"缩小|减少|降低|下降|削弱|减弱|缓解|收缩|削减|弱化|减轻"),
    (r"更为?广泛|更宽|更具包容|更多|更广", r"更为?狭窄|更窄|窄得多|更少|更小|更封闭"),
    (r"首次|头一回|第一次|首度|首届", r"再次|再度|第二次|多次|几次|此前(?:就)?(?:办|举办)过|曾经?主办过|已经主办过|并非首次|不是第一次"),
    (r"自愿|主动", r"被迫|强制|强迫"),
    (r"公开|开放|开源", r"秘密|封闭|闭源|保密|私下"),
    (r"拥有|具有|具备|有能力", r"缺乏|缺少|没有能力|无力"),
    (r"忽视|忽略|被忽视", r"重视|高度关注|充分关注|得到关注"),
    (r"可预测|可以预测|容易量化|易于量化|可预见", r"不可预测|难以预测|难以量化|无法量化|难以预见"),
    (r"无(?:需|须)|没有任何|没有(?=人)|无人|不需要", r"必须有|需要|须有|离不开|必须经"),
    (r"独立于|不依赖", r"依附|依赖|从属"),
    (r"成功", r"失败|未能|落空"),
    (r"促进|推进|推动|有助于|利于", r"阻碍|妨碍|不利于|拖累|延缓"),
    (r"接受|同意|认可|承认", r"拒绝|不同意|否认|否决"),
    (r"打破|终结|摆脱", r"维护|维持|巩固|延续|保持"),
    (r"合作|联合|携手", r"对抗|敌对|决裂|竞争"),
    (r"集中|聚焦", r"分散"),
    (r"激化|恶化|加剧", r"缓和|缓解|改善|化解"),
    (r"(?<!without )(?<!without any )(?<!without much )(?<!no )(?<!little )\b(?:hard|difficult\w*|tough|trouble|struggl\w+)\b",
     r"\b(?:easy|easily|simple|straightforward|effortless\w*|(?:without|no|little) (?:any |much )?(?:difficulty|trouble))\b"),
    (r"\b(?:support\w*|advocat\w+|promot\w+|back(?:s|ed|ing)?|champion\w*|welcom\w+|favou?r\w*|encourag\w+|urg\w+|propos\w+|recommend\w*)\b",
     r"\b(?:oppos\w+|resist\w*|reject\w*|discourag\w+|advis\w+ against|argu\w+ against|hinder\w*|block\w*|avoid\w*|prevent\w*)\b"),
    (r"\b(?:increas\w+|expand\w*|rais\w+|grow\w*|strengthen\w*|widen\w*|enlarg\w+|ris(?:e|es|ing)|rose|aggravat\w+|boost\w*|improv\w+)\b",
     r"\b(?:decreas\w+|shr(?:i|a|u)nk\w*|reduc\w+|lower\w*|weaken\w*|narrow\w*|cut(?:s|ting)?|(?:fall(?:s|ing)?|fell)(?! (?:within|under|into|behind|on|upon|to)\b)|declin\w+|eas(?:e|es|ed|ing)|slash\w*|curb\w*)\b"),
    (r"\b(?:broader|wider|more inclusive|larger|greater)\b", r"\b(?:narrower|less inclusive|smaller|less broad)\b"),
    (r"\b(?:first time|first-ever|never before|first)\b", r"\b(?:again|once more|second time|not the first|(?:several|many|three|two) times|has hosted before|previously hosted)\b"),
    (r"\b(?:voluntar\w+|willing\w*|freely|of their own accord)\b", r"\b(?:forced|compelled|coerced|pressed|mandatory|compulsory|binding)\b"),
    (r"\b(?:open(?:ly)?|public(?:ly)?)\b", r"\b(?:secret\w*|closed|covert\w*|confidential\w*)\b"),
    (r"\b(?:unpredictable|unforeseeable|hard-to-quantify)\b", r"\b(?:predictable|foreseeable|readily|easily (?:predicted|measured|quantified))\b"),
    (r"\b(?:overlook\w*|neglect\w*|ignor\w+)\b", r"\b(?:well covered|fully addressed|given due weight|long been at the cent\w+)\b"),
    (r"\bwithout\b", r"\b(?:only with|requires?|must have|needs?)\b"),
    (r"\b(?:independent of|apart from|separate from)\b", r"\b(?:dependent on|aligned with|tied to|in line with)\b"),
    (r"\b(?:break(?:s|ing)?|broken?|end(?:s|ing)?|overturn\w*)\b", r"\b(?:preserv\w+|maintain(?:ing)? the|uphold\w*|cement\w*|entrench\w*|consolidat\w+)\b"),
    (r"\b(?:safe|reliable|trustworthy)\b", r"\b(?:unsafe|unreliable|untrustworthy)\b"),
    (r"\b(?:wants?|would like|hopes?|hoped|wishes) to see\b", r"\b(?:avoid\w*|prevent\w*|guard\w* against)\b"),
    (r"\b(?:high-risk)\b", r"\b(?:low-risk)\b"),
    (r"尚未|还没有?|仍未", r"已经|早已|业已"),
    (r"正在?(?:着手)?(?:构建|打造|建设|研发|推进|筹备|兴建)", r"已经?(?:全面)?(?:建成|完成|投入|启用|落成|构建|投产)"),
    (r"\b(?:is|are|was|were) (?:building|developing|creating|constructing|preparing|setting up)\b",
     r"\balready (?:\w+ )?(?:running|built|completed|operational|in place|in operation|finished|launched)\b"),
    (r"\b(?:out of nowhere|from scratch)\b", r"\b(?:continu\w+|relay baton|passed on)\b"),
)  # fmt: skip
ANTONYMS = tuple((re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE)) for one, other in _PAIRS)
DIFFICULTY = tuple(pair for pair in ANTONYMS if pair[0].search("困难") or pair[0].search("difficult"))
"""The pairs of hard and easy: where a sentence is about the claim's matter, they are said of it."""
