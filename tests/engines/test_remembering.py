"""What was read once is not read again, and what is remembered has a bound."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders import ferry
from twosource import pipeline
from twosource.engines import Engines
from twosource.engines.parser import RuleParser
from twosource.engines.remembering import remembering
from twosource.record import Sentence


class Noting(RuleParser):
    """A parser that notes what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def parse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        self.asked += texts
        return super().parse(texts)


def engines(most: int = 1000) -> tuple[Noting, Engines]:
    parser = Noting()
    return parser, remembering(Engines(english=parser, rules=RuleParser()), most)


def test_the_same_sentences_come_in_the_order_asked_for():
    parser, asked = engines()
    texts = ["One. Two.", "Three.", "One. Two."]
    assert asked.english.parse(texts) == RuleParser().parse(texts)
    assert asked.english.parse(["Three.", "Four."]) == RuleParser().parse(["Three.", "Four."])
    assert parser.asked == ["One. Two.", "Three.", "Four."]


def test_what_was_not_asked_for_longest_is_forgotten_first():
    parser, asked = engines(most=10)
    for text in ("aaaa.", "bbbb.", "aaaa.", "cccc.", "aaaa.", "bbbb."):
        asked.english.parse([text])
    assert parser.asked == ["aaaa.", "bbbb.", "cccc.", "bbbb."]


def test_more_than_it_can_remember_is_read_all_the_same():
    _, asked = engines(most=3)
    texts = ["First text.", "Second text.", "First text."]
    assert asked.english.parse(texts) == RuleParser().parse(texts)


def test_a_story_compared_again_is_the_same_and_parses_nothing():
    parser, asked = engines(most=100_000)
    reports = ferry().reports
    first = pipeline.check(reports, asked)
    read = len(parser.asked)
    assert pipeline.check(reports, asked) == first == pipeline.check(reports, Engines(RuleParser(), RuleParser()))
    assert len(parser.asked) == read > 0


def test_what_texts_mean_is_remembered_as_a_whole_and_piece_by_piece():
    fresh = pytest.importorskip("twosource.engines.meaning").MiniLM.load()
    asked = remembering(Engines(english=RuleParser(), rules=RuleParser(), meaning=fresh)).meaning
    texts = ["The ferry sank.", "A boat went down.", "The ferry sank."]
    assert asked is not None
    for found in (asked.vectors(texts), asked.vectors(texts)):
        assert [v.tobytes() for v in found] == [v.tobytes() for v in fresh.vectors(texts)]
    for found in (asked.pieces(texts), asked.pieces(texts)):
        assert [rows.tobytes() for rows in found] == [rows.tobytes() for rows in fresh.pieces(texts)]
