"""Whole stories, from reports to the published form of the dossier."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from twosource import engines, intake, pipeline
from twosource.engines import Engines
from twosource.present import dossier_json, page, schema, terminal
from twosource.record import Report

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.is_dir())
SEEDS = ROOT.parent / "shared" / "seeds"
KEYS = ROOT.parent / "shared" / "data" / "keys"


@pytest.fixture(scope="session")
def loaded() -> Engines:
    return engines.load()


def assert_sound(dossier: dict[str, Any], reports: tuple[Report, ...]) -> None:
    """It validates, every offset reproduces words, every id that is pointed to exists."""
    jsonschema.Draft202012Validator(schema.schema()).validate(dossier)
    assert not schema.faults(dossier, {r.id: r.text for r in reports})


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda p: p.name)
@pytest.mark.parametrize("models", [True, False], ids=["models", "no models"])
def test_every_example_gives_a_sound_dossier(folder: Path, models: bool, loaded: Engines) -> None:
    reports = intake.take([str(folder)]).reports
    dossier = pipeline.check(reports, loaded if models else engines.load(models=False))
    assert_sound(json.loads(dossier_json.dump(dossier)), reports)
    assert terminal.render(dossier)
    assert page.render(dossier)


def test_the_same_reports_in_any_order_give_the_same_bytes(loaded: Engines) -> None:
    reports = list(intake.take([str(EXAMPLES[0])]).reports)
    first = dossier_json.dump(pipeline.check(reports, loaded))
    for seed in (1, 2):
        random.Random(seed).shuffle(reports)
        assert dossier_json.dump(pipeline.check(reports, loaded)) == first


ODD = [
    "",
    "   \n\n ",
    "?!",
    "“",
    '"' * 50,
    "said " * 200,
    "\u202eabc\u202c said \u200b“x”.",
    "A" * 5000,
    "He said “unfinished\n\nShe said ‘also",
    "1 2 3 4 5 6 7 8 9 10 11 12 13",
]


@pytest.mark.parametrize("models", [True, False], ids=["models", "no models"])
def test_odd_texts_never_stop_the_story(models: bool, loaded: Engines) -> None:
    reports = tuple(Report(f"r{k}", text, published=f"2024-01-0{k % 9 + 1}") for k, text in enumerate(ODD))
    dossier = pipeline.check(reports, loaded if models else engines.load(models=False))
    assert_sound(json.loads(dossier_json.dump(dossier)), reports)


def test_no_reports_give_an_empty_dossier(loaded: Engines) -> None:
    assert pipeline.check((), loaded).statements == ()


ZONES = (
    Report("a", "The toll in Velmo rose to nine.", published="2024-03-05T18:20-06:00", language="en"),
    Report("b", "Six people died in Velmo.", published="2024-03-05T23:50Z", language="en"),
    Report("c", "Six people died in Velmo.", published="2024-03-06", language="en"),
)


def test_reports_stand_in_the_order_in_which_they_came_out_whatever_their_zones(loaded: Engines) -> None:
    assert [r.id for r in pipeline.check(ZONES, loaded).reports] == ["b", "c", "a"]


needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="../shared/seeds is not here (texts that cannot be shipped)"
)
needs_keys = pytest.mark.skipif(
    not KEYS.is_dir(), reason="../shared/data/keys is not here (texts that cannot be shipped)"
)


@needs_keys
@pytest.mark.parametrize("story", ["boko-haram", "north-korea-oil", "pasvik"])
def test_real_stories_give_sound_dossiers(story: str, loaded: Engines) -> None:
    reports = intake.take([str(KEYS / story / "reports.jsonl")]).reports
    assert_sound(json.loads(dossier_json.dump(pipeline.check(reports, loaded))), reports)
