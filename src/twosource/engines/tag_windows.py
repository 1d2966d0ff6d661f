"""What the attribution tagger sees of a text: pieces, marks, windows.

Training and run time share this module, so that a model never meets a text cut
or marked in another way than it was taught.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from twosource.engines.wordpiece import IntArray, Pieces, WordPiece

# A piece's features are one number: quotation x case x paragraph start.
OUTSIDE, QUOTED, UNCLOSED = range(3)
SMALL, TITLE, CAPITALS, OTHER = range(4)
FEATURES = 3 * 4 * 2

_OPEN = "\u201c\u00ab\u201e\u2039"
_CLOSE = "\u201d\u00bb\u203a"
# A single mark opens after a gap and closes before one; one between letters is
# an apostrophe.  Without a partner in its paragraph it is one as well.
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[\u2014\u2013-])|^)['\u2018](?=[^\s'\u2019])", re.MULTILINE)
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?\u2026\u2014-])['\u2019](?!\w)")
_SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[start, end)` of a text, read in one go."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the tagger reads it."""

    text: str
    pieces: Pieces
    features: IntArray
    units: tuple[int, ...]  # where a window may be cut: first pieces of sentences
    paragraphs: frozenset[int]  # those of `units` that begin a paragraph


def read(text: str, tokenizer: WordPiece) -> Reading:
    """Cut a text into pieces and mark them."""
    pieces = tokenizer.pieces(text)
    paragraphs = _first_pieces(pieces, [m.end() for m in re.finditer(r"^|\n+", text)])
    sentences = _first_pieces(pieces, [m.end() for m in _SENTENCE_END.finditer(text)])
    features = quotation_marks(text)[pieces.starts].astype(np.int64) * 8
    features += np.array([_case(text[i]) * 2 for i in pieces.starts], dtype=np.int64)
    # Only a word's first two letters tell TITLE from CAPITALS.
    features += 2 * _all_capitals(text, pieces)
    features[sorted(paragraphs)] += 1
    return Reading(text, pieces, features, tuple(sorted(paragraphs | sentences)), paragraphs)


def quotation_marks(text: str) -> npt.NDArray[np.uint8]:
    """Mark every character as outside, inside, or in a quotation left open."""
    mask = np.zeros(len(text), dtype=np.uint8)
    start = 0
    for line in text.split("\n"):
        _mark_double(line, mask[start : start + len(line)])
        _mark_single(line, mask[start : start + len(line)])
        start += len(line) + 1
    return mask


def cut(reading: Reading, limit: int) -> list[Window]:
    """Cut a text into windows of about equal size, between paragraphs if possible."""
    total = len(reading.pieces)
    if not total:
        return []
    count = -(-total // limit)
    target = total / count
    windows: list[Window] = []
    start = 0
    while total - start > limit:
        end = _best_cut(reading, start, start + target, start + limit)
        windows.append(Window(start, end))
        start = end
    windows.append(Window(start, total))
    return windows


def _best_cut(reading: Reading, start: int, wish: float, most: int) -> int:
    """Choose the cut nearest the wish; a sentence's end costs more than a paragraph's."""
    best, least = most, float(most)
    for unit in reading.units:
        if start < unit <= most:
            price = abs(unit - wish) + (0 if unit in reading.paragraphs else 60)
            if price < least:
                best, least = unit, price
    return best


def _first_pieces(pieces: Pieces, places: list[int]) -> frozenset[int]:
    found = np.searchsorted(pieces.starts, places)
    return frozenset(int(i) for i in found if i < len(pieces))


def _mark_double(line: str, mask: npt.NDArray[np.uint8]) -> None:
    opened = -1
    for at, char in enumerate(line):
        if char == '"':
            opening = opened < 0
        elif char in _OPEN:
            opening = True
        elif char in _CLOSE:
            opening = False
        else:
            continue
        if opening:
            opened = at
        elif opened >= 0:
            mask[opened : at + 1] = QUOTED
            opened = -1
    if opened >= 0:
        mask[opened:] = UNCLOSED


def _mark_single(line: str, mask: npt.NDArray[np.uint8]) -> None:
    if mask.any() or not ("'" in line or "\u2018" in line):
        return  # single marks inside a double quotation add nothing
    at = 0
    while opening := _SINGLE_OPEN.search(line, at):
        closing = _SINGLE_CLOSE.search(line, opening.end() + 1)
        if closing is None:
            return
        mask[opening.start() : closing.end()] = QUOTED
        at = closing.end()


def _case(char: str) -> int:
    if char.isupper():
        return TITLE
    return SMALL if char.islower() else OTHER


def _all_capitals(text: str, pieces: Pieces) -> IntArray:
    return np.array(
        [
            text[start].isupper() and end - start > 1 and text[start + 1].isupper()
            for start, end in zip(pieces.starts, pieces.ends, strict=True)
        ],
        dtype=np.int64,
    )
