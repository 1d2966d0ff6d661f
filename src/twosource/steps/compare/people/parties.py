"""Who did it: the actors of clauses about one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.record import Cause, ComparedValue, Verdict
from twosource.steps.clauses import Argument, Clause, parties_of, told
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import ask_who, plainest
from twosource.steps.keys import LIGHT, SPEECH, is_event, is_happening, listed
from twosource.steps.linkage import join

LONGEST = 120
ENOUGH, TOGETHER = 0.45, 0.38
MOST = 40


def compare_actors(scene: Scene) -> Iterator[Draft]:
    """Who did it, where the one it was done to is the same."""
    for happening in _happenings(scene):
        found = [
            (c, a) for c in happening if c.role("undergoer") for a in c.role("actor") if a.keys and not _counted(c, a)
        ]
        yield from _drafts(found, scene)


def _counted(clause: Clause, argument: Argument) -> bool:
    """True for "120 men": how many there were is another question than who."""
    return any(t.pos == "NUM" for t in clause.sentence.tokens if argument.start <= t.start < argument.end)


def _happenings(scene: Scene) -> list[list[Clause]]:
    """Clauses of one happening: the same event with the same participants, in two reports."""
    rows = [c for c in scene.all_clauses if _telling(c)]
    index: dict[str, list[int]] = {}
    for k, clause in enumerate(rows):
        index.setdefault(clause.event, []).append(k)
    pairs = []
    for places in index.values():
        if 2 <= len(places) <= MOST:
            for a, b in combinations(places, 2):
                if rows[a].report != rows[b].report:
                    pairs.append((a, b, _same(rows[a], rows[b], scene)))
    return [
        [rows[k] for k in cluster]
        for cluster in join(pairs, lambda a, b: _same(rows[a], rows[b], scene), ENOUGH, TOGETHER)
    ]


def _telling(clause: Clause) -> bool:
    return (
        clause.event not in LIGHT
        and clause.lemma not in SPEECH
        and bool(clause.arguments)
        and not clause.negated
        and told(clause)
        and not _only_described(clause)
    )


def _only_described(clause: Clause) -> bool:
    """True for "the sector is a culture that has embraced it", which names no doer, and for "that wasn't the fight that
    ended it", which says who it was not; "it was the guards who found him" names one."""
    tokens = clause.sentence.tokens
    noun = tokens[tokens[clause.head].head]
    being = tokens[noun.head] if clause.sentence.parsed else noun
    if tokens[clause.head].dep != "relcl" or noun.dep != "attr" or being.lemma != "be":
        return False
    below = [t for t in tokens if tokens[t.head] is being and t is not being]
    pointing = any(t.dep in ("nsubj", "expl") and t.pos == "PRON" for t in below)
    return not pointing or any(t.dep == "neg" for t in below)


def _same(one: Clause, two: Clause, scene: Scene) -> float:
    """One happening: those it is done to meet, whoever does it."""
    (_, done_to), (_, too) = parties_of(one), parties_of(two)
    if done_to and too and done_to.isdisjoint(too):
        return 0.0
    return scene.like(one, two) + 0.1 * is_event(one.event)


def _drafts(found: Sequence[tuple[Clause, Argument]], scene: Scene) -> Iterator[Draft]:
    """One draft for the answers of one happening: those that share a name are one value."""
    found = [(c, a) for c, a in found if a.end - a.start <= LONGEST]
    values: list[list[tuple[Clause, Argument]]] = []
    for clause, argument in found:
        for group in values:
            if any(argument.keys & other.keys for _, other in group):
                group.append((clause, argument))
                break
        else:
            values.append([(clause, argument)])
    known = all(is_happening(c.event) for c, _ in found)
    if len({c.report for c, _ in found}) < 2 or (len(values) > 1 and not (known and _fit(values))):
        return
    compared = tuple(
        ComparedValue(
            scene.words(g[0][0].report, g[0][1].start, g[0][1].end, 60),
            tuple(dict.fromkeys(scene.mention(c.report, a.start, a.end) for c, a in g)),
            scene.day(g[0][0].report),
        )
        for g in values
    )
    verdict: Verdict = "agree" if len(values) == 1 else "compatible"
    cause: Cause = "unknown"
    question = plainest(ask_who(c, a, scene.texts[c.report]) for c, a in found)
    names = ", ".join(f"“{v.value}”" for v in compared[:4])
    why = (
        f"{len({c.report for c, _ in found})} reports name {names}."
        if verdict == "agree"
        else (f"{names} are named; one may be part of the other or a wider word for it, so this is no difference.")
    )
    yield Draft(question, "actor", verdict, compared, cause, 0.7, why)


# Who is named only by kind can be the one whom another report names.
_GENERAL = listed("general")


def _fit(values: Sequence[Sequence[tuple[Clause, Argument]]]) -> bool:
    """True when all values but one are general words, so that they can all be the one."""
    named = [v for v in values if all(a.lemma not in _GENERAL for _, a in v)]
    return len(named) <= 1
