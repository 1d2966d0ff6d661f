"""Who said what: tables of sentences with what a careful reader finds in them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.engines.parser import RuleParser, SpacyParser
from twosource.errors import ModelMissing
from twosource.protocols import Parser
from twosource.record import Attribution, Report
from twosource.steps.attribute import attribute
from twosource.steps.read import read


@functools.cache
def parser() -> Parser:
    try:
        return SpacyParser.load()
    except ModelMissing:
        pytest.skip("the English parser is not installed")


def found(text: str, language: str = "en", *, parsed: bool = True) -> tuple[Attribution, ...]:
    chosen = parser() if parsed else RuleParser()
    return attribute(read([Report("r", text, language=language)], lambda _: chosen)[0])[0]


def shown(text: str, a: Attribution) -> tuple[str | None, str | None, str]:
    """Source, cue and content as words; pieces are parted by " / "."""
    content = " / ".join(s.of(text).strip(" .,“”\"'«»„") for s in a.content)
    return (a.source.of(text) if a.source else None, a.cue.of(text) if a.cue else None, content)


def outermost(text: str, **options: bool) -> list[tuple[str | None, str | None, str]]:
    return [shown(text, a) for a in found(text, **options) if a.depth == 0]


PARSED = [
    # a clause behind, in front, around
    ("The mayor said that the bridge was safe.", [("The mayor", "said", "that the bridge was safe")]),
    ("The bridge was safe, the mayor said on Monday.", [("the mayor", "said", "The bridge was safe")]),
    ("The bridge, the mayor said, was safe.", [("the mayor", "said", "The bridge / was safe")]),
    ("The bridge was safe, said Ann Lee, the mayor of Alda.",
     [("Ann Lee, the mayor of Alda", "said", "The bridge was safe")]),
    # quotations
    ("“It is safe,” Lee said. “I crossed it myself today.”",
     [("Lee", "said", "It is safe / I crossed it myself today")]),
    ("“It is safe,” she said, “and it will stay so.”", [("she", "said", "It is safe / and it will stay so")]),
    ("Lee said: “The bridge is safe. Nobody needs to worry.”",
     [("Lee", "said", "The bridge is safe. Nobody needs to worry")]),
    # a subject left out
    ("Lee said the bridge was safe and added that it would be painted.",
     [("Lee", "said", "the bridge was safe"), ("Lee", "added", "that it would be painted")]),
    # nobody named
    ("The driver is believed to have fallen asleep.", [(None, "is believed", "The driver / to have fallen asleep")]),
    ("The bridge reportedly shook on Sunday.", [(None, "reportedly", "The bridge / shook on Sunday")]),
    # phrases
    ("According to the police, the bridge shook.", [("the police", "According to", "the bridge shook")]),
    ("The bridge shook, according to two engineers who saw it.",
     [("two engineers who saw it", "according to", "The bridge shook")]),
    ("In the engineer's account, the bridge shook for a minute.",
     [("the engineer", "account", "the bridge shook for a minute")]),
    # not a clause
    ("The mayor described the bridge as safe.", [("The mayor", "described", "the bridge as safe")]),
    ("The owner accused the mayor of lying.", [("The owner", "accused", "the mayor of lying")]),
    ("The company denied the report.", [("The company", "denied", "the report")]),
    ("Police put the number of injured at 40.", [("Police", "put", "the number of injured at 40")]),
    # nouns
    ("The claim that the bridge shook is false.", [(None, "claim", "that the bridge shook")]),
    # whose participle it is
    ("Vik was responding to media reports from abroad claiming that the bridge shook.",
     [("media reports from abroad", "claiming", "that the bridge shook")]),
    ("Vik dismissed the report, claiming that the bridge was safe.",
     [("Vik", "dismissed", "the report"), ("Vik", "claiming", "that the bridge was safe")]),
    # no attribution at all
    ("The bridge was closed on Monday after the storm.", []),
    ("He called his wife and put the letter on the table.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARSED)
def test_who_said_what(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert outermost(text) == expected


def test_that_is_according_to_tells_of_the_sentence_before() -> None:
    text = "The robbers took 42 million. That is according to a source inside the bank."
    (told,) = found(text)
    assert shown(text, told) == ("a source inside the bank", "according to", "The robbers took 42 million")


def test_whom_a_medium_quotes_as_saying_it_has_said_it() -> None:
    text = "The Herald quoted the prosecutor's office as saying it was considering an appeal."
    said = found(text)[-1]
    assert shown(text, said) == ("the prosecutor's office", "saying", "it was considering an appeal")
    assert said.depth == 1


def test_what_is_told_begins_at_its_that() -> None:
    text = "The mayor told reporters on Monday, after the fire in May, that the road was shut."
    cue, said = (text.index("told"), text.index("told") + 4), (text.index("on Monday"), len(text) - 1)
    seen = Tag((said,), (cue,), ((0, 9),), 0.95)
    (told,) = attribute(read([Report("r", text, language="en")], lambda _: parser())[0], [seen])[0]
    assert shown(text, told)[2] == "that the road was shut"


NESTED = [
    ("According to the Herald, the mayor confirmed that the bridge shook.", ["According to", "confirmed"]),
    ("Lee said that engineers had told her the bridge was safe.", ["said", "had told"]),
    ("The Herald reported, citing two engineers, that the bridge shook.", ["reported", "citing"]),
    ("The bridge shook, according to the Herald, citing police.", ["according to", "citing"]),
    ("The Herald had reported, citing a port official, that the bridge shook.", ["had reported", "citing"]),
    ("The Herald had it from the police that the bridge shook.", ["had", "from"]),
    ("The bridge shook, reports the news site Vika, citing the prosecutor's office.", ["reports", "citing"]),
    ("The minister left when the vote began, the Herald reported, citing a delegate.", ["reported", "citing"]),
    ("According to the Herald, which cites a source close to the board, the bridge shook.", ["According to", "cites"]),
    ("As the Herald reported, citing the ministry, the bridge was shut.", ["reported", "citing"]),
    ("The bridge shook, the Harbour News Agency (HNA) reports, citing police.", ["reports", "citing"]),
]


@pytest.mark.parametrize(("text", "cues"), NESTED)
def test_one_word_on_the_word_of_another(text: str, cues: list[str]) -> None:
    chain = found(text)
    assert [shown(text, a)[1] for a in chain] == cues
    assert [(a.depth, a.parent) for a in chain] == [(0, -1), (1, 0)]


NEGATED = [
    ("The police did not confirm that the bridge shook.", "confirm", True),
    ("The police were unable to confirm the report.", "confirm", True),
    ("Nobody said that the bridge was safe.", "say", True),
    ("The police confirmed that the bridge did not shake.", "confirm", False),
    ("The police denied that the bridge shook.", "deny", False),
]


@pytest.mark.parametrize(("text", "lemma", "negated"), NEGATED)
def test_a_negated_act_of_speech_is_told_from_a_negated_content(text: str, lemma: str, negated: bool) -> None:
    assert [a.negated for a in found(text) if a.cue_lemma == lemma] == [negated]


def test_paragraphs_that_are_only_a_quotation_go_on_with_the_speaker() -> None:
    text = "“It was dark,” Ann Lee said. “We rowed for an hour.\n\n“Then we saw the lights of the quay.”"
    first, second = found(text)
    assert (first.source, second.source) == (second.source, first.source)
    assert "goes on" in second.found_by


@pytest.mark.parametrize(
    ("between", "goes_on"),
    [
        ("“I just say thank you to the crew.", True),
        ("The quay after the fire.", True),
        ("Tom Ash was there too.", False),
    ],
)
def test_a_speech_over_paragraphs_outlasts_a_caption_but_no_other_person(between: str, goes_on: bool) -> None:
    text = f"“It was dark,” Ann Lee said. “We rowed for an hour.\n\n{between}\n\n“Then we saw the lights.”"
    last = [a for a in found(text) if a.content[-1].of(text).startswith("“Then")]
    assert [a.source.of(text) for a in last if a.source] == (["Ann Lee"] if goes_on else [])


def test_what_is_put_between_commas_in_a_speech_names_no_speaker_for_the_next_paragraph() -> None:
    text = "“Well, the boat, you know, went down in the dark.\n\n“Then we saw the lights of the pier."
    assert [a for a in found(text) if a.content[-1].of(text).startswith("“Then")] == []


def test_a_paragraph_of_quotation_goes_on_behind_what_was_told_in_other_words() -> None:
    text = "The ministry explained that it was routine.\n\n“It is passed every year, just before the summer break.”"
    assert [shown(text, a)[0] for a in found(text)] == ["The ministry", "The ministry"]


def test_turns_of_a_transcript_in_quotation_marks_are_their_own_speakers() -> None:
    turns = ["“LEE: Did you see the boat that night?", "“ASH: We heard it first.", "“(Laughter.)", "“LEE: And then?”"]
    text = "Partial transcript as follows:\n\n" + "\n\n".join(turns)
    assert [shown(text, a)[0] for a in found(text)] == ["LEE", "ASH", "LEE"]


@pytest.mark.parametrize("dash", ["-", "–", "—", "―"])
def test_quotations_signed_with_a_name(dash: str) -> None:
    text = f"“We rowed home. The lights were out.” {dash} Ola B. Berg.\n\n“The pier is gone.” {dash} Rosa Minh"
    assert [shown(text, a)[0] for a in found(text)] == ["Ola B. Berg", "Rosa Minh"]


def test_a_colon_announces_the_quotation_of_the_next_paragraph() -> None:
    text = "The fisherman Ola Berg told the paper that he saw it:\n\n“It went down like a stone in a well.”"
    assert shown(text, found(text)[-1]) == (
        "The fisherman Ola Berg", "told", "It went down like a stone in a well",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In a letter, Holt had a shorter way to describe the process: “It is very slow science.”", "Holt"),
        ("That is a strange thing to say about a bridge.", None),
        ("The team used a technique called “lensing” on the bridge.", None),
        ("The party has approved a plan for the islands, which fishermen regard as theirs.", None),
    ],
)
def test_a_noun_does_not_speak_by_an_infinitive_or_a_participle(text: str, speaker: str | None) -> None:
    sources = {shown(text, a)[0] for a in found(text)}
    assert sources <= {speaker, "fishermen"}
    assert speaker is None or speaker in sources


def test_a_clause_goes_on_behind_the_quotation_mark_where_the_tagger_stops() -> None:
    text = "The port says the ferries “touched each other” on Monday night but were not damaged."
    tagged = [tag(text, "The port", "says", "the ferries “touched each other”", 0.9)]
    (a,) = attribute(read([Report("r", text, language="en")], lambda _: parser())[0], tagged)[0]
    assert shown(text, a)[2].endswith("not damaged")


def test_a_sentence_with_its_own_source_is_not_the_one_befores() -> None:
    text = (
        "According to the police, the man sought help in a house. "
        "of The Nordwire according to the man has been taken to Alda for his safety."
    )
    tagged = tag(text, "the police", "According to", "the man sought help in a house", 0.9)
    behind = text.index("The Nordwire"), len(text) - 1  # which the tagger takes for the police's, too
    both = Tag((*tagged.content, behind), tagged.cue, tagged.source, tagged.probability)
    rows = attribute(read([Report("r", text)], lambda _: parser())[0], [both])[0]
    other = ("The Nordwire", "according to", "the man has been taken to Alda for his safety")
    assert other in [shown(text, a) for a in rows if a.depth == 0]


def test_what_is_said_in_a_quotation_stays_inside_it() -> None:
    text = "“The owner said the hull was sound,” Lee said. “I never believed him.”"
    outer = [a for a in found(text) if a.depth == 0]
    assert [shown(text, a)[0] for a in outer] == ["Lee"]
    assert any(shown(text, a)[0] == "The owner" and a.parent == 0 for a in found(text))


def test_captions_and_furniture_attribute_nothing() -> None:
    caption = "Police said the pier was closed. Credit: JO BERG/AFP/Getty Images"
    text = f"The ferry sank.\n\n{caption}\n\nRead more: Mayor says sorry"
    assert found(text) == ()


def test_a_translators_order_of_words() -> None:
    text = "of Alda Herald according to the man was taken to the town of Brim."
    assert outermost(text) == [("Alda Herald", "according to", "the man was taken to the town of Brim")]


def test_posts_and_headlines_with_a_speaker() -> None:
    post = "The bridge is safe and open, come and see. — Ann Lee (@annlee) May 3, 2024"
    text = f"Police: Two hurt at bridge in Alda\n\n{post}"
    assert outermost(text) == [
        ("Police", ":", "Two hurt at bridge in Alda"),
        ("Ann Lee", None, "The bridge is safe and open, come and see"),
    ]


# ------------------------------------------------------------------------------------------------ without a parser

PLAIN = [
    ("“It is safe,” said Ann Lee, the mayor of Alda.", [("Ann Lee, the mayor of Alda", "said", "It is safe")]),
    (
        "“It is safe,” the mayor said. “I crossed it myself.”",
        [("the mayor", "said", "It is safe / I crossed it myself")],
    ),
    ("Ann Lee told reporters: “The bridge is safe.”", [("Ann Lee", "told", "The bridge is safe")]),
    ("According to Alda Police, the bridge shook.", [("Alda Police", "According to", "the bridge shook")]),
    ("The bridge shook, according to Gulf.net.", [("Gulf.net", "according to", "The bridge shook")]),
    ("Ann Lee said on Monday that the bridge was safe.", [("Ann Lee", "said", "that the bridge was safe")]),
    ("The bridge was safe, two officials said on Monday.", [("two officials", "said", "The bridge was safe")]),
    ("The bridge was closed on Monday.", []),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_without_a_parser(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert outermost(text, parsed=False) == expected


ABROAD = [
    ("no", "«Vi fant ham ved elva», sier Kari Hansen til avisen.", ("Kari Hansen", "say", "Vi fant ham ved elva")),
    ("no", "– Vi er glade for det, sier Ola Lie.", ("Ola Lie", "say", "Vi er glade for det")),
    ("no", "Ifølge Hansen er mannen i Oslo.", ("Hansen", "according to", "er mannen i Oslo")),
    ("sv", "”Vi hittade honom”, säger Anna Berg.", ("Anna Berg", "say", "Vi hittade honom")),
    ("da", "Jens Holm bekræfter, at manden er fundet.", ("Jens Holm", "confirm", "manden er fundet")),
    ("fi", "Poliisin mukaan mies on kunnossa.", ("Poliisin", "according to", "mies on kunnossa")),
    ("de", "„Wir haben ihn“, sagte Anna Weber am Montag.", ("Anna Weber", "say", "Wir haben ihn")),
    ("fr", "« Nous l’avons », a déclaré Jean Dupont.", ("Jean Dupont", "state", "Nous l’avons")),
    ("es", "Según la policía, está ileso.", ("la policía", "according to", "está ileso")),
    ("pl", "„Mamy go” – powiedział Jan Nowak.", ("Jan Nowak", "say", "Mamy go")),
    ("ru", "«Мы нашли его», — сказал Иван Петров.", ("Иван Петров", "say", "Мы нашли его")),
    ("uk", "За словами Коваля, він не постраждав.", ("Коваля", "according to", "він не постраждав")),
    ("no", "Ministeren sier hun har betalt leie.", ("Ministeren", "say", "hun har betalt leie")),
    ("no", "En ansatt, som er redd, forteller noe annet: – Vi skjøt.", ("En ansatt", "tell", "Vi skjøt")),
    ("fr", "Selon la police, Jean Dupont est mort.", ("la police", "according to", "Jean Dupont est mort")),
    (
        "fr",
        "Selon une source policière, il est mort.",
        ("une source policière", "according to", "il est mort"),
    ),
    (
        "pt",
        "Faltam sete livros raros, confirmou ontem à tarde a directora do museu, Ana Lopes.",
        ("a directora do museu, Ana Lopes", "confirm", "Faltam sete livros raros"),
    ),
    ("ru", "Причиной стал короткий ток, уточнил Ахметов.", ("Ахметов", "say", "Причиной стал короткий ток")),
    ("pt", "Segundo a polícia, ele está bem.", ("a polícia", "according to", "ele está bem")),
    ("nl", "Jan de Vries zegt dat hij ongedeerd is.", ("Jan de Vries", "say", "hij ongedeerd is")),
    # without a word for "that"
    ("de", "Anna Weber sagte, sie habe den Mann gesehen.", ("Anna Weber", "say", "sie habe den Mann gesehen")),
    (
        "de",
        "Max Berg, seit Mai in Bonn, berichtete der Gruppe Beispiel.net, der Mann sei frei.",
        ("Max Berg", "report", "der Mann sei frei"),
    ),
    ("de", "Am 6. Juli erklärte Anna Weber, der Mann sei frei.", ("Anna Weber", "state", "der Mann sei frei")),
    ("fi", "Oulun poliisi sanoo miehen etsineen apua.", ("Oulun poliisi", "say", "miehen etsineen apua")),
    ("fr", "Jean Dupont affirme être parti à pied.", ("Jean Dupont", "assert", "être parti à pied")),
    ("no", "Ola Lie forteller om hunder og skudd.", ("Ola Lie", "tell", "om hunder og skudd")),
    # "as X said" at the head of a sentence, "so X" at its end, who somebody is behind his name
    ("de", "Wie die Polizei am Montag mitteilte, war er frei.", ("die Polizei", "according to", "war er frei")),
    ("de", "Die Tür war offen, so die Polizei.", ("die Polizei", "according to", "Die Tür war offen")),
    ("sv", "Som polisen skriver, var dörren öppen.", ("polisen", "according to", "var dörren öppen")),
    ("pl", "Jak podała straż, drzwi były otwarte.", ("straż", "according to", "drzwi były otwarte")),
    ("sv", "Det var mörkt där, säger Lena Ek, granne.", ("Lena Ek", "say", "Det var mörkt där")),
    # between commas, with an own account, through a comma and an addressee
    (
        "es",
        "La fuga, cuenta él mismo, fue el viernes.",
        ("él mismo", "tell", "La fuga / fue el viernes"),
    ),
    ("de", "Max Berg, nach eigenen Angaben seit Mai dort, ist frei.", ("Max Berg", "according to", "seit Mai dort")),
    ("ru", "Как он сообщил газете, это случилось в мае.", ("он", "according to", "это случилось в мае")),
    ("fr", "Selon lui, la porte était ouverte.", ("lui", "according to", "la porte était ouverte")),
]


@pytest.mark.parametrize(("language", "text", "expected"), ABROAD)
def test_other_languages(language: str, text: str, expected: tuple[str, str, str]) -> None:
    rows = found(text, language, parsed=False)
    assert [(shown(text, a)[0], a.cue_lemma, shown(text, a)[2]) for a in rows] == [expected]


def test_speech_after_a_dash_is_not_the_sentence_befores() -> None:
    text = "Vika avviser at noe er galt. – Siste tur gikk i går, sier daglig leder Roar Dahl."
    told = [shown(text, a) for a in found(text, "no", parsed=False)]
    assert told == [
        ("Vika", "avviser at", "noe er galt"),
        ("daglig leder Roar Dahl", "sier", "Siste tur gikk i går"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # "as X, citing Y, reported" at the end of its sentence
        (
            "de",
            "Um 21.35 Uhr wurde er gefunden, wie die Agentur Nordwire unter Berufung auf die Polizei meldete.",
            ("die Agentur Nordwire", "meldete", "Um 21.35 Uhr wurde er gefunden"),
        ),
        # whom he told is not who says it
        (
            "de",
            "Es sei zu früh für ein Urteil, sagte er dem Sender Alda.",
            ("er", "sagte", "Es sei zu früh für ein Urteil"),
        ),
        # speech of several sentences between dashes
        (
            "pl",
            "– Zadzwonił o czwartej. Kazali mu czekać do rana – mówi jego żona, Ana Lis. – Było mu zimno.",
            ("jego żona, Ana Lis", "mówi", "Zadzwonił o czwartej. Kazali mu czekać do rana / Było mu zimno"),
        ),
    ],
)
def test_further_ways_of_other_languages(language: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [shown(text, a) for a in found(text, language, parsed=False)]


def test_a_name_in_marks_is_no_quotation() -> None:
    text = "Об этом газете «Вестник Алды» рассказала Анна Лис. «Дверь выломали», — сказала она."
    contents = [shown(text, a)[2] for a in found(text, "ru", parsed=False)]
    assert "Дверь выломали" in " ".join(contents)
    assert not any(c == "Вестник Алды" for c in contents)


def test_what_was_agreed_with_somebody_is_no_aside() -> None:
    text = "Eight nurses were on duty, the number agreed with the union beforehand, it added."
    assert ("the number", "agreed", "Eight nurses were on duty / it added") not in outermost(text)


def test_a_relay_in_another_language_is_named_with_its_source() -> None:
    text = "Mężczyzna poprosił o azyl - poinformowało Radio Brzeg, powołując się na portal Example.net."
    first, second = found(text, "pl", parsed=False)
    assert (shown(text, first)[0], first.depth, shown(text, first)[2]) == (
        "Radio Brzeg", 0, "Mężczyzna poprosił o azyl",
    )  # fmt: skip
    assert (shown(text, second)[0], second.depth, second.parent) == ("portal Example.net", 1, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Anna Weber sagte, sie habe ihn gesehen. Er sei Waise und habe im Heim gelebt."),
        ("fr", "Jean Dupont affirme que la porte était ouverte. Il serait parti peu après."),
    ],
)
def test_reported_speech_goes_on_by_the_form_of_its_verb(language: str, text: str) -> None:
    second = found(text, language, parsed=False)[-1]
    assert second.source is None and text.endswith(second.content[0].of(text))


def test_an_account_of_ones_own_goes_on_to_the_end_of_its_paragraph() -> None:
    text = "Как он сам сообщил газете, это случилось в мае. Потом он шёл вдоль реки.\n\nГород большой."
    told = [shown(text, a)[2] for a in found(text, "ru", parsed=False)]
    assert told == ["это случилось в мае", "Потом он шёл вдоль реки"]


def test_a_language_that_is_not_read_is_declined_in_words() -> None:
    reading = read([Report("r", "Poliisi vaikeni.", language="fi")], lambda _: RuleParser())[0]
    assert attribute(reading)[1][0].why.startswith("This report is in Finnish, which is not read yet")


def test_a_quotation_without_a_speaker_is_declined() -> None:
    reading = read([Report("r", "“We rowed for an hour in the dark.” The rain went on.")], lambda _: RuleParser())[0]
    assert [d.why for d in attribute(reading)[1]] == ["No speaker was found for this quotation."]


# ------------------------------------------------------------------------------------------------ with a tagger


@dataclass
class Tag:
    """What a learned tagger gives, made by hand."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]
    probability: float


