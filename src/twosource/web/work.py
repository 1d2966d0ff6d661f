"""Long work: taking reports in and comparing a story, in a process of its own.

What a hostile file does to that process, and how busy it is, does not touch the readers. What was acknowledged is in
the library before it is told, so that stopping the process at any moment loses nothing.
"""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal

from twosource import engines, policy
from twosource.desk import adding, checking, placing, sources, versions
from twosource.engines.remembering import remembering
from twosource.errors import TwosourceError
from twosource.intake import fetch
from twosource.intake.sidecar import is_sidecar
from twosource.library import Incoming, Library, open_library
from twosource.record import LedgerEntry

State = Literal["waiting", "working", "done", "failed"]
_STOPPED = (
    "The part of the program that reads reports stopped: it may have run out of memory, or a file broke it. "
    "What was acknowledged is in the library; try the rest in smaller parts."
)
_REMEMBERED = 200  # jobs
_CHECKED_AT_ONCE = 12  # stories compared straight after adding; the others when they are opened


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: a ``story`` of this ``version`` compared; or what lies in ``folder`` and at ``urls`` added,
    and the folder removed; or the ledger of sources made of the library as it is (``version``); or the versions of an
    article held against one another (``report``)."""

    kind: Literal["add", "check", "ledger", "versions"]
    story: str = ""
    report: str = ""
    version: str = ""
    folder: str = ""
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: counts, refusals and warnings in words, and the stories that have it; the ledger, with how many
    stories were never compared and so are not in it."""

    added: int = 0
    held: int = 0
    versions: int = 0
    refused: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    missing: int = 0


@dataclass(slots=True)
class Job:
    """A task and how far it is. ``stage`` is what is being done, in words; ``problem`` why it failed."""

    id: str
    task: Task
    state: State = "waiting"
    stage: str = "waiting for its turn"
    problem: str = ""
    outcome: Outcome | None = None
    over: threading.Event = field(default_factory=threading.Event)


class Workshop:
    """Does tasks one after another. ``models`` says whether with the learned parts."""

    def __init__(self, where: str, *, models: bool = True) -> None:
        self._settings = (where, models)
        self.afterwards: Callable[[], None] = lambda: None  # called when something was done, before who waits is told
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._numbers = count(1)
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="work", daemon=True)
        self._thread.start()

    def do(self, task: Task) -> Job:
        """Puts a task in the queue. One version of a story is not compared twice, nor tried again where it failed; of a
        library that did not change the ledger is made once."""
        with self._lock:
            same = [job for job in self._jobs.values() if task.kind != "add" and job.task == task]
            if same and (task.kind == "ledger" or same[-1].state != "done"):
                return same[-1]
            job = Job(str(next(self._numbers)), task)
            self._jobs[job.id] = job
            while len(self._jobs) > _REMEMBERED:
                self._jobs.popitem(last=False)
        self._waiting.put(job)
        return job

    def job(self, number: str) -> Job | None:
        """A job by its number."""
        return self._jobs.get(number)

    def close(self) -> None:
        """Stops, at once."""
        self._waiting.put(None)
        self._end()

    # ------------------------------------------------------------------ the room's side

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            job.state, job.stage = "working", "starting"
            try:
                self._follow(job)
            except (EOFError, OSError):
                self._end()
                job.state, job.problem = "failed", _STOPPED
            finally:
                if job.task.folder:
                    shutil.rmtree(job.task.folder, ignore_errors=True)
                job.over.set()

    def _follow(self, job: Job) -> None:
        pipe = self._begun()
        pipe.send(job.task)
        while True:
            word, told = pipe.recv()
            if word == "stage":
                job.stage = told
            elif word == "done":
                self.afterwards()
                job.state, job.outcome = "done", told
                return
            else:
                job.state, job.problem = "failed", told
                return

    def _begun(self) -> Connection:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_work, args=(theirs, *self._settings), name="reading", daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


# ---------------------------------------------------------------------- the other process


def _work(pipe: Connection, where: str, models: bool) -> None:
    """Does what comes through the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the room closes it
    load = cache(lambda: remembering(engines.load(models)))
    with open_library(where) as library:
        while True:
            try:
                task = pipe.recv()
            except EOFError:
                return
            pipe.send(_done(library, task, load, models, lambda words: pipe.send(("stage", words))))


def _done(
    library: Library,
    task: Task,
    load: Callable[[], engines.Engines],
    models: bool,
    say: Callable[[str], None],
) -> tuple[str, Any]:
    try:
        if task.kind == "ledger":
            found, missing = sources.sources(library, say)
            return "done", Outcome(ledger=found, missing=missing)
        if task.kind == "versions":
            say("holding the versions against one another")
            versions.revisions(library, task.report, load, models=models)
            return "done", Outcome()
        outcome = _added(library, task, say) if task.kind == "add" else Outcome(stories=(task.story,))
        owners = policy.own_owners()
        for number, story in enumerate(outcome.stories[:_CHECKED_AT_ONCE], 1):
            of = f"story {number} of {len(outcome.stories)}: " if len(outcome.stories) > 1 else ""
            checking.check(library, story, load, models=models, owners=owners, progress=partial(_say_of, say, of))
    except TwosourceError as error:
        return "failed", str(error)
    except Exception as error:  # noqa: BLE001 - a mistake of ours must not end the process for all who wait
        return "failed", f"A mistake of the program's own ({type(error).__name__}: {error}). Please report it."
    return "done", outcome


def _say_of(say: Callable[[str], None], of: str, words: str) -> None:
    say(of + words)


def _added(library: Library, task: Task, say: Callable[[str], None]) -> Outcome:
    say("reading what was sent")
    done = 0

    def acknowledged(some: Any) -> None:
        nonlocal done
        done += len(some)
        say(f"{done} safe in the library")

    named = [*_sent(Path(task.folder)), *task.urls]
    taken = adding.add(library, named, acknowledged=acknowledged, told=_as_sent, fetcher=fetch.Fetcher())
    say("putting them into stories")
    placing.place(library)
    ids = list(dict.fromkeys(a.report for a in taken.added))
    stories = tuple(dict.fromkeys(held.story for held in library.reports(ids) if held.story))
    inside = f"{Path(task.folder)}/"
    return Outcome(
        added=taken.count("added"),
        held=taken.count("held"),
        versions=taken.count("version"),
        refused=tuple(str(r).replace(inside, "") for r in taken.refused),
        warnings=tuple(w.replace(inside, "") for w in taken.warnings),
        stories=stories,
    )


def _sent(folder: Path) -> list[str]:
    """Every file by name, so that one that cannot be read is named; what stands beside a file belongs to it."""
    return sorted(str(path) for path in folder.iterdir() if not is_sidecar(path))


def _as_sent(one: Incoming) -> Incoming:
    """What was sent came from no file of this computer: the folder that it passed through is no place of its."""
    if one.how == "url":
        return one
    return replace(one, where=Path(one.where).name, how="sent", place=adding.place(one.report.url))
