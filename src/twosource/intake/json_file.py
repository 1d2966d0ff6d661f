"""Files of one JSON value: a JSON Feed, a ninjs item, one report or a list of reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from twosource.errors import Unreadable
from twosource.intake import feeds, jsonl, newsml
from twosource.intake.decode import decode
from twosource.intake.source import Format, Found, Source

_FORM = 'Write reports as {"id": "…", "text": "…"}, one a line (.jsonl) or as a list.'


def read(source: Source) -> Iterator[Found]:
    """The reports in it; one that is none of these is refused."""
    try:
        found = json.loads(decode(source.bytes(), source.where).text)
    except json.JSONDecodeError as error:
        raise Unreadable(source.where, f"is not sound JSON ({error}).", _FORM) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(source.where, "is JSON that cannot be read (nested too deeply).", _FORM) from error
    if isinstance(found, dict) and feeds.is_json_feed(found):
        yield from feeds.entries(feeds.of_json(found), source)
        return
    many = isinstance(found, list)
    for number, one in enumerate(found if many else [found], 1):
        place = (
            replace(source, where=f"{source.where}#{number}", part=(f"item {number}", None, None)) if many else source
        )
        try:
            yield _one(one, place)
        except Unreadable as refused:
            yield refused


def _one(found: object, source: Source) -> Found:
    if isinstance(found, dict) and newsml.is_ninjs(found):
        return newsml.of_ninjs(found, source)
    if isinstance(found, dict) and isinstance(found.get("text"), str):
        return jsonl.of_object(found, source.where, source.part)
    raise Unreadable(source.where, "is JSON but neither a report nor a feed nor a ninjs item.", _FORM)


FORMAT = Format("JSON", (".json",), read, media_type="application/json", several=True)
