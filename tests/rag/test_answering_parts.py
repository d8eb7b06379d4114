"""Several questions at once, and names side by side: each gets its sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rag.answer import AbstainReason, Answer, AnswerStatus
from rag.answering import Answerer, Evidence
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import read_question
from rag.sources import SourceMention
from tests.rag.candidates import candidate, ranked, reader_of
from tests.rag.drafting import Gathered, chunk_at

# --- Several questions at once ---------------------------------------------------------------------------


TWO = {
    "en": (
        "Where was it held? How many invited guests reached the opening ceremony?",
        "How many invited guests reached the opening ceremony?",
        "It was held in Paris.\n\nThe opening ceremony had 1,500 guests.\n\nNothing else.",
        "It was held in Paris. [1]",
        "It was held in Paris. [1] The opening ceremony had 1,500 guests. [2]",
    ),
    "zh": (
        "峰会在哪里举行？有多少位嘉宾出席开幕仪式？",
        "有多少位嘉宾出席开幕仪式？",
        "峰会在巴黎举行。\n\n开幕仪式有1500位嘉宾。\n\n别无其他。",
        "峰会在巴黎举行。[1]",
        "峰会在巴黎举行。[1]开幕仪式有1500位嘉宾。[2]",
    ),
}


@pytest.mark.parametrize(("asked", "part", "text", "alone", "both"), TWO.values(), ids=TWO)
def test_each_part_of_a_question_brings_its_best_sentence(
    evidence: Gathered, words: CorpusWords, asked: str, part: str, text: str, alone: str, both: str
) -> None:
    reader = reader_of(text)
    whole, behind = evidence(asked, reader, (0, 9.0)), evidence(part, reader, (1, 9.0), (2, 8.0))
    answerer = Answerer(chunk_at, words)
    assert answerer.draft(whole).composition.text == alone
    draft = answerer.draft(whole, [behind])
    assert (draft.status, draft.composition.text) == (AnswerStatus.ANSWERED, both)


@pytest.mark.parametrize(("asked", "part", "text", "alone", "both"), TWO.values(), ids=TWO)
def test_a_sentence_that_answers_two_parts_is_said_once(
    evidence: Gathered, words: CorpusWords, asked: str, part: str, text: str, alone: str, both: str
) -> None:
    reader = reader_of(text)
    whole, behind = evidence(asked, reader, (0, 9.0), (1, 8.0)), evidence(part, reader, (1, 9.0))
    answerer = Answerer(chunk_at, words)
    assert answerer.draft(whole, [behind, behind]).composition.text == both
    assert answerer.draft(whole, [evidence(part, reader, (0, 9.0))]).composition.text == both


@pytest.mark.parametrize(("asked", "part", "text", "alone", "both"), TWO.values(), ids=TWO)
@pytest.mark.parametrize(
    "signals",
    [{"kind": 0.0}, {"sentence_similarity": 0.32}, {"sentence_similarity": 0.1}],
    ids=["not of the kind", "not met well", "far away"],
)
def test_a_part_without_a_sentence_that_meets_it_brings_none(
    evidence: Gathered,
    words: CorpusWords,
    asked: str,
    part: str,
    text: str,
    alone: str,
    both: str,
    signals: dict[str, float],
) -> None:
    reader = reader_of(text)
    whole, behind = evidence(asked, reader, (0, 9.0)), evidence(part, reader, (1, 9.0), **signals)
    answerer = Answerer(chunk_at, words)
    assert answerer.draft(whole, [behind]).composition.text == alone
    assert answerer.draft(whole, [evidence(part, reader)]).composition.text == alone
    assert both != alone


@pytest.mark.parametrize(
    ("part", "says_enough"),
    [
        ("How many guests came?", False),
        ("How many invited guests reached the opening?", True),
        ("有多少位嘉宾？", False),
        ("有多少位嘉宾出席开幕仪式？", True),
    ],
)
def test_a_part_of_fewer_than_three_words_of_content_counts_only_where_it_names_a_document(
    evidence: Gathered, words: CorpusWords, part: str, *, says_enough: bool
) -> None:
    reader = reader_of("It was held in Paris.\n\nThere were 1,500 guests.")
    whole, behind = evidence("Where was it held?", reader, (0, 9.0)), evidence(part, reader, (1, 9.0))
    answerer = Answerer(chunk_at, words)
    assert ("1,500" in answerer.draft(whole, [behind]).composition.text) is says_enough
    of_document = replace(behind, mention=SourceMention((reader.document.doc_id,), part))
    assert "1,500" in answerer.draft(whole, [of_document]).composition.text


def test_a_question_that_is_refused_as_a_whole_is_not_answered_in_part(
    evidence: Gathered, words: CorpusWords
) -> None:
    asked, part, text, *_ = TWO["en"]
    reader = reader_of(text)
    draft = Answerer(chunk_at, words).draft(
        evidence(asked, reader, (0, 9.0), kind=0.0), [evidence(part, reader, (1, 9.0))]
    )
    assert (draft.status, draft.reason) == (AnswerStatus.NO_ANSWER, AbstainReason.NOT_STATED)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("峰会五大主题有哪些？张国清是什么身份？", ("未来工作", "国务院副总理张国清")),
        (
            "Which agency reported the Indian rupees? How many countries submitted projects to the call?",
            ("Reuters", "111 countries"),
        ),
    ],
)
def test_the_bundled_documents_answer_two_questions_at_once(
    ask: Callable[[str], Answer], question: str, said: tuple[str, str]
) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert all(words in answer.text for words in said)


# --- Names side by side ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "text", "both"),
    [
        (
            "Did London or Beijing have more guests?",
            "Beijing had 80 guests.\n\nLondon had 90 guests.",
            "Beijing had 80 guests. [1] London had 90 guests. [2]",
        ),
        ("伦敦和北京哪里的嘉宾多？", "北京有80位嘉宾。\n\n伦敦有90位嘉宾。", "北京有80位嘉宾。[1]伦敦有90位嘉宾。[2]"),
    ],
)  # fmt: skip
def test_of_names_side_by_side_each_is_answered_by_its_own_sentence(
    evidence: Gathered, words: CorpusWords, asked: str, text: str, both: str
) -> None:
    draft = Answerer(chunk_at, words).draft(evidence(asked, reader_of(text), (0, 9.0), (1, 2.5)))
    assert (draft.status, draft.composition.text) == (AnswerStatus.ANSWERED, both)


@pytest.mark.parametrize(
    ("asked", "score", "kind", "added"),
    [
        ("How much larger than Beijing is London?", 3.1, 0.8, True),
        ("伦敦和北京大吗？", 3.1, 0.8, True),
        # too far below the best, not of the kind, no names side by side
        ("How much larger than Beijing is London?", 2.9, 0.8, False),
        ("How much larger than Beijing is London?", 3.1, 0.0, False),
        ("Is it London after Beijing?", 3.1, 0.8, False),
    ],
)
def test_a_name_that_no_chosen_sentence_speaks_of_adds_the_first_near_one_that_does(
    names: NameIndex, words: CorpusWords, asked: str, score: float, kind: float, *, added: bool
) -> None:
    # One paragraph speaks of both, so that its first sentence alone may be used.
    chinese = asked.startswith("伦敦")
    text = "北京很大。没有别的。伦敦很小。" if chinese else "Beijing is large. No other is. London is small."
    reader, question = reader_of(text), read_question(asked, names)
    items = [
        ranked(candidate(reader, 0), 9.0),
        ranked(candidate(reader, 1), 4.0),
        ranked(candidate(reader, 2), score, kind=kind),
    ]
    found = Evidence(asked, question, SourceMention((), asked), items, [reader])
    quotes = [c.quote for c in Answerer(chunk_at, words).draft(found).composition.citations]
    first, last = ("北京很大。", "伦敦很小。") if chinese else ("Beijing is large.", "London is small.")
    assert quotes == ([first, last] if added else [first])


def test_a_name_that_stands_everywhere_adds_no_sentence(names: NameIndex, evidence: Gathered) -> None:
    common = CorpusWords.of(str.split, lambda _: 0.5, names)
    reader = reader_of("Beijing is large. No other is. London is small.")
    found = evidence("How much larger than Beijing is London?", reader, (0, 9.0), (2, 5.0))
    assert Answerer(chunk_at, common).draft(found).composition.text == "Beijing is large. [1]"


# --- Sentences without a subject -------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [0, 1])
def test_a_sentence_without_a_subject_and_the_one_that_has_it_come_together(
    evidence: Gathered, words: CorpusWords, chosen: int
) -> None:
    reader = reader_of("政府批准了投资。并在声明中表示将资助企业。会议结束了。")
    draft = Answerer(chunk_at, words).draft(evidence("政府批准了什么？", reader, (chosen, 9.0)))
    assert draft.composition.text == "政府批准了投资。[1]并在声明中表示将资助企业。[2]"


def test_a_sentence_with_a_subject_comes_alone(evidence: Gathered, words: CorpusWords) -> None:
    reader = reader_of("政府批准了投资。并非所有人都同意。会议结束了。")
    draft = Answerer(chunk_at, words).draft(evidence("政府批准了什么？", reader, (0, 9.0)))
    assert draft.composition.text == "政府批准了投资。[1]"


def test_a_sentence_that_explains_another_is_said_once(evidence: Gathered, words: CorpusWords) -> None:
    """Both are chosen, and the second would bring the first along."""
    reader = reader_of("扶持甲公司成为关键一招。政府为甲公司提供资金。")
    draft = Answerer(chunk_at, words).draft(evidence("什么是甲公司？", reader, (0, 9.0), (1, 8.9)))
    assert draft.composition.text == "扶持甲公司成为关键一招。[1]政府为甲公司提供资金。[2]"
