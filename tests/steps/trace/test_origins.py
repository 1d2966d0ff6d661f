"""The count that the two-source rule needs: who adds an origin and who only carries one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from worlds import World

from twosource.record import (
    ComparedValue,
    Comparison,
    Derivation,
    Entity,
    EntityKind,
    Group,
    Material,
    Mention,
    OriginCount,
    Owner,
    Reading,
    SourceWords,
    Span,
)
from twosource.steps.trace.origins import count_origins


def numbers(found: OriginCount) -> tuple[int, int, str]:
    return found.independent_count, found.possible_count, found.rule


@pytest.fixture
def world() -> World:
    w = World()
    for ident in "abc":
        w.report(ident)
    return w


def test_two_people_with_knowledge_of_their_own_are_two(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who("Bo Lind"))
    assert numbers(world.count()) == (2, 2, "met")


def test_one_man_in_three_papers_is_one(world: World) -> None:
    for ident in "abc":
        world.says(ident, world.who("Ann Roe"))
    found = world.count()
    assert numbers(found) == (1, 1, "not_met")
    assert found.carriers == 3


def test_a_relay_adds_nothing(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who("Example Wire", "publisher"), world.who("Ann Roe"))
    found = world.count()
    assert numbers(found) == (1, 1, "not_met")
    assert found.origins[0].via == ("Example Wire",)


def test_a_paper_cited_by_another_leads_to_what_that_paper_names(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", "Paper a")
    assert numbers(world.count()) == (1, 1, "not_met")


def test_two_papers_that_cite_one_another_are_no_origin(world: World) -> None:
    world.says("a", "Paper b")
    world.says("b", "Paper a")
    found = world.count()
    assert found.independent_count == 0
    assert "Paper a and Paper b cite one another for it: a circle" in found.why


def test_a_report_that_names_nobody_is_only_possible(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b")
    assert numbers(world.count()) == (1, 2, "unknown")


def test_a_copy_that_names_nobody_is_not_even_possible(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b")
    world.derivations.append(Derivation("b", "a", "copy", None, (), "same text"))
    assert numbers(world.count()) == (1, 1, "not_met")


def test_nobody_named_at_all_counts_nothing_for_certain(world: World) -> None:
    world.says("a")
    world.says("b")
    assert numbers(world.count()) == (0, 2, "unknown")


def test_unnamed_sources_may_be_one(world: World) -> None:
    world.says("a", world.who("an official (a)", "other", anonymous=True))
    world.says("b", world.who("an official (b)", "other", anonymous=True))
    found = world.count()
    assert numbers(found) == (1, 2, "unknown")
    assert found.joins


def test_a_medium_that_names_nobody_is_only_possible(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who("Radio Example", "publisher"))
    assert numbers(world.count()) == (1, 2, "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe, a lawyer for Bo Lind, said so.",
        "Bo Lind's lawyer Ann Roe said so.",
    ],
)
def test_a_lawyer_is_not_independent_of_the_client(text: str) -> None:
    w = World()
    w.report("a", text)
    w.report("b")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("Bo Lind"))
    found = w.count()
    assert numbers(found) == (1, 1, "not_met")
    assert found.joins[0].kept == "Bo Lind"


def test_two_officials_of_one_office_are_one() -> None:
    w = World()
    w.report("a", "Ann Roe, a spokeswoman for Port Authority, said so.")
    w.report("b", "Port Authority director Bo Lind said so.")
    w.who("Port Authority", "organisation")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("Bo Lind"))
    assert numbers(w.count()) == (1, 1, "not_met")


def test_a_group_that_passes_on_a_man_is_not_a_second_one(world: World) -> None:
    world.says("a", world.who("Rights Watchers", "organisation"), world.who("Bo Lind"))
    world.says("b", "Rights Watchers")
    found = world.count()
    assert numbers(found) == (1, 1, "not_met")
    assert "passes on" in found.joins[0].why


def test_values_that_differ_are_counted_each() -> None:
    w = World()
    w.report("a")
    w.report("b")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("Bo Lind"))
    values = tuple(ComparedValue(v, (Mention(r, 0, 2),)) for v, r in (("31", "a"), ("38", "b")))
    comparison = Comparison("c", None, "How many?", "number", "differ", values, "unknown", 0.9, "31 against 38")
    material = Material(
        readings=tuple(Reading(r, ()) for r in w.reports.values()),
        entities=tuple(w.entities.values()),
        statements=tuple(w.statements),
    )
    found = count_origins(material, [], [comparison], [])
    assert [(o.value, o.independent_count) for o in found] == [("31", 1), ("38", 1)]


def test_the_order_of_statements_does_not_matter(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", "Paper a")
    world.says("c")
    first = world.count()
    world.statements.reverse()
    second = world.count()
    assert (first.origins, first.why, first.joins) == (second.origins, second.why, second.joins)


def test_house_rules_differ(world: World) -> None:
    world.says("a", world.who("Reuters", "publisher"), world.who("Ann Roe"))
    assert world.count("two-independent").rule == "not_met"
    assert world.count("agency-suffices").rule == "met"


def test_a_document_beside_a_named_origin_suffices_where_the_house_says_so() -> None:
    w = World()
    w.report("a", "Ann Roe, a spokeswoman for Port Authority, said so.")
    w.report("b", "Port Authority report said so.")
    w.who("Port Authority", "organisation")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("the inspection report", "other"))
    assert w.count("one-and-document").rule == "met"


def test_what_a_medium_reports_on_somebodys_word_goes_back_to_him(world: World) -> None:
    """ "The Star reported, citing Ann Roe": the words are there once as the Star's and once as hers."""
    star, roe = world.who("Star", "publisher"), world.who("Ann Roe")
    world.says("a", star, roe)
    of_roe = world.statements.pop()
    world.says("a", star)
    material = Material(
        readings=tuple(Reading(r, ()) for r in world.reports.values()),
        entities=tuple(world.entities.values()),
        statements=(*world.statements, of_roe),
    )
    (found,) = count_origins(material, [Group("g", "it happened", (world.statements[0].id,))], [], [])
    assert [(o.entity, o.via) for o in found.origins] == [(roe, (star,))]


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("a military source", "a neighbour", 2),
        ("a military source", "a senior army officer", 1),
        ("an official", "a source", 1),
        ("a doctor at the hospital", "relatives", 2),
    ],
)
def test_unnamed_sources_are_told_apart_by_what_they_are(world: World, one: str, other: str, certain: int) -> None:
    world.says("a", world.who(one, "other", anonymous=True))
    world.says("b", world.who(other, "other", anonymous=True))
    assert numbers(world.count())[:2] == (certain, 2)


