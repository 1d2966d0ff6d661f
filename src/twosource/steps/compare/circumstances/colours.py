"""Which colour a thing has: "hit by a silver Volvo Amazon" in one report, "a grey 1967 Volvo Amazon" in another.

Called different only for what bears one name in both, or for one noun in sentences that tell the same, where each
report gives the thing one colour and neither the other's.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from twosource.lexicon import lines
from twosource.record import Mention, Sentence, Token
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import key_of, keys_of

RUN = 5  # words between a colour and the thing: "grey 1967 Volvo Amazon"
SAME_MATTER = 0.3  # how alike the sentences must be where the thing has no name


@dataclass(frozen=True, slots=True)
class Coloured:
    """A thing of a ``colour`` (its line): its noun as a key and as it is written, its names, what else its sentence
    tells."""

    report: str
    colour: int
    noun: str
    written: str
    names: frozenset[str]
    around: frozenset[str]
    mention: Mention


def compare_colours(scene: Scene) -> Iterator[Draft]:
    """One draft for each thing that two reports give another colour."""
    found = [c for report in scene.clauses for s in scene.sentences(report) for c in _coloured(report, s, scene)]
    for noun in sorted({c.noun for c in found}):
        mine = [c for c in found if c.noun == noun]
        given = {r: {c.colour for c in mine if c.report == r} for r in scene.clauses}
        single = [c for c in mine if len(given[c.report]) == 1]
        colours = sorted({c.colour for c in single})
        sides = [[c for c in single if c.colour == colour] for colour in colours]
        if len(sides) == 2 and any(_one_thing(a, b, scene) for a in sides[0] for b in sides[1]):
            values = tuple(answer([c.mention for c in side], scene) for side in sides)
            thing = sides[0][0].written
            why = f"“{values[0].value}” and “{values[1].value}”: one {thing}, and no report gives it both colours."
            yield Draft(f"What colour is the {thing}?", "manner", "differ", values, "conflict", 0.78, why)


@functools.cache
def _colours() -> dict[str, int]:
    return {word: k for k, line in enumerate(lines("en", "colours")) for word in line.split()}


def _coloured(report: str, sentence: Sentence, scene: Scene) -> Iterator[Coloured]:
    tokens = sentence.tokens
    for k, token in enumerate(tokens):
        colour = _colours().get(token.text)  # small letters: no name
        run = _thing(tokens[k + 1 : k + 1 + RUN]) if colour is not None and sentence.parsed else ()
        if not run or run[-1].tag in ("NNS", "NNPS") or _beside_a_colour(tokens, k):
            continue
        names = frozenset(key_of(t) for t in run if t.pos == "PROPN")
        around = keys_of(report, [t for t in tokens if t not in run], scene.names)
        mention = scene.mention(report, token.start, token.end)
        yield Coloured(report, colour or 0, key_of(run[-1]), run[-1].text, names, around, mention)


def _thing(behind: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words of the thing up to its last noun; none where no noun follows."""
    run: list[Token] = []
    for token in behind:
        if token.pos not in ("NOUN", "PROPN", "NUM", "ADJ"):
            break
        run.append(token)
    while run and run[-1].pos not in ("NOUN", "PROPN"):
        run.pop()
    return tuple(run)


def _beside_a_colour(tokens: tuple[Token, ...], k: int) -> bool:
    """True for "black and white", "silver-grey"."""
    near = tokens[max(0, k - 2) : k] + tokens[k + 1 : k + 3]
    return any(t.text.lower() in _colours() or t.text == "-" for t in near)


def _one_thing(one: Coloured, two: Coloured, scene: Scene) -> bool:
    if one.names and two.names:
        return bool(one.names & two.names)
    return scene.alike(one.around, two.around) >= SAME_MATTER
