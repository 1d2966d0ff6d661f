"""Every format is read into the same reports, alone, packed into an archive, and mixed in a folder."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import makers
import pytest
from makers import ONE, THREE, TWO

from twosource.intake import Intake, stream, take
from twosource.record import Report

TITLE = "Ferry sinks on lake"
BOTH = f"{ONE}\n\n{TWO}"
URL = "https://www.lake.example/2023/ferry.html"


def written(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def taken(folder: Path, name: str, data: bytes) -> Report:
    found = take([written(folder, name, data)])
    assert not found.refused, found.refused
    [report] = found.reports
    return report


def test_a_word_document(tmp_path: Path) -> None:
    words = ("Ferry sinks", "Title"), (ONE, ""), ("The ferry in 2019", "Caption"), (TWO, "Quote")
    report = taken(tmp_path, "a.docx", makers.docx(*words, author="Ana Reyes"))
    assert report.text == f"Ferry sinks\n\n{ONE}\n\nThe ferry in 2019\n\n{TWO}"
    assert [m.kind for m in report.marks] == ["heading", "caption", "block-quote"]
    assert (report.title, report.author, report.published) == ("Ferry sinks", "Ana Reyes", None)


def test_a_pdf_its_lines_joined_to_paragraphs_and_its_running_heads_left_out(tmp_path: Path) -> None:
    one = ["The ferry sank on Monday in high winds, police said, and at least 31 peo-", "ple drowned."]
    pages = [["Lake Times 16 January", "", *one, "", THREE, "", f"{n}"] for n in (1, 2, 3)]
    report = taken(tmp_path, "a.pdf", makers.pdf([["Ferry sinks on lake", "", *pages[0][1:]], *pages[1:]]))
    assert report.text.split("\n\n") == [TITLE, ONE, THREE, ONE, THREE, ONE, THREE]
    assert report.title == TITLE


def test_a_pdf_says_who_made_it_but_not_when_it_was_published(tmp_path: Path) -> None:
    info = "/Title(Ferry sinks)/Author(Ana Reyes)/CreationDate(D:20230116100500+01'00')"
    report = taken(tmp_path, "a.pdf", makers.pdf([[ONE]], info=info))
    assert (report.title, report.author, report.published) == ("Ferry sinks", "Ana Reyes", None)
    assert report.extra["document_created"] == "2023-01-16T10:05:00+01:00"


def test_an_email_with_its_attachments(tmp_path: Path) -> None:
    edge = 'Content-Type: multipart/mixed; boundary="x"'
    body = (
        f"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{ONE}\r\n"
        '--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="../statement.txt"\r\n\r\n'
        f"{THREE}\r\n"
        f'--x\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="a.png"\r\n\r\nx\r\n--x--\r\n'
    )
    found = take([written(tmp_path, "a.eml", makers.mail(body, headers=edge))])
    mail, statement = found.reports
    assert (mail.id, mail.title, mail.author, mail.published) == (
        "a", "Ferry sinks", "Lake Police", "2023-01-16T10:05:00+01:00",
    )  # fmt: skip
    assert (mail.text.strip(), statement.text.strip()) == (ONE, THREE)
    assert mail.publisher is None


def test_an_email_in_html_only(tmp_path: Path) -> None:
    report = taken(tmp_path, "a.eml", makers.mail(f"<p>{ONE}</p><p>{TWO}</p>", headers="Content-Type: text/html"))
    assert report.text == BOTH.replace("“", "“")


def test_a_mailbox(tmp_path: Path) -> None:
    box = b"".join(b"From x@y Mon Jan 16 2023\n" + makers.mail(subject=s) + b"\n\n" for s in ("One", "Two"))
    found = take([written(tmp_path, "box", box)])
    assert [(r.id, r.title) for r in found.reports] == [("box-1", "One"), ("box-2", "Two")]


@pytest.mark.parametrize("name", ["a.mhtml", "page"])
def test_a_page_saved_as_mhtml(tmp_path: Path, name: str) -> None:
    report = taken(tmp_path, name, makers.mhtml(URL, makers.page()))
    assert (report.id, report.url, report.title) == ("lake.example/2023/ferry", URL, TITLE)
    assert report.text.split("\n\n") == [TITLE, ONE, TWO, THREE]
    assert report.provenance["url"] == "MHTML header"
    assert report.published is None


def test_a_page_saved_by_singlefile_with_its_pictures(tmp_path: Path) -> None:
    note = b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://www.lake.example/ferry \n"
    note += b" saved date: Tue Jan 17 2023\n-->"
    picture = b"<img src='data:image/png;base64," + b"A" * 20_000_000 + b"'>"
    page = makers.page().replace(b"<!DOCTYPE html><html lang='en'>", note).replace(b"<h1>", picture + b"<h1>")
    report = taken(tmp_path, "a.html", page)
    assert (report.url, report.text.split("\n\n")) == ("https://www.lake.example/ferry", [TITLE, ONE, TWO, THREE])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rss", makers.RSS),
        ("a.xml", makers.RSS),
        ("feed", makers.ATOM),
        ("a.json", json.dumps(makers.JSON_FEED).encode()),
    ],
)
def test_the_entries_of_a_feed(tmp_path: Path, name: str, data: bytes) -> None:
    found = take([written(tmp_path, name, data)])
    report = next(r for r in found.reports if r.id == "lake.example/ferry")
    assert report.text == BOTH
    assert (report.publisher, report.published, report.author, report.url) == (
        "Lake Times", "2023-01-16T10:05:00+01:00", "Ana Reyes", "https://lake.example/ferry",
    )  # fmt: skip
    assert not found.refused


def test_a_summary_is_said_to_be_one(tmp_path: Path) -> None:
    found = take([written(tmp_path, "a.rss", makers.RSS)])
    [short] = [r for r in found.reports if r.extra.get("partial")]
    assert (short.text, short.title) == (THREE, "Captain held")
    assert any("a summary only" in w for w in found.warnings)


def test_a_list_of_feeds_holds_no_reports(tmp_path: Path) -> None:
    [refused] = take([written(tmp_path, "a.opml", makers.OPML)]).refused
    assert "names 2 feeds" in refused.why


AGENCY = [
    ("a.xml", makers.NEWSML),
    ("a.nitf", makers.NITF),
    ("a.json", json.dumps(makers.NINJS).encode()),
]


@pytest.mark.parametrize(("name", "data"), AGENCY)
def test_what_agencies_send(tmp_path: Path, name: str, data: bytes) -> None:
    report = taken(tmp_path, name, data)
    assert [p for p in report.text.split("\n\n") if p != "The ferry in 2019."] == [ONE, TWO]
    assert (report.title, report.publisher, report.published, report.author) == (
        TITLE, "Lake Region Agency", "2023-01-16T10:05:00+01:00", "Ana Reyes",
    )  # fmt: skip


def test_an_agency_item_says_what_was_corrected(tmp_path: Path) -> None:
    report = taken(tmp_path, "a.xml", makers.NEWSML)
    assert report.extra["correction"] == "Corrects the number of the missing."
    assert report.modified == "2023-01-16T12:00:00+01:00"


TABLE = f'Headline;Body;Day;Outlet\nFerry;"{ONE}\n\n{TWO}";2023-01-16;Lake Times\n;;;\nBad;;x;y\n'


def test_a_table_with_columns_that_are_understood(tmp_path: Path) -> None:
    found = take([written(tmp_path, "a.csv", TABLE.encode())], columns={"published": "Day"})
    [report] = found.reports
    assert (report.title, report.text, report.published, report.publisher) == (
        "Ferry",
        BOTH,
        "2023-01-16",
        "Lake Times",
    )
    assert report.provenance["published"] == 'column "Day"'
    assert found.refused[0].where.endswith("a.csv:6")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_as_spreadsheets_write_it(tmp_path: Path, encoding: str) -> None:
    data = "text\tlanguage\nPolitiet sier at fergen sank på mandag ved Bjørnøya.\tno\n".encode(encoding)
    report = taken(tmp_path, "a.tsv", data)
    assert (report.text, report.language) == ("Politiet sier at fergen sank på mandag ved Bjørnøya.", "no")


def test_a_table_without_a_text_names_its_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b"id,wording\n1,x\n")
    assert "its columns are: id, wording" in take([path]).refused[0].why
    assert 'no column "txt"' in take([path], columns={"text": "txt"}).refused[0].why


# ------------------------------------------------------------------ archives

PAGES = {URL: makers.page(), "https://hill.example/x": makers.page(title="Another ferry")}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc.gz", makers.warc(PAGES)),
        ("a.warc", makers.warc(PAGES, packed=False)),
        ("crawl", makers.warc(PAGES)),
        ("a.warc.gz", gzip.compress(makers.warc(PAGES, packed=False))),
        ("a.wacz", makers.archive({"datapackage.json": b"{}", "pages/pages.jsonl": b'{"text": "no report"}\n',
                                   "archive/data.warc.gz": makers.warc(PAGES)})),
    ],
)  # fmt: skip
def test_the_pages_of_a_web_archive(tmp_path: Path, name: str, data: bytes) -> None:
    found = take([written(tmp_path, name, data)])
    assert [(r.id, r.url) for r in found.reports] == [
        ("hill.example/x", "https://hill.example/x"),
        ("lake.example/2023/ferry", URL),
    ]
    assert found.reports[1].extra["fetched"] == "2023-01-17T08:00:00Z"
    assert found.reports[1].published is None


def test_records_that_are_no_page_are_counted(tmp_path: Path) -> None:
    data = makers.warc(PAGES) + makers.warc({URL: b"gone"}, status=404) + makers.warc({URL: b"x"}, kind="image/png")
    assert any("passed over 2 records" in w for w in take([written(tmp_path, "a.warc.gz", data)]).warnings)


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_is_taken_up_where_it_was_left(tmp_path: Path, packed: bool) -> None:
    path = written(tmp_path, "a.warc.gz" if packed else "a.warc", makers.warc(PAGES, packed=packed))
    whole = [r for r in stream(path) if isinstance(r, Report)]
    place = whole[1].extra["warc_offset"]
    assert isinstance(place, int) and place > 0
    assert [r.id for r in stream(path, start=place) if isinstance(r, Report)] == [whole[1].id]


def test_a_web_archive_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    data = makers.warc(PAGES, packed=False)
    found = take([written(tmp_path, "a.warc", data[: -len(data) // 3])])
    assert [r.id for r in found.reports][-1] == "lake.example/2023/ferry"


def everything() -> dict[str, bytes]:
    return {
        "mon/story.txt": ONE.encode(),
        "mon/story.txt.meta.json": b'{"publisher": "Lake Times", "published": "2023-01-16"}',
        "tue/story.md": f"---\npublisher: Hill Post\n---\n{TWO}".encode(),
        "page.html": makers.page(),
        "page_files/advert.html": makers.page(),
        "b.docx": makers.docx((ONE, "")),
        "c.pdf": makers.pdf([[THREE]]),
        "d.eml": makers.mail(),
        "e.json": json.dumps(makers.NINJS).encode(),
        "f.warc.gz": makers.warc({"https://hill.example/x": makers.page()}),
        "g.jsonl": b'{"id": "g1", "text": "The ferry sank."}\n',
        "h.csv": b"id,text\nh1,The ferry sank.\n",
        "photo.jpg": b"\xff\xd8\xff",
        ".hidden.txt": b"no",
        "scan.tiff2": b"II*\x00",
    }


def summary(found: Intake) -> tuple[list[tuple[str, str, str | None]], list[str]]:
    return [(r.id, r.text, r.publisher) for r in found.reports], [r.why for r in found.refused]


def test_a_folder_and_a_zip_of_it_give_the_same(tmp_path: Path) -> None:
    for name, data in everything().items():
        written(tmp_path / "desk", name, data)
    folder = take([str(tmp_path / "desk")])
    packed = take([written(tmp_path, "desk.zip", makers.archive(everything()))])
    assert summary(folder) == summary(packed)
    assert len(folder.reports) == 10
    assert [r.where.rsplit("/", 1)[1] for r in packed.refused] == ["scan.tiff2"]
    inner = take([written(tmp_path, "outer.zip", makers.archive({"in/desk.zip": makers.archive(everything())}))])
    assert summary(inner)[0] == summary(packed)[0]


def test_one_file_in_gzip(tmp_path: Path) -> None:
    report = taken(tmp_path, "story.txt.gz", gzip.compress(ONE.encode()))
    assert (report.id, report.text) == ("story", ONE)


def test_each_value_says_where_it_was_read(tmp_path: Path) -> None:
    written(tmp_path, "a.html.meta.json", b'{"publisher": "The Lake Times"}')
    head = f'<link rel="canonical" href="{URL}"><meta property="og:site_name" content="Lake Times">'
    report = taken(tmp_path, "a.html", makers.page(head=head))
    assert report.publisher == "The Lake Times"
    assert dict(report.provenance) == {
        "publisher": "a.html.meta.json",
        "title": "heading of the page",
        "url": "link canonical",
        "language": "html lang",
    }
