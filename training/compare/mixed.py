"""Many stories put together as if they were one: whatever differs across two of them is wrong. Needs no key.

    PYTHONPATH=src python training/compare/mixed.py STORIES_DIR [--prefix crm-] [--kind polarity]

``STORIES_DIR`` holds a folder a story with ``reports.jsonl``; ``--prefix`` takes the stories whose names begin so (of
one kind, which are the hardest to tell apart), ``--kind`` the comparisons of one kind. Prints each such difference and
how many there are. Tolls of two accidents are one toll in one story, so numbers say little here; claims say much.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from twosource.engines.meaning import MiniLM
from twosource.engines.parser import RuleParser, SpacyParser
from twosource.pipeline import material_of
from twosource.record import Material, Report
from twosource.steps.attribute import attribute
from twosource.steps.compare import compare
from twosource.steps.read import read
from twosource.steps.resolve import resolve


def material(folder: Path, prefix: str) -> Material:
    """All reports of the stories; the id of each begins with its story's name."""
    names = ("text", "title", "publisher", "published", "language", "author")
    reports = []
    for story in sorted(p for p in folder.iterdir() if p.name.startswith(prefix) and (p / "reports.jsonl").is_file()):
        for line in (story / "reports.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            reports.append(
                Report(id=f"{story.name}:{row['id']}", **{k: row[k] for k in names if row.get(k) is not None})
            )
    english = SpacyParser.load()
    readings = read(reports, lambda language: english if language.startswith("en") else RuleParser())
    entities, statements, _ = resolve(readings, {r.report.id: attribute(r)[0] for r in readings})
    return material_of(readings, entities, statements)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("stories", type=Path)
    options.add_argument("--prefix", default="")
    options.add_argument("--kind")
    asked = options.parse_args()
    known = material(asked.stories, asked.prefix)
    wrong = 0
    for c in compare(known, (), (), meaning=MiniLM.load())[0]:
        stories = {m.report.partition(":")[0] for v in c.values for m in v.mentions}
        if c.verdict == "differ" and len(stories) > 1 and asked.kind in (None, c.kind):
            wrong += 1
            print(f"{c.kind}: {c.question}")
            for value in c.values:
                print(f"    {value.value} ({', '.join(sorted({m.report for m in value.mentions})[:3])})")
    print(f"{wrong} differences across stories in {len(known.readings)} reports")


if __name__ == "__main__":
    main()
