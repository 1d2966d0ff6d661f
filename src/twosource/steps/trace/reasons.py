"""The sentences that say for a reader on whom a statement rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from twosource.record import Origin
from twosource.steps.trace.parties import Parties


@dataclass(frozen=True, slots=True)
class Resting:
    """On whom a statement rests. ``apart`` are those of the ``unnamed`` that are counted; ``hedging`` call it possible,
    ``loosely`` are those whose words only probably tell it; ``silent`` are the reports that name nobody, each with its
    publisher; ``circles`` the publishers (both by entity id) that cite one another; ``echoing`` the reports that print
    another's words as their own."""

    roots: Sequence[Origin]
    unnamed: Sequence[Origin]
    apart: Sequence[Origin]
    media: Sequence[Origin]
    hedging: Sequence[Origin]
    loosely: Sequence[Origin]
    silent: Sequence[tuple[str, str]]
    circles: Sequence[Sequence[str]]
    echoing: Sequence[str]


def why(parties: Parties, on: Resting) -> str:
    """The sentences, as one text."""
    told = (sentence[:1].upper() + sentence[1:] for sentence in _sentences(parties, on))
    return " ".join(told) or "No source is named."


def _sentences(parties: Parties, on: Resting) -> Iterator[str]:
    if on.roots:
        yield f"It goes back to {_names(parties, on.roots)}."
    yield from _unnamed(parties, on)
    if on.media:
        yield f"{_names(parties, on.media)} {'are' if len(on.media) > 1 else 'is'} cited without a source of their own."
    if on.hedging:
        yield f"{_names(parties, on.hedging)} {'call' if len(on.hedging) > 1 else 'calls'} it possible only."
    if on.loosely:
        yield f"{_names(parties, on.loosely)} may be speaking of something else."
    if on.echoing:
        yield f"Printing as their own what others quote: {_list(on.echoing)}."
    if on.silent:
        yield f"Saying so in their own voice, naming nobody: {_list(report for report, _ in on.silent)}."
        yield from _of_one_house(parties, on.silent)
    for circle in on.circles:
        citing = [parties.entity(e).name for e in circle]
        many = len(citing) > 1
        yield f"{_list(citing)} {'cite one another' if many else 'cites itself'} for it: a circle, no origin."


def _unnamed(parties: Parties, on: Resting) -> Iterator[str]:
    """Those who are not named: who is counted, and who may be somebody counted already."""
    if on.apart and not on.roots:
        told = " but told apart by what they are called" if len(on.apart) > 1 else ""
        yield f"It goes back to {_names(parties, on.apart)}, not named{told}."
    elif on.apart:
        yield f"Not named, but told apart by what the reports call them: {_names(parties, on.apart)}."
    rest = [o for o in on.unnamed if o not in on.apart]
    if rest:
        yield f"Not named, so perhaps no other source{'s' * (len(rest) > 1)}: {_names(parties, rest)}."


def _of_one_house(parties: Parties, silent: Sequence[tuple[str, str]]) -> Iterator[str]:
    owned: dict[str, set[str]] = {}
    for _, publisher in silent:
        owned.setdefault(parties.house(publisher), set()).add(publisher)
    for house, publishers in sorted(owned.items()):
        if len(publishers) > 1:
            names = _list(sorted(parties.entity(p).name for p in publishers))
            yield f"{names} belong to one publisher, {parties.house_named(house)}."


def _names(parties: Parties, origins: Iterable[Origin]) -> str:
    return _list(parties.entity(o.entity).name for o in origins)


def _list(names: Iterable[str]) -> str:
    shown = list(names)
    if len(shown) > 4:
        shown = [*shown[:3], f"{len(shown) - 3} others"]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
