"""The head of a dossier and its names."""

from __future__ import annotations

import pytest

from twosource.present.summary import _spelt_otherwise


@pytest.mark.parametrize(
    ("name", "other", "shown"),
    [
        ("Ida Holm", "Ida Holme", True),
        ("Pyotr Karev", "Piotr Kariew", True),
        ("Stanley Moss", "Stan Moss", True),
        ("Harbour Watch", "Hafenwacht", True),
        ("Ida Holm", "Ида Хольм", True),
        ("Ida Holm", "Holm", False),
        ("Ida Holm", "Mayor Ida Holm", False),
        ("Ida Holm", "Mrs. Holm", False),
        ("Northern Shield", "Northern mercenary", False),
        ("Vesthavn", "Vesthavn region", False),
    ],
)
def test_only_another_spelling_or_another_name_is_shown(name: str, other: str, shown: bool) -> None:
    assert _spelt_otherwise(name, other) is shown
