"""There was none of it in one report, and there was in another: "no siren", "the sirens sounded".

A thing is denied by its noun ("heard no siren", "contained no apology", "is no joke", "without a warning"), so the
clause that has it shares no verb with the one that has it not. Counts of none ("no one was hurt") are ``none.py``'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Mention, Token
from twosource.steps.clauses import Clause, finite
from twosource.steps.compare.asserted import asserted, occasional
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.compare.values.none import TOLLS
from twosource.steps.keys import event_of, is_event, listed, numeral, sorts_of

TELLING = 0.45  # weight in this story of the noun that is denied
LONGEST = 200
NOT_THINGS = listed("not_things")
HAVING = listed("having")
_BEING = frozenset({"be", "sound", "ring", "happen", "occur", "exist", "come", "arrive", "appear", "take"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a clause has (``there``) or denies: its ``noun``, or what happens where it is one (an apology,
    "apologise"); the ``word`` for it, whose it is (names), what else the clause is ``about``, the words that say so.
    ``bare`` is what was done "without" it."""

    noun: str
    word: str
    there: bool
    whose: frozenset[str]
    about: frozenset[str]
    bare: bool
    mention: Mention


def compare_nothing(scene: Scene) -> Iterator[Draft]:
    """One draft for each thing that one report says there was none of, and another that there was."""
    things = [t for c in scene.all_clauses for t in _things(c, scene)]
    denied = {t.noun for t in things if not t.there}
    for noun in sorted(denied):
        mine = [t for t in things if t.noun == noun]
        no = [t for t in mine if not t.there]
        silent = {t.mention.report for t in no}
        yes = [t for t in mine if t.there and t.mention.report not in silent]
        yes = [t for t in yes if all(_fits(t, other) for other in no)]
        if yes and not any(t.there and t.mention.report in silent for t in mine):
            yield _draft(yes, no, scene)


def _things(clause: Clause, scene: Scene) -> Iterator[Thing]:
    if not clause.sentence.parsed or not finite(clause) or clause.unreal or (clause.negated and occasional(clause)):
        return
    tokens = clause.sentence.tokens
    names = frozenset(k for a in clause.role("actor", "undergoer") for k in a.keys if ":" in k)
    mention = scene.mention(clause.report, clause.start, min(clause.end, clause.start + LONGEST))
    verb = tokens[clause.head].lemma
    for token in (t for t in tokens if clause.start <= t.start < clause.end and t.pos == "NOUN"):
        denied = _without(token, tokens)
        if not _is_thing(token, tokens, denied, scene) or not asserted(clause, tokens.index(token)):
            continue
        noun = event_of(token.lemma) if is_event(token.lemma) else token.lemma
        about = (clause.keys | {clause.event}) - {token.lemma}
        if denied:
            bare = token.dep == "pobj" and tokens[token.head].lemma == "without"
            yield Thing(noun, token.lemma, False, names, about, bare, mention)
        elif tokens[token.head] is tokens[clause.head] and not clause.negated:
            had = token.dep in ("dobj", "attr", "oprd", "nsubjpass") and verb in HAVING
            if had or (token.dep in ("nsubj", "nsubjpass") and (verb in _BEING or verb in HAVING)):
                yield Thing(noun, token.lemma, True, names, about, False, mention)


def _is_thing(token: Token, tokens: tuple[Token, ...], denied: bool, scene: Scene) -> bool:
    """True for a noun with nothing beside it that narrows it: "no further apology" denies a part only. What there was
    may be told more closely ("an apology for his words")."""
    if token.lemma in NOT_THINGS or numeral(token.lemma) or event_of(token.lemma) in TOLLS or len(token.lemma) < 3:
        return False
    if "person" in sorts_of(token.lemma) or scene.weights.get(token.lemma, 0.0) < TELLING:
        return False
    below = [t for t in tokens if tokens[t.head] is token and t is not token]
    narrowing = ("amod", "compound", "relcl", "acl", "nummod", "poss", *(("prep",) if denied else ()))
    return not any(t.dep in narrowing for t in below)


def _without(token: Token, tokens: tuple[Token, ...]) -> bool:
    above = tokens[token.head]
    if token.dep == "pobj" and above.lemma == "without":
        return True
    return any(t.lemma == "no" and t.dep in ("det", "neg") and tokens[t.head] is token for t in tokens)


def _fits(yes: Thing, no: Thing) -> bool:
    """False where each is told of somebody else; what was done without it must be told where it was there, too."""
    if no.bare and not yes.about & no.about:
        return False
    return not (yes.whose and no.whose) or bool(yes.whose & no.whose)


def _draft(yes: list[Thing], no: list[Thing], scene: Scene) -> Draft:
    values = tuple(
        answer(
            [t.mention for t in side],
            scene,
            f"{word}: {scene.words(side[0].mention.report, side[0].mention.start, side[0].mention.end)}",
        )
        for word, side in (("yes", yes), ("no", no))
    )
    why = f"One report has it, and another none of it: “{values[0].value[5:]}”, “{values[1].value[4:]}”."
    return Draft(f"Was there any {no[0].word}?", "polarity", "differ", values, "conflict", DOUBTFUL, why)
