"""A library gets each report with the bytes that it was made from, as they came."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import makers
from makers import ONE, TWO

from twosource.errors import Unreadable
from twosource.intake import Received, receive


def received(folder: Path, name: str, data: bytes) -> list[Received]:
    path = folder / name
    path.write_bytes(data)
    return [one for one in receive([str(path)]) if not isinstance(one, Unreadable)]


def test_a_file_is_kept_as_it_is(tmp_path: Path) -> None:
    for name, data, kind in (
        ("a.html", makers.page(), "text/html"),
        ("a.pdf", makers.pdf([[ONE]]), "application/pdf"),
        ("a.txt", ONE.encode("utf-16"), "text/plain"),
        ("a.eml", makers.mail(), "message/rfc822"),
    ):
        [one] = received(tmp_path, name, data)
        assert (one.data, one.how, one.media_type, one.file, one.alone) == (data, "file", kind, tmp_path / name, True)


def test_a_word_document_is_called_one(tmp_path: Path) -> None:
    data = makers.docx((ONE, ""))
    [one] = received(tmp_path, "a.docx", data)
    assert one.data == data
    assert one.media_type.endswith("wordprocessingml.document")


def test_of_many_in_a_file_each_has_its_own_line(tmp_path: Path) -> None:
    lines = [b'{"id": "a", "text": "One sank."}', b'{"id": "b", "text": "Two sank."}']
    found = received(tmp_path, "a.jsonl", b"\r\n".join(lines))
    assert [one.data for one in found] == lines
    assert not any(one.alone for one in found)


def test_a_row_of_a_table_is_kept_as_its_line(tmp_path: Path) -> None:
    [one] = received(tmp_path, "a.csv", f'text\n"{ONE}"\n'.encode())
    assert (one.data, one.media_type) == (f'"{ONE}"'.encode(), "text/csv")


def test_a_member_of_an_archive_is_kept_as_it_was_packed(tmp_path: Path) -> None:
    inner = makers.archive({"page.html": makers.page(), "b.txt": TWO.encode()})
    found = received(tmp_path, "a.zip", makers.archive({"in.zip": inner}))
    assert [one.data for one in found] == [TWO.encode(), makers.page()]
    assert {(one.how, one.file) for one in found} == {("archive", tmp_path / "a.zip")}


def test_a_page_of_a_web_archive_is_kept_as_its_body(tmp_path: Path) -> None:
    [one] = received(tmp_path, "a.warc.gz", makers.warc({"https://a.example/": makers.page()}))
    assert (one.data, one.how, one.report.url) == (makers.page(), "archive", "https://a.example/")


def test_standard_input_is_kept(tmp_path: Path) -> None:
    [one] = [r for r in receive(["-"], BytesIO(makers.page())) if not isinstance(r, Unreadable)]
    assert (one.data, one.how, one.file) == (makers.page(), "standard input", None)
