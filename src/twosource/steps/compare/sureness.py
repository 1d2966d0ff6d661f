"""How often a difference of a given strength is right: from the strength that a rule gives to a measured confidence.

Each comparing rule gives its differences a strength, a number that only ranks them. What a reader is shown is how often
differences of that strength were right in stories whose answers are known (``training/compare/rates.py``, table in
docs/decisions/0006); the slider (``twosource check --sure``) is set in the same measure.
"""

from __future__ import annotations

# Strength of rules that were not right nine times in ten on stories that their writers had not seen: kept for those who
# ask for more (``--sure``), not shown by default.
DOUBTFUL = 0.7
SURE = 0.9  # shown is what is right nine times in ten, unless the user asks for more
# From this strength on: the share of differences that were right, those read by hand on stories without a key included
# (docs/decisions/0006); ``training/compare/rates.py`` gives it for stories with keys.
RIGHT = ((0.75, 0.9), (0.6, 0.25), (0.0, 0.1))


def confidence(strength: float) -> float:
    """The share of right ones among differences of this strength, between 0 and 1."""
    return next(share for least, share in RIGHT if strength >= least or least == 0.0)
