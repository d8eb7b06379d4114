"""Refusing: contracts with hand-made candidates, not scores."""

import pytest

from corpus.loading import Description, load_document
from corpus.model import SourceKind
from rag.answer import AbstainReason
from rag.matching import AS_MANY_STATED, CorpusWords
from rag.names import NameIndex
from rag.question import read_question
from rag.ranking import Ranked
from rag.reading import Reader
from rag.refusal import judge, names_side_by_side
from tests.rag.candidates import candidate, judged, ranked, reader_of


def test_without_candidates_there_is_no_evidence(names: NameIndex, words: CorpusWords) -> None:
    judgement = judge(read_question("Who came?", names), [], words)
    assert (judgement.usable, judgement.reason) == ([], AbstainReason.NO_EVIDENCE)


def test_candidates_unlike_the_question_are_no_evidence(names: NameIndex, words: CorpusWords) -> None:
    judgement = judge(
        read_question("Who came?", names),
        [ranked(candidate(reader_of("Nothing."), 0), 0.0, **NOTHING)],
        words,
    )
    assert (judgement.usable, judgement.reason) == ([], AbstainReason.NO_EVIDENCE)


NOTHING = {"value": 0.0, "kind": 1.0}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Was US$5 million invested?", "The fund invested US$5 million."),
        ("1030亿卢比用来做什么？", "印度投资 1030 亿卢比用于人工智能。"),
        ("What happened in Beijing?", "In China the envoy met a minister."),
        ("What happened on 10 February?", "峰会于2月10日开幕。"),
    ],
)
def test_a_candidate_that_states_what_the_question_states_is_used(
    names: NameIndex, words: CorpusWords, question: str, text: str
) -> None:
    judgement = judged(read_question(question, names), text, words)
    assert judgement.reason is None
    assert len(judgement.usable) == 1
    assert judgement.missing == ()


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("What does US$7 million pay for?", "The fund has an office.", "US$7 million"),
        ("What did the envoy do in Japan?", "The envoy met a minister in China.", "Japan"),
        ("布韦罗在柏林做了什么？", "特使布韦罗访问了北京。", "柏林"),
        ("What was said in March 2019?", "It was said in May 2024.", "March 2019"),
    ],
)
def test_what_the_question_states_and_the_text_does_not_is_named_as_missing(
    names: NameIndex, words: CorpusWords, question: str, text: str, missing: str
) -> None:
    judgement = judged(read_question(question, names), text, words)
    assert judgement.reason is not None
    assert missing in judgement.missing


def test_a_candidate_without_the_kind_that_is_asked_for_is_not_used(
    names: NameIndex, words: CorpusWords
) -> None:
    judgement = judged(read_question("When was it?", names), "It was fine.", words, kind=0.0)
    assert (judgement.usable, judgement.reason) == ([], AbstainReason.NOT_STATED)


def test_of_several_candidates_only_those_that_meet_the_constraints_are_used_in_order(
    names: NameIndex, words: CorpusWords
) -> None:
    reader = reader_of("The envoy went to Japan.\n\nShe met people in China.\n\nShe spoke in China again.")
    items = [ranked(candidate(reader, index), 5.0 - 0.1 * index) for index in range(3)]
    judgement = judge(read_question("What did the envoy do in China?", names), items, words)
    assert [item.candidate.spans for item in judgement.usable] == [
        items[1].candidate.spans,
        items[2].candidate.spans,
    ]


def test_a_far_candidate_does_not_speak_for_the_documents(names: NameIndex, words: CorpusWords) -> None:
    reader = reader_of("Nobody knows.\n\nIt was in China.")
    items = [ranked(candidate(reader, 0), 50.0), ranked(candidate(reader, 1), 0.0)]
    judgement = judge(read_question("What happened in China?", names), items, words)
    assert judgement.usable == []


def test_a_count_that_the_text_gives_otherwise_is_a_false_premise(
    names: NameIndex, words: CorpusWords
) -> None:
    judgement = judged(
        read_question("Why did 900 projects apply?", names), "In all 770 projects did apply.", words, kind=1.0
    )
    assert judgement.reason is AbstainReason.FALSE_PREMISE
    assert judgement.contradicted == "900"
    assert len(judgement.usable) == 1


