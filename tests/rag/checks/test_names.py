import pytest

from rag.checks.mentions import MentionKind, find_mentions, remembering_finder
from rag.checks.names import check_names
from rag.names import NameIndex
from tests.rag.checks.made import evidence, told

BEIJING_ZH = "11月，安妮特使访问北京，会见了中国外交部副部长马朝旭。"
BEIJING_EN = (
    "In November, Special Envoy Anne Bouverot visited Beijing, where she met Vice Minister Ma Zhaoxu."
)
ATHENS = "方案于雅典圆桌会议上被进一步完善。"


@pytest.mark.parametrize(
    ("claim", "text", "other", "expected"),
    [
        # Named in another spelling, or in the other language.
        ("布韦罗访问了北京。", BEIJING_ZH, BEIJING_EN, []),
        ("Bouverot visited Beijing.", BEIJING_EN, BEIJING_ZH, []),
        ("Bouverot went to China's capital.", BEIJING_ZH, None, []),
        ("经合组织和七国集团有影响。", "其在 OECD、G7 中有影响力。", None, []),
        ("Paris will stress practical steps.", "France will stress practical action.", None, []),
        ("The Union has rules.", "EU regulation affects France.", None, []),
        ("She spoke to the Washington Post.", "她向《华盛顿邮报》等媒体解读。", None, []),
        ("It serves American firms.", "French firms, for US$1 billion.", None, [("place", "American", "French")]),
        ("It opened at the Grand Palais.", "US Vice President Vance came.", None, [("place", "Grand Palais", None)]),
        ("It was published by HAI.", "The Institute for Human-Centered AI published it.", None, []),
        # Another in the place.
        ("被列入清单的是旷视科技。", "商务部将深言科技列入清单。", None, [("name", "旷视科技", "深言科技")]),
        ("布韦罗访问了上海。", BEIJING_ZH, BEIJING_EN, [("place", "上海", "北京")]),
        ("Bouverot visited Shanghai.", BEIJING_EN, BEIJING_ZH, [("place", "Shanghai", "Beijing")]),
        ("圆桌会议在罗马召开。", ATHENS, None, [("place", "罗马", "雅典")]),
        ("The roundtable met in Geneva.", "The roundtable met in Athens.", None, [("place", "Geneva", "Athens")]),
        ("她会见了副部长华春莹。", BEIJING_ZH, None, [("name", "华春莹", "马朝旭")]),
        # Nobody in the place.
        ("会议由爱丁堡主办。", "会议由主办方主持。", None, [("place", "爱丁堡", None)]),
        # a name in both scripts is one name
        ("Kuangshi Tech (旷视科技) was listed.", "旷视科技被列入清单。", "Megvii (旷视科技) was listed.", []),
        # a rendering is in its language, whatever it glosses
        (
            "The firm was listed by the Department of Defense.",
            "美国商务部将旷视科技列入清单。",
            "The US Department of Commerce listed Megvii (旷视科技).",
            [("name", "Department of Defense", "美国商务部")],
        ),
        ("Gemini took part in it.", "It took part in it.", None, [("name", "Gemini", None)]),
        ("It was joined by Gemini.", "It took part in it.", None, [("name", "Gemini", None)]),
    ],
)  # fmt: skip
def test_names_are_compared(
    claim: str,
    text: str,
    other: str | None,
    expected: list[tuple[str, str, str | None]],
    names: NameIndex,
) -> None:
    assert told(check_names(claim, evidence(text, other=other), remembering_finder(names))) == expected


