"""Checking what others wrote: limits told before, characters that hide, citations however they were passed on."""

import re

import pytest
from playwright.sync_api import Locator, expect

from corpus.library import bundled_documents
from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge
from tests.e2e.room import ReadingRoom

FIVE_THEMES = {"zh": "峰会围绕哪五个主题展开？", "en": "What are the five themes of the summit?"}
COMMENTARY = "How much has France’s private sector invested in AI?"


@pytest.mark.parametrize(
    ("language", "limits", "counted", "over"),
    [
        ("zh", "一次最多 20,000 字、500 句。", "12 / 20,000 字", "超出 1 字"),
        ("en", "Up to 20,000 characters and 500 sentences at once.", "12 of 20,000 characters", "1 too many"),
    ],
)
def test_the_limits_are_told_before_anything_is_sent(
    open_room: OpenRoom, edge: Edge, language: str, limits: str, counted: str, over: str
) -> None:
    room = open_room(language, address=edge.url, at="/check")
    field, told = room.page.locator("#draft"), room.page.locator("#draft-limit")
    expect(told).to_have_text(limits)
    field.fill("峰会有五个主题。🏔🏔🏔🏔")
    expect(told).to_have_text(counted)
    field.fill("峰" * 20_001)
    expect(told).to_contain_text(over)
    expect(room.page.locator("form:has(#draft) .main")).to_be_disabled()
    assert edge.posted("/api/v1/check") == []


@pytest.mark.parametrize(
    ("language", "where", "remove", "remove_all"),
    [
        ("zh", "第 2 行第 5 个字符", "删除这个字符", "删除这 2 个字符"),
        ("en", "line 2, character 5", "Remove it", "Remove all 2"),
    ],
)
def test_a_character_that_hides_is_named_and_can_be_removed(
    open_room: OpenRoom, language: str, where: str, remove: str, remove_all: str
) -> None:
    room = open_room(language, at="/check")
    field, form = room.page.locator("#draft"), room.page.locator("form:has(#draft)")
    field.fill("The summit has five themes.\nPay \u202eit 🏔.")
    expect(form).to_contain_text("U+202E RIGHT-TO-LEFT OVERRIDE")
    expect(form).to_contain_text(where)
    form.locator(".main").click()
    expect(room.page.get_by_role("alert")).to_be_visible()

    form.get_by_role("button", name=remove).click()
    expect(field).to_have_value("The summit has five themes.\nPay it 🏔.")
    expect(field).to_be_focused()
    form.locator(".main").click()
    room.page.locator(".draft .verdict").first.wait_for()
    expect(room.page.get_by_role("alert")).to_have_count(0)
    field.fill("The summit\u200b has five themes\u2066.")
    form.get_by_role("button", name=remove_all).click()
    expect(field).to_have_value("The summit has five themes.")

    room.page.goto("/")
    question = room.page.locator("#question")
    question.fill("What \u202dwas said?")
    room.page.locator("main").get_by_role("button", name=remove).click()
    expect(question).to_have_value("What was said?")


@pytest.mark.parametrize(
    ("language", "save", "name", "words"),
    [
        ("en", "Download the marked text", r"checked-text-\d{4}-\d\d-\d\d\.md", "Deciding quotes"),
        ("zh", "下载标注稿", r"标注稿-\d{4}-\d\d-\d\d\.md", "判断依据"),
    ],
)
def test_a_checked_draft_is_downloaded_with_verdicts_quotes_and_sources(
    open_room: OpenRoom, language: str, save: str, name: str, words: str
) -> None:
    room = open_room(language, at="/check")
    room.page.locator("#draft").fill("印度政府批准了1130亿卢比的人工智能投资。")
    room.page.locator("form:has(#draft) .main").click()
    with room.page.expect_download() as told:
        room.page.get_by_role("button", name=save).click()
    room.page.locator(".take").click()
    expect(room.page.locator(".take")).to_have_text(re.compile("Copied|已复制"))

    assert re.fullmatch(name, told.value.suggested_filename)
    text = told.value.path().read_text("utf-8")
    assert text == room.clipboard()
    assert ("contradicted" if language == "en" else "与文件不符") in text
    assert f"## {words}" in text
    assert "1030 亿卢比" in text
    assert "/documents/doc_" in text


