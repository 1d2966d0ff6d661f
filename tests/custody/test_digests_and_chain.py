"""Digests that say where, and a chain that holds or says which link does not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from twosource.custody.chain import Entry, content_digest, faults
from twosource.custody.digests import Blocks, canonical, sealed


@given(st.binary(max_size=40_000), st.integers(0, 39_999), st.integers(0, 255))
def test_a_changed_byte_lies_in_a_changed_block(data: bytes, at: int, value: int) -> None:
    blocks = Blocks.of(data)
    assert blocks.changed(data) == ()
    other = data[:at] + bytes([value]) + data[at + 1 :]
    if other != data and at < len(data):
        assert any(first <= at < last for first, last in blocks.changed(other))


@given(st.binary(min_size=1, max_size=20_000), st.integers(1, 5000))
def test_what_was_cut_off_or_put_behind_is_seen(data: bytes, count: int) -> None:
    assert Blocks.of(data).changed(data + b"x" * count)
    assert Blocks.of(data + b"x" * count).changed(data)


def test_a_large_thing_has_longer_blocks_not_more() -> None:
    assert len(Blocks.of(bytes(50_000_000)).digests) <= 12 * 256


def test_equal_values_have_one_form() -> None:
    assert canonical({"b": [1, None], "a": "ø\ud800"}) == canonical({"a": "ø\ud800", "b": [1, None]})
    assert canonical("ø") == b'"\\u00f8"'


def test_a_sealed_value_needs_the_salt() -> None:
    one = sealed("salt", {"author": "Ek", "title": None})
    assert one == sealed("salt", {"title": None, "author": "Ek"})
    assert one["author"] != sealed("other", {"author": "Ek"})["author"]
    assert one["author"] != sealed("salt", {"title": "Ek"})["title"]


EVENTS = st.lists(st.tuples(st.sampled_from(["added", "placed"]), st.text(max_size=4)), min_size=1, max_size=8)


def chained(events: list[tuple[str, str]]) -> list[Entry]:
    entries: list[Entry] = []
    for k, (what, subject) in enumerate(events):
        at = f"2024-03-04T00:00:{k:02}Z"
        entries.append(Entry.after(entries[-1] if entries else None, at, what, subject, {"n": k}))
    return entries


@given(EVENTS, st.data())
def test_no_entry_can_be_changed_taken_out_or_moved(events: list[tuple[str, str]], data: st.DataObject) -> None:
    entries = chained(events)
    assert list(faults(entries)) == []
    k = data.draw(st.integers(0, len(entries) - 1))
    one = entries[k]
    for other in (
        replace(one, at="2020-01-01T00:00:00Z"),
        replace(one, subject=one.subject + "x"),
        replace(one, body={"n": -1}),
        replace(one, body={"n": -1}, content=content_digest(one.what, one.subject, {"n": -1})),
        replace(one, hash="0" * 64),
        replace(one, before="1" * 64),
    ):
        assert list(faults([*entries[:k], other, *entries[k + 1 :]]))
    if k < len(entries) - 1:
        assert list(faults([*entries[:k], *entries[k + 1 :]]))
        assert list(faults([*entries[:k], entries[k + 1], one, *entries[k + 2 :]]))


@given(EVENTS)
def test_entries_without_their_content_hold_the_chain(events: list[tuple[str, str]]) -> None:
    bare = [replace(e, what="", subject="", body={}) if k % 2 else e for k, e in enumerate(chained(events))]
    assert list(faults(bare)) == []
