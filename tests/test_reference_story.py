"""What an editor must be able to read off the two reports that the project began with.

The texts cannot be shipped: where ``../shared/seeds`` is missing these tests skip. Dates and publishers are those of
the papers; the texts themselves carry none.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from twosource import engines, intake, pipeline
from twosource.record import Comparison, Dossier, Entity, Statement

SEEDS = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here (texts that cannot be shipped)")


class Read:
    """The dossier, asked in a reader's words."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.texts = {r.id: r.text for r in dossier.reports}
        self.entities = {e.id: e for e in dossier.entities}

    def entity(self, name: str) -> Entity:
        return next(e for e in self.dossier.entities if name in e.names)

    def words(self, s: Statement) -> str:
        return " … ".join(p.of(self.texts[s.report]) for p in s.pieces)

    def said(self, part: str, kind: str | None = None) -> Statement:
        """The shortest attributed statement that holds these words."""
        found = [s for s in self.dossier.statements if part in self.words(s) and s.kind != "narrated"]
        found = [s for s in found if kind is None or s.kind == kind]
        return min(found, key=lambda s: len(self.words(s)))

    def chain(self, s: Statement) -> list[str]:
        return [self.entities[e].name for e in s.chain]

    def comparisons(self, verdict: str, *parts: str) -> list[Comparison]:
        """Comparisons of this verdict of which each part is among the words of another value."""
        return [c for c in self.dossier.comparisons if c.verdict == verdict and all(self._holds(c, p) for p in parts)]

    def _holds(self, c: Comparison, part: str) -> bool:
        mentions = [m for v in c.values for m in v.mentions]
        return any(part.lower() in self.texts[m.report][m.start : m.end].lower() for m in mentions)


@pytest.fixture(scope="module")
def story() -> Read:
    taken = {r.id: r for r in intake.take([str(SEEDS)]).reports}
    reports = [
        replace(taken["report-a"], publisher="The Telegraph", published="2023-01-16"),
        replace(taken["report-b"], publisher="Helsingin Sanomat", published="2023-01-16"),
    ]
    return Read(pipeline.check(reports, engines.load()))


def test_two_spellings_are_one_man(story: Read) -> None:
    man = story.entity("Andrei Medvedev")
    assert any(name.startswith("Andrey") for name in man.names)
    assert {m.report for m in man.mentions} == {"report-a", "report-b"}


@pytest.mark.parametrize(
    ("part", "speaker"),
    [
        ("I heard dogs barking", "Medvedev"),
        ("towards the first lights", "Medvedev"),
        ("I am so grateful", "Medvedev"),
        ("in great danger", "Medvedev"),
        ("I heard dogs behind me", "Medvedev"),
        ("I would not hesitate", "Popkov"),
    ],
)
def test_every_quotation_has_its_speaker(story: Read, part: str, speaker: str) -> None:
    said = story.said(part, "direct")
    assert said.speaker is not None
    assert speaker in story.entities[said.speaker].name


def test_the_chain_runs_from_the_paper_over_vg_to_the_lawyer(story: Read) -> None:
    chains = [story.chain(s) for s in story.dossier.statements if s.report == "report-b"]
    assert any(c[1:2] == ["VG"] and "lawyer" in c[-1].lower() for c in chains)


def test_july_against_june(story: Read) -> None:
    assert story.comparisons("differ", "July", "June")


def test_four_months_in_both(story: Read) -> None:
    found = story.comparisons("agree", "four months")
    assert any({m.report for v in c.values for m in v.mentions} == {"report-a", "report-b"} for c in found)


def test_who_fired_is_no_flat_conflict(story: Read) -> None:
    assert not story.comparisons("differ", "FSB")
    assert not story.comparisons("differ", "border guards")
    assert not story.comparisons("differ", "shots were fired")


def test_one_quotation_in_two_wordings(story: Read) -> None:
    wordings = [q for q in story.dossier.quotes if {v.report for v in q.variants} == {"report-a", "report-b"}]
    (dogs,) = [q for q in wordings if any("dogs" in story.texts[v.report][v.start : v.end] for v in q.variants)]
    assert dogs.speaker == story.entity("Andrei Medvedev").id
    assert not dogs.same_wording


def test_one_origin_behind_the_flight(story: Read) -> None:
    man = story.entity("Andrei Medvedev").id
    flight = [o for o in story.dossier.origins if any(x.entity == man for x in o.origins)]
    assert flight
    assert all(o.independent_count == 1 for o in flight)


def test_no_count_claims_two_origins(story: Read) -> None:
    assert not [o for o in story.dossier.origins if o.rule == "met"]


def test_friday_is_the_thirteenth(story: Read) -> None:
    days = {t.date[:10] for t in story.dossier.timeline if t.date.startswith("2023-01")}
    assert "2023-01-13" in days


@pytest.mark.parametrize("other", ["Popkov", "Nuzhin", "2014", "Crimea"])
def test_other_people_and_years_are_not_taken_for_the_event(story: Read, other: str) -> None:
    by_id = {s.id: s for s in story.dossier.statements}
    for group in story.dossier.groups:
        together = [by_id[i] for i in group.statements]
        if len({s.report for s in together}) > 1:
            assert not any(other in story.words(s) for s in together)
    assert not story.comparisons("differ", other)


@pytest.mark.parametrize("part", ["Credit:", "video.placeholder"])
def test_captions_and_credits_are_no_statements(story: Read, part: str) -> None:
    assert not [s for s in story.dossier.statements if part in story.words(s)]


def test_who_pursued_him_is_asked(story: Read) -> None:
    (pursued,) = story.comparisons("compatible", "Russian border guards", "FSB")
    assert pursued.kind == "actor"
    (fired,) = story.comparisons("compatible", "shots were fired at me", "FSB")
    assert fired.kind == "actor"


def test_a_dog_set_on_him_is_not_the_dogs_that_he_heard(story: Read) -> None:
    assert not story.comparisons("agree", "setting a dog after him", "I heard dogs")


def test_without_dates_of_publication_july_is_still_not_june() -> None:
    undated = Read(pipeline.check(intake.take([str(SEEDS)]).reports, engines.load()))
    assert undated.comparisons("differ", "July", "beginning of June 2022")