def test_somebody_only_described_may_be_the_one_who_is_named(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who("the woman"))
    assert numbers(world.count()) == (1, 2, "unknown")


def test_one_quotation_under_two_names_is_one_utterance() -> None:
    w = World()
    said = '"We will not pay one more cent for it"'
    w.report("a", said)
    w.report("b", said)
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("Bo Lind"))
    w.statements = [replace(s, kind="direct", pieces=(Span(0, len(said)),)) for s in w.statements]
    found = w.count()
    assert numbers(found) == (1, 1, "not_met")
    assert "one utterance" in found.joins[0].why


SAID = '"We will not pay one more cent for it"'


def quoted(*said: tuple[str, str]) -> OriginCount:
    """The count where each report quotes the same words of somebody, who is called something there."""
    w = World()
    for report in "abc"[: len(said)]:
        w.report(report, SAID)
    for report, (name, called) in zip("abc", said, strict=False):
        w.says(report, w.who(name), kind="direct", words=SAID, called=called)
    return w.count()


def test_who_is_only_he_where_others_name_another_for_these_words_is_that_other() -> None:
    found = quoted(("Ann Roe", "Roe"), ("Bo Lind", "the chairman"), ("Ann Roe", "Ann Roe"))
    assert numbers(found) == (1, 1, "not_met")
    assert [(o.entity, o.reports) for o in found.origins] == [("Ann Roe", ("a", "b", "c"))]
    assert "by name elsewhere" in found.joins[0].why and "Bo Lind" in found.joins[0].why


