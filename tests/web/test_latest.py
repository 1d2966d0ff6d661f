"""What is new, and how an article changed, as the pages tell it."""

from __future__ import annotations

from sending import ONE, OTHER, finished, with_conflict

from twosource.desk import checking
from twosource.engines import load
from twosource.library import Incoming
from twosource.record import Report

HOME = "/stories/s1"
URL = "https://example.org/mill"


def arrives(library, ident: str, text: str, url: str | None = None) -> str:
    report = Report(ident, text, "Mill fire", url, ident.title(), "2024-03-05", "en")
    (added,) = library.add([Incoming(report, text.encode(), ident, "made", place=url)])
    library.place([("s1" if library.status().stories else None, [added.report])])
    return added.report


def compared(library) -> None:
    checking.check(library, "s1", lambda: load(False), models=False)


def test_what_came_and_what_it_changed_is_told(forms, library):
    arrives(library, "herald", ONE)
    compared(library)
    arrives(library, "coast", OTHER)
    compared(library)
    page = forms.get(f"{HOME}/news").text
    latest, first = page.split('<p class="when">')[1:3]
    assert "Coast, “Mill fire”" in latest and "Herald" not in latest
    assert "Herald, “Mill fire”" in first
    assert "Coast, “Mill fire”" in forms.get("/news").text
    times = forms.get("/api/news", headers={"accept": "application/json"}).json()
    assert [t["story"] for t in times] == ["s1", "s1"]


def test_a_decision_of_a_person_is_no_news(forms, library):
    with_conflict(library)
    before = forms.get(f"{HOME}/news").text.count("data-item")
    target = {"report": "herald", "start": 0, "end": 6}
    library.decide({"id": "d1", "action": "set_aside", "at": "2024-03-05T10:00:00+00:00", "targets": [target]})
    finished(forms, forms.get(HOME))
    assert forms.get(f"{HOME}/news").text.count("data-item") == before


def test_versions_stand_beside_one_another(forms, library):
    said = "“The mill is lost,” police chief Ane Dahl said. “Nobody saw it begin,” owner Leif Moen said."
    arrives(library, "herald", f"{ONE} {said}", URL)
    compared(library)
    newer = arrives(library, "herald", f"{ONE.replace('Twelve', 'Thirteen')} {said.split(' “Nobody')[0]}", URL)
    compared(library)
    assert "2 versions" in forms.get(f"{HOME}/reports/{newer}").text
    page = forms.get(f"{HOME}/versions/{newer}").text
    assert "Taken back" in page and "Nobody saw it begin" in page
    assert '<mark class="apart">Thirteen</mark>' in page and '<mark class="apart">Twelve</mark>' in page
    assert "How the article changed" in page
    told = forms.get(f"{HOME}/news").text
    assert "Taken back" in told and f"{HOME}/versions/{newer}" in told


def test_versions_that_were_never_compared_are_compared_when_they_are_asked_for(forms, library):
    arrives(library, "herald", ONE, URL)
    newer = arrives(library, "herald", ONE.replace("Twelve", "Thirteen"), URL)
    compared(library)
    assert "Thirteen</mark>" in finished(forms, forms.get(f"{HOME}/versions/{newer}"))


def test_an_article_of_one_version_says_so(forms, library):
    with_conflict(library)
    assert "one version only" in forms.get(f"{HOME}/versions/herald").text
    assert forms.get(f"{HOME}/versions/none").status_code == 404
