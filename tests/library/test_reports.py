"""Reports in and out of a library, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from incoming import FERRY, FIRE, incoming

from twosource.library import Library, LibraryError
from twosource.record import Report


def test_a_report_comes_back_as_it_went_in(library: Library, reopened: Callable[[], Library]) -> None:
    given = Report(
        id="a",
        text="Brand i hamnen.\r\n\0\ud800 Två döda.",
        title="Brand\0",
        url="https://example.org/a",
        publisher="The Harbour Post",
        published="2024-03-04T18:30+01:00",
        language="sv",
        author="Ek",
        extra={"section": "News", "deep": {"list": [1, None]}},
    )
    one = replace(
        incoming("a"), report=given, data=b"\xff\x00 as received", where="inbox/a.txt", media_type="text/plain"
    )
    assert library.add([one])[0].status == "added"
    held = reopened().report("a")
    assert held.report == given
    assert held.report.extra == given.extra
    assert library.received_bytes("a") == b"\xff\x00 as received"
    assert held.receipt.where == "inbox/a.txt"
    assert held.receipt.at.endswith("Z")
    assert held.receipt.bytes_size == len(one.data)
    assert held.story is None


def test_adding_again_changes_nothing(library: Library) -> None:
    library.add([incoming("a"), incoming("b", FERRY)])
    before = library.status()
    again = library.add([incoming("a"), incoming("b", FERRY)])
    assert [a.status for a in again] == ["held", "held"]
    assert replace(library.status(), size=0) == replace(before, size=0)


def test_the_same_text_at_another_address_is_another_report(library: Library) -> None:
    library.add([incoming("a", url="https://one.example.org/x")])
    added = library.add([incoming("a", url="https://two.example.org/x")])[0]
    assert added.status == "added"
    assert added.report.startswith("a~")


def test_an_article_that_changed_is_kept_in_both_versions(library: Library) -> None:
    url = "https://example.org/fire"
    first, second = incoming("a", url=url), incoming("a", FIRE.replace("Two", "Three"), url=url)
    library.add([first])
    added = library.add([second])[0]
    assert (added.status, added.previous) == ("version", "a")
    assert library.versions("a") == ["a", added.report] == library.versions(added.report)
    assert library.report("a").replaced_by == added.report
    assert library.report(added.report).previous == "a"
    assert [r.id for r in library.list_reports()] == [added.report, "a"]
    assert [h.report.id for h in library.all_reports()] == [added.report]
    assert library.add([first, second])[0].status == "held"


def test_a_page_saved_again_with_other_advertisements_is_the_same(library: Library) -> None:
    url = "https://example.org/fire"
    one = incoming("a", url=url)
    library.add([one])
    assert library.add([replace(one, data=b"<p>Buy!</p>" + one.data)])[0].status == "held"
    dated = replace(one, data=b"dated", report=replace(one.report, published="2024-03-04"))
    assert library.add([dated])[0].status == "version", "its date is known now"


def test_a_fetched_page_that_went_back_to_its_first_text_is_a_version(library: Library) -> None:
    url = "https://example.org/fire"
    first, second = incoming("a", url=url), incoming("a", FIRE.replace("Two", "Three"), url=url)
    library.add([replace(first, how="url"), replace(second, how="url")])
    third = library.add([replace(first, how="url")])[0]
    assert third.status == "version"
    assert len(library.versions("a")) == 3
    assert library.verify() == []


def test_all_or_nothing(library: Library) -> None:
    broken = replace(incoming("b"), report=None)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        library.add([incoming("a"), broken])
    assert library.status().reports == 0
    assert library.status().log == 0
    assert library.verify() == []


def test_a_value_put_right_keeps_what_it_was(library: Library) -> None:
    library.add([incoming("a", publisher="example.org", published="2024-03-05")])
    held = library.correct("a", {"publisher": "The Harbour Post", "published": None}, by="ane", note="masthead")
    assert (held.report.publisher, held.report.published) == ("The Harbour Post", None)
    put_right = {c.field: (c.was, c.value, c.by) for c in held.corrections}
    assert put_right["publisher"] == ("example.org", "The Harbour Post", "ane")
    assert put_right["published"] == ("2024-03-05", None, "ane")
    assert held.report.provenance["publisher"] == "corrected by ane"
    assert [h.report.id for h in library.search('"harbour post"')] == ["a"]
    assert library.search('"example.org"') == []
    assert library.verify() == []
    with pytest.raises(LibraryError, match="can't be corrected"):
        library.correct("a", {"text": "other"}, by="ane")


def test_what_was_put_right_holds_for_the_next_version(library: Library) -> None:
    url = "https://example.org/fire"
    library.add([incoming("a", url=url, publisher="example.org", author="Ek")])
    library.correct("a", {"publisher": "The Harbour Post", "author": "Eik"}, by="ane")
    new = library.add([incoming("a", FIRE + "More.", url=url, publisher="example.org", author="Lund")])[0].report
    assert (library.report(new).report.publisher, library.report(new).report.author) == ("The Harbour Post", "Lund")
    assert library.verify() == []


def test_a_report_that_is_not_there(library: Library) -> None:
    with pytest.raises(LibraryError, match="no report 'x'"):
        library.report("x")


def test_search_gives_exact_places(library: Library) -> None:
    library.add([incoming("a"), incoming("b", FERRY), incoming("c", "Le café est fermé. 東京で火事。", title="Fermé")])
    hit = library.search("berit warehouse")[0]
    text = library.report("a").report.text
    assert [text[s:e] for s, e in hit.places] == ["warehouse", "Berit"]
    assert hit.before + hit.words + hit.after in text.replace("\n", " ")
    for query, found in (
        ("cafe", "c"),
        ("FERMÉ", "c"),
        ("火事", "c"),
        ('"ran aground"', "b"),
        ("havo*", None),
        ("Hav*", "b"),
        ('"aground ran"', None),
        ("warehouse ferry", None),
        ("nobody's OR '\"", None),
    ):
        assert [h.report.id for h in library.search(query)] == ([found] if found else []), query
    with pytest.raises(LibraryError, match="no word"):
        library.search("–!")


def test_search_finds_the_newest_version_only(library: Library) -> None:
    url = "https://example.org/fire"
    library.add([incoming("a", url=url)])
    new = library.add([incoming("a", FIRE + "Moe is 41.", url=url)])[0].report
    assert [h.report.id for h in library.search("warehouse")] == [new]
