"""Which act it was: one report has the girl punch the soldier, the other slap him.

Called different only for acts of one sort (``lexicon/en/acts.txt``) done to the same in the news of both reports, and
only where neither report names the other's act anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.lexicon import headings
from twosource.record import ComparedValue, Mention
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import OPENING, Scene
from twosource.steps.keys import sorts_of

_WIDE = frozenset({"person"})  # of this sort is half of every story


@dataclass(frozen=True, slots=True)
class Act:
    """``word`` done to ``whom`` (keys and sorts of things), at ``mention``; ``told`` in the first sentences."""

    report: str
    sort: str
    word: str
    whom: frozenset[str]
    noun: str
    mention: Mention
    opening: bool


def compare_acts(scene: Scene) -> Iterator[Draft]:
    """One draft for each sort of act that two reports name differently."""
    found = [act for report in scene.clauses for act in _acts(scene, report)]
    for sort in sorted({a.sort for a in found}):
        mine = [a for a in found if a.sort == sort]
        words: dict[str, set[str]] = {}
        for act in mine:
            words.setdefault(act.report, set()).add(act.word)
        news = [a for a in mine if a.opening]
        apart = [
            (a, b) for k, a in enumerate(news) for b in news[k + 1 :]
            if not words[a.report] & words[b.report] and a.whom & b.whom
        ]  # fmt: skip
        if apart:
            one, two = apart[0]
            yield _draft(mine, one, two, scene)


def _acts(scene: Scene, report: str) -> Iterator[Act]:
    for clause in scene.clauses[report]:
        if not clause.sentence.parsed or clause.negated or clause.unreal:
            continue
        head = clause.sentence.tokens[clause.head]
        sort = headings("en", "acts").get(head.lemma)
        for argument in clause.role("undergoer") if sort else ():
            whom = (argument.keys | sorts_of(argument.lemma)) - _WIDE
            mention = scene.mention(report, head.start, head.end)
            noun = clause.sentence.tokens[argument.head].text
            yield Act(report, sort or "", head.lemma, whom, noun, mention, clause.ordinal < OPENING)


def _draft(mine: list[Act], one: Act, two: Act, scene: Scene) -> Draft:
    values = []
    for act in (one, two):
        same = [a for a in mine if a.word == act.word and a.whom & act.whom]
        shown = scene.words(act.report, act.mention.start, act.mention.end)
        values.append(ComparedValue(shown, tuple(dict.fromkeys(a.mention for a in same)), scene.day(act.report)))
    why = (
        f"“{values[0].value}” and “{values[1].value}” are two acts, and neither report has the other’s word for it "
        "anywhere."
    )
    return Draft(f"What was done to the {one.noun}?", "manner", "differ", tuple(values), "conflict", 0.78, why)
