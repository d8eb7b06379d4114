"""Answer or abstain: is a question answered where its passages answer it, and refused where they do not?

Never refusing and always refusing each make one of the two rates perfect, so their mean is what is compared.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from corpus.model import Language
from eval.observed import ObservedAnswer
from eval.packs import AnsweredSpanQuestion, ClapnqReferenceRow, NomiraclRow, SpanPassage
from eval.summary import Better
from eval.tasks.asking import Bench, PackQuestion, PackTask, RowT
from eval.tasks.published import NOMIRACL
from eval.tasks.rows import Reference, TaskName, TaskRow, mean_of_rates, rate_about, share
from eval.tasks.saying import BEST_CHUNK, best_chunk, holds_words, overlaps_text, said

__all__ = ["TASKS", "decisions", "measure_clapnq", "measure_nomiracl", "measure_squad2"]

_TASK = TaskName.ABSTENTION
_ANSWERABLE, _UNANSWERABLE = "the passages answer", "the passages do not answer"
_EVERY_TIME = Reference("the same decision every time", 0.5)
Pairs = list[tuple[RowT, ObservedAnswer]]


def decisions(
    task: TaskName,
    pack: str,
    answerable: Iterable[ObservedAnswer],
    unanswerable: Iterable[ObservedAnswer],
    *,
    conditions: tuple[str, str] = (_ANSWERABLE, _UNANSWERABLE),
    both: str = "both",
    note: str = "",
    about: tuple[Sequence[str], Sequence[str]] | None = None,
) -> list[TaskRow]:
    """The rates of false refusal and of false answers, and the mean of the right decisions.

    Args:
        task: For whom.
        pack: Where the questions are from.
        answerable: The answers to questions that should be answered.
        unanswerable: The answers to questions that should be refused.
        conditions: Names of the two kinds of question.
        both: Name of both kinds together.
        note: What a reader must know of these questions.
        about: For the questions of either kind, the paragraph or dialogue that each shares with others.
    """
    of_yes, of_no = about or (None, None)
    refused = [seen.refused for seen in answerable]
    answered = [not seen.refused for seen in unanswerable]
    rows = [
        TaskRow(task, pack, conditions[0], share("refused", refused, Better.LOWER, about=of_yes)),
        TaskRow(task, pack, conditions[1], share("answered", answered, Better.LOWER, about=of_no)),
    ]
    if refused and answered:
        kept = rate_about([not found for found in refused], of_yes)
        declined = rate_about([not found for found in answered], of_no)
        figure = mean_of_rates("right_decision", kept, declined)
        rows.append(TaskRow(task, pack, both, figure, (_EVERY_TIME,), note))
    return rows


def measure_squad2(bench: Bench) -> list[TaskRow]:
    """SQuAD 2.0: each question over the one paragraph that it was asked about."""
    pack = "squad2_questions"
    texts = {row.pid: row.text for row in bench.packs.rows("squad2_passages", SpanPassage)}
    rows = bench.packs.rows(pack, AnsweredSpanQuestion)

    def question(row: AnsweredSpanQuestion) -> PackQuestion:
        return PackQuestion(row.qid, row.question, bench.documents([texts[row.pid]]))

    yes, no = _ask_both(bench, pack, rows, lambda row: row.qid, lambda row: row.answerable, question)
    right = [_holds_any(said(seen), row) for row, seen in yes]
    whole = [_holds_any(best_chunk(seen), row) for row, seen in yes]
    about = ([row.pid for row, _ in yes], [row.pid for row, _ in no])
    held = share("answer_said", right, about=about[0])
    return [
        *decisions(_TASK, pack, _seen(yes), _seen(no), about=about),
        TaskRow(_TASK, pack, _ANSWERABLE, held, _shown_whole(whole)),
    ]


def measure_nomiracl(bench: Bench, language: Language) -> list[TaskRow]:
    """NoMIRACL: each question over the ten passages that were retrieved for it."""
    pack = f"nomiracl_{language}"
    rows = bench.packs.rows(pack, NomiraclRow)

    def question(row: NomiraclRow) -> PackQuestion:
        return PackQuestion(row.qid, row.question, bench.documents(doc.text for doc in row.docs))

    yes, no = _ask_both(bench, pack, rows, lambda row: row.qid, lambda row: row.answerable, question)
    published = NOMIRACL[language]
    found = decisions(_TASK, pack, _seen(yes), _seen(no))
    names = {"refused": "refused", "answered": "answered", "right_decision": "balanced"}
    return [
        TaskRow(
            row.task,
            row.pack,
            row.condition,
            row.figure,
            (*row.references, *published[names[row.figure.metric]]),
        )
        for row in found
    ]


def measure_clapnq(bench: Bench) -> list[TaskRow]:
    """CLAP NQ: each question over its one passage; answers are to rest on the sentences people chose."""
    pack = "clapnq_en"
    rows = bench.packs.rows(pack, ClapnqReferenceRow)

    def question(row: ClapnqReferenceRow) -> PackQuestion:
        return PackQuestion(row.qid, row.question, bench.documents([row.text]))

    yes, no = _ask_both(bench, pack, rows, lambda row: row.qid, lambda row: row.answerable, question)
    cited = [_cites_chosen(row, seen) for row, seen in yes]
    return [
        *decisions(_TASK, pack, _seen(yes), _seen(no)),
        TaskRow(_TASK, pack, _ANSWERABLE, share("chosen_sentence_cited", cited)),
    ]


def _ask_both(
    bench: Bench,
    pack: str,
    rows: Iterable[RowT],
    key: Callable[[RowT], str],
    is_answerable: Callable[[RowT], bool],
    question: Callable[[RowT], PackQuestion],
) -> tuple[Pairs[RowT], Pairs[RowT]]:
    """The questions that should be answered and those that should not, each with its answer."""
    kinds: dict[bool, list[RowT]] = {True: [], False: []}
    for row in rows:
        kinds[is_answerable(row)].append(row)
    yes, no = (
        bench.ask_each(_TASK, pack, bench.sample(kinds[kind], key), question) for kind in (True, False)
    )
    return yes, no


def _seen(pairs: Pairs[RowT]) -> list[ObservedAnswer]:
    return [seen for _, seen in pairs]


def _holds_any(text: str, row: AnsweredSpanQuestion) -> bool:
    return any(holds_words(text, answer.text) for answer in row.answers)


def _shown_whole(verdicts: list[bool]) -> tuple[Reference, ...]:
    """What the chunk that was found first would have said."""
    return (Reference(BEST_CHUNK, sum(verdicts) / len(verdicts)),) if verdicts else ()


def _cites_chosen(row: ClapnqReferenceRow, seen: ObservedAnswer) -> bool:
    chosen = [sentence for reference in row.references for sentence in reference.selected_sentences]
    return not seen.refused and any(
        overlaps_text(citation.quote, sentence) for citation in seen.citations for sentence in chosen
    )


TASKS = (
    PackTask(_TASK, ("squad2_questions", "squad2_passages"), measure_squad2),
    *(
        PackTask(_TASK, (f"nomiracl_{language}",), partial(measure_nomiracl, language=language))
        for language in Language
    ),
    PackTask(_TASK, ("clapnq_en",), measure_clapnq),
)
