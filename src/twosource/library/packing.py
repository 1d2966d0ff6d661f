"""Records and bytes as they lie in the database."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import fields, replace

import msgspec

from twosource.record import Report

_SLOTS = {f.name for f in fields(Report)} - {"text"}


def pack(data: bytes) -> bytes:
    """Compressed."""
    return zlib.compress(data, 4)


def unpack(data: bytes) -> bytes:
    """What ``pack`` was given; raises ValueError where it was damaged."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise ValueError(str(error)) from error


def text_bytes(text: str) -> bytes:
    """A text as it is digested and kept."""
    return text.encode("utf-8", "surrogatepass")


def values(report: Report) -> dict[str, object]:
    """Everything known of a report but its text, as plain JSON values."""
    plain: dict[str, object] = json.loads(msgspec.json.encode(replace(report, text="")))
    return {key: plain[key] for key in sorted(_SLOTS & plain.keys())}


def report(known: Mapping[str, object], text: str) -> Report:
    """The report again; values that this version does not know are left out, those it lacks are as if unknown."""
    return msgspec.convert({**{k: v for k, v in known.items() if k in _SLOTS}, "text": text}, Report)


def dump(value: object) -> bytes:
    """A JSON value, packed."""
    return pack(json.dumps(value, ensure_ascii=True, sort_keys=True).encode("ascii"))


def load(data: bytes) -> dict[str, object]:
    """A JSON object that was dumped; raises ValueError where it was damaged."""
    found = json.loads(unpack(data))
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found