def tag(text: str, source: str, cue: str, content: str, probability: float) -> Tag:
    def at(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),)

    return Tag(at(content), at(cue), at(source), probability)


@pytest.mark.parametrize(("probability", "count"), [(0.9, 1), (0.2, 0)])
def test_a_sure_tagger_adds_what_the_rules_missed(probability: float, count: int) -> None:
    text = "Lee gave her blessing to the new bridge."
    reading = read([Report("r", text)], lambda _: RuleParser())[0]
    rows, _ = attribute(reading, [tag(text, "Lee", "gave her blessing to", "the new bridge", probability)])
    assert [a.found_by for a in rows] == ["learned tagger"] * count


def test_rule_and_tagger_agreeing_make_one_surer_attribution() -> None:
    text = "“It is safe,” Ann Lee said."
    reading = read([Report("r", text)], lambda _: RuleParser())[0]
    (alone,), _ = attribute(reading)
    (both,), _ = attribute(reading, [tag(text, "Ann Lee", "said", "“It is safe,”", 0.9)])
    assert both.probability > alone.probability
    assert (both.cue_lemma, both.source) == ("say", alone.source)


def test_a_participle_right_behind_its_noun_keeps_it_whatever_the_tagger_says() -> None:
    text = "Vik was responding to media reports claiming that the bridge shook."
    tags = [tag(text, "Vik", "claiming", "that the bridge shook", 0.9)]
    made = attribute(read([Report("r", text, language="en")], lambda _: parser())[0], tags)[0]
    assert [shown(text, a) for a in made] == [("media reports", "claiming", "that the bridge shook")]


