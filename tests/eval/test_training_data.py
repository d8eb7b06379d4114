"""Questions, their candidates and which of these answer, on made-up packs."""

import re
from pathlib import Path

import numpy as np
import pytest

from eval.packs import Packs
from eval.training_data import TRAINING_PACKS, TrainingQuestion, TrainingSet, read_training_set, title_half
from index.embedding.protocol import Encoded, TokenMatrix
from tests.eval.bundles import training_packs, write_packs
from tests.index.fakes import DIMENSION, FakeEmbedder

READ = {
    "xquad_passages",
    "xquad_questions",
    "squad2_passages",
    "squad2_questions",
    "cmrc2018_passages",
    "cmrc2018_questions",
    "drcd_passages",
    "drcd_questions",
    "clapnq_en",
}


class PlacedEmbedder(FakeEmbedder):
    """The fake one, with a token for each word and each other character, where it stands."""

    def _encode(self, text: str, prefix: str) -> Encoded:
        words = list(re.finditer(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]", text))
        vectors = np.array([self._direction(word.group().lower()) for word in words], np.float32)
        tokens = TokenMatrix(
            vectors.reshape(-1, DIMENSION),
            np.array([word.span() for word in words], np.int32).reshape(-1, 2),
            np.arange(len(words), dtype=np.int32),
        )
        return Encoded(super()._encode(text, prefix).vector, tokens)


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return Packs(write_packs(tmp_path_factory.mktemp("packs"), training_packs()))


@pytest.fixture(scope="module")
def found(packs: Packs, tmp_path_factory: pytest.TempPathFactory) -> TrainingSet:
    return read_training_set(packs, PlacedEmbedder(), tmp_path_factory.mktemp("work"))


def of_pack(found: TrainingSet, pack: str) -> list[TrainingQuestion]:
    return [question for question in found.questions if question.pack == pack]


def test_only_packs_that_may_be_learned_from_are_read(found: TrainingSet, packs: Packs) -> None:
    assert found.questions
    assert set(packs.read) == READ
    assert {name for name in READ if name.startswith(TRAINING_PACKS)} == READ
    assert not any("rgb" in name or "ocnli" in name for name in packs.read)


def test_every_answerable_question_comes_once_and_parallel_ones_in_each_language(found: TrainingSet) -> None:
    assert {pack: len(of_pack(found, pack)) for pack in dict.fromkeys(q.pack for q in found.questions)} == {
        "xquad zh": 3,
        "xquad en": 3,
        "squad2": 1,
        "cmrc2018": 1,
        "drcd": 1,
        "clapnq_en": 1,
    }
    assert len({question.qid for question in found.questions}) == len(found.questions)


def test_the_sentence_that_holds_the_answer_is_the_one_that_answers(found: TrainingSet) -> None:
    (question,) = of_pack(found, "squad2")
    # Its passage has three sentences in one chunk, and the answer stands in the second.
    own = {s.chunk for s in question.sentences if s.answers}
    assert len(own) == 1
    assert [s.answers for s in question.sentences if s.chunk in own] == [False, True, False]


def test_every_sentence_that_a_long_answer_was_written_from_answers(found: TrainingSet) -> None:
    (question,) = of_pack(found, "clapnq_en")
    own = {s.chunk for s in question.sentences if s.answers}
    assert [s.answers for s in question.sentences if s.chunk in own] == [True, False, True]


def test_candidates_are_of_the_questions_language_and_their_tokens_are_kept(found: TrainingSet) -> None:
    chinese = {row for q in found.questions if q.pack in {"xquad zh", "cmrc2018", "drcd"} for row in q.rows}
    english = {
        row for q in found.questions if q.pack in {"xquad en", "squad2", "clapnq_en"} for row in q.rows
    }
    assert chinese
    assert english
    assert not chinese & english
    assert set(found.passages) == chinese | english
    for question in found.questions:
        assert question.tokens.shape[1] == DIMENSION
        for sentence in question.sentences:
            tokens = found.passages[question.rows[sentence.chunk]]
            assert 0 <= sentence.first < sentence.last <= len(tokens)
            assert tokens.dtype == np.float16


def test_an_article_is_in_one_half_however_its_title_is_spelt() -> None:
    assert title_half("Super_Bowl_50") == title_half("super  Bowl 50")
    assert {title_half(f"article {n}") for n in range(20)} == {0, 1}


def test_the_halves_share_no_question_and_hold_all(found: TrainingSet) -> None:
    halves = [{q.qid for q in found.of_half(half)} for half in (0, 1)]
    assert all(halves)
    assert not halves[0] & halves[1]
    assert halves[0] | halves[1] == {q.qid for q in found.questions}


def test_second_run_encodes_no_passage_again(packs: Packs, tmp_path: Path) -> None:
    read_training_set(packs, PlacedEmbedder(), tmp_path)
    again = PlacedEmbedder()

    found = read_training_set(packs, again, tmp_path)

    assert found.questions
    assert again.encoded == []


def test_an_answer_is_found_again_when_an_equal_passage_is_spaced_otherwise(tmp_path: Path) -> None:
    made = training_packs()
    (row,) = made["squad2_passages"]
    spaced = {**row, "pid": "other", "text": "  " + str(row["text"]).replace(". ", ".\n  ")}
    (question, *rest) = made["squad2_questions"]
    start = str(spaced["text"]).index("90 days")
    moved = {**question, "pid": "other", "qid": "moved", "answers": [{"text": "90 days", "start": start}]}
    made = {**made, "squad2_passages": [row, spaced], "squad2_questions": [question, moved, *rest]}

    found = read_training_set(
        Packs(write_packs(tmp_path / "packs", made)), PlacedEmbedder(), tmp_path / "work"
    )

    first, second = of_pack(found, "squad2")
    assert second.qid == "moved"
    assert first.is_reachable
    assert [s.answers for s in second.sentences] == [s.answers for s in first.sentences]