@pytest.mark.parametrize(
    "said",
    [
        [("Ann Roe", "Roe"), ("Bo Lind", "Lind")],  # each paper names another: a reader must see both
        [("Ann Roe", "she"), ("Bo Lind", "he")],
        [("Ann Roe", "Roe"), ("Bo Lind", "he"), ("Bo Lind", "he")],  # more reports give it to him
    ],
)
def test_otherwise_both_who_are_given_the_words_are_shown(said: list[tuple[str, str]]) -> None:
    found = quoted(*said)
    assert found.independent_count == 1
    assert {o.entity for o in found.origins} == {"Ann Roe", "Bo Lind"}


def test_who_quotes_another_on_one_matter_knows_others_himself() -> None:
    w = World()
    for report in "abc":
        w.report(report)
    w.says("a", w.who("Ann Roe"), w.who("Bo Lind"))
    w.says("b", w.who("Ann Roe"))
    w.says("c", w.who("Bo Lind"))
    assert "passes on" in w.count().joins[0].why
    w.statements = w.statements[1:]
    assert numbers(w.count()) == (2, 2, "met")


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Port Authority spokesman Ann Roe and the harbour.", True),
        ("Port Authority spokesman Ann Roe said Bo Lind was at home.", False),
        ("Bo Lind, the new president, had lunch with the Port Authority.", False),
        ("Bo Lind, a former deputy director of the Port Authority, spoke.", True),
    ],
)
def test_an_office_is_of_the_body_and_the_name_that_stand_with_it(text: str, one: bool) -> None:
    w = World()
    for report in "ab":
        w.report(report, text)
    body = w.who("Port Authority", "organisation")
    people = [w.who(name) for name in ("Ann Roe", "Bo Lind") if name in text]
    w.says("a", body)
    w.says("b", people[-1])
    told = " ".join(j.why for j in w.count().joins)
    assert ("speaks for Port Authority" in told or "one house" in told) == one


@pytest.mark.parametrize("name", ["outlets in South Korea", "state media", "the newspaper"])
def test_an_unnamed_medium_passes_on_what_others_know(world: World, name: str) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who(name, "organisation"))
    assert numbers(world.count())[0] == 1


@pytest.mark.parametrize(
    ("name", "certain"),
    [
        ("the Norwegian media", 0),
        ("Local media", 0),
        ("deutsche Medien", 0),
        ("les médias locaux", 0),
        ("норвежские СМИ", 0),
        ("flere danske aviser", 0),
        ("Some reports", 0),
        ("rumours", 0),
        ("other rumours by a blog", 0),
        ("These renders", 0),
        ("Many people", 0),
        ("Some", 0),
        ("a newspaper", 1),  # one that knows itself which it is
        ("police reports", 1),
        ("Some of the survivors", 1),
        ("Norwegian media and police", 1),
        ("Harwick Media", 1),
    ],
)
def test_nobody_in_particular_is_no_certain_origin_even_alone(world: World, name: str, certain: int) -> None:
    world.says("a", world.who(name, "other"))
    assert numbers(world.count()) == (certain, 1, "not_met")


def test_who_denies_it_is_no_origin_of_it(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who("Bo Lind"))
    world.statements[1] = replace(world.statements[1], certainty="denied")
    assert numbers(world.count()) == (1, 1, "not_met")


def test_a_body_with_its_words_turned_round_is_one_body(world: World) -> None:
    world.says("a", world.who("Secretariat of Civil Protection", "organisation"))
    world.says("b", world.who("the civil protection secretariat", "organisation"))
    assert numbers(world.count()) == (1, 1, "not_met")


@pytest.mark.parametrize("title", ["On Friday the museum's director, Ann Roe,", "On Friday museum director Ann Roe"])
def test_a_director_of_a_museum_called_by_its_noun_speaks_for_it(title: str) -> None:
    w = World()
    w.report("a", f"{title} said so.")
    w.report("b", "Galloway Museum said so.")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("Galloway Museum", "organisation"))
    assert numbers(w.count()) == (1, 1, "not_met")


