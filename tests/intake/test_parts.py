"""What was read from a part of a file leads back to that part, and the file, or the part's own bytes, are kept."""

from __future__ import annotations

import json
from pathlib import Path

import makers
import pytest
from makers import ONE, THREE, TWO

from twosource.errors import Unreadable
from twosource.intake import Received, receive


def received(folder: Path, name: str, data: bytes) -> list[Received]:
    path = folder / name
    path.write_bytes(data)
    return [one for one in receive([str(path)]) if not isinstance(one, Unreadable)]


def parts(one: Received) -> list[tuple[str, str]]:
    """Each part's name with the words read from it."""
    return [(part.name, one.report.text[part.start : part.end]) for part in one.report.parts]


LINES = [f'{{"id": "{n}", "text": "{words}"}}'.encode() for n, words in enumerate((ONE, TWO, THREE))]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_line_is_kept_and_its_place_in_the_file(tmp_path: Path, mark: bytes, end: bytes) -> None:
    data = mark + end.join([LINES[0], b"", b"{broken", *LINES[1:]])
    for one, name in zip(received(tmp_path, "a.jsonl", data), ("line 1", "line 4", "line 5"), strict=True):
        [part] = one.report.parts
        assert (part.name, data[part.first_byte : part.last_byte]) == (name, one.data)
        assert json.loads(one.data)["text"] == one.report.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_kept_and_its_place_in_the_file(tmp_path: Path, encoding: str, end: str) -> None:
    rows = ["id,text", f'a,"Élysée: {ONE}"', "", f'b,"{TWO}{end}{end}{THREE}"', f"c,{THREE}"]
    data = end.join(rows).encode(encoding)
    found = received(tmp_path, "a.csv", data)
    assert [(one.report.id, one.report.parts[0].name) for one in found] == [
        ("a", "row 2"),
        ("b", "row 4"),
        ("c", "row 5"),
    ]
    for one, row in zip(found, (rows[1], rows[3], rows[4]), strict=True):
        [part] = one.report.parts
        assert one.data == row.encode(encoding.replace("utf-16", "utf-16-le").removesuffix("-sig"))
        assert data[part.first_byte : part.last_byte] == one.data
        assert one.report.extra["columns"] == ["id", "text"]


@pytest.mark.parametrize(("name", "data"), [("a.rss", makers.RSS), ("a.atom", makers.ATOM)])
def test_an_entry_is_kept_in_its_feed(tmp_path: Path, name: str, data: bytes) -> None:
    found = received(tmp_path, name, data)
    assert found
    for number, one in enumerate(found, 1):
        [part] = one.report.parts
        assert (one.data, part.name) == (data, f"entry {number}")
        element = data[part.first_byte : part.last_byte]
        assert element.startswith((b"<item", b"<entry"))
        assert element.endswith((b"</item>", b"</entry>"))
        assert (one.report.title or "").split()[0].encode() in element


def test_an_entry_of_a_feed_that_is_no_sound_xml_is_named_by_its_number(tmp_path: Path) -> None:
    data = makers.RSS.replace(b"</rss>", b"")
    for one in received(tmp_path, "a.rss", data):
        [part] = one.report.parts
        assert (one.data, part.first_byte, part.name[:6]) == (data, None, "entry ")


def test_an_item_of_a_list_is_kept_in_its_file(tmp_path: Path) -> None:
    data = b"[" + b",".join(LINES) + b"]"
    found = received(tmp_path, "a.json", data)
    assert {one.data for one in found} == {data}
    assert [parts(one) for one in found] == [[("item 1", ONE)], [("item 2", TWO)], [("item 3", THREE)]]


def test_a_message_is_kept_as_it_stands_in_its_mailbox(tmp_path: Path) -> None:
    one, two = makers.mail(), makers.mail().replace(b"\n\n", b"\n\n>From there on it rained.\n", 1)
    data = b"From a@b\n" + one + b"\nFrom c@d\n" + two
    found = received(tmp_path, "a.mbox", data)
    for number, message in enumerate(found, 1):
        part = message.report.parts[0]
        assert part.name.startswith(f"message {number}, MIME part 1")
        assert data[part.first_byte : part.last_byte] == message.data
    assert b">From there" in found[1].data
    assert "\n>From" not in found[1].report.text


def test_a_page_saved_as_mhtml_is_kept_as_it_was_saved(tmp_path: Path) -> None:
    data = makers.mhtml("https://a.example/", makers.page())
    [one] = received(tmp_path, "a.mhtml", data)
    assert (one.data, one.media_type, one.report.url) == (data, "multipart/related", "https://a.example/")
    assert [(p.name, p.start, p.end) for p in one.report.parts] == [
        ("MIME part 1 (text/html)", 0, len(one.report.text))
    ]
    assert one.report.places == ()


def test_words_of_a_mail_name_the_part_they_stand_in(tmp_path: Path) -> None:
    [one] = received(tmp_path, "a.eml", makers.mail())
    [(name, words)] = parts(one)
    assert (name.startswith("MIME part 1"), words) == (True, one.report.text)


def test_paragraphs_of_a_word_document_are_named(tmp_path: Path) -> None:
    [one] = received(tmp_path, "a.docx", makers.docx((ONE, ""), ("", ""), (TWO, "Quote")))
    assert parts(one) == [("word/document.xml, paragraph 1", ONE), ("word/document.xml, paragraph 3", TWO)]


def test_pages_of_a_pdf_are_named(tmp_path: Path) -> None:
    [one] = received(tmp_path, "a.pdf", makers.pdf([[ONE], [], [THREE]]))
    assert [name for name, _ in parts(one)] == ["page 1", "page 3"]
    assert [words.split()[0] for _, words in parts(one)] == [ONE.split()[0], THREE.split()[0]]


def test_a_page_of_a_web_archive_names_its_record(tmp_path: Path) -> None:
    [one] = received(tmp_path, "a.warc.gz", makers.warc({"https://a.example/": makers.page()}))
    [part] = one.report.parts
    assert (part.name.startswith("WARC record"), part.first_byte) == (True, one.report.extra["warc_offset"])
