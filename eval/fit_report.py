"""How often the right sentence comes first, with the learned maps and with none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.measures import Rate, WinsAndLosses, compare_hits, rate
from eval.training_data import TrainingQuestion
from rag.matcher import SentenceMatcher

__all__ = ["SentenceRecall", "compare_matchers", "recall_json", "recall_table", "sentence_hits"]

ALL = "all"
# What the chunk around a sentence counts beside the sentence: 4 to 12, as in `rag.ranking`.
_CHUNK_SHARE = 1 / 3


@dataclass(frozen=True, slots=True)
class SentenceRecall:
    """The share of a pack's questions whose first sentence answers, before and after.

    `before` and `after` are recall@1 of sentences; `paired` compares them question by question, a win being
    right only after.
    """

    pack: str
    before: Rate
    after: Rate
    paired: WinsAndLosses


def sentence_hits(
    questions: Sequence[TrainingQuestion],
    passages: Mapping[int, NDArray[np.float16]],
    matcher: SentenceMatcher,
) -> dict[str, bool]:
    """By question, whether the sentence that a matcher puts first answers it.

    Args:
        questions: One without an answering candidate counts as missed.
        passages: As `TrainingSet.passages`.
        matcher: Scores sentences, as the product does, by token weights over max-sim, plus a third of what the
            chunk scores; equal scores by order of the candidates.
    """
    return {question.qid: _is_hit(question, passages, matcher) for question in questions}


def compare_matchers(
    questions: Sequence[TrainingQuestion], before: Mapping[str, bool], after: Mapping[str, bool]
) -> tuple[SentenceRecall, ...]:
    """Put two matchers' hits side by side, pack by pack and last over all.

    Args:
        questions: At least one.
        before: By question id, as `sentence_hits` gives it.
        after: The same of the other matcher.
    """
    packs = {
        name: [q for q in questions if q.pack == name] for name in dict.fromkeys(q.pack for q in questions)
    }
    packs[ALL] = list(questions)
    return tuple(_compared(name, [q.qid for q in asked], before, after) for name, asked in packs.items())


def recall_table(rows: Sequence[SentenceRecall]) -> str:
    """The comparison as a Markdown table, ending with a line end."""
    lines = ["| set | n | plain max-sim | learned | right only with one (learned : plain) |"]
    lines += ["|---|---:|---|---|---:|"]
    for row in rows:
        pair = f"{row.paired.wins} : {row.paired.losses}"
        lines.append(f"| {row.pack} | {row.before.n} | {_cell(row.before)} | {_cell(row.after)} | {pair} |")
    return "\n".join(lines) + "\n"


def recall_json(rows: Sequence[SentenceRecall]) -> Iterator[dict[str, object]]:
    """One row of plain values a pack."""
    for row in rows:
        yield {
            "set": row.pack,
            "n": row.before.n,
            **{name: _numbers(found) for name, found in (("plain", row.before), ("learned", row.after))},
            "only_learned": row.paired.wins,
            "only_plain": row.paired.losses,
        }


def _is_hit(
    question: TrainingQuestion, passages: Mapping[int, NDArray[np.float16]], matcher: SentenceMatcher
) -> bool:
    if not question.sentences:
        return False
    weights, asked = matcher.token_weights(question.tokens), matcher.project_question(question.tokens)
    told = [matcher.project_passage(passages[row].astype(np.float32)) for row in question.rows]
    similarities = [asked @ tokens.T for tokens in told]
    whole = [weights @ chunk.max(axis=1) for chunk in similarities]
    scores = [
        weights @ similarities[s.chunk][:, s.first : s.last].max(axis=1) + _CHUNK_SHARE * whole[s.chunk]
        for s in question.sentences
    ]
    return question.sentences[int(np.argmax(scores))].answers


def _compared(
    pack: str, qids: Sequence[str], before: Mapping[str, bool], after: Mapping[str, bool]
) -> SentenceRecall:
    first, second = ({qid: hits[qid] for qid in qids} for hits in (before, after))
    return SentenceRecall(
        pack,
        rate(sum(first.values()), len(qids)),
        rate(sum(second.values()), len(qids)),
        compare_hits(second, first),
    )


def _numbers(found: Rate) -> dict[str, float]:
    return {"recall": round(found.value, 4), "low": round(found.low, 4), "high": round(found.high, 4)}


def _cell(found: Rate) -> str:
    value, low, high = (f"{number:.3f}".removeprefix("0") for number in (found.value, found.low, found.high))
    return f"{value} [{low}, {high}]"
