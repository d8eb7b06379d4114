"""Whether a sentence holds a thing of the kind that a question asks for."""

import pytest

from rag.kinds import holds_kind, is_person, kind_match, people_in
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
