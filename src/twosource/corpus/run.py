"""A corpus run: four stages of tasks, on whatever runs them.

Inside one machine that is a pool of processes; on several it is Dask, whose client gives an executor of the same form
(``concurrent.futures``) and hands the tasks of a worker that died to another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from twosource.corpus import parts, tasks
from twosource.corpus.plan import CorpusError, Plan, agree

_MOST_GROUPS = 1_000  # parts that derivations come in
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What a run made, in numbers; ``refused`` has the sentence for each report that could not be read."""

    reports: int
    attributions: int
    stories: int
    pairs: int
    refused: tuple[str, ...]


def run(made: Plan, out: Path, executor: Executor, progress: Progress = lambda _: None) -> Done:
    """Do what the plan says, as far as it is not done yet: ``reports``, ``attributions``, ``stories`` and
    ``derivations`` in ``out``. Raises CorpusError where another plan was begun there, or a worker was lost for good."""
    out = out.resolve()
    agree(made, out)
    count, groups = len(made.shards), min(len(made.shards), _MOST_GROUPS)
    try:
        reports = _all(executor, progress, "read", [partial(tasks.read, s, k, out) for k, s in enumerate(made.shards)])
        stories = executor.submit(tasks.group, count, out)
        attributing = [partial(tasks.attribute, k, out, made.models) for k in range(count)]
        attributions = _all(executor, progress, "attributed", attributing)
        progress("putting reports into stories")
        found = stories.result()
        _all(executor, progress, "gathered", [partial(tasks.gather, k, groups, out) for k in range(count)])
        pairs = _all(executor, progress, "compared", [partial(tasks.derive, g, count, out) for g in range(groups)])
    except BrokenProcessPool as error:
        raise CorpusError(
            f"{out}: a worker process was killed, most often for lack of memory. What is finished is kept; start it "
            "again, with fewer --workers if need be."
        ) from error
    refused = [r["why"] for k in range(count) for r in parts.read(parts.part(out, "refused", k))]
    return Done(sum(reports), sum(attributions), found, sum(pairs), tuple(refused))


def _all(executor: Executor, progress: Progress, verb: str, calls: Sequence[Callable[[], int]]) -> list[int]:
    waiting: list[Future[int]] = [executor.submit(call) for call in calls]
    try:
        for k, one in enumerate(as_completed(waiting), 1):
            one.result()
            progress(f"{verb}: {k} of {len(waiting)} parts")
    except BaseException:
        for one in waiting:
            one.cancel()
        raise
    return [one.result() for one in waiting]


@contextmanager
def processes(workers: int) -> Iterator[Executor]:
    """So many processes of this machine."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


@contextmanager
def cluster(scheduler: str) -> Iterator[Executor]:
    """The workers of a Dask cluster, by the address of its scheduler. Raises CorpusError."""
    try:
        from distributed import Client
    except ImportError as error:
        raise CorpusError("A cluster needs Dask: pip install 'twosource[cluster]'") from error
    try:
        client = Client(scheduler)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise CorpusError(f"{scheduler}: no Dask scheduler answers there ({error}).") from error
    with client:
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
