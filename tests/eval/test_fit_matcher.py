"""Learning the maps: made-up vectors by the formula, then the command from end to end."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner

pytest.importorskip("torch", reason="learning the matcher needs torch")

from api.cli.main import app
from eval.fit_matcher import FitConfig, fit_matcher, save_matcher
from eval.fit_report import compare_matchers, recall_json, recall_table, sentence_hits
from eval.training_data import CandidateSentence, TrainingQuestion
from index.models.folder import ModelFolder
from rag import matcher as product
from rag.matcher import SentenceMatcher, plain_matcher
from tests.eval.bundles import training_packs, write_packs

DIM = 8
CONFIG = FitConfig(epochs=1, rank=4, batch=2, rate=0.05)
NAMES = {
    "question_down",
    "question_up",
    "passage_down",
    "passage_up",
    "importance",
    "importance_bias",
}
Passages = dict[int, NDArray[np.float16]]


def rows(values: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.asarray(values / np.linalg.norm(values, axis=1, keepdims=True), np.float32)


def made_up(count: int) -> tuple[list[TrainingQuestion], Passages]:
    """Questions like one sentence, answered by another that has a direction of its own."""
    random = np.random.default_rng(7)
    questions, passages = [], {}
    for number in range(count):
        asked = random.standard_normal((3, DIM))
        chunk = random.standard_normal((6, DIM))
        chunk[:2] += 2 * asked[:2]  # a sentence that only looks alike
        chunk[4, 0] += 6  # the answer's mark
        passages[number] = rows(chunk).astype(np.float16)
        sentences = tuple(CandidateSentence(0, at, at + 2, at == 4) for at in (0, 2, 4))
        questions.append(
            TrainingQuestion(f"q{number}", "made up", number % 2, rows(asked), (number,), sentences)
        )
    return questions, passages


def loss_by_hand(
    questions: Sequence[TrainingQuestion], passages: Passages, matcher: SentenceMatcher
) -> float:
    """The mean loss with the scale and the chunk's share of the start, in plain numpy."""
    losses = []
    for question in questions:
        weights, asked = matcher.token_weights(question.tokens), matcher.project_question(question.tokens)
        tokens = matcher.project_passage(passages[question.rows[0]].astype(np.float32))
        best = [(asked @ tokens[s.first : s.last].T).max(axis=1) for s in question.sentences]
        whole = (asked @ tokens.T).max(axis=1)
        exp = np.exp(np.exp(2.5) * np.array([weights @ (part + 0.5 * whole) for part in best]))
        right = [s.answers for s in question.sentences]
        losses.append(-np.log(exp[right].sum() / exp.sum()))
    return float(np.mean(losses))


def test_training_starts_at_plain_max_sim_with_the_loss_of_the_formula() -> None:
    questions, passages = made_up(20)
    still = FitConfig(epochs=1, rank=4, rate=0.0, scalar_rate=0.0)

    fitted = fit_matcher(questions, passages, still)

    assert fitted.losses == pytest.approx([loss_by_hand(questions, passages, plain_matcher(DIM))], rel=1e-5)
    assert not fitted.matcher.question_up.any()
    assert not fitted.matcher.importance.any()


def test_one_epoch_lowers_the_loss() -> None:
    questions, passages = made_up(20)

    fitted = fit_matcher(questions, passages, CONFIG)

    before = loss_by_hand(questions, passages, plain_matcher(DIM))
    assert before > 1, "or there is nothing to learn"
    assert loss_by_hand(questions, passages, fitted.matcher) < before - 0.005


def test_more_epochs_find_answers_that_likeness_does_not() -> None:
    questions, passages = made_up(20)
    longer = replace(CONFIG, epochs=16)

    fitted = fit_matcher(questions, passages, longer)

    plain = sentence_hits(questions, passages, plain_matcher(DIM))
    learned = sentence_hits(questions, passages, fitted.matcher)
    assert len(fitted.losses) == 16
    assert fitted.losses[-1] < fitted.losses[0] / 5
    assert sum(plain.values()) == 0
    assert sum(learned.values()) > 15


