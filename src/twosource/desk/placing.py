"""Reports into stories, as they come."""

from __future__ import annotations

from collections import Counter

from twosource.library import Library
from twosource.record import Report
from twosource.steps.stories import stories


def place(library: Library) -> int:
    """Put every report that is in no story yet into one; returns how many there were. Those that are in one stay."""
    waiting = library.unplaced()
    if not waiting:
        return 0
    _with_their_versions(library, waiting)
    left = set(library.unplaced())
    if not left:
        return len(waiting)
    held = list(library.all_reports())
    story_of = {h.report.id: h.story for h in held}
    library.place(_groups([h.report for h in held], story_of, left))
    return len(waiting)


def _with_their_versions(library: Library, waiting: list[str]) -> None:
    """A new version belongs where the one before it is."""
    for held in library.reports(waiting):
        before = held
        while before.story is None and before.previous is not None:
            before = library.report(before.previous)
        if before.story is not None:
            library.place([(before.story, [held.report.id])])


def _groups(
    reports: list[Report], story_of: dict[str, str | None], left: set[str]
) -> list[tuple[str | None, list[str]]]:
    """What belongs together goes to the story that most of it is in already."""
    together: dict[str, list[str]] = {}
    for ident, name in stories(reports).items():
        together.setdefault(name, []).append(ident)
    found: list[tuple[str | None, list[str]]] = []
    for members in together.values():
        fresh = [m for m in members if m in left]
        known = Counter(s for m in members if (s := story_of[m]))
        home = min(known, key=lambda s: (-known[s], s)) if known else None
        if fresh:
            found.append((home, fresh))
    return found
