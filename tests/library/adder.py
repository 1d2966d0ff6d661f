"""Run as a program of its own by the tests: adds reports to a library and says which are safe, one a line."""

from __future__ import annotations

import sys

from incoming import incoming

from twosource.library import open_library


def main(where: str, first: int, count: int) -> None:
    with open_library(where) as library:
        print("ready", flush=True)
        for k in range(first, first + count, 3):
            text = f"Report {k} of the fire in the harbour. " * 40
            some = library.add([incoming(f"r{n}", text + str(n), title=f"Report {n}") for n in range(k, k + 3)])
            library.place([(None, [a.report for a in some if a.status == "added"])])
            print(*(a.report for a in some), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
