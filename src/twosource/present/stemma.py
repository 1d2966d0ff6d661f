"""The picture of who has it from whom: parties on the left, relays between, reports on the right in order of time.

Only places are reckoned here, in units of the picture; the template draws. The word is the philologists': a stemma
shows which copy of a text goes back to which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from twosource.present.graph import Ways, stops, ways, wire_node
from twosource.present.index import Index
from twosource.present.visible import width
from twosource.present.wording import day_and_month

ROW, TOP, MARGIN, ARCS = 30, 34, 8, 150
MOST_LINES = 400  # of each sort: more make no picture


@dataclass(frozen=True, slots=True)
class Node:
    """A box. ``role``: ``origin``, ``relay``, ``wire`` or ``report``; ``x``/``y``: its upper left corner; ``key``
    (``p3``): what the lines on a party's word have in their classes."""

    id: str
    role: str
    name: str
    label: str
    note: str
    href: str
    x: int
    y: int
    width: int
    key: str = ""
    unnamed: bool = False

    @property
    def middle(self) -> int:
        """Half the height of the box, where lines meet it."""
        return self.y + (ROW - 8) // 2


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another, as an SVG path; ``classes`` name the parties whose word runs along it."""

    path: str
    classes: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """The same for the table: party, relays, reports, and what it is about."""

    party: str
    relays: tuple[str, ...]
    reports: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stemma:
    """Boxes and lines with the size of the picture, and the same as rows of a table."""

    width: int
    height: int
    columns: tuple[tuple[int, str], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rows: tuple[Row, ...]
    left_out: int
    parties_left_out: int


def stemma(index: Index, report_href: Mapping[str, str]) -> Stemma | None:
    """The picture, or None if no origin was counted and nobody took from anybody. Of very many parties those are drawn
    that most reports go back to."""
    every = ways(index, index.counts)
    drawn = _most_carried(every)
    reports = _with_lines(index, drawn)
    if not reports:
        return None
    depth = _depths(drawn)
    wires = _wires(index, reports)
    deepest = max([*depth.values(), *(1 for _ in wires)], default=0)
    # Boxes 25 characters wide; narrower where there are relays of relays, so that it still fits a page.
    box, step = (215, 325) if deepest < 2 else (175, 225)
    right = MARGIN + (deepest + 1) * step
    report_y = {report: TOP + row * ROW for row, report in enumerate(reports)}
    nodes = {f"report:{r}": _report_node(index, r, right, report_y[r], box, report_href[r]) for r in reports}
    relays, origins = _pulls(drawn, report_y, "relay"), _pulls(drawn, report_y, "origin")
    for level in range(1, deepest + 1):
        here = {f"relay:{e}": pulls for e, pulls in relays.items() if depth[e] == level}
        if level == 1:
            here |= {wire: [report_y[r] for r in carried] for wire, carried in wires.items()}
        nodes |= _column(index, "relay", here, right - level * step, box)
    nodes |= _column(index, "origin", {f"origin:{e}": pulls for e, pulls in origins.items()}, MARGIN, box)
    numbers = {key: number for number, key in enumerate(sorted(k for k in nodes if k.startswith("origin:")), 1)}
    nodes |= {key: replace(nodes[key], key=f"p{number}") for key, number in numbers.items()}
    relay_column = ((MARGIN + step, "Relays and wires" if wires else "Relays"),) if deepest else ()
    return Stemma(
        width=right + box + (ARCS if index.dossier.derivations else MARGIN),
        height=max(node.y for node in nodes.values()) + ROW + MARGIN,
        columns=((MARGIN, "Origins"), *relay_column, (right, "Reports, oldest first")),
        nodes=tuple(nodes.values()),
        edges=(*_origin_edges(drawn, nodes, numbers), *_derivation_edges(index, nodes), *_wire_edges(wires, nodes)),
        rows=_rows(index, drawn),
        left_out=len(index.reports) - len(reports),
        parties_left_out=len({party for party, _, _ in every} - {party for party, _, _ in drawn}),
    )


def _with_lines(index: Index, ways: Ways) -> list[str]:
    """The reports that a line leads to or from, in order."""
    linked = {report for _, _, report in ways}
    for derivation in index.dossier.derivations:
        linked |= {derivation.report, derivation.source} if derivation.source else {derivation.report}
    return [report for report in index.reports if report in linked]


def _wires(index: Index, reports: Sequence[str]) -> dict[str, list[str]]:
    """Wires that no report of the story is of, with the reports that carry their text."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for derivation in index.dossier.derivations:
        if derivation.source is None and derivation.wire and derivation.report in reports:
            found[wire_node(index, derivation.wire)].append(derivation.report)
    return dict(found)


def _most_carried(ways: Ways) -> Ways:
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for party, _, report in ways:
        reports[party].add(report)
    drawn: set[str] = set()
    lines = 0
    for party in sorted(reports, key=lambda party: (-len(reports[party]), party)):
        lines += len(reports[party])
        if drawn and lines > MOST_LINES:
            break
        drawn.add(party)
    return {way: subjects for way, subjects in ways.items() if way[0] in drawn}


def _depths(ways: Ways) -> dict[str, int]:
    """How far each relay stands from the reports: 1 next to them."""
    depth: dict[str, int] = {}
    for _, relays, _ in ways:
        for place, relay in enumerate(relays, 1):
            depth[relay] = max(depth.get(relay, 0), place)
    return depth


