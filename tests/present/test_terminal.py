"""The printed dossier: as written down in ``golden/ferry.txt``, never wider than the paper, never promising too much.

After a change that is meant, ``python tests/present/test_terminal.py`` writes the golden file anew; read what changed.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import ferry, quoted_once, shuffled, story
from twosource.present.terminal import render
from twosource.present.wrapping import columns

GOLDEN = Path(__file__).parent / "golden" / "ferry.txt"
WORDS = st.text(st.characters(), min_size=1, max_size=120).filter(lambda text: text.strip())


def test_the_ferry_reads_as_written_down():
    assert render(ferry()) == GOLDEN.read_text(encoding="utf-8")


def test_the_order_of_what_comes_in_does_not_matter():
    assert render(ferry()) == render(shuffled(ferry()))


@pytest.mark.parametrize("wide", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_paper(wide):
    assert max(columns(line) for line in render(ferry(), width=wide).splitlines()) <= wide


def test_nothing_is_said_to_be_true():
    assert not re.search(r"\b(true|truth|fact|facts|proven|verified|certainly)\b", render(ferry()), re.IGNORECASE)


def test_colour_changes_no_word():
    bare = re.sub(r"\x1b\[[0-9;]*m", "", render(ferry(), colour=True))
    assert re.sub(r"[\s*]", "", bare) == re.sub(r"[\s*]", "", render(ferry()))


def test_an_empty_dossier_and_a_single_report_can_be_shown():
    assert render(story("").done()).startswith("A story without a title")
    d = story("One")
    d.report("r", None, None, "Only this.")
    assert "1 report, no publisher known, no date of publication known" in render(d.done())


def test_a_long_section_is_cut_and_says_so():
    d = story("Many")
    d.report("a", "A", "2024-01-01", "one two")
    d.report("b", "B", "2024-01-01", "one two")
    for number in range(50):
        d.compares(f"c{number}", f"Question {number}?", "number", "agree", {"1": [("a", "one"), ("b", "one")]})
    assert "... and 30 more (all of them: --json or --html)" in render(d.done())


@settings(max_examples=60, deadline=None)
@given(title=WORDS, publisher=WORDS, text=WORDS, question=WORDS, why=WORDS, wide=st.integers(40, 100))
def test_odd_words_break_no_line(title, publisher, text, question, why, wide):
    d = story(title)
    d.report("a", publisher, "2024-01-01", text, title=title)
    d.report("b", publisher, None, text)
    d.entity("e", "person", publisher)
    d.says("s", "a", text, by=text[:1] if text[:1].strip() else None, speaker="e", chain=("e", "e"))
    d.compares("c", question, "wording", "differ", {why: [("a", text, "s")], title: [("b", text)]}, why=why)
    d.declines("compare", why, "a", text)
    shown = render(d.done(publisher), width=wide)
    assert max(columns(line) for line in shown.splitlines()) <= wide
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_a_quotation_that_one_report_only_has_is_marked():
    shown = render(quoted_once().done())
    alone = shown[shown.index("In one report only") :]
    assert "The Post: “The doors were locked,”" in alone
    assert "We got everybody out" not in alone


def test_the_quotations_of_a_single_report_are_not_said_to_be_in_one_only():
    d = story("Fire")
    d.report("a", "The Post", "2024-03-04", "“The doors were locked,” Ann Roe said.")
    d.quote("q1", None, ("a", "“The doors were locked,”", "direct"))
    assert "In one report only" not in render(d.done())


def test_answers_that_differ_each_say_how_many_stand_behind_them():
    told = story("Fire")
    told.report("a", "The Post", "2024-03-04", "Two people died, Ann Roe said.")
    told.report("b", "The Mail", "2024-03-04", "Three people died, Bo Lind and Cy Ek said.")
    for ident, name, report in (("e1", "Ann Roe", "a"), ("e2", "Bo Lind", "b"), ("e3", "Cy Ek", "b")):
        told.entity(ident, "person", name, (report, name))
    told.compares("c1", "How many died?", "number", "differ", {"2": [("a", "Two")], "3": [("b", "Three")]})
    told.origins(1, ("e1", ("a",), ()), comparison="c1", value="2")
    told.origins(2, ("e2", ("b",), ()), ("e3", ("b",), ()), comparison="c1", value="3")
    printed = " ".join(render(told.done()).split())
    assert "> 2 - 1 report; 1 independent origin, no second in these reports" in printed
    assert "> 3 - 1 report; 2 independent origins in these reports" in printed
    assert "The answers go back to" not in printed


def test_how_it_was_put_is_told_in_the_words_of_the_report():
    told = story("A fire")
    text = "The mayor would not comment on the cause. The owner insisted that the doors were open. The chief said no."
    told.report("herald", "Herald", "2024-03-05", text)
    told.says("s1", "herald", "the cause", by="The mayor", cue="comment on")
    told.says("s2", "herald", "that the doors were open", by="The owner", cue="insisted")
    told.says("s3", "herald", "no", by="The chief", cue="said")
    printed = render(told.done(), 100)
    assert "- would not comment on the cause [" in printed
    assert "- insisted that the doors were open [" in printed
    assert "said" not in printed


def test_only_what_is_quoted_stands_in_quotation_marks_and_a_stand_in_is_not_listed():
    told = story("A fire")
    text = 'The owner said that he was "shocked". The mayor: "It may burn again." The chief conceded which.'
    told.report("herald", "Herald", "2024-03-05", text)
    told.says("s1", "herald", 'that he was "shocked"', by="The owner", cue="said", kind="direct")
    told.says("s2", "herald", "It may burn again.", by="The mayor", cue=":", kind="direct", certainty="possible")
    told.says("s3", "herald", "which", by="The chief", cue="conceded")
    printed = render(told.done(), 100)
    assert '- that he was "shocked" [' in printed
    assert "- “It may burn again.” [" in printed
    assert "possible" not in printed
    assert "conceded" not in printed


def _told_by_two(confidence: float) -> str:
    told = story("A fire")
    told.report("a", "The Post", "2024-03-05", "The hall burned for hours, Ann Roe said.")
    told.report("b", "The Mail", "2024-03-05", "It burned until noon, Ann Roe said.")
    told.entity("e1", "person", "Ann Roe", ("a", "Ann Roe"), ("b", "Ann Roe"))
    told.says("s1", "a", "The hall burned for hours", by="Ann Roe", speaker="e1", chain=("p1", "e1"))
    told.says("s2", "b", "It burned until noon", by="Ann Roe", speaker="e1", chain=("p2", "e1"))
    told.group("g1", "The hall burned for hours", "s1", "s2")
    values = {"the hall burned for hours": [("a", "The hall burned for hours"), ("b", "It burned until noon")]}
    question = "Is it so that the hall burned for hours?"
    told.compares("c1", question, "status", "agree", values, group="g1", confidence=confidence)
    told.origins(1, ("e1", ("a", "b"), ()), group="g1")
    return " ".join(render(told.done()).split())


def test_a_matter_that_may_be_two_is_not_among_what_an_editor_reads_first():
    assert "1 matter in several reports without a second independent origin" in _told_by_two(0.9)
    doubtful = _told_by_two(0.5)
    assert "without a second independent origin" not in doubtful
    assert "* Perhaps: The hall burned for hours" in doubtful.split("WHO STANDS BEHIND WHAT")[1]


if __name__ == "__main__":
    GOLDEN.write_text(render(ferry()), encoding="utf-8")
