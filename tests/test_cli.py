"""The commands as a user runs them: files in, words out, exit status as in the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from twosource.cli import DONE, NOTHING_DONE, SOME_REFUSED, app
from twosource.steps.trace.rules import RULES

REPORT_A = """---
publisher: The Harbour Post
published: 2024-03-04
---
Fire in the old harbour

Two people died when a warehouse burned on Sunday, fire chief Berit Moe said.

"We found them on the second floor," Moe said.
"""
REPORT_B = """---
publisher: Coast Daily
published: 2024-03-05
---
Warehouse fire kills three

Three people died in the warehouse fire on Sunday, fire chief Berit Moe said on Monday.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(REPORT_A, encoding="utf-8")
    (tmp_path / "b.txt").write_text(REPORT_B, encoding="utf-8")
    return tmp_path


def run(*args: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args], input=given)


def corpus_lines() -> str:
    rows = [
        {"id": "a", "text": REPORT_A.split("---\n")[2], "published": "2024-03-04", "language": "en"},
        {"id": "b", "text": REPORT_B.split("---\n")[2], "published": "2024-03-05", "language": "en"},
    ]
    return "".join(json.dumps(r) + "\n" for r in rows)


@pytest.mark.parametrize("command", ["check", "attribute", "stories", "derive"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == DONE
    assert f"Example: twosource {command}" in shown.output.replace("\n", " ")


def test_the_help_names_the_rules_there_are() -> None:
    shown = " ".join(run("check", "--help").output.replace("│", " ").split())
    assert all(name in shown for name in RULES)


@pytest.mark.parametrize("models", ["--models", "--no-models"])
def test_check_prints_a_dossier_and_writes_json_and_html(folder: Path, models: str) -> None:
    done = run("check", folder, "--json", folder / "out.json", "--html", folder / "out.html", models)
    assert done.exit_code == DONE, done.output
    assert "Berit Moe" in done.output
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    dossier = json.loads((folder / "out.json").read_text("utf-8"))
    assert [r["id"] for r in dossier["reports"]] == ["a", "b"]
    assert (folder / "out.html").read_text("utf-8").lstrip().lower().startswith("<!doctype html>")
    assert not list(folder.glob("*.part"))


def test_the_slider_shows_more_where_it_is_set_lower(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nina Roe, 41, said the 37-year-old driver fled. Five men died.", "utf-8")
    (tmp_path / "b.txt").write_text(
        "The driver, 35, fled. Later the 35-year-old driver was held. Six men died.", "utf-8"
    )
    shown = []
    for sure in (0.99, 0.9, 0.0):
        out = tmp_path / f"{sure}.json"
        assert run("check", tmp_path / "a.txt", tmp_path / "b.txt", "--json", out, "-q", "--sure", sure).exit_code == 0
        dossier = json.loads(out.read_bytes())
        assert dossier["sure"] == sure
        differ = [c for c in dossier["comparisons"] if c["verdict"] == "differ"]
        assert all(c["confidence"] >= sure for c in differ)
        shown.append(len(differ))
    assert shown[0] == 0 < shown[1] <= shown[2]


def test_without_models_it_says_what_is_missing(folder: Path) -> None:
    done = run("check", folder, "--json", folder / "out.json", "--no-models", "--quiet")
    assert done.exit_code == DONE
    assert done.stdout == ""
    assert any("without models" in w for w in json.loads((folder / "out.json").read_text("utf-8"))["warnings"])


def test_a_bad_file_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    done = run("check", folder, "--json", folder / "out.json", "--quiet", "--no-models")
    assert done.exit_code == SOME_REFUSED
    assert "empty.txt" in done.stderr
    assert "picture.txt" in done.stderr
    dossier = json.loads((folder / "out.json").read_text("utf-8"))
    assert len(dossier["reports"]) == 2
    assert any("empty.txt" in w for w in dossier["warnings"])


def test_no_reports_at_all(tmp_path: Path) -> None:
    done = run("check", tmp_path / "nowhere.txt", "--no-models")
    assert done.exit_code == NOTHING_DONE
    assert "nowhere.txt" in done.stderr


def test_one_report_only(folder: Path) -> None:
    done = run("check", folder / "a.txt", "--no-models")
    assert done.exit_code == DONE
    assert "one report only" in done.stdout.replace("\n", " ").replace("  ", " ")


def test_an_unwritable_target_is_said_in_words(folder: Path) -> None:
    done = run("check", folder, "--json", folder / "no" / "such" / "folder.json", "--quiet", "--no-models")
    assert done.exit_code == NOTHING_DONE
    assert "Check the path" in done.stderr


def test_attribute_reads_a_corpus_from_standard_input() -> None:
    done = run("attribute", "-", "--no-models", given=corpus_lines())
    assert done.exit_code == DONE, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in rows] == ["a", "b"]
    said = next(a for a in rows[0]["attributions"] if a["cue"])
    text = json.loads(corpus_lines().splitlines()[0])["text"]
    assert "We found them" in " ".join(text[s:e] for s, e in said["content"])
    assert said["depth"] == 0


def test_stories_and_derive_give_a_line_each() -> None:
    told = run("stories", "-", given=corpus_lines())
    assert [json.loads(line)["id"] for line in told.stdout.splitlines()] == ["a", "b"]
    lines = corpus_lines().splitlines()
    copy = json.dumps(json.loads(lines[0]) | {"id": "c", "published": "2024-03-06"})
    pairs = [json.loads(line) for line in run("derive", "-", given="\n".join([*lines, copy])).stdout.splitlines()]
    assert {(p["a"], p["b"]) for p in pairs} == {("a", "c")}


def test_a_bad_line_of_a_corpus_is_named_and_the_rest_goes_on() -> None:
    done = run("stories", "-", given=corpus_lines() + "{not json\n")
    assert done.exit_code == SOME_REFUSED
    assert len(done.stdout.splitlines()) == 2
    assert "3" in done.stderr


def test_a_corpus_without_a_report() -> None:
    assert run("stories", "-", given="\n").exit_code == NOTHING_DONE


def test_a_day_for_reports_without_a_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two people died on Friday, police said.\n", encoding="utf-8")
    out = tmp_path / "out.json"
    done = run("check", tmp_path / "a.txt", "--published", "2024-03-04", "--json", out, "--quiet", "--no-models")
    assert done.exit_code == DONE
    assert json.loads(out.read_text("utf-8"))["reports"][0]["published"] == "2024-03-04"
    assert run("check", tmp_path / "a.txt", "--published", "Friday").exit_code == NOTHING_DONE


def test_a_run_that_reads_nothing_leaves_the_last_result_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("of the last run\n", encoding="utf-8")
    done = run("attribute", "-", "-o", out, "--no-models", given="\n")
    assert done.exit_code == NOTHING_DONE
    assert out.read_text("utf-8") == "of the last run\n"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_device_is_written_to_and_not_replaced(folder: Path, tmp_path: Path) -> None:
    done = run("check", folder, "--json", "/dev/null", "--quiet", "--no-models")
    assert done.exit_code == DONE, done.stderr
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("target", ["no/such/folder/out.json", "a.txt/out.json", "."])
def test_where_it_cannot_write_it_names_what_the_user_gave(folder: Path, target: str) -> None:
    done = run("check", folder, "--json", folder / target, "--quiet", "--no-models")
    assert done.exit_code == NOTHING_DONE
    assert str(folder / target) in done.stderr
    assert ".part" not in done.stderr
    assert not list(folder.rglob("*.part"))


def test_a_mistake_of_ours_ends_in_words_and_not_as_some_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from twosource import pipeline

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("out of ideas")

    monkeypatch.setattr(pipeline, "check", broken)
    done = run("check", folder, "--no-models")
    assert done.exit_code == NOTHING_DONE
    assert "out of ideas" in done.stderr
    assert "Traceback" not in done.stderr
