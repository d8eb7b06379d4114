"""What a question takes for granted and the closest sentence says otherwise, rule by rule and on the real documents."""

import pytest

from rag.answer import AbstainReason, AnswerStatus
from rag.engine import Engine
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.presupposed import presupposed_otherwise
from rag.question import read_question
from rag.requests import AskRequest
from tests.rag.candidates import candidate, ranked, reader_of

# A question, the sentences that are close to it, and what it takes for granted wrongly; None if nothing.
MAKERS = [
    ("谷歌的“量子压缩算法”怎么省能耗？", ["Mistral AI秘密研发的“量子压缩算法”叫板谷歌。"], "谷歌"),
    ("谷歌秘密搞出来的量子压缩算法能省多少电？", ["Mistral AI秘密研发的“量子压缩算法”叫板谷歌。"], "谷歌"),
    ("How much does Google's secret quantum compression algorithm save?",
     ["The “quantum compression algorithm” secretly developed by Mistral AI challenges Google."], "Google"),
    ("Mistral秘密搞出来的量子压缩算法能省多少电？", ["Mistral AI秘密研发的“量子压缩算法”叫板谷歌。"], None),
    ("How much does Mistral's quantum compression algorithm save?",
     ["The “quantum compression algorithm” developed by Mistral AI saves much."], None),
    ("谷歌为什么要秘密搞那个把大模型能耗砍掉67%的量子压缩算法？",
     ["Mistral AI秘密研发的“量子压缩算法”叫板谷歌。"], "谷歌"),
    ("Why did Google secretly develop the quantum compression algorithm?",
     ["The “quantum compression algorithm” secretly developed by Mistral AI challenges Google."], "Google"),
    # another sentence has it made as asked
    ("谷歌开发的量子压缩算法能省多少电？", ["微软研发的“量子压缩算法”很快。", "谷歌也在开发量子压缩算法。"], None),
    # another thing
    ("谷歌开发的聊天机器人能省多少电？", ["Mistral AI秘密研发的“量子压缩算法”叫板谷歌。"], None),
]  # fmt: skip
FIRST_TIMES = [
    ("法国上一次主办峰会是哪年？", ["法国首次举办人工智能领域国际峰会。"], "法国上一次主办"),
    ("法国之前已经办过峰会，效果如何？", ["法国首次举办人工智能领域国际峰会。"], "法国之前已经办"),
    ("France has hosted two AI summits; when was the first?", ["France is hosting a summit for the first time."],
     "France has hosted two AI summits; when was the first"),
    ("When did France previously host a summit?", ["France is hosting a summit for the first time."],
     "did France previously host a summit"),
    ("What came of the third summit France has hosted?", ["For the first time France will host a summit."],
     "third summit France has hosted"),
    ("This is the third time France has hosted a summit. How did the others go?",
     ["France is hosting a summit for the first time."], "third time France has hosted"),
    # Paris follows on from others: that is no earlier time of its own
    ("法国接着之前的会办峰会，接的是哪两届？", ["法国首次举办人工智能领域国际峰会。"], None),
    ("印度上一次主办峰会是哪年？", ["法国首次举办人工智能领域国际峰会。"], None),
    ("法国上一次主办峰会是哪年？", ["法国再次举办人工智能领域国际峰会。"], None),
]  # fmt: skip
PLACES = [
    ("布韦罗为什么在伦敦见马朝旭？", ["布韦罗访问伦敦，会见克拉克。", "布韦罗访问北京，会见马朝旭。"], "伦敦"),
    ("Why did Bouverot meet Ma Zhaoxu in London?",
     ["Bouverot visited London and met Clark.", "Bouverot visited Beijing and met Ma Zhaoxu."], "London"),
    ("Why did Bouverot meet Ma Zhaoxu in Beijing?", ["Bouverot visited Beijing and met Ma Zhaoxu."], None),
    ("布韦罗在哪里见马朝旭？", ["布韦罗访问北京，会见马朝旭。"], None),
    # one person may have been anywhere else too
    ("布韦罗在日本见了谁？", ["布韦罗访问北京，会见马朝旭。"], None),
]  # fmt: skip
MONEY = [
    ("法国财政拿出的近1130亿美元怎么筹的？", ["法国的私营部门已投资近1130亿美元。"], "财政"),
    ("How did the treasury raise the $113 billion?", ["The private sector has invested $113 billion."], "treasury"),
    ("How did the private sector raise the $113 billion?", ["The private sector has invested $113 billion."], None),
    # another sum
    ("How did the treasury raise the $5 billion?", ["The private sector has invested $113 billion."], None),
]  # fmt: skip
REVERSED = [
    ("DeepSeek明明闭源，怎么还能改写格局？", ["我国的DeepSeek开源模型是大杀器。"], "闭源"),
    ("How can DeepSeek's proprietary model shake up the race?", ["China's open-source DeepSeek model is a weapon."],
     "proprietary"),
    ("为什么量子算法让能耗上升67%？", ["该算法将能耗砍掉67%。"], "上升"),
    ("Why did it push energy use up by 67 per cent?", ["It slashed energy use by 67 per cent."], "push energy use up"),
    ("DeepSeek超过了GPT-4，具体高出多少？", ["DeepSeek实现GPT-4的92%性能。"], "超过"),
    ("By what margin does DeepSeek outperform GPT-4?", ["DeepSeek achieves 92% of the performance of GPT-4."], "outperform"),
    ("马克龙说欧洲已经遥遥领先，还办会干嘛？", ["马克龙希望改变欧洲即将落后的局面。"], "遥遥领先"),
    ("As Macron says, Europe is well ahead; what is the summit for?",
     ["Macron hopes to change the situation in which Europe is about to fall behind."], "is well ahead"),
    ("ParisTech is teaming up with Silicon Valley; why?", ["ParisTech uses guilds to fight Silicon Valley."],
     "teaming up with"),
    ("峰会为什么不碰气候变化？", ["峰会涉及气候变化等议题。"], "不碰"),
    ("Why did they keep climate change off the agenda?", ["The summit touches on climate change."],
     "keep climate change off"),
    ("为什么AI决策的代表权只留在传统中心？", ["要扩大AI决策的代表性至传统中心之外。"], "只留在"),
    ("Why is representation kept within the centres?", ["extending representation beyond the centres."], "kept within"),
    ("What cutting-edge fields does the DeepSeek team work in?", ["DeepSeek raises the speed of training."], None),
    ("What cutting-edge fields in France and India are there?", ["In France and India AI is on the rise, rising fast."], None),
    ("跟荷兰、韩国的会比，议题为什么更窄？", ["与荷兰、韩国的峰会相比，议题更为广泛。"], "更窄"),
    ("Why is the agenda narrower than that of the Dutch and Korean summits?",
     ["Compared with the summits in the Netherlands and South Korea, the topics are broader."], "narrower"),
    ("为什么议题更广泛？", ["与荷兰、韩国的峰会相比，议题更为广泛。"], None),
    ("这些武器开火都得有人批准，怕什么？", ["这些武器能在没有任何人类干预的情况下攻击目标。"], "都得有人批准"),
    ("These weapons need a human to sign off, so why fear them?",
     ["These weapons can attack targets without any human intervention."], "need a human"),
    ("Why can these weapons attack without any human?",
     ["These weapons can attack targets without any human intervention."], None),
    ("DeepSeek开源了吗？", ["我国的DeepSeek开源模型是大杀器。"], None),
    # of another thing, or of both
    ("Llama明明闭源，怎么还能改写格局？", ["我国的DeepSeek开源模型是大杀器。"], None),
    ("DeepSeek是开源还是闭源？", ["我国的DeepSeek开源模型是大杀器。"], None),
]  # fmt: skip
CALLED = [
    ("为什么沿用“安全”这个名字？", ["峰会命名为“行动”而非“安全”，旨在行动。"], "安全"),
    ("Why did they keep the name “Safety”?", ["Naming the summit “Action” rather than “Safety” aims at results."], "Safety"),
    ("为什么不叫“安全”？", ["峰会命名为“行动”而非“安全”，旨在行动。"], None),
    ("Why was the name “Safety” dropped?", ["Naming the summit “Action” rather than “Safety” aims at results."], None),
    ("为什么起名叫“行动”而不叫“安全”？", ["峰会命名为“行动”而非“安全”，旨在行动。"], None),
]  # fmt: skip
ALL_OF_SOME = [
    ("提交的770个项目全部会在巴黎展出，够吗？", ["计划从111个国家提交的770个项目中遴选出50个项目。"], "770个项目全部会在巴黎展"),
    ("With all 770 submitted projects being exhibited, is there room?",
     ["It plans to select 50 projects from the 770 submitted from 111 countries."], "all 770 submitted projects being exhibit"),
    ("770个项目都来自哪里？", ["计划从111个国家提交的770个项目中遴选出50个项目。"], None),
    ("Were all 770 projects submitted in time?",
     ["It plans to select 50 projects from the 770 submitted from 111 countries."], None),
]  # fmt: skip
STRESS = [
    ("峰会为何把前沿风险当成头号重点？", ["峰会将不再强调前沿风险，而聚焦于具体议题。"], "前沿风险"),
    ("Why is frontier risk at the top of the agenda?",
     ["The summit will no longer stress frontier risks but will focus on work."], "frontier risks"),
    ("Why does the summit no longer stress frontier risks?",
     ["The summit will no longer stress frontier risks but will focus on work."], None),
    ("Why is work at the top of the agenda?",
     ["The summit will no longer stress frontier risks but will focus on work."], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "texts", "said"),
    [*MAKERS, *FIRST_TIMES, *PLACES, *MONEY, *REVERSED, *CALLED, *ALL_OF_SOME, *STRESS],
)
def test_what_a_question_takes_for_granted_is_held_against_the_sentences(
    names: NameIndex, words: CorpusWords, asked: str, texts: list[str], said: str | None
) -> None:
    items = [ranked(candidate(reader_of(text), 0), 5.0 - at) for at, text in enumerate(texts)]
    found = presupposed_otherwise(read_question(asked, names), items, words)
    assert (found[0] if found else None) == said


