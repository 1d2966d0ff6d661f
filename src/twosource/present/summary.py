"""Parts of a dossier that the terminal and the page tell in the same words: who took from whom, names, dates, gaps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from twosource.lexicon import table, words
from twosource.present.index import Index
from twosource.present.visible import one_line
from twosource.present.wording import STEPS, counted, date, listed
from twosource.record import Comparison, Derivation, TimelineItem


@dataclass(frozen=True, slots=True)
class Taken:
    """One relation between reports, in words."""

    words: str
    detail: str
    derivations: tuple[Derivation, ...]


def related_reports(index: Index, comparisons: Sequence[Comparison]) -> str:
    """Which reports agree only because they took from one another: ``Nordwire and Harbour Gazette (10)``."""
    together = Counter(tuple(index.reports_of(c)) for c in comparisons)
    most = sorted(together, key=lambda reports: (-together[reports], [index.order[r] for r in reports]))
    told = [f"{listed([index.report_name(r) for r in reports], 4)} ({together[reports]})" for reports in most[:4]]
    return "; ".join(told) + ("; and others" if len(most) > 4 else "")


# --------------------------------------------------------------------------- derivations


def taken_from(index: Index) -> list[Taken]:
    """Who took from whom: reports of one wire together, the others one by one, copies first."""
    wires: defaultdict[str, list[Derivation]] = defaultdict(list)
    single: list[Derivation] = []
    for derivation in index.dossier.derivations:
        if derivation.relation == "same_wire" and derivation.wire:
            wires[derivation.wire].append(derivation)
        else:
            single.append(derivation)
    told = [_wire(index, wire, wires[wire]) for wire in sorted(wires)]
    rank = {"copy": 0, "same_wire": 1, "translation": 2, "partial_reuse": 3, "credited": 4}
    last = len(index.order)
    single.sort(
        key=lambda d: (rank[d.relation], index.order.get(d.report, last), index.order.get(d.source or "", last))
    )
    return told + [Taken(_taken(index, d), index.reason(d.why), (d,)) for d in single]


def _wire(index: Index, wire: str, derivations: list[Derivation]) -> Taken:
    reports = {d.report for d in derivations} | {d.source for d in derivations if d.source}
    names = [index.report_name(r) for r in sorted(reports, key=lambda r: index.order.get(r, 0))]
    reasons = Counter(one_line(d.why) for d in derivations if d.why)
    why = max(sorted(reasons), key=lambda r: reasons[r]) if reasons else ""
    carry = "carry" if len(names) > 1 else "carries"
    return Taken(f"{listed(names, 12)} {carry} text of {one_line(wire)}.", why, tuple(derivations))


def _taken(index: Index, derivation: Derivation) -> str:
    report = index.report_name(derivation.report)
    source = index.report_name(derivation.source) if derivation.source else one_line(derivation.wire or "a wire")
    words = {
        "copy": f"{report} is a copy of {source}",
        "same_wire": f"{report} and {source} carry the same agency text",
        "partial_reuse": f"{report} uses passages of {source}",
        "translation": f"{report} is a translation of {source}",
        "credited": f"{report} credits {source}",
    }[derivation.relation]
    whose = "the" if derivation.relation == "same_wire" else "its"
    shared = f" ({round(100 * derivation.containment)} % of {whose} words)" if derivation.containment >= 0.05 else ""
    return f"{words}{shared}."


# --------------------------------------------------------------------------- names


def spellings(index: Index) -> list[tuple[str, tuple[str, ...]]]:
    """Names in several spellings, and those that have another name."""
    told = []
    for entity in sorted(index.entities.values(), key=lambda e: (e.kind == "place", -len(e.mentions), e.name, e.id)):
        otherwise = _called_otherwise if entity.kind == "person" else _spelt_otherwise
        apart = {n.casefold(): one_line(n) for n in sorted(entity.names) if otherwise(entity.name, n)}
        others = tuple(apart[name] for name in sorted(apart))
        if others and not entity.anonymous:
            told.append((one_line(entity.name), others))
    return told


def _spelt_otherwise(name: str, other: str) -> bool:
    """False for a name cut short, or with a title or a noun beside it: "Holm", "Mayor Ida Holm", "Mr. Holm"."""
    mine, theirs = _name_words(name), _name_words(other)
    missing, more = mine - theirs, theirs - mine
    if not missing or not more:
        return False
    return missing == mine or any(_one_word(anyascii(a), anyascii(b)) for a in missing for b in more)


def _called_otherwise(name: str, other: str) -> bool:
    """The same of a person, who may also go by another form of the given name: "Mykola Holm", "Nikolai Holm"."""
    mine, theirs = _WORD.findall(name.casefold()), _WORD.findall(other.casefold())
    titles = words("any", "titles") | {noun for nouns in table("en/person_nouns").values() for noun in nouns}
    forms = len(mine) == len(theirs) > 1 and mine[1:] == theirs[1:] and not {mine[0], theirs[0]} & titles
    return (forms and mine != theirs) or _spelt_otherwise(name, other)


def _name_words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))


def _one_word(one: str, other: str) -> bool:
    """True for "andrei" and "andrey", "phil" and "phillip", "hrytsenko" and "gritsenko"."""
    short, long = sorted((one, other), key=len)
    like = Levenshtein.normalized_similarity(one, other) >= (LIKE if one[:1] == other[:1] else VERY_LIKE)
    return len(short) > 2 and (long.startswith(short) or like)


_WORD = re.compile(r"\w+")
LIKE = 0.5  # share of the letters that two spellings of one word have in common, at least …
VERY_LIKE = 0.7  # … where they begin with another letter


# --------------------------------------------------------------------------- timeline


def events(index: Index) -> list[tuple[str, str, TimelineItem]]:
    """When, what, and the item itself, by date. A stretch is told by both ends: "1998 to 2010"."""
    told = []
    for item in sorted(index.dossier.timeline, key=lambda t: (t.date, t.label)):
        label, until = one_line(item.label), _UNTIL.search(one_line(item.label))
        if until:
            when, label = f"{date(item.date)} to {date(until['end'])}", label[: until.start()]
        else:
            when = ("about " if item.precision == "about" else "") + date(item.date)
        told.append((when, label, item))
    return told


_UNTIL = re.compile(r" \(until (?P<end>\d{4}(?:-\d\d)?)\)$")


# --------------------------------------------------------------------------- declined


def declined_in_words(index: Index) -> list[tuple[str, list[str]]]:
    """What was not decided: for each step its reasons, the most frequent first, with how often and where."""
    by_step: defaultdict[str, Counter[str]] = defaultdict(Counter)
    where: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for declined in index.dossier.declined:
        why = index.reason(declined.why)
        by_step[declined.step][why] += 1
        if declined.report:
            where[declined.step, why].add(declined.report)
    told = []
    order = list(STEPS)
    for step in sorted(by_step, key=lambda s: (order.index(s) if s in order else len(order), s)):
        reasons = by_step[step]
        lines = [
            _reason(index, why, reasons[why], where[step, why])
            for why in sorted(reasons, key=lambda why: (-reasons[why], why))
        ]
        what = STEPS.get(step) or one_line(step) or "other"
        told.append((f"{what[0].upper()}{what[1:]} - {counted(sum(reasons.values()), 'case')}", lines))
    return told


def _reason(index: Index, why: str, times: int, reports: set[str]) -> str:
    names = [index.report_name(r) for r in sorted(reports, key=lambda r: index.order.get(r, 0))]
    often = f"{times} times" if times > 1 else ""
    details = "; ".join(part for part in (often, listed(names, 3)) if part)
    return f"{why} ({details})" if details else why
