"""Names and the spellings that bridge the two languages."""

import pytest

from corpus.loading import Description, load_document
from corpus.model import Document
from rag.names import Name, NameIndex, contains_name, mine_names


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
