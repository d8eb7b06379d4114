"""What is measured of a sentence for a question, worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from corpus.loading import Description, load_document
from corpus.model import BlockKind, Language, SourceKind, Translation
from index.terms import tokenise
from rag.candidates import Candidate
from rag.matching import CorpusWords, Signals, asks_meaning, measure, opens_with_term
from rag.names import NameIndex, mine_names
from rag.question import read_question
from rag.reading import Reader
from tests.rag.candidates import candidate, reader_of


@pytest.fixture
def measured(names: NameIndex, words: CorpusWords) -> "Measured":
    return Measured(names, words)


class Measured:
    """Measures a sentence of a text, by default the first."""

    def __init__(self, names: NameIndex, words: CorpusWords) -> None:
        self.names, self.words = names, words

    def __call__(self, asked: str, text: str, *indices: int) -> Signals:
        question = read_question(asked, self.names)
        item = candidate(reader_of(text), *(indices or (0,)), language=question.language)
        return measure(question, item, self.words)


# --- Titles ----------------------------------------------------------------------------------------------


def test_a_heading_is_a_title_and_what_stands_below_is_not(measured: Measured) -> None:
    text = "# 峰会\n\n会议开始。\n\n## Aims\n\nIt opens."
    assert [measured("峰会？", text, index).is_title for index in range(4)] == [1.0, 0.0, 1.0, 0.0]


def test_a_line_of_credit_and_the_documents_title_are_titles(review: Reader, words: CorpusWords) -> None:
    question = read_question("谁？", words.names)
    kinds: dict[BlockKind, int] = {}
    for index, sentence in enumerate(review.sentences):
        kinds.setdefault(review.block_kind(sentence), index)
    for kind, is_title in ((BlockKind.MASTHEAD, 1.0), (BlockKind.TITLE, 1.0), (BlockKind.PARAGRAPH, 0.0)):
        assert measure(question, candidate(review, kinds[kind]), words).is_title == is_title


def test_a_list_that_a_heading_opens_is_no_title(measured: Measured) -> None:
    assert measured("主题？", "# 主题\n\n甲：工作。\n\n乙：艺术。", 0, 1, 2).is_title == 0.0


@pytest.mark.parametrize(
    ("text", "asks_back"),
    [("为啥呢？", 1.0), ("Why is that?", 1.0), ("“Why?”", 1.0), ("很好。", 0.0), ("It is so.", 0.0)],
)
def test_a_sentence_that_is_a_question_asks_back(measured: Measured, text: str, asks_back: float) -> None:
    assert measured("Is it so?", text).asks_back == asks_back


# --- What something is -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "什么是数据投毒？", "“数据投毒”指的是什么？", "数据投毒是什么意思？", "怎么理解数据投毒？", "它的含义？", "它具体是管什么的？",
        "What is meant by data poisoning?", "What does “3S” mean?", "What does 3S stand for?", "Define it.",
        "What is data poisoning?", "What exactly are open models?",
    ],
)  # fmt: skip
def test_a_question_for_what_something_is_is_known(names: NameIndex, asked: str) -> None:
    assert asks_meaning(read_question(asked, names))


@pytest.mark.parametrize(
    "asked",
    ["峰会在哪里？", "数据投毒何时发生？", "What is the plan?", "What is a plan?", "When is it?", "What are this and that?"],
)  # fmt: skip
def test_a_question_for_one_thing_among_others_is_none(names: NameIndex, asked: str) -> None:
    assert not asks_meaning(read_question(asked, names))


FAR = "The models that learn from what is said in many places know it well: "


@pytest.mark.parametrize(
    ("asked", "text", "opens"),
    [
        ("什么是“数据投毒”？", "数据投毒污染训练。", True),
        ("什么是“数据投毒”？", "1. “数据投毒”污染训练。", True),
        ("什么是“数据投毒”？", "一旦成功，模型出错。", False),
        ("What is “data poisoning”?", "Data poisoning spoils training.", True),
        ("What is “data poisoning”?", "Once it is done, models err.", False),
        # too late in the sentence, or not in quotation marks
        ("What is “data poisoning”?", f"{FAR}data poisoning.", False),
        ("What is data poisoning?", "Data poisoning spoils training.", False),
        ("What is Mistral?", "Mistral is a company.", False),
    ],
)
def test_a_sentence_opens_with_the_quoted_words_of_a_question(
    names: NameIndex, asked: str, text: str, *, opens: bool
) -> None:
    assert opens_with_term(read_question(asked, names), candidate(reader_of(text), 0)) is opens


@pytest.mark.parametrize(
    ("asked", "text", "kind"),
    [
        ("What is “data poisoning”?", "Data poisoning spoils training.", 1.5),
        ("什么是“数据投毒”？", "“数据投毒”污染训练。", 1.5),
        ("What is “data poisoning”?", "Once it is done, models err.", 0.5),
        # nothing is to be explained
        ("Is “data poisoning” bad?", "Data poisoning spoils training.", 0.5),
        # the sentence lacks what else is asked for
        ("What is “data poisoning”, and when was it?", "Data poisoning spoils training.", 0.0),
        # a source is asked for, which no sentence need hold
        ("Who says what “data poisoning” means?", "Data poisoning spoils training.", 0.5),
    ],
)
def test_a_sentence_that_opens_with_what_is_to_be_explained_is_more_than_of_the_kind(
    measured: Measured, asked: str, text: str, kind: float
) -> None:
    assert measured(asked, text).kind == kind


# --- Counting off ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "text", "enumerates"),
    [
        # three are wanted: counted and named, named, counted, more, fewer
        ("What are the three themes?", "There are three: art, work and trust.", 1.0),
        ("What are the three themes?", "They are art, work and trust.", 0.5),
        ("What are the three themes?", "There are three themes.", 0.9),
        ("What are the three themes?", "They are art, work, trust and law.", 0.15),
        ("What are the three themes?", "They are art and work.", 0.0),
        ("三个主题是什么？", "三个主题是工作、艺术、信任。", 1.0),
        ("三个主题是什么？", "是工作、艺术、信任。", 0.5),
        ("三个主题是什么？", "共有三个主题。", 0.9),
        ("三个主题是什么？", "是工作、艺术。", 0.0),
        # two of anything are soon found
        ("What are the two themes?", "The two are art and work.", 0.5),
        ("What are the two themes?", "There are two themes.", 0.4),
        ("两个主题是什么？", "共有两个主题。", 0.4),
        # however many: with a word that opens an enumeration, without, too few
        ("List the themes.", "They include art, work and trust.", 0.45),
        ("List the themes.", "They went through art, work and trust.", 0.25),
        ("List the themes.", "They include art and work.", 0.0),
        ("列出主题", "主题包括工作、艺术、信任。", 1.0),
        ("列出主题", "他们谈工作、艺术、信任。", 0.25),
        ("列出主题", "主题包括工作、艺术。", 0.0),
        # no list is wanted
        ("Is it so?", "There are three: art, work and trust.", 0.5),
        ("是这样吗？", "是工作、艺术、信任。", 0.5),
    ],
)
def test_how_a_sentence_counts_off_what_is_wanted(
    measured: Measured, asked: str, text: str, enumerates: float
) -> None:
    assert measured(asked, text).enumerates == enumerates


THREE = "The themes are:\n\nA: work.\n\nB: art.\n\nC: trust."


@pytest.mark.parametrize(
    ("asked", "indices", "enumerates"),
    [
        # what opens a list is no item of it
        ("What are the three themes?", (0, 1, 2, 3), 1.0),
        ("What are the three themes?", (1, 2, 3), 1.0),
        ("What are the four themes?", (0, 1, 2, 3), 0.0),
        ("What are the three themes?", (1, 2), 0.0),
        ("List the themes.", (0, 1, 2, 3), 0.6),
        ("List the themes.", (1, 2), 0.0),
    ],
)
def test_a_list_counts_off_its_items(
    measured: Measured, asked: str, indices: tuple[int, ...], enumerates: float
) -> None:
    assert measured(asked, THREE, *indices).enumerates == enumerates


# --- Topic, names and values -----------------------------------------------------------------------------


def on(asked: str, best: list[float], spans: list[tuple[int, int]], *, gap: float = 0.0) -> Candidate:
    """A candidate in whose chunk the tokens of a question at these places are met so well."""
    count = len(best)
    return replace(
        candidate(reader_of("It is so."), 0),
        token_best=np.zeros(count, np.float32),
        chunk_best=np.array(best, np.float32),
        weights=np.full(count, 1 / count, np.float32),
        question_spans=np.array(spans, np.int32),
        gap=gap,
    )


@pytest.mark.parametrize(
    ("rare", "gap", "best", "mean"),
    [
        ({"bread", "oven"}, 0.0, 0.4, 0.3),
        ({"bread", "oven", "glow"}, 0.0, 0.9, 0.5),
        ({"bread", "oven"}, 0.1, 0.5, 0.4),
        # of one rare word there is no best
        ({"bread"}, 0.0, 1.0, 0.2),
        # nothing tells what the question is about
        (set(), 0.0, 1.0, 1.0),
    ],
)
def test_the_topic_is_how_well_the_rare_words_of_a_question_are_met_in_the_chunk(
    names: NameIndex, rare: set[str], gap: float, best: float, mean: float
) -> None:
    words = CorpusWords.of(tokenise, lambda word: 3.0 if word in rare else 1.9, names)
    item = on("bread oven glow", [0.2, 0.4, 0.9], [(0, 5), (6, 10), (11, 15)], gap=gap)
    found = measure(read_question("bread oven glow", names), item, words)
    assert (found.topic_best, found.topic_mean) == pytest.approx((best, mean), abs=1e-6)


def test_a_word_of_several_tokens_is_met_as_well_as_they_are_on_average(names: NameIndex) -> None:
    words = CorpusWords.of(tokenise, lambda _: 3.0, names)
    item = on("bread oven", [0.2, 0.4, 0.9], [(0, 3), (3, 5), (6, 10)])
    assert measure(read_question("bread oven", names), item, words).topic_mean == pytest.approx(0.6, abs=1e-6)


@pytest.mark.parametrize(
    ("asked", "text", "share"),
    [
        ("Is it so?", "It is so.", 1.0),
        ("Did 84 of 770 win?", "It was 84 of 770.", 1.0),
        ("Did 84 of 770 win?", "There were 84.", 0.5),
        ("84个和770个都对吗？", "共有84个。", 0.5),
        ("Did 84 win?", "Some won.", 0.0),
        # hedged in the question
        ("印度批准了一千多亿卢比吗？", "印度批准了1030亿卢比。", 1.0),
        ("Did it approve over 100 billion rupees?", "It approved 103 billion rupees.", 1.0),
        ("Did it approve over 100 billion rupees?", "It approved 10.3 billion rupees.", 0.0),
    ],
)
def test_the_figures_of_a_question_that_a_sentence_states_are_a_share(
    measured: Measured, asked: str, text: str, share: float
) -> None:
    assert measured(asked, text).values_sentence == share


def test_a_name_counts_up_to_its_sentence_and_in_its_paragraph(measured: Measured) -> None:
    text = "The envoy came. She met him in Japan. They left."
    shares = [measured("What did the envoy do in Japan?", text, index) for index in range(3)]
    assert [found.names_so_far for found in shares] == [0.0, 1.0, 1.0]
    assert [found.names_context for found in shares] == [1.0, 1.0, 1.0]


def test_a_name_that_does_not_bridge_to_the_texts_language_is_not_looked_for(measured: Measured) -> None:
    assert measured("What did Dupont do?", "特使到场。").names_context == 1.0
    assert measured("What did Dupont do?", "The envoy came.").names_context == 0.0
    assert measured("What did Bouverot do?", "特使到场。").names_context == 0.0


def test_a_rendering_is_measured_in_the_questions_language(names: NameIndex, words: CorpusWords) -> None:
    document = load_document(
        "有84个。为啥呢？".encode(), Description(title="T", publisher="P", kind=SourceKind.PRESS)
    )
    first = Reader(document).sentences[0].span
    rendered = Reader(
        replace(document, translations=(Translation(first, "85 won.", Language.EN, "a reader"),))
    )
    for asked, share in (
        ("Did 85 win?", 1.0),
        ("Did 84 win?", 0.0),
        ("有84个吗？", 1.0),
        ("有85个吗？", 0.0),
    ):
        question = read_question(asked, mine_names([]))
        item = candidate(rendered, 0, language=question.language)
        assert measure(question, item, words).values_sentence == share, asked


@pytest.mark.parametrize(
    ("asked", "text", "opens"),
    [
        ("什么是“数据投毒”？", "数据投毒是注入恶意数据。", True),
        ("什么是“数据投毒”？", "在金融领域的风险评估模型中，一旦数据投毒得逞。", False),
        ("What is “data poisoning”?", "In AI models, data poisoning is an attack.", True),
    ],
)
def test_a_chinese_sentence_opens_with_fewer_characters(
    names: NameIndex, asked: str, text: str, *, opens: bool
) -> None:
    assert opens_with_term(read_question(asked, names), candidate(reader_of(text), 0)) is opens