def test_a_figure_is_no_false_premise_where_something_else_is_missing_too(
    names: NameIndex, words: CorpusWords
) -> None:
    judgement = judged(
        read_question("Why did 900 projects apply in Japan?", names), "In all 770 projects did apply.", words
    )
    assert judgement.reason is AbstainReason.NOT_STATED
    assert judgement.missing == ("900", "Japan")


# --- Names that need not be repeated ---------------------------------------------------------------------

OPENINGS = [
    # question, a first paragraph that names what it names, a later one that does not, the name
    ("What did the envoy do in Paris?", "The summit is in Paris.", "The envoy met a minister.", "Paris"),
    ("特使在巴黎做了什么？", "峰会在巴黎举行。", "特使会见了部长。", "巴黎"),
    ("Whom did Bouverot meet?", "Anne Bouverot leads it.", "The envoy met a minister.", "Bouverot"),
    ("布韦罗会见了谁？", "布韦罗主持筹备。", "特使会见了部长。", "布韦罗"),
]


@pytest.mark.parametrize(("asked", "first", "later", "name"), OPENINGS)
def test_what_the_first_paragraph_names_need_not_be_named_again(
    names: NameIndex, words: CorpusWords, asked: str, first: str, later: str, name: str
) -> None:
    question = read_question(asked, names)
    with_opening = ranked(candidate(reader_of(f"{first}\n\n{later}"), 1), 5.0)
    judgement = judge(question, [with_opening], words)
    assert (judgement.reason, judgement.missing) == (None, ())
    assert judgement.usable == [with_opening]
    middle = ranked(candidate(reader_of(f"{later}\n\n{first}\n\n{later}"), 2), 5.0)
    assert judge(question, [middle], words).missing == (name,)


@pytest.mark.parametrize(
    ("asked", "first", "later"),
    [
        ("布韦罗会见了谁？", "布韦罗主持筹备。", "她会见了马朝旭。"),
        ("Whom did Bouverot meet?", "Bouverot leads it.", "She met Ma Zhaoxu."),
    ],
)
def test_a_sentence_that_points_back_need_not_name_what_it_points_at(
    names: NameIndex, words: CorpusWords, asked: str, first: str, later: str
) -> None:
    reader = reader_of(f"峰会开幕。\n\n{first}\n\n{later}")
    assert judge(read_question(asked, names), [ranked(candidate(reader, 2), 5.0)], words).missing == ()


@pytest.mark.parametrize(
    ("asked", "text", "missing"),
    [
        (
            "What did the envoy do in Paris?",
            "The summit is in Paris.\n\nThe envoy met a minister in China.",
            ("Paris",),
        ),
        ("特使在巴黎做了什么？", "峰会在巴黎举行。\n\n特使在北京会见了部长。", ("巴黎",)),
        # a person has no rival in a place
        ("Whom did Bouverot meet?", "Anne Bouverot leads it.\n\nShe met a minister in China.", ()),
        ("布韦罗会见了谁？", "布韦罗主持筹备。\n\n她在北京会见了部长。", ()),
    ],
)
def test_a_place_of_the_opening_is_missing_where_the_sentence_names_another(
    names: NameIndex, words: CorpusWords, asked: str, text: str, missing: tuple[str, ...]
) -> None:
    question = read_question(asked, names)
    judgement = judge(question, [ranked(candidate(reader_of(text), 1), 5.0)], words)
    assert judgement.missing == missing
    assert judgement.reason is (AbstainReason.NOT_STATED if missing else None)


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("马克龙的特使去了哪里？", ()),
        ("马克龙去了哪里？", ("马克龙",)),
        # a place is more than an owner
        ("日本的特使去了哪里？", ("日本",)),
    ],
)
def test_whose_somebody_is_need_not_be_said_in_chinese(
    names: NameIndex, words: CorpusWords, asked: str, missing: tuple[str, ...]
) -> None:
    assert judged(read_question(asked, names), "特使去了北京。", words).missing == missing


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        ("Where did Macron's envoy go?", ()),
        ("Where did Macron’s envoy go?", ()),
        ("Where did Macron go?", ("Macron",)),
        ("Where did Japan's envoy go?", ("Japan",)),
    ],
)
def test_whose_somebody_is_need_not_be_said_in_english(
    names: NameIndex, words: CorpusWords, asked: str, missing: tuple[str, ...]
) -> None:
    assert judged(read_question(asked, names), "The envoy went to Beijing.", words).missing == missing