def test_two_runs_write_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    questions, passages = made_up(20)
    for name in ("first", "second"):
        save_matcher(fit_matcher(questions, passages, CONFIG).matcher, tmp_path / name)
    other = replace(CONFIG, seed=1)
    save_matcher(fit_matcher(questions, passages, other).matcher, tmp_path / "other")

    first, second, third = ((tmp_path / name).read_bytes() for name in ("first", "second", "other"))

    assert first == second
    assert first != third


def test_what_is_written_is_what_the_product_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    questions, passages = made_up(20)
    fitted = fit_matcher(questions, passages, CONFIG).matcher
    path = tmp_path / "new" / "sentence_matcher.npz"

    save_matcher(fitted, path)

    with np.load(path, allow_pickle=False) as arrays:
        shapes = {name: arrays[name].shape for name in arrays.files}
        assert {arrays[name].dtype for name in arrays.files} == {np.dtype(np.float16)}
    assert set(shapes) == NAMES
    assert shapes["question_down"] == shapes["passage_down"] == (DIM, 4)
    assert shapes["question_up"] == shapes["passage_up"] == (4, DIM)
    assert (shapes["importance"], shapes["importance_bias"]) == ((DIM,), (1,))
    monkeypatch.setattr(product, "files", lambda _: path.parent)
    loaded = product.default_matcher.__wrapped__()
    assert all(np.array_equal(getattr(loaded, name), getattr(fitted, name)) for name in NAMES)


def test_questions_without_an_answering_candidate_teach_nothing_and_count_as_missed() -> None:
    questions, passages = made_up(4)
    lost = TrainingQuestion("lost", "made up", 0, questions[0].tokens, (), ())

    with_lost = fit_matcher([*questions, lost], passages, CONFIG)

    assert with_lost.losses == fit_matcher(questions, passages, CONFIG).losses
    assert sentence_hits([lost], passages, plain_matcher(DIM)) == {"lost": False}
    with pytest.raises(ValueError, match="no question has an answering sentence"):
        fit_matcher([lost], passages, CONFIG)


def test_matchers_are_compared_pack_by_pack_and_question_by_question() -> None:
    (a, b), passages = made_up(2)
    other = TrainingQuestion("x", "other", 0, a.tokens, a.rows, a.sentences)
    before = {"q0": False, "q1": True, "x": False}
    after = {"q0": True, "q1": True, "x": False}
    assert passages

    found = compare_matchers([a, b, other], before, after)

    assert [(row.pack, row.before.n, row.before.value, row.after.value) for row in found] == [
        ("made up", 2, 0.5, 1.0),
        ("other", 1, 0.0, 0.0),
        ("all", 3, 1 / 3, 2 / 3),
    ]
    assert [(row.paired.wins, row.paired.losses) for row in found] == [(1, 0), (0, 0), (1, 0)]
    # Wilson's interval of 1 of 2.
    assert "| made up | 2 | .500 [.095, .905] | 1.000 [.342, 1.000] | 1 : 0 |" in recall_table(found)
    assert next(iter(recall_json(found)))["plain"] == {"recall": 0.5, "low": 0.0945, "high": 0.9055}


def test_the_command_learns_prints_what_it_holds_out_and_writes_the_weights(
    tmp_path: Path, default_model_folder: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMIT_DATA_DIR", str(default_model_folder.path.parent.parent))
    folder, work = write_packs(tmp_path / "packs", training_packs()), tmp_path / "work"
    command = ["eval", "fit", "--packs", str(folder), "--work-dir", str(work), "--epochs", "1", "--rank", "4"]

    done = CliRunner().invoke(app, command)
    again = CliRunner().invoke(app, [*command, "--json", "--out", str(tmp_path / "again.npz")])

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("| set | n | plain max-sim | learned |")
    assert json.loads(again.stdout)[-1]["set"] == "all"
    written = (work / "sentence_matcher.npz").read_bytes()
    assert written == (tmp_path / "again.npz").read_bytes()
    with np.load(work / "sentence_matcher.npz", allow_pickle=False) as arrays:
        assert arrays["question_down"].shape == (384, 4)


def test_the_command_asks_for_the_folder_of_the_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMIT_BENCH_DIR", raising=False)

    done = CliRunner().invoke(app, ["eval", "fit"])

    assert done.exit_code == 2
    assert "error [packs_unnamed]" in done.stderr
