"""A checked text as lines for people; the same words on a terminal and in a pipe."""

from rich.text import Text

from api.cli.console import visible
from api.cli.render import citation_lines
from corpus.model import Language
from rag.checking import CheckedSentence, CheckedText, Decider
from rag.checks.finding import Finding, FindingKind, Verdict

__all__ = ["checked_lines"]

_INDENT = "    "
_STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.CONTRADICTED: "bold red",
    Verdict.PARTIAL: "yellow",
    Verdict.ABSENT: "magenta",
}
_VERDICTS = {
    Language.ZH: {
        Verdict.SUPPORTED: "有据",
        Verdict.CONTRADICTED: "不符",
        Verdict.PARTIAL: "部分有据",
        Verdict.ABSENT: "文件未提",
    },
    Language.EN: {verdict: verdict.value for verdict in Verdict},
}
_KINDS_ZH = {
    FindingKind.NUMBER: "数字",
    FindingKind.UNIT: "单位",
    FindingKind.CURRENCY: "币种",
    FindingKind.DATE: "时间",
    FindingKind.NAME: "名称",
    FindingKind.PLACE: "地点",
    FindingKind.ROLE: "身份",
    FindingKind.NEGATION: "正反",
    FindingKind.MODALITY: "时态与语气",
    FindingKind.ATTRIBUTION: "出处",
    FindingKind.CONTENT: "内容",
}


_BY_MODEL = {Language.ZH: "（语言模型复读）", Language.EN: " (by the language model)"}


def checked_lines(checked: CheckedText) -> list[Text]:
    """Each sentence with its verdict and what differs, then the quotes, then the sum."""
    lines: list[Text] = []
    for sentence in checked.sentences:
        lines += _sentence(sentence, checked.language)
    for citation in checked.citations:
        lines += [Text(), *citation_lines(citation, checked.language)]
    return [*lines, Text(), Text(_sum(checked), style="bold")]


def _sentence(sentence: CheckedSentence, language: Language) -> list[Text]:
    verdict = _VERDICTS[language][sentence.verdict]
    numbers = "".join(f"[{number}]" for number in sentence.citations)
    line = Text(f"{verdict}{numbers}", style=_STYLES[sentence.verdict])
    by_model = _BY_MODEL[language] if sentence.decided_by is Decider.LANGUAGE_MODEL else ""
    line.append(f"{by_model}  {visible(sentence.text)}", style="default")
    return [line, *(Text(_INDENT + visible(_difference(f, language))) for f in sentence.findings)]


def _difference(finding: Finding, language: Language) -> str:
    if language is Language.ZH:
        kind = _KINDS_ZH[finding.kind]
        there = f"文件为“{finding.document}”" if finding.document is not None else "文件没有说到"
        return f"{kind}：文中为“{finding.said}”，{there}"
    there = (
        f"the document has “{finding.document}”"
        if finding.document is not None
        else "the documents do not give it"
    )
    return f"{finding.kind}: “{finding.said}”; {there}"


def _sum(checked: CheckedText) -> str:
    parts = [
        f"{_VERDICTS[checked.language][verdict]} {checked.count(verdict)}"
        for verdict in Verdict
        if checked.count(verdict)
    ]
    return ("，" if checked.language is Language.ZH else ", ").join(parts)
