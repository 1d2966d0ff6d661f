"""Putting reports into stories, killed at any moment: what was said to be placed is, and nothing is half done."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from twosource.desk import placing
from twosource.library import Incoming, Library, open_library
from twosource.record import Report

PLACER = Path(__file__).with_name("placer.py")
NEIGHBOURS = Path(__file__).parent.parent / "steps" / "stories" / "neighbours.jsonl"
AT_ONCE = 5


def add_all(library: Library) -> int:
    rows = [json.loads(line) for line in NEIGHBOURS.read_text("utf-8").splitlines()]
    library.add(
        [
            Incoming(
                Report(id=r["id"], text=r["text"], title=r.get("title"), published=r.get("published"), language="en"),
                r["text"].encode(),
                r["id"],
                "file",
                r["id"],
            )
            for r in rows
        ]
    )
    return len(rows)


def partition(library: Library) -> set[frozenset[str]]:
    return {frozenset(r.id for r in library.reports_of(s.id)) for s in library.list_stories(limit=None)}


def killed_after(where: str, lines: int) -> int:
    """Kill -9 somewhere behind so many acknowledgements. Returns how many reports it said to have placed."""
    path = os.pathsep.join(p for p in (str(PLACER.parent), *sys.path) if p)
    with subprocess.Popen(
        [sys.executable, PLACER, where, str(AT_ONCE)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    ) as placer:
        assert placer.stdout
        assert placer.stdout.readline() == "ready\n"
        said = [placer.stdout.readline() for _ in range(lines)]
        placer.kill()
        said += placer.stdout.readlines()
    return max([0, *(int(line) for line in said if line.endswith("\n"))])


def test_killed_again_and_again(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(11)
    with open_library(where) as library:
        total = add_all(library)
    for _ in range(4):
        with open_library(where) as library:
            before = total - len(library.unplaced())
        said = killed_after(where, chance.randrange(0, 4))
        with open_library(where) as library:
            placed = total - len(library.unplaced())
            assert placed >= before + said, "what was acknowledged is there"
            assert placed % AT_ONCE == 0 or placed == total, "some that are put in together are there all or none"
            assert sum(s.reports for s in library.list_stories(limit=None)) == placed
            assert library.verify() == []
    monkeypatch.setattr(placing, "_BATCH", AT_ONCE)
    with open_library(where) as library, open_library(tmp_path / "undisturbed.sqlite") as undisturbed:
        placing.place(library)
        add_all(undisturbed)
        placing.place(undisturbed)
        assert library.unplaced() == []
        assert library.verify() == []
        assert partition(library) == partition(undisturbed)
