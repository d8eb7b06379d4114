"""What belongs together, and that the committed sets have nothing in common."""

from collections import Counter

import pytest

from corpus.library import bundled_documents
from eval.case_files import load_cases
from eval.cases import BUNDLED_CASES, Case, CaseType
from eval.split import Overlap, gold_groups, overlaps_of
from tests.eval.made_up import UNANSWERABLE, case, gold

BERTHS, ALL, TOWER = (
    gold("harbour", quote) for quote in ("84 berths", "The harbour has 84 berths.", "灯塔高12.5米。")
)
LAMPS = gold("island", "三座")


def asked(pair: str, *spans: dict[str, object], language: str = "en", **changes: object) -> Case:
    named = {"id": f"{pair}-{language}", "pair": pair, "language": language, "question": f"{pair}?"}
    return case(**(named | {"gold": list(spans)} | changes))


def near_miss(pair: str, *spans: dict[str, object]) -> Case:
    return asked(pair, **(UNANSWERABLE | {"near": list(spans)}))


@pytest.fixture(scope="module")
def bundled() -> dict[str, tuple[Case, ...]]:
    documents = bundled_documents()
    return {name: load_cases(BUNDLED_CASES.with_name(f"{name}.jsonl"), documents) for name in ("dev", "test")}


def test_cases_whose_gold_shares_a_character_are_one_group_directly_or_through_others() -> None:
    groups = gold_groups(
        [
            asked("d", TOWER),
            asked("b", BERTHS),
            asked("c", ALL, LAMPS),
            asked("e", LAMPS),
            asked("e", LAMPS, language="zh"),
            near_miss("f"),
            near_miss("g", TOWER),
        ]
    )

    # b touches c in the harbour and c touches e on the island; the tower is of d, and of what g nearly asks.
    assert groups == {
        "b-en": "b", "c-en": "b", "e-en": "b", "e-zh": "b", "d-en": "d", "g-en": "d", "f-en": "f",
    }  # fmt: skip


def test_spans_that_only_touch_share_nothing() -> None:
    first, rest = gold("harbour", "The harbour has"), gold("harbour", " 84 berths.")

    assert gold_groups([asked("a", first), asked("b", rest)]) == {"a-en": "a", "b-en": "b"}
    assert not list(overlaps_of([asked("a", first)], [asked("b", rest)]))


def test_a_long_span_reaches_over_shorter_ones_behind_its_start() -> None:
    first, last = gold("harbour", "The"), gold("harbour", "84")

    assert set(gold_groups([asked("a", ALL), asked("b", first), asked("c", last)]).values()) == {"a"}


def test_two_sets_have_pairs_questions_and_what_answers_in_common() -> None:
    one = [asked("a", BERTHS), asked("b", TOWER), near_miss("n", LAMPS)]

    assert list(overlaps_of(one, [asked("c", ALL)])) == [Overlap("a-en", "c-en", "gold")]
    assert list(overlaps_of(one, [asked("c", LAMPS)])) == [Overlap("n-en", "c-en", "gold")]
    assert list(overlaps_of(one, [near_miss("a")])) == [Overlap("a-en", "a-en", "pair")]
    assert list(overlaps_of(one, [near_miss("c")])) == []
    worded = asked("c", **UNANSWERABLE, question="B ?")
    assert list(overlaps_of(one, [worded])) == [Overlap("b-en", "c-en", "question")]
    stood_in = asked("c", gold("island", "岛"), gold_alternatives=[TOWER])
    assert list(overlaps_of(one, [stood_in])) == [Overlap("b-en", "c-en", "gold")]


def test_dev_and_test_have_nothing_in_common(bundled: dict[str, tuple[Case, ...]]) -> None:
    assert list(overlaps_of(bundled["dev"], bundled["test"])) == []


def test_each_set_is_large_and_has_every_type_of_question(bundled: dict[str, tuple[Case, ...]]) -> None:
    for cases in bundled.values():
        assert len(cases) >= 600
        assert {found.type for found in cases} == set(CaseType)


def test_the_test_set_has_enough_near_misses_each_with_the_passage_that_it_misses(
    bundled: dict[str, tuple[Case, ...]],
) -> None:
    near = [found for found in bundled["test"] if found.type is CaseType.UNANSWERABLE_NEAR]

    assert len(near) >= 80
    assert sum(bool(found.near) for found in near) >= 78
    assert Counter(found.language for found in near).most_common()[0][1] == len(near) // 2
