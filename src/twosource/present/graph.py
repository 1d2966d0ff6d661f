"""Who has it from whom, as a graph: origins, relays, wires and reports, and the lines between them.

The word is the philologists': a stemma shows which copy of a text goes back to which. This is the stemma as data, in
the dossier's JSON; ``stemma`` draws it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from twosource.present.index import Index
from twosource.record import OriginCount

#: The party, the relays from the report's side outwards, the report -> what was said that way.
Ways = Mapping[tuple[str, tuple[str, ...], str], list[str]]
Role = Literal["origin", "relay", "wire", "report"]


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A party, a wire or a report. One party is an origin and a relay where it is both."""

    id: str
    role: Role
    name: str
    entity: str | None = None
    report: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """From whom it comes, to whom. ``parties``: the origins whose word runs along it; ``relation``: what one report
    took of another or of a wire."""

    source: str
    target: str
    parties: tuple[str, ...] = ()
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by role (reports in order of time), and edges."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


def graph(index: Index) -> Graph:
    """The whole stemma of a dossier: the ways of all counts, and who took text from whom."""
    found = ways(index, index.counts)
    parties: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for party, relays, report in found:
        for step in pairwise(stops(party, relays, report)):
            parties[step].add(party)
    taken = {
        (wire_node(index, d.wire) if d.source is None else f"report:{d.source}", f"report:{d.report}"): d.relation
        for d in index.dossier.derivations
        if d.source or d.wire
    }
    edges = [GraphEdge(a, b, parties=tuple(sorted(who))) for (a, b), who in sorted(parties.items())]
    edges += [GraphEdge(a, b, relation=relation) for (a, b), relation in sorted(taken.items())]
    return Graph(tuple(_node(index, key) for key in _in_order(index, edges)), tuple(edges))


def ways(index: Index, counts: Sequence[OriginCount]) -> Ways:
    """Every way by which a report has something from a party, with what it is about."""
    found: defaultdict[tuple[str, tuple[str, ...], str], list[str]] = defaultdict(list)
    for count in counts:
        for origin in count.origins:
            for relays, reports in index.paths(count, origin):
                # A party that is named as its own relay is drawn once.
                through = tuple(r for r in dict.fromkeys(relays) if r != origin.entity)
                for report in reports:
                    if report in index.reports:
                        found[origin.entity, through, report].append(index.subject(count))
    return dict(sorted(found.items()))


def stops(party: str, relays: Sequence[str], report: str) -> list[str]:
    """The nodes of one way, from the party to the report."""
    return [f"origin:{party}", *(f"relay:{r}" for r in reversed(relays)), f"report:{report}"]


def wire_node(index: Index, wire: str | None) -> str:
    """The node of a wire: the relay of that name where the reports name one, else one of its own."""
    named = (e.id for e in index.dossier.entities if e.kind == "publisher" and wire in (e.name, *e.names))
    return f"wire:{next(named, wire)}"


def _in_order(index: Index, edges: Sequence[GraphEdge]) -> list[str]:
    roles = ("origin", "relay", "wire", "report")
    keys = {key for e in edges for key in (e.source, e.target)} | {f"report:{r}" for r in index.reports}
    return sorted(keys, key=lambda k: (roles.index(k.split(":", 1)[0]), index.order.get(k.split(":", 1)[1], 0), k))


def _node(index: Index, key: str) -> GraphNode:
    role, ident = key.split(":", 1)
    if role == "report":
        return GraphNode(
            key, "report", index.report_name(ident), report=ident, published=index.reports[ident].published
        )
    entity = ident if ident in index.entities else None
    named: Role = "origin" if role == "origin" else "relay" if role == "relay" else "wire"
    return GraphNode(key, named, index.name(ident) if entity else ident, entity=entity)
