"""Answers spoilt by hand, and every answer to a part of the questions: the right figure sees it, and no other."""

from collections.abc import Sequence

import pytest

from eval.askers import EngineAsker
from eval.faults import ALLOWED, EXPECTED, FaultSeen, faults_table, measure_faults
from eval.figures import figures_of
from eval.judge import SurfaceJudge
from eval.metrics.catalogue import M
from eval.metrics.evidence import Evidence, sources_of
from eval.observed import ObservedAnswer
from eval.run import load_questions, run_questions
from eval.run_cli import QUESTION_SETS
from eval.spoiling import Fault, spoilt
from eval.summary import CaseOutcome
from index.models.folder import ModelFolder
from rag.names import Name, NameIndex, mine_names
from rag.settings import EngineSettings
from rag.workspace import open_engine
from tests.eval.metrics.seen import (
    COST,
    COST_ZH,
    GOOD,
    HARBOUR,
    ISLAND,
    OPENED,
    OPENED_CITED,
    OPENED_ZH,
    SOURCES,
    TOWER,
    TOWER_CITED,
    TOWER_ZH,
    answer,
    case,
    citation,
    observed,
    refusal,
    unanswerable,
)

NAMES = NameIndex(
    tuple(
        Name(en, (en, zh))
        for en, zh in (
            ("Ada Lind", "艾达·林德"),
            ("Otto Kahn", "奥托·卡恩"),
            ("Li Ming", "李明"),
            ("Wang Fang", "王芳"),
        )
    ),
    "\n".join((HARBOUR, ISLAND, OPENED_ZH, COST)),
)
GOOD_ZH = answer([(OPENED_ZH, [1]), (TOWER_ZH, [2])], [OPENED_CITED, TOWER_CITED])
ANSWERS = {"a-en": GOOD, "a-zh": GOOD_ZH, "u-en": refusal()}
CASES = {
    "a-en": case(),
    "a-zh": case(id="a-zh", language="zh", question="谁启用了港口，灯塔多高？"),
    "u-en": unanswerable(),
}
FLOOR = 0.95


def spoil(fault: Fault, case_id: str = "a-en", **changed: ObservedAnswer) -> ObservedAnswer | None:
    answers = {**ANSWERS, **{name.replace("_", "-"): seen for name, seen in changed.items()}}
    return spoilt(fault, CASES[case_id], answers, CASES, NAMES, SOURCES)


def words(found: ObservedAnswer | None) -> list[str]:
    """The claims of an answer, as their offsets have them."""
    assert found is not None
    return [found.answer[claim.start : claim.end] for claim in found.claims]


def test_a_claim_loses_its_only_citation_and_the_other_keeps_its_own() -> None:
    found = spoil(Fault.CITATION_DROPPED)

    assert found is not None
    assert [claim.citations for claim in found.claims] == [(), (2,)]
    assert [cited.n for cited in found.citations] == [2]
    twice = answer([(OPENED, [1]), (TOWER, [1, 2])], [OPENED_CITED, TOWER_CITED])
    kept = spoil(Fault.CITATION_DROPPED, a_en=twice)
    assert kept is not None
    assert [cited.n for cited in kept.citations] == [1, 2], "another claim still names it"


def test_one_quote_is_said_to_stand_one_further_on() -> None:
    found = spoil(Fault.OFFSET_SHIFTED)

    assert found is not None
    starts = [cited.char_start for cited in found.citations]
    assert starts == [OPENED_CITED.char_start + 1, TOWER_CITED.char_start]
    assert found.citations[0].quote == OPENED


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        (TOWER, "The lighthouse is 125 metres high."),
        (COST_ZH, "灯塔耗资125亿元，由李明和王芳签字。"),
        ("It has 84 berths.", "It has 840 berths."),
        ("It says: It has 84 berths.", "It says: It has 840 berths."),
    ],
)
def test_a_number_is_made_ten_times_as_large(said: str, becomes: str) -> None:
    seen = answer([(said, [1]), (OPENED, [2])], [citation(1, "harbour", TOWER), TOWER_CITED])

    assert words(spoil(Fault.NUMBER_TENFOLD, a_en=seen)) == [becomes, OPENED]


