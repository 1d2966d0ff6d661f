"""How sure a statement is put."""

from __future__ import annotations

import pytest

from twosource.record import Attribution, Span
from twosource.steps.resolve.certainty import of_attributed, of_narrated

ATTRIBUTED = [
    ("say", "said", "the roof was old", False, "claimed"),
    ("confirm", "confirmed", "the roof was old", False, "confirmed"),
    ("confirm", "did not confirm", "the man's name", True, "claimed"),
    ("confirm", "would neither confirm nor deny", "that it sank", True, "claimed"),
    ("deny", "denied", "that the roof was old", False, "denied"),
    ("say", "said", "this is not a trade", False, "denied"),
    ("say", "said", "there was no deal", False, "denied"),
    ("tell", "told us", "there was no money before 2021", False, "claimed"),
    ("say", "said", "“The list does not exist", False, "denied"),
    ("say", "said", "that the release was “not a swap”", False, "denied"),
    ("call", "called", "the story “a fabrication by the rebels”", False, "denied"),
    ("say", "said", "“We have made no offer", False, "denied"),
    ("say", "said", "she had never met the man", False, "denied"),
    ("rule", "ruled out", "a repeat of the exam", False, "denied"),
    ("say", "said", "“I have never seen anything like it", False, "claimed"),
    ("say", "said", "she had no idea what went on", False, "claimed"),
    ("say", "said", "“False killer whales, every one", False, "claimed"),
    ("say", "said", "police have not yet named a suspect", False, "claimed"),
    ("deny", "did not deny", "that the roof was old", True, "claimed"),
    ("say", "said", "the roof may have been old", False, "possible"),
    ("say", "said", "that the roof may have been old", False, "possible"),
    ("say", "said", "“it can only get better, perhaps by May”", False, "claimed"),
    ("say", "said", "the roof was odd because it might fall", False, "claimed"),
    ("say", "said", "the roof was repaired on May 12", False, "claimed"),
    ("admit", "admitted", "the roof was old", False, "claimed"),
]
NARRATED = [
    ("The roof was old", "asserted"),
    ("The roof was reportedly old", "claimed"),
    ("The man was said to have fled", "claimed"),
    ("The roof may have been old", "possible"),
    ("Dust probably caught fire", "possible"),
]


@pytest.mark.parametrize(("lemma", "cue", "content", "negated", "expected"), ATTRIBUTED)
def test_attributed(lemma: str, cue: str, content: str, negated: bool, expected: str) -> None:
    attribution = Attribution("a", (Span(0, 1),), None, None, cue_lemma=lemma, negated=negated)
    assert of_attributed(attribution, content, cue) == expected


@pytest.mark.parametrize(("words", "expected"), NARRATED)
def test_narrated(words: str, expected: str) -> None:
    assert of_narrated(words) == expected
