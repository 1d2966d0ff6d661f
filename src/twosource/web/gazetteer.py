"""Where places lie, from small tables in the package: countries, towns of 15,000 people or more, and smaller places
whose name no other place bears."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from twosource import lexicon


@dataclass(frozen=True, slots=True)
class Lying:
    """``sort``: ``town``, ``village`` or ``country`` at degrees east and north; ``several`` where the name is that of
    several towns of a size, ``unknown`` where the table has none (then without degrees)."""

    sort: Literal["town", "village", "country", "several", "unknown"]
    east: float = 0.0
    north: float = 0.0
    country: str = ""


def lying(names: Iterable[str]) -> Lying:
    """Where the place of these names is: the first that the table knows."""
    unsure = Lying("unknown")
    for name in names:
        found = _table().get(name.casefold().removeprefix("the "))
        if found is not None and found.sort != "several":
            return found
        unsure = found or unsure
    return unsure


def village(names: Iterable[str], countries: Iterable[str]) -> Lying:
    """Where a smaller place of these names is, in one of these countries (as ``Lying.country`` has them): a name that
    only one place in the table bears may be that of a hamlet elsewhere which the table does not have."""
    known = set(countries)
    for name in names:
        for country in sorted(known):
            found = _villages().get(country, {}).get(name.casefold())
            if found:
                east, north = found
                return Lying("village", east, north, country)
    return Lying("unknown")


@cache
def _villages() -> dict[str, dict[str, tuple[float, float]]]:
    """By country and name."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    packed = (files("twosource.web") / "places" / "villages.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        if line.startswith("# "):
            country = lying([line[2:]]).country
            here = found.setdefault(country, {}) if country else {}
        else:
            name, east, north = line.split("\t")
            here[name.casefold()] = int(east) / 10, int(north) / 10
    return found


@cache
def outlines() -> dict[str, str]:
    """Countries with their outlines: SVG paths in tenths of a degree, 0 to 3600 eastwards, 0 to 1800 southwards."""
    return {name: path for name, _, _, path in _rows("countries.tsv")}


@cache
def _table() -> dict[str, Lying]:
    found = {}
    for name, east, north in _rows("cities.tsv"):
        found[name.casefold()] = Lying("town", float(east), float(north)) if east else Lying("several")
    countries = {name: Lying("country", float(x), float(y), name) for name, x, y, _ in _rows("countries.tsv")}
    for name, others in lexicon.table("any/countries").items():
        known = next((countries[n] for n in (name, *others) if n in countries), None)
        if known:
            countries.update(dict.fromkeys((name, *others), known))
    return found | {name.casefold(): place for name, place in countries.items()}


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("twosource.web") / "places" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines())
