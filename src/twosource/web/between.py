"""Two reports beside one another: what of the one stands in the other, and what was found to have been taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.present.index import Index
from twosource.present.visible import one_line
from twosource.present.wording import date
from twosource.record import Derivation
from twosource.web.addresses import StoryAddresses
from twosource.web.story import StoryRoom

#: The relations, in the words of a choice.
RELATIONS = {
    "copy": "it is a copy",
    "same_wire": "both carry one agency's text",
    "partial_reuse": "it uses passages",
    "translation": "it is a translation",
    "credited": "it has the facts from there, in words of its own",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports."""

    id: str
    name: str
    title: str
    href: str
    published: str
    language: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The same words in both, each with its address."""

    first: str
    first_href: str
    second: str
    second_href: str


@dataclass(frozen=True, slots=True)
class Between:
    """``found`` has what was found or decided of the two, a sentence with its reason each; ``takes`` is the id of the
    report that takes from the other and ``relation`` how, as it stands; both empty where neither does."""

    first: Side
    second: Side
    found: tuple[tuple[str, str], ...]
    shared: tuple[Shared, ...]
    takes: str
    relation: str


def between(story: StoryRoom, first: str, second: str) -> Between | None:
    """The two reports of these ids; None where the story has not both, or they are one."""
    index, addresses = story.index, story.addresses
    if first == second or first not in index.reports or second not in index.reports:
        return None
    found = [d for d in index.dossier.derivations if {d.report, d.source} == {first, second}]
    told = [t for t in story.view.taken if any(d in found for d in t.derivations)]
    return Between(
        _side(index, addresses, first),
        _side(index, addresses, second),
        tuple((t.words, t.detail) for t in told),
        tuple(s for d in found for s in _shared(index, addresses, d, first)),
        found[0].report if found else "",
        found[0].relation if found else "",
    )


def partners(index: Index, addresses: StoryAddresses, report: str) -> tuple[tuple[str, str], ...]:
    """The reports that one takes from or is taken over by: name, and the address of the two beside one another."""
    others = dict.fromkeys(
        d.source if d.report == report else d.report
        for d in index.dossier.derivations
        if d.source in index.reports and report in (d.report, d.source)
    )
    return tuple((index.report_name(o), addresses.between(report, o)) for o in others if o is not None)


def _side(index: Index, addresses: StoryAddresses, report: str) -> Side:
    found = index.reports[report]
    return Side(
        report,
        index.report_name(report),
        one_line(found.title or ""),
        addresses.report(report),
        date(found.published) if found.published else "",
        found.language,
    )


def _shared(index: Index, addresses: StoryAddresses, derivation: Derivation, first: str) -> Iterator[Shared]:
    source = derivation.source or ""
    for p in derivation.passages:
        taken = index.words(derivation.report, p.start, p.end), addresses.words(derivation.report, 0, p.start, p.end)
        given = index.words(source, p.other_start, p.other_end), addresses.words(source, 0, p.other_start, p.other_end)
        yield Shared(*taken, *given) if derivation.report == first else Shared(*given, *taken)
