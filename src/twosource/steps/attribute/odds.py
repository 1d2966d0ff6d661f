"""How likely it is that an attribution is right, by the way it was found.

A rule's rough precision and the tagger's probability are weighed by a logistic regression for each way: by both, by
either alone where the other had its say, by rules where there is no tagger, by the layout. Right means: at least half
of the content and the right source, as PolNeAR's scorer has it. ``training/attribution/weigh.py`` fits the weights in
``lexicon/en/odds.toml``."""

from __future__ import annotations

import math
from dataclasses import replace

from twosource.lexicon import table
from twosource.steps.attribute.found import Found
from twosource.steps.attribute.layout import PLAIN

#: What is less likely than this is left out. Set on PolNeAR's dev part, as is the next.
KEEP = 0.38
#: A rule that the tagger doesn't support must be at least this precise by itself; the tagger knows one country's
#: politics and may be wrong of other news, so that the weighed probability is only told.
PRECISE = 0.7
#: What a rule as precise as this sees stays, however unsure the tagger.
CERTAIN = 0.8


def likely(f: Found, with_tagger: bool) -> bool:
    """Whether a candidate is worth keeping. Where there is no tagger, or it says nothing of them, the rules stand."""
    if f.inside or not with_tagger:
        return True
    if f.tagged is None:
        return f.probability >= PRECISE
    certain = f.rule != TAGGER and f.probability >= CERTAIN
    return certain or weighed(f, True).probability >= KEEP


def weighed(f: Found, with_tagger: bool) -> Found:
    """The candidate with its calibrated probability, and with the tagger named where both found it."""
    way, signs = way_of(f, with_tagger)
    if way == "inside":
        return f
    weights = table("en/odds")[way]
    z = weights["bias"] + sum(w * s for w, s in zip(weights["signs"], signs, strict=True))
    named = f"{f.rule}, and the learned tagger" if f.tagged is not None and f.rule != TAGGER else f.rule
    return replace(f, rule=named, probability=round(min(0.99, max(0.01, 1 / (1 + math.exp(-z)))), 3))


def way_of(f: Found, with_tagger: bool) -> tuple[str, tuple[float, ...]]:
    """By which way it was found, and the signs that are weighed: log odds of the rule, of the tagger."""
    if f.inside:
        return "inside", ()
    if f.rule in PLAIN:
        return "layout", ()
    if not with_tagger:
        return "rules_only", (_logit(f.probability),)
    if f.tagged is None:
        return "rule", (_logit(f.probability),)
    if f.rule == TAGGER:
        return "tagger", (_logit(f.tagged),)
    return "both", (_logit(f.probability), _logit(f.tagged))


TAGGER = "learned tagger"


def _logit(p: float) -> float:
    return math.log(min(0.99, max(0.01, p)) / (1 - min(0.99, max(0.01, p))))
