"""Neighbouring stories of one affair, invented (``neighbours.jsonl``, "event" is pair/story): most stay apart.

Floors, not goals: ``bench/quality.py neighbours`` has the figures."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

from twosource.record import Report
from twosource.steps.stories import stories

ROWS = [json.loads(line) for line in Path(__file__).with_name("neighbours.jsonl").read_text("utf-8").splitlines()]


def test_pairs_of_reports_that_are_put_together_are_of_one_story() -> None:
    told = stories(Report(r["id"], r["text"], title=r["title"], published=r["published"], language="en") for r in ROWS)
    event = {r["id"]: r["event"] for r in ROWS}
    put = {pair for pair in combinations(sorted(told), 2) if told[pair[0]] == told[pair[1]]}
    want = {pair for pair in combinations(sorted(told), 2) if event[pair[0]] == event[pair[1]]}
    assert len({e.partition("/")[0] for e in event.values()}) >= 15
    assert len(put & want) / len(want) >= 0.97
    assert len(put & want) / len(put) >= 0.85
