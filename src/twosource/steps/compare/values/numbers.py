"""Two numbers: one and the same, fitting together, or apart."""

from __future__ import annotations

import math

from twosource.record import Quantity
from twosource.steps.compare.values.relation import AGREE, Relation

# To one unit each: lengths in metres, times in hours, weights in kilograms, areas in square metres.
_UNITS: dict[str, tuple[str, float]] = {
    "mm": ("m", 0.001), "cm": ("m", 0.01), "m": ("m", 1.0), "metre": ("m", 1.0), "km": ("m", 1000.0),
    "mile": ("m", 1609.344), "mi": ("m", 1609.344), "foot": ("m", 0.3048), "ft": ("m", 0.3048), "yard": ("m", 0.9144),
    "inch": ("m", 0.0254), "nautical mile": ("m", 1852.0), "nmi": ("m", 1852.0),
    "g": ("kg", 0.001), "kg": ("kg", 1.0), "t": ("kg", 1000.0), "tonne": ("kg", 1000.0), "ton": ("kg", 1000.0),
    "lb": ("kg", 0.4536), "pound": ("kg", 0.4536),
    "second": ("h", 1 / 3600), "minute": ("h", 1 / 60), "hour": ("h", 1.0), "day": ("h", 24.0), "night": ("h", 24.0),
    "week": ("h", 168.0), "month": ("h", 730.5), "year": ("h", 8766.0), "decade": ("h", 87660.0),
    "ha": ("m2", 10000.0), "hectare": ("m2", 10000.0), "acre": ("m2", 4046.86), "km2": ("m2", 1e6), "m2": ("m2", 1.0),
    "square mile": ("m2", 2.59e6), "ft2": ("m2", 0.0929), "oz": ("kg", 0.02835), "fortnight": ("h", 336.0),
    "km/h": ("km/h", 1.0), "mph": ("km/h", 1.609344), "kn": ("km/h", 1.852), "MW": ("MW", 1.0), "GW": ("MW", 1000.0),
    "l": ("l", 1.0), "litre": ("l", 1.0), "liter": ("l", 1.0), "gallon": ("l", 3.785), "barrel": ("l", 158.99),
    "MB": ("MB", 1.0), "GB": ("MB", 1000.0), "TB": ("MB", 1e6),
}  # fmt: skip
CONVERTED = 0.04  # two figures in different units within this share of one another are one figure converted
ROUNDED = 0.06  # a round figure may be this far from what it rounds
FLOORS = 0.1  # two lower bounds nearer than this are one, told roughly
VAGUE = 0.2  # "about 50" may be this far from what it stands for


def relate(x: Quantity, y: Quantity) -> Relation:
    """Agree, compatible (with the reason) or differ."""
    if x.unit != y.unit:
        return _converted(x, y)
    if (x.low, x.high) == (y.low, y.high):
        return AGREE
    if _exact(x) and _exact(y):
        return _rounded(x, y)
    if two_floors(x, y):
        return Relation("differ", f"{x.shown} and {y.shown} are both the least that it is, and far apart")
    if _meet(x, y):
        wide, narrow = (x, y) if _width(x) >= _width(y) else (y, x)
        return Relation("compatible", f"“{wide.shown}” covers {narrow.shown}", "rounding")
    if _near(x, y):
        return Relation("compatible", f"one of {x.shown} and {y.shown} is only said to be approximate", "rounding")
    return Relation("differ", f"{x.shown} and {y.shown} can’t both be right")


def same_unit(x: Quantity, y: Quantity) -> bool:
    """True when the two can be set side by side at all."""
    if x.unit == y.unit:
        return True
    return x.unit in _UNITS and y.unit in _UNITS and _UNITS[x.unit][0] == _UNITS[y.unit][0]


def base_of(x: Quantity) -> str:
    """The unit that its unit is reckoned in: "m" for miles; the unit itself where it is not converted."""
    return _UNITS[x.unit][0] if x.unit in _UNITS else x.unit


