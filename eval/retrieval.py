"""The retrieval experiment: questions of the packs, asked of an index of their passages, in every direction.

A passage is a paragraph of a pack, indexed as a document of its own; a chunk that is found counts for its
document. Which passages a question may find is decided by the rows it is allowed, so one index serves all
directions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Language
from eval.measures import RankingScores, score_rankings
from eval.packs import Packs, SpanPassage, SpanQuestion, XquadPassage, XquadQuestion
from eval.pools import XQUAD, Pool, Progress
from eval.rankers import Ranker

__all__ = ["PoolSize", "Probe", "Task", "TaskResult", "run_tasks", "span_tasks", "xquad_tasks"]


class PoolSize(StrEnum):
    """Among how many passages the answer is looked for."""

    OWN = "own"
    """The paragraphs of the question's own pack."""
    ALL = "all"
    """The passages of all packs."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A question, the documents of which any one answers it, and those it must not see."""

    qid: str
    text: str
    language: Language
    gold: frozenset[str]
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Task:
    """Questions that are asked of the same documents.

    `floor` is the recall@1 that the product must reach, if one was set.
    """

    name: str
    pool: PoolSize
    probes: tuple[Probe, ...]
    searched: frozenset[str]
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class TaskResult:
    """How well one ranker did on one task."""

    task: str
    pool: PoolSize
    passages: int
    """How many documents were searched, before any was hidden from a question."""
    ranker: str
    scores: RankingScores
    floor: float | None


# Recall@1 over XQuAD's own paragraphs, by the languages of question and passage.
_FLOORS = {
    (Language.ZH, Language.ZH): 0.96,
    (Language.EN, Language.EN): 0.97,
    (Language.EN, Language.ZH): 0.84,
    (Language.ZH, Language.EN): 0.80,
}
_OTHER_LANGUAGE_FLOOR = 0.55


def xquad_tasks(packs: Packs, pool: Pool, size: PoolSize) -> list[Task]:
    """XQuAD in four directions, and among both languages with the answer in either or only in the other.

    Args:
        packs: For the questions.
        pool: Holds XQuAD's paragraphs in both languages, for `PoolSize.ALL` with those of other packs.
        size: Among which of its documents to search.
    """
    gold = {
        row.pid: {language: pool.doc_id(row.text(language)) for language in Language}
        for row in packs.rows("xquad_passages", XquadPassage)
    }
    questions = [q for q in packs.rows("xquad_questions", XquadQuestion) if q.pid in gold]
    floors_hold = size is PoolSize.OWN
    tasks = []
    for (asked, found), floor in _FLOORS.items():
        probes = tuple(_probe(q, asked, [gold[q.pid][found]]) for q in questions)
        searched = _searched(pool, size, XQUAD, found)
        tasks.append(Task(f"{asked} → {found}", size, probes, searched, floor if floors_hold else None))
    both = _searched(pool, size, XQUAD)
    for asked in Language:
        only_other = tuple(
            _probe(q, asked, [gold[q.pid][asked.other]], [gold[q.pid][asked]]) for q in questions
        )
        floor_of_other = _OTHER_LANGUAGE_FLOOR if floors_hold else None
        name = f"{asked} → both languages, answer only in {asked.other}"
        tasks.append(Task(name, size, only_other, both, floor_of_other))
        either = tuple(_probe(q, asked, gold[q.pid].values()) for q in questions)
        tasks.append(Task(f"{asked} → both languages, answer in each", size, either, both))
    return tasks


def span_tasks(packs: Packs, pool: Pool, size: PoolSize) -> list[Task]:
    """CMRC 2018, DRCD (traditional characters) and the answerable questions of SQuAD 2.0."""
    tasks = []
    for pack, label, language in (
        ("cmrc2018", "CMRC 2018, zh → zh", Language.ZH),
        ("drcd", "DRCD (traditional characters), zh → zh", Language.ZH),
        ("squad2", "SQuAD 2.0 (answerable), en → en", Language.EN),
    ):
        gold = {row.pid: pool.doc_id(row.text) for row in packs.rows(f"{pack}_passages", SpanPassage)}
        probes = tuple(
            Probe(q.qid, q.question, language, frozenset([gold[q.pid]]))
            for q in packs.rows(f"{pack}_questions", SpanQuestion)
            if q.answerable and q.pid in gold
        )
        tasks.append(Task(label, size, probes, _searched(pool, size, pack, language)))
    return tasks


def run_tasks(
    tasks: Sequence[Task], pool: Pool, rankers: Sequence[Ranker], progress: Progress | None = None
) -> list[TaskResult]:
    """Ask every ranker every question of every task.

    Args:
        tasks: What to ask.
        pool: What to ask it of.
        rankers: Whom to ask; each searches the pool's index.
        progress: Told how many questions were asked.

    Returns:
        A result for each task and ranker, in that order.
    """
    report = progress or _silent
    total = sum(len(task.probes) for task in tasks) * len(rankers)
    done, results = 0, []
    for task in (task for task in tasks if task.probes):  # none of a pack that could not be read
        relevant = {probe.qid: probe.gold for probe in task.probes}
        for ranker in rankers:
            rankings = {}
            for qid, ranking in _rankings(task, pool, ranker):
                report("ask", done, total)
                rankings[qid] = ranking
                done += 1
            scores = score_rankings(relevant, rankings)
            results.append(
                TaskResult(task.name, task.pool, len(task.searched), ranker.name, scores, task.floor)
            )
    report("ask", done, total)
    return results


def _rankings(task: Task, pool: Pool, ranker: Ranker) -> Iterator[tuple[str, list[str]]]:
    searched = pool.rows_of(task.searched)
    for probe in task.probes:
        allowed = searched & ~pool.rows_of(probe.hidden) if probe.hidden else searched
        yield probe.qid, ranker.rank(probe.text, probe.language, allowed)


def _probe(
    question: XquadQuestion, asked: Language, gold: Iterable[str], hidden: Iterable[str] = ()
) -> Probe:
    return Probe(question.qid, question.question(asked), asked, frozenset(gold), frozenset(hidden))


def _searched(pool: Pool, size: PoolSize, pack: str, language: Language | None = None) -> frozenset[str]:
    return pool.of_pack(pack, language) if size is PoolSize.OWN else pool.in_language(language)


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
