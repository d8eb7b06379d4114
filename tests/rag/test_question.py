"""Reading a question: what is refused, and what is understood."""

import pytest

from corpus.errors import InvalidInputError
from corpus.loading import Description, load_document
from corpus.model import Language
from rag.names import NameIndex, mine_names
from rag.question import MAX_QUESTION_CHARS, check_question, read_question
from rag.question_kinds import Asks, Shape


def code_of(text: str) -> str:
    with pytest.raises(InvalidInputError) as caught:
        check_question(text)
    assert caught.value.next_step
    return caught.value.code


@pytest.mark.parametrize("text", ["", " ", "\n\t", "?", "？！。", "…", "🏔", "\u200b", "\ufeff"])
def test_a_question_without_words_is_empty(text: str) -> None:
    assert code_of(text) == "question_empty"


@pytest.mark.parametrize("text", ["x" * 2001, "问" * 2001, "🏔x" * 1001])
def test_a_question_of_more_than_two_thousand_characters_is_too_long(text: str) -> None:
    assert code_of(text) == "question_too_long"


@pytest.mark.parametrize("text", ["x" * 2000, "问" * 2000, "  " + "x" * 2000 + "\n", "e\u0301" * 2000])
def test_two_thousand_characters_after_trimming_and_composing_are_read(text: str) -> None:
    assert len(check_question(text)) == MAX_QUESTION_CHARS


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x08", "\x0b", "\x1b", "\x7f", chr(0xD800), chr(0xDFFF)]
)
def test_control_characters_and_broken_unicode_are_refused(character: str) -> None:
    assert code_of(f"Who {character} is it?") == "question_control_characters"


@pytest.mark.parametrize(
    ("text", "checked"),
    [
        (" Who?\n", "Who?"),
        ("a\tb\nc", "a\tb\nc"),
        ("cafe\u0301", "café"),
        ("峰会？", "峰会？"),
        ("🏔 where", "🏔 where"),
    ],
)
def test_a_good_question_comes_back_trimmed_and_composed(text: str, checked: str) -> None:
    assert check_question(text) == checked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("峰会在哪里举行？", Language.ZH),
        ("Where is the summit?", Language.EN),
        ("OpenAI 的 CEO 是谁？", Language.ZH),
    ],
)
def test_the_language_is_the_questions_unless_one_is_given(
    names: NameIndex, text: str, language: Language
) -> None:
    assert read_question(text, names).language is language
    assert read_question(text, names, language.other).language is language.other


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("谁访问了北京？", Asks.PERSON), ("Who visited Beijing?", Asks.PERSON),
        ("峰会在哪里举行？", Asks.PLACE), ("Where was it held?", Asks.PLACE),
        ("峰会什么时候举行？", Asks.DATE), ("When is the summit?", Asks.DATE),
        ("投资金额是多少？", Asks.MONEY), ("How much money was invested?", Asks.MONEY),
        ("增长率是多少？", Asks.PERCENT), ("What percentage was saved?", Asks.PERCENT),
        ("有多少个项目？", Asks.COUNT), ("How many projects were there?", Asks.COUNT),
        ("为什么叫行动峰会？", Asks.REASON), ("Why is it so called?", Asks.REASON),
        ("哪家媒体报道了？", Asks.ORGANISATION), ("Which company built it?", Asks.ORGANISATION),
        ("由什么组织主办，在哪？", Asks.PLACE), ("Give the names of the cities.", Asks.PLACE),
        ("这是哪一类组织？", Asks.ORGANISATION),
    ],
)  # fmt: skip
def test_what_a_question_asks_for_is_told(names: NameIndex, text: str, kind: Asks) -> None:
    assert kind in read_question(text, names).asks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("区别在哪里？", Asks.PLACE), ("钱花在哪里？", Asks.PLACE), ("难在哪儿？", Asks.PLACE), ("好处在哪？", Asks.PLACE),
        ("是哪种组织方式？", Asks.ORGANISATION), ("哪些公司老板来了？", Asks.ORGANISATION),
        ("Which company bosses came?", Asks.ORGANISATION),
    ],
)  # fmt: skip
def test_words_that_only_look_like_a_place_or_a_body_ask_for_none(
    names: NameIndex, text: str, kind: Asks
) -> None:
    assert kind not in read_question(text, names).asks


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("第12条脚注指向哪里？", Shape.FOOTNOTE), ("Which URL does footnote 7 give?", Shape.FOOTNOTE),
        ("列出峰会的主题", Shape.LIST), ("List the themes of the summit.", Shape.LIST),
        ("两份文件各自怎么说？", Shape.TWO_DOCUMENT), ("What do both documents say?", Shape.TWO_DOCUMENT),
        ("16号注给了什么？", Shape.FOOTNOTE), ("这是哪个网站的？", Shape.FOOTNOTE), ("引的是同一篇吗？", Shape.FOOTNOTE),
        ("What is in the PDF?", Shape.FOOTNOTE), ("Whose web site is it?", Shape.FOOTNOTE),
        ("Do they cite the same page?", Shape.FOOTNOTE), ("Where is that taken from?", Shape.FOOTNOTE),
        ("两边怎么看峰会？", Shape.TWO_DOCUMENT), ("两篇都提到印度吗？", Shape.TWO_DOCUMENT),
        ("2月10号注册吗？", Shape.FACT), ("有5个注册项目吗？", Shape.FACT),
        ("马斯克失眠了吗", Shape.FACT), ("Is Musk awake?", Shape.FACT),
    ],
)  # fmt: skip
def test_the_shape_of_the_answer_is_told(names: NameIndex, text: str, shape: Shape) -> None:
    assert read_question(text, names).shape is shape


