"""What the reasoning asks of the outside. Anything that fits may be put in; ``engines`` has ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    def content(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def cue(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def source(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def probability(self) -> float: ...


class Tagger(Protocol):
    """A learned reader of attributions."""

    def attribute(self, texts: Sequence[str]) -> Sequence[Sequence[TaggedAttribution]]:
        """One sequence of attributions a text."""
        ...


class Embedder(Protocol):
    """Vectors of sentences, L2-normalised, so that a dot product is a cosine."""

    def embed(self, texts: Iterable[str]) -> list[list[float]]: ...


__all__ = ["Embedder", "Parser", "Span", "TaggedAttribution", "Tagger"]