def test_two_names_change_places_unless_the_claim_only_lists_them() -> None:
    assert (
        words(spoil(Fault.NAMES_SWAPPED))[0]
        == "Otto Kahn opened the harbour of Brema for Ada Lind on 3 May 1921."
    )
    listed = answer([(COST, [1])], [citation(1, "island", COST_ZH)])
    assert spoil(Fault.NAMES_SWAPPED, a_en=listed) is None
    lead = answer([("Ada Lind: Otto Kahn came.", [1])], [OPENED_CITED])
    assert spoil(Fault.NAMES_SWAPPED, a_en=lead) is None, "who says it is left alone"


def test_a_name_becomes_one_that_no_document_holds() -> None:
    found = words(spoil(Fault.NAME_OF_NOWHERE))[0]

    assert found != OPENED
    assert not set(found.split()) <= set(f"{HARBOUR} {ISLAND}".split())
    beside = answer([("李明AI峰会开幕。", [1])], [citation(1, "island", COST_ZH)])
    assert "李明" not in words(spoil(Fault.NAME_OF_NOWHERE, a_en=beside))[0], "next to Latin letters too"


def test_a_name_becomes_another_of_the_documents_that_the_quote_does_not_hold() -> None:
    found = words(spoil(Fault.NAME_OF_ELSEWHERE))[0]

    assert any(name in found for name in ("Li Ming", "Wang Fang"))
    assert sum(name in found for name in ("Ada Lind", "Otto Kahn")) == 1


def test_the_words_before_a_claim_name_another_source_or_another_kind_of_source() -> None:
    lead = "According to Harbour Office, a commentary of 2 January 2020: "
    led = answer([(lead + OPENED, [1])], [OPENED_CITED])

    renamed = words(spoil(Fault.SOURCE_RENAMED, a_en=led))[0]
    assert "Harbour Office" not in renamed
    assert renamed.endswith(f", a commentary of 2 January 2020: {OPENED}")
    turned = words(spoil(Fault.SOURCE_KIND_TURNED, a_en=led))[0]
    assert "a commentary" not in turned
    assert turned.startswith("According to Harbour Office, a")
    assert spoil(Fault.SOURCE_RENAMED) is None, "there is no lead"


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("The port will open.", {"The port may open.", "The port did open."}),
        ("港口将于周一启用。", {"港口已于周一启用。", "港口可能于周一启用。"}),
    ],
)
def test_what_will_be_is_told_as_what_was_or_may_be(said: str, becomes: set[str]) -> None:
    assert words(spoil(Fault.MODE_TURNED, a_en=answer([(said, [1])], [OPENED_CITED])))[0] in becomes
    assert spoil(Fault.MODE_TURNED) is None, "nothing is to come"


def test_the_words_of_the_twin_are_taken_if_it_cites_the_same() -> None:
    assert words(spoil(Fault.WRONG_LANGUAGE)) == [OPENED_ZH, TOWER_ZH]
    assert spoil(Fault.WRONG_LANGUAGE, a_zh=answer([(OPENED_ZH, [1])], [OPENED_CITED])) is None
    longer = answer([(OPENED_ZH, [1]), (OPENED_ZH, [1]), (TOWER_ZH, [2])], [OPENED_CITED, TOWER_CITED])
    assert spoil(Fault.WRONG_LANGUAGE, a_zh=longer) is None, "it says one thing more"


def test_a_refusal_becomes_the_answer_to_another_question_and_has_nothing_else_to_spoil() -> None:
    assert words(spoil(Fault.UNANSWERABLE_ANSWERED, "u-en")) == [OPENED, TOWER]
    assert spoil(Fault.UNANSWERABLE_ANSWERED) is None
    assert {spoil(fault, "u-en") for fault in Fault if fault is not Fault.UNANSWERABLE_ANSWERED} == {None}


class Blind:
    """Grants support to everything."""

    def supports(self, claim: str, evidence: object) -> bool:
        return True


class Backwards:
    """Grants support to what no quote says, and to nothing else."""

    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        return not any(claim in text for piece in evidence for text in piece.texts)


