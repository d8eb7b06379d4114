"""From the chunks that were found to what may answer, each with its similarities: sentences, and whole lists."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.model import Document, Language, Span
from index.chunk import ViewSentence
from index.retriever import EncodedQuestion, Hit, Retriever
from rag.instructions import instructs_reader
from rag.matcher import SentenceMatcher
from rag.reading import Reader

__all__ = ["Candidate", "collect_candidates", "collect_lists"]

# What a sentence loses by matching only in the other language, given back as in retrieval.
_CROSS_LANGUAGE_GAP = 0.05


# A sentence and its rendering are two chances to see what it says; the better one counts for most.
_OTHER_SHARE = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence that may answer a question, or the sentences of one list."""

    reader: Reader
    spans: tuple[Span, ...]
    language: Language
    """The question's."""
    token_best: NDArray[np.float32]
    """(n,) the best match of each question token in the sentence."""
    chunk_best: NDArray[np.float32]
    """(n,) the best match of each question token in the chunk."""
    weights: NDArray[np.float32]
    """(n,) how much each question token counts; sums to 1."""
    question_spans: NDArray[np.int32]
    """(n, 2) where each question token stands in the question; before it, below 0, stands what it goes on from."""
    gap: float
    hit: Hit
    other_view: float | None = None
    """How well the sentence matches in the other language, where it can be read in both."""

    @property
    def document(self) -> Document:
        """The document that the sentence stands in."""
        return self.reader.document

    @property
    def key(self) -> tuple[str, int, int]:
        """Tells candidates apart and breaks ties."""
        return (self.document.doc_id, self.spans[0].start, self.spans[-1].end)

    @property
    def text(self) -> str:
        """What it says, in the question's language where it can be read in it, else in its own."""
        return "\n".join(self.reader.text(span, self.language) for span in self.spans)

    @property
    def original(self) -> str:
        """What it says in the document's own words."""
        return "\n".join(span.of(self.document.text) for span in self.spans)

    @property
    def so_far(self) -> str:
        """The titles above and the paragraph up to and with this: what was named there is still spoken of."""
        reader, first = self.reader, self.spans[0]
        titles = [reader.title(self.language)]
        titles += [reader.text(section.title_span, self.language) for section in reader.sections_above(first)]
        paragraph = reader.paragraph(reader.sentence_at(first))
        led_up = reader.taken_up(paragraph[0])
        earlier = [*([led_up] if led_up else []), *(s for s in paragraph if s.span.start < first.start)]
        before = [reader.text(sentence.span, self.language) for sentence in earlier]
        return "\n".join([*titles, *before, self.text])

    @property
    def context(self) -> str:
        """What a reader has around it, in the same language."""
        around = self.reader.context(self.reader.sentence_at(self.spans[0]), self.language)
        return around if len(self.spans) == 1 else f"{around}\n{self.text}"

    @property
    def surroundings(self) -> str:
        """The titles above and the paragraph, without the name of the document, which stands over all it says."""
        return (
            self.reader.surroundings(self.reader.sentence_at(self.spans[0]), self.language) + f"\n{self.text}"
        )

    @property
    def surroundings_otherwise(self) -> str:
        """The same as it is read in the other language; empty where it cannot be."""
        other = self.language.other
        if not self.speaks or not all(self.reader.speaks(span, other) for span in self.spans):
            return ""
        return self.reader.surroundings(self.reader.sentence_at(self.spans[0]), other)

    @property
    def speaks(self) -> bool:
        """Whether `text` is in the question's language."""
        return all(self.reader.speaks(span, self.language) for span in self.spans)

    @property
    def text_language(self) -> Language:
        """The language that `text` is in."""
        return self.language if self.speaks else self.document.passport.language

    @property
    def sentence_similarity(self) -> float:
        """How well the sentence meets the question, about 0 to 1."""
        own = float(self.weights @ self.token_best) + self.gap
        return own if self.other_view is None else (1 - _OTHER_SHARE) * own + _OTHER_SHARE * self.other_view

    def met(self, start: int, end: int) -> float | None:
        """How well the chunk meets a stretch of the question (cosine, on average); None where no token stands there."""
        starts, ends = self.question_spans[:, 0], self.question_spans[:, 1]
        inside = (starts < end) & (ends > start)
        return float(self.chunk_best[inside].mean()) + self.gap if inside.any() else None

    @property
    def own_similarity(self) -> float:
        """The same for the question's own words, without those of a question that it goes on from."""
        own = self.question_spans[:, 0] >= 0
        if own.all() or not own.any():
            return self.sentence_similarity
        return float(self.weights[own] @ self.token_best[own] / self.weights[own].sum()) + self.gap

    @property
    def chunk_similarity(self) -> float:
        """How well the chunk around it does."""
        return float(self.weights @ self.chunk_best) + self.gap


