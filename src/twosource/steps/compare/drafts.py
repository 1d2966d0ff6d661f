"""A comparison before it has its id and group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Cause, ComparedValue, ComparisonKind, Verdict


@dataclass(frozen=True, slots=True)
class Draft:
    """What one of the comparing modules found; ``__init__`` orders them and gives ids."""

    question: str
    kind: ComparisonKind
    verdict: Verdict
    values: tuple[ComparedValue, ...]
    cause: Cause
    confidence: float
    why: str

    @property
    def place(self) -> tuple[tuple[str, int, int], ...]:
        """Where its words stand, in order: what drafts are sorted by and known by."""
        return tuple(sorted((m.report, m.start, m.end) for v in self.values for m in v.mentions))


def agreeing_parts(draft: Draft) -> Iterator[Draft]:
    """What is left of a difference that is too unsure to be shown: the values that two reports share."""
    for value in draft.values:
        reports = {m.report for m in value.mentions}
        if len(reports) >= 2:
            why = f"{len(reports)} reports give this value."
            yield Draft(draft.question, draft.kind, "agree", (value,), "unknown", 0.7, why)
