import pytest

from eval.checks_judge import ChecksJudge
from eval.metrics.evidence import Evidence
from rag.engine import Engine


@pytest.fixture(scope="module")
def judge(engine: Engine) -> ChecksJudge:
    return ChecksJudge(engine)


FERRY = "The ferry to the island leaves at nine on Sundays and carries 120 passengers."
FERRY_ZH = "开往岛上的渡船每周日九点出发，可载120名乘客。"


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The ferry carries 120 passengers.", [Evidence(FERRY)]),
        ("On Sundays the island ferry leaves at nine.", [Evidence("Gulls fly."), Evidence(FERRY)]),
        ("渡船可载120名乘客。", [Evidence(FERRY_ZH)]),
        ("渡船可载120名乘客。", [Evidence(FERRY, FERRY_ZH)]),
    ],
)
def test_what_is_said_is_supported(judge: ChecksJudge, claim: str, evidence: list[Evidence]) -> None:
    assert judge.supports(claim, evidence)
    assert not judge.contradicts(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The ferry carries 1,200 passengers.", [Evidence(FERRY)]),
        ("渡船可载1200名乘客。", [Evidence(FERRY_ZH)]),
        ("The ferry does not carry passengers.", [Evidence(FERRY)]),
    ],
)
def test_what_is_denied_is_contradicted(judge: ChecksJudge, claim: str, evidence: list[Evidence]) -> None:
    assert judge.contradicts(claim, evidence)


@pytest.mark.parametrize("evidence", [[Evidence("Gulls fly over the harbour.")], [Evidence("  ")]])
def test_what_is_not_spoken_of_is_neither(judge: ChecksJudge, evidence: list[Evidence]) -> None:
    claim = "The mayor opened a museum of glass."
    assert not judge.supports(claim, evidence)
    assert not judge.contradicts(claim, evidence)
