"""Looking for what answers a question: in all documents, for each part of it, in each document that it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.errors import InvalidInputError
from corpus.language import question_language
from corpus.model import Document, Language
from index.retriever import EncodedQuestion, Hit, Retriever
from index.snapshot import Snapshot
from rag.answering import Evidence, sets_side_by_side
from rag.candidates import collect_candidates, collect_lists
from rag.matcher import SentenceMatcher
from rag.matching import CorpusWords
from rag.orders import without_orders
from rag.question import Question, check_question, read_question
from rag.question_kinds import Shape
from rag.ranking import holding_what_is_wanted, rank_candidates
from rag.reading import Reader
from rag.requests import AskRequest, Filters
from rag.side_by_side import Matter, matters_of
from rag.sources import SourceMention, asks_which_document, find_source_mentions, named_side_by_side
from rag.wording import in_written_words, question_parts, without_document_talk

__all__ = ["Search", "Searcher", "wants_lists"]

# Sentences are looked for in more chunks than are returned as passages, and on a side of a comparison deeper still.
_CHUNKS_READ, _CHUNKS_OF_A_SIDE = 24, 48
_ROWS_KEPT = 512
# As many documents are set side by side where a question says "both" and names none.
_BOTH = 2
# More documents than these are not set side by side one by one.
_MOST_SIDES = 4


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What was found for a question."""

    asked: str
    question: Question
    mention: SourceMention
    encoded: EncodedQuestion
    hits: list[Hit]
    documents: tuple[Document, ...]
    depth: int
    """In how many chunks sentences are looked for."""


