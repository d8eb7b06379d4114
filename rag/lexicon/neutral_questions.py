"""Questions about nothing in particular; their mean vector is what all questions of a language share.

They cover the ways of asking and many fields, so that the mean holds how questions are put and not what one
of them is about.
"""

from corpus.model import Language

__all__ = ["NEUTRAL_QUESTIONS"]

_ZH = """
这座桥是什么时候建成的？ 该公司去年的营业收入是多少？ 谁发明了这种仪器？ 这条河流经哪些省份？ 为什么冬天白昼比较短？
这本小说的作者是谁？ 这种疾病有哪些症状？ 会议在哪里举行？ 法案规定了哪些处罚？ 两支球队的比分是多少？
这家医院有多少张床位？ 这项技术的原理是什么？ 报告提出了什么建议？ 他毕业于哪所大学？ 这种植物适合在什么环境生长？
该市的人口有多少？ 战争持续了多长时间？ 这位画家属于哪个流派？ 这部电影获得了什么奖项？ 如何申请这项补助？
地震造成了多大损失？ 铁路全长多少公里？ 谁担任委员会主席？ 这两种方法有什么区别？ 合同何时到期？
该国的官方语言是什么？ 实验结果说明了什么？ 这次选举的投票率是多少？ 什么是通货膨胀？ 这种材料由什么组成？
项目的资金来自哪里？ 节日的由来是什么？ 谁负责这项工程的设计？ 计划包括哪几个阶段？ 这座城市以什么闻名？
""".split()
_EN = """
When was the bridge completed?|How much revenue did the company report last year?|Who invented this instrument?
Which provinces does the river flow through?|Why are days shorter in winter?|Who is the author of the novel?
What are the symptoms of the disease?|Where was the meeting held?|What penalties does the law set out?
What was the score between the two teams?|How many beds does the hospital have?|How does this technology work?
What did the report recommend?|Which university did he graduate from?|What conditions does the plant need to grow?
What is the population of the city?|How long did the war last?|Which school did the painter belong to?
Which awards did the film win?|How can one apply for the grant?|How much damage did the earthquake cause?
How long is the railway line?|Who chaired the committee?|What is the difference between the two methods?
When does the contract expire?|What is the official language of the country?|What did the experiment show?
What was the turnout at the election?|What is inflation?|What is this material made of?
Where does the project's funding come from?|What is the origin of the festival?|Who was in charge of the design?
Which stages does the plan include?|What is the city known for?
""".replace("\n", "|").split("|")

NEUTRAL_QUESTIONS: dict[Language, tuple[str, ...]] = {
    Language.ZH: tuple(_ZH),
    Language.EN: tuple(question for question in _EN if question),
}
