import pytest

from rag.checks.mentions import remembering_finder
from rag.checks.roles import check_roles
from rag.names import NameIndex
from tests.rag.checks.made import evidence

GUESTS_ZH = (
    "人物包括美国副总统万斯、德国总理朔尔茨、加拿大总理特鲁多，以及OpenAI的首席执行官奥尔特曼、"
    "谷歌首席执行官皮柴、微软总裁史密斯。"
)
GUESTS_EN = (
    "They include US Vice President Vance, German Chancellor Scholz and Canadian Prime Minister Trudeau,"
    " as well as Altman, CEO of the US company OpenAI, Google CEO Pichai and Microsoft President Smith."
)

MEETING_ZH = "特使会见新任人工智能国务大臣费亚尔·克拉克和布莱切利园峰会特使马特·克利福德。"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("微软总裁史密斯与OpenAI首席执行官奥尔特曼均在场。", GUESTS_ZH),
        ("会见了国务大臣费亚尔·克拉克。", MEETING_ZH),
        ("出席的有美国副总统万斯和德国总理朔尔茨。", GUESTS_ZH),
        ("OpenAI的奥尔特曼、谷歌的皮柴都在场。", GUESTS_ZH),
        ("皮柴是谷歌首席执行官。", GUESTS_ZH),
        ("Vance, the US vice president, attended.", GUESTS_EN),
        ("Pichai, the CEO of Google, attended.", GUESTS_EN),
        ("Scholz and Trudeau attended.", GUESTS_EN),
        # whoever hears of a summit is not bound to it
        (
            "The AI envoy Anne Bouverot listened to feedback on the Bletchley Park summit.",
            "Anne Bouverot, the envoy, met the Bletchley Park summit envoy Matt Clifford and heard its feedback.",
        ),
    ],
)
def test_who_is_what_may_be_said_in_other_words(claim: str, text: str, names: NameIndex) -> None:
    assert check_roles(claim, evidence(text), remembering_finder(names)) == []


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("史密斯是谷歌首席执行官。", GUESTS_ZH, "史密斯"),
        ("德国总理特鲁多出席。", GUESTS_ZH, "特鲁多"),
        ("Among them was Pichai, the chief executive of OpenAI.", GUESTS_EN, "Pichai"),
        ("Trudeau attended as German chancellor.", GUESTS_EN, "Trudeau"),
        ("她会见了内政大臣费亚尔·克拉克。", MEETING_ZH, "费亚尔·克拉克"),
        ("英国首相马特·克利福德在场。", MEETING_ZH, "马特·克利福德"),
        ("微软首席执行官史密斯在场。", "微软总裁史密斯在场。", "史密斯"),
    ],
)
def test_who_is_what_is_not_exchanged(claim: str, text: str, said: str, names: NameIndex) -> None:
    (finding,) = check_roles(claim, evidence(text), remembering_finder(names))

    assert finding.kind.value == "role"
    assert finding.said.startswith(said)


def test_whoever_meets_an_envoy_is_none(names: NameIndex) -> None:
    text = evidence("安妮特使访问北京，会见了副部长马朝旭。")

    assert check_roles("法国特使会见的是副部长马朝旭。", text, remembering_finder(names)) == []


def test_a_vice_foreign_minister_is_a_vice_minister_of_foreign_affairs(names: NameIndex) -> None:
    claim = "Ma Zhaoxu, a Chinese vice foreign minister, met her in Beijing."
    text = "She met China's Vice Minister of Foreign Affairs Ma Zhaoxu in Beijing."
    assert check_roles(claim, evidence(text), remembering_finder(names)) == []
