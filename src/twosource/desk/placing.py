"""Reports into stories, as they come."""

from __future__ import annotations

from collections.abc import Callable

from twosource.library import Library
from twosource.steps.stories import Settler, fingerprint

_BATCH = 2_048  # reports put into stories at once, at most; the stories around them are put together anew once a batch
FORM = "2"
"""Of fingerprints; raise it when ``steps.stories.fingerprint`` finds other terms, so that all are made again."""


def place(library: Library, done: Callable[[int], None] = lambda _: None) -> int:
    """Put every report that is in no story yet into one; returns how many there were. What a person put somewhere
    stays; what the program put there may be moved while stories grow. ``done`` is told how many are placed, as it goes.
    """
    near = library.neighbours(FORM)
    settler = Settler(near)
    count = 0
    while True:
        with near.batch():
            waiting = near.waiting(_BATCH)
            if not waiting:
                return count
            prints = {number: fingerprint(report) for number, report in waiting.items()}
            settled = settler.settle(prints)
            near.take(prints, settled.keys, [(s.name, s.members) for s in settled.stories])
        count += len(waiting)
        done(count)
