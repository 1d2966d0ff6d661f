"""Bodies known by their place: "Leeds police", "police in the Leeds area", "politiet i Leeds" are one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from twosource.lexicon import table, words
from twosource.record import Reading
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.spelling import plain

_WORDS_BEFORE = re.compile(
    r"([^\W\d_]+(?: (?:brigade|department|service))?)\s+"
    r"(?:in|of|i|im|von|du|de|des|en|di|w|we|v|van|в|во|у)\s+(?:the\s+|la\s+|le\s+)?$"
)
_WORDS_BEHIND = re.compile(r"[^\S\n]+([^\W\d_]+(?:[ ](?:brigade|department|service|district|force|office))?)\b")
_AREA = re.compile(r"\s+(?:region|area|county|district|province|city|oblast)\b")


def authorities(readings: Sequence[Reading], figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Authority ("police", …) -> its figures, one for each place that the reports name it with."""
    texts = {r.report.id: r.report.text for r in readings}
    languages = {r.report.id: r.report.language for r in readings}
    found: dict[str, list[Figure]] = {}
    for place in figures:
        if place.kind not in ("place", "other"):
            continue
        made: dict[str, Figure] = {}
        for report, start, end in sorted(place.places):
            hit = _at(texts[report], start, end)
            if hit is None:
                continue
            kind, span = hit
            surface = " ".join(texts[report][span[0] : span[1]].split())
            figure = made.setdefault(kind, Figure("organisation", surface))
            if not figure.places or (languages[report].startswith("en") and not _is_english(figure.name)):
                figure.name = surface
            figure.names.add(surface)
            figure.places.add((report, *span))
            place.places.discard((report, start, end))  # the words name the body, not where something happened
        for kind in sorted(made):
            found.setdefault(kind, []).append(made[kind])
    return found


def meant(local: Mapping[str, Sequence[Figure]], figures: Iterable[Figure]) -> dict[str, Figure]:
    """Authority -> the one body that the bare word ("police") means in this story: the only one named, or the one named
    three times as often as all others. ``local`` are those of ``authorities``; ``figures`` all of the story."""
    named: dict[str, list[Figure]] = {kind: list(found) for kind, found in local.items()}
    for figure in figures:
        if figure.kind == "organisation":
            kinds = {kind for name in figure.names for kind in _kinds_in(name)}
            for kind in sorted(k for k in kinds if k in named and not any(figure is f for f in named[k])):
                named[kind].append(figure)
    out = {}
    for kind, found in named.items():
        first, *others = sorted(found, key=lambda f: -len(f.places))
        if len(first.places) >= _OFTENER * sum(len(f.places) for f in others):
            out[kind] = first
    return out


_OFTENER = 3
#: "NYPD": initials that end as those of a police department do.
_INITIALS = re.compile(r"[A-Z]{1,4}PD")


def _kinds_in(name: str) -> set[str]:
    """The authorities that a name of several words speaks of: "Harwick Police Department", "Federal Police"."""
    if _INITIALS.fullmatch(name):
        return {"police"}
    parts = name.split() if " " in name else []
    return {kind for part in parts if (kind := _kind(part)) is not None}


def _at(text: str, start: int, end: int) -> tuple[str, tuple[int, int]] | None:
    behind = _WORDS_BEHIND.match(text, end)
    if behind is not None:
        for size in (behind.end(1), behind.start(1) + len(behind.group(1).split()[0])):
            if (kind := _kind(text[behind.start(1) : size])) is not None:
                return kind, (start, size)
    before = _WORDS_BEFORE.search(text[max(0, start - 40) : start])
    if before is not None and (kind := _kind(before.group(1))) is not None:
        area = _AREA.match(text, end)
        return kind, (start - len(before.group()), area.end() if area else end)
    return None


@functools.cache
def _kind(phrase: str) -> str | None:
    key = plain(phrase)
    for kind, spellings in sorted(table("any/authorities").items()):
        for spelling in spellings:
            stem = spelling.rstrip("*")
            if (
                key == stem
                or (spelling.endswith("*") and key.startswith(stem))
                or key in (f"{stem} district", f"{stem} force")
            ):
                return kind
    return None


def _is_english(name: str) -> bool:
    return any(w in words("en", "body_nouns") or w == "prosecutors" for w in plain(name).split())
