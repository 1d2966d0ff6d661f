"""The words of a report as trace compares them: folded, with their places, and marked where they are speech.

Speech is what a report carries in somebody else's words: quotations, and sentences in the first person, as posts,
letters and statements are pasted in without marks. Two reports may share it without one being taken from the other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.record import Passage, Reading

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)?", re.UNICODE)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")
# A post pasted in with its picture link or its handle and date.
_POST = re.compile(r"pic\.twitter\.com/|https?://t\.co/|\(@\w+\)\s+\w+ \d{1,2}, \d{4}")
_I = frozenset(("i", "i'm", "i've", "i'll", "i'd", "my", "me", "mine", "myself"))
_WE = frozenset(("we", "we're", "we've", "we'll", "our", "ours", "us", "ourselves"))
_LONG = 60  # words: a longer "sentence" is a text whose sentences could not be told apart
_TEXT = 700  # characters: a longer "caption" is a whole text without paragraphs


@dataclass(frozen=True, slots=True)
class Words:
    """The body of one report, word by word. ``speech[k]`` when word ``k`` is in somebody else's mouth; ``sentence[k]``
    numbers its sentence; ``initial[k]`` when it opens one. ``own`` counts the words that are not speech."""

    reading: Reading
    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    speech: tuple[bool, ...]
    sentence: tuple[int, ...]

    @property
    def id(self) -> str:
        """The report's id."""
        return self.reading.report.id

    @property
    def own(self) -> int:
        """How many words are the report's own prose."""
        return len(self.speech) - sum(self.speech)

    def printed(self, k: int) -> str:
        """Word ``k`` as it stands in the text."""
        return self.reading.report.text[self.starts[k] : self.ends[k]]


def words_of(reading: Reading) -> Words:
    """The words of the body passages (no headline, caption, credit or furniture) in order of text."""
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    speech: list[bool] = []
    sentence: list[int] = []
    text = reading.report.text
    number = 0
    for passage in reading.passages:
        if not _is_text(passage):
            continue
        quoted = [(q.start, q.end) for q in passage.quotations]
        if passage.end - passage.start < _TEXT and _POST.search(text, passage.start, passage.end):
            quoted = [(passage.start, passage.end)]
        for start, end in _sentences(passage):
            number += 1
            found = [(_folded(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
            spoken = [_inside(s, quoted) for _, s, _ in found]
            if _first_person([f for (f, _, _), q in zip(found, spoken, strict=True) if not q]):
                spoken = [True] * len(found)
            forms += [f for f, _, _ in found]
            starts += [s for _, s, _ in found]
            ends += [e for _, _, e in found]
            speech += spoken
            sentence += [number] * len(found)
    return Words(reading, tuple(forms), tuple(starts), tuple(ends), tuple(speech), tuple(sentence))


def _is_text(passage: Passage) -> bool:
    return passage.kind == "body" or (passage.kind == "caption" and passage.end - passage.start > _TEXT)


def _sentences(passage: Passage) -> Iterable[tuple[int, int]]:
    """The sentences; where none were found, the passage."""
    return [(s.start, s.end) for s in passage.sentences] or [(passage.start, passage.end)]


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    k = bisect_right(spans, (place, 1 << 60)) - 1
    return k >= 0 and spans[k][0] <= place < spans[k][1]


def _first_person(forms: Sequence[str]) -> bool:
    """A sentence of somebody who speaks of himself; one "our" alone is "our galaxy"."""
    return len(forms) <= _LONG and (any(f in _I for f in forms) or sum(f in _WE for f in forms) > 1)


def _folded(word: str) -> str:
    """Without case, compatibility forms, a genitive's ending and the commas of a number."""
    word = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    return _GROUPED.sub("", word.removesuffix("'s"))
