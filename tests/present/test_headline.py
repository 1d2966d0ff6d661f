"""What an editor reads first: the head of the dossier, and where each line of it leads."""

from __future__ import annotations

import re

from builders import DossierBuilder, story
from twosource.present.headline import headline
from twosource.present.index import Index
from twosource.present.page import render
from twosource.present.single import of_one_report


def bridge() -> DossierBuilder:
    """Two reports of one bridge; each has something that the other lacks."""
    d = story("A bridge in Ostby")
    d.report(
        "a",
        "Post",
        "2024-03-05",
        "The Ostby bridge closed on Monday after cracks were found, the mayor said. The engineer confirmed that the "
        "cracks in the Ostby bridge were known since March. The mayor said her garden festival starts in summer with "
        "music. Critics blamed the mayor for the cracks in the Ostby bridge.",
    )
    d.report("b", "Mail", "2024-03-06", "The Ostby bridge was closed on Monday because of cracks, the mayor said.")
    d.entity("e1", "person", "Mayor", ("a", "the mayor"), ("b", "the mayor"))
    d.entity("e2", "person", "Engineer", ("a", "The engineer"))
    d.entity("e3", "person", "Critics", ("a", "Critics"))
    d.says(
        "s1", "a", "The Ostby bridge closed on Monday after cracks were found", by="the mayor", speaker="e1", cue="said"
    )
    d.says(
        "s2", "b", "The Ostby bridge was closed on Monday because of cracks", by="the mayor", speaker="e1", cue="said"
    )
    d.says(
        "s3",
        "a",
        "the cracks in the Ostby bridge were known since March",
        by="The engineer",
        speaker="e2",
        cue="confirmed",
        certainty="confirmed",
    )
    d.says("s4", "a", "her garden festival starts in summer with music", by="The mayor", speaker="e1", cue="said")
    d.says("s5", "a", "the mayor for the cracks in the Ostby bridge", by="Critics", speaker="e3", cue="blamed")
    d.group("g", "The Ostby bridge closed on Monday", "s1", "s2")
    d.origins(1, ("e1", ("a", "b"), ()), group="g")
    return d


def test_what_one_report_alone_has_is_told_nearest_to_the_story_first() -> None:
    assert [s.id for s in of_one_report(Index(bridge().done()))] == ["s3", "s5", "s4"]


def test_what_another_report_contradicts_is_no_single_account() -> None:
    d = bridge()
    values = {"March": [("a", "March", "s3")], "Monday": [("b", "Monday", "s2")]}
    d.compares("c", "Since when were the cracks known?", "date", "differ", values)
    assert "s3" not in [s.id for s in of_one_report(Index(d.done()))]


def test_the_same_words_are_told_once_on_the_word_nearest_to_their_origin() -> None:
    d = bridge()
    d.entity("e4", "organisation", "Gazette", ("a", "Critics"))
    known = "the cracks in the Ostby bridge were known since March"
    d.says("s6", "a", known, by="The engineer", speaker="e2", cue="confirmed", chain=("e4", "e2"))
    assert [s.id for s in of_one_report(Index(d.done()))] == ["s6", "s5", "s4"]


def test_of_one_report_there_are_no_others() -> None:
    d = story("Alone")
    d.report("a", "Post", None, "The old harbour mill burned down overnight, said Roe.")
    d.says("s", "a", "The old harbour mill burned down overnight", by="Roe", cue="said")
    assert of_one_report(Index(d.done())) == []


def test_the_head_says_what_stands_on_one_report_and_on_whose_word() -> None:
    (finding,) = [f for f in headline(Index(bridge().done())).findings if "one report only" in f.words]
    assert finding.words == "Found in one report only, on somebody's word; what is nearest to the story"
    assert finding.details[0].words == (
        "Post, from Engineer: the cracks in the Ostby bridge were known since March (confirmed)"
    )


def test_every_line_at_the_head_of_the_page_leads_to_a_place_on_it() -> None:
    d = bridge()
    values = {"Monday": [("a", "Monday", "s1")], "cracks": [("b", "cracks", "s2")]}
    d.compares("c", "When did it close?", "date", "differ", values, group="g")
    page = render(d.done())
    head = page[page.index('<div class="short">') : page.index("<nav")]
    links = re.findall(r'href="#([^"]+)"', head)
    assert len(links) == 5
    assert all(f'id="{link}"' in page for link in links)
