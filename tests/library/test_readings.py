"""What was read of each report is kept: a story to which one report came costs the reading of one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
import pytest
from incoming import FIRE, incoming

from twosource import decisions, engines, pipeline
from twosource.desk import checking, reading, versions
from twosource.library import Library, open_library
from twosource.record import Dossier, Target

CHECKER = Path(__file__).with_name("checker.py")
TEXTS = {
    "a": FIRE + '"The doors were locked," said Moe. Police blamed a heater.\n',
    "b": "Three people died when a warehouse burned on Sunday, police said.\n",
    "c": 'The mayor said the warehouse had no permit. "We were never asked," she told reporters.\n',
}
load = partial(engines.load, models=False)


def filled(library: Library, texts: dict[str, str]) -> None:
    added = library.add([incoming(k, text, published=f"2024-03-0{n}") for n, (k, text) in enumerate(texts.items(), 1)])
    library.move("s1" if library.story_count() else None, [a.report for a in added], by="ane")


def check(library: Library) -> Dossier:
    return checking.check(library, "s1", load, models=False)


def read_since(library: Library, entry: int) -> list[str]:
    """The reports that were read, by the log."""
    made = [e.subject for e in library.log(after=entry) if e.what == "made"]
    return sorted(s.removeprefix("reading ") for s in made if s.startswith("reading "))


def last(library: Library) -> int:
    head = library.head()
    assert head
    return head.number


def test_one_new_report_is_read_alone(library: Library) -> None:
    filled(library, {k: TEXTS[k] for k in "ab"})
    check(library)
    assert read_since(library, 0) == ["a", "b"]
    before = last(library)
    filled(library, {"c": TEXTS["c"]})
    found = check(library)
    assert read_since(library, before) == ["c"]
    given = [h.report for h in library.reports("abc")]
    fresh = pipeline.check(given, load())
    assert replace(found, story=fresh.story) == fresh, "what was kept says the same as what is read anew"
    assert library.verify() == []


def test_engines_are_loaded_only_to_read(library: Library) -> None:
    filled(library, TEXTS)
    found = check(library)

    def never() -> engines.Engines:
        raise AssertionError("nothing is to be read")

    again = checking.check(library, "s1", never, models=False, sure=0.5)
    assert again.warnings == found.warnings, "what was missing when they were read is still said"
    assert again.statements == found.statements


def test_what_was_put_right_or_read_by_another_version_is_read_again(library: Library) -> None:
    filled(library, TEXTS)
    check(library)
    before = last(library)
    library.correct("b", {"publisher": "The Harbour Post"}, by="ane")
    check(library)
    assert read_since(library, before) == ["b"]
    kept = library.kept(reading.KIND, "c")
    dossier = library.kept(checking.KIND, "s1")
    assert kept
    assert dossier
    library.keep(replace(kept, made_by="twosource 0.0.1"), replace(dossier, made_by="twosource 0.0.1"))
    before = last(library)
    check(library)
    assert read_since(library, before) == ["c"]
    assert library.verify() == []


def test_what_is_of_another_form_is_read_again(library: Library) -> None:
    filled(library, TEXTS)
    found = check(library)
    kept, dossier = library.kept(reading.KIND, "a"), library.kept(checking.KIND, "s1")
    assert kept
    assert dossier
    library.keep(replace(kept, data=b"\x93no reading"), replace(dossier, made_by="another"))
    assert check(library) == found


def test_what_a_person_put_right_in_the_story_is_read_so(library: Library) -> None:
    """A correction by decision changes the report before it is read; the library's own stays as it is."""
    filled(library, TEXTS)
    check(library)
    made = decisions.decide("correct_report", [Target("a")], by="ane", field="publisher", value="The Harbour Post")
    library.decide(decisions.to_json(made))
    before = last(library)
    found = check(library)
    assert read_since(library, before) == ["a"]
    assert [r.publisher for r in found.reports] == ["The Harbour Post", None, None]
    assert library.verify() == []


def test_forgetting_a_report_forgets_what_was_read_of_it(library: Library) -> None:
    filled(library, TEXTS)
    check(library)
    library.forget(["b"], by="ane")
    assert library.kept(reading.KIND, "b") is None
    assert library.kept(reading.KIND, "a") is not None
    assert {r.id for r in check(library).reports} == {"a", "c"}


def test_versions_are_held_against_one_another_from_what_was_read(library: Library) -> None:
    url = "https://example.org/fire"
    library.add([incoming("a", TEXTS["a"], url=url)])
    library.add([incoming("a", TEXTS["a"].replace("Two", "Three"), url=url)])
    changed = versions.revisions(library, "a", load, models=False)
    assert [c.kind for c in changed[0].changes] == ["changed"]
    before = last(library)
    library.move(None, ["a"], by="ane")
    check(library)
    assert read_since(library, before) == [], "both versions were read already"


def test_a_check_that_is_killed_goes_on_where_it_was(where: str) -> None:
    texts = {f"r{k}": f"Fire chief Berit Moe said {k} people were hurt.\n\nIt rained.\n" for k in range(24)}
    with open_library(where) as library:
        library.add([incoming(k, text) for k, text in texts.items()])
        library.move(None, list(texts), by="ane")
    kept: set[str] = set()
    for pause in (0.05, 0.2):
        checker = _start(where)
        assert checker.stdout
        assert checker.stdout.readline() == "ready\n"
        time.sleep(pause)
        checker.kill()
        checker.wait()
        with open_library(where) as library:
            here = {d.subject for d in library.kept_of(reading.KIND, texts)}
            assert kept <= here, "what was read and kept stays"
            assert library.verify() == []
            kept = here
    with _start(where) as checker:
        assert checker.stdout
        assert checker.stdout.read().endswith("done\n")
    with open_library(where) as library:
        assert library.verify() == []
        found = check(library)
        fresh = pipeline.check([h.report for h in library.reports(texts)], load())
        assert msgspec.json.encode(replace(found, story=fresh.story)) == msgspec.json.encode(fresh)


def _start(where: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, CHECKER, where, "s1"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


@pytest.mark.parametrize("models", [True, False])
def test_the_version_names_what_read(models: bool) -> None:
    from twosource.desk.made import made_by

    assert made_by(models) != made_by(not models)
    assert made_by(models).startswith("twosource ")
