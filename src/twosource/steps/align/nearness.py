"""How near two clauses are in meaning, whatever their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.protocols import Meaning
from twosource.steps.align.propositions import Proposition


class Nearness:
    """Cosines between the clauses of one story; a wording is given to the model once, and only when it is asked for."""

    def __init__(self, told: Sequence[Proposition], texts: Mapping[str, str], meaning: Meaning) -> None:
        """``texts`` by report."""
        self._words = [" ".join(texts[p.clause.report][p.clause.start : p.clause.end].split()) for p in told]
        self._meaning = meaning
        self._points: dict[str, NDArray[np.float32]] = {}

    def prepare(self, wanted: Iterable[int]) -> None:
        """Find the points of these clauses."""
        new = sorted({self._words[k] for k in wanted} - self._points.keys())
        self._points.update(zip(new, self._meaning.vectors(new), strict=True))

    def of(self, a: int, b: int) -> float | None:
        """-1 to 1; None where a clause was not prepared."""
        one, two = self._words[a], self._words[b]
        if one == two:
            return 1.0
        if one not in self._points or two not in self._points:
            return None
        return float(self._points[one] @ self._points[two])
