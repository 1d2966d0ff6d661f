"""Which medium a report says it has its facts from: other reports' publishers by their names, and wires.

A name is looked for in the forms in which journalists write it ("Lake Region News Agency", LRNA; an address
``money.cnn.com`` is CNN). A full name counts wherever it stands in the text; a shortened one only beside a word of
citing ("told the Shimpo").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from anyascii import anyascii

from twosource.lexicon import lines, table, words
from twosource.record import Reading, Report, Span

Place = Literal["text", "dateline", "foot", "byline", "helped", "metadata", "unnamed"]

_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'&.-]*")
_PARENTHESIS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")
_HOST = re.compile(r"^(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/|$)", re.IGNORECASE)
_EDITION = {"english", "edition", "service", "translation", "automatic", "machine", "page", "translated", "in"}
_WINDOW = 70
_TOLD_MEDIUM = re.compile(
    r"\b(?:told|tells|declared to|interview (?:with|by)|speaking to|spoke to|obtained by|"
    r"(?:reported|revealed|published) by)\s(?:the\s)?$",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"^\W{0,3}(?:(?:has|had|have|also|first|later|\w+ly)\s){0,2}(?:report|wrote|writes|revealed)", re.I
)
_DATELINE = re.compile(r"^[^\n]{0,90}?\(([A-Z][\w ./&-]{1,30})\)\s*(?:—|–|--|-|:|\.)?\s*(?=\S)")
_FOOT = re.compile(r"(?:^|[\s.!?\"”])\(([A-ZÀ-Þ][\w/&.,+ -]{1,40})\)\s*$")
# "Source: X", "With files from X", "X contributed to this report", "-- X and staff"; or a line of one name.
_FOOT_LINE = re.compile(
    r"^(?:sources?|quelle|kilde|källa|lähde|fonte|fuente|źródło|источник|джерело)\s*:|^(?:with|translated from|from|by|"
    r"(?:additional )?reporting by|mit material von)\s|\bcontributed\b|\b(?:and|with) staff\b|\band agencies\b",
    re.IGNORECASE,
)
_OPINION = re.compile(r"\b(?:op-ed|opinion piece|column|editorial)\b", re.IGNORECASE)  # what somebody wrote there
#: Keys of a report's metadata that name where its text is from (a canonical link, an RSS <source>).
_METADATA = ("canonical", "canonical_url", "source", "syndication_source", "original_source", "original_url")
_PHOTO = re.compile(r"\b(?:photo|picture|image|foto|bild|kuva|graphic|video|illustration|getty|file)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """``report`` names a medium: the publisher of other reports (their ids in ``reports``) or an agency (``wire``).
    ``full`` where the name is written out or stands beside a word of citing."""

    report: str
    name: str
    reports: tuple[str, ...]
    wire: str | None
    place: Place
    span: Span | None


def squash(name: str) -> str:
    """A name as letters alone: "The Washington Post" and ``washingtonpost`` are one."""
    plain = re.sub(r"[\W_]", "", anyascii(name).casefold())
    return plain.removeprefix("the") if len(plain) > 6 else plain


def names_of(report: Report) -> tuple[frozenset[str], frozenset[str]]:
    """How a report's publisher is written: (full names, names that need a word of citing), squashed."""
    return _names(report.publisher, report.url)


@functools.lru_cache(maxsize=10_000)
def _names(publisher: str | None, url: str | None) -> tuple[frozenset[str], frozenset[str]]:
    full: set[str] = set()
    short: set[str] = set()
    for written in (publisher, url):
        host = _HOST.match(written or "")
        if host:
            labels = [
                label for label in host.group(1).casefold().split(".")[:-1] if label not in words("any", "host_labels")
            ]
            full |= {squash(label) for label in labels[-1:]}
        elif written and written == publisher:
            _written(written, full, short)
    for canonical, forms in _media().items():
        if full & forms or (canonical in full):
            full |= {f for f in forms if len(f) > 2}
            short |= {f for f in forms if len(f) <= 2}
    full = {f for f in full if len(f) > 2}
    return frozenset(full), frozenset(s for s in short if len(s) > 1) - full


