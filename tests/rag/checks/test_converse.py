"""Whoever gives does not receive: converse deeds of the same one."""

import pytest

from rag.checks.converse import check_converse
from rag.checks.finding import FindingKind
from rag.checks.mentions import remembering_finder
from rag.names import mine_names
from tests.rag.checks.made import evidence

TURNED = [
    ("马克龙向英方提供了对首届峰会的反馈。", "马克龙访问伦敦，听取首届峰会反馈。"),
    ("In London Anne Smith gave her hosts feedback on the summit.", "Envoy Anne Smith heard feedback on the summit."),
    ("法国对外投出的资金高达百亿欧元。", "法国吸引百亿欧元的资金。"),
    ("France sold chips to India.", "France bought chips from India."),
    ("African states forced France into the treaty.", "African states have been forced to sign the treaty."),
    ("法国强迫印度签署条约。", "法国被迫签署条约。"),
]  # fmt: skip
KEPT = [
    # another one gives
    ("英方向马克龙提供了反馈。", "听取反馈的是马克龙，英方作了准备。"),
    # another thing
    ("马克龙向英方提供了名单。", "马克龙访问伦敦，听取首届峰会反馈。"),
    ("Macron gave the British a list.", "Macron visited London and heard feedback on the summit."),
    # both are done
    ("Envoy Anne Smith gave feedback.", "Envoy Anne Smith heard feedback and gave feedback."),
    ("法国吸引资金。", "法国吸引百亿欧元的资金。"),
]


@pytest.mark.parametrize(("claim", "text"), TURNED)
def test_what_one_received_is_not_what_the_same_one_gave(claim: str, text: str) -> None:
    (finding,) = check_converse(claim, evidence(text), remembering_finder(mine_names(())))
    assert finding.kind is FindingKind.ROLE


@pytest.mark.parametrize(("claim", "text"), KEPT)
def test_what_others_do_or_what_both_do_is_no_difference(claim: str, text: str) -> None:
    assert check_converse(claim, evidence(text), remembering_finder(mine_names(()))) == []
