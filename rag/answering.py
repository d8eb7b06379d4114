"""From ranked candidates to a draft: refuse, correct a premise, follow a note, or say what the documents say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.model import Span
from index.chunk import Chunk
from rag.answer import AbstainReason, AnswerStatus
from rag.candidates import Candidate
from rag.compose import Composer, Composition
from rag.imprint import asks_for_imprint, documents_meant, imprint_sentences, is_about_documents
from rag.lacking import lacks_label
from rag.lexicon.pointing import goes_on_from
from rag.matching import CorpusWords, asks_meaning, opens_with_term
from rag.off_topic import is_all_unspoken
from rag.phrases import Phrases
from rag.question import Question
from rag.question_kinds import Asks, Shape
from rag.ranking import Ranked
from rag.reading import Reader
from rag.references import (
    note_behind,
    notes_numbered,
    notes_pointing_to,
    reported_source,
)
from rag.refusal import LEAST_RARITY, Judgement, judge, names_side_by_side
from rag.selection import overlap, saying_otherwise, select, select_sides
from rag.signs import lacks_attribute
from rag.sources import SourceMention

__all__ = ["Answerer", "Draft", "Evidence"]


# A sentence without a note that fits so much better (in logits) is what the question is about.
_CLEARLY_BETTER = 2.0
# How far below the best a sentence may be that is the first to speak of a name.
_NAMED_WITHIN = 6.0
# A part of a question is asked alone only if it says enough, and answered if a sentence meets it well.
_TERMS_OF_ONE = 3
_SURE_OF_PART = 0.33


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What there is to answer from: the question, the ranked candidates, the documents that were searched."""

    asked: str
    """The question with all its words, those that name a document among them."""
    question: Question
    mention: SourceMention
    ranked: list[Ranked]
    readers: list[Reader]


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is packed up."""

    composition: Composition
    status: AnswerStatus
    reason: AbstainReason | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answerer:
    """Drafts answers; knows no index.

    `chunk_at` gives the chunk that holds a span of a document.
    """

    chunk_at: Callable[[str, Span], Chunk]
    words: CorpusWords

    def draft(
        self, evidence: Evidence, parts: Sequence[Evidence] = (), sides: Sequence[Evidence] = ()
    ) -> Draft:
        """Draft an answer to a question.

        Args:
            evidence: What was found for the whole question.
            parts: What was found for each of the questions that it is made of, if it is made of several.
            sides: What was found in each of the documents that it sets side by side.
        """
        if not evidence.ranked:
            return self._refuse(evidence, Judgement([], AbstainReason.NO_EVIDENCE))
        direct = self._by_note_number(evidence) or self._by_reference(evidence) or self._by_imprint(evidence)
        if direct is not None:
            return direct
        if evidence.question.shape is Shape.FOOTNOTE and not sides:
            return self._by_footnote(evidence)
        judgement = judge(evidence.question, evidence.ranked, self.words)
        reasons = self._reasons(sides)
        if sides and self._is_unspoken(sides, reasons):
            return self._refuse(evidence, Judgement([], AbstainReason.NO_EVIDENCE))
        is_premise = judgement.reason is AbstainReason.FALSE_PREMISE
        # What one document says need not be what the other is asked about.
        if is_premise and (not sides or AbstainReason.FALSE_PREMISE in reasons):
            return self._correct(evidence, judgement)
        if judgement.reason is not None and not is_premise:
            answers = self._each_part(parts)
            if judgement.reason is not AbstainReason.NOT_STATED or not answers:
                return self._refuse(evidence, judgement)
            judgement = Judgement(answers, together=True)
        return self._say(evidence, judgement.usable, parts, sides, together=judgement.together)

    def _reasons(self, sides: Sequence[Evidence]) -> list[AbstainReason | None]:
        """Why each document has no answer to what it is asked; None where it has one."""
        return [
            judge(side.question, side.ranked, self.words).reason if side.ranked else AbstainReason.NO_EVIDENCE
            for side in sides
        ]

    def _is_unspoken(self, sides: Sequence[Evidence], reasons: Sequence[AbstainReason | None]) -> bool:
        """Whether no document has any of what it is asked; that a question speaks of documents says no more."""
        return all(reason is AbstainReason.NO_EVIDENCE for reason in reasons) and all(
            is_all_unspoken(side.question, side.ranked, self.words) for side in sides
        )

    def _say(
        self,
        evidence: Evidence,
        usable: list[Ranked],
        parts: Sequence[Evidence] = (),
        sides: Sequence[Evidence] = (),
        *,
        together: bool = False,
    ) -> Draft:
        question = evidence.question
        compares = bool(sides) or sets_side_by_side(evidence)
        composer = self._composer(question)
        chosen = [item.candidate for item in usable]
        if compares or not together:
            chosen = select(question, evidence.ranked if compares else usable, compares=compares)
        if sides:
            alike = len({side.question.text for side in sides}) == 1
            chosen = select_sides([side.ranked for side in sides], evidence.ranked if alike else ())
        if question.shape is Shape.FACT and not compares:
            chosen += saying_otherwise(chosen, evidence.ranked)
        chosen = self._with_parts(self._with_names(chosen, evidence), parts)
        about_source = question.shape is Shape.SOURCE
        said: set[tuple[str, Span]] = set()
        for candidate in chosen:
            whole = _with_its_list(candidate, question)
            explained = _with_what_runs_on(_with_what_it_explains(whole, question))
            spans = tuple(s for s in explained.spans if (candidate.document.doc_id, s) not in said)
            if not spans:
                continue
            said.update((candidate.document.doc_id, span) for span in spans)
            composer.say(replace(explained, spans=spans), name_source=compares or about_source)
            if about_source:
                self._remark_on_source(composer, candidate)
        return Draft(composer.finish(), AnswerStatus.ANSWERED)

    def _with_names(self, chosen: list[Candidate], evidence: Evidence) -> list[Candidate]:
        """What was chosen, and a sentence for each of several names side by side that none of it speaks of."""
        if not names_side_by_side(evidence.question):
            return chosen
        together = list(chosen)
        best = evidence.ranked[0].score
        for name in evidence.question.names:
            if self.words.name_rarity(name) < LEAST_RARITY or any(name.is_in(c.text) for c in together):
                continue
            near = (item for item in evidence.ranked if best - item.score <= _NAMED_WITHIN)
            found = next((i for i in near if name.is_in(i.candidate.text) and i.signals.kind > 0), None)
            together += [found.candidate] if found is not None else []
        return together

    def _with_parts(self, chosen: list[Candidate], parts: Sequence[Evidence]) -> list[Candidate]:
        """What was chosen, and the best sentence for each part of the question that it does not hold yet."""
        together = list(chosen)
        for part in parts:
            best = self._best_of(part)
            if best is not None and not any(overlap(best.candidate, other) for other in together):
                together.append(best.candidate)
        return together

    def _each_part(self, parts: Sequence[Evidence]) -> list[Ranked]:
        """The best sentence for each part of a question, if every part has one; else none."""
        found: list[Ranked] = []
        for part in parts:
            best = self._best_of(part)
            if best is None:
                return []
            found += [] if any(overlap(best.candidate, other.candidate) for other in found) else [best]
        return found if len(found) > 1 else []

    def _best_of(self, part: Evidence) -> Ranked | None:
        """The sentence that surely answers a part of a question, if one does."""
        judgement = judge(part.question, part.ranked, self.words) if part.ranked else None
        if judgement is None or not judgement.usable or judgement.reason is not None:
            return None
        best = judgement.usable[0]
        alone = len(part.question.terms) >= _TERMS_OF_ONE or bool(part.mention.doc_ids)
        sure = alone and best.signals.sentence_similarity >= _SURE_OF_PART
        return best if sure else None

    def _remark_on_source(self, composer: Composer, candidate: Candidate) -> None:
        phrases, reader = composer.phrases, candidate.reader
        composer.remark(phrases.document_is(reader), candidate)
        note = note_behind(reader, candidate.spans[0])
        named = reported_source(candidate.text)
        if note is not None and not note.is_empty:
            composer.remark(phrases.footnote(note), candidate, also=note.reference)
        elif named is not None:
            composer.remark(phrases.reported_by(named), candidate)
        else:
            composer.remark(phrases.unsourced(), candidate)

    def _by_note_number(self, evidence: Evidence) -> Draft | None:
        """A question for note 12 is answered by note 12."""
        number = evidence.question.footnote
        if number is None:
            return None
        composer = self._composer(evidence.question)
        for reader in evidence.readers:
            for note, sentence in notes_numbered(reader, number):
                candidate = self._whole(evidence, reader, sentence.span)
                composer.say(candidate)
                composer.remark(composer.phrases.footnote(note), candidate, also=note.reference)
        composition = composer.finish()
        if not composition.citations:
            return self._refuse(evidence, Judgement([], AbstainReason.NOT_STATED))
        return Draft(composition, AnswerStatus.ANSWERED)

    def _by_reference(self, evidence: Evidence) -> Draft | None:
        """Which notes point to a publisher: those whose reference carries its name."""
        composer = self._composer(evidence.question)
        for reader in evidence.readers:
            for note, sentence in notes_pointing_to(reader, evidence.question):
                candidate = self._whole(evidence, reader, sentence.span)
                composer.say(candidate)
                composer.remark(composer.phrases.footnote(note), candidate, also=note.reference)
        composition = composer.finish()
        return Draft(composition, AnswerStatus.ANSWERED) if composition.citations else None

    def _by_footnote(self, evidence: Evidence) -> Draft:
        """Which reference is given for something: the sentence that says it, and the note that covers it."""
        noted = [
            item
            for item in evidence.ranked
            if note_behind(item.candidate.reader, item.candidate.spans[-1]) is not None
        ]
        unnoted_is_better = noted and evidence.ranked[0].score - noted[0].score > _CLEARLY_BETTER
        if not noted or unnoted_is_better:
            return self._say(
                replace(evidence, question=replace(evidence.question, shape=Shape.SOURCE)), evidence.ranked
            )
        judgement = judge(replace(evidence.question, asks=frozenset()), noted, self.words)
        if judgement.reason is not None and judgement.reason is not AbstainReason.FALSE_PREMISE:
            return self._refuse(evidence, judgement)
        composer = self._composer(evidence.question)
        for candidate in select(evidence.question, judgement.usable, compares=False):
            composer.say(candidate)
            note = note_behind(candidate.reader, candidate.spans[-1])
            if note is None:
                composer.remark(composer.phrases.no_footnote(), candidate)
            else:
                composer.remark(composer.phrases.footnote(note), candidate, also=note.reference)
        return Draft(composer.finish(), AnswerStatus.ANSWERED)

    def _by_imprint(self, evidence: Evidence) -> Draft | None:
        """What a document says of itself: its author, its issue."""
        asked, readers = evidence.asked, evidence.readers
        if not asks_for_imprint(asked):
            return None
        if len(evidence.mention.doc_ids) != len(readers):
            readers = documents_meant(evidence.question, readers)
        lines = [
            (reader, line)
            for reader in readers
            for line in imprint_sentences(reader, asked)
            if not _lacks(asked, reader.text(line.span, evidence.question.language))
        ]
        if not lines or not is_about_documents(asked, evidence.question, evidence.mention, readers):
            return None
        composer = self._composer(evidence.question)
        for reader, line in lines:
            composer.say(self._whole(evidence, reader, line.span), name_source=True)
        return Draft(composer.finish(), AnswerStatus.ANSWERED)

    def _correct(self, evidence: Evidence, judgement: Judgement) -> Draft:
        """Name the premise that a document contradicts, and say what the document says."""
        composer = self._composer(evidence.question)
        # What was read in other words than it was asked is not quoted.
        stated = judgement.contradicted or ""
        composer.aside(composer.phrases.premise(stated if stated in evidence.asked else ""))
        for item in judgement.usable:
            composer.say(item.candidate)
        return Draft(composer.finish(), AnswerStatus.PARTIAL, AbstainReason.FALSE_PREMISE)

    def _refuse(self, evidence: Evidence, judgement: Judgement) -> Draft:
        phrases = Phrases(evidence.question.language)
        text = phrases.not_found(len(evidence.readers), list(judgement.missing))
        if judgement.closest is not None:
            candidate = judgement.closest.candidate
            words = candidate.text.replace("\n", " ")
            rendered = candidate.text_language is not candidate.document.passport.language
            text += phrases.closest(candidate.reader, words, rendered=rendered)
        return Draft(Composition(text, (), ()), AnswerStatus.NO_ANSWER, judgement.reason)

    def _composer(self, question: Question) -> Composer:
        return Composer(question.language, self.chunk_at)

    def _whole(self, evidence: Evidence, reader: Reader, span: Span) -> Candidate:
        """A candidate for a sentence that was found by structure and not by likeness."""
        known = evidence.ranked[0].candidate
        return replace(known, reader=reader, spans=(span,))


def sets_side_by_side(evidence: Evidence) -> bool:
    """Whether a question wants to hear from each of several documents."""
    both = len(evidence.mention.doc_ids) > 1 or evidence.question.shape is Shape.TWO_DOCUMENT
    return both and len(evidence.readers) > 1


def _lacks(asked: str, text: str) -> bool:
    return lacks_attribute(asked, text) or lacks_label(asked, text)


def _with_what_it_explains(candidate: Candidate, question: Question) -> Candidate:
    """With the sentence before it, where a thing is to be explained and this one does not begin with the thing.

    "Once data poisoning succeeds, …" follows the sentence that says what it is.
    """
    if not asks_meaning(question) or len(candidate.spans) > 1 or opens_with_term(question, candidate):
        return candidate
    reader = candidate.reader
    paragraph = reader.paragraph(reader.sentence_at(candidate.spans[0]))
    before = [sentence.span for sentence in paragraph if sentence.span.start < candidate.spans[0].start]
    return replace(candidate, spans=(before[-1], *candidate.spans)) if before else candidate


def _with_what_runs_on(candidate: Candidate) -> Candidate:
    """With the sentence that holds its subject, and with those behind that have none of their own.

    "并在一份声明中表示，这笔资金还将……" is the second half of what the sentence before it says.
    """
    reader, text = candidate.reader, candidate.document.text
    if len(candidate.spans) > 1:
        return candidate
    paragraph = reader.paragraph(reader.sentence_at(candidate.spans[0]))
    first = last = next(i for i, s in enumerate(paragraph) if s.span == candidate.spans[0])
    while first > 0 and goes_on_from(paragraph[first].span.of(text)):
        first -= 1
    while last + 1 < len(paragraph) and goes_on_from(paragraph[last + 1].span.of(text)):
        last += 1
    return replace(candidate, spans=tuple(s.span for s in paragraph[first : last + 1]))


def _with_its_list(candidate: Candidate, question: Question) -> Candidate:
    """A sentence that only opens a list, with the list: "its motives are several" is no answer to "why"."""
    # What ends in a colon says nothing by itself.
    announces = candidate.text.rstrip().endswith((":", "："))
    explains = announces or bool(question.asks & {Asks.REASON, Asks.MANNER})
    lists = question.shape is Shape.LIST or question.wanted_count is not None
    if len(candidate.spans) > 1 or not (explains or lists):
        return candidate
    for series in candidate.reader.series:
        opens = series.opener is not None and series.opener.span == candidate.spans[0]
        if opens or (lists and series.items[0].span == candidate.spans[0]):
            return replace(candidate, spans=tuple(sentence.span for sentence in series.sentences))
    return candidate