def outcome(case_id: str) -> CaseOutcome:
    return CaseOutcome(CASES[case_id], (observed(case_id, ANSWERS[case_id]),), {}, ())


def by_fault(found: list[FaultSeen], language: str = "en") -> dict[Fault, FaultSeen]:
    return {item.fault: item for item in found if item.language == language}


def test_every_fault_is_seen_by_its_own_figure_and_moves_no_other() -> None:
    found = measure_faults([*map(outcome, CASES)], SOURCES, SurfaceJudge(NAMES), NAMES)

    # Of those made by hand none has a lead or tells what will be.
    assert by_fault(found).keys() == set(Fault) - {
        Fault.SOURCE_RENAMED,
        Fault.SOURCE_KIND_TURNED,
        Fault.MODE_TURNED,
    }
    assert {(item.seen.value, item.alone.value) for item in found} == {(1, 1)}
    assert {item.seen.n for item in found} == {1}


def test_a_figure_that_moves_and_has_nothing_to_do_with_the_fault_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "eval.faults.ALLOWED", {**ALLOWED, Fault.NUMBER_TENFOLD: frozenset({M.NUMBERS_EXACT})}
    )

    found = by_fault(measure_faults([*map(outcome, CASES)], SOURCES, SurfaceJudge(NAMES), NAMES))

    # OPENED has 3 May 1921 first, which becomes 30 May: no fact of the question.
    assert found[Fault.NUMBER_TENFOLD].alone.value == 0
    assert dict(found[Fault.NUMBER_TENFOLD].strayed) == {
        "a-en": ("citation_recall", "citation_precision", "answer_f1")
    }
    assert found[Fault.OFFSET_SHIFTED].alone.value == 1


def test_a_figure_that_gets_better_or_vanishes_where_it_may_only_get_worse_has_strayed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("eval.faults.COMES_OR_GOES", {})
    found = by_fault(measure_faults([*map(outcome, CASES)], SOURCES, SurfaceJudge(NAMES), NAMES))

    assert dict(found[Fault.UNANSWERABLE_ANSWERED].strayed)["u-en"][:2] == (
        "citations_valid",
        "citation_recall",
    )
    # A judge that grants nothing but what was spoilt: support gets better, which no fault may do.
    backwards = by_fault(measure_faults([*map(outcome, CASES)], SOURCES, Backwards(), NAMES))
    assert "citation_recall" in backwards[Fault.NUMBER_TENFOLD].strayed["a-en"]


def test_what_a_blind_judge_does_not_see_is_named() -> None:
    found = by_fault(measure_faults([*map(outcome, CASES)], SOURCES, Blind(), NAMES))

    swapped = found[Fault.NAMES_SWAPPED]
    assert (swapped.seen.value, swapped.unseen) == (0, ("a-en",))
    assert found[Fault.OFFSET_SHIFTED].seen.value == 1
    assert "| names_swapped         | en        | citation_recall | 0/1 = 0.0%" in faults_table(
        [*found.values()]
    )


def test_faults_in_the_answers_of_the_engine_are_seen(
    default_model_folder: ModelFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    engine = open_engine(EngineSettings(data_dir=default_model_folder.path.parent.parent))
    asker = EngineAsker(engine)
    questions = load_questions(QUESTION_SETS["dev"], asker)
    finished = run_questions(questions, asker, tmp_path_factory.mktemp("run"), sample=45)
    names = mine_names(finished.documents)
    judge = SurfaceJudge(names, engine.embedder)

    outcomes = figures_of(finished, engine.embedder).outcomes
    found = measure_faults(outcomes, sources_of(finished.documents), judge, names)

    assert {(item.fault, item.language) for item in found} == {
        (fault, language) for fault in EXPECTED for language in ("zh", "en")
    }
    short = {f"{i.fault} {i.language}": i.unseen for i in found if i.seen.value < FLOOR and len(i.unseen) > 1}
    assert short == {}, "faults that no figure saw"
    strayed = {
        f"{i.fault} {i.language}": dict(i.strayed)
        for i in found
        if i.alone.value < FLOOR and len(i.strayed) > 2
    }
    assert strayed == {}, "figures that moved and have nothing to do with the fault"