def test_a_presidential_spokesman_speaks_for_the_presidency() -> None:
    w = World()
    w.report("a", "On Friday presidential spokesman Ann Roe said so.")
    w.report("b", "The Ruritanian presidency said so.")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("The Ruritanian presidency", "organisation"))
    assert numbers(w.count()) == (1, 1, "not_met")


def test_officials_of_a_text_that_two_papers_carry_are_the_same_officials() -> None:
    w = World()
    for ident in ("a", "b"):
        w.report(ident)
        officials = f"Port officials of {ident}"
        w.entities[officials] = Entity(officials, "person", "Port officials", ("Port officials",), (), True)
        w.says(ident, officials)
    apart = w.count()
    w.derivations.append(Derivation("b", "a", "same_wire", None, (), "", 1.0))
    together = w.count()
    assert (apart.possible_count, together.possible_count) == (2, 1)
    assert not together.joins


@pytest.mark.parametrize(
    ("one", "other", "certain"),
    [
        ("the company", "Cooperagro", 1),
        ("police", "the prefectural police", 1),
        ("police", "the county hospital", 2),
        ("the Minister of Education", "Ministry of Education", 1),
        ("Ministry of Education", "Ministry of Health", 2),
    ],
)
def test_bodies_by_their_noun_and_by_their_name(world: World, one: str, other: str, certain: int) -> None:
    world.says("a", world.who(one, "organisation"))
    world.says("b", world.who(other, "organisation"))
    assert world.count().independent_count == certain


def test_who_calls_it_possible_vouches_for_nothing(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who("Bo Lind"))
    world.statements[1] = replace(world.statements[1], certainty="possible")
    found = world.count()
    assert numbers(found)[:2] == (1, 2)
    assert "Bo Lind calls it possible only." in found.why


def test_who_only_probably_says_the_same_is_not_said_to_doubt_it(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who("Bo Lind"))
    world.loose = [world.statements[1].id]
    found = world.count()
    assert numbers(found)[:2] == (1, 2)
    assert "Bo Lind may be speaking of something else." in found.why
    assert "possible only" not in found.why


def test_the_only_party_there_is_counts_though_its_words_only_probably_tell_it(world: World) -> None:
    world.says("a")
    world.says("b", world.who("Ann Roe"))
    world.loose = [world.statements[1].id]
    found = world.count()
    assert numbers(found) == (1, 2, "unknown")
    assert found.why.startswith("It goes back to Ann Roe.")


def test_unnamed_sources_that_are_counted_are_not_said_to_be_no_others(world: World) -> None:
    world.says("a", world.who("a military source", "other", anonymous=True))
    world.says("b", world.who("a hospital nurse", "other", anonymous=True))
    world.says("c", world.who("a source", "other", anonymous=True))
    found = world.count()
    assert found.independent_count == 2
    assert "not named but told apart by what they are called." in found.why
    assert "Not named, so perhaps no other source: a source." in found.why


@pytest.mark.parametrize(
    ("text", "certain", "possible"),
    [
        ('"Nothing was wrong," its president, Ann Roe, said.', 1, 2),  # whose president is not said
        ('"Nothing was wrong," Coast Guard president Ann Roe said.', 2, 2),
        ("Ann Roe, a spokeswoman for Port Authority, said so.", 1, 1),
    ],
)
def test_an_official_of_nobody_in_particular_may_be_of_the_body_that_speaks(
    text: str, certain: int, possible: int
) -> None:
    w = World()
    w.report("a", text)
    w.report("b", "Port Authority said so.")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("Port Authority", "organisation"))
    assert numbers(w.count())[:2] == (certain, possible)


def test_a_spokesman_for_the_president_speaks_for_the_man() -> None:
    w = World()
    w.report("a", "Ann Roe, a spokeswoman for President Bo Lind, said so.")
    w.report("b", "A spokesperson for Bo Lind, Ms Ann Roe, said so.")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("Bo Lind"))
    assert numbers(w.count())[:2] == (1, 1)


