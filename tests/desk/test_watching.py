"""Feeds followed on a real server: what is new comes in, what it changes in a story is told."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twosource import engines
from twosource.cli import app
from twosource.desk.watching import Asking, Round, look
from twosource.library import Library, open_library

HERE = (ip_network("127.0.0.0/8"),)
NOW = datetime.now(UTC)
FIRE = "Two people died when fire broke out in a warehouse in Port Lysholm on Monday, police chief Ane Dahl said."
MORE = '"The sprinklers were off," said police chief Ane Dahl. The warehouse in Port Lysholm held paint.'


class Server(ThreadingHTTPServer):
    """Pages by path, which a test may change; ``asked`` are the paths with the status they were answered with."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.pages: dict[str, str] = {}
        self.asked: list[tuple[str, int]] = []
        self.rest: dict[str, str] = {}  # paths answered with 429 and this Retry-After
        self.waits_for: threading.Event | None = None  # before it answers
        self.was_asked = threading.Event()
        self.hooked: list[object] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def article(self, path: str, title: str, *paragraphs: str) -> None:
        body = "".join(f"<p>{p}</p>" for p in paragraphs)
        self.pages[path] = (
            f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="{path[1:].title()}">'
            '<meta property="article:published_time" content="2024-03-04T10:00:00Z"></head>'
            f"<body><article><h1>{title}</h1>{body}</article></body></html>"
        )

    def feed(self, *paths: str) -> None:
        items = "".join(
            f"<item><title>{p}</title><link>{self.url}{p}</link><guid>{p}</guid><description>Short</description></item>"
            for p in paths
        )
        self.pages["/feed"] = f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


class Pages(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path)
        etag = f'"{hashlib.sha256((page or "").encode()).hexdigest()[:12]}"'
        status = 404 if page is None else 304 if self.headers.get("If-None-Match") == etag else 200
        rest = self.server.rest.get(self.path)
        status = 429 if rest else status
        self.server.was_asked.set()
        if self.server.waits_for and not self.server.waits_for.wait(30):
            status = 500
        self.server.asked.append((self.path, status))
        self.send_response(status)
        if rest:
            self.send_header("Retry-After", rest)
        if status == 200 and page is not None:
            self.send_header("ETag", etag)
            self.send_header("Content-Type", "text/xml" if self.path == "/feed" else "text/html; charset=utf-8")
        body = page.encode() if status == 200 and page is not None else b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.server.hooked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site() -> Iterator[Server]:
    with running() as server:
        server.article("/herald", "Two die in Port Lysholm warehouse fire", FIRE, MORE)
        server.article("/coast", "Warehouse burns in Port Lysholm, two dead", FIRE, "Smoke hung over the harbour.")
        server.feed("/herald")
        yield server


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "desk.sqlite") as opened:
        yield opened


_load = cache(partial(engines.load, models=False))


def once(library: Library, site: Server, after: timedelta = timedelta(0), **wishes: object) -> Round:
    site.asked.clear()
    fetcher = Asking(robots=True, delay=0, allowed=HERE)
    return look(library, [f"{site.url}/feed"], fetcher, _load, models=False, now=NOW + after, **wishes)  # type: ignore[arg-type]


def test_new_entries_come_in_once_and_unchanged_feeds_are_not_sent_again(site: Server, library: Library) -> None:
    first = once(library, site)
    assert len(first.added) == 1
    assert ("/robots.txt", 404) in site.asked
    assert not first.refused
    again = once(library, site)
    assert (again.added, again.versions, again.news, again.refused) == ([], [], [], [])
    assert [a for a in site.asked if a[0] != "/robots.txt"] == [("/feed", 304)]


def test_a_new_report_of_a_followed_story_is_told(site: Server, library: Library) -> None:
    once(library, site)
    site.feed("/coast", "/herald")
    found = once(library, site, follow=["s1"])
    assert [(story, n.kind) for story, n in found.news] == [("s1", "report")]
    assert "Warehouse burns in Port Lysholm" in found.news[0][1].words
    assert ("/herald", 200) not in site.asked


