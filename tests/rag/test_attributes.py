"""What is asked of a thing by name has to be spoken of: each line of the table, in both languages."""

import re

import pytest

from corpus.language import has_han
from rag.lexicon.kinds import ASKED_ATTRIBUTES
from rag.signs import lacks_attribute

# A question for an attribute, and a sentence that tells it.
TOLD = [
    ("违反了要罚款吗？", "违者将受处罚。"), ("What fines apply?", "Offenders are fined."),
    ("奖金有多少？", "获奖者得到一万元。"), ("How much is the prize money?", "The award is 5,000 euros."),
    ("评委有哪些人？", "评审由五名专家组成。"), ("Who sits on the jury?", "The panel has five members."),
    ("他的真名是什么？", "他本名李明。"), ("What is his real name?", "His birth name is Li."),
    ("她是什么职称？", "她是教授。"), ("What academic rank has she?", "She is a professor."),
    ("他接替的是谁？", "他的前任是李明。"), ("Whose seat did she take over?", "Her predecessor was Lee."),
    ("双方签了备忘录吗？", "双方签署备忘录。"), ("Did they sign a memorandum?", "They signed a memorandum."),
    ("有哪些政策建议？", "文章建议加强合作。"), ("What recommendations does it make?", "It calls for cooperation."),
    ("怎么界定知名模型？", "知名模型指被广泛引用的模型。"), ("What is the criterion?", "A notable model is defined by citations."),
    ("用哪种语言提交？", "以英文提交。"), ("Which languages can be used?", "Submissions are in English."),
    ("这笔钱归哪个部委管？", "由科技部负责。"), ("Which ministry runs it?", "The Ministry of Finance runs it."),
    ("它的全称是什么？", "环球银行金融电信协会（SWIFT）。"), ("What is the full name of it?", "It is short for a long name."),
    ("谁公开批评了它？", "学者质疑这一做法。"), ("Who criticised it?", "Scholars questioned it."),
    ("他什么时候被任命的？", "他于1月上任。"), ("When was she appointed?", "She took office in May."),
    ("是哪位记者写的？", "记者李明报道。"), ("Which journalist wrote it?", "A correspondent wrote it."),
    ("有哪些艺术家演出？", "歌手登台。"), ("Which artists performed?", "A band played."),
    ("总部在哪？", "公司设在里昂。"), ("Where is its headquarters?", "It is based in Lyon."),
    ("由谁牵头？", "李明主持工作。"), ("Who leads it?", "It is headed by Lee."),
    ("用的是哪套测试？", "按基准测试。"), ("On which benchmark?", "It was tested on Y."),
    ("股价怎么样？", "市值蒸发。"), ("What happened to the share price?", "Its market value fell."),
    ("她毕业于哪里？", "她就读于里昂。"), ("Where did he graduate?", "He studied in Lyon."),
    ("她是什么国籍？", "她国籍为法国。"), ("What is her nationality?", "She is a French citizen."),
    ("合同什么时候签？", "协议已签。"), ("When is the contract due?", "The agreement is signed."),
    ("什么提案被否决了？", "提案遭驳回。"), ("What was rejected?", "The plan was dropped."),
    ("怎么防这种攻击？", "可用过滤来抵御。"), ("What safeguards are there?", "Filters protect the model."),
    ("截止日期是哪天？", "截至5月1日。"), ("What is the deadline?", "It is open until May."),
    ("反响如何？", "外界评价很高。"), ("How was it received in Paris? Its reception?", "Critics praised it."),
    ("手机是什么品牌？", "型号为X。"), ("Which brand is it?", "The brand is X."),
    ("给出的理由呢？", "因为安全。"), ("What reasons did they give?", "They cited the law because of it."),
    ("他是哪个党的？", "他属于社会党。"), ("Which party is she in?", "She is in the Green Party."),
    ("他此前当什么？", "他曾任教师。"), ("What was his previous job?", "He is a former teacher."),
    ("谁陪同他去？", "随行的有李明。"), ("Who accompanied her?", "She came together with Lee."),
    ("他下榻在哪里？", "他入住酒店。"), ("Where did she stay?", "She stayed at a hotel."),
    ("他回应了吗？", "他表示反对。"), ("Did he respond?", "He told reporters so."),
    ("他批评了谁？", "他指责李明。"), ("Whom did he criticise?", "He blamed Lee."),
    ("他指出了哪些不足？", "他认为准备太晚。"), ("What shortcomings were there?", "He pointed out the delay."),
    ("双方的分歧在哪？", "双方看法不同。"), ("Where do they diverge?", "They differ on tax."),
    ("为什么选中他？", "因为他有经验。"), ("Why was she chosen?", "She was named because of her work."),
    ("大楼什么时候完工？", "大楼年底建成。"), ("When will it be finished?", "It opens in May."),
    ("谁共同主办？", "两国联合主办。"), ("Who co-chaired it?", "The two jointly chaired it."),
    ("有直播吗？", "全程转播。"), ("Was it live-streamed?", "It was televised."),
    ("怎么报名？", "请在网上注册。"), ("How do I register?", "Send in the application."),
    ("出动了多少警力？", "警方出动千人。"), ("What security arrangements were made?", "Guards stood outside."),
    ("晚宴吃的是什么？", "菜有三道。"), ("What was on the menu?", "They dined well."),
    ("有抗议吗？", "有人示威。"), ("Were there protests?", "People demonstrated."),
    ("会徽是什么样？", "标志是一只鸟。"), ("What is the mascot?", "The logo is a bird."),
    ("谁缺席了？", "李明未出席。"), ("Who was absent?", "Lee stayed away."),
    ("赞助商是谁？", "由公司出资。"), ("Who sponsors it?", "A firm funds it."),
    ("他本人来了吗？", "他亲自到场。"), ("Did he show up?", "He attended."),
    ("谈了多长时间？", "谈了两小时。"), ("How long did it last?", "It took two hours."),
    ("报告多少页？", "全书三百页。"), ("How many pages has it?", "It has 300 pages."),
    ("谁翻译的？", "译者李明。"), ("Who translated it?", "It was translated by Lee."),
    ("样本有多大？", "抽样一千人。"), ("What is the sample size?", "They sampled 1,000 people."),
    ("67%是谁测的？", "实验得出67%。"), ("Who measured it?", "A study found it."),
    ("排放了多少碳？", "排放500吨。"), ("What is the carbon footprint?", "It emits 500 tonnes."),
    ("资金明细呢？", "其中一半给高校。"), ("Break down the sum by year.", "Half is split evenly, of which 5 in May."),
    ("创始人是谁？", "李明创办。"), ("Who founded it?", "Lee started it."),
    ("公司哪年成立？", "公司创立于2020年。"), ("When was it founded?", "It was established in 2020."),
    ("有多少名员工？", "雇员五百。"), ("How many employees has it?", "It has a staff of 500."),
    ("要建几座数据中心？", "将建五座。"), ("How many data centres will it have?", "It will have 12 large data centres."),
    ("原则一共有几条？", "共五条。"),
    ("占地面积有多大？", "占地三公顷。"), ("What area does it cover?", "It covers 3 hectares."),
    ("分几年到位？", "分三年付清。"), ("Over how many years is it paid?", "It is paid over three years."),
    ("最晚哪年落实？", "须在2027年之前落实。"), ("By when must it be done?", "It must be done by 2027."),
    ("哪一年加入该组织的？", "它于2019年成为成员。"), ("When did it join the club?", "It became a member in 2019."),
    ("由哪个国家牵头？", "由印度主持。"), ("Which country leads it?", "It is headed by India."),
    ("营收多少？", "收入一亿元。"), ("What is its revenue?", "It earned 5 million."),
    ("估值多少？", "市值一亿元。"), ("What is its valuation?", "It is worth 5 million."),
    ("有多少用户？", "用户一亿。"), ("How many users?", "It has 5 million users."),
    ("用了多少块芯片？", "用了100块。"), ("How many GPUs?", "It has 100 chips."),
    ("用什么开源协议？", "采用MIT许可。"), ("Under which licence?", "It is licensed freely."),
    ("有几项专利？", "专利三项。"), ("How many patents?", "It has patented it."),
    ("供应商是谁？", "由公司供货。"), ("Who is the supplier?", "A firm supplies it."),
    ("具体怎么运作？", "通过竞价来做。"), ("How does it work?", "It does so by sorting mail."),
    ("违反了哪部公约？", "违反日内瓦公约。"), ("Which treaty applies?", "The convention applies."),
    ("依据哪部法律？", "依据数据法案。"), ("Which law applies?", "A regulation applies."),
    ("是第几条规定的？", "第五条规定。"), ("Which article number is it?", "It is Article 5."),
    ("什么时候生效？", "5月起施行。"), ("When does it take effect?", "It is in force."),
    ("标准由哪个机构制定？", "由协会编制。"), ("Which body drafts the rules?", "It drafted the rules."),
    ("谁能豁免？", "学校例外。"), ("Who is exempt?", "An exception holds for schools."),
    ("由谁监督？", "由警方负责。"), ("Who will enforce it?", "It is overseen by Lee."),
    ("签证好办吗？", "免签证。"), ("Do I need a visa?", "No visa is needed."),
    ("该穿什么？", "着装正式。"), ("What should I wear?", "Formal dress."),
    ("附近有什么餐厅？", "饭店很多。"), ("Are there restaurants?", "Food is sold."),
    ("哪国出钱最多？", "法国居首。"), ("Which country gave the most?", "France leads."),
    # asked cold
    ("万斯出席峰会了吗？", "出席者包括万斯。"), ("Did Vance attend?", "Vance was present."),
    ("他举行了哪些双边会谈？", "他会见了外长。"), ("Whom did he see in bilateral talks?", "He met the premier."),
    ("公众能参加吗？", "展览对外开放。"), ("Is it open to the public?", "Tickets are sold at the door."),
    ("门票多少钱？", "入场免费。"), ("How much are tickets?", "Admission is free."),
    ("有同声传译吗？", "会场备有译员。"), ("Was there interpretation?", "Interpreters worked in six languages."),
    ("当天天气怎么样？", "当天下雨。"), ("What was the weather like?", "It rained all day; rain fell at noon."),
    ("怎么申请记者证？", "媒体注册截至5月。"), ("How do I get a press pass?", "Reporters may get accredited online."),
    ("办这次峰会花了多少钱？", "大会耗资千万。"), ("Who paid for the summit?", "The event was financed by firms."),
    ("下一届在哪开？", "下届由印度接办。"), ("Where is the next summit?", "India will host in 2026; the role rotates."),
    ("最后发表宣言了吗？", "会议通过公报。"), ("Was there a declaration?", "A joint statement was adopted."),
    ("他对此表了什么态？", "他表示支持。"), ("What stand did he take?", "He opposed it."),
    ("票数是多少？", "表决结果为十比二。"), ("What was the vote?", "Ten voted for it."),
    ("他大选输给了谁？", "他在竞选中落败。"), ("Who won the election?", "She was elected."),
    ("民调如何？", "支持率为四成。"), ("What do opinion polls say?", "A poll gives him 40 per cent."),
    ("视频里说了什么？", "影片里他在唱歌。"), ("What is in the video?", "The clip shows him singing."),
    ("法国人口是多少？", "该国有六千万居民。"), ("What is the population of France?", "It has 68 million inhabitants."),
    ("法国GDP多少？", "经济总量居前。"), ("What is its gross domestic product?", "Economic growth slowed."),
    ("失业率是多少？", "失业率降到7%。"), ("What is the unemployment rate?", "The jobless rate fell."),
    ("会创造多少就业？", "可带来3万个就业。"), ("How many jobs will it create?", "It creates 3,000 new jobs."),
    ("核电占多少？", "核能占七成。"), ("How much nuclear power is there?", "It runs 56 nuclear reactors."),
    ("要耗多少电？", "每年用电一亿度。"), ("How many megawatts?", "It draws electricity for a town."),
    ("关税加了多少？", "关税提高到10%。"), ("What are the tariffs?", "A tariff of 10 per cent applies."),
    ("会降息吗？", "利率不变。"), ("What are interest rates?", "The interest rate stays."),
    ("通胀多高？", "物价上涨。"), ("How high is inflation?", "Inflation is 2 per cent."),
    ("出口管制有哪些？", "芯片遭禁运。"), ("Which export controls apply?", "Chips were banned."),
    ("是蒸馏的吗？", "模型蒸馏而来。"), ("Was it distilled?", "They distil larger models."),
    ("有约束力吗？", "协议有法律约束力。"), ("Is it binding?", "The text is not binding."),
    ("有专门的人工智能法吗？", "该国已经立法。"), ("Is there a dedicated AI law?", "Parliament passed an Act on it."),
    ("哪些国家反对？", "两国提出异议。"), ("Which countries are against it?", "Two states objected."),
    ("他哪一天上任的？", "他于5月1日上任。"), ("When did she take up the post?", "She took office in May."),
    ("他从哪年起任主席？", "他自2015年起任主席。"), ("Since when has he been chief?", "He has led it since 2015."),
    ("她出任特使之前是做什么的？", "她曾任总干事。"), ("What was her job before?", "She is a former director."),
    ("他读的什么专业？", "他攻读法律。"), ("Where did he study?", "He has a degree in law."),
    ("其他联合创始人是谁？", "创始人门施和李明。"), ("Who are the other co-founders?", "Its co-founders are Lee and Ma."),
    ("中心主任是谁？", "主任为李明。"), ("Who is the director of it?", "Lee is its director."),
    ("他反馈了哪些毛病？", "他认为不足在于时间。"), ("Which flaws did he point out?", "He named a weakness of it."),
    ("有没有成立国家研究所？", "成立了研究院。"), ("Did they set up an institute?", "A new agency was set up."),
    ("会员一年要交多少钱？", "年费100元。"), ("What is the membership fee?", "A subscription is 10 euros."),
    ("要满足什么条件？", "须有三年经验。"), ("On what conditions may one leave?", "One must give notice."),
    ("用什么方法归纳的？", "采用聚类。"), ("By what method were they sorted?", "They were sorted using clusters."),
    ("是跟哪个模型相比？", "与旧模型相比更快。"), ("It fell by half, compared with what?", "It is faster than the old one."),
    ("援引哪部条例？", "依据出口规定。"), ("Which regulation was cited?", "Under the Export Regulation."),
    ("他一共待了几天？", "他停留三天。"), ("How many days did he stay?", "He stayed for two nights."),
    ("由哪所大学承办？", "由里昂大学主办。"), ("Which university hosts it?", "Lyon University organises it."),
    ("票房多少？", "票房破百亿。"), ("What was the box office?", "The box office was large."),
    ("参数有多少？", "参数为70亿。"), ("How many parameters has it?", "It has 7 billion parameters."),
    ("公司上市了吗？", "公司已在巴黎IPO。"), ("When is the IPO?", "It is listed on an exchange."),
]  # fmt: skip
SILENT = {True: "峰会将于巴黎召开。", False: "Paris is on the Seine."}


@pytest.mark.parametrize(("asked", "telling"), TOLD)
def test_a_sentence_must_speak_of_what_is_asked(asked: str, telling: str) -> None:
    assert lacks_attribute(asked, SILENT[has_han(asked)])
    assert not lacks_attribute(asked, telling)


def test_each_line_of_the_table_is_asked_in_both_languages() -> None:
    asked = [question for question, _ in TOLD]
    for chinese in (True, False):
        unasked = [
            pattern.pattern[:40]
            for pattern, _ in ASKED_ATTRIBUTES
            if not any(has_han(q) is chinese and re.search(pattern, q) for q in asked)
        ]
        assert not unasked
