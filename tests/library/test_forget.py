"""What is forgotten is gone from the file, and only that."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from incoming import FERRY, FIRE, incoming

from twosource.library import Derived, Library, LibraryError, open_library

SECRET = "Zerafina Quillmore met the courier at Pier Nineteen.\n"


@pytest.fixture
def holding(library: Library) -> Library:
    library.add([incoming("secret", SECRET, title="Quillmore"), incoming("a"), incoming("b", FERRY)])
    library.place([(None, ["secret", "a"]), (None, ["b"])])
    library.correct("secret", {"author": "Odalys Pennington"}, by="ane")
    library.decide({"id": "d1", "targets": [{"report": "secret", "start": 0, "words": "Zerafina"}]})
    library.decide({"id": "d2", "targets": [{"report": "a", "start": 0, "words": "Two"}]})
    library.keep(Derived("dossier", "s1", "p", library.inputs("s1"), SECRET.encode()))
    library.keep(Derived("dossier", "s2", "p", library.inputs("s2"), b"{}"))
    return library


def test_everything_of_it_is_gone_and_the_log_keeps_the_digests(holding: Library) -> None:
    digest = holding.report("secret").report.sha256
    removed = holding.forget(["secret"], by="ane", why="asked to")
    assert (removed.reports, removed.originals, removed.derived) == (("secret",), 1, 1)
    assert not holding.has("secret")
    assert holding.search("ferry") and not holding.search("pier")
    assert [d["id"] for d in holding.decisions()] == ["d2"]
    assert holding.kept("dossier", "s1") is None and holding.kept("dossier", "s2")
    assert [r.id for r in holding.reports_of("s1")] == ["a"]
    last = list(holding.log())[-1]
    assert (last.what, last.subject, last.body["text"]) == ("forgotten", "secret", digest)
    assert "Quillmore" not in str([e.body for e in holding.log()])
    assert holding.verify() == []
    with pytest.raises(LibraryError):
        holding.report("secret")


def test_nothing_of_it_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with open_library(path) as library:
        library.add([incoming(f"r{k}", f"Report number {k} of the harbour. {FIRE}") for k in range(50)])
        library.add([replace(incoming("secret", SECRET * 3, title="Quillmore"), where="inbox/pennington.txt")])
        library.add([incoming(f"q{k}", f"Later report number {k}. {FERRY}") for k in range(50)])
        packed = zlib.compress((SECRET * 3).encode(), 6)
        assert packed[8:60] in everything(path)
        library.forget(["secret"], by="ane")
    left = everything(path)
    for trace in (b"Quillmore", b"quillmore", b"zerafina", b"pennington", packed[8:60], packed[-40:]):
        assert trace not in left


def test_what_was_made_of_a_story_that_it_was_in_before_goes_too(holding: Library) -> None:
    holding.move("s2", ["secret"], by="ane")
    assert holding.kept("dossier", "s1")
    holding.forget(["secret"], by="ane")
    assert holding.kept("dossier", "s1") is None and holding.kept("dossier", "s2") is None
    assert holding.verify() == []


def everything(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(path.name + "*")))


def test_bytes_that_another_report_was_made_from_stay(library: Library) -> None:
    library.add([incoming("a", url="https://one.example.org/x"), incoming("b", url="https://two.example.org/x")])
    assert library.forget(["a"], by="ane").originals == 0
    assert library.received_bytes("b") == FIRE.encode()
    assert library.forget(["b"], by="ane").originals == 1
    assert library.status().reports == 0
    assert library.verify() == []


def test_the_version_before_comes_back(library: Library) -> None:
    url = "https://example.org/fire"
    ids = [library.add([incoming("a", FIRE + f"Version {k}.", url=url)])[0].report for k in range(3)]
    library.place([(None, ids)])
    library.forget([ids[1]], by="ane")
    assert library.versions(ids[0]) == [ids[0], ids[2]]
    assert library.report(ids[0]).replaced_by == ids[2]
    library.forget([ids[2]], by="ane")
    assert library.report(ids[0]).replaced_by is None
    assert [r.id for r in library.reports_of("s1")] == [ids[0]]
    assert library.verify() == []


def test_all_or_none(holding: Library) -> None:
    with pytest.raises(LibraryError):
        holding.forget(["a", "nothing"], by="ane")
    assert holding.has("a")
