"""House rules: when does a statement have enough behind it?

The rule is a newsroom's own policy, so it is a setting. A rule sees what was counted and answers
``met``, ``not_met`` or ``unknown``; it never says that a statement is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Answer = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a statement: certain and possible independent origins, and whether one of the named
    origins is a document, and whether a reputable agency carries it on its own word or names its source."""

    certain: int
    possible: int
    named: int
    document: bool
    agency: bool


def two_independent(behind: Behind) -> Answer:
    """Two independent origins."""
    return _at_least(2, behind.certain, behind.possible)


def one_and_document(behind: Behind) -> Answer:
    """One named first-hand origin and one document, or two independent origins."""
    if behind.document and behind.named >= 2:
        return "met"
    return two_independent(behind)


def agency_suffices(behind: Behind) -> Answer:
    """One reputable agency suffices, or two independent origins."""
    return "met" if behind.agency else two_independent(behind)


def _at_least(wanted: int, certain: int, possible: int) -> Answer:
    if certain >= wanted:
        return "met"
    return "not_met" if possible < wanted else "unknown"


#: The rules that ``--rule`` takes, by name; the docstring is what a user reads.
RULES: Mapping[str, Callable[[Behind], Answer]] = {
    "two-independent": two_independent,
    "one-and-document": one_and_document,
    "agency-suffices": agency_suffices,
}
