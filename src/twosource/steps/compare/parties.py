"""Who did it: the actors of clauses about one happening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.record import Cause, ComparedValue, ComparisonKind, Verdict
from twosource.steps.clauses import LIGHT, SPEECH, Argument, Clause, is_event, told
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.topics import Scene
from twosource.steps.compare.wording import ask
from twosource.steps.linkage import join

LONGEST = 120
ENOUGH, TOGETHER = 0.45, 0.38
MOST = 40


def compare_actors(scene: Scene) -> Iterator[Draft]:
    """Who did it, where the one it was done to is the same."""
    for happening in _happenings(scene, whole=False):
        found = [(c, a) for c in happening if c.role("undergoer") for a in c.role("actor") if a.keys]
        yield from _drafts(found, "actor", "Who", scene)


def _happenings(scene: Scene, whole: bool) -> list[list[Clause]]:
    """Clauses of one happening: the same event with the same participants, in two reports."""
    rows = [c for r in scene.clauses for c in scene.clauses[r] if _telling(c)]
    index: dict[str, list[int]] = {}
    for k, clause in enumerate(rows):
        index.setdefault(clause.event, []).append(k)
    pairs = []
    for places in index.values():
        if 2 <= len(places) <= MOST:
            for a, b in combinations(places, 2):
                if rows[a].report != rows[b].report:
                    pairs.append((a, b, _same(rows[a], rows[b], scene, whole)))
    return [
        [rows[k] for k in cluster]
        for cluster in join(pairs, lambda a, b: _same(rows[a], rows[b], scene, whole), ENOUGH, TOGETHER)
    ]


def _telling(clause: Clause) -> bool:
    return (
        clause.event not in LIGHT
        and clause.lemma not in SPEECH
        and bool(clause.arguments)
        and not clause.negated
        and told(clause)
    )


def _same(one: Clause, two: Clause, scene: Scene, whole: bool) -> float:
    """One happening: those it is done to meet, and with ``whole`` those who do it as well."""
    for role in ("undergoer", "actor") if whole else ("undergoer",):
        parties = [{k for a in c.role(role) for k in a.keys} for c in (one, two)]
        if parties[0] and parties[1] and not parties[0] & parties[1]:
            return 0.0
    return scene.like(one, two) + 0.1 * is_event(one.event)


def _drafts(found: Sequence[tuple[Clause, Argument]], kind: ComparisonKind, word: str, scene: Scene) -> Iterator[Draft]:
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
    if len({c.report for c, _ in found}) < 2 or (len(values) > 1 and not _fit(values)):
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
    first = found[0][0]
    if word == "Who":
        question = f"Who: {scene.words(first.report, first.start, first.end, 90)}?"
    else:
        question = ask(word, first, scene.texts[first.report], f"{word} was that?")
    names = ", ".join(f"“{v.value}”" for v in compared[:4])
    why = (
        f"{len({c.report for c, _ in found})} reports name {names}."
        if verdict == "agree"
        else (
            f"{names} are named; one may be part of the other or a wider word for it, so this is not called a difference."
        )
    )
    yield Draft(question, kind, verdict, compared, cause, 0.7, why)


# Who is named only by kind can be the one whom another report names.
_GENERAL = frozenset(
    "official authority police officer guard force soldier troop government group company man woman people person fighter "
    "militant gunman attacker rebel driver crew agent agency service army military ministry patrol rescuer worker".split()
)


def _fit(values: Sequence[Sequence[tuple[Clause, Argument]]]) -> bool:
    """True when all values but one are general words, so that they can all be the one."""
    named = [v for v in values if all(a.lemma not in _GENERAL for _, a in v)]
    return len(named) <= 1
