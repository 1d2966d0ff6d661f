"""One denial is told once, whatever words of a report stand for it."""

from __future__ import annotations

from twosource.record import ComparedValue, Mention
from twosource.steps.compare.drafts import Draft, denied_once


def draft(question: str, yes: tuple[int, int], no: tuple[int, int], report: str = "a") -> Draft:
    values = (
        ComparedValue("yes: he took it", (Mention(report, *yes),)),
        ComparedValue("no: he denies it", (Mention(report, *no),)),
    )
    return Draft(question, "polarity", "differ", values, "source", 0.8, "")


def test_one_denial_in_two_of_its_sentences_is_told_once() -> None:
    first, again = draft("Did he take it?", (10, 90), (120, 150)), draft("Did he accept it?", (40, 90), (160, 190))
    assert denied_once([first, again]) == [first]


def test_another_claim_or_another_report_stays() -> None:
    first = draft("Did he take it?", (10, 90), (120, 150))
    other, elsewhere = draft("Did she?", (200, 260), (270, 300)), draft("Did he?", (10, 90), (120, 150), "b")
    assert denied_once([first, other, elsewhere]) == [first, other, elsewhere]
