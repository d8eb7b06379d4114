"""Words that tell what has happened from what is planned, hoped, or only possible."""

import re

__all__ = [
    "DONE_EN",
    "DONE_ZH",
    "NOT_YET_EN",
    "NOT_YET_ZH",
    "OPEN_EN",
    "OPEN_ZH",
    "PAST_EN",
    "PLANNED_EN",
    "PLANNED_ZH",
]

# Done, and said to be.
DONE_ZH = re.compile(
    r"已经?(?!成定局)|业已|必然|必定|一定会|肯定会|注定|早已|早就|(?<![为除])了(?=[^解]|$)(?!解|如指掌)|(?<=[办开完见成定])完|完成|结束了|(?<![通超经])过(?=[，。]|$)"
)
_PARTICIPLE = (
    r"(?:\w+ed|been|become|begun|brought|built|bought|caught|chosen|come|cut|dealt|done|drawn|driven|fallen|found|given|gone|grown"
    r"|had|held|kept|known|led|left|lost|made|met|paid|put|read|risen|run|seen|sent|set|shown|shrunk|spent|sprung|spread|taken"
    r"|taught|thought|turned|undergone|understood|won|written)"
)
DONE_EN = re.compile(
    rf"\b(?:has|have|had|having) (?:\w+ly |already |now |just |also |since |in fact |long |by now |thus far |at last |in the end )*(?:been )?{_PARTICIPLE}\b(?! (?:the|a|his|her|its|their) (?:hope|wish|intention|aim)s?\b)"
    r"|\balready\b|\bwithout fail\b|\binevitabl[ey]\b|\bcertain(?:ly)? (?:to|will)\b|\bwill (?:certainly|inevitably)\b|\bbound to\b|\bsucceeded in\b|\btook place\b|\bmanaged to\b",
    re.IGNORECASE,
)
# Under a condition nothing is told as done.
CONDITIONAL = re.compile(
    r"若|如果|一旦|假如|倘若|只要|\b(?:if|once|unless|should it|in case)\b", re.IGNORECASE
)
# Said to be about to be done, by somebody or by a fixed date; weaker than these are aims and hopes.
RESOLVED_ZH = re.compile(
    r"(?<!即)将(?!军|近|其|此|这|大模型|数字|峰会作)|即将|打算|计划(?!的)|准备|定于|拟于"
)
RESOLVED_EN = re.compile(
    r"\b(?:(?<!their )(?<!his )(?<!her )(?<!its )(?<!free )(?<!own )(?<!good )(?<!political )will|plan(?:s|ning)?|intends? to|going to|about to|is due to|are due to|set to|scheduled)\b",
    re.IGNORECASE,
)
# A verb in the past; a participle behind a noun ("those selected") looks the same and is left out by what stands before.
PAST_EN = re.compile(
    r"\b(?:was|were|did|met|held|gave|went|began|became|took|came|made|said|saw|put|sprang|led|won|grew|rose|fell|found"
    r"|(?!need|speed|hundred|indeed|embed|exceed|proceed|succeed|feed|united|based|limited|related|advanced|unified|so-called|fine-tuned|standardi[sz]ed|skilled|concerned)[a-z]{3,}ed)\b"
)
# Meant, hoped for, expected.
PLANNED_ZH = re.compile(
    r"(?<!即)将(?!军|近|其|此|这|大模型|数字|峰会作)(?=[^，。]*[\u4e00-\u9fff])|即将|(?<![”\x22」』门的该此一项大])计划(?![，。、的里中])|打算|拟(?!议)|预计|预期|有望|希望|期望|期待|力争|旨在|致力于|准备|意图|试图|目标是|定于|有意|寻求|想要|应(?:当|该|着力|予)|着力|争取|拟议"
)
PLANNED_EN = re.compile(
    r"\b(?:(?<!their )(?<!his )(?<!her )(?<!its )(?<!free )(?<!own )(?<!good )(?<!political )will|would|shall|plans? (?:to|on|for|that|(?:is|was) to)|planned|planning|intends?|intended|aims?|aimed|hopes?|hoped|hoping|expects?|expected|expectation|seeks?|seeking|is to|are to|about to"
    r"|going to|scheduled|should|ought to|committed to|dedicated to|devoted to|meant to|due to (?=[a-z]+\b)|wants?|upcoming|forthcoming|projected|projection|projects that|forecast|set to|looks to|strives?|trying|tries|proposed|proposes)\b",
    re.IGNORECASE,
)
# Possible.
OPEN_ZH = re.compile(
    r"可能|或将|或许|也许|恐(?:怕|将)?(?!怖|惧)|有可能|若|如果|一旦|假如|倘若|未必|不排除|能否|极有可能|或(?=会|可)|(?<![员峰大社机事协议开聚盛年晚工学商宴])会(?![议谈见面晤员场长期上后前展址计同商馆])"
)
OPEN_EN = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|likely|feared|risks?|if|once|potentially|would)\b",
    re.IGNORECASE,
)
# Not done so far.
NOT_YET_ZH = re.compile(
    r"尚未|还没有?|还未|仍未|至今未|暂未|尚待|有待|仍在(?:考虑|讨论|研究|酝酿)|正在考虑|还在(?:考虑|讨论|研究)|未能成行|考虑是否"
)
NOT_YET_EN = re.compile(
    r"\b(?:yet to|not yet|has(?:n['’]t| not)(?: yet)? been|have(?:n['’]t| not)(?: yet)? been|not so far|still (?:only |just |merely )?(?:considering|weighing|debating|discussing|deciding|negotiating|pending|being)"
    r"|(?:is|are) (?:considering|weighing|debating) (?:whether)?|remains? to be|(?:is|are) (?:still|yet) to|so far (?:not|un)|has not (?:yet )?\w+|have not (?:yet )?\w+|under consideration|pending)\b",
    re.IGNORECASE,
)
