"""Web archives (WARC), by way of warcio: the pages that were answered with success, one record in memory at a time.

A report's ``where`` ends in ``@`` and the byte at which its record begins; reading can go on from there.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from twosource.errors import Unreadable
from twosource.intake.fields import stated
from twosource.intake.metadata import name_of
from twosource.intake.source import Format, Found, Remark, Source

MAGIC = b"WARC/"
MAX_RECORD = 16 * 1_048_576
"""The largest page in a web archive, unpacked."""

_LONGEST_LINE = 65_536
_KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/rss+xml": ".xml", "application/atom+xml": ".xml", "application/feed+json": ".json",
    "multipart/related": ".mhtml", "message/rfc822": ".eml",
}  # fmt: skip


def read(source: Source) -> Iterator[Found]:
    """The pages of a web archive in its order; says how many records were none."""
    with source.open() as opened:
        if source.start:
            opened.seek(source.start)
        others = 0
        for item in _records(source, opened):
            others += item is None
            if item is not None:
                yield item
    if others:
        yield Remark(f"{source.where}: passed over {others} records that are no page (pictures, errors, redirects).")


def _records(source: Source, opened: BinaryIO) -> Iterator[Found | None]:
    """Each response and resource in its order: a page, a refusal, or None for what is no page."""
    records = _iterator(opened)
    at = source.start
    while True:
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # warcio complains there
                record = next(records, None)
        except Unreadable:
            raise
        except Exception as error:  # what came before the damage is kept
            raise Unreadable(
                f"{source.where}@{at}", f"is damaged from here on ({error}).", "What came before it was read."
            ) from error
        if record is None:
            return
        at = records.offset
        if record.rec_type in ("response", "resource"):
            yield _page(source, record, at)


def _iterator(opened: BinaryIO) -> Any:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import DecompressingBufferedReader

    class Lines(DecompressingBufferedReader):  # type: ignore[misc]
        """Lines of headers, never longer than any header: a line that does not end must not fill the memory."""

        def readline(self, length: int | None = None) -> Any:
            return super().readline(length or _LONGEST_LINE)

    records = ArchiveIterator(opened)
    records.reader = Lines(records.fh)
    return records


def _page(source: Source, record: Any, at: int) -> Found | None:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    where = f"{source.where}@{at}"
    http = record.http_headers
    content_type = (http or record.rec_headers).get_header("Content-Type") or ""
    kind = _KINDS.get(content_type.split(";")[0].strip().lower())
    if kind is None or (http and http.get_statuscode() != "200") or not url.startswith(("http://", "https://")):
        return None
    try:
        data = record.content_stream().read(MAX_RECORD + 1)
    except Unreadable as refused:
        return refused
    except Exception as error:  # noqa: BLE001 - whatever a damaged record does to the reader
        return Unreadable(where, f"could not be unpacked ({error}): {url}", "Save that page in a browser.")
    if len(data) > MAX_RECORD:
        return Unreadable(where, f"is larger than {MAX_RECORD // 1_048_576} MB: {url}", "Save it as a file of its own.")
    if not data:
        return Unreadable(where, f"is empty or cut off: {url}", "Save that page in a browser.")
    said = stated(
        {
            "url": url,
            "fetched": record.rec_headers.get_header("WARC-Date"),
            "warc_record": record.rec_headers.get_header("WARC-Record-ID"),
            "warc_offset": at,
        },
        "WARC record",
    )
    name = Path((name_of(url) or "page").replace("/", "_")[-80:] + kind)
    charset = content_type.lower().partition("charset=")[2].strip(" \"';") or None
    part = (f"WARC record {said['warc_record'].value}" if "warc_record" in said else "WARC record", at, None)
    return source.member(where, partial(io.BytesIO, data), name=name, said=said, charset=charset, part=part)


FORMAT = Format(
    "web archive", (".warc",), read, lambda head: head.startswith(MAGIC), "application/warc", taken="streamed"
)
