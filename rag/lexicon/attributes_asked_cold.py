"""What is asked by a reader who does not know what the documents are about, and the words that would tell it.

As in `attributes`: one line an attribute, for both languages at once.
"""

__all__ = ["ASKED_COLD"]

_DEED_OVER = (
    r"(?<![能以可])(?:出席|参加|参会|与会|到场|到会|露面|现身)(?:了|过)?[^，。？]{0,8}(?:吗|没有?|么)[？?]?$"
)

ASKED_COLD = (
    # who came, and how
    (rf"{_DEED_OVER}|有没有[^，。？]{{0,8}}(?:出席|参加|参会|来参|派人)|\b(?:did|was|were|has|have)\b[^?]{{1,60}}\b(?:attend|take part|participate|present|among those|show up)\b",
     r"出席|参加|参会|与会|到场|抵达|嘉宾|访问|会见|\b(?:attend|present|particip|took part|guests|delegat|arriv|visit|travel|met\b)"),
    (r"双边会[谈见晤]|\bbilateral (?:talks|meetings?)\b", r"会谈|会见|会晤|双边|\b(?:met\b|talks\b|bilateral|meeting with)"),
    (r"公众[^，。？]{0,8}(?:参加|进|入场|去)|对公众开放|\bopen to the (?:general )?public\b|\bmembers? of the public\b[^?]{0,20}\b(?:get in|attend|enter|go|visit|join)",
     r"对外开放|公众[^，。]{0,6}(?:入场|预约|开放|免费)|\b(?:open to the (?:general )?public|public may|admission|tickets?\b)"),
    (r"门票|票价|\btickets?\b|\badmission fee\b|\bentry fee\b", r"(?<![股彩选])票(?![房据选])|入场|\b(?:ticket|admission|entry fee)"),
    (r"传译|口译|\binterpret(?:ation|ers?|ing)\b", r"传译|口译|译员|\binterpret(?:ation|er|ing)"),
    (r"天气|气温|\bweather\b|\btemperature\b", r"天气|气温|雨|晴|度|\b(?:weather|temperature|rain|sunny|degrees)|°"),
    (r"记者证|采访证|\bpress (?:pass|accreditation|card)\b|\baccredit\w+", r"记者证|采访证|媒体注册|\b(?:press pass|accredit)"),
    (r"(?:办|举办|举行)[^，。？]{0,12}(?:花|用|耗)了?[^，。？]{0,8}(?:多少|几)|(?:峰会|会议|活动)的?(?:总)?(?:成本|预算|花费|费用|开支)|(?:谁|哪[^，。？]{0,6})(?:来)?(?:掏|买单|埋单|付[钱费账])|场租"
     r"|\bcost\b[^?]{0,40}\b(?:to (?:host|stage|put on|hold|organi[sz]e)|of (?:hosting|staging|the summit|the event))\b|\bbudget (?:of|for) the (?:\w+ )?(?:summit|event|conference)\b|\b(?:summit|event|conference)(?:['’]s)? (?:budget|cost)\b|\bwho (?:is )?(?:pays|paid|paying) for\b|\bfoot(?:s|ed)? the bill\b",
     r"花费|耗资|成本|预算|经费|费用|开支|出资|买单|埋单|租金|\b(?:costs?\b|budget|expens|bill\b|paid for|pays for|financ(?:ed|es|ing)\b|sponsor|rent\b)"),
    (r"下一届|下届|下[一]?次|\bnext (?:AI |global )?(?:summit|edition|host)\b|\b(?:summit|host) after (?:Paris|this)\b", r"下一?届|下[一]?次|接办|轮值|\b(?:next|following|rotat|follow-up|will (?:then )?host)"),
    (r"宣言|公报|(?:联合|最终|共同|峰会|巴黎)声明|\bdeclaration\b|\bcommuniqu[eé]\b|\b(?:joint|final|summit|Paris|leaders['’]?) statement\b",
     r"宣言|公报|(?:联合|最终|共同|峰会)声明|\b(?:declaration|communiqu|(?:joint|final|summit|leaders['’]?) statement)"),
    (r"(?:表了?(?:个)?什么态|表态)|\bwhat (?:position|stand) did\b", r"表态|表示|称|说|支持|反对|承诺|\b(?:said|says|stat|support|oppos|pledg|promis|express)"),
    (r"票数|表决|投票|\bvotes?\b|\bballot\b", r"票|表决|投票|\b(?:vote|ballot)"),
    (r"大选|选举|竞选|\belections?\b", r"大选|选举|竞选|当选|\belect"),
    (r"民调|支持率|民意|\bopinion polls?\b|\bapproval rating", r"民调|支持率|民意|\b(?:poll|approval rating)"),
    (r"视频|短片|录像|\bvideo\b|\bfootage\b|\bclip\b", r"视频|短片|录像|影片|\b(?:video|footage|clip|film)"),
    (r"(?:多少|几)个?国家[^，。？]{0,12}(?:派|参加|出席|与会|代表)|\bhow many (?:countries|nations|states|governments)\b[^?]{0,30}\b(?:attend|sen[dt]|represent|took part|participat)\w*",
     r"\d+\s?个?国(?:家)?[^，。]{0,12}(?:出席|参加|派|代表)|\b\d+ (?:countries|nations|states|governments)\b[^.;]{0,30}\b(?:attend|sent|represent|took part|participat)"),
    (r"(?:出任|担任|就任|上任|成为|当上?)[^，。？]{0,12}(?:之前|以前|前(?![瞻沿]))[^，。？]{0,10}(?:做|干|任|职|在哪)|\bbefore (?:becoming|being (?:appointed|named)|(?:she|he) (?:became|was (?:appointed|named))|taking (?:up|on))\b",
     r"曾任|此前[^，。]{0,6}任|原任|出身|前(?:总统|总理|部长|大臣|主席|议员)|\b(?:former|formerly|previously|ex-)"),
    # money that firms and states make
    (r"税率|所得税|增值税|关税|\btax(?:es)? rates?\b|\b(?:income|corporate|corporation) tax\b|\bVAT\b|\btariffs?\b", r"税|\b(?:tax|VAT\b|tariff|levy)"),
    (r"市场份额|市占率|\bmarket share\b", r"份额|占有率|市占|\bshare of\b|\bmarket share"),
    (r"(?:哪|什么)[些家位]?[^，。？]{0,6}(?:投资方|投资人|投资者|出资方|金主)|(?:投资方|投资人|投资者|出资方)[^，。？]{0,6}(?:是谁|有谁|有哪)|\b(?:which|what|who are the) (?:\w+ )?(?:investors?|backers?|funders?)\b",
     r"投资方|投资人|投资者|出资|由[^，。]{2,20}投资|\b(?:investors? (?:is|are|include)|backers?|funded by|pledged by|put up by)"),
    # countries, and what is counted of them
    (r"人口|\bpopulation\b|\binhabitants\b", r"人口|居民|\b(?:population|inhabitant|people live)"),
    (r"国内生产总值|GDP|经济增速|\bgross domestic product\b", r"国内生产总值|GDP|经济(?:总量|增速|增长)|\b(?:gross domestic product|economic growth)"),
    (r"失业率|\bunemployment rate\b|\bjobless rate\b", r"失业率|\b(?:unemployment|jobless) rate"),
    (r"(?:多少|几[万千百]?)(?:个|份)?(?:新)?(?:就业|工作|岗位)|\bhow many (?:new )?jobs\b", r"\d[^，。]{0,10}(?:就业|工作|岗位)|\b(?:\d[\d,.]*|thousands?|millions?)(?: \w+){0,4} jobs\b"),
    (r"核电|核能|核反应堆|\bnuclear (?:power|plants?|energy|reactors?|fleet)\b", r"核电|核能|核反应|\bnuclear (?:power|plant|energy|reactor|fleet)"),
    (r"耗电|用电|多少电|多少度电|兆瓦|吉瓦|\b(?:mega|giga)watts?\b|\bhow much (?:electricity|power)\b", r"电|瓦|能耗|\b(?:electric|\w*watt|power (?:consumption|demand|use)|energy)"),
    (r"关税|\btariffs?\b", r"关税|\btariff"),
    (r"利率|降息|加息|\binterest rates?\b", r"利率|降息|加息|\binterest rate"),
    (r"通胀|通货膨胀|\binflation\b", r"通胀|通货膨胀|物价|\binflation"),
    (r"出口管制|出口禁令|\bexport (?:controls?|bans?|restrictions?)\b", r"管制|禁令|禁运|禁止|实体清单|\b(?:export (?:control|ban|restrict)|embargo|banned|Entity List)"),
    (r"蒸馏|\bdistill?(?:ed|ation|s)?\b", r"蒸馏|\bdistil"),
    (r"(?:约束力|强制力)|\b(?:legally )?binding\b", r"约束力|强制力|有[^，。]{0,4}约束|\bbinding"),
    (r"(?:专门|专项|自己|国家)的?(?:人工智能|AI)(?:法|立法)(?!案》)|\b(?:dedicated|specific|national|own) (?:AI|artificial intelligence) (?:law|act|legislation)\b", r"立法|法律|法案|法规|条例|\b(?:laws?\b|legislat|Act\b|statute)"),
    (r"(?:哪些|哪几个|什么)国家?[^，。？]{0,8}(?:反对|不同意|不支持)|\b(?:which|what) (?:countries|states|governments|members)\b[^?]{0,16}\b(?:against|oppos\w+|object\w*|resist\w*)\b", r"反对|异议|抵制|不同意|不满|\b(?:oppos|against|object|resist|disagree)"),
    # people
    (r"(?:哪一天|哪一年|哪天|什么时候|何时|几月几?[号日])[^，。？]{0,4}(?:上任|就任|就职|上台|接任)|\b(?:take|took|taken) up (?:the|his|her|their) (?:post|job|office|position)\b|\bstart(?:ed)? (?:as|the job|in office)\b",
     r"[于年月日](?:上任|就任|就职|上台|接任|被?任命)|(?:上任|就任|就职|任命)于|\b(?:took (?:up|office)|appointed (?:in|on)|since \d{4}|sworn in)"),
    (r"(?:从)?(?:哪一?年|什么时候)(?:起|开始|就)[^，。？]{0,4}(?:任|当|做|是)|\bsince (?:what|which) year\b|\bsince when\b|\bhow long has\b[^?]{0,40}\bbeen\b", r"[自从][^，。]{0,12}[起来]|[年月](?:起|开始|以来)|\b(?:since|from \d{4}|for \w+ years)\b"),
    (r"\bjob before\b|\bbefore (?:she|he|they) (?:became|was|took)\b|(?:出任|担任|就任|当上?)[^，。？]{0,12}(?:之前|以前|前)(?:是|做|干|在|当)", r"曾|此前|原任|前[\u3400-\u9fff]{0,6}(?:部长|大臣|总裁)|\b(?:former|previous|once\b|used to|served as|earlier)"),
    (r"读的?(?:是)?(?:什么|哪个?)(?:专业|学校)|学的?(?:是)?什么|\bwhere did\b[^?]{0,40}\bstudy\b|\bwhat (?:subject|major)\b", r"毕业|就读|专业|攻读|\b(?:studied|degree|graduat|majored|educated)"),
    (r"其他(?:的)?(?:联合)?创始人|(?:还有|另外)[^，。？]{0,6}(?:联合创始人|一起创)|\bother co-?founders?\b|\bwho else (?:co-?)?founded\b|\bco-?founded\b[^?]{0,30}\b(?:with|besides|else)\b|\belse co-?founded\b", r"创始人[^，。]{0,12}[和与、]|共同创|\bco-?founders\b|\bco-?founded (?:by|with)\b"),
    (r"(?:所长|院长|主任|馆长)(?:是谁|叫什么|姓什么)|\bwho is the (?:director|dean|head) of\b", r"所长|院长|主任|馆长|\b(?:[Dd]irector|[Dd]ean|[Hh]ead)\b"),
    (r"毛病|短板|(?:认为|觉得)[^，。？]{0,14}哪些(?:不足|缺点|问题)|\b(?:which|what) (?:\w+ )?(?:shortcomings|weaknesses|flaws)\b[^?]{0,40}\b(?:did|point|identif|mention)|\bwhat (?:specific|concrete|exact) (?:feedback|lessons|advice)\b", r"毛病|短板|(?:认为|觉得)[^，。？]{0,14}哪些(?:不足|缺点|问题)|不足|缺陷|缺点|问题在于|\b(?:shortcoming|weakness|flaw|failed to|lacked|criticis)"),
    (r"(?:成立|设立|建立|组建|创设)[^，。？]{0,14}(?:研究所|研究院|实验室|委员会|基金会?|办公室|协会)|\b(?:set up|establish\w*|creat\w+|found(?:ed)?|launch\w*)\b[^?]{0,40}\b(?:institute|fund|foundation|office|agency|committee|laboratory)\b",
     r"研究所|研究院|实验室|委员会|基金|办公室|协会|\b(?:institute|fund\b|foundation|office|agency|committee|laborator)"),
    # prices and terms
    (r"(?:卖|售|要|收|交)[^，。？]{0,4}多少钱|售价|定价|会费|学费|订阅费|年费|\b(?:membership|subscription|annual) fee\b|\bprice of\b|\bhow much (?:does|do|is) [^?]{0,40}\b(?:membership|subscription|cost per)\b",
     r"售价|定价|价格|收费|会费|学费|年费|费用|免费|[卖售]\d|\b(?:price|fee\b|fees\b|charge[sd]?\b|subscription|free of charge)"),
    (r"(?:满足|符合|具备)[^，。？]{0,4}(?:什么|哪些|何种)条件|(?:什么|哪些)(?:前提)?条件|\b(?:on|under) what (?:terms|conditions)\b|\bwhat conditions\b", r"条件|前提|须|必须|应当|要求|只要|除非|寻求|至少|凡|\b(?:condition|provided|unless|must|requir|only if|at least|seek)"),
    (r"(?:什么|哪种|何种)(?:统计|分析|归纳|计算)?(?:方法|办法)(?:来)?(?:归纳|统计|计算|得出|整理|评|选|算)|\bby what (?:method|procedure)\b|\bwhat method(?:ology)?\b", r"方法|采用|利用|借助|通过[^，。]{1,12}(?:归纳|统计|计算|分析)|\b(?:method|procedure|analys|using|by means of|calculated)"),
    (r"(?:跟|和|与|同)(?:的是)?(?:哪个?|什么)[^，。？]{0,10}(?:相比|对比|比的|比较)|\bcompared (?:with|to) (?:which|what)\b|\brelative to (?:which|what)\b", r"相比|对比|比较|较[^，。]|\b(?:compared|relative to|than|versus|baseline)"),
    (r"哪(?:一)?[部条](?:条例|规定|法规|规则)|\b(?:which|what) (?:\w+ )?(?:rule|regulation|provision|statute)\b(?! of)", r"条例|规定|法规|规则|《[^》]*法|第\d+条|\b(?:[Rr]ule|[Rr]egulation|[Pp]rovision|Act\b|[Ss]tatute)"),
    (r"(?:待|停留|呆|住)了?(?:一共|总共)?几天|\bhow many (?:days|nights|weeks) (?:did|does|will|was|were|is)\b", r"\d+\s*(?:日|天)|[两三四五六七八九十]天|\b(?:days?|nights?|weeks?|\d+[–-]\d+|from \d+ \w+ to)\b"),
    (r"由?哪(?:所|家|个)(?:大学|学校|高校|机构|公司|单位)(?:来)?(?:承办|主办|举办|协办)|\b(?:which|what) (?:university|school|institution|company|organi[sz]ation) (?:organi[sz]e[sd]?|host(?:s|ed)?|r[ua]ns?)\b", r"承办|主办|举办|协办|\b(?:organi[sz]|host)"),
    (r"改名|更名|改称|\brenam\w+|\bnew name\b", r"改名|更名|改称|现称|\b(?:renam|now called|formerly)"),
    (r"收购|并购|出价|\bacqui\w+|\btakeover\b|\bbuy-?out\b|\bbid (?:for|to buy)\b", r"收购|并购|出价|\b(?:acqui|takeover|buy-?out|bid\b|merge)"),
    (r"聊天(?:助手|机器人)|\bchat(?:bots?| assistants?)\b", r"聊天|助手|\b(?:chat|assistant)"),
    (r"市场(?:规模)?(?:有)?多大|\bhow (?:big|large) (?:is|was|will) (?:the |[A-Z]\w+['’]s )[^?]{0,30}\bmarket\b", r"市场|\bmarket"),
    (r"校园|校区|\bcampus(?:es)?\b", r"校园|校区|校内|\bcampus"),
    (r"票房|\bbox[- ]office\b", r"票房|\bbox[- ]office"),
    (r"(?:参数|parameter)(?:量|规模|是|有)?[^，。？]{0,4}多少|多少(?:亿|个)?参数|\bhow many parameters\b|\bparameter count\b", r"参数|\bparameter"),
    (r"上市(?:了|公司|没|吗)|什么时候上市|\bIPO\b|\bgo(?:ing)? public\b|\bpublicly (?:listed|traded)\b", r"上市|IPO|\b(?:public offering|listed on|publicly)"),
)  # fmt: skip
