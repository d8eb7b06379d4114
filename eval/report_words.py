"""The report's own phrases in both languages, and how its figures are written.

Each language is written for its own readers; neither is a translation of the other word by word.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from corpus.model import Language
from eval.cases import CaseType
from eval.summary import Figure, RunSummary, Unit

__all__ = [
    "JUDGE",
    "STATUSES",
    "TYPES",
    "UI",
    "Words",
    "interval_text",
    "judge_facts",
    "judge_in_short",
    "later_failures",
    "stability_gap",
    "unit_text",
    "value_text",
]


class Words(NamedTuple):
    """The same said in each language."""

    en: str
    zh: str

    def of(self, language: Language) -> str:
        """The words in one of the languages."""
        return self.zh if language is Language.ZH else self.en


_NONE = "–"
_INTERVAL = re.compile(r" \[[^\]]*\]")

TYPES: Mapping[str, Words] = {
    CaseType.FACT: Words("Single fact", "单项事实"),
    CaseType.LIST: Words("List", "列举"),
    CaseType.COMPARISON: Words("Comparison", "比较"),
    CaseType.TEMPORAL: Words("Time and order", "时间先后"),
    CaseType.TWO_DOCUMENT: Words("Two documents", "跨两份文件"),
    CaseType.ATTRIBUTION: Words("Who says so", "说法出自谁"),
    CaseType.FOOTNOTE: Words("Footnote", "脚注"),
    CaseType.DEFINITION: Words("Definition", "定义"),
    CaseType.WHY: Words("Why", "原因"),
    CaseType.FALSE_PREMISE: Words("False premise", "前提有误"),
    CaseType.UNANSWERABLE_NEAR: Words("Unanswerable, nearly said", "无答案（看似有）"),
    CaseType.UNANSWERABLE_FAR: Words("Unanswerable, far off", "无答案（不相干）"),
    CaseType.INJECTION: Words("Order in the question", "夹带指令"),
    CaseType.FOLLOW_UP: Words("Follow-up", "追问"),
}

STATUSES: Mapping[str, Words] = {
    "answered": Words("answered", "已回答"),
    "partial": Words("answered in part", "部分回答"),
    "no_answer": Words("not answered", "未作答"),
    "no_evidence": Words("no evidence found", "未找到依据"),
    "not_stated": Words("the documents do not state it", "文件没有说明"),
    "false_premise": Words("the question rests on a false premise", "问题前提有误"),
    "supported": Words("supported", "有依据"),
    "unsupported": Words("unsupported", "无依据"),
    "extractive": Words("verbatim", "原文摘录"),
    "written": Words("written by a model", "模型撰写"),
}
"""Status, reason, verdict and mode as a service gives them; others are shown as they come."""

UI: Mapping[str, Words] = {
    "title": Words("How far the answers can be trusted", "回答在多大程度上可信"),
    "contents": Words("Contents", "目录"),
    "figures": Words("Figures", "总体指标"),
    "by_type": Words("By type of question", "分题型指标"),
    "retrievers": Words("Other retrievers on the same questions", "同一批问题上的其他检索方式"),
    "retrievers_lead": Words(
        "What the system and other retrievers find for the same questions, over the same texts and vectors; questions"
        " without an answer and follow-ups are left out.",
        "本系统与其他检索方式在同样的问题、同样的文本和向量上各找到多少；无答案的题和追问不计。",
    ),
    "retrievers_care": Words(
        "Long pieces hold more of a small base: ten pieces of 4,000 characters are nearly all of it, so compare"
        " how much text each gives before how much it finds. Behind a figure stands what the measured system is beside"
        " it on the same questions: better, worse, or = where the two cannot be told apart (paired bootstrap, 95%).",
        "文库很小时，片段越长越占便宜：十个 4000 字的片段几乎就是全部文本。比较找到多少之前，应先看各自给出多少文字。"
        "指标后标出本系统在同一批题上与之相比：较好、较差，或 = 表示无法区分（配对自助法，95%）。",
    ),
    "characters": Words("Characters by default", "默认给出的字数"),
    "settings": Words("Settings", "设置"),
    "verdict_better": Words("better", "较好"),
    "verdict_worse": Words("worse", "较差"),
    "verdict_cannot_tell": Words("=", "="),
    "system": Words("System", "系统"),
    "questions": Words("Questions", "提问语言"),
    "worst": Words("Worst cases", "最差的回答"),
    "failures": Words("Could not be asked", "未能提问的题目"),
    "setup": Words("What was measured, and with what", "测评对象与条件"),
    "all": Words("all", "全部"),
    "zh": Words("Chinese", "中文"),
    "en": Words("English", "英文"),
    "type": Words("Type", "题型"),
    "lower": Words("lower is better", "越低越好"),
    "judge": Words("decided by the support judge", "由支撑判定器裁定"),
    "judge_name": Words("compares by", "判定依据"),
    "judge_unknown": Words("accuracy not measured: read with care", "其准确率尚未测定，请谨慎解读"),
    "none": Words("None.", "没有。"),
    "no_figures": Words("No figures: no case could be scored.", "没有可用的指标：没有一道题得到评分。"),
    "how_to_read": Words(
        "The mark is the figure, the line its 95% interval, n what it counts. Questions in either language are"
        " told apart by the mark.",
        "圆点等标记为指标值，横线为 95% 置信区间，n 为样本数。不同语言的提问以不同标记区分。",
    ),
    "question": Words("Question", "问题"),
    "history": Words("Said before", "此前对话"),
    "gold": Words("What should be cited", "标准出处"),
    "gold_alternatives": Words("Would do as well", "同等出处"),
    "facts": Words("What should be said", "应答要点"),
    "or": Words("or", "或"),
    "forbidden": Words("What must not be said", "不得出现"),
    "unanswerable": Words("The documents do not answer this.", "文件中没有这个问题的答案。"),
    "answer": Words("Answer", "回答"),
    "citations": Words("Citations", "引文"),
    "passages": Words("Passages retrieved", "检索到的段落"),
    "on_gold": Words("on the passage that answers", "落在标准出处"),
    "off_gold": Words("elsewhere", "不在标准出处"),
    "holds": Words("holds to the character", "逐字属实"),
    "broken": Words("not to be found where it says", "所标位置无此文字"),
    "needed": Words("needed by its claim", "论断所必需"),
    "not_needed": Words("not needed by its claim", "对论断并非必需"),
    "no_claim": Words("no claim names it", "无论断引用"),
    "doubted": Words("The service itself calls this", "系统自评"),
    "failed_metrics": Words("Fell short", "未达标项"),
    "scores": Words("All scores", "各项得分"),
    "note": Words("Author's note", "出题说明"),
    "role_user": Words("reader", "读者"),
    "role_assistant": Words("service", "系统"),
    "asking": Words("asking", "次序"),
    "case": Words("Case", "题号"),
    "reason": Words("Reason", "原因"),
    "configuration": Words("Configuration", "配置"),
    "hashes": Words("SHA-256", "SHA-256"),
    "the_judge": Words("The support judge", "支撑判定器"),
    "methods": Words("How intervals were got", "区间的算法"),
    "bare": Words("not stated", "未注明"),
    "yes": Words("yes", "是"),
    "no": Words("no", "否"),
    "translation": Words("translation", "译"),
    "one_reading": Words("(one reading)", "（单次读数）"),
}
"""Everything else."""


JUDGE: dict[str, Words] = {
    "accuracy": Words("right on our labelled claims", "在自标论断上判对"),
    "accuracy_zh": Words("of these, claims in Chinese", "其中中文论断"),
    "accuracy_en": Words("of these, claims in English", "其中英文论断"),
    "WiCE": Words("right on WiCE", "在 WiCE 上判对"),
    "OCNLI": Words("right on OCNLI", "在 OCNLI 上判对"),
    "precision": Words("of those it calls supported, true", "判为有据者中属实"),
    "recall": Words("of the true ones, called supported", "属实者中判为有据"),
}
"""What is known of the judge, by the names that a run gives it; other names are shown as they are."""


def judge_facts(summary: RunSummary) -> list[tuple[Words, Words]]:
    """How often the judge is right, each fact with its name; none if that was not measured."""
    known = [name for name in JUDGE if name in summary.judge]
    others = sorted(name for name in summary.judge if name not in JUDGE and name != "name")
    return [(JUDGE.get(name, Words(name, name)), _told(summary.judge[name])) for name in (*known, *others)]


def _told(value: str) -> Words:
    """A figure of the judge, as a run gives it, in both languages."""
    return Words(value, value.replace("; always the most frequent label: ", "；一律判为最常见标签："))


def judge_in_short(summary: RunSummary, language: Language) -> str:
    """How often the judge is right on each set, to stand beside a number: without intervals; empty if not known."""
    sets = [name for name in ("accuracy", "WiCE", "OCNLI") if name in summary.judge]
    told = [
        f"{JUDGE[name].of(language)} {_INTERVAL.sub('', _told(summary.judge[name]).of(language))}"
        for name in sets
    ]
    if not told:
        return ""
    return Words(f" (judge {', '.join(told)})", f"（判定器{'，'.join(told)}）").of(language)


def later_failures(summary: RunSummary) -> Words | None:
    """How many later askings failed; None if none did."""
    failed = sum(len(outcome.failed_again) for outcome in summary.outcomes if not outcome.failure)
    if not failed:
        return None
    return Words(
        f"{failed} later askings failed; their questions are scored by the first.",
        f"重复提问中有 {failed} 次失败，相应题目以首次回答计分。",
    )


def stability_gap(summary: RunSummary) -> Words | None:
    """Why stability was not measured, or not of every question; None if it was of all."""
    outcomes = summary.outcomes
    if outcomes and all(len(outcome.observations) == 1 for outcome in outcomes):
        return Words(
            "Stability was not measured: every question was asked once.", "每题只问了一次，未测稳定性。"
        )
    unmeasured = sum(sum(seen.failure is None for seen in o.observations) < 2 for o in outcomes)
    if not unmeasured:
        return None
    return Words(
        f"{unmeasured} of {len(outcomes)} questions count in no figure of stability:"
        " fewer than two of their askings were answered.",
        f"{len(outcomes)} 题中有 {unmeasured} 题得到的回答不足两次，不计入稳定性指标。",
    )


def value_text(figure: Figure) -> str:
    """A figure's value with its unit: shares in per cent, scores from 0 to 1; a dash where there is none."""
    return _NONE if figure.value is None else unit_text(figure.value, figure.unit)


def unit_text(value: float, unit: Unit) -> str:
    """A number as its unit is written: `93.3%`, `0.842`, `12.4 ms`, `512 MiB`."""
    match unit:
        case Unit.SHARE:
            return f"{value:.1%}"
        case Unit.SCORE:
            return f"{value:.3f}"
        case Unit.MILLISECONDS:
            return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"
        case Unit.MEBIBYTES:
            return f"{value:,.0f} MiB"


def interval_text(figure: Figure) -> str | None:
    """A figure's interval in the unit of its value, `[86.1, 96.9]`; None where it has none."""
    if figure.value is None or figure.low is None or figure.high is None:
        return None
    if figure.unit is Unit.SHARE:
        return f"[{figure.low * 100:.1f}, {figure.high * 100:.1f}]"
    places = 3 if figure.unit is Unit.SCORE else 1
    return f"[{figure.low:,.{places}f}, {figure.high:,.{places}f}]"
