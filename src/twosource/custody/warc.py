"""How an address was fetched, as WARC records (ISO 28500): each answer on the way, the last with its body as sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server: the address asked, the status, the headers as sent."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]


def exchange(answers: Sequence[Answer], body: bytes, when: datetime, address: str, program: str) -> bytes:
    """The redirects and, last, the answer, as an uncompressed WARC 1.1 file. ``body`` is that of the last answer as it
    was sent (still content-encoded), ``when`` the UTC time at which it was complete, ``address`` the IP it came from.
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record("twosource.warc", {"software": program, "format": "WARC/1.1"}))
    for number, answer in enumerate(answers, start=1):
        last = number == len(answers)
        said = {"WARC-Date": when.strftime("%Y-%m-%dT%H:%M:%SZ")} | (
            {"WARC-IP-Address": address} if last and address else {}
        )
        response = writer.create_warc_record(
            answer.url,
            "response",
            payload=BytesIO(body if last else b""),
            http_headers=StatusAndHeaders(_status(answer.status), _as_kept(answer.headers), protocol="HTTP/1.1"),
            warc_headers_dict=said,
        )
        writer.write_record(response)
    return out.getvalue()


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return f"{code} -"


def _as_kept(headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The body is kept without the chunks it was carried in, so the header that announces them is renamed, as web
    archives do."""
    return [(f"X-Archive-Orig-{k}" if k.lower() == "transfer-encoding" else k, v) for k, v in headers]
