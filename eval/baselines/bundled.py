"""Our question sets put to the product's search and to other libraries, over the documents' own text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Language
from eval.baselines.pieces import LibraryRetriever, PlainText
from eval.baselines.registry import open_libraries
from eval.cases import Case
from eval.metrics.catalogue import M
from eval.metrics.passages import ranking_scores
from eval.observed import ObservedPassage
from eval.statistics import ClusteredMean, Difference, cluster_cases, clustered_mean, paired_difference
from eval.summary import Better
from rag.engine import Engine

__all__ = ["SystemFigures", "compare_on_cases"]

Progress = Callable[[str, int, int], None]
_DEEPEST = 10
_OWN_K = 8
PRODUCT = "summit"


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """How one system did with the questions of one language.

    Attributes:
        system: Its name.
        settings: Its defaults in words.
        language: Of the questions; the documents are Chinese.
        recall: By measure (recall@1, @5, @10, MRR), with a 95 % interval.
        behind: By measure, the product's figure less this one's, on the same questions; nothing for the product.
        default_k: How many pieces it returns by default.
        at_default: The share of gold spans that those pieces hold.
        characters: How much text they are on average, in characters.
    """

    system: str
    settings: str
    language: Language
    recall: Mapping[M, ClusteredMean]
    behind: Mapping[M, Difference]
    default_k: int
    at_default: ClusteredMean
    characters: float


_MEASURES = (M.RECALL_AT_1, M.RECALL_AT_5, M.RECALL_AT_10, M.MRR)
Ranking = Mapping[str, Sequence[ObservedPassage]]


def compare_on_cases(
    cases: Sequence[Case], engine: Engine, progress: Progress | None = None
) -> list[SystemFigures]:
    """Ask every system every question that has an answer.

    Args:
        cases: Follow-ups are left out: a plain retriever reads no dialogue.
        engine: Over the documents that the cases are about.
        progress: Told how many questions were asked.

    Raises:
        UnavailableError: `baselines_missing`.
    """
    asked = [case for case in cases if case.gold and not case.history]
    texts = [PlainText(document.doc_id, document.text) for document in engine.documents]
    libraries = open_libraries(texts, engine.embedder)
    systems = [(PRODUCT, "as `summit search` has it", _OWN_K, _product(engine))]
    systems += [
        (library.name, library.settings, library.default_k, _library(library)) for library in libraries
    ]
    rankings: dict[str, Ranking] = {}
    for at, (name, _, _, search) in enumerate(systems):
        rankings[name] = _ask(asked, search, at * len(asked), len(systems) * len(asked), progress)
    return [
        _figures(name, settings, k, [c for c in asked if c.language is language], rankings)
        for language in Language
        for name, settings, k, _ in systems
    ]


Search = Callable[[str], list[ObservedPassage]]


def _ask(cases: Sequence[Case], search: Search, done: int, total: int, progress: Progress | None) -> Ranking:
    found = {}
    for at, case in enumerate(cases, 1):
        found[case.id] = search(case.question)
        if progress is not None:
            progress("ask", done + at, total)
    return found


def _product(engine: Engine) -> Search:
    def search(question: str) -> list[ObservedPassage]:
        passages = engine.search(question, top_k=_DEEPEST).passages
        return [_passage(p.document.doc_id, p.chunk.span.start, p.chunk.span.end, p.score) for p in passages]

    return search


def _library(library: LibraryRetriever) -> Search:
    def search(question: str) -> list[ObservedPassage]:
        return [_passage(p.doc_id, p.start, p.end, 0.0) for p in library.retrieve(question, _DEEPEST)]

    return search


def _passage(doc_id: str, start: int, end: int, score: float) -> ObservedPassage:
    return ObservedPassage(doc_id=doc_id, char_start=start, char_end=end, text="", score=score)


def _figures(
    name: str, settings: str, k: int, cases: Sequence[Case], rankings: Mapping[str, Ranking]
) -> SystemFigures:
    clusters = cluster_cases(cases).of_case
    own, product = (ranking_scores(cases, rankings[system]) for system in (name, PRODUCT))
    shown = {case.id: list(rankings[name][case.id])[:k] for case in cases}
    at_default = {case_id: scores[M.RECALL_AT_10] for case_id, scores in ranking_scores(cases, shown).items()}
    recall, behind = {}, {}
    for measure in _MEASURES:
        values = {case_id: scores[measure] for case_id, scores in own.items()}
        recall[measure] = clustered_mean(values, clusters)
        if name != PRODUCT:
            best = {case_id: scores[measure] for case_id, scores in product.items()}
            behind[measure] = paired_difference(values, best, clusters, Better.HIGHER)
    characters = sum(p.char_end - p.char_start for found in shown.values() for p in found) / max(
        1, len(shown)
    )
    return SystemFigures(
        name, settings, cases[0].language, recall, behind, k, clustered_mean(at_default, clusters), characters
    )
