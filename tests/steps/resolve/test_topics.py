"""What somebody spoke of, did or left unsaid is no statement of theirs: the report tells it in its own voice."""

from __future__ import annotations

import pytest
from resolve_stories import Told

OBJECT, TAGGER = "“{}” with its object", "learned tagger"

THE_REPORTS_OWN = [
    # a feeling, and whom it is about, however long that is described
    ("Dora Antunes praised the crews who had worked through the night.", "praised", "praise", OBJECT),
    # what was put before others
    ("Dora Antunes posted photos of the fallen bridge.", "posted", "post", OBJECT),
    ("Dora Antunes has released the names of the drowned.", "has released", "release", OBJECT),
    # a deed
    ("Dora Antunes has banned lorries from the bridge.", "has banned", "ban", TAGGER),
    ("Dora Antunes decided to close the bridge.", "decided", "decide", "“{}” with its infinitive"),
    # nothing said
    ("Dora Antunes has not commented on its worth.", "has not commented on", "comment", "“{}” with its “on”"),
    ("Dora Antunes has yet to respond to the claims.", "has yet to respond to", "respond", "“{}” with its “to”"),
    ("Dora Antunes knew whether the bridge was safe.", "knew", "know", "“{}” with its clause"),
    # the writer
    ("We hope that the bridge is safe.", "hope", "hope", "“{}” with its clause"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "lemma", "rule"), THE_REPORTS_OWN)
def test_the_report_tells_it_itself(text: str, cue: str, lemma: str, rule: str) -> None:
    source = text[: text.index(cue)].strip()
    content = text[text.index(cue) + len(cue) + 1 : -1]
    negated = " not " in cue or " yet " in cue
    told = Told().report("a", text).said("a", content, source, cue, lemma, found_by=rule.format(lemma), negated=negated)
    out = told.resolve()
    assert [(s.kind, text[s.start : s.end]) for s in out.statements] == [("narrated", text[:-1])]


STATEMENTS = [
    ("Dora Antunes criticized the board for its silence.", "criticized", "criticize", "“{}” with its “for”"),
    ("Dora Antunes denounced the closure as a farce.", "denounced", "denounce", OBJECT),
    ("Dora Antunes criticized the “shameful silence” of the board.", "criticized", "criticize", OBJECT),
    ("Dora Antunes would not confirm the number of the drowned.", "would not confirm", "confirm", OBJECT),
    ("Dora Antunes did not reveal that the bridge was closed.", "did not reveal", "reveal", "“{}” with its clause"),
    ("Dora Antunes knew that the bridge was closed.", "knew", "know", "“{}” with its clause"),
    ("Dora Antunes vowed to close the bridge.", "vowed", "vow", "“{}” with its infinitive"),
]


@pytest.mark.parametrize(("text", "cue", "lemma", "rule"), STATEMENTS)
def test_what_states_something_stays_theirs(text: str, cue: str, lemma: str, rule: str) -> None:
    content = text[text.index(cue) + len(cue) + 1 : -1]
    told = Told().report("a", text)
    out = told.said("a", content, "Dora Antunes", cue, lemma, found_by=rule.format(lemma)).resolve()
    assert out.speaker(content) == "Dora Antunes"


@pytest.mark.parametrize("lemma", ["expect", "see", "regard"])
def test_what_all_expect_is_nobodys_word(lemma: str) -> None:
    text = "The bridge is expected to close."
    rule = f"“{lemma}” with its infinitive (passive)"
    out = Told().report("a", text).said("a", "to close", None, "is expected", lemma, found_by=rule).resolve()
    assert [s.kind for s in out.statements] == ["narrated"]


def test_what_is_said_to_be_stays_somebodys_word() -> None:
    text = "The bridge is said to be closed."
    rule = "“say” with its infinitive (passive)"
    out = Told().report("a", text).said("a", "to be closed", None, "is said", "say", found_by=rule).resolve()
    assert "indirect" in [s.kind for s in out.statements]


@pytest.mark.parametrize("cue", ["voted", "cast their votes"])
def test_a_vote_is_no_saying(cue: str) -> None:
    text = f"The delegates {cue} for the bridge."
    out = Told().report("a", text).said("a", "for the bridge", "The delegates", cue, cue).resolve()
    assert [s.kind for s in out.statements] == ["narrated"]
