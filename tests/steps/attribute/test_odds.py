"""How likely an attribution is, by the way it was found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.record import Span
from twosource.steps.attribute.found import Found
from twosource.steps.attribute.odds import TAGGER, likely, weighed

RULE = Found((Span(10, 20),), Span(4, 8), Span(0, 3), "say", "“say” with its clause", 0.85)
ODDS = st.floats(0, 1)


@given(ODDS, ODDS, ODDS)
def test_a_surer_tagger_makes_it_likelier(rule: float, low: float, high: float) -> None:
    low, high = sorted((low, high))
    both = replace(RULE, probability=rule, tagged=low)
    assert 0 < weighed(both, True).probability <= weighed(replace(both, tagged=high), True).probability < 1


def test_what_both_found_says_so_and_is_likelier_than_what_one_found() -> None:
    both, alone = weighed(replace(RULE, tagged=0.9), True), weighed(RULE, True)
    assert both.rule == "“say” with its clause, and the learned tagger"
    assert alone.rule == RULE.rule
    assert alone.probability < both.probability


@pytest.mark.parametrize(
    ("found", "with_tagger", "kept"),
    [
        (replace(RULE, rule=TAGGER, probability=0.1, tagged=0.1), True, False),
        (replace(RULE, rule=TAGGER, probability=0.9, tagged=0.9), True, True),
        (replace(RULE, probability=0.5), True, False),  # a weak rule that the tagger doesn't see
        (replace(RULE, probability=0.5), False, True),
        (replace(RULE, probability=0.5, inside=True), True, True),  # the tagger says nothing of what is inside another
        (replace(RULE, probability=0.9, tagged=0.01), True, True),  # the grammar is plain
    ],
)
def test_what_is_unlikely_is_left_out(found: Found, with_tagger: bool, kept: bool) -> None:
    assert likely(found, with_tagger) is kept