def test_the_media_wing_of_an_army_speaks_for_it() -> None:
    w = World()
    w.report("a", "The ISD, the media wing of Ruritanian Army, said so.")
    w.report("b", "Ruritanian Army said so.")
    w.says("a", w.who("ISD", "organisation"))
    w.says("b", w.who("Ruritanian Army", "organisation"))
    assert numbers(w.count())[:2] == (1, 1)


def test_one_report_that_names_one_and_hides_another_speaks_of_two() -> None:
    w = World()
    w.report("a")
    w.report("b")
    w.says("a", w.who("Ann Roe"))
    w.says("a", w.who("a source close to the talks", "other", anonymous=True))
    assert w.count().independent_count == 2
    w.statements[1] = replace(w.statements[1], report="b", chain=("Paper b", "a source close to the talks"))
    assert w.count().independent_count == 1


@pytest.mark.parametrize(
    ("hidden", "shown", "kind", "certain"),
    [
        ("Two people with knowledge of the talks", "Ann Roe", "person", 2),
        ("a person with knowledge of the talks", "Ann Roe", "person", 1),
        ("a doctor who saw the body", "Ruritanian Mission", "organisation", 2),
        ("an official", "Ruritanian Mission", "organisation", 1),
        ("a source close to the talks", "local sources", "other", 2),
        ("a source close to the talks", "a military source", "other", 1),
    ],
)
def test_what_tells_an_unnamed_source_from_another(
    world: World, hidden: str, shown: str, kind: EntityKind, certain: int
) -> None:
    world.says("a", world.who(hidden, "other", anonymous=True))
    world.says("b", world.who(shown, kind, anonymous=kind == "other"))
    assert world.count().independent_count == certain


def test_a_body_whose_statement_is_a_report_speaks_for_itself(world: World) -> None:
    embassy = "Embassy of Ruritania (press release)"
    world.says("a", world.who("Ann Roe"))
    world.says("b")
    world.entities[embassy] = Entity(embassy, "publisher", embassy, (embassy,), ())
    world.statements[1] = replace(world.statements[1], chain=(embassy,))
    assert numbers(world.count()) == (2, 2, "met")


def test_a_paper_with_police_in_its_name_is_no_police(world: World) -> None:
    paper = "Police News Weekly"
    world.says("b")
    world.entities[paper] = Entity(paper, "publisher", paper, (paper,), ())
    world.statements[0] = replace(world.statements[0], chain=(paper,))
    assert world.count().independent_count == 0


def test_where_all_say_that_it_is_not_so_a_denial_says_it_too() -> None:
    w = World()
    for ident in "abc":
        w.report(ident, "There was no fire at all.")
    w.says("a", w.who("Ann Roe"))
    w.says("b", w.who("Bo Lind"))
    w.says("c", w.who("Cy Berg"))
    w.statements[1] = replace(w.statements[1], certainty="denied")
    assert w.count().independent_count == 3


def test_a_circle_of_three_is_named(world: World) -> None:
    world.says("a", "Paper b")
    world.says("b", "Paper c")
    world.says("c", "Paper a")
    found = world.count()
    assert found.circles == (("Paper a", "Paper b", "Paper c"),)
    assert found.independent_count == found.possible_count == 0
    assert "Paper a, Paper b and Paper c cite one another for it: a circle, no origin." in found.why


def test_a_paper_that_says_so_itself_on_the_word_of_the_one_that_cites_it(world: World) -> None:
    world.says("a", "Paper b")
    world.says("b")
    world.statements.append(replace(world.statements[0], id="x", report="b", chain=("Paper b", "Paper a")))
    group = [s.id for s in world.statements[:2]]
    material = Material(
        tuple(Reading(r, ()) for r in world.reports.values()),
        tuple(world.entities.values()),
        tuple(world.statements),
    )
    (found,) = count_origins(material, [Group("g", "it", tuple(group))], [], [])
    assert (found.circles, found.independent_count) == ((("Paper a", "Paper b"),), 0)


