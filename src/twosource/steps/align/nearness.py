"""How near two clauses are in meaning, whatever their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.protocols import Meaning
from twosource.steps.align.propositions import Proposition


class Nearness:
    """How much of a clause another one says, too, piece by piece (late interaction: Khattab and Zaharia, "ColBERT",
    SIGIR 2020); a wording is given to the model once, and only when it is asked for."""

    def __init__(self, told: Sequence[Proposition], texts: Mapping[str, str], meaning: Meaning) -> None:
        """``texts`` by report."""
        self._words = [" ".join(p.clause.span.of(texts[p.clause.report]).split()) for p in told]
        self._meaning = meaning
        self._pieces: dict[str, NDArray[np.float32]] = {}

    def prepare(self, wanted: Iterable[int]) -> None:
        """Ask for these clauses."""
        new = sorted({self._words[k] for k in wanted} - self._pieces.keys())
        found = (pieces.astype(np.float32) for pieces in self._meaning.pieces(new))
        self._pieces.update(zip(new, found, strict=True))

    def knows(self, a: int, b: int) -> bool:
        """True where both clauses were prepared, or are the same words."""
        one, two = self._words[a], self._words[b]
        return one == two or (one in self._pieces and two in self._pieces)

    def of(self, a: int, b: int) -> float:
        """-1 to 1: how near each piece of the one is, on the mean, to the nearest of the other; of both directions the
        better, so that a short clause can be what a long one says, too; of clauses that ``knows`` knows."""
        one, two = self._words[a], self._words[b]
        if one == two:
            return 1.0
        cosines = self._pieces[one] @ self._pieces[two].T
        if not cosines.size:
            return 0.0
        return float(max(cosines.max(axis=1).mean(), cosines.max(axis=0).mean()))
