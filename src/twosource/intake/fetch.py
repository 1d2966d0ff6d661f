"""Fetching an address, when the user asks for it and never otherwise.

Only http and https; at each redirect the name is resolved anew, every address it has must be a public one, and the
connection goes to the address that was checked, so that a name cannot be bound to another in between. What is
received is kept as the server sent it, with its headers and the way it took.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from importlib.metadata import version
from threading import Lock
from typing import Any

import httpcore
import httpx
from protego import Protego

from twosource.errors import Later, Unreadable
from twosource.intake.fields import stated
from twosource.intake.source import MAX_BYTES, Source, printable

MAX_REDIRECTS = 5
SECONDS = 30
"""How long one address may take in all, its redirects with it."""

PATIENCE = 10
"""How long a server may stay silent, in seconds."""

DELAY = 2.0
"""Seconds between two requests to one host; more where its robots.txt asks for it."""

_BUSY = (429, 503)
_LATER = "It is asked again when it may be."
_REDIRECTS = (301, 302, 303, 307, 308)
_LOOK = "Look at it in a browser, save the page and give the file."
_ROBOTS_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class Step:
    """One answer on the way: the address asked, the status, the headers as sent."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was received: ``raw`` is the body as sent, ``body`` the same unpacked; ``steps`` are the redirects and,
    last, the answer; ``when`` is the UTC time at which it was complete; ``address`` is the IP address that answered.
    ``body`` is empty for 304 (unchanged)."""

    asked: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    body: bytes
    steps: tuple[Step, ...]
    when: datetime
    address: str

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def unchanged(self) -> bool:
        """True where the server says that nothing is new since the ``etag`` or date that it was asked with."""
        return self.status == 304


def source(url: str, fetcher: Fetcher | None) -> Source | Unreadable:
    """An address as a thing to be read; a refusal where it must not or cannot be fetched."""
    where = printable(url)
    if fetcher is None:
        return Unreadable(
            where,
            "is an address, and nothing is fetched unless you ask for it: its owner would see that you looked.",
            "Add --fetch if you want that, or save the page in a browser and give the file.",
        )
    try:
        return as_source(fetcher.fetch(url))
    except Unreadable as refused:
        return refused


def as_source(found: Fetched) -> Source:
    """What was fetched as a thing to be read."""
    content_type = found.header("content-type") or ""
    charset = content_type.partition("charset=")[2].strip(" \"';") or None
    said = stated({"url": found.url, "fetched": found.when.isoformat(timespec="seconds")}, "address fetched")
    return Source(
        printable(found.asked), opener=partial(io.BytesIO, found.body), said=said, charset=charset, fetched=found
    )


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, kindly; several threads may ask at once. ``robots`` to keep to a site's robots.txt (for what
    comes round by itself; a page that a person asks for is read as a browser would), ``delay`` seconds between two
    requests to a host. ``allowed`` are networks that may be reached although they are private (an archive of the house,
    a test's own server)."""

    robots: bool = False
    delay: float = DELAY
    allowed: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()
    limit: int = MAX_BYTES
    seconds: float = SECONDS
    _turns: Lock = field(default_factory=Lock)
    _last: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, Protego | None] = field(default_factory=dict)

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Get an address. ``etag`` and ``last_modified`` are those of the last time, to be told "unchanged" (304).
        Raises Unreadable with the reason and what to do."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {key: value for key, value in conditions.items() if value}
        if self.robots:
            self._ask_robots(url)
        with _in_words(url):
            found = self._follow(url, headers, self.limit)
        if found.status in _BUSY and (seconds := _rest(found.header("retry-after"), found.when)):
            raise Later(printable(url), f"was answered with {found.status}: asks to be left alone.", _LATER, seconds)
        if found.status not in (200, 203, 304):
            raise Unreadable(printable(url), f"was answered with {found.status}.", _LOOK)
        return found

    def _follow(self, url: str, headers: Mapping[str, str], limit: int) -> Fetched:
        until = time.monotonic() + self.seconds
        asked, steps = url, []
        network = _Checked(self.allowed)
        with httpx.Client(transport=_Transport(network), trust_env=False, timeout=PATIENCE) as client:
            for _ in range(MAX_REDIRECTS + 1):
                place = _sound(url)
                self._wait(place.host)
                with client.stream("GET", place, headers={**_own_headers(), **headers}) as answer:
                    sent = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in answer.headers.raw)
                    steps.append(Step(str(place), answer.status_code, sent))
                    if answer.status_code in _REDIRECTS and (to := answer.headers.get("location")):
                        url = str(place.join(to))
                        continue
                    raw = _limited(answer.iter_raw(), limit, until, asked)
                body = _unpacked(raw, answer.headers.get("content-encoding", ""), limit, asked)
                now = datetime.now(UTC)
                return Fetched(asked, str(place), steps[-1].status, sent, raw, body, tuple(steps), now, network.last)
        raise Unreadable(printable(asked), f"leads on and on (more than {MAX_REDIRECTS} redirects).", _LOOK)

    def _wait(self, host: str) -> None:
        """Two requests to a host lie ``delay`` seconds apart, or what its robots.txt asks for, whoever makes them."""
        rules = self._rules.get(host)
        asked = rules.crawl_delay(_name()) if rules else None
        with self._turns:
            now = time.monotonic()
            turn = max(now, self._last.get(host, -1e9) + max(self.delay, min(asked or 0.0, 60.0)))
            self._last[host] = turn
        time.sleep(turn - now)

    def _ask_robots(self, url: str) -> None:
        place = _sound(url)
        if place.host not in self._rules:
            robots = str(place.copy_with(raw_path=b"/robots.txt"))
            try:
                with _in_words(url):
                    found = self._follow(robots, {}, _ROBOTS_BYTES)
                text = found.body.decode("utf-8", "replace") if found.status == 200 else ""
            except Unreadable:
                text = ""  # a site that cannot give its rules is asked for the page, which will fail in words
            self._rules[place.host] = Protego.parse(text) if text else None
        rules = self._rules[place.host]
        if rules is not None and not rules.can_fetch(url, _name()):
            raise Unreadable(printable(url), "asks programs not to read it (robots.txt).", _LOOK)


