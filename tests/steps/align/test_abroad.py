"""What a report in another language tells of a matter."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "compare"))
from told import material, needs_parser

from twosource.lexicon import lines
from twosource.steps.align import align
from twosource.steps.keys import GLOSSED, SPEECH, glossed, in_english

SAME = [
    ("de", "Bei einem Brand im Krankenhaus von Ostby sind 12 Patienten verletzt worden."),
    ("fr", "Un incendie à l'hôpital d'Ostby a blessé 12 patients."),
    ("es", "Un incendio en el hospital de Ostby dejó 12 pacientes heridos."),
    ("it", "Un incendio nell'ospedale di Ostby: 12 pazienti feriti."),
    ("pt", "Um incêndio no hospital de Ostby deixou 12 pacientes feridos."),
    ("nl", "Bij een brand in het ziekenhuis van Ostby zijn 12 patiënten gewond geraakt."),
    ("no", "12 pasienter ble skadet i en brann på sykehuset i Ostby."),
    ("sv", "12 patienter skadades i en brand på sjukhuset i Ostby."),
    ("pl", "12 pacjentów zostało rannych w pożarze szpitala w Ostby."),
    ("ru", "При пожаре в больнице Остбю пострадали 12 пациентов."),
    ("uk", "Під час пожежі в лікарні поранено 12 пацієнтів."),
]
FIRE = "Twelve patients were injured in a fire at the hospital of Ostby on Monday."
OTHERS = "The council of Lund will vote on a new tram line. Ann Roe opened a bakery in Sundvik."


def carried(language: str, text: str, english: str = FIRE) -> bool:
    story = material(f"{english}\n\n{OTHERS}", text, languages=("en", language))
    by_id = {s.id: s for s in story.statements}
    groups, _ = align(story)
    return any(
        {by_id[i].report for i in g.statements} == {"a", "b"} and any(by_id[i].report == "b" for i in g.loose)
        for g in groups
    )


@needs_parser
@pytest.mark.parametrize(("language", "text"), SAME)
def test_the_same_in_another_language_is_probably_the_same(language: str, text: str) -> None:
    assert carried(language, text)


APART = [
    ("de", "Bei einem Brand im Krankenhaus von Ostby sind 40 Patienten verletzt worden."),  # another number
    ("fr", "Le conseil d'Ostby augmente les impôts de 12 pour cent."),  # a name and a number, another matter
    ("no", "Sykehuset i Ostby får 12 nye senger."),
    ("es", "Ostby tiene 12 mil habitantes."),
]


@needs_parser
@pytest.mark.parametrize(("language", "text"), APART)
def test_another_matter_with_names_or_numbers_in_common_is_not(language: str, text: str) -> None:
    assert not carried(language, text)


@needs_parser
def test_who_it_was_alone_is_no_matter() -> None:
    assert not carried(
        "de", "Der Bürgermeister von Ostby ist Anwalt.", "A lawyer of Ostby, the mayor, fell off a horse."
    )


@pytest.mark.parametrize("language", GLOSSED)
def test_no_entry_of_a_glossary_is_too_short_to_tell(language: str) -> None:
    rows = [line.partition(":") for line in lines(language, "glossary")]
    stems = [w for _, _, listed in rows for w in listed.split() if w.endswith("*")]
    assert [w for w in stems if len(w) < 4] == []
    assert all(listed.strip() for _, _, listed in rows)
    assert len({name for name, _, _ in rows}) == len(rows)


def test_all_glossaries_agree_on_what_a_word_tells() -> None:
    marks: dict[str, set[bool]] = {}
    for language in GLOSSED:
        for line in lines(language, "glossary"):
            head = line.partition(":")[0]
            marks.setdefault(head.lstrip("~"), set()).add(head.startswith("~"))
    assert [head for head, told in marks.items() if len(told) > 1] == []


@pytest.mark.parametrize(
    ("language", "word", "english"),
    [
        ("de", "entführte", "abduct"),
        ("de", "Gift", "toxic"),
        ("no", "gift", "married"),
        ("ru", "дверь", "door"),
        ("pl", "sąsiada", "neighbour"),
        ("fr", "l’otage", "hostage"),
    ],
)
def test_a_word_is_looked_up_in_its_own_language(language: str, word: str, english: str) -> None:
    assert english in in_english(word, language)


def test_a_word_of_the_glossary_tells_what_or_who() -> None:
    assert glossed("fire") == "what"
    assert glossed("mayor") != "" and glossed("night") == "who"
    assert glossed("xyzzy") == ""
    assert "say" in SPEECH  # words of saying are no matter, in whatever language
