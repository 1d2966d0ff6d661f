"""Who published each report: a figure of the story where it is named there, else one made for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from twosource.record import Report
from twosource.steps.resolve.cast import EDITION, Figure
from twosource.steps.resolve.forms import named_in_table
from twosource.steps.resolve.spelling import initials, plain

_HOST = re.compile(r"(?:\w+://)?(?:www\d?\.)?([^/:?#\s]+\.[^/:?#\s.]{2,})(?=[/:?#]|$)")
_SUFFIX = frozenset(("com", "org", "net", "co", "uk", "gov", "edu", "info", "ac", "or", "go", "ne"))
_SHORTEST_PART = 4  # "Kaiyo" for "Kaiyo News"


class Publishers:
    """The figures that may have published a report, by what a publisher can be called."""

    def __init__(self, figures: list[Figure]) -> None:
        self.figures = figures
        self._by_name: dict[str, list[Figure]] = defaultdict(list)
        aliases: dict[str, list[str]] = defaultdict(list)
        for spelling, official in named_in_table("any/publishers").items():
            aliases[official].append(spelling)
        for figure in figures:
            if figure.kind != "person":
                for key in {*map(_key, (figure.name, *figure.names)), *aliases.get(figure.name, ())}:
                    self._by_name[key].append(figure)
                    self._by_name[key.replace(" ", "")].append(figure)

    def of(self, report: Report) -> Figure:
        """The figure of the report's publisher; made where the story does not name it."""
        names = _names(report)
        figure = self._known(names)
        if figure is None:
            figure = Figure("publisher", min(names, key=lambda n: (n.casefold(), n)))
            self.figures.append(figure)
            for key in map(_key, names):
                self._by_name[key].append(figure)
        elif report.publisher and not figure.own_of and figure.name not in named_in_table("any/publishers").values():
            figure.name = report.publisher if _label(report.publisher) is None else figure.name
        figure.own_of.add(report.id)
        figure.kind = "publisher"
        figure.names |= names
        return figure

    def _known(self, names: Iterable[str]) -> Figure | None:
        for name in sorted(names):
            for key, part in _keys(name):
                for figure in self._by_name.get(key, ()):
                    if not part or figure.kind in ("publisher", "organisation", "other"):
                        return figure
        return None


def _names(report: Report) -> set[str]:
    if report.publisher:
        return {report.publisher}
    host = _HOST.match(report.url or "")
    return {host.group(1)} if host else {f"(report {report.id})"}


def _key(name: str) -> str:
    return plain(name).removeprefix("the ")


def _keys(name: str) -> Iterator[tuple[str, bool]]:
    """What the publisher may be called, the surest first; true for a part of its name."""
    own = _key(name)
    yield own, False
    yield _key(bare(name)), False
    label = _label(name)
    if label is not None:
        yield label, False
        yield label.removeprefix("the"), False
    if len(initials(own)) > 2:
        yield initials(own), False
    tokens = _key(bare(name)).split()
    for size in range(len(tokens) - 1, 0, -1):
        for part in (" ".join(tokens[:size]), " ".join(tokens[-size:])):
            if len(part) >= _SHORTEST_PART and label is None:
                yield part, True


def bare(name: str) -> str:
    """A publisher's name without what is said of the edition: "Jurnal (English edition)"."""
    return EDITION.sub("", name).strip() or name


def _label(name: str) -> str | None:
    """The telling part of a host name: "cnn" of "edition.cnn.com", None for other names."""
    if _HOST.fullmatch(name) is None or " " in name:
        return None
    parts = [p for p in name.casefold().split(".")[:-1] if p not in _SUFFIX and p != "www"]
    return re.sub(r"[^a-z0-9]", "", parts[-1]) if parts else None
