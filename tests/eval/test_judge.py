from collections.abc import Sequence
from functools import cache

import pytest

from corpus.library import bundled_documents
from corpus.model import SourceKind
from eval.judge import Doubt, JudgeScore, LabelledPair, SurfaceJudge, measure_judge
from eval.metrics.evidence import Evidence, SourceText
from index.embedding.onnx_e5 import OnnxE5Embedder
from index.models.folder import ModelFolder
from rag.names import NameIndex, mine_names

MET = "On Monday President Emmanuel Macron met Vice President JD Vance in Paris."
MET_ZH = "周一，法国总统马克龙在巴黎会见了美国副总统万斯。"
SENT = "The interim report rests on 84 submissions from 200 organisations in 3 countries."


@cache
def names() -> NameIndex:
    return mine_names(bundled_documents())


@pytest.fixture(scope="module")
def judge() -> SurfaceJudge:
    return SurfaceJudge(names())


@pytest.mark.parametrize(
    ("claim", "quote", "doubt"),
    [
        # As it stands, or as a part of it, or in other words.
        (MET, MET, None),
        ("President Emmanuel Macron met Vice President JD Vance.", MET, None),
        (MET_ZH, MET_ZH, None),
        ("法國總統馬克龍在巴黎會見了美國副總統萬斯。", MET_ZH, None),
        ("马克龙周一在巴黎会见了万斯。", MET_ZH, None),
        ("In Paris, Macron met JD Vance on Monday.", MET, None),
        # Another figure, amount, date.
        ("The report rests on 85 submissions.", SENT, Doubt.NUMBER),
        ("耗资125亿美元。", "耗资12.5亿美元。", Doubt.NUMBER),
        ("耗资12.5亿欧元。", "耗资12.5亿美元。", Doubt.NUMBER),
        ("It opened on 11 February.", "It opened on 10 February.", Doubt.NUMBER),
        # Another name.
        ("On Monday President Emmanuel Macron met Vice President Mike Pence in Paris.", MET, Doubt.NAME),
        ("周一，法国总统马克龙在伦敦会见了美国副总统万斯。", MET_ZH, Doubt.NAME),
        ("On Monday President Emmanuel Kowalski met Vice President JD Vance in Paris.", MET, Doubt.NAME),
        ("周一，法国总统拜登在巴黎会见了美国副总统万斯。", MET_ZH, Doubt.NAME),
        # Planned, possible, done.
        ("The summit may open in Paris.", "The summit will open in Paris.", Doubt.MODALITY),
        ("峰会已在巴黎开幕。", "峰会将在巴黎开幕。", Doubt.MODALITY),
        # The reverse.
        ("President Emmanuel Macron never met Vice President JD Vance.", MET, Doubt.NEGATION),
        ("美国签署了声明。", "美国没有签署声明。", Doubt.NEGATION),
        ("美国没有签署声明。", "美国签署了声明。", Doubt.NEGATION),
        ("The United States signed the statement.", "The United States did not sign the statement.", Doubt.NEGATION),
        ("The United States refused to sign the statement.", "The United States did not sign the statement.", None),
        # Each other's part.
        ("On Monday Vice President JD Vance met President Emmanuel Macron in Paris.", MET, Doubt.EXCHANGED),
        ("周一，美国副总统万斯在巴黎会见了法国总统马克龙。", MET_ZH, Doubt.EXCHANGED),
        ("The interim report rests on 200 submissions from 84 organisations.", SENT, Doubt.EXCHANGED),
        # Something else.
        ("President Emmanuel Macron sold his car.", MET, Doubt.MEANING),
        ("峰会通过了一项关于渔业的决议。", MET_ZH, Doubt.MEANING),
    ],
)  # fmt: skip
def test_a_claim_is_doubted_for_what_is_wrong_with_it(
    claim: str, quote: str, doubt: Doubt | None, judge: SurfaceJudge
) -> None:
    assert judge.doubt(claim, [Evidence(quote)]) is doubt
    assert judge.supports(claim, [Evidence(quote)]) is (doubt is None)


def test_only_and_not_are_not_always_denials(judge: SurfaceJudge) -> None:
    assert judge.supports("峰会不仅讨论安全，也讨论就业。", [Evidence("峰会不仅讨论安全，也讨论就业问题。")])
    assert judge.supports("不断增长的投资令人关注。", [Evidence("令人关注的是不断增长的投资。")])


def test_a_translation_is_as_good_as_the_quote(judge: SurfaceJudge) -> None:
    piece = Evidence(MET_ZH, MET)

    assert judge.doubt(MET, [piece]) is None
    assert (
        judge.doubt(MET.replace("Monday", "Tuesday").replace("met", "fired"), [Evidence(MET_ZH)])
        is Doubt.MEANING
    )
    assert judge.doubt(MET.replace("Paris", "London"), [piece]) is Doubt.NAME


def test_pieces_are_taken_together(judge: SurfaceJudge) -> None:
    claim = "The harbour has 84 berths and the lighthouse is 12.5 metres high."
    first, second = Evidence("The harbour has 84 berths."), Evidence("The lighthouse is 12.5 metres high.")

    assert judge.supports(claim, [first, second])
    assert not judge.supports(claim, [first])
    assert not judge.supports(claim, [second])
    assert judge.doubt(claim, [Evidence("")]) is Doubt.NO_EVIDENCE


