"""Are people bound to the offices, countries and firms that the evidence binds them to?

史密斯是谷歌首席执行官 names nobody and nothing that the evidence lacks; only who is what has been exchanged.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.language import has_han
from rag.checks.evidence import EvidenceSentence, is_chinese
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import Mention, MentionFinder, MentionKind, is_named
from rag.lexicon.roles import EXCLUSIVE, ROLES, TOLD_APART

__all__ = ["check_roles"]

# What parts the members of a list; a comma before an apposition does not.
_ENUMERATORS = re.compile(
    r"[，,；;、。\n](?! (?:the|an?|its|who|CEO|chief|co-founder|founder|president|chairman|head)\b)"
    r"|和|以及|与(?=[\u4e00-\u9fffA-Z])|及|则|并|\b(?:and|while|whereas|as well as|but)\b|\.(?=\s|$)"
)
# Whoever meets somebody is not bound to what that one is.
_DEALINGS = re.compile(
    r"会见|会晤|见到|访问|拜会|对话|接见|听取|交流|探讨"
    r"|\b(?:met|meets?|meeting|visited|visits?|received|talked|spoke|told|with|listened|heard|exchanged|discussed)\b",
    re.IGNORECASE,
)
_LINK_ZH = re.compile(r"^(?:则?是|担?任|出任|作为|为|以|：|:|，|撰|执|编|审)|^（")
_LINK_EN = re.compile(
    r"^(?:,? (?:the|an?|its|who|is|was|had been|has been|as|serves?|served|(?:attended )?in (?:his|her) capacity as"
    r"|attended as|CEO|chief|president|co-founder|founder)\b"
    r"| of\b|\()"
)
# "The vice premier at the summit was Ma Zhaoxu."
_IS_HE = re.compile(r"(?: [a-z]+){0,5} (?:was|is) |的?(?:正|就)?是")
# "Minister of State for AI  Feryal Clark"
_OF_WHAT = re.compile(r"(?: (?:of|for) [A-Za-z]+){1,3} {1,2}")
_NEAR_ZH, _NEAR_EN = 14, 40
_GAP_ZH, _GAP_EN = 3, 12


@dataclass(frozen=True, slots=True)
class _Bound:
    """A person with the offices next to the name, and the bodies and places that go with them."""

    person: Mention
    roles: frozenset[str]
    others: tuple[Mention, ...]


def check_roles(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare what is bound to whom, for the people that both the claim and its evidence name.

    Args:
        claim: A sentence.
        evidence: A sentence of a document.
        find: Finds the names of a text.
    """
    theirs = [bound for text in evidence.readings for bound in _bindings(text, _named(text, find), find)]
    shared = [mention for mention in _named(claim, find) if is_named(mention, "\n".join(evidence.readings))]
    for said in _bindings(claim, shared, find):
        own = [bound for bound in theirs if _is_same(said.person, bound.person)]
        # Whoever is written in the other script may be the same person, under a name that is not known for his.
        rest = [
            b for b in theirs if not _is_same(said.person, b.person) and _in_one_script(said.person, b.person)
        ]
        finding = (_exchanged(said, own, rest) or _of_another_office(said, own)) if own else None
        if finding is not None:
            return [finding]
    return []


def _of_another_office(said: _Bound, own: Sequence[_Bound]) -> Finding | None:
    """Somebody is given one office, and the evidence gives another: interior minister, minister of state for AI."""
    held = sorted({role for bound in own for role in bound.roles})
    for role in sorted(said.roles):
        apart = role in EXCLUSIVE or any((role, other) in TOLD_APART for other in held)
        if held and role not in held and apart:
            return Finding(
                FindingKind.ROLE, f"{said.person.written} ({role})", f"{said.person.written} ({held[0]})"
            )
    return None


def _exchanged(said: _Bound, own: Sequence[_Bound], rest: Sequence[_Bound]) -> Finding | None:
    for role in sorted(said.roles):
        holders = [bound for bound in rest if role in bound.roles]
        if holders and not any(role in bound.roles for bound in own) and any(bound.roles for bound in own):
            return _finding(said.person, role, holders[0].person)
    for other in said.others:
        holders = [bound for bound in rest if any(_is_same(other, o) for o in bound.others)]
        if holders and not any(_is_same(other, o) for bound in own for o in bound.others):
            return _finding(said.person, other.written, holders[0].person)
    return None


