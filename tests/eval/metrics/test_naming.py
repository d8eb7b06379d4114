from functools import cache

import pytest

from corpus.library import bundled_documents
from eval.metrics.evidence import Evidence
from eval.metrics.naming import missing_name
from rag.checks.mentions import MentionFinder, remembering_finder
from rag.names import Name, NameIndex, mine_names

NAMES = NameIndex((Name("Ada Lind", ("Ada Lind", "艾达·林德")),))
HOPES = "French President Macron said he hopes the summit will change the situation."
HOPES_ZH = "法国总统马克龙表示，他希望这次峰会改变局面。"
SPEECH_ZH = "马克龙在巴黎大皇宫发表讲话。"


@cache
def known() -> tuple[NameIndex, MentionFinder]:
    names = mine_names(bundled_documents())
    return names, remembering_finder(names)


def missing(claim: str, *evidence: Evidence, names: NameIndex | None = None) -> str | None:
    if names is not None:
        return missing_name(claim, evidence, names, remembering_finder(names))
    return missing_name(claim, evidence, *known())


def test_a_name_is_known_by_its_other_spelling_and_an_unknown_one_as_it_is_written() -> None:
    assert missing("It was Ada Lind.", Evidence("是艾达·林德。"), names=NAMES) is None
    assert missing("It was Ada Lind.", Evidence("是别人。"), names=NAMES) == "Ada Lind"
    assert missing("It was Otto Kahn.", Evidence("It was somebody."), names=NAMES) == "Otto Kahn"
    assert missing("It was Otto Kahn.", Evidence("是别人。"), names=NAMES) is None, "it cannot be told"
    assert missing("Somebody came.", Evidence("One came."), names=NAMES) is None, (
        "a capital of the sentence's"
    )


@pytest.mark.parametrize("other", ["Scholz", "Kowalski", "Biden", "Zelensky", "Modi"])
@pytest.mark.parametrize("evidence", [Evidence(HOPES), Evidence(HOPES_ZH, HOPES)], ids=["en", "zh and en"])
def test_another_person_is_missing_whatever_language_the_quote_is_in(other: str, evidence: Evidence) -> None:
    assert missing(HOPES, evidence) is None
    assert missing(HOPES.replace("Macron", other), evidence) == other


@pytest.mark.parametrize("other", ["拜登", "泽连斯基", "习近平", "朔尔茨", "王小明", "莫迪"])
def test_another_person_is_missing_in_chinese(other: str) -> None:
    quote = Evidence(HOPES_ZH, HOPES)

    assert missing(HOPES_ZH, quote) is None
    assert missing(HOPES_ZH.replace("马克龙", other), quote) is not None


def test_what_opens_a_claim_is_held_against_what_opens_its_evidence() -> None:
    assert missing("Kowalski said so.", Evidence("Macron said so.")) == "Kowalski"
    assert missing(SPEECH_ZH.replace("马克龙", "拜登"), Evidence(SPEECH_ZH)) == "拜登"
    assert missing("该文还说：" + SPEECH_ZH.replace("马克龙", "拜登"), Evidence(SPEECH_ZH)) == "拜登"
    assert missing("He said so.", Evidence("Macron said so.")) is None
    assert missing("他在巴黎大皇宫发表讲话。", Evidence(SPEECH_ZH)) is None


def test_firms_countries_and_cities_are_names_too() -> None:
    quote = Evidence("OpenAI的奥尔特曼访问了印度。", "Altman of OpenAI visited India.")

    assert missing("腾讯的奥尔特曼访问了印度。", quote) == "腾讯"
    assert missing("Altman of Tencent visited India.", quote) == "Tencent"
    assert missing("Altman of OpenAI visited Brazil.", quote) is not None
    assert missing("OpenAI的奥尔特曼访问了莫斯科。", quote) is not None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("巴黎峰会更看重行动。", "法国峰会更看重行动。"),
        ("Paris wants action.", "France wants action."),
        ("Sundar Pichai of Google came.", "Pichai of Google came."),
        ("They spoke of LLMs and LLM use.", "They spoke of large language models."),
        ("前面只有美中两国。", "仅次于美国和中国。"),
        ("The French-hosted summit opened.", "The summit hosted by the French opened."),
    ],
)
def test_other_words_for_the_same_name_are_none(claim: str, quote: str) -> None:
    assert missing(claim, Evidence(quote)) is None


def test_a_capital_in_which_something_is_held_does_not_stand_for_its_country() -> None:
    assert missing("峰会在巴黎举行。", Evidence("法国主办峰会。")) == "巴黎"
