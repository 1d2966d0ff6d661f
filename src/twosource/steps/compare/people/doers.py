"""Who pursued, shot at or beat somebody: one act told with other doers, or without any.

"Border guards tracked his footprints" and "the security service chased him" tell one pursuit of one man in two ways.
It may be that the one is part of the other, or that both took part, so it is never called a difference; but who it was
is what a reader asks, and a passive ("shots were fired at me") leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.lexicon import headings
from twosource.record import ComparedValue, Mention, Token
from twosource.steps.clauses import Argument, Clause, finite
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import sorts_of

LONGEST = 80
NOT_SAID = "not said: "  # before the words of an answer that names nobody
_FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
_THIRD = frozenset({"he", "him", "his", "she", "her", "they", "them", "their"})
_DOGS = frozenset({"dog", "hound", "bloodhound"})
_LOOSING = frozenset({"set", "release", "unleash", "loose", "send", "sic"})
_TOWARDS = ("after", "on", "at")


@dataclass(frozen=True, slots=True)
class Doing:
    """``kind`` of act done to ``whom`` (an entity) at ``mention``; ``doer`` are the words that say by whom, None where
    the clause does not; ``head`` is their noun, ``names`` the entities in them."""

    kind: str
    whom: str
    mention: Mention
    doer: Mention | None
    head: str
    names: frozenset[str]


def compare_doers(scene: Scene) -> Iterator[Draft]:
    """One draft for each act done to one person that two reports lay to other doers, or one to nobody."""
    names = {e.id: e.name for e in scene.material.entities if e.kind == "person"}
    found: dict[tuple[str, str], list[Doing]] = {}
    for clause in scene.all_clauses:
        for doing in _doings(clause, scene):
            if doing.whom in names:
                found.setdefault((doing.kind, doing.whom), []).append(doing)
    for kind, whom in sorted(found):
        draft = _draft(kind, names[whom], found[kind, whom], scene)
        if draft is not None:
            yield draft


def _doings(clause: Clause, scene: Scene) -> Iterator[Doing]:
    if not clause.sentence.parsed or clause.negated or not (finite(clause) or _participle(clause)):
        return
    kind = "pursued" if _sets_dogs(clause) else headings("en", "doings").get(clause.sentence.tokens[clause.head].lemma)
    if kind is None:
        return
    for whom in sorted(_sufferers(clause, kind, scene)):
        mention = scene.mention(clause.report, clause.start, clause.end)
        actor = next((a for a in clause.role("actor") if a.keys), None)
        if actor is None:
            yield Doing(kind, whom, mention, None, "", frozenset())
        else:
            yield _done_by(kind, whom, mention, actor, clause, scene)


def _done_by(kind: str, whom: str, mention: Mention, actor: Argument, clause: Clause, scene: Scene) -> Doing:
    tokens = clause.sentence.tokens
    named = [t for t in tokens if tokens[t.head] is tokens[actor.head] and t.dep == "appos" and t.pos == "PROPN"]
    end = max([actor.end, *(t.end for t in named if t.start - actor.end < 3)])  # "the security service ABC"
    doer = scene.mention(clause.report, actor.start, end)
    names = frozenset(k for k in actor.keys if ":" in k)
    names |= {n for t in named if (n := scene.names.at(clause.report, t)) is not None}
    return Doing(kind, whom, mention, doer, actor.lemma.lower(), names)


def _participle(clause: Clause) -> bool:
    """True for "before setting a dog after him"."""
    return clause.sentence.tokens[clause.head].dep in ("pcomp", "advcl", "conj", "acl")


def _sets_dogs(clause: Clause) -> bool:
    head = clause.sentence.tokens[clause.head]
    return head.lemma in _LOOSING and any(a.lemma in _DOGS for a in clause.role("undergoer"))


def _sufferers(clause: Clause, kind: str, scene: Scene) -> set[str]:
    """Those to whom it is done; a second verb without any has those of the first ("chased him and fired shots")."""
    tokens = clause.sentence.tokens
    roles = _TOWARDS if kind == "fired at" or _sets_dogs(clause) else ()
    mine = clause.role("undergoer", *roles)
    found = {e for a in mine for e in _persons(a, clause, scene)}
    if not found and kind == "fired at" and tokens[clause.head].dep == "conj":
        first = next(
            (c for c in scene.of_sentence(clause.report, clause.ordinal) if c.head == tokens[clause.head].head), None
        )
        found = {e for a in first.role("undergoer") for e in _persons(a, first, scene)} if first else set()
    return found


def _persons(argument: Argument, clause: Clause, scene: Scene) -> Iterator[str]:
    """The person an argument names or means: by name, by "his footprints", or as who speaks of himself."""
    tokens = clause.sentence.tokens
    head = tokens[argument.head]
    owner = next((t for t in tokens if t.dep == "poss" and tokens[t.head] is head), None)
    for token in (head, owner):
        if token is None or (token is head and owner is not None):
            continue
        entity = scene.names.at(clause.report, token)
        if entity is not None:
            yield entity
        elif _means_speaker(token, clause, scene):
            statement = scene.covering.of(clause.report, token.start, token.end)
            if statement is not None and statement.speaker is not None:
                yield statement.speaker


def _means_speaker(token: Token, clause: Clause, scene: Scene) -> bool:
    """True for "me" in a quotation, and for "him" in what somebody is told to have said."""
    statement = scene.covering.of(clause.report, token.start, token.end)
    if statement is None or statement.anonymous:
        return False
    if token.lemma.lower() in _FIRST or token.text.lower() in _FIRST:
        return statement.kind in ("direct", "mixed")
    return token.text.lower() in _THIRD and statement.kind in ("indirect", "mixed")


def _draft(kind: str, whom: str, doings: list[Doing], scene: Scene) -> Draft | None:
    by_doer: list[list[Doing]] = []
    for doing in (d for d in doings if d.doer is not None):
        same = next((g for g in by_doer if any(_one(doing, d) for d in g)), None)
        by_doer.append([doing]) if same is None else same.append(doing)
    silent = {d.mention.report for d in doings} - {d.mention.report for g in by_doer for d in g}
    hidden = [d for d in doings if d.doer is None and d.mention.report in silent]
    if not by_doer or (len(by_doer) == 1 and not hidden) or len({d.mention.report for d in doings}) < 2:
        return None
    values = [_value(g, scene) for g in by_doer]
    shown = " and ".join(f"“{v.value}”" for v in values)
    if hidden:
        values.append(_untold(hidden, scene))
    why = (
        f"{shown} are named for it; the one may be part of the other, or both took part: the reports do not say."
        if len(by_doer) > 1
        else f"{shown} is named in one place, and in another nobody: “{values[-1].value.removeprefix(NOT_SAID)}”."
    )
    asked = f"Who {kind} {whom}?"
    return Draft(asked, "actor", "compatible", tuple(values), "unknown", 0.7, why)


def _one(a: Doing, b: Doing) -> bool:
    """True when two doers can be one: a shared name, or the same sort of people without other names."""
    if a.names and b.names:
        return bool(a.names & b.names)
    return a.head == b.head or bool((sorts_of(a.head) & sorts_of(b.head)) - {"person"})


def _value(doings: list[Doing], scene: Scene) -> ComparedValue:
    mentions = [d.doer for d in doings if d.doer is not None]
    first = mentions[0]
    shown = scene.words(first.report, first.start, first.end, LONGEST)
    return ComparedValue(shown, tuple(dict.fromkeys(mentions)), scene.day(first.report))


def _untold(doings: list[Doing], scene: Scene) -> ComparedValue:
    first = doings[0].mention
    shown = f"{NOT_SAID}{scene.words(first.report, first.start, first.end, LONGEST)}"
    return answer([d.mention for d in doings], scene, shown)
