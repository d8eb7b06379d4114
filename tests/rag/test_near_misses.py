"""What the documents almost say is refused: the thing is there, and what is asked of it is not."""

import pytest

from rag.answer import AnswerStatus
from rag.engine import Engine
from rag.requests import AskRequest


@pytest.mark.parametrize(
    "asked",
    [
        # where some of a number come from
        "提交的那些项目里，有多少个来自南半球国家？",
        "How many of the submitted projects came from countries of the Global South?",
        # by when, and how it was received
        "What was the closing date for sending in AI projects?",
        "从征集来的项目里选出的50个在峰会上展出后，反响怎么样？",
        "How were the 50 winning projects received once they had been exhibited at the Paris summit?",
        # who of a sort that is only mentioned
        "那1090亿欧元具体是哪些投资方出的？",
        "Which Tsinghua scholars sat down with the envoy in Beijing?",
        "法国特使在京期间会晤的清华大学学者，其姓名为何？",
        # what comes after
        "Which country is to host the next global AI summit following the one in Paris?",
        # who held a post before, and why somebody was chosen
        "费亚尔·克拉克接替的是谁的职位？",
        "Why was Anne Bouverot picked as Macron's AI envoy?",
        # another event's place, another year's figure
        "峰会前的科技日安排在巴黎哪个场馆？",
        "Where are the science days ahead of the Paris summit being held?",
        "印度AI市场2024年规模多大？",
        # people of a body, a real case
        "Who from China's science ministry met the French envoy?",
        "有没有真实案例，哪家银行因为训练数据被投毒而亏了贷款？",
        # whose idea it is not
        "How is von der Leyen's long-standing idea of a European third way to be put into practice?",
    ],
)
def test_what_is_only_almost_said_is_not_answered(engine: Engine, asked: str) -> None:
    assert engine.ask(AskRequest(asked)).status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("项目来自多少个国家？", "111 个国家"),
        ("Who from China's foreign ministry did Anne Bouverot see in Beijing?", "Ma Zhaoxu"),
        ("法国说的“开放创新生态系统”是想防着谁？", "少数大型技术公司"),
        (
            "Whom is the French idea of an open innovation ecosystem meant to keep from dominating?",
            "large technology companies",
        ),
        ("How does a prompt attack work?", "construct specific prompts"),
        ("What might happen in manufacturing regions when AI puts workers out of a job?", "discontent"),
        # each part has its sentence
        (
            "In dollars: India's government AI budget next to what France's private sector has put in?",
            "103 billion",
        ),
        ("印度政府批的AI经费和法国私企砸的钱，按美元算各是多少？", "1130亿美元"),
        ("When was Macron's AI envoy in London?", "30 September"),
        ("Who leads Mistral AI?", "Mensch"),
        ("前面的办法是哪种老式组织办法，用来对抗硅谷开源运动？", "中世纪行会模式"),
        ("印度批下来的那笔AI钱，除了建算力和做大模型，还会花在什么地方", "人工智能初创企业"),
    ],
)
def test_what_looks_like_it_and_is_said_is_answered(engine: Engine, asked: str, said: str) -> None:
    assert said in engine.ask(AskRequest(asked)).text
