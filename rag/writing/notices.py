"""What an answer says about its own making: a stable code and words in the answer's language."""

from enum import StrEnum
from typing import Final

from corpus.model import Language
from rag.models.protocol import ModelFault

__all__ = ["Notice", "fallback_warning", "notice_warning", "second_reading_warning", "unneeded_warning"]


class Notice(StrEnum):
    """What happened on the way to a written answer; the codes that answers warn with."""

    CLAIMS_LEFT_OUT = "llm_claims_left_out"
    CLAIMS_PARTIAL = "llm_claims_partial"
    COMPLETED = "llm_answer_completed"
    KEYS_REJECTED = "llm_keys_rejected"
    PASSAGES_DROPPED = "llm_passages_dropped"
    NOT_NEEDED = "llm_not_needed"


_NOTICES: Final = {
    Notice.CLAIMS_LEFT_OUT: ("有 {} 句缺少依据，已略去。", "{sentences} without support {were} left out."),
    Notice.CLAIMS_PARTIAL: (
        "有 {} 句只有部分依据，引用前请核对原文。",
        "{sentences} {are} only partly supported; read the quotes before relying on them.",
    ),
    Notice.COMPLETED: (
        "模型漏写的 {} 句，已照原文补上。",
        "{sentences} that the model left out {were} added word for word.",
    ),
    Notice.KEYS_REJECTED: (
        "模型引用了 {} 个不存在的材料编号，已拒绝。",
        "{keys} that the model made up {were} rejected.",
    ),
    Notice.PASSAGES_DROPPED: (
        "材料超出模型的上下文长度，末尾 {} 条未用。",
        "the last {passages} did not fit the model's context and {were} not used.",
    ),
}
_NOT_NEEDED: Final = (
    "这个问题由文件结构或拒答规则直接回答，没有用到模型。",
    "this question is answered from the documents' structure, or refused, without a model.",
)
_FAULTS: Final = {
    ModelFault.UNREACHABLE: ("无法连接语言模型", "the language model cannot be reached"),
    ModelFault.TIMEOUT: ("语言模型超时", "the language model took too long"),
    ModelFault.UNAUTHORISED: ("语言模型服务拒绝了密钥", "the language model's service refused the key"),
    ModelFault.RATE_LIMITED: ("语言模型服务请求过多", "the language model's service gets too many requests"),
    ModelFault.REFUSED: (
        "语言模型服务不接受这一请求",
        "the language model's service did not take the request",
    ),
    ModelFault.FAILED: ("语言模型出错", "the language model failed"),
    ModelFault.STREAM_CUT: ("语言模型的输出中断", "the language model's output broke off"),
    ModelFault.OUTPUT_ENDLESS: ("语言模型的输出没有止境", "the language model's output did not end"),
    ModelFault.PROMPT_TOO_LONG: (
        "材料超出语言模型的上下文长度",
        "the passages do not fit the model's context",
    ),
    ModelFault.MODEL_MISSING: ("没有找到语言模型的文件", "the language model's file is not there"),
    ModelFault.MODEL_DAMAGED: ("语言模型的文件已损坏", "the language model's file is damaged"),
    ModelFault.NOT_INSTALLED: ("没有安装运行语言模型的组件", "what runs language models is not installed"),
    ModelFault.OUTPUT_UNUSABLE: (
        "语言模型没有写出注明依据的句子",
        "the language model wrote no sentence that names its passages",
    ),
    ModelFault.WRONG_LANGUAGE: (
        "语言模型没有用所要求的语言作答",
        "the language model wrote in the wrong language",
    ),
    ModelFault.UNSUPPORTED: (
        "语言模型所写的内容无法从文件中得到证实",
        "what the model wrote could not be confirmed from the documents",
    ),
}
_INSTEAD: Final = (
    "，以下句子改为直接摘自文件。",
    "; the sentences below are quoted from the documents instead.",
)
_INSTEAD_FROM_THEM: Final = (_INSTEAD[0], "; the sentences below are quoted from them instead.")
_UNREAD: Final = (
    "，其余未找到的句子没有再读。",
    "; sentences not found after that were not read a second time.",
)


def fallback_warning(fault: ModelFault, language: Language) -> str:
    """Says why the sentences of an answer are the documents' after all."""
    instead = _INSTEAD_FROM_THEM if fault is ModelFault.UNSUPPORTED else _INSTEAD
    return f"{fault.value}: {_in(language, _FAULTS[fault])}{_in(language, instead)}"


def second_reading_warning(fault: ModelFault, language: Language) -> str:
    """Says why sentences that were not found were not read a second time."""
    return f"{fault.value}: {_in(language, _FAULTS[fault])}{_in(language, _UNREAD)}"


def notice_warning(notice: Notice, count: int, language: Language) -> str:
    """Says what happened so many times."""
    one = count == 1
    things = {f"{thing}s": f"{count} {thing}{'' if one else 's'}" for thing in ("sentence", "key", "passage")}
    verbs = {"are": "is" if one else "are", "were": "was" if one else "were"}
    return f"{notice.value}: {_in(language, _NOTICES[notice]).format(count, **things, **verbs)}"


def unneeded_warning(language: Language) -> str:
    """Says why no model was asked although a written answer was wanted."""
    return f"{Notice.NOT_NEEDED.value}: {_in(language, _NOT_NEEDED)}"


def _in(language: Language, words: tuple[str, str]) -> str:
    return words[0] if language is Language.ZH else words[1]
