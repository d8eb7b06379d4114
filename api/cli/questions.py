"""`summit ask`, `summit search` and `summit verify`."""

from enum import StrEnum
from typing import Annotated

import typer

from api.cli.console import JsonOption, explained, print_json, print_lines, print_text, warn
from api.cli.inputs import FileOption, LanguageChoice, read_text
from api.cli.opening import opened
from api.cli.render import answer_lines, passage_lines
from api.wire import answer_out, language_from, mode_from, search_out, verification_out
from rag.answer import AnswerStatus
from rag.requests import AskRequest, VerificationStatus

__all__ = ["NO_ANSWER", "ask", "search", "verify"]

NO_ANSWER = 10
_NO_LONGER = {VerificationStatus.MOVED: 5, VerificationStatus.CHANGED: 5, VerificationStatus.MISSING: 4}


class ModeChoice(StrEnum):
    """How an answer is made."""

    auto = "auto"
    extractive = "extractive"
    written = "written"


QuestionArgument = Annotated[
    str | None, typer.Argument(help="The question; `-` or nothing reads standard input.", show_default=False)
]
LanguageOption = Annotated[LanguageChoice, typer.Option(help="Language of the answer; auto: the question's.")]
TopKOption = Annotated[int, typer.Option(min=1, max=50, help="How many passages are looked at.")]


def ask(
    question: QuestionArgument = None,
    *,
    file: FileOption = None,
    language: LanguageOption = LanguageChoice.auto,
    mode: Annotated[ModeChoice, typer.Option(help="How the answer is made.")] = ModeChoice.auto,
    top_k: TopKOption = 8,
    as_json: JsonOption = False,
) -> None:
    """Answer a question from the documents, with citations. Exit code 10: they do not say."""
    with explained("summit ask", as_json=as_json):
        text = read_text(question, file, what="question")
        request = AskRequest(text, language_from(language.value), mode_from(mode.value), top_k=top_k)
        answer = opened().engine.ask(request)
    if as_json:
        print_json(answer_out(answer, ("claims", "passages")))
    else:
        print_lines(answer_lines(answer))
        for warning in answer.warnings:
            warn(warning)
    if answer.status is AnswerStatus.NO_ANSWER:
        raise typer.Exit(NO_ANSWER)


def search(
    question: QuestionArgument = None,
    *,
    file: FileOption = None,
    language: LanguageOption = LanguageChoice.auto,
    top_k: TopKOption = 8,
    as_json: JsonOption = False,
) -> None:
    """Find passages without answering. Exit code 10: there are none."""
    with explained("summit search", as_json=as_json):
        text = read_text(question, file, what="question")
        result = opened().engine.search(text, language=language_from(language.value), top_k=top_k)
    if as_json:
        print_json(search_out(result))
    else:
        print_lines(passage_lines(result))
    if not result.passages:
        raise typer.Exit(NO_ANSWER)


def verify(
    doc_id: Annotated[str, typer.Argument(help="The citation's document.")],
    start: Annotated[int, typer.Argument(min=0, help="Its char_start.")],
    end: Annotated[int, typer.Argument(min=1, help="Its char_end.")],
    quote: Annotated[
        str | None, typer.Argument(help="Its quote; `-` or nothing reads standard input.", show_default=False)
    ] = None,
    *,
    file: FileOption = None,
    text_sha256: Annotated[str | None, typer.Option(help="Its text_sha256, if known.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether a citation still holds. Exit code 5: moved or changed, 4: its document is gone."""
    with explained("summit verify", as_json=as_json):
        text = read_text(quote, file, what="quote")
        verification = opened().engine.verify(doc_id, start, end, text, text_sha256)
    if as_json:
        print_json(verification_out(verification))
    else:
        print_text(f"{verification.status}: {verification.detail}")
    if verification.status in _NO_LONGER:
        raise typer.Exit(_NO_LONGER[verification.status])
