"""WordPiece, the tokenizer of uncased BERT models, in the standard library and NumPy.

The `tokenizers` package does the same and pulls in a hub client that can use
the network; these few lines cannot.  `training/attribution/` checks that both
give the same pieces at the same places.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
_Split = tuple[tuple[int, int, int], ...]

# Longer words are one unknown piece, as in BERT's own tokenizer.
_LONGEST_WORD = 100
_CACHE_SIZE = 100_000
_WORD = re.compile(r"[^ ]+")
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: vocabulary numbers and `[start, end)` code points."""

    ids: IntArray
    starts: IntArray
    ends: IntArray

    def __len__(self) -> int:
        return len(self.ids)


class WordPiece:
    """Cuts texts into the pieces of a BERT vocabulary, remembering where they stand."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self._vocabulary = vocabulary
        self.unknown = vocabulary["[UNK]"]
        self.first = vocabulary["[CLS]"]
        self.last = vocabulary["[SEP]"]
        self.mask = vocabulary["[MASK]"]
        self._splits: dict[str, _Split] = {}

    @classmethod
    def from_file(cls, path: Path) -> WordPiece:
        """Read a `vocab.txt`: one piece a line, its number is the line's."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return cls({piece: number for number, piece in enumerate(lines) if piece})

    def pieces(self, text: str) -> Pieces:
        """Cut a text; special pieces are not added."""
        folded, origin = fold(text)
        found: list[tuple[int, int, int]] = []
        for match in _WORD.finditer(folded):
            at = match.start()
            found.extend((i, at + s, at + e) for i, s, e in self._split(match.group()))
        table = np.array(found, dtype=np.int64).reshape(-1, 3)
        starts, ends = table[:, 1], table[:, 2]
        if origin is not None:
            starts, ends = origin[starts], origin[ends - 1] + 1
        return Pieces(table[:, 0], starts, ends)

    def _split(self, word: str) -> _Split:
        known = self._splits.get(word)
        if known is None:
            if len(self._splits) >= _CACHE_SIZE:
                self._splits.clear()
            known = self._splits[word] = tuple(
                piece for start, end in _parts(word) for piece in self._match(word, start, end)
            )
        return known

    def _match(self, word: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """Take the longest known piece, again and again."""
        if end - start > _LONGEST_WORD:
            return [(self.unknown, start, end)]
        found: list[tuple[int, int, int]] = []
        at = start
        while at < end:
            prefix = "##" if at > start else ""
            for stop in range(end, at, -1):
                number = self._vocabulary.get(prefix + word[at:stop])
                if number is not None:
                    break
            else:
                return [(self.unknown, start, end)]
            found.append((number, at, stop))
            at = stop
        return found


def fold(text: str) -> tuple[str, IntArray | None]:
    """Lower a text and take off its accents, as BERT's uncased models expect.

    Returns the folded text and, unless each character became exactly one, the
    place that each folded character comes from.
    """
    if text.isascii() and text.isprintable():
        return text.lower(), None
    table = {ord(char): _fold_char(char) for char in set(text)}
    if all(len(folded) == 1 for folded in table.values()):
        return text.translate(table), None
    origin = [at for at, char in enumerate(text) for _ in table[ord(char)]]
    return text.translate(table), np.array(origin, dtype=np.int64)


def _fold_char(char: str) -> str:
    code = ord(char)
    if char in "\t\n\r" or unicodedata.category(char) == "Zs":
        return " "
    if code in (0, 0xFFFD) or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    if char.isspace():
        return " "
    if any(low <= code <= high for low, high in _CJK):
        return f" {char} "
    plain = unicodedata.normalize("NFD", char)
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").lower()


def _parts(word: str) -> list[tuple[int, int]]:
    """Separate each punctuation mark from its neighbours."""
    if word.isalnum():
        return [(0, len(word))]
    parts: list[tuple[int, int]] = []
    start = 0
    for at, char in enumerate(word):
        if _is_punctuation(char):
            if start < at:
                parts.append((start, at))
            parts.append((at, at + 1))
            start = at + 1
    if start < len(word):
        parts.append((start, len(word)))
    return parts


def _is_punctuation(char: str) -> bool:
    # ASCII symbols such as $ and + count as well, other symbols do not.
    if char.isascii():
        return not char.isalnum()
    return unicodedata.category(char).startswith("P")
