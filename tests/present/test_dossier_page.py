"""The page: one file that asks for nothing, in which nothing from outside is anything but text."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from builders import ferry, shuffled, story
from twosource.present.page import render

VOID = {"meta", "br", "col", "link", "img", "input", "hr"}
HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<!-- <svg onload=alert(1)>",
    "&lt;b&gt; &amp; <b>",
    "\u202egnp.exe\u2066",
    "]]> \x00 \x1b[31m",
]


class Reader(HTMLParser):
    """Every element with its attributes, and whether all of them are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.opened: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.opened.pop() == tag

    def handle_data(self, data):
        self.text += data

    def values(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]


def test_an_answer_that_is_counted_like_its_matter_leads_to_its_count():
    d = story("Counted")
    d.report("a", "A", "2024-01-01", "one said it")
    d.report("b", "B", "2024-01-01", "two said it")
    d.entity("e", "person", "she", ("a", "said"))
    d.says("s1", "a", "one said it", by="one", speaker="e", chain=("p", "e"))
    d.group("g", "that", "s1")
    d.compares("c", "How many?", "number", "differ", {"1": [("a", "one", "s1")], "2": [("b", "two")]}, group="g")
    d.origins(1, ("e", ("a",), ()), group="g")
    d.origins(1, ("e", ("a",), ()), comparison="c", value="1")
    page = render(d.done())
    assert "1 independent origin, no second in these reports" in page


def hostile(words):
    """A dossier with the words wherever words from outside can stand."""
    d = story(words)
    d.report(words, words, "2024-01-01", f"Begin {words} end.", title=words, url=words, author=words)
    d.report("b", words, None, f"Begin {words} end.", url="https://example.org/?q=" + words, language='en" onload="x')
    d.entity("e", "person", words, (words, words), ("b", words))
    d.says("s1", words, words, by="Begin", speaker="e", chain=("e", "e"), anonymous=True)
    d.says("s2", "b", "Begin " + words, by="end", speaker="e", chain=("e", "e"), kind="direct")
    d.group("g", words, "s1", "s2")
    for verdict in ("differ", "compatible", "agree"):
        d.compares(verdict, words, "wording", verdict, {words: [(words, words, "s1")], "x": [("b", "Begin", "s2")]},
                   why=words, group="g")  # fmt: skip
    d.quote("q", "e", (words, words, "direct"), ("b", "Begin " + words, "indirect"))
    d.derives("b", words, "partial_reuse", words, words, wire=words)
    d.derives("b", words, "same_wire", words, wire=words)
    d.origins(1, ("e", (words, "b"), ("e",)), group="g", why=words)
    d.happened(words, "about", words, (words, words))
    d.declines(words, words, words, words)
    return d.done(words)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_from_outside_stay_words(words):
    page = Reader(render(hostile(words)))
    harmless = Reader(render(hostile("harmless words")))
    assert [tag for tag, _ in page.elements if tag in {"script", "img", "style", "iframe"}] == ["style", "script"]
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on") or name == "style"]
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in harmless.elements}
    assert all(href.startswith(("#", "https://example.org/?q=")) for href in page.values("href"))
    assert not page.opened


def test_direction_marks_are_shown_by_number():
    page = render(hostile("\u202egnp.exe"))
    assert "\u202e" not in page
    assert "&lt;U+202E&gt;" in page


@pytest.mark.parametrize("dossier", [ferry(), story("").done(), hostile("some words")])
def test_every_link_within_the_page_leads_somewhere(dossier):
    page = Reader(render(dossier))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)
    assert set(page.values("aria-labelledby")) <= set(ids)


def test_web_addresses_become_links_that_tell_nothing():
    links = [
        attrs for tag, attrs in Reader(render(ferry())).elements if tag == "a" and not attrs["href"].startswith("#")
    ]
    assert [link["href"] for link in links] == ["https://herald.example/ferry", "https://nordpress.example/1"]
    assert all("noreferrer" in link["rel"] for link in links)


def test_the_policy_allows_its_own_style_and_script_and_nothing_else():
    page = render(ferry())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        words = re.search(f"<{tag}>(.*?)</{tag}>", page, re.S)[1]
        digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_full_texts_are_there_letter_for_letter():
    page = render(ferry())
    texts = re.findall(r'<div class="text"[^>]*>(.*?)</div>', page, re.S)
    stripped = [re.sub(r'<a class="badge".*?</a>|<[^>]*>', "", text) for text in texts]
    assert stripped == [r.text for r in sorted(ferry().reports, key=lambda r: (r.published, r.id))]


def test_of_a_very_long_text_a_part_is_shown_and_links_behind_it_lead_to_its_head():
    d = story("Long")
    d.report("a", "A", "2024-01-01", "word " * 80_000 + "twelve")
    d.report("b", "B", "2024-01-01", "twelve")
    d.compares("c", "How many?", "number", "agree", {"12": [("a", "twelve"), ("b", "twelve")]})
    page = render(d.done())
    assert "100,006 more characters are not shown." in page
    assert len(page) < 400_000
    assert 'href="#r1"' in page


def test_the_page_has_landmarks_and_one_first_heading():
    tags = [tag for tag, _ in Reader(render(ferry())).elements]
    assert tags.count("main") == tags.count("h1") == tags.count("nav") == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_order_of_what_comes_in_does_not_matter():
    assert render(ferry()) == render(shuffled(ferry()))


def test_nothing_is_said_to_be_true():
    assert not re.search(r"\b(is true|truth|proven|verified)\b", Reader(render(ferry())).text, re.IGNORECASE)


def test_passages_that_two_reports_share_stand_side_by_side():
    dossier = ferry()
    taken = next(d for d in dossier.derivations if d.passages and d.source)
    texts = {r.id: r.text for r in dossier.reports}
    first = max(taken.passages, key=lambda p: p.end - p.start)
    rows = re.findall(r'<table class="beside">.*?</table>', render(dossier), re.DOTALL)
    cells = [re.sub(r"<[^>]+>", "", c) for c in re.findall(r"<td>(.*?)</td>", rows[0], re.DOTALL)]
    assert cells[:2] == [
        texts[taken.report][first.start : first.end],
        texts[taken.source][first.other_start : first.other_end],
    ]
