"""Of what somebody died: of pneumonia in one report, of a heart attack in another; suffocated, burned to death.

Told of one person who is named, or of as many people in both reports. What may be any cause ("of her injuries", "of
natural causes") and what names two ("of pneumonia brought on by cancer") is set against nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.lexicon import headings
from twosource.record import Mention
from twosource.steps.clauses import Clause, told
from twosource.steps.compare.asserted import asserted
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.matter import times_apart
from twosource.steps.compare.people.whose import called, subject_of
from twosource.steps.compare.scene import Scene

_OF = frozenset({"of", "from"})


@dataclass(frozen=True, slots=True)
class End:
    """``cause`` (a line of ``lexicon/en/ends.txt``) of which ``who`` died: a person's id, or how many people."""

    cause: str
    who: str
    clause: Clause
    mention: Mention


def compare_ends(scene: Scene) -> Iterator[Draft]:
    """One draft for each death that reports put down to two causes, no report to both."""
    ends: dict[str, dict[str, list[End]]] = {}
    for clause in scene.all_clauses:
        end = _end(clause, scene)
        if end is not None:
            ends.setdefault(end.who, {}).setdefault(end.cause, []).append(end)
    names = {e.id: e.name for e in scene.material.entities}
    for who in sorted(ends):
        sides = [ends[who][cause] for cause in sorted(ends[who])]
        one_death = who in names or not _apart_in_time(sides, scene)  # one dies once, whatever "Thursday" is
        if len(sides) == 2 and not _shared(sides) and one_death:
            values = tuple(answer([e.mention for e in side], scene) for side in sides)
            why = f"“{values[0].value}” and “{values[1].value}” are both given as the cause, and no report gives both."
            asked = f"Of what did {called(names[who], values, scene) if who in names else 'they'} die?"
            yield Draft(asked, "manner", "differ", values, "conflict", 0.8, why)


def _shared(sides: Sequence[Sequence[End]]) -> bool:
    one, two = ({e.mention.report for e in side} for side in sides)
    return bool(one & two)


def _apart_in_time(sides: Sequence[Sequence[End]], scene: Scene) -> bool:
    return any(times_apart(a.clause, b.clause, scene) for a, b in combinations([e for s in sides for e in s], 2))


def _end(clause: Clause, scene: Scene) -> End | None:
    """The cause that a clause gives, where it gives one."""
    tokens = clause.sentence.tokens
    if clause.negated or clause.unreal or not clause.sentence.parsed or not told(clause) or not asserted(clause):
        return None
    cause, start, end = _named(clause)
    who = _who(clause, scene)
    if cause is None or who is None:
        return None
    return End(cause, who, clause, scene.mention(clause.report, min(start, tokens[clause.head].start), end))


def _named(clause: Clause) -> tuple[str | None, int, int]:
    """The cause and where it stands: behind "died of", or in the verb."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    near = tokens[clause.head : clause.head + LONGEST]
    to_death = any(t.lemma == "death" and tokens[t.head].lemma == "to" for t in near)
    causes = headings("en", "ends")
    cause = causes.get("~" + head.lemma) or (causes.get("~+" + head.lemma) if to_death else None)
    if cause is not None:
        last = next((t for t in near if t.lemma == "death"), head)
        return cause, head.start, last.end
    if head.lemma != "die":
        return None, 0, 0
    at = _behind(clause)
    if at is None:
        return None, 0, 0
    words = [t for t in tokens[at + 1 : at + 1 + LONGEST] if t.pos != "PUNCT"]
    if any(t.lemma.lower() in _LEADING for t in words):
        return None, 0, 0
    found = [(c, t) for t in words if (c := headings("en", "ends").get(t.lemma.lower())) is not None]
    if len({c for c, _ in found}) != 1:
        return None, 0, 0
    end = tokens.index(found[-1][1])
    while end + 1 < len(tokens) and tokens[end + 1].pos == "NOUN":
        end += 1
    return found[0][0], tokens[at + 1].start, tokens[end].end


_LEADING = frozenset({"complication", "effect", "consequence", "related"})  # what led to the end is not its cause
LONGEST = 5  # words in which a cause is named


def _behind(clause: Clause) -> int | None:
    """Where the "of" or "from" of "died on Thursday of pneumonia" stands; wherever the parser has hung it."""
    tokens = clause.sentence.tokens
    for k in range(clause.head + 1, min(clause.head + 8, len(tokens))):
        if tokens[k].pos in ("VERB", "SCONJ") or tokens[k].text in ";:":
            return None
        if tokens[k].lemma in _OF and tokens[k].dep == "prep":
            return k
    return None


def _who(clause: Clause, scene: Scene) -> str | None:
    """Who died: one who is named, or "3 people"."""
    tokens = clause.sentence.tokens
    person = subject_of(scene, clause)
    if person is not None:
        return person
    before = tokens[clause.head].start
    counted = [q for q in scene.quantities(clause) if q.kind == "count" and q.low == q.high and q.start < before]
    return f"{counted[0].low:g} people" if len(counted) == 1 and counted[0].low else None
