import json
import os
from io import BytesIO
from pathlib import Path

import pytest

from twosource.intake import MAX_BYTES, stream, take
from twosource.intake.source import MAX_TEXT
from twosource.record import Report

TEXT = "The ferry sank on Monday, police said. Nineteen people are missing.\n"
FRONT = "---\ntitle: Ferry sinks\npublisher: Lake Times\npublished: 16 January 2023\ndesk: foreign\n---\n"


def write(path: Path, content: str | bytes = TEXT) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


# ------------------------------------------------------------------ text files


def test_a_text_with_a_front_matter(tmp_path: Path) -> None:
    [report] = take([write(tmp_path / "ferry.md", FRONT + TEXT)]).reports
    assert report == Report("ferry", TEXT, "Ferry sinks", None, "Lake Times", "2023-01-16", "en")
    assert report.extra == {"desk": "foreign"}


@pytest.mark.parametrize("name", ["ferry.txt.meta.json", "ferry.txt.json", "ferry.meta.json"])
def test_a_text_with_a_sidecar_which_counts_before_the_front_matter(tmp_path: Path, name: str) -> None:
    write(tmp_path / name, json.dumps({"Publisher": "The Lake Times", "url": "https://example.org/f", "id": "f1"}))
    [report] = take([write(tmp_path / "ferry.txt", FRONT + TEXT)]).reports
    assert (report.id, report.publisher, report.url) == ("f1", "The Lake Times", "https://example.org/f")
    assert report.published == "2023-01-16"
    assert [r.id for r in take([str(tmp_path)]).reports] == ["f1"]


@pytest.mark.parametrize("content", ["{broken", "[1]", "[" * 100_000, b"\xff\xfe\xff"])
def test_a_broken_sidecar_is_named_and_the_report_taken(tmp_path: Path, content: str | bytes) -> None:
    sidecar = write(tmp_path / "ferry.txt.meta.json", content)
    taken = take([write(tmp_path / "ferry.txt")])
    assert len(taken.reports) == 1
    assert taken.warnings[0].startswith(f"{sidecar}: ")


def test_the_text_is_kept_as_decoded_but_for_line_ends_and_mark(tmp_path: Path) -> None:
    [report] = take([write(tmp_path / "a.txt", "\ufeff  One\r\n\r\ntwo\tthree \rfour\n\n")]).reports
    assert report.text == "  One\n\ntwo\tthree \nfour\n\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ferry sinks on lake\n\n" + TEXT, "Ferry sinks on lake"),
        ("# Ferry sinks on lake\n\n" + TEXT, "Ferry sinks on lake"),
        ("Was the ferry too old?\n\n" + TEXT, "Was the ferry too old?"),
        ("The ferry sank on Monday.\n\n" + TEXT, None),
        ("“We have lost everything.”\n\n" + TEXT, None),
        ("Ferry sinks on lake\n" + TEXT, None),
        ("By Ana Reyes\n\n" + TEXT, None),
        ("16 January 2023\n\n" + TEXT, None),
        ("ferry " * 40 + "\n\n" + TEXT, None),
        ("Ferry sinks on lake\n\n", None),
    ],
)
def test_a_first_line_that_stands_like_a_headline_is_the_title_and_stays_in_the_text(
    tmp_path: Path, text: str, title: str | None
) -> None:
    [report] = take([write(tmp_path / "a.txt", text)]).reports
    assert (report.title, report.text) == (title, text)


def test_nothing_is_taken_from_the_clock_or_the_file(tmp_path: Path) -> None:
    [report] = take([write(tmp_path / "a.txt")]).reports
    assert (report.published, report.publisher, report.url, report.author) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The ferry\u200b sank\u200b on Monday.", "2 invisible (zero-width) characters"),
        ("The ferry \u202esank\u202c on Monday.", "2 characters that change the direction"),
        ("The ferry \x1b[31msank on Monday.", "1 control character"),
    ],
)
def test_characters_that_nobody_sees_are_kept_and_said_once(tmp_path: Path, text: str, says: str) -> None:
    taken = take([write(tmp_path / "a.txt", text)])
    assert taken.reports[0].text == text
    [warning] = taken.warnings
    assert says in warning


def test_joiners_that_a_script_needs_are_not_odd(tmp_path: Path) -> None:
    assert take([write(tmp_path / "a.txt", "می‌گوید که کشتی روز دوشنبه غرق شد. 👨‍👩‍👧")]).warnings == ()


