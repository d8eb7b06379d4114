"""Checking texts over the real documents, model and index."""

import re

import pytest

from corpus.errors import InvalidInputError, NotFoundError
from corpus.model import Language, Span
from index.retriever import EncodedQuestion, Retriever
from rag.check_input import MAX_CHECK_SENTENCES
from rag.checking import CheckedSentence, CheckedText
from rag.checks.finding import FindingKind, Verdict
from rag.engine import Engine
from rag.requests import AskRequest

MIXED = (
    "  峰会计划从111个国家提交的770个项目中选出50个。\n\n"
    "The envoy met Ma Zhaoxu in Shanghai.\r\n"
    "印度政府批准投资103亿卢比！今年小麦价格上涨。 🏔 The interim report came out in November."
)


def one(engine: Engine, sentence: str) -> CheckedSentence:
    (checked,) = engine.check(sentence).sentences
    return checked


@pytest.fixture(scope="module")
def mixed(engine: Engine) -> CheckedText:
    return engine.check(MIXED)


def test_every_sentence_is_the_text_at_its_offsets_and_none_is_lost(mixed: CheckedText) -> None:
    assert all(MIXED[s.start : s.end] == s.text for s in mixed.sentences)
    rest = "".join(mixed.sentences[i].text for i in range(len(mixed.sentences)))
    assert "".join(rest.split()) == "".join(MIXED.split())


def test_both_languages_of_a_text_are_checked(mixed: CheckedText) -> None:
    verdicts = [sentence.verdict for sentence in mixed.sentences]

    assert verdicts == [
        Verdict.SUPPORTED,
        Verdict.CONTRADICTED,
        Verdict.CONTRADICTED,
        Verdict.ABSENT,
        Verdict.SUPPORTED,
    ]
    assert [mixed.count(verdict) for verdict in Verdict] == [2, 2, 0, 1]


def test_every_quote_is_the_document_at_its_offsets(mixed: CheckedText) -> None:
    assert [citation.number for citation in mixed.citations] == list(range(1, len(mixed.citations) + 1))
    for citation in mixed.citations:
        assert citation.span.of(citation.document.text) == citation.quote
        assert citation.chunk.span.start <= citation.span.start < citation.chunk.span.end
        assert citation.translation


def test_what_decides_is_cited_and_what_is_absent_cites_nothing(mixed: CheckedText) -> None:
    for sentence in mixed.sentences:
        assert bool(sentence.citations) is (sentence.verdict is not Verdict.ABSENT)
        assert set(sentence.citations) <= {citation.number for citation in mixed.citations}


@pytest.mark.parametrize(
    ("claim", "kind", "said", "document"),
    [
        ("峰会收到了7700个项目，来自111个国家。", FindingKind.NUMBER, "7700个项目", "770 个项目"),
        ("India approved 103 billion euros for AI.", FindingKind.CURRENCY, "103 billion euros", "103 billion rupees"),
        ("布韦罗10月25日访问北京，会见了副部长马朝旭。", FindingKind.DATE, "10月25日", "11月25日至27日"),
        ("12月9日的人工智能与法治圆桌会议在罗马召开。", FindingKind.PLACE, "罗马", "雅典"),
        ("The summit's opening was attended by 1,500 guests at the Louvre.", FindingKind.PLACE, "Louvre", "Grand Palais"),
        ("印度市场规模已经达到170亿美元。", FindingKind.MODALITY, "已经达到", "预计将达到"),
        ("The French summit will stress frontier risks.", FindingKind.NEGATION, "stress", "no longer stress"),
    ],
)  # fmt: skip
def test_a_difference_is_named_with_both_sides(
    claim: str, kind: FindingKind, said: str, document: str, engine: Engine
) -> None:
    checked = one(engine, claim)

    assert checked.verdict is Verdict.CONTRADICTED
    finding = next(finding for finding in checked.findings if finding.kind is kind)
    assert said in finding.said
    assert finding.document is not None
    assert document in finding.document


