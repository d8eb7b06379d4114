"""Is a written sentence borne out by what it cites? The checks decide, whoever wrote it and whatever it cites."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import rjieba

from corpus.model import Language
from rag.answer import Support, SupportLabel
from rag.candidates import Candidate
from rag.checking import TextChecker
from rag.checks.evidence import content_words, is_chinese
from rag.checks.finding import Finding, FindingKind, Verdict
from rag.checks.mentions import MentionFinder
from rag.requests import VerificationStatus
from rag.verification import verify_citation
from rag.writing.tracing import trace

__all__ = ["Grounding", "GroundingChecker"]

_VERBATIM: Final = Support(SupportLabel.SUPPORTED, "verbatim")
_RENDERED: Final = Support(SupportLabel.SUPPORTED, "translation_of_quote")
_CHECKED: Final = Support(SupportLabel.SUPPORTED, "checks")
_PARTIAL: Final = Support(SupportLabel.PARTIAL, "checks")
_UNSUPPORTED: Final = Support(SupportLabel.UNSUPPORTED, "checks")
# What is said beyond the evidence and may not leave, even as partly supported.
_NEVER_ADDED: Final = frozenset(
    {
        FindingKind.NUMBER,
        FindingKind.UNIT,
        FindingKind.CURRENCY,
        FindingKind.DATE,
        FindingKind.NAME,
        FindingKind.PLACE,
        FindingKind.ROLE,
    }
)
# How many sentences apart those may stand that bear something out between them.
_NEAR: Final = 3
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’]+")
_JOINING: Final = frozenset("a an and as at by for from in of on or the to with".split())
_NOT_WORDS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Grounding:
    """The verdict on a sentence.

    Attributes:
        support: The label, and the check that decided.
        cited: What the sentence rests on, which may be other than what its writer cited.
        findings: What was found against it, in words that a model can follow; empty if nothing was.
    """

    support: Support
    cited: tuple[Candidate, ...]
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroundingChecker:
    """Decides on written sentences; safe for concurrent use.

    Attributes:
        checks: The checks, over the snapshot that the evidence is from.
    """

    checks: TextChecker

    def check(
        self, text: str, cited: Sequence[Candidate], others: Sequence[Candidate], language: Language
    ) -> Grounding:
        """Compare a sentence with what it cites; where that fails, with each of the others alone.

        Writers take the wrong key more often than the wrong fact, and what a sentence rests on is for the checks
        to say.

        Args:
            text: The sentence.
            cited: The sentences that it cites, at least one.
            others: Further sentences that its writer saw.
            language: The sentence's.
        """
        if _is_fragment(text, self.checks.find_names):
            return Grounding(_UNSUPPORTED, tuple(cited), (_no_sentence(language),))
        for candidate in (*cited, *others):
            if (support := _repeated(text, candidate)) is not None:
                return Grounding(support, (candidate,))
        first = self._against(text, cited, language, together=_stand_together(cited))
        if first.support.label is SupportLabel.SUPPORTED:
            return first
        again = self._against(text, others, language, together=False) if others else first
        return again if again.support.label is SupportLabel.SUPPORTED else first

    def _against(
        self, text: str, cited: Sequence[Candidate], language: Language, *, together: bool = True
    ) -> Grounding:
        places = [(candidate.document.doc_id, candidate.spans[0]) for candidate in cited]
        checked = self.checks.check_claim(text, places, language, together=together)
        if checked.verdict is Verdict.ABSENT:
            return Grounding(_UNSUPPORTED, tuple(cited), (_not_said(language),))
        if any(f.contradicts or f.kind in _NEVER_ADDED for f in checked.findings):
            return Grounding(_UNSUPPORTED, tuple(cited), _words(checked.findings, language))
        deciding = [cited[at] for at in checked.deciding if at < len(cited)] or list(cited)
        found = trace(text, deciding, self.checks.find_names)
        if found.missing and together and len(deciding) < len(cited):
            found = trace(text, cited, self.checks.find_names)
        if found.missing:
            missing = tuple(Finding(FindingKind.CONTENT, said) for said in found.missing)
            return Grounding(_UNSUPPORTED, tuple(cited), _words(missing, language))
        support = _CHECKED if checked.verdict is Verdict.SUPPORTED else _PARTIAL
        return Grounding(support, found.cited, _words(checked.findings, language))


def _repeated(text: str, candidate: Candidate) -> Support | None:
    """How a sentence is supported that says the whole of a cited one again, word for word."""
    document, span, reader = candidate.document, candidate.spans[0], candidate.reader
    held = verify_citation(
        document, document.doc_id, span, span.of(document.text), document.passport.text_sha256
    )
    said = _letters(text)
    if held.status is not VerificationStatus.VALID or not said:
        return None
    if said == _letters(span.of(document.text)):
        return _VERBATIM
    rendered = (reader.rendering(span, language) for language in Language)
    return _RENDERED if any(said == _letters(words) for words in rendered if words) else None


def _is_fragment(text: str, find: MentionFinder) -> bool:
    """Whether a text only names somebody or something: what it says of them is left to the question.

    "France and India." is borne out by every sentence that names both.
    """
    rest = text
    for mention in find(text):
        rest = rest.replace(mention.written, " ")
    if not content_words(rest):
        return True
    if is_chinese(text):
        return not any(tag.startswith("v") and tag != "vn" for _, tag in rjieba.tag(rest))
    return not any(word[0].islower() and word not in _JOINING for word in _WORD.findall(rest))


def _stand_together(cited: Sequence[Candidate]) -> bool:
    """Whether sentences stand so near each other that they speak of one thing; far apart, their words mix freely."""
    places = [candidate.reader.index_of(candidate.spans[0]) for candidate in cited]
    return len({c.document.doc_id for c in cited}) == 1 and max(places) - min(places) <= _NEAR


def _no_sentence(language: Language) -> str:
    return "不是完整的句子" if language is Language.ZH else "not a whole sentence"


def _not_said(language: Language) -> str:
    return "材料没有这样说" if language is Language.ZH else "the passages do not say this"


def _words(findings: Sequence[Finding], language: Language) -> tuple[str, ...]:
    """What differs, in words."""
    return tuple(_told(finding, language) for finding in findings)


def _told(finding: Finding, language: Language) -> str:
    if language is Language.ZH:
        there = "材料里没有" if finding.document is None else f"材料是“{finding.document}”"
        return f"“{finding.said}”：{there}"
    there = "not in the passages" if finding.document is None else f"the passages have “{finding.document}”"
    return f"“{finding.said}”: {there}"


def _letters(text: str) -> str:
    """Letters and digits alone: a changed stop or quotation mark is no other sentence."""
    return _NOT_WORDS.sub("", text).casefold()
