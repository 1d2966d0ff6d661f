"""Which reports are of one story.

Similarity proposes: rare words, names and numbers of title and text, weighted by how few reports have them (TF-IDF).
What decides is the stories' own likeness: two groups of reports become one when they are about as like one
another as each is within (average link over the mean likeness inside). So two affairs of one country, or two
launches in a week, stay apart although they share their big names: inside each of them the reports share more.

Reports are taken in blocks in order of time; each block meets the stories there are through an index of their rare
terms, so the cost of a report does not grow with the number of reports held.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from anyascii import anyascii

from twosource.lexicon import words
from twosource.record import Report

BLOCK = 2_000  # reports that are joined with one another at once
READ = 600  # words of a report that are looked at …
LEAD = 120  # … of which so many are its lead and count more
TITLE_WEIGHT = 5.0
LEAD_WEIGHT = 1.5
#: A collection of news that stands behind every set of reports, so that five reports of one story are seen as such:
#: a lower-case word is common, a name or a number rare, until the reports themselves say otherwise.
PRIOR_REPORTS = 1_000
PRIOR_COMMON = 20
PRIOR_NAME = 2
KEYS = 25  # terms of a report by which it is found
COMMON = 200  # a term by which more stories would be found finds none
FLOOR = 0.04  # likeness below which two reports have nothing to do with one another
TITLE_SHARE = 0.2  # part of the likeness that is the titles'
ACROSS = 0.8  # what likeness of names counts between two languages
LIKE = 0.08  # least mean likeness of two groups that can be one story
ALONE = 0.25  # the likeness inside a story as expected before there are two reports of it
OWN = 0.52  # … and what share of the likeness inside each the likeness between must reach
DRIFT = 400  # terms that a story's sum keeps

Vector = dict[str, float]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "ly")


def stories(reports: Iterable[Report]) -> dict[str, str]:
    """The story of each report, named after its earliest report: {report id: story id}.

    The order of ``reports`` does not matter; ids must be unique.
    """
    ordered = sorted(reports, key=lambda r: (r.published or "9999", r.id))
    told = _vectors(ordered)
    held = _Stories()
    for start in range(0, len(ordered), BLOCK):
        held.take(told[start : start + BLOCK])
    return {ordered[k].id: ordered[min(group)].id for group in held.groups() for k in group}


# ------------------------------------------------------------------------------------------------ what a report says


@dataclass(frozen=True, slots=True)
class _Told:
    """A report as unit vectors: of everything, of its title, and of its names and numbers alone, which is what it
    shares with reports in other languages."""

    number: int
    language: str
    text: Vector
    title: Vector
    names: Vector


def _vectors(reports: Sequence[Report]) -> list[_Told]:
    counted = [_terms(r) for r in reports]
    df = Counter(t for found, _ in counted for t in found)
    named = Counter(t for _, names in counted for t in names)
    total = len(reports) + PRIOR_REPORTS
    several = len({_language(r) for r in reports}) > 1

    def is_name(term: str) -> bool:
        return 2 * named[term] >= df[term] or term[0].isdigit()

    def idf(term: str) -> float:
        return math.log(total / (df[term] + (PRIOR_NAME if is_name(term) else PRIOR_COMMON)))

    weight = {t: idf(t) for t in df}
    out: list[_Told] = []
    for k, (report, (found, _)) in enumerate(zip(reports, counted, strict=True)):
        text = {t: (1 + math.log(n)) * weight[t] for t, n in found.items()}
        title = {t: weight[t] for t in sorted({_stem(w) for w, _ in _content(report.title or "")}) if t in weight}
        names = {t: x for t, x in text.items() if is_name(t)} if several else {}
        out.append(_Told(k, _language(report), _unit(text), _unit(title), _unit(names)))
    return out


def _language(report: Report) -> str:
    language = report.language.split("-")[0].lower()
    return "en" if language == "und" else language


def _terms(report: Report) -> tuple[dict[str, float], set[str]]:
    """Weighted counts of terms, and those that are written with a capital inside a sentence."""
    counts: dict[str, float] = {}
    names: set[str] = set()
    text = report.text[: READ * 12]
    for k, (word, capital) in enumerate(_content(text)):
        if k > READ:
            break
        term = _stem(word)
        counts[term] = counts.get(term, 0.0) + (LEAD_WEIGHT if k < LEAD else 1.0)
        if capital:
            names.add(term)
    for word, _ in _content(report.title or ""):
        term = _stem(word)
        counts[term] = counts.get(term, 0.0) + TITLE_WEIGHT
    return counts, names


def _content(text: str) -> Iterable[tuple[str, bool]]:
    """Words that say what a text is about, folded; True where a capital stands inside a sentence."""
    plain = words("en", "plain_words")
    for m in _WORD.finditer(text):
        word = m.group()
        folded = anyascii(word).casefold().replace("'s", "")
        if len(folded) > 2 and folded not in plain:
            at = m.start()
            yield folded, word[0].isupper() and at > 1 and text[at - 2] not in '.!?\n"“'


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(x * x for x in vector.values())) or 1.0
    return {t: x / length for t, x in vector.items()}


def _dot(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[t] for t, x in a.items() if t in b)


# ------------------------------------------------------------------------------------------------ stories


@dataclass(slots=True)
class _Group:
    """Reports held together: the sums of their vectors, by language, and the sum of likeness over the pairs of them."""

    members: list[int]
    text: dict[str, Vector]
    title: dict[str, Vector]
    names: dict[str, Vector]
    within: float = 0.0
    keys: tuple[str, ...] = ()
    near: dict[int, float] = field(default_factory=dict)  # other groups -> sum of likeness over pairs of reports

    @property
    def size(self) -> int:
        return len(self.members)

    def inside(self) -> float:
        """Mean likeness of two of its reports, as if one pair of the usual likeness were among them."""
        pairs = self.size * (self.size - 1) / 2
        return (self.within + ALONE) / (pairs + 1)


class _Stories:
    """The stories so far and the index by which a report finds those that it may belong to."""

    def __init__(self) -> None:
        self._groups: dict[int, _Group] = {}
        self._index: dict[str, set[int]] = {}
        self._next = 0

    def groups(self) -> list[list[int]]:
        """Report numbers by story."""
        return [g.members for _, g in sorted(self._groups.items())]

    def take(self, told: Sequence[_Told]) -> None:
        """Let a block of reports join the stories there are, and one another."""
        fresh = [
            self._add(_Group([t.number], {t.language: t.text}, {t.language: t.title}, {t.language: t.names}))
            for t in told
        ]
        met: set[tuple[int, int]] = set()
        for ident in fresh:
            for other in self._candidates(self._groups[ident], ident):
                met.add((min(ident, other), max(ident, other)))
        heap: list[tuple[float, int, int]] = []
        for i, j in sorted(met):
            self._meet(i, j, heap)
        heapq.heapify(heap)
        while heap:
            _, i, j = heapq.heappop(heap)
            if i in self._groups and j in self._groups:
                self._join(i, j, heap)
        for group in self._groups.values():
            group.near.clear()

    def _add(self, group: _Group) -> int:
        ident = self._next
        self._next += 1
        self._groups[ident] = group
        group.keys = _keys(group)
        for term in group.keys:
            self._index.setdefault(term, set()).add(ident)
        return ident

    def _remove(self, ident: int) -> _Group:
        group = self._groups.pop(ident)
        for term in group.keys:
            self._index[term].discard(ident)
        return group

    def _candidates(self, group: _Group, ident: int) -> set[int]:
        out: set[int] = set()
        for term in group.keys:
            found = self._index[term]
            if len(found) <= COMMON:
                out |= found
        out.discard(ident)
        return out

    def _meet(self, i: int, j: int, heap: list[tuple[float, int, int]]) -> None:
        a, b = self._groups[i], self._groups[j]
        total = _likeness(a, b)
        if total < FLOOR * a.size * b.size:
            return
        a.near[j] = b.near[i] = total
        _propose(a, b, total, i, j, heap)

    def _join(self, i: int, j: int, heap: list[tuple[float, int, int]]) -> None:
        a, b = self._remove(i), self._remove(j)
        group = _Group(
            members=a.members + b.members,
            text=_sums(a.text, b.text),
            title=_sums(a.title, b.title),
            names=_sums(a.names, b.names),
            within=a.within + b.within + a.near.get(j, 0.0),
        )
        ident = self._add(group)
        for other in sorted({*a.near, *b.near} - {i, j}):
            if other in self._groups:
                total = a.near.get(other, 0.0) + b.near.get(other, 0.0)
                group.near[other] = self._groups[other].near[ident] = total
                _propose(self._groups[other], group, total, other, ident, heap)


def _propose(a: _Group, b: _Group, total: float, i: int, j: int, heap: list[tuple[float, int, int]]) -> None:
    """Two groups can be one story when they are alike, measured by how alike the reports inside each are."""
    between = total / (a.size * b.size)
    if between >= LIKE:
        own = between / math.sqrt(a.inside() * b.inside())
        if own >= OWN:
            heapq.heappush(heap, (-round(own, 9), i, j))


def _likeness(a: _Group, b: _Group) -> float:
    """Sum of the likeness of each report of ``a`` with each of ``b``: by all words within a language, by names and
    numbers across languages."""
    total = 0.0
    for one in a.text:
        for other in b.text:
            if one == other:
                text, title = _dot(a.text[one], b.text[one]), _dot(a.title[one], b.title[one])
                total += (1 - TITLE_SHARE) * text + TITLE_SHARE * title
            else:
                total += ACROSS * _dot(a.names[one], b.names[other])
    return total


def _keys(group: _Group) -> tuple[str, ...]:
    """The terms by which a group is found: the strongest of each language, and the strongest names."""
    out: set[str] = set()
    for vector in (*group.text.values(), *group.names.values()):
        out.update(sorted(vector, key=lambda t: (-vector[t], t))[:KEYS])
    return tuple(sorted(out))


def _sums(a: dict[str, Vector], b: dict[str, Vector]) -> dict[str, Vector]:
    return {k: _kept(_sum(a.get(k, {}), b.get(k, {}))) for k in sorted({*a, *b})}


def _sum(a: Vector, b: Vector) -> Vector:
    out = dict(a)
    for t, x in b.items():
        out[t] = out.get(t, 0.0) + x
    return out


def _kept(vector: Vector) -> Vector:
    """The strongest terms: what a thousand reports mention once each is not what the story is about."""
    if len(vector) <= 2 * DRIFT:
        return vector
    return {t: vector[t] for t in sorted(vector, key=lambda t: (-vector[t], t))[:DRIFT]}
