"""``twosource sources`` on a real library: two stories, checked."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from twosource.cli import DONE, NOTHING_DONE, app

REPORTS = {
    "a": ("Harbour Post", "2024-03-04", "“Two people died when the warehouse burned on Sunday,” Berit Moe said."),
    "b": (
        "Coast Daily",
        "2024-03-05",
        "“Two people died when the warehouse burned on Sunday,” Berit Moe said on Monday.",
    ),
}


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args])


def test_a_source_is_listed_with_its_outlets_once_its_story_was_checked(tmp_path: Path) -> None:
    at = tmp_path / "library.sqlite"
    lines = (
        json.dumps({"id": k, "publisher": p, "published": d, "text": t, "language": "en"})
        for k, (p, d, t) in REPORTS.items()
    )
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run("add", tmp_path / "in.jsonl", "--library", at).exit_code == DONE
    before = run("sources", "--library", at)
    assert "not checked yet" in before.output
    stories = json.loads(run("stories", "--library", at, "--json").stdout)
    for story in stories:
        assert run("check", story["id"], "--library", at, "--no-models", "-q").exit_code == DONE
    found = json.loads(run("sources", "berit", "--library", at, "--json").stdout)
    assert [(e["name"], e["outlets"]) for e in found] == [("Berit Moe", [["Coast Daily", 1], ["Harbour Post", 1]])]
    assert "carried by Coast Daily (1), Harbour Post (1)" in run("sources", "Moe", "--library", at).output


def test_a_story_of_the_library_is_overruled_by_its_id(tmp_path: Path) -> None:
    at = tmp_path / "library.sqlite"
    line = json.dumps({"id": "a", "publisher": "Harbour Post", "text": REPORTS["a"][2], "language": "en"})
    (tmp_path / "in.jsonl").write_text(line + "\n", encoding="utf-8")
    assert run("add", tmp_path / "in.jsonl", "--library", at).exit_code == DONE
    story = json.loads(run("stories", "--library", at, "--json").stdout)[0]["id"]
    wrong = run("decide", story, "correct", "b", "--field", "publisher", "--to", "The Post", "--library", at)
    assert (wrong.exit_code, "has no such report" in wrong.output) == (NOTHING_DONE, True)
    report = json.loads(run("story", "show", story, "--library", at, "--json").stdout)["reports"][0]["id"]
    made = run("decide", story, "correct", report, "--field", "publisher", "--to", "The Post", "--library", at)
    ident = made.output.split()[0]
    written = tmp_path / "d.json"
    assert run("check", story, "--library", at, "--no-models", "-q", "--json", written).exit_code == DONE
    assert json.loads(written.read_text(encoding="utf-8"))["reports"][0]["publisher"] == "The Post"
    assert run("undo", story, ident, "--library", at).exit_code == DONE
    assert "[taken back]" in run("decisions", story, "--library", at).output