def _host_name(address: str) -> str | None:
    """What an address says of its publisher: cnn of ``money.cnn.com``."""
    host = _HOST.match(address)
    if host is None:
        return None
    labels = [label for label in host.group(1).casefold().split(".")[:-1] if label not in words("any", "host_labels")]
    return labels[-1] if labels else None


def _written(name: str, full: set[str], short: set[str]) -> None:
    inside = _PARENTHESIS.search(name)
    base = _PARENTHESIS.sub("", name).strip()
    full.add(squash(base))
    if inside and not set(inside.group(1).casefold().split()) & _EDITION:
        full.add(squash(inside.group(1)))
    parts = [p for p in re.split(r"[^\w’'.&]+", base) if p]
    capitals = "".join(p[0] for p in parts if p[0].isupper())
    if len(capitals) > 2:
        short.add(squash(capitals))
    while len(parts) > 1 and parts[-1].casefold() in words("any", "publisher_tails"):
        parts = parts[:-1]
        short.add(squash("".join(parts)))
    kept = [p for p in parts if len(p) > 4 and p.casefold() not in words("any", "publisher_tails") and p[0].isupper()]
    short.update(squash(p) for p in (kept if len(parts) > 1 else ()))
    short.update(squash(p) for p in re.split(r"[^\w]+", base) if p.casefold() in ("gazette", "herald", "tribune"))


@functools.cache
def _media() -> Mapping[str, frozenset[str]]:
    """Known media: squashed name -> all its squashed forms."""
    out: dict[str, frozenset[str]] = {}
    for section in ("agencies", "publishers"):
        for name, others in table("any/publishers").get(section, {}).items():
            forms = frozenset(squash(n) for n in (name, *others))
            out.update((form, forms) for form in forms)
    return out


@functools.cache
def _wires() -> Mapping[str, str]:
    """Agencies: every squashed form -> its name."""
    return {
        squash(form): name
        for name, others in table("any/publishers").get("agencies", {}).items()
        for form in (name, *others)
    }


@functools.cache
def _citing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any_of(words('any', 'citing'))})(?!\w)", re.IGNORECASE)


@functools.cache
def _medium_near() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What calls a name a medium: before it ("the daily X"), after it ("X, a news service")."""
    kinds = "|".join(lines("any", "media_kinds"))
    before = re.compile(rf"\b(?:{kinds})\W{{1,3}}$", re.IGNORECASE)
    after = re.compile(rf"^\W{{0,3}}(?:,\s(?:a|an|the)\s)?(?:[\w.-]+\s){{0,4}}(?:{kinds})\b", re.IGNORECASE)
    return before, after


@functools.cache
def _close() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word of citing that belongs to the name itself: right before it, or a verb right after it."""
    before_only = words("any", "citing_before")
    before = _any_of(words("any", "citing") | before_only)
    after = _any_of(words("any", "citing") - before_only)
    return (
        re.compile(rf"(?<!\w)(?:{before})\s(?:[\w’'.-]+\s){{0,3}}$", re.IGNORECASE),
        re.compile(rf"^[,\s]{{1,2}}(?:\w+\s){{0,1}}(?:{after})(?!\w)", re.IGNORECASE),
    )


def _any_of(entries: frozenset[str]) -> str:
    ordered = sorted(entries, key=lambda w: (-len(w), w))
    return "|".join(re.escape(e).replace(r"\*", r"\w*") for e in ordered)


@functools.cache
def _unnamed() -> re.Pattern[str]:
    return re.compile("|".join(lines("any", "unnamed_media")), re.IGNORECASE)


def unnamed_medium(reading: Reading) -> Span | None:
    """The first place where the report cites a medium without naming it ("told a news agency")."""
    found = _unnamed().search(reading.report.text)
    return Span(*found.span()) if found else None


def unnamed_media(reading: Reading) -> Iterator[Span]:
    """All such places, in order of text."""
    for found in _unnamed().finditer(reading.report.text):
        yield Span(*found.span())


