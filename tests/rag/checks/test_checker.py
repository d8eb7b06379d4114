from dataclasses import replace

import pytest

from corpus.model import Document
from rag.checks.attribution import ascribe
from rag.checks.checker import ClaimChecker, Piece, joined
from rag.checks.finding import Verdict
from rag.names import NameIndex
from tests.rag.checks.made import evidence, told

VISIT = "In November the envoy visited Beijing and met Vice Minister Ma Zhaoxu."
VISIT_ZH = "11月，特使访问北京，会见了副部长马朝旭。"


@pytest.fixture
def checker(documents: tuple[Document, ...], names: NameIndex) -> ClaimChecker:
    return ClaimChecker(names, lambda _: 2.0, documents)


@pytest.mark.parametrize(
    ("claim", "text", "verdict"),
    [
        ("The envoy met Ma Zhaoxu in Beijing.", VISIT, Verdict.SUPPORTED),
        ("特使在北京会见了马朝旭。", VISIT_ZH, Verdict.SUPPORTED),
        ("The envoy met Ma Zhaoxu in Shanghai.", VISIT, Verdict.CONTRADICTED),
        ("特使没有访问北京。", VISIT_ZH, Verdict.CONTRADICTED),
        (
            "The envoy visited Beijing and met Vice Minister Ma Zhaoxu, museums selling cheap tickets.",
            VISIT,
            Verdict.PARTIAL,
        ),
        ("Rain fell on the quiet hills of Wales.", VISIT, Verdict.ABSENT),
        ("小麦价格因干旱上涨。", VISIT_ZH, Verdict.ABSENT),
    ],
)
def test_the_four_verdicts(
    claim: str, text: str, verdict: Verdict, checker: ClaimChecker, documents: tuple[Document, ...]
) -> None:
    checked = checker.check(ascribe(claim, documents), [Piece(evidence(text))])

    assert checked.verdict is verdict
    assert bool(checked.findings) is (verdict in (Verdict.CONTRADICTED, Verdict.PARTIAL))
    assert bool(checked.deciding) is (verdict is not Verdict.ABSENT)


@pytest.mark.parametrize("claim", ["a b c", "| a | b |", "The [1]"])
def test_what_says_nothing_is_borne_out_by_nothing(
    claim: str, checker: ClaimChecker, documents: tuple[Document, ...]
) -> None:
    pieces = [Piece(evidence("a b c")), Piece(evidence("A different sentence."))]

    checked = checker.check(ascribe(claim, documents), pieces)

    assert (checked.verdict, checked.deciding) == (Verdict.ABSENT, ())


def test_without_evidence_a_claim_is_absent(checker: ClaimChecker, documents: tuple[Document, ...]) -> None:
    assert checker.check(ascribe("The envoy left.", documents), []).verdict is Verdict.ABSENT


def test_the_sentence_without_a_difference_decides(
    checker: ClaimChecker, documents: tuple[Document, ...]
) -> None:
    pieces = [
        Piece(evidence("The envoy visited Rome in May.")),
        Piece(evidence("The envoy visited Rome in June.")),
    ]

    checked = checker.check(ascribe("The envoy visited Rome in June.", documents), pieces)

    assert (checked.verdict, checked.deciding) == (Verdict.SUPPORTED, (1,))


def test_a_sentence_that_says_otherwise_weighs_more_than_one_beside_it(
    checker: ClaimChecker, documents: tuple[Document, ...]
) -> None:
    pieces = [
        Piece(evidence("Clerks in low-skilled jobs are being replaced by machines.")),
        Piece(evidence("For clerks in low-skilled jobs it is hard to find work again.")),
    ]
    claim = ascribe("For clerks in low-skilled jobs it is not hard to find work again.", documents)

    checked = checker.check(claim, pieces)

    assert (checked.verdict, checked.deciding) == (Verdict.CONTRADICTED, (1,))


@pytest.mark.parametrize(("apart", "verdict"), [(1, Verdict.SUPPORTED), (5, Verdict.PARTIAL)])
def test_neighbouring_sentences_decide_together(
    apart: int, verdict: Verdict, checker: ClaimChecker, documents: tuple[Document, ...]
) -> None:
    first = evidence("The summit drew 1,500 guests to Paris.")
    pieces = [Piece(first), Piece(replace(evidence("The summit chose 50 projects."), at=apart))]
    claim = ascribe("The summit drew 1,500 guests to Paris, and chose 50 projects.", documents)

    checked = checker.check(claim, pieces)

    assert checked.verdict is verdict
    assert checked.deciding == ((0, 1) if verdict is Verdict.SUPPORTED else (0,))


def test_two_sentences_bear_out_together_what_neither_does_alone(
    checker: ClaimChecker, documents: tuple[Document, ...]
) -> None:
    claim = ascribe("The summit drew 1,500 guests and 770 projects.", documents)
    pieces = [
        Piece(evidence("The summit drew 1,500 guests.")),
        Piece(evidence("The summit drew 770 projects.")),
    ]

    alone = [checker.check(claim, [piece]) for piece in pieces]

    assert [told(list(checked.findings)) for checked in alone] == [
        [("number", "770 projects", None)],
        [("number", "1,500 guests", None)],
    ]
    assert checker.check(claim, [joined(pieces)]).verdict is Verdict.SUPPORTED
