"""The two bundled files, counted against the sources by plain string operations."""

import itertools
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import BUNDLED_FOLDER, bundled_documents
from corpus.model import BlockKind, Document, Removed, RemovedKind, SourceRun, Span
from tests.corpus.coverage import uncovered

CONTACT = (
    "欢迎关注 CISS\n010-62771388\nciss@mail.tsinghua.edu.cn\n\n如需订阅电子版本，请访问 CISS 网站\n"
    "<http://ciss.tsinghua.edu.cn>\n北京市海淀区清华大学明理楼 428 室"
)
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TAIL = "**识别下方二维码"


def read(name: str) -> str:
    return (BUNDLED_FOLDER / name).read_bytes().decode("utf-8")


REVIEW_SOURCE = read("ciss-review-2025-1.txt")
ARTICLE_SOURCE = read("intelligence-analyst-2025-02-12.md")
REVIEW, ARTICLE = bundled_documents()
BOTH = [pytest.param(REVIEW, REVIEW_SOURCE, id="review"), pytest.param(ARTICLE, ARTICLE_SOURCE, id="article")]


def without_space(text: str) -> str:
    return "".join(text.split())


def removed_chars(document: Document) -> dict[RemovedKind, int]:
    counts: Counter[RemovedKind] = Counter()
    for piece in document.removed:
        counts[piece.kind] += piece.source_end - piece.source_start
    return dict(counts)


def review_lines() -> tuple[list[str], list[str]]:
    """The review's lines outside the contact blocks: those of the body, and those of the references."""
    lines = [line.strip() for line in REVIEW_SOURCE.replace(CONTACT, "").split("\n")]
    at = lines.index("参考文献：") + 1
    return [line for line in lines[:at] if line], [line for line in lines[at:] if line]


def review_body() -> str:
    body, references = review_lines()
    shown = [line.removeprefix("-").strip().replace("<", "").replace(">", "") for line in references]
    return "".join(body).translate(dict.fromkeys(map(ord, SUPERSCRIPTS))) + "".join(shown)


def article_lines() -> list[str]:
    """What a reader sees of the article, line by line."""
    body = ARTICLE_SOURCE.split("---\n", 2)[2].split(TAIL)[0]
    body = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", body).replace("**", "")
    lines = [re.sub(r"^(?:#+|\*)(?: +|$)", "", line.strip()) for line in body.split("\n")]
    return [line for line in dict.fromkeys(lines) if line and line != "原创"]


# --- Nothing lost, nothing twice -------------------------------------------------------------------------


@pytest.mark.parametrize(("document", "source"), BOTH)
def test_every_character_of_the_source_is_kept_or_left_out_exactly_once(
    document: Document, source: str
) -> None:
    assert uncovered(document.source_runs, document.removed, len(source)) == []


def test_the_check_for_lost_and_doubled_characters_can_fail() -> None:
    runs = (SourceRun(0, 3, 0, 3), SourceRun(3, 6, 4, 7))
    assert uncovered(runs, (), 7) == [(3, 4)]
    assert uncovered(runs, (Removed(RemovedKind.LAYOUT, 3, 5),), 7) == [(5, 4)]
    assert uncovered(runs, (Removed(RemovedKind.LAYOUT, 3, 4),), 8) == [(7, 8)]


@pytest.mark.parametrize(("document", "source"), BOTH)
def test_only_white_space_is_left_out_as_layout(document: Document, source: str) -> None:
    layout = [p for p in document.removed if p.kind is RemovedKind.LAYOUT]
    assert layout
    assert all(source[p.source_start : p.source_end].isspace() for p in layout)


@pytest.mark.parametrize(("document", "source"), BOTH)
def test_the_runs_cover_the_canonical_text_but_for_inserted_line_ends(
    document: Document, source: str
) -> None:
    at, inserted = 0, []
    for run in document.source_runs:
        inserted.append(document.text[at : run.start])
        assert document.text[run.start : run.end] == source[run.source_start : run.source_end]
        at = run.end
    assert set(inserted) <= {"", "\n"}
    assert at == len(document.text)