class Searcher:
    """Finds evidence in one generation of the index; safe for concurrent use."""

    def __init__(
        self,
        snapshot: Snapshot,
        retriever: Retriever,
        matcher: SentenceMatcher,
        readers: Mapping[str, Reader],
        words: CorpusWords,
    ) -> None:
        self._snapshot = snapshot
        self._retriever = retriever
        self._matcher = matcher
        self._readers = readers
        self._words = words
        self._projected: dict[int, NDArray[np.float32]] = {}

    def find(
        self,
        text: str,
        language: Language | None,
        filters: Filters,
        top_k: int,
        context: str = "",
        depth: int = _CHUNKS_READ,
    ) -> Search:
        """Search for a question.

        Args:
            text: The question.
            language: Of the answer; None takes the question's.
            filters: Which documents may be used.
            top_k: How many passages are wanted at least, 1 to 50.
            context: What the question goes on from, in a dialogue.
            depth: In how many chunks sentences are looked for.

        Raises:
            InvalidInputError: As `Engine.ask`.
        """
        if not 1 <= top_k <= 50:
            raise InvalidInputError(
                "top_k_out_of_range", f"top_k is {top_k}", next_step="use a number from 1 to 50"
            )
        checked = without_orders(check_question(text))
        documents = self._let_through(filters)
        mention = find_source_mentions(checked, documents)
        if context and not mention.doc_ids:
            mention = replace(find_source_mentions(context, documents), rest=mention.rest)
        whole = mention.rest if mention.doc_ids else checked
        about = without_document_talk(whole)
        wanted = documents
        if len(mention.doc_ids) == 1 and not asks_which_document(checked):
            wanted = tuple(document for document in documents if document.doc_id in mention.doc_ids)
        spoken = question_language(checked)
        names_documents = about != checked
        about = in_written_words(about)
        question = read_question(
            about, self._words.names, language or spoken, whole=whole, names_documents=names_documents
        )
        encoded = self._encode(about, spoken, context)
        hits = self._retriever.search(
            encoded,
            top_k=max(top_k, depth),
            allowed=self._rows_of(wanted),
        )
        return Search(checked, question, mention, encoded, hits, wanted, depth)

    def evidence(self, found: Search) -> Evidence:
        """Rank the sentences, and where it is wanted the lists, of what was found."""
        candidates = collect_candidates(
            self._retriever,
            self._matcher,
            self._project,
            found.encoded,
            found.hits[: found.depth],
            self._readers.__getitem__,
        )
        if wants_lists(found.question):
            candidates += collect_lists(candidates)
        ranked = rank_candidates(found.question, candidates, self._words)
        ranked = holding_what_is_wanted(found.question, ranked)
        readers = [self._readers[document.doc_id] for document in found.documents]
        return Evidence(found.asked, found.question, found.mention, ranked, readers)

    def parts(self, found: Search, request: AskRequest) -> list[Evidence]:
        """What was found for each of the questions that a question is made of; nothing if it is one."""
        return [self._evidence_on(part, request, request.filters) for part in question_parts(found.asked)]

    def sides(self, found: Search, evidence: Evidence, request: AskRequest) -> list[Evidence]:
        """What each of several documents has on what a question wants to hear from it; nothing for other questions."""
        of_all = sets_side_by_side(evidence)
        among = self._let_through(request.filters)
        places = named_side_by_side(found.asked, among, found.mention.places, of_all=of_all)
        matters = matters_of(found.asked, places, of_all=of_all)[:_MOST_SIDES]
        return [
            self._evidence_on(
                matter.text, request, replace(request.filters, doc_ids=(doc_id,)), _CHUNKS_OF_A_SIDE
            )
            for matter, doc_id in self._each_in_its_document(matters, request)
        ]

    def _each_in_its_document(
        self, matters: Sequence[Matter], request: AskRequest
    ) -> list[tuple[Matter, str]]:
        """Each matter with the document that it is looked for in; what all are asked alike, with the two closest."""
        taken = [matter.doc_id for matter in matters if matter.doc_id]
        together: list[tuple[Matter, str]] = []
        for matter in matters:
            if matter.doc_id:
                together.append((matter, matter.doc_id))
                continue
            free = [doc_id for doc_id in self._closest(matter.text, request) if doc_id not in taken]
            chosen = free[:_BOTH] if len(matters) == 1 else free[:1]
            taken += chosen
            together += [(matter, doc_id) for doc_id in chosen]
        return together

    def _closest(self, matter: str, request: AskRequest) -> list[str]:
        """The documents that have most to say on a matter, the best first."""
        found = self.find(matter, request.language, request.filters, request.top_k)
        best = (item.candidate.document.doc_id for item in self.evidence(found).ranked)
        return list(dict.fromkeys((*best, *(hit.chunk.doc_id for hit in found.hits))))

    def _evidence_on(
        self, text: str, request: AskRequest, filters: Filters, depth: int = _CHUNKS_READ
    ) -> Evidence:
        return self.evidence(self.find(text, request.language, filters, request.top_k, depth=depth))

    def _let_through(self, filters: Filters) -> tuple[Document, ...]:
        documents = (self._readers[doc_id].document for doc_id in sorted(self._readers))
        return tuple(document for document in documents if filters.lets_through(document))

    def _encode(self, about: str, spoken: Language, context: str) -> EncodedQuestion:
        """The vectors of a question and of what it goes on from; its own words keep their places."""
        if not context or context == about:
            return self._retriever.encode(about, spoken)
        lead = f"{context} "
        encoded = self._retriever.encode(lead + about, spoken)
        return replace(encoded, spans=encoded.spans - len(lead))

    def _project(self, hit: Hit) -> NDArray[np.float32]:
        """A row's side of the learned comparison; the rows asked for first are remembered."""
        known = self._projected.get(hit.row)
        if known is None:
            known = self._matcher.project_passage(hit.tokens)
            if len(self._projected) < _ROWS_KEPT:
                self._projected[hit.row] = known
        return known

    def _rows_of(self, documents: tuple[Document, ...]) -> NDArray[np.bool_] | None:
        if len(documents) == len(self._readers):
            return None
        allowed = np.zeros(len(self._snapshot), np.bool_)
        for document in documents:
            allowed[self._snapshot.rows_of_document(document.doc_id)] = True
        return allowed


def wants_lists(question: Question) -> bool:
    """Whether whole lists should stand for election beside single sentences."""
    listing = question.shape in (Shape.LIST, Shape.COMPARISON, Shape.TWO_DOCUMENT)
    return listing or question.wanted_count is not None
