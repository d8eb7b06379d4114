"""The engine over the real documents, model and index."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import InvalidInputError, NotFoundError
from corpus.language import has_han
from corpus.model import Language, SourceKind
from rag.answer import AbstainReason, Answer, AnswerMode, AnswerStatus
from rag.engine import Engine
from rag.requests import AskRequest, Filters, VerificationStatus

QUESTIONS_ZH = [
    "峰会什么时候举行？", "峰会的五大主题是什么？", "谁访问了北京？", "布韦罗什么时候访问伦敦？", "印度政府批准了多少投资？",
    "有多少个国家提交了项目？", "中期报告提出了哪四大趋势？", "为什么叫“行动”而不是“安全”？", "法国在知名模型生产中排第几？",
    "第12条脚注指向哪里？", "这份前瞻是谁写的？", "两份文件各自怎么说峰会的主题？", "马斯克为何彻夜难眠？", "据公众号文章，DeepSeek用了多少算力？",
    "哥伦比亚的首都在哪里？", "量子压缩算法把能耗砍掉了多少？",
]  # fmt: skip
QUESTIONS_EN = [
    "When does the summit take place?", "What are the five themes of the summit?", "Who visited Beijing?",
    "When did Anne Bouverot visit London?", "How much did the Indian government approve?",
    "How many countries submitted projects?", "Which four trends did the interim report set out?",
    "Why is it called Action and not Safety?", "Where does France rank in producing notable models?",
    "Which URL does footnote 7 give?", "Who wrote the preview?", "What do both documents say about the themes?",
    "Why is Musk awake all night?", "According to the WeChat article, how much computing power does DeepSeek use?",
    "What is the capital of Peru?", "By how much did the quantum compression algorithm cut energy use?",
]  # fmt: skip
QUESTIONS = [*QUESTIONS_ZH, *QUESTIONS_EN]


@pytest.fixture(scope="module")
def answers(engine: Engine) -> dict[str, Answer]:
    return {question: engine.ask(AskRequest(question)) for question in QUESTIONS}


def said(answer: Answer) -> dict[str, Any]:
    """All of an answer that must not change from one asking to the next."""
    return {
        "id": answer.answer_id,
        "status": answer.status.value,
        "text": answer.text,
        "claims": [(c.start, c.end, list(c.citations), c.support.label.value) for c in answer.claims],
        "citations": [
            (c.number, c.document.doc_id, c.chunk.chunk_id, c.span.start, c.span.end, c.quote, c.translation)
            for c in answer.citations
        ],
        "passages": [(p.chunk.chunk_id, repr(p.score)) for p in answer.passages],
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_the_text_at_its_offsets(
    engine: Engine, answers: dict[str, Answer], question: str
) -> None:
    for citation in answers[question].citations:
        text = engine.document(citation.document.doc_id).text
        assert text[citation.span.start : citation.span.end] == citation.quote
        assert citation.quote.strip() == citation.quote != ""
        assert f"start={citation.span.start}&end={citation.span.end}" in citation.view_url


@pytest.mark.parametrize("question", QUESTIONS)
def test_claims_lie_in_the_answer_and_end_where_their_markers_begin(
    answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    for claim in answer.claims:
        assert 0 <= claim.start < claim.end <= len(answer.text)
        markers = "".join(f"[{number}]" for number in claim.citations)
        assert markers
        assert answer.text[claim.end :].lstrip(" ").startswith(markers)
        assert not re.search(r"\[\d+\]$", answer.text[claim.start : claim.end])
    assert all(a.end <= b.start for a, b in pairwise(answer.claims))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_markers_of_an_answer_are_its_citations_numbered_from_one(
    answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {number for claim in answer.claims for number in claim.citations} == set(numbers)
    assert {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)} == set(numbers)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_in_the_language_of_its_question(answers: dict[str, Answer], question: str) -> None:
    answer = answers[question]
    assert answer.language is (Language.ZH if question in QUESTIONS_ZH else Language.EN)
    spoken = re.sub(r"https?://\S+|[（(][^（()）]*[)）]", "", answer.text)
    assert has_han(spoken) is (answer.language is Language.ZH)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_that_was_found_is_cited_and_a_refusal_is_not(
    answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    assert answer.text
    if answer.status is AnswerStatus.NO_ANSWER:
        assert (answer.citations, answer.claims) == ((), ())
        assert answer.abstain_reason is not None
    else:
        assert answer.citations
        assert answer.claims
    assert answer.passages
    assert answer.mode is AnswerMode.EXTRACTIVE


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_a_commentary_says_is_attributed_by_name_and_date(
    answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    names = (
        ("情报分析师", "2025年2月12日")
        if answer.language is Language.ZH
        else ("Intelligence Analyst", "12 February 2025")
    )
    kinds = {citation.number: citation.document.passport.kind for citation in answer.citations}
    leads = [c for c in answer.claims if any(kinds[n] is SourceKind.COMMENTARY for n in c.citations)]
    if leads:
        before = answer.text[: leads[0].end]
        assert all(name in before for name in names)


def test_the_questions_give_answers_and_refusals_from_both_documents(answers: dict[str, Answer]) -> None:
    statuses = {answer.status for answer in answers.values()}
    kinds = {c.document.passport.kind for answer in answers.values() for c in answer.citations}
    assert {AnswerStatus.ANSWERED, AnswerStatus.NO_ANSWER} <= statuses
    assert kinds == {SourceKind.THINK_TANK, SourceKind.COMMENTARY}


@pytest.mark.parametrize("question", ["哥伦比亚的首都在哪里？", "What is the capital of Peru?"])
def test_what_the_documents_do_not_say_is_refused_with_the_closest_passages(
    answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    assert answer.status is AnswerStatus.NO_ANSWER
    assert answer.passages
    assert answer.citations == ()


def test_a_citation_of_a_chinese_document_brings_its_english_rendering(answers: dict[str, Answer]) -> None:
    for question in QUESTIONS_EN:
        for citation in answers[question].citations:
            if citation.quote[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
                continue  # a reference is an address and has no rendering
            assert citation.translation is not None
            assert citation.translation in [
                t.text for t in citation.document.translations if t.span == citation.span
            ]


@pytest.mark.parametrize("question", ["第12条脚注指向哪里？", "Which URL does footnote 12 give?"])
def test_a_notes_address_is_on_the_citation_that_carries_its_marker(engine: Engine, question: str) -> None:
    answer = engine.ask(AskRequest(question))
    carrying = [c for c in answer.citations if any(note.number == 12 for note in c.footnotes)]
    assert carrying
    for citation in carrying:
        assert any(citation.span.start < note.offset <= citation.span.end for note in citation.footnotes)
        assert citation.footnotes[0].url == "https://parispeaceforum.org/call-for-ai-projects/"
    assert "https://parispeaceforum.org/call-for-ai-projects/" in answer.text


def test_footnotes_are_on_a_citation_only_when_their_marker_is_in_it(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        for citation in answer.citations:
            assert citation.footnotes == citation.document.footnotes_in(citation.span)


@pytest.mark.parametrize(
    ("question", "words"), [("第16条脚注指向哪里？", "空"), ("Where does footnote 16 point?", "empty")]
)
def test_the_empty_note_is_said_to_be_empty(engine: Engine, question: str, words: str) -> None:
    answer = engine.ask(AskRequest(question))
    assert answer.status is AnswerStatus.ANSWERED
    assert words in answer.text


def test_a_note_that_does_not_exist_is_refused(engine: Engine) -> None:
    answer = engine.ask(AskRequest("Which URL does footnote 77 give?"))
    assert (answer.status, answer.citations) == (AnswerStatus.NO_ANSWER, ())


def test_the_same_question_ten_times_gives_the_same_answer(
    engine: Engine, answers: dict[str, Answer]
) -> None:
    for question in (*QUESTIONS_ZH[::3], *QUESTIONS_EN[::3]):
        assert all(said(engine.ask(AskRequest(question))) == said(answers[question]) for _ in range(10))


_CHILD = """
import json, sys
from pathlib import Path
from rag.requests import AskRequest
from rag.settings import EngineSettings
from rag.workspace import open_engine
from tests.rag.test_engine import said
engine = open_engine(EngineSettings(data_dir=Path(sys.argv[1])))
questions = json.load(sys.stdin)
sys.stdout.write(json.dumps({q: said(engine.ask(AskRequest(q))) for q in questions}))
"""


def test_another_process_gives_the_same_answers(data_dir: Path, answers: dict[str, Answer]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(data_dir)],
        input=json.dumps(QUESTIONS),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "7", "PATH": "", "PYTHONUTF8": "1"},
    )
    expected = json.loads(json.dumps({question: said(answer) for question, answer in answers.items()}))
    assert json.loads(done.stdout) == expected


def test_filters_that_let_no_document_through_give_no_answer_and_no_passages(engine: Engine) -> None:
    nothing = (
        Filters(doc_ids=("doc_unknown",)), Filters(publishers=("nobody",)), Filters(kinds=(SourceKind.OFFICIAL,)),
        Filters(languages=(Language.EN,)), Filters(date_from="2030"), Filters(date_to="1999"),
    )  # fmt: skip
    for filters in nothing:
        answer = engine.ask(AskRequest("峰会在哪里举行？", filters=filters))
        assert answer.status is AnswerStatus.NO_ANSWER
        assert answer.abstain_reason is AbstainReason.NO_EVIDENCE
        assert (answer.citations, answer.passages) == ((), ())


@pytest.mark.parametrize("kind", [SourceKind.THINK_TANK, SourceKind.COMMENTARY])
def test_a_filter_keeps_citations_and_passages_to_its_documents(engine: Engine, kind: SourceKind) -> None:
    for question in ("峰会的主题是什么？", "When does the summit take place?", "What do both documents say?"):
        answer = engine.ask(AskRequest(question, filters=Filters(kinds=(kind,))))
        assert answer.passages
        assert {p.document.passport.kind for p in answer.passages} == {kind}
        assert {c.document.passport.kind for c in answer.citations} <= {kind}


@pytest.mark.parametrize("top_k", [0, -1, 51, 10**9])
def test_a_number_of_passages_out_of_range_is_refused(engine: Engine, top_k: int) -> None:
    for ask in (
        lambda: engine.ask(AskRequest("Who?", top_k=top_k)),
        lambda: engine.search("Who?", top_k=top_k),
    ):
        with pytest.raises(InvalidInputError) as caught:
            ask()
        assert caught.value.code == "top_k_out_of_range"


@pytest.mark.parametrize("top_k", [1, 3, 50])
def test_at_most_so_many_passages_come_back_best_first(engine: Engine, top_k: int) -> None:
    passages = engine.ask(AskRequest("Who visited Beijing?", top_k=top_k)).passages
    assert 1 <= len(passages) <= top_k
    assert [p.score for p in passages] == sorted((p.score for p in passages), reverse=True)
    assert len({p.chunk.chunk_id for p in passages}) == len(passages)
    for passage in passages:
        assert passage.chunk.span.of(passage.document.text) == passage.chunk.text


def test_how_many_passages_are_asked_for_does_not_change_the_answer(engine: Engine) -> None:
    for question in ("谁访问了北京？", "Who visited Beijing?"):
        texts = {engine.ask(AskRequest(question, top_k=top_k)).text for top_k in (1, 8, 20)}
        assert len(texts) == 1


def test_a_written_answer_without_a_language_model_is_refused_with_a_next_step(engine: Engine) -> None:
    with pytest.raises(InvalidInputError) as caught:
        engine.ask(AskRequest("Who?", mode=AnswerMode.WRITTEN))
    assert caught.value.code == "mode_unavailable"
    assert "extractive" in caught.value.next_step


def test_asking_for_an_extractive_answer_is_the_same_as_letting_the_engine_choose(engine: Engine) -> None:
    request = AskRequest("Who visited Beijing?")
    chosen = engine.ask(replace(request, mode=AnswerMode.EXTRACTIVE))
    assert chosen.text == engine.ask(request).text


@pytest.mark.parametrize(
    "question",
    ["谁访问了北京？", "Who visited Beijing?", "哥伦比亚的首都在哪里？", "What is the capital of Peru?"],
)
@pytest.mark.parametrize("language", list(Language))
def test_an_explicit_language_goes_before_the_questions(
    engine: Engine, question: str, language: Language
) -> None:
    answer = engine.ask(AskRequest(question, language=language))
    assert answer.language is language
    spoken = re.sub(r"[“(（][^”)）]*[”)）]", "", answer.text)
    assert has_han(spoken) is (language is Language.ZH)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "question_empty"),
        ("？", "question_empty"),
        ("x" * 2001, "question_too_long"),
        ("a\x00b", "question_control_characters"),
    ],
)
def test_a_bad_question_is_refused_by_asking_and_by_searching(
    engine: Engine, question: str, code: str
) -> None:
    for ask in (lambda: engine.ask(AskRequest(question)), lambda: engine.search(question)):
        with pytest.raises(InvalidInputError) as caught:
            ask()
        assert caught.value.code == code


@pytest.mark.parametrize(
    "question", ["x" * 2000, "问" * 2000, "🏔 a", "SELECT * FROM documents; --", "a\n\nb\tc", "ﷺ" * 200, "1"]
)
def test_an_odd_question_is_answered_or_refused_but_breaks_nothing(engine: Engine, question: str) -> None:
    answer = engine.ask(AskRequest(question))
    assert answer.text
    assert all(c.span.of(c.document.text) == c.quote for c in answer.citations)


def test_searching_finds_the_passages_that_asking_looks_at(
    engine: Engine, answers: dict[str, Answer]
) -> None:
    for question in ("谁访问了北京？", "Who visited Beijing?"):
        found = engine.search(question)
        assert [p.chunk.chunk_id for p in found.passages] == [
            p.chunk.chunk_id for p in answers[question].passages
        ]
        assert set(found.timings_ms) >= {"retrieve"}


def test_an_answers_citations_can_be_verified(engine: Engine, answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        for c in answer.citations:
            checked = engine.verify(
                c.document.doc_id, c.span.start, c.span.end, c.quote, c.document.passport.text_sha256
            )
            assert checked.status is VerificationStatus.VALID


def test_verifying_against_an_unknown_document_says_that_it_is_missing(engine: Engine) -> None:
    assert engine.verify("doc_unknown", 0, 1, "x", None).status is VerificationStatus.MISSING


def test_a_document_is_found_by_its_id_and_an_unknown_one_is_not(engine: Engine) -> None:
    for document in engine.documents:
        assert engine.document(document.doc_id) is document
    with pytest.raises(NotFoundError) as caught:
        engine.document("doc_unknown")
    assert caught.value.code == "document_unknown"


def test_an_answer_tells_its_timings_and_its_generation(engine: Engine, answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        assert set(answer.timings_ms) == {"retrieve", "answer", "verify"}
        assert all(value >= 0 for value in answer.timings_ms.values())
        assert answer.index_generation == engine.snapshot.number


def test_different_questions_have_different_ids(answers: dict[str, Answer]) -> None:
    assert len({answer.answer_id for answer in answers.values()}) == len(answers)
