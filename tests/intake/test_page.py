from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.intake import take
from twosource.record import Report

ARTICLE = """
<h1>Ferry sinks on lake</h1>
<p class="byline">By Ana Reyes</p>
<p>At least 31 people drowned when a ferry capsized in high winds on Monday, <b>police</b> said.</p>
<figure><img src="x.jpg" alt="ferry"><figcaption>The ferry in 2019. Photo: Lake News</figcaption></figure>
<p>"We could hear people <a href="/c">shouting</a> from the shore," said Maria Chanda,
   a fish trader.</p>
<blockquote><p>We have lost everything, all of us, in one night.</p></blockquote>
<ul><li>The ferry was built in 1987.</li><li>It could carry 80 people.</li></ul>
<p>Police said 19 people were still missing on Tuesday and that the captain had been arrested in the town.</p>
"""
FURNITURE = (
    '<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sport</a></li></ul></nav>',
    '<aside><h3>Read more</h3><a href="/x">Another story about boats</a></aside>'
    "<footer>Copyright Lake Times. We use cookies.</footer>",
)
PARAGRAPHS = [
    "Ferry sinks on lake",
    "At least 31 people drowned when a ferry capsized in high winds on Monday, police said.",
    "The ferry in 2019. Photo: Lake News",
    '"We could hear people shouting from the shore," said Maria Chanda, a fish trader.',
    "We have lost everything, all of us, in one night.",
    "The ferry was built in 1987.",
    "It could carry 80 people.",
    "Police said 19 people were still missing on Tuesday and that the captain had been arrested in the town.",
]


def page(head: str = "", body: str = ARTICLE, lang: str = ' lang="en-GB"') -> str:
    return (
        f"<!DOCTYPE html><html{lang}><head><title>Ferry sinks on lake - Lake Times</title>{head}</head>"
        f"<body>{FURNITURE[0]}<article>{body}</article>{FURNITURE[1]}</body></html>"
    )


def read(tmp_path: Path, content: str | bytes, name: str = "ferry.html") -> Report:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    taken = take([str(path)])
    assert not taken.refused, taken.refused
    return taken.reports[0]


