"""Questions that want a yes or a no.

"Did X do Y?" holds all of a claim. A sentence that speaks of too little of it to be evidence for the claim, as the
checks of a text measure it, says neither yes nor no, however near it lies.
"""

import re

from rag.candidates import Candidate
from rag.checks.coverage import LEAST_SPOKEN
from rag.lexicon.kinds import MENTIONED
from rag.matching import CorpusWords
from rag.question import Question
from rag.spoken_of import spoken_of

__all__ = ["is_yes_no", "tells_yes_or_no"]

_YES_NO = re.compile(
    r"^(?:so,? |and |then )?(?:did|was|were|is|are|has|have|do|does|will|can|could|would)(?:n['’]t)?\b"
    r"|[吗么][？?]?$|[了过]没有?[？?]?$|有没有|是不是|是否|会不会|能不能|可不可以|有无",
    re.IGNORECASE,
)
# "Are there any?" asks which.
_WANTS_MORE = re.compile(
    r"哪|什么|啥|谁|几|多少|怎|如何|为何|何[时地处种]|多久|[还或]是.|"
    r"\b(?:what|which|who|whom|whose|when|where|why|how|or|name|list|tell me|there|any)\b",
    re.IGNORECASE,
)


def is_yes_no(text: str) -> bool:
    """Whether a question wants a yes or a no, and nothing else."""
    return _YES_NO.search(text.strip()) is not None and _WANTS_MORE.search(text) is None


def tells_yes_or_no(question: Question, candidate: Candidate, words: CorpusWords) -> bool:
    """Whether a sentence speaks of enough of what a yes-or-no question asks; true for any other question.

    Of a text that the question's reader cannot read, and of a question that goes on from another, it is not told.
    """
    goes_on = bool((candidate.question_spans[:, 0] < 0).any())
    about_documents = question.names_documents or MENTIONED.search(question.text) is not None
    if about_documents or goes_on or not candidate.speaks or not is_yes_no(question.text):
        return True
    return spoken_of(question, candidate, words) >= LEAST_SPOKEN
