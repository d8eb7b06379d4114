import numpy as np
import pytest

from rag.checks.coverage import TokenMatch, measure_coverage
from rag.checks.evidence import clauses_of, content_words
from tests.rag.checks.made import evidence


def alike(_: str) -> float:
    return 1.0


def test_a_sentence_covers_itself_and_nothing_else() -> None:
    for text in ("特使访问北京并会见副部长。", "The envoy visited Beijing and met the minister."):
        assert measure_coverage(text, evidence(text), None, alike).total == 1.0
        assert measure_coverage(text, evidence("Rain fell on quiet hills 春雨"), None, alike).total < 0.1


def test_rare_words_count_for_more() -> None:
    claim, text = "Envoy visited Atlantis", evidence("The envoy visited.")

    even = measure_coverage(claim, text, None, alike).total
    rare = measure_coverage(claim, text, None, lambda stem: 9.0 if stem == "atlanti" else 1.0).total

    assert rare < even


def test_meaning_counts_where_letters_do_not() -> None:
    claim = "Doctors"
    met = TokenMatch(np.array([0.8], np.float32), np.array([[0, 7]], np.int32))
    unmet = TokenMatch(np.array([0.2], np.float32), np.array([[0, 7]], np.int32))

    assert measure_coverage(claim, evidence("Physicians"), met, alike).total == pytest.approx(0.4)
    assert measure_coverage(claim, evidence("Physicians"), unmet, alike).total == pytest.approx(0.0, abs=1e-6)


def test_a_figure_that_stands_there_adds_and_a_differing_word_can_be_left_out() -> None:
    covered = measure_coverage("Envoys signed 770 papers", evidence("770 papers"), None, alike)

    assert covered.figures_met == 1
    assert covered.without([(0, 13)]) == 1.0
    assert 0.4 < covered.total < 0.8


def test_words_and_clauses_stand_where_they_say() -> None:
    for text in ("特使访问北京，会见了副部长；随后离开。", "The envoy visited Beijing, met him, and left."):
        assert all(text[word.start : word.end] == word.written for word in content_words(text))
        assert all(text[clause.start : clause.end] == clause.text for clause in clauses_of(text))
        assert len(clauses_of(text)) == 3
