"""Reports into stories as they come: early mistakes are mended, what a person decided stays."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from test_at_once import BREAD, FERRY, INQUIRY, reports_of

from twosource.record import Report
from twosource.steps.stories import Memory, Settler, fingerprint, stories


def arrive(reports: Iterable[Report], memory: Memory, start: int = 0) -> None:
    settler = Settler(memory)
    for number, report in enumerate(reports, start):
        fresh = {number: fingerprint(report)}
        memory.take(fresh, settler.settle(fresh))


def partition(stories: dict[int, str]) -> set[frozenset[int]]:
    return {frozenset(n for n in stories if stories[n] == s) for s in stories.values()}


def test_one_by_one_gives_what_all_at_once_gives() -> None:
    reports = reports_of(FERRY, INQUIRY, BREAD)
    for order in (reports, reports[::-1], reports[1::2] + reports[::2]):
        memory = Memory()
        arrive(order, memory)
        found = {order[n].id: s for n, s in memory.stories().items()}
        at_once = stories(reports)
        assert all((found[a] == found[b]) == (at_once[a] == at_once[b]) for a in found for b in found)


def test_a_block_meets_what_is_there() -> None:
    memory = Memory()
    reports = reports_of(FERRY, INQUIRY, BREAD)
    arrive(reports[:1], memory)
    fresh = {n: fingerprint(r) for n, r in enumerate(reports[1:], 1)}
    settled = Settler(memory).settle(fresh)
    memory.take(fresh, settled)
    assert partition(memory.stories()) == {frozenset({0, 1, 2}), frozenset({3, 4}), frozenset({5})}
    assert memory.stories()[0] == "s1", "the story that was there keeps its name"


def test_what_a_person_split_stays_apart_and_later_reports_join_one_of_the_two() -> None:
    memory = Memory()
    reports = reports_of(FERRY)
    arrive(reports[:2], memory)
    memory.put("s1", [0], pinned=True)
    memory.put(None, [1], pinned=True)
    arrive(reports[2:], memory, start=2)
    found = memory.stories()
    assert found[0] == "s1"
    assert found[1] == "s2"
    assert found[2] in ("s1", "s2")


def test_what_a_person_put_together_stays_together_and_draws_what_is_like_either() -> None:
    memory = Memory()
    reports = reports_of(FERRY, BREAD)
    arrive([reports[0], reports[3]], memory)
    memory.put("s1", [0, 1], pinned=True)
    arrive([reports[1], reports[2]], memory, start=2)
    assert set(memory.stories().values()) == {"s1"}


def test_a_large_story_goes_on_taking_reports() -> None:
    memory = Memory()
    many = [
        Report(
            id=str(k), text=f"{text} Report {k}.", title=title, published=f"2024-03-05T{k % 24:02d}:00", language="en"
        )
        for k in range(60)
        for title, text in (FERRY[k % 3],)
    ]
    arrive(many, memory)
    arrive(reports_of(BREAD), memory, start=60)
    assert partition(memory.stories()) == {frozenset(range(60)), frozenset({60})}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_every_report_is_in_one_story_whatever_it_holds(texts: list[str]) -> None:
    memory = Memory()
    arrive((Report(id=str(k), text=t, title=t[:20]) for k, t in enumerate(texts)), memory)
    assert memory.stories().keys() == set(range(len(texts)))
