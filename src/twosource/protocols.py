"""What the reasoning asks of the outside. Anything that fits may be put in; ``engines`` has ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twosource.record import Fingerprint, Sentence, Span


class Parser(Protocol):
    """Sentences with syntax and names."""

    def parse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        """One tuple of sentences a text, offsets into that text. Never raises on odd text."""
        ...


class TaggedAttribution(Protocol):
    """What a tagger finds: offsets into the text it was given."""

    @property
    def content(self) -> tuple[tuple[int, int], ...]:
        """What is said, a span for each piece; never empty."""
        ...

    @property
    def cue(self) -> tuple[tuple[int, int], ...]:
        """The reporting words; empty where there are none."""
        ...

    @property
    def source(self) -> tuple[tuple[int, int], ...]:
        """The words that name the source; empty where there are none."""
        ...

    @property
    def probability(self) -> float:
        """How likely it is to be right, calibrated, 0 to 1."""
        ...


class Tagger(Protocol):
    """A learned reader of attributions."""

    def attribute(self, texts: Sequence[str]) -> Sequence[Sequence[TaggedAttribution]]:
        """One sequence of attributions a text."""
        ...


class Meaning(Protocol):
    """Texts as points in a space of meaning."""

    def vectors(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        """One unit vector a text, near those of texts that tell of a like matter; it hangs on no other text."""
        ...

    def pieces(self, texts: Sequence[str]) -> Sequence[NDArray[np.float16]]:
        """For each text as many unit vectors (rows) as it has word pieces, near those of pieces that mean a like thing
        among like words; none for a text without any."""
        ...


class ReportIndex(Protocol):
    """The reports that are in stories already, by number in order of arrival: in memory, or in a library."""

    def total(self) -> int:
        """How many reports are held."""
        ...

    def frequencies(self, terms: NDArray[np.integer]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """How many reports have each term, and how many of them have it as a name."""
        ...

    def holding(self, term: int, most: int) -> Sequence[int]:
        """The latest reports that are found by a term, at most so many."""
        ...

    def fingerprints(self, numbers: Sequence[int]) -> Mapping[int, Fingerprint]:
        """What is kept of reports; those that are not held are left out."""
        ...

    def stories_of(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """The story of each report that is in one."""
        ...

    def members(self, stories: Sequence[str]) -> Mapping[str, Sequence[tuple[int, bool]]]:
        """The reports of stories, in order of number, each with whether a person put it there for good."""
        ...


__all__ = ["Parser", "ReportIndex", "Span", "TaggedAttribution", "Tagger"]
