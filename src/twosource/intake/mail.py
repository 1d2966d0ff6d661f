"""Emails, mailboxes and pages saved as MHTML, by way of the standard library.

A page saved as MHTML is the page in it. Of an email its plain words are taken, else its HTML; what is attached is
read like any other file, and a mail that was forwarded as an attachment too. When it was sent counts as when it was
published.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import EmailMessage, Message
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from twosource.errors import Unreadable
from twosource.intake import characters, html, sidecar, unread
from twosource.intake.decode import decode
from twosource.intake.fields import Stated, stated
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import MAX_BYTES, Draft, Format, Found, Source, printable

MAX_PARTS = 500
"""The most parts of one message."""

_LINE = 1_048_576
_QUOTED_FROM = re.compile(rb"^>From ", re.M)
_HEADERS = re.compile(rb"\A(?>[A-Z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*+", re.I)
_MARKS = re.compile(rb"^(?:MIME-Version|Received|Message-ID|Return-Path|Delivered-To):", re.I | re.M)
_ADDRESS = re.compile(r"\s*<[^<>]*>\s*$")
_SAVE = "Save its words as text, with the sender and date in lines at the top."


def sniff(head: bytes) -> bool:
    """True for header lines among which is one that only mail has."""
    found = _HEADERS.match(head)
    return found is not None and _MARKS.search(found[0]) is not None


def sniff_box(head: bytes) -> bool:
    """True for a mailbox: a "From " line, then header lines."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and sniff(rest)


def read(source: Source) -> Iterator[Found]:
    """The words of one message and what is attached to it; or the page that an MHTML file holds."""
    yield from _read(source.bytes(), source)


def read_box(source: Source) -> Iterator[Found]:
    """The messages of a mailbox, one in memory at a time."""
    with source.open() as opened:
        for number, (at, data) in enumerate(_messages(opened), 1):
            place = f"{source.where}#{number}"
            if data is not None and not data.strip():
                continue
            if data is None:
                yield Unreadable(place, f"is a message of more than {MAX_BYTES // 1_048_576} MB.", _SAVE)
            else:
                name = Path(source.file or "mailbox", f"{source.stem}-{number}.eml")
                part = (f"message {number}", at, at + len(data))
                plain = _QUOTED_FROM.sub(b"From ", data)
                yield source.member(
                    place, partial(io.BytesIO, plain), name=name, part=part, received=(data, "message/rfc822")
                )


def _messages(opened: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """What stands between the "From " lines of a mailbox (RFC 4155, each after a blank line), with the byte at which it
    begins; None in the place of a message that is too large."""
    lines: list[bytes] = []
    size, after_blank, begun = 0, True, False
    at = first = 0
    while line := opened.readline(_LINE):
        at += len(line)
        if after_blank and line.startswith(b"From "):
            if begun:
                yield first, b"".join(lines) if size <= MAX_BYTES else None
            lines, size, begun, first = [], 0, True, at
        elif begun:
            size += len(line)
            if size <= MAX_BYTES:
                lines.append(line)
        after_blank = not line.strip()
    if begun:
        yield first, b"".join(lines) if size <= MAX_BYTES else None


def _read(data: bytes, source: Source) -> Iterator[Found]:
    if len(data) > MAX_BYTES:
        raise Unreadable(source.where, f"is a message of more than {MAX_BYTES // 1_048_576} MB.", _SAVE)
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for _, part in zip(range(MAX_PARTS), message.walk(), strict=False)]
        saved = _saved_page(message, parts, source)
        if saved is not None:
            yield saved
            return
        body = message.get_body(("plain", "html"))
    except Unreadable:
        raise
    except Exception as error:  # headers that the parser of the standard library trips over
        raise Unreadable(source.where, f"is a message that could not be read ({error}).", _SAVE) from error
    try:
        yield _report(message, cast(EmailMessage | None, body), source)
    except Unreadable as refused:
        yield refused
    yield from _attached(parts, body, source)


