"""Files read in processes beside this one: on every core, and so that a file that kills its reader, or keeps it busy
without end, costs nothing but itself.

The first few small files of a run are read here, because a handful of pages is read before a process has started.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Timer

from twosource.errors import Unreadable
from twosource.intake import reader_process
from twosource.intake.reader_process import Told
from twosource.intake.source import Budget, Draft, Source

SECONDS = 60.0
"""How long one file may take."""

MOST = 8
"""The most processes, however many cores there are: each needs about a hundred megabytes."""

_HERE, _HERE_BYTES = 16, 2_097_152  # the first files, and bytes of them, that are read in this process
_LARGE = 524_288  # a file of so many bytes is read elsewhere even then
_AHEAD, _AHEAD_BYTES = 64, 33_554_432  # files, and bytes of them, taken in before the first of them is asked for
_AS_TEXT = "Open it, copy its words into a .txt file and give that."


def read(items: Iterable[Told | Source], workers: int | None = None) -> Iterator[Told]:
    """What the files among ``items`` hold, in their places; all else as it comes. A file is a Source with its bytes in
    ``held``. ``workers`` is how many processes read at once: as many as there are cores if it is None."""
    waiting: deque[tuple[Future[list[Told]], int]] = deque()
    bytes_ahead = 0
    with _Readers(workers or _cores()) as readers:
        for item in items:
            if isinstance(item, Source):
                size = len(item.held or b"")
                waiting.append((readers.begin(item), size))
            else:
                size = 0
                waiting.append((_done([item]), 0))
            bytes_ahead += size
            while waiting and (waiting[0][0].done() or len(waiting) > _AHEAD or bytes_ahead > _AHEAD_BYTES):
                future, size = waiting.popleft()
                bytes_ahead -= size
                yield from future.result()
        while waiting:
            yield from waiting.popleft()[0].result()


class _Readers:
    """Reads one file after another here, then several at once elsewhere."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._files = self._bytes = 0
        self._threads: ThreadPoolExecutor | None = None
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        self._all: set[_Process] = set()

    def __enter__(self) -> _Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for process in tuple(self._all):
                process.kill()
            self._threads.shutdown()
            for process in tuple(self._all):
                process.kill()

    def begin(self, source: Source) -> Future[list[Told]]:
        """Read a file now, or as soon as a process is free for it."""
        size = len(source.held or b"")
        self._files += 1
        self._bytes += size
        few = self._files <= _HERE and self._bytes <= _HERE_BYTES and size < _LARGE
        if few and source.format is not None and source.format.taken != "apart":
            return _done(reader_process.read(source))
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._workers, thread_name_prefix="reader")
        return self._threads.submit(self._elsewhere, source)

    def _elsewhere(self, source: Source) -> list[Told]:
        """In a process of its own at this time. One that dies may have been killed by something else: tried again."""
        for _ in range(2):
            try:
                process = self._idle.get_nowait()
            except queue.Empty:
                process = _Process()
                self._all.add(process)
            try:
                found = process.read(source)
            except _Died:
                self._all.discard(process)
                continue
            except TimeoutError:
                self._all.discard(process)
                why = f"took longer than {SECONDS:g} seconds to read and was stopped."
                return [Unreadable(source.where, why, _AS_TEXT)]
            self._idle.put(process)
            return found
        return [Unreadable(source.where, "could not be read: its reader died of it, twice.", _AS_TEXT)]


class _Died(Exception):
    """A reader ended before it answered."""


class _Process:
    """One reader."""

    def __init__(self) -> None:
        # -P: nothing is imported from the folder in which the user happens to be, which may hold anything
        command = [sys.executable, "-P", "-m", "twosource.intake.reader_process"]
        quiet = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, env=quiet, **pipes)  # type: ignore[call-overload]
        self._stopped = False

    def read(self, source: Source) -> list[Told]:
        """What it found. Raises TimeoutError or _Died, and is gone then."""
        clock = Timer(SECONDS, self._stop)
        clock.start()
        try:
            return self._ask(source)
        except (OSError, EOFError, pickle.UnpicklingError, ValueError) as error:
            self.kill()
            raise TimeoutError if self._stopped else _Died from error
        finally:
            clock.cancel()

    def _ask(self, source: Source) -> list[Told]:
        job = replace(source, format=None, opener=None, stream=None, fetched=None, budget=Budget())
        pickle.dump((source.format.name if source.format else "", job), self._process.stdin, -1)
        self._process.stdin.flush()
        found: list[Told] = pickle.load(self._process.stdout)
        return [replace(item, source=source) if isinstance(item, Draft) else item for item in found]

    def _stop(self) -> None:
        self._stopped = True
        self._process.kill()

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what it was not there to read any more
                pipe.close()


def _cores() -> int:
    usable: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return min(MOST, len(usable(0)) if usable else os.cpu_count() or 1)


def _done(found: list[Told]) -> Future[list[Told]]:
    future: Future[list[Told]] = Future()
    future.set_result(found)
    return future
