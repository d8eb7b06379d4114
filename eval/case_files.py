"""Files of cases: one JSON object a line, each held against the documents, its twin and the other lines.

What is wrong with a line is told with its number, and the other lines are still read: a run asks those, and sets the
malformed ones down as failed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from corpus.errors import DataError, InvalidInputError
from corpus.language import has_han
from corpus.model import Document, Language
from eval.cases import Case
from eval.metrics.folding import fold_text

__all__ = ["CaseFile", "MalformedCase", "load_cases", "question_key", "read_cases"]

_ADDRESSES = re.compile(r"https?://\S+")
_ADDRESS = re.compile(r"://|\w\.[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class MalformedCase:
    """A line of a file of cases that cannot be asked.

    Attributes:
        line: From 1.
        case_id: As the line has it; `line 7` where it has none, or one that another line has too.
        fault: What is wrong with it.
    """

    line: int
    case_id: str
    fault: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a file of cases holds: those that can be asked, in its order, and what is wrong with the others."""

    name: str
    cases: tuple[Case, ...]
    malformed: tuple[MalformedCase, ...]

    def first_fault(self) -> DataError:
        """The error `case_malformed` of the first malformed line; there must be one."""
        first = self.malformed[0]
        return DataError(
            "case_malformed",
            f"{self.name}, line {first.line}: {first.fault}",
            next_step="correct the line; `summit eval validate` lists every fault",
        )


def load_cases(path: Path, documents: Sequence[Document]) -> tuple[Case, ...]:
    """Read a file of cases in which every line must be in order.

    Args:
        path: UTF-8, one JSON object a line; blank lines are passed over.
        documents: Those that gold may lie in.

    Returns:
        The cases, in the order of the file.

    Raises:
        InvalidInputError: `input_unreadable` if there is no such file or it is not UTF-8 text.
        DataError: `case_malformed`, naming file and line of the first fault; see `read_cases`.
    """
    found = read_cases(path, documents)
    if found.malformed:
        raise found.first_fault()
    return found.cases


def read_cases(path: Path, documents: Sequence[Document]) -> CaseFile:
    """Read a file of cases and say of each line that is not in order what is wrong with it.

    Malformed are: a line that is not a case, a quote that does not stand where it says, a fact without a spelling
    for each language, an id or a question used twice, a pair that does not ask the same once in each language. The
    twin of a malformed line is in order if it is so by itself.

    Args:
        path: UTF-8, one JSON object a line; blank lines are passed over.
        documents: Those that gold may lie in.

    Raises:
        InvalidInputError: `input_unreadable` if there is no such file or it is not UTF-8 text.
        DataError: `case_malformed` for a file without a line.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            "input_unreadable",
            f"the cases in {path} cannot be read: {error}",
            next_step="check path and encoding",
        ) from error
    written = {at: line for at, line in enumerate(lines, start=1) if line.strip()}
    if not written:
        raise CaseFile(path.name, (), (MalformedCase(1, "line 1", "there are no cases"),)).first_fault()
    texts = {document.doc_id: document.text for document in documents}
    running = [_ADDRESSES.sub(" ", text) for text in texts.values()]
    faults: dict[int, str] = {}
    cases: dict[int, Case] = {}
    for at, line in written.items():
        read = _read(line, texts, running)
        if isinstance(read, Case):
            cases[at] = read
        else:
            faults[at] = read
    for at, fault in (*_used_twice(cases), *_unpaired(cases, [written[at] for at in faults])):
        faults.setdefault(at, fault)
    asked = tuple(case for at, case in cases.items() if at not in faults)
    taken = {case.id for case in asked}
    malformed = []
    for at in sorted(faults):
        name = _field(written[at], "id")
        malformed.append(MalformedCase(at, name if name and name not in taken else f"line {at}", faults[at]))
        taken.add(malformed[-1].case_id)
    return CaseFile(path.name, asked, tuple(malformed))


def question_key(case: Case) -> tuple[str, ...]:
    """What makes two questions the same: their words and what was said before, without case, width and marks."""
    words = (case.question, *(turn.content for turn in case.history))
    return tuple("".join(c for c in fold_text(text) if c.isalnum()) for text in words)


def _read(line: str, texts: Mapping[str, str], running: Sequence[str]) -> Case | str:
    """The case of a line, or what is wrong with it by itself."""
    try:
        case = Case.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the case"
        return f"{where}: {first['msg']}"
    return next(iter((*_misplaced(case, texts), *_unspelt(case, running))), case)


def _misplaced(case: Case, texts: Mapping[str, str]) -> Iterator[str]:
    for gold in (*case.gold, *case.gold_alternatives, *case.near):
        text = texts.get(gold.doc_id)
        if text is None:
            yield f"there is no document {gold.doc_id!r}"
        elif gold.span.of(text) != gold.quote:
            yield f"{gold.doc_id}[{gold.start}:{gold.end}] is not the quote {gold.quote[:40]!r}"


def _unspelt(case: Case, texts: Sequence[str]) -> Iterator[str]:
    """Facts that one of the languages has no spelling for; what both write alike counts for each.

    Args:
        case: Any.
        texts: Of the documents, without their addresses.
    """
    for at, spellings in enumerate(case.facts):
        for language in Language:
            if not any(_is_spelling_in(language, spelling, texts) for spelling in spellings):
                yield f"facts.{at}: no spelling in {language.value} among {', '.join(map(repr, spellings))}"


def _is_spelling_in(language: Language, spelling: str, texts: Sequence[str]) -> bool:
    if has_han(spelling):
        return language is Language.ZH
    # A number, an address, and a Latin name that stands in a Chinese text are written alike in both.
    is_word = any(map(str.isalpha, spelling)) and not _ADDRESS.search(spelling)
    return language is Language.EN or not is_word or any(has_han(text) and spelling in text for text in texts)


def _used_twice(cases: Mapping[int, Case]) -> Iterator[tuple[int, str]]:
    ids: dict[str, int] = {}
    questions: dict[tuple[str, ...], int] = {}
    for at, case in cases.items():
        if (first := ids.setdefault(case.id, at)) != at:
            yield at, f"the id {case.id!r} stands on line {first} already"
        elif (first := questions.setdefault(question_key(case), at)) != at:
            yield at, f"the question stands on line {first} already"


def _unpaired(cases: Mapping[int, Case], unreadable: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The last line of every pair that does not ask the same once in each language."""
    pairs: defaultdict[str, list[int]] = defaultdict(list)
    for at, case in cases.items():
        pairs[case.pair].append(at)
    lost = {_field(line, "pair") for line in unreadable}
    for name, lines in pairs.items():
        members = [cases[at] for at in lines]
        languages = sorted(case.language for case in members)
        asked = {(c.type, c.gold, c.gold_alternatives, c.near, len(c.facts)) for c in members}
        is_twin_lost = len(members) == 1 and bool(lost & {name, None})
        if languages != sorted(Language) and not is_twin_lost:
            yield lines[-1], f"the pair {name!r} needs one zh and one en, it has {', '.join(languages)}"
        elif len(asked) > 1:
            twins = f"{members[-1].id!r} and its twin"
            yield lines[-1], f"{twins} do not ask the same: type, gold or facts differ"


def _field(line: str, name: str) -> str | None:
    """A text of a line that may not be a case; None if it does not tell."""
    try:
        value: Any = from_json(line, allow_partial=True)
    except ValueError:
        return None
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, str) and found.strip() else None
