"""Questions in everyday words are read as what documents write for them, and as nothing else."""

import pytest

from rag.engine import Engine
from rag.requests import AskRequest
from rag.wording import in_written_words


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("法国办这个会图的是什么？", "法国办这个会目的动机是什么？"),
        ("谁说砸钱是关键？", "谁说资金投资是关键？"),
        ("法国砸了1130亿美元？", "法国投资了1130亿美元？"),
        ("那笔钱花在什么地方？", "那笔钱用在什么地方？"),
        ("数据被动了手脚会咋样？", "数据被篡改投毒会怎么样？"),
        ("AI抢了谁的饭碗？", "AI取代谁？"),
        ("Which building hosted the whole thing?", "Which building hosted the summit event?"),
        ("Who shelled out for it?", "Who invest in for it?"),
        ("Where does France already carry weight?", "Where does France already influence?"),
        ("She headed off to London?", "She headed off to London?"),
        ("哪些项目更优秀一些？", "哪些项目更优秀一些？"),
        # no everyday words: not a character is changed
        ("峰会的五个主题是什么？", "峰会的五个主题是什么？"),
        ("投资了多少亿欧元？", "投资了多少亿欧元？"),
        ("What are the five themes of the summit?", "What are the five themes of the summit?"),
    ],
)
def test_everyday_words_give_way_to_written_ones(asked: str, read: str) -> None:
    assert in_written_words(asked) == read


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("杀手机器人怎么会让小摩擦变成大仗？", "自主武器系统"),
        ("谁说砸钱是欧洲变成AI中心的关键？在哪儿说的？", "金融投资"),
        ("往峰会投项目，还只是个想法行不行？最低要做到什么程度", "至少处于试点阶段"),
        ("Which building hosted the whole thing?", "Grand Palais"),
    ],
)
def test_they_are_answered_from_what_is_written(engine: Engine, asked: str, said: str) -> None:
    answer = engine.ask(AskRequest(asked))

    assert said in answer.text
    assert answer.question == asked, "what was asked is shown as it was asked"


def test_words_that_were_not_asked_are_not_quoted_as_the_question(engine: Engine) -> None:
    said = engine.ask(AskRequest("政府出资的近1130亿美元AI投资是怎么筹的？")).text
    read = engine.ask(AskRequest("政府掏钱的近1130亿美元AI投资是怎么筹的？")).text

    assert said.startswith("问题里的“政府出资”与文件不符")
    assert read.startswith("问题的前提与文件不符")
