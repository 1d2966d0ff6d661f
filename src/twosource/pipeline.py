"""From reports to a dossier: the one place where the steps are wired, to be read from top to bottom."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from twosource.engines import Engines
from twosource.protocols import Meaning, TaggedAttribution
from twosource.record import (
    TWO_INDEPENDENT,
    Attribution,
    Comparison,
    Decision,
    Declined,
    Derivation,
    Dossier,
    Entity,
    Group,
    HouseRule,
    Material,
    OriginCount,
    Owner,
    Reading,
    Report,
    Revision,
    Statement,
    Story,
    instant,
)
from twosource.steps import overrule
from twosource.steps.align import align, with_wordings
from twosource.steps.attribute import attribute
from twosource.steps.clauses import clauses_of
from twosource.steps.compare import SURE, compare
from twosource.steps.compare.utterances.quotes import collate
from twosource.steps.read import read
from twosource.steps.resolve import resolve
from twosource.steps.revise import revise
from twosource.steps.trace import count_origins, derive, standing_alone
from twosource.steps.values import Values, timeline, values

Progress = Callable[[str], None]
Tagged = Mapping[str, Sequence[TaggedAttribution]]  # by report id
AT_ONCE = 16  # reports that the tagger reads before it can be stopped


@dataclass(frozen=True, slots=True)
class ReadReport:
    """All that is made of a report by itself, before it is held against others: worth keeping. ``declined`` is what
    attribution could not tell; the reading has its own. ``values`` are None where they are still to be read."""

    reading: Reading
    attributions: tuple[Attribution, ...]
    declined: tuple[Declined, ...]
    values: Values | None = None


Reader = Callable[[Sequence[Report]], tuple[Sequence[ReadReport], Sequence[str]]]
"""Reads reports, in their order, and says in sentences which learned part was missing."""


def reading_with(engines: Engines) -> Reader:
    """A reader that reads every report."""
    return lambda reports: (read_reports(reports, engines), engines.missing)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of circular garbage: records hold no circles, and walking through millions of them again
    and again is a tenth of the work."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@_uncollected()
def check(
    reports: Sequence[Report],
    engines: Engines | Reader,
    *,
    rule: HouseRule = TWO_INDEPENDENT,
    warnings: Sequence[str] = (),
    decisions: Sequence[Decision] = (),
    owners: Sequence[Owner] = (),
    sure: float = SURE,
    meaning: Callable[[], Meaning | None] = lambda: None,
    progress: Progress = lambda _: None,
) -> Dossier:
    """The dossier of one story. The order of ``reports`` does not matter; ids must be unique.

    ``engines`` read the reports, or a reader that has read some of them before;
    ``rule`` is the house rule (``steps.trace.rules.RULES``, or the user's own); ``decisions`` is the whole log of what
    people decided, oldest first, replayed behind the step that each one overrules; ``owners`` are the user's own
    entries on who publishes what; ``sure`` is how often a difference of its kind must be right to be shown;
    ``meaning`` gives, for a reader, what tells the like matter where words differ (engines have their own);
    ``progress`` is told each stage in words.
    """
    held, void = overrule.in_force(decisions)
    reports, uncorrected = overrule.corrected(reports, held)
    ordered = tuple(sorted(reports, key=by_time))
    texts = {r.id: r for r in ordered}
    progress(f"reading {len(ordered)} reports")
    found, missing = _read(ordered, engines)
    readings = tuple(one.reading for one in found)
    progress("finding out who they are")
    entities, statements, unresolved = _resolved(found)
    entities, statements, unnamed = overrule.identified(entities, statements, texts, held)
    material = material_of(readings, entities, statements, {one.reading.report.id: one.values for one in found})
    progress("looking for shared text")
    derivations, underived = overrule.rederived(derive(readings), texts, held)
    progress("comparing the statements")
    told_in = clauses_of(material)
    sense = engines.meaning if isinstance(engines, Engines) else meaning()
    groups, unaligned = align(material, told_in, sense)
    quotes = collate(material, sense)
    groups = with_wordings(material, groups, quotes)
    groups, ungrouped = overrule.regrouped(groups, statements, texts, held)
    kept = overrule.without(material, held)
    comparisons, undecided = compare(kept, groups, derivations, sure, told_in, sense)
    whole = comparisons if kept is material else compare(material, groups, derivations, sure, told_in, sense)[0]
    comparisons, unjudged = overrule.rejudged(comparisons, whole, texts, held)
    progress("counting origins")
    groups = (*groups, *standing_alone(material, groups, sense))
    rulings, uncounted = overrule.rulings(material, held)
    origins = count_origins(material, groups, comparisons, derivations, rule, rulings, owners)
    circles, doubts = _circles(origins, entities), _doubts(ordered, statements, groups, comparisons)
    not_applied = (*void, *uncorrected, *unnamed, *underived, *ungrouped, *unjudged, *uncounted)
    return Dossier(
        story=_story(ordered),
        reports=ordered,
        entities=entities,
        statements=statements,
        groups=groups,
        comparisons=comparisons,
        quotes=quotes,
        derivations=derivations,
        origins=origins,
        timeline=timeline(kept),
        declined=_in_order((*_declined(found), *unresolved, *unaligned, *undecided), ordered),
        warnings=(*sorted(warnings), *missing, *not_applied, *circles, *doubts),
        decisions=held,
        rule=rule,
        sure=sure,
    )


def attributions_of(
    reports: Sequence[Report], engines: Engines
) -> Iterator[tuple[Report, tuple[Attribution, ...], tuple[Statement, ...], tuple[Entity, ...]]]:
    """For the corpus filter: each report read by itself, with its attributions, statements and entities."""
    for one in read_reports(reports, engines, valued=False):
        report = one.reading.report
        entities, statements, _ = _resolved((one,))
        yield report, one.attributions, statements, entities


def revision(old: Report, new: Report, engines: Engines | Reader) -> Revision:
    """What changed between two versions of one article, statement by statement; ``engines`` as for ``check``."""
    entities, statements, _ = _resolved(_read((old, new), engines)[0])
    return revise(old, new, statements, {e.id: e.name for e in entities})


def derivations_of(reports: Sequence[Report], engines: Engines) -> tuple[Derivation, ...]:
    """For the corpus filter: which reports are not independent of which."""
    return derive(read(sorted(reports, key=by_time), engines.rules_only))


def by_time(report: Report) -> tuple[str, str]:
    """The order of reports everywhere: as published, unknown dates last, then by id."""
    return (instant(report.published), report.id)


@_uncollected()
def read_reports(reports: Sequence[Report], engines: Engines, valued: bool = True) -> tuple[ReadReport, ...]:
    """Each report read by itself, with who says what in it, in the order given; ``valued`` with its dates and numbers,
    which a tenth of the time goes into.

    Parser, tagger and rules work side by side: the tagger needs nothing of the parser, and its runtime leaves the
    interpreter free. What an interruption leaves waiting is dropped."""
    with _beside() as thread:
        parts = [thread.submit(_tag, reports[k : k + AT_ONCE], engines) for k in range(0, len(reports), AT_ONCE)]
        readings = read(reports, engines.parser_for)
        return tuple(_attributed(reading, parts[k // AT_ONCE].result(), valued) for k, reading in enumerate(readings))


def _attributed(reading: Reading, tagged: Tagged, valued: bool) -> ReadReport:
    attributions, declined = attribute(reading, tagged.get(reading.report.id))
    return ReadReport(reading, tuple(attributions), tuple(declined), values(reading) if valued else None)


def _read(reports: Sequence[Report], engines: Engines | Reader) -> tuple[Sequence[ReadReport], Sequence[str]]:
    """What was made of each report, and which learned parts were missing."""
    return (reading_with(engines) if isinstance(engines, Engines) else engines)(reports)


def _resolved(
    found: Sequence[ReadReport],
) -> tuple[tuple[Entity, ...], tuple[Statement, ...], tuple[Declined, ...]]:
    readings = tuple(one.reading for one in found)
    return resolve(readings, {one.reading.report.id: one.attributions for one in found})


def _declined(found: Sequence[ReadReport]) -> Iterator[Declined]:
    """What could not be told of each report by itself."""
    for one in found:
        yield from (*one.reading.declined, *one.declined)


@contextmanager
def _beside() -> Iterator[ThreadPoolExecutor]:
    thread = ThreadPoolExecutor(max_workers=1)
    try:
        yield thread
    finally:
        thread.shutdown(cancel_futures=True)


def _tag(reports: Sequence[Report], engines: Engines) -> Tagged:
    """The tagger reads English only."""
    if engines.tagger is None:
        return {}
    english = [r for r in reports if r.language.split("-")[0] in ("en", "und")]
    return dict(zip((r.id for r in english), engines.tagger.attribute([r.text for r in english]), strict=True))


def material_of(
    readings: tuple[Reading, ...],
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    known: Mapping[str, Values | None] = MappingProxyType({}),
) -> Material:
    """A story read and resolved, with its dates and numbers; ``known`` are those read already, by report."""
    found = {r.report.id: known.get(r.report.id) or values(r) for r in readings}
    return Material(
        readings=readings,
        entities=entities,
        statements=statements,
        moments={report: moments for report, (moments, _) in found.items()},
        quantities={report: quantities for report, (_, quantities) in found.items()},
    )


def _story(reports: Sequence[Report]) -> Story:
    """Named after its first report in the language that most are in; the id is made from the reports, so that the same
    reports give the same story."""
    digest = hashlib.sha256("\n".join(sorted(f"{r.id} {r.sha256}" for r in reports)).encode()).hexdigest()
    dates = sorted(r.published[:10] for r in reports if r.published)
    languages = Counter(r.language for r in reports if r.title)
    usual = max(sorted(languages), key=lambda x: languages[x], default="")
    titles = [r.title for r in reports if r.title and r.language == usual]
    title = titles[0] if titles else " ".join(reports[0].text.split(maxsplit=12)[:12]) if reports else ""
    return Story("story-" + digest[:12], title, dates[0] if dates else None, dates[-1] if dates else None)


def _doubts(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    groups: Sequence[Group],
    comparisons: Sequence[Comparison],
) -> list[str]:
    """What a reader should know of the set of reports before reading on."""
    if len(reports) == 1:
        return ["There is one report only, so nothing can be compared: this shows who says what in it."]
    of = {s.id: s.report for s in statements}
    told_by = [{of[s] for s in g.statements} for g in groups]
    told_by += [{m.report for v in c.values for m in v.mentions} for c in comparisons]
    matched = {r for told in told_by if len(told) > 1 for r in told}
    alone = [r.id for r in reports if r.id not in matched]
    if not alone:
        return []
    shown = ", ".join(alone[:6]) + (f" and {len(alone) - 6} more" if len(alone) > 6 else "")
    return [f"Nothing was found that another report tells too in: {shown}. They may be about something else."]


def _circles(origins: Sequence[OriginCount], entities: Sequence[Entity]) -> list[str]:
    """Publishers that rest on one another, once each."""
    names = {e.id: e.name for e in entities}
    circles = sorted({c for count in origins for c in count.circles if len(c) > 1})
    return [
        "These cite one another in a circle, so that none shows where it comes from: "
        + " → ".join(names.get(e, e) for e in (*circle, circle[0]))
        + "."
        for circle in circles
    ]


def _in_order(declined: Sequence[Declined], reports: Sequence[Report]) -> tuple[Declined, ...]:
    place = {r.id: k for k, r in enumerate(reports)}
    return tuple(
        sorted(set(declined), key=lambda d: (place.get(d.report or "", -1), d.start or 0, d.end or 0, d.step, d.why))
    )
