import pytest

from corpus.model import Document
from rag.checks.attribution import ascribe, check_attribution
from rag.checks.mentions import remembering_finder
from rag.names import NameIndex
from tests.rag.checks.made import evidence, told

REUTERS_ZH = "据路透社报道印度政府批准投资1030亿卢比。"
REUTERS_EN = "According to Reuters, the Indian government approved 103 billion rupees."


@pytest.mark.parametrize(
    ("claim", "which", "rest"),
    [
        ("评论认为，法国要吸引投资。", 1, "法国要吸引投资。"),
        ("据CISS分析，峰会不再强调风险。", 0, "峰会不再强调风险。"),
        ("CISS contrasts the summit with others.", 0, "the summit with others."),
        ("The commentary says that it is so.", 1, "that it is so."),
        ("清华战略与安全研究中心的前瞻文章称，投资增加。", 0, "投资增加。"),
        ("在评论作者看来，峰会并非凭空出现。", 1, "峰会并非凭空出现。"),
        ("据那篇评论，欧洲即将掉队。", 1, "欧洲即将掉队。"),
        ("照评论的讲法，条约是被迫签字的。", 1, "条约是被迫签字的。"),
        ("欧洲即将掉队，评论这样写道。", 1, "欧洲即将掉队。"),
        ("据清华大学战略与安全研究中心2025年1月的智库报告：峰会有五个主题。[2]", 0, "峰会有五个主题。"),
        (
            "According to Intelligence Analyst, a commentary of 12 February 2025: The summit opened. [1]",
            1,
            "The summit opened.",
        ),
        ("Europe lags, as the commentary puts it, in the race.", 1, "Europe lags in the race."),
        ("The commentator says bluntly that Europe lags.", 1, "Europe lags."),
        ("Europe lags behind, notes the CISS preview.", 0, "Europe lags behind."),
        ("France has, by the CISS account, drawn talent.", 0, "France has drawn talent."),
    ],
)
def test_the_document_that_a_claim_names_is_found(
    claim: str, which: int, rest: str, documents: tuple[Document, ...]
) -> None:
    found = ascribe(claim, documents)

    assert found.doc_ids == (documents[which].doc_id,)
    assert found.rest.endswith(rest[-6:])
    assert len(found.rest) < len(claim)


@pytest.mark.parametrize(
    "claim", ["他写了一篇评论。", "France hosts the summit.", "清华大学的代表与她会谈。"]
)
def test_a_claim_that_names_no_document_is_left_whole(claim: str, documents: tuple[Document, ...]) -> None:
    found = ascribe(claim, documents)

    assert (found.doc_ids, found.rest) == ((), claim)


@pytest.mark.parametrize(
    ("claim", "rest"),
    [
        ("Europe lags behind, the article says.", "Europe lags behind."),
        ("文章担忧市值缩水。", "市值缩水。"),
    ],
)
def test_a_text_that_may_be_either_is_no_source(
    claim: str, rest: str, documents: tuple[Document, ...]
) -> None:
    found = ascribe(claim, documents)

    assert (found.doc_ids, found.rest) == ((), rest)


@pytest.mark.parametrize(
    ("claim", "rest"),
    [
        ("770 projects came from 111 countries [1].", "770 projects came from 111 countries."),
        ("印度批准了投资[1][2]。", "印度批准了投资。"),
        ("It opened【3】.", "It opened."),
        ("In [brackets] it stays [2025].", "In [brackets] it stays [2025]."),
    ],
)
def test_the_numbers_of_citations_belong_to_no_claim(
    claim: str, rest: str, documents: tuple[Document, ...]
) -> None:
    assert ascribe(claim, documents).rest == rest


def test_the_other_document_is_the_wrong_source(documents: tuple[Document, ...], names: NameIndex) -> None:
    titles = {document.doc_id: document.passport.title for document in documents}
    claim = ascribe("The commentary says that Bouverot visited Beijing.", documents)
    find = remembering_finder(names)

    (finding,) = check_attribution(claim, evidence("…", doc_id=documents[0].doc_id), find, titles)

    assert (finding.kind.value, finding.document) == ("attribution", documents[0].passport.title)
    assert check_attribution(claim, evidence("…", doc_id=documents[1].doc_id), find, titles) == []


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("据Nasscom称，印度政府批准了投资。", REUTERS_ZH, "Nasscom"),
        ("Bloomberg reports that India approved it.", REUTERS_EN, "Bloomberg"),
        ("Macron says it is so.", "According to Nasscom, it is so.", "Macron"),
    ],
)
def test_the_source_within_a_document_is_compared(
    claim: str, text: str, said: str, documents: tuple[Document, ...], names: NameIndex
) -> None:
    found = check_attribution(ascribe(claim, documents), evidence(text), remembering_finder(names), {})

    assert [(kind, who) for kind, who, _ in told(found)] == [("attribution", said)]


@pytest.mark.parametrize(
    ("claim", "text"), [("路透社称，印度批准了投资。", REUTERS_ZH), ("Reuters reported it.", REUTERS_EN)]
)
def test_the_right_source_is_no_difference(
    claim: str, text: str, documents: tuple[Document, ...], names: NameIndex
) -> None:
    assert check_attribution(ascribe(claim, documents), evidence(text), remembering_finder(names), {}) == []


@pytest.mark.parametrize(
    ("claim", "differs"),
    [
        ("France is third, according to Stanford HAI.", False),
        ("France is third, according to Oxford HAI.", True),
    ],
)
def test_the_part_of_a_body_is_no_other_source(
    documents: tuple[Document, ...], names: NameIndex, claim: str, *, differs: bool
) -> None:
    text = "According to the Stanford Institute, France is third."
    found = check_attribution(ascribe(claim, documents), evidence(text), remembering_finder(names), {})
    assert bool(found) is differs
