"""Run as a program of its own by the tests: checks a story of a library, saying how far it is."""

from __future__ import annotations

import sys
from functools import partial

from twosource import engines
from twosource.desk import checking, reading
from twosource.library import open_library


def main(where: str, story: str) -> None:
    reading._AT_ONCE = 2  # so that there are many moments to be killed at
    with open_library(where) as library:
        print("ready", flush=True)
        checking.check(library, story, partial(engines.load, models=False), models=False)
        print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
