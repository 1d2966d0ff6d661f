"""What no group holds and is counted all the same: a statement that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.protocols import Meaning
from twosource.record import Group, Material
from twosource.steps.trace.again import again

_LONGEST = 160  # characters
_SHORTEST = 5  # words
_READ = ("en", "und")  # the languages in which nearness in meaning tells anything


def standing_alone(material: Material, groups: Sequence[Group], sense: Meaning | None = None) -> tuple[Group, ...]:
    """A group of one for each statement on somebody's word that ``groups`` lack, in order of the dossier, or with what
    the same speaker says alike in other reports (``again``), which counts once whether it is the same or not. Most
    often the two-source rule is asked of what one report alone has. ``sense`` tells what is alike."""
    together = {i for g in groups for i in g.statements}
    texts = {r.report.id: r.report.text for r in material.readings}
    said = [s for s in material.statements if len(s.chain) > 1]
    english = {r.report.id for r in material.readings if r.report.language.split("-")[0] in _READ}
    lonely = {s.chain[-1] for s in said if s.id not in together}  # of all others every statement is in a group
    heard = [s for s in said if s.report in english and s.chain[-1] in lonely]
    alike = again(heard, texts, sense) if sense else []
    found = [c for c in alike if not together.issuperset(s.id for s in c)]
    known = together | {s.id for cluster in found for s in cluster}
    place = {s.id: k for k, s in enumerate(said)}
    alone = sorted([*found, *([s] for s in said if s.id not in known)], key=lambda c: place[c[0].id])
    return tuple(
        Group(
            f"g{k}",
            label([texts[s.report][s.start : s.end] for s in cluster]),
            tuple(s.id for s in cluster),
            loose=tuple(s.id for s in cluster[1:]),
        )
        for k, cluster in enumerate(alone, start=next_number(groups))
    )


def next_number(groups: Sequence[Group]) -> int:
    """The number for the next group's id."""
    return max((int(g.id[1:]) for g in groups if g.id[1:].isdigit()), default=0) + 1


def label(worded: Sequence[str]) -> str:
    """The shortest wording that is more than a few words."""
    labels = sorted(
        (" ".join(words.split()) for words in worded), key=lambda w: (len(w.split()) < _SHORTEST, len(w), w)
    )
    shown = labels[0]
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 2].rsplit(" ", 1)[0] + " …"
