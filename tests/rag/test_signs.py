"""The signs without which a sentence cannot tell what is asked."""

import pytest

from rag.kinds import kind_match
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import read_question
from rag.question_kinds import Asks
from rag.signs import counts_others, lacks_attribute, lacks_origin, lacks_part


@pytest.mark.parametrize(
    ("asked", "text", "share"),
    [
        # a newspaper is no report, and a platform no station
        ("哪家报纸报道了？", "《华盛顿邮报》介绍了峰会。", 1.0),
        ("哪家报纸报道了？", "报告介绍了峰会的平台。", 0.0),
        # who wrote something is told by what speaks of writing
        ("谁起草了法案？", "李强执笔写成了法案。", 1.0),
        ("谁起草了法案？", "李强批评了法案。", 0.0),
        ("Who wrote the act?", "The act was written by Anna Smith.", 1.0),
        ("Who wrote the act?", "On the basis of written submissions Anna Smith criticised the act.", 0.0),
        # the next meeting is told as such
        ("Which country hosts the following summit?", "The next summit is in Delhi.", 1.0),
        ("下一届峰会由哪个国家接棒？", "巴黎是英国峰会的接力棒。", 0.0),
        # several are to be named, and one thing in quotation marks is one
        ("最终入选的项目叫什么名字？举几个例子。", "50个项目将在“行动峰会”展示。", 0.0),
        ("最终入选的项目叫什么名字？举几个例子。", "入选的有“甲”、“乙”。", 0.5),
        ("Name the African signatories of the treaty.", "Twelve countries signed a “treaty”.", 0.0),
        # whoever "she" is stands before
        ("谁出席了活动？", "此外，她出席了《时报》的活动。", 0.0),
        ("谁出席了活动？", "此外，她与马克龙出席了活动。", 1.0),
        ("今天的汇率是多少？", "投资1090亿欧元。", 0.0),
        ("How many euros has the state put in?", "About 1,500 guests came.", 0.0),
        ("How many euros has the state put in?", "The state put in 5 million euros.", 1.0),
    ],
)  # fmt: skip
def test_what_merely_looks_like_a_thing_of_the_kind_is_none(
    names: NameIndex, words: CorpusWords, asked: str, text: str, share: float
) -> None:
    assert kind_match(read_question(asked, names), text, text, words.names_in) == share


@pytest.mark.parametrize(
    ("asked", "is_asked"),
    [
        ("What makes it hard for people to be hired?", False),
        ("What did people say?", False),
        ("What people came?", True),
        ("Which officials came?", True),
        ("What were the names of the officials?", True),
    ],
)
def test_people_are_asked_for_where_they_are_what_is_asked(
    names: NameIndex, asked: str, *, is_asked: bool
) -> None:
    assert (Asks.PERSON in read_question(asked, names).asks) is is_asked


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("入选的50个项目将在“行动峰会”展示，至少处于试点阶段、具体可行。", True),
        ("入选的有“甲”、“乙”和“丙”。", False),
        ("英国、韩国等国的项目入选。", False),
        ("The 50 projects are concrete, feasible and distinctive.", True),
        ("The projects are Alpha, Beta, and Gamma.", False),
    ],
)
def test_names_are_told_by_names_in_a_row(
    names: NameIndex, words: CorpusWords, text: str, *, lacks: bool
) -> None:
    asked = "入选的项目都叫什么？" if "项目" in text else "Can you name a few of the winning projects?"
    assert (kind_match(read_question(asked, names), text, text, words.names_in) == 0) is lacks


@pytest.mark.parametrize(
    ("asked", "text", "share"),
    [
        ("跟特使座谈的教授是哪几位？", "会见克拉克和马朝旭。", 0.0),
        ("Which professors met her?", "She met Ma Zhaoxu.", 0.0),
        ("Which professors met her?", "She met Professor Ma Zhaoxu.", 1.0),
        ("对报纸有原话吗？", "她介绍了峰会。", 0.0),
        ("Is there a quote of what she said?", "She said “AI belongs to everybody”.", 0.5),
        ("峰会预算是多少？", "已投资近1130亿美元。", 0.0),
        ("那笔预算花在哪些地方？", "投资包括开发模型。", 0.5),
    ],
)
def test_a_thing_that_is_asked_for_by_its_class_is_told_by_it(
    names: NameIndex, words: CorpusWords, asked: str, text: str, share: float
) -> None:
    assert kind_match(read_question(asked, names), text, text, words.names_in) == share


