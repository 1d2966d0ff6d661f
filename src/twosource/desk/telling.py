"""What is new in a story since it was compared before.

It is kept with the story, so that it can be read later, and goes when a report of the story is forgotten: it may quote
its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import msgspec

from twosource.desk import versions
from twosource.engines import Engines
from twosource.library import Derived, Library, journal, program
from twosource.record import Dossier, News, Report
from twosource.steps.news import news

KIND = "news"
_MOST = 300  # kept of a story


@dataclass(frozen=True, slots=True)
class Told:
    """Something new, and when it was noticed (UTC, ISO 8601)."""

    at: str
    news: News


def told(library: Library, story: str) -> tuple[Told, ...]:
    """What is kept of a story, the latest first."""
    kept = library.kept(KIND, story)
    try:
        return msgspec.json.decode(kept.data, type=tuple[Told, ...]) if kept else ()
    except msgspec.DecodeError:
        return ()


def tell(
    library: Library,
    story: str,
    before: Dossier | None,
    after: Dossier,
    load: Callable[[], Engines],
    *,
    models: bool = True,
) -> None:
    """Keep what the reports that came between two dossiers changed; nothing where none came. ``before`` is None where
    the story was never compared; ``load`` and ``models`` as for ``checking.check``."""
    known = {r.id for r in before.reports} if before else set()
    came = [r for r in after.reports if r.id not in known]
    if not came:
        return  # a person decided something, or the program is another: no news of the story
    versions_of = {r.id: known.intersection(library.versions(r.id)) if known else set() for r in came}
    found = [_arrived(r) for r in came if not versions_of[r.id]]
    changed = sorted(r.id for r in came if versions_of[r.id])
    revised = [r for one in changed for r in versions.revisions(library, one, load, models=models)[-1:]]
    nothing = replace(after, groups=(), comparisons=(), origins=())
    found += news(before or nothing, after, revised)
    at = journal.now()
    entries = (*(Told(at, one) for one in found), *told(library, story))[:_MOST]
    library.keep(Derived(KIND, story, program(), "", msgspec.json.encode(entries)))


def since(library: Library, story: str, at: str) -> Iterator[News]:
    """What was noticed at that time or later, in the order of a reader."""
    return (one.news for one in told(library, story) if one.at >= at)


def _arrived(report: Report) -> News:
    named = f"“{report.title}”" if report.title else f"without a title ({report.id})"
    words = f"New report: {report.publisher or 'unknown publisher'}, {named}."
    return News("report", words, (report.id,))
