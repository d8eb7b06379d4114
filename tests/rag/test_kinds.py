"""Whether a sentence holds a thing of the kind that a question asks for."""

import pytest

from rag.kinds import (
    holds_kind,
    is_person,
    kind_match,
    people_in,
)
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import read_question
from rag.question_kinds import Asks


@pytest.fixture
def match(names: NameIndex, words: CorpusWords) -> "Match":
    return Match(names, words)


class Match:
    """Asks `kind_match` of a sentence in its own words."""

    def __init__(self, names: NameIndex, words: CorpusWords) -> None:
        self.names, self.words = names, words

    def __call__(self, question: str, text: str) -> float:
        return kind_match(read_question(question, self.names), text, text, self.words.names_in)


PAIRS = [
    # question, a sentence that holds what it asks for, one that does not
    ("峰会什么时候举行？", "峰会于2月10日举行。", "峰会在巴黎举行。"),
    ("When does it open?", "It opens in March.", "It opens in Paris."),
    ("峰会是哪一天？", "峰会在2025年2月10日举行。", "峰会在2025年举行。"),
    ("On what date does it open?", "It opens on 10 February.", "It opens in 2025."),
    ("印度批准了多少投资？", "印度批准了1030亿卢比。", "印度批准了3个项目。"),
    ("How much money did it get?", "It got US$5 million.", "It got 5 offices."),
    ("增长率是多少？", "年增长率为25%。", "增长到25个。"),
    ("What percentage was saved?", "It saved 67 per cent.", "It saved 67 dollars."),
    ("有多少个项目？", "共有770个项目。", "项目很多。"),
    ("How many projects were there?", "There were 770 projects.", "There were many projects."),
    ("法国排第几？", "法国位列第三。", "法国有3个模型。"),
    ("Where does France rank?", "France ranks third.", "France has three models."),
    ("谁访问了北京？", "张国清访问了北京。", "访问很成功。"),
    ("Who visited Beijing?", "The guest was Anne Bouverot.", "The visit was a success."),
    ("哪家机构提交了意见？", "意见由巴黎和平论坛提交。", "意见很多。"),
    ("Which company built it?", "It was built by Mistral.", "It was built by hand."),
    ("峰会在哪里举行？", "峰会在巴黎举行。", "峰会很成功。"),
    ("Where was it held?", "It was held in Paris.", "It was held with care."),
]


@pytest.mark.parametrize(("question", "holding", "other"), PAIRS)
def test_a_thing_of_the_asked_kind_is_told_from_any_other(
    match: Match, question: str, holding: str, other: str
) -> None:
    assert match(question, holding) == 1.0
    assert match(question, other) == 0.0


@pytest.mark.parametrize(
    ("question", "repeating", "more"),
    [
        ("2025年的峰会什么时候举行？", "峰会在2025年举行。", "峰会在2025年2月10日举行。"),
        (
            "When in February 2025 does it open?",
            "It opens in February 2025.",
            "It opens on 10 February 2025.",
        ),
        ("770个项目中选了多少个？", "共有770个项目。", "从770个项目中选了50个项目。"),
        ("Of 770 projects, how many won?", "There were 770 projects.", "Of 770 projects, 50 won."),
        ("布韦罗与谁会面？", "布韦罗很高兴。", "布韦罗与张国清会面。"),
        ("Who met Anne Bouverot?", "Anne Bouverot met a guest.", "Anne Bouverot met Zhang there."),
        ("巴黎的峰会在哪里举行？", "峰会在巴黎举行。", "峰会在巴黎大皇宫举行。"),
        (
            "Where in Paris was it held?",
            "It was held in Paris then.",
            "It was held at the Palais in Paris then.",
        ),
    ],
)
def test_what_only_repeats_the_question_does_not_count_and_what_says_more_does(
    match: Match, question: str, repeating: str, more: str
) -> None:
    assert match(question, repeating) == 0.0
    assert match(question, more) == 1.0


def test_a_name_of_the_question_in_its_other_language_only_repeats_it(match: Match) -> None:
    assert match("Who is Anne Bouverot?", "布韦罗很高兴。") == 0.0


