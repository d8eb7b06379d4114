"""Drafting answers from hand-made evidence and from the bundled documents."""

from collections.abc import Callable

import pytest

from corpus.model import Language, SourceKind, Span
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
