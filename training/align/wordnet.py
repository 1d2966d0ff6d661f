"""Make ``src/twosource/lexicon/en/related.txt``: which English words can name one thing, from WordNet 3.0.

    python training/align/wordnet.py WORDNET_DIR WORDS.txt > src/twosource/lexicon/en/related.txt

WORDNET_DIR holds ``data.noun``, ``index.noun`` and so on (Debian's package ``wordnet-base``); WORDS.txt one lemma a
line, the words that are worth keeping (frequent ones of news texts). Two words are the *same* when they share one of
their usual senses or are derived from one another ("abduct", "abduction"), *near* when the usual sense of one is the
next wider sense of the other ("lorry", "vehicle") or a like adjective.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

USUAL = {"n": 3, "v": 4, "a": 2}  # senses of a word that are looked at, the most frequent first
FILES = {"n": "noun", "v": "verb", "a": "adj"}
TOO_WIDE = 60  # a sense with more words under it than this ("person", "change") says nothing about nearness

Sense = tuple[str, int]


def read(folder: Path) -> tuple[dict[Sense, list[str]], dict[Sense, list[tuple[str, Sense, int, int]]], dict]:
    """Words of each synset, its pointers (kind, target, word here, word there), and the usual senses of each word."""
    words: dict[Sense, list[str]] = {}
    pointers: dict[Sense, list[tuple[str, Sense, int, int]]] = {}
    usual: dict[tuple[str, str], list[Sense]] = {}
    for pos, name in FILES.items():
        for line in (folder / f"data.{name}").read_text("ascii").splitlines():
            if line.startswith("  "):
                continue
            parts = line.partition("|")[0].split()
            count = int(parts[3], 16)
            sense = (pos, int(parts[0]))
            words[sense] = [w.lower().split("(")[0] for w in parts[4 : 4 + 2 * count : 2]]
            at = 4 + 2 * count
            pointers[sense] = []
            for k in range(int(parts[at])):
                kind, offset, to, places = parts[at + 1 + 4 * k : at + 5 + 4 * k]
                there = ("a" if to == "s" else to, int(offset))
                pointers[sense].append((kind, there, int(places[:2], 16), int(places[2:], 16)))
        for line in (folder / f"index.{name}").read_text("ascii").splitlines():
            if not line.startswith("  "):
                parts = line.split()
                senses = [int(x) for x in parts[-int(parts[2]) :]]
                usual[pos, parts[0]] = [(pos, x) for x in senses[: USUAL[pos]]]
    return words, pointers, usual


def related(folder: Path, wanted: frozenset[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For each wanted word the wanted words that are the same, and those that are near."""
    words, pointers, usual = read(folder)
    same: dict[str, set[str]] = defaultdict(set)
    near: dict[str, set[str]] = defaultdict(set)
    under: dict[Sense, int] = defaultdict(int)
    for rows in pointers.values():
        for kind, there, _, _ in rows:
            under[there] += kind == "@"
    for (_pos, word), senses in usual.items():
        if word not in wanted:
            continue
        for sense in senses:
            for other in words[sense]:
                if other in wanted and sense in usual.get((sense[0], other), ()):
                    same[word].add(other)
            for kind, there, here, place in pointers[sense]:
                if kind == "+" and there in words and words[sense][here - 1] == word:
                    same[word].add(words[there][place - 1])
                elif (kind == "@" and under[there] <= TOO_WIDE and there[0] in "nv") or kind == "&":
                    near[word].update(o for o in words[there] if there in usual.get((there[0], o), ())[:2])
    return same, near


def main() -> None:
    folder, listed = Path(sys.argv[1]), Path(sys.argv[2])
    wanted = frozenset(listed.read_text("utf-8").split())
    same, near = related(folder, wanted)
    print(HEAD, end="")
    for word in sorted(wanted):
        mine = sorted(o for o in same[word] if o in wanted and o > word)
        wide = sorted(
            o for o in near[word] if o in wanted and o != word and o not in same[word] and word not in same[o]
        )
        if mine or wide:
            print(f"{word}: {' '.join(mine)}{' | ' + ' '.join(wide) if wide else ''}")


HEAD = """\
# Which words can name one thing: "word: the same words | words for something wider or alike", each pair once.
# Made by training/align/wordnet.py from WordNet 3.0 (licence: LICENSE-WordNet beside this file).
"""

if __name__ == "__main__":
    main()
