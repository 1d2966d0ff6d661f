"""How often is a difference of a given confidence right? Run over keys, one line a setting.

    PYTHONPATH=src python training/compare/rates.py KEYS_DIR SCORER [--train | --test]

``SCORER`` is the ``score_dossier.py`` that comes with the keys. ``--train`` and ``--test`` take the bank's stories by
the split in ``is_test``; without either all stories are read. ``steps.compare.sureness.RIGHT`` should say what this
prints: of the differences from a setting up to the next, the share that is right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from twosource.engines.parser import RuleParser, SpacyParser
from twosource.pipeline import material_of
from twosource.record import Material, Report
from twosource.steps.align import align
from twosource.steps.attribute import attribute
from twosource.steps.compare import compare
from twosource.steps.compare.sureness import RIGHT
from twosource.steps.read import read
from twosource.steps.resolve import resolve

SETTINGS = (0.0, *sorted({share for _, share in RIGHT}))


def is_test(story: str) -> bool:
    return int(hashlib.sha256(("twosource-bank:" + story).encode()).hexdigest(), 16) % 4 == 0


def material(folder: Path, english: SpacyParser) -> Material:
    rows = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").splitlines()]
    names = ("id", "text", "title", "url", "publisher", "published", "language", "author")
    reports = [Report(**{k: row[k] for k in names if row.get(k) is not None}) for row in rows]
    reports.sort(key=lambda r: (r.published or "9999", r.id))
    readings = read(reports, lambda language: english if language.startswith("en") else RuleParser())
    entities, statements, _ = resolve(readings, {r.report.id: attribute(r)[0] for r in readings})
    return material_of(readings, entities, statements)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("keys", type=Path)
    options.add_argument("scorer", type=Path)
    options.add_argument("--train", action="store_true")
    options.add_argument("--test", action="store_true")
    asked = options.parse_args()
    stories = sorted(p.name for p in asked.keys.iterdir() if (p / "reports.jsonl").is_file())
    if asked.train or asked.test:
        stories = [s for s in stories if is_test(s) == asked.test]
    english = SpacyParser.load()
    read_in = {s: material(asked.keys / s, english) for s in stories}
    groups = {s: align(m)[0] for s, m in read_in.items()}
    print("shown from   right  wrong  pending  precision  recall clean  agreements")
    for setting in SETTINGS:
        with tempfile.TemporaryDirectory() as folder:
            for story, known in read_in.items():
                found, _ = compare(known, groups[story], (), sure=setting)
                dossier = {"comparisons": msgspec.to_builtins(found)}
                Path(folder, f"{story}.json").write_text(json.dumps(dossier), "utf-8")
            out = Path(folder, "scores.json")
            command = [sys.executable, asked.scorer, asked.keys, folder, "--json", out, "--story", *stories]
            subprocess.run(command, check=True, capture_output=True)
            figures = json.loads(out.read_text("utf-8"))["pooled"]
        d, agreed = figures["differences"], figures["agreements"]["recall"]
        precision = "    -" if d["precision"] is None else f"{d['precision']:5.2f}"
        row = f"{d['right']:7} {d['wrong']:6} {d['pending']:8}      {precision}         {d['recall_clean']:5.2f}"
        print(f"{setting:10.2f} {row}       {agreed:5.2f}")


if __name__ == "__main__":
    main()