@pytest.mark.parametrize(
    ("asked", "text", "missing"),
    [
        # the name of a document's publisher, and another body's
        ("What does Tsinghua University expect?", "It may be large.", ()),
        ("What does Stanford University expect?", "It may be large.", ("Stanford University",)),
        # a Latin name that the documents carry may be written in Chinese here; one that none carries is missing
        ("Nasscom怎么看峰会？", "峰会很大。", ()),
        ("Zebra怎么看峰会？", "峰会很大。", ("Zebra",)),
        # what sort of thing is asked for, and where it was
        ("Which American newspaper praised it?", "It was praised by a paper.", ()),
        ("Which newspaper in America praised it?", "It was praised by a paper.", ("America",)),
        ("哪家美国报纸支持它？", "由邮报支持。", ()),
        ("美国哪家报纸支持它？", "由邮报支持。", ("美国",)),
        # words in quotation marks
        ("What is “Stargate Two”?", "It is a plan.", ()),
        ("什么是“星际之门”？", "那是计划。", ()),
    ],
)
def test_names_that_say_whose_text_or_what_sort_of_thing_is_meant_are_not_required(
    names: NameIndex, words: CorpusWords, asked: str, text: str, missing: tuple[str, ...]
) -> None:
    assert judged(read_question(asked, names), text, words).missing == missing


@pytest.mark.parametrize(("rarity", "missing"), [(0.9, ()), (1.1, ("Japan",))])
def test_a_name_that_stands_everywhere_is_not_required(
    names: NameIndex, rarity: float, missing: tuple[str, ...]
) -> None:
    question = read_question("What did the envoy do in Japan?", names)
    words = CorpusWords.of(str.split, lambda _: rarity, names)
    assert judged(question, "The envoy met a minister in China.", words).missing == missing


def test_the_title_and_publisher_of_a_document_state_no_figure_and_no_name(
    names: NameIndex, words: CorpusWords
) -> None:
    described = Description(title="Preview of 84", publisher="Japan Daily", kind=SourceKind.PRESS)
    reader = Reader(load_document(b"The summit opens.\n\nThe envoy met a minister.", described))
    question = read_question("Which of the 84 did the envoy meet in Japan?", names)
    assert judge(question, [ranked(candidate(reader, 1), 5.0)], words).missing == ("84", "Japan")


# --- Several names side by side --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "Did London or Beijing come first?", "What did she do in London and in Beijing?",
        "When was London? When was Beijing?", "Is London larger than Beijing?",
        "伦敦和北京哪个在先？", "伦敦还是北京在先？", "在伦敦何时？在北京何时？", "伦敦、北京各是何时？",
    ],
)  # fmt: skip
def test_names_that_want_an_answer_each_stand_side_by_side(names: NameIndex, asked: str) -> None:
    assert names_side_by_side(read_question(asked, names))


@pytest.mark.parametrize(
    "asked",
    [
        "When did she go to London after Beijing?", "What did she and he do in London?", "When was it?",
        "她从北京去伦敦是何时？", "她和他在伦敦做了什么？", "何时？",
    ],
)  # fmt: skip
def test_names_without_a_word_between_or_only_one_do_not(names: NameIndex, asked: str) -> None:
    assert not names_side_by_side(read_question(asked, names))


def in_order(text: str, *scores: float, **chosen: float) -> list[Ranked]:
    reader = reader_of(text)
    return [ranked(candidate(reader, index), score, **chosen) for index, score in enumerate(scores)]


ENGLISH = "Beijing came in May.\n\nNothing else came.\n\nLondon came in June."
CHINESE = "北京站在五月。\n\n别无其他。\n\n伦敦站在六月。"


@pytest.mark.parametrize(
    ("asked", "text"),
    [("Did London or Beijing come first?", ENGLISH), ("伦敦和北京哪个在先？", CHINESE)],
)
def test_names_side_by_side_are_answered_by_a_sentence_each(
    names: NameIndex, words: CorpusWords, asked: str, text: str
) -> None:
    items = in_order(text, 9.0, 8.0, 3.0)
    judgement = judge(read_question(asked, names), items, words)
    assert (judgement.reason, judgement.together) == (None, True)
    assert judgement.usable == [items[0], items[2]]


