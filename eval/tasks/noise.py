"""Noise: does the right answer survive among documents that do not answer, and is it refused without it?

Documents are chosen as the authors' program does, in the order of the file: five a question; noise ratio r
means ceil(5r) that do not answer; where a question has too few of one kind, more of the other.

Source: Chen, Lin, Han and Sun, "Benchmarking Large Language Models in Retrieval-Augmented Generation", AAAI
2024, and `processdata` in its `evalue.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from corpus.model import Language
from eval.observed import ObservedAnswer
from eval.packs import RgbAnsweredRow
from eval.pools import passage_key
from eval.summary import Better
from eval.tasks.asking import Bench, PackQuestion, PackTask
from eval.tasks.published import RGB_INTEGRATION, RGB_NOISE, RGB_REJECTION
from eval.tasks.rows import Reference, TaskName, TaskRow, share
from eval.tasks.saying import BEST_CHUNK, best_chunk, holds_all, said
from rag.answer import AnswerMode

__all__ = ["DOCUMENTS", "TASKS", "Choice", "choose", "choose_grouped", "measure_integration", "measure_noise"]

DOCUMENTS = 5
"""A question's documents."""

_TASK = TaskName.NOISE
_NOISE_PACKS = {"rgb_zh_refine": Language.ZH, "rgb_en_noise": Language.EN}
_INTEGRATION_PACK = "rgb_zh_int"


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents of a question: those that answer, and those that do not."""

    positive: tuple[str, ...]
    negative: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them."""
        return self.positive + self.negative


def choose(row: RgbAnsweredRow, negatives: int) -> Choice:
    """Some documents that answer and some that do not.

    Args:
        row: The question; texts that differ in spacing, width or case only count once.
        negatives: How many do not answer, 0 to 5, where there are enough of both kinds. With 5, none answers.
    """
    positive, negative = _distinct(row.positive), _distinct(row.negative)
    if negatives == DOCUMENTS:
        return Choice((), negative[:DOCUMENTS])
    wanted = DOCUMENTS - negatives
    if negatives > len(negative):
        wanted = DOCUMENTS - len(negative)
    elif wanted > len(positive):
        negatives = DOCUMENTS - len(positive)
    return Choice(positive[:wanted], negative[:negatives])


def choose_grouped(row: RgbAnsweredRow, negatives: int) -> Choice:
    """The same for a question of several parts: documents of each part in turn, at least one each."""
    in_turn = [text for level in zip_longest(*row.positive_groups) for text in level if text is not None]
    wanted = max(DOCUMENTS - negatives, len(row.positive_groups))
    positive = _distinct(in_turn)[:wanted]
    return Choice(positive, _distinct(row.negative)[: max(DOCUMENTS - len(positive), 0)])


def measure_noise(bench: Bench, pack: str) -> list[TaskRow]:
    """Accuracy and false refusal at five ratios of noise, and rejection of noise alone."""
    language = _NOISE_PACKS[pack]
    rows = bench.sample(bench.packs.rows(pack, RgbAnsweredRow), lambda row: row.id)
    found = []
    for negatives in range(DOCUMENTS):
        choices = {row.id: choose(row, negatives) for row in rows}
        found += _accuracy(bench, pack, rows, choices, negatives, RGB_NOISE[language][negatives])
    answered = _ask(bench, pack, rows, {row.id: choose(row, DOCUMENTS) for row in rows})
    rejected = share("refused_without_evidence", [seen.refused for _, seen in answered])
    return [*found, TaskRow(_TASK, pack, "noise only", rejected, RGB_REJECTION[language])]


def measure_integration(bench: Bench) -> list[TaskRow]:
    """Accuracy where the answer has parts that stand in different documents; not measured for written answers."""
    if bench.mode is AnswerMode.WRITTEN:
        return []
    rows = bench.sample(bench.packs.rows(_INTEGRATION_PACK, RgbAnsweredRow), lambda row: row.id)
    found = []
    for negatives, published in enumerate(RGB_INTEGRATION):
        choices = {row.id: choose_grouped(row, negatives) for row in rows}
        found += _accuracy(bench, _INTEGRATION_PACK, rows, choices, negatives, published)
    return found


def _accuracy(
    bench: Bench,
    pack: str,
    rows: Sequence[RgbAnsweredRow],
    choices: dict[str, Choice],
    negatives: int,
    published: tuple[Reference, ...],
) -> list[TaskRow]:
    answered = _ask(bench, pack, rows, choices)
    condition = f"noise {negatives / DOCUMENTS:.1f}"
    references = (*published, *_shown_whole(answered))
    right = share("answer_said", [holds_all(said(seen), row.answers) for row, seen in answered])
    refused = share("refused", [seen.refused for _, seen in answered], Better.LOWER)
    return [
        TaskRow(_TASK, pack, condition, right, references, _mix(list(choices.values()))),
        TaskRow(_TASK, pack, condition, refused),
    ]


def _ask(
    bench: Bench, pack: str, rows: Sequence[RgbAnsweredRow], choices: dict[str, Choice]
) -> list[tuple[RgbAnsweredRow, ObservedAnswer]]:
    return bench.ask_each(
        _TASK,
        pack,
        rows,
        lambda row: PackQuestion(row.id, row.query, bench.documents(choices[row.id].texts)),
    )


def _shown_whole(answered: Sequence[tuple[RgbAnsweredRow, ObservedAnswer]]) -> tuple[Reference, ...]:
    if not answered:
        return ()
    held = sum(holds_all(best_chunk(seen), row.answers) for row, seen in answered)
    return (Reference(BEST_CHUNK, held / len(answered)),)


def _mix(choices: Sequence[Choice]) -> str:
    """How many documents there really were, where the files have too few for the ratio."""
    if not choices:
        return ""
    total = sum(len(choice.texts) for choice in choices) / len(choices)
    noisy = sum(len(choice.negative) for choice in choices) / len(choices)
    return f"{total:.1f} documents a question, {noisy:.1f} of them noise"


def _distinct(texts: Sequence[str]) -> tuple[str, ...]:
    found = {passage_key(text): text for text in reversed(texts) if text.strip()}
    return tuple(reversed(found.values()))


TASKS = (
    *(PackTask(_TASK, (pack,), partial(measure_noise, pack=pack)) for pack in _NOISE_PACKS),
    PackTask(_TASK, (_INTEGRATION_PACK,), measure_integration),
)
