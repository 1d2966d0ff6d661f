"""The process that reads files for ``readers``: jobs on standard input, what was found on standard output, as pickles.

Whatever a file does to it, in memory, time or by killing it, it does to this process.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from dataclasses import replace

from twosource.errors import Unreadable
from twosource.intake import formats
from twosource.intake.source import Draft, Remark, Source

MEMORY = 2 * 1024**3
"""Bytes that reading one file may need."""

_AS_TEXT = "Open it, copy its words into a .txt file and give that."


Told = Draft | Unreadable | Remark
"""What can be said of a file."""


def read(source: Source) -> list[Told]:
    """All that a file holds which was taken in whole, in its order; never raises."""
    chosen = source.format
    if chosen is None:
        raise ValueError("its format is not chosen yet")
    found: list[Told] = []
    try:
        for item in chosen.read(source):
            if isinstance(item, Source):
                raise ValueError(f"a {chosen.name} holds no further files")
            found.append(replace(item, source=source) if isinstance(item, Draft) else item)
    except Unreadable as refused:
        return [*found, refused.bare()]
    except MemoryError:
        return [*found, Unreadable(source.where, f"needs more than {MEMORY // 1024**3} GB to be read.", _AS_TEXT)]
    except Exception as error:  # noqa: BLE001 - a mistake of ours or of a library must not cost the other reports
        why = f"made the program stumble ({type(error).__name__}: {error}); please report that."
        return [*found, Unreadable(source.where, why, _AS_TEXT)]
    if not found:
        why = f"is a {chosen.name} with no report in it."
        found.append(Unreadable(source.where, why, "Check that it was saved completely."))
    return found


def main() -> None:
    """Read until there are no more jobs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    _limit()
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    while True:
        try:
            name, source = pickle.load(jobs)
        except EOFError:
            return
        found = read(replace(source, format=formats.named(name)))
        pickle.dump([replace(i, source=None) if isinstance(i, Draft) else i for i in found], answers, -1)
        answers.flush()


def _limit() -> None:
    """No more memory than any report needs, where the system can be told so."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most < 0 else min(MEMORY, most), most))


if __name__ == "__main__":
    main()
