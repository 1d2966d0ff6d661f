"""Not yet said or done in one report, and said or done in another: "has not named the victim", "named the victim".

Both can be right, one after the other, so the later report is taken for the newer state of things where it is the one
that has it. Only where the same says and says not the same thing: verb, who, and a word of what.
"""

from __future__ import annotations

from collections.abc import Iterator

from twosource.record import Cause
from twosource.steps.clauses import Clause, finite
from twosource.steps.compare.denials import MADE_KNOWN, failed, not_yet_known
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.matter import changed_since, topics_apart
from twosource.steps.compare.scene import Scene

LONGEST = 250


def compare_announced(scene: Scene) -> Iterator[Draft]:
    """One draft for each thing that somebody has not made known in one report, and has in another."""
    told = [c for c in scene.all_clauses if c.lemma in MADE_KNOWN and c.sentence.parsed]
    open_ = [c for c in told if not_yet_known(c)]
    made = [c for c in told if _made(c)]
    seen: set[tuple[str, int]] = set()
    for clause in open_:
        if (clause.report, clause.ordinal) in seen:
            continue
        known = [c for c in made if _one_thing(clause, c, scene)]
        if known and not any(c.report == clause.report for c in known):
            unknown = [c for c in open_ if any(_one_thing(c, k, scene) for k in known)]
            seen |= {(c.report, c.ordinal) for c in unknown}
            yield _draft(unknown, known, scene)


def _made(clause: Clause) -> bool:
    return not clause.negated and not clause.unreal and finite(clause) and not failed(clause)


def _one_thing(unknown: Clause, known: Clause, scene: Scene) -> bool:
    """The same verb of the same party, of things that share a telling word."""
    if unknown.lemma != known.lemma or not scene.one_language(unknown, known) or topics_apart(unknown, known):
        return False
    who = [{k for a in c.role("actor") for k in a.keys} for c in (unknown, known)]
    if not who[0] & who[1]:
        return False
    heads = [{a.lemma for a in c.role("undergoer")} - _FEW_SAY for c in (unknown, known)]
    if heads[0] and heads[1] and not heads[0] & heads[1]:
        return False
    what = [_what(c) - who[0] - who[1] for c in (unknown, known)]
    return bool(what[0] & what[1])


def _what(clause: Clause) -> frozenset[str]:
    """Words and numbers behind the verb, up to the end of its sentence."""
    tokens = clause.sentence.tokens
    found = {t.lemma.lower() for t in tokens[clause.head + 1 :] if t.pos in ("NOUN", "PROPN") or t.text[:1].isdigit()}
    return frozenset(found - _FEW_SAY)


_FEW_SAY = frozenset({"detail", "list", "name", "information", "number", "thing", "report", "statement", "news"})


def _draft(unknown: list[Clause], known: list[Clause], scene: Scene) -> Draft:
    values = tuple(
        answer([scene.mention(c.report, c.start, min(_close(c), c.start + LONGEST)) for c in side], scene)
        for side in (unknown, known)
    )
    later = changed_since(unknown, known, scene)
    cause: Cause = "update" if later is not None else "conflict"
    why = f"“{values[0].value}” is what one report has, and “{values[1].value}” another"
    why += f", which is later ({later})." if later is not None else "."
    return Draft(f"Is it known? “{values[1].value}”", "status", "differ", values, cause, 0.8, why)


def _close(clause: Clause) -> int:
    """A clause that hangs on it says what was made known."""
    return clause.end if clause.role("undergoer") else max(clause.end, min(clause.sentence.end, clause.end + 60))