def _saved_page(message: EmailMessage, parts: Sequence[Message], source: Source) -> Source | None:
    """The page in a file saved by a browser, which gives each part the address that it came from."""
    pages = [p for p in parts if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    address = _header(message, "Snapshot-Content-Location") or _header(pages[0], "Content-Location") if pages else None
    if not address or not address.startswith(("http://", "https://")) or message["To"]:
        return None
    said = stated({"url": address, "saved": _header(message, "Date")}, "MHTML header")
    opener = partial(io.BytesIO, _payload(pages[0]))
    name = source.file.with_suffix(".html") if source.file else None
    charset = pages[0].get_content_charset()
    about = {"said": said, "charset": charset, "sidecar": _beside(source)}
    part = (_part_name(message, pages[0]), None, None)
    return source.member(
        source.where, opener, name=name, part=part, received=(source.bytes(), "multipart/related"), **about
    )


def _beside(source: Source) -> dict[str, Stated]:
    return sidecar.fields(source, Notes(source.where))


def _report(message: EmailMessage, body: EmailMessage | None, source: Source) -> Draft:
    if body is None:
        raise Unreadable(source.where, "is a message without words.", "Look at what is attached to it.")
    notes = Notes(source.where)
    decoded = decode(_payload(body) or b" ", source.where, body.get_content_charset())
    if decoded.warning:
        notes.add(decoded.warning)
    is_page = body.get_content_type() == "text/html"
    text, marks = html.fragment(decoded.text) if is_page else (characters.plain_line_ends(decoded.text).strip("\n"), ())
    sender = _header(message, "From") or ""
    said = {
        "title": _header(message, "Subject"),
        "author": _ADDRESS.sub("", sender).strip(' "') or sender or None,
        "published": _header(message, "Date"),
        "message_id": _header(message, "Message-ID"),
        "sender": sender or None,
    }
    fields = {**stated(said, "email header"), **source.said, **sidecar.fields(source, notes)}
    name, first, last = source.part or ("", None, None)
    mime = _part_name(message, body)
    source = replace(source, part=(f"{name}, {mime}" if name else mime, first, last))
    return draft(text, fields, source, notes, marks=marks)


def _part_name(message: Message, part: Message) -> str:
    """A part by its place in its message ("MIME part 1.2 (text/plain)"), counted as mail programs do."""
    number = ".".join(map(str, _path(message, part) or (1,)))
    return f"MIME part {number} ({part.get_content_type()})"


def _path(inside: Message, part: Message) -> tuple[int, ...] | None:
    if inside is part:
        return ()
    for number, one in enumerate(inside.iter_parts() if isinstance(inside, EmailMessage) else (), 1):
        if (below := _path(one, part)) is not None:
            return (number, *below)
    return None


def _attached(parts: Sequence[Message], body: Message | None, source: Source) -> Iterator[Source]:
    """Named parts that may be reports; pictures and the like are left aside, as are the forms of the words
    themselves."""
    for number, part in enumerate(parts):
        is_mail = part.get_content_type() == "message/rfc822"
        given = part.get_filename()
        if part is body or not (is_mail or (given and not part.is_multipart())):
            continue
        name = re.split(r"[/\\]", printable(given or f"{number}.eml"))[-1].lstrip(".") or f"{number}.txt"
        if Path(name).suffix.lower() in unread.NOT_REPORTS:
            continue
        inner = part.get_payload()
        forwarded = inner[0] if is_mail and isinstance(inner, list) and inner else None
        data = forwarded.as_bytes() if isinstance(forwarded, Message) else _payload(part)
        place = f"{source.where}/{name}"
        yield source.member(place, partial(io.BytesIO, data), name=Path(source.file or "mail", name))


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _header(message: Message, name: str) -> str | None:
    try:
        value = message[name]
    except Exception:  # noqa: BLE001 - a header that cannot be parsed is as good as none
        return None
    return " ".join(str(value).split()) or None if value is not None else None


FORMAT = Format("email", (".eml", ".mht", ".mhtml"), read, sniff, "message/rfc822", taken="opened")
BOX = Format("mailbox", (".mbox", ".mbx"), read_box, sniff_box, "application/mbox", taken="streamed")
