"""Many reports: filters over JSON Lines (``filters``), and whole corpora of many files in parallel (``run``).

The form of what comes out is in ``docs/corpus.md``.
"""

from twosource.corpus.filters import attribute, derive, stories

__all__ = ["attribute", "derive", "stories"]
