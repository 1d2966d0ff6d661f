"""What a person decided is applied to what the steps found, by the words it points to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builders import ferry
from twosource import decisions
from twosource.record import Decision, Derivation, Dossier, Report, SharedPassage, Target
from twosource.steps import overrule

STORY = ferry()
REPORTS = {r.id: r for r in STORY.reports}
SAID = {s.id: s for s in STORY.statements}
NOON = datetime(2024, 3, 7, 12, tzinfo=UTC)


def at(report: str, words: str) -> Target:
    start = REPORTS[report].text.index(words)
    return Target(report, start, start + len(words), words)


def of(statement: str) -> Target:
    s = SAID[statement]
    return Target(s.report, s.start, s.end)


def decide(action: Any, *targets: Target, **more: Any) -> Decision:
    return decisions.decide(action, targets, by="Ann", at=NOON, **more)


def groups(*log: Decision) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    found, warnings = overrule.regrouped(STORY.groups, STORY.statements, REPORTS, log)
    return {g.id: g.statements for g in found}, warnings


# --------------------------------------------------------------------------- groups


def test_one_statement_of_each_group_merges_the_groups():
    found, warnings = groups(decide("merge_groups", of("s1"), of("s8")))
    assert found == {"g1": ("s1", "s3", "s4", "s5", "s6", "s7", "s8")}
    assert warnings == ()


def test_statements_in_no_group_become_one():
    found, _ = groups(decide("merge_groups", of("s2"), of("s9")))
    assert found["g3"] == ("s2", "s9")
    assert found["g1"] == ("s1", "s4", "s6")


def test_a_statement_joins_the_group_of_another():
    assert groups(decide("merge_groups", of("s1"), of("s10")))[0]["g1"] == ("s1", "s4", "s6", "s10")


def test_split_takes_out_the_first_only_and_marks_the_group():
    decision = decide("split_group", of("s8"), of("s3"))
    found, _ = overrule.regrouped(STORY.groups, STORY.statements, REPORTS, [decision])
    assert {g.id: (g.statements, g.decided) for g in found} == {
        "g1": (("s1", "s4", "s6"), ()),
        "g2": (("s3", "s5", "s7"), (decision.id,)),
    }


def test_what_is_taken_out_is_no_longer_a_loose_part_of_the_group():
    loosely = [replace(g, loose=("s5", "s8")) if g.id == "g2" else g for g in STORY.groups]
    split = decide("split_group", of("s8"), of("s3"))
    found, _ = overrule.regrouped(loosely, STORY.statements, REPORTS, [split])
    assert [g.loose for g in found if g.id == "g2"] == [("s5",)]


def test_what_is_in_no_group_together_is_said_not_dropped():
    decision = decide("split_group", of("s8"), of("s1"))
    found, warnings = groups(decision)
    assert found["g2"] == ("s3", "s5", "s7", "s8")
    assert decision.id in warnings[0]
    assert "in no group together" in warnings[0]


def test_a_report_that_is_not_here_or_has_changed_is_said():
    gone = decide("merge_groups", of("s1"), Target("tribune", 3, 9))
    changed = decide("merge_groups", of("s1"), replace(of("s8"), words="the fire started elsewhere"))
    _, warnings = groups(gone, changed)
    assert "tribune is not among these" in warnings[0]
    assert "no longer stand at coast" in warnings[1]


def test_the_order_of_the_log_is_the_order_of_applying():
    merge, split = decide("merge_groups", of("s1"), of("s8")), decide("split_group", of("s8"), of("s1"))
    assert groups(merge, split)[0] == {"g1": ("s1", "s3", "s4", "s5", "s6", "s7")}
    assert "s8" in groups(split, merge)[0]["g1"]


# --------------------------------------------------------------------------- comparisons


def judged(*log: Decision) -> tuple[dict[str, Any], tuple[str, ...]]:
    found, warnings = overrule.rejudged(STORY.comparisons, STORY.comparisons, REPORTS, log)
    return {c.id: c for c in found}, warnings


def test_a_verdict_is_replaced_and_says_by_whom():
    decision = decide("set_verdict", at("herald", "Twelve"), at("mail", "Fourteen"), value="compatible", note="crew")
    c = judged(decision)[0]["c1"]
    assert (c.verdict, c.confidence, c.decided) == ("compatible", 1.0, (decision.id,))
    assert c.why.startswith("Decided by Ann on 2024-03-07: crew. The program had found that they differ:")


def test_the_place_as_printed_is_enough():
    start = REPORTS["herald"].text.index("four minutes")
    other = REPORTS["coast"].text.index("four minutes")
    decision = decide("set_verdict", Target("herald", start), Target("coast", other), value="compatible")
    assert judged(decision)[0]["c4"].verdict == "compatible"


def test_what_agrees_is_taken_apart_to_differ():
    decision = decide("set_verdict", at("herald", "on Tuesday"), at("coast", "on 5 March"), value="differ")
    assert {v.value for v in judged(decision)[0]["c3"].values} == {"2024-03-05", "2024-03-05T18:00"}
    same = decide("set_verdict", at("herald", "four minutes"), at("coast", "four minutes"), value="differ")
    assert "same words" in judged(same)[1][0]


def test_a_value_set_aside_leaves_the_others():
    decision = decide("set_aside", at("coast", "in the engine room"))
    c = judged(decision)[0]["c2"]
    assert [v.value for v in c.values] == ["a lorry"]
    assert (c.verdict, c.decided) == ("agree", (decision.id,))


def test_a_comparison_of_one_report_is_none():
    assert "c4" not in judged(decide("set_aside", at("coast", "four minutes")))[0]


def test_words_that_nothing_is_compared_with_are_said():
    assert "nothing is compared" in judged(decide("set_aside", at("herald", "police")))[1][0]


# --------------------------------------------------------------------------- names


def named(*log: Decision) -> tuple[Dossier, tuple[str, ...]]:
    entities, statements, warnings = overrule.identified(STORY.entities, STORY.statements, REPORTS, log)
    return replace(STORY, entities=entities, statements=statements), warnings


def test_two_names_of_one_and_the_chains_follow():
    decision = decide("same_entity", at("herald", "police"), at("nordpress", "hospital"))
    dossier, _ = named(decision)
    e2 = next(e for e in dossier.entities if e.id == "e2")
    assert set(e2.names) == {"police", "the hospital in Harwick", "hospital"}
    assert e2.decided == (decision.id,)
    assert "e3" not in {e.id for e in dossier.entities}
    assert next(s for s in dossier.statements if s.id == "s6").chain == ("p2", "e2")


def test_who_is_named_gives_the_name_to_the_unnamed():
    dossier, _ = named(decide("same_entity", at("coast", "A person familiar"), at("herald", "Captain Ida Holm")))
    s8 = next(s for s in dossier.statements if s.id == "s8")
    assert (s8.speaker, s8.anonymous) == ("e1", False)


def test_one_name_of_two_parts_the_places_and_the_statements():
    decision = decide("different_entity", at("nordpress", "Capt. Holm"), at("herald", "Captain Ida Holm"))
    dossier, _ = named(decision)
    by = {s.id: s.speaker for s in dossier.statements}
    new = next(e for e in dossier.entities if e.decided and e.id != "e1")
    assert (new.name, by["s5"], by["s2"]) == ("Capt. Holm", new.id, "e1")


# --------------------------------------------------------------------------- reports, origins


def test_what_a_report_says_of_itself_is_corrected():
    decision = decide("correct_report", Target("mail"), field="published", value="2024-03-07")
    reports, _ = overrule.corrected(STORY.reports, [decision])
    assert {r.id: r.published for r in reports}["mail"] == "2024-03-07"


def test_an_empty_value_means_unknown():
    decision = decide("correct_report", Target("mail"), field="publisher")
    assert {r.id: r.publisher for r in overrule.corrected(STORY.reports, [decision])[0]}["mail"] is None


# --------------------------------------------------------------------------- the log

STEPS = st.lists(st.integers(0, 9), max_size=8)


@given(STEPS)
def test_undo_leaves_what_would_be_there_without(picks):
    """Entries 0-4 are decisions; 5-9 undo the entry made that many steps before, if there is one."""
    log: list[Decision] = []
    for k, pick in enumerate(picks):
        when = NOON.replace(minute=k)
        if pick < 5 or not log:
            log.append(decisions.decide("merge_groups", (of("s1"), of("s8")), note=str(pick), at=when))
        else:
            log.append(decisions.undo(log[max(0, len(log) - (pick - 4))].id, at=when))
    ids = {d.id: k for k, d in enumerate(log)}
    expected = [True] * len(log)
    for k in reversed(range(len(log))):
        if log[k].action == "undo" and expected[k]:
            expected[ids[log[k].value or ""]] = False
    held, warnings = overrule.in_force(log)
    assert held == tuple(d for k, d in enumerate(log) if d.action != "undo" and expected[k])
    assert warnings == ()


def test_an_undone_undo_brings_it_back():
    first = decide("merge_groups", of("s1"), of("s8"))
    second = decisions.undo(first.id, at=NOON.replace(minute=1))
    third = decisions.undo(second.id, at=NOON.replace(minute=2))
    assert overrule.in_force([first, second])[0] == ()
    assert overrule.in_force([first, second, third])[0] == (first,)


def test_undoing_nothing_is_said():
    assert "no earlier decision" in overrule.in_force([decisions.undo("d:000000000000", at=NOON)])[1][0]


def test_a_place_outside_of_the_text_is_said():
    beyond = replace(decide("merge_groups", of("s1"), of("s8")), targets=(of("s1"), Target("coast", 10**9)))
    assert "there is nothing at coast:1000000000" in groups(beyond)[1][0]


# --------------------------------------------------------------------------- derivations

TAKEN = Derivation("b", "a", "partial_reuse", None, (SharedPassage(0, 9, 4, 13),), "Nine words.", 0.4)
PAIR = {i: Report(i, f"Report {i} of the fire.") for i in "abc"}


def rederived(
    *log: Decision, found: tuple[Derivation, ...] = (TAKEN,)
) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    left, warnings = overrule.rederived(found, PAIR, overrule.in_force(log)[0])
    return [(d.report, d.source or "", d.relation) for d in left], warnings


def whole(*reports: str) -> list[Target]:
    return [Target(r) for r in reports]


def test_two_reports_that_do_not_take_from_one_another():
    assert rederived(decide("set_underived", *whole("a", "b"))) == ([], ())


def test_a_report_that_takes_from_another_keeps_the_passages_that_were_found():
    decision = decide("set_derived", *whole("b", "a"), value="copy", note="The editor said so")
    ((made,), warnings) = overrule.rederived([TAKEN], PAIR, [decision])
    assert (made.relation, made.passages, made.decided, warnings) == ("copy", TAKEN.passages, (decision.id,), ())
    assert made.why == "Decided by Ann on 2024-03-07: The editor said so."


def test_the_direction_can_be_turned():
    assert rederived(decide("set_derived", *whole("a", "b"), value="copy"))[0] == [("a", "b", "copy")]


def test_the_later_decision_on_a_pair_holds_and_an_undone_one_does_not():
    apart = decide("set_underived", *whole("a", "b"))
    taken = decide("set_derived", *whole("b", "a"), value="translation")
    assert rederived(apart, taken)[0] == [("b", "a", "translation")]
    assert rederived(taken, apart)[0] == []
    assert rederived(apart, decisions.undo(apart.id, at=NOON))[0] == [("b", "a", "partial_reuse")]


def test_a_decision_on_a_report_that_is_gone_is_told():
    found, (warning,) = rederived(decide("set_underived", *whole("a", "z")))
    assert found == [("b", "a", "partial_reuse")]
    assert "the report z is not among these" in warning
