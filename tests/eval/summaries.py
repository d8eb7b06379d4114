"""A run of four cases, summarised by hand."""

from collections.abc import Mapping
from dataclasses import replace

from eval.cases import Case
from eval.observed import Observation, ObservedAnswer, ObservedCitation, ObservedClaim, ObservedPassage
from eval.summary import Better, CaseOutcome, CitationVerdict, Figure, RunSummary, Slice, Unit
from tests.eval.made_up import UNANSWERABLE, case

HOSTILE = "<script>alert(1)</script> & \u202egnp.exe\u202c \x00\ud800"
"""A document that carries a script, an override of the reading direction, and what no file can hold."""


def share(metric: str, value: float, n: int, low: float, high: float, **changes: object) -> Figure:
    """A share with its interval."""
    made = Figure(metric, value, n, low, high, Unit.SHARE, Better.HIGHER, "wilson")
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names the fields that it changes


def judged(value: float, n: int) -> Figure:
    """A score that rests on the judge."""
    method = "bca_bootstrap_by_passage"
    return Figure("citation_recall", value, n, 0.6, 0.9, Unit.SCORE, Better.HIGHER, method, True)


def seen(text: str, *quotes: str, status: str = "answered") -> ObservedAnswer:
    """An answer with a citation for each quote, from the start of the harbour's text."""
    citations = tuple(
        ObservedCitation(n=at, doc_id="harbour", char_start=0, char_end=len(quote), quote=quote)
        for at, quote in enumerate(quotes, start=1)
    )
    claims = (ObservedClaim(start=0, end=len(text), citations=(1,), label="partial"),) if quotes else ()
    passages = (
        ObservedPassage(
            doc_id="harbour", char_start=10, char_end=36, text="The harbour has 84 berths.", score=0.5
        ),
        ObservedPassage(doc_id="island", char_start=0, char_end=8, text="岛上有三座灯塔。", score=0.25),
    )
    return ObservedAnswer(
        status=status, language="en", answer=text, claims=claims, citations=citations, passages=passages
    )


def outcome(
    asked: Case, answer: ObservedAnswer | None, scores: Mapping[str, float], *verdicts: CitationVerdict
) -> CaseOutcome:
    """A case with its one asking; one without an answer failed."""
    failure = None if answer else "TimeoutError: nothing within 30 s <b>"
    observation = Observation(case_id=asked.id, seen=answer, failure=failure, elapsed_ms=12.5)
    return CaseOutcome(asked, (observation,), scores, verdicts)


RIGHT = outcome(
    case(id="right-en"),
    seen("There are 84 berths. [1]", "The harbour has 84 berths."),
    {"citations_valid": 1.0, "facts_right": 1.0, "false_refusal": 0.0, "citation_recall": 1.0},
    CitationVerdict(1, True, True, True),
)
MISSING = outcome(
    case(id="missing-en", note="Two numbers stand close together."),
    seen("The documents do not say.", status="no_answer"),
    {"facts_right": 0.0, "false_refusal": 1.0, "citation_recall": 0.0},
)
MISLEADING = outcome(
    case(id="misleading-zh", language="zh", question="灯塔是谁建的？", **UNANSWERABLE),
    seen(f"The lighthouse was built by {HOSTILE} [1]", HOSTILE),
    {"citations_valid": 0.0, "refusal_recall": 0.0},
    CitationVerdict(1, False, False, None),
)
FAILED = outcome(case(id="failed-zh", language="zh", question="有多少个泊位？"), None, {})

SUMMARY = RunSummary(
    name="summit <i>",
    configuration={"model": "e5-small", "generation": "3"},
    hashes={"question_set": "ab12"},
    judge={"name": "surface", "WiCE": "0.71, n = 358"},
    slices=(
        Slice(
            None,
            None,
            4,
            (
                share("facts_right", 0.5, 2, 0.095, 0.905),
                judged(0.75, 4),
                share("false_refusal", 0.25, 4, 0.05, 0.7, better=Better.LOWER),
                Figure(
                    "latency_p50", 12.5, 3, None, None, Unit.MILLISECONDS, Better.LOWER, "order_statistics"
                ),
            ),
        ),
        Slice(
            "zh", None, 2, (Figure("facts_right", None, 0, None, None, Unit.SHARE, Better.HIGHER, "wilson"),)
        ),
        Slice("en", None, 2, (share("facts_right", 0.5, 2, 0.095, 0.905), judged(0.75, 4))),
        Slice(None, "fact", 3, (share("facts_right", 0.5, 2, 0.095, 0.905), judged(0.75, 4))),
        Slice("en", "fact", 2, (share("facts_right", 0.5, 2, 0.095, 0.905),)),
    ),
    outcomes=(RIGHT, MISSING, MISLEADING, FAILED),
)
EMPTY = RunSummary("summit", {}, {}, {}, (Slice(None, None, 0, ()),), ())


def turned_around(summary: RunSummary) -> RunSummary:
    """An equal summary whose mappings are filled in another order."""
    outcomes = tuple(
        replace(found, scores=dict(reversed(list(found.scores.items())))) for found in summary.outcomes
    )
    return replace(
        summary,
        outcomes=outcomes,
        configuration=dict(reversed(list(summary.configuration.items()))),
        judge=dict(reversed(list(summary.judge.items()))),
    )