def test_the_article_comes_out_in_paragraphs_without_furniture_its_captions_marked(tmp_path: Path) -> None:
    report = read(tmp_path, page())
    assert report.text.split("\n\n") == PARAGRAPHS
    marked = [(m.kind, report.text[m.start : m.end]) for m in report.marks]
    assert marked == [("heading", PARAGRAPHS[0]), ("caption", PARAGRAPHS[2]), ("block-quote", PARAGRAPHS[4])]
    assert (report.id, report.title, report.language) == ("ferry", "Ferry sinks on lake", "en-GB")


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "headline": "Ferry sinks on lake",
   "datePublished": "2023-01-16T10:05:00+01:00", "dateModified": "2023-01-18T08:00:00+01:00",
   "author": [{"@type": "Person", "name": "Ana Reyes"}, {"@type": "Person", "name": "Bo Lund"}],
   "publisher": {"@type": "Organization", "name": "Lake Times"}}]}</script>"""


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2023-01-16T10:05:00+01:00">', "2023-01-16T10:05:00+01:00"),
        (LINKED, "2023-01-16T10:05:00+01:00"),
        ('<meta name="date" content="2023-01-16">' + LINKED, "2023-01-16T10:05:00+01:00"),
        ('<meta property="article:modified_time" content="2023-01-18T10:05:00+01:00">', None),
        ('<link rel="canonical" href="https://www.example.org/2023/01/16/ferry">', "2023-01-16"),
        ('<script type="application/ld+json">{broken</script>', None),
        ("", None),
    ],
)
def test_the_date_is_the_one_stated_with_its_zone_and_never_guessed(
    tmp_path: Path, head: str, published: str | None
) -> None:
    assert read(tmp_path, page(head)).published == published


def test_who_wrote_it_and_who_brought_it(tmp_path: Path) -> None:
    report = read(tmp_path, page(LINKED + '<link rel="canonical" href="https://www.example.org/ferry">'))
    assert (report.author, report.publisher, report.url) == (
        "Ana Reyes, Bo Lund",
        "Lake Times",
        "https://www.example.org/ferry",
    )


def test_a_site_name_that_is_the_page_title_gives_way_to_the_host(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="Ferry sinks on lake">'
        '<meta property="og:site_name" content="Ferry sinks on lake">'
        '<link rel="canonical" href="https://www.example.org/ferry">'
    )
    assert read(tmp_path, page(head)).publisher == "example.org"


def test_site_names_are_taken_off_titles_and_authors(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="Ferry sinks on lake | Lake Times"><meta name="author" content="Lake Times">'
        '<meta property="og:site_name" content="Lake Times">'
    )
    report = read(tmp_path, page(head))
    assert (report.title, report.publisher, report.author) == ("Ferry sinks on lake", "Lake Times", "Ana Reyes")
    assert report.provenance["author"] == "byline of the page"


def test_the_address_that_a_browser_notes_in_a_saved_page(tmp_path: Path) -> None:
    saved = "<!-- saved from url=(0027)https://news.example.org/ferry -->\n" + page()
    assert read(tmp_path, saved).publisher == "news.example.org"


def test_a_sidecar_corrects_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "ferry.html.meta.json").write_text('{"publisher": "The Lake Times", "published": "2023-01-15"}')
    report = read(tmp_path, page(LINKED))
    assert (report.publisher, report.published, report.author) == ("The Lake Times", "2023-01-15", "Ana Reyes, Bo Lund")


def test_a_template_that_calls_every_page_english_is_not_believed(tmp_path: Path) -> None:
    body = "<p>Politiet sier at tre personer er savnet etter skredet i natt, og at letingen fortsetter.</p>" * 1
    body += "<p>Lensmannen opplyser at to hus er tatt av raset, og at flere familier er evakuert til skolen.</p>"
    path = tmp_path / "a.html"
    path.write_text(page(body=body, lang=' lang="en"'), "utf-8")
    taken = take([str(path)])
    assert taken.reports[0].language == "no"
    assert "calls itself English" in taken.warnings[0]


@pytest.mark.parametrize(
    ("content", "paragraphs"),
    [
        ("<html><body><h1>Short one</h1><p>Police said on Monday that three men were arrested.</p></body></html>", 2),
        ("<p>Police said on Monday that three men were arrested.</p>", 1),
        ("Police said on Monday that three men were arrested.", 1),
        ("<div>More<p>News</p>Police <i>said</i> on Monday that three men were arrested.<p>Sport</p></div>", 1),
        ("<div>Police <b>said</b> on Monday that three men were arrested.</div><div><a href=x>More</a></div>", 1),
    ],
)
def test_very_short_pages_are_read_too(tmp_path: Path, content: str, paragraphs: int) -> None:
    text = read(tmp_path, content).text
    assert text.split("\n\n")[-1] == "Police said on Monday that three men were arrested."
    assert len(text.split("\n\n")) == paragraphs


ONE, TWO, THREE = (PARAGRAPHS[n] for n in (1, 3, 7))


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (f"<h1>Ferry sinks</h1>{ONE}<br><br>{TWO}<br />&nbsp;<br />{THREE}", ["Ferry sinks", ONE, TWO, THREE]),
        (f"<p>{ONE}</p><p><a href='/x'>Read more: Disasters</a></p><p>{TWO}</p><p>{THREE}</p>", [ONE, TWO, THREE]),
        (f"<p>{ONE}</p><p><b>SEE:</b> <a href='/x'>Disasters</a></p><p>{TWO}</p><p>{THREE}</p>", [ONE, TWO, THREE]),
        (f"<p>{ONE}</p><table><tr><th>Town</th><th>Dead</th></tr><tr><td>Kigoma</td><td>31</td></tr></table><p>{TWO}</p>",
         [ONE, "Town | Dead", "Kigoma | 31", TWO]),
        (f"<p>{ONE}<br>{TWO}</p><p>{THREE}</p>", [f"{ONE}\n{TWO}", THREE]),
    ],
)  # fmt: skip
def test_paragraphs_as_pages_make_them(tmp_path: Path, body: str, paragraphs: list[str]) -> None:
    assert read(tmp_path, page(body=body)).text.split("\n\n") == paragraphs


def test_a_bare_time_is_the_date_only_where_there_is_no_other(tmp_path: Path) -> None:
    one = "<time datetime='2023-01-16T09:00Z'>9.00</time>"
    other = "<time datetime='2023-01-16T12:00Z'>12.00</time>"
    assert read(tmp_path, page(body=one + ARTICLE)).published == "2023-01-16T09:00Z"
    assert read(tmp_path, page(body=one + other + ARTICLE)).published is None
    assert read(tmp_path, page(body=f"<header>{one}</header>{ARTICLE}{other}")).published == "2023-01-16T09:00Z"


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "koi8-r"])
def test_the_charset_that_the_page_names(tmp_path: Path, charset: str) -> None:
    body = "<p>Полиция задержала в понедельник трёх мужчин, которые бежали через лес.</p>" * 1
    content = f'<html lang="ru"><head><meta charset="{charset}"></head><body>{body}<p>Следствие идёт.</p></body></html>'
    assert "трёх мужчин" in read(tmp_path, content.encode(charset)).text


def test_a_page_is_recognised_whatever_it_is_called(tmp_path: Path) -> None:
    assert read(tmp_path, "\n<!-- x -->" + page(), "ferry.txt").text.split("\n\n") == PARAGRAPHS
    assert read(tmp_path, page(), "ferry").text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            "<html><body><nav><a href=a>News</a><a href=b>Sport</a></nav><div>We use cookies</div></body></html>",
            "no article",
        ),
        (
            "<html><body><script>render('Police said on Monday that three men were arrested.')</script></body></html>",
            "no article",
        ),
        ("<html><body>" + "<div>" * 40_000, "tags"),
        ("<html><body><p " + " ".join(f"a{n}=1" for n in range(5000)) + ">x", "attributes"),
        ("<html><body>" + "<div>" * 9000 + "<p>Police said on Monday.</p>", "no article"),
        ("<br>", "no article"),
        ("<p>We use cookies. By clicking you agree to our use of cookies and similar technologies.</p>", "no article"),
    ],
)
def test_a_page_without_an_article_is_refused_with_a_way_out(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "front.html"
    path.write_text(content)
    [refused] = take([str(path)]).refused
    assert refused.where == str(path)
    assert says in refused.why
    assert "copy the article's words" in refused.do


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<a href='",
    "'>",
    "<br>",
    "<svg>",
    "<?xml",
]
WORDS = ["Police said on Monday that three men were arrested in town. ", "&amp;", "&#0;", "\0", "]]>", "\ud7ff\u200b"]
HEADS = [
    '<script type="application/ld+json">',
    '{"@type": "Article", "author": 1}',
    '<html lang="',
    "<meta charset=utf-7>",
]
SCRAP = st.sampled_from([*TAGS, *WORDS, *HEADS])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SCRAP, max_size=30))
def test_any_scraps_of_a_page_are_read_or_refused(tmp_path: Path, scraps: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text("".join(scraps), "utf-8")
    taken = take([str(path)])
    assert len(taken.reports) + len(taken.refused) == 1
    for report in taken.reports:
        assert all(report.text[m.start : m.end].strip() for m in report.marks)


def test_a_page_that_carries_the_text_of_another_house_says_so(tmp_path: Path) -> None:
    head = (
        '<meta property="og:url" content="https://www.portal.example/1">'
        '<link rel="canonical" href="https://www.example.org/ferry">'
    )
    report = read(tmp_path, page(head))
    assert (report.url, report.publisher) == ("https://www.portal.example/1", "portal.example")
    assert report.extra["syndication_source"] == "https://www.example.org/ferry"
    same_house = head.replace("www.portal.example", "news.example.org")
    assert read(tmp_path, page(same_house)).url == "https://www.example.org/ferry"


def test_a_text_that_scripts_would_show_is_read(tmp_path: Path) -> None:
    report = read(tmp_path, page(body=f'<div style="display:none">{ARTICLE}</div>'))
    assert [p for p in report.text.split("\n\n") if p != "By Ana Reyes"] == PARAGRAPHS
