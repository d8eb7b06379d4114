"""Small files through each loader: nothing lost, nothing twice, and what each format is read as."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import has_han
from corpus.loaders import FileFormat, parse
from corpus.model import BlockKind, Removed, RemovedKind
from tests.corpus.coverage import uncovered


@pytest.mark.parametrize("file_format", list(FileFormat))
@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("\n \n\t\n", ""),
        ("No headings here.", "No headings here."),
        ("One line.\r\nAnother line.\r\n", "One line.\nAnother line."),
        ("One line.\rAnother line.\r", "One line.\nAnother line."),
        ("cafe\u0301 ouvert.", "café ouvert."),
        ("\u1112\u1161\u1102\u1161.", "하나."),
        ("Zürich 🏔 und 𠮷野家。", "Zürich 🏔 und 𠮷野家。"),
        ("  indented.  \n\n\n\u3000\u3000段落。", "indented.\n段落。"),
    ],
)
def test_any_loader_normalises_and_keeps_the_way_back(
    file_format: FileFormat, source: str, text: str
) -> None:
    parsed = parse(source, file_format)
    assert parsed.text == text
    assert uncovered(parsed.source_runs, parsed.removed, len(source)) == []
    for run in parsed.source_runs:
        original = source[run.source_start : run.source_end]
        assert unicodedata.normalize("NFC", original) == parsed.text[run.start : run.end]


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_a_composed_character_maps_to_all_it_was_made_of(file_format: FileFormat) -> None:
    source = "a cafe\u0301 and more 🏔 text."
    parsed = parse(source, file_format)
    at = parsed.text.index("é")
    run = next(r for r in parsed.source_runs if r.start <= at < r.end)
    assert (run.source_start, run.source_end) == (source.index("e\u0301"), source.index("e\u0301") + 2)
    mountain = next(r for r in parsed.source_runs if r.start <= parsed.text.index("🏔") < r.end)
    shift = mountain.source_start - mountain.start
    assert source[parsed.text.index("🏔") + shift] == "🏔"


@given(
    st.text(alphabet="ab。.\n\r \té\u0301\u1100\u1161🏔中1¹#*-：", max_size=60),
    st.sampled_from(list(FileFormat)),
)
def test_no_loader_loses_or_doubles_a_character_of_any_file(source: str, file_format: FileFormat) -> None:
    parsed = parse(source, file_format)
    assert uncovered(parsed.source_runs, parsed.removed, len(source)) == []
    assert all(0 <= b.span.start <= b.span.end <= len(parsed.text) for b in parsed.blocks)
    for run in parsed.source_runs:
        original = source[run.source_start : run.source_end]
        normal = unicodedata.normalize("NFC", original.replace("\r\n", "\n").replace("\r", "\n"))
        assert normal == parsed.text[run.start : run.end]


def paged(footers: int, *, crlf: bool = False) -> str:
    footer = "\n\n街道 12 号\n电话 555\n\n"
    paragraph = "这是一个足够长的段落，它一直写到足以被看作正文的长度为止，所以这里还要再写一些字，好了，写完了第{}页。"
    pages = [paragraph.format(n) + (footer if n <= footers else "") for n in range(1, footers + 2)]
    source = "".join(pages)
    return source.replace("\n", "\r\n") if crlf else source


@pytest.mark.parametrize("crlf", [False, True])
def test_a_footer_on_three_pages_is_left_out(crlf: bool) -> None:
    parsed = parse(paged(3, crlf=crlf), FileFormat.PAGED_TEXT)
    assert "电话" not in parsed.text
    assert [page.page for page in parsed.pages] == [1, 2, 3, 4]


def test_lines_that_come_back_only_twice_stay() -> None:
    parsed = parse(paged(2), FileFormat.PAGED_TEXT)
    assert parsed.text.count("街道 12 号\n电话 555") == 2
    assert [page.page for page in parsed.pages] == [1]


def test_a_single_line_that_comes_back_is_text_and_no_furniture() -> None:
    parsed = parse("\n\n".join(f"（掌声）\n\n第{n}段讲话。" for n in "一二三四"), FileFormat.PAGED_TEXT)
    assert parsed.text.count("（掌声）") == 4


def test_latin_words_that_a_page_break_parted_get_a_blank() -> None:
    footer = "\n\nStreet 12\nPhone 555\n\n"
    source = (
        "A first paragraph that is long enough to be taken for body text." + footer
    ) * 2 + f"Another body text, long enough as well, that goes on{footer}over the page break."
    parsed = parse(source + footer, FileFormat.PAGED_TEXT)
    assert "goes on over the page break." in parsed.text
    assert not has_han(parsed.text)


def test_plain_text_joins_wrapped_lines_with_a_blank_only_between_latin_words() -> None:
    parsed = parse("one\ntwo\n\n中文\n接着\n\nends.\nnext", FileFormat.PLAIN)
    assert parsed.text == "one two\n中文接着\nends.\nnext"
    assert [block.kind for block in parsed.blocks] == [BlockKind.PARAGRAPH] * 3


def test_plain_text_knows_headings() -> None:
    parsed = parse("# One\n\ntext\n\n## Two\n\nmore\n\n# Three\n\nend", FileFormat.PLAIN)
    assert [(s.title, s.level, s.parent) for s in parsed.sections] == [
        ("One", 1, -1),
        ("Two", 2, 0),
        ("Three", 1, -1),
    ]
    assert [s.span.of(parsed.text) for s in parsed.sections] == [
        "One\ntext\nTwo\nmore\n",
        "Two\nmore\n",
        "Three\nend",
    ]


def test_an_article_keeps_the_words_of_a_link_and_leaves_out_its_address() -> None:
    parsed = parse("Read [the report](https://x.y/z) and `code`.", FileFormat.ARTICLE)
    assert parsed.text == "Read the report and code."


def test_an_article_hands_over_its_front_matter() -> None:
    parsed = parse(
        "---\r\ntitle: A title\r\ndate: 2025-02-12\r\n---\r\n# A title\r\n\r\nText.", FileFormat.ARTICLE
    )
    assert parsed.front_matter == {"title": "A title", "date": "2025-02-12"}
    assert next(block.kind for block in parsed.blocks) is BlockKind.TITLE
    assert parsed.text == "A title\nText."


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_a_byte_order_mark_is_layout_to_every_loader(file_format: FileFormat) -> None:
    parsed = parse("\ufeff正文。", file_format)
    assert parsed.text == "正文。"
    assert parsed.removed == (Removed(RemovedKind.LAYOUT, 0, 1),)


def test_front_matter_behind_a_byte_order_mark_is_read() -> None:
    parsed = parse("\ufeff---\ntitle: 标题\n---\n# 标题\n\n正文。", FileFormat.ARTICLE)
    assert parsed.front_matter == {"title": "标题"}
    assert parsed.text == "标题\n正文。"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_empty_field_of_the_front_matter_does_not_take_the_next_line(line_end: str) -> None:
    lines = ["---", "title: A title", "source:", "date: 2025-02-12", "---", "Text."]
    parsed = parse(line_end.join(lines), FileFormat.ARTICLE)
    assert parsed.front_matter == {"title": "A title", "source": "", "date": "2025-02-12"}


def test_powers_and_underscores_of_code_are_kept_and_emphasis_is_not() -> None:
    assert parse("2**3 in __init__ is **bold**.", FileFormat.ARTICLE).text == "2**3 in __init__ is bold."


def test_the_items_of_a_numbered_list_keep_their_numbers() -> None:
    parsed = parse("1. one\n2. two\n3) three\n- four", FileFormat.ARTICLE)
    assert parsed.text == "1. one\n2. two\n3) three\nfour"
    assert {block.kind for block in parsed.blocks} == {BlockKind.LIST_ITEM}


def test_a_header_at_the_top_of_the_first_page_leaves_pages_counted_from_one() -> None:
    header, body = (
        "The Centre\nphone 123\n\n",
        "Page {} has a sentence that is long enough to be a body text.\n\n",
    )
    parsed = parse("".join(header + body.format(number) for number in range(1, 5)), FileFormat.PAGED_TEXT)
    assert [page.page for page in parsed.pages] == [1, 2, 3, 4]
    starts = [parsed.text[page.start :].split(" has")[0] for page in parsed.pages]
    assert starts == ["Page 1", "Page 2", "Page 3", "Page 4"]
    assert "phone" not in parsed.text
