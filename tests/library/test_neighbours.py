"""Reports put into stories through the library's own index, as through memory, on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from incoming import FERRY, FIRE, incoming

from twosource.desk import placing
from twosource.library import Incoming, Library
from twosource.record import Report
from twosource.steps.stories import Memory, Settler, fingerprint

NEIGHBOURS = Path(__file__).parent.parent / "steps" / "stories" / "neighbours.jsonl"


def reports() -> list[Report]:
    rows = [json.loads(line) for line in NEIGHBOURS.read_text("utf-8").splitlines()]
    return [
        Report(
            id=r["id"],
            text=r["text"],
            title=r.get("title"),
            published=r.get("published"),
            language=r.get("language", "en"),
        )
        for r in rows
    ]


def brought(some: list[Report]) -> list[Incoming]:
    return [Incoming(r, r.text.encode(), r.id, "file", r.id) for r in some]


def partition(library: Library) -> set[frozenset[str]]:
    return {frozenset(r.id for r in library.reports_of(s.id)) for s in library.list_stories(limit=None)}


def in_memory(batches: list[list[Report]]) -> set[frozenset[str]]:
    memory, numbers, count = Memory(), {}, 0
    settler = Settler(memory)
    for batch in batches:
        fresh = {}
        for report in batch:
            fresh[count] = fingerprint(report)
            numbers[count] = report.id
            count += 1
        memory.take(fresh, settler.settle(fresh))
    told = memory.stories()
    return {frozenset(numbers[n] for n in told if told[n] == s) for s in told.values()}


def test_the_library_finds_the_stories_that_memory_finds(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """In memory one batch, then one by one, as a library gets them."""
    given = reports()
    first, rest = given[:40], given[40:]
    library.add(brought(first))
    assert placing.place(library) == 40
    for report in rest:
        library.add(brought([report]))
        assert placing.place(library) == 1
    assert partition(library) == in_memory([first, *([r] for r in rest)])
    assert library.unplaced() == []
    assert library.verify() == []


def test_many_at_once_count_in_memory(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from twosource.library import neighbours

    given = reports()
    monkeypatch.setattr(neighbours, "_MANY", 20)
    monkeypatch.setattr(placing, "_BATCH", 16)
    library.add(brought(given))
    placing.place(library)
    assert partition(library) == in_memory([given[k : k + 16] for k in range(0, len(given), 16)])


def test_what_a_person_decided_stays(library: Library) -> None:
    given = reports()
    library.add(brought(given[:20]))
    placing.place(library)
    stories = library.list_stories(limit=None)
    one, other = stories[0].id, stories[1].id
    library.merge(one, other, by="ane")
    together = {r.id for r in library.reports_of(one)}
    library.add(brought(given[20:]))
    placing.place(library)
    assert together <= {r.id for r in library.reports_of(one)}
    assert {r.id for r in library.reports_of(other)} == {r.id for r in library.reports_of(one)}


def test_what_was_forgotten_is_met_no_more(library: Library) -> None:
    library.add([incoming("a"), incoming("b", FERRY)])
    placing.place(library)
    library.forget(["a"], by="ane")
    near = library.neighbours(placing.FORM)
    with near.batch():
        assert near.total() == 1
        terms = np.frombuffer(fingerprint(Report(id="x", text=FIRE)).terms, "<u4")
        assert near.frequencies(terms)[0].max() <= 1
        assert {n for t in terms for n in near.holding(int(t), 9)} <= {2}
    library.add([incoming("a")])
    placing.place(library)
    assert library.report("a").story is not None
    assert library.verify() == []


def test_a_new_form_of_fingerprints_is_made_of_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add([incoming("a"), incoming("b", FERRY)])
    placing.place(library)
    before = partition(library)
    monkeypatch.setattr(placing, "FORM", "another")
    library.add([incoming("c", FIRE + "Moe is 41.")])
    assert placing.place(library) == 3
    assert {m - {"c"} for m in partition(library)} - {frozenset()} == before


def test_a_version_goes_where_its_article_is(library: Library) -> None:
    url = "https://example.org/fire"
    library.add([incoming("a", url=url), incoming("a", FIRE + "Moe is 41.", url=url)])
    placing.place(library)
    first, second = library.versions("a")
    assert library.report(first).story == library.report(second).story is not None
    library.add([incoming("b", FERRY)])
    placing.place(library)
    story = library.report("b").story
    library.move(story, [first], by="ane")
    assert library.report(second).story == story, "an article goes with all its versions"
    assert library.verify() == []
