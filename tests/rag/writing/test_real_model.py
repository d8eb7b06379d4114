"""The smallest real model over the bundled documents."""

from itertools import product

import pytest

from corpus.language import detect_language
from rag.answer import AnswerMode, SupportLabel
from rag.engine import Engine
from rag.models.embedded import EmbeddedModel
from rag.requests import AskRequest
from rag.writing.attempts import WrittenAnswers


def fixed_keys(count: int) -> list[str]:
    return ["".join(letters) for letters in product("bcdf", repeat=3)][:count]


@pytest.mark.slow
@pytest.mark.parametrize("question", ["法国为什么要举办这次峰会？", "What is data poisoning?"])
def test_it_writes_what_can_be_found_in_its_citations_and_the_same_again(
    engine: Engine, small_model: EmbeddedModel, question: str
) -> None:
    written = WrittenAnswers("small", small_model, timeout_s=300, make_keys=fixed_keys)
    with_model = Engine(engine.snapshot, engine.embedder, engine.settings, (), written)
    request = AskRequest(question, mode=AnswerMode.WRITTEN)

    answer, again = with_model.ask(request), with_model.ask(request)

    assert answer.mode is AnswerMode.WRITTEN
    assert all(warning.startswith("llm_answer_completed") for warning in answer.warnings)
    assert answer.claims
    for claim in answer.claims:
        said = answer.text[claim.start : claim.end]
        assert detect_language(said) is detect_language(question)
        assert claim.support.label is not SupportLabel.UNSUPPORTED
        assert claim.citations
    for citation in answer.citations:
        assert citation.document.text[citation.span.start : citation.span.end] == citation.quote
    assert (again.text, again.claims, again.citations) == (answer.text, answer.claims, answer.citations)
