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
_OFFICE = r"(?:官员|领导|负责人|代表|高层|学者|教授|专家|研究员|人士|人)"
_BODY_ZH = (
    r"(?P<body>(?:(?![跟与和在同见从由])[\u3400-\u9fff]){1,6}"
    r"(?:部|委|办|署|局|院|大学|学院|研究院|委员会|公司|集团|中心))"
)
_BEFORE_BODY = r"(?:跟|与|和|在|同|见|从|由|，|^)"
_OFFICE_EN = r"(?:officials?|leaders?|representatives?|scholars?|academics|professors?|experts?|researchers?)"
_ASKED_BODY_EN = (
    r"(?:the )?(?P<body>(?:[\w’']+ ){0,3}?(?:[Mm]inistry(?: of [A-Z]\w+)?|[Aa]dministration|[Uu]niversity|[Aa]cademy"
    r"|[Ii]nstitute|[Oo]ffice|[Dd]epartment|[Aa]gency))\b"
)
_WHOSE = (
    re.compile(
        rf"{_BEFORE_BODY}{_BODY_ZH}(?:的|那边|里|方面)?(?:跟|与|和|派(?:了|出)?)?(?:哪[一几些]?[位名个]|什么)\w{{0,4}}{_OFFICE}"
    ),
    re.compile(rf"{_BEFORE_BODY}{_BODY_ZH}(?:里|方面|那边)?(?:派|出面的?是?|是)(?:了|出)?谁"),
    re.compile(
        rf"\b(?:[Ww]hich|[Ww]hat|[Ww]hose) (?:senior )?(?:{_OFFICE_EN}|person|people)"
        rf" (?:at|from|of|in) {_ASKED_BODY_EN}"
    ),
    re.compile(rf"\b[Ww]ho (?:from|at|of) {_ASKED_BODY_EN}"),
    re.compile(rf"\b[Nn]ames? (?:of )?the (?P<body>[A-Z]\w+) {_OFFICE_EN}\b"),
)
"""Whose official or scholar is asked for."""
_NO_BODY = frozenset("the of for and its own’s".split())
# English words are compared without their endings.
_STEM = 6
# So much of a body's name tells it apart: 网信办 of 中央网信办, 清华 of 清华大学.
_ENDING, _BEGINNING = 3, 2


def is_of_another_body(asked: str, text: str, people_in: Callable[[str], list[str]]) -> bool:
    """Whether a sentence names a body that the question asks about, and people only apart from it.

    Args:
        asked: The question.
        text: The sentence, in the question's language.
        people_in: The people that a stretch of Chinese names.
    """
    clauses = _CLAUSES.split(text)
    whose = _asked_of(asked)
    if whose:
        of_it = [clause for clause in clauses if _speaks_of(clause, whose)]
        return not any(_has_people(clause, asked, people_in) for clause in of_it)
    bodies = _bodies(asked, text)
    if not bodies:
        return False
    with_people = [clause for clause in clauses if _has_people(clause, asked, people_in)]
    named = [clause for clause in clauses if any(body in clause for body in bodies)]
    return bool(with_people) and bool(named) and not any(clause in with_people for clause in named)


def _asked_of(asked: str) -> list[str]:
    """The words of the body whose official or scholar is asked for: "who from the science ministry", "科技部派谁"."""
    match = next(filter(None, (pattern.search(asked) for pattern in _WHOSE)), None)
    if match is None:
        return []
    body = match["body"]
    if has_han(body):
        return [body]
    return [
        word.lower()[:_STEM] for word in re.findall(r"[A-Za-z]{3,}", body) if word.lower() not in _NO_BODY
    ]


def _speaks_of(clause: str, words: list[str]) -> bool:
    return all(word in clause.lower() for word in words)


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
