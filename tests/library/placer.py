"""Run as a program of its own by the tests: puts the reports of a library into stories, saying how many are there."""

from __future__ import annotations

import sys

from twosource.desk import placing
from twosource.library import open_library


def main(where: str, at_once: int) -> None:
    placing._BATCH = at_once  # so that there are many moments to be killed at
    with open_library(where) as library:
        print("ready", flush=True)
        placing.place(library, lambda count: print(count, flush=True))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
