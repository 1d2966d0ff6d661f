"""CofeNet's measure of attributions, and how far their probabilities can be believed.

    python bench/fragments.py GOLD.jsonl PRED.jsonl

GOLD and PRED are as `score_attribution.py` reads them: what `twosource attribute` writes, or what
`training/attribution/measure.py` writes for a tagger alone. Prints the F1 of exact fragments by role and a table of
reliability.

A fragment is one unbroken run of words with one role; it is right when a predicted run is the same, punctuation aside
(Wang et al., "CofeNet", COLING 2022, count so). Right, in the table, is an attribution with at least half of the
content and the right source, as the scorer's who-said-what has it; outermost attributions only, as the corpus has no
others.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROLES = ("source", "cue", "content")
BINS = 10

_WORD = re.compile(r"\w+")
Row = Mapping[str, Any]


def exact(gold: Sequence[Row], pred: Sequence[Row]) -> dict[str, float]:
    """F1 of exact fragments by role."""
    found = {row["id"]: outermost(row) for row in pred}
    out = {}
    for role in ROLES:
        both = theirs = mine = 0
        for row in gold:
            wanted = fragments(row["text"], row["attributions"], role)
            got = fragments(row["text"], found.get(row["id"], []), role)
            both, theirs, mine = both + len(wanted & got), theirs + len(wanted), mine + len(got)
        out[role] = 2 * both / max(theirs + mine, 1)
    return out


def fragments(text: str, attributions: Sequence[Row], role: str) -> set[tuple[int, ...]]:
    """A text's runs of words with a role."""
    starts = [m.start() for m in _WORD.finditer(text)]
    spans = [span for a in attributions for span in a.get(role) or ()]
    return {run for s, e in spans if (run := tuple(i for i, w in enumerate(starts) if s <= w < e))}


def outermost(row: Row) -> list[Row]:
    return [a for a in row["attributions"] if not a.get("depth")]


def reliability(gold: Sequence[Row], pred: Sequence[Row]) -> tuple[list[tuple[float, float, int]], float]:
    """Rows of said, seen and number by tenths of the probability; and the expected calibration error."""
    found = {row["id"]: outermost(row) for row in pred}
    judged: list[tuple[float, bool]] = []
    for row in gold:
        mine = found.get(row["id"], [])
        good = right(row["text"], row["attributions"], mine)
        judged += zip((a["probability"] for a in mine), good, strict=True)
    return by_tenths(judged)


def by_tenths(judged: Iterable[tuple[float, bool]]) -> tuple[list[tuple[float, float, int]], float]:
    """The same of probabilities, each with whether it was right."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for chance, good in judged:
        bins[min(BINS - 1, int(chance * BINS))].append((chance, good))
    rows = [(sum(p for p, _ in b) / len(b), sum(g for _, g in b) / len(b), len(b)) for b in bins if b]
    total = sum(n for _, _, n in rows)
    return rows, sum(abs(said - seen) * n for said, seen, n in rows) / max(total, 1)


def right(text: str, gold: Sequence[Row], pred: Sequence[Row]) -> list[bool]:
    """Of each predicted attribution whether it agrees with one of the key's, one to one, the best first."""
    starts = [m.start() for m in _WORD.finditer(text)]

    def words(a: Row, role: str) -> frozenset[int]:
        return frozenset(w for w in starts if any(s <= w < e for s, e in a.get(role) or ()))

    theirs = [(words(a, "content"), words(a, "source")) for a in gold]
    mine = [(words(a, "content"), words(a, "source")) for a in pred]
    pairs = []
    for i, (content, source) in enumerate(mine):
        for j, (true_content, true_source) in enumerate(theirs):
            index = len(content & true_content) / max(1, len(content | true_content))
            same = source == true_source or 2 * len(source & true_source) >= 0.5 * (len(source) + len(true_source)) > 0
            if index >= 0.5 and same:
                pairs.append((-index, i, j))
    taken: set[int] = set()
    good: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in good and j not in taken:
            good.add(i)
            taken.add(j)
    return [i in good for i in range(len(mine))]


def table(rows: Sequence[tuple[float, float, int]], error: float) -> str:
    lines = [f"said {said:.2f}  seen {seen:.2f}  {count}" for said, seen, count in rows]
    return "\n".join([*lines, f"expected calibration error {error:.3f}"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    options = parser.parse_args()
    gold, pred = (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in (options.gold, options.pred)
    )
    print("exact fragments:", ", ".join(f"{role} {100 * f:.1f}" for role, f in exact(gold, pred).items()))
    print(table(*reliability(gold, pred)))


if __name__ == "__main__":
    main()
