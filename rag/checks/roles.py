"""Are people and bodies bound to the roles, countries and firms that the evidence binds them to?

史密斯是谷歌首席执行官 names nobody and nothing that the evidence lacks; only who is what has been exchanged.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.checks.evidence import EvidenceSentence
from rag.checks.finding import Finding, FindingKind
from rag.checks.mentions import Mention, MentionFinder, MentionKind, is_named
from rag.lexicon.roles import ROLES

__all__ = ["check_roles"]

_ENUMERATORS = re.compile(
    r"[，,；;、。:：\n]|和|以及|与(?=[\u4e00-\u9fff])|及|则|并|\b(?:and|while|whereas|as well as|but)\b|\.(?=\s|$)"
)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A person and what stands with the name between two separators: roles, and the names of bodies and places."""

    person: Mention
    roles: frozenset[str]
    others: tuple[Mention, ...]


def check_roles(claim: str, evidence: EvidenceSentence, find: MentionFinder) -> list[Finding]:
    """Compare what is bound to whom, for the people that both the claim and its evidence name."""
    text = evidence.text
    theirs = _bindings(text, _people(text, find) or _taught(claim, text, find), find)
    findings = []
    for said in _bindings(claim, _shared_people(claim, text, find), find):
        own = [b for b in theirs if _is_same(said.person, b.person)]
        rest = [b for b in theirs if not _is_same(said.person, b.person)]
        finding = _exchanged(said, own, rest) if own else None
        findings += [finding] if finding is not None else []
    return findings[:1]


def _exchanged(said: _Bound, own: Sequence[_Bound], rest: Sequence[_Bound]) -> Finding | None:
    for role in said.roles:
        if not any(role in b.roles for b in own) and any(role in b.roles for b in rest):
            holder = next(b for b in rest if role in b.roles)
            return Finding(
                FindingKind.ROLE, f"{said.person.written} ({role})", f"{holder.person.written} ({role})"
            )
    for other in said.others:
        holders = [b for b in rest if any(_is_same(other, o) for o in b.others)]
        if (
            holders
            and not any(_is_same(other, o) for b in own for o in b.others)
            and any(b.others for b in own)
        ):
            return Finding(
                FindingKind.ROLE,
                f"{said.person.written} ({other.written})",
                f"{holders[0].person.written} ({other.written})",
            )
    return None


def _people(text: str, find: MentionFinder) -> list[Mention]:
    return [m for m in find(text) if m.kind is MentionKind.PERSON]


def _taught(_claim: str, text: str, find: MentionFinder) -> list[Mention]:
    return [m for m in find(text) if m.kind is MentionKind.OTHER]


def _shared_people(claim: str, text: str, find: MentionFinder) -> list[Mention]:
    return [m for m in find(claim) if m.kind is not MentionKind.PLACE and is_named(m, text)]


def _is_same(one: Mention, other: Mention) -> bool:
    if set(one.spellings) & set(other.spellings):
        return True
    return one.written in other.written or other.written in one.written


def _bindings(text: str, people: Sequence[Mention], find: MentionFinder) -> list[_Bound]:
    found = []
    for piece in _ENUMERATORS.split(text):
        inside = [person for person in people if person.written in piece]
        if len(inside) == 0:
            continue
        mentions = find(piece)
        roles = frozenset(name for name, pattern in ROLES if pattern.search(piece))
        for person in inside:
            others = tuple(
                m
                for m in mentions
                if not _is_same(m, person)
                and (m.kind is MentionKind.OTHER or (m.kind is MentionKind.PLACE and roles))
            )
            found.append(_Bound(person, roles, others))
    return found
