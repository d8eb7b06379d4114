"""The two sides of a relation, as a claim has them and as the evidence does."""

import pytest

from rag.checks.arguments import check_arguments
from rag.checks.finding import FindingKind
from rag.checks.mentions import remembering_finder
from rag.names import NameIndex
from tests.rag.checks.made import evidence

TURNED = [
    # what affects what
    ("EU regulation is shaped by French AI policy.", "French AI policy is affected by EU regulation."),
    # who trades what for whose
    ("非洲用3G基站换走了法国和印度的生物特征数据。", "法印用3G基站换走非洲生物特征数据。"),
    ("African countries obtained biometric data from France and India by offering them 3G base stations.",
     "12 African countries have been forced to sign a treaty, and France and India have traded 3G base stations for"
     " the biometric data of each country."),
    ("Africa traded base stations for the data of France and India.",
     "France and India have traded base stations for the data of Africa."),
    # who fights whom
    ("硅谷开源运动用中世纪行会模式对抗欧洲版星际之门计划。", "欧洲版星际之门计划用中世纪行会模式对抗硅谷开源运动。"),
    ("Silicon Valley's open-source movement uses a guild model to fight the European Stargate plan.",
     "The European Stargate plan uses a guild model to fight Silicon Valley's open-source movement."),
    # who builds for whom
    ("法国企业为印度打造数字工厂。", "印度为法国企业打造数字工厂。"),
    ("French companies are building digital sweatshops for Indian firms.",
     "India is building digital sweatshops for French companies."),
    # a share of what
    ("Here GPT-4 delivers 92% of what DeepSeek-R1 can do.", "DeepSeek-R1 achieves 92% of the performance of GPT-4."),
    # who does it has become whom it is done to, and somebody else does it
    ("中方邀请法国各界参与峰会。", "安妮访问北京，邀请中国各界参与峰会。"),
    ("The Chinese side invited all sectors of France.", "Macron visited Beijing, inviting all sectors of China."),
    ("飞地是法国替印度企业建造的数字工厂。", "印度打造飞地，实为给法企建造数字工厂。"),
    ("印度帮助法国提升了技术水平。", "通过与印度的合作，法国帮助这些国家提升技术水平。"),
    # the passive of the one is the active of the other
    ("印度被法国取代。", "印度取代法国。"),
]  # fmt: skip
KEPT = [
    # another word, and nobody who was there has come to the other side of it
    ("Brazil obtained the data of India.", "India traded base stations for data."),
    ("法印用基站换走各国生物数据。", "法印用3G基站换走各国生物特征数据。"),
    ("硅谷开源运动被欧洲版星际之门计划挑战。", "欧洲版星际之门计划挑战硅谷开源运动。"),
    ("On 1/17 of the computing power DeepSeek-R1 delivers 92% of what GPT-4 can do.",
     "DeepSeek-R1 achieves 92% of the performance of GPT-4 with 1/17 of the computing power."),
    # nothing is traded where somebody takes part, or views are exchanged
    ("The envoy took in feedback of the summit and exchanged views on the visions of France.",
     "The envoy heard the feedback of the summit, and exchanged views on the visions of France."),
    ("A SWIFT network is under construction through Chinese encryption.",
     "Chinese encryption is building a SWIFT network."),
    # another share
    ("GPT-4 has 67% of the load of DeepSeek-R1.", "DeepSeek-R1 achieves 92% of the performance of GPT-4."),
    # a challenge that is faced challenges nobody
    ("在治理中遭到忽视的关键问题，例如在线内容所面临的挑战，峰会也会关注。",
     "峰会还将关注在线内容面临的挑战等治理中被忽视的关键问题。"),
    # the same relation stands twice, and once as claimed
    ("The enclave built by India is building sweatshops for France.",
     "The enclave built by India trains engineers, but is building sweatshops for France."),
    # a participle with "by", and nouns that look like relations
    ("Data-entry clerks are examples of low-skilled jobs replaced in large numbers by AI.",
     "Low-skilled jobs such as data-entry clerks are being replaced by AI in large numbers."),
    ("The envoy's exchanges with China were in Beijing.", "In Beijing China held exchanges with the envoy."),
    ("The theme responds to challenges to business models.",
     "Business models face challenges to which the theme responds."),
    # no relation that both state
    ("法国支持印度。", "印度取代法国。"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text"), TURNED)
def test_sides_that_have_changed_places_are_found(names: NameIndex, claim: str, text: str) -> None:
    found = check_arguments(claim, evidence(text), remembering_finder(names))
    assert [finding.kind for finding in found] == [FindingKind.ROLE]
    assert found[0].contradicts


@pytest.mark.parametrize(("claim", "text"), KEPT)
def test_sides_that_have_kept_their_places_are_left_alone(names: NameIndex, claim: str, text: str) -> None:
    assert check_arguments(claim, evidence(text), remembering_finder(names)) == []


@pytest.mark.parametrize(("claim", "text"), TURNED)
def test_every_sentence_agrees_with_itself(names: NameIndex, claim: str, text: str) -> None:
    find = remembering_finder(names)
    assert check_arguments(claim, evidence(claim), find) == check_arguments(text, evidence(text), find) == []