def test_spans_outside_the_report_proper_are_ignored() -> None:
    text = "The ferry sank.\n\nPolice said the pier was closed. Credit: JO BERG/AFP/Getty Images"
    reading = read([Report("r", text)], lambda _: RuleParser())[0]
    assert attribute(reading, [tag(text, "Police", "said", "the pier was closed", 0.99)])[0] == ()


# ------------------------------------------------------------------------------------------------ whatever the text

_WORDS = st.sampled_from(
    [
        "Ann Lee", "police", "said", "that", "“", "”", '"', "'", ",", ".", ":", ";", "\n", "according to", "the bridge",
        "shook", "citing", "he", "denied", "reports", "—", "(@lee)", "was told", "as", "in her account", "and added",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join), st.booleans())
def test_spans_and_parents_hold_whatever_the_text(text: str, parsed: bool) -> None:
    rows = found(text, parsed=parsed)
    for k, a in enumerate(rows):
        spans = [*a.content, *(s for s in (a.cue, a.source) if s is not None)]
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert list(a.content) == sorted(a.content)
        assert all(x.end <= y.start for x, y in zip(a.content, a.content[1:], strict=False))
        assert a.parent != k and (a.depth == 0) == (a.parent < 0)
        assert a.parent < 0 or rows[a.parent].depth == a.depth - 1
        assert a.found_by and 0 < a.probability <= 1
    assert rows == found(text, parsed=parsed)


