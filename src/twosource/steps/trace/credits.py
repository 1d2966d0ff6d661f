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

from twosource.lexicon import lines, words
from twosource.record import Reading, Span
from twosource.steps.trace.mastheads import is_medium, name_runs, names_of, signed_wire, squash, wire
from twosource.steps.trace.signatures import PHOTO, SignedAt, parts, signatures

Place = Literal["text", "unnamed"] | SignedAt

_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'&.-]*")
_WINDOW = 70
_TOLD_MEDIUM = re.compile(
    r"\b(?:told|tells|declared to|interview (?:with|by)|speaking to|spoke to|obtained by|"
    r"(?:reported|revealed|published) by)\s(?:the\s)?$",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"^\W{0,3}(?:(?:has|had|have|also|first|later|\w+ly)\s){0,2}(?:report|wrote|writes|revealed)", re.I
)
#: "The charity Return Watch (RW) said": whose own text is among the reports is heard through it.
_SAID = re.compile(
    r"^(?:\s\([A-Z&]{2,8}\))?,?\s(?:has |had |also )?"
    r"(?:said|says|told|claimed|claims|described|added|announced|found|counted)\b"
)
_ACCORDING = re.compile(r"\baccording to (?:\w+ ){0,4}$", re.IGNORECASE)
_OPINION = re.compile(r"\b(?:op-ed|opinion piece|column|editorial)\b", re.IGNORECASE)  # what somebody wrote there


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
def _published() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What only media do: before a name, with an article or a word for the medium between, and behind it."""
    verbs = _any_of(words("any", "publishing"))
    between = r"(?:[^\W\d_A-Z][\w’'.-]*\s){0,2}[«„“\"]?(?:[^\W\d_]{1,5}['’])?"
    return (
        re.compile(rf"(?<!\w)(?i:{verbs})\s{between}$"),
        re.compile(rf"^[»”\",\s]{{1,3}}(?i:{verbs})(?!\w)"),
    )


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
    declined = _declined_names(readings)
    cited = {r.report.id: list(_in_text(r, full, short, own[r.report.id], declined)) for r in readings}
    media = {r.report.id for r in readings if is_medium(r.report)}
    media.update(i for found in cited.values() for c in found if c.medium for i in c.reports)
    out: list[Credit] = []
    for reading in readings:
        report = reading.report
        for c in cited[report.id]:
            reports = tuple(i for i in c.reports if i in media or c.reporting or c.said)
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


@dataclass(frozen=True, slots=True)
class _Cited:
    """A publisher's name in the text of a report, before it is settled whether that is a credit."""

    start: int
    end: int
    reports: tuple[str, ...]
    wire: str | None
    medium: bool  # the words around it call it a medium, or treat it as one
    reporting: bool
    said: bool  # what a body that is no medium said, by its full name


def _in_text(
    reading: Reading,
    full: Mapping[str, list[str]],
    short: Mapping[str, list[str]],
    own: frozenset[str],
    declined: Mapping[tuple[str, ...], list[str]],
) -> Iterator[_Cited]:
    text = reading.report.text
    declines = reading.report.language.split("-")[0] in _DECLINING
    for passage in reading.passages:
        if passage.kind not in ("body", "headline"):
            continue
        taken = -1
        for start, end in name_runs(text, passage.start, passage.end):
            form = squash(text[start:end])
            agency = wire(text[start:end])
            bent = declined.get(_stems(text[start:end]), []) if declines and form not in full else []
            bent = [i for i in bent if i != reading.report.id]
            known = form in full or form in short or agency is not None or bool(bent)
            near = text[max(passage.start, start - 40) : end]
            if not known or start < taken or form in own or PHOTO.search(near) or _OPINION.search(near):
                continue
            before, after = (
                text[max(passage.start, start - _WINDOW) : start],
                text[end : min(passage.end, end + _WINDOW)],
            )
            medium = bool(_medium_near()[0].search(before) or _medium_near()[1].search(after))
            close = bool(_close()[0].search(before) or _close()[1].search(after))
            cited = _beside(text, start, end, passage.start, passage.end)
            reports = full.get(form, []) or (short.get(form, []) if close or medium else [])
            reports = reports or (bent if cited else [])
            if reports or (cited and agency is not None):
                taken = end
                yield _Cited(
                    start,
                    end,
                    tuple(reports),
                    agency,
                    medium or bool(_TOLD_MEDIUM.search(before)),
                    bool(_REPORTING.match(after) or _published()[0].search(before) or _published()[1].match(after)),
                    form in full and bool(_SAID.match(after) or _ACCORDING.search(before)),
                )


_DECLINING = frozenset(("fi", "pl", "ru", "uk"))


def _stems(name: str) -> tuple[str, ...]:
    """What endings leave of a name: the beginnings of its words; of a single word all but its last letter."""
    said = [squash(w) for w in re.findall(r"\w+", name)]
    return tuple(w[:4] for w in said) if len(said) > 1 else tuple(w[: max(5, len(w) - 2)] for w in said)


def _declined_names(readings: Sequence[Reading]) -> dict[tuple[str, ...], list[str]]:
    """What endings leave of the publishers' names, with the reports of each."""
    out: dict[tuple[str, ...], list[str]] = {}
    for reading in readings:
        name = reading.report.publisher or ""
        if len(squash(name)) > 4 and "." not in name:
            out.setdefault(_stems(name), []).append(reading.report.id)
    return out


def _beside(text: str, start: int, end: int, low: int, high: int) -> bool:
    """A word of citing in the same sentence, near the name."""
    before = re.split(r"[.!?]\s", text[max(low, start - _WINDOW) : start])[-1]
    after = re.split(r"[.!?]\s", text[end : min(high, end + _WINDOW)])[0]
    return bool(_citing().search(before) or _citing().search(after))


def _signed(
    reading: Reading, full: Mapping[str, list[str]], short: Mapping[str, list[str]], own: frozenset[str]
) -> Iterator[Credit]:
    """Datelines "CITY (XXX) —", feet "(XXX)" or "Source: X", and authors that are agencies."""
    for place, words_, span, whole in signatures(reading.report):
        for part, at in [(words_, span)] if whole else parts(words_, span):
            form = squash(part)
            reports = full.get(form) or short.get(form) or []
            unknown = part if place == "dateline" and part.isupper() and len(part) > 2 else None
            agency = signed_wire(part) or unknown
            if form not in own and (reports or agency):
                yield Credit(reading.report.id, part, tuple(reports), agency, place, at)
