"""Deciding whether the documents answer at all.

Similarity alone cannot tell: a near miss looks like an answer. So a candidate must also state the figures and
dates that the question states, speak of the names it names, and hold a thing of the kind it asks for. When no
good candidate does, the question is not answered, and what is missing is named.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import AbstainReason
from rag.candidates import Candidate
from rag.checks.coverage import LEAST_NAMED
from rag.kinds import is_person, people_in
from rag.lexicon.kinds import ACTED_FOR, ASKS_CAME, ASKS_DAY, CAME, VENUE
from rag.matching import AS_MANY_STATED, CorpusWords
from rag.names import Name, contains_name
from rag.off_topic import is_far
from rag.premises import misplaced, telling_where
from rag.presupposed import presupposed_otherwise
from rag.question import Question
from rag.question_kinds import Asks
from rag.ranking import Ranked
from rag.spoken_of import spoken_of
from rag.values import Value, ValueKind, find_values, states, values_agree
from rag.yes_no import is_yes_no, tells_yes_or_no

__all__ = ["LEAST_RARITY", "Judgement", "judge", "names_side_by_side"]

# From here on a sentence that lacks a name or a figure of the question is shown as the closest one.
_CLOSE_SIMILARITY = 0.38
# A sentence that names another person or venue contradicts a question only if it is closely about the same.
_PREMISE_SIMILARITY = 0.4
# How far (in logits) below the best a candidate may be and still speak for the documents.
_WITHIN = 2.0
# The same without what the question asks for, which may be worth that much.
_ABOUT_WITHIN = 3.0
_SEVERAL = 2
# "A and B", or a second question behind the first.
_PUTS_SIDE_BY_SIDE = re.compile(
    r"和|与|跟|还是|以及|[？?].+[？?]|各|\band\b|\bor\b|\bversus\b|\bcompared\b|\bthan\b", re.IGNORECASE
)
# Two things are compared, and neither stands for the other.
_SETS_APART = re.compile(r"不一样|不同|区别|差[异别]|\bdiffer|\bcompare", re.IGNORECASE)
_WHO = frozenset({Asks.PERSON, Asks.PLACE, Asks.ORGANISATION})
# What is quoted and called so is a thing of its own, however the rest of its name may be written.
_QUOTED_BODY = re.compile(
    r"(?:联盟|基金会?|条约|协定|宣言|倡议|公约|法案|委员会)(?=$|[”」。，、的])"
    r"|\b(?:[Cc]oalition|[Aa]lliance|[Ff]und|[Ff]oundation|[Tt]reaty|[Dd]eclaration|[Ii]nitiative|[Cc]onvention|[Cc]harter)$"
)
# "The first of the five" is a place in a list, which no list states of itself.
_FIRST_OF = re.compile(
    r"(?:主题|议题|领域|方面|目标|趋势|条|项|类)[^，。？]{0,4}?(?:里|中|当中|之中)?排(?:在|名)?第"
    r"|\b(?:first|second|third) (?:one )?(?:of|among) the\b",
    re.IGNORECASE,
)
# The number of an issue is its name, and no figure that a text could give otherwise.
_LABEL = re.compile(r"第\s*\d+\s*[期号版卷]")
_OWN = re.compile(r"(?:\b(?:our|my)\s|我们?|咱们?)$", re.IGNORECASE)
# Macron's envoy may be named without Macron; Macron's idea may not.
_OWNED = re.compile(
    r"的[^，。？?]{0,8}?(?:特使|顾问|助[理手]|代表|团队|政府|公司|企业|夫人|妻子|发言人|办公室|部门|部长|大臣|官员"
    r"|同事|继任|前任|国家|党|模型|产品|芯片|算法)"
    r"|['’]s? (?:[\w-]+ ){0,4}?(?:envoy|advis[eo]r|aide|assistant|representative|delegat|team|government|compan|firm"
    r"|start-?up|lab\b|wife|husband|spokes\w+|office|ministr|minister|official|deputy|colleague|success|predecess"
    r"|country|party|model|product|chip|algorithm)",
    re.IGNORECASE,
)
# "美国报纸叫什么": the noun that is asked for stands right behind.
_ASKED_NOUN = re.compile(
    r"的?(?:报纸|报社|媒体|杂志|公司|企业|机构|大学|高校|官员|部长|大臣|政要|领导人|总统|总理)[^，。？?]{0,4}(?:叫什么|叫啥|是谁|是哪|姓什么|名字|哪[家个位])"
)
# How far below the best a sentence may be that speaks of another thing that the question names.
_TOGETHER_WITHIN = 7.0
# A name that stands in so large a share of the chunks (rarity below this) tells nothing: AI, summit.
LEAST_RARITY = 1.0
# A list of exactly as many items as are asked for is hardly there by chance.
_LIST_WITHIN = 5.0
# How many candidates are asked whether they contradict a premise.
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """The candidates that may answer, or why none may."""

    usable: list[Ranked]
    reason: AbstainReason | None = None
    missing: tuple[str, ...] = ()
    """What the question names and the closest candidate does not speak of, as the question writes it."""
    closest: Ranked | None = None
    """The candidate that fails only by what is missing; worth showing, not worth citing."""
    together: bool = False
    """Whether only all candidates together speak of all that the question names: "A or B, which is larger?"."""
    contradicted: str | None = None
    """The figure of the question against which the closest candidate states another."""


def judge(question: Question, ranked: list[Ranked], words: CorpusWords) -> Judgement:
    """Sort out the candidates that meet what the question states.

    Args:
        question: The question as read.
        ranked: All candidates, best first.
        words: For telling names that mean something from those that stand everywhere.
    """
    tells: list[Ranked] = []
    if ACTED_FOR.search(question.text) or ASKS_CAME.search(question.text):
        # What names a country is not about who came for it.
        came = [item for item in ranked if CAME.search(item.candidate.text)]
        tells = [item for item in came if _holds_kind(item) and not _missing(question, item, words)]
        ranked = tells or came or ranked
    elsewhere = misplaced(question, ranked)
    if elsewhere is not None:
        place, item = elsewhere
        return Judgement([item], AbstainReason.FALSE_PREMISE, (place,), contradicted=place)
    otherwise = presupposed_otherwise(question, ranked, words)
    if otherwise is not None:
        said, items = otherwise
        return Judgement(list(items), AbstainReason.FALSE_PREMISE, (said,), contradicted=said)
    near = [item for item in ranked if ranked[0].score - item.score <= _WITHIN]
    if not near or (not tells and is_far(question, near, words)):
        return Judgement([], AbstainReason.NO_EVIDENCE)
    # Where one sentence is clearly what the question is about and does not hold what is asked for, another
    # sentence that happens to hold such a thing is no answer.
    most = max(item.aboutness for item in near)
    to_the_point = [item for item in near if most - item.aboutness <= _about_within(item)]
    usable = [
        item
        for item in to_the_point
        if not _missing(question, item, words)
        and _holds_kind(item)
        and tells_yes_or_no(question, item.candidate, words)
    ]
    if usable:
        return Judgement(telling_where(question, usable))
    together = _together(question, ranked, words)
    if together:
        return Judgement(together, together=True)
    missing = _missing(question, near[0], words)
    for item in ranked[:_LOOKED_AT]:
        contradicted = _contradicted(question, item, words)
        if (
            contradicted is not None
            and _missing(question, item, words) == (contradicted,)
            and not _stated_near(question, contradicted, near)
        ):
            return Judgement([item], AbstainReason.FALSE_PREMISE, missing, contradicted=contradicted)
    closest = near[0] if missing and near[0].signals.sentence_similarity >= _CLOSE_SIMILARITY else None
    return Judgement([], AbstainReason.NOT_STATED, missing, closest)


def names_side_by_side(question: Question) -> bool:
    """Whether a question names several things of which each wants its answer: "London or Beijing first?"."""
    return len(question.names) >= _SEVERAL and _PUTS_SIDE_BY_SIDE.search(question.text) is not None


def _about_within(item: Ranked) -> float:
    return _LIST_WITHIN if item.signals.enumerates >= AS_MANY_STATED else _ABOUT_WITHIN


def _together(question: Question, ranked: list[Ranked], words: CorpusWords) -> list[Ranked]:
    """A sentence for each of several things that the question names, if each of them has one; else none."""
    named = [name.written for name in question.names if words.name_rarity(name) >= LEAST_RARITY]
    if len(named) < _SEVERAL or not names_side_by_side(question):
        return []
    chosen: list[Ranked] = []
    open_still = set(named)
    for item in ranked:
        if not open_still or ranked[0].score - item.score > _TOGETHER_WITHIN:
            break
        spoken_of = open_still - set(_missing(question, item, words))
        if spoken_of and _holds_kind(item):
            chosen.append(item)
            open_still -= spoken_of
    return chosen if not open_still and len(chosen) > 1 else []


def _holds_kind(item: Ranked) -> bool:
    return item.signals.kind > 0


def _missing(question: Question, item: Ranked, words: CorpusWords) -> tuple[str, ...]:
    """The names and values of a question of which a candidate's paragraph does not speak."""
    stated = find_values(item.candidate.surroundings)
    values = [value for value in question.values if not any(states(other, value) for other in stated)]
    if any(value not in values for value in question.alternatives):
        values = [value for value in values if value not in question.alternatives]
    if _FIRST_OF.search(question.text):
        values = [value for value in values if value.kind is not ValueKind.RANK]
    names = [
        name
        for name in question.names
        if _is_missing(question, name, item, words) and not _has_other_word(question, name, item)
    ]
    return (*(question.text[v.start : v.end] for v in values), *(name.written for name in names))