def test_stories_once_followed_are_followed_by_the_next_round(site: Server, library: Library) -> None:
    site.article("/ferry", "Ferry aground off Straumhamn", "The ferry Havørn ran aground, the coastguard said.")
    site.feed("/herald", "/ferry")
    once(library, site)
    fire = next(s.id for s in library.list_stories() if "fire" in s.title)
    ferry = next(s.id for s in library.list_stories() if "Ferry" in s.title)
    once(library, site, follow=[ferry])
    site.feed("/coast")
    assert once(library, site).news == [], "only what is followed is told"
    assert library.followed() == [ferry]
    library.unfollow(ferry, by="")
    library.follow(fire, by="")
    site.article("/post", "Warehouse fire in Port Lysholm kills two", FIRE, "The owner, Lysholm Paint, gave no answer.")
    site.feed("/post")
    assert {story for story, _ in once(library, site).news} == {fire}


def test_a_correction_and_a_withdrawn_statement_are_told_though_the_feed_says_nothing(
    site: Server, library: Library
) -> None:
    once(library, site)
    site.article("/herald", "Three die in Port Lysholm warehouse fire", FIRE.replace("Two people", "Three people"))
    found = once(library, site, timedelta(hours=2), follow=["s1"])
    assert len(found.versions) == 1
    assert any("sprinklers were off" in n.words for _, n in found.news if n.kind == "withdrawn")
    assert any("Three" in n.words for _, n in found.news if n.kind == "correction")
    quiet = once(library, site, timedelta(hours=4), follow=["s1"])
    assert quiet.news == []
    assert ("/herald", 304) in site.asked


def test_a_feed_that_fails_is_left_alone_longer_each_time(site: Server, library: Library) -> None:
    del site.pages["/feed"]
    assert len(once(library, site).refused) == 1
    assert once(library, site, timedelta(minutes=20)).asked == 0
    assert once(library, site, timedelta(minutes=31)).asked == 1
    assert once(library, site, timedelta(minutes=80)).asked == 0
    site.feed("/herald")
    assert len(once(library, site, timedelta(minutes=95)).added) == 1
    assert once(library, site, timedelta(minutes=96)).asked == 1


@pytest.mark.parametrize("said", ["7200", "date"])
def test_a_server_that_asks_for_rest_gets_it(site: Server, library: Library, said: str) -> None:
    site.rest["/feed"] = (
        said if said != "date" else format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    )
    refused = once(library, site).refused
    assert "left alone" in str(refused[0])
    site.rest.clear()
    assert once(library, site, timedelta(minutes=100)).asked == 0, "longer than we would have waited"
    assert len(once(library, site, timedelta(minutes=125)).added) == 1


def test_a_server_that_asks_for_rest_at_an_article_gets_it_and_the_article_waits(
    site: Server, library: Library
) -> None:
    site.rest["/herald"] = "3600"
    for hours in (0, 2, 4, 6):
        assert once(library, site, timedelta(hours=hours)).added == []
        assert once(library, site, timedelta(hours=hours, minutes=30)).asked == 0
    site.rest.clear()
    assert len(once(library, site, timedelta(hours=8)).added) == 1


def test_slow_hosts_are_asked_beside_one_another(site: Server, library: Library) -> None:
    """The first answers only when the second was asked."""
    with running() as other:
        other.article("/coast", "Warehouse burns in Port Lysholm, two dead", FIRE)
        other.feed("/coast")
        site.waits_for = other.was_asked
        feeds = [f"{site.url}/feed", f"{other.url}/feed"]
        found = look(library, feeds, Asking(robots=False, delay=0, allowed=HERE), _load, models=False, now=NOW)
    assert len(found.added) == 2
    assert not found.refused


def test_what_robots_txt_forbids_is_not_read_and_said(site: Server, library: Library) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /herald\n"
    found = once(library, site)
    assert found.added == []
    assert "robots.txt" in str(found.refused[0])
    del site.pages["/robots.txt"]
    assert len(once(library, site, timedelta(hours=1)).added) == 1, "tried again, although the feed is unchanged"


def test_the_command_prints_and_calls_the_webhook(site: Server, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body><outline text="w" xmlUrl="{site.url}/feed"/></body></opml>')
    command = ["watch", str(opml), "--once", "--no-models", "--library", str(tmp_path / "desk.sqlite")]
    command += ["--allow", "127.0.0.0/8", "--webhook", f"{site.url}/hook"]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert "s1  New report: Herald" in done.output
    assert [n["kind"] for n in site.hooked[0]["news"]] == ["report"]  # type: ignore[index]


def test_a_list_without_feeds_is_said(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text('<opml version="2.0"><body/></opml>')
    done = CliRunner().invoke(app, ["watch", str(opml), "--once", "--library", str(tmp_path / "desk.sqlite")])
    assert done.exit_code == 2
    assert "names no feed" in done.output