def test_words_that_only_name_the_source_need_not_be_in_the_quote(judge: SurfaceJudge) -> None:
    about = "港口报 | The Harbour Post | 2025-02-12"
    quote = Evidence("灯塔高12.5米。", "The lighthouse is 12.5 metres high.", about)

    assert judge.supports("据《港口报》2025年2月12日的报道：灯塔高12.5米。", [quote])
    assert judge.supports(
        "According to The Harbour Post, a press report of 12 February 2025: The lighthouse is 12.5 metres high.",
        [quote],
    )
    assert judge.doubt("据《港口报》2025年2月13日的报道：灯塔高12.5米。", [quote]) is Doubt.NUMBER
    assert judge.doubt("据《港口报》2025年2月12日的报道：灯塔倒塌了。", [quote]) is Doubt.MEANING


def test_a_wrong_source_in_the_lead_is_a_doubt(judge: SurfaceJudge) -> None:
    about = "港口报 | The Harbour Post | 2025-02-12"
    quote = Evidence("灯塔高12.5米。", "The lighthouse is 12.5 metres high.", about, SourceKind.PRESS)

    assert judge.supports("据《港口报》2025年2月12日的报道：灯塔高12.5米。", [quote])
    assert judge.doubt("据《港口报》2025年2月12日的政府公报：灯塔高12.5米。", [quote]) is Doubt.SOURCE
    assert judge.doubt("据路透社2025年2月12日的报道：灯塔高12.5米。", [quote]) is Doubt.NAME
    assert judge.doubt("According to Reuters: The lighthouse is 12.5 metres high.", [quote]) is Doubt.NAME


def test_a_note_is_borne_out_by_the_address_it_gives(judge: SurfaceJudge) -> None:
    piece = Evidence("¹² https://peace.example/call")

    assert judge.supports("(Note 12: Paris Peace Forum, https://peace.example/call)", [piece])
    assert not judge.supports("(Note 12: Paris Peace Forum, https://war.example/call)", [piece])
    assert judge.doubt("(Note 13: Paris Peace Forum, https://peace.example/call)", [piece]) is Doubt.NUMBER


def test_it_tells_what_is_denied_from_what_is_left_open(judge: SurfaceJudge) -> None:
    def denied(claim: str, quote: str) -> bool:
        return judge.contradicts(claim, [Evidence(quote)])

    assert denied("美国签署了声明。", "美国没有签署声明。")
    assert denied("The interim report rests on 85 submissions.", SENT)
    assert not denied("The island has 85 goats.", SENT)
    assert not denied("President Emmanuel Macron sold his car.", MET)
    assert not denied(MET, MET)


def test_its_name_says_what_it_compares_by() -> None:
    assert SurfaceJudge().name == "surface"


@pytest.fixture(scope="module")
def embedded(default_model_folder: ModelFolder) -> SurfaceJudge:
    return SurfaceJudge(names(), OnnxE5Embedder(default_model_folder))


def test_with_a_model_meaning_is_compared_across_languages(
    embedded: SurfaceJudge, judge: SurfaceJudge
) -> None:
    claim, quote = "The summit will be held in Paris in February.", Evidence("峰会将于2月在巴黎举行。")

    assert embedded.supports(claim, [quote])
    assert not judge.supports(claim, [quote])
    assert not embedded.supports("The summit will be held in Paris in March.", [quote])
    assert not embedded.supports("The goats will be fed with apples.", [quote])
    assert embedded.name == "surface, multilingual-e5-small"


class Believer:
    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        return claim.startswith("yes")


def test_accuracy_and_f1_are_those_of_the_four_counts() -> None:
    # Said and so: 2; said and not so: 1; so and not said: 2; neither: 3.
    labelled = [("yes", True)] * 2 + [("yes", False)] + [("no", True)] * 2 + [("no", False)] * 3
    found = measure_judge(Believer(), [LabelledPair(claim, (Evidence("x"),), so) for claim, so in labelled])

    assert (found.accuracy.value, found.accuracy.n) == (5 / 8, 8)
    assert found.base_rate == 4 / 8
    assert found.accuracy.low < 5 / 8 < found.accuracy.high
    assert (found.precision, found.recall) == (2 / 3, 2 / 4)
    assert found.f1 == pytest.approx(2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))


def test_a_judge_that_never_or_wrongly_says_yes_has_no_f1() -> None:
    never = measure_judge(Believer(), [LabelledPair("no", (), True)])
    wrongly = measure_judge(Believer(), [LabelledPair("yes", (), False)])

    assert (never.precision, never.recall, never.f1) == (0, 0, 0)
    assert (wrongly.precision, wrongly.recall, wrongly.f1) == (0, 0, 0)
    with pytest.raises(ValueError, match="n"):
        measure_judge(Believer(), [])


def spoilt_renderings() -> list[LabelledPair]:
    """The sentences of the bundled documents with their renderings, and the same with another figure or denied."""
    pairs = []
    for document in bundled_documents():
        source = SourceText.from_document(document)
        for rendering in document.translations:
            quote = rendering.span.of(document.text)
            evidence = (Evidence(quote, rendering.text, source.about),)
            pairs.append(LabelledPair(rendering.text, evidence, supported=True))
            for old, new in (("2025", "2024"), ("10", "16"), (" will ", " will not "), (" is ", " is not ")):
                if old in rendering.text:
                    pairs.append(LabelledPair(rendering.text.replace(old, new, 1), evidence, supported=False))
    return pairs


def test_it_holds_what_is_rendered_and_finds_most_of_what_was_spoilt_in_it(judge: SurfaceJudge) -> None:
    pairs = spoilt_renderings()
    found: JudgeScore = measure_judge(judge, pairs)

    assert sum(not pair.supported for pair in pairs) > 40
    assert found.recall == 1.0
    assert found.precision > 0.9
