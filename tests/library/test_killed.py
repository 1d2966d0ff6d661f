"""A writer killed at any moment loses nothing that it acknowledged and leaves nothing half done; readers read on."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from incoming import FERRY, incoming

from twosource.library import Library, LibraryError, open_library

ADDER = Path(__file__).with_name("adder.py")
COUNT = 60


def start(where: str, first: int, count: int = COUNT) -> subprocess.Popen[str]:
    paths = [str(Path(__file__).parent), *sys.path]
    return subprocess.Popen(
        [sys.executable, ADDER, where, str(first), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in paths if p)},
    )


def acknowledged_before_kill(adder: subprocess.Popen[str], lines: int) -> set[str]:
    """Kill -9 after so many acknowledgements, somewhere in the midst of what comes after."""
    assert adder.stdout
    assert adder.stdout.readline() == "ready\n"
    seen = [adder.stdout.readline() for _ in range(lines)]
    adder.kill()
    seen += adder.stdout.readlines()  # what it still said before it died
    adder.wait()
    return {ident for line in seen if line.endswith("\n") for ident in line.split()}


def check_whole(library: Library, acknowledged: set[str]) -> None:
    rows = library.list_reports(limit=10_000)
    ids = {r.id for r in rows}
    assert acknowledged <= ids
    assert len(rows) % 3 == 0, "a batch is there whole or not at all"
    assert library.verify() == []
    for held in library.reports(ids):
        assert held.report.text.endswith(held.report.id[1:])
    assert {h.report.id for h in library.search("harbour", limit=10_000)} == ids


def test_killed_again_and_again(where: str) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(5):
        acknowledged |= acknowledged_before_kill(start(where, 0), chance.randrange(0, 12))
        with open_library(where) as library:
            check_whole(library, acknowledged)
    with start(where, 0) as last:
        assert last.stdout
        last.stdout.read()
    assert last.returncode == 0
    with open_library(where) as library:
        check_whole(library, {f"r{k}" for k in range(COUNT)})
        assert library.status().reports == COUNT


def test_two_read_while_one_writes(where: str) -> None:
    with open_library(where) as one, open_library(where) as two, start(where, 0) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        counts: list[int] = []
        for line in writer.stdout:
            for reader in (one, two):
                assert reader.has(line.split()[0]), "what was acknowledged is seen at once"
            counts.append(one.status().reports)
            assert two.search("harbour", limit=3)
        assert counts == sorted(counts)
        assert one.status().reports == two.status().reports == COUNT


def test_two_writers_take_turns(where: str) -> None:
    with open_library(where), start(where, 0) as one, start(where, 1000) as other:
        for writer in (one, other):
            assert writer.stdout
            writer.stdout.read()
    assert one.returncode == other.returncode == 0
    with open_library(where) as library:
        check_whole(library, {f"r{k}" for k in range(COUNT)} | {f"r{k}" for k in range(1000, 1000 + COUNT)})


def test_two_make_the_library_at_once(where: str) -> None:
    with start(where, 0, 3) as one, start(where, 1000, 3) as other:
        for writer in (one, other):
            assert writer.stdout
            writer.stdout.read()
    assert one.returncode == other.returncode == 0
    with open_library(where) as library:
        assert library.status().reports == 6
        assert library.verify() == []


@pytest.mark.parametrize("what", ["folder", "text", "other database", "later version"])
def test_what_is_no_library_is_refused_and_left_alone(tmp_path: Path, what: str) -> None:
    path = tmp_path / "thing"
    if what == "folder":
        path.mkdir()
    elif what == "text":
        path.write_text("Dear diary, this is my own text.")
    else:
        with closing(sqlite3.connect(path)) as raw:
            raw.executescript(
                "CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT); INSERT INTO about VALUES ('tables', '99')"
                if what == "later version"
                else "CREATE TABLE mine (x)"
            )
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(LibraryError, match="thing"):
        open_library(path)
    assert path.is_dir() or path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user for a moment")
def test_a_library_that_cannot_be_written_to_can_be_read() -> None:
    """As on a medium that is kept as evidence."""
    with TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        path = Path(home) / "desk.sqlite"
        with open_library(path) as library:
            library.add([incoming("a")])
        os.seteuid(65534)
        try:
            with open_library(path, create=False) as library:
                assert library.report("a").report.text
                assert library.verify() == []
                with pytest.raises(LibraryError, match="may not be written to"):
                    library.add([incoming("b", FERRY)])
        finally:
            os.seteuid(0)
        assert [p.name for p in Path(home).iterdir()] == ["desk.sqlite"]
