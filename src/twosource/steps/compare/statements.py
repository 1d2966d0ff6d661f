"""What several reports say in common, for the groups of ``align``."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.record import ComparedValue, Group, Mention
from twosource.steps.clauses import Clause, finite
from twosource.steps.compare.drafts import Draft, said_by
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import is_it_so

LONGEST = 250  # a clause longer than this says more than the one thing
SURE = 0.8  # how often a group's clauses do say one thing; see docs/decisions/0007-which-statements-match.md


def compare_statements(scene: Scene) -> Iterator[Draft]:
    """An agreement for each group whose clauses say one thing in two reports."""
    for group in scene.groups:
        draft = _draft(group, scene)
        if draft is not None:
            yield draft


def _draft(group: Group, scene: Scene) -> Draft | None:
    told = [m for m in _tellings(group, scene) if m.end - m.start <= LONGEST]
    reports = {m.report for m in told}
    if len(reports) < 2:
        return None
    told.sort(key=lambda m: (scene.day(m.report) or "9999", m.report, m.start))
    said = _shown(told, scene)
    if len(said.split()) < 2:
        return None  # what they have in common is a word, not a statement
    value = ComparedValue(said, tuple(told), scene.day(told[0].report))
    return Draft(is_it_so(said), "status", "agree", (value,), "unknown", SURE, said_by(len(reports)))


def _tellings(group: Group, scene: Scene) -> list[Mention]:
    """The clauses that say it; a statement that a person put into the group says it as a whole."""
    told = [m for m in group.tellings if m.statement in group.statements]
    known = {m.statement for m in told}
    by_id = {s.id: s for s in scene.material.statements if s.id in group.statements}
    return [*told, *(by_id[i].mention for i in group.statements if i not in known and i in by_id)]


def _shown(told: list[Mention], scene: Scene) -> str:
    """The wording with the fewest values: what it says more than the others is not what they agree on."""
    rows = [(m, scene.clause_at(m)) for m in told]
    best, _ = min(rows, key=lambda row: (_values(row[1], scene), _short(row[0]), row[0].end - row[0].start, row[0]))
    return scene.words(best.report, best.start, best.end)


def _short(mention: Mention) -> bool:
    return mention.end - mention.start < 20


def _values(clause: Clause | None, scene: Scene) -> tuple[int, bool]:
    if clause is None:
        return (9, True)
    dates = scene.material.moments.get(clause.report, ())
    inside = sum(1 for m in dates if clause.start <= m.start and m.end <= clause.end)
    return (len(scene.quantities(clause)) + inside, not finite(clause))