@pytest.mark.parametrize(
    ("text", "number"),
    [("脚注12指向哪里？", 12), ("注12指向哪里？", 12), ("第16条脚注是什么？", 16), ("Which URL does footnote 7 give?", 7),
     ("What does note no. 3 say?", 3), ("Where does endnote #9 point?", 9), ("What is in the footnotes?", None),
     ("16号注给了什么？", 16), ("第16号注呢？", 16), ("16 号脚注指向哪里？", 16), ("第 7 脚注？", 7), ("7注释", 7),
     ("峰会有几个主题？", None), ("2025年有12个国家参加吗？", None), ("16号关注什么？", None), ("2月16号注册吗？", None), ("第5个注册项目？", None)],
)  # fmt: skip
def test_the_number_of_a_footnote_is_read(names: NameIndex, text: str, number: int | None) -> None:
    assert read_question(text, names).footnote == number


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("列出五大主题", 5),
        ("What are the five themes?", 5),
        ("Name the four trends.", 4),
        ("峰会在哪里举行？", None),
        ("Where is it?", None),
    ],
)
def test_the_number_of_items_wanted_is_read(names: NameIndex, text: str, count: int | None) -> None:
    assert read_question(text, names).wanted_count == count


def test_figures_are_values_and_counting_words_are_not(names: NameIndex) -> None:
    text = "Which five firms invested US$5 million on 10 February 2025?"
    question = read_question(text, names)
    assert [text[v.start : v.end] for v in question.values] == ["US$5 million", "10 February 2025"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("布韦罗访问了哪里？", "布韦罗"),
        ("When did Bouverot visit Beijing?", "Bouverot"),
        ("Did Sundar Pichai come?", "Sundar Pichai"),
        ("DeepSeek的模型如何？", "DeepSeek"),
        ("What is “quantum compression”?", "quantum compression"),
    ],
)
def test_the_names_of_a_question_are_found(names: NameIndex, text: str, written: str) -> None:
    assert written in [name.written for name in read_question(text, names).names]


def test_a_quoted_word_is_marked_as_quoted(names: NameIndex) -> None:
    (name,) = [
        n for n in read_question("What is “quantum compression”?", names).names if "quantum" in n.written
    ]
    assert name.is_quoted


@pytest.mark.parametrize("text", ["What is the plan?", "Where does it say so?", "这是什么意思？"])
def test_the_first_word_of_a_question_is_no_name(names: NameIndex, text: str) -> None:
    assert read_question(text, names).names == ()


@pytest.mark.parametrize("text", ["谁访问了北京？", "Who visited Beijing and Beijing?", "x", "注"])
def test_terms_are_content_words_each_once(names: NameIndex, text: str) -> None:
    terms = read_question(text, names).terms
    assert len(set(terms)) == len(terms)
    assert not {"谁", "了", "Who", "and"} & set(terms)
    assert all(term in text for term in terms)