def test_a_sentence_about_another_matter_says_nothing_of_it(names: NameIndex, words: CorpusWords) -> None:
    asked, texts, said = STRESS[0]
    near = ranked(candidate(reader_of(texts[0]), 0), 5.0, sentence_similarity=0.33)
    far = ranked(candidate(reader_of(texts[0]), 0), 5.0, sentence_similarity=0.32)
    question = read_question(asked, names)
    assert presupposed_otherwise(question, [near], words) == (said, (near,))
    assert presupposed_otherwise(question, [far], words) is None


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        ("谷歌秘密搞出来的那个算法，压缩量子的，能省多少？", None),
        ("Mistral AI的量子压缩算法能省多少能耗？", None),
        ("法国首次主办国际人工智能峰会有什么目标？", None),
        ("布韦罗去北京时见的外交部官员是谁？", None),
        ("Whom did Bouverot meet in London?", None),
        ("How much has the French private sector invested?", None),
        ("谷歌秘密开发的量子压缩算法能省多少电？", "Mistral AI"),
        ("France has already hosted one AI summit. When was it?", "for the first time"),
        ("布韦罗为什么选在伦敦会见马朝旭？", "北京"),
        ("Why does Paris put frontier risks at the top of its agenda?", "no longer stress"),
        ("法国财政投入的近1130亿美元用在哪里？", "私营部门"),
        ("为什么法国在斯坦福榜单上能排到第二？", "“第二”"),
        ("How did France manage second place in Stanford’s ranking?", "ranks third"),
    ],
)
def test_on_the_documents_a_wrong_premise_is_named_and_a_right_one_is_left_alone(
    engine: Engine, asked: str, instead: str | None
) -> None:
    answer = engine.ask(AskRequest(asked))
    if instead is None:
        assert answer.abstain_reason is not AbstainReason.FALSE_PREMISE
        return
    assert (answer.status, answer.abstain_reason) == (AnswerStatus.PARTIAL, AbstainReason.FALSE_PREMISE)
    assert instead in answer.text
    assert answer.citations
