"""What the reasoning asks of the outside. Anything that fits may be put in; ``engines`` has ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from twosource.record import Sentence, Span


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


__all__ = ["Parser", "Span", "TaggedAttribution", "Tagger"]
