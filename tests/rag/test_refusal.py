"""Refusing: contracts with hand-made candidates, not scores."""

import pytest

from rag.answer import AbstainReason
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import Question, read_question
from rag.refusal import Judgement, judge
from tests.rag.candidates import candidate, ranked, reader_of


def judged(question: Question, text: str, words: CorpusWords, **signals: float) -> Judgement:
    return judge(question, [ranked(candidate(reader_of(text), 0), 5.0, **signals)], words)


def test_without_candidates_there_is_no_evidence(names: NameIndex, words: CorpusWords) -> None:
    judgement = judge(read_question("Who came?", names), [], words)
    assert (judgement.usable, judgement.reason) == ([], AbstainReason.NO_EVIDENCE)


def test_candidates_unlike_the_question_are_no_evidence(names: NameIndex, words: CorpusWords) -> None:
    judgement = judge(
        read_question("Who came?", names),
        [ranked(candidate(reader_of("Nothing."), 0), 0.0, **NOTHING)],
        words,
    )
    assert (judgement.usable, judgement.reason) == ([], AbstainReason.NO_EVIDENCE)


NOTHING = {"value": 0.0, "kind": 1.0}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Was US$5 million invested?", "The fund invested US$5 million."),
        ("1030亿卢比用来做什么？", "印度投资 1030 亿卢比用于人工智能。"),
        ("What happened in Beijing?", "In China the envoy met a minister."),
        ("What happened on 10 February?", "峰会于2月10日开幕。"),
    ],
)
def test_a_candidate_that_states_what_the_question_states_is_used(
    names: NameIndex, words: CorpusWords, question: str, text: str
) -> None:
    judgement = judged(read_question(question, names), text, words)
    assert judgement.reason is None
    assert len(judgement.usable) == 1
    assert judgement.missing == ()


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("What does US$7 million pay for?", "The fund has an office.", "US$7 million"),
        ("What did the envoy do in Japan?", "The envoy met a minister in China.", "Japan"),
        ("布韦罗在柏林做了什么？", "特使布韦罗访问了北京。", "柏林"),
        ("What was said in March 2019?", "It was said in May 2024.", "March 2019"),
    ],
)
def test_what_the_question_states_and_the_text_does_not_is_named_as_missing(
    names: NameIndex, words: CorpusWords, question: str, text: str, missing: str
) -> None:
    judgement = judged(read_question(question, names), text, words)
    assert judgement.reason is not None
    assert missing in judgement.missing


def test_a_candidate_without_the_kind_that_is_asked_for_is_not_used(
    names: NameIndex, words: CorpusWords
) -> None:
    judgement = judged(read_question("When was it?", names), "It was fine.", words, kind=0.0)
    assert (judgement.usable, judgement.reason) == ([], AbstainReason.NOT_STATED)


def test_of_several_candidates_only_those_that_meet_the_constraints_are_used_in_order(
    names: NameIndex, words: CorpusWords
) -> None:
    reader = reader_of("The envoy went to Japan.\n\nShe met people in China.\n\nShe spoke in China again.")
    items = [ranked(candidate(reader, index), 5.0 - 0.1 * index) for index in range(3)]
    judgement = judge(read_question("What did the envoy do in China?", names), items, words)
    assert [item.candidate.spans for item in judgement.usable] == [
        items[1].candidate.spans,
        items[2].candidate.spans,
    ]


def test_a_far_candidate_does_not_speak_for_the_documents(names: NameIndex, words: CorpusWords) -> None:
    reader = reader_of("Nobody knows.\n\nIt was in China.")
    items = [ranked(candidate(reader, 0), 50.0), ranked(candidate(reader, 1), 0.0)]
    judgement = judge(read_question("What happened in China?", names), items, words)
    assert judgement.usable == []


def test_a_count_that_the_text_gives_otherwise_is_a_false_premise(
    names: NameIndex, words: CorpusWords
) -> None:
    judgement = judged(
        read_question("Why did 900 projects apply?", names), "In all 770 projects did apply.", words, kind=1.0
    )
    assert judgement.reason is AbstainReason.FALSE_PREMISE
    assert judgement.contradicted == "900"
    assert len(judgement.usable) == 1
