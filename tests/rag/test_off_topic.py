"""A question about something else is refused, however its words happen to be met."""

import pytest

from rag.answer import AbstainReason
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import read_question
from rag.refusal import judge
from tests.rag.candidates import candidate, judged, ranked, reader_of


@pytest.mark.parametrize(
    ("topic", "similarity", "refused"),
    [
        # rare words hardly met, and the whole not well: off topic
        (0.30, 0.30, True), (0.375, 0.32, True), (0.34, 0.37, True), (0.00, 0.37, True),
        # the whole is met better, or the rare words are
        (0.38, 0.33, False), (0.34, 0.39, False), (0.39, 0.32, False), (0.90, 0.30, False),
        # nothing is met
        (0.90, 0.26, True), (1.00, 0.00, True), (0.90, 0.28, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("asked", "text"), [("峰会怎么做奶茶？", "会议很好。"), ("How is a summit baked?", "It is good.")]
)
def test_a_question_whose_rare_words_and_whole_are_met_badly_is_off_topic(
    names: NameIndex, words: CorpusWords, asked: str, text: str, topic: float, similarity: float, *, refused: bool
) -> None:  # fmt: skip
    measured = {"topic_mean": topic, "sentence_similarity": similarity}
    judgement = judged(read_question(asked, names), text, words, **measured)
    assert judgement.reason is (AbstainReason.NO_EVIDENCE if refused else None)
    assert bool(judgement.usable) is not refused


@pytest.mark.parametrize(("similarity", "refused"), [(0.31, True), (0.33, False)])
@pytest.mark.parametrize(
    ("asked", "text"), [("怎么做奶茶？", "会议很好。"), ("How is bread baked?", "It is good.")]
)
def test_a_question_whose_words_no_document_has_must_be_met_better(
    names: NameIndex, words: CorpusWords, asked: str, text: str, similarity: float, *, refused: bool
) -> None:
    measured = {"topic_mean": 0.9, "sentence_similarity": similarity}
    judgement = judged(read_question(asked, names), text, words, **measured)
    assert judgement.reason is (AbstainReason.NO_EVIDENCE if refused else None)


OFF_TOPIC = {"topic_mean": 0.3, "sentence_similarity": 0.2}


def test_one_near_candidate_that_is_on_topic_is_enough_but_not_a_far_one(
    names: NameIndex, words: CorpusWords
) -> None:
    question, reader = read_question("Is it good?", names), reader_of("It is good.\n\nIt is fine.")
    off = ranked(candidate(reader, 0), 5.0, **OFF_TOPIC)
    assert judge(question, [off, ranked(candidate(reader, 1), 4.0)], words).reason is None
    far = ranked(candidate(reader, 1), 1.0)
    assert judge(question, [off, far], words).reason is AbstainReason.NO_EVIDENCE


@pytest.mark.parametrize(("asked", "text"), [("它好吗？", "会议很好。"), ("Is it good?", "It is good.")])
def test_a_question_that_speaks_of_documents_is_never_off_topic(
    names: NameIndex, words: CorpusWords, asked: str, text: str
) -> None:
    assert judged(read_question(asked, names), text, words, **OFF_TOPIC).reason is AbstainReason.NO_EVIDENCE
    about_documents = read_question(asked, names, names_documents=True)
    assert judged(about_documents, text, words, **OFF_TOPIC).reason is None


@pytest.mark.parametrize(
    ("asked", "text"),
    [("为何选84个？", "有84个。"), ("Why did 84 apply?", "Of these, 84 applied.")],
)
def test_a_question_is_not_off_topic_where_a_sentence_states_all_its_figures(
    names: NameIndex, words: CorpusWords, asked: str, text: str
) -> None:
    question = read_question(asked, names)
    assert judged(question, text, words, **OFF_TOPIC, values_sentence=1.0).reason is None
    partly = judged(question, text, words, **OFF_TOPIC, values_sentence=0.5)
    assert partly.reason is AbstainReason.NO_EVIDENCE


def test_a_question_without_figures_is_not_saved_by_them(names: NameIndex, words: CorpusWords) -> None:
    judgement = judged(
        read_question("Is it good?", names), "It is good.", words, **OFF_TOPIC, values_sentence=1.0
    )
    assert judgement.reason is AbstainReason.NO_EVIDENCE
