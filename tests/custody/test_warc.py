"""What was fetched is kept as WARC records that other programs read."""

from __future__ import annotations

import gzip
import ipaddress
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from handed_over import A
from warcio.archiveiterator import ArchiveIterator

from twosource.custody import warc
from twosource.desk import adding
from twosource.intake.fetch import Fetcher
from twosource.library import open_library

PAGE = f"<html><head><title>Fire</title></head><body><article><p>{A[-80:]}</p></article></body></html>".encode()


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/old":
            self.send_response(301)
            self.send_header("Location", "/fire")
            self.end_headers()
            return
        packed = gzip.compress(PAGE)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("X-Desk", "søndag".encode().decode("latin-1"))
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_fetched_page_is_kept_with_redirects_and_headers(site: str, tmp_path: Path) -> None:
    fetcher = Fetcher(delay=0, allowed=(ipaddress.ip_network("127.0.0.0/8"),))
    with open_library(tmp_path / "desk.sqlite") as library:
        taken = adding.add(library, [f"{site}/old"], fetcher=fetcher)
        ident = taken.added[0].report
        held, kept = library.report(ident), library.exchange(ident)
        assert library.received_bytes(ident) == PAGE
        assert library.verify() == []
    assert held.receipt.how == "url"
    assert kept is not None
    records = [
        (r.rec_headers.get_header("WARC-Target-URI"), r.http_headers.get_statuscode(), r.content_stream().read(), r)
        for r in ArchiveIterator(BytesIO(kept))
        if r.rec_type == "response"
    ]
    assert [(url, status) for url, status, _, _ in records] == [(f"{site}/old", "301"), (f"{site}/fire", "200")]
    assert records[0][3].http_headers.get_header("Location") == "/fire"
    assert records[1][2] == PAGE, "the reader unpacks what was sent packed"
    assert gzip.compress(PAGE)[:4] in kept
    assert records[1][3].rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"


def test_chunks_are_announced_no_more() -> None:
    answer = warc.Answer("http://example.org/", 200, (("Transfer-Encoding", "chunked"), ("Content-Type", "text/plain")))
    kept = warc.exchange([answer], b"5 people", datetime(2024, 3, 4, tzinfo=UTC), "", "twosource 0")
    record = next(r for r in ArchiveIterator(BytesIO(kept)) if r.rec_type == "response")
    assert record.content_stream().read() == b"5 people"
    assert record.rec_headers.get_header("WARC-Date") == "2024-03-04T00:00:00Z"