def middle(x: Quantity) -> float:
    """One number for a quantity, in the base unit of its measure."""
    low, high = x.low, x.high
    number = (low + high) / 2 if low is not None and high is not None else (low if low is not None else high or 0.0)
    return number * _UNITS[x.unit][1] if x.unit in _UNITS else number


def highest(x: Quantity) -> float:
    """The upper bound in the base unit: ten years for "up to ten years"."""
    top = x.high if x.high is not None else x.low or 0.0
    return top * _UNITS[x.unit][1] if x.unit in _UNITS else top


def relate_highest(x: Quantity, y: Quantity) -> Relation:
    """Two upper bounds of one thing, each said to be the highest."""
    if abs(highest(x) - highest(y)) <= ROUNDED * max(highest(x), highest(y)):
        return AGREE
    return Relation("differ", f"{x.shown} and {y.shown} can’t both be the most")


def _exact(x: Quantity) -> bool:
    return x.low is not None and x.low == x.high and not x.approximate and not x.vague


def _width(x: Quantity) -> float:
    return math.inf if x.low is None or x.high is None else x.high - x.low


def _meet(x: Quantity, y: Quantity) -> bool:
    low = max(-math.inf if x.low is None else x.low, -math.inf if y.low is None else y.low)
    high = min(math.inf if x.high is None else x.high, math.inf if y.high is None else y.high)
    return low <= high


def two_floors(x: Quantity, y: Quantity) -> bool:
    """True for "more than 26,000" and "more than 31,000": who knew of the one would not tell the other."""
    if x.low is None or y.low is None or x.high is not None or y.high is not None:
        return False
    return min(x.low, y.low) < (1 - FLOORS) * max(x.low, y.low)


def _near(x: Quantity, y: Quantity) -> bool:
    """True when an approximate figure is close to the other."""
    u, v = middle(x), middle(y)
    if not (x.approximate or y.approximate or x.vague or y.vague) or max(u, v) <= 0:
        return False
    return abs(u - v) / max(u, v) <= (VAGUE if x.approximate and y.approximate else ROUNDED)


def _rounded(x: Quantity, y: Quantity) -> Relation:
    """12,000 for 11,960: the one with fewer figures is the other rounded; 8 and 10 are two numbers."""
    u, v = middle(x), middle(y)
    few, many = (x, y) if _figures(u) < _figures(v) else (y, x)
    a, b = middle(few), middle(many)
    if b >= 100 and _figures(a) < _figures(b) and _round_to(b, _figures(a)) == a:
        return Relation("compatible", f"{few.shown} is {many.shown} rounded", "rounding")
    return Relation("differ", f"{x.shown} and {y.shown} can’t both be right")


def _figures(number: float) -> int:
    """Significant figures: 12,000 has two, 11,960 four."""
    digits = f"{number:.6f}".replace(".", "").strip("0")
    return max(1, len(digits))


def _round_to(number: float, figures: int) -> float:
    if number == 0:
        return 0.0
    return round(number, figures - 1 - math.floor(math.log10(abs(number))))


def _converted(x: Quantity, y: Quantity) -> Relation:
    """Figures in two units."""
    if not same_unit(x, y):
        return Relation("compatible", f"{x.shown} and {y.shown} are in units that are not converted here")
    u, v = middle(x), middle(y)
    if max(u, v) > 0 and abs(u - v) / max(u, v) <= (VAGUE if x.approximate or y.approximate else CONVERTED):
        return Relation("compatible", f"{x.shown} is {y.shown} in another unit", "rounding")
    if max(u, v) > 0 and abs(u - v) / max(u, v) <= VAGUE:
        return Relation("compatible", f"{x.shown} and {y.shown} are close, in two units", "rounding")
    return Relation("differ", f"{x.shown} is not {y.shown}")
