"""What follows an affair is linked to it, with the reason."""

from __future__ import annotations

import json
from pathlib import Path

from incoming import incoming

from twosource.desk.affairs import affair
from twosource.desk.placing import place
from twosource.library import Library

NEIGHBOURS = Path(__file__).parents[1] / "steps/stories/neighbours.jsonl"


def test_a_story_names_what_it_follows_and_why(library: Library) -> None:
    rows = [json.loads(line) for line in NEIGHBOURS.read_text("utf-8").splitlines()]
    told = [r for r in rows if r["event"].startswith(("crash-victims/", "two-rulings/"))]
    library.add([incoming(r["id"], r["text"], title=r["title"], published=r["published"]) for r in told])
    place(library)
    stories = {r["event"]: library.report(r["id"]).story or "" for r in told}
    assert len(set(stories.values())) == 4
    crash, named = stories["crash-victims/crash"], stories["crash-victims/victims"]
    [found] = affair(library, named)
    assert (found.story, found.relation) == (crash, "follows")
    assert "Vellmoor" in found.why
    assert "this one begins 3 days later" in found.why
    assert "Carrow" in found.why.partition("new in the later")[2]
    [back] = affair(library, crash)
    assert (back.story, back.relation) == (named, "followed by")
    assert "the other begins 3 days later" in back.why