def credits_of(readings: Sequence[Reading]) -> tuple[Credit, ...]:
    """All credits of all reports, in order of report and place."""
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    own: dict[str, frozenset[str]] = {}
    shorts = {r.report.id: names_of(r.report)[1] for r in readings}
    ordinary = _ordinary(readings, frozenset().union(*shorts.values()))
    for reading in readings:
        names, shorter = names_of(reading.report)
        shorter -= ordinary
        own[reading.report.id] = names | shorter
        for table_, forms in ((full, names), (short, shorter)):
            for form in sorted(forms):
                table_.setdefault(form, []).append(reading.report.id)
    cited = {r.report.id: list(_in_text(r, full, short, own[r.report.id])) for r in readings}
    media = {r.report.id for r in readings if is_medium(r.report)}
    media.update(i for found in cited.values() for c in found if c.medium for i in c.reports)
    out: list[Credit] = []
    for reading in readings:
        report = reading.report
        for c in cited[report.id]:
            reports = tuple(i for i in c.reports if i in media or c.reporting)
            if reports or c.wire:
                out.append(
                    Credit(report.id, report.text[c.start : c.end], reports, c.wire, "text", Span(c.start, c.end))
                )
        out += _signed(reading, full, short, own[report.id])
    return tuple(sorted(set(out), key=lambda c: (c.report, c.span or Span(0, 1), c.name, c.place)))


def _ordinary(readings: Sequence[Reading], forms: frozenset[str]) -> frozenset[str]:
    """Short forms that some report uses as a plain name, with no word of citing near: the place, mostly, that the
    paper is named after. Abbreviations and NamesLikeThis are never that."""
    out: set[str] = set()
    for reading in readings:
        text = reading.report.text
        for m in _CAPITALISED.finditer(text):
            form = squash(m.group().removesuffix("'s").removesuffix("’s"))
            plain = form in forms and form not in out and m.group()[1:].islower()
            if (
                plain
                and text[m.start() - 1 : m.start()] != "("
                and not _beside(text, *m.span(), *_line(text, *m.span()))
            ):
                out.add(form)
    return frozenset(out)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def is_agency(report: Report) -> bool:
    """The publisher is a news agency: a known one, or named so."""
    name = report.publisher or ""
    named = frozenset(anyascii(name).casefold().split()) & words("any", "agency_words")
    return bool(named) or bool(names_of(report)[0] & _wires().keys())


def is_medium(report: Report) -> bool:
    """The publisher is known or named as a medium; a ministry's or a university's own page is not."""
    name = report.publisher or ""
    if _HOST.match(name):
        return not re.search(r"\.(?:ac|edu|gov|mil)(?:\.|$)", name.casefold())
    parts = re.findall(r"[A-Z]?[a-z\d]+|[A-Z]+(?![a-z])", anyascii(name))  # "BalticNews" is Baltic News
    known = words("any", "media_words")
    return (
        any(p.casefold() in known or any(p.casefold().endswith(k) for k in known if len(k) > 3) for p in parts)
        or bool(names_of(report)[0] & _media().keys())
        or is_agency(report)
    )


@dataclass(frozen=True, slots=True)
class _Cited:
    """A publisher's name in the text of a report, before it is settled whether that is a credit."""

    start: int
    end: int
    reports: tuple[str, ...]
    wire: str | None
    medium: bool  # the words around it call it a medium, or treat it as one
    reporting: bool


def _in_text(
    reading: Reading, full: Mapping[str, list[str]], short: Mapping[str, list[str]], own: frozenset[str]
) -> Iterator[_Cited]:
    text = reading.report.text
    for passage in reading.passages:
        if passage.kind not in ("body", "headline"):
            continue
        taken = -1
        for start, end in _name_runs(text, passage.start, passage.end):
            form = squash(text[start:end])
            known = form in full or form in short or form in _wires()
            near = text[max(passage.start, start - 40) : end]
            if not known or start < taken or form in own or _PHOTO.search(near) or _OPINION.search(near):
                continue
            before, after = (
                text[max(passage.start, start - _WINDOW) : start],
                text[end : min(passage.end, end + _WINDOW)],
            )
            medium = bool(_medium_near()[0].search(before) or _medium_near()[1].search(after))
            close = bool(_close()[0].search(before) or _close()[1].search(after))
            cited = _beside(text, start, end, passage.start, passage.end)
            reports = full.get(form, []) or (short.get(form, []) if close or medium else [])
            if reports or (cited and form in _wires()):
                taken = end
                yield _Cited(
                    start,
                    end,
                    tuple(reports),
                    _wires().get(form),
                    medium or bool(_TOLD_MEDIUM.search(before)),
                    bool(_REPORTING.match(after)),
                )


