import pytest

from eval.metrics.evidence import Evidence
from eval.metrics.surface import (
    bare_units,
    blocks_in_order,
    by_language,
    denies,
    exchanged_units,
    is_verbatim,
    known_units,
    marked_units,
    stand_for_each_other,
    text_units,
    units_in_order,
    without_source,
    word_coverage,
)
from rag.names import Name, NameIndex

NAMES = NameIndex((Name("Ada Lind", ("Ada Lind", "艾达·林德")),))


def test_units_are_latin_words_numbers_and_chinese_characters() -> None:
    assert text_units("AI峰會，12.5%！") == ("ai", "峰", "会", "12.5")


def test_evidence_is_sorted_by_the_claims_language() -> None:
    pieces = [Evidence("灯塔很高。", "The tower is high."), Evidence("It fell.")]

    assert by_language("It is high.", pieces) == (["The tower is high.", "It fell."], ["灯塔很高。"])


@pytest.mark.parametrize(
    ("claim", "verbatim"),
    [
        ("it fell", True),
        ("The tower is high, it fell.", True),
        ("the tower", False),
        ("It fell, the tower is high", False),
        ("!", False),
    ],
)
def test_whole_clauses_in_their_order_are_verbatim(claim: str, verbatim: bool) -> None:
    assert is_verbatim(claim, ["Yes; the tower is high, it fell."]) is verbatim


def test_coverage_is_the_share_of_content_words() -> None:
    # Of tower, fell, monday two are there; "the" and "on" say nothing.
    assert word_coverage("The tower fell on Monday", ["A tower falls. It fell."]) == pytest.approx(2 / 3)
    assert word_coverage("the of", ["tower"]) == 0


@pytest.mark.parametrize(
    ("claim", "same", "across", "denied"),
    [
        ("It did not fall.", ["It did fall."], [], True),
        ("It did fall.", ["It did not fall."], [], True),
        ("It did fall.", ["It did fall, but not far."], [], False),
        ("Nobody came.", ["The tower fell."], [], True),
        ("塔没有倒。", [], ["It fell."], True),
        ("塔没有倒。", [], ["It did not fall."], False),
    ],
)
def test_a_denial_is_looked_for_in_the_clause_that_says_the_same(
    claim: str, same: list[str], across: list[str], denied: bool
) -> None:
    assert denies(claim, same, across) is denied


def test_names_and_figures_are_marked_in_order() -> None:
    said = "Ada Lind gave Otto Kahn 84 coins."

    assert text_units(said) == ("ada", "lind", "gave", "otto", "kahn", "84", "coins")
    assert marked_units(said, NAMES) == [(0, 2), (3, 5), (5, 6)]


def test_exchanged_names_stand_in_each_others_place() -> None:
    assert exchanged_units(["a", "b", "x", "c", "y"], (0, 2), (3, 4)) == ["c", "x", "a", "b", "y"]
    assert units_in_order(["a", "x", "b"], ["a", "b", "x"]) == 2


def test_a_lead_that_names_the_source_is_taken_off_and_another_stays() -> None:
    piece = [Evidence("x", None, "Harbour Post | 2025")]

    assert without_source("Harbour Post says: it fell", piece) == "it fell"
    assert without_source("来源：路透社", piece) == "路透社"
    assert without_source("Three things: a, b, c", piece) == "Three things: a, b, c"
    assert without_source("Harbour Post says:", piece) == "Harbour Post says:"


@pytest.mark.parametrize(
    ("claim", "evidence", "exchanged"),
    [
        ("b went out to see a", "a went out to see b", True),
        ("b c went out to see a at dawn", "a went out to see b c at dawn", True),
        ("a went out to see c", "a went out to see b", False),
        ("b went out to see c", "a went out to see b", False),
        ("to see is for it", "for see is to it", False),  # words that say nothing by themselves
        ("at dawn a sees b", "a sees b at dawn", False),  # moved, and nothing came in its place
    ],
)
def test_two_stretches_stand_for_each_other_if_each_is_where_the_other_was(
    claim: str, evidence: str, exchanged: bool
) -> None:
    units, others = text_units(claim), text_units(evidence)

    assert stand_for_each_other(units, others, blocks_in_order(units, others)) is exchanged


def test_a_possessive_is_the_name_that_it_is_made_of() -> None:
    assert bare_units("France's and Brema’s it's") == ("france", "and", "brema", "it")


def test_a_known_name_stands_by_itself_whatever_is_written_before_it() -> None:
    names = NameIndex((Name("Brema", ("Brema", "布雷马")), Name("Ada Lind", ("Ada Lind", "艾达·林德"))))

    # Special Envoy Brema visited Ada Lind: the third unit, and the fifth with the sixth.
    assert known_units("Special Envoy Brema visited Ada Lind", names) == [(2, 3), (4, 6)]
