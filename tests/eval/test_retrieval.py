"""The experiment end to end on three made-up paragraphs in two languages, through the real model."""

from pathlib import Path

import pytest

from corpus.errors import InvalidInputError
from corpus.model import Language
from eval.baselines.pieces import Piece
from eval.packs import ForgivingPacks, Packs
from eval.pools import Pool, PoolPassage, index_pool, xquad_passages
from eval.rankers import (
    Bm25Ranker,
    LibraryRanker,
    ParagraphBm25Ranker,
    ProductRanker,
    RawDenseRanker,
)
from eval.report import RetrievalReport, render_retrieval
from eval.retrieval import PoolSize, Task, xquad_tasks
from eval.retrieval_run import pool_sizes, run_retrieval
from index.embedding import EmbeddingConfig, open_embedder
from index.embedding.protocol import Embedder
from index.models.folder import ModelFolder
from tests.eval.bundles import PARALLEL, write_packs, xquad
from tests.index.fakes import FakeEmbedder

ONLY_EN = "zh → both languages, answer only in en"
IN_EACH = "zh → both languages, answer in each"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> ForgivingPacks:
    return ForgivingPacks(write_packs(tmp_path_factory.mktemp("packs"), xquad()))


@pytest.fixture(scope="module")
def embedder(default_model_folder: ModelFolder) -> Embedder:
    return open_embedder(EmbeddingConfig(), models_dir=default_model_folder.path.parent)


