"""What belongs together, and that the committed sets have nothing in common."""

from collections import Counter

import pytest

from corpus.library import bundled_documents
from eval.case_files import load_cases
from eval.cases import BUNDLED_CASES, Case, CaseType, GoldSpan
from eval.split import Overlap, gold_groups, overlaps_of
from eval.statistics import cluster_cases
from tests.eval.made_up import TEXTS, UNANSWERABLE, case, gold

BERTHS, ALL, TOWER = (
    gold("harbour", quote) for quote in ("84 berths", "The harbour has 84 berths.", "灯塔高12.5米。")
)
LAMPS = gold("island", "三座")


def asked(pair: str, *spans: dict[str, object], language: str = "en", **changes: object) -> Case:
    named = {"id": f"{pair}-{language}", "pair": pair, "language": language, "question": f"{pair}?"}
    return case(**(named | {"gold": list(spans)} | changes))


def near_miss(pair: str, *spans: dict[str, object]) -> Case:
    return asked(pair, **(UNANSWERABLE | {"near": list(spans)}))


def far_off(pair: str) -> Case:
    return asked(pair, **(UNANSWERABLE | {"type": "unanswerable_far", "near": []}))


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
            far_off("f"),
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
    assert list(overlaps_of(one, [far_off("a")])) == [Overlap("a-en", "a-en", "pair")]
    assert list(overlaps_of(one, [far_off("c")])) == []
    worded = asked("c", **(UNANSWERABLE | {"type": "unanswerable_far", "near": [], "question": "B ?"}))
    assert list(overlaps_of(one, [worded])) == [Overlap("b-en", "c-en", "question")]
    stood_in = asked("c", gold("island", "岛"), gold_alternatives=[TOWER])
    assert list(overlaps_of(one, [stood_in])) == [Overlap("b-en", "c-en", "gold")]


def test_two_sets_that_rest_on_one_paragraph_overlap_though_they_share_no_character() -> None:
    texts = {"harbour": TEXTS["harbour"].replace(" 灯塔", "\n灯塔"), "island": TEXTS["island"]}
    one = [asked("a", gold("harbour", "The harbour has")), near_miss("n", LAMPS)]

    found = list(overlaps_of(one, [asked("c", gold("harbour", "84 berths"))], texts))
    assert found == [Overlap("a-en", "c-en", "paragraph")]
    assert list(overlaps_of(one, [asked("c", TOWER)], texts)) == [], "the next line is another paragraph"
    found = list(overlaps_of(one, [near_miss("c", gold("island", "three"))], texts))
    assert found == [Overlap("n-en", "c-en", "paragraph")]


def test_what_may_stand_in_for_gold_shares_a_paragraph_too() -> None:
    texts = {"harbour": TEXTS["harbour"], "island": TEXTS["island"]}
    one = [asked("a", gold("harbour", "The harbour has"))]
    other = asked("c", gold("island", "three")).model_copy(
        update={"gold_alternatives": (GoldSpan.model_validate(gold("harbour", "84 berths")),)}
    )

    assert [found.what for found in overlaps_of(one, [other], texts)] == ["paragraph"]


def test_dev_and_test_have_nothing_in_common(bundled: dict[str, tuple[Case, ...]]) -> None:
    texts = {document.doc_id: document.text for document in bundled_documents()}

    assert list(overlaps_of(bundled["dev"], bundled["test"], texts)) == []


def test_each_set_is_large_and_has_every_type_of_question(bundled: dict[str, tuple[Case, ...]]) -> None:
    for cases in bundled.values():
        assert len(cases) >= 290
        assert {found.type for found in cases} == set(CaseType)


def test_each_set_has_enough_near_misses_in_both_languages_each_with_the_passage_that_it_misses(
    bundled: dict[str, tuple[Case, ...]],
) -> None:
    for name, least in (("dev", 60), ("test", 19)):
        near = [found for found in bundled[name] if found.type is CaseType.UNANSWERABLE_NEAR]

        assert len({found.pair for found in near}) >= least
        assert all(found.near for found in near)
        assert Counter(found.language for found in near).most_common()[0][1] == len(near) // 2


def test_near_misses_count_with_the_passages_that_they_rest_on(bundled: dict[str, tuple[Case, ...]]) -> None:
    for cases in bundled.values():
        clusters = cluster_cases(cases).of_case
        for missed in (found for found in cases if found.type is CaseType.UNANSWERABLE_NEAR):
            beside = [other for other in cases if _rests_on(other, missed)]
            assert {clusters[other.id] for other in beside} == {clusters[missed.id]}
    # Six ask for the name of the minister whose hologram one sentence reports: one cluster, not six.
    clusters = cluster_cases(bundled["dev"]).of_case
    assert len({clusters[f"{pair}-zh"] for pair in ("q060", "r056", "s067", "u065", "b055", "e065")}) == 1


def test_every_case_has_its_authors_note(bundled: dict[str, tuple[Case, ...]]) -> None:
    assert [found.id for cases in bundled.values() for found in cases if not found.note.strip()] == []


def _rests_on(case: Case, missed: Case) -> bool:
    return any(
        one.doc_id == other.doc_id and one.start < other.end and other.start < one.end
        for one in (*case.gold, *case.near)
        for other in missed.near
    )