@pytest.mark.parametrize(
    "text",
    ["法国关注5个主题", "法国关注5个主题吗？", "备注5个主题", "注2024是什么？", "脚注2024", "What does note 2024 say?"],
)  # fmt: skip
def test_a_verb_that_ends_in_the_word_for_note_or_a_year_gives_no_footnote(
    names: NameIndex, text: str
) -> None:
    assert read_question(text, names).footnote is None


def test_a_chinese_name_alone_does_not_make_an_english_question_chinese(names: NameIndex) -> None:
    assert read_question("Who is 安妮·布韦罗?", names).language is Language.EN


@pytest.mark.parametrize("text", ["第三届峰会在哪里举行？", "谁主持第三届论坛？"])
def test_an_ordinal_is_neither_a_figure_nor_a_number_of_items(names: NameIndex, text: str) -> None:
    question = read_question(text, names)
    assert (question.values, question.wanted_count) == ((), None)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        # in the dictionary as something else, and made of the characters that spell foreign names
        ("请问万斯的看法", "万斯"),
        ("请问皮柴的看法", "皮柴"),
        # in no dictionary
        ("请问张国清的看法", "张国清"),
    ],
)
def test_a_person_whom_only_the_documents_know_is_a_name_where_they_do(
    names: NameIndex, text: str, written: str
) -> None:
    assert [name.written for name in read_question(text, names).names] == [written]
    assert read_question(text, mine_names([])).names == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("王小明出席了吗？", "王小明"),
        ("特鲁多去了吗？", "特鲁多"),
        # spelt with the characters of foreign names, whatever the tagger makes of them
        ("冯德莱恩来了吗？", "冯德莱恩"),
        ("纳德拉代表微软吗？", "纳德拉"),
        ("贝索斯出席了吗？", "贝索斯"),
        # a prize that no document speaks of
        ("哪一年拿的诺贝尔文学奖？", "诺贝尔"),
        ("谁拿了茅盾文学奖？", "茅盾文学奖"),
    ],
)
def test_what_is_plainly_a_name_is_one_without_any_document(text: str, written: str) -> None:
    assert written in [name.written for name in read_question(text, mine_names([])).names]


@pytest.mark.parametrize("text", ["谁想打这张牌？", "请罗列主题", "罗列五大主题的内容"])
def test_a_word_that_only_the_tagger_takes_for_a_name_is_none_where_no_document_has_it(
    names: NameIndex, text: str
) -> None:
    assert read_question(text, names).names == ()


@pytest.mark.parametrize(
    "text", ["有多少嘉宾？", "伦理为何重要？", "数据如何加密？", "大国怎么说？", "如何普及？", "有多深度？", "南北差距多大？", "多少卢比？"]
)  # fmt: skip
def test_a_common_word_that_the_tagger_takes_for_a_name_is_none_even_where_documents_have_it(
    names: NameIndex, text: str
) -> None:
    assert read_question(text, names).names == ()


def test_such_a_word_is_a_name_where_a_document_has_it() -> None:
    known = mine_names([load_document("贝索斯和罗列来了。".encode(), Description())])
    assert [name.written for name in read_question("贝索斯出席了吗？", known).names] == ["贝索斯"]
    assert [name.written for name in read_question("请罗列主题", known).names] == ["罗列"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("What is the PDF. Whose site hosts it?", []),
        ("Which note links to a PDF. Elsewhere is it?", []),
        ("Did Anne Bouverot. Which minister came?", ["Anne Bouverot"]),
        ("What is in the R.A.N.D study?", ["R.A.N.D"]),
        ("What does Foo-4.5 do?", ["Foo-4.5"]),
    ],
)
def test_a_full_stop_ends_a_name_unless_it_stands_inside_a_word(
    names: NameIndex, text: str, written: list[str]
) -> None:
    assert [name.written for name in read_question(text, names).names] == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Did the U.S. vice president attend?", "U.S."),
        ("Is the Zebra Group there?", "Zebra Group"),
        ("Will Zebra come?", "Zebra"),
    ],
)
def test_the_small_words_before_a_name_at_the_start_are_no_part_of_it(
    names: NameIndex, text: str, written: str
) -> None:
    assert [name.written for name in read_question(text, names).names] == [written]


