"""The library's commands as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from twosource.cli import DONE, NOTHING_DONE, SOME_REFUSED, app

A = """---
publisher: The Harbour Post
published: 2024-03-04
url: https://example.org/fire?utm_source=feed
---
Fire in the old harbour

Two people died when a warehouse burned on Sunday, fire chief Berit Moe said.

"We found them on the second floor," Moe said.
"""
B = """---
publisher: Coast Daily
published: 2024-03-05
---
Warehouse fire in the old harbour kills three

Three people died in the warehouse fire in the old harbour on Sunday, fire chief Berit Moe said on Monday.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TWOSOURCE_LIBRARY", str(tmp_path / "deep" / "desk.sqlite"))
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(A, encoding="utf-8")
    (inbox / "b.txt").write_text(B, encoding="utf-8")
    return inbox


def run(*args: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args], input=given)


def said(*args: object) -> dict[str, list[object]] | list[dict[str, object]]:
    done = run(*args, "--json")
    assert done.exit_code == DONE, done.output
    found: dict[str, list[object]] | list[dict[str, object]] = json.loads(done.stdout)
    return found


COMMANDS = ["add", "stories", "search", "correct", "versions", "forget", "log", "verify", "export", "stamp"]


@pytest.mark.parametrize("command", [*COMMANDS, "story show", "story merge", "story split", "story move"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    shown = run(*command.split(), "--help")
    assert shown.exit_code == DONE
    assert f"Example: twosource {command}" in " ".join(shown.output.split())


def test_a_day_at_the_desk(desk: Path) -> None:
    assert "2 reports added" in run("add", desk).stdout
    assert "2 there already" in run("add", desk).stdout
    assert said("add", desk)["held"] == ["a", "b"]
    stories = said("stories")
    assert [s["id"] for s in stories] == ["s1"]
    assert "2 reports" in run("stories").stdout

    done = run("check", "s1", "--no-models", "--json", desk / "out.json")
    assert done.exit_code == DONE, done.output
    assert "Berit Moe" in done.stdout
    dossier = json.loads((desk / "out.json").read_text("utf-8"))
    assert (dossier["story"]["id"], len(dossier["reports"])) == ("s1", 2)
    entries = said_lines("log")
    assert run("check", "s1", "--no-models").stdout == done.stdout
    assert said_lines("log") == entries, "made once, read the second time"

    hit = said("search", '"second floor"')[0]
    assert hit["words"] == "second floor"
    assert f"[a:{hit['start']}]" in run("search", '"second floor"').stdout
    assert run("search", "nobody").stdout == ""

    run("correct", "b", "publisher=The Coast Daily", "--by", "ane")
    shown = said("story", "show", "s1")
    assert {r["publisher"] for r in shown["reports"]} == {"The Harbour Post", "The Coast Daily"}
    assert run("check", "s1", "--no-models").stdout != done.stdout

    status = said("status")
    assert (status["reports"], status["stories"], status["unplaced"]) == (2, 1, 0)
    assert run("verify", "--head", status["head"]).exit_code == DONE


def said_lines(*args: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*args, "--json").stdout.splitlines()]


def test_an_article_that_changed(desk: Path) -> None:
    run("add", desk)
    (desk / "a.txt").write_text(
        A.replace("Two people", "Four people").replace("?utm_source=feed", ""), encoding="utf-8"
    )
    added = said("add", desk)
    new = added["versions"][0]["report"]
    assert added["versions"] == [{"report": new, "previous": "a"}]
    changed = said("versions", "a", "--no-models")[0]["changes"]
    assert [(c["kind"], c["new"]["words"][:11]) for c in changed] == [("changed", "Four people")]
    printed = run("check", "s1", "--no-models").stdout
    assert "ARTICLES THAT CHANGED" in printed
    assert "was: Two people" in printed


def test_stories_are_put_right(desk: Path) -> None:
    run("add", desk)
    assert "s2 is a story of its own" in run("story", "split", "s1", "b").stdout
    run("add", desk)
    assert len(said("stories")) == 2
    assert "2 reports" in run("story", "merge", "s1", "s2").stdout
    assert run("check", "s2", "--no-models").stdout.count("Coast Daily")
    assert "s3 now has 1 report" in run("story", "move", "new", "b").stdout


def test_forgetting_asks_first(desk: Path) -> None:
    run("add", desk)
    asked = run("forget", "b", given="n\n")
    assert asked.exit_code == NOTHING_DONE
    assert said("status")["reports"] == 2
    assert "1 report forgotten" in run("forget", "b", "--yes").stdout
    assert "1 report forgotten" in run("forget", "s1", given="y\n").stdout
    assert said("status")["reports"] == 0
    assert run("verify").exit_code == DONE


def test_bad_files_are_named_and_the_rest_is_added(desk: Path) -> None:
    (desk / "empty.txt").write_text("", encoding="utf-8")
    done = run("add", desk)
    assert done.exit_code == SOME_REFUSED
    assert "empty.txt" in done.stderr
    assert "2 reports added" in done.stdout
    assert run("add", desk / "nowhere.txt").exit_code == NOTHING_DONE


def test_a_corpus_is_still_filtered(desk: Path) -> None:
    rows = [{"id": i, "text": A.split("---\n")[2], "language": "en"} for i in "ab"]
    given = "".join(json.dumps(r) + "\n" for r in rows)
    assert [json.loads(line)["id"] for line in run("stories", "-", given=given).stdout.splitlines()] == ["a", "b"]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("check", "s9"), "no story 's9'"),
        (("story", "show", "s9"), "no story 's9'"),
        (("story", "merge", "s1", "s1"), "one story already"),
        (("correct", "a", "published=Friday"), "is no date"),
        (("correct", "a", "colour=red"), "can't be corrected"),
        (("correct", "a", "publisher"), "no FIELD=VALUE"),
        (("correct", "zz", "publisher=x"), "no report 'zz'"),
        (("forget", "zz", "-y"), "no story 'zz'"),
        (("versions", "zz"), "no report 'zz'"),
        (("search", "?!"), "no word"),
        (("check", "s1", "--published", "2024-03-04"), "dates and decisions of its own"),
    ],
)
def test_mistakes_are_said_in_words(desk: Path, command: tuple[str, ...], words: str) -> None:
    run("add", desk)
    done = run(*command)
    assert done.exit_code == NOTHING_DONE
    assert words in done.stderr
    assert "Traceback" not in done.output


def test_there_is_no_library_yet(desk: Path) -> None:
    for command in (("stories",), ("status",), ("search", "x"), ("verify",), ("check", "s1")):
        done = run(*command)
        assert done.exit_code == NOTHING_DONE
        assert "twosource add" in done.stderr
    assert not (desk.parent / "deep").exists()
