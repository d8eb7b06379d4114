"""Two short documents in two languages, questions on them, and what could be seen of good answers to them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Language, Span, Translation
from eval.cases import Case
from eval.metrics.evidence import Evidence, SourceText
from eval.observed import Observation, ObservedAnswer, ObservedCitation, ObservedClaim, ObservedPassage

OPENED = "Ada Lind opened the harbour of Brema for Otto Kahn on 3 May 1921."
BERTHS = "The harbour has 84 berths."
TOWER = "The lighthouse is 12.5 metres high."
HARBOUR = f"{OPENED} {BERTHS} {TOWER}"
OPENED_ZH = "1921年5月3日，艾达·林德为奥托·卡恩启用了布雷马港。"
TOWER_ZH = "灯塔高12.5米。"

LAMPS_ZH = "岛上有三座灯塔。"
COST_ZH = "灯塔耗资12.5亿元，由李明和王芳签字。"
ISLAND = LAMPS_ZH + COST_ZH
LAMPS = "The island has three lighthouses."
COST = "The lighthouses cost 1.25 billion yuan; Li Ming and Wang Fang signed for them."


def _rendered(text: str, original: str, rendering: str, language: Language) -> Translation:
    start = text.index(original)
    return Translation(Span(start, start + len(original)), rendering, language, "by hand")


SOURCES = {
    "harbour": SourceText(
        HARBOUR,
        "A Harbour | Harbour Office | 2020-01-02",
        (
            _rendered(HARBOUR, OPENED, OPENED_ZH, Language.ZH),
            _rendered(HARBOUR, TOWER, TOWER_ZH, Language.ZH),
        ),
    ),
    "island": SourceText(
        ISLAND,
        "",
        (
            _rendered(ISLAND, LAMPS_ZH, LAMPS, Language.EN),
            _rendered(ISLAND, COST_ZH, COST, Language.EN),
        ),
    ),
}


def gold(doc_id: str, quote: str) -> dict[str, object]:
    start = SOURCES[doc_id].text.index(quote)
    return {"doc_id": doc_id, "start": start, "end": start + len(quote), "quote": quote}


def case(**changes: object) -> Case:
    """Who opened it and how high is the tower, in English."""
    row: dict[str, object] = {
        "id": "a-en",
        "pair": "a",
        "language": "en",
        "type": "fact",
        "question": "Who opened the harbour, and how high is the lighthouse?",
        "answerable": True,
        "gold": [gold("harbour", OPENED), gold("harbour", TOWER)],
        "gold_alternatives": [],
        "facts": [["Ada Lind", "艾达·林德"], ["12.5"]],
        "note": "",
    }
    return Case.model_validate(row | changes)


def unanswerable(**changes: object) -> Case:
    """Something that the documents do not say."""
    nothing = {"type": "unanswerable_near", "answerable": False, "gold": [], "facts": []}
    nothing |= {"near": [gold("harbour", TOWER)]}
    return case(**({"id": "u-en", "pair": "u", "question": "Who painted it?"} | nothing | changes))


def citation(
    n: int, doc_id: str, quote: str, translation: str | None = None, *, shift: int = 0
) -> ObservedCitation:
    start = SOURCES[doc_id].text.index(quote) + shift
    return ObservedCitation(
        n=n,
        doc_id=doc_id,
        char_start=start,
        char_end=start + len(quote),
        quote=quote,
        translation=translation,
    )


def passage(doc_id: str, quote: str) -> ObservedPassage:
    start = SOURCES[doc_id].text.index(quote)
    return ObservedPassage(doc_id=doc_id, char_start=start, char_end=start + len(quote), text=quote)


def answer(
    said: Sequence[tuple[str, Sequence[int]]],
    citations: Sequence[ObservedCitation] = (),
    passages: Sequence[ObservedPassage] = (),
) -> ObservedAnswer:
    """An answer of these claims, each with its markers behind it."""
    text, claims = "", []
    for words, numbers in said:
        claims.append(ObservedClaim(start=len(text), end=len(text) + len(words), citations=tuple(numbers)))
        text += words + "".join(f" [{n}]" for n in numbers) + " "
    return ObservedAnswer(
        status="answered",
        answer=text.rstrip(),
        claims=tuple(claims),
        citations=tuple(citations),
        passages=tuple(passages),
    )


def refusal(text: str = "The documents do not say.") -> ObservedAnswer:
    return ObservedAnswer(status="no_answer", abstain_reason="not_stated", answer=text)


def observed(case_id: str, seen: ObservedAnswer | None, **changes: object) -> Observation:
    failure = None if seen is not None else "status 500"
    row = {"case_id": case_id, "seen": seen, "failure": failure, "elapsed_ms": 10.0}
    return Observation.model_validate(row | changes)


OPENED_CITED = citation(1, "harbour", OPENED, OPENED_ZH)
TOWER_CITED = citation(2, "harbour", TOWER, TOWER_ZH)
GOOD = answer([(OPENED, [1]), (TOWER, [2])], [OPENED_CITED, TOWER_CITED])


@dataclass(frozen=True)
class ToldJudge:
    """Supports what it was told: a claim and the quotes that bear it out together, no fewer."""

    supported: frozenset[tuple[str, frozenset[str]]]

    def supports(self, claim: str, evidence: Sequence[Evidence]) -> bool:
        quotes = {piece.quote for piece in evidence}
        return any(claim == said and needed <= quotes for said, needed in self.supported)

    def and_also(self, claim: str, *quotes: str) -> "ToldJudge":
        return replace(self, supported=self.supported | {(claim, frozenset(quotes))})


NOTHING = ToldJudge(frozenset())
