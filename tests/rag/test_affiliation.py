"""Whether the people of a sentence are of the body that the question names."""

import pytest

from rag.affiliation import is_of_another_body
from rag.kinds import kind_match, people_in
from rag.matching import CorpusWords
from rag.names import NameIndex
from rag.question import read_question

OFFICE = "Whom did she meet at the Cyberspace Administration?"


@pytest.fixture
def apart(words: CorpusWords) -> "Apart":
    return Apart(words)


class Apart:
    """Asks `is_of_another_body` with the people that the tagger and the documents know."""

    def __init__(self, words: CorpusWords) -> None:
        self.words = words

    def __call__(self, asked: str, text: str) -> bool:
        return is_of_another_body(asked, text, lambda clause: people_in(clause, self.words.names_in))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (OFFICE, "She met Minister Liu, and visited the Cyberspace Administration."),
        (OFFICE, "She met Minister Liu and saw the Cyberspace Administration."),
        (OFFICE, "She met Minister Liu; her team, including Ann, saw the Cyberspace Administration."),
        ("她在网信办见了谁？", "特使会见了副部长马朝旭，并访问了中央网信办。"),
        ("她在中央网信办见了谁？", "特使会见了副部长马朝旭；随后访问了中央网信办。"),
        ("她在清华见了谁？", "特使会见了副部长马朝旭，清华大学派人参加。"),
    ],
)
def test_people_who_stand_in_another_clause_than_the_body_are_not_of_it(
    apart: Apart, asked: str, text: str
) -> None:
    assert apart(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (OFFICE, "She met Director Zhang of the Cyberspace Administration, and went home."),
        (OFFICE, "She met Minister Liu, and Director Zhang of the Cyberspace Administration."),
        ("她在网信办见了谁？", "特使访问了外交部，在中央网信办会见了张国清。"),
        ("她在清华见了谁？", "清华大学的马朝旭接待了特使，外交部没有派人。"),
    ],
)
def test_people_of_the_bodys_own_clause_are_of_it(apart: Apart, asked: str, text: str) -> None:
    assert not apart(asked, text)


@pytest.mark.parametrize(
    ("asked", "other", "own"),
    [
        ("科技部派谁跟特使谈的？", "特使会见了外交部副部长马朝旭，与科技部交流。", "科技部副部长马朝旭会见了特使。"),
        ("她在网信办跟哪位领导谈的？", "她到伦敦会见了马朝旭。", "她在网信办会见了马朝旭。"),
        ("Which official at the Ministry of Science did she meet?", "She met Minister Liu, and saw the Ministry of Science.",
         "She met Minister Liu of the Ministry of Science."),
        ("她跟科技部的哪位官员会谈？", "她到伦敦会见了马朝旭。", "她会见了科技部的马朝旭。"),
        ("Who from the science ministry met her?", "She met Minister Liu, and saw the Ministry of Science.",
         "She met Minister Liu of the Ministry of Science."),
        ("Who from the foreign ministry received her?", "She met Minister Liu.", "She met Vice Minister of Foreign Affairs Liu."),
        ("Names of the Tsinghua academics she met?", "She met Minister Liu and academics of Tsinghua.",
         "She met Professor Liu of Tsinghua."),
    ],
)  # fmt: skip
def test_whose_people_are_asked_for_must_be_theirs(apart: Apart, asked: str, other: str, own: str) -> None:
    assert apart(asked, other)
    assert not apart(asked, own)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        # the sentence names nobody
        (OFFICE, "She flew to Beijing, and visited the Cyberspace Administration."),
        ("她在网信办见了谁？", "特使到了北京，并访问了中央网信办。"),
        # nobody but whom the question names
        ("马朝旭在网信办见了谁？", "马朝旭到了北京，并访问了中央网信办。"),
        # no body, or one that the question does not ask about
        (OFFICE, "She met Minister Liu, and went home."),
        (OFFICE, "She met Minister Liu, and visited the Science Academy."),
        ("Whom did she meet?", "She met Minister Liu, and visited the Cyberspace Administration."),
        ("她见了谁？", "特使会见了副部长马朝旭，并访问了中央网信办。"),
        ("", ""),
    ],
)
def test_without_people_or_without_the_asked_body_nothing_speaks_against_a_sentence(
    apart: Apart, asked: str, text: str
) -> None:
    assert not apart(asked, text)


@pytest.mark.parametrize(
    ("asked", "apart", "together"),
    [
        (
            OFFICE,
            "She met Minister Liu, and visited the Cyberspace Administration.",
            "She met Director Zhang of the Cyberspace Administration.",
        ),
        (
            "她在网信办见了谁？",
            "特使会见了副部长马朝旭，并访问了中央网信办。",
            "特使在中央网信办会见了张国清。",
        ),
    ],
)
def test_a_sentence_whose_people_are_of_another_body_does_not_hold_a_person_who_is_asked_for(
    names: NameIndex, words: CorpusWords, asked: str, apart: str, together: str
) -> None:
    question = read_question(asked, names)
    assert kind_match(question, apart, apart, words.names_in) == 0.0
    assert kind_match(question, together, together, words.names_in) == 1.0


def test_a_person_whom_the_question_names_is_no_body() -> None:
    text = (
        "She visited London, where she met the new Minister of State for AI, Feryal Clark, and Matt Clifford."
    )
    assert not is_of_another_body("Who is Feryal Clark?", text, lambda clause: [])
