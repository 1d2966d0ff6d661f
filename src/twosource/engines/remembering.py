"""Engines that remember what they read: a story that is compared again after a decision is not parsed again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from twosource.engines import Engines
from twosource.protocols import Meaning, TaggedAttribution
from twosource.record import Sentence

MOST = 4_000_000  # characters of text whose reading is kept; about a thousand articles
A_PIECE = 8  # how much dearer to keep a vector a piece is than one a text

Found = TypeVar("Found")


def remembering(engines: Engines, most: int = MOST) -> Engines:
    """The same engines; what they find in a text is kept in memory until newer texts need the room. Not for several
    threads at once, but parser and tagger may work side by side."""
    english = engines.english if engines.english is engines.rules else _Parser(engines.english.parse, most)
    tagger = engines.tagger and _Tagger(engines.tagger.attribute, most)
    meaning = engines.meaning and _Meaning(engines.meaning, most)
    return replace(engines, english=english, tagger=tagger, meaning=meaning)


class _Remembered(Generic[Found]):
    """What was found in each text, those not asked for longest going first."""

    def __init__(self, ask: Callable[[Sequence[str]], Sequence[Found]], most: int) -> None:
        self._ask, self._most = ask, most
        self._found: OrderedDict[str, Found] = OrderedDict()
        self._size = 0

    def of(self, texts: Sequence[str]) -> list[Found]:
        new = [text for text in dict.fromkeys(texts) if text not in self._found]
        found = dict(zip(new, self._ask(new), strict=True)) if new else {}
        for text in dict.fromkeys(texts):
            if text not in found:
                self._found.move_to_end(text)
                found[text] = self._found[text]
        for text in new:
            self._found[text] = found[text]
            self._size += len(text)
        while self._size > self._most:
            self._size -= len(self._found.popitem(last=False)[0])
        return [found[text] for text in texts]


class _Parser(_Remembered[tuple[Sentence, ...]]):
    def parse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        """As the parser that it asks."""
        return self.of(texts)


class _Tagger(_Remembered[Sequence[TaggedAttribution]]):
    def attribute(self, texts: Sequence[str]) -> list[Sequence[TaggedAttribution]]:
        """As the tagger that it asks."""
        return self.of(texts)


class _Meaning:
    def __init__(self, meaning: Meaning, most: int) -> None:
        self._vectors: _Remembered[NDArray[np.float32]] = _Remembered(meaning.vectors, most)
        self._pieces: _Remembered[NDArray[np.float16]] = _Remembered(meaning.pieces, most // A_PIECE)

    def vectors(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """As the model that it asks."""
        return self._vectors.of(texts)

    def pieces(self, texts: Sequence[str]) -> list[NDArray[np.float16]]:
        """As the model that it asks."""
        return self._pieces.of(texts)
