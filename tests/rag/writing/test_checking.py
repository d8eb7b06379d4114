"""What may leave of a written sentence, held against the bundled documents by the real checks."""

from collections.abc import Callable, Sequence

import pytest

from corpus.model import Language
from rag.answer import Support, SupportLabel
from rag.candidates import Candidate
from rag.engine import Engine
from rag.reading import Reader
from rag.writing.checking import Grounding, GroundingChecker
from tests.rag.candidates import candidate

SUPPORTED, PARTIAL, UNSUPPORTED = SupportLabel.SUPPORTED, SupportLabel.PARTIAL, SupportLabel.UNSUPPORTED
INDIA = "印度政府2024年批准"
THEMES = "此次峰会围绕"
PROJECTS = "770 个项目"
LONDON = "访问伦敦"
BEIJING = "访问北京"

Ground = Callable[..., Grounding]


@pytest.fixture
def sentence(review: Reader, article: Reader) -> Callable[[str], Candidate]:
    """The sentence of the bundled documents that holds some words."""

    def find(words: str) -> Candidate:
        return next(
            candidate(reader, index)
            for reader in (review, article)
            for index, one in enumerate(reader.sentences)
            if words in one.span.of(reader.document.text)
        )

    return find


@pytest.fixture
def ground(engine: Engine, sentence: Callable[[str], Candidate]) -> Ground:
    checker = GroundingChecker(engine.checker)

    def check(text: str, *cited: str, others: Sequence[str] = ()) -> Grounding:
        language = Language.ZH if any("\u4e00" <= c <= "\u9fff" for c in text) else Language.EN
        return checker.check(text, [sentence(w) for w in cited], [sentence(w) for w in others], language)

    return check


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("印度政府批准为人工智能项目投资1030亿卢比。", INDIA),
        ("India approved 103 billion rupees for AI projects in 2024.", INDIA),
        ("峰会有五个主题。", THEMES),
        ("Projects were submitted from 111 countries, 770 in all.", PROJECTS),
    ],
)
def test_what_is_said_in_other_words_is_supported(ground: Ground, text: str, cited: str) -> None:
    found = ground(text, cited)

    assert (found.support, found.findings) == (Support(SUPPORTED, "checks"), ())


@pytest.mark.parametrize(
    ("text", "cited", "told"),
    [
        ("印度政府批准为人工智能项目投资103亿卢比。", INDIA, "1030 亿卢比"),
        ("India approved 10.3 billion rupees for AI projects in 2024.", INDIA, "103 billion rupees"),
        ("77个国家提交了770个项目。", PROJECTS, "111"),
        ("印度政府没有批准为人工智能项目投资1030亿卢比。", INDIA, "没有"),
        ("巴西队以三比零赢得了决赛。", INDIA, "没有这样说"),
        ("Brazil won the football final in Rome.", INDIA, "do not say this"),
    ],
)
def test_what_is_contradicted_or_not_said_is_unsupported_and_told(
    ground: Ground, text: str, cited: str, told: str
) -> None:
    found = ground(text, cited)

    assert found.support.label is UNSUPPORTED
    assert told in "；".join(found.findings)


@pytest.mark.parametrize(
    "text",
    [
        "法国和印度。",
        "France and India.",
        "安妮·布韦罗。",
        "Anne Bouverot.",
        "法国总统人工智能特使安妮·布韦罗。",
        "The French President's Special Envoy for AI, Anne Bouverot.",
    ],
)
def test_names_alone_say_nothing(ground: Ground, text: str) -> None:
    assert ground(text, INDIA, LONDON).support.label is UNSUPPORTED


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("印度政府批准为人工智能项目投资1030亿卢比，由部长库马尔宣布。", "库马尔"),
        ("India approved 103 billion rupees for AI projects, 60% of it for chips.", "60%"),
        ("印度政府批准为人工智能项目投资1030亿卢比，见 https://example.org/x 。", "example.org"),
    ],
)
def test_no_figure_name_or_link_leaves_that_no_quote_has(ground: Ground, text: str, added: str) -> None:
    found = ground(text, INDIA)

    assert found.support.label is UNSUPPORTED
    assert added in "；".join(found.findings)


def test_a_part_that_is_borne_out_is_partly_supported(ground: Ground) -> None:
    found = ground("印度政府批准为人工智能项目投资1030亿卢比，农民因此得到更便宜的拖拉机。", INDIA)

    assert found.support == Support(PARTIAL, "checks")
    assert found.findings


@pytest.mark.parametrize(
    "text",
    ["印度政府批准为人工智能项目投资1030亿卢比。", "India approved 103 billion rupees for AI projects."],
)
def test_what_the_wrong_key_was_put_on_is_cited_from_where_it_stands(
    ground: Ground, sentence: Callable[[str], Candidate], text: str
) -> None:
    found = ground(text, THEMES, others=[LONDON, INDIA])

    assert found.support.label is SUPPORTED
    assert [c.key for c in found.cited] == [sentence(INDIA).key]


@pytest.mark.parametrize(
    "text",
    ["印度政府访问伦敦，批准投资1030亿卢比。", "On its visit to London India approved 103 billion rupees."],
)
def test_words_of_far_apart_sentences_are_not_put_together(ground: Ground, text: str) -> None:
    assert ground(text, LONDON, INDIA).support.label is not SUPPORTED


def test_a_citation_that_is_not_needed_is_dropped(
    ground: Ground, sentence: Callable[[str], Candidate]
) -> None:
    found = ground("印度政府批准为人工智能项目投资1030亿卢比。", LONDON, INDIA, THEMES)

    assert [c.key for c in found.cited] == [sentence(INDIA).key]


@pytest.mark.parametrize(
    ("change", "method"), [(str, "verbatim"), (lambda t: t.replace("，", "、"), "verbatim")]
)
def test_a_sentence_said_again_is_supported_as_it_stands(
    ground: Ground, sentence: Callable[[str], Candidate], change: Callable[[str], str], method: str
) -> None:
    said = sentence(INDIA)

    assert ground(change(said.original), INDIA).support == Support(SUPPORTED, method)
    rendering = said.reader.rendering(said.spans[0], Language.EN)
    assert rendering is not None
    assert ground(rendering, INDIA).support == Support(SUPPORTED, "translation_of_quote")


def test_a_piece_of_a_sentence_is_no_repetition(ground: Ground, sentence: Callable[[str], Candidate]) -> None:
    """Cutting a sentence may turn it round: "did not sign" holds "sign"."""
    said = sentence(INDIA).original

    assert ground(said[: len(said) // 2], INDIA).support.method == "checks"


def test_a_year_that_only_the_sentence_before_has_is_cited_from_there(ground: Ground) -> None:
    found = ground("2024年11月25日至27日，安妮·布韦罗访问北京。", BEIJING)

    assert found.support.label is SUPPORTED
    for one in found.cited:
        (span,) = one.spans
        assert one.reader.sentence_at(span).span == span
    quoted = [one.original for one in found.cited]
    assert [BEIJING in quoted[0], any("2024" in text for text in quoted[1:])] == [True, True]
