"""Decisions in words, for a terminal and a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from twosource.present.visible import one_line
from twosource.record import Action, Decision, Target

WORDS: dict[Action, str] = {
    "merge_groups": "say the same",
    "split_group": "the first does not say the same as the others",
    "set_verdict": "the verdict is",
    "set_aside": "set aside",
    "join_origins": "are one origin",
    "split_origins": "are two origins",
    "same_entity": "name the same",
    "different_entity": "name two",
    "set_derived": "takes from the others",
    "set_underived": "do not take from one another",
    "correct_report": "corrected",
    "undo": "taken back",
}


def in_words(decision: Decision) -> str:
    """One decision as a line: when, who, what, where, why."""
    places = ", ".join(_place(t) for t in decision.targets)
    what = WORDS[decision.action]
    if decision.action == "correct_report":
        what = f"{decision.field} is {decision.value or 'not known'}"
    elif decision.action == "set_derived":
        what = f"{what} ({decision.value})"
    elif decision.action == "set_verdict":
        what = f"{what} {decision.value}"
    elif decision.action == "undo":
        places = decision.value or ""
    by = f" {decision.by}:" if decision.by else ":"
    note = f" ({decision.note})" if decision.note else ""
    return one_line(f"{decision.at[:16].replace('T', ' ')}{by} {places} - {what}{note}")


def listing(log: Sequence[Decision], held: Collection[str]) -> str:
    """A whole log, a line each; ``held`` are the ids of those that were not taken back."""
    lines = (f"{d.id}  {in_words(d)}{'' if d.id in held or d.action == 'undo' else '  [taken back]'}\n" for d in log)
    return "".join(lines) or "No decisions.\n"


def _place(target: Target) -> str:
    return target.report if target.start is None else f"{target.report}:{target.start}"