def owned(world: World, *owners: Owner) -> OriginCount:
    material = Material(
        tuple(Reading(r, ()) for r in world.reports.values()),
        tuple(world.entities.values()),
        tuple(world.statements),
    )
    group = Group("g", "it happened", tuple(s.id for s in world.statements))
    (found,) = count_origins(material, [group], [], world.derivations, owners=owners)
    return found


def test_two_papers_of_one_owner_that_name_nobody_are_one_voice(world: World) -> None:
    world.says("a")
    world.says("b")
    found = owned(world, Owner("One House", ("Paper a", "Paper b")))
    assert (world.count().possible_count, found.possible_count) == (2, 1)
    assert "Paper a and Paper b belong to one publisher, One House." in found.why


def test_two_media_of_one_owner_are_one(world: World) -> None:
    world.says("a", world.who("Radio Example", "publisher"))
    world.says("b", world.who("Example Daily", "publisher"))
    found = owned(world, Owner("One House", ("Radio Example", "Example Daily")))
    assert (world.count().possible_count, found.possible_count) == (2, 1)
    assert found.joins[0].why == "Example Daily and Radio Example belong to one publisher, One House."


def test_two_reports_of_one_paper_that_name_nobody_are_one_voice(world: World) -> None:
    world.says("a")
    world.says("b")
    world.statements[1] = replace(world.statements[1], chain=("Paper a",))
    assert numbers(world.count())[:2] == (0, 1)


def test_people_are_never_joined_by_the_owner_of_the_papers(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b", world.who("Bo Lind"))
    assert owned(world, Owner("One House", ("Paper a", "Paper b"))).independent_count == 2


def test_a_statement_that_is_nearly_all_anothers_words_goes_back_to_the_other() -> None:
    w = World()
    text = "Lifeguards told Harwick council that the flag was red all day"
    w.report("a", text)
    council, guards = w.who("Harwick council", "organisation"), w.who("Lifeguards", "organisation")
    w.says("a", council, words=text)
    outer = w.statements[0]
    inner = replace(
        outer,
        id="s:a:inner",
        pieces=(Span(text.index("that"), len(text)),),
        source=SourceWords(0, 10, "Lifeguards"),
        cue=Span(11, 31),
        speaker=guards,
        chain=(*outer.chain, guards),
    )
    material = Material((Reading(w.reports["a"], ()),), tuple(w.entities.values()), (outer, inner))
    (found,) = count_origins(material, [Group("g", text, (outer.id,))], [], [])
    assert [(o.entity, o.via) for o in found.origins] == [(guards, (council,))]
    short = replace(inner, pieces=(Span(text.index("red"), len(text)),), source=None, cue=None)
    (found,) = count_origins(replace(material, statements=(outer, short)), [Group("g", text, (outer.id,))], [], [])
    assert [o.entity for o in found.origins] == [council]


def test_what_a_report_retells_in_its_own_voice_is_on_the_word_of_whom_the_other_names(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b")
    world.derivations.append(Derivation("b", "a", "partial_reuse", None, (), "It tells in other words."))
    found = world.count()
    assert [(o.entity, o.reports) for o in found.origins] == [("Ann Roe", ("a", "b"))]
    assert (found.independent_count, found.possible_count) == (1, 1)


def test_a_credit_alone_does_not_lend_anothers_source(world: World) -> None:
    world.says("a", world.who("Ann Roe"))
    world.says("b")
    world.derivations.append(Derivation("b", "a", "credited", None, (), "It names Paper a as a source."))
    assert [o.reports for o in world.count().origins] == [("a",)]


def test_a_witness_may_be_the_worker_who_is_named_elsewhere() -> None:
    w = World()
    w.report("a", "Ann Roe, a worker at the plant, said so.")
    w.says("a", w.who("Ann Roe"))
    w.report("b", "One witness said so.")
    w.says("b", w.who("One witness", anonymous=True))
    assert numbers(w.count())[:2] == (1, 2)
