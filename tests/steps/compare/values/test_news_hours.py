"""At what time the news happened, where reports name the happening in other words."""

from __future__ import annotations

import pytest
from tests.steps.compare.told import differing, needs_parser

pytestmark = needs_parser


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Three miners were killed when a gallery collapsed at the Ostby mine. The roof gave way at about 3.20 a.m.",
            "Five died in the collapse of a coal mine. The accident happened shortly before 5 a.m., the ministry said.",
        ),
        (
            "A bomb exploded in the market of Ostby on Monday. The attack took place at 10.15 a.m., police said.",
            "An explosion shook the Ostby market on Monday. The device was detonated at 11.40 a.m.",
        ),
    ],
)
def test_two_times_of_what_both_reports_tell_as_news(texts: tuple[str, str]) -> None:
    assert differing("date", *texts)


@pytest.mark.parametrize(
    "texts",
    [
        # told loosely
        (
            "Three miners were killed when a gallery collapsed at the Ostby mine. The roof gave way at about 4.45 a.m.",
            "Five died in the collapse of a coal mine. The accident happened shortly before 5 a.m., the ministry said.",
        ),
        # what came after it
        (
            "A bomb exploded in the market of Ostby on Monday at 10.15 a.m., police said.",
            "An explosion shook the Ostby market on Monday. The market was cleared at 11.40 a.m.",
        ),
        # two explosions
        (
            "Bombs exploded in Ostby on Monday, one at 10.15 a.m. and one that exploded at 1.30 p.m.",
            "An explosion shook the Ostby market on Monday. The device was detonated at 1.30 p.m.",
        ),
    ],
)
def test_one_time_or_another_happening(texts: tuple[str, str]) -> None:
    assert not differing("date", *texts)