def test_the_reviews_removed_characters_are_counted_from_the_source() -> None:
    body, references = review_lines()
    assert REVIEW_SOURCE.count(CONTACT) == 10
    markers = sum("".join(body).count(digit) for digit in SUPERSCRIPTS)
    angles = sum(line.count("<") + line.count(">") for line in references)
    bullets = sum(len(line) - len(line.removeprefix("-").strip()) for line in references)
    counted = {
        RemovedKind.FURNITURE: 10 * len(CONTACT.replace("\n", "")),
        RemovedKind.FOOTNOTE_MARKER: markers,
        RemovedKind.MARKUP: angles + bullets,
    }
    found = removed_chars(REVIEW)
    layout = found.pop(RemovedKind.LAYOUT)
    assert found == counted
    assert markers == 9 + 2 * 10  # notes 1-9 and 10-19
    assert layout == len(REVIEW_SOURCE) - len(review_body()) - sum(counted.values())


def test_the_articles_removed_characters_are_counted_from_the_source() -> None:
    front = ARTICLE_SOURCE.index("---\n", 4) + 4
    tail = ARTICLE_SOURCE.index(TAIL)
    body = ARTICLE_SOURCE[front:tail]
    images = re.findall(r"!\[[^\]\n]*\]\([^)\n]*\)", body)
    bare = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", body)
    title = "【深度解局】法国AI行动峰会！法印联盟竟想掀翻中美牌桌？"
    assert body.count(title) == 2
    marks = re.findall(r"^(?:#+|\*(?!\*))(?: +|$)", bare, re.MULTILINE)
    found = removed_chars(ARTICLE)
    layout = found.pop(RemovedKind.LAYOUT)
    assert found == {
        RemovedKind.FRONT_MATTER: front,
        RemovedKind.PLATFORM: len("原创") + len(ARTICLE_SOURCE.rstrip("\n")) - tail,
        RemovedKind.IMAGE: sum(map(len, images)),
        RemovedKind.MARKUP: 2 * bare.count("**") + sum(map(len, marks)),
        RemovedKind.REPEATED_TITLE: len(title),
    }
    kept = sum(map(len, article_lines()))
    assert layout == len(ARTICLE_SOURCE) - kept - sum(found.values())


@pytest.mark.parametrize(
    ("document", "lines"),
    [
        pytest.param(REVIEW, [review_body()], id="review"),
        pytest.param(ARTICLE, article_lines(), id="article"),
    ],
)
def test_white_space_apart_the_canonical_text_is_the_sources_body(
    document: Document, lines: list[str]
) -> None:
    assert without_space(document.text) == without_space("".join(lines))


def test_as_many_characters_are_kept_as_the_body_has() -> None:
    for document, expected in ((REVIEW, len(review_body())), (ARTICLE, sum(map(len, article_lines())))):
        assert sum(run.end - run.start for run in document.source_runs) == expected


@pytest.mark.parametrize(
    "furniture",
    ["010-62771388", "欢迎关注", "微信扫一扫", "mmbiz", "知识星球", "**", "![", "明理楼", "fetch_date", "二维码",
     "原创", "素材来源", "向上滑动", "🏔", "\r", "\ufeff"],
)  # fmt: skip
def test_no_furniture_is_in_a_canonical_text(furniture: str) -> None:
    assert furniture not in REVIEW.text
    assert furniture not in ARTICLE.text


@pytest.mark.parametrize(
    "sentence",
    [
        "聚焦人工智能技术为社会和经济带来的不可预测且难以量化的风险",
        "借此为峰会议程设置提供支持。",
        "遴选出50个项目，在巴黎举行的“人工智能行动峰会”上展示。",
        "更广泛地探讨了人工智能对社会、经济、文化领域的影响",
        "不仅将推动人工智能全球治理聚焦社会、经济、文化、国际合作",
    ],
)
def test_a_sentence_that_a_page_cut_is_whole(sentence: str) -> None:
    wanted = without_space(sentence)
    assert wanted not in without_space(REVIEW_SOURCE), "the source must cut it, or this proves nothing"
    assert sentence in REVIEW.text.replace(" 50 ", "50")


@pytest.mark.parametrize("document", [REVIEW, ARTICLE])
def test_the_canonical_text_is_nfc_with_lf_line_ends_and_no_empty_lines(document: Document) -> None:
    assert unicodedata.is_normalized("NFC", document.text)
    assert "\r" not in document.text
    assert "\n\n" not in document.text
    assert all(line == line.strip() for line in document.text.split("\n"))


@pytest.mark.parametrize("document", [REVIEW, ARTICLE])
def test_blocks_tile_the_text_but_for_single_line_ends(document: Document) -> None:
    spans = [block.span for block in document.blocks]
    assert spans[0].start == 0
    assert spans[-1].end == len(document.text)
    between = [document.text[a.end : b.start] for a, b in itertools.pairwise(spans)]
    assert set(between) == {"\n"}


# --- Structure of the review -----------------------------------------------------------------------------


