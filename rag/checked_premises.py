"""What a question says in passing, held against a sentence by the checks that claims go through.

"When did China's foreign minister, Ma Zhaoxu, …?" takes an office for granted, "the 84 organisations whose 200
submissions …" what is counted. Only findings that a question cannot mean otherwise are taken up.
"""

import re

from rag.checking import evidence_of
from rag.checks.evidence import EvidenceSentence
from rag.checks.figures import check_figures
from rag.checks.finding import FindingKind
from rag.checks.mentions import MentionFinder, MentionKind
from rag.checks.polarity import check_polarity
from rag.checks.roles import check_roles
from rag.lexicon.presupposed import LEAVES_OPEN, LETS_IN, SHUTS_OUT, WHY
from rag.lexicon.roles import DEPUTIES, ROLES
from rag.question import Question
from rag.question_kinds import Shape
from rag.ranking import Ranked
from rag.values import find_values, states

__all__ = ["said_in_passing"]

# How like the question a sentence must be for its section to be the one that is meant.
_CLOSELY = 0.4
_TITLE = 4
# A count of two or three is often no count at all.
_TELLING = 10


def said_in_passing(question: Question, item: Ranked, find: MentionFinder, *, is_best: bool) -> str | None:
    """What a question mentions and the sentence has otherwise, in the question's words; None if nothing.

    Args:
        question: The question as read.
        item: A candidate that is about the matter.
        find: Finds the names of a text.
        is_best: Whether no candidate is closer; another section than that of the best one says nothing.
    """
    section = _of_another_section(question, item) if is_best else None
    if LEAVES_OPEN.search(question.text):
        return section
    asked, text = question.text, item.candidate.text
    evidence = evidence_of(item.candidate.reader, item.candidate.spans[0], question.language)
    return (
        _of_another_office(asked, evidence, find)
        or _held_by_another(asked, text, find)
        or _of_a_deputy(asked, text, find)
        or _of_other_things(question, evidence, text)
        or _denied(question, evidence)
        or section
    )


def _of_another_office(asked: str, evidence: EvidenceSentence, find: MentionFinder) -> str | None:
    """Somebody with the office that a question gives them, where the sentence gives the same one another."""
    for finding in check_roles(asked, evidence, find):
        person = finding.said.rpartition(" (")[0]
        if finding.document is not None and finding.document.rpartition(" (")[0] == person:
            return _titled(asked, person)
    return None


def _held_by_another(asked: str, text: str, find: MentionFinder) -> str | None:
    """An office with a holder of whom the sentence does not speak, and which it gives to another."""
    named, others = _no_places(asked, find), _no_places(text, find)
    for _, office in ROLES:
        for name in named:
            said = None if name in text else _office_of(office, name, asked)
            if said is not None and any(_office_of(office, other, text) for other in others):
                return said
    return None


# "The minister Anne Bouverot met" is another than she.
_ACTS = r"\s+(?:met|saw|visited|consulted|invited|spoke (?:to|with)|talked (?:to|with))\b"


def _no_places(text: str, find: MentionFinder) -> list[str]:
    return [mention.written for mention in find(text) if mention.kind is not MentionKind.PLACE]


def _office_of(office: re.Pattern[str], name: str, text: str) -> str | None:
    """An office right before a name, with the name."""
    match = re.search(rf"(?:{office.pattern})\s?{re.escape(name)}(?!{_ACTS})", text, re.IGNORECASE)
    return None if match is None else match.group()


def _of_a_deputy(asked: str, text: str, find: MentionFinder) -> str | None:
    """The first office of a country, where the sentence names only who is second in it: "China's premier"."""
    for country in (mention for mention in find(asked) if mention.kind is MentionKind.PLACE):
        spelt = "|".join(re.escape(spelling) for spelling in (country.written, *country.spellings))
        own, there = rf"{re.escape(country.written)}(?:['’]s|的)?\s?", rf"(?:{spelt})[^，。、,;]{{0,12}}?"
        for first, second in DEPUTIES:
            said = _search(own, first, asked)
            if said is not None and _search(there, second, text) and not _search(there, first, text):
                return said.group()
    return None


def _search(before: str, office: str, text: str) -> re.Match[str] | None:
    return re.search(f"{before}(?:{office})", text, re.IGNORECASE)


def _of_other_things(question: Question, evidence: EvidenceSentence, text: str) -> str | None:
    """A number of one sort of thing, where the sentence has it, and all others of the question, of another sort."""
    stated = find_values(text)
    if not all(any(states(other, value) for other in stated) for value in question.values):
        return None
    units = (f for f in check_figures(question.text, evidence) if f.kind is FindingKind.UNIT)
    return next((f.said for f in units if f.document and _same_number(f.said, f.document)), None)


def _denied(question: Question, evidence: EvidenceSentence) -> str | None:
    """What a "why" takes for shut out or unbound, where the sentence has the reverse."""
    asked = WHY.search(question.text)
    if asked is None or not LETS_IN.search(evidence.text):
        return None
    claimed = question.text[: asked.start()] + question.text[asked.end() :].rstrip("？? ")
    return next(
        (f.said for f in check_polarity(claimed, evidence) if f.document and SHUTS_OUT.match(f.said)), None
    )


def _of_another_section(question: Question, item: Ranked) -> str | None:
    """A section by its title, where the sentence stands in the section next to it and speaks of the first nowhere."""
    candidate = item.candidate
    reader, language = candidate.reader, candidate.language
    above = reader.sections_above(candidate.spans[0])
    if question.shape is not Shape.FACT or not above or item.signals.sentence_similarity < _CLOSELY:
        return None
    beside = [s for s in reader.document.sections if s.parent == above[-1].parent and s != above[-1]]
    titles = "\n".join(reader.text(section.title_span, language) for section in beside).lower()
    named = (
        name for name in question.names if len(name.written) >= _TITLE and name.written.lower() in titles
    )
    return next((name.written for name in named if not name.is_in(candidate.surroundings)), None)


def _titled(text: str, person: str) -> str:
    """The name with its office, as a question writes them."""
    at = text.find(person)
    near = [match for _, pattern in ROLES for match in pattern.finditer(text)]
    if not near or at < 0:
        return person
    office = min(
        near,
        key=lambda match: (min(abs(match.end() - at), abs(match.start() - at - len(person))), match.start()),
    )
    return text[min(at, office.start()) : max(at + len(person), office.end())].strip(" ,，")


def _same_number(one: str, other: str) -> bool:
    mine = {
        value.number for value in find_values(one) if value.number is not None and value.number >= _TELLING
    }
    return any(value.number in mine for value in find_values(other) if value.number is not None)
