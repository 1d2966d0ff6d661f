"""Pairs of propositions worth scoring, through an inverted index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.steps.align.propositions import Proposition
from twosource.steps.align.telling import Telling
from twosource.steps.keys import event_of, is_event
from twosource.steps.linkage import pairs_within
from twosource.steps.related import SAME, relatives

MOST_POSTINGS = 40  # of a key in more propositions than this not all pairs are looked at
MOST_PARTNERS = 16  # candidates kept for one proposition
LEAST_SHARED = 0.2  # summed weight of shared keys
TELLING = 0.3  # a word as rare as this in the story brings clauses together that only stand in a sentence with it


def candidates(told: Sequence[Proposition], telling: Telling) -> list[tuple[int, int]]:
    """Pairs ``(a, b)``, a < b, of two reports that share telling keys, in the same or related words; work grows with
    the text, not with its square."""
    indexed = _indexed(told, telling)
    index: dict[str, list[int]] = {}
    for k, keys in enumerate(indexed):
        for key in sorted(keys):
            index.setdefault(key, []).append(k)
    alike = [(*sorted(proposition.keys), str(k)) for k, proposition in enumerate(told)]
    reports = [p.clause.report for p in told]
    pairs: set[tuple[int, int]] = set()
    for _, places in sorted(index.items()):
        if len(places) > 1:
            pairs.update(pairs_within(places, MOST_POSTINGS, alike.__getitem__))
    return _best((telling.mass(indexed[a] & indexed[b]), a, b) for a, b in sorted(pairs) if reports[a] != reports[b])


def _indexed(told: Sequence[Proposition], telling: Telling) -> list[frozenset[str]]:
    """What each proposition is looked up by: its keys, the happenings that its nouns name, the words of this story that
    can stand for its own, and what is telling in its sentence."""
    known = frozenset(key for p in told for key in p.keys)
    out: list[frozenset[str]] = []
    for p in told:
        words = [k for k in sorted(p.keys) if k[0] not in "=#"]
        found = set(p.keys)
        found.update("=" + event_of(k) for k in words if is_event(k))
        found.update(o for k in words for o, worth in relatives(k) if worth >= SAME and o in known)
        found.update(k for k in p.near if telling.weight(k) >= TELLING)
        out.append(frozenset(found))
    return out


def _best(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The most promising pairs of each proposition."""
    partners: dict[int, list[tuple[float, int, int]]] = {}
    for worth, a, b in scored:
        if worth >= LEAST_SHARED:
            partners.setdefault(a, []).append((-worth, a, b))
            partners.setdefault(b, []).append((-worth, a, b))
    return sorted({(a, b) for rows in partners.values() for _, a, b in sorted(rows)[:MOST_PARTNERS]})
