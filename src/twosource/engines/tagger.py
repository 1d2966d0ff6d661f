"""The learned attribution tagger: who said what, by which words.

A small transformer (six layers) reads windows of a text and marks source, cue
and content; `tag_decoding` joins them.  It runs on ONNX Runtime, needs no
network, and reads every window by itself, so that a text's answer does not
depend on the texts around it.  What it was trained on and where it errs:
`models/attribution/MODEL_CARD.md`.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from twosource.engines.tag_decoding import Chain, FloatArray, Linked, Marked, evidence, label, link
from twosource.engines.tag_windows import Reading, Window, cut, read
from twosource.engines.wordpiece import WordPiece
from twosource.errors import ModelMissing

Spans = tuple[tuple[int, int], ...]

_FILES = ("tagger.onnx", "config.json", "vocab.txt")
# Decoding costs by step, not by window: many windows at once. More cost memory.
_TEXTS_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """One attribution; spans are `[start, end)` code points of the text, in order."""

    content: Spans
    cue: Spans
    source: Spans
    probability: float


@dataclass(frozen=True, slots=True)
class _Scored:
    """A window after the network has read it."""

    text: int
    window: Window
    scores: FloatArray
    links: FloatArray


class AttributionTagger:
    """Finds the attributions of English news texts, outermost ones only."""

    def __init__(self, session: Any, tokenizer: WordPiece, config: dict[str, Any], threads: int) -> None:
        self._session = session
        self._threads = threads
        self._tokenizer = tokenizer
        self._window = int(config["window"])
        transitions, first, distance = (_array(config[name]) for name in ("transitions", "first", "distance"))
        self._chain = Chain(transitions, first, distance, keep=float(config["keep"]))
        calibration = config.get("calibration")
        self._weights = _array(calibration["weights"]) if calibration else None
        self._bias = float(calibration["bias"]) if calibration else 0.0

    @classmethod
    def load(cls, threads: int = 0) -> AttributionTagger:
        """Load the model that comes with the package; so many windows are read at once, 0 means one a core."""
        folder = resources.files("twosource.engines") / "models" / "attribution"
        with resources.as_file(folder) as path:
            return cls.from_folder(path, threads)

    @classmethod
    def from_folder(cls, folder: Path, threads: int = 0) -> AttributionTagger:
        """Load a model from its folder, after checking that its files belong together."""
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            raise ModelMissing(
                f"The attribution model lacks {', '.join(missing)} in {folder}. "
                "Reinstall twosource, or go on with --no-models."
            )
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        model = (folder / "tagger.onnx").read_bytes()
        if hashlib.sha256(model).hexdigest() != config["sha256"]:
            raise ModelMissing(
                f"{folder / 'tagger.onnx'} is not the file that config.json describes. Reinstall twosource."
            )
        tokenizer = WordPiece.from_file(folder / "vocab.txt")
        return cls(_session(model), tokenizer, config, threads or os.cpu_count() or 1)

    def attribute(self, texts: Sequence[str]) -> list[tuple[TaggedAttribution, ...]]:
        """Find who said what: one tuple a text, in the order of the contents."""
        found: list[tuple[TaggedAttribution, ...]] = []
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            found += self._some(texts[start : start + _TEXTS_AT_ONCE])
        return found

    def evidence(self, text: str) -> list[tuple[TaggedAttribution, list[float]]]:
        """Give each attribution with the signs behind its probability, for calibration."""
        reading = read(text, self._tokenizer)
        return [
            (self._made(reading, w, linked), evidence(linked)) for w, linked in self._linked(self._scored([reading]))[0]
        ]

    def _some(self, texts: Sequence[str]) -> list[tuple[TaggedAttribution, ...]]:
        readings = [read(text, self._tokenizer) for text in texts]
        linked = self._linked(self._scored(readings))
        return [
            tuple(self._made(reading, window, one) for window, one in linked.get(i, ()))
            for i, reading in enumerate(readings)
        ]

    def _scored(self, readings: Sequence[Reading]) -> list[_Scored]:
        """The runtime leaves the interpreter free, so windows are read side by side: a whole one on each core, since
        threads that share one wait for one another at each of its sixty small steps."""
        places = [(i, window) for i, reading in enumerate(readings) for window in cut(reading, self._window)]
        with ThreadPoolExecutor(self._threads) as threads:
            scores = threads.map(lambda place: self._run(readings[place[0]], place[1]), places)
            return [_Scored(i, window, *found) for (i, window), found in zip(places, scores, strict=True)]

    def _run(self, reading: Reading, window: Window) -> tuple[FloatArray, FloatArray]:
        """Read one window, framed by the special pieces."""
        part = slice(window.start, window.end)
        ids = np.zeros((1, len(window) + 2), dtype=np.int64)
        ids[0, 0], ids[0, -1] = self._tokenizer.first, self._tokenizer.last
        ids[0, 1:-1] = reading.pieces.ids[part]
        features = np.zeros_like(ids)
        features[0, 1:-1] = reading.features[part]
        scores, links = self._session.run(["scores", "links"], {"ids": ids, "features": features})
        return scores[0], links[0]

    def _linked(self, scored: list[_Scored]) -> dict[int, list[tuple[Window, Linked]]]:
        found: dict[int, list[tuple[Window, Linked]]] = {}
        labelled = label([s.scores for s in scored], self._chain)
        for one, (labels, chances) in zip(scored, labelled, strict=True):
            linked = link(labels, chances, one.links, self._chain)
            found.setdefault(one.text, []).extend((one.window, a) for a in linked)
        return found

    def _made(self, reading: Reading, window: Window, linked: Linked) -> TaggedAttribution:
        return TaggedAttribution(
            _spans(reading, window, linked.content),
            _spans(reading, window, [linked.cue] if linked.cue else []),
            _spans(reading, window, [linked.source] if linked.source else []),
            self._probability(linked),
        )

    def _probability(self, linked: Linked) -> float:
        if self._weights is None:
            return min(c.sure for c in linked.content)
        score = float(self._weights @ np.array(evidence(linked))) + self._bias
        return round(1.0 / (1.0 + math.exp(-max(min(score, 30.0), -30.0))), 6)


def _session(model: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _spans(reading: Reading, window: Window, runs: Iterable[Marked]) -> Spans:
    """Turn pieces into places of the text, widened to whole words and joined over white space."""
    text, pieces = reading.text, reading.pieces
    spans: list[tuple[int, int]] = []
    for run in runs:
        first, last = window.start + run.start - 1, window.start + run.end - 2
        start, end = _whole_words(text, int(pieces.starts[first]), int(pieces.ends[last]))
        if spans and not text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _array(values: object) -> FloatArray:
    return np.array(values, dtype=np.float64)