def _finding(said: Mention, what: str, holder: Mention) -> Finding:
    return Finding(FindingKind.ROLE, f"{said.written} ({what})", f"{holder.written} ({what})")


def _named(text: str, find: MentionFinder) -> list[Mention]:
    """The people of a text, and names of which it cannot be told what they are of."""
    return [mention for mention in find(text) if mention.kind is not MentionKind.PLACE]


def _is_same(one: Mention, other: Mention) -> bool:
    if set(one.spellings) & set(other.spellings):
        return True
    return one.written in other.written or other.written in one.written


def _in_one_script(one: Mention, other: Mention) -> bool:
    return any(has_han(spelling) is has_han(one.written) for spelling in (other.written, *other.spellings))


def _bindings(text: str, people: Sequence[Mention], find: MentionFinder) -> Iterator[_Bound]:
    for piece in _pieces(text):
        inside = [person for person in people if person.written in piece]
        if not inside:
            continue
        mentions = find(piece)
        for person in inside:
            roles = _roles_of(person, piece)
            if not roles and (_DEALINGS.search(piece) or person.kind is not MentionKind.PERSON):
                continue
            others = [m for m in mentions if m.kind is not MentionKind.PERSON and not _is_same(m, person)]
            if _DEALINGS.search(piece):
                at = piece.find(person.written)
                # What stands before the deed is of whoever does it.
                since = max((match.end() for match in _DEALINGS.finditer(piece[:at])), default=0)
                others = [m for m in others if since <= m.at < at]
            bound = [m for m in others if roles or m.kind is MentionKind.OTHER]
            yield _Bound(person, roles, tuple(bound))


def _pieces(text: str) -> list[str]:
    """The members of lists; one who has two offices is one member: 联合创始人、首席执行官门施."""
    joined = _TWO_OFFICES.sub(lambda match: match.group().replace("、", "兼").replace(" and ", " & "), text)
    joined = _APPOSITION.sub(lambda match: match.group().replace(",", " "), joined)
    return _ENUMERATORS.split(joined)


# "The special envoy for the summit, Matt Clifford": the comma parts no members.
_APPOSITION = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er)|['’]s) (?:\w+ ){0,4}?"
    r"(?:[Mm]inister|[Pp]resident|[Ee]nvoy|[Pp]remier|[Cc]hancellor|[Ss]ecretary|[Ee]xecutive|[Ff]ounder|CEO)\b"
    r"(?: (?:of|for|at) [\w ]{1,40}?)?, (?=[A-Z][\w'’-]+)"
)
_TWO_OFFICES = re.compile(
    r"(?:创始人|总裁|董事长|主席|首席[\u4e00-\u9fff]{1,3}官|总统|总理)、(?=[\u4e00-\u9fff]{0,4}(?:创始人|总裁|董事长|主席|首席|总统|总理))"
    r"|\b(?:co-?founder|founder|chair\w*|president) and (?=(?:the )?(?:CEO|chief|president|chair))",
    re.IGNORECASE,
)


def _roles_of(person: Mention, piece: str) -> frozenset[str]:
    """The offices that stand just before a name, or behind it with a link: 德国总理朔尔茨, "Pichai, the CEO"."""
    chinese = is_chinese(piece)
    spelt = [(at, -len(s)) for s in (person.written, *person.spellings) if (at := piece.find(s)) >= 0]
    at, negative_length = min(spelt)
    before, behind = piece[:at], piece[at - negative_length :]
    gap, near = (_GAP_ZH, _NEAR_ZH) if chinese else (_GAP_EN, _NEAR_EN)
    linked = (_LINK_ZH if chinese else _LINK_EN).search(behind) is not None
    found = set()
    for role, pattern in ROLES:
        ends = [match.end() for match in pattern.finditer(before)]
        between = before[ends[-1] :] if ends else ""
        is_near = len(between) <= gap or any(p.fullmatch(between) for p in (_IS_HE, _OF_WHAT))
        is_before = bool(ends) and is_near and not _DEALINGS.search(between)
        match = pattern.search(behind[:near]) if linked else None
        is_behind = match is not None and not _DEALINGS.search(behind[: match.start()])
        found |= {role} if is_before or is_behind else set()
    return frozenset(found)