def test_quotes_that_decided_stand_as_they_do_in_the_document(open_room: OpenRoom) -> None:
    room = open_room("zh", at="/check")
    room.page.locator("#draft").fill("2025年3月10日，法国将于巴黎举办“人工智能行动峰会”。")
    room.page.locator("form:has(#draft) .main").click()
    decided = room.page.locator(".why .words").first
    decided.wait_for()

    quote = (decided.text_content() or "")[1:-1]
    assert "“" in quote
    assert quote in bundled_documents()[0].text
    room.page.locator(".take").click()
    expect(room.page.locator(".take")).to_have_text("已复制")
    assert quote in room.clipboard()


def copied_citation(room: ReadingRoom, question: str) -> str:
    room.ask(question).locator("[data-citation]").first.click()
    room.pane.locator(".bar button").nth(-2).click()
    expect(room.pane.locator(".bar button").nth(-2)).to_have_text("Copied")
    room.page.keyboard.press("Escape")
    return room.clipboard()


def pasted(room: ReadingRoom, text: str) -> Locator:
    room.page.locator("#citation").fill(text)
    room.page.locator("form:has(#citation) .main").click()
    found = room.page.locator(".found > li")
    found.first.wait_for()
    return found


def test_several_citations_are_each_looked_up_however_they_were_passed_on(open_room: OpenRoom) -> None:
    room = open_room("en")
    themes = copied_citation(room, FIVE_THEMES["en"])
    commentary = copied_citation(room, COMMENTARY)
    assert ", Commentary\n" in commentary, "a commentary is told as one in what is pasted"
    room.page.get_by_role("link", name="Check").click()

    quoted = "\n".join(f"> {line}  " for line in themes.strip().split("\n"))
    straight = commentary.replace("“", "「", 1).replace("”\n", "」\n", 1)
    broken = themes.replace("，", "，\n", 1)
    forged = themes.replace("清华大学战略与安全研究中心（CISS）", "Reuters", 1)
    other = themes.replace("五个主题", "六个主题")
    letter = f"They wrote:\n\n{quoted}\n\nand\n{straight}\n{broken}\n{forged}\n{other}"
    found = pasted(room, letter)

    expect(found).to_have_count(5)
    for number in range(4):
        expect(found.nth(number)).to_contain_text("The citation holds")
    for number in (0, 1, 2):
        expect(found.nth(number)).not_to_contain_text("not true of this document")
        expect(found.nth(number).locator(".changed")).to_have_count(0)
    expect(found.nth(3)).to_contain_text("The line about the source is not true of this document")
    expect(found.nth(3)).to_contain_text("Reuters")
    expect(found.nth(3)).to_contain_text("These words stand in")
    expect(found.nth(3)).to_contain_text("法国人工智能行动峰会前瞻")
    expect(found.nth(3).locator(".valid")).to_have_count(0)
    expect(found.nth(4)).to_contain_text("no longer has these words")
    expect(room.page.locator("main [role=status]").last).to_contain_text("5 citations found")


def test_a_citation_copied_in_chinese_is_read_and_a_false_source_told_in_chinese(open_room: OpenRoom) -> None:
    room = open_room("zh")
    room.ask(FIVE_THEMES["zh"]).locator("[data-citation]").first.click()
    room.pane.get_by_role("button", name="复制这条引文").click()
    expect(room.pane.get_by_role("button", name="已复制")).to_be_visible()
    copied = room.clipboard()
    room.page.get_by_role("link", name="核对").click()

    expect(pasted(room, copied)).to_contain_text("引文无误")
    expect(room.page.locator(".found .changed")).to_have_count(0)
    assert "第 1 页" in copied
    expect(pasted(room, copied.replace("第 1 页", "第 2 页"))).to_contain_text("引文所写的出处与这份文件不符")
    backwards = re.sub(r"start=\d+", "start=999999", copied)
    expect(pasted(room, backwards)).to_contain_text("引文所写的位置不成立")