@pytest.mark.parametrize(
    ("question", "person", "body"),
    [("哪位官员到场？", "副部长马朝旭到场。", "外交部和科技部到场。")],
)
def test_a_body_is_no_answer_where_only_a_person_will_do(
    match: Match, question: str, person: str, body: str
) -> None:
    assert match(question, person) == 1.0
    assert match(question, body) == 0.0


def test_who_may_be_a_body(match: Match) -> None:
    assert match("谁主办了论坛？", "论坛由北京智源人工智能研究院主办。") == 1.0


@pytest.mark.parametrize(
    ("question", "named", "other"),
    [
        ("代表住在什么酒店？", "代表住在丽兹酒店。", "代表住在大皇宫。"),
        ("Which hotel hosts it?", "The Ritz Hotel hosts it.", "The Grand Palais hosts it."),
        ("Which newspaper praised it?", "Editors at the Washington Post praised it.", "The mayor of Paris did."),
        ("哪家报纸支持它？", "由《华盛顿邮报》支持。", "由巴黎和平论坛支持。"),
        ("Which university took part?", "It was Tsinghua University.", "It was Mistral."),
        ("联系电话是什么？", "致电010-62771388。", "请写信联系。"),
        ("What is the email?", "Write to ciss@mail.tsinghua.edu.cn.", "Write a letter."),
    ],
)  # fmt: skip
def test_a_question_for_a_class_is_met_only_by_a_thing_of_the_class(
    match: Match, question: str, named: str, other: str
) -> None:
    assert match(question, named) > 0.0
    assert match(question, other) == 0.0


ATTRIBUTES = [
    # question, a sentence that speaks of the attribute, one that holds a thing of the asked kind and does not
    ("峰会的成本是多少美元？", "峰会耗资500万美元。", "协会有500万美元。"),
    ("What did it cost in dollars?", "It was built for US$5 million.", "It has US$5 million."),
    ("下一届在哪里举行？", "下一届在印度举行。", "峰会在印度举行。"),
    ("Where is the next summit?", "The next one is in India then.", "The summit is in India then."),
    ("Where is the summit after this one held?", "The following one is in India.", "The summit is in India."),
    ("谁签署了声明？", "张国清签署了声明。", "张国清宣读了声明。"),
    ("Who signed the pledge?", "It was signed by Macron.", "It was read by Macron."),
    ("联合声明何时发表？", "联合声明于2月11日发表。", "峰会于2月11日结束。"),
    ("最后的宣言何时发表？", "公报于2月11日发表。", "峰会于2月11日结束。"),
    ("When was the final declaration issued?", "The declaration came on 11 May.", "It closed on 11 May."),
    ("When is the joint statement due?", "A communiqué is due on 11 May.", "A lunch is due on 11 May."),
    ("得票数量是多少？", "决议获得84票。", "决议有84页。"),
    ("How many votes did it get?", "It got 84 votes.", "It got 84 pages."),
    ("他年薪多少美元？", "他的薪酬是5万美元。", "他有5万美元。"),
    ("What salary in dollars has he?", "His salary is US$5,000.", "He has US$5,000."),
    ("他几岁？", "他今年40岁。", "他有40个项目。"),
    ("How old is she?", "She is 40 years old.", "She has 40 projects."),
    ("门票多少欧元？", "一张票5欧元。", "一杯咖啡5欧元。"),
    ("How many parameters has it?", "It has 7 billion parameters.", "It has 7 billion users."),
    ("模型有多少参数？", "模型有70亿参数。", "模型有70亿用户。"),
    ("What was the temperature?", "It was 9 degrees.", "It was 9 May."),
    ("会议几点开始？", "会议9点开始。", "会议有9人。"),
    ("At what time does it open?", "It opens in June, at 9 a.m.", "It opens in June."),
    ("哪份报告提到了它？", "斯坦福的《指数》提到了它。", "斯坦福大学提到了它。"),
]