def collect_candidates(
    retriever: Retriever,
    matcher: SentenceMatcher,
    project: Callable[[Hit], NDArray[np.float32]],
    question: EncodedQuestion,
    hits: list[Hit],
    read: Callable[[str], Reader],
) -> list[Candidate]:
    """Turn hits into candidate sentences.

    Args:
        retriever: Where the hits come from; asked for the other views of their chunks.
        matcher: Gives the question's side of the learned comparison.
        project: Gives a hit's side of it; kept apart so that it can be remembered.
        question: The question's vectors.
        hits: Chunks, best first.
        read: Gives the reader of a document id.

    Returns:
        One candidate a sentence, by the view in which it matches best, in the order of the hits; none for text
        that speaks to the machine that reads it.
    """
    weights = matcher.token_weights(question.tokens)
    projected = matcher.project_question(question.tokens)
    best: dict[tuple[str, int, int], Candidate] = {}
    for hit in hits:
        reader = read(hit.chunk.doc_id)
        for seen in retriever.views_of(question, hit):
            same = seen.view.language is question.language
            similarities = projected @ project(seen).T if same else question.tokens @ seen.tokens.T
            for sentence in seen.view.sentences:
                if instructs_reader(sentence.source.of(reader.document.text)):
                    continue
                candidate = _candidate(reader, question, seen, sentence, similarities, weights)
                known = best.get(candidate.key)
                best[candidate.key] = candidate if known is None else _both_views(known, candidate)
    return list(best.values())


def _both_views(left: Candidate, right: Candidate) -> Candidate:
    """One sentence seen in two views: the better one, which also knows how well the other matches."""
    first, second = (left, right) if _alone(left) >= _alone(right) else (right, left)
    if first.hit.view.language is second.hit.view.language:
        return first  # parts of an overlong sentence
    return replace(first, other_view=_alone(second))


def _alone(candidate: Candidate) -> float:
    return float(candidate.weights @ candidate.token_best) + candidate.gap


def _candidate(
    reader: Reader,
    question: EncodedQuestion,
    hit: Hit,
    sentence: ViewSentence,
    similarities: NDArray[np.float32],
    weights: NDArray[np.float32],
) -> Candidate:
    offset = hit.view.text_offset
    inside = (hit.spans[:, 0] < offset + sentence.end) & (hit.spans[:, 1] > offset + sentence.start)
    whole = similarities.max(axis=1)
    part = similarities[:, inside].max(axis=1) if inside.any() else np.zeros_like(whole)
    gap = 0.0 if hit.view.language is question.language else _CROSS_LANGUAGE_GAP
    return Candidate(
        reader=reader,
        spans=(sentence.source,),
        language=question.language,
        token_best=part,
        chunk_best=whole,
        weights=weights,
        question_spans=question.spans,
        gap=gap,
        hit=hit,
    )


def collect_lists(candidates: list[Candidate]) -> list[Candidate]:
    """The lists that candidate sentences belong to, each as one candidate.

    A list matches a word where any of its sentences does. Many sentences match much by chance, so its
    similarities are those of its best sentence and a quarter of what the others add.
    """
    by_place = {(c.document.doc_id, c.spans[0]): c for c in candidates}
    found: dict[tuple[str, int, int], Candidate] = {}
    for reader in {c.document.doc_id: c.reader for c in candidates}.values():
        for series in reader.series:
            places = [(reader.document.doc_id, sentence.span) for sentence in series.sentences]
            members = [by_place[place] for place in places if place in by_place]
            if members:
                joined = _joined(members, tuple(sentence.span for sentence in series.sentences))
                found[joined.key] = joined
    return list(found.values())


def _joined(members: list[Candidate], spans: tuple[Span, ...]) -> Candidate:
    best = max(members, key=lambda member: (member.sentence_similarity, member.key))
    return replace(
        best,
        spans=spans,
        token_best=_mostly(best.token_best, [member.token_best for member in members]),
        chunk_best=_mostly(best.chunk_best, [member.chunk_best for member in members]),
    )


def _mostly(best: NDArray[np.float32], all_of_them: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.asarray(0.75 * best + 0.25 * np.max(all_of_them, axis=0), np.float32)
