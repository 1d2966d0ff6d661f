"""What people decided, replayed over what the steps found.

A decision names places in reports, which no later report moves; each function here takes what one step found, and
gives it back as decided, with a sentence for each decision that no longer applies. Decisions of one kind are applied in
the order of the log. The pipeline calls each function right behind the step it overrules, so that all later steps see
what was decided.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.record import Decision
from twosource.steps.overrule.comparisons import rejudged, without
from twosource.steps.overrule.derivations import rederived
from twosource.steps.overrule.entities import identified
from twosource.steps.overrule.groups import regrouped
from twosource.steps.overrule.missed import missed
from twosource.steps.overrule.origins import rulings
from twosource.steps.overrule.reports import FIELDS, corrected

__all__ = ["FIELDS", "corrected", "identified", "in_force", "rederived", "regrouped", "rejudged", "rulings", "without"]


def in_force(log: Sequence[Decision]) -> tuple[tuple[Decision, ...], tuple[str, ...]]:
    """The decisions of a log that hold, in its order, and a sentence for each undo that undoes nothing.

    An undo takes back one earlier entry, which may be an undo itself; an id that comes twice counts once. What was
    undone, and the undoing, leave no trace here: they stay in the log.
    """
    entries = list({d.id: d for d in reversed(log)}.values())[::-1]
    place = {d.id: k for k, d in enumerate(entries)}
    undone: set[str] = set()
    warnings: list[str] = []
    for k in reversed(range(len(entries))):
        entry = entries[k]
        if entry.action != "undo" or entry.id in undone:
            continue
        if entry.value is not None and place.get(entry.value, k) < k:
            undone.add(entry.value)
        else:
            warnings.insert(0, missed(entry, f"no earlier decision has the id {entry.value}."))
    return tuple(e for e in entries if e.action != "undo" and e.id not in undone), tuple(warnings)
