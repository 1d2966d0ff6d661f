"""With what it was done: a shotgun in one report, a rifle in another.

Called different only for tools of one sort (``lexicon/en/tools.txt``) where each report has one of them and none of the
other's: whoever tells of a shotgun and a knife knows of two.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from twosource.lexicon import lines
from twosource.record import Mention, Sentence
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import listed

_HOLDING = listed("holding")


def compare_tools(scene: Scene) -> Iterator[Draft]:
    """One draft for each sort of tool that two reports name differently."""
    sorts = _sorts()
    used: dict[str, dict[str, dict[int, list[Mention]]]] = {}  # sort, report, which of them, where
    named: dict[tuple[str, str], set[int]] = {}
    for report in scene.clauses:
        for sentence in scene.sentences(report):
            for k, token in enumerate(sentence.tokens):
                sort = sorts.get(token.lemma.lower())
                if sort is None:
                    continue
                named.setdefault((sort[0], report), set()).add(sort[1])
                if token.tag == "NN" and _in_hand(sentence, k):
                    mention = scene.mention(report, token.start, token.end)
                    used.setdefault(sort[0], {}).setdefault(report, {}).setdefault(sort[1], []).append(mention)
    for sort_name in sorted(used):
        yield from _apart(sort_name, used[sort_name], named, scene)


def _apart(
    sort: str, used: dict[str, dict[int, list[Mention]]], named: dict[tuple[str, str], set[int]], scene: Scene
) -> Iterator[Draft]:
    sides: dict[int, list[Mention]] = {}
    for report, found in used.items():
        if len(named[sort, report]) == 1:
            for which, mentions in found.items():
                sides.setdefault(which, []).extend(mentions)
    if len(sides) < 2:
        return
    values = tuple(answer(sides[which], scene) for which in sorted(sides))
    shown = " and ".join(f"“{v.value}”" for v in values)
    why = f"{shown} are two things, and no report that has the one has the other."
    yield Draft(f"With what {sort}?", "manner", "differ", values, "conflict", 0.78, why)


def _in_hand(sentence: Sentence, k: int) -> bool:
    """True for "with a shotgun", "carried a rifle", "a knife was used"; a report on rifles is none in a hand."""
    tokens = sentence.tokens
    above = tokens[tokens[k].head]
    if any(t.lemma == "no" for t in tokens if tokens[t.head] is tokens[k]):
        return False
    if above.dep == "agent":  # "hit by a van"; "came by bus" is no deed
        return True
    into = above.lemma == "drive" and any(t.lemma == "into" and tokens[t.head] is above for t in tokens)
    return (into or above.lemma in _HOLDING) and tokens[k].dep in ("pobj", "dobj", "nsubjpass")


@functools.cache
def _sorts() -> dict[str, tuple[str, int]]:
    """For each word its sort, and which of the sort it is."""
    found: dict[str, tuple[str, int]] = {}
    for line in lines("en", "tools"):
        name, _, rest = line.partition(":")
        for which, words in enumerate(rest.split("|")):
            found.update(dict.fromkeys(words.split(), (name, which)))
    return found
