"""Make ``src/twosource/lexicon/en/nominal.txt``: which nouns tell a happening or who did it, from WordNet 3.0.

    python training/align/nominal.py WORDNET_DIR WORDS.txt > src/twosource/lexicon/en/nominal.txt

WORDNET_DIR and WORDS.txt as for ``wordnet.py``. A noun is listed with the verbs that a usual sense of it, of an act, a
happening, a person, a message or a loss, is derived from ("election": elect; "winner": win); a word that is its own
verb ("arrest") with that verb too. "~" marks a noun that first of all is a person.
"""

from __future__ import annotations

import sys
from pathlib import Path

from wordnet import Sense, read

PERSON = 18  # a lexicographer file of WordNet, as are these:
HAPPENING = frozenset({4, 10, 11, 18, 19, 21, 22})  # lexicographer files
NOUN_SENSES = 3


def file_numbers(folder: Path) -> dict[Sense, int]:
    """The lexicographer file of each noun synset."""
    rows = (line.split(maxsplit=2) for line in (folder / "data.noun").read_text("ascii").splitlines())
    return {("n", int(row[0])): int(row[1]) for row in rows if row[0].isdigit() and len(row[0]) == 8}


def nominal(folder: Path, wanted: frozenset[str]) -> dict[str, list[str]]:
    """For each wanted noun, with its mark, the wanted verbs that it is derived from, or they from it."""
    words, pointers, usual = read(folder)
    files = file_numbers(folder)
    found: dict[str, list[str]] = {}
    for (pos, noun), senses in sorted(usual.items()):
        if pos != "n" or noun not in wanted:
            continue
        verbs = [
            words[there][place - 1]
            for sense in senses[:NOUN_SENSES]
            if files.get(sense) in HAPPENING
            for kind, there, here, place in pointers[sense]
            if kind == "+" and there[0] == "v" and words[sense][here - 1] == noun
        ]
        kept = [v for v in dict.fromkeys(verbs) if v in wanted]
        if kept:
            found["~" * (files.get(senses[0]) == PERSON) + noun] = kept
    return found


def main() -> None:
    folder, listed = Path(sys.argv[1]), Path(sys.argv[2])
    print(HEAD, end="")
    for noun, verbs in nominal(folder, frozenset(listed.read_text("utf-8").split())).items():
        print(f"{noun}: {' '.join(verbs)}")


HEAD = """\
# Which verbs a noun of a happening, or of who did it, comes from: "noun: verbs"; "~" marks a person.
# Made by training/align/nominal.py from WordNet 3.0 (licence: LICENSE-WordNet beside this file).
"""

if __name__ == "__main__":
    main()
