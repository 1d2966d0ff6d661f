"""What several reports say in common, for the groups of ``align``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from twosource.record import ComparedValue, Group, Mention, Statement
from twosource.steps.clauses import finite
from twosource.steps.compare.drafts import Draft, said_by
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import is_it_so
from twosource.steps.keys import listed

LONGEST = 250  # a clause longer than this says more than the one thing
SHORTEST = 3  # words
SURE = 0.8  # how often a group's clauses do say one thing; see docs/decisions/0013-which-statements-match.md


def compare_statements(scene: Scene) -> Iterator[Draft]:
    """An agreement for each group whose clauses say one thing in two reports."""
    statements = {s.id: s for s in scene.material.statements}
    for group in scene.groups:
        draft = _draft(group, statements, scene)
        if draft is not None:
            yield draft


def _draft(group: Group, statements: Mapping[str, Statement], scene: Scene) -> Draft | None:
    told = [m for m in _tellings(group, statements) if m.end - m.start <= LONGEST]
    reports = {m.report for m in told}
    if len(reports) < 2:
        return None
    told.sort(key=lambda m: (scene.day(m.report) or "9999", m.report, m.start))
    said = _shown(told, scene)
    if len(said.split()) < SHORTEST:
        return None  # what they have in common is a word or two, not a statement
    value = ComparedValue(said, tuple(told), scene.day(told[0].report))
    return Draft(is_it_so(said), "status", "agree", (value,), "unknown", SURE, said_by(len(reports)))


def _tellings(group: Group, statements: Mapping[str, Statement]) -> list[Mention]:
    """The clauses that say it; a statement that a person put into the group says it as a whole."""
    told = [m for m in group.tellings if m.statement in group.statements]
    known = {m.statement for m in told}
    return [*told, *(statements[i].mention for i in group.statements if i not in known and i in statements)]


def _shown(told: list[Mention], scene: Scene) -> str:
    """The wording with the fewest values: what it says more than the others is not what they agree on."""
    best = min(told, key=lambda m: (_values(m, scene), *_clumsy(m, scene), m.end - m.start, m))
    return scene.words(best.report, best.start, best.end)


def _clumsy(told: Mention, scene: Scene) -> tuple[bool, bool, bool, bool]:
    """What makes a wording a poor title: a fragment, one that hangs on what stands before it, one that points to it,
    one that is cut short."""
    first = scene.texts[told.report][told.start : told.end].split(maxsplit=1)[0].strip("\"“‘'").casefold()
    return not _whole(told, scene), first in listed("joining"), first in listed("pointing"), told.end - told.start < 20


def _values(told: Mention, scene: Scene) -> int:
    """How many numbers and dates stand in the words."""
    numbers = [q.start for q in scene.material.quantities.get(told.report, ()) if q.end <= told.end]
    dates = [m.start for m in scene.material.moments.get(told.report, ()) if m.end <= told.end]
    return sum(1 for start in (*numbers, *dates) if told.start <= start)


def _whole(told: Mention, scene: Scene) -> bool:
    """True where the words begin or end with a clause that can stand alone."""
    found = (c for c in scene.clauses.get(told.report, ()) if told.start <= c.start and c.end <= told.end)
    return any(finite(c) and (c.start == told.start or c.end == told.end) for c in found)
