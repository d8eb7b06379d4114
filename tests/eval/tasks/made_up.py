"""Small made-up packs of every kind, something that answers them as told, and a judge of few words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.model import Language
from eval.askers import Reply
from eval.metrics.attribution import SupportJudge
from eval.metrics.evidence import Evidence
from eval.observed import ObservedAnswer, ObservedCitation, ObservedPassage
from eval.packs import Packs
from eval.pools import Pool, PoolPassage, index_pool
from eval.tasks.asking import Base, Bench
from eval.tasks.rows import TaskRow
from rag.requests import AskRequest
from tests.eval.bundles import Rows, write_packs, xquad
from tests.index.fakes import FakeEmbedder

PERMIT = "Permits come from the mayor. A permit lasts 90 days. Fees are paid in cash."
TOWER = "灯塔高三十米。灯塔于1874年建成。"


def documents(*texts: str) -> list[dict[str, object]]:
    """Texts as packs carry them."""
    return [{"text": text} for text in texts]


def rgb_row(number: int = 0, **changes: object) -> dict[str, object]:
    """A question of RGB with six documents of each kind."""
    return {
        "id": f"r{number}",
        "query": f"Who won cup {number}?",
        "answers": [["Ann Lee", "A. Lee"]],
        "positive": [f"Ann Lee won cup {number}, says paper {at}." for at in range(6)],
        "negative": [f"Cup {number} was held in town {at}." for at in range(6)],
    } | changes


def task_packs() -> dict[str, Rows]:
    """Every pack that a task reads or an index holds, with a row or two each."""
    made = xquad()
    made["squad2_passages"] = [{"pid": "s", "title": "Permit", "text": PERMIT}]
    made["squad2_questions"] = [
        {
            "qid": "yes",
            "pid": "s",
            "question": "How long does a permit last?",
            "answerable": True,
            "answers": [{"text": "90 days"}],
        },
        {"qid": "no", "pid": "s", "question": "Who ate the permit?", "answerable": False, "answers": []},
    ]
    for pack in ("cmrc2018_passages", "drcd_passages"):
        made[pack] = [{"pid": pack, "title": "灯塔", "text": TOWER}]
    for language in Language:
        made[f"nomiracl_{language}"] = [
            {
                "qid": f"{language}-{answerable}",
                "question": f"Question {answerable}?",
                "answerable": answerable,
                "docs": documents(PERMIT, TOWER),
            }
            for answerable in (True, False)
        ]
    made["clapnq_en"] = [
        {
            "qid": "c-yes",
            "question": "why does salted meat keep",
            "title": "Salt",
            "text": "Salt keeps meat dry . Cooks like it . Dry meat does not rot . ",
            "answerable": True,
            "references": [{"selected_sentences": ["Salt keeps meat dry ."]}],
        },
        {
            "qid": "c-no",
            "question": "who sold it",
            "title": "Trade",
            "text": "Ships came .",
            "answerable": False,
            "references": [],
        },
    ]
    made["rgb_en_noise"] = made["rgb_zh_refine"] = [rgb_row()]
    made["rgb_zh_int"] = [
        rgb_row(
            positive=["Ann Lee won.", "Lee again.", "Bo won."],
            positive_groups=[["Ann Lee won.", "Lee again."], ["Bo won."]],
            answers=[["Ann Lee"], ["Bo"]],
        )
    ]
    made["rgb_zh_fact"] = made["rgb_en_fact"] = [
        rgb_row(
            positive=["Ann Lee won the cup."],
            positive_wrong=["Bo Ek won the cup."],
            fake_answers=[["Bo Ek"]],
        )
    ]
    made["ramdocs"] = [
        {
            "id": "a",
            "question": "What is Springfield the seat of?",
            "docs": documents("It is the seat of Clark County.", "It seats Greene County.", "Of Zed County."),
            "gold_answers": ["Clark County", "Greene County"],
            "wrong_answers": ["Zed County"],
        }
    ]
    made["hotpot_en"] = [
        {
            "id": "h",
            "question": "Where was the maker of the film born?",
            "answer": "Graz",
            "answer_in_docs": True,
            "docs": documents("Ida Bohn made the film.", "Ida Bohn was born in Graz."),
        }
    ]
    made["mtrag_en"] = [
        {
            "id": "m-yes",
            "answerability": ["ANSWERABLE"],
            "contexts": documents("The ferry leaves at nine."),
            "dialogue": [
                {"speaker": "user", "text": "Is there a ferry?"},
                {"speaker": "agent", "text": "There is."},
                {"speaker": "user", "text": "When does it leave?"},
            ],
        },
        {
            "id": "m-no",
            "answerability": ["UNANSWERABLE"],
            "contexts": [],
            "dialogue": [{"speaker": "user", "text": "Who paints the ferry?"}],
        },
    ]
    made["wice_en"] = [
        {
            "id": "w",
            "claim": "The ferry leaves at nine.",
            "label": "supported",
            "evidence": ["It leaves at nine."],
        }
    ]
    made["ocnli_zh"] = [
        {"id": "o", "premise": "渡船九点开。", "hypothesis": "渡船九点开。", "label": "entailment"}
    ]
    made["tatoeba_zh_en"] = [{"id": "t", "zh": "渡船九点开。", "en": "The ferry leaves at nine."}]
    return made


def answered(
    *quotes: str, doc_id: str = "d", found: str = "", text: str = "", reason: str | None = None
) -> ObservedAnswer:
    """An answer that quotes sentences of a document."""
    return ObservedAnswer(
        status="answered",
        abstain_reason=reason,
        answer=text or " ".join(quotes),
        citations=tuple(
            ObservedCitation(n=n, doc_id=doc_id, char_start=0, char_end=len(quote), quote=quote)
            for n, quote in enumerate(quotes, 1)
        ),
        passages=(ObservedPassage(doc_id=doc_id, char_start=0, char_end=len(found), text=found),),
    )


def refused() -> ObservedAnswer:
    """No answer, which repeats a sentence that holds every answer of these packs."""
    words = "The closest sentence: Ann Lee, 90 days, Clark County, Graz."
    return ObservedAnswer(status="no_answer", abstain_reason="not_stated", answer=words)


@dataclass
class Told:
    """Answers as told; keeps what it was asked."""

    answer: Callable[[AskRequest], ObservedAnswer]
    asked: list[AskRequest] = field(default_factory=list)

    def ask(self, request: AskRequest) -> Reply:
        self.asked.append(request)
        return Reply(self.answer(request), None, 1.0)


class EqualJudge:
    """Supports a claim that is one of the pieces of evidence; denies it if a piece says “not”."""

    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        return any(claim == piece.quote for piece in evidence)

    def contradicts(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        return any("not" in piece.quote or "不" in piece.quote for piece in evidence)


def pool_of(folder: Path, texts: Mapping[str, Sequence[str]]) -> Pool:
    """An index of passages, by pack."""
    passages = [PoolPassage(text, Language.EN, "", pack) for pack, found in texts.items() for text in found]
    return index_pool(passages, folder, FakeEmbedder())


def bench_of(
    folder: Path,
    packs: Mapping[str, Rows],
    texts: Mapping[str, Sequence[str]],
    answer: Callable[[AskRequest], ObservedAnswer] = lambda _: refused(),
    *,
    judge: SupportJudge | None = None,
    limit: int | None = None,
) -> tuple[Bench, Told]:
    """A bench over some packs and their passages, and what answers its questions."""
    told = Told(answer)

    def open_base() -> Base:
        return Base(told.ask, pool_of(folder / "work", texts))

    read = Packs(write_packs(folder / "packs", packs))
    return Bench(read, FakeEmbedder(), judge, open_base, limit=limit), told


def figures(rows: Sequence[TaskRow]) -> dict[tuple[str, str], tuple[float | None, int]]:
    """By condition and metric, value and n; no two rows of a pack may share these."""
    found = {(row.condition, row.figure.metric): (row.figure.value, row.figure.n) for row in rows}
    assert len(found) == len(rows)
    return found
