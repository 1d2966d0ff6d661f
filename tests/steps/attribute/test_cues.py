"""The table of cues: what the rest of the program may rely on."""

from __future__ import annotations

from collections import Counter

import pytest

from twosource.lexicon import table
from twosource.steps.attribute.cues import class_of
from twosource.steps.attribute.forms import inflected

CLASSES = {"neutral", "claim", "confirm", "deny", "belief", "possible", "directive", "attitude"}


def test_each_cue_has_one_class() -> None:
    rows = table("en/cues")["class"]
    assert set(rows) == CLASSES
    counted = Counter(word for row in rows.values() for word in set(row))
    assert [word for word, n in counted.items() if n > 1] == []


def test_every_word_that_reports_has_a_class() -> None:
    raw = table("en/cues")
    words = {w for part in ("frame", "passive") for row in raw[part].values() for w in row}
    words |= {
        w for row in (raw["nouns"]["clause"], raw["adverbs"]["reportedly"], raw["adjectives"]["clause"]) for w in row
    }
    assert sorted(w for w in words if not class_of(w)) == []


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("say", "neutral"),
        ("according to", "neutral"),
        ("claim", "claim"),
        ("reportedly", "claim"),
        ("confirm", "confirm"),
        ("deny", "deny"),
        ("believe", "belief"),
        ("seem", "possible"),
        ("urge", "directive"),
        ("praise", "attitude"),
    ],
)
def test_classes(lemma: str, expected: str) -> None:
    assert class_of(lemma) == expected


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", "say says said saying"),
        ("deny", "deny denies denied denying"),
        ("write", "write writes wrote written writing"),
        ("admit", "admit admits admitted admitting"),
        ("stress", "stress stresses stressed stressing"),
        ("agree", "agree agrees agreed agreeing"),
    ],
)
def test_forms_of_a_verb(lemma: str, forms: str) -> None:
    assert set(inflected(lemma)) == set(forms.split())
