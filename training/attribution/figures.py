"""Print a measured model's figures as Markdown: by kind, by outlet, exact fragments.

    python training/attribution/figures.py DIR --scorer eval/score_attribution.py

DIR is what `measure.py` wrote.  Exact fragments are counted by `bench/fragments.py`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from fragments import exact

ROLES = ("source", "cue", "content")


def scored(scorer: Path, gold: list[dict], pred: list[dict]) -> dict:
    """Run the scorer on some articles."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "pred.jsonl")]
        for path, rows in zip(paths, (gold, pred), strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        command = [sys.executable, str(scorer), *map(str, paths), "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def row_of(name: str, report: dict) -> str:
    """Lay out one line of the table."""
    tokens = report.get("tokens")
    parts = [tokens[r]["f1"] if tokens else None for r in ROLES]
    parts += [report["content_strict"]["f1"], report["source_given_content"]["accuracy"]]
    parts += [report["who_said_what"][k] for k in ("p", "r", "f1")]
    cells = ["" if p is None else f"{100 * p:.1f}" for p in parts]
    return f"| {name} | {report['n_gold']} | " + " | ".join(cells) + " |"


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    options = parser.parse_args()
    gold, pred = (
        [json.loads(line) for line in (options.folder / name).read_text().splitlines()]
        for name in ("gold.jsonl", "pred.jsonl")
    )
    whole = scored(options.scorer, gold, pred)
    print("| | key | source tokens | cue tokens | content tokens | content exact | speaker | P | R | F1 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    print(row_of("all", whole))
    for kind in ("direct", "mixed", "indirect"):
        print(row_of(kind, whole["by_type"][kind]))
    outlets = sorted({row["publisher"] for row in gold})
    for outlet in outlets if len(outlets) < 12 else ():
        ids = {row["id"] for row in gold if row["publisher"] == outlet}
        parts = ([row for row in rows if row["id"] in ids] for rows in (gold, pred))
        print(row_of(outlet, scored(options.scorer, *parts)))
    print("exact fragments:", ", ".join(f"{r} {100 * f:.1f}" for r, f in exact(gold, pred).items()))


if __name__ == "__main__":
    main()
