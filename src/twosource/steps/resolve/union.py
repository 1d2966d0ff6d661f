"""Spellings, and which of them are joined so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from twosource.steps.resolve.forms import Form
from twosource.steps.resolve.spelling import without_generation

BODIES = frozenset(("organisation", "publisher", "other", ""))
TABLES = ("any/publishers", "any/organisations", "any/countries")
_DOMINANT = 5


class Union:
    """Forms and which of them are joined so far."""

    def __init__(self, forms: list[Form]) -> None:
        self.forms = forms
        self._root = list(range(len(forms)))
        self.shared: set[int] = set()
        self._bearers: dict[str, int] = defaultdict(int)
        for form in forms:
            if form.kind == "person" and 2 <= len(without_generation(form.tokens)) <= 4:
                self._bearers[without_generation(form.tokens)[-1]] += len(form.places)

    def find(self, k: int) -> int:
        """The index that stands for all that ``k`` is joined with."""
        while self._root[k] != k:
            self._root[k] = self._root[self._root[k]]
            k = self._root[k]
        return k

    def join(self, a: int, b: int) -> None:
        """The two name one thing."""
        a, b = sorted((self.find(a), self.find(b)))
        self._root[b] = a

    def join_only(self, k: int, owners: Iterable[int]) -> bool:
        """Join where one other group is in question, or one that the story names far more often than the rest;
        false where there are several."""
        own = self.find(k)
        weight: dict[int, int] = defaultdict(int)
        for owner in owners:
            if self.find(owner) != own:
                weight[self.find(owner)] += len(self.forms[owner].places)
        ranked = sorted(weight, key=lambda root: (-weight[root], root))
        if ranked and (len(ranked) == 1 or weight[ranked[0]] >= _DOMINANT * sum(weight[r] for r in ranked[1:])):
            self.join(k, ranked[0])
            return True
        return not ranked

    def rather_a_surname(self, short: Form, long_: Form) -> bool:
        """True for a lone word that is the surname of somebody whom the story names more often than the longer name:
        "Roe" is Jane Roe and not Roe Tower."""
        return len(short.tokens) == 1 and self._bearers[short.key] > len(long_.places)

    def groups(self) -> list[list[Form]]:
        """The forms that are joined, together, those that are shared left out."""
        out: dict[int, list[Form]] = defaultdict(list)
        for k, form in enumerate(self.forms):
            if k not in self.shared:
                out[self.find(k)].append(form)
        return [out[k] for k in sorted(out)]

    def by(self, key: Callable[[Form], object]) -> list[list[int]]:
        """Indexes of the forms with the same key, None left out, in the order of the forms."""
        out: dict[object, list[int]] = defaultdict(list)
        for k, form in enumerate(self.forms):
            value = key(form)
            if value is not None:
                out[value].append(k)
        return [rows for rows in out.values() if len(rows) > 1]


def may_be_one(a: Form, b: Form) -> bool:
    """Whether the kinds allow it; a kind that only one or two labels of the parser speak for counts as none."""
    x, y = (("" if _weak(f) else f.kind) for f in (a, b))
    return not x or not y or x == y or {x, y} <= BODIES or {x, y} <= {"place", "other"}


def _weak(form: Form) -> bool:
    return len(form.places) <= 2 and max((form.strong(k) for k in ("person", "organisation", "place")), default=0) <= 0
