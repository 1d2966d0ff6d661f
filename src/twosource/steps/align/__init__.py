"""Which statements say the same thing of the same matter.

``align`` takes the clauses of all statements, searches candidates through an index of telling words, names and
values (no all-pairs), weighs the signs that two of them tell one thing (who did what to whom first, shared telling
words and nearness in meaning second), and joins what is sure into groups. Clauses that disagree in a value, in
polarity or in a date are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.protocols import Meaning
from twosource.record import Declined, Group, Material, Mention, Statement
from twosource.steps.align.candidates import candidates
from twosource.steps.align.likeness import Likeness
from twosource.steps.align.nearness import Nearness
from twosource.steps.align.propositions import Proposition, propositions
from twosource.steps.align.telling import Telling
from twosource.steps.align.utterances import with_wordings
from twosource.steps.clauses import Clauses, clauses_of, finite
from twosource.steps.keys import Covering, Names, listed
from twosource.steps.linkage import join

ENOUGH = 0.6  # probability that a pair says the same thing
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
    names = Names(material.entities)
    covering = Covering(s for s in material.statements if s.end - s.start <= MOST_WORDS)
    told = propositions(material, told_in or clauses_of(material), names, covering)
    telling = Telling(told)
    pairs = candidates(told, telling)
    texts = {r.report.id: r.report.text for r in material.readings}
    nearness = None if meaning is None else Nearness(told, texts, meaning)
    likeness = Likeness(told, telling, pairs, nearness)
    clusters = join([(a, b, likeness.of(a, b)) for a, b in pairs], likeness.of, ENOUGH, TOGETHER)
    place = {s.id: k for k, s in enumerate(material.statements)}
    beside: dict[tuple[str, int], list[Proposition]] = {}
    for p in told:
        beside.setdefault((p.clause.report, p.place), []).append(p)
    groups: list[Group] = []
    taken: set[tuple[str, ...]] = set()
    for cluster in clusters:
        said = {k: s for k in cluster if (s := told[k].statement) is not None}
        members = tuple(sorted({s.id for s in said.values()}, key=place.__getitem__))
        if len({s.report for s in said.values()}) < 2 or members in taken:
            continue
        taken.add(members)
        firm = {said[k].id for k in _firm(sorted(said), likeness)}
        tellings = tuple(
            Mention(s.report, *_told_too(told[k], [told[j] for j in said], beside, telling), s.id)
            for k, s in sorted(said.items())
        )
        alone = [m for k, m in zip(sorted(said), tellings, strict=True) if _stands_alone(told[k], m, texts)]
        label = _title(alone, texts) or _label([material.statements[place[i]] for i in members], texts)
        groups.append(
            Group(
                f"g{len(groups) + 1}",
                label,
                members,
                tellings=tellings,
                loose=tuple(i for i in members if i not in firm),
            )
        )
    return tuple(groups), _languages(material)


def _told_too(
    one: Proposition,
    cluster: Sequence[Proposition],
    beside: Mapping[tuple[str, int], Sequence[Proposition]],
    telling: Telling,
) -> tuple[int, int]:
    """Where a clause stands, with the clauses of its sentence that mostly say what the other reports' sentences do."""
    others = frozenset(key for p in cluster if p.clause.report != one.clause.report for key in p.near)
    start, end = one.span
    for p in beside[one.clause.report, one.place]:
        wider = min(start, p.span[0]), max(end, p.span[1])
        shared = telling.mass(p.keys & others) >= MOSTLY * telling.mass(p.keys)
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


_EDGES = re.compile(r"^(?:that\s|[\s,;:\"“”'‘’])+|(?:[\s,;:\"“”'‘’]|\s(?:and|but|or|to|while|as|who|which|between))+$")


def _stands_alone(one: Proposition, told: Mention, texts: dict[str, str]) -> bool:
    """True where the words are a sentence that says who did it, and neither point to nor hang on what is before."""
    clause = one.clause
    tokens = clause.sentence.tokens
    subjects = [t for t in tokens if tokens[t.head] is tokens[clause.head] and t.dep in ("nsubj", "nsubjpass")]
    first = told.span.of(texts[told.report]).split(maxsplit=1)[0].strip("\"“”'‘’").casefold()
    return (
        clause.sentence.parsed
        and finite(clause)
        and any(t.start >= told.start and t.pos in ("NOUN", "PROPN", "NUM") for t in subjects)
        and first not in listed("joining") | listed("pointing")
    )


def _title(told: Sequence[Mention], texts: Mapping[str, str]) -> str | None:
    """The shortest of these wordings that is a sentence of some words; None where there is none."""
    worded = (_EDGES.sub("", " ".join(m.span.of(texts[m.report]).split())) for m in told)
    plain = sorted(
        (w for w in worded if len(w.split()) >= 4 and w.count("“") == w.count("”")), key=lambda w: (len(w), w)
    )
    return plain[0] if plain and len(plain[0]) <= 160 else None


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
