"""The first word of an English sentence: somebody's name, or a word like any other."""

import pytest

from rag.checks.openers import Openers

KNOWN = Openers.of("The organisers met Scholz, and Scholz spoke. Many critics and a scholar came.")


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("Scholz", ": a portrait"),  # the documents never write it small
        ("Merkel", " attended the opening."),
        ("Starmer", " met Clark."),
        ("Guterres", " hopes the summit will help."),
        ("Putin", "'s special envoy was in London."),
        ("Baidu", " secretly developed an algorithm."),
        ("Geneva", " was the venue."),
        ("Deloitte", " estimates that demand grows."),
        ("Rome", " will host the next one."),
        ("Merz", " and Scholz came."),
        ("Zuckerberg", ", Altman and Pichai attended."),
    ],
)
def test_a_stranger_who_does_or_owns_something_is_named(word: str, rest: str) -> None:
    assert KNOWN.is_name(word, rest)


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        ("Organisers", " plan to choose 50."),  # the documents write it small
        ("Critics", " said so."),
        ("Officials", " met in Paris."),
        ("Participation", " was wide."),
        ("Attendance", " rose."),
        ("Today", "'s opening was grand."),
        ("Fifty", " projects were chosen."),
        ("Eighty-four", " submissions came."),
        ("Political", " leaders at the event spoke."),
        ("Hotel", " prices in Paris doubled."),
        ("Corporate", " figures attending include Altman."),
        ("Although", " billed as a school, it is none."),
        ("It", " was held in Paris."),
        ("Secretly", " developed algorithms cut it."),
        ("Minister", " Clark spoke."),
        ("Businessmen", " came."),
        ("Meanwhile", ", France and India work together."),
        ("Organisers", " and Google agreed."),
        ("Merkel", ", once chancellor"),  # nothing tells
    ],
)
def test_a_common_word_is_nobody(word: str, rest: str) -> None:
    assert not KNOWN.is_name(word, rest)