# --------------------------------------------------------------------------- the connection


class _Checked(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, and to no other. ``last`` is the one that was connected to."""

    def __init__(self, allowed: Iterable[ipaddress.IPv4Network | ipaddress.IPv6Network]) -> None:
        self._allowed = tuple(allowed)
        self._plain = httpcore.SyncBackend()
        self.last = ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of ``host`` that answers; raises Unreadable where one is not public."""
        failed: Exception | None = None
        for address in self._addresses(host, port):
            try:
                stream = self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                self.last = address
                return stream
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise httpcore.ConnectError(f"there is no host of the name {host}") from error
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        for address in addresses:
            if not self._is_public(address):
                raise Unreadable(
                    printable(host),
                    f"is an address inside a network ({address}), which is never fetched.",
                    "Save the page in a browser and give the file.",
                )
        return addresses

    def _is_public(self, address: str) -> bool:
        ip = ipaddress.ip_address(address.partition("%")[0])
        if any(ip.version == net.version and ip in net for net in self._allowed):
            return True
        for inner in (
            getattr(ip, "ipv4_mapped", None),
            getattr(ip, "sixtofour", None),
            *(getattr(ip, "teredo", None) or ()),
        ):
            if inner is not None and not inner.is_global:
                return False
        if ip.version == 6 and ip in _NAT64:
            return ipaddress.ip_address(int(ip) & 0xFFFFFFFF).is_global
        return ip.is_global and not ip.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class _Transport(httpx.BaseTransport):
    """httpx over connections of ours (httpx itself has no place for a network backend)."""

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(), network_backend=network, max_connections=4
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, one answer whose body is still to be read."""
        asked = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


# --------------------------------------------------------------------------- what is asked and what comes


def _own_headers() -> dict[str, str]:
    return {
        "User-Agent": f"{_name()}/{version('twosource')}",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
    }


def _name() -> str:
    return "twosource"


def _sound(url: str) -> httpx.URL:
    try:
        place = httpx.URL(url)
    except (httpx.InvalidURL, TypeError, ValueError) as error:
        raise Unreadable(printable(url), f"is no sound address ({error}).", "Check its spelling.") from error
    if place.scheme not in ("http", "https") or not place.host:
        raise Unreadable(
            printable(url), f"leads to a {place.scheme or 'nameless'} address; only http and https are fetched.", _LOOK
        )
    if place.userinfo:
        raise Unreadable(printable(place.host), "comes with a name and a password, which are never sent.", _LOOK)
    return place


def _limited(chunks: Iterable[bytes], limit: int, until: float, url: str) -> bytes:
    """The body, as long as it is not too large and comes in time."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        pieces.append(chunk)
        size += len(chunk)
        if size > limit:
            raise Unreadable(printable(url), f"is larger than {limit // 1_048_576} MB.", _LOOK)
        if time.monotonic() > until:
            raise Unreadable(printable(url), "came too slowly and was given up.", "Try again later.")
    return b"".join(pieces)


def _unpacked(raw: bytes, coding: str, limit: int, url: str) -> bytes:
    """The body without its content encoding, never more than ``limit``."""
    coding = coding.strip().lower()
    if coding in ("", "identity") or not raw:
        return raw
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise Unreadable(printable(url), f'was sent in an encoding that is not read ("{coding}").', _LOOK)
    zlib_first = coding != "deflate" or raw[:1] == b"\x78"
    unpack = zlib.decompressobj(47 if zlib_first else -15)
    try:
        body = unpack.decompress(raw, limit + 1)
    except zlib.error as error:
        raise Unreadable(printable(url), f"was sent damaged ({error}).", "Try again.") from error
    if len(body) > limit:
        raise Unreadable(printable(url), f"unpacks to more than {limit // 1_048_576} MB.", _LOOK)
    return body


def _rest(written: str | None, now: datetime) -> float | None:
    """How many seconds a server asks to be left alone, as it may say it: seconds, or a date (RFC 9110, 10.2.3).

    >>> _rest("Wed, 04 Mar 2026 10:02:00 GMT", datetime(2026, 3, 4, 10, 0, tzinfo=UTC)), _rest("30", datetime.now(UTC))
    (120.0, 30.0)
    """
    if written is None:
        return None
    if written.strip().isdecimal():
        return float(written)
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


@contextmanager
def _in_words(url: str) -> Iterator[None]:
    try:
        yield
    except (
        httpx.HTTPError,
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        ssl.SSLError,
    ) as error:
        said = str(error) or type(error).__name__
        raise Unreadable(
            printable(url), f"could not be fetched ({said}).", "Check the address and the connection."
        ) from error
