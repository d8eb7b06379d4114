"""A thing of the asked kind that is another event's, year's or body's is no answer."""

import pytest

from rag.kinds import kind_match
from rag.lacking import lacks_relation
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import read_question

# A question, a sentence that only looks like its answer, and one that answers it.
PAIRS = [
    # where and when an event is held, and not another one
    ("科技日安排在哪个场馆？", "峰会将在大皇宫举行。", "科技日将在大皇宫举行。"),
    ("Where are the science days being held?", "The summit is held at the Grand Palais.",
     "The science and technology days are held at the Grand Palais."),
    ("首尔峰会是哪一天开的？", "2月10日，法国在巴黎举办峰会，延续此前各届。", "首尔峰会于5月21日召开。"),
    ("On what dates was the Seoul summit held?", "On 10 February France hosts a summit in Paris.",
     "The Seoul summit was held on 21 May."),
    ("文化节在哪儿办？", "法国还将举办文化节。", "文化节在里昂举办。"),
    ("Where will the culture festival be held?", "France will hold a culture festival.",
     "The culture festival will be in Lyon."),
    # a city
    ("秘书处设在哪座城市？", "秘书处将设在法国。", "秘书处将设在里昂。"),
    ("Which city hosts the secretariat?", "France hosts the secretariat.", "Lyon hosts the secretariat."),
    # allies by name
    ("它激怒了哪几个盟友？", "否认《欧盟法案》容易激怒盟友。", "它激怒了德国等盟友。"),
    ("Which allies did it anger?", "Under the EU AI Act it may anger allies.", "It angered allies such as Germany."),
    # the difference of two
    ("巴黎的来宾比伦敦多多少？", "巴黎来了1500名嘉宾。", "巴黎来了1500名嘉宾，伦敦来了100名嘉宾。"),
    ("How many more guests came to Paris than to London?", "1,500 guests came to Paris.",
     "1,500 guests came to Paris, 100 to London."),
    # the year
    ("印度市场2024年规模多大？", "到2027年，印度市场将达170亿美元，2024年以来逐年增长。", "印度市场2024年为70亿美元，2027年将达170亿美元。"),
    ("How big was India's market in 2024?", "India's market reaches $17 billion by 2027, growing since 2024.",
     "India's market was $7 billion in 2024, and reaches $17 billion by 2027."),
    # of two that are compared
    ("Mistral的性能达到GPT-4的百分之几？", "DeepSeek达到GPT-4的92%。", "Mistral达到GPT-4的92%。"),
    ("What percentage of GPT-4's performance does Mistral reach?", "DeepSeek reaches 92% of GPT-4.",
     "Mistral reaches 92% of GPT-4."),
    # what happened, and not what might
    ("有没有真实案例说明银行被骗？", "一旦被投毒，银行可能受骗。", "银行被骗的事已经发生了。"),
    ("Is there a real case of a bank being fooled?", "Once data are poisoned, a bank may be fooled.",
     "A bank has suffered such an attack."),
    # another issue of a review, and the head of another firm
    ("第11期写的是什么？", "本文是动态第12期。", "本文是动态第11期。"),
    ("What is issue No. 11 about?", "This is issue 12, on summits.", "This is issue 11, on summits."),
    ("DeepSeek的创始人是谁？", "出席者有Mistral联合创始人门施。", "DeepSeek的创始人门施出席。"),
    ("Who is the founder of DeepSeek?", "Mensch, a founder of Mistral, came.", "Mensch, founder of DeepSeek, came."),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "other", "own"), PAIRS)
def test_a_thing_that_belongs_elsewhere_is_told_from_its_own(
    names: NameIndex, words: CorpusWords, asked: str, other: str, own: str
) -> None:
    question = read_question(asked, names)
    assert lacks_relation(question, other, words.names_in(other))
    assert not lacks_relation(question, own, words.names_in(own))
    assert kind_match(question, other, other, words.names_in) == 0.0


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("2027年印度市场有多大？", "到2027年，印度市场将达170亿美元，2024年以来增长25%。"),
        ("How big is India's market in 2027?", "India's market reaches $17 billion by 2027, up from 2024."),
        ("峰会在哪儿举行？", "峰会将在大皇宫举行。"),
        ("Where is the AI Action Summit held?", "It is held at the Grand Palais."),
        ("报告主张峰会要往哪四个方向使劲？", "报告提出四大趋势。"),
    ],
)
def test_what_is_tied_as_asked_is_let_through(
    names: NameIndex, words: CorpusWords, asked: str, text: str
) -> None:
    assert not lacks_relation(read_question(asked, names), text, words.names_in(text))
