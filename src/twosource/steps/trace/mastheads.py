"""How publishers are written: their names in the forms in which journalists write them, and which are media.

"Lake Region News Agency" is LRNA too, an address ``money.cnn.com`` is CNN.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from anyascii import anyascii

from twosource.lexicon import table, words
from twosource.record import Report

_PARENTHESIS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]")
_HOST = re.compile(r"^(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/|$)", re.IGNORECASE)
_EDITION = {"english", "edition", "service", "translation", "automatic", "machine", "page", "translated", "in"}


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


def host_name(address: str) -> str | None:
    """What an address says of its publisher: cnn of ``money.cnn.com``."""
    host = _HOST.match(address)
    if host is None:
        return None
    labels = [label for label in host.group(1).casefold().split(".")[:-1] if label not in words("any", "host_labels")]
    return labels[-1] if labels else None


def _written(name: str, full: set[str], short: set[str]) -> None:
    inside = _PARENTHESIS.search(name)
    base = _PARENTHESIS.sub("", name).strip()
    full |= {squash(base), squash(_ELIDED.sub("", base))}
    if inside and not set(inside.group(1).casefold().split()) & _EDITION:
        full.add(squash(inside.group(1)))
    parts = [p for p in re.split(r"[^\w’'.&]+", base) if p]
    capitals = "".join(p[0] for p in parts if p[0].isupper())
    if len(capitals) > 2:
        short.add(squash(capitals))
    while len(parts) > 1 and parts[-1].casefold() in words("any", "publisher_tails"):
        parts = parts[:-1]
        if not all(_of_a_region(p) for p in parts):
            short.add(squash("".join(parts)))
    kept = [p for p in parts if len(p) > 4 and p.casefold() not in words("any", "publisher_tails") and p[0].isupper()]
    kept = [p for p in kept if not _of_a_region(p)]
    short.update(squash(p) for p in (kept if len(parts) > 1 else ()))
    short.update(squash(p) for p in re.split(r"[^\w]+", base) if p.casefold() in ("gazette", "herald", "tribune"))


_SIDES = frozenset({"east", "west", "north", "south", "central", "eastern", "western", "northern", "southern"})


def _of_a_region(word: str) -> bool:
    """ "East Africa" of "East Africa Newswire" is mostly the region."""
    return word.casefold() in _SIDES or word.casefold() in words("any", "wide_places")


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
def wires() -> Mapping[str, str]:
    """Agencies: every squashed form -> its name."""
    return {
        squash(form): name
        for name, others in table("any/publishers").get("agencies", {}).items()
        for form in (name, *others)
    }


def wire(name: str) -> str | None:
    """The agency that is written so; initials are its name in capitals alone ("SANA", not the girl Sana)."""
    form = squash(name)
    return wires().get(form) if name.isupper() or form not in _initials() else None


def signed_wire(name: str) -> str | None:
    """The agency that signs so, in a dateline or at the foot: initials count there that are a word elsewhere."""
    return wire(name) or _signatures().get(name)


@functools.cache
def _initials() -> frozenset[str]:
    """Squashed forms of agencies that the table has in capitals alone."""
    forms = [f for name, others in table("any/publishers").get("agencies", {}).items() for f in (name, *others)]
    return frozenset(map(squash, forms)) - frozenset(squash(f) for f in forms if not f.isupper())


@functools.cache
def _signatures() -> Mapping[str, str]:
    return {form: name for name, forms in table("any/agency_signatures").items() for form in forms}


def is_agency(report: Report) -> bool:
    """The publisher is a news agency: a known one, or named so."""
    name = report.publisher or ""
    named = frozenset(anyascii(name).casefold().split()) & words("any", "agency_words")
    return bool(named) or bool(names_of(report)[0] & wires().keys()) or name in _signatures()


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


@functools.cache
def _small() -> frozenset[str]:
    """Agencies that are written in small letters ("dpa")."""
    forms = (f for others in table("any/publishers").get("agencies", {}).values() for f in others)
    return frozenset(f for f in forms if f.islower())


#: An article or a preposition that has lost its vowel before a name: "l'Ansa", "d'El País", "dell'Arena".
_ELIDED = re.compile(r"(?:[ldnsLDNS]|[Dd]ell|[Nn]ell|[Ss]ull|[Dd]all|[Aa]ll|[Qq]u)['’](?=[^\W\d_a-z])")
_IN_MARKS = re.compile(r"[«„“\"]([^\W\d_][^«»„“”\"\n]{2,40})[»“”\"]")


def name_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of up to five words that begin and end with a capital, and what stands in quotation marks, as names of
    papers do in some languages ("«Озёрный вестник»"); in order of text, the longest first from each place."""
    marked = (m.span(1) for m in _IN_MARKS.finditer(text, start, end))
    yield from sorted({*marked, *_runs(text, start, end)}, key=lambda span: (span[0], -span[1]))


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    found = [(m.start(), m.end()) for m in re.finditer(r"\w[\w’'&.-]*", text[start:end])]
    elided = [_ELIDED.match(text, start + s) for s, _ in found]
    found = [(cut.end() if cut else start + s, start + e) for (s, e), cut in zip(found, elided, strict=True)]
    for k, (s, _) in enumerate(found):
        if text[s].islower() and text[s : found[k][1]] in _small():
            yield s, found[k][1]
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
