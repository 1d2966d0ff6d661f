"""The stemma as data: every line leads from a node to a node, wires and reports are in it, in one order."""

from __future__ import annotations

from dataclasses import replace

from builders import ferry, shuffled
from twosource.present.graph import graph
from twosource.present.index import Index
from twosource.present.stemma import stemma

FERRY = ferry()


def test_origins_relays_and_reports_of_the_ferry() -> None:
    found = graph(Index(FERRY))
    assert [n.id for n in found.nodes if n.role == "origin"] == ["origin:e1", "origin:e2", "origin:e3", "origin:e5"]
    assert [n.id for n in found.nodes if n.role == "relay"] == ["relay:e4"]
    assert [n.report for n in found.nodes if n.role == "report"] == ["herald", "nordpress", "coast", "mail", "posten"]


def test_every_line_leads_from_a_node_to_a_node() -> None:
    found = graph(Index(FERRY))
    known = {n.id for n in found.nodes}
    assert all({e.source, e.target} <= known for e in found.edges)
    assert ("report:nordpress", "report:mail", "same_wire") in {(e.source, e.target, e.relation) for e in found.edges}


def test_the_order_of_what_comes_in_does_not_matter() -> None:
    assert graph(Index(shuffled(FERRY))) == graph(Index(FERRY))


def test_a_wire_that_no_report_is_of_stands_between() -> None:
    alone = replace(
        FERRY, derivations=tuple(replace(d, source=None, passages=(), wire="Farwire") for d in FERRY.derivations)
    )
    found = graph(Index(alone))
    assert [n.name for n in found.nodes if n.role == "wire"] == ["Farwire"]
    picture = stemma(Index(alone), {r.id: "#" for r in alone.reports})
    assert picture is not None
    assert [n.name for n in picture.nodes if n.role == "wire"] == ["Farwire"]
    assert any(e.title == "Evening Mail carries the text of Farwire" for e in picture.edges)
