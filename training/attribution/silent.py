"""Make ``src/twosource/lexicon/en/silent.txt``: nouns for what says nothing, from WordNet 3.0.

    python training/attribution/silent.py WORDNET_DIR src/twosource/lexicon/en/related.txt \\
        > src/twosource/lexicon/en/silent.txt

WORDNET_DIR holds ``data.noun`` and ``index.noun`` (Debian's package ``wordnet-base``); of the words of ``related.txt``
those are kept of which no usual sense can speak. Persons, groups, places and what is communicated can ("the ministry",
"the city", "the letter"), and so can houses and facilities ("the hospital", "the zoo").
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

USUAL = 3  # senses of a word that are looked at, the most frequent first
#: The files of WordNet's lexicographers whose nouns can say something: communication, group, location,
#: person; quantities stand for those counted ("thousands").
SPEAKING = frozenset(("10", "14", "15", "18", "23"))
#: What stands for those who work there or sail in it.
HOUSES = frozenset(("building", "facility", "establishment", "housing", "workplace", "craft"))
#: Words for people and bodies in senses that WordNet puts further down, and those that stand for a person just named.
HEARD = frozenset(
    (
        *("opposition", "counterpart", "customs", "security", "trust", "rescue", "someone", "somebody", "one", "first"),
        *(
            "second",
            "third",
            "fourth",
            "fifth",
            "former",
            "latter",
            "majority",
            "minority",
            "rest",
            "human",
            "average",
            "local",
        ),
    )
)


def silent(folder: Path, wanted: frozenset[str]) -> list[str]:
    """The nouns among ``wanted`` that say nothing in any of their usual senses."""
    sort: dict[int, str] = {}
    named: dict[int, list[str]] = {}
    wider: dict[int, list[int]] = {}
    for line in (folder / "data.noun").read_text("ascii").splitlines():
        if not line.startswith("  "):
            parts = line.partition("|")[0].split()
            sense, count = int(parts[0]), int(parts[3], 16)
            sort[sense], named[sense] = parts[1], parts[4 : 4 + 2 * count : 2]
            pointers = parts[5 + 2 * count :]
            wider[sense] = [int(to) for kind, to in zip(pointers[::4], pointers[1::4], strict=False) if kind == "@"]

    def speaks(sense: int) -> bool:
        return sort[sense] in SPEAKING or _houses(sense)

    def _houses(sense: int) -> bool:
        return not HOUSES.isdisjoint(named[sense]) or any(_houses(above) for above in wider[sense])

    out = []
    for line in (folder / "index.noun").read_text("ascii").splitlines():
        if not line.startswith("  "):
            parts = line.split()
            usual = [int(sense) for sense in parts[-int(parts[2]) :]][:USUAL]
            if parts[0] in wanted - HEARD and not any(speaks(sense) for sense in usual):
                out.append(parts[0])
    return out


def main() -> None:
    folder, listed = Path(sys.argv[1]), Path(sys.argv[2])
    print(HEAD, end="")
    print("\n".join(silent(folder, frozenset(re.findall(r"[a-z-]+", listed.read_text("utf-8"))))))


HEAD = """\
# Nouns for what says nothing: no person, body, place, house or text in any usual sense. Other lists come first.
# Made by training/attribution/silent.py from WordNet 3.0 (licence: LICENSE-WordNet beside this file).
"""

if __name__ == "__main__":
    main()
