"""Spellings of names over a whole story, each with its places and its most likely kind."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from twosource.lexicon import table
from twosource.record import Reading
from twosource.steps.resolve.names import Name, common_words, names_of
from twosource.steps.resolve.spelling import INFLECTING, plain

Kind = Literal["person", "organisation", "place", "publisher", "other", ""]
_ORDER: tuple[Kind, ...] = ("person", "organisation", "place", "other")


@dataclass(slots=True)
class Form:
    """One spelling (up to case and accents) with all its places in the story. ``kind`` is elected by the votes of
    its places, "" where nothing speaks; ``weights`` are those votes."""

    key: str
    tokens: tuple[str, ...]
    places: list[Name] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    kind: Kind = ""

    @property
    def inflected(self) -> bool:
        """True when it stands in a report whose language declines names."""
        return any(n.language.split("-")[0] in INFLECTING for n in self.places)

    @property
    def reports(self) -> frozenset[str]:
        """Ids of the reports that hold it."""
        return frozenset(n.report for n in self.places)

    @property
    def spelled_in_capitals(self) -> bool:
        """True when it stands somewhere in capitals alone."""
        return any(n.words.isupper() for n in self.places)


def forms_of(readings: Sequence[Reading]) -> list[Form]:
    """All spellings in the story with their kinds, sorted by key."""
    forms = _forms(readings)
    for form in forms:
        form.weights = _weigh(form)
    _surnames_make_people(forms)
    for form in forms:
        form.kind = elect(form.weights, form.key)
    return forms


def _forms(readings: Sequence[Reading]) -> list[Form]:
    forms: dict[str, Form] = {}
    common = common_words(readings)
    for reading in readings:
        small = common[reading.report.language.split("-")[0]]
        for name in names_of(reading, small):
            key = plain(name.words)
            if len(key) > 1 and not key.isdigit():
                forms.setdefault(key, Form(key, tuple(key.split()))).places.append(name)
    return [forms[k] for k in sorted(forms)]


def _weigh(form: Form) -> dict[str, float]:
    out: dict[str, float] = defaultdict(float)
    for name in form.places:
        for kind, weight in name.votes.items():
            out[kind] += weight
    return dict(out)


def _surnames_make_people(forms: list[Form]) -> None:
    """A name of two or three words whose last word also stands alone is a person's: bodies drop the last word,
    people the first. Only where nothing but the parser speaks for a body or a place."""
    alone = {f.key: f for f in forms if len(f.tokens) == 1}
    for form in forms:
        short = alone.get(form.tokens[-1])
        if not 2 <= len(form.tokens) <= 4 or short is None or not form.reports & short.reports:
            continue
        if form.weights.get("organisation", 0) > 2.5 * len(form.places) or form.weights.get("place", 0) > 2.5 * len(form.places):
            continue
        for one in (form, short):
            one.weights["person"] = one.weights.get("person", 0) + 2.0 * len(one.places) + 1


def elect(weights: Mapping[str, float], key: str) -> Kind:
    """The kind with most weight; names of the tables have theirs; "" where nothing speaks."""
    if key in named_in_table("any/publishers"):
        return "publisher"
    if key in named_in_table("any/countries"):
        return "place"
    top = max((weights.get(k, 0.0) for k in _ORDER), default=0.0)
    return next((k for k in _ORDER if weights.get(k, 0.0) == top), "") if top > 0 else ""


@functools.cache
def named_in_table(name: str) -> dict[str, str]:
    """Every spelling of a table (plain form) -> the name it stands for."""
    out: dict[str, str] = {}
    data = table(name)
    groups = data.values() if any(isinstance(v, dict) for v in data.values()) else (data,)
    for group in groups:
        for official, others in group.items():
            for spelling in (official, *others):
                out.setdefault(plain(spelling).removeprefix("the "), official)
    return out