def _has_other_word(question: Question, name: Name, item: Ranked) -> bool:
    """Whether the question gives another word for a name behind a stroke, and the paragraph has that: "A / B"."""
    around = item.candidate.surroundings
    others = re.search(
        rf"{re.escape(name.written)}\s*[/／]\s*(?P<other>[^/／，。,.?？]{{2,30}})", question.text
    )
    others = others or re.search(
        rf"(?P<other>[^/／，。,.?？\s]{{2,30}})\s*[/／]\s*{re.escape(name.written)}", question.text
    )
    return others is not None and contains_name(around, others["other"].strip())


def _is_missing(question: Question, name: Name, item: Ranked, words: CorpusWords) -> bool:
    """Whether a name that tells something is not spoken of around a sentence."""
    candidate = item.candidate
    if name.is_quoted and _QUOTED_BODY.search(name.written) and not words.names.occurs(name.written):
        return _QUOTED_BODY.search(candidate.surroundings) is None
    tells = not name.is_quoted and words.name_rarity(name) >= LEAST_RARITY
    if not tells or words.names.is_source(name) or name.is_in(candidate.surroundings):
        return False
    if not name.bridges_to(candidate.text_language):
        other = candidate.surroundings_otherwise
        if name.is_in(other):
            return False
        if not other and (
            candidate.text_language is not question.language or words.names.occurs(name.written)
        ):
            return False
    if _qualifies_kind(question, name) or _only_possesses(question, name, words):
        return False
    # What a document is set in goes without saying, unless a sentence says that it is elsewhere.
    return not name.is_in(candidate.reader.opening(candidate.language)) or _has_rival(name, candidate, words)


