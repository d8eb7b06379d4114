import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from corpus.model import Language
from eval.cases import CaseType
from eval.metrics.catalogue import M
from eval.observed import Observation
from eval.report_metrics import GROUPS, metric_meaning, metric_title
from eval.report_page import render_page
from eval.report_verdicts import missed_metrics, worst_outcomes
from eval.report_words import TYPES, UI, unit_text
from eval.summary import Unit
from tests.eval.summaries import EMPTY, FAILED, MISLEADING, MISSING, RIGHT, SUMMARY, turned_around

VOID = {"meta", "link", "input", "br"}
SVG = {"svg", "line", "circle", "rect", "text"}


class Page(HTMLParser):
    """Elements, runs of text with the language they are in, and whether all that was opened was closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.runs: list[tuple[str | None, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        if data.strip() and not {"style", "title"} & set(tags) and not SVG & set(tags):
            # A language counts from the body down: that of the page is only where it opens.
            below = [attrs["lang"] for tag, attrs in self.open if tag != "html" and "lang" in attrs]
            self.runs.append((below[-1] if below else None, data))

    def text(self) -> str:
        return " ".join(run for _, run in self.runs)


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(SUMMARY)


@pytest.fixture(scope="module")
def parsed(page: str) -> Page:
    return Page(page)


def section(page: str, name: str) -> str:
    return page.split(f'<section id="{name}">')[1].split('<section id="')[0]


def row(page: str, title: str) -> str:
    return next(item for item in section(page, "figures").split("<li>") if title in item)


def test_the_page_is_well_formed_and_has_no_script_and_no_reference_to_anywhere(parsed: Page) -> None:
    tags = {tag for tag, _ in parsed.elements}

    assert parsed.open == []
    assert tags.isdisjoint({"script", "img", "iframe", "object", "form", "base"})
    for _tag, attributes in parsed.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith(("#", "data:,"))


def test_the_style_asks_for_nothing_and_the_policy_forbids_it(page: str) -> None:
    style = page.split("<style>")[1].split("</style>")[0]

    assert "url(" not in style
    assert "@import" not in style
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in page


def test_every_run_of_text_has_a_language(parsed: Page) -> None:
    bare = [run for language, run in parsed.runs if language is None]

    # Punctuation, ranks and numbers of askings are of no language.
    assert [run for run in bare if re.search(r"[^\W\d_]", run)] == []


def test_both_languages_are_whole(parsed: Page) -> None:
    spans = [attributes.get("class") for tag, attributes in parsed.elements if tag == "span"]

    assert spans.count("en") == spans.count("zh") > 50
    for words in (UI["title"], UI["worst"], metric_title("facts_right"), TYPES["fact"]):
        assert (words.en in parsed.text(), words.zh in parsed.text()) == (True, True)


@pytest.mark.parametrize("language", list(Language))
def test_the_page_opens_in_the_language_that_was_asked_for(language: Language) -> None:
    page = render_page(SUMMARY, language=language)

    assert re.findall(r'id="to-(\w+)"[^>]* checked', page) == [language.value]


def test_every_figure_has_its_interval_and_n(page: str) -> None:
    facts = row(page, "All facts right")

    assert facts.count('<b>50.0%</b> <span>[9.5, 90.5]</span> <span class="n">n = 2</span>') == 2
    assert facts.count('<svg class="whisker') == 2  # no figure for Chinese: none of its questions was scored
    latency = row(page, "Time to answer, median")
    assert '<b>12.5 ms</b> <span class="n">n = 3</span>' in latency
    assert "<svg" not in latency


def test_what_rests_on_the_judge_has_its_accuracy_beside_it_in_chart_and_table(page: str) -> None:
    for part in (row(page, "Claims borne out"), section(page, "by_type")):
        assert "decided by the support judge" in part
        assert "0.71, n = 358" in part
    assert "support judge" not in row(page, "All facts right")


def test_a_judge_that_was_not_measured_is_said_to_be_so() -> None:
    page = render_page(replace(SUMMARY, judge={"name": "surface"}))

    assert UI["judge_unknown"].en in row(page, "Claims borne out")


def test_a_figure_that_is_better_low_says_so(page: str) -> None:
    assert "lower is better" in row(page, "Answerable questions refused")
    assert "lower is better" not in row(page, "All facts right")


def test_slices_stand_by_type_and_language_with_a_dash_where_there_is_no_figure(page: str) -> None:
    said = section(page, "by_type").split("What is said")[1].split("</table>")[0]
    heads = re.findall(r'<th scope="row"><span class="en" lang="en">([^<]+)', said)

    assert heads == ["all", "English", "Single fact", "English"]  # Chinese has nothing in this group
    citations = section(page, "by_type").split("Citations</span>")[1].split("</table>")[0]
    assert '<b>0.750</b> <span>[0.600, 0.900]</span> <span class="n">n = 4</span>' in citations


def test_an_answer_that_misleads_is_worse_than_one_that_lacks_something() -> None:
    # Both miss two: one cites what is not there and answers the unanswerable, one only does not answer.
    assert missed_metrics(MISLEADING) == ("citations_valid", "refusal_recall")
    assert missed_metrics(MISSING) == ("facts_right", "false_refusal")
    assert worst_outcomes([RIGHT, MISSING, FAILED, MISLEADING]) == [MISLEADING, MISSING]


def test_equally_bad_cases_stay_in_their_order() -> None:
    again = replace(MISSING, case=MISSING.case.model_copy(update={"id": "again"}))

    assert worst_outcomes([again, MISSING]) == [again, MISSING]
    assert worst_outcomes([MISSING, again]) == [MISSING, again]


def test_a_worst_case_shows_question_gold_passages_answer_verdicts_and_note(page: str) -> None:
    first, second = section(page, "worst").split('<article class="case"')[1:]

    assert "灯塔是谁建的？" in first
    assert "The documents do not answer this." in first
    for words in ("not to be found where it says", "elsewhere", "no claim names it"):
        assert words in first
    assert "answered in part" in first  # what the service itself says of its claim
    assert '<b class="marker">[1]</b>' in first
    assert "The harbour has 84 berths." in second
    assert "harbour[10:36]" in second
    assert "eighty-four" in second
    assert "Two numbers stand close together." in second
    assert second.count('<p class="passage">') == 2
    assert second.count("on the passage that answers") == 1
    missed = second.split('<ul class="missed">')[1].split("</ul>")[0]
    assert re.findall(r'lang="en">([^<]+)', missed) == ["All facts right", "Answerable questions refused"]


def test_more_of_the_worst_than_were_asked_for_are_counted_and_not_shown() -> None:
    worst = section(render_page(SUMMARY, worst=1), "worst")

    assert worst.count("<article") == 1
    assert "2 of 4 cases fell short on some yes-or-no count; 1 are shown." in worst


def test_what_others_wrote_is_shown_as_text(page: str) -> None:
    assert "<script>" not in page
    assert "<b>" not in section(page, "failures")
    assert "summit &lt;i&gt;" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page
    for number in ("U+202E", "U+202C", "U+0000", "U+D800"):
        assert f'<span class="unseen">{number}</span>' in page
    assert not set("\u202e\u202c\x00\ud800") & set(page)


def test_failures_have_their_reasons_and_are_not_among_the_worst(page: str) -> None:
    assert "TimeoutError: nothing within 30 s &lt;b&gt;" in section(page, "failures")
    assert "failed-zh" in section(page, "failures")
    assert "failed-zh" not in section(page, "worst")
    assert "1 could not be asked" in page


def test_a_later_asking_that_failed_is_listed(page: str) -> None:
    later = FAILED.observations[0].model_copy(update={"repeat": 1, "failure": "status 500"})
    outcome = replace(RIGHT, observations=(*RIGHT.observations, later))

    failures = section(render_page(replace(SUMMARY, outcomes=(outcome,))), "failures")

    assert "<td>2</td>" in failures
    assert "status 500" in failures


def test_configuration_hashes_judge_and_methods_are_named(page: str) -> None:
    setup = section(page, "setup")

    for words in ("e5-small", "ab12", "surface", "bca_bootstrap_by_passage", "Wilson"):
        assert words in setup


def test_a_long_text_is_cut_and_says_by_how_much() -> None:
    answer = MISSING.observations[0].seen
    assert answer is not None
    long = answer.model_copy(update={"answer": "a" * 7000})
    observation = MISSING.observations[0].model_copy(update={"seen": long})

    page = render_page(replace(SUMMARY, outcomes=(replace(MISSING, observations=(observation,)),)))

    assert "a" * 6000 in page
    assert "a" * 6001 not in page
    assert "… + 1,000" in page


def test_a_run_without_any_figure_says_so() -> None:
    page = render_page(EMPTY)

    assert Page(page).open == []
    assert UI["no_figures"].en in section(page, "figures")
    assert UI["no_figures"].zh in section(page, "by_type")


def test_a_metric_that_has_no_words_is_shown_by_its_name() -> None:
    part = SUMMARY.slices[0]
    figures = (replace(part.figures[0], metric="new_metric"),)

    page = render_page(replace(SUMMARY, slices=(replace(part, figures=figures),)))

    assert "new_metric" in section(page, "figures")
    assert "Others" in section(page, "figures")


def test_equal_summaries_give_equal_pages() -> None:
    assert turned_around(SUMMARY) == SUMMARY
    assert render_page(turned_around(SUMMARY)) == render_page(SUMMARY)


def test_every_metric_has_its_words_and_its_place_and_every_type_its_name() -> None:
    placed = [metric for _, metrics in GROUPS for metric in metrics]

    assert sorted(placed) == sorted(M)
    assert [metric for metric in M if metric_title(metric).en == metric or not metric_meaning(metric)] == []
    assert set(TYPES) == set(CaseType)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.9333, Unit.SHARE, "93.3%"),
        (0.8421, Unit.SCORE, "0.842"),
        (12.44, Unit.MILLISECONDS, "12.4 ms"),
        (1234.6, Unit.MILLISECONDS, "1,235 ms"),
        (511.6, Unit.MEBIBYTES, "512 MiB"),
    ],
)
def test_numbers_are_written_as_their_unit_is(value: float, unit: Unit, text: str) -> None:
    assert unit_text(value, unit) == text


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_black_on_white_and_of_like_on_like() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_text_has_enough_contrast_in_every_theme() -> None:
    style = (Path(__file__).parents[2] / "eval" / "templates" / "report.css").read_text("utf-8")
    themes = [
        dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", style, re.S)
    ]

    assert len(themes) == 3  # light, dark, print
    for theme in themes:
        for text in ("ink", "quiet", "accent", "caution"):
            for ground in ("paper", "sheet"):
                assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
        for text in ("ink", "caution"):
            assert contrast(theme[text], theme["highlight"]) >= 4.5, text


def test_the_head_of_the_page_says_what_failed_later_and_why_there_is_no_stability() -> None:
    again = Observation(case_id="right-en", repeat=1, failure="timeout: nothing")
    twice = replace(RIGHT, observations=(*RIGHT.observations, again))
    head = render_page(replace(SUMMARY, outcomes=(twice,))).split("</header>")[0]

    assert "1 later askings failed" in head
    assert "重复提问中有 1 次失败" in head
    assert "1 of 1 questions count in no figure of stability" in head
    assert "每题只问了一次" in render_page(SUMMARY).split("</header>")[0]
