"""What a question says in passing, held against a sentence by the checks that claims go through.

"When did China's foreign minister, Ma Zhaoxu, …?" takes an office for granted, "the 84 organisations whose 200
submissions …" what is counted. Only findings that a question cannot mean otherwise are taken up.
"""

import re

from rag.checking import evidence_of
from rag.checks.figures import check_figures
from rag.checks.finding import FindingKind
from rag.checks.mentions import MentionFinder, MentionKind
from rag.checks.roles import check_roles
from rag.lexicon.presupposed import LEAVES_OPEN
from rag.lexicon.roles import DEPUTIES, ROLES
from rag.question import Question
from rag.question_kinds import Shape
from rag.ranking import Ranked
from rag.values import find_values, states

__all__ = ["held_by_another", "of_another_office", "of_another_section", "of_other_things"]

# How like the question a sentence must be for its section to be the one that is meant.
_CLOSELY = 0.4
_TITLE = 4
# A count of two or three is often no count at all.
_TELLING = 10


def of_another_office(question: Question, item: Ranked, find: MentionFinder) -> str | None:
    """Somebody with the office that a question gives them, where the sentence gives the same one another.

    Args:
        question: The question as read.
        item: A candidate that is about the matter.
        find: Finds the names of a text.
    """
    if LEAVES_OPEN.search(question.text):
        return None
    candidate = item.candidate
    evidence = evidence_of(candidate.reader, candidate.spans[0], question.language)
    for finding in check_roles(question.text, evidence, find):
        person = finding.said.rpartition(" (")[0]
        if finding.document is not None and finding.document.rpartition(" (")[0] == person:
            return _titled(question.text, person)
    return None


def of_other_things(question: Question, item: Ranked, find: MentionFinder) -> str | None:
    """A number of one sort of thing, where the sentence has it, and all others of the question, of another sort.

    Args:
        question: The question as read.
        item: A candidate that is about the matter.
        find: Finds the names of a text.
    """
    if LEAVES_OPEN.search(question.text):
        return None
    candidate = item.candidate
    stated = find_values(candidate.text)
    if not all(any(states(other, value) for other in stated) for value in question.values):
        return None
    evidence = evidence_of(candidate.reader, candidate.spans[0], question.language)
    for finding in check_figures(question.text, evidence):
        if (
            finding.kind is FindingKind.UNIT
            and finding.document
            and _same_number(finding.said, finding.document)
        ):
            return finding.said
    return None


def of_another_section(question: Question, item: Ranked, find: MentionFinder) -> str | None:
    """A section by its title, where the sentence stands in the section next to it and speaks of the first nowhere.

    Args:
        question: The question as read.
        item: A candidate that is about the matter.
        find: Finds the names of a text.
    """
    candidate = item.candidate
    reader, language = candidate.reader, candidate.language
    above = reader.sections_above(candidate.spans[0])
    if question.shape is not Shape.FACT or not above or item.signals.sentence_similarity < _CLOSELY:
        return None
    beside = [s for s in reader.document.sections if s.parent == above[-1].parent and s != above[-1]]
    for name in question.names:
        named = any(name.written.lower() in reader.text(s.title_span, language).lower() for s in beside)
        if named and len(name.written) >= _TITLE and not name.is_in(candidate.surroundings):
            return name.written
    return None


def held_by_another(question: Question, item: Ranked, find: MentionFinder) -> str | None:
    """An office with a holder of whom no document speaks, where the sentence names another one for it.

    An office of a country without a name counts too: "China's premier", where the sentence has a vice premier.

    Args:
        question: The question as read.
        item: A candidate that is about the matter.
        find: Finds the names of a text.
    """
    text = item.candidate.text
    if LEAVES_OPEN.search(question.text):
        return None
    named = [mention.written for mention in find(question.text) if mention.kind is not MentionKind.PLACE]
    others = [mention.written for mention in find(text) if mention.kind is not MentionKind.PLACE]
    for _, office in ROLES:
        for name in named:
            said = _office_of(office, name, question.text)
            if (
                said is not None
                and name not in text
                and any(_office_of(office, other, text) for other in others)
            ):
                return said
    return _of_a_deputy(question.text, text, find)


def _office_of(office: re.Pattern[str], name: str, text: str) -> str | None:
    """An office right before a name, with the name."""
    match = re.search(rf"(?:{office.pattern})\s?{re.escape(name)}", text, re.IGNORECASE)
    return None if match is None else match.group()


def _of_a_deputy(asked: str, text: str, find: MentionFinder) -> str | None:
    """The first office of a country, where the sentence names only who is second in it."""
    for country in (mention for mention in find(asked) if mention.kind is MentionKind.PLACE):
        spelt = "|".join(re.escape(spelling) for spelling in (country.written, *country.spellings))
        for first, second in DEPUTIES:
            said = re.search(
                rf"{re.escape(country.written)}(?:['’]s|的)?\s?(?:{first})", asked, re.IGNORECASE
            )
            deputy = re.search(rf"(?:{spelt})[^，。、,;]{{0,12}}?(?:{second})", text, re.IGNORECASE)
            if (
                said is not None
                and deputy is not None
                and not re.search(rf"(?:{spelt})[^，。、,;]{{0,12}}?(?:{first})", text, re.IGNORECASE)
            ):
                return said.group()
    return None


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
