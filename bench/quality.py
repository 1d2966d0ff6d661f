"""Quality figures: runs the program over ../shared/data, scores it with ../shared/eval, and guards the floors.

    python bench/quality.py                       all suites but the test parts
    python bench/quality.py keys bank             only these
    python bench/quality.py --update              raise the floors to what was reached (never lowers one)
    python bench/quality.py --update --allow-regression   also lower, on purpose; say why in the commit
    python bench/quality.py --readme              write the figures of the last run of each suite into the README

Suites: keys (real stories, hand-made keys), bank (invented stories, developers' part), bank-test (its test part: for
the last measurement only), attribution (PolNeAR dev, with CofeNet's exact fragments and how far the probabilities can
be believed), rules (the same without the tagger), stories, derivation,
challenge (invented sentences by class of difficulty, with and without the tagger), written (groups of sentences that
answer one question or tempt to be taken for it); the last two need no ../shared.
What got better or worse against the last run is printed item by item. Exit status 1 when a figure is under its floor.
Where ../shared is missing the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import fragments
import written

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
OUT = HERE / "out"
NEIGHBOURS = HERE.parent / "tests" / "steps" / "stories" / "neighbours.jsonl"
FLOORS = HERE / "floors.json"
# With the same code and weights, sums of 8 bits differ between processors by up to this (VNNI or not: decision 3).
SLACK = 0.0025

Figures = dict[str, float]
Items = dict[str, str]  # what is right or wrong, by item: shown as it changes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=", ".join(SUITES))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--readme", action="store_true")
    args = parser.parse_args()
    if args.readme:
        return write_readme()
    unknown = set(args.suites) - set(SUITES)
    if unknown:
        parser.error(f"no such suite: {', '.join(sorted(unknown))}; there are {', '.join(SUITES)}")
    wanted = args.suites or [s for s in SUITES if s != "bank-test"]
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: no figures of the suites that need it (the data cannot be shipped, see README)")
        wanted = [s for s in wanted if s in FREE]
    figures: Figures = {}
    items: Items = {}
    for suite in wanted:
        print(f"— {suite}", flush=True)
        got, detail = SUITES[suite]()
        figures |= {f"{suite}/{k}": round(v, 4) for k, v in sorted(got.items())}
        items |= {f"{suite}/{k}": v for k, v in detail.items()}
    compare_with_last(figures, items)
    return guard(figures, args.update, args.allow_regression)


# --------------------------------------------------------------------------- the suites


def keys() -> tuple[Figures, Items]:
    return dossiers(SHARED / "data" / "keys", story_names(SHARED / "data" / "keys"), "keys")


def bank() -> tuple[Figures, Items]:
    folder = SHARED / "data" / "bank" / "keys"
    return dossiers(folder, [s for s in story_names(folder) if not held_out(s)], "bank", pooled_only=True)


def bank_test() -> tuple[Figures, Items]:
    folder = SHARED / "data" / "bank" / "keys"
    return dossiers(folder, [s for s in story_names(folder) if held_out(s)], "bank-test", pooled_only=True)


def attribution() -> tuple[Figures, Items]:
    return polnear(models=True)


def rules() -> tuple[Figures, Items]:
    return polnear(models=False)


def challenge() -> tuple[Figures, Items]:
    """F1 of the challenge set by class, with the tagger ("whole") and without ("rules")."""
    from dataclasses import replace

    sys.path.insert(0, str(HERE.parent / "tests" / "steps" / "attribute"))
    import challenge_set

    engines = load(models=True)
    figures: Figures = {}
    items: Items = {}
    for path, used in (("whole", engines), ("rules", replace(engines, tagger=None))):
        for name in challenge_set.classes():
            out = challenge_set.judged(name, attributor(used))
            figures[f"{path}/{name}"] = out.score
            items[f"{path}/{name}"] = "; ".join(
                [*(f"missed {m}" for m in out.missed), *(f"wrong {w}" for w in out.wrong)]
            )
    return figures, items


def attributor(engines: Any) -> Callable[[str], Sequence[Any]]:
    """Text in, attributions out."""
    from twosource import pipeline
    from twosource.record import Report

    def attributed(text: str) -> Sequence[Any]:
        return next(iter(pipeline.attributions_of([Report("r", text, language="en")], engines)))[1]

    return attributed


def stories() -> tuple[Figures, Items]:
    from twosource import corpus

    data = SHARED / "data" / "stories"
    dev, background = rows(data / "stories_dev.jsonl"), rows(data / "background.jsonl")
    gold = OUT / "stories" / "gold.jsonl"
    write(gold, [json.dumps({"id": r["id"], "event": r.get("event")}) for r in [*dev, *background]])
    reports = in_order_of_arrival([report_of(r) for r in [*dev, *background]])
    pred = OUT / "stories" / "pred.jsonl"
    write(pred, [line.decode() for line in corpus.stories(reports)])
    found = scorer("score_stories.py", gold, pred, "--json")
    return {k: found[k] for k in ("bcubed_f1", "pair_f1", "pair_p", "pair_r")}, {}


def neighbours() -> tuple[Figures, Items]:
    """Stories that are hard to tell apart, invented: a crash and its victims named, two launches in a week …"""
    from twosource.steps.stories import stories as put

    near = rows(NEIGHBOURS)
    told = put([report_of(r) for r in near])
    figures = story_figures("neighbours", near, told)
    found: dict[str, set[str]] = {}
    for r in near:
        found.setdefault(told[r["id"]], set()).add(r["event"])
    mixed = sorted(event for events in found.values() if len(events) > 1 for event in events)
    items = {r["event"]: "with its neighbour" if r["event"] in mixed else "apart" for r in near}
    return {k: figures[k] for k in ("bcubed_f1", "pair_f1", "pair_p", "pair_r")}, items


def story_figures(name: str, gold: list[dict[str, Any]], told: Mapping[str, str]) -> dict[str, Any]:
    """What the scorer says of stories (report id -> story) against rows with their "event"."""
    want, pred = OUT / name / "gold.jsonl", OUT / name / "pred.jsonl"
    write(want, [json.dumps({"id": r["id"], "event": r.get("event")}) for r in gold])
    write(pred, [json.dumps({"id": ident, "story": story}) for ident, story in told.items()])
    return scorer("score_stories.py", want, pred, "--json")


def derivation() -> tuple[Figures, Items]:
    from twosource import corpus

    data = SHARED / "data" / "stories"
    pred = OUT / "derivation" / "pred.jsonl"
    reports = [report_of(r) for r in rows(data / "stories_dev.jsonl")]
    pairs = [json.loads(line) for line in corpus.derive(reports, load(models=False))]
    write(pred, [json.dumps(derived_row(p)) for p in pairs])
    found = scorer("score_derivation.py", data / "derivation_dev.jsonl", pred, "--json")
    said = {frozenset((p["a"], p["b"])): p["relation"] for p in pairs if p["relation"] != "shared_quote_only"}
    gold = rows(data / "derivation_dev.jsonl")
    items = {f"{g['doc_a']}~{g['doc_b']}": f"{g['relation']} -> {said.get(pair_of(g), 'independent')}" for g in gold}
    figures = {k: found[k] for k in ("p", "r", "f1", "event_f1")}
    by_relation: dict[str, list[bool]] = {}
    for g in gold:
        by_relation.setdefault(g["relation"], []).append(pair_of(g) in said)
    figures |= {f"called_derived/{k}": sum(v) / len(v) for k, v in by_relation.items()}
    citations = [c for c in rows(data / "citations_dev.jsonl") if c["cites_doc"]]  # the cited report is there
    cited = {f"cites {c['doc']}~{c['cites_doc']}": _cited(c, pairs) for c in citations}
    figures["citations/found"] = sum(found != "not found" for found in cited.values()) / len(cited)
    return figures, items | cited


def _cited(gold: Mapping[str, Any], pairs: Sequence[Mapping[str, Any]]) -> str:
    """What is said of a report that names another outlet as where it has its facts."""
    return next(
        (p["how"] for p in pairs if {p["a"], p["b"]} == {gold["doc"], gold["cites_doc"]} and p["from"] != gold["doc"]),
        "not found",
    )


def pair_of(gold: Mapping[str, Any]) -> frozenset[str]:
    return frozenset((gold["doc_a"], gold["doc_b"]))


def derived_row(pair: Mapping[str, Any]) -> dict[str, Any]:
    return {"doc_a": pair["a"], "doc_b": pair["b"], "relation": pair["relation"], "source": pair["from"]}


SUITES: Mapping[str, Callable[[], tuple[Figures, Items]]] = {
    "keys": keys,
    "bank": bank,
    "bank-test": bank_test,
    "attribution": attribution,
    "rules": rules,
    "stories": stories,
    "neighbours": neighbours,
    "written": written.measure,
    "derivation": derivation,
    "challenge": challenge,
}
FREE = frozenset({"challenge", "written"})  # needs no data that can't be shipped


# --------------------------------------------------------------------------- running and scoring

#: Of all the figures of score_dossier.py, those that a reader follows; the higher the better.
DOSSIER_FIGURES = (
    ("differences", "recall"),
    ("differences", "recall_clean"),
    ("differences", "precision"),
    ("agreements", "recall"),
    ("attribution", "f1_speaker"),
    ("attribution", "f1_content"),
    ("chains", "accuracy"),
    ("origins", "count_accuracy"),
    ("origins", "pair_f1"),
    ("derivation", "f1"),
    ("entities", "f1"),
    ("quotes", "recall"),
    ("quotes", "precision"),
    ("timeline", "recall"),
)


def dossiers(folder: Path, names: list[str], suite: str, pooled_only: bool = False) -> tuple[Figures, Items]:
    """Makes and scores the dossier of each story."""
    from twosource import pipeline
    from twosource.present import dossier_json

    out = OUT / suite
    out.mkdir(parents=True, exist_ok=True)
    engines = load(models=True)
    for name in names:
        reports = [report_of(r) for r in rows(folder / name / "reports.jsonl")]
        (out / f"{name}.json").write_bytes(dossier_json.dump(pipeline.check(reports, engines)))
    scored = OUT / f"{suite}.json"
    command = ["--story", *names, "--json", str(scored), "--pending", str(OUT / f"{suite}-pending.json")]
    judged = HERE / "judged.json"
    print(run_scorer("score_dossier.py", folder, out, *command, *(["--judge", str(judged)] if judged.exists() else [])))
    result = json.loads(scored.read_text("utf-8"))
    figures = dossier_figures("pooled", result["pooled"])
    items: Items = {}
    for name, story in result["stories"].items():
        if not pooled_only:
            figures |= dossier_figures(name, story["figures"])
        items |= {f"{name}/{k}": json.dumps(v, ensure_ascii=False) for k, v in story["notes"].items() if v}
    wrong = result["pooled"]["differences"].get("wrong")
    if isinstance(wrong, int | float):
        print(f"  'differ' called wrongly: {wrong}")
    return figures, items


def dossier_figures(name: str, found: Mapping[str, Mapping[str, Any]]) -> Figures:
    return {f"{name}/{part}.{key}": found[part][key] for part, key in DOSSIER_FIGURES if found[part][key] is not None}


def polnear(models: bool) -> tuple[Figures, Items]:
    from twosource import corpus

    gold = SHARED / "data" / "polnear" / "dev.jsonl"
    pred = OUT / ("attribution" if models else "rules") / "pred.jsonl"
    reports = (report_of(r) for r in rows(gold))
    write(pred, (line.decode() for line in corpus.attribute(reports, load(models, tagger=models))))
    found = scorer("score_attribution.py", gold, pred, "--json")
    flat = {k: v for k, v in flatten(found) if k.endswith(("f1", "F1"))}
    figures = flat | {f"exact.{role}.f1": f for role, f in fragments.exact(rows(gold), rows(pred)).items()}
    table, error = fragments.reliability(rows(gold), rows(pred))
    print(fragments.table(table, error))
    return figures | {"calibration (1 - error)": 1 - error}, {}


def load(models: bool, tagger: bool = True) -> Any:
    """The engines; ``models=False`` keeps the parser out, ``rules`` keeps the tagger alone out."""
    from dataclasses import replace

    from twosource import engines

    loaded = engines.load(models or not tagger)
    return loaded if models and tagger else replace(loaded, tagger=None)


def report_of(row: Mapping[str, Any]) -> Any:
    """A row of shared data as a report; answers in it (event, nature, wire …) are left behind."""
    from twosource.record import Report

    published = row.get("published") or row.get("publication_date")
    return Report(
        id=row["id"],
        text=row["text"],
        title=row.get("title"),
        url=row.get("url"),
        publisher=row.get("publisher") or row.get("source_domain"),
        published=published,
        language=row.get("language") or "en",
        author=row.get("author"),
    )


def in_order_of_arrival(reports: list[Any]) -> list[Any]:
    """Dated reports by date; the undated ones spread among them, by a hash of their ids, as noise in a stream."""
    dated = sorted((r for r in reports if r.published), key=lambda r: (r.published, r.id))
    undated = sorted((r for r in reports if not r.published), key=lambda r: hashlib.sha256(r.id.encode()).hexdigest())
    step = max(1, len(undated) // max(1, len(dated)) + 1)
    out: list[Any] = []
    for k, report in enumerate(dated):
        out += [*undated[k * step : (k + 1) * step], report]
    return out + undated[len(dated) * step :]


def held_out(story: str) -> bool:
    """The test part of the bank, by story: a quarter, by a hash of the name."""
    return int(hashlib.sha256(f"twosource-bank:{story}".encode()).hexdigest(), 16) % 4 == 0


def story_names(folder: Path) -> list[str]:
    return sorted(p.parent.name for p in folder.glob("*/gold.json"))


def rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(line.rstrip("\n") + "\n" for line in lines), encoding="utf-8")


def run_scorer(name: str, *args: object) -> str:
    done = subprocess.run(
        [sys.executable, str(SHARED / "eval" / name), *map(str, args)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    return done.stdout


def scorer(name: str, *args: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run_scorer(name, *args))
    return found


def flatten(value: object, prefix: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flatten(inner, f"{prefix}{'.' if prefix else ''}{key}")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield prefix, float(value)


# --------------------------------------------------------------------------- against the last run, against the floors


def compare_with_last(figures: Figures, items: Items) -> None:
    """Prints every figure with its change, and every item whose outcome changed; keeps this run as the last."""
    path = OUT / "last.json"
    last = json.loads(path.read_text("utf-8")) if path.exists() else {"figures": {}, "items": {}}
    for name, value in figures.items():
        before = last["figures"].get(name)
        change = "" if before is None or abs(before - value) < SLACK else f"  ({value - before:+.3f})"
        print(f"{value:8.3f}{change:12s}  {name}")
    for name in sorted(items):
        before = last["items"].get(name)
        if before is not None and before != items[name]:
            print(f"  changed {name}\n    was {before[:300]}\n    is  {items[name][:300]}")
    OUT.mkdir(exist_ok=True)
    merged = {"figures": last["figures"] | figures, "items": last["items"] | items}
    path.write_text(json.dumps(merged, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")


def guard(figures: Figures, update: bool, allow_regression: bool) -> int:
    """Quality cannot silently fall: every figure has a floor from the run that set it."""
    floors: Figures = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    under = {k: v for k, v in figures.items() if v < floors.get(k, 0.0) - SLACK}
    for name, value in under.items():
        print(f"UNDER ITS FLOOR: {name} {value:.3f} < {floors[name]:.3f}")
    if update:
        kept = {k: v if allow_regression else max(v, floors.get(k, 0.0)) for k, v in figures.items()}
        FLOORS.write_text(json.dumps(floors | kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"floors written: {FLOORS}")
        return 0 if allow_regression else int(bool(under))
    return int(bool(under))


# --------------------------------------------------------------------------- the table in the README

TABLE = (
    ("differences found", "differences.recall_clean"),
    ("of those called different, right", "differences.precision"),
    ("agreements found", "agreements.recall"),
    ("who said what, F1", "attribution.f1_speaker"),
    ("chains right", "chains.accuracy"),
    ("origin counts right", "origins.count_accuracy"),
    ("derivations, F1", "derivation.f1"),
    ("names, B-cubed F1", "entities.f1"),
    ("quotations found", "quotes.recall"),
    ("dated events found", "timeline.recall"),
)
ROWS = (
    ("boko-haram", "keys/boko-haram"),
    ("north-korea-oil", "keys/north-korea-oil"),
    ("pasvik (9 languages)", "keys/pasvik"),
    ("the three together", "keys/pooled"),
    ("bank, developers' part (58)", "bank/pooled"),
    ("bank, test part (17)", "bank-test/pooled"),
)
OTHER = (
    ("PolNeAR dev, who said what, F1", "attribution/who_said_what.f1"),
    ("the same by rules alone", "rules/who_said_what.f1"),
    (
        "PolNeAR dev, exact source / cue / content, F1",
        "attribution/exact.source.f1",
        "attribution/exact.cue.f1",
        "attribution/exact.content.f1",
    ),
    ("stories, B-cubed F1 / pairwise F1", "stories/bcubed_f1", "stories/pair_f1"),
    ("derived or independent, F1", "derivation/f1"),
)


def write_readme() -> int:
    """Puts the figures of the last runs between the marks in the README."""
    found: Figures = json.loads((OUT / "last.json").read_text("utf-8"))["figures"]

    def show(key: str) -> str:
        return f"{found[key]:.2f}" if key in found else "-"

    head = "| | " + " | ".join(label for label, _ in ROWS) + " |"
    lines = [head, "|---" * (len(ROWS) + 1) + "|"]
    lines += [f"| {label} | " + " | ".join(show(f"{row}/{key}") for _, row in ROWS) + " |" for label, key in TABLE]
    lines += ["", "| elsewhere | |", "|---|---|"]
    lines += [f"| {label} | {' / '.join(show(k) for k in keys)} |" for label, *keys in OTHER]
    readme = HERE.parent / "README.md"
    before, rest = readme.read_text("utf-8").split("<!-- figures -->\n", 1)
    after = rest.split("<!-- end of figures -->", 1)[1]
    readme.write_text(
        before + "<!-- figures -->\n" + "\n".join(lines) + "\n<!-- end of figures -->" + after, encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