@pytest.mark.parametrize(
    ("asked", "text", "lacks"),
    [
        ("84份意见书里学术界交了多少份？", "200多个组织提交了84份意见书。", True),
        ("Of the 84 submissions, how many came from academia?", "Over 200 bodies made 84 submissions.", True),
        ("How much of the 103 billion rupees goes to startups?", "It approved 103 billion rupees ($1.25 billion).", True),
        ("770个项目中有多少个将展示？", "从770个项目中遴选50个展示。", False),
        ("How many of the 770 projects will be shown?", "Of 770 projects 50 will be shown.", False),
        # a heading's number is none
        ("84份意见书里学术界交了多少份？", "2. 意见书共84份。", True),
        ("提交了多少份意见书？", "提交了84份意见书。", False),
        ("提交意见书的200多个组织中，法国的占多少个？", "200多个组织提交了84份意见书。", True),
        ("What amount of the 103 billion rupees is set aside?", "It approved 103 billion rupees ($1.25 billion).", True),
        ("1030亿卢比中，划给企业的是多少？", "批准1030亿卢比，其中30亿卢比给企业。", False),
        ("Of the 84 submissions, how many came from academia?", "200 bodies made 84 submissions, in two waves.", True),
        # a count of other things that is written as a word
        ("200个组织里有多少是法国的？", "200个组织提出四大趋势。", True),
    ],
)  # fmt: skip
def test_a_part_is_told_by_a_smaller_number(names: NameIndex, asked: str, text: str, *, lacks: bool) -> None:
    assert lacks_part(read_question(asked, names), text) is lacks


@pytest.mark.parametrize(
    ("asked", "text", "others"),
    [
        ("有多少普通民众参加？", "200个组织提交了84份意见书。", True),
        ("How many workers were retrained?", "It lasts 2 days and has 5 themes.", True),
        ("有多少位嘉宾参加？", "约1500名嘉宾出席。", False),
        ("多少个国家参加？", "来自111个国家的770个项目。", False),
        # a version may be called a model
        ("多少个改版模型？", "出现8000个微调版本。", False),
        ("多少普通民众参加？", "没有数字。", False),
    ],
)
def test_people_and_countries_are_not_told_by_numbers_of_others(
    asked: str, text: str, *, others: bool
) -> None:
    assert counts_others(asked, text) is others


@pytest.mark.parametrize(
    ("asked", "text", "lacks"),
    [
        ("评委是谁？", "遴选50个项目。", True), ("评委是谁？", "专家组遴选50个项目。", False),
        ("Who sits on the jury?", "50 projects are picked.", True), ("Who sits on the jury?", "A panel picks 50.", False),
        ("高行健是什么职称？", "撰稿：高行健", True), ("文刀的真名是什么？", "文刀", True),
        ("What penalty does a firm face?", "Audits are made.", True),
        ("Name the newly appointed minister.", "She met Minister Clark.", False),
        ("When was she appointed envoy?", "She visited London on 2 October.", True),
        ("哪个国家报得最多？", "111个国家提交770个项目。", True), ("哪个国家报得最多？", "法国提交最多。", False),
        ("怎么防提示词攻击？", "攻击者诱导模型。", True),
    ],
)  # fmt: skip
def test_an_attribute_that_is_asked_for_by_name_must_be_spoken_of(
    asked: str, text: str, *, lacks: bool
) -> None:
    assert lacks_attribute(asked, text) is lacks


@pytest.mark.parametrize(
    ("asked", "text", "share"),
    [
        ("哪些企业会展示承诺？", "峰会为人工智能企业提供平台。", 0.0),
        ("哪些企业会展示承诺？", "谷歌公司和微软公司会展示。", 1.0),
        ("Which companies will present?", "The summit offers AI companies a platform.", 0.0),
        ("Which companies will present?", "It offers Google a platform.", 1.0),
        ("What will AI companies get?", "The summit offers AI companies a platform.", 0.5),
        ("多少工人会受训？", "2. “未来工作”：帮助工人。", 0.0),
    ],
)
def test_nobody_is_named_by_a_sort(
    names: NameIndex, words: CorpusWords, asked: str, text: str, share: float
) -> None:
    assert kind_match(read_question(asked, names), text, text, words.names_in) == share


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("84份意见书里学术界交了多少份？", "200多个组织提交了84份意见书。"),
        ("How many workers were retrained?", "It has 5 themes and lasts 2 days."),
        ("评委是哪几位？", "马朝旭遴选50个项目。"),
        ("Who sits on the jury?", "Macron picks 50 projects."),
    ],
)
def test_a_sentence_that_lacks_a_sign_holds_nothing_that_is_asked(
    names: NameIndex, words: CorpusWords, asked: str, text: str
) -> None:
    assert kind_match(read_question(asked, names), text, text, words.names_in) == 0


@pytest.mark.parametrize(
    ("asked", "text", "lacks"),
    [
        ("有多少个来自南半球国家？", "111个国家提交了770个项目。", True),
        ("有多少个来自南半球国家？", "770个项目中200个来自南半球国家。", False),
        ("项目来自多少个国家？", "111个国家提交了770个项目。", False),
        ("How many of the projects came from the Global South?", "There were 770 projects.", True),
        ("How many of the projects came from Africa?", "Of 770 projects 90 were African.", False),
        ("How many countries did the projects come from?", "There were 770 projects.", False),
    ],
)
def test_where_some_come_from_must_be_spoken_of(asked: str, text: str, *, lacks: bool) -> None:
    assert lacks_origin(asked, text) is lacks
