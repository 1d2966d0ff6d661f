"""Who won, where another report has it that nobody has yet: "won the primary in Velmo", "Velmo was too close to call".

One race is meant where both name the place and, in the sentences around, the one who won: two parties may vote in one
place on one day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.record import Cause, Mention, Token
from twosource.steps.clauses import finite
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import keys_of

_OPEN = re.compile(
    r"\btoo\s+(?:close|early|inconclusive|tight)\s+to\s+(?:call|declare)\b|\b(?:remain\w*|still|is|are|was|were)\s+(?:uncalled|undecided)\b"
    r"|\b(?:not|n[’']t)\s+(?:yet\s+)?been\s+(?:called|decided|declared)\b|\bno\s+winner\s+(?:had\s+|has\s+)?(?:yet\s+)?(?:been\s+)?"
    r"(?:called|declared|projected)\b",
    re.IGNORECASE,
)
_WINNING = frozenset({"win", "carry", "sweep", "clinch"})
AROUND = 1  # sentences before and behind, in which the candidates are named


@dataclass(frozen=True, slots=True)
class Race:
    """The ``places`` voted in, as keys; ``who`` won, or may have."""

    report: str
    places: frozenset[str]
    who: frozenset[str]
    mention: Mention


def compare_races(scene: Scene) -> Iterator[Draft]:
    """One draft for each place that somebody has won in one report and nobody yet in another."""
    open_ = [race for report in scene.clauses for race in _open(scene, report)]
    won = [race for report in scene.clauses for race in _won(scene, report)] if open_ else []
    for place in sorted({p for race in open_ for p in race.places}):
        undecided = [r for r in open_ if place in r.places]
        decided = [r for r in won if place in r.places and any(r.who & u.who for u in undecided)]
        decided = [r for r in decided if r.report not in {u.report for u in undecided}]
        if len({p for r in decided for p in r.who}) == 1:
            values = tuple(answer([r.mention for r in side], scene) for side in (decided, undecided))
            first = min(scene.day(r.report) or "" for r in decided)
            later = first > max(scene.day(r.report) or "9999" for r in undecided)
            cause: Cause = "update" if later else "conflict"
            why = f"“{values[0].value}” is told as decided, and “{values[1].value}” leaves it open"
            why += f"; the first is later ({first})." if later else "."
            yield Draft(f"Is it decided? “{values[0].value}”", "status", "differ", values, cause, 0.78, why)


def _open(scene: Scene, report: str) -> Iterator[Race]:
    """Sentences that leave a race open, with everybody who is named around them."""
    rows = scene.sentences(report)
    for k, sentence in enumerate(rows):
        hit = _OPEN.search(scene.texts[report][sentence.start : sentence.end])
        if hit is None:
            continue
        near = [t for s in rows[max(0, k - AROUND) : k + AROUND + 1] for t in s.tokens]
        who = frozenset(k for k in keys_of(report, near, scene.names) if scene.names.kinds.get(k) == "person")
        places = [t for t in sentence.tokens if t.ent == "GPE" and scene.names.at(report, t) not in who]
        voting = _voting(places, sentence.start + hit.start())
        if voting:
            mention = scene.mention(report, voting[0].start, sentence.start + hit.end())
            yield Race(report, keys_of(report, voting, scene.names), who, mention)


def _voting(places: Sequence[Token], before: int) -> list[Token]:
    """The places named last before the words, side by side: "Illinois or Missouri that have not been called"."""
    found: list[Token] = []
    for token in reversed([t for t in places if t.start < before]):
        if (found[0].start if found else before) - token.end > (BESIDE if found else AWAY):
            break
        found.insert(0, token)
    return found


AWAY, BESIDE = 80, 8  # characters


def _won(scene: Scene, report: str) -> Iterator[Race]:
    """Clauses that tell who won in named places."""
    for clause in scene.clauses[report]:
        if (
            clause.lemma not in _WINNING
            or clause.negated
            or clause.unreal
            or not clause.sentence.parsed
            or not finite(clause)
        ):
            continue
        who = frozenset(k for a in clause.role("actor") for k in a.keys if scene.names.kinds.get(k) == "person")
        tokens = [t for t in clause.sentence.tokens if clause.start <= t.start < clause.end and t.ent == "GPE"]
        if len(who) == 1 and tokens:
            yield Race(
                report, keys_of(report, tokens, scene.names), who, scene.mention(report, clause.start, clause.end)
            )
