"""The log of decisions, and whole stories checked with one."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from twosource import decisions, engines, intake, pipeline
from twosource.cli import DONE, NOTHING_DONE, app
from twosource.errors import Unreadable
from twosource.present import dossier_json, page, schema, terminal
from twosource.record import Decision, Dossier, OriginCount, Target

EXAMPLE = Path(__file__).parents[1] / "examples" / "harbour-fire"
REPORTS = intake.take([str(EXAMPLE)]).reports


def check(*log: Decision, without: str = "") -> Dossier:
    kept = [r for r in REPORTS if r.id != without]
    return pipeline.check(kept, engines.load(models=False), decisions=log)


def at(report: str, words: str) -> Target:
    text = next(r.text for r in REPORTS if r.id == report)
    start = text.index(words)
    return Target(report, start, start + len(words), words)


MERGE = decisions.decide(
    "merge_groups",
    [at("3-kystnytt", "He went back for the others"), at("4-northern-mail", "He went back for the others")],
)
CORRECT = decisions.decide("correct_report", [Target("7-evening-ledger")], field="publisher", value="The Ledger")
ASIDE = decisions.decide("set_aside", [at("8-cold-chain-weekly", "on Friday, 15 November")])
DIFFER = decisions.decide(
    "set_verdict", [at("3-kystnytt", "eleven workers"), at("4-northern-mail", "Eleven workers")], value="compatible"
)
ONE = decisions.decide("same_entity", [at("3-kystnytt", "Marit Solberg"), at("3-kystnytt", "Taras")], note="for a test")


@pytest.mark.parametrize("log", [(MERGE,), (CORRECT, ASIDE), (DIFFER, ONE)])
def test_a_dossier_with_decisions_is_sound_and_says_them(log: tuple[Decision, ...]) -> None:
    dossier = check(*log)
    document = json.loads(dossier_json.dump(dossier))
    jsonschema.Draft202012Validator(schema.schema()).validate(document)
    assert not schema.faults(document, {r.id: r.text for r in REPORTS})
    assert [d["id"] for d in document["decisions"]] == [d.id for d in log]
    assert not [w for w in document["warnings"] if "was not applied" in w]
    marked = {
        i
        for kind in ("reports", "entities", "groups", "comparisons", "derivations")
        for x in document[kind]
        for i in x["decided"]
    }
    assert marked <= {d.id for d in log}
    assert "WHAT WAS DECIDED BY HAND" in terminal.render(dossier)
    assert "Decided by hand" in page.render(dossier)


def test_undone_gives_the_same_bytes_as_never_decided() -> None:
    log = (CORRECT, DIFFER, decisions.undo(CORRECT.id), decisions.undo(DIFFER.id))
    assert dossier_json.dump(check(*log)) == dossier_json.dump(check())


def test_decisions_hold_when_a_report_is_added() -> None:
    for without in ("5-straumhamn-avis", ""):
        dossier = check(DIFFER, CORRECT, without=without)
        assert [c.verdict for c in dossier.comparisons if DIFFER.id in c.decided] == ["compatible"]
        assert "The Ledger" in {r.publisher for r in dossier.reports}


def test_a_decision_on_a_report_that_is_missing_is_named() -> None:
    dossier = check(CORRECT, without="7-evening-ledger")
    assert any(CORRECT.id in w and "7-evening-ledger is not among these" in w for w in dossier.warnings)


def test_origins_are_joined_and_split_as_decided() -> None:
    told = [Target("3-kystnytt", 128, 303), Target("4-northern-mail", 668, 703)]  # the fire chief, a director
    together = decisions.decide("merge_groups", told)
    names = [at("3-kystnytt", "Marit Solberg"), at("4-northern-mail", "Henrik Aasen")]
    join, split = decisions.decide("join_origins", names, note="kin"), decisions.decide("split_origins", names)

    def count(*log: Decision) -> OriginCount:
        dossier = check(together, *log)
        group = next(g for g in dossier.groups if together.id in g.decided)
        return next(o for o in dossier.origins if o.group == group.id and o.comparison is None)

    assert (count().independent_count, count().decided) == (2, ())
    one = count(join)
    assert (one.independent_count, one.rule, one.decided) == (1, "not_met", (join.id,))
    assert next(j.why for j in one.joins).endswith(": kin.")
    assert count(join, split).independent_count == 2


def test_a_report_that_takes_from_another_adds_no_origin_of_its_own() -> None:
    copied = decisions.decide("set_derived", [Target("4-northern-mail"), Target("3-kystnytt")], value="copy")
    apart = decisions.decide("set_underived", [Target("2-harbour-gazette"), Target("1-nordwire")])
    dossier = check(copied, apart)
    assert [d.decided for d in dossier.derivations if d.report == "4-northern-mail"] == [(copied.id,)]
    assert not [d for d in dossier.derivations if d.report == "2-harbour-gazette"]
    without = {(o.group, o.comparison, o.value): o.possible_count for o in check().origins}
    now = {(o.group, o.comparison, o.value): o.possible_count for o in dossier.origins}
    assert any(now[k] != n for k, n in without.items() if k in now)


# --------------------------------------------------------------------------- the file


def test_a_log_comes_back_as_it_was_written(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    for d in (MERGE, CORRECT, decisions.undo(MERGE.id)):
        decisions.append(log, d)
    assert decisions.read(log)[:2] == (MERGE, CORRECT)
    assert decisions.read(log)[2].value == MERGE.id


def test_an_entry_after_a_line_without_an_end_stands_on_its_own(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    decisions.append(log, MERGE)
    log.write_bytes(log.read_bytes().rstrip(b"\n"))
    decisions.append(log, CORRECT)
    assert decisions.read(log) == (MERGE, CORRECT)


def spoiled(**fields: object) -> str:
    return json.dumps({**decisions.to_json(MERGE), **fields})


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "no decision"),
        ("[]", "no decision"),
        (spoiled(note="another"), "was changed after it was made"),
        (spoiled(id="", action="burn"), "nothing that can be decided"),
        (spoiled(id="", targets=[]), "needs 2"),
        (spoiled(id="", targets=7), "no list of places"),
        (spoiled(id="", action="set_verdict", value="true"), "no verdict"),
        (spoiled(id="", at="noon"), "no time"),
        (spoiled(id="", targets=[{"report": "a"}, {"report": "b"}]), "whole report"),
        (spoiled(id="", action="correct_report", field="published", value="Friday"), "no date"),
        (spoiled(id="", action="correct_report", field="text", value="x"), "nothing that can be corrected"),
    ],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps(decisions.to_json(CORRECT)) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(Unreadable, match=complaint) as caught:
        decisions.read(log)
    assert "line 2" in str(caught.value)


# --------------------------------------------------------------------------- the commands


def run(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(a) for a in args])
    return result.exit_code, result.output


def test_deciding_checking_and_taking_back(tmp_path: Path) -> None:
    log, out = tmp_path / "log.jsonl", tmp_path / "d.json"
    place = f"3-kystnytt:{at('3-kystnytt', 'eleven workers').start}"
    other = f"4-northern-mail:{at('4-northern-mail', 'Eleven workers').start}"
    assert run("decide", log, "verdict", place, other, "--to", "true")[0] == NOTHING_DONE
    assert not log.exists()
    code, said = run("decide", log, "verdict", place, other, "--to", "compatible", "--by", "Ann", "--note", "see tape")
    assert code == DONE
    ident = said.split()[0]
    assert run("check", EXAMPLE, "--no-models", "-q", "--decisions", log, "--json", out)[0] == DONE
    compared = json.loads(out.read_text(encoding="utf-8"))["comparisons"]
    assert [c["verdict"] for c in compared if ident in c["decided"]] == ["compatible"]
    assert run("undo", log, ident)[0] == DONE
    assert run("undo", log, "d:none")[0] == NOTHING_DONE
    assert "[taken back]" in run("decisions", log)[1]


def test_deciding_who_took_from_whom(tmp_path: Path) -> None:
    log, out = tmp_path / "log.jsonl", tmp_path / "d.json"
    assert run("decide", log, "taken-from", "4-northern-mail", "3-kystnytt", "--to", "theft")[0] == NOTHING_DONE
    assert run("decide", log, "taken-from", "4-northern-mail", "3-kystnytt", "--to", "copy")[0] == DONE
    assert run("decide", log, "not-taken", "2-harbour-gazette", "1-nordwire")[0] == DONE
    assert run("check", EXAMPLE, "--no-models", "-q", "--decisions", log, "--json", out)[0] == DONE
    pairs = {(d["report"], d["from"]) for d in json.loads(out.read_text(encoding="utf-8"))["derivations"]}
    assert ("4-northern-mail", "3-kystnytt") in pairs
    assert ("2-harbour-gazette", "1-nordwire") not in pairs
    listed = run("decisions", log)[1]
    assert "4-northern-mail, 3-kystnytt - takes from the others (copy)" in listed


def test_a_log_that_is_missing_is_said(tmp_path: Path) -> None:
    code, said = run("check", EXAMPLE, "--no-models", "-q", "--decisions", tmp_path / "none.jsonl")
    assert code == NOTHING_DONE
    assert "no such file" in said