def _has_rival(name: Name, candidate: Candidate, words: CorpusWords) -> bool:
    return name.is_place and any(other.is_place for other in words.names_in(candidate.text))


def _only_possesses(question: Question, name: Name, words: CorpusWords) -> bool:
    """Whether a name is only that of an owner, "Macron's envoy", or of the asker's own: "our NGO has an idea"."""
    at = question.text.find(name.written)
    if _OWN.search(question.text[: max(at, 0)]):
        return True
    if name.is_place or not words.names.occurs(name.written):
        return False
    return at >= 0 and _OWNED.match(question.text, at + len(name.written)) is not None


def _qualifies_kind(question: Question, name: Name) -> bool:
    """Whether a name only says what sort of thing is asked for: "which American newspaper", "哪家美国报纸"."""
    at = question.text.find(name.written)
    before = question.text[:at].rstrip().lower()
    asked = bool(question.asks & {Asks.PERSON, Asks.ORGANISATION, Asks.PLACE})
    if asked and _ASKED_NOUN.match(question.text, at + len(name.written)):
        return True
    return asked and before.endswith(("which", "what", "哪家", "哪个", "哪位", "哪些", "two named", "named"))


def _contradicted(question: Question, item: Ranked, words: CorpusWords) -> str | None:
    """The one thing of the question in whose place the sentence states another of the same sort."""
    stated = find_values(item.candidate.text)
    for value in question.values:
        written = question.text[value.start : value.end]
        if any(label.start() <= value.start < label.end() for label in _LABEL.finditer(question.text)):
            continue  # another issue of a review is another text
        if value.kind is ValueKind.RANK and question.asks & _WHO:
            continue  # "who came fourth" takes nothing for granted of the third
        if value.kind is ValueKind.DATE and _other_date(question, value, stated):
            return written
        if value.kind is ValueKind.RANK and _other_rank(value, stated):
            return written
        if value.kind is not ValueKind.DATE and _same_thing(question, value, item, stated):
            return written
    if item.signals.sentence_similarity < _PREMISE_SIMILARITY:
        return None
    others = (
        name
        for name in question.names
        if _other_person(question, name, item, words) or _other_venue(name, item)
    )
    return next((name.written for name in others), None)


