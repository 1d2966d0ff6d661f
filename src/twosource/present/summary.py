"""What stands at the head of a dossier, and the parts that the terminal and the page tell in the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.present.index import Index, answer_words
from twosource.present.visible import one_line
from twosource.present.wording import STEPS, counted, listed, period
from twosource.record import Comparison, Derivation, OriginCount


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the summary, and what it is about in some lines more."""

    words: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """Title, the lines below it, and what an editor should know first."""

    title: str
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """One relation between reports, in words."""

    words: str
    detail: str
    derivations: tuple[Derivation, ...]


def headline(index: Index) -> Headline:
    """What the dossier is about and what it found, in a few lines."""
    dossier = index.dossier
    publishers = {_publisher(r.publisher, r.url, r.id) for r in dossier.reports}
    days = sorted(r.published[:10] for r in dossier.reports if r.published)
    unknown = ", no date of publication known: “on Friday” can't be placed (--published DAY)"
    when = f", published {period(days[0], days[-1])}" if days else unknown
    lines = [f"{counted(len(dossier.reports), 'report')}, {counted(len(publishers), 'publisher')}{when}."]
    parties = index.origin_parties()
    if parties:
        one, many = "person, body or medium is named as a source.", "people, bodies and media are named as sources."
        lines.append(counted(len(parties), one, many))
    title = one_line(dossier.story.title) or (next(iter(_titles(index)), "") or "A story without a title")
    return Headline(title, tuple(lines), tuple(_findings(index)))


def _publisher(publisher: str | None, url: str | None, report: str) -> str:
    return (publisher or url or report).casefold()


def _titles(index: Index) -> list[str]:
    return [one_line(r.title) for r in index.reports.values() if r.title]


def _findings(index: Index) -> list[Finding]:
    found: list[Finding] = []
    differ = index.with_verdict("differ")
    if differ:
        details = [answers(index, c) for c in differ[:4]]
        if len(differ) > 4:
            details.append(f"and {len(differ) - 4} more")
        found.append(Finding(f"The reports differ on {counted(len(differ), 'question')}", tuple(details)))
    shared = [count for count in index.counts_of_matters if index.independent_reports(count) > 1]
    alone = [c for c in shared if c.rule == "not_met"]
    met = [c for c in shared if c.rule == "met"]
    if met:
        words = f"{counted(len(met), 'matter')} with two independent origins or more in these reports"
        found.append(Finding(words, _on_the_word(index, met)))
    if alone:
        words = f"{counted(len(alone), 'matter')} in several reports without a second independent origin"
        found.append(Finding(words, _on_the_word(index, alone)))
    if index.dossier.derivations:
        dependent = {d.report for d in index.dossier.derivations}
        words = (
            f"{counted(len(dependent), 'report')} of {len(index.reports)} {'takes' if len(dependent) == 1 else 'take'}"
        )
        found.append(Finding(f"{words} from another report or a wire"))
    return found


def _on_the_word(index: Index, counts: Sequence[OriginCount]) -> tuple[str, ...]:
    """The first of these matters, each with those on whose word it rests; those told in plain words first."""
    plain = sorted(counts, key=lambda count: ("? “" in index.subject(count), not count.origins))
    details = [f"{index.subject(c).rstrip('.')} - {_on_whose_word(index, c)}" for c in plain[:4]]
    return (*details, f"and {len(plain) - 4} more") if len(plain) > 4 else tuple(details)


def _on_whose_word(index: Index, count: OriginCount) -> str:
    """``on the word of Ida Holm``, those left out that count as one with another."""
    joined = {join.joined for join in count.joins}
    names = list(dict.fromkeys(index.name(o.entity) for o in count.origins if o.entity not in joined))
    return f"on the word of {listed(names, 3)}" if names else "nobody is named for it"


def answers(index: Index, comparison: Comparison) -> str:
    """``How many were hurt? 14 / 12``."""
    values = [shortened(answer_words(comparison, v), 40) for v in index.values_of(comparison)]
    return f"{one_line(comparison.question)} {' / '.join(values[:3])}" + (" / ..." if len(values) > 3 else "")


def shortened(words: str, most: int) -> str:
    """The words, cut between two of them if they are longer than ``most`` characters."""
    return words if len(words) <= most else words[: most - 3].rsplit(" ", 1)[0] + " ..."


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
    """Names with several spellings: not those that are the same name cut short ("Holm" for "Ida Holm")."""
    told = []
    for entity in sorted(index.entities.values(), key=lambda e: (e.kind == "place", -len(e.mentions), e.name, e.id)):
        whole = set(_name_words(entity.name))
        others = tuple(
            sorted({one_line(n) for n in entity.names if n != entity.name and not whole.issuperset(_name_words(n))})
        )
        if others and not entity.anonymous:
            told.append((one_line(entity.name), others))
    return told


def _name_words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())


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