@pytest.mark.parametrize(("question", "speaking", "other"), ATTRIBUTES)
def test_a_question_for_an_attribute_is_met_only_by_a_sentence_that_speaks_of_it(
    match: Match, question: str, speaking: str, other: str
) -> None:
    assert match(question, speaking) > 0.0
    assert match(question, other) == 0.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("印度投资了多少美元？", "印度有500万美元。"),
        ("How many dollars has it?", "It has US$5 million."),
        ("峰会在哪里举行？", "峰会在印度举行。"),
        ("谁宣读了声明？", "张国清宣读了声明。"),
        ("Who signed off the plan?", "It was read by Macron."),
    ],
)
def test_without_the_attribute_any_thing_of_the_kind_will_do(match: Match, question: str, text: str) -> None:
    assert match(question, text) == 1.0


@pytest.mark.parametrize(
    ("question", "named", "counted"),
    [
        ("请给出国家名单。", "有中国、法国和印度。", "共有三个国家。"),
        ("能说一些名字吗？", "有张国清、马克龙。", "来了很多代表。"),
        ("它们分别叫什么？", "即“星际之门”和“灯塔”。", "一共有两项。"),
        ("What are the names of the plans?", "They are Stargate, and Beacon.", "They are two."),
        (
            "Who came? A few names, please.",
            "There came Vance, Modi and Scholz.",
            "Many leaders of Asia came.",
        ),
        ("Which projects were selected in the end?", "Stargate, Beacon and Torch.", "Fifty of them."),
    ],
)
def test_where_names_are_asked_for_a_sentence_must_put_several_side_by_side(
    match: Match, question: str, named: str, counted: str
) -> None:
    assert match(question, named) > 0.0
    assert match(question, counted) == 0.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("那个计划叫什么名字？", "计划叫星际之门。"),
        ("What is the name of the plan?", "The plan is called Stargate."),
        ("哪位部长，叫什么名字？", "副部长马朝旭到场。"),
    ],
)
def test_a_question_for_one_name_wants_no_several(match: Match, question: str, text: str) -> None:
    assert match(question, text) > 0.0


@pytest.mark.parametrize(
    ("question", "enough", "few"),
    [
        # twelve are asked for: at least six must stand side by side
        ("哪12个国家参加？", "中国、法国、印度、日本、肯尼亚、智利等参加。", "中国、法国、印度、日本、肯尼亚参加。"),
        ("哪十二个国家参加？", "中国、法国、印度、日本、肯尼亚、智利等参加。", "中国参加。"),
        (
            "Which 12 countries took part?",
            "There were China, France, India, Japan, Kenya, Chile.",
            "There were China, France, India, Japan, Kenya.",
        ),
        ("Name the final fifty.", ", ".join(["It was Alpha", *["Beta"] * 24]) + ".", "It was Alpha, Beta, Gamma."),
        # six: three
        ("Which six companies won?", "It was won by Alpha, Beta and Gamma, and Delta.", "It was won by Alpha, Beta."),
    ],
)  # fmt: skip
def test_a_sentence_must_name_half_as_many_things_as_a_question_counts(
    match: Match, question: str, enough: str, few: str
) -> None:
    assert match(question, enough) > 0.0
    assert match(question, few) == 0.0


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("哪两个国家主办？", "由法国主办。"),
        ("哪五个国家主办？", "由法国主办。"),
        ("Which five countries host it?", "It is hosted by France."),
        ("有多少个国家参加？", "有12个国家参加。"),
        ("How many countries came?", "There came 12 countries."),
    ],
)
def test_a_few_things_or_their_number_may_be_told_one_by_one(match: Match, question: str, text: str) -> None:
    assert match(question, text) > 0.0