@pytest.mark.parametrize(
    ("whole", "text", "shape"),
    [
        ("两份文件对峰会的主题分别怎么说？", "对峰会的主题怎么说？", Shape.TWO_DOCUMENT),
        ("Do both documents agree that it is held in Paris?", "it is held in Paris?", Shape.TWO_DOCUMENT),
    ],
)
def test_the_shape_is_that_of_all_the_words_and_the_rest_that_of_what_is_searched_for(
    names: NameIndex, whole: str, text: str, shape: Shape
) -> None:
    question = read_question(text, names, whole=whole, names_documents=True)
    assert (question.shape, question.text, question.names_documents) == (shape, text, True)
    assert all(term in text for term in question.terms)
    alone = read_question(text, names)
    assert (alone.shape, alone.names_documents) == (Shape.FACT, False)
    assert (alone.terms, alone.names) == (question.terms, question.names)


@pytest.mark.parametrize(
    ("text", "name"), [("李强总理出席峰会了吗？", "李强"), ("德国总理默克尔出席峰会了吗？", "默克尔")]
)
def test_a_person_beside_a_title_is_a_name_though_no_document_carries_it(
    text: str, name: str, names: NameIndex
) -> None:
    assert name in [found.written for found in read_question(text, names).names]


@pytest.mark.parametrize(
    ("asked", "named", "unnamed"),
    [
        ("特使何时赴印？", "印度", "赴印"),
        ("总理访法时见了谁？", "法国", "访法"),
        ("What does the Stargate-style plan promise?", "Stargate", "Stargate-style"),
    ],
)
def test_a_name_is_told_from_what_is_made_of_it(
    names: NameIndex, asked: str, named: str, unnamed: str
) -> None:
    found = read_question(asked, names).names
    assert [named in name.spellings for name in found].count(True) == 1
    assert unnamed not in [name.written for name in found]


@pytest.mark.parametrize("asked", ["他们访美丽的村庄是哪天？", "他们赴法庭作证是哪天？"])
def test_a_character_within_a_word_names_no_place(names: NameIndex, asked: str) -> None:
    assert not any(name.is_place for name in read_question(asked, names).names)


def test_a_place_that_is_named_twice_is_one(names: NameIndex) -> None:
    found = read_question("法国AI特使访华是哪几天？", names).names
    assert ["中国" in name.spellings for name in found].count(True) == 1


@pytest.mark.parametrize(
    "asked", ["给峰会归纳了几项核心目标？逐条说一下。", "List how many themes there are."]
)
def test_a_list_need_not_be_counted(names: NameIndex, asked: str) -> None:
    question = read_question(asked, names)
    assert question.shape is Shape.LIST
    assert Asks.COUNT not in question.asks


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("投资是1090亿欧元还是1130亿美元？", ["1090亿欧元", "1130亿美元"]),
        ("峰会是2月10日开幕还是2月12日？", ["2月10日", "2月12日"]),
        ("Is it 109 billion euros or 113 billion dollars?", ["109 billion euros", "113 billion dollars"]),
        ("Was it on 9 December or on 10 December?", ["9 December", "10 December"]),
        ("从2月10日到2月11日吗？", []),
        ("111个国家的770个项目，是哪年？", []),
        ("Did 770 projects come from 111 countries?", []),
    ],
)  # fmt: skip
def test_values_with_only_or_between_them_are_alternatives(asked: str, written: list[str]) -> None:
    question = read_question(asked, NameIndex(()))
    assert [asked[value.start : value.end] for value in question.alternatives] == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Who was present on 10 Feb?", []),
        ("Source URL for the four trends?", []),
        ("Whose are the R1-versus-GPT-4 figures?", ["R1", "GPT-4"]),
        # a city is a name where no document knows it; what the tagger takes for a place is none
        ("她去上海见了谁？", ["上海"]),
        ("罗列五个主题？", []),
    ],
)
def test_dates_talk_of_sources_and_what_is_set_against_are_told_from_names(
    text: str, written: list[str]
) -> None:
    assert [name.written for name in read_question(text, NameIndex(())).names] == written


def test_what_compares_with_a_name_is_no_part_of_it() -> None:
    known = NameIndex((), "布莱切利园峰会")
    named = [name.written for name in read_question("参会人数比布莱切利那届多多少？", known).names]
    assert not any(name.startswith("比") for name in named)
