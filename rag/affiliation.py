"""Whether a person whom a sentence names is of the body that the question names.

"Whom did she meet at the Cyberspace Administration?" is not answered by a sentence in which she meets a minister
and, in another clause, visits the Cyberspace Administration.
"""

import re
from collections.abc import Callable

from corpus.language import has_han
from rag.lexicon.kinds import ORGANISATION_ZH

__all__ = ["is_of_another_body"]

_CLAUSES = re.compile(r"[，,；;。、]|\band\b|\bwith\b|\bincluding\b")
_BODY_EN = re.compile(r"\b[A-Z][\w'’-]+(?:\s+(?:of|for|and|the)\s+[A-Z][\w'’-]+|\s+[A-Z][\w'’-]+)+")
# What tells a body from a person, both of whom are written in capitals.
_BODY_WORD_EN = re.compile(
    r"\b(?:Ministry|Administration|University|Academy|Institute|Office|Department|Agency|Bureau|Committee|Commission"
    r"|Council|Company|Corporation|Cent(?:er|re)|Bank|Association|Foundation|Forum)\b"
)
_TITLE_EN = re.compile(
    r"\b(?:Minister|President|Premier|Chancellor|Secretary|Ambassador|Director|Professor|CEO|Envoy|Chair\w*)\b"
)
# So much of a body's name tells it apart: 网信办 of 中央网信办, 清华 of 清华大学.
_ENDING, _BEGINNING = 3, 2


def is_of_another_body(asked: str, text: str, people_in: Callable[[str], list[str]]) -> bool:
    """Whether a sentence names a body that the question asks about, and people only apart from it.

    Args:
        asked: The question.
        text: The sentence, in the question's language.
        people_in: The people that a stretch of Chinese names.
    """
    bodies = _bodies(asked, text)
    if not bodies:
        return False
    clauses = _CLAUSES.split(text)
    with_people = [clause for clause in clauses if _has_people(clause, asked, people_in)]
    named = [clause for clause in clauses if any(body in clause for body in bodies)]
    return bool(with_people) and bool(named) and not any(clause in with_people for clause in named)


def _bodies(asked: str, text: str) -> list[str]:
    """The bodies of the sentence that the question names."""
    if not has_han(text):
        bodies = [body for body in _BODY_EN.findall(text) if _BODY_WORD_EN.search(body)]
        return [body for body in bodies if body in asked and not _TITLE_EN.search(body)]
    found = [body for clause in _CLAUSES.split(text) for body in ORGANISATION_ZH.findall(clause)]
    return [body for body in found if body[-_ENDING:] in asked or _short_name(body) in asked]


def _short_name(body: str) -> str:
    """What a university is called for short; the whole of any other body."""
    return body[-_BEGINNING - 2 : -2] if body.endswith(("大学", "学院")) else body


def _has_people(clause: str, asked: str, people_in: Callable[[str], list[str]]) -> bool:
    if has_han(clause):
        return any(person not in asked for person in people_in(clause))
    return _TITLE_EN.search(clause) is not None
