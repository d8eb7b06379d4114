"""Names and the spellings that bridge the two languages."""

from dataclasses import replace

import pytest

from corpus.loading import Description, load_document
from corpus.model import Document, Language, Span, Translation
from rag.names import Name, NameIndex, cities_in, contains_name, country_in_short, mine_names


@pytest.mark.parametrize(
    ("text", "spelling", "found"),
    [
        ("美国总统", "美国", True),
        ("中国", "美国", False),
        ("the US said", "US", True),
        ("tell us", "US", False),
        ("USA", "US", False),
        ("france is", "France", True),
        ("Francesca", "France", False),
        ("法国的AI峰会", "AI", True),
        ("MAIN", "AI", False),
        ("", "AI", False),
    ],
)
def test_a_latin_name_is_a_whole_word_and_an_acronym_has_its_case(
    text: str, spelling: str, found: bool
) -> None:
    assert contains_name(text, spelling) is found


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("安妮·布韦罗", "Anne Bouverot"),
        ("Bouverot", "布韦罗"),
        ("马特·克利福德", "Clifford"),
        ("Paris Peace Forum", "巴黎和平论坛"),
        ("北京", "China"),
        ("首尔", "South Korea"),
        ("UK", "英国"),
        ("European Union", "欧盟"),
    ],
)
def test_a_name_in_one_language_is_known_in_the_other(names: NameIndex, question: str, other: str) -> None:
    found = names.find(question)
    assert found, question
    assert any(name.is_in(other) for name in found)


def test_a_gloss_in_an_added_document_gives_a_name_both_ways() -> None:
    text = "会议由玛丽·居里（Marie Curie）主持。Geneva Institute（日内瓦研究所）参加。"
    found = mine_names([load_document(text.encode(), Description())])
    assert any(name.is_in("Marie Curie spoke.") for name in found.find("居里做了什么？"))
    assert any(name.is_in("日内瓦研究所的报告") for name in found.find("What did the Geneva Institute do?"))


def test_the_longest_spelling_wins_and_a_name_is_found_once(names: NameIndex) -> None:
    found = names.find("Anne Bouverot, Bouverot and 安妮·布韦罗")
    assert [name.written for name in found] == ["Anne Bouverot"]


def test_a_text_without_names_has_none(names: NameIndex) -> None:
    assert names.find("今天天气很好") == []
    assert names.find("") == []


@pytest.mark.parametrize(
    ("text", "found"), [("中美两国", True), ("美中两国", True), ("法印联盟", False), ("美好的一天", False)]
)
def test_a_country_is_seen_in_a_compound_of_two_abbreviations(
    names: NameIndex, text: str, found: bool
) -> None:
    (america,) = list(names.find("美国"))
    assert america.is_in(text) is found


def test_most_words_of_a_long_name_are_enough_but_not_half() -> None:
    name = Name("Vice Premier Zhang Guoqing", ("Vice Premier Zhang Guoqing",))
    assert name.is_in("China's Vice Premier of the State Council Zhang Guoqing")
    assert not name.is_in("Vice Premier Liu of China")
    assert not Name("Zhang", ("Zhang",)).is_in("Zhangjiakou")


def test_places_are_marked_as_places(names: NameIndex) -> None:
    assert all(name.is_place for name in names.find("Paris, Beijing and India"))
    assert not any(name.is_place for name in names.find("Bouverot"))


def test_mining_is_the_same_each_time_and_whatever_the_order(
    documents: tuple[Document, ...], names: NameIndex
) -> None:
    from_back = mine_names(list(reversed(documents)))
    assert set(from_back.names) == set(names.names)


def test_a_given_name_before_a_middle_dot_is_mined_whole(names: NameIndex) -> None:
    (clark,) = [name for name in names.names if "Clark" in name.spellings]
    assert {"费亚尔·克拉克", "费亚尔", "克拉克", "Feryal Clark"} <= set(clark.spellings)
    (found,) = names.find("费亚尔·克拉克是谁？")
    assert found.written == "费亚尔·克拉克"


# --- What the documents carry ----------------------------------------------------------------------------


@pytest.fixture
def carried() -> NameIndex:
    """The names of two documents, of which one has a rendering of its first sentence."""
    text = "马克龙来了。马克龙走了。GPT-4 很好。"
    described = Description(
        title="前瞻", publisher="研究中心（RC）", title_translated="The Preview, first part",
        publisher_translated="Research Centre (RC)",
    )  # fmt: skip
    document = load_document(text.encode(), described)
    rendering = Translation(Span(0, text.index("。") + 1), "Macron came.", Language.EN, "a reader")
    other = load_document(b"The Athens Roundtable met.", Description(title="Notes", publisher="Daily"))
    return mine_names([replace(document, translations=(rendering,)), other])


@pytest.mark.parametrize(
    "word", ["马克龙", "走了", "GPT-4", "Macron", "macron", "Athens", "Athens Roundtable"]
)
def test_a_word_occurs_where_a_document_or_a_rendering_carries_it(carried: NameIndex, word: str) -> None:
    assert carried.occurs(word)


@pytest.mark.parametrize("word", ["皮柴", "马克斯", "Vance", "Athen", "Roundtable Athens"])
def test_a_word_that_no_document_carries_does_not_occur(carried: NameIndex, word: str) -> None:
    assert not carried.occurs(word)


@pytest.mark.parametrize("word", ["巴黎", "Paris"])
def test_without_documents_nothing_occurs_and_no_name_is_a_source(word: str) -> None:
    nothing = mine_names([])
    assert not nothing.occurs(word)
    assert not any(nothing.is_source(name) for name in nothing.find(word))


