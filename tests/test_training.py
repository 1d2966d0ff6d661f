"""The training commands still read stories as the program does: on two invented reports with a key, not on the bank."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent / "training"

REPORTS = [
    {"id": "a", "text": "Nine people died when the ferry sank off Velmo. Twelve mayors signed the charter in Ostby."},
    {"id": "b", "text": "The ferry sank off Velmo and nine people died. Thirteen mayors signed the charter in Ostby."},
]
FACTS = [
    {"id": "f1", "question": "How many died?", "verdict": "agree", "sure": True, "values": [("nine", ["a", "b"])]},
    {
        "id": "f2",
        "question": "How many mayors signed?",
        "verdict": "differ",
        "sure": True,
        "values": [("Twelve", ["a"]), ("Thirteen", ["b"])],
    },
]


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder of keys with one story."""
    story = tmp_path / "keys" / "ferry"
    story.mkdir(parents=True)
    rows = [{**r, "language": "en", "published": "2024-03-05", "publisher": f"Paper {r['id']}"} for r in REPORTS]
    (story / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (story / "gold.json").write_text(json.dumps({"facts": [_fact(f) for f in FACTS]}), "utf-8")
    return story.parent


def _fact(fact: dict) -> dict:
    texts = {r["id"]: r["text"] for r in REPORTS}
    values = []
    for word, reports in fact["values"]:
        at = {r: texts[r].lower().index(word.lower()) for r in reports}
        values.append({"value": word, "reports": [{"report": r, "span": [k, k + len(word)]} for r, k in at.items()]})
    return {**fact, "values": values}


def script(monkeypatch: pytest.MonkeyPatch, part: str, name: str) -> ModuleType:
    """A training script; the folders share names, so that none stays loaded."""
    monkeypatch.syspath_prepend(str(ROOT / part))
    for known in ("train", "examples", "rates"):
        monkeypatch.delitem(sys.modules, known, raising=False)
    return importlib.import_module(name)


def test_pairs_of_clauses_are_read(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = script(monkeypatch, "align", "examples")
    from twosource.engines.meaning import MiniLM
    from twosource.engines.parser import SpacyParser
    from twosource.steps.align.signs import SIGNS

    found = list(examples.of_real(keys, (SpacyParser.load(), MiniLM.load())))
    assert any(pair.label == 1.0 for pair in found)
    assert all(len(pair.signs) == len(SIGNS) for pair in found)


def test_pairs_of_values_are_read(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train = script(monkeypatch, "compare", "train")
    from twosource.engines.parser import SpacyParser

    known = train.material(keys / "ferry", SpacyParser.load())
    facts = json.loads((keys / "ferry" / "gold.json").read_text("utf-8"))["facts"]
    assert "f2" in {pair.question for pair in train.pairs("ferry", known, facts)}
