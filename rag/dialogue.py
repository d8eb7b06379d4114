"""From a follow-up to a question that stands alone: "那印度呢？", "Whose forecast is that?".

Without a language model a pronoun is not put into words. A thing that takes another's place is ("And India?" after
a question about France becomes that question about India); all else keeps its own words and takes with it the
question that it goes on from, which then guides the search, and what was answered, near which the answer stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language import has_han, question_language
from corpus.model import Language
from rag.lexicon.dialogue import AND_THAT, CONNECTS, ORDINAL, POINTS_BACK
from rag.names import Name, NameIndex
from rag.numerals import parse_number
from rag.question import read_question
from rag.requests import Turn

__all__ = ["LAST", "InDialogue", "follow_up_language", "ordinal_asked", "read_dialogue"]

LAST = -1
"""The place of the last item of a list."""

# A question chain is carried on for so many characters; what is older no longer guides.
_CONTEXT_CHARS = 240
_ALMOST_NOTHING = 1
# What takes another's place is named alone, or nearly: "That trip to Beijing?" is, "The capital of Mongolia?" is not.
_MOST_OF_PHRASE = 0.6
_EN_NUMBERS = ["first", "second", "third", "fourth", "fifth", "sixth"]
_EN_COUNTS = ["one", "two", "three", "four", "five", "six"]


@dataclass(frozen=True, slots=True)
class InDialogue:
    """A question with what it takes from the dialogue."""

    question: str
    """What is asked, in words that a reading can start from."""
    context: str = ""
    """The question that it goes on from; empty for one that stands alone."""
    said: str = ""
    """What was answered to that; empty where another thing has taken its place."""
    only_near: bool = False
    """Whether it does not say that it goes on: what stands near is preferred, but its own words alone are searched."""

    @property
    def standalone(self) -> str | None:
        """The question as it can be read without the dialogue; None if it was one already."""
        if not self.context:
            return None
        if self.context == self.question:
            return self.question
        if question_language(self.question) is Language.ZH:
            return f"{self.question}（承上问：{self.context}）"
        return f"{self.question} (following on from: {self.context})"


def read_dialogue(question: str, history: Sequence[Turn], names: NameIndex) -> InDialogue:
    """Make a question stand alone.

    Args:
        question: A checked question.
        history: Earlier messages, oldest first.
        names: For telling what may take the place of what.

    Returns:
        The question alone if it leans on nothing, or if nothing was asked before.
    """
    asked = [turn.content.strip() for turn in history if turn.role == "user" and turn.content.strip()]
    leans = _leans(question, names)
    if not asked or not (leans or _says_little(question, names)):
        return InDialogue(question)
    earlier = _chain(asked, names)
    said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    if not leans:
        return InDialogue(question, earlier, said, only_near=True)
    swapped = _swapped(question, earlier, names)
    if swapped is None:
        return InDialogue(_without_connection(question), earlier, said)
    replaced, rest = swapped
    return InDialogue(rest or replaced, replaced)


def follow_up_language(question: str) -> Language | None:
    """The language in which something is asked; None for a mere name, which tells nothing of it.

    Args:
        question: As it was put, before it takes anything from the dialogue.
    """
    if has_han(question):
        return question_language(question)
    return Language.EN if _EN_WORD.search(question) else None


_EN_WORD = re.compile(r"\b[a-z]{2,}\b|\b(?:And|Who|What|When|Where|Why|How|Which|Is|Are|Does|Did)\b")


def ordinal_asked(question: str) -> int | None:
    """Which item of a list a question wants, counted from 1; `LAST` for the last; None if it names none."""
    match = ORDINAL.search(question)
    if match is None:
        return None
    if match["last"]:
        return LAST
    if match["en"]:
        return _EN_NUMBERS.index(match["en"].lower()) + 1
    if match["number"] and not match["number"].isdigit():
        return _EN_COUNTS.index(match["number"].lower()) + 1
    number = parse_number(match["zh"] or match["number"])
    return None if number is None else int(number)


def _leans(question: str, names: NameIndex) -> bool:
    """Whether a question goes on from another: it says so, points back, or names nothing of its own."""
    if CONNECTS.match(question) or AND_THAT.match(question):
        return True
    pointing = POINTS_BACK.search(question)
    if pointing is None:
        return _says_little(question, names, _ALMOST_NOTHING)
    # "When did Bouverot go to Beijing, and whom did she meet?" points back within itself.
    return not names.find(question[: pointing.start()])


def _says_little(question: str, names: NameIndex, few: int = 4) -> bool:
    """Whether a question names nothing and has few words of its own: "To do what?"."""
    read = read_question(question, names)
    return not read.names and not read.values and read.footnote is None and len(read.terms) <= few


def _chain(asked: Sequence[str], names: NameIndex) -> str:
    """The last question with those that it goes on from itself."""
    chain = asked[-1]
    for index in range(len(asked) - 1, 0, -1):
        leans = _leans(asked[index], names) or _says_little(asked[index], names)
        if not leans or len(chain) + len(asked[index - 1]) > _CONTEXT_CHARS:
            break
        chain = f"{asked[index - 1]} {chain}"
    return chain[-_CONTEXT_CHARS:]


def _swapped(question: str, earlier: str, names: NameIndex) -> tuple[str, str] | None:
    """The earlier question with another thing in place of one of its own, and what is asked besides."""
    match = AND_THAT.match(_without_connection(question)) or AND_THAT.match(question)
    if match is None:
        return None
    phrase = match["zh"] or match["en"]
    new = names.find(phrase)
    if not new or new[0].is_in(earlier) or len(new[0].written) < _MOST_OF_PHRASE * len(phrase.strip()):
        return None
    old = _counterpart(new[0], earlier, names)
    if old is None:
        return None
    whole = _without_connection(question)
    rest = (
        whole[match.end() :].strip() if whole.startswith(match.group()) else question[match.end() :].strip()
    )
    return earlier.replace(old.written, new[0].written), rest


def _counterpart(new: Name, earlier: str, names: NameIndex) -> Name | None:
    """The name that another takes the place of: the last of its sort in the question before."""
    same = [name for name in names.find(earlier) if name.is_place is new.is_place]
    return max(same, key=lambda name: earlier.rfind(name.written), default=None)


def _without_connection(question: str) -> str:
    rest = CONNECTS.sub("", question, count=1).strip()
    return rest if any(character.isalnum() for character in rest) else question
