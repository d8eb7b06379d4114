"""Names that no document has, and names that the documents write shorter than the question."""

from collections.abc import Callable

import pytest

from rag.answer import Answer, AnswerStatus
from rag.names import Name, NameIndex
from rag.question import read_question


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("默茨参加巴黎峰会了吗？", "默茨"),
        ("图灵奖得主本吉奥在峰会上发言了吗", "本吉奥"),
        ("谷歌为什么修改了承诺？", "谷歌"),
        ("Current AI 基金会获得了多少资金？", "Current AI"),
        ("What is Current AI?", "Current AI"),
        ("DeepSeek is closed-source; how does that affect the race?", "DeepSeek"),
        ("How much did the Current AI foundation get?", "Current AI"),
        ("How did Biden's AI diffusion rule sort countries into tiers?", "Biden"),
        ("Was UN Secretary-General António Guterres present?", "António Guterres"),
        ("星际之门第一座数据中心建在得州哪里？", "得州"),
        ("普京的峰会特使是谁？", "普京"),
        ("苹果公司今年打算推出什么功能？", "苹果"),
        ("本吉奥的报告谈到哪些风险？", "本吉奥"),
    ],
)
def test_a_name_that_no_document_has_is_seen(names: NameIndex, question: str, named: str) -> None:
    assert named in [name.written for name in read_question(question, names).names]


@pytest.mark.parametrize(
    "question",
    [
        "公众能参加峰会吗？",
        "科技公司在峰会上承诺了什么？",
        "大型公司会主导吗？",
        "哪家公司研发了量子压缩算法？",
        "企业能在峰会上公开自己的自愿承诺吗？",
        "What does the Public-interest AI theme cover?",
        "Besides AI, which fields should be pushed forward?",
        "What kinds of risk does Brussels' AI law police?",
        "News of the funding is credited to which outlet?",
        "独立于中美之外的欧洲路线，一直是谁在提倡？",
    ],
)
def test_common_words_are_no_strange_names(names: NameIndex, question: str) -> None:
    found = read_question(question, names).names
    assert not [name.written for name in found if not any(names.occurs(s) for s in name.spellings)]


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("Olaf Scholz 到巴黎参会了吗？", "朔尔茨"),
        ("桑达尔·皮柴本人去巴黎了吗？", "皮柴"),
        ("Arthur Mensch 是哪家公司的？", "门施"),
    ],
)
def test_a_full_name_is_read_in_the_other_language(
    ask: Callable[[str], Answer], question: str, cited: str
) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert any(cited in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        # another word for it stands behind the stroke
        "Did the call for projects give special attention to participation from the Southern Hemisphere / Global South?",
        # a place in a list, which the list does not state
        "五大主题里排第一的那个，清华报告和公众号文章叫法一样吗？各叫什么？",
        # 美中 for 中美
        "独立于中美之外的欧洲路线，一直是谁在提倡？",
        # "the minister whom she met"
        "Name of the newly appointed UK AI minister Anne Bouverot met in London",
        # how a goal puts it, which is no speaker
        "公众号的“治理包容性”目标怎么说？",
        # from how many countries, and no country
        "项目征集 收到多少个项目 来自几个国家",
        "都有哪些国家和国际组织的政要到场？给个名单",
    ],
)
def test_what_need_not_be_spoken_of_is_not_missed(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is AnswerStatus.ANSWERED


def test_a_developing_country_is_not_china(names: NameIndex) -> None:
    named = [name.written for name in read_question("发展中国家在两篇文章里是怎么被提到的？", names).names]
    assert "中国" not in named


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("JD Vance", "US Vice President Vance came", True),
        ("Sam Altman", "those present included Altman, CEO of OpenAI", True),
        ("Olaf Scholz", "the German Chancellor Scholz", True),
        ("Ursula von der Leyen", "Commission President von der Leyen", True),
        ("Helen Clark", "Feryal Clark, the minister", False),
        ("Hyde Park", "the summit at Bletchley Park", False),
        ("Hyde Park", "the Park was open", False),
        ("Tsinghua's Center", "the Center at Tsinghua University", True),
        ("Elon Musk", "the musk of deer", False),
        ("萨姆·奥尔特曼", "首席执行官奥尔特曼", True),
        ("海伦·克拉克", "大臣费亚尔·克拉克", False),
    ],
)
def test_a_person_is_known_by_the_family_name_alone(written: str, text: str, found: bool) -> None:
    assert Name(written, (written,)).is_in(text) is found


def test_a_name_in_both_scripts_is_one_name(names: NameIndex) -> None:
    question = read_question("Who put Shenyan Technology (深言科技) on the Entity List?", names)
    named = next(name for name in question.names if name.written == "Shenyan Technology")
    assert named.is_in("美国商务部将深言科技列入实体清单")


@pytest.mark.parametrize(
    "question",
    [
        "万斯在巴黎怎么评价欧洲的AI监管？",
        "张国清副总理在巴黎期间跟哪几国领导人举行了双边会谈？",
        "With which foreign leaders did Vice Premier Zhang Guoqing hold bilateral talks while in Paris?",
        "莫迪这趟在法国一共待了几天？",
        "巴黎峰会和达沃斯论坛有什么不一样？",
        "“可持续人工智能联盟”有哪些成员？",
        "《人工智能与国际安全研究动态》第11期写的是什么题目？",
        "What was the topic of issue No. 11 of the AI and International Security Studies Review?",
        "混合专家模型是什么意思？",
        "What does mixture of experts mean?",
        "2月10日的晚宴是在爱丽舍宫办的吗？",
        # an app names no document that appeared in it
        "How do I export my WeChat chat history to a computer?",
        "How do I delete my WeChat account?",
        "怎么把微信聊天记录导出到电脑上？",
        "微信怎么注销账号？",
        # a current of AI is not Current AI
        "How large was the initial funding of the Current AI foundation launched at the summit?",
        # an owner whom no document has owns nothing that they speak of
        "How did Biden's AI diffusion rule sort countries into tiers?",
        "Who is Guterres's special envoy?",
        "Who is Putin's envoy to the summit?",
        "古特雷斯的特使对安全怎么看？",
        "普京的峰会特使是谁？",
        "本吉奥的报告谈到哪些风险？",
    ],
)
def test_what_is_said_of_another_corrects_nothing(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is AnswerStatus.NO_ANSWER
