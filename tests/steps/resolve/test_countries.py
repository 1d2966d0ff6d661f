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


def test_one_country_in_three_languages_is_one_place() -> None:
    out = (
        Told()
        .report("en", "He fled from Sweden to Portugal. Portugal took him in.")
        .report("pl", "Uciekł ze Szwecji do Portugalii. W Portugalii został.", language="pl")
        .report("de", "Er floh aus Schweden nach Portugal. Portugal nahm ihn auf.", language="de")
        .resolve()
    )
    assert {"Szwecji", "Schweden"} <= set(out.called("Sweden").names)
    assert out.called("Portugalii").kind == "place"
    assert out.called("Portugalii").id == out.called("Portugal").id
