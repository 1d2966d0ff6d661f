"""Two names that may be one source, one utterance or two matters are no second origin."""

from __future__ import annotations

import pytest

from twosource.record import Entity, EntityKind, Mention, Span, Statement, StatementKind
from twosource.steps.trace.doubts import Doubts
from twosource.steps.trace.trails import Trail

FIRE = "the fire had begun in the boiler room"


def doubt(
    one: str,
    other: str,
    *said: str,
    kinds: tuple[EntityKind, EntityKind] = ("person", "person"),
    kind: StatementKind = "indirect",
) -> str | None:
    """Why ``one`` and ``other``, who say the two things, may be no two origins."""
    texts = dict(zip("ab", said, strict=True))
    statements = [
        Statement(r, r, (Span(0, len(t)),), kind, None, None, r, False, (r,), "claimed") for r, t in texts.items()
    ]
    who = [
        Entity(r, kind, name, (name,), tuple(Mention(t, k, k + len(name)) for t, k in places(name, texts)))
        for r, name, kind in zip("ab", (one, other), kinds, strict=True)
    ]
    ways = [Trail(r, "named", r, (), r) for r in "ab"]
    return Doubts(statements, ways, texts).why(*who)


def places(name: str, texts: dict[str, str]) -> list[tuple[str, int]]:
    """Where a name stands first in each text."""
    return [(report, text.index(name)) for report, text in texts.items() if name in text]


def test_two_people_who_say_one_thing_in_their_own_words() -> None:
    assert doubt("Ann Roe", "Ola Vik", FIRE, "flames came from the boiler room, where the fire began") is None


def test_relatives_and_bodies_with_words_of_their_own_are_two() -> None:
    said = FIRE, "the fire began in a boiler"
    assert doubt("Mary Brandel", "Peter Brandel", *said) is None
    assert doubt("Ministry of Health", "Ministry of Defence", *said, kinds=("organisation", "organisation")) is None


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("Ann Brandel", "Brandel Tower", ("person", "organisation")),
        ("Harwick Harbours", "Harwick Harbours Trust", ("organisation", "organisation")),
        ("Mayor Brandel", "Ann Brandel", ("person", "person")),
    ],
)
def test_one_name_in_another_may_be_one(one: str, other: str, kinds: tuple[EntityKind, EntityKind]) -> None:
    assert "by their names" in str(doubt(one, other, FIRE, "the fire began in a boiler", kinds=kinds))


def test_what_only_points_is_no_second_origin() -> None:
    assert "points to something" in str(doubt("Ann Roe", "These drawings", FIRE, "the fire began in a boiler"))


@pytest.mark.parametrize(
    "told",
    ["Harwick Harbours chief executive Ann Roe said", "Ann Roe, the head of Harwick Harbours, said"],
)
def test_who_heads_a_body_speaks_for_it(told: str) -> None:
    kinds: tuple[EntityKind, EntityKind] = ("person", "organisation")
    said = f"{told} {FIRE}", "the fire began in a boiler of Harwick Harbours"
    assert "one house" in str(doubt("Ann Roe", "Harwick Harbours", *said, kinds=kinds))
    assert doubt("Ann Roe", "Northern Rescue", *said, kinds=kinds) is None


def test_a_president_and_the_government_may_be_one_voice() -> None:
    kinds: tuple[EntityKind, EntityKind] = ("person", "organisation")
    assert "holds an office" in str(
        doubt("Ann Roe", "the government", f"President Ann Roe said {FIRE}", FIRE, kinds=kinds)
    )
    assert doubt("Ann Roe", "the government", f"Ann Roe, a nurse, said {FIRE}", f"it says {FIRE}", kinds=kinds) is None
    assert doubt("Ann Roe", "the hospital", f"President Ann Roe said {FIRE}", f"it says {FIRE}", kinds=kinds) is None


def test_one_utterance_in_two_mouths() -> None:
    other = "as we said the fire had begun in the boiler room"
    assert "one utterance" in str(doubt("Ann Roe", "Ola Vik", FIRE, other, kind="direct"))
    assert doubt("Ann Roe", "Ola Vik", FIRE, other) is None, "two papers may put the same short thing alike"


def test_what_shares_few_words_may_be_two_things() -> None:
    assert "two things" in str(
        doubt("Ann Roe", "Ola Vik", FIRE, "nobody will forget this wonderful day in the harbour")
    )


def test_several_named_together_may_hold_the_other() -> None:
    why = doubt(
        "Harwick Fund and Selby Trust",
        "Union Bank",
        FIRE,
        "the fire began in a boiler",
        kinds=("other", "organisation"),
    )
    assert "may be several" in str(why)


@pytest.mark.parametrize(
    ("one", "other", "kinds", "told", "too"),
    [
        ("Ann Roe", "police", ("person", "organisation"), "Harwick police Lt. Ann Roe said", "police said"),
        ("Ann Roe", "Authorities", ("person", "organisation"), "the fire chief, Ann Roe, said", "Authorities said"),
        ("Ann Roe", "Ola Vik", ("person", "person"), "Sgt. Ann Roe said", "Harwick police chief Ola Vik said"),
        ("the navy", "India", ("organisation", "place"), "the navy said", "India said"),
        ("Investigators", "HWPD", ("organisation", "organisation"), "Investigators said", "HWPD said"),
    ],
)
def test_two_officers_whom_no_name_tells_apart_may_be_of_one_house(
    one: str, other: str, kinds: tuple[EntityKind, EntityKind], told: str, too: str
) -> None:
    said = f"{told} {FIRE}", f"{too} the fire began in a boiler"
    assert "both hold an office" in str(doubt(one, other, *said, kinds=kinds))


