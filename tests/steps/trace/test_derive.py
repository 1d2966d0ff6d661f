"""Which reports are taken from which: shared prose, credits, retellings, translations, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.engines.parser import RuleParser
from twosource.record import Derivation, Report
from twosource.steps.read import read
from twosource.steps.trace import derive
from twosource.steps.trace.retelling import facts_of
from twosource.steps.trace.words import words_of

AGENCY = Report(
    id="a",
    publisher="Lake Region News Agency",
    published="2020-02-18T08:40:00+03:00",
    language="en",
    text=(
        "KIGOMA, Tanzania (LRNA) — At least 31 people drowned when an overloaded ferry capsized in high winds on Lake "
        "Tanganyika late on Monday, the regional commissioner said.\n\nThe Mwanzo Mpya had left Sibwesa at dusk with "
        "crates of dried fish and more than 90 passengers, twice the number in its licence. Divers from the naval "
        "station worked under floodlights until the wind made it too dangerous to go on.\n\n“We pulled out children "
        "who were tied to their mothers with kangas,” said the commissioner, Hassan Mbwilo.\n\nIt was the worst "
        "accident on the lake since 1998, when a steamer went down off Ujiji with 140 people."
    ),
)
COPY = Report(
    id="b",
    publisher="The Dar Sentinel",
    published="2020-02-18T14:00:00+03:00",
    language="en",
    text=(
        "At least 31 people have drowned after an overloaded ferry capsized in high winds on Lake Tanganyika late on "
        "Monday, the regional commissioner said.\n\nThe Mwanzo Mpya had left Sibwesa at dusk with crates of dried fish "
        "and more than 90 passengers, twice the number in its licence. Divers from the naval station worked under "
        "floodlights until the wind made it too dangerous to go on. (LRNA)"
    ),
)
QUOTES_ONLY = Report(
    id="c",
    publisher="Radio Maziwa online",
    published="2020-02-19T07:15:00+03:00",
    language="en",
    text=(
        "On the beach at Sibwesa nobody has slept. Neema Juma waited all night for her brother, a porter.\n\n“We "
        "pulled out children who were tied to their mothers with kangas,” commissioner Hassan Mbwilo told reporters, "
        "and wept.\n\nThe owner of the boat has not been seen since; his shop at the landing is shut. Fishermen went "
        "out with their own lamps when the navy stopped."
    ),
)
CITING = Report(
    id="d",
    publisher="Harbour & Hull",
    published="2020-02-25T10:00:00+00:00",
    language="en",
    text=(
        "The regulator withdrew the certificate of the Mwanzo Mpya in January, papers seen by this magazine show.\n\n"
        "Mbwilo told LRNA that no one had informed his office."
    ),
)


def _derive(*reports: Report) -> tuple[Derivation, ...]:
    return derive(read(reports, lambda _: RuleParser()))


def _between(found: tuple[Derivation, ...], one: str, other: str) -> Derivation | None:
    return next((d for d in found if {d.report, d.source} == {one, other}), None)


ALL = (AGENCY, COPY, QUOTES_ONLY, CITING)


def test_the_agencys_text_in_a_paper_is_its_text() -> None:
    found = _between(_derive(*ALL), "a", "b")
    assert found is not None
    assert (found.relation, found.report, found.source) == ("same_wire", "b", "a")
    assert found.containment > 0.7
    assert "word for word" in found.why


@pytest.mark.parametrize(("other", "same"), [("capsized near Sibwesa.", True), ("turned over off Ujiji.", False)])
def test_two_equal_texts_are_one_however_short(other: str, same: bool) -> None:
    one = Report("s1", "Three people drowned when a ferry capsized near Sibwesa.", publisher="Dar Daily", language="en")
    two = Report("s2", f"Three people drowned when a ferry {other}", language="en")
    assert bool(_derive(one, two)) is same


def test_passages_are_the_same_words_in_both() -> None:
    found = _between(_derive(*ALL), "a", "b")
    assert found is not None and found.passages
    for p in found.passages:
        assert COPY.text[p.start : p.end].split()[0] == AGENCY.text[p.other_start : p.other_end].split()[0]
    longest = max(found.passages, key=lambda p: p.end - p.start)
    assert "crates of dried fish" in COPY.text[longest.start : longest.end]


def test_the_words_of_one_press_conference_are_no_copying() -> None:
    assert _between(_derive(*ALL), "a", "c") is None


def test_who_names_another_medium_is_credited_to_it() -> None:
    found = _between(_derive(*ALL), "a", "d")
    assert found is not None
    assert (found.relation, found.report, found.source) == ("credited", "d", "a")
    assert "LRNA" in found.why


def test_a_long_statement_without_quotation_marks_is_still_speech() -> None:
    letter = (
        "I have served this town for nineteen years and I leave my office today because my doctors told me to rest."
    )
    one = Report(id="x", text=f"The mayor resigned on Monday.\n\n{letter}\n\nThe council meets on Friday to choose.")
    other = Report(id="y", text=f"Harwick needs a new mayor after a short letter read out at noon.\n\n{letter}")
    assert _derive(one, other) == ()


def test_a_sentence_quoted_by_one_report_is_a_quotation_in_all() -> None:
    words = (
        "the bridge was closed to lorries twice last winter because of cracks in its northern pier and nobody was told"
    )
    one = Report(id="x", text=f"An engineer said that “{words}”. The ministry did not answer.")
    other = Report(id="y", text=f"Harwick has a new scandal. According to an engineer {words}. Shops are empty.")
    assert _derive(one, other) == ()


def test_the_house_lines_of_a_publisher_are_no_reporting() -> None:
    lines = "Thank you for reading the Herald and choose which of our morning letters should reach you every day"
    stories = (
        "A bull ran through the market at Sorvik and broke eleven stalls before a butcher's boy led it away by a rope.",
        "Rye is dear again in the valley, where frost took the early crop and two of the five mills are under repair.",
        "The choir sang in the rain for an hour and a half, although the bishop had asked it twice to go indoors.",
    )
    reports = [Report(id=str(k), publisher="Herald", text=f"{t}\n\n{lines}.") for k, t in enumerate(stories)]
    assert _derive(*reports) == ()


def test_a_retelling_shows_in_the_details_that_no_other_report_has() -> None:
    source = Report(
        id="s", publisher="Pacific Wire", published="2022-09-22T19:30:00+10:00", language="en",
        text=(
            "Rangers counted 214 pilot whales on Ocean Beach from a drone on Thursday. Kirsten Dabrowski of the parks "
            "service said volunteers had kept nine alive under wet blankets. A squid boat from Strahan reported the "
            "herd at dawn. The navy ended a sonar exercise off Cape Sorell on Tuesday, its spokesman said. Bulldozers "
            "will drag the carcasses into trenches above the tide line because sharks gather. In 2020 about 470 "
            "animals "
            "stranded at Macquarie Heads and 111 of them were saved by fish farmers with slings."
        ),
    )  # fmt: skip
    retold = Report(
        id="t", publisher="The Daily Trumpet", published="2022-09-23T05:00:00+10:00", language="en",
        text=(
            "A drone has spotted 214 pilot whales lying on Ocean Beach. Parks boss Kirsten Dabrowski has nine alive "
            "under wet blankets. The herd was seen at dawn by a squid boat out of Strahan. On Tuesday the navy "
            "finished "
            "a sonar exercise near Cape Sorell. Bulldozers must drag carcasses to trenches over the tide line, "
            "as sharks "
            "gather. Macquarie Heads saw 470 animals stranded in 2020: fish farmers saved 111 with slings."
        ),
    )  # fmt: skip
    others = [
        Report(id=f"o{k}", publisher=f"Paper {k}", published="2022-09-23", language="en", text=text)
        for k, text in enumerate((
            "Tourists wept at Ocean Beach, where whales lay in rows. Hotel owner Bea Lim carried water.",
            "A professor in Hobart, Ian Moss, thinks that the whales followed prey into the shallows.",
            "The state premier promised money for a rescue centre at Strahan by next winter.",
        ))
    ]  # fmt: skip
    found = _between(_derive(source, retold, *others), "s", "t")
    assert found is not None
    assert (found.relation, found.report, found.source) == ("partial_reuse", "t", "s")
    assert "details that no other report has" in found.why


def test_a_translation_keeps_names_and_numbers_in_order() -> None:
    norwegian = Report(
        id="n", publisher="Lauvvika Blad", published="2022-12-08T17:40:00+01:00", language="no",
        text=(
            "Oddny Haugan (58) våknet av en lyd som et godstog klokka 3.12. Naboen Arve Moen ble tatt ut av huset på "
            "Nordveien 14 av Jostein Lien. Sju hus og 138 meter vei gikk i sjøen ved Steinvika. Kommunen målte 46 "
            "millimeter regn på Haugmoen. I 1959 tok et ras 11 gårder på Tranes, skriver Per Aune i bygdeboka."
        ),
    )  # fmt: skip
    english = Report(
        id="e", publisher="The Atlantic Standard", published="2022-12-09T07:00:00+00:00", language="en",
        text=(
            "A sound like a goods train woke Oddny Haugan, 58, at 3.12. Her neighbour Arve Moen was pulled from the "
            "house at Nordveien 14 by Jostein Lien. Seven houses and 138 metres of road went into the sea at "
            "Steinvika. "
            "The council measured 46 millimetres of rain at Haugmoen. In 1959 a slide took 11 farms at Tranes, "
            "according "
            "to a local history by Per Aune."
        ),
    )  # fmt: skip
    (found,) = _derive(norwegian, english)
    assert (found.relation, found.report, found.source) == ("translation", "e", "n")


def test_a_translation_of_few_names_shows_in_the_words_of_news() -> None:
    english = Report(
        id="e", publisher="The Harbour Post", published="2023-03-02T08:00:00+00:00", language="en",
        text=(
            "Two prisoners fled from the prison at Sorvik on Monday night after a fire in the kitchen. Guards shot at "
            "the car in which they escaped. A soldier was injured, and the police closed the road to the airport. The "
            "government said the search would go on with helicopters and dogs. The minister of justice, Ann Roe, "
            "refused to resign. In 2019 a prisoner drowned in the river there."
        ),
    )  # fmt: skip
    german = Report(
        id="g", publisher="Seekurier", published="2023-03-02T14:00:00+01:00", language="de",
        text=(
            "Zwei Häftlinge sind am Montag in der Nacht nach einem Brand in der Küche aus dem Gefängnis in Sorvik "
            "geflohen. Wachen schossen auf das Auto, in dem sie entkamen. Ein Soldat wurde verletzt, die Polizei "
            "sperrte die Straße zum Flughafen. Die Regierung erklärte, die Suche werde mit Hubschraubern und Hunden "
            "fortgesetzt. Justizministerin Ann Roe lehnte einen Rücktritt ab. 2019 war dort ein Häftling im Fluss "
            "ertrunken."
        ),
    )  # fmt: skip
    own = replace(
        german, id="o", publisher="Tageblatt", text=(
            "Nach dem Ausbruch aus dem Gefängnis in Sorvik fordert die Opposition den Rücktritt von Ann Roe. Die "
            "Polizei sucht weiter. Im Parlament ging es um die Kosten der neuen Schule und um Steuern für Bauern. Der "
            "Bürgermeister sprach von Gewalt, die Gewerkschaft von fehlenden Arbeitsplätzen."
        ),
    )  # fmt: skip
    found = _derive(english, german, own)
    assert [(d.relation, d.report, d.source) for d in found] == [("translation", "g", "e")]
    assert "words of news" in found[0].why


@pytest.mark.parametrize(
    ("language", "publisher", "text"),
    [
        ("fr", "L'Écho du Lac", "Trois personnes ont été arrêtées, rapporte l'Écho du Lac."),
        ("fr", "AFP", "Trois personnes sont mortes, selon l'AFP."),
        ("de", "dpa", "Wie dpa meldet, starben drei Menschen."),
        ("de", "Seekurier", "Drei Tote, hieß es unter Berufung auf den Seekurier."),
        ("es", "El Faro del Lago", "Tres detenidos, informa El Faro del Lago."),
        ("it", "ANSA", "Lo riferisce l'Ansa."),
        ("pt", "Jornal do Lago", "Três mortos, avança o Jornal do Lago."),
        ("nl", "Merenbode", "Drie doden, meldt de Merenbode."),
        ("da", "Søavisen", "Ifølge Søavisen er tre døde."),
        ("no", "Sjøavisen", "Tre er døde, melder Sjøavisen."),
        ("sv", "Sjöbladet", "Enligt Sjöbladet är tre döda."),
        ("fi", "Järvilehti", "Asiasta kertoo Järvilehti."),
        ("pl", "Głos Jeziora", "Według Głosu Jeziora zginęły trzy osoby."),
        ("ru", "Озёрный вестник", "По данным «Озёрного вестника», погибли трое."),
        ("uk", "Озерний вісник", "Загинули троє, повідомляє «Озерний вісник»."),
    ],
)
def test_credits_are_read_in_other_languages(language: str, publisher: str, text: str) -> None:
    source = Report("s", "Noget andet om vejret i dag.", publisher=publisher, published="2023-05-01", language=language)
    taker = Report("t", text, publisher="Testpapir", published="2023-05-02", language=language)
    (found,) = _derive(source, taker)
    assert (found.relation, found.report, found.source) == ("credited", "t", "s")


def test_a_body_named_as_a_source_is_no_credit_though_it_published_a_report() -> None:
    source = Report("s", "Noget andet om vejret.", publisher="Havnevesenet", published="2023-05-01", language="no")
    taker = Report(
        "t", "Ifølge Havnevesenet er tre døde.", publisher="Testpapir", published="2023-05-02", language="no"
    )
    assert _derive(source, taker) == ()


def test_names_are_the_same_whatever_the_grammar_of_a_language_hangs_on_them() -> None:
    english = Report(id="e", language="en", text="He met Wagner in Tampere and flew to Finnmark with Halvorsen.")
    finnish = Report(
        id="f", language="fi", text="Hän tapasi Wagnerin Tampereella ja lensi Finnmarkiin Halvorsenin kanssa."
    )
    one, other = (facts_of(words_of(r)).names.keys() for r in read((english, finnish), lambda _: RuleParser()))
    assert len(one & other) == 4


@pytest.mark.parametrize(
    ("text", "author", "wire"),
    [
        ("OSLO, Jan. 16 (Reuters) - A man crossed the border.", None, "Reuters"),
        ("HARWICK (NTB) — En mann krysset grensen.", None, "NTB"),
        ("KIGOMA (XYZA) — A ferry sank.", None, "XYZA"),
        ("A man crossed the border on Friday.\n\nSource: Interfax", None, "Interfax"),
        ("A man crossed the border on Friday.", "Associated Press", "Associated Press"),
        ("A man crossed the border on Friday.\n\nPhoto: Reuters", None, None),
        ("A man crossed the border, Reuters reported.", None, None),
        ("A man crossed the border.\n\nThe Associated Press contributed to this report.", None, None),
    ],
)
def test_the_wire_that_a_report_is_signed_with(text: str, author: str | None, wire: str | None) -> None:
    found = [d for d in _derive(Report(id="x", text=text, author=author)) if d.relation == "same_wire"]
    assert [d.wire for d in found] == ([wire] if wire else [])
    assert all(d.source is None for d in found)


def test_a_canonical_link_to_another_publisher_is_a_credit() -> None:
    one = Report(id="x", url="https://www.herald.example/a", published="2024-03-05", text="Rye is dear.")
    other = Report(id="y", url="https://mail.example/b", published="2024-03-06", text="Bread costs more.",
                   extra={"canonical": "https://www.herald.example/a"})  # fmt: skip
    (found,) = _derive(one, other)
    assert (found.report, found.source, found.relation) == ("y", "x", "credited")
    assert "metadata" in found.why


RAIDS = (
    Report(
        id="paper",
        publisher="De Zuiderkrant",
        published="2021-03-02T07:00:00+01:00",
        language="en",
        text="The suspects had photographs of the entrances of the central station, two officials told this paper.\n\n"
        "A drum of acetone stood in the cellar.",
    ),
    Report(
        id="tabloid",
        publisher="Daily Siren",
        published="2021-03-02T15:00:00+01:00",
        language="en",
        text="They had acetone and pictures of the station entrances, according to Dutch media. Police say nothing.",
    ),
    Report(
        id="ticker",
        publisher="Schelde Radio",
        published="2021-03-02T09:00:00+01:00",
        language="en",
        text="Seven people were arrested in two streets on Monday. A spokeswoman confirmed it.",
    ),
    Report(
        id="weekly",
        publisher="The Quarter",
        published="2021-03-04T09:00:00+01:00",
        language="en",
        text="Neighbours remember a quiet man with a van, who paid his rent in cash.",
    ),
)


def test_a_medium_without_its_name_is_the_report_that_alone_has_what_it_is_cited_for() -> None:
    found = _between(_derive(*RAIDS), "tabloid", "paper")
    assert found is not None
    assert (found.report, found.relation) == ("tabloid", "credited")
    assert "Dutch media" in found.why
    assert "acetone" in found.why


def test_nobody_in_particular_is_no_medium() -> None:
    reportedly = replace(RAIDS[1], text="They reportedly had acetone and pictures of the station entrances.")
    assert _between(_derive(RAIDS[0], reportedly, *RAIDS[2:]), "tabloid", "paper") is None


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("The guards deny that 42 million was taken, as the Highveld Star reported.", False),
        ("The ministry denied it was warned. Highveld Star had reported that a letter was sent.", False),
        ("The head of the depot resigned after the Highveld Star reported that the gate stood open.", False),
        ("Two trucks left by the river.\n\nAdditional reporting by Highveld Star", False),
        ("The firm has denied any payment, the Highveld Star reported on Friday.", True),
        ("The gate stood open, according to the Highveld Star.", True),
    ],
)
def test_a_medium_may_be_named_without_being_the_source(text: str, credited: bool) -> None:
    star = Report(id="s", publisher="Highveld Star", published="2020-01-01", language="en", text="Cash was taken.")
    other = Report(id="o", publisher="Cape Wire", published="2020-01-02", language="en", text=text)
    assert (_between(_derive(star, other), "o", "s") is not None) is credited


def test_two_papers_that_cite_one_another_are_both_said_to() -> None:
    one = Report(id="x", publisher="Ropelength", published="2022-05-16", language="en",
                 text="The Valley Post reports that a liaison officer saw the mask on the summit day.")  # fmt: skip
    other = Report(id="y", publisher="The Valley Post", published="2022-05-16", language="en",
                   text="He wore a mask, the climbing website Ropelength says, raising doubt about it.")  # fmt: skip
    assert [(d.report, d.source) for d in _derive(one, other)] == [("x", "y"), ("y", "x")]


def test_order_does_not_matter() -> None:
    assert _derive(*ALL) == _derive(*ALL[::-1])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet="ab “”(). \nÆ'", max_size=300), max_size=4))
def test_odd_text_is_survived_and_passages_lie_in_their_reports(texts: list[str]) -> None:
    reports = {str(k): Report(id=str(k), text=t, publisher="AP") for k, t in enumerate(texts)}
    for d in _derive(*reports.values()):
        for p in d.passages:
            assert p.end <= len(reports[d.report].text)
            assert d.source is not None and p.other_end <= len(reports[d.source].text)


QUOTED = (
    "“Some forty of the passengers are still missing, though it is not known how many had boarded without a ticket,”"
)
PRINTED = "Some 40 of the passengers are still missing, although it is not known how many had boarded without a ticket."


def carried(quoted: str, printed: str) -> list[tuple[str, str | None, str, str | None]]:
    one = Report("q", f"The ferry sank on Monday.\n\n{quoted}", publisher="Public Radio", language="en")
    other = Report(
        "p", f"Boats came from three villages.\n\n{printed} The search goes on.", publisher="Tab", language="en"
    )
    return [(d.report, d.source, d.relation, d.wire) for d in _derive(one, other)]


def test_an_agencys_words_quoted_in_one_and_printed_as_its_own_by_the_other() -> None:
    assert carried(f"{QUOTED} the Associated Press reports.", PRINTED) == [("p", "q", "same_wire", "Associated Press")]


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        (f"{QUOTED} harbour master Ann Roe said.", PRINTED),  # a person's words: whoever was there has them
        (f"{QUOTED} the Associated Press reports.", f"{QUOTED} said the harbour master."),  # quoted in both
        ("“Some forty are still missing,” the Associated Press reports.", "Some forty are still missing."),  # too short
    ],
)
def test_other_peoples_words_are_nobodys_text(quoted: str, printed: str) -> None:
    assert carried(quoted, printed) == []


def test_what_a_medium_says_of_itself_is_no_citation() -> None:
    filler = "Divers found the wheelhouse of the Mwanzo at forty metres near Sibwesa beach on Tuesday night."
    about = "The Ferry Wire is an independent media outlet of Sibwesa, Ujiji and Kigoma."
    texts = [f"{filler} {about}", "Sibwesa, Ujiji and Kigoma mourn.", "Nothing was seen.", "The wind fell at noon."]
    reports = [
        Report(str(k), text, publisher=f"Paper {k}", published=f"2020-02-1{9 - k}", language="en")
        for k, text in enumerate(texts)
    ]
    assert _derive(*reports) == ()


def test_a_word_of_another_paper_in_a_long_report_is_no_derivation() -> None:
    star = replace(QUOTES_ONLY, id="s", publisher="Highveld Star")
    filler = [
        f"On day {k} the council of Ujiji heard {k + 40} people speak of the pier at some length." for k in range(40)
    ]
    review = Report(
        "r", " ".join([*filler, "Many are asking why, writes the Highveld Star."]), publisher="Cape Wire",
        published="2020-03-01", language="en",
    )  # fmt: skip
    assert _derive(star, review) == ()
    short = replace(review, text=" ".join([*filler[:10], "Many are asking why, writes the Highveld Star."]))
    assert [d.relation for d in _derive(star, short)] == ["credited"]


WATCH = Report(
    id="w",
    publisher="Return Watch",
    published="2024-03-19",
    language="en",
    text="We have spoken to two passengers. Both saw men in plain clothes lead him out by a side door.",
)


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Two passengers saw him led away. The charity Return Watch said they had described a badge.", True),
        ("He was led away by men in plain clothes, according to the charity Return Watch.", True),
        ("The minister met the founders of Return Watch on Tuesday and spoke of the weather.", False),
    ],
)
def test_a_body_whose_own_text_is_there_is_credited_where_it_is_cited(text: str, credited: bool) -> None:
    other = Report(id="o", publisher="Northern Broadcast News", published="2024-03-22", language="en", text=text)
    assert (_between(_derive(WATCH, other), "o", "w") is not None) is credited


def test_a_paper_s_region_is_not_the_paper() -> None:
    wire = Report(id="n", publisher="East Africa Newswire", published="2024-03-19", language="en", text="A bus burned.")
    text = "It was the worst arrest reported from East Africa this year, the alliance said."
    other = Report(id="o", publisher="Press Alliance", published="2024-03-22", language="en", text=text)
    assert _between(_derive(wire, other), "o", "n") is None
