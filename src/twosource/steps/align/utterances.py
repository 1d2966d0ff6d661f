"""An utterance whole: where a group holds some wordings of it, the others say the same, however they are put.

Clauses are matched by their words; a translation, a cut or reported speech may share too few. That they are one
utterance is known from the sentences around them (``compare.quotes``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from twosource.lexicon import words
from twosource.record import Group, Material, Mention, Quote

SHORTEST = 20  # characters: fewer stand in many an utterance
LONG = 2  # a wording so much longer than another says more than that
MOSTLY = 0.75  # share of the shorter wording's words that the other has, for both to be in the same words
FEWEST = 4  # words
LONGEST = 250  # characters: a longer wording is not shown whole
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_EDGES = " \"'“”‘’.,;:!?–—-"
_Held = Mapping[str, Sequence[tuple[int, Mention]]]


def with_wordings(material: Material, groups: Sequence[Group], quotes: Sequence[Quote]) -> tuple[Group, ...]:
    """The groups (of ``align``, in its order), each with those wordings of an utterance that no group holds, if it
    holds more of the others than any other group does; and a group for each utterance of several reports that none
    holds; of one whose clauses went to several, only the wordings in the same words. What may only perhaps be one
    utterance is loose there. Statements stay in the order of the dossier."""
    place = {s.id: k for k, s in enumerate(material.statements)}
    texts = {r.report.id: r.report.text for r in material.readings}
    held = _held(material, groups)
    doubtful = {m for q in quotes if q.doubt for v in q.variants if (m := v.statement)}
    alone: dict[frozenset[str | None], list[Mention]] = {}
    new: dict[int, list[Mention]] = {}
    for quote in quotes:
        whole = [Mention(v.report, v.start, v.end, v.statement) for v in quote.variants if v.statement in place]
        worded = [_the_same_words(w, whole, texts) for w in whole]
        free = [w for w in worded if not any(_overlap(w, m) for _, m in held.get(w.statement or "", ()))]
        homes = Counter(k for k, _ in {(k, w.report) for w in worded for k in _homes(w, held)})
        best = min(homes, key=lambda k: (-homes[k], k), default=None)
        if best is not None:
            new.setdefault(best, []).extend(free)
        together = {w.report for w in worded if best is None or w in free or best in _homes(w, held)}
        split = len(free) < len(worded) if best is None else len(together) < 2
        left = worded if best is None else []
        if split:
            left = [] if quote.doubt else _in_the_same_words(worded, texts)
        if len({w.report for w in left}) > 1:
            alone.setdefault(frozenset(w.statement for w in left), left)
    out = [_grown(group, new.get(k, ()), place, doubtful) for k, group in enumerate(groups)]
    for worded in alone.values():
        title = min((" ".join(m.span.of(texts[m.report]).split()) for m in worded), key=lambda w: (len(w), w))
        out.append(_grown(Group(f"g{len(out) + 1}", title, ()), worded, place, doubtful))
    return tuple(out)


def _the_same_words(wording: Mention, others: Sequence[Mention], texts: Mapping[str, str]) -> Mention:
    """Of a wording that holds another report's word for word and more, the part that is the same."""
    said = wording.span.of(texts[wording.report])
    for other in sorted(others, key=lambda m: m.start - m.end):
        same = other.span.of(texts[other.report]).strip(_EDGES)
        found = said.find(same) if other.report != wording.report and len(same) >= SHORTEST else -1
        if found >= 0 and LONG * len(same) < len(said):
            start = wording.start + found
            return replace(wording, start=start, end=start + len(same))
    return wording


def _in_the_same_words(worded: Sequence[Mention], texts: Mapping[str, str]) -> list[Mention]:
    """Those that say the same in the same words as one of them: as that with which most reports do, at most length. Of
    a long one only the part that is the same."""
    said = [(m, list(_WORD.finditer(m.span.of(texts[m.report])))) for m in worded]
    alike = [[_cut(m, found) for m, other in said if (found := _shared(one, other))] for _, one in said]
    return max(alike, key=_told, default=[])


def _told(found: Sequence[Mention]) -> tuple[int, int]:
    """In how many reports, and how many characters of it can be shown."""
    return len({m.report for m in found}), sum(len(m.span) for m in found if len(m.span) <= LONGEST)


def _cut(wording: Mention, same: Sequence[re.Match[str]]) -> Mention:
    if len(wording.span) <= LONGEST:
        return wording
    return replace(wording, start=wording.start + same[0].start(), end=wording.start + same[-1].end())


def _shared(one: Sequence[re.Match[str]], other: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """The words of the other from the first to the last that they share, where most of the shorter stands in the longer
    in one stretch, with a "not" in both of them there or none; else nothing."""
    first, second = ([word.group().casefold() for word in words] for words in (one, other))
    runs = [r for r in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks() if r.size > 1]
    shared = sum(run.size for run in runs)
    if shared < max(FEWEST, MOSTLY * min(len(one), len(other))):
        return []
    mine = slice(runs[0].a, runs[-1].a + runs[-1].size)
    theirs = slice(runs[0].b, runs[-1].b + runs[-1].size)
    whole = shared >= MOSTLY * max(len(first[mine]), len(second[theirs]))
    agree = any(map(_negates, first[mine])) == any(map(_negates, second[theirs]))
    return other[theirs] if whole and agree else []


def _negates(word: str) -> bool:
    return word in words("any", "negations") or word.endswith(("n't", "n’t"))


def _homes(wording: Mention, held: _Held) -> frozenset[int]:
    """The groups of which the clause makes up most of a wording: a subordinate clause of it is another matter."""
    size = wording.end - wording.start
    return frozenset(k for k, m in held.get(wording.statement or "", ()) if 2 * _overlap(wording, m) >= size)


def _overlap(one: Mention, other: Mention) -> int:
    """Characters that two places of one report share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _grown(group: Group, worded: Sequence[Mention], place: Mapping[str, int], doubtful: Collection[str]) -> Group:
    """The group with further wordings; what only may be the same utterance is *loose*."""
    added = {w.statement for w in worded if w.statement in doubtful} - set(group.statements)
    statements = {*group.statements, *(w.statement for w in worded if w.statement)}
    return replace(
        group,
        statements=tuple(sorted(statements, key=lambda i: place.get(i, -1))),
        tellings=(*group.tellings, *dict.fromkeys(worded)),
        loose=tuple(sorted({*group.loose, *(i for i in added if i)}, key=lambda i: place.get(i, -1))),
    )


def _held(material: Material, groups: Sequence[Group]) -> _Held:
    """Statement -> the groups that hold it, with the words of it that say what the group says."""
    statements = {s.id: s for s in material.statements}
    out: dict[str, list[tuple[int, Mention]]] = {}
    for k, group in enumerate(groups):
        told = {m.statement for m in group.tellings}
        whole = [statements[i].mention for i in group.statements if i not in told and i in statements]
        for m in (*group.tellings, *whole):
            out.setdefault(m.statement or "", []).append((k, m))
    return out