def test_one_sentence_that_speaks_of_all_names_is_used_as_any_other(
    names: NameIndex, words: CorpusWords
) -> None:
    items = in_order("Beijing came before London.\n\nLondon came in June.", 9.0, 8.0)
    judgement = judge(read_question("Did London or Beijing come first?", names), items, words)
    assert (judgement.usable, judgement.together) == ([items[0]], False)


@pytest.mark.parametrize(
    ("asked", "text", "scores", "missing"),
    [
        # one of the names stands nowhere
        ("Did London or Beijing come first?", "Beijing came in May.\n\nNothing came.", (9.0, 8.0), ("London",)),
        ("伦敦和北京哪个在先？", "北京站在五月。\n\n别无其他。", (9.0, 8.0), ("伦敦",)),
        # two of three names have one
        ("Did London, Tokyo or Beijing come first?", ENGLISH, (9.0, 8.0, 3.0), ("London", "Tokyo")),
        # the sentence that has it is far below
        ("Did London or Beijing come first?", ENGLISH, (9.0, 8.0, 1.9), ("London",)),
        # the names do not stand side by side
        ("When did she go to London after Beijing?", ENGLISH, (9.0, 8.0, 3.0), ("London",)),
    ],
)  # fmt: skip
def test_names_that_do_not_each_have_a_sentence_near_the_best_are_not_answered_together(
    names: NameIndex, words: CorpusWords, asked: str, text: str, scores: tuple[float, ...], missing: tuple[str, ...]
) -> None:  # fmt: skip
    judgement = judge(read_question(asked, names), in_order(text, *scores), words)
    assert (judgement.usable, judgement.together) == ([], False)
    assert judgement.missing == missing


def test_a_sentence_without_the_asked_kind_answers_for_no_name(names: NameIndex, words: CorpusWords) -> None:
    items = in_order(ENGLISH, 9.0, 8.0, 3.0, kind=0.0)
    judgement = judge(read_question("Did London or Beijing come first?", names), items, words)
    assert (judgement.usable, judgement.reason) == ([], AbstainReason.NOT_STATED)


# --- What need not be met, and what takes nothing for granted ---------------------------------------------


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        # one of two figures with "or" between them
        ("投资是1090亿欧元还是1130亿美元？", "法国吸引1090亿欧元的投资。"),
        ("Is it 109 billion euros or 113 billion dollars?", "France draws 109 billion euros of investment."),
        # the asker's own
        ("Our NGO has an idea. How far along must a project be?", "A project must be at the pilot stage."),
        # what sort of thing is asked for
        ("向她了解峰会的美国报纸叫什么？", "她向《华盛顿邮报》介绍了峰会。"),
    ],
)
def test_such_a_figure_or_name_is_not_missed(
    names: NameIndex, words: CorpusWords, asked: str, text: str
) -> None:
    assert judged(read_question(asked, names), text, words).missing == ()


def test_of_two_figures_neither_of_which_is_there_both_are_missed(
    names: NameIndex, words: CorpusWords
) -> None:
    asked = read_question("投资是1090亿欧元还是1130亿美元？", names)
    assert judged(asked, "法国吸引50亿欧元的投资。", words).missing == ("1090亿欧元", "1130亿美元")


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("报告里排第四的是哪个国家？", "法国位列第三，仅次于美国。"),
        ("Which country came fourth?", "France ranks third, behind the US."),
        ("首尔峰会是2024年几月几号开的？", "特使于2023年9月30日访问首尔。"),
        ("On which exact date in 2024 was it held?", "She went there on 30 September 2023."),
    ],
)
def test_a_place_that_is_asked_for_or_a_year_of_a_day_is_no_premise(
    names: NameIndex, words: CorpusWords, asked: str, text: str
) -> None:
    assert judged(read_question(asked, names), text, words).reason is not AbstainReason.FALSE_PREMISE


def test_a_list_of_the_number_asked_for_may_be_less_about_the_matter(
    names: NameIndex, words: CorpusWords
) -> None:
    question = read_question("征集的五大主题是什么？", names)
    reader = reader_of("征集启动了。\n\n五大主题包括甲、乙。")
    about = ranked(candidate(reader, 0), 5.0, enumerates=0.0)
    stated = ranked(candidate(reader, 1), 5.0, enumerates=AS_MANY_STATED)
    fewer = ranked(candidate(reader, 1), 5.0, enumerates=AS_MANY_STATED - 0.05)
    assert stated in judge(question, [about, stated], words).usable
    assert fewer not in judge(question, [about, fewer], words).usable
