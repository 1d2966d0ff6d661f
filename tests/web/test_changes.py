"""What changes the library: only from the room's own forms, with names that climb nowhere, and nothing lost."""

from __future__ import annotations

import pytest
from sending import ONE, finished, key_of, with_conflict

from twosource.web import changes
from twosource.web.safety import FORM_FIELD


@pytest.mark.parametrize("path", ["/add", "/add/example"])
@pytest.mark.parametrize("fields", [{}, {FORM_FIELD: ""}, {FORM_FIELD: "0" * 64}])
def test_a_form_that_the_room_did_not_make_changes_nothing(forms, library, path, fields):
    forms.get("/")
    assert forms.post(path, data={**fields, "text": ONE}).status_code == 403
    assert library.status().reports == 0


def test_a_key_of_another_visitor_does_not_do(forms, library):
    stolen = key_of(forms)
    forms.cookies.clear()
    assert forms.post("/add", data={FORM_FIELD: stolen, "text": ONE}).status_code == 403


def test_what_is_sent_is_added_under_its_own_name(forms, library):
    sent = [("files", (name, f"{ONE} {n}", "text/plain")) for n, name in enumerate(("a.txt", "../../b.txt", "a.txt"))]
    page = finished(forms, forms.post("/add", data={FORM_FIELD: key_of(forms)}, files=sent))
    assert "3 reports added" in page
    held = [library.report(row.id) for row in library.list_reports()]
    assert {h.receipt.where for h in held} == {"a.txt", "a-2.txt", "b.txt"}
    assert {h.receipt.how for h in held} == {"sent"}


def test_sent_again_it_is_there_already(forms, library):
    for said in ("1 report added", "1 there already"):
        sent = [("files", ("a.txt", ONE, "text/plain"))]
        assert said in finished(forms, forms.post("/add", data={FORM_FIELD: key_of(forms)}, files=sent))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/absolute/path.txt", "path.txt"),
        ("..", "report"),
        ("", "report"),
        (".hidden", "hidden"),
        ("nul\0.txt", "nul.txt"),
        ("a" * 300 + ".html", "a" * 115 + ".html"),
        ("\u202etxt.exe", "_txt.exe"),
    ],
)
def test_names_climb_nowhere(tmp_path, given, kept):
    assert changes.free_name(tmp_path, given) == kept


def test_nothing_sent_is_said_in_words(forms):
    answer = forms.post("/add", data={FORM_FIELD: key_of(forms), "text": "  "})
    assert answer.status_code == 400
    assert "Nothing was sent" in answer.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/a"])
def test_only_addresses_of_the_web_are_taken(forms, url):
    assert forms.post("/add", data={FORM_FIELD: key_of(forms), "urls": url}).status_code == 400


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/"])
def test_private_addresses_are_not_fetched(forms, library, url):
    page = finished(forms, forms.post("/add", data={FORM_FIELD: key_of(forms), "urls": url}))
    assert "Not taken in" in page
    assert library.status().reports == 0


def test_a_verdict_is_overruled_and_the_decision_taken_back(forms, library):
    with_conflict(library)
    board = forms.get("/api/stories/s1/board", headers={"accept": "application/json"}).json()
    row = next(r["row"] for _, _, rows in board["sections"] for r in rows if "/questions/" in r["row"]["href"])
    choice = "compatible" if row["standing"] != "compatible" else "agree"
    fields = {FORM_FIELD: key_of(forms), "choice": choice, "note": "another count", "by": "Ann"}
    page = finished(forms, forms.post(row["href"], data=fields))
    assert "another count" in page
    assert "Decided by Ann" in page
    (decision,) = library.decisions("s1")
    back = {FORM_FIELD: key_of(forms), "decision": str(decision["id"]), "back": row["href"], "by": "Ann"}
    assert "taken back" in finished(forms, forms.post("/stories/s1/undo", data=back))
    assert len(library.decisions("s1")) == 2


@pytest.mark.parametrize("choice", ["", "true", "aside-Z", "aside-"])
def test_what_cannot_be_meant_is_not_decided(forms, library, choice):
    with_conflict(library)
    board = forms.get("/api/stories/s1/board", headers={"accept": "application/json"}).json()
    href = next(r["row"]["href"] for _, _, rows in board["sections"] for r in rows if "/questions/" in r["row"]["href"])
    answer = forms.post(href, data={FORM_FIELD: key_of(forms), "choice": choice})
    assert answer.status_code == 400
    assert library.decisions("s1") == []


def test_after_undoing_a_reader_is_sent_nowhere_else(forms, library):
    with_conflict(library)
    fields = {FORM_FIELD: key_of(forms), "decision": "d:none", "back": "https://evil.example/"}
    assert forms.post("/stories/s1/undo", data=fields, follow_redirects=False).status_code == 404


def test_who_takes_from_whom_is_overruled_and_taken_back(forms, library):
    with_conflict(library)
    beside, nothing = "/stories/s1/between?first=herald&second=coast", "Nothing shows that one of them takes from the"
    found = forms.get(beside).text
    assert nothing not in found
    assert found.count("people were hurt in the fire at the Lysholm mill on Tuesday") == 2
    sent = {FORM_FIELD: key_of(forms), "first": "herald", "second": "coast", "by": "Ann", "note": "the editor said so"}
    page = finished(forms, forms.post("/stories/s1/between", data={**sent, "choice": "neither"}))
    assert nothing in page
    assert "the editor said so" in page
    page = finished(
        forms, forms.post("/stories/s1/between", data={**sent, "choice": "second", "relation": "translation"})
    )
    assert "Coast Daily is a translation of Herald" in page
    assert "Decided by Ann" in page
    neither, taken = library.decisions("s1")
    assert [t["report"] for t in taken["targets"]] == ["coast", "herald"]
    for decision in (taken, neither):
        back = {FORM_FIELD: key_of(forms), "decision": str(decision["id"]), "back": beside, "by": "Ann"}
        page = finished(forms, forms.post("/stories/s1/undo", data=back))
    assert "translation of" not in page
    assert nothing not in page


@pytest.mark.parametrize(
    "fields",
    [
        {"first": "herald", "second": "herald", "choice": "first", "relation": "copy"},
        {"first": "herald", "second": "nowhere", "choice": "first", "relation": "copy"},
        {"first": "herald", "second": "coast", "choice": "both", "relation": "copy"},
        {"first": "herald", "second": "coast", "choice": "first", "relation": "theft"},
    ],
)
def test_what_cannot_be_meant_of_two_reports_is_not_decided(forms, library, fields):
    with_conflict(library)
    assert forms.post("/stories/s1/between", data={FORM_FIELD: key_of(forms), **fields}).status_code == 400
    assert forms.post("/stories/s1/between", data=fields).status_code == 403
    assert library.decisions("s1") == []


def test_two_reports_are_chosen_before_they_are_shown(forms, library):
    with_conflict(library)
    assert "Two reports side by side" in forms.get("/stories/s1/between?first=herald").text
    assert "Choose two different reports." in forms.get("/stories/s1/between?first=herald&second=herald").text
    assert forms.get("/stories/s1/between?first=herald&second=nowhere").status_code == 404
