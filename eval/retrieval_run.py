"""From the packs to a report: index the pools, ask every system every question."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from threadpoolctl import threadpool_limits

from corpus.errors import InvalidInputError
from eval.baselines.pieces import PlainText
from eval.baselines.registry import open_libraries
from eval.packs import ForgivingPacks, Packs, XquadPassage
from eval.pools import Pool, Progress, index_pool, pack_passages, xquad_passages
from eval.rankers import (
    Bm25Ranker,
    LibraryRanker,
    ParagraphBm25Ranker,
    ProductRanker,
    Ranker,
    RawDenseRanker,
    RememberingEmbedder,
)
from eval.report import RetrievalReport
from eval.retrieval import PoolSize, Task, TaskResult, run_tasks, span_tasks, xquad_tasks
from index.embedding.protocol import Embedder
from index.retriever import RetrievalConfig

__all__ = ["pool_sizes", "run_retrieval"]


def run_retrieval(
    packs: ForgivingPacks,
    embedder: Embedder,
    *,
    sizes: Sequence[PoolSize] = tuple(PoolSize),
    config: RetrievalConfig | None = None,
    with_baselines: bool = True,
    with_libraries: bool = False,
    work_dir: Path | None = None,
    progress: Progress | None = None,
) -> RetrievalReport:
    """Run the retrieval experiment.

    XQuAD's own paragraphs have an index of their own, so that the floors hold for a base of that size with
    the means and frequencies that such a base has; everything else is asked of one index of all passages.

    Args:
        packs: The public packs; of one that cannot be read nothing is asked, and the report says so.
        embedder: Encodes passages and questions.
        sizes: Which pools to ask; `PoolSize.OWN` alone indexes XQuAD and nothing else.
        config: How the product searches.
        with_baselines: Whether to ask the baselines too.
        with_libraries: Whether to ask other libraries too, over the own passages of each pack with spans.
        work_dir: Where the indexes are kept for the next run; nowhere if None.
        progress: Told how far it is.

    Returns:
        The report, its results by pool, task and system.

    Raises:
        DataError: `pack_missing`, `pack_damaged` if nothing could be asked.
        UnavailableError: `index_busy`, `storage_failed`, `baselines_missing`.
    """
    remembering, config = RememberingEmbedder(embedder), config or RetrievalConfig()
    results: list[TaskResult] = []

    def ask(tasks: Sequence[Task], pool: Pool, others: Sequence[Ranker] = ()) -> list[TaskResult]:
        product = ProductRanker(pool.snapshot, remembering, config)
        if not with_baselines:
            return run_tasks(tasks, pool, [product, *others], progress)
        with TemporaryDirectory(prefix="summit-eval-") as scratch:
            baselines = _baselines(pool, remembering, Path(scratch))
            return run_tasks(tasks, pool, [product, *baselines, *others], progress)

    # A question is too small to be shared among threads: they would only wait for each other.
    with _kept(work_dir) as folder, threadpool_limits(1):
        if PoolSize.OWN in sizes:
            passages = xquad_passages(packs)
            if not passages and PoolSize.ALL not in sizes:
                Packs(packs.folder).rows("xquad_passages", XquadPassage)
            if passages:
                pool = index_pool(passages, folder / "xquad", remembering, progress)
                tasks = xquad_tasks(packs, pool, PoolSize.OWN)
                others = _libraries(pool, remembering, pool.snapshot.doc_ids()) if with_libraries else ()
                results += ask(tasks, pool, others)
        if PoolSize.ALL in sizes:
            passages = pack_passages(packs)
            if not passages:
                Packs(packs.folder).rows(
                    "xquad_passages", XquadPassage
                )  # raises what is wrong with the folder
            # The whole index must not lose what a pack that cannot be read would take with it.
            pool = index_pool(passages, folder / ("some" if packs.faults else "all"), remembering, progress)
            if PoolSize.OWN in sizes:
                for task in (task for task in span_tasks(packs, pool, PoolSize.OWN) if task.probes):
                    others = _libraries(pool, remembering, sorted(task.searched)) if with_libraries else ()
                    results += ask([task], pool, others)
            results += ask(
                [*xquad_tasks(packs, pool, PoolSize.ALL), *span_tasks(packs, pool, PoolSize.ALL)], pool
            )
    faults = dict(packs.faults)
    return RetrievalReport(ProductRanker.name, embedder.spec, config, packs.read, tuple(results), faults)


def _baselines(pool: Pool, embedder: Embedder, scratch: Path) -> list[Ranker]:
    return [
        Bm25Ranker(pool.snapshot),
        ParagraphBm25Ranker(pool.snapshot, scratch / "paragraphs"),
        RawDenseRanker(pool.snapshot, embedder),
    ]


def _libraries(pool: Pool, embedder: Embedder, doc_ids: Sequence[str]) -> list[Ranker]:
    """Other libraries that hold some documents of a pool, and no others."""
    snapshot = pool.snapshot
    texts = [PlainText(doc_id, snapshot.document(doc_id).text) for doc_id in doc_ids]
    return [LibraryRanker(library, snapshot, doc_ids) for library in open_libraries(texts, embedder)]


@contextmanager
def _kept(work_dir: Path | None) -> Iterator[Path]:
    if work_dir is not None:
        yield work_dir
        return
    with TemporaryDirectory(prefix="summit-eval-") as folder:
        yield Path(folder)


def pool_sizes(name: str) -> tuple[PoolSize, ...]:
    """The pools that `own`, `all` or `both` stands for.

    Raises:
        InvalidInputError: `pool_unknown`.
    """
    if name == "both":
        return tuple(PoolSize)
    try:
        return (PoolSize(name),)
    except ValueError as error:
        raise InvalidInputError(
            "pool_unknown", f"there is no pool {name!r}", next_step="name own, all or both"
        ) from error