def test_what_the_bundled_documents_carry_occurs(names: NameIndex) -> None:
    for word in ("万斯", "皮柴", "Vance", "Pichai", "Mistral AI"):
        assert names.occurs(word), word
    for word in ("罗列", "这张牌", "贝索斯", "Bezos"):
        assert not names.occurs(word), word


@pytest.mark.parametrize(
    ("written", "word", "text", "whole"),
    [
        # always written with one character more, or with two
        ("马斯克失眠。马斯克醒了。", "马斯", "马斯克为何失眠？", "马斯克"),
        ("布韦罗到了。", "布", "布韦罗去了哪里？", "布韦罗"),
        # as long already
        ("马斯克失眠。", "马斯克", "马斯克为何失眠？", "马斯克"),
        # sometimes written alone
        ("马克龙来了。马克来了。", "马克", "马克龙在哪里？", "马克"),
        # the question goes on otherwise, or ends
        ("马斯克失眠。", "马斯", "马斯在哪里？", "马斯"),
        ("马斯克失眠。", "马斯", "谁是马斯", "马斯"),
        ("万斯X来了。", "万斯", "万斯X在哪里？", "万斯"),
        # not known, or not in the question
        ("没有别人。", "马斯", "马斯克为何失眠？", "马斯"),
        ("马斯克失眠。", "马斯", "谁失眠？", "马斯"),
        # no longer than six characters
        ("阿里巴巴集团公司很大。", "阿里", "阿里巴巴集团公司有多大？", "阿里巴巴集团"),
    ],
)
def test_a_word_becomes_as_long_as_the_documents_always_write_it(
    written: str, word: str, text: str, whole: str
) -> None:
    known = mine_names([load_document(written.encode(), Description())])
    assert known.whole(word, text) == whole


@pytest.mark.parametrize(
    "written",
    [
        "前瞻",
        "The Preview",
        "the preview",
        "first part",
        "研究中心",
        "RC",
        "Research Centre",
        "Notes",
        "Daily",
    ],
)
def test_titles_and_publishers_are_sources_by_each_of_their_parts(carried: NameIndex, written: str) -> None:
    assert carried.is_source(Name(written, (written,)))


@pytest.mark.parametrize("written", ["马克龙", "Preview", "Research", "中心", "Athens Roundtable", ""])
def test_another_name_or_a_piece_of_such_a_part_is_no_source(carried: NameIndex, written: str) -> None:
    assert not carried.is_source(Name(written, (written,)))


def test_the_bundled_publishers_are_sources(names: NameIndex) -> None:
    for written in (
        "CISS",
        "清华大学战略与安全研究中心",
        "Tsinghua University",
        "情报分析师",
        "Intelligence Analyst",
    ):
        assert names.is_source(Name(written, (written,))), written


@pytest.mark.parametrize(
    ("text", "written"),
    [("the south korean delegation", ["south korean"]), ("the South-Korean delegation", ["South Korean"]),
     ("korea itself", ["Korea"]), ("the southern delegation", [])],
)  # fmt: skip
def test_a_name_of_several_words_is_found_whatever_parts_and_case_they_have(
    names: NameIndex, text: str, written: list[str]
) -> None:
    assert [name.written.lower() for name in names.find(text)] == [word.lower() for word in written]


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("法国米斯特拉尔人工智能公司（Mistral AI）参加。", ["米斯特拉尔", "Mistral"]),
        ("深度求索科技有限公司（Deepseek Inc.）参加。", ["深度求索", "Deepseek"]),
        # no company, and nothing left of the name
        ("巴黎和平论坛（Paris Peace Forum）开幕。", []),
        ("智能公司（AI Corp）参加。", []),
    ],
)
def test_a_company_is_also_called_for_short_in_both_languages(text: str, shorts: list[str]) -> None:
    mined = mine_names([load_document(text.encode(), Description())])
    glossed = next(name for name in mined.names if not name.is_place)
    assert [
        s for s in ("米斯特拉尔", "Mistral", "深度求索", "Deepseek", "AI", "智能") if s in glossed.spellings
    ] == shorts


@pytest.mark.parametrize(
    ("written", "text", "is_in"),
    [
        ("LLMs", "including the development of large language models", True),
        ("LLM", "a Large-Language Model", True),
        ("WTO", "the World Organisation of Trade", False),
        ("FATF", "the Financial Action and Task Force", True),
        ("LLMs", "large models of language", False),
        ("Macron", "the man acted cleverly, really, on noon", False),
    ],
)
def test_an_acronym_is_in_a_text_that_spells_it_out(written: str, text: str, *, is_in: bool) -> None:
    assert Name(written, (written,)).is_in(text) is is_in


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("峰会在巴黎举行，此前在首尔。", ["巴黎", "首尔"]),
        ("It went from Lyon to Washington.", ["Lyon", "Washington"]),
        # countries are no cities, nor the palaces of governments
        ("法国与白宫、克里姆林宫", []),
        ("France, the White House and the Kremlin", []),
    ],
)
def test_the_cities_of_a_text_are_found_in_both_languages(text: str, cities: list[str]) -> None:
    assert cities_in(text) == cities


@pytest.mark.parametrize(
    ("word", "country"), [("法企", "法国"), ("美方", "美国"), ("法印", None), ("国企", None)]
)
def test_a_country_in_short_is_told_by_what_stands_behind_it(word: str, country: str | None) -> None:
    assert country_in_short(word) == country