def test_a_complement_without_a_verb_is_no_clause() -> None:
    text = "The parties recognize the border."
    assert [a.found_by for a in found(text) if "clause" in a.found_by] == []


def test_whose_signature_it_is_stays_whatever_the_tagger_takes_for_the_source() -> None:
    text = "So glad that I crossed the bridge at last, all of it. — Ann Lee (@annlee) May 3"
    end = text.index(" —")
    me = text.index("I crossed")
    seen = Tag(((0, end),), (), ((me, me + 1),), 0.9)
    reading = read([Report("a", text, language="en")], lambda _: RuleParser())[0]
    assert [a.source.of(text) for a in attribute(reading, [seen])[0] if a.source] == ["Ann Lee"]


PUT = [
    (
        "The interior minister put the toll at two late on Friday.",
        [("The interior minister", "put", "the toll at two")],
    ),
    ("Harwick Steel, the owner, speaks of 900 jobs.", [("Harwick Steel, the owner", "speaks", "900 jobs")]),
    ("He confirmed meeting Lind on Monday.", [("He", "confirmed", "meeting Lind on Monday")]),
    (
        "It fits the union's claim that Lind ordered the gate shut.",
        [("the union", "claim", "that Lind ordered the gate shut")],
    ),
    (
        "A teenager would have escaped, says the family; he was freed, says the mayor.",
        [("the family", "says", "A teenager would have escaped"), ("the mayor", "says", "he was freed")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PUT)
def test_figures_gerunds_and_claims_are_said_by_whom_they_name(
    text: str, expected: list[tuple[str | None, str | None, str]]
) -> None:
    assert outermost(text) == expected


def test_who_is_described_in_a_participle_describes_nobody() -> None:
    text = "The man, then described only as a foreigner, was stopped by border guards."
    assert all(a.source is None for a in found(text))
