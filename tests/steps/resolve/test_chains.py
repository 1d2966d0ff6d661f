"""On whose word: from the publisher outwards."""

from __future__ import annotations

import pytest
from resolve_stories import Told

TOLD = [
    "Dora Antunes told Radio Planto that {c}.",
    "In an interview with Radio Planto, Dora Antunes said that {c}.",
    "Dora Antunes confirmed to the broadcaster Radio Planto that {c}.",
    "In Radio Planto's account, Dora Antunes said that {c}.",
]


@pytest.mark.parametrize("text", TOLD)
def test_the_medium_that_was_told_stands_between(text: str) -> None:
    content = "the roof was old"
    cue = next(c for c in ("told", "said", "confirmed") if c in text)
    out = Told().report("a", text.format(c=content), "Harwick Herald").said("a", content, "Dora Antunes", cue).resolve()
    assert out.chain(content) == ["Harwick Herald", "Radio Planto", "Dora Antunes"]
    links = out.statement(content).links
    assert links[0] is not None
    assert out.reports["a"].text[links[0].start : links[0].end] == "Radio Planto"


def test_telling_the_own_publisher_adds_nothing() -> None:
    text = "Dora Antunes told the Harwick Herald that the roof was old."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "the roof was old", "Dora Antunes", "told", "tell")
        .resolve()
    )
    assert out.chain("the roof was old") == ["Harwick Herald", "Dora Antunes"]


def test_later_words_of_one_interview_carry_the_medium_too() -> None:
    text = (
        "In an interview with Radio Planto, Dora Antunes said that the roof was old.\n\n"
        "“It was dry,” Antunes said."
    )  # fmt: skip
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "the roof was old", "Dora Antunes", "said")
        .said("a", "It was dry", "Antunes", "said", nth=2)
        .resolve()
    )
    assert out.chain("It was dry") == ["Harwick Herald", "Radio Planto", "Dora Antunes"]


@pytest.mark.parametrize(
    ("between", "chain"),
    [
        ("", ["Harwick Herald", "Radio Planto", "Dora Antunes"]),
        ("The roof is red. It leaks. The rain came in May. ", ["Harwick Herald", "Dora Antunes"]),
    ],
)
def test_what_is_told_a_medium_once_holds_for_what_stands_right_behind(between: str, chain: list[str]) -> None:
    text = f"Dora Antunes told Radio Planto that the roof was old. {between}“It was dry,” Antunes said."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "the roof was old", "Dora Antunes", "told", "tell")
        .said("a", "It was dry", "Antunes", "said", nth=2)
        .resolve()
    )
    assert out.chain("It was dry") == chain


def test_what_is_said_in_a_broadcast_holds_for_all_of_it() -> None:
    text = "“It was dry,” Dora Antunes said.\n\nThe roof was old, she said in the broadcast on Radio Planto."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "It was dry", "Dora Antunes", "said")
        .said("a", "The roof was old", "she", "said in the broadcast")
        .resolve()
    )
    assert out.chain("It was dry") == ["Harwick Herald", "Radio Planto", "Dora Antunes"]


def test_who_has_seen_a_paper_is_no_part_of_its_name() -> None:
    text = "The roof was old, according to a letter reviewed by the Harwick Herald."
    source = "a letter reviewed by the Harwick Herald"
    out = Told().report("a", text, "Harwick Herald").said("a", "The roof was old", source, "according to").resolve()
    assert out.chain("The roof was old") == ["Harwick Herald", "a letter"]


def test_the_medium_of_an_interview_is_no_link_where_another_passes_it_on() -> None:
    text = (
        "In an interview with Radio Planto, Dora Antunes said that the roof was old.\n\n"
        "Dora Antunes asked the council for help, the agency Nordbyra reports."
    )  # fmt: skip
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "the roof was old", "Dora Antunes", "said")
        .said("a", "Dora Antunes asked the council for help", "the agency Nordbyra", "reports", "report")
        .said("a", "the council for help", "Dora Antunes", "asked", "ask", depth=1, parent=1)
        .resolve()
    )
    assert out.chain("the council for help") == ["Harwick Herald", "Nordbyra", "Dora Antunes"]