def test_the_reviews_sections_are_a_tree_of_three_chapters_and_the_references() -> None:
    sections = REVIEW.sections
    assert [(s.title, s.level, sections[s.parent].title if s.parent >= 0 else None) for s in sections] == [
        ("一、峰会概况介绍", 1, None),
        ("1. “公益人工智能”", 2, "一、峰会概况介绍"),
        ("2. “未来工作”", 2, "一、峰会概况介绍"),
        ("3. “创新与文化”", 2, "一、峰会概况介绍"),
        ("4. “人工智能可信性”", 2, "一、峰会概况介绍"),
        ("5. “全球人工智能治理”", 2, "一、峰会概况介绍"),
        ("二、峰会进展情况", 1, None),
        ("1.加强国际合作与交流", 2, "二、峰会进展情况"),
        ("2.公开征集社会公众咨询意见", 2, "二、峰会进展情况"),
        ("3.以巴黎和平论坛为契机开展项目征集", 2, "二、峰会进展情况"),
        ("三、峰会预期效果", 1, None),
        ("1. 推动全球人工智能峰会从安全承诺转向务实行动", 2, "三、峰会预期效果"),
        ("2. 助力法国人工智能产业创新与发展", 2, "三、峰会预期效果"),
        ("3. 助推全球人工智能治理进程", 2, "三、峰会预期效果"),
        ("参考文献：", 1, None),
    ]


@pytest.mark.parametrize("document", [REVIEW, ARTICLE])
def test_a_section_begins_at_its_title_and_lies_within_its_parent(document: Document) -> None:
    for section in document.sections:
        assert section.title_span.of(document.text).rstrip("：") == section.title.rstrip("：")
        assert section.span.start == section.title_span.start
        if section.parent >= 0:
            parent = document.sections[section.parent]
            assert parent.level < section.level
            assert parent.span.start <= section.span.start < section.span.end <= parent.span.end


@pytest.mark.parametrize("document", [REVIEW, ARTICLE])
def test_sections_of_one_parent_do_not_overlap(document: Document) -> None:
    for parent in {section.parent for section in document.sections}:
        spans = [section.span for section in document.sections if section.parent == parent]
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize("document", [REVIEW, ARTICLE])
def test_a_block_knows_its_innermost_section(document: Document) -> None:
    for block in document.blocks:
        around = [i for i, s in enumerate(document.sections) if s.span.start <= block.span.start < s.span.end]
        assert block.section == (around[-1] if around else -1)


def test_the_colophon_stands_in_no_section() -> None:
    for line in ("撰稿：高行健", "编辑：郑乐锋", "审核：肖茜、孙成昊、董汀"):
        block = next(b for b in REVIEW.blocks if b.span.of(REVIEW.text) == line)
        assert (block.kind, block.section) == (BlockKind.MASTHEAD, -1)


def test_the_review_has_ten_pages_in_order() -> None:
    assert [page.page for page in REVIEW.pages] == list(range(1, 11))
    starts = [page.start for page in REVIEW.pages]
    assert starts == sorted(set(starts))
    assert starts[0] == 0


@pytest.mark.parametrize(
    ("phrase", "page"),
    [("编者按", 1), ("跨国合作", 1), ("1. “公益人工智能”", 2), ("聚焦人工智能技术为社会和经济", 2),
     ("带来的不可预测", 3), ("二、峰会进展情况", 3), ("Feryal Clark", 4), ("启动全球咨询平台", 4),
     ("议程设置提供支持", 5), ("84 份意见书", 5),
     ("770 个项目", 5), ("巴黎举行的“人工智能行动峰会”上展示", 6), ("南半球的参与", 6), ("荷兰、韩国", 6),
     ("文化领域的影响", 7),
     ("位列第三", 7), ("第三条道路", 8), ("领军国家之一", 9), ("撰稿：高行健", 9), ("¹⁶", 10),
     ("macron-wants-to-make", 10)],
)  # fmt: skip
def test_a_phrase_is_on_the_page_where_the_file_has_it(phrase: str, page: int) -> None:
    printed = REVIEW_SOURCE.rindex(phrase)
    assert REVIEW_SOURCE[:printed].count(CONTACT) + 1 == page
    assert REVIEW.page_at(REVIEW.text.rindex(phrase)) == page


def test_the_article_has_no_pages() -> None:
    assert ARTICLE.pages == ()
    assert ARTICLE.page_at(0) is None