@pytest.mark.parametrize(
    "claim",
    [
        "公益AI、未来工作、创新与文化、AI可信性和全球AI治理是峰会的五个主题。",
        "据CISS分析，法国峰会将不再强调前沿风险。",
        "The consultation gathered 84 submissions from more than 200 organisations.",
        "770 projects were submitted from 111 countries [1].",
        "据清华大学战略与安全研究中心2025年1月的智库报告：峰会将不再强调前沿风险。[2]",
        "According to the commentary, DeepSeek-R1 reaches 92% of GPT-4's performance with one seventeenth of the computing power.",
        # what is left of the source when its name is taken off says nothing by itself
        "公众号文章列出的峰会核心目标里，有一项“绿色AI”，即降低算力能耗，应对气候变化与资源消耗。",
        "India's 103-billion-rupee AI investment was approved in 2024, Reuters says.",
        '"Green AI", as listed among the summit\'s core aims, means lowering the energy that computing consumes in response'
        " to climate change and resource consumption.",
        "在评论作者笔下，印度耗资10亿美元打造的“班加罗尔AI飞地”实际上是在给法国企业建数字血汗工厂。",
        "The call for projects pays special attention to inclusiveness and to participation by the Southern Hemisphere.",
    ],
)
def test_a_true_claim_in_other_words_is_borne_out(claim: str, engine: Engine) -> None:
    assert one(engine, claim).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Putin's special envoy for AI was in London from 30 September to 2 October 2024.", "Putin"),
        ("Starmer met Feryal Clark in London.", "Starmer"),
        ("斯塔默在伦敦会见了费亚尔·克拉克。", "斯塔"),
        ("默茨出席了巴黎峰会。", "默茨"),
        ("苏纳克的团队在伦敦与布韦罗探讨了人工智能。", "苏纳克"),
        ("Zuckerberg, Altman and Pichai attended the summit.", "Zuckerberg"),
        (
            "Through the “European Stargate” plan, France has succeeded in driving joint European development in quantum"
            " computing.",
            "has succeeded",
        ),
        (
            "France does not wish Europe to appear as a united whole in the global competition.",
            "not wish",
        ),
        ("The 770 projects that were submitted came from 111 universities.", "111 universities"),
    ],
)
def test_a_stranger_or_a_success_is_not_borne_out(claim: str, said: str, engine: Engine) -> None:
    checked = one(engine, claim)
    assert checked.verdict is Verdict.CONTRADICTED
    assert any(finding.said.startswith(said) for finding in checked.findings)


def test_an_answer_of_the_service_is_borne_out_when_it_is_pasted(engine: Engine) -> None:
    for question in ("峰会有哪五个主题？", "Who is Anne Bouverot?", "Where was the summit held?"):
        answer = engine.ask(AskRequest(question))
        checked = engine.check(answer.text)

        assert [s.verdict.value for s in checked.sentences] == ["supported"] * len(checked.sentences), (
            question
        )
        assert len(checked.sentences) >= len(answer.claims)


@pytest.mark.parametrize(
    "claim",
    [
        "被人工智能替代的低技能岗位从业者再就业并不困难。",
        "People who lose low-skilled posts to AI generally find a new job without difficulty.",
    ],
)
def test_easy_is_not_borne_out_by_the_sentence_before_the_one_that_says_hard(
    claim: str, engine: Engine
) -> None:
    checked = one(engine, claim)
    assert checked.verdict is Verdict.CONTRADICTED
    assert re.search("难度|difficult", checked.findings[0].document or "")


@pytest.mark.parametrize(
    "claim",
    [
        # what a figure measures
        "Mistral的“量子压缩算法”把大模型的训练时间砍掉了67%。",
        "A 67% cut in the training time of large models is attributed to Mistral AI's quantum compression algorithm.",
        # of how many
        "峰会的全球咨询平台只向学术界专家开放，民间社会不在其列。",
        "France's concerns about labour and culture coincide with those of every country in the world.",
    ],
)
def test_other_measures_and_other_numbers_of_people_are_not_borne_out(claim: str, engine: Engine) -> None:
    assert one(engine, claim).verdict is not Verdict.SUPPORTED


def test_a_figure_that_differs_is_told_once(engine: Engine) -> None:
    (finding,) = one(engine, "共有111个国家提交了77个项目。").findings
    assert (finding.said, finding.document) == ("77个项目", "770 个项目")


def test_markers_and_numbers_between_sentences_are_none(engine: Engine) -> None:
    checked = engine.check("1. 峰会将不再强调前沿风险。[2]\n| a | b |\n[3]")

    assert [(s.text.strip(), s.verdict) for s in checked.sentences][-1] == ("| a | b |", Verdict.ABSENT)
    assert all(any(map(str.isalpha, sentence.text)) for sentence in checked.sentences)


def test_a_heading_of_a_draft_is_no_sentence(engine: Engine) -> None:
    checked = engine.check("# 峰会简报\n\n## Draft note\n\n峰会由法国主办。")

    assert [sentence.text for sentence in checked.sentences] == ["峰会由法国主办。"]