def test_what_somebody_plans_is_told_on_the_word_of_who_tells_it() -> None:
    text = "Radio Planto reported that the mill plans to close in May."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "that the mill plans to close in May", "Radio Planto", "reported", "report")
        .said(
            "a",
            "to close in May",
            "the mill",
            "plans",
            "plan",
            depth=1,
            parent=0,
            found_by="“plan” with its infinitive",
        )
        .resolve()
    )
    assert [s.source.name for s in out.statements if s.source is not None] == ["Radio Planto"]


@pytest.mark.parametrize(
    ("content", "who", "cue", "lemma", "rule"),
    [
        ("they had mocked her", "the woman", "believed", "believe", "“believe” with its clause"),
        ("two old banks near the port", "the youths", "attacked", "attack", "“attack” with its object"),
        ("him to the port", "the mayor", "invited", "invite", "“invite” with its infinitive"),
    ],
)
def test_what_one_tells_of_anothers_mind_or_deeds_is_his_word(
    content: str, who: str, cue: str, lemma: str, rule: str
) -> None:
    inner = f"{who} {cue} {content}"
    told = Told().report("a", f"The captain said {inner}.").said("a", inner, "The captain", "said")
    out = told.said("a", content, who, cue, lemma, depth=1, parent=0, found_by=rule).resolve()
    assert [s.source.name for s in out.statements if s.source is not None] == ["The captain"]


def test_what_a_medium_reports_that_somebody_believes_is_his() -> None:
    text = "Radio Planto reported that investigators believe the roof was old."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", text[21:-1], "Radio Planto", "reported", "report")
        .said("a", "the roof was old", "investigators", "believe", "believe", depth=1, parent=0)
        .resolve()
    )
    assert out.chain("the roof was old") == ["Harwick Herald", "Radio Planto", "investigators"]


def test_whom_a_medium_interviewed_is_heard_through_it() -> None:
    text = "Planto.net, which aired an interview with Dora Antunes, is small.\n\nAntunes said the roof was old."
    told = Told().report("a", text, "Harwick Herald").said("a", "the roof was old", "Antunes", "said", nth=2)
    assert told.resolve().chain("the roof was old") == ["Harwick Herald", "Planto.net", "Dora Antunes"]


def test_by_his_own_account_need_not_have_been_told_to_that_medium() -> None:
    text = (
        "Max Berg sagte gegenüber Radio Planto, das Dach sei alt.\n\n"
        "Max Berg, nach eigenen Angaben seit Mai dort, ist frei."
    )
    out = (
        Told()
        .report("b", "The roof was old.", "Radio Planto")
        .report("a", text, "Harwick Herald", "de")
        .said("a", "das Dach sei alt", "Max Berg", "sagte")
        .said("a", "seit Mai dort", "Max Berg", "nach eigenen Angaben", "according to", nth=2)
        .resolve()
    )
    assert out.chain("das Dach") == ["Harwick Herald", "Radio Planto", "Max Berg"]
    assert out.chain("seit Mai") == ["Harwick Herald", "Max Berg"]


def test_a_study_published_in_a_journal_makes_it_no_relay_of_its_author() -> None:
    text = "Dora Antunes, lead author of the study published in Harbour Letters, said that the tide was high."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "the tide was high", text.split(", said")[0], "said")
        .resolve()
    )
    assert out.chain("the tide was high")[1:] == ["Dora Antunes"]


def test_a_nested_attribution_is_a_link_more() -> None:
    text = "According to Radio Planto, the mill's lawyer confirmed that the roof was old."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "the mill's lawyer confirmed that the roof was old", "Radio Planto", "According to", "according to")
        .said("a", "the roof was old", "the mill's lawyer", "confirmed", "confirm", depth=1, parent=0)
        .resolve()
    )
    assert out.chain("the roof was old") == ["Harwick Herald", "Radio Planto", "the mill's lawyer"]
    assert out.statement("the roof was old").certainty == "confirmed"


def test_a_source_that_cites_is_split() -> None:
    text = "The roof was old, according to Radio Planto, citing the fire service."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "The roof was old", "Radio Planto, citing the fire service", "according to", "according to")
        .resolve()
    )
    assert out.chain("The roof was old") == ["Harwick Herald", "Radio Planto", "the fire service"]


