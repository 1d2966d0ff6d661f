"""How agencies are written, and what only looks like one."""

from __future__ import annotations

import pytest

from twosource.engines.parser import RuleParser
from twosource.lexicon import table, words
from twosource.record import Report
from twosource.steps.read import read
from twosource.steps.trace.credits import credits_of
from twosource.steps.trace.mastheads import is_agency, signed_wire, squash, wire

AGENCIES: dict[str, list[str]] = table("any/publishers")["agencies"]
SIGNATURES: dict[str, list[str]] = table("any/agency_signatures")


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("AP", "Associated Press"),
        ("dpa", "Deutsche Presse-Agentur"),
        ("Tass", "TASS"),
        ("ТАСС", "TASS"),
        ("新华社", "Xinhua"),
        ("연합뉴스", "Yonhap"),
        ("Укрінформ", "Ukrinform"),
        ("SANA", "SANA"),
        ("Sana", None),  # a girl
        ("Ria", None),
        ("MENA", None),  # a region
        ("AAP", None),  # a party
        ("Map", None),
        ("MAP", None),
    ],
)
def test_initials_are_an_agency_in_capitals_alone_and_a_word_is_none(written: str, agency: str | None) -> None:
    assert wire(written) == agency


@pytest.mark.parametrize(
    ("written", "agency"),
    [("MAP", "Maghreb Arabe Presse"), ("AAP", "Australian Associated Press"), ("Map", None), ("Nan", None)],
)
def test_a_signature_may_be_a_word(written: str, agency: str | None) -> None:
    assert signed_wire(written) == agency


def credited(text: str) -> set[str | None]:
    report = Report("r", text, publisher="The Harbour Post", language="en")
    return {credit.wire for credit in credits_of(read([report], lambda _: RuleParser()))}


@pytest.mark.parametrize(
    "text",
    [
        "Map after map was drawn, according to the surveyors. The harbour lies to the north of them all.",
        "The bridge is gone, according to Sana. Her brother Nan said so, too, as did a spa owner.",
        "Growth in the MENA region will slow, according to the bank. The AAP, citing its own figures, disagreed.",
    ],
)
def test_a_word_in_running_text_is_no_agency(text: str) -> None:
    assert credited(text) == set()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("RABAT (MAP) - The port was closed on Monday, the ministry said.", "Maghreb Arabe Presse"),
        ("The port was closed on Monday, the ministry said. (AAP)", "Australian Associated Press"),
        ("The port was closed on Monday, according to SANA.", "SANA"),
    ],
)
def test_where_an_agency_signs_it_is_one(text: str, agency: str) -> None:
    assert agency in credited(text)


def test_an_agency_is_known_by_its_host() -> None:
    hosts = ("apnews.com", "www.reuters.com", "english.kyodonews.net", "xinhuanet.com", "tasnimnews.com", "ria.ru")
    assert all(is_agency(Report("r", "It happened.", publisher=host)) for host in hosts)
    assert not is_agency(Report("r", "It happened.", publisher="The Harbour Post"))


def test_no_spelling_is_two_agencies() -> None:
    forms = [(squash(f), name) for name, others in AGENCIES.items() for f in (name, *others)]
    owner = dict(forms)
    assert all(owner[form] == name for form, name in forms)
    signatures = [s for forms_ in SIGNATURES.values() for s in forms_]
    assert len(signatures) == len(set(signatures)) and all(s.isupper() for s in signatures)
    assert not owner.keys() & {squash(s) for s in signatures}


def test_the_other_tables_name_agencies_that_are_there() -> None:
    assert set(SIGNATURES) <= set(AGENCIES)
    assert words("any", "reputable_agencies") <= set(AGENCIES)
