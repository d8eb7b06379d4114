"""Drafting answers from hand-made evidence and from the bundled documents."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.model import Document, Language, SourceKind, Span
from index.chunk import Chunk
from rag.answer import AbstainReason, Answer, AnswerStatus
from rag.answering import Answerer, Draft, Evidence
from rag.engine import Engine
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import read_question
from rag.reading import Reader
from rag.requests import AskRequest
from rag.sources import SourceMention
from tests.rag.candidates import candidate, ranked, reader_of

Drafter = Callable[..., Draft]


def chunk_at(doc_id: str, span: Span) -> Chunk:
    return Chunk("c", doc_id, 0, span, "", ())


@pytest.fixture
def drafted(names: NameIndex, words: CorpusWords) -> Drafter:
    """Drafts an answer from the sentences of a text, each a little worse than the one before."""

    def draft(asked: str, *readers: Reader, **signals: float) -> Draft:
        question = read_question(asked, names)
        items = [
            ranked(candidate(reader, index, language=question.language), 5.0 - index, **signals)
            for reader in readers
            for index in range(len(reader.sentences))
        ]
        evidence = Evidence(asked, question, SourceMention((), asked), items, list(readers))
        return Answerer(chunk_at, words).draft(evidence)

    return draft


@pytest.fixture
def ask(engine: Engine) -> Callable[[str], Answer]:
    return lambda question: engine.ask(AskRequest(question))


# --- Saying and refusing ---------------------------------------------------------------------------------


def test_what_answers_is_said_and_cited(drafted: Drafter) -> None:
    draft = drafted("Who met the minister?", reader_of("The envoy Zhang met the minister."))
    assert (draft.status, draft.reason) == (AnswerStatus.ANSWERED, None)
    assert draft.composition.text == "The envoy Zhang met the minister. [1]"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who met the minister?", "No document fits the filters that were given."),
        ("谁会见了部长？", "没有文件符合所给的筛选条件。"),
    ],
)
def test_without_evidence_the_question_is_refused(drafted: Drafter, question: str, text: str) -> None:
    draft = drafted(question)
    assert (draft.status, draft.reason) == (AnswerStatus.NO_ANSWER, AbstainReason.NO_EVIDENCE)
    assert draft.composition.text == text
    assert (draft.composition.citations, draft.composition.claims) == ((), ())


def test_a_refusal_names_what_is_missing_and_repeats_the_closest_sentence_uncited(drafted: Drafter) -> None:
    draft = drafted("What did the envoy do in Japan?", reader_of("The envoy met a minister in China."))
    assert (draft.status, draft.reason) == (AnswerStatus.NO_ANSWER, AbstainReason.NOT_STATED)
    assert "“Japan” does not appear" in draft.composition.text
    assert draft.composition.text.endswith("“The envoy met a minister in China.”")
    assert (draft.composition.citations, draft.composition.claims) == ((), ())


def test_a_refusal_in_chinese_does_the_same(drafted: Drafter) -> None:
    draft = drafted("布韦罗在柏林做了什么？", reader_of("特使布韦罗访问了北京。"))
    assert draft.status is AnswerStatus.NO_ANSWER
    assert "“柏林”" in draft.composition.text
    assert draft.composition.text.endswith("“特使布韦罗访问了北京。”")
    assert draft.composition.citations == ()


def test_a_distant_sentence_is_not_repeated_as_the_closest(drafted: Drafter) -> None:
    text = "The envoy met a minister in China."
    draft = drafted("What did the envoy do in Japan?", reader_of(text), sentence_similarity=0.35)
    assert draft.status is AnswerStatus.NO_ANSWER
    assert text not in draft.composition.text


def test_a_name_that_does_not_bridge_to_an_unrendered_text_is_not_required(drafted: Drafter) -> None:
    draft = drafted("What did Dupont say?", reader_of("特使在会上发言。"))
    assert draft.status is AnswerStatus.ANSWERED
    assert draft.composition.text == "In Chinese, without a translation: “特使在会上发言。” [1]"


def test_a_name_that_bridges_to_an_unrendered_text_is_required(drafted: Drafter) -> None:
    draft = drafted("What did Bouverot say in Japan?", reader_of("特使布韦罗在会上发言。"))
    assert draft.status is AnswerStatus.NO_ANSWER
    assert "“Japan”" in draft.composition.text
    assert "Bouverot" not in draft.composition.text.split("The closest passages")[0]


def test_a_name_is_required_of_a_text_in_its_own_language(drafted: Drafter) -> None:
    draft = drafted("What did Dupont say?", reader_of("The envoy spoke at the meeting."))
    assert draft.status is AnswerStatus.NO_ANSWER
    assert "“Dupont”" in draft.composition.text


def test_a_sentence_that_only_opens_a_list_brings_the_list_when_a_reason_is_asked(drafted: Drafter) -> None:
    reader = reader_of("The motives are:\n\nA: power.\n\nB: money.")
    draft = drafted("Why did they come?", reader)
    assert "The motives are: [1]\n- A: power. [2]\n- B: money. [3]" in draft.composition.text


# --- A premise that is not so ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "text", "stated"),
    [
        ("Why did 900 projects apply?", "In all 770 projects did apply.", "900"),
        ("为什么有900个项目参加？", "共有770个项目参加。", "900"),
        ("Why does France rank fifth?", "France ranks third in the world.", "fifth"),
        ("为什么法国位列第五？", "法国位列第三。", "五"),
        ("On which day did Minister Dupont come?", "On 10 May she met Minister Durand.", "Minister Dupont"),
        ("Was it opened at the Palais Garnier?", "It was opened at the Grand Palais.", "Palais Garnier"),
        ("When in March 2025 is the summit?", "The summit is on 10 February 2025.", "March 2025"),
        ("峰会在3月10日的什么时候举行？", "峰会于2月10日举行。", "3月10日"),
    ],
)
def test_a_premise_that_the_text_contradicts_is_named_and_corrected(
    drafted: Drafter, question: str, text: str, stated: str
) -> None:
    draft = drafted(question, reader_of(text))
    assert (draft.status, draft.reason) == (AnswerStatus.PARTIAL, AbstainReason.FALSE_PREMISE)
    assert f"“{stated}”" in draft.composition.text.split(text)[0]
    assert [citation.quote for citation in draft.composition.citations] == [text]
    (claim,) = draft.composition.claims
    assert draft.composition.text[claim.start : claim.end] == text


@pytest.mark.parametrize(
    ("question", "stated", "said"),
    [
        ("有99个国家提交了项目吗？", "99", "111 个国家"),
        ("法国在知名模型生产中位列第五吗？", "五", "位列第三"),
        ("When is the summit, on 10 March 2025?", "10 March 2025", "10–11 February 2025"),
    ],
)
def test_the_bundled_documents_correct_a_premise(
    ask: Callable[[str], Answer], question: str, stated: str, said: str
) -> None:
    answer = ask(question)
    assert (answer.status, answer.abstain_reason) == (AnswerStatus.PARTIAL, AbstainReason.FALSE_PREMISE)
    assert f"“{stated}”" in answer.text
    assert said in answer.text
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    "question",
    ["秘鲁的首都是哪里？", "秘鲁参加了峰会吗？", "秘鲁提交了多少个项目？", "What is the capital of Peru?", "Who represented Cuba?"],
)  # fmt: skip
def test_a_question_about_a_country_that_no_document_names_is_refused(
    ask: Callable[[str], Answer], question: str
) -> None:
    answer = ask(question)
    assert (answer.status, answer.citations) == (AnswerStatus.NO_ANSWER, ())


# --- Notes, references, authors, sources -----------------------------------------------------------------


@pytest.mark.parametrize("question", ["第7条脚注指向哪里？", "Which URL does footnote 7 give?"])
def test_a_note_is_given_with_the_sentence_and_the_reference_that_it_joins(
    drafted: Drafter, review: Reader, article: Reader, question: str
) -> None:
    draft = drafted(question, review, article)
    (note,) = [note for note in review.document.footnotes if note.number == 7]
    sentence, reference = draft.composition.citations
    assert draft.status is AnswerStatus.ANSWERED
    assert note in sentence.footnotes
    assert reference.span == note.reference
    assert str(note.url) in draft.composition.text
    assert [claim.citations for claim in draft.composition.claims] == [(1,), (1, 2)]


@pytest.mark.parametrize(
    ("question", "words"),
    [("第16条脚注指向哪里？", "没有给出来源"), ("Where does footnote 16 point?", "gives no source")],
)
def test_an_empty_note_is_answered_by_saying_so(
    drafted: Drafter, review: Reader, question: str, words: str
) -> None:
    draft = drafted(question, review)
    assert draft.status is AnswerStatus.ANSWERED
    assert words in draft.composition.text
    assert "http" not in draft.composition.text


@pytest.mark.parametrize("question", ["第77条脚注指向哪里？", "Where does footnote 77 point?"])
def test_an_unknown_note_is_refused(drafted: Drafter, review: Reader, article: Reader, question: str) -> None:
    draft = drafted(question, review, article)
    assert (draft.status, draft.reason) == (AnswerStatus.NO_ANSWER, AbstainReason.NOT_STATED)
    assert draft.composition.citations == ()


@pytest.mark.parametrize("question", ["Which footnotes cite Carnegie?", "哪些脚注引用了Carnegie？"])
def test_a_publishers_name_finds_the_notes_that_point_to_it(
    drafted: Drafter, review: Reader, article: Reader, question: str
) -> None:
    draft = drafted(question, review, article)
    text = draft.composition.text
    assert draft.status is AnswerStatus.ANSWERED
    assert text.count("https://carnegieendowment.org/") == 2
    chinese = ("（注15：", "（注17：")
    assert all(note in text for note in (chinese if "哪" in question else ("(Note 15:", "(Note 17:")))


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("这份前瞻是谁写的？", "据清华大学战略与安全研究中心2025年1月的智库报告：撰稿：高行健[1]"),
        (
            "这份前瞻是谁写的，谁审核的？",
            "据清华大学战略与安全研究中心2025年1月的智库报告：撰稿：高行健[1]"
            "该文还说：编辑：郑乐锋[2]该文还说：审核：肖茜、孙成昊、董汀[3]",
        ),
    ],
)
def test_the_author_is_named_and_editors_and_reviewers_only_when_asked_for(
    drafted: Drafter, review: Reader, question: str, whole: str
) -> None:
    assert drafted(question, review).composition.text == whole


def test_the_authors_of_both_documents_are_named_when_none_is_meant(
    drafted: Drafter, review: Reader, article: Reader
) -> None:
    draft = drafted("Who are the authors?", review, article)
    assert "Gao Xingjian" in draft.composition.text
    assert "Wen Dao" in draft.composition.text
    assert len(draft.composition.citations) == 2


def test_a_source_that_the_sentence_names_is_remarked_on(drafted: Drafter) -> None:
    reader = reader_of("According to Reuters, the fund was approved.", SourceKind.COMMENTARY)
    text = drafted("Who reported that the fund was approved?", reader).composition.text
    assert text.startswith("According to P, a commentary: According to Reuters")
    assert text.endswith("It is in “T” by P. [1] The source it names: Reuters. [1]")


def test_a_sentence_that_names_no_source_is_said_to_name_none(drafted: Drafter) -> None:
    text = drafted("Who reported that the fund is big?", reader_of("The fund is big.")).composition.text
    assert text.startswith("According to P, a think-tank paper: The fund is big. [1]")
    assert "names no source" in text
    assert "The source it names" not in text


def test_a_noted_sentence_has_its_note_given_as_its_source(ask: Callable[[str], Answer]) -> None:
    answer = ask("Which reference is given for the 200 organisations?")
    assert answer.status is AnswerStatus.ANSWERED
    assert "thefuturesociety.org" in answer.text


def test_a_list_question_lets_whole_lists_stand_for_election(names: NameIndex, words: CorpusWords) -> None:
    answerer = Answerer(chunk_at, words)
    assert answerer.wants_lists(read_question("列出峰会的主题", names))
    assert answerer.wants_lists(read_question("What do the five themes cover?", names))
    assert answerer.wants_lists(read_question("两份文件各自怎么说？", names))
    assert not answerer.wants_lists(read_question("峰会在哪里举行？", names))


def test_an_answer_is_in_the_questions_language_whatever_its_names_are_in(
    ask: Callable[[str], Answer],
) -> None:
    assert ask("Who is 安妮·布韦罗?").language is Language.EN


# --- Several questions at once ---------------------------------------------------------------------------


@pytest.fixture
def evidence(names: NameIndex) -> "Gathered":
    return Gathered(names)


class Gathered:
    """Puts evidence together from sentences of one text and their scores, best first."""

    def __init__(self, names: NameIndex) -> None:
        self.names = names

    def __call__(self, asked: str, reader: Reader, *scored: tuple[int, float], **signals: float) -> Evidence:
        question = read_question(asked, self.names)
        items = [
            ranked(candidate(reader, index, language=question.language), score, **signals)
            for index, score in scored
        ]
        return Evidence(asked, question, SourceMention((), asked), items, [reader])


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
        ("Is London larger than Beijing?", 3.1, 0.8, True),
        ("伦敦和北京大吗？", 3.1, 0.8, True),
        # too far below the best, not of the kind, no names side by side
        ("Is London larger than Beijing?", 2.9, 0.8, False),
        ("Is London larger than Beijing?", 3.1, 0.0, False),
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
    found = evidence("Is London larger than Beijing?", reader, (0, 9.0), (2, 5.0))
    assert Answerer(chunk_at, common).draft(found).composition.text == "Beijing is large. [1]"


# --- What something is -----------------------------------------------------------------------------------

ENGLISH = "“Data poisoning” spoils training. Once it is done, models err.\n\nThey fail."
CHINESE = "“数据投毒”污染训练。一旦成功，模型出错。\n\n它们失灵。"


@pytest.mark.parametrize(
    ("asked", "text", "index", "whole"),
    [
        # the sentence before comes along
        (
            "What is “data poisoning”?",
            ENGLISH,
            1,
            "“Data poisoning” spoils training. [1] Once it is done, models err. [2]",
        ),
        ("什么是“数据投毒”？", CHINESE, 1, "“数据投毒”污染训练。[1]一旦成功，模型出错。[2]"),
        # it explains the thing itself
        ("What is “data poisoning”?", f"Models learn. {ENGLISH}", 1, "“Data poisoning” spoils training. [1]"),
        ("什么是“数据投毒”？", f"模型学习。{CHINESE}", 1, "“数据投毒”污染训练。[1]"),
        ("What is “data poisoning”?", ENGLISH, 0, "“Data poisoning” spoils training. [1]"),
        ("什么是“数据投毒”？", CHINESE, 0, "“数据投毒”污染训练。[1]"),
        # nothing stands before it in its paragraph
        ("What is “data poisoning”?", ENGLISH, 2, "They fail. [1]"),
        ("什么是“数据投毒”？", CHINESE, 2, "它们失灵。[1]"),
        # nothing is to be explained
        ("Is “data poisoning” bad?", ENGLISH, 1, "Once it is done, models err. [1]"),
        ("“数据投毒”很坏吗？", CHINESE, 1, "一旦成功，模型出错。[1]"),
    ],
)
def test_what_something_is_is_told_with_the_sentence_before(
    evidence: Gathered, words: CorpusWords, asked: str, text: str, index: int, whole: str
) -> None:
    draft = Answerer(chunk_at, words).draft(evidence(asked, reader_of(text), (index, 9.0)))
    assert draft.composition.text == whole


# --- Documents that a question speaks of -----------------------------------------------------------------


@pytest.mark.parametrize("question", ["卡内基怎么说？", "What does Carnegie say?"])
def test_a_publisher_that_is_only_cited_is_answered_by_its_notes(
    drafted: Drafter, review: Reader, article: Reader, question: str
) -> None:
    draft = drafted(question, review, article)
    assert draft.status is AnswerStatus.ANSWERED
    by = "卡内基国际和平基金会" if "卡" in question else "Carnegie Endowment for International Peace"
    assert draft.composition.text.count(by) == 2
    assert [len(claim.citations) for claim in draft.composition.claims] == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("question", "doc"),
    [
        ("文刀说谁彻夜难眠？", 1),
        ("What does Wen Dao say about the Grand Palais?", 1),
        ("高行健说峰会有哪些主题？", 0),
        ("According to Gao Xingjian, which themes does the summit have?", 0),
    ],
)
def test_who_names_an_author_is_answered_from_the_authors_document(
    ask: Callable[[str], Answer], documents: tuple[Document, ...], question: str, doc: int
) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert {citation.document.doc_id for citation in answer.citations} == {documents[doc].doc_id}


@pytest.mark.parametrize(
    "question",
    [
        "哪份文件说马斯克彻夜难眠，是那篇前瞻吗？",
        "Which document says Musk is awake all night, the CISS briefing?",
    ],
)
def test_who_asks_which_document_says_something_is_answered_from_any(
    ask: Callable[[str], Answer], documents: tuple[Document, ...], question: str
) -> None:
    assert documents[1].doc_id in {citation.document.doc_id for citation in ask(question).citations}


@pytest.mark.parametrize(
    "question",
    ["印度批准的一千多亿卢比用来做什么？", "What are the 100-plus billion rupees that India approved for?"],
)
def test_a_hedged_figure_is_answered_by_the_exact_one(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert "1030 亿卢比" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "said"),
    [("万斯出席了峰会吗？", "万斯"), ("Did the U.S. vice president attend?", "US Vice President Vance")],
)
def test_a_name_that_only_the_documents_know_is_found_in_them(
    ask: Callable[[str], Answer], question: str, said: str
) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert said in answer.text


def test_a_question_for_a_source_gives_the_note_behind_the_sentence(
    names: NameIndex, words: CorpusWords, review: Reader
) -> None:
    asked = "谁说了这些主题？"
    index = next(i for i, s in enumerate(review.sentences) if review.document.footnotes_in(s.span))
    items = [ranked(candidate(review, index), 5.0)]
    evidence = Evidence(asked, read_question(asked, names), SourceMention((), asked), items, [review])
    draft = Answerer(chunk_at, words).draft(evidence)
    assert f"（注1：爱丽舍宫，{review.document.footnotes[0].url}）" in draft.composition.text
    assert draft.composition.citations[1].span == review.document.footnotes[0].reference
