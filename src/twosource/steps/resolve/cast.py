"""Who and what the reports of a story name: one figure however many spellings, one kind each by vote."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from twosource.lexicon import table, words
from twosource.record import EntityKind, Reading
from twosource.steps.resolve.names import Name, names_of
from twosource.steps.resolve.spelling import INFLECTING, initials, near_word, plain, same_word, skeleton


@dataclass(slots=True)
class Form:
    """One spelling (up to case and accents) with all its places in the story."""

    key: str
    tokens: tuple[str, ...]
    places: list[Name] = field(default_factory=list)

    @property
    def inflected(self) -> bool:
        """True when it stands in a report whose language declines names."""
        return any(n.language.split("-")[0] in INFLECTING for n in self.places)

    def votes(self) -> Counter[str]:
        """What the parser, the titles and the words of the name say of its kind."""
        count: Counter[str] = Counter()
        for name in self.places:
            count[name.kind] += 2 if name.kind else 0
            count["person"] += 4 if name.title else 0
        if len(self.tokens) > 1 and self.tokens[-1] in words("any", "organisation_words"):
            count["organisation"] += 3 * len(self.places)
        return +count


@dataclass(slots=True)
class Figure:
    """An entity in the making. ``names`` are its spellings, ``places`` its (report, start, end)."""

    kind: EntityKind
    name: str
    names: set[str] = field(default_factory=set)
    places: set[tuple[str, int, int]] = field(default_factory=set)
    anonymous: bool = False
    forms: tuple[Form, ...] = ()
    own_of: set[str] = field(default_factory=set)
    id: str = ""


class _Union:
    def __init__(self, count: int) -> None:
        self._root = list(range(count))

    def find(self, k: int) -> int:
        while self._root[k] != k:
            self._root[k] = self._root[self._root[k]]
            k = self._root[k]
        return k

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self.find(a), self.find(b)))
        self._root[b] = a


def forms_of(readings: Sequence[Reading]) -> list[Form]:
    """All spellings in the story, sorted by key."""
    forms: dict[str, Form] = {}
    for reading in readings:
        for name in names_of(reading):
            key = plain(name.words)
            if key and not (len(key) < 2 or key.isdigit()):
                forms.setdefault(key, Form(key, tuple(key.split()))).places.append(name)
    return [forms[k] for k in sorted(forms)]


def figures_of(readings: Sequence[Reading]) -> list[Figure]:
    """One figure for each person, body and place that the story names, with the places where the names were met."""
    forms = forms_of(readings)
    kinds = [kind_of(f) for f in forms]
    union = _Union(len(forms))
    for join in (_join_tables, _join_acronyms, _join_spellings, _join_tails, _join_people):
        join(forms, kinds, union, readings)
    clusters: dict[int, list[int]] = defaultdict(list)
    for k in range(len(forms)):
        clusters[union.find(k)].append(k)
    return [_figure([forms[k] for k in members]) for _, members in sorted(clusters.items())]


def kind_of(form: Form) -> str:
    """The kind with the most votes, "" where there are none; ties go to the order person, organisation, place."""
    votes = form.votes()
    if form.key in _table_names("any/publishers"):
        return "publisher"
    order = ("person", "organisation", "place", "other")
    return max(order, key=lambda k: (votes[k], -order.index(k))) if votes else ""


def _figure(forms: list[Form]) -> Figure:
    votes: Counter[str] = Counter()
    surfaces: Counter[str] = Counter()
    for form in forms:
        votes += form.votes()
        surfaces.update(n.words for n in form.places)
    name = max(sorted(surfaces), key=lambda w: (len(plain(w).split()) in (2, 3, 4), w.isascii(), surfaces[w], len(w)))
    return Figure(
        kind=_elect(votes, forms),
        name=_canonical(forms) or name,
        names=set(surfaces) | {name},
        places={(n.report, n.start, n.end) for f in forms for n in f.places},
        forms=tuple(forms),
    )


def _elect(votes: Counter[str], forms: list[Form]) -> EntityKind:
    keys = {f.key for f in forms}
    if keys & _table_names("any/publishers").keys():
        return "publisher"
    if keys & _table_names("any/countries").keys():
        return "place"
    for kind in ("person", "organisation", "place"):
        if votes[kind] and votes[kind] == max(votes.values()):
            return kind
    if not votes and any(2 <= len(f.tokens) <= 3 for f in forms):
        return "person"
    return "other"


def _canonical(forms: list[Form]) -> str | None:
    for name in ("any/publishers", "any/organisations", "any/countries"):
        for form in forms:
            if form.key in _table_names(name):
                return _table_names(name)[form.key]
    return None


@functools.cache
def _table_names(name: str) -> dict[str, str]:
    """Every spelling of a table (plain form) -> the name it stands for."""
    out: dict[str, str] = {}
    data = table(name)
    groups = data.values() if any(isinstance(v, dict) for v in data.values()) else (data,)
    for group in groups:
        for official, others in group.items():
            for spelling in (official, *others):
                out.setdefault(plain(spelling).removeprefix("the "), official)
    return out


def _join_tables(forms: list[Form], kinds: list[str], union: _Union, readings: Sequence[Reading]) -> None:
    first: dict[str, int] = {}
    for k, form in enumerate(forms):
        if kinds[k] == "person":
            continue
        for name in ("any/publishers", "any/organisations", "any/countries"):
            official = _table_names(name).get(form.key)
            if official is not None:
                union.join(first.setdefault(official, k), k)


def _join_acronyms(forms: list[Form], kinds: list[str], union: _Union, readings: Sequence[Reading]) -> None:
    """An acronym in brackets behind a name, or the initials of exactly one name of the story."""
    index = {f.key: k for k, f in enumerate(forms)}
    texts = {r.report.id: r.report.text for r in readings}
    short = {
        k
        for k, f in enumerate(forms)
        if len(f.tokens) == 1 and any(n.words.isupper() or n.words[:1].isupper() for n in f.places)
    }
    for k, form in enumerate(forms):
        if len(form.tokens) < 2:
            continue
        for name in form.places:
            after = texts[name.report][name.end : name.end + 16].lstrip()
            inside = plain(after[1:].partition(")")[0]) if after[:1] == "(" and ")" in after else ""
            if inside in index and index[inside] in short and _abbreviates(inside, form.key):
                union.join(k, index[inside])
    by_initials: dict[str, set[int]] = defaultdict(set)
    for k, form in enumerate(forms):
        if len(form.tokens) > 2 and kinds[k] != "person":
            by_initials[initials(form.key)].add(union.find(k))
    for k in sorted(short):
        owners = by_initials.get(forms[k].key, set())
        if len(owners) == 1 and len(forms[k].key) > 2 and any(n.words.isupper() for n in forms[k].places):
            union.join(k, min(owners))


def _abbreviates(acronym: str, name: str) -> bool:
    """True when the letters of the acronym stand in the name in order, the first at its beginning."""
    letters = iter(name.replace(" ", ""))
    return name[:1] == acronym[:1] and all(c in letters for c in acronym)


def _join_spellings(forms: list[Form], kinds: list[str], union: _Union, readings: Sequence[Reading]) -> None:
    """The same words written otherwise: transliterated, declined, with a slip."""
    blocks: dict[tuple[int, str], list[int]] = defaultdict(list)
    for k, form in enumerate(forms):
        blocks[(len(form.tokens), skeleton(form.tokens[-1])[:2])].append(k)
    for _, members in sorted(blocks.items()):
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                if _may_be_one(kinds[a], kinds[b]) and _same_spelling(forms[a], forms[b]):
                    union.join(a, b)


def _may_be_one(a: str, b: str) -> bool:
    return not a or not b or a == b or {a, b} <= {"organisation", "publisher", "other"} or {a, b} <= {"place", "other"}


def _same_spelling(a: Form, b: Form) -> bool:
    inflected = a.inflected or b.inflected
    pairs = list(zip(a.tokens, b.tokens, strict=True))
    if all(same_word(x, y, inflected) for x, y in pairs):
        return True
    if any(x.isdigit() or y.isdigit() for x, y in pairs):
        return False
    if len(pairs) == 1:
        x, y = pairs[0]
        rare = min(len(a.places), len(b.places)) <= 2 < max(len(a.places), len(b.places))
        return rare and min(len(x), len(y)) >= 7 and near_word(x, y) and not _same_report(a, b)
    exact = sum(same_word(x, y, inflected) for x, y in pairs)
    return exact >= len(pairs) - 1 and all(same_word(x, y, inflected) or near_word(x, y) for x, y in pairs)


def _same_report(a: Form, b: Form) -> bool:
    return bool({n.report for n in a.places} & {n.report for n in b.places})


def _join_tails(forms: list[Form], kinds: list[str], union: _Union, readings: Sequence[Reading]) -> None:
    """Bodies that carry or drop a general word: "Wagner" and "Wagner Group", "Finnmark police (district)"."""
    tails = words("any", "generic_tails")
    by_first: dict[str, list[int]] = defaultdict(list)
    for k, form in enumerate(forms):
        by_first[skeleton(form.tokens[0])[:2]].append(k)
    heads = [k for k, f in enumerate(forms) if kinds[k] != "person"]
    for k in heads:
        form = forms[k]
        stem = list(form.tokens)
        while len(stem) > 1 and stem[-1] in tails:
            stem.pop()
            for other in by_first[skeleton(stem[0])[:2]]:
                o = forms[other]
                if other == k or len(o.tokens) != len(stem) or (kinds[other] == "person" and len(o.tokens) > 1):
                    continue
                if kinds[other] == "place" and kinds[k] in ("organisation", "publisher"):
                    continue
                if all(same_word(x, y, form.inflected or o.inflected) for x, y in zip(stem, o.tokens, strict=True)):
                    union.join(k, other)
    _join_longer(forms, kinds, union)


def _join_longer(forms: list[Form], kinds: list[str], union: _Union) -> None:
    """A body named without what stands before it ("Security Council"), where just one longer name fits."""
    by_last: dict[str, list[int]] = defaultdict(list)
    for k, form in enumerate(forms):
        if kinds[k] in ("organisation", "other", "publisher") and len(form.tokens) > 1:
            by_last[form.tokens[-1]].append(k)
    for members in by_last.values():
        for k in members:
            size = len(forms[k].tokens)
            longer = {
                union.find(o)
                for o in members
                if len(forms[o].tokens) > size and forms[o].tokens[-size:] == forms[k].tokens
            }
            if len(longer) == 1:
                union.join(k, min(longer))


def _join_people(forms: list[Form], kinds: list[str], union: _Union, readings: Sequence[Reading]) -> None:
    """Full names that share a surname and agree in the rest; then surnames of exactly one person."""
    people = [k for k, f in enumerate(forms) if kinds[k] in ("person", "") and 2 <= len(f.tokens) <= 5]
    by_last: dict[str, list[int]] = defaultdict(list)
    for k in people:
        by_last[skeleton(forms[k].tokens[-1])[:3]].append(k)
    for _, members in sorted(by_last.items()):
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                if "person" in (kinds[a], kinds[b]) and _one_person(forms[a], forms[b]):
                    union.join(a, b)
    for k, form in enumerate(forms):
        if len(form.tokens) == 1 and kinds[k] not in ("publisher",):
            owners = _owners(form, kinds[k], people, forms, kinds, union)
            if len(owners) == 1:
                union.join(k, min(owners))


def _one_person(a: Form, b: Form) -> bool:
    inflected = a.inflected or b.inflected
    if not same_word(a.tokens[-1], b.tokens[-1], inflected) or len(a.tokens) == len(b.tokens):
        return _initial(a, b, inflected)
    short, long_ = sorted((a, b), key=lambda f: len(f.tokens))
    rest = list(long_.tokens[:-1])
    return all(
        any(same_word(x, y, inflected) or (len(x) == 1 and y.startswith(x)) for y in rest) for x in short.tokens[:-1]
    )


def _initial(a: Form, b: Form, inflected: bool) -> bool:
    """ "Per I. Moen" and "Per Inge Moen"."""
    return len(a.tokens) == len(b.tokens) and all(
        same_word(x, y, inflected) or (min(len(x), len(y)) == 1 and x[0] == y[0])
        for x, y in zip(a.tokens, b.tokens, strict=True)
    )


def _owners(form: Form, kind: str, people: list[int], forms: list[Form], kinds: list[str], union: _Union) -> set[int]:
    """The persons whose surname (or, for a name that the parser takes for a person, whose first name) it is."""
    word, surname, given = form.tokens[0], set(), set()
    reports = {n.report for n in form.places}
    for k in people:
        if kinds[k] != "person":
            continue
        other = forms[k]
        inflected = form.inflected or other.inflected
        near = bool(reports & {n.report for n in other.places})
        if same_word(word, other.tokens[-1], inflected) and (kind in ("person", "") or near):
            surname.add(union.find(k))
        elif kind == "person" and near and same_word(word, other.tokens[0], inflected):
            given.add(union.find(k))
    return surname or given


def by_report(figures: Iterable[Figure]) -> dict[str, list[tuple[int, int, Figure]]]:
    """Places of all figures by report, in order of text."""
    out: dict[str, list[tuple[int, int, Figure]]] = defaultdict(list)
    for figure in figures:
        for report, start, end in figure.places:
            out[report].append((start, end, figure))
    return {r: sorted(rows, key=lambda row: (row[0], -row[1])) for r, rows in out.items()}
