from functools import cache

import pytest

from corpus.library import bundled_documents
from corpus.model import SourceKind
from eval.metrics.evidence import Evidence
from eval.metrics.sourcing import misnamed_source
from rag.checks.mentions import MentionFinder, remembering_finder
from rag.names import mine_names

ABOUT = "港口报 | The Harbour Post | Li Ming | 2025-02-12"
ZH = "据《港口报》2025年2月12日的评论文章：灯塔高12.5米。"
EN = "According to The Harbour Post, a commentary of 12 February 2025: The lighthouse is 12.5 metres high."
REUTERS = "据路透社报道，灯塔高12.5米。"


@cache
def finder() -> MentionFinder:
    return remembering_finder(mine_names(bundled_documents()))


def misnamed(
    claim: str, kind: SourceKind | None = SourceKind.COMMENTARY, quote: str = "灯塔高12.5米。"
) -> str | None:
    return misnamed_source(claim, [Evidence(quote, None, ABOUT, kind)], finder())


@pytest.mark.parametrize(
    "claim", [ZH, EN, ZH.replace("港口报", "港口報"), "The commentary says it is high.", "灯塔高12.5米。"]
)
def test_what_the_source_is_may_be_said(claim: str) -> None:
    assert misnamed(claim) is None


@pytest.mark.parametrize(
    ("claim", "what"),
    [
        (ZH.replace("评论文章", "政府公报"), "政府公报"),
        (ZH.replace("评论文章", "智库报告"), "智库报告"),
        (EN.replace("a commentary", "an official report"), "official report"),
        (EN.replace("a commentary", "a news report"), "news report"),
        ("The think-tank paper says it is high.", "think-tank paper"),
        (ZH.replace("《港口报》", "路透社"), "路透社"),
        (EN.replace("The Harbour Post", "Xinhua"), "Xinhua"),
        (ZH.replace("《港口报》", "清华大学"), "清华大学"),
    ],
)
def test_another_publisher_or_another_kind_is_misnamed(claim: str, what: str) -> None:
    found = misnamed(claim)

    assert found is not None
    assert what in found


def test_whom_the_quote_itself_names_may_be_named_and_is_not_the_publisher() -> None:
    assert misnamed(REUTERS, quote=REUTERS) is None
    assert misnamed(ZH.replace("《港口报》", "路透社"), quote=REUTERS) == "路透社"


def test_of_a_document_of_which_nothing_is_known_nothing_is_said() -> None:
    assert misnamed(ZH.replace("评论文章", "政府公报"), None) is None
