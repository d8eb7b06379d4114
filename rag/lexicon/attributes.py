"""What is asked of a thing by name, and the words without which a sentence cannot tell it.

A sentence on a prize does not say who sat on its jury: it would have to speak of a jury. One line an attribute, for
both languages at once: how a question asks for it, and the signs of a sentence that tells it.
"""

__all__ = ["ATTRIBUTES"]

ATTRIBUTES = (
    (r"处罚|罚款|罚金|受什么处分|\b(?:penalt(?:y|ies)|fines?|sanctions?|punish\w*)\b",
     r"罚|处分|制裁|\b(?:penalt|fine[sd]?\b|sanction|punish)"),
    (r"奖金|\bprize money\b|\bcash (?:prize|award)s?\b", r"奖|\b(?:prize|award|reward)"),
    (r"评委|评审(?:团|是谁|人)|由谁来?评|谁来评|\bjur(?:y|ors?)\b|\bjudges?\b|\bselection (?:committee|panel)\b",
     r"评委|评审|专家组|评选委员会|\b(?:jur(?:y|or)|judge|panel|selection committee)"),
    (r"真名|本名|真实姓名|\breal name\b|\bbirth name\b", r"真名|本名|原名|真实姓名|\b(?:real|birth|actual) name"),
    (r"职称|学位|学历|\bacademic (?:rank|title|degree)\b|\bdegrees? (?:does|did|do)\b",
     r"教授|研究员|博士|硕士|讲师|学位|\b(?:[Pp]rofessor|[Ff]ellow|Dr|[Ll]ecturer|PhD|degree)"),
    (r"前任|继任|接替(?:谁|了谁)|之前的[^，。？]{0,14}(?:大臣|部长|总统|总理|特使|主席)[^，。？]{0,4}(?:是谁|叫)|\bpredecessors?\b|\bsuccessors?\b|\bsucceed(?:ed|s)?\b|\breplaced? (?:whom|who)\b",
     r"前任|继任|接替|卸任|前[\u3400-\u9fff]{0,6}(?:大臣|部长|总统|总理|特使|主席)|\b(?:predecess|success(?:or|ion)|succeed|replac|former)"),
    (r"(?:何时|什么时候|哪[年天]|几月)[^，。？]{0,8}(?:任命|上任|就任|就职|当选)|\bwhen\b[^?]{0,60}\b(?:appointed|took office|take office|elected|sworn in|nominated)\b",
     r"任命|上任|就任|就职|当选|\b(?:appoint|took office|elected|sworn|nominat)"),
    (r"记者|\b(?:reporters?|journalists?|correspondents?)\b", r"记者|\b(?:reporter|journalist|correspondent)"),
    (r"艺术家|演员|歌手|乐队|\b(?:artists?|performers?|singers?|bands?)\b(?! together)",
     r"艺术家|演员|歌手|乐队|\b(?:artist|performer|singer|band)"),
    (r"总部|\bheadquarter\w*|\bseat of\b|\bbe based\b", r"总部|设在|设于|驻地|\b(?:headquarter|based in|seat)"),
    (r"(?:由|是)?谁(?:来)?(?:牵头|主持|负责|领衔|主导)|牵头(?:人|方)|\bwho (?:chair|lead|head|run|is in charge|moderate)\w*",
     r"牵头|主持|负责|领衔|主导|带领|主席|首席执行官|总裁|董事长|\b(?:chair|lead|led\b|head(?:s|ed)\b|in charge|moderat|run by|direct(?:ed|or)|CEO\b|chief executive)"),
    (r"评测|基准测试|哪套测试|\bbenchmarks?\b|\btest suite\b", r"评测|基准|测试|\b(?:benchmark|test)"),
    (r"股价|市值|\bshare price|\bmarket cap", r"股价|市值|\b(?:share price|market (?:cap|value))"),
    (r"哪(?:所|个)?学校|母校|毕业于|\balma mater\b|\bgraduat\w+\b", r"毕业|母校|就读|\b(?:graduat|alma mater|studied)"),
    (r"国籍|\bnationality\b", r"国籍|\b(?:nationality|citizen)"),
    (r"合同|协议书|\bcontracts?\b", r"合同|协议|\b(?:contract|agreement)"),
    (r"否掉|否决|驳回|被拒|\b(?:thrown out|rejected|turned down|vetoed|dropped)\b",
     r"否决|驳回|拒绝|淘汰|否定|\b(?:thrown out|reject|turned down|veto|dropped|discard)"),
    (r"怎么防|如何防|怎样防|防御(?:办法|手段|措施)|\bhow (?:can|could|do|does|should|to)\b[^?]{0,50}\b(?:defend|protect|guard)\w*",
     r"防|抵御|应对|\b(?:defen[cds]|protect|guard|prevent|counter|mitigat)"),
    (r"截止(?:日期|时间|日)?|报名到|\bdeadlines?\b|\bclosing dates?\b|\bcut-?off\b|\bdue date\b",
     r"截止|截至|\b(?:deadline|closing|by the end of|until)\b"),
    (r"反响|反应(?:如何|怎么样|怎样)|好评|\bhow (?:were|was|did)\b[^?]{0,80}\b(?:received|go down)\b|\breception\b|\bfeedback\b[^?]{0,30}\bget\b",
     r"反响|反应|好评|评价|欢迎|批评|热议|热烈|称赞|赞誉|\b(?:react|respon[ds]|welcom|prais|critici|applau|received|hail)"),
    (r"品牌|型号|\bbrand\b", r"品牌|型号|牌子|\bbrand"),
    (r"给出的?(?:理由|原因)|\bwhat reasons? (?:did|does|do|was|were|is)\b",
     r"因为|由于|理由|原因|以便|为了|旨在|\b(?:because|reason|ground|since|due to|in order|so that|citing)"),
    # which of several is the most so
    (r"(?:最多|最大|最高|最少|最早|最先|最快|最强)|\b(?:which|who|what)\b[^?]{0,60}\b(?:the most|biggest|largest|highest|earliest|fastest|top contributor|first to)\b",
     r"最|第一|首[位个次]|居首|领先|领头|率先|\b(?:most|biggest|largest|highest|earliest|fastest|lead|top|first)"),
)  # fmt: skip
