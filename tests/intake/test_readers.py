"""Files are read in other processes: in order, on all cores, and what harms its reader harms nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import makers
import pytest
from makers import ONE, TWO

from twosource.errors import Unreadable
from twosource.intake import readers, stream, take
from twosource.record import Report

MANY = 60  # more than are read in the process itself


def folder(path: Path, count: int = MANY) -> Path:
    """Pages, each with words of its own, and one that is none in their middle."""
    for number in range(count):
        words = makers.page(f"Report {number} of the day says that a ferry sank on Monday in high winds.", TWO)
        (path / f"{number:03}.html").write_bytes(words)
    (path / f"{count // 2:03}a.html").write_bytes(b"")
    return path


def children() -> list[int]:
    """The readers that this process has started."""
    # ww: whole lines, however narrow the terminal is said to be and however long the path to the interpreter
    command = ["ps", "-axww", "-o", "pid=,ppid=,args="]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in shown.splitlines()]
    return [int(row[0]) for row in rows if int(row[1]) == os.getpid() and "reader_process" in row[2]]


def test_many_files_come_in_their_order_and_as_if_read_one_by_one(tmp_path: Path) -> None:
    found = list(stream(str(folder(tmp_path))))
    assert [r.id if isinstance(r, Report) else "refused" for r in found] == [
        *(f"{n:03}" for n in range(MANY // 2 + 1)),
        "refused",
        *(f"{n:03}" for n in range(MANY // 2 + 1, MANY)),
    ]
    for number in (0, MANY - 1):
        [alone] = take([str(tmp_path / f"{number:03}.html")]).reports
        assert [r for r in found if isinstance(r, Report) and r.id == alone.id] == [alone]
    assert children() == []


def test_a_handful_of_pages_starts_no_process(tmp_path: Path) -> None:
    found = stream(str(folder(tmp_path, 5)))
    next(found)
    assert children() == []


def test_readers_end_with_whoever_stops_asking(tmp_path: Path) -> None:
    found: Iterator[Report | Unreadable] = stream(str(folder(tmp_path)))
    for _ in range(MANY // 2):
        next(found)
    assert children()
    found.close()  # type: ignore[attr-defined]
    assert children() == []


def test_a_file_whose_reader_dies_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "deadly.pdf").write_bytes(makers.pdf([[ONE]]))
    (tmp_path / "sound.txt").write_text(TWO)
    done = Event()

    def kill_all() -> None:
        while not done.is_set():
            for pid in children():
                os.kill(pid, signal.SIGKILL)

    killer = Thread(target=kill_all)
    killer.start()
    try:
        found = take([str(tmp_path)])
    finally:
        done.set()
        killer.join()
    assert [r.id for r in found.reports] == ["sound"]
    [refused] = found.refused
    assert (refused.where, "died" in refused.why) == (f"{tmp_path}/deadly.pdf", True)


def test_a_reader_that_is_killed_once_is_started_again(tmp_path: Path) -> None:
    found = stream(str(folder(tmp_path)))
    reports = [next(found) for _ in range(MANY // 2)]
    os.kill(children()[0], signal.SIGKILL)
    reports += found
    assert [r.where for r in reports if isinstance(r, Unreadable)] == [f"{tmp_path}/{MANY // 2:03}a.html"]
    assert len(reports) == MANY + 1


def test_a_page_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "SECONDS", 0.01)
    path = tmp_path / "slow.html"
    path.write_bytes(makers.page(ONE, TWO) + b"<p>x" * 200_000)
    [refused] = take([str(path)]).refused
    assert "was stopped" in refused.why


def test_nothing_is_run_that_lies_in_the_folder_where_the_user_is(tmp_path: Path) -> None:
    for name in ("json.py", "lxml.py", "pypdfium2.py", "email.py"):
        (tmp_path / name).write_text("open('ran', 'w')")
    (tmp_path / "a.pdf").write_bytes(makers.pdf([[ONE]]))
    program = "from twosource.intake import take; print(len(take(['a.pdf']).reports))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), (tmp_path / "ran").exists()) == ("1", False)
