"""Our question sets put to the product's search and to other libraries, over the documents' own text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Document, Language
from eval.baselines.pieces import LibraryRetriever, PlainText
from eval.baselines.plain import open_plain
from eval.baselines.registry import open_libraries
from eval.cases import Case
from eval.metrics.catalogue import M
from eval.metrics.passages import ranking_scores
from eval.observed import ObservedPassage
from eval.statistics import ClusteredMean, Difference, cluster_cases, clustered_mean, paired_difference
from eval.summary import Better
from index.embedding.protocol import Embedder
from rag.engine import Engine

__all__ = [
    "RankedSystem",
    "SystemFigures",
    "asked_alone",
    "compare_on_cases",
    "figures_beside",
    "open_retrievers",
    "ranked_by",
]

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
        recall: By measure (recall@1, @5, @10, MRR, nDCG), with a 95 % interval.
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


_MEASURES = (M.RECALL_AT_1, M.RECALL_AT_5, M.RECALL_AT_10, M.MRR, M.NDCG)
Ranking = Mapping[str, Sequence[ObservedPassage]]


@dataclass(frozen=True, slots=True)
class RankedSystem:
    """What a system found for each question.

    Attributes:
        name: Its name.
        settings: Its defaults in words.
        default_k: How many pieces it returns by default.
        ranking: By case id, best first.
    """

    name: str
    settings: str
    default_k: int
    ranking: Ranking


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
    asked = asked_alone(cases)
    retrievers = open_retrievers(engine.documents, engine.embedder)
    ranking = _ask(asked, _product(engine), PRODUCT, progress)
    product = RankedSystem(PRODUCT, "as `summit search` has it", _OWN_K, ranking)
    return figures_beside(asked, product, ranked_by(retrievers, asked, progress))


def asked_alone(cases: Sequence[Case]) -> list[Case]:
    """The cases that a plain retriever can be asked: those with an answer and nothing said before."""
    return [case for case in cases if case.gold and not case.history]


def open_retrievers(documents: Sequence[Document], embedder: Embedder) -> list[LibraryRetriever]:
    """Every library and what needs none, over the text of some documents.

    Raises:
        UnavailableError: `baselines_missing`.
    """
    texts = [PlainText(document.doc_id, document.text) for document in documents]
    return [*open_libraries(texts, embedder), *open_plain(texts, embedder)]


def ranked_by(
    retrievers: Sequence[LibraryRetriever], cases: Sequence[Case], progress: Progress | None = None
) -> list[RankedSystem]:
    """Ask retrievers the questions of cases."""
    return [
        RankedSystem(r.name, r.settings, r.default_k, _ask(cases, _library(r), r.name, progress))
        for r in retrievers
    ]


def figures_beside(
    cases: Sequence[Case], product: RankedSystem, others: Sequence[RankedSystem]
) -> list[SystemFigures]:
    """Each system in each language, the product first.

    Args:
        cases: What all of them were asked.
        product: What the others are compared with.
        others: Any number.
    """
    return [
        _figures(system, product, own)
        for language in Language
        if (own := [case for case in cases if case.language is language])
        for system in (product, *others)
    ]


Search = Callable[[str], list[ObservedPassage]]


def _ask(cases: Sequence[Case], search: Search, name: str, progress: Progress | None) -> Ranking:
    found = {}
    for at, case in enumerate(cases, 1):
        found[case.id] = search(case.question)
        if progress is not None:
            progress(name, at, len(cases))
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


def _figures(system: RankedSystem, product: RankedSystem, cases: Sequence[Case]) -> SystemFigures:
    clusters = cluster_cases(cases).of_case
    own, best = (ranking_scores(cases, ranked.ranking) for ranked in (system, product))
    shown = {case.id: list(system.ranking[case.id])[: system.default_k] for case in cases}
    at_default = {case_id: scores[M.RECALL_AT_10] for case_id, scores in ranking_scores(cases, shown).items()}
    recall, behind = {}, {}
    for measure in _MEASURES:
        values = {case_id: scores[measure] for case_id, scores in own.items()}
        recall[measure] = clustered_mean(values, clusters)
        if system is not product:
            others = {case_id: scores[measure] for case_id, scores in best.items()}
            behind[measure] = paired_difference(values, others, clusters, Better.HIGHER)
    characters = sum(p.char_end - p.char_start for found in shown.values() for p in found) / max(
        1, len(shown)
    )
    return SystemFigures(
        system.name,
        system.settings,
        cases[0].language,
        recall,
        behind,
        system.default_k,
        clustered_mean(at_default, clusters),
        characters,
    )