def _name_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of up to five words that begin and end with a capital, the longest first from each place."""
    found = [(m.start(), m.end()) for m in re.finditer(r"\w[\w’'&.-]*", text[start:end])]
    found = [(start + s, start + e) for s, e in found]
    for k, (s, _) in enumerate(found):
        if not (text[s].isupper() or text[s].isdigit()):
            continue
        for last in range(min(k + 4, len(found) - 1), k - 1, -1):
            s2, e2 = found[last]
            if text[s2].isupper() or text[s2].isdigit() or last == k:
                stop = e2
                while stop > s2 + 1 and text[stop - 1] in ".’'-":
                    stop -= 1
                if text[s:stop].endswith(("'s", "’s")):
                    stop -= 2
                if stop > s:
                    yield s, stop


def _beside(text: str, start: int, end: int, low: int, high: int) -> bool:
    """A word of citing in the same sentence, near the name."""
    before = re.split(r"[.!?]\s", text[max(low, start - _WINDOW) : start])[-1]
    after = re.split(r"[.!?]\s", text[end : min(high, end + _WINDOW)])[0]
    return bool(_citing().search(before) or _citing().search(after))


def _signed(
    reading: Reading, full: Mapping[str, list[str]], short: Mapping[str, list[str]], own: frozenset[str]
) -> Iterator[Credit]:
    """Datelines "CITY (XXX) —", feet "(XXX)" or "Source: X", and authors that are agencies."""
    for place, words_, span, whole in _signatures(reading.report):
        for part, at in [(words_, span)] if whole else _parts(words_, span):
            form = squash(part)
            reports = full.get(form) or short.get(form) or []
            wire = _wires().get(form) or (part if place == "dateline" and part.isupper() and len(part) > 2 else None)
            if form not in own and (reports or wire):
                yield Credit(reading.report.id, part, tuple(reports), wire, place, at)


def _signatures(report: Report) -> Iterator[tuple[Place, str, Span | None, bool]]:
    """Where a signature can stand: (place, words, span, whether the words are one name)."""
    text = report.text
    opening = text[:600]
    for begin in [0, *(m.end() for m in re.finditer(r"\n+", opening))]:
        found = _DATELINE.match(text[begin : begin + 140])
        if found:
            city = re.split(r"[\s,]", text[begin : begin + found.start(1)].strip(" ("))[0]
            if city == city.upper():
                yield "dateline", found.group(1), Span(begin + found.start(1), begin + found.end(1)), False
    tail = list(re.finditer(r"[^\n]+", text[-600:]))[-4:]
    offset = max(0, len(text) - 600)
    for m in tail:
        line, at = m.group(), offset + m.start()
        if _PHOTO.search(line):
            continue
        foot = _FOOT.search(line)
        if foot:
            yield "foot", foot.group(1), Span(at + foot.start(1), at + foot.end(1)), False
        elif len(line) <= 120 and _FOOT_LINE.search(line.strip(" -–—*")):
            helped = re.search(r"contribut|additional|with files|information", line, re.IGNORECASE)
            yield "helped" if helped else "foot", line, Span(at, at + len(line)), False
        else:
            signed = re.search(r"(?:^|[.\s])(?:--|—|–)\s*([^.]{2,60})$", line) or re.match(r"([^.:]{2,40})\.", line)
            if signed:
                yield "foot", signed.group(1), Span(at + signed.start(1), at + signed.end(1)), True
    if report.author:
        yield "byline", report.author, None, False
    for key in _METADATA:
        value = report.extra.get(key)
        if isinstance(value, str) and value:
            host = _host_name(value)
            yield "metadata", host or value, None, bool(host)


def _parts(written: str, span: Span | None) -> Iterator[tuple[str, Span | None]]:
    """The names in a signature: "AP/dpa", "Reuters and staff", "Source: Nordlys Nyheter"."""
    for start, end in _name_runs(written, 0, len(written)):
        yield written[start:end], Span(span.start + start, span.start + end) if span else None
