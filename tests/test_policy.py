"""A newsroom's own table of publishers and its own rule, from files, and what they change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from twosource import policy
from twosource.errors import Unreadable
from twosource.lexicon import table
from twosource.record import Entity, HouseRule, Need, Owner, Report
from twosource.steps.trace.houses import Houses, addresses
from twosource.steps.trace.rules import RULES, Behind, answer


def publisher(*names: str) -> Entity:
    return Entity("p", "publisher", names[0], names, ())


@pytest.mark.parametrize(
    "name",
    ["The Harbour Post", "Harbour Post (English edition)", "www.harbour.example", "https://news.harbour.example/x"],
)
def test_titles_and_hosts_of_an_owner(name: str) -> None:
    houses = Houses([Owner("Harbour Press", ("The Harbour Post", "harbour.example"))])
    assert houses.of(publisher(name)) == "Harbour Press"


@pytest.mark.parametrize("name", ["Harbour Posting", "otherharbour.example", "harbour.example.org"])
def test_what_only_looks_like_it_is_another(name: str) -> None:
    houses = Houses([Owner("Harbour Press", ("The Harbour Post", "harbour.example"))])
    assert houses.of(publisher(name)) is None


def test_the_users_own_entry_comes_first() -> None:
    title = table("any/owners")["owner"][0]["titles"][0]
    assert Houses([Owner("Another", (title,))]).of(publisher(title)) == "Another"


def known() -> list[Owner]:
    return [Owner(r["name"], tuple(r["titles"]), r["source"], r["as_of"]) for r in table("any/owners")["owner"]]


def test_every_entry_says_where_it_can_be_checked_and_when_that_was_done() -> None:
    for owner in known():
        assert re.fullmatch(r"https://\S+", owner.source), owner.name
        assert re.match(r"\d{4}-\d\d-\d\d\b", owner.as_of), owner.name
        assert len(owner.titles) > 1, f"{owner.name} joins nothing"


def test_no_title_stands_under_two_owners() -> None:
    """Each is found again under its own owner, however it is written: nobody else's title or host takes it."""
    houses = Houses()
    for owner in known():
        for title in owner.titles:
            for written in (title, title.upper(), title.removeprefix("The ")):
                assert houses.of(publisher(written)) == owner.name, (owner.name, written)
    names = [owner.name for owner in known()]
    assert len(names) == len(set(names))


def test_every_host_is_well_formed() -> None:
    """Lower case, without scheme, path or "www.", and more than a registry's suffix ("co.uk")."""
    titles = [t for owner in known() for t in owner.titles]
    hosts = [t for t in titles if re.search(r"\.[a-z]{2,}$", t) and " " not in t]
    label = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
    assert hosts
    for host in hosts:
        assert re.fullmatch(rf"(?:{label}\.)+[a-z]{{2,}}", host), host
        assert not host.startswith("www.") and host not in ("co.uk", "com.au", "co.za", "com.br", "com.tr"), host


@pytest.mark.parametrize(
    "name",
    ["The Times", "The Sun", "The Independent", "The Telegraph", "Metro", "Daily Star", "The Herald", "ABC", "NRC"],
)
def test_a_bare_name_that_several_papers_bear_joins_nothing(name: str) -> None:
    assert Houses().of(publisher(name)) is None


@pytest.mark.parametrize(
    ("address", "owner"),
    [("https://www.harbour.example/news/1", "Harbour Press"), ("https://harbour.example.org/x", None), (None, None)],
)
def test_the_address_of_its_reports_tells_whose_a_paper_is(address: str | None, owner: str | None) -> None:
    paper = publisher("The Star")
    report = Report("r", "It happened.", publisher="The Star", url=address)
    found = addresses({"r": report}, {"r": paper.id})
    assert Houses([Owner("Harbour Press", ("harbour.example",))], found).of(paper) == owner


def test_the_address_of_a_client_is_not_the_agencys() -> None:
    agency = publisher("Associated Press")
    report = Report("r", "It happened.", publisher="Associated Press", url="https://harbour.example/1")
    found = addresses({"r": report}, {"r": agency.id})
    assert Houses([Owner("Harbour Press", ("harbour.example",))], found).of(agency) is None


def test_addresses_of_two_owners_say_nothing() -> None:
    houses = Houses(
        [Owner("Harbour Press", ("harbour.example",)), Owner("Inland Press", ("inland.example", "Inland Star"))],
        {"p": ["https://harbour.example/1", "https://inland.example/2"]},
    )
    assert houses.of(publisher("The Star")) is None
    assert houses.of(publisher("Inland Star")) == "Inland Press"


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    path = written(
        tmp_path, '[[owner]]\nname = "H"\ntitles = ["A", "a.example"]\nsource = "https://h.example"\nas_of = "2026"\n'
    )
    (owner,) = policy.owners(path)
    assert owner == Owner("H", ("A", "a.example"), "https://h.example", "2026")
    assert Houses([owner]).named("H") == "H (https://h.example, as of 2026)"


def test_a_rule_of_ones_own(tmp_path: Path) -> None:
    path = written(tmp_path, 'name = "desk"\nsays = "x"\nany_of = [{ independent = 3 }, { named = 1, agencies = 1 }]\n')
    rule = policy.rule(str(path))
    assert rule == HouseRule("desk", "x", (Need(independent=3), Need(named=1, agencies=1)))
    assert answer(rule, Behind(certain=2, possible=2, named=2, documents=0, agencies=0)) == "not_met"
    assert answer(rule, Behind(certain=2, possible=3, named=2, documents=0, agencies=0)) == "unknown"
    assert answer(rule, Behind(certain=1, possible=1, named=1, documents=0, agencies=1)) == "met"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name = ", "no TOML"),
        ("owner = 7", "no list"),
        ("owner = [7]", "owner 1: this is no entry"),
        ('[[owner]]\ntitles = ["A"]', "no name"),
        ('[[owner]]\nname = "H"\ntitles = "A"', "no list of names"),
    ],
)
def test_a_table_that_is_none_is_said(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(Unreadable, match=complaint):
        policy.owners(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('says = "x"', "no name"),
        ('name = "x"', "no list of what suffices"),
        ('name = "x"\nany_of = [{}]', "says nothing"),
        ('name = "x"\nany_of = [{ sources = 2 }]', "nothing that is counted"),
        ('name = "x"\nany_of = [{ independent = 0 }]', "no number"),
    ],
)
def test_a_rule_that_is_none_is_said(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(Unreadable, match=complaint):
        policy.rule(str(written(tmp_path, text)))


def test_a_rule_that_there_is_not() -> None:
    with pytest.raises(Unreadable, match="there is no rule 'three'"):
        policy.rule("three")
    assert policy.rule("agency-suffices") is RULES["agency-suffices"]
