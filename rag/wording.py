"""What a question says about the documents and not about their matter: it must not steer the search.

"Do the two documents agree on which summits it follows?" asks which summits it follows. The words around that say
how the answer is to be laid out, and no sentence of any document holds them.
"""

import re

from rag.lexicon.colloquial import WRITTEN_FOR
from rag.lexicon.talk import ASIDES, DOCUMENT_TALK, NOTE_TALK

__all__ = ["ASKING", "in_written_words", "question_parts", "says_enough", "without_document_talk"]

_PATTERNS = [re.compile(pattern, re.IGNORECASE) for pattern in (*ASIDES, *DOCUMENT_TALK, *NOTE_TALK)]
# With less than this left, the question is about the documents themselves.
_LEAST_WORDS, _LEAST_HAN = 3, 5


def without_document_talk(question: str) -> str:
    """A question without the clauses that only speak of documents; as it was if nothing would be left.

    Args:
        question: In Chinese or English.
    """
    rest = question
    for pattern in _PATTERNS:
        shorter = pattern.sub(" ", rest)
        if says_enough(shorter):
            rest = shorter
    return re.sub(r"\s+", " ", rest).strip(" ，,、；;：:") if rest != question else question


def in_written_words(question: str) -> str:
    """A question with the words that documents use in place of everyday ones; as it was if it has none.

    Args:
        question: In Chinese or English.
    """
    for spoken, written in WRITTEN_FOR:
        question = spoken.sub(written, question)
    return question


ASKING = re.compile(
    r"什么|啥|谁|哪|多少|几|如何|怎么|怎样|为何|吗|是否|\b(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|do|does|did|can|has|have)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"(?<=[？?；;。])\s*|(?<=\.)\s+(?=[A-Z])")
_CLAUSE_ENDS = re.compile(
    r"(?<=[，,])\s*(?=(?:又|还|另外|以及|而|后|此外)?[^，,？?]{0,40}(?:什么|啥|谁|哪|多少|几|如何|怎么|怎样))"
    r"|,?\s+and\s+(?=(?:(?:on|in|at|for|by|from|to|according to) (?:the )?(?:\w+ ){0,3})?"
    r"(?:what|who|whom|whose|which|when|where|why|how)\b)",
    re.IGNORECASE,
)


# "On jobs, what …, and what …?": what stands before the first question is the matter of all of them.
_TOPIC = re.compile(r"^(?P<topic>[^，,：:。.？?—]{2,40}?)\s*(?:[：:]|，|,\s|\s[—–]+\s|——)")
# Two things set side by side, of which each is asked the same.
_SIDES = (
    re.compile(
        r"^(?:(?P<topic>[^，。？?]{2,16})[，,：:])?(?P<a>[^，。？?和与跟]{2,18})[和与跟](?P<b>[^，。？?]{2,18}?)"
        r"(?:[，,](?P<aside>按[^，。？?]{2,8}))?[，,]?(?:各自?|分别)(?P<rest>[^，。？?]{2,30})"
    ),
    re.compile(r"^(?P<rest>[^，？?]{4,30})[，,：:](?P<a>[^，。？?]{2,16})还是(?P<b>[^，。？?]{2,16})[？?]"),
    re.compile(
        r"^(?:(?P<topic>[^,:?]{4,40})[,:] )?(?:compare |contrast |set )?(?P<a>[^,?:]{8,70}?),?"
        r" (?:next to|versus|vs\.?|compared (?:with|to)|alongside|side by side with|as against|set against)"
        r" (?P<b>[^,?:]{8,80})(?P<rest>)[?.]?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<rest>(?:which|who)\b[^,?]{6,60}), (?P<a>[^,?]{3,50}?),? or (?P<b>[^,?]{3,60})\?", re.IGNORECASE
    ),
)


def question_parts(question: str) -> tuple[str, ...]:
    """The questions that a question puts one after the other, each with what leads up to it; none if it is one.

    A part that says too little to be asked alone ("and when?") is no part of its own.
    """
    sides = _sides(question)
    if sides:
        return sides
    clauses = [part for sentence in _SENTENCE_ENDS.split(question) for part in _CLAUSE_ENDS.split(sentence)]
    topic = _topic(question)
    parts: list[str] = []
    lead = ""
    for clause in filter(str.strip, clauses):
        lead = f"{lead} {clause}".strip()
        if ASKING.search(clause):
            parts.append(f"{topic} {lead}".strip() if parts else lead)
            lead = ""
    enough = tuple(part for part in parts if says_enough(part))
    return enough if len(parts) > 1 and len(enough) > 1 else ()


def _topic(question: str) -> str:
    """What a question names as its matter before it asks; nothing where it asks at once."""
    match = _TOPIC.match(question)
    return match["topic"] if match is not None and not ASKING.search(match["topic"]) else ""


def _sides(question: str) -> tuple[str, ...]:
    """A question for each of two things that are set side by side, if a question does that."""
    match = next(filter(None, (pattern.match(question) for pattern in _SIDES)), None)
    if match is None:
        return ()
    found = {name: (words or "").strip() for name, words in match.groupdict().items()}
    lead = f"{found.get('topic', '')} " if found.get("topic") else ""
    sides = (found["a"], found["b"])
    if _is_chinese(question):
        parts = [f"{lead}{side}{found.get('aside', '')}{found['rest']}？" for side in sides]
    else:
        parts = [f"{lead}{found['rest']} {side}?".strip().replace("  ", " ") for side in sides]
    return tuple(parts) if all(map(says_enough, parts)) else ()


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def says_enough(text: str) -> bool:
    """Whether words can be looked for by themselves."""
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    return han >= _LEAST_HAN or len(re.findall(r"[A-Za-z]{3,}", text)) >= _LEAST_WORDS
