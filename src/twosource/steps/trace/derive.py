"""Which reports are not independent of one another, and how that shows.

Four kinds of evidence, each a sentence that a reader can check: the same running prose word for word (``verbatim``);
a credit (``credits``); the same facts in the same order that no other has (``retelling``); and an agency's words,
quoted in one and printed as its own by the other (``carried``). Shared quotations, posts and letters alone are no
evidence: whoever was at the press conference has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.record import Derivation, Mention, Reading, instant
from twosource.steps.trace.carried import carried_words
from twosource.steps.trace.credits import Credit, credits_of
from twosource.steps.trace.retelling import By, Facts, Retelling, facts_of, retelling, spread
from twosource.steps.trace.unnamed import unnamed_sources
from twosource.steps.trace.verbatim import Shared, shared_words
from twosource.steps.trace.verdict import PLACES, SAME_TEXT, Evidence, clearly_before, verdict
from twosource.steps.trace.words import Words, words_of

_RARE = 3  # a fact in at most so many texts proposes a pair
_NAMED = 40  # … and a name or number in at most so many, across languages
_ENOUGH = 4  # rare facts in common before two reports are looked at together …
_ENOUGH_GLOSSES = 9  # … or names, numbers and words of news, across languages

Pair = tuple[int, int]


def derive(readings: Sequence[Reading]) -> tuple[Derivation, ...]:
    """Derivations between the reports given, in order of report and source, and the wires that reports are signed with
    (``source`` None). Reports are compared only where an index finds something in common."""
    texts = [words_of(r) for r in sorted(readings, key=lambda r: (instant(r.report.published), r.report.id))]
    number = {t.id: k for k, t in enumerate(texts)}
    shared = shared_words(texts)
    facts = [facts_of(t) for t in texts]
    df = spread(facts, _same_texts(texts, shared))
    retold = _retellings(facts, df)
    credits = (*credits_of([t.reading for t in texts]), *unnamed_sources(facts, df, clearly_before))
    cites: dict[Pair, list[Credit]] = {}
    for credit in credits:
        for cited in credit.reports:
            cites.setdefault((number[credit.report], number[cited]), []).append(credit)
    wires = _wires(credits)
    out: list[Derivation] = []
    for i, j in sorted({*shared, *retold, *((min(p), max(p)) for p in cites)}):
        a, b = texts[i], texts[j]
        signed = wires.get(a.id) or wires.get(b.id)
        out += verdict(
            Evidence(
                a,
                b,
                shared.get((i, j)),
                retold.get((i, j), ()),
                tuple(cites.get((i, j), ())),
                tuple(cites.get((j, i), ())),
                signed.wire if signed else None,
            )
        )
    out += _signed(wires)
    known = {frozenset((d.report, d.source)) for d in out}
    out += [d for d in carried_words(texts) if frozenset((d.report, d.source)) not in known]
    return tuple(sorted(out, key=lambda d: (d.report, d.source or "", d.relation)))


def _wires(credits: Sequence[Credit]) -> dict[str, Credit]:
    """Reports signed with an agency's name: in the dateline, at the foot, in the byline or the metadata."""
    return {c.report: c for c in reversed(credits) if c.wire and c.place not in ("text", "helped")}


def _signed(wires: Mapping[str, Credit]) -> list[Derivation]:
    return [
        Derivation(
            c.report,
            None,
            "same_wire",
            c.wire,
            (),
            f"It is signed {PLACES[c.place]}: {c.name}.",
            credit=Mention(c.report, c.span.start, c.span.end) if c.span else None,
        )
        for c in wires.values()
    ]


def _retellings(facts: Sequence[Facts], df: Mapping[str, int]) -> dict[Pair, tuple[Retelling, ...]]:
    """Pairs that have several facts which hardly any other report has."""
    rare: dict[str, list[int]] = {}
    named: dict[str, list[int]] = {}
    glossed: dict[str, list[int]] = {}
    for k, one in enumerate(facts):
        for unit in one.places:
            if df[unit] <= _RARE:
                rare.setdefault(unit, []).append(k)
        for unit in one.names:
            if df[unit] <= _NAMED:
                named.setdefault(unit, []).append(k)
        for unit in one.glosses:
            if df[unit] <= _NAMED:
                glossed.setdefault(unit, []).append(k)
    languages = [one.text.reading.report.language.split("-")[0] for one in facts]
    met = {p for p, n in _common(rare, 2 * _RARE).items() if n >= _ENOUGH and languages[p[0]] == languages[p[1]]}
    if len(set(languages)) < 2:
        named, glossed = {}, {}  # which say something between languages only
    abroad = {p for p, n in _common(named, _NAMED).items() if n >= _ENOUGH}
    abroad |= {p for p, n in _common(glossed, _NAMED).items() if n >= _ENOUGH_GLOSSES}
    met |= {p for p in abroad if languages[p[0]] != languages[p[1]]}
    return {(i, j): _best(facts[i], facts[j], df, len(facts)) for i, j in sorted(met)}


def _common(holders: Mapping[str, Sequence[int]], most: int) -> dict[Pair, int]:
    """How many units each pair of reports has in common; of a unit with many holders the first ``most`` count."""
    out: dict[Pair, int] = {}
    for found in holders.values():
        for x, i in enumerate(found[:most]):
            for j in found[x + 1 : most]:
                out[i, j] = out.get((i, j), 0) + 1
    return out


def _best(a: Facts, b: Facts, df: Mapping[str, int], reports: int) -> tuple[Retelling, ...]:
    """The later one retells the earlier; across languages, where dates matter less than who translates, either: by
    names and by what the glossary has."""
    one, other = (t.text.reading.report.language.split("-")[0] for t in (a, b))
    if one == other:
        return (retelling(a, b, df, reports),)
    ways: tuple[By, ...] = ("names", "glosses")
    return tuple(
        max(retelling(a, b, df, reports, by), retelling(b, a, df, reports, by), key=lambda r: r.told) for by in ways
    )


def _same_texts(texts: Sequence[Words], shared: Mapping[Pair, Shared]) -> dict[str, int]:
    """Reports of one text count as one carrier of a fact: text number by report id."""
    first = list(range(len(texts)))

    def root(k: int) -> int:
        while first[k] != k:
            first[k] = first[first[k]]
            k = first[k]
        return k

    for (i, j), s in sorted(shared.items()):
        if s.share >= SAME_TEXT:
            low, high = sorted((root(i), root(j)))
            first[high] = low
    return {t.id: root(k) for k, t in enumerate(texts)}