@pytest.mark.parametrize(
    ("question", "reporting", "other"),
    [
        ("马克龙的讲话讲了什么？", "马克龙强调投资很关键。", "马克龙出席了峰会。"),
        ("马克龙发表了什么演讲？", "马克龙在演讲中谈到投资。", "马克龙去了北京。"),
        ("What did Macron say?", "Macron said that money is key.", "Macron went to the summit."),
        (
            "What are the main points of Macron's speech?",
            "Macron stressed money.",
            "Macron made it to Paris.",
        ),
        # somebody else's words
        ("马克龙说了什么？", "马克龙强调投资很关键。", "万斯强调投资很关键。"),
        ("What did Macron announce?", "Macron announced a fund.", "Vance announced a fund."),
    ],
)
def test_somebodys_words_are_asked_for_where_a_sentence_reports_them(
    match: Match, question: str, reporting: str, other: str
) -> None:
    assert match(question, reporting) == 0.5
    assert match(question, other) == 0.0


def test_a_place_in_such_a_question_need_not_speak(match: Match) -> None:
    assert match("What did Macron say in Paris?", "Macron said that money is key.") == 0.5
    assert match("马克龙在巴黎说了什么？", "马克龙强调投资很关键。") == 0.5


@pytest.mark.parametrize(
    ("question", "text"),
    [("峰会怎么样？", "峰会很成功。"), ("Is it good?", "It is good."), ("Is it good?", "")],
)
def test_where_nothing_checkable_is_asked_nothing_is_said_either_way(
    match: Match, question: str, text: str
) -> None:
    assert match(question, text) == 0.5


@pytest.mark.parametrize(
    ("question", "with_sign", "without"),
    [
        ("为什么叫行动？", "命名旨在取代自愿承诺。", "峰会名叫行动。"),
        ("Why is it called so?", "It aims to replace promises.", "It is called so."),
    ],
)
def test_the_signs_of_a_reason_speak_for_a_sentence_and_never_against_it(
    match: Match, question: str, with_sign: str, without: str
) -> None:
    assert match(question, with_sign) == 1.0
    assert match(question, without) == 0.5


@pytest.mark.parametrize(
    ("question", "both", "one", "none"),
    [
        ("谁在什么时候访问？", "特使马克龙2月10日访问。", "代表于2月10日访问。", "代表访问。"),
        ("Who came and when?", "In June came Anne Bouverot.", "They came in 2024.", "They came."),
    ],
)
def test_of_two_asked_kinds_each_counts_for_half(
    match: Match, question: str, both: str, one: str, none: str
) -> None:
    assert (match(question, both), match(question, one), match(question, none)) == (1.0, 0.5, 0.0)


def test_an_amount_is_not_also_asked_for_as_a_count(match: Match) -> None:
    assert match("投资金额是多少？", "共有84份意见书。") == 0.0


def test_people_are_told_apart_in_the_original_where_the_rendering_holds_capitals(
    names: NameIndex, words: CorpusWords
) -> None:
    question = read_question("Who came?", names)
    assert kind_match(question, "They came to the Centre.", "访问很成功。", words.names_in) == 0.0
    assert kind_match(question, "They came.", "张国清到场。", words.names_in) == 1.0


def test_one_kind_can_be_looked_for_alone(names: NameIndex, words: CorpusWords) -> None:
    question = read_question("Who came and when?", names)
    assert holds_kind(Asks.DATE, question, "They came in 2024.", words.names_in)
    assert not holds_kind(Asks.PERSON, question, "They came in 2024.", words.names_in)
    assert not holds_kind(Asks.PERSON, question, "", words.names_in)


@pytest.mark.parametrize(
    "written", ["张国清", "马克龙", "布韦罗", "Minister Liu", "President Macron", "Dr Liu"]
)
def test_a_name_that_looks_like_a_persons_is_one(written: str) -> None:
    assert is_person(written)


@pytest.mark.parametrize("written", ["峰会", "人工智能", "Mistral", "Grand Palais", "Paris"])
def test_a_name_that_does_not_is_none(written: str) -> None:
    assert not is_person(written)


def test_the_people_of_a_sentence_are_found_and_bodies_left(words: CorpusWords) -> None:
    found = people_in("安妮·布韦罗会见了副部长马朝旭和清华大学的代表。", words.names_in)
    assert "马朝旭" in found
    assert any("布韦罗" in name for name in found)
    assert not any("大学" in name for name in found)
    assert people_in("外交部发表声明。", words.names_in) == []
