"""What changed in a story, told for a reader."""

from __future__ import annotations

from functools import cache

from twosource import engines, pipeline
from twosource.engines import Engines
from twosource.record import Dossier, Report
from twosource.steps.news import news

HERALD = Report(
    "a", "A fire in a warehouse in Port Lysholm killed two people on Monday, police chief Ane Dahl said.\n\n"
    "Police chief Ane Dahl said the sprinklers were switched off.",
    title="Two die in warehouse fire", publisher="The Harbour Herald", published="2024-03-04", language="en",
)  # fmt: skip
COAST = Report(
    "b", "Two people were killed by a fire in a warehouse in Port Lysholm on Monday, police chief Ane Dahl told "
    "reporters.",
    title="Fire kills two", publisher="Coast Daily", published="2024-03-04", language="en",
)  # fmt: skip
POST = Report(
    "c", "A fire in a warehouse in Port Lysholm killed four people on Monday, hospital director Per Moe said.\n\n"
    "Hospital director Per Moe said the sprinklers were switched off.",
    title="Four die in warehouse fire", publisher="Lysholm Post", published="2024-03-04", language="en",
)  # fmt: skip


@cache
def _engines() -> Engines:
    return engines.load()


@cache
def of(*reports: Report) -> Dossier:
    return pipeline.check(list(reports), _engines())


def test_one_more_origin_and_a_conflict() -> None:
    found = news(of(HERALD, COAST), of(HERALD, COAST, POST))
    assert [n.kind for n in found] == ["origin", "conflict"]
    origin, conflict = found
    assert origin.words == "the sprinklers were switched off: now 2 independent origins, before 1; new: Per Moe."
    assert origin.reports == ("a", "c")
    assert conflict.words.startswith("Reports differ now. How many people died? 2 / 4.")
    assert conflict.reports == ("a", "b", "c")


def test_a_conflict_that_is_gone() -> None:
    [gone] = news(of(HERALD, COAST, POST), of(HERALD, COAST))
    assert gone.kind == "settled"
    assert "c was replaced or is not in the story any more" in gone.words


def test_nothing_new() -> None:
    assert news(of(HERALD, COAST, POST), of(HERALD, COAST, POST)) == ()
    assert news(of(HERALD), of(HERALD, COAST)) == (), "one more carrier of one man's word is no news"


def test_an_article_that_changed() -> None:
    text = HERALD.text.replace("two people", "four people").partition("\n\n")[0]
    later = Report("a2", text, title="Four die", publisher=HERALD.publisher, published="2024-03-04", language="en")
    found = news(of(HERALD), of(later), [pipeline.revision(HERALD, later, _engines())])
    told = {n.kind: n.words for n in found}
    assert told["withdrawn"] == "The Harbour Herald took back: “the sprinklers were switched off”"
    corrections = [n.words for n in found if n.kind == "correction"]
    assert corrections[0].startswith(
        "The Harbour Herald changed “A fire in a warehouse in Port Lysholm killed two people"
    )
    assert corrections[1:] == [
        "The Harbour Herald changed its headline from “Two die in warehouse fire” to “Four die”."
    ]