def test_the_wire_at_the_foot_carries_the_report() -> None:
    text = "The roof was old, the mayor said. The mill burned. (LRNA)"
    out = (
        Told()
        .report("wire", "The LRNA news agency opened an office. LRNA has ten.", "Lake Region News Agency")
        .report("a", text, "Harwick Herald")
        .said("a", "The roof was old", "the mayor", "said")
        .resolve()
    )
    assert out.chain("The roof was old")[:2] == ["Harwick Herald", "Lake Region News Agency"]
    assert out.chain("The mill burned") == ["Harwick Herald"]


@pytest.mark.parametrize(
    "text",
    [
        "HARWICK (LRNA) - The roof was old, the mayor said. The mill burned.",
        "The roof was old, the mayor said. The mill burned.\n\nFiremen at the mill on Friday © jk (LRNA)",
    ],
)
def test_an_agency_in_a_dateline_or_behind_a_picture_is_no_link_of_a_statement(text: str) -> None:
    out = (
        Told()
        .report("wire", "The LRNA news agency opened an office. LRNA has ten.", "Lake Region News Agency")
        .report("a", text, "Harwick Herald")
        .said("a", "The roof was old", "the mayor", "said")
        .resolve()
    )
    assert out.chain("The roof was old") == ["Harwick Herald", "the mayor"]


def test_the_agency_itself_is_no_relay_of_its_own_report() -> None:
    text = "HARWICK (LRNA) - The roof was old, the mayor said."
    out = (
        Told().report("a", text, "Lake Region News Agency").said("a", "The roof was old", "the mayor", "said").resolve()
    )
    assert out.chain("The roof was old") == ["Lake Region News Agency", "the mayor"]


def test_a_medium_without_a_name_is_a_link_all_the_same() -> None:
    text = "Dora Antunes told a local radio station that the roof was old."
    out = Told().report("a", text, "Harwick Herald").said("a", "the roof was old", "Dora Antunes", "told").resolve()
    assert out.chain("the roof was old") == ["Harwick Herald", "a local radio station", "Dora Antunes"]


def test_a_press_conference_is_no_medium() -> None:
    text = "Dora Antunes told a press conference that the roof was old."
    out = Told().report("a", text, "Harwick Herald").said("a", "the roof was old", "Dora Antunes", "told").resolve()
    assert out.chain("the roof was old") == ["Harwick Herald", "Dora Antunes"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://www.harwickherald.com/news/1", "the Harwick Herald"),
        ("https://edition.planto.com/a", "Planto"),
        ("https://www.npr.org/x", "NPR"),
    ],
)
def test_a_host_is_the_publisher_that_the_text_names(url: str, told: str) -> None:
    out = Told().report("a", f"Dora Antunes told {told} that the roof was old.", url=url)
    out.said("a", "the roof was old", "Dora Antunes", "told", "tell")
    assert len(out.resolve().chain("the roof was old")) == 2


def test_a_medium_at_the_end_of_a_sentence_reports_all_of_it() -> None:
    text = "The mayor said the roof was old, the Planto Star newspaper reported. The mill, the mayor added, was new."
    out = (
        Told()
        .report("a", text, "Harwick Herald")
        .said("a", "the roof was old", "The mayor", "said")
        .said("a", "was new", "the mayor", "added", "add")
        .resolve()
    )
    assert out.chain("the roof was old") == ["Harwick Herald", "Planto Star", "The mayor"]
    assert out.chain("was new") == ["Harwick Herald", "The mayor"]


def test_its_own_house_by_a_short_name_is_no_relay() -> None:
    text = "“There was no rope,” Dora Antunes told the Channel."
    told = Told().report("a", text, publisher="Channel World News")
    assert told.said("a", "There was no rope", "Dora Antunes", "told", "tell").resolve().chain("There was")[1:] == [
        "Dora Antunes"
    ]


def test_an_agency_that_helped_is_no_relay_of_each_statement() -> None:
    text = "Nine workers died, the fire service said.\n\nThe road is open again.\n\n(With Reuters)"
    told = Told().report("a", text, publisher="Costa Radio")
    out = told.said("a", "Nine workers died", "the fire service", "said").resolve()
    assert out.chain("Nine workers") == ["Costa Radio", "the fire service"]
