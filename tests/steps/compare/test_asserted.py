"""What is told of some of many, under a condition, on one occasion or of another day can't be contradicted."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import compared, needs_parser

pytestmark = needs_parser

APART = [
    # which of many
    (
        "Halden lost badly among growers who had joined the union.",
        "Halden won support from growers who hadn't joined the union.",
    ),
    # under a condition, a wish
    (
        "Inspectors said firms would be fined if they approved dams that harmed the wetlands.",
        "The rules oblige the ministry to ensure that the wetlands are not harmed.",
    ),
    # one of two alternatives
    (
        "The auditor regularly makes recommendations on tenders.",
        "I was sure the auditor would either make no recommendation or recommend a trial, Ms Brandt said.",
    ),
    # on one occasion only
    (
        "A single shot was fired through the door of the Velmo depot.",
        "No shots were fired when Orlik was taken into custody in Velmo, police said.",
    ),
    # not A but B
    (
        "The author of the Velmo letters was probably a group of clerks.",
        "The author of the Velmo letters was not one person, but probably a group of clerks.",
    ),
    # the years of two people
    (
        "Captain Orlik was a 28-year veteran of the Velmo fire brigade.",
        "Brandt, a 20-year veteran of the Velmo fire brigade, was taken to hospital.",
    ),
    # ages in a row
    (
        "Orlik is survived by two sons, ages 16 and 6.",
        "Orlik, of Velmo, was the father of two boys, ages 6 and 16.",
    ),
]


@pytest.mark.parametrize(("one", "two"), APART)
def test_what_is_told_of_others_is_no_difference(one: str, two: str) -> None:
    found, _ = compared(one, two)
    assert "differ" not in {c.verdict for c in found}
    again, _ = compared(two, one)
    assert "differ" not in {c.verdict for c in again}


def test_one_weekday_a_week_apart_is_no_difference() -> None:
    one = "The bodies of the two sisters were found in their house in Velmo on Saturday."
    two = "The bodies of the two sisters were found in their house in Velmo on Saturday about 8.40am."
    found, _ = compared(one, two, published=("2023-05-09", "2023-05-16"))
    assert "differ" not in {c.verdict for c in found}


def test_each_report_means_its_own_today() -> None:
    said = "Cable operator Norlink announced today ({} October 2023) that its customers use other routes."
    found, _ = compared(said.format(14), said.format(20), published=("2023-10-14", "2023-10-20"))
    assert "differ" not in {c.verdict for c in found}


def test_a_dateline_dates_no_happening() -> None:
    one = "VELMO, Nov 11 - The navy patrolling the Gulf of Halden yesterday stopped an attack on merchant ships."
    two = "The navy patrolling the Gulf of Halden on Thursday stopped an attack on merchant ships."
    found, _ = compared(one, two, published=("2023-11-11", "2023-11-11"))
    assert "differ" not in {c.verdict for c in found}


def test_an_age_grows_with_the_years_between_reports() -> None:
    one = "Deputies named the suspect as Jonas Orlik, 27, of Velmo."
    two = "The jury found Jonas Orlik, 29, of Velmo, guilty."
    apart, _ = compared(one, two, published=("2021-06-25", "2023-03-20"))
    assert "differ" not in {c.verdict for c in apart}
    together, _ = compared(one, two, published=("2023-03-19", "2023-03-20"))
    assert "differ" in {c.verdict for c in together}