def test_a_name_of_the_surroundings_is_borne_out_unless_the_sentence_has_another_there(
    names: NameIndex,
) -> None:
    find = remembering_finder(names)
    about = "Preview of the AI Action Summit in Paris"

    assert check_names("It is held in Paris.", evidence("It is held in spring.", context=about), find) == []
    assert told(
        check_names("It is held in Paris.", evidence("It is held in Rome.", context=about), find)
    ) == [("place", "Paris", "Rome")]


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        # the capital of the country in which all of a document is set
        ("在巴黎，前沿风险将不再被强调。", "峰会将不再强调前沿风险。", []),
        ("Frontier risks will no longer be stressed in Paris.", "The summit will no longer stress them.", []),
        (
            "Frontier risks will be stressed in Rome.",
            "The summit will stress them.",
            [("place", "Rome", None)],
        ),
        ("It is held in Paris.", "It is held in Rome.", [("place", "Paris", "Rome")]),
    ],
)
def test_a_document_on_a_country_is_set_in_its_capital(
    names: NameIndex, claim: str, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    said = evidence(text, opening="法国峰会前瞻 Preview of the French summit")
    assert told(check_names(claim, said, remembering_finder(names))) == expected


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("该指数由清华大学发布。", "斯坦福大学发布指数。", "清华大学"),
        (
            "The index was compiled by Tsinghua University.",
            "The index is that of Stanford University.",
            "Tsinghua University",
        ),
        ("DeepSeek was the company that got onto the list.", "The one on the list was Nvidia.", "DeepSeek"),
    ],
)
def test_a_claim_that_is_built_on_a_name_is_not_borne_out_by_the_surroundings(
    names: NameIndex, claim: str, text: str, said: str
) -> None:
    around = "清华大学 Tsinghua University DeepSeek"
    found = check_names(claim, evidence(text, context=around, opening=around), remembering_finder(names))
    assert [finding.said for finding in found if finding.contradicts] == [said]


def test_a_pronoun_stands_for_whom_the_surroundings_name(names: NameIndex) -> None:
    spoken = evidence("She attended the Paris Peace Forum.", context=BEIJING_EN)

    assert check_names("Bouverot attended the Paris Peace Forum.", spoken, remembering_finder(names)) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        # the family name is known, and the first is none of its own
        ("微软总裁布拉德·史密斯到场。", ["微软", "史密斯"]),
        # as the documents write it behind an office
        ("马克龙的特使到访伦敦。", ["马克龙", "伦敦"]),
        # a sentence may begin with a gerund that a title has in capitals
        ("Teaming up with India, France acts.", ["India", "France"]),
        ("Funding start-ups, France acts.", ["France"]),
        # a stranger who opens it
        ("Merkel attended in Paris.", ["Merkel", "Paris"]),
        ("Putin's envoy was in London.", ["Putin", "London"]),
    ],
)
def test_a_name_is_found_as_the_documents_have_it(text: str, written: list[str], names: NameIndex) -> None:
    assert [mention.written for mention in remembering_finder(names)(text)] == written


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("德国总理朔尔茨到场。", MentionKind.PERSON, "朔尔茨"),
        ("马克·吕特到场。", MentionKind.PERSON, "马克·吕特"),
        ("会议在里昂举行。", MentionKind.PLACE, "里昂"),
        ("他在国家信托大厅发表讲话。", MentionKind.PLACE, "国家信托大厅"),
        ("The Stargate-style plan helps.", MentionKind.OTHER, "Stargate"),
        ("Altman and Pichai came.", MentionKind.OTHER, "Pichai"),
        ("Secret Sino-French work goes on.", MentionKind.PLACE, "Sino"),
        ("It was held in Marseille.", MentionKind.PLACE, "Marseille"),
        ("They spoke with President Milei.", MentionKind.PERSON, "Milei"),
        ("名单上是旷视科技。", MentionKind.OTHER, "旷视科技"),
        ("总统马克龙的特使到访。", MentionKind.PERSON, "马克龙"),
        ("计划出自索邦大学之手。", MentionKind.OTHER, "索邦大学"),
    ],
)
def test_names_are_found_with_what_they_are_of(
    text: str, kind: MentionKind, written: str, names: NameIndex
) -> None:
    assert (written, kind) in [(m.written, m.kind) for m in find_mentions(text, names)]


@pytest.mark.parametrize(
    "text",
    [
        "Three trends were named.",
        "Keeping promises matters.",
        "峰会有五个主题。",
        "On Monday it rained.",
    ],
)
def test_capitals_and_common_words_are_no_names(text: str, names: NameIndex) -> None:
    assert find_mentions(text, names) == ()