@pytest.fixture(scope="module")
def pool(packs: Packs, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Pool:
    return index_pool(xquad_passages(packs), tmp_path_factory.mktemp("pool"), embedder)


@pytest.fixture(scope="module")
def tasks(packs: Packs, pool: Pool) -> dict[str, Task]:
    return {task.name: task for task in xquad_tasks(packs, pool, PoolSize.OWN)}


@pytest.fixture(scope="module")
def report(
    packs: ForgivingPacks, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> RetrievalReport:
    return run_retrieval(packs, embedder, sizes=[PoolSize.OWN], work_dir=tmp_path_factory.mktemp("work"))


def test_a_pack_that_is_missing_is_named_and_the_others_are_measured(
    embedder: Embedder, tmp_path: Path
) -> None:
    made = run_retrieval(
        ForgivingPacks(write_packs(tmp_path / "packs", xquad())), embedder, work_dir=tmp_path / "work"
    )

    assert {result.task for result in made.results if result.pool is PoolSize.ALL} >= {"zh → zh", "en → en"}
    assert set(made.faults) >= {"cmrc2018_passages", "drcd_passages", "squad2_passages"}
    assert set(made.faults.values()) == {"pack_missing"}
    assert "could not be read: " in "\n".join(render_retrieval(made).body)


def test_every_paragraph_is_a_document_in_its_language(pool: Pool) -> None:
    for english, chinese, _, _ in PARALLEL:
        assert pool.languages[pool.doc_id(english)] is Language.EN
        assert pool.languages[pool.doc_id(chinese)] is Language.ZH
    assert len(pool.languages) == 6


def test_a_direction_searches_one_language_and_wants_the_paragraph_in_it(
    tasks: dict[str, Task], pool: Pool
) -> None:
    task = tasks["en → zh"]

    assert {pool.languages[doc_id] for doc_id in task.searched} == {Language.ZH}
    assert [probe.text for probe in task.probes] == [row[2] for row in PARALLEL]
    assert [probe.gold for probe in task.probes] == [{pool.doc_id(row[1])} for row in PARALLEL]


def test_own_language_paragraph_is_hidden_where_only_the_other_language_may_answer(
    tasks: dict[str, Task], pool: Pool
) -> None:
    for probe, (english, chinese, _, _) in zip(tasks[ONLY_EN].probes, PARALLEL, strict=True):
        assert probe.gold == {pool.doc_id(english)}
        assert probe.hidden == {pool.doc_id(chinese)}


def test_no_ranker_finds_what_is_hidden_and_each_finds_it_when_it_is_not(
    pool: Pool, tasks: dict[str, Task], embedder: Embedder, tmp_path: Path
) -> None:
    snapshot, task = pool.snapshot, tasks[ONLY_EN]
    everything = pool.rows_of(task.searched)
    for ranker in (
        ProductRanker(snapshot, embedder),
        Bm25Ranker(snapshot),
        ParagraphBm25Ranker(snapshot, tmp_path / "paragraphs"),
        RawDenseRanker(snapshot, embedder),
    ):
        for probe in task.probes:
            (hidden,) = probe.hidden
            allowed = everything & ~pool.rows_of(probe.hidden)
            assert ranker.rank(probe.text, probe.language, everything)[0] == hidden, ranker.name
            assert hidden not in ranker.rank(probe.text, probe.language, allowed), ranker.name


class Library:
    """Finds two pieces of each document, in the order in which it was given them."""

    name, settings, default_k = "Library", "none", 2

    def __init__(self, doc_ids: list[str]) -> None:
        self._pieces = [Piece(doc_id, start, start + 1) for doc_id in doc_ids for start in (0, 1)]

    def retrieve(self, question: str, k: int) -> list[Piece]:
        return self._pieces[:k]


def test_a_library_is_asked_for_all_its_pieces_and_only_allowed_documents_count(
    pool: Pool, tasks: dict[str, Task]
) -> None:
    doc_ids = sorted(pool.languages)
    ranker = LibraryRanker(Library(doc_ids), pool.snapshot, doc_ids)
    probe = tasks[ONLY_EN].probes[0]
    everything = pool.rows_of(doc_ids)

    assert ranker.name == "Library"
    assert ranker.rank(probe.text, probe.language, everything) == doc_ids
    without = ranker.rank(probe.text, probe.language, everything & ~pool.rows_of(probe.hidden))
    assert without == [doc_id for doc_id in doc_ids if doc_id not in probe.hidden]


def test_experiment_scores_every_ranker_on_every_task(report: RetrievalReport) -> None:
    rankers = {result.ranker for result in report.results}
    names = {result.task for result in report.results}

    assert rankers == {"summit", "BM25 alone", "BM25 over paragraphs", "raw dense alone"}
    assert len(names) == 8
    assert len(report.results) == len(rankers) * len(names)
    assert all(result.scores.n == len(PARALLEL) for result in report.results)


def test_product_finds_all_of_so_few_paragraphs(report: RetrievalReport) -> None:
    ours = {result.task: result for result in report.results if result.ranker == report.product}

    assert ours["zh → zh"].scores.recall[1].value == 1.0
    assert ours["en → en"].scores.recall[1].value == 1.0
    assert ours[IN_EACH].scores.recall[1].value == 1.0
    assert ours[ONLY_EN].scores.recall[5].value == 1.0
    assert ours[ONLY_EN].passages == 6


def test_two_runs_give_the_same_report(
    packs: ForgivingPacks, embedder: Embedder, report: RetrievalReport
) -> None:
    assert run_retrieval(packs, embedder, sizes=[PoolSize.OWN]) == report


def test_passages_of_equal_text_are_one_document_and_empty_ones_none(tmp_path: Path) -> None:
    passages = [
        PoolPassage("One sentence here.", Language.EN, "A", "first"),
        PoolPassage("  one  Sentence\nhere. ", Language.EN, "B", "second"),
        PoolPassage(" \n", Language.EN, "C", "first"),
        PoolPassage("Another one.", Language.EN, "D", "second"),
    ]

    pool = index_pool(passages, tmp_path, FakeEmbedder())

    assert len(pool.languages) == 2
    assert pool.doc_id("One sentence here.") == pool.doc_id("ONE SENTENCE HERE.")
    assert pool.packs[pool.doc_id("One sentence here.")] == {"first", "second"}
    assert pool.of_pack("first") == {pool.doc_id("One sentence here.")}
    assert len(pool.of_pack("second", Language.EN)) == 2
    assert pool.of_pack("second", Language.ZH) == frozenset()


def test_second_run_encodes_nothing_and_drops_what_is_no_longer_asked_for(tmp_path: Path) -> None:
    passages = [PoolPassage(f"Sentence number {n}.", Language.EN, "", "pack") for n in range(3)]
    index_pool(passages, tmp_path, FakeEmbedder())
    again = FakeEmbedder()

    pool = index_pool(passages[:2], tmp_path, again)

    assert again.encoded == []
    assert len(pool.snapshot) == 2


@pytest.mark.parametrize(
    ("name", "sizes"),
    [("own", (PoolSize.OWN,)), ("all", (PoolSize.ALL,)), ("both", (PoolSize.OWN, PoolSize.ALL))],
)
def test_pools_have_names(name: str, sizes: tuple[PoolSize, ...]) -> None:
    assert pool_sizes(name) == sizes


def test_an_unknown_pool_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="no pool 'big'"):
        pool_sizes("big")
