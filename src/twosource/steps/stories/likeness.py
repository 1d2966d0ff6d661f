"""How like one another reports are: cosine of what they say, rare terms counting more (TF-IDF, Salton 1988)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from twosource.protocols import ReportIndex
from twosource.record import TERM_IN_TITLE, TERM_IS_NAME, Fingerprint
from twosource.steps.stories.fingerprint import BUCKETS

#: A collection of news that stands behind every set of reports, so that five reports of one story are seen as such:
#: a lower-case word is common, a name or a number rare, until the reports themselves say otherwise.
_PRIOR_REPORTS = 1_000
_PRIOR_COMMON = 20
_PRIOR_NAME = 2
_TITLE_SHARE = 0.2  # part of the likeness that is the titles'
_ACROSS = 0.8  # what likeness of names counts between two languages
_CHUNK = 512  # fingerprints weighed at once
_FEW = 4  # rows below which it is quicker to look up one after another
_KEPT = 400  # terms that the sum of many keeps

Terms: TypeAlias = NDArray[np.int32]
Weights: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Vector:
    """Weights by term, never empty. Terms of titles are numbered behind those of texts."""

    terms: Terms
    weights: Weights


@dataclass(frozen=True, slots=True)
class Told:
    """A report, or several of one language, as vectors: of all it says, and of its names and numbers alone, which is
    what it shares with reports in other languages. ``days`` are the first and the last of publication."""

    language: str
    all: Vector
    names: Vector
    days: tuple[int, int] | None = None


class Weigher:
    """Weights for what reports say, by how few reports say it: of those held, and of fresh ones that are counted."""

    def __init__(self, index: ReportIndex) -> None:
        self._index = index
        self._df = np.zeros(BUCKETS, np.int32)
        self._named = np.zeros(BUCKETS, np.int32)
        self._fresh = 0
        self._total = 0

    def count(self, fresh: Iterable[Fingerprint], by: Literal[1, -1] = 1) -> None:
        """Count fresh reports; with -1 when they are held by the index instead."""
        for one in fresh:
            terms = _terms(one)
            self._df[terms] += by
            self._named[terms[(_marks(one) & TERM_IS_NAME) > 0]] += by
            self._fresh += by

    def weigh(self, prints: Mapping[int, Fingerprint]) -> dict[int, Told]:
        """Unit vectors by report number."""
        out: dict[int, Told] = {}
        self._total = self._index.total() + self._fresh + _PRIOR_REPORTS
        numbers = sorted(prints)
        for start in range(0, len(numbers), _CHUNK):
            some = numbers[start : start + _CHUNK]
            df, named = self._frequencies([_terms(prints[n]) for n in some])
            for n, its_df, its_named in zip(some, df, named, strict=True):
                out[n] = self._told(prints[n], its_df, its_named)
        return out

    def _frequencies(self, asked: Sequence[Terms]) -> tuple[list[NDArray[np.int32]], list[NDArray[np.int32]]]:
        df, named = [self._df[t] for t in asked], [self._named[t] for t in asked]
        if self._total > self._fresh + _PRIOR_REPORTS:  # some are held
            distinct, at = np.unique(np.concatenate(asked), return_inverse=True)
            held_df, held_named = self._index.frequencies(distinct)
            ends = np.cumsum([len(t) for t in asked])[:-1]
            df = [a + b for a, b in zip(df, np.split(held_df[at], ends), strict=True)]
            named = [a + b for a, b in zip(named, np.split(held_named[at], ends), strict=True)]
        return df, named

    def _told(self, one: Fingerprint, df: NDArray[np.int32], named: NDArray[np.int32]) -> Told:
        terms, titled = _terms(one), (_marks(one) & TERM_IN_TITLE) > 0
        is_name = 2 * named >= df
        idf = np.log(self._total / (df + np.where(is_name, _PRIOR_NAME, _PRIOR_COMMON)))
        said = (1 + np.log(np.frombuffer(one.counts, "<f4"))) * idf
        text, title = _unit(said) * (1 - _TITLE_SHARE) ** 0.5, _unit(idf[titled]) * _TITLE_SHARE**0.5
        both = _vector(np.concatenate((terms, terms[titled] + BUCKETS)), np.concatenate((text, title)))
        days = None if one.day is None else (one.day, one.day)
        return Told(one.language, both, _vector(terms[is_name], _unit(said[is_name])), days)


class Likeness:
    """Sums of likeness, by all words within a language and by names and numbers across languages. Not for several
    threads at once."""

    def __init__(self) -> None:
        self._table = np.zeros(2 * BUCKETS, np.float32)

    def of(self, one: Told, many: Sequence[Told]) -> NDArray[np.float64]:
        """The likeness of one with each of many."""
        out = np.zeros(len(many))
        same = [k for k, other in enumerate(many) if other.language == one.language]
        if same:
            out[same] = self._dots(one.all, [many[k].all for k in same])
        if len(same) < len(many):
            others = [k for k, other in enumerate(many) if other.language != one.language]
            out[others] = _ACROSS * self._dots(one.names, [many[k].names for k in others])
        return out

    def between(self, some: Iterable[Told], others: Sequence[Told]) -> float:
        """The sum over each of some with each of others."""
        return float(sum(self.of(one, others).sum() for one in some))

    def crossed(self, some: Sequence[Told], others: Sequence[Told]) -> NDArray[np.float64]:
        """The likeness of each of some (a row) with each of others (a column)."""
        if len(some) < _FEW:
            return np.array([self.of(one, others) for one in some])
        out = np.zeros((len(some), len(others)))
        for one, rows in _by_language(some).items():
            for other, columns in _by_language(others).items():
                if one == other:
                    found = self._products([some[k].all for k in rows], [others[k].all for k in columns])
                else:
                    found = self._products([some[k].names for k in rows], [others[k].names for k in columns]) * _ACROSS
                out[np.ix_(rows, columns)] = found
        return out

    def with_each(self, some: Iterable[Told], many: Sequence[Sequence[Told]]) -> NDArray[np.float64]:
        """The sum over each of some with each of a group, for each group of many."""
        if not many:
            return np.zeros(0)
        every = [told for one in many for told in one]
        sums = np.zeros(len(every))
        for one in some:
            sums += self.of(one, every)
        return np.add.reduceat(sums, np.cumsum([0, *(len(one) for one in many[:-1])]))

    def _dots(self, one: Vector, many: Sequence[Vector]) -> NDArray[np.float64]:
        self._table[one.terms] = one.weights
        if len(many) == 1:
            out = np.array([self._table[many[0].terms] @ many[0].weights], np.float64)
        else:
            found = self._table[np.concatenate([m.terms for m in many])]
            found *= np.concatenate([m.weights for m in many])
            starts = np.cumsum([0, *(len(m.terms) for m in many[:-1])])
            out = np.add.reduceat(found, starts).astype(np.float64)
        self._table[one.terms] = 0
        return out

    def _products(self, rows: Sequence[Vector], columns: Sequence[Vector]) -> NDArray[np.float64]:
        """Every vector of rows with every one of columns: only terms that both have are multiplied."""
        terms = np.concatenate([r.terms for r in rows])
        distinct, at = np.unique(terms, return_inverse=True)
        weights = np.zeros((len(distinct) + 1, len(rows)), np.float32)
        weights[at + 1, np.repeat(np.arange(len(rows)), [len(r.terms) for r in rows])] = np.concatenate(
            [r.weights for r in rows]
        )
        self._table[distinct] = np.arange(1, len(distinct) + 1, dtype=np.float32)
        place = self._table[np.concatenate([c.terms for c in columns])].astype(np.int32)
        self._table[distinct] = 0
        shared = np.flatnonzero(place)
        out = np.zeros((len(rows), len(columns)))
        if len(shared):
            products = weights[place[shared]]
            products *= np.concatenate([c.weights for c in columns])[shared, np.newaxis]
            bounds = np.searchsorted(shared, np.cumsum([0, *(len(c.terms) for c in columns)]))
            some = np.flatnonzero(bounds[1:] > bounds[:-1])
            out[:, some] = np.add.reduceat(products, bounds[some]).T
        return out


def _by_language(told: Sequence[Told]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for k, one in enumerate(told):
        out.setdefault(one.language, []).append(k)
    return out


def together(told: Iterable[Told]) -> tuple[Told, ...]:
    """The sums of vectors, one a language."""
    by_language: dict[str, list[Told]] = {}
    for one in told:
        by_language.setdefault(one.language, []).append(one)
    return tuple(
        some[0] if len(some) == 1 else _together(language, some) for language, some in sorted(by_language.items())
    )


def _together(language: str, some: Sequence[Told]) -> Told:
    return Told(language, _sum([t.all for t in some]), _sum([t.names for t in some]), days_of(some))


def days_of(told: Iterable[Told]) -> tuple[int, int] | None:
    """The first and the last day on which any of them was published."""
    known = [t.days for t in told if t.days]
    if len(known) == 1:
        return known[0]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None


def scaled(told: Told, by: float) -> Told:
    """The sum of so many times as many."""

    def more(vector: Vector) -> Vector:
        return Vector(vector.terms, (vector.weights * by).astype(np.float32))

    return Told(told.language, more(told.all), more(told.names), told.days)


def strongest(told: Told, most: int) -> dict[int, float]:
    """The terms by which a report is found, with their weights: the strongest of all it says, and of its names."""
    out: dict[int, float] = {}
    for vector in (told.all, told.names):
        text = vector.terms < BUCKETS
        terms, weights = vector.terms[text], vector.weights[text]
        for k in np.lexsort((terms, -weights))[:most]:
            if weights[k] > 0:
                out.setdefault(int(terms[k]), float(weights[k]))
    return out


def _sum(vectors: Sequence[Vector]) -> Vector:
    terms, at = np.unique(np.concatenate([v.terms for v in vectors]), return_inverse=True)
    weights = np.bincount(at, np.concatenate([v.weights for v in vectors]))
    if len(terms) > 2 * _KEPT:
        # What a thousand reports mention once each is not what the story is about.
        kept = np.sort(np.lexsort((terms, -weights))[:_KEPT])
        terms, weights = terms[kept], weights[kept]
    return _vector(terms, weights)


def _vector(terms: NDArray[Any], weights: NDArray[Any]) -> Vector:
    if len(terms) == 0:
        return Vector(np.zeros(1, np.int32), np.zeros(1, np.float32))
    return Vector(terms.astype(np.int32), weights.astype(np.float32))


def _unit(weights: NDArray[np.floating]) -> NDArray[np.floating]:
    return weights / (float(np.sqrt(weights @ weights)) or 1.0)


def _terms(one: Fingerprint) -> Terms:
    return np.frombuffer(one.terms, "<u4").astype(np.int32)


def _marks(one: Fingerprint) -> NDArray[np.uint8]:
    return np.frombuffer(one.marks, np.uint8)
