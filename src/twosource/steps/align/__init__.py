"""Which statements say the same thing of the same matter.

``align`` takes the clauses of all statements, searches candidates through an index of telling words, names and
values (no all-pairs), scores them by who-did-what-to-whom first and shared telling words second, and joins what
scores well into groups. Clauses that disagree in a value, in polarity or in who took part are kept apart.
"""

from __future__ import annotations

from twosource.record import Declined, Group, Material, Statement
from twosource.steps.align.candidates import candidates
from twosource.steps.align.likeness import Likeness, propositions
from twosource.steps.keys import Covering, Names
from twosource.steps.linkage import join

ENOUGH = 0.5  # a pair that says the same thing
TOGETHER = 0.42  # mean likeness between two groups that may be joined
MOST_WORDS = 800  # a statement longer than this (in characters) says too many things to be put into a group
__all__ = ["align"]


def align(material: Material) -> tuple[tuple[Group, ...], tuple[Declined, ...]]:
    """Groups of statements that say the same, over all reports of the story, and what could not be told.

    Groups have statements of two reports or more, in order of the dossier; ids do not depend on the order of
    the reports.
    """
    names = Names(material.entities)
    covering = Covering(s for s in material.statements if s.end - s.start <= MOST_WORDS)
    told = propositions(material, names)
    likeness = Likeness(told)
    pairs = [(a, b, likeness.of(a, b)) for a, b in candidates(told, likeness.weights)]
    clusters = join(pairs, likeness.of, ENOUGH, TOGETHER)
    place = {s.id: k for k, s in enumerate(material.statements)}
    texts = {r.report.id: r.report.text for r in material.readings}
    groups: list[Group] = []
    taken: set[tuple[str, ...]] = set()
    for cluster in clusters:
        found = {s.id: s for s in (covering.of(told[k].clause.report, *told[k].core) for k in cluster) if s is not None}
        members = tuple(sorted(found, key=lambda i: place[i]))
        if len({found[i].report for i in members}) < 2 or members in taken:
            continue
        taken.add(members)
        groups.append(Group(f"g{len(groups) + 1}", _label([found[i] for i in members], texts), members))
    return tuple(groups), _languages(material)


def _label(statements: list[Statement], texts: dict[str, str]) -> str:
    """The clearest short wording: the shortest statement that is still a sentence of some words."""
    worded = sorted(
        (
            " ".join(texts[s.report][s.start : s.end].split()).strip(" ,;\"“”'‘’").removeprefix("that ")
            for s in statements
        ),
        key=len,
    )
    full = [w for w in worded if len(w.split()) >= 5]
    best = full[0] if full else worded[-1]
    return best if len(best) <= 160 else best[:157].rsplit(" ", 1)[0] + " …"


def _languages(material: Material) -> tuple[Declined, ...]:
    """Reports without a parse are matched by names and numbers alone: said once for each."""
    plain = [
        r.report
        for r in material.readings
        if not any(s.parsed for p in r.passages for s in p.sentences) and len(material.readings) > 1
    ]
    return tuple(
        Declined(
            "align",
            r.id,
            None,
            None,
            f"This report is in a language ({r.language}) whose grammar is not read: its sentences are matched with "
            "those of other languages by names, dates and numbers alone, so most of what it shares with them is "
            "not shown.",
        )
        for r in plain
    )