def test_a_guessed_encoding_is_named_with_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Åse Bjørnstad sier at fergen sank på mandag, opplyser politiet.".encode("cp1252"))
    taken = take([path])
    assert taken.reports[0].text.startswith("Åse Bjørnstad")
    assert taken.warnings[0].startswith(f"{path}: ")
    assert "Windows-1252" in taken.warnings[0]


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "holds no words"),
        ("a.txt", b"%PDF-1.7", "a damaged PDF"),
        ("a.pdf", b"not really one", "a damaged PDF"),
        ("a.docx", b"PK\x03\x04", "a damaged zip archive"),
        ("a.odt", b"x", "an OpenDocument text"),
        ("a.json", b'{"id": 1}', "neither a report nor a feed nor a ninjs item"),
        ("a.xml", b"<?xml version='1.0'?><nitf>", "no sound XML"),
        ("a.xml", b"<?xml version='1.0'?><svg/>", "an XML file"),
        ("a", b"\x00\x01" * 50, "zero bytes"),
    ],
)
def test_what_is_not_read_is_named_with_what_it_is_and_what_to_do(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = write(tmp_path / name, content)
    [refused] = take([path]).refused
    assert refused.where == path
    assert says in refused.why
    assert refused.do


def test_nothing_named_nothing_there_and_an_empty_folder(tmp_path: Path) -> None:
    assert "no file" in take([]).refused[0].why
    assert "no such file" in take([str(tmp_path / "nowhere")]).refused[0].why
    assert "nothing in it" in take([str(tmp_path)]).refused[0].why
    assert take(["a\0b"]).refused
    assert "is empty" in take(["-"], BytesIO(b"")).refused[0].why


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    Path(path).chmod(0)
    assert "no permission" in take([path]).refused[0].why


def test_a_large_text_is_taken_and_a_larger_one_refused_without_reading_it(tmp_path: Path) -> None:
    large = write(tmp_path / "large.txt", TEXT * (3_000_000 // len(TEXT)))
    larger = write(tmp_path / "larger.txt", TEXT * (MAX_TEXT // len(TEXT) + 1))
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(MAX_BYTES * 100)
    taken = take([large, larger, str(tmp_path / "huge.txt")])
    assert [r.id for r in taken.reports] == ["large"]
    why = {r.where.rpartition("/")[2]: r.why for r in taken.refused}
    assert "characters" in why["larger.txt"]
    assert "larger than 64 MB" in why["huge.txt"]


# ------------------------------------------------------------------ folders


def test_a_folder_of_everything(tmp_path: Path) -> None:
    article = "<p>The ferry sank on Monday, police said on Tuesday.</p>" * 2
    write(tmp_path / "b" / "page.html", f"<html><body><h1>Ferry</h1>{article}</body></html>")
    write(tmp_path / "b" / "page_files" / "advert.html", "<html><body>Buy</body></html>")
    write(tmp_path / "a.txt")
    write(tmp_path / "a.txt.meta.json", '{"publisher": "Lake Times"}')
    write(tmp_path / "c.jsonl", '{"id": "c1", "text": "The ferry sank."}\n{"id": "c2"}\n')
    write(tmp_path / "scan.pdf", b"%PDF-1.4")
    write(tmp_path / "photo.jpg", b"\xff\xd8\xff")
    write(tmp_path / "README.md")
    write(tmp_path / ".hidden.txt")
    write(tmp_path / ".git" / "notes.txt")
    taken = take([str(tmp_path)])
    assert [r.id for r in taken.reports] == ["a", "c1", "page"]
    assert [r.where.removeprefix(f"{tmp_path}/") for r in taken.refused] == ["c.jsonl:2", "scan.pdf"]
    assert taken.warnings == (f"{tmp_path}: passed over what is no report (1 .jpg, 1 README.md).",)


def test_what_tells_about_a_folder_is_no_report_even_where_it_is_named(tmp_path: Path) -> None:
    named = [str(write(tmp_path / "readme.txt")), str(write(tmp_path / "a.txt"))]
    taken = take(named)
    assert [r.id for r in taken.reports] == ["a"]
    assert [r.why for r in taken.refused] == ["tells about a folder by its name and was not read as a report."]


def test_links_are_not_followed_and_one_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "from-a-source"
    write(folder / "a.txt")
    secret = write(tmp_path / "private.txt", "Names of our sources.")
    (folder / "loop").symlink_to(folder)
    (folder / "same.txt").symlink_to(folder / "a.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "out.txt").symlink_to(secret)
    (folder / "up").symlink_to("..")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    taken = take([str(folder)])
    assert [r.id for r in taken.reports] == ["a"]
    assert [(r.where.rsplit("/", 1)[1], r.why) for r in taken.refused] == [
        ("gone.txt", "is a link that leads nowhere."),
        ("out.txt", "is a link that leads out of the folder."),
        ("self.txt", "is a link that leads nowhere."),
        ("up", "is a link that leads out of the folder."),
    ]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "a pipe or a device" in take([str(tmp_path)]).refused[0].why


def test_a_name_that_is_no_text_can_still_be_printed_and_used(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\n.txt")).write_text(TEXT)
    except OSError:
        pytest.skip("this file system takes no such names")
    [report] = take([str(tmp_path)]).reports
    assert report.id == "caf\ufffd\ufffd"


# ------------------------------------------------------------------ standard input


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (b'\n{"id": "a", "text": "x y"}\n{"id": "b", "text": "x y z"}\n', ["a", "b"]),
        (b"The ferry sank on Monday.\n", ["stdin"]),
        (b'{"not": "a report"}\n', ["stdin"]),
        (b"<!doctype html><p>The ferry sank on Monday, police said on Tuesday.</p>", ["stdin"]),
    ],
)
def test_standard_input_is_told_by_its_beginning(given: bytes, ids: list[str]) -> None:
    assert [r.id for r in take(["-"], BytesIO(given)).reports] == ids


def test_a_stream_reads_folders_too_and_passes_warnings_on(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "The ferry\u200b sank.")
    write(tmp_path / "b.pdf", b"%PDF-")
    warnings: list[str] = []
    assert [type(item).__name__ for item in stream(str(tmp_path), warn=warnings.append)] == ["Report", "Unreadable"]
    assert len(warnings) == 1


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.txt", TEXT * n) for n in range(1, 12)] + [write(tmp_path / "x.pdf", b"%PDF")]
    forwards, backwards = take(paths), take(paths[::-1])
    assert forwards.reports == backwards.reports
    assert [str(r) for r in forwards.refused] == [str(r) for r in backwards.refused]
