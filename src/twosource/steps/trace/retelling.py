"""Retold in other words: the same facts, in the same order, that no other report of the story has.

A rewrite keeps what it was made from: odd numbers, rare names, the choice and the order of facts. Reports that were
made separately share the facts that everybody has; a retold one shares those that only its source has. For a
translation names and numbers are left to compare, and the words of news that the glossary has in English.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from anyascii import anyascii

from twosource.lexicon import table, words
from twosource.steps.keys import glossed, in_english
from twosource.steps.trace.words import Words

_BEGINNING = 5  # letters of a name that are the same in other languages
_SHORT = 4  # letters: shorter words say little
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "ly")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report has to tell, as units: numbers ("#87"), names and content words, each with the places of its
    words. ``names`` are those that cross languages: numbers and capitalised words; ``glosses`` are these and the words
    of the glossary, in English."""

    text: Words
    places: Mapping[str, tuple[int, ...]]
    names: Mapping[str, tuple[int, ...]]
    glosses: Mapping[str, tuple[int, ...]]


By = Literal["words", "names", "glosses"]


@dataclass(frozen=True, slots=True)
class Retelling:
    """How far ``b`` retells ``a``: ``shared`` is the share of b's units that a has, ``told`` the weighted share of its
    sentences found in single sentences of a, ``only`` the units that these two alone have, ``only_share`` their
    share of b's units, ``order`` the share of ``matched`` sentences in a's order, ``size`` the number of b's units,
    ``reports`` that of the reports of the story; ``by`` says what was compared, in one language words, across two names
    alone or with glosses."""

    shared: float
    told: float
    only: tuple[str, ...]
    only_share: float
    order: float
    matched: int
    size: int
    reports: int
    by: By


def facts_of(text: Words) -> Facts:
    """The units of one report. Only its own prose counts, but for ``names``: whoever was there has the quotations."""
    language = text.reading.report.language.split("-")[0].lower()
    plain = words(language, "plain_words") | words("en", "plain_words")
    spelled = _spelled_numbers(language)
    places: dict[str, list[int]] = {}
    names: dict[str, list[int]] = {}
    glosses: dict[str, list[int]] = {}
    for k, form in enumerate(text.forms):
        unit = _unit(form, plain, spelled)
        for gloss in _glosses(form, language):
            glosses.setdefault(gloss, []).append(k)
        if unit is None:
            continue
        if not text.speech[k]:
            places.setdefault(unit, []).append(k)
        opens = k == 0 or text.sentence[k] != text.sentence[k - 1]
        if unit[0] == "#" or (not opens and text.printed(k)[0].isupper()):
            names.setdefault(_across(unit), []).append(k)
    told = {k for found in glosses.values() for k in found}
    kept = {unit: found for unit, found in names.items() if not told.issuperset(found)}  # German nouns are no names
    return Facts(text, _frozen(places), _frozen(names), _frozen(kept | glosses))


def _glosses(form: str, language: str) -> Iterator[str]:
    """A word as the glossary has it in English, where it does."""
    found = in_english(form, language)
    if language in ("en", "und"):
        found = frozenset((form, form.removesuffix("s"), form.removesuffix("ed")))
    yield from (f"={word}" for word in sorted(found) if glossed(word))


def _across(unit: str) -> str:
    """A name as it is compared across languages: its beginning, which endings and most transcriptions leave alone."""
    return unit if unit[0] == "#" else "~" + unit[:_BEGINNING]


def _frozen(found: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    return {unit: tuple(places) for unit, places in found.items()}


def _unit(form: str, plain: frozenset[str], spelled: Mapping[str, str]) -> str | None:
    if form[0].isdigit():
        return "#" + form
    if form in spelled:
        return "#" + spelled[form]
    if form in plain or len(form) < _SHORT:
        return None
    stem = anyascii(form).casefold()
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORT:
            return stem[: -len(ending)]
    return stem


def _spelled_numbers(language: str) -> Mapping[str, str]:
    """Small numbers written out ("nine" -> "9"); one and two are too common to tell anything."""
    found = table(f"{language}/numbers").get("words") or table("en/numbers")["words"]
    return {str(w): f"{v:g}" for w, v in found.items() if isinstance(v, int | float) and v > 2}


def spread(facts: Sequence[Facts], same: Mapping[str, int] | None = None) -> Counter[str]:
    """In how many reports each unit stands; reports of one text (``same``: report id -> any number) count once."""
    seen: dict[str, set[object]] = {}
    for one in facts:
        key: object = same.get(one.text.id, one.text.id) if same else one.text.id
        for unit in {**one.places, **one.names, **one.glosses}:
            seen.setdefault(unit, set()).add(key)
    return Counter({unit: len(keys) for unit, keys in seen.items()})


def retelling(a: Facts, b: Facts, df: Mapping[str, int], reports: int, by: By = "words") -> Retelling:
    """Compare ``b`` with what it may be retold from."""
    mine, theirs = (_units(one, by) for one in (b, a))
    common = mine.keys() & theirs.keys()
    only = sorted((u for u in common if df[u] <= 2), key=lambda u: (mine[u], u))
    weight = {u: math.log((reports + 1) / df[u]) + (0.3 if u[0] == "#" else 0.0) for u in mine}
    told, order, matched = _sentences((a.text, theirs), (b.text, mine), weight)
    size = len(mine) or 1
    return Retelling(len(common) / size, told, tuple(only), len(only) / size, order, matched, len(mine), reports, by)


def _units(one: Facts, by: By) -> Mapping[str, tuple[int, ...]]:
    return one.places if by == "words" else one.names if by == "names" else one.glosses


_Told = tuple[Words, Mapping[str, tuple[int, ...]]]


def _sentences(a: _Told, b: _Told, weight: Mapping[str, float]) -> tuple[float, float, int]:
    """Weighted share of b's sentences told by the best sentence of a each; order and number of those well matched."""
    theirs = {u: {a[0].sentence[k] for k in a[1][u]} for u in b[1] if u in a[1]}
    sentences: dict[int, set[str]] = {}
    for u, places in b[1].items():
        for k in places:
            sentences.setdefault(b[0].sentence[k], set()).add(u)
    total = covered = 0.0
    follow: list[int] = []
    for number in sorted(sentences):
        mine = sorted(sentences[number])
        whole = sum(weight[u] for u in mine)
        scores: dict[int, float] = {}
        for u in mine:
            for s in theirs.get(u, ()):
                scores[s] = scores.get(s, 0.0) + weight[u]
        total += whole
        if scores:
            best = min(scores, key=lambda s: (-scores[s], s))
            covered += scores[best]
            if len(mine) > 2 and scores[best] >= 0.3 * whole:
                follow.append(best)
    return (covered / total if total else 0.0), _in_order(follow), len(follow)


def _in_order(numbers: Sequence[int]) -> float:
    """Length of the longest stretch that never goes back, as a share."""
    ends: list[int] = []
    for n in numbers:
        at = bisect_right(ends, n)
        ends[at : at + 1] = [n]
    return len(ends) / len(numbers) if numbers else 0.0
