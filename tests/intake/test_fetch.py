"""Fetching, against a real server on this machine, which has to be allowed by name of its network."""

from __future__ import annotations

import gzip
import http.server
import ipaddress
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar

import makers
import pytest

from twosource.errors import Unreadable
from twosource.intake import receive, take
from twosource.intake.fetch import Fetcher

HERE = (ipaddress.ip_network("127.0.0.0/8"),)


class Site(http.server.BaseHTTPRequestHandler):
    """A small newspaper with some odd corners."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []
    robots = b"User-agent: *\nDisallow: /private\n"

    def log_message(self, format: str, *args: object) -> None: ...

    def do_GET(self) -> None:
        type(self).asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        name = self.path.strip("/").split("/")[0].replace(".", "_") or "front"
        getattr(self, f"say_{name}", self.say_nothing)()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def say_nothing(self) -> None:
        self.answer(404)

    def say_robots_txt(self) -> None:
        self.answer(200, self.robots)

    def say_ferry(self) -> None:
        if self.headers.get("If-None-Match") == '"one"':
            self.answer(304)
        else:
            self.answer(200, makers.page(), Content_Type="text/html; charset=utf-8", ETag='"one"')

    def say_packed(self) -> None:
        self.answer(200, gzip.compress(makers.page()), Content_Type="text/html", Content_Encoding="gzip")

    def say_bomb(self) -> None:
        self.answer(200, gzip.compress(b"x" * 80_000_000), Content_Encoding="gzip")

    def say_damaged(self) -> None:
        self.answer(200, b"no gzip at all", Content_Encoding="gzip")

    def say_odd(self) -> None:
        self.answer(200, b"x", Content_Encoding="zstd")

    def say_large(self) -> None:
        self.answer(200, b"x" * 3_000_000)

    def say_moved(self) -> None:
        self.answer(301, Location="/again")

    def say_again(self) -> None:
        self.answer(302, Location="../ferry")

    def say_round(self) -> None:
        self.answer(302, Location="/round")

    def say_inside(self) -> None:
        self.answer(302, Location="http://10.0.0.1/admin")

    def say_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def say_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            time.sleep(0.05)
            try:
                self.wfile.write(b"x")
            except OSError:
                return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(delay=0, allowed=HERE)


def test_what_is_received_is_kept_as_it_was_sent(site: str, fetcher: Fetcher) -> None:
    before = datetime.now(UTC)
    found = fetcher.fetch(f"{site}/packed")
    assert found.body == makers.page()
    assert gzip.decompress(found.raw) == found.body != found.raw
    assert (found.status, found.url, found.header("Content-Encoding")) == (200, f"{site}/packed", "gzip")
    assert before <= found.when <= datetime.now(UTC)
    assert found.address == "127.0.0.1"


def test_the_way_it_took_is_kept(site: str, fetcher: Fetcher) -> None:
    found = fetcher.fetch(f"{site}/moved")
    assert [(s.url.removeprefix(site), s.status) for s in found.steps] == [
        ("/moved", 301), ("/again", 302), ("/ferry", 200),
    ]  # fmt: skip
    assert (found.asked, found.url) == (f"{site}/moved", f"{site}/ferry")
    assert ("Location", "/again") in found.steps[0].headers


def test_nothing_is_told_but_the_request(site: str, fetcher: Fetcher) -> None:
    Site.asked.clear()
    fetcher.fetch(f"{site}/ferry")
    [(_, headers)] = Site.asked
    assert set(headers) == {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_what_has_not_changed_is_not_sent_again(site: str, fetcher: Fetcher) -> None:
    first = fetcher.fetch(f"{site}/ferry")
    again = fetcher.fetch(f"{site}/ferry", etag=first.header("etag"))
    assert (again.unchanged, again.body) == (True, b"")


INSIDE = [
    "http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://0.0.0.0/", "http://10.1.2.3/", "http://192.168.0.1/",
    "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://[fd00::1]/",
    "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://2130706433/",
    "http://0x7f000001/", "http://127.1/", "http://100.64.0.1/", "http://224.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_addresses_inside_a_network_are_never_fetched(url: str) -> None:
    with pytest.raises(Unreadable, match=r"inside a network|no sound address|could not be fetched") as refused:
        Fetcher(delay=0).fetch(url)
    assert refused.value.do


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("inside", "inside a network (10.0.0.1)"),
        ("file", "only http and https"),
        ("round", "on and on"),
        ("nothing-there", "answered with 404"),
        ("large", "larger than 1 MB"),
        ("bomb", "unpacks to more than 1 MB"),
        ("damaged", "sent damaged"),
        ("odd", '("zstd")'),
    ],
)
def test_what_cannot_be_had_is_said(site: str, path: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        Fetcher(delay=0, allowed=HERE, limit=1_048_576).fetch(f"{site}/{path}")
    assert says in refused.value.why
    assert refused.value.do


def test_a_server_that_dribbles_is_given_up(site: str) -> None:
    with pytest.raises(Unreadable, match="too slowly"):
        Fetcher(delay=0, allowed=HERE, seconds=0.3).fetch(f"{site}/slow")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/x", "http://", "http://a b/", "https://user:secret@example.org/", "http://%00/"]
)
def test_what_is_no_sound_address(url: str) -> None:
    with pytest.raises(Unreadable) as refused:
        Fetcher(delay=0).fetch(url)
    assert "secret" not in refused.value.why


def test_a_site_that_asks_programs_not_to_read_is_left_alone_by_what_comes_round_by_itself(site: str) -> None:
    watching = Fetcher(robots=True, delay=0, allowed=HERE)
    assert watching.fetch(f"{site}/ferry").status == 200
    with pytest.raises(Unreadable, match="robots"):
        watching.fetch(f"{site}/private/ferry")


def test_two_requests_to_a_host_are_spaced(site: str) -> None:
    slow = Fetcher(delay=0.2, allowed=HERE)
    begun = time.monotonic()
    slow.fetch(f"{site}/ferry")
    slow.fetch(f"{site}/ferry")
    assert time.monotonic() - begun >= 0.2


def test_an_address_is_fetched_only_where_that_was_asked_for(site: str, fetcher: Fetcher) -> None:
    Site.asked.clear()
    [refused] = take([f"{site}/ferry"]).refused
    assert "unless you ask for it" in refused.why
    assert Site.asked == []
    [report] = take([f"{site}/ferry"], fetcher=fetcher).reports
    assert report.url == f"{site}/ferry"
    assert report.text.endswith(makers.THREE)
    assert report.published is None


def test_a_library_gets_the_bytes_and_how_they_came(site: str, fetcher: Fetcher) -> None:
    [one] = [r for r in receive([f"{site}/moved"], fetcher=fetcher) if not isinstance(r, Unreadable)]
    assert (one.how, one.data) == ("url", makers.page())
    assert one.fetched is not None
    assert [s.status for s in one.fetched.steps] == [301, 302, 200]