@pytest.mark.parametrize(
    "claim",
    [
        "上海一条新地铁线路将于明年开通。",
        "Rainfall in Kenya was above average this spring.",
        "好的！",
        "OK then.",
    ],
)
def test_what_the_documents_do_not_speak_of_is_absent(claim: str, engine: Engine) -> None:
    checked = one(engine, claim)

    assert (checked.verdict, checked.findings, checked.citations) == (Verdict.ABSENT, (), ())


def test_the_wrong_document_is_named_as_the_wrong_source(engine: Engine) -> None:
    checked = one(engine, "The CISS preview reports that about 1,500 guests attended the opening.")

    assert checked.verdict is Verdict.CONTRADICTED
    assert [finding.kind for finding in checked.findings] == [FindingKind.ATTRIBUTION]


def test_a_quote_of_every_sentence_is_borne_out_by_itself(engine: Engine) -> None:
    """Whatever a document says word for word, in either language, is never said to be contradicted."""
    wrong = []
    for document in engine.documents:
        for item in document.translations:
            if item.span.end - item.span.start >= 25:
                for text in (item.span.of(document.text), item.text):
                    wrong += [s for s in engine.check(text).sentences if s.verdict is Verdict.CONTRADICTED]

    assert [(sentence.text, sentence.findings) for sentence in wrong] == []


def test_the_same_text_is_checked_the_same(engine: Engine) -> None:
    first, second = engine.check(MIXED), engine.check(MIXED)

    assert first.sentences == second.sentences
    assert first.citations == second.citations


def test_too_many_sentences_are_refused(engine: Engine) -> None:
    with pytest.raises(InvalidInputError) as caught:
        engine.check("好。" * (MAX_CHECK_SENTENCES + 1))

    assert caught.value.code == "text_too_long"


def test_a_language_may_be_given(engine: Engine) -> None:
    assert engine.check("OpenAI, Google.", language=Language.ZH).language is Language.ZH


def test_a_claim_is_held_against_what_it_cites_and_nothing_else(engine: Engine) -> None:
    document = next(d for d in engine.documents if "遴选出 50 个项目" in d.text)
    start = document.text.index("并计划从")
    cited = [(document.doc_id, Span(start, start + 10))]

    good = engine.checker.check_claim("The summit plans to select 50 of the 770 projects.", cited)
    bad = engine.checker.check_claim("峰会计划从770个项目中选出500个。", cited)
    elsewhere = engine.checker.check_claim("The Indian government approved 103 billion rupees.", cited)

    assert (good.verdict, good.deciding) == (Verdict.SUPPORTED, (0,))
    assert bad.verdict is Verdict.CONTRADICTED
    assert elsewhere.verdict is Verdict.ABSENT


def test_a_claim_may_rest_on_two_sentences_together(engine: Engine) -> None:
    (document,) = (d for d in engine.documents if "1500名" in d.text)
    guests, money = document.text.index("约1500名"), document.text.index("近1130亿美元")
    cited = [(document.doc_id, Span(at, at + 5)) for at in (guests, money)]
    claim = "About 1,500 guests attended the opening of the summit, and France's private sector has invested nearly $113 billion."

    alone = engine.checker.check_claim(claim, cited[:1])
    both = engine.checker.check_claim(claim, cited)

    assert alone.verdict is not Verdict.SUPPORTED
    assert both.verdict is Verdict.SUPPORTED
    assert both.deciding == (0, 1)


def test_a_claim_that_cites_nothing_is_absent_and_an_unknown_document_is_an_error(engine: Engine) -> None:
    assert engine.checker.check_claim("The envoy left.", []).verdict is Verdict.ABSENT
    with pytest.raises(NotFoundError):
        engine.checker.check_claim("The envoy left.", [("doc_0000000000000000", Span(0, 5))])


def test_a_sentence_is_encoded_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a check costs is its encodings: one a sentence, however many sentences it is held against."""
    encoded: list[str] = []
    encode = Retriever.encode

    def counted(self: Retriever, text: str, language: Language) -> EncodedQuestion:
        encoded.append(text)
        return encode(self, text, language)

    monkeypatch.setattr(Retriever, "encode", counted)
    engine.check("布韦罗11月访问北京，会见了外交部副部长马朝旭。峰会在巴黎举行。")
    assert encoded == ["布韦罗11月访问北京，会见了外交部副部长马朝旭。", "峰会在巴黎举行。"]