@pytest.mark.parametrize("too", ["Selby County Sheriff Ola Vik", "the pastor, Ola Vik,"])
def test_officers_of_two_forces_and_who_holds_no_office_are_two(too: str) -> None:
    said = f"Harwick police Lt. Ann Roe said {FIRE}", f"{too} said the fire began in a boiler"
    assert doubt("Ann Roe", "Ola Vik", *said) is None


@pytest.mark.parametrize(
    ("one", "other", "said", "why"),
    [
        ("Ann Roe", "Harwick Foods", f"Harwick Food's Ann Roe said that {FIRE}", "told of as Harwick Foods"),
        ("Ann Roe", "HDCJ", f"Department of Prisons spokeswoman Ann Roe said that {FIRE}", "speaks for a body"),
        (
            "Ann Roe",
            "Vale Department of Justice",
            f"Department of Prisons spokeswoman Ann Roe said that {FIRE}",
            "speaks for a body",
        ),
    ],
)
def test_who_is_a_bodys_own_is_no_second_origin_beside_it(one: str, other: str, said: str, why: str) -> None:
    assert why in str(doubt(one, other, said, "the fire began in a boiler", kinds=("person", "organisation")))


def test_a_spokeswoman_of_one_body_and_another_body_are_two() -> None:
    said = f"Velmo Mills spokeswoman Ann Roe said that {FIRE}", "the fire began in a boiler"
    assert doubt("Ann Roe", "Harwick Foods", *said, kinds=("person", "organisation")) is None


def test_a_body_without_a_name_of_its_own_may_be_the_other() -> None:
    kinds: tuple[EntityKind, EntityKind] = ("organisation", "organisation")
    assert "no name of its own" in str(
        doubt("The D.A.'s office", "Vale attorney's office", FIRE, FIRE[4:], kinds=kinds)
    )


@pytest.mark.parametrize(
    "said",
    [
        f"Harwick Bank CFO Ann Roe said that {FIRE}",
        f"Harwick Bank's chief financial officer, Ann Roe, said that {FIRE}",
        f"Harwick Bank lost a fifth. The bank's finance director Ann Roe said that {FIRE}",
        f"Harwick Bank lost a fifth. Its boss, Ann Roe, said that {FIRE}",
    ],
)
def test_an_officer_and_the_body_are_one_house(said: str) -> None:
    why = doubt("Ann Roe", "Harwick Bank", said, "the fire began in a boiler", kinds=("person", "organisation"))
    assert "one house" in str(why)


def test_the_boss_of_another_body_is_another_source() -> None:
    said = f"Its boss, Ann Roe of Velmo Mills, said that {FIRE}", "Harwick Bank saw that the fire began in a boiler"
    assert doubt("Ann Roe", "Harwick Bank", *said, kinds=("person", "organisation")) is None


TOO = "the fire began in a boiler"
PERSON_AND_BODY: tuple[EntityKind, EntityKind] = ("person", "organisation")


@pytest.mark.parametrize(
    ("one", "other", "kinds", "told", "why"),
    [
        ("Ann Roe", "Harwick Foods", PERSON_AND_BODY, "Harwick Foods engineer Ann Roe said", "one of Harwick Foods"),
        ("Ann Roe", "Ola Vik", ("person", "person"), "blogger Ann Roe wrote", "comments on what others tell"),
        ("Ann Roe", "Harwick Foods", PERSON_AND_BODY, "Ann Roe, an analyst at Selby Bank, said", "comments"),
        ("Harwick Stock Exchange", "Selby Mills", ("organisation", "organisation"), "It said", "may have published"),
        ("Ann Roe", "The manufacturer", PERSON_AND_BODY, "sales manager Ann Roe said", "may be the body"),
        ("the Selby Report", "Ann Roe", ("other", "person"), "It said", "who issued"),
        ("Vale County Court", "Selby Prosecutor's Office", ("organisation", "organisation"), "It said", "on the case"),
        ("Ann Roe", "QUEENSTOWN District Attorney", PERSON_AND_BODY, "Harwick police Lt. Ann Roe said", "on the case"),
    ],
)
def test_who_may_have_it_from_the_other_is_no_second_origin(
    one: str, other: str, kinds: tuple[EntityKind, EntityKind], told: str, why: str
) -> None:
    assert why in str(doubt(one, other, f"{told} {FIRE}", TOO, kinds=kinds))


@pytest.mark.parametrize(
    ("one", "other", "told", "too"),
    [
        ("Ann Roe", "Harwick Foods", "Ann Roe, who lives next door, said", "Harwick Foods said"),
        ("Ann Roe", "Harwick Foods", "Selby Mills engineer Ann Roe said", "Harwick Foods said"),
        ("Ann Roe", "The manufacturer", "Ann Roe, a neighbour, said", "The manufacturer said"),
        ("Ann Roe", "Harwick police", "Ann Roe, a survivor, said", "Harwick police said"),
    ],
)
def test_who_is_of_another_house_or_of_none_is_a_second_origin(one: str, other: str, told: str, too: str) -> None:
    assert doubt(one, other, f"{told} {FIRE}", f"{too} {TOO}", kinds=PERSON_AND_BODY) is None


def test_a_name_that_a_rank_stands_before_is_a_persons_whatever_it_was_taken_for() -> None:
    kinds: tuple[EntityKind, EntityKind] = ("organisation", "organisation")
    assert "both hold an office" in str(
        doubt("Ann Roe", "police", f"Harwick police Sgt. Ann Roe said {FIRE}", f"police said {TOO}", kinds=kinds)
    )
