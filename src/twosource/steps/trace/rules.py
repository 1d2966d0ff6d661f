"""House rules: when does a statement have enough behind it?

The rule is a newsroom's own policy, so it is a setting: alternatives, each a few numbers that must be reached. It
answers ``met``, ``not_met`` or ``unknown``; it never says that a statement is true.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from twosource.record import TWO_INDEPENDENT, HouseRule, Need

Answer = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a statement: certain and possible independent origins, those that are named, those of them
    that are documents, and reputable agencies that carry it on their own word or name their source."""

    certain: int
    possible: int
    named: int
    documents: int
    agencies: int


#: The rules that ``--rule`` takes, by name.
RULES: Mapping[str, HouseRule] = {
    rule.name: rule
    for rule in (
        TWO_INDEPENDENT,
        HouseRule(
            "one-and-document",
            "One named first-hand origin and one document, or two independent origins.",
            (Need(named=2, documents=1), Need(independent=2)),
        ),
        HouseRule(
            "agency-suffices",
            "One reputable agency suffices, or two independent origins.",
            (Need(agencies=1), Need(independent=2)),
        ),
    )
}


def answer(rule: HouseRule, behind: Behind) -> Answer:
    """Met where one alternative is reached for certain; not met where none could be reached."""
    if any(_reached(need, behind, behind.certain, behind.named) for need in rule.any_of):
        return "met"
    open_ends = any(_reached(need, behind, behind.possible, behind.possible) for need in rule.any_of)
    return "unknown" if open_ends else "not_met"


def _reached(need: Need, behind: Behind, independent: int, named: int) -> bool:
    return (
        independent >= need.independent
        and named >= need.named
        and behind.documents >= need.documents
        and behind.agencies >= need.agencies
    )
