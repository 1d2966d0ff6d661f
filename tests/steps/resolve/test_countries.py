"""Which words name a country in a report's own language."""

from __future__ import annotations

import pytest
from resolve_stories import Told

from twosource.steps.resolve.countries import country_of


@pytest.mark.parametrize(
    ("name", "language", "code"),
    [
        ("Norwegii", "pl", "NO"),
        ("Norjaan", "fi", "NO"),
        ("Россию", "ru", "RU"),
        ("Allemagne", "fr", "DE"),
        ("Nigerii", "pl", "NG"),
        ("Об'єднані Арабські Емірати", "uk", "AE"),
        ("Marek", "pl", ""),
        ("Oslo", "no", ""),
        ("Norwegii", "xx", ""),
        ("", "pl", ""),
    ],
)
def test_a_country_in_its_own_words(name: str, language: str, code: str) -> None:
    assert country_of(name, language) == code


def test_a_country_is_a_place_and_a_preposition_no_part_of_it() -> None:
    out = (
        Told()
        .report("pl", "Uciekł ze Szwecji do Portugalii. W Portugalii został.", language="pl")
        .report("fi", "Mies pakeni viime viikolla rajan yli Ruotsista Norjaan.", language="fi")
        .resolve()
    )
    assert {out.called(name).kind for name in ("Szwecji", "Portugalii", "Norjaan")} == {"place"}
