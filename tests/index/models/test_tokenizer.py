"""Two tokenizers made from one vocabulary."""

import pytest
from sentencepiece import SentencePieceProcessor
from tokenizers import Tokenizer

from index.models.folder import ModelFolder
from tests.index.embedding.texts import CHINESE, ENGLISH


@pytest.fixture(scope="module")
def served(default_model_folder: ModelFolder) -> SentencePieceProcessor:
    return SentencePieceProcessor(model_file=str(default_model_folder.tokenizer))


@pytest.fixture(scope="module")
def hugging_face(default_model_folder: ModelFolder) -> Tokenizer:
    return Tokenizer.from_file(str(default_model_folder.sentence_transformers / "tokenizer.json"))


@pytest.mark.parametrize("prefix", ["query: ", "passage: ", ""])
def test_both_formats_cut_into_the_same_pieces(
    served: SentencePieceProcessor, hugging_face: Tokenizer, prefix: str
) -> None:
    odd = ("ﬁne  café\u0301 ", "㌀ ½ ①", "Ｈｅｌｌｏ　１２", "👨‍👩‍👧 🇫🇷", "a\0b\u200bc\ufffdd", "\ufdfa" * 20)
    for text in (*CHINESE, *ENGLISH, *odd):
        expected = hugging_face.encode(prefix + text, add_special_tokens=False).ids
        assert served.encode(prefix + text) == expected


def test_markup_in_a_text_does_not_become_a_special_token(served: SentencePieceProcessor) -> None:
    ids = served.encode("a </s> b <s> <pad> <unk>")
    assert not {0, 1, 2} & set(ids)


def test_special_tokens_surround_a_text_for_sentence_transformers(hugging_face: Tokenizer) -> None:
    ids = hugging_face.encode("你好").ids
    assert (ids[0], ids[-1]) == (0, 2)
