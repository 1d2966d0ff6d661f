"""Articles come out of pages as they are: 156 pages in 39 hand-written layouts (``tests/fixtures/pages``)."""

from __future__ import annotations

import sys
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from twosource.intake import html
from twosource.intake.source import Source
from twosource.record import Report

sys.path.insert(0, str(Path(__file__).parents[1] / "fixtures" / "pages"))
from pages import Page, pages

PAGES = list(pages())


def read(page: Page, encoding: str = "utf-8") -> tuple[Report, bytes]:
    data = page.html.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding, "xmlcharrefreplace")
    return html.of_bytes(Source(page.name, opener=partial(BytesIO, data)), data).report, data


def squeezed(words: str) -> str:
    return "".join(words.split())


def marked(report: Report, kind: str) -> list[str]:
    return [report.text[m.start : m.end] for m in report.marks if m.kind == kind]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_the_whole_article_and_nothing_else(page: Page) -> None:
    report, _ = read(page)
    found = report.text.split("\n\n")
    known = {*page.key.body, *page.key.captions, *page.key.pulls, *page.key.optional}
    assert [p for p in page.key.body if p not in found] == []
    assert [p for p in found if p not in known and not any(p.startswith(c) for c in page.key.captions)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_captions_and_pull_quotes_are_known_as_such(page: Page) -> None:
    report, _ = read(page)
    captions = " ".join(marked(report, "caption"))
    assert [c for c in page.key.captions if c not in captions] == []
    assert [p for p in page.key.pulls if squeezed(p) not in squeezed(" ".join(marked(report, "pull-quote")))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_what_the_page_says_of_it_and_where(page: Page) -> None:
    report, _ = read(page)
    found = {key: getattr(report, key, None) or report.extra.get(key) for key in page.key.metadata}
    assert found == page.key.metadata
    assert all(report.provenance[key] for key in page.key.metadata)
    if "published" not in page.key.metadata:
        assert report.published is None


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
@pytest.mark.parametrize("page", PAGES[::3], ids=lambda p: p.name)
def test_every_place_leads_back_to_bytes_that_say_the_same(page: Page, encoding: str) -> None:
    report, data = read(page, encoding)
    skip, codec = (2, "utf-16-le") if encoding == "utf-16" else (0, encoding)
    covered: set[int] = set()
    for place in report.places:
        said = data[place.first_byte : place.last_byte].decode(codec)
        words = report.text[place.start : place.end]
        assert said == words or (said.startswith("&") and said.endswith(";") and len(words) == 1), (said, words)
        assert place.first_byte >= skip
        covered.update(range(place.start, place.end))
    missing = [c for n, c in enumerate(report.text) if n not in covered and not c.isspace()]
    assert missing in ([], ["|"] * len(missing))  # the bars between the cells of a table are ours
    starts = [place.start for place in report.places]
    assert starts == sorted(starts)
