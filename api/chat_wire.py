"""From chat messages to what the engine is asked, and from its answer to a completion with annotations."""

import re
from collections.abc import Iterator
from typing import Final

from api.chat_bodies import ChatBody
from api.chat_schemas import AnnotationOut, ChoiceOut, CompletionOut, MessageOut, UrlCitationOut
from api.problems import BadRequestError
from api.wire import answer_out
from corpus.errors import NotFoundError
from rag.answer import Answer, AnswerMode
from rag.requests import AskRequest, Turn

__all__ = ["CHAT_MODELS", "annotations_of", "chat_request", "completion_of", "mode_of"]

CHAT_MODELS: Final[dict[str, AnswerMode | None]] = {
    "summit": None,
    "summit-extractive": AnswerMode.EXTRACTIVE,
    "summit-written": AnswerMode.WRITTEN,
}
"""The names under which the service can be asked, and the mode that each stands for."""
_MOST_TURNS, _MOST_CHARS = 20, 8000
_MARKERS = re.compile(r"\s?((?:\[\d+\])+)")
_MARKER = re.compile(r"\[(\d+)\]")


def chat_request(body: ChatBody) -> AskRequest:
    """What the engine is asked: the last message, with the dialogue before it.

    What system messages say is no source and changes nothing about how the service answers; they are left out.
    Of a long dialogue the last 20 messages count, of a long message the first 8000 characters.

    Raises:
        BadRequestError: `parameter_unsupported`, or `messages_invalid` if the last message is not the user's.
        NotFoundError: `chat_model_unknown`.
    """
    mode = mode_of(body.model)
    _refuse_unsupported(body)
    *earlier, last = body.messages
    if last.role != "user":
        raise BadRequestError(
            "messages_invalid",
            f"the last message is by {last.role}, not by the user",
            next_step="let the last message be the question",
        )
    turns = [
        Turn(message.role, message.text[:_MOST_CHARS])
        for message in earlier
        if message.role in ("user", "assistant")
    ]
    return AskRequest(last.text, mode=mode, history=tuple(turns[-_MOST_TURNS:]))


def mode_of(model: str) -> AnswerMode | None:
    """The mode that a name stands for.

    Raises:
        NotFoundError: `chat_model_unknown`.
    """
    if model not in CHAT_MODELS:
        raise NotFoundError(
            "chat_model_unknown", "there is no model of that name", next_step="/v1/models lists the names"
        )
    return CHAT_MODELS[model]


def completion_of(answer: Answer, model: str, created: int, base_url: str) -> CompletionOut:
    """An answer as a completion.

    Args:
        answer: The answer.
        model: The name it was asked under.
        created: Seconds since 1970.
        base_url: Of the service, ending in a slash; links to quotes lead there.
    """
    message = MessageOut(content=answer.text, annotations=annotations_of(answer, base_url))
    return CompletionOut(
        id=f"chatcmpl-{answer.answer_id}",
        created=created,
        model=model,
        choices=[ChoiceOut(message=message)],
        summit=answer_out(answer, ["claims"]),
    )


def annotations_of(answer: Answer, base_url: str, shift: int = 0) -> list[AnnotationOut]:
    """A citation as OpenAI has it for each marker behind a claim.

    Args:
        answer: The answer.
        base_url: Of the service, ending in a slash.
        shift: How many code points go before the answer in the message.
    """
    citations = {citation.number: citation for citation in answer.citations}
    return [
        AnnotationOut(
            url_citation=UrlCitationOut(
                start_index=start + shift,
                end_index=end + shift,
                title=citations[number].document.passport.title,
                url=base_url.rstrip("/") + citations[number].view_url,
            )
        )
        for start, end, number in _markers(answer)
    ]


def _markers(answer: Answer) -> Iterator[tuple[int, int, int]]:
    """Where the markers stand that the service itself put behind the claims."""
    for claim in answer.claims:
        behind = _MARKERS.match(answer.text, claim.end)
        if behind is not None:
            for marker in _MARKER.finditer(answer.text, behind.start(1), behind.end(1)):
                yield marker.start(), marker.end(), int(marker[1])


def _refuse_unsupported(body: ChatBody) -> None:
    at_rest: dict[str, tuple[object, ...]] = {
        "n": (1,),
        "tools": ([],),
        "tool_choice": ("none", "auto"),
        "functions": ([],),
        "function_call": ("none", "auto"),
        "response_format": ({"type": "text"},),
        "modalities": (["text"],),
        "audio": (),
        "logprobs": (False,),
        "top_logprobs": (0,),
        "web_search_options": (),
    }
    for name, harmless in at_rest.items():
        value = getattr(body, name)
        if value is not None and value not in harmless:
            raise BadRequestError(
                "parameter_unsupported",
                f"{name}: the service answers with one text from its documents and nothing else",
                next_step=f"leave {name} out",
            )
