"""The sentence for a decision that could not be applied."""

from __future__ import annotations

from twosource.record import Action, Decision

WORDS: dict[Action, str] = {
    "merge_groups": "these say the same",
    "split_group": "this does not say the same as the others",
    "set_verdict": "the verdict of a comparison",
    "set_aside": "a value set aside",
    "join_origins": "these are one origin",
    "split_origins": "these are two origins",
    "same_entity": "these names are of one",
    "different_entity": "these names are of two",
    "set_derived": "this report takes from the others",
    "set_underived": "these reports do not take from one another",
    "correct_report": "what a report says of itself, corrected",
    "undo": "taken back",
}


def missed(decision: Decision, why: str) -> str:
    """Which decision was not applied, and why; ``why`` is a clause with its full stop."""
    by = f" by {decision.by}" if decision.by else ""
    return f"Decision {decision.id} ({WORDS[decision.action]};{by} on {decision.at[:10]}) was not applied: {why}"
