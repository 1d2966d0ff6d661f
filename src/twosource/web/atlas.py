"""The map of a story: its places where they are known, on outlines of the countries around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.present.index import Index
from twosource.present.visible import one_line
from twosource.record import Entity
from twosource.web import gazetteer
from twosource.web.addresses import StoryAddresses
from twosource.web.gazetteer import Lying

_NARROWEST = 240  # tenths of a degree that the map shows at least
_AROUND = 0.18  # of its width, on every side


@dataclass(frozen=True, slots=True)
class Spot:
    """A place. ``number`` is what stands for it on the map, 0 where it is not there; ``x`` and ``y`` tenths of a degree
    eastwards and southwards; ``places`` are the reports that name it with links to the words."""

    number: int
    name: str
    sort: str
    x: int
    y: int
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The spots that are ``drawn`` and those that are ``missing``, those of most reports first; the part of the world
    that is shown (left, top, width, height), and the outlines in it, each with whether the reports name the country."""

    drawn: tuple[Spot, ...]
    missing: tuple[Spot, ...]
    left: int
    top: int
    width: int
    height: int
    outlines: tuple[tuple[str, bool], ...]


def atlas(index: Index, addresses: StoryAddresses) -> Atlas:
    """The map of a story."""
    places = [e for e in index.entities.values() if e.kind == "place" and e.mentions]
    lying = _lying(places)
    spots: list[Spot] = []
    for entity in sorted(places, key=lambda e: (-len({m.report for m in e.mentions}), e.name)):
        found = lying[entity.id]
        known = found.sort not in ("several", "unknown")
        number = 1 + sum(1 for spot in spots if spot.number) if known else 0
        mentions = index.one_of_each_report(entity.mentions)
        told = tuple((index.report_name(m.report), addresses.words(m.report, 0, m.start, m.end)) for m in mentions)
        x, y = round(10 * (found.east + 180)), round(10 * (90 - found.north))
        spots.append(Spot(number, one_line(entity.name), found.sort, x if known else 0, y if known else 0, told))
    drawn = tuple(spot for spot in spots if spot.number)
    missing = tuple(spot for spot in spots if not spot.number)
    if not drawn:
        return Atlas((), missing, 0, 0, 0, 0, ())
    left, top, width, height = _window(drawn)
    named = {found.country for found in lying.values()}
    outlines = tuple((path, name in named) for name, path in gazetteer.outlines().items())
    return Atlas(drawn, missing, left, top, width, height, outlines)


def _lying(places: Iterable[Entity]) -> dict[str, Lying]:
    """Where each lies; smaller places only in countries that the reports name too."""
    found = {e.id: gazetteer.lying((e.name, *e.names)) for e in places}
    countries = {place.country for place in found.values() if place.sort == "country"}
    for entity in places:
        if countries and found[entity.id].sort == "unknown":
            found[entity.id] = gazetteer.village((entity.name, *entity.names), countries)
    return found


def _window(shown: Sequence[Spot]) -> tuple[int, int, int, int]:
    """What is shown: all spots with some room around them, twice as wide as it is high."""
    xs, ys = [s.x for s in shown], [s.y for s in shown]
    width = max(_NARROWEST, round((max(xs) - min(xs)) * (1 + 2 * _AROUND)))
    height = max(width // 2, round((max(ys) - min(ys)) * (1 + 2 * _AROUND)))
    width = max(width, 2 * height)
    return (max(xs) + min(xs) - width) // 2, (max(ys) + min(ys) - height) // 2, width, height
