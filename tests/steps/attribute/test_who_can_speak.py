"""What can be a source: things, numbers of things and half sentences are none; glued words are cut off."""

from __future__ import annotations

import re

import pytest
from test_attribute import Tag, found, parser

from twosource.record import Report
from twosource.steps.attribute import attribute
from twosource.steps.read import read

SILENT = [
    "The pressure to prove that the bridge was safe grew.",
    "A skipper found guilty of smuggling could be jailed for ten years.",
    "The explosion claimed 14 lives in the valley.",
    "Prices reported at the market fell, and rents threatened to follow.",
    "All went according to plan.",
    "Crews searched a house believed to be empty.",
    "Skip ad ... Share Press Tell a friend that the bridge is shut.",
    "EPA 18 says it all.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_cannot_speak_is_no_source(text: str) -> None:
    assert [a.source.of(text) for a in found(text) if a.source] == []


SPEAKING = [
    ("The zoo said the lion was safe.", "The zoo"),
    ("The ministry's media wing said the bridge was open.", "The ministry's media wing"),
    ("A scan showed that the bone was whole.", "A scan"),
    ("Half of the villagers said the well was dry.", "Half of the villagers"),
    ("The survey found that 44 percent of voters said they were tired.", "The survey"),
    ("Retired general Ann Lee said the bridge was safe.", "Retired general Ann Lee"),
    ("A man whom nobody knew said the bridge was safe.", "A man whom nobody knew"),
    # a date before the name, a time after it
    ("16 Sep 2013 Police said the road was shut.", "Police"),
    ("HARBOUR CLOSED Police said the quay was safe.", "Police"),
    ("Reuters 3 Police said the quay was safe.", "Police"),
    ("HARWICK - Police said the quay was safe.", "Police"),
    ("Lee, however, said the quay was safe.", "Lee"),
    ("NATO Secretary General Ann Lee said the quay was safe.", "NATO Secretary General Ann Lee"),
    ("The Harbour Board last month said the quay was safe.", "The Harbour Board"),
]


@pytest.mark.parametrize(("text", "source"), SPEAKING)
def test_who_or_what_speaks_is_the_source(text: str, source: str) -> None:
    assert source in [a.source.of(text) for a in found(text) if a.source]


TAGGED = [
    ("A list of builders that shows the quay was safe is lost.", "A list of builders that", "A list of builders"),
    ("That is a point Lee says the board forgot.", "a point Lee", "Lee"),
    ("The poll has shown the quay was safe.", "The poll has", "The poll"),
    ("The builders left, many of whom said the quay was safe.", "many of whom", "many of whom"),
    ("Lee, a builder, said the quay was safe.", "Lee, a builder,", "Lee, a builder,"),
    ("Files seen by the agency show the quay was safe.", "the agency", "Files seen by the agency"),
    ("“The quay,” he says, shows the damage.", "“The quay", "The quay"),
    ("A man who held it said the quay was safe.", "A man who held it", "A man who held it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tagged", "source"), TAGGED)
def test_what_belongs_to_the_cue_is_no_part_of_a_tagged_source(text: str, tagged: str, source: str) -> None:
    """Or what the clause hangs on whose subject speaks."""
    cue = re.search(r"said|says|shows?n?", text)
    assert cue is not None
    begin = text.index(tagged)
    seen = Tag(((cue.end() + 1, len(text) - 1),), (cue.span(),), ((begin, begin + len(tagged)),), 0.9)
    reading = read([Report("r", text, language="en")], lambda _: parser())[0]
    assert source in [a.source.of(text) for a in attribute(reading, [seen])[0] if a.source]
