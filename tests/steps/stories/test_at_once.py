"""Reports that belong together, and neighbours that do not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.record import Report
from twosource.steps.stories import stories

FERRY = (
    (
        "Ferry Lysholm burns off Harwick, twelve hurt",
        "Fire broke out on the car deck of the ferry Lysholm on Tuesday and "
        "twelve passengers were hurt before the coastguard towed it to Harwick, police said.",
    ),
    (
        "Twelve hurt in Lysholm ferry fire",
        "The ferry Lysholm was towed into Harwick after a fire on its car deck in which "
        "twelve passengers were hurt, the coastguard reported.",
    ),
    (
        "Coastguard tows burning ferry to Harwick",
        "A fire on the Lysholm hurt twelve passengers off Harwick. The ferry's car "
        "deck was burnt out, the coastguard said.",
    ),
)
INQUIRY = (
    (
        "Minister orders inquiry into ferry safety rules",
        "The transport minister, Odd Vik, announced an inquiry into sprinkler "
        "rules and sacked the head of the Maritime Directorate, Siri Moe, on Friday.",
    ),
    (
        "Maritime Directorate head Siri Moe sacked over sprinklers",
        "Siri Moe lost her post as head of the Maritime Directorate "
        "when minister Odd Vik ordered an inquiry into sprinkler rules.",
    ),
)
BREAD = (
    (
        "Bread prices rise by a third in Tolvia",
        "Bakers in Tolvia blame wheat and power for a third on the price of rye.",
    ),
)


def reports_of(*groups: tuple[tuple[str, str], ...]) -> list[Report]:
    return [
        Report(id=f"{g}{k}", text=text, title=title, published=f"2024-03-{5 + g:02d}T0{k}:00", language="en")
        for g, group in enumerate(groups)
        for k, (title, text) in enumerate(group)
    ]


def test_reports_of_one_event_come_together_and_unrelated_ones_stay_apart() -> None:
    found = stories(reports_of(FERRY, BREAD))
    assert found == {"00": "00", "01": "00", "02": "00", "10": "10"}


def test_what_follows_from_an_affair_is_a_story_of_its_own() -> None:
    found = stories(reports_of(FERRY, INQUIRY))
    assert set(found.values()) == {"00", "10"}
    assert found["11"] == "10"


def test_a_report_in_another_language_joins_by_names_and_numbers() -> None:
    norwegian = Report(
        id="n", language="no", published="2024-03-05T05:00:00", title="Brann på ferja Lysholm, tolv skadet i Harwick",
        text="Det brant på bildekket på ferja Lysholm tirsdag. Tolv passasjerer ble skadet, og ferja ble slept til "
        "Harwick, sier politiet i Harwick.",
    )  # fmt: skip
    found = stories([*reports_of(FERRY, BREAD), norwegian])
    assert found["n"] == "00"


def test_order_does_not_matter() -> None:
    reports = reports_of(FERRY, INQUIRY, BREAD)
    assert stories(reports) == stories(reports[::-1])


def test_undated_untitled_and_empty_reports_are_placed_too() -> None:
    odd = [Report(id="x", text=""), Report(id="y", text="", title="Ferry Lysholm burns"), Report(id="z", text="…")]
    assert stories(odd).keys() == {"x", "y", "z"}
    assert stories([]) == {}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=6))
def test_every_report_has_a_story_named_after_one_of_itsreports_of(texts: list[str]) -> None:
    reports = [Report(id=str(k), text=t) for k, t in enumerate(texts)]
    found = stories(reports)
    assert found.keys() == {r.id for r in reports}
    assert all(found[name] == name for name in found.values())