def test_the_nineteen_notes_stand_between_the_characters_where_their_markers_stood() -> None:
    body = re.sub(r"\s+", "", "".join(review_lines()[0]))
    markers = list(re.finditer(rf"[{SUPERSCRIPTS}]+", body))
    numbers = [int(m.group().translate(str.maketrans(SUPERSCRIPTS, "0123456789"))) for m in markers]
    assert numbers == list(range(1, 20))
    assert [note.number for note in REVIEW.footnotes] == numbers
    for note, marker in zip(REVIEW.footnotes, markers, strict=True):
        before, after = body[: marker.start()][-4:], body[marker.end() :][:4]
        assert without_space(REVIEW.text[: note.offset]).endswith(before)
        assert without_space(REVIEW.text[note.offset :]).startswith(after)


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [(1, "跨国合作", "。"), (9, "筹备工作。", "此外"), (11, "汇总为报告", "\n3.以巴黎"), (12, "版权保护）", "。"),
     (16, "提供了基础", "。"), (18, "法规的制定", "，并在"), (19, "国家之一”", "。")],
)  # fmt: skip
def test_a_marker_lies_between_the_right_characters(number: int, before: str, after: str) -> None:
    note = REVIEW.footnotes[number - 1]
    assert REVIEW.text[: note.offset].endswith(before)
    assert REVIEW.text[note.offset :].startswith(after)


def test_every_note_but_sixteen_has_the_address_that_its_reference_line_gives() -> None:
    lines = review_lines()[1]
    for note in REVIEW.footnotes:
        mark = str(note.number).translate(str.maketrans("0123456789", SUPERSCRIPTS))
        line = next(text for text in lines if text.removeprefix("- ").split(" ")[0] == mark)
        url = line.removeprefix("- ").removeprefix(mark).strip().strip("<>") or None
        assert note.url == url
        assert note.reference is not None
        assert note.reference.of(REVIEW.text) == f"{mark} {url or ''}".strip()


def test_note_sixteen_is_kept_and_marked_as_empty() -> None:
    assert [note.number for note in REVIEW.footnotes if note.is_empty] == [16]


def test_the_article_has_its_headings_as_sections_and_no_notes() -> None:
    assert [section.title for section in ARTICLE.sections] == [
        "法国巴黎AI行动峰会定位",
        "核心目标",
        "基于 5 个战略重点的计划",
        "这场峰会为何让马斯克彻夜难眠？",
        "法印密谋惊天阳谋！马克龙莫迪联手给世界下套？",
        "我们暗度陈仓！DeepSeek模型为何让白宫集体破防？",
        "面临技术失控威胁之提示词攻击",
        "面临技术失控威胁之提示词攻击之军事化滥用",
        "可能面临的社会稳定性冲击之就业结构剧变",
    ]
    assert ARTICLE.footnotes == ()


def test_the_articles_five_themes_are_list_items() -> None:
    items = [b.span.of(ARTICLE.text) for b in ARTICLE.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == ["公共服务 AI", "未来工作", "创新与文化", "对 AI 的信任", "IA 的全球治理"]


# --- The way back ----------------------------------------------------------------------------------------


@given(st.data(), st.sampled_from([0, 1]))
def test_the_source_ranges_of_any_span_hold_its_characters(data: st.DataObject, which: int) -> None:
    document, source = ((REVIEW, REVIEW_SOURCE), (ARTICLE, ARTICLE_SOURCE))[which]
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    ranges = document.source_ranges(Span(start, end))
    found = "".join(source[r.start : r.end] for r in ranges)
    assert found == document.text[start:end].replace("\n", "")
    assert all(a.end < b.start for a, b in itertools.pairwise(ranges))


def test_a_span_across_a_page_break_gives_two_ranges_around_the_contact_block() -> None:
    start = REVIEW.text.index("社会和经济带来的")
    ranges = REVIEW.source_ranges(Span(start, start + len("社会和经济带来的")))
    assert [REVIEW_SOURCE[r.start : r.end] for r in ranges] == ["社会和经济", "带来的"]
    assert CONTACT in REVIEW_SOURCE[ranges[0].end : ranges[1].start]


def test_a_span_across_a_marker_gives_two_ranges_around_it() -> None:
    start = REVIEW.text.index("跨国合作。")
    ranges = REVIEW.source_ranges(Span(start, start + 5))
    assert [REVIEW_SOURCE[r.start : r.end] for r in ranges] == ["跨国合作", "。"]
    assert REVIEW_SOURCE[ranges[0].end : ranges[1].start] == "¹"


def test_an_empty_span_has_no_source() -> None:
    assert REVIEW.source_ranges(Span(10, 10)) == ()
