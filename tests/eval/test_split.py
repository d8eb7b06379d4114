"""The split by passage, and that the committed sets keep to it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.library import BUNDLED_FOLDER, load_library
from corpus.model import Document
from eval.cases import BUNDLED_CASES, Case, CaseType, load_cases
from eval.split import Split, passages_of, split_of

FOLDER = BUNDLED_CASES.parent


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.doc_id: document for _, document in load_library(BUNDLED_FOLDER)}


def cases_of(split: Split, documents: Mapping[str, Document]) -> tuple[Case, ...]:
    return load_cases(Path(FOLDER / f"{split}.jsonl"), list(documents.values()))


@pytest.mark.parametrize("split", Split)
def test_every_case_lies_on_its_own_side(split: Split, documents: dict[str, Document]) -> None:
    cases = cases_of(split, documents)
    assert len(cases) >= 300
    assert [case.id for case in cases if split_of(case, documents) is not split] == []


def test_no_dev_case_touches_a_passage_of_the_test_alone(documents: dict[str, Document]) -> None:
    tuned_on = {key for case in cases_of(Split.DEV, documents) for key in passages_of(case, documents)}
    hidden = [
        case
        for case in cases_of(Split.TEST, documents)
        if case.answerable and not passages_of(case, documents) & tuned_on
    ]
    assert len(hidden) > 200, "most test cases must lie on passages that dev never meets"


def test_both_languages_of_a_pair_are_on_one_side(documents: dict[str, Document]) -> None:
    pairs = {split: {case.pair for case in cases_of(split, documents)} for split in Split}
    assert not pairs[Split.DEV] & pairs[Split.TEST]


def test_every_type_of_question_is_there_in_both(documents: dict[str, Document]) -> None:
    for split in Split:
        assert {case.type for case in cases_of(split, documents)} == set(CaseType)
