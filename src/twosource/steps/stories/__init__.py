"""Which reports are of one story.

Similarity proposes: rare words, names and numbers of title and text, weighted by how few reports have them.
What decides is the stories' own likeness (``grouping``). New reports find the reports they may belong with through an
index of rare terms, and the stories around them are put together anew from single reports, so that what was
wrong while little was known is mended; what a person decided stays. The cost of a report does not grow with the
number of reports held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from twosource.record import Fingerprint, Report, instant
from twosource.steps.stories.affair import Kin, kin
from twosource.steps.stories.fingerprint import fingerprint, written
from twosource.steps.stories.memory import Memory
from twosource.steps.stories.settling import Settled, Settler, Story

__all__ = ["Kin", "Memory", "Settled", "Settler", "Story", "fingerprint", "kin", "stories", "written"]


def stories(reports: Iterable[Report]) -> dict[str, str]:
    """The story of each report, named after its earliest report: {report id: story id}.

    The order of ``reports`` does not matter; ids must be unique. Texts are not held.
    """
    found = sorted((instant(r.published), r.id, fingerprint(r)) for r in reports)
    prints: Mapping[int, Fingerprint] = {k: told for k, (_, _, told) in enumerate(found)}
    ids = [ident for _, ident, _ in found]
    return {ids[k]: ids[min(s.members)] for s in Settler(Memory()).settle(prints).stories for k in s.members}
