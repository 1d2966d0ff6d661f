"""Which spellings are one thing: the rules in their order.

Each rule only compares spellings that an index brings together, so that a story of a thousand reports stays quick.
"""

from __future__ import annotations

from collections.abc import Mapping

from twosource.steps.resolve import joins_bodies as bodies
from twosource.steps.resolve import joins_people as people
from twosource.steps.resolve.forms import Form
from twosource.steps.resolve.union import Union


def group(forms: list[Form], texts: Mapping[str, str]) -> list[list[Form]]:
    """Forms that name one thing, together; ``texts`` are the reports by id. A surname of several people is in none
    of the groups: each place of it has to be looked at by itself."""
    union = Union(forms)
    for rule in (
        bodies.tables,
        bodies.closed_up,
        bodies.written_short,
        bodies.written_in_one,
        bodies.placed,
        bodies.nations,
        bodies.described,
        bodies.spellings,
        bodies.short_forms,
        bodies.edges,
        bodies.acronym_behind,
        bodies.suffixes,
        bodies.last_words,
        bodies.prefixes,
        people.full_names,
        people.lone_names,
    ):
        if rule is bodies.suffixes:
            bodies.acronyms(union, texts)
        rule(union)
    return union.groups()