def _pulls(ways: Ways, report_y: Mapping[str, int], role: str) -> dict[str, list[int]]:
    """For each party or relay, the heights of the reports that it leads to."""
    pulls: defaultdict[str, list[int]] = defaultdict(list)
    for party, relays, report in ways:
        for entity in (party,) if role == "origin" else relays:
            pulls[entity].append(report_y[report])
    return pulls


def _column(index: Index, role: str, pulls: Mapping[str, Sequence[int]], x: int, box: int) -> dict[str, Node]:
    """Boxes one below another, each as near as there is room to the middle of what it leads to."""
    ordered = sorted(pulls, key=lambda key: (sum(pulls[key]) / len(pulls[key]), key))
    nodes, free = {}, TOP
    for key in ordered:
        middle = sum(pulls[key]) // len(pulls[key])
        y = max(free, middle)
        nodes[key] = y
        free = y + ROW
    slack = max(0, free - ROW - max([TOP, *(max(p) for p in pulls.values())])) if pulls else 0
    places = {key: max(TOP + row * ROW, y - slack) for row, (key, y) in enumerate(nodes.items())}
    return {key: _party_node(index, role, key, x, y, box) for key, y in places.items()}


def _party_node(index: Index, role: str, key: str, x: int, y: int, box: int) -> Node:
    kind, entity = key.split(":", 1)
    role = "wire" if kind == "wire" else role
    name = index.name(entity) if entity in index.entities else entity
    unnamed = role == "origin" and entity in index.entities and index.entities[entity].anonymous
    return Node(key, role, name, _fit(name, box // 8), "", "", x, y, box, unnamed=unnamed)


def _report_node(index: Index, report: str, x: int, y: int, box: int, href: str) -> Node:
    name, published = index.report_name(report), index.reports[report].published
    day = day_and_month(published) if published else ""
    if day in name:
        day = ""  # the name tells it already
    return Node(f"report:{report}", "report", name, _fit(name, box // 8 - len(day)), day, href, x, y, box)


def _fit(name: str, most: int) -> str:
    if width(name) <= most:
        return name
    short = name
    while short and width(short) > most - 1:
        short = short[:-1]
    return short.rstrip() + "…"


def _origin_edges(ways: Ways, nodes: Mapping[str, Node], numbers: Mapping[str, int]) -> list[Edge]:
    parties: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for party, relays, report in ways:
        for start, end in pairwise(stops(party, relays, report)):
            parties[start, end].add(numbers[f"origin:{party}"])
    edges = []
    for (start, end), numbered in sorted(parties.items()):
        classes = " ".join(f"p{number}" for number in sorted(numbered))
        edges.append(_line(nodes[start], nodes[end], f"edge {classes}"))
    return edges


def _derivation_edges(index: Index, nodes: Mapping[str, Node]) -> list[Edge]:
    """Arcs on the right from the report that was taken from to the one that took."""
    edges = []
    strongest = sorted(index.dossier.derivations, key=lambda d: -d.containment)[:MOST_LINES]
    for derivation in sorted(
        strongest, key=lambda d: (index.order.get(d.report, 0), index.order.get(d.source or "", 0))
    ):
        start, end = nodes.get(f"report:{derivation.source}"), nodes.get(f"report:{derivation.report}")
        if start is None or end is None:
            continue
        x = start.x + start.width
        reach = min(ARCS * 4 // 3 - 10, 30 + abs(start.y - end.y) // 2)
        path = f"M{x} {start.middle} C{x + reach} {start.middle} {x + reach} {end.middle} {x} {end.middle}"
        title = f"{end.name} takes from {start.name}: {derivation.relation.replace('_', ' ')}"
        edges.append(Edge(path, f"taken {derivation.relation}", title))
    return edges


def _wire_edges(wires: Mapping[str, Sequence[str]], nodes: Mapping[str, Node]) -> Iterator[Edge]:
    """Lines from a wire to the reports that carry its text."""
    for wire, carried in wires.items():
        for report in dict.fromkeys(carried):
            yield _line(nodes[wire], nodes[f"report:{report}"], "taken same_wire", "carries the text of")


def _line(a: Node, b: Node, classes: str, words: str = "") -> Edge:
    left, right = a.x + a.width, b.x
    bend = (right - left) // 2
    path = f"M{left} {a.middle} C{left + bend} {a.middle} {right - bend} {b.middle} {right} {b.middle}"
    return Edge(path, classes, f"{b.name} {words} {a.name}" if words else f"{a.name} → {b.name}")


def _rows(index: Index, ways: Ways) -> tuple[Row, ...]:
    reports: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    subjects: defaultdict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (party, relays, report), about in ways.items():
        reports[party, relays].append(report)
        subjects[party, relays] += about
    rows = []
    for (party, relays), carried in reports.items():
        names = [index.report_name(r) for r in sorted(set(carried), key=lambda r: index.order[r])]
        matters = tuple(dict.fromkeys(subjects[party, relays]))
        rows.append(Row(index.name(party), tuple(index.name(r) for r in reversed(relays)), tuple(names), matters))
    return tuple(sorted(rows, key=lambda row: (-len(row.reports), row.party, row.relays)))
