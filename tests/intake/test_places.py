"""Places lead back from a text to the bytes received; ``test_articles`` holds the same of whole pages."""

from __future__ import annotations

import html as references
from functools import partial
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import Unreadable
from twosource.intake import html, text
from twosource.intake.source import Source
from twosource.record import Report

LINES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=30), min_size=1, max_size=8
)


def text_of(data: bytes) -> Report:
    return text.of_bytes(Source("a.txt", opener=partial(BytesIO, data)), data).report


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "---\npublisher: x\n---\n\n"]), st.booleans())
def test_a_text_file(lines: list[str], end: str, front: str, marked: bool) -> None:
    data = (front.replace("\n", end) + end.join(lines)).encode("utf-8-sig" if marked else "utf-8")
    try:
        report = text_of(data)
    except Unreadable:
        return
    covered = "".join(report.text[p.start : p.end] for p in report.places)
    assert covered.replace("\n", "") == report.text.replace("\n", "")
    for place in report.places:
        assert data[place.first_byte : place.last_byte].decode() == report.text[place.start : place.end]


SENTENCE = "The ferry sank on Monday, police said. "
WORDS = [SENTENCE, "caf\u00e9 ", "&amp; ", "&#8220;No&#8221; ", "\u4e8b\u6545 ", "&nbsp;", "\n  "]
TAGS = ["<p>", "</p>", "<b>", "</b>", "<br>", "<div class=caption>", "</div>", "<!-- x -->", "<script>a<b</script>"]
SCRAPS = st.lists(st.sampled_from([*WORDS, *TAGS]), max_size=40)


@given(SCRAPS, st.sampled_from(["utf-8", "utf-16", "windows-1252"]))
def test_a_page(scraps: list[str], encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{SENTENCE * 2}</p>{"".join(scraps)}</body></html>'
    data = page.encode(encoding, "xmlcharrefreplace")
    try:
        report = html.of_bytes(Source("a.html", opener=partial(BytesIO, data)), data).report
    except Unreadable:
        return
    codec = "utf-16-le" if encoding == "utf-16" else encoding
    for place in report.places:
        said = data[place.first_byte : place.last_byte].decode(codec)
        words = report.text[place.start : place.end]
        assert words in (said, references.unescape(said))
    assert report.places
