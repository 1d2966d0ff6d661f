"""Which statements say the same thing of the same matter.

``align`` takes the clauses of all statements, searches candidates through an index of telling words, names and
values (no all-pairs), weighs the signs that two of them tell one thing (who did what to whom first, shared telling
words and nearness in meaning second), and joins what is sure into groups. Clauses that disagree in a value, in
polarity or in a date are kept apart. A deed that is told with the same parties in two reports, be it by a noun, is a
group, too, if a loose one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from twosource.protocols import Meaning
from twosource.record import Declined, Group, Material, Mention
from twosource.steps.align.abroad import with_abroad
from twosource.steps.align.candidates import candidates
from twosource.steps.align.deeds import deeds
from twosource.steps.align.labels import label
from twosource.steps.align.likeness import ENOUGH, Likeness
from twosource.steps.align.nearness import Nearness
from twosource.steps.align.propositions import Proposition, nominal_propositions, propositions
from twosource.steps.align.telling import Telling
from twosource.steps.align.utterances import with_wordings
from twosource.steps.clauses import Clauses, clauses_of
from twosource.steps.keys import Covering, Names
from twosource.steps.linkage import join

TOGETHER = 0.4  # mean probability between two groups that may be joined
MOSTLY = 0.5  # share of a clause's telling words that others tell too, for it to be part of what they tell
LONGEST_TELLING = 250  # characters
FIRM = 0.8  # probability that is sure enough to count origins on
MOST_WORDS = 800  # a statement longer than this (in characters) says too many things to be put into a group
__all__ = ["align", "with_wordings"]


def align(
    material: Material, told_in: Clauses | None = None, meaning: Meaning | None = None
) -> tuple[tuple[Group, ...], tuple[Declined, ...]]:
    """Groups of statements that say the same, over all reports of the story, and what could not be told; ``told_in``
    are the clauses of the material, where they are known.

    Groups have statements of two reports or more, in order of the dossier; ids do not depend on the order of
    the reports. ``meaning`` tells what is alike in other words; without it shared and related words must do.
    """
    names = Names(material)
    covering = Covering(s for s in material.statements if s.end - s.start <= MOST_WORDS)
    told = propositions(material, told_in or clauses_of(material), names, covering)
    telling = Telling(told)
    parsed = [_parsed(p) for p in told]
    pairs = [(a, b) for a, b in candidates(told, telling) if parsed[a] and parsed[b]]
    texts = {r.report.id: r.report.text for r in material.readings}
    nearness = None if meaning is None else Nearness(told, texts, meaning)
    likeness = Likeness(told, telling, pairs, nearness)
    matches = [(a, b, likeness.of(a, b)) for a, b in pairs if likeness.may_match(a, b)]
    clusters = join(matches, likeness.of, ENOUGH, TOGETHER)
    beside: dict[tuple[str, int], list[Proposition]] = {}
    for p in told:
        beside.setdefault((p.clause.report, p.place), []).append(p)
    grouping = _Grouping(material, texts)
    for cluster in with_abroad(clusters, told, telling):
        said = [k for k in cluster if told[k].statement is not None]
        sure = _firm([k for k in said if _parsed(told[k])] or said[:1], likeness)
        firm = {s.id for k in sure if (s := told[k].statement) is not None}
        carriers = _carriers([told[k] for k in said])
        spans = [_told_too(told[k], carriers, beside, telling) for k in said]
        grouping.add([told[k] for k in said], spans, firm)
    nouns = nominal_propositions(material, names, covering)
    every = [p for p in (*told, *nouns) if p.statement is not None]
    for places in deeds(every, telling, material.entities):
        one_deed = [every[k] for k in places]
        if not grouping.hold(one_deed):
            grouping.add(one_deed, [p.span for p in one_deed], _of_first_report(one_deed))
    return tuple(grouping.groups), _languages(material)


def _parsed(proposition: Proposition) -> bool:
    return proposition.clause.sentence.parsed


class _Grouping:
    """The groups of a story as they are made, each set of statements once."""

    def __init__(self, material: Material, texts: dict[str, str]) -> None:
        self.groups: list[Group] = []
        self._place = {s.id: k for k, s in enumerate(material.statements)}
        self._texts = texts
        self._taken: set[tuple[str, ...]] = set()

    def add(self, told: Sequence[Proposition], spans: Sequence[tuple[int, int]], firm: Collection[str]) -> None:
        """A group of what ``told`` says in these places, where statements of two reports do and no group is of the same
        ones; what is not ``firm`` is loose."""
        said = [(p, s) for p in told if (s := p.statement) is not None]
        members = tuple(sorted({s.id for _, s in said}, key=self._place.__getitem__))
        if len({s.report for _, s in said}) < 2 or members in self._taken:
            return
        self._taken.add(members)
        tellings = tuple(Mention(s.report, *span, s.id) for (_, s), span in zip(said, spans, strict=True))
        worded = [(p, m) for (p, _), m in zip(said, tellings, strict=True)]
        named = label([(p, m) for p, m in worded if _parsed(p)] or worded, self._texts)  # in English where there is one
        loose = tuple(i for i in members if i not in firm)
        self.groups.append(Group(f"g{len(self.groups) + 1}", named, members, tellings=tellings, loose=loose))

    def hold(self, told: Sequence[Proposition]) -> bool:
        """True where one group already brings these clauses of two reports together."""
        return any(
            len({p.clause.report for p in told if any(_overlap(p, m) for m in g.tellings)}) > 1 for g in self.groups
        )


def _overlap(one: Proposition, told: Mention) -> bool:
    return one.clause.report == told.report and one.span[0] < told.end and told.start < one.span[1]


def _of_first_report(told: Sequence[Proposition]) -> set[str]:
    """The statements of one report: all others are only likely to say the same."""
    return {s.id for p in told if (s := p.statement) is not None and s.report == told[0].clause.report}


def _carriers(told: Sequence[Proposition]) -> dict[str, set[str]]:
    """For each key of their sentences the reports that have it."""
    out: dict[str, set[str]] = {}
    for p in told:
        for key in p.near:
            out.setdefault(key, set()).add(p.clause.report)
    return out


def _told_too(
    one: Proposition,
    carriers: Mapping[str, Collection[str]],
    beside: Mapping[tuple[str, int], Sequence[Proposition]],
    telling: Telling,
) -> tuple[int, int]:
    """Where a clause stands, with the clauses of its sentence that mostly say what the other reports' sentences do;
    ``carriers`` are the reports whose sentences have a key."""
    start, end = one.span
    own = {one.clause.report}
    for p in beside[one.clause.report, one.place]:
        wider = min(start, p.span[0]), max(end, p.span[1])
        others = frozenset(k for k in p.keys if not own.issuperset(carriers.get(k, ())))
        shared = telling.mass(others) >= MOSTLY * telling.mass(p.keys)
        if p.statement == one.statement and shared and wider[1] - wider[0] <= LONGEST_TELLING:
            start, end = wider
    return start, end


def _firm(cluster: Sequence[int], likeness: Likeness) -> set[int]:
    """The largest part of a cluster that sure pairs hold together; of equal ones the first."""
    left = list(cluster)
    best: set[int] = set()
    while left:
        part, waiting = {left[0]}, [left[0]]
        while waiting:
            one = waiting.pop()
            more = [k for k in left if k not in part and likeness.sure(one, k, FIRM)]
            part.update(more)
            waiting += more
        left = [k for k in left if k not in part]
        best = part if len(part) > len(best) else best
    return best


def _languages(material: Material) -> tuple[Declined, ...]:
    """Reports without a parse are matched by names, numbers and the glossary alone: said once for each."""
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
            "those of other reports by names, dates, numbers and a few hundred words of news, so much of what it "
            "shares with them is not shown.",
        )
        for r in plain
    )