def _stated_near(question: Question, written: str, near: list[Ranked]) -> bool:
    """Whether a figure of the question stands in a sentence about as near, though that does not tell what is asked."""
    value = next((v for v in question.values if question.text[v.start : v.end] == written), None)
    return value is not None and any(
        states(other, value) for i in near for other in find_values(i.candidate.text)
    )


def _other_date(question: Question, value: Value, stated: Sequence[Value]) -> bool:
    """Whether a question for a date gives a date of its own, and the sentence another."""
    dates = [other for other in stated if other.kind is ValueKind.DATE]
    if value.month is None and ASKS_DAY.search(question.text):
        return False  # a year that is given is that of the day that is asked for
    return Asks.DATE in question.asks and bool(dates) and not any(values_agree(value, d) for d in dates)


def _other_rank(value: Value, stated: Sequence[Value]) -> bool:
    ranks = [other for other in stated if other.kind is ValueKind.RANK]
    return bool(ranks) and not any(values_agree(value, rank) for rank in ranks)


def _other_venue(name: Name, item: Ranked) -> bool:
    """Whether a venue is named that the paragraph does not know, and the sentence names another one."""
    if not VENUE.search(name.written) or not item.candidate.speaks or name.is_in(item.candidate.context):
        return False
    return VENUE.search(item.candidate.text) is not None


def _other_person(question: Question, name: Name, item: Ranked, words: CorpusWords) -> bool:
    """Whether a person is named whom the paragraph does not know, and the sentence names another one."""
    if name.is_place or name.is_quoted or not item.candidate.speaks or name.is_in(item.candidate.context):
        return False
    if is_yes_no(question.text):
        return False  # it takes nothing for granted
    at = question.text.find(name.written)
    rest = spoken_of(question, item.candidate, words, [(at, at + len(name.written))])
    if rest < LEAST_NAMED or _SETS_APART.search(question.text):
        return False
    return (
        is_person(name.written)
        and item.signals.kind > 0
        and bool(people_in(item.candidate.original, words.names_in))
    )


def _same_thing(question: Question, value: Value, item: Ranked, counts: Sequence[Value]) -> bool:
    """Whether the sentence counts what the question counts: the words behind the two figures agree."""
    asked = question.text[value.end : value.end + 24].lower()
    text = item.candidate.text.lower()
    return any(
        other.kind is value.kind
        and other.kind is not ValueKind.DATE
        and not values_agree(value, other)
        and _same_noun(asked, text[other.end : other.end + 24])
        for other in counts
    )


def _same_noun(left: str, right: str) -> bool:
    left_words, right_words = set(left.split()[:3]), set(right.split()[:3])
    if {word for word in left_words & right_words if len(word) > 3}:
        return True
    characters = [c for c in left[:6] if "\u3400" <= c <= "\u9fff" and c not in "个多名份的"]
    return any(c in right[:5] for c in characters[:3])
