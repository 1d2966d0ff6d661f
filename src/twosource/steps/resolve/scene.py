"""One report as the speaker rules see it: who is named where, which sentence and quotation a place is in."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field

from twosource.record import Passage, Quotation, Reading, Sentence, Span, Token
from twosource.steps.resolve.cast import Figure


@dataclass(slots=True)
class Scene:
    """A report with its figures. ``places`` are (start, end, figure), in order of text."""

    reading: Reading
    places: list[tuple[int, int, Figure]]
    publisher: Figure
    sentences: list[tuple[Passage, Sentence]] = field(init=False)
    _starts: list[int] = field(init=False)
    _place_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.sentences = [(p, s) for p in self.reading.passages for s in p.sentences]
        self._starts = [s.start for _, s in self.sentences]
        self._place_starts = [s for s, _, _ in self.places]

    @property
    def id(self) -> str:
        """Id of the report."""
        return self.reading.report.id

    @property
    def text(self) -> str:
        """Text of the report."""
        return self.reading.report.text

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds or comes before the offset; -1 where there is none."""
        return bisect.bisect_right(self._starts, offset) - 1

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the offset."""
        k = self.sentence_index(offset)
        return self.sentences[k][1] if k >= 0 and offset < self.sentences[k][1].end else None

    def passage_at(self, offset: int) -> Passage | None:
        """The paragraph that holds the offset."""
        k = self.sentence_index(offset)
        return self.sentences[k][0] if k >= 0 else None

    def tokens_in(self, span: Span) -> list[Token]:
        """Tokens that lie in the span."""
        out: list[Token] = []
        k = max(self.sentence_index(span.start), 0)
        for _, sentence in self.sentences[k:]:
            if sentence.start >= span.end:
                break
            out.extend(t for t in sentence.tokens if t.start >= span.start and t.end <= span.end)
        return out

    def named_in(self, start: int, end: int) -> list[tuple[int, int, Figure]]:
        """Figures named inside [start, end), in order of text, the longest where names overlap."""
        lo = bisect.bisect_left(self._place_starts, start - 80)
        hi = bisect.bisect_left(self._place_starts, end)
        return [row for row in self.places[lo:hi] if row[0] < end and row[1] > start]

    def quotation_at(self, offset: int) -> Quotation | None:
        """The quotation around the offset."""
        passage = self.passage_at(offset)
        if passage is None:
            return None
        return next((q for q in passage.quotations if q.start <= offset < q.end), None)
