import pytest

from rag.checks.allegiance import check_allegiance
from rag.checks.mentions import remembering_finder
from rag.names import NameIndex
from tests.rag.checks.made import evidence

GUESTS_ZH = "出席峰会的人物包括美国副总统万斯、我国国务院副总理张国清、德国总理朔尔茨。"
GUESTS_EN = (
    "Guests include US Vice President Vance, China's Vice Premier Zhang Guoqing and German Chancellor Scholz."
)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("张国清代表中国出席峰会。", GUESTS_ZH),
        ("代表中国出席的是张国清。", GUESTS_ZH),
        ("万斯代表美国参会。", GUESTS_ZH),
        ("Zhang Guoqing represented China at the summit.", GUESTS_EN),
        ("China was represented by Vice Premier Zhang Guoqing.", GUESTS_EN),
        # nobody is said to act for anybody
        ("张国清和万斯都出席了。", GUESTS_ZH),
        ("Scholz met Zhang Guoqing in France.", GUESTS_EN),
    ],
)
def test_whoever_acts_for_his_own_country_is_left_alone(claim: str, text: str, names: NameIndex) -> None:
    assert check_allegiance(claim, evidence(text), remembering_finder(names)) == []


@pytest.mark.parametrize(
    ("claim", "text", "own"),
    [
        ("张国清代表法国出席峰会。", GUESTS_ZH, "中国"),
        ("代表德国出席的是万斯。", GUESTS_ZH, "美国"),
        ("Zhang Guoqing represented France at the summit.", GUESTS_EN, "China"),
        ("Germany was represented by Zhang Guoqing.", GUESTS_EN, "China"),
    ],
)
def test_another_country_contradicts(claim: str, text: str, own: str, names: NameIndex) -> None:
    (finding,) = check_allegiance(claim, evidence(text), remembering_finder(names))

    assert finding.kind.value == "role"
    assert finding.document is not None
    assert own in finding.document


def test_where_the_documents_give_no_country_the_claim_goes_beyond_them(names: NameIndex) -> None:
    text = evidence("特使访问北京，会见了马朝旭。")

    (finding,) = check_allegiance("马朝旭代表英国参会。", text, remembering_finder(names))

    assert not finding.contradicts
