"""From receipt to verdict, as a user runs it: untouched is proved so, and what was tampered with is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from twosource.cli import DONE, SOME_REFUSED, app

PAGE = """<html lang="en"><head><title>Fire kills two - The Harbour Post</title>
<meta property="og:site_name" content="Harbour Post Online"><link rel="canonical" href="https://post.example/fire">
<meta property="article:published_time" content="2024-03-04T18:30:00+01:00"></head>
<body><article><h1>Fire kills two</h1>
<p>Two people died when a warehouse burned in the old harbour on Sunday, fire chief Berit Moe said.</p>
<p>“We found them on the second floor,” Moe said on Monday morning.</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Daily</title><link>https://coast.example/</link>
<item><title>Three die in fire</title><link>https://coast.example/1</link><description>Three people died in the
warehouse fire in the old harbour on Sunday, police said.</description></item>
<item><title>Ferry is late</title><link>https://coast.example/2</link><description>The ferry to the islands was two
hours late on Sunday because of high winds.</description></item></channel></rss>"""
POST, COAST, FERRY = "fire", "coast.example/1", "coast.example/2"


def run(library: Path, *args: object) -> Result:
    return CliRunner().invoke(app, [*map(str, args), "--library", str(library)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a page, a feed, a correction and a decision."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "inbox").mkdir()
    (folder / "inbox" / "fire.html").write_text(PAGE, encoding="utf-8")
    (folder / "inbox" / "feed.xml").write_text(FEED, encoding="utf-8")
    library = folder / "desk.sqlite"
    assert run(library, "add", folder / "inbox").exit_code == DONE
    done = run(library, "correct", POST, "publisher=The Harbour Post", "modified=2024-03-05T09:00Z", "--by", "ane")
    assert done.exit_code == DONE, done.output
    assert run(library, "verify").exit_code == DONE
    return library


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "desk.sqlite"))


def repacked(raw: sqlite3.Connection, table: str, column: str, where: str, old: bytes, new: bytes) -> None:
    rows = raw.execute(f"SELECT rowid, {column} FROM {table} WHERE {where}").fetchall()
    for row, data in rows:
        changed = zlib.compress(zlib.decompress(data).replace(old, new))
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (changed, row))


Change = Callable[[sqlite3.Connection], object]
TAMPERED: dict[str, tuple[Change, str]] = {
    "a byte of the page": (
        lambda raw: repacked(raw, "original", "data", "media_type = 'text/html'", b"Two people", b"Ten people"),
        f"report {POST}: the bytes as received changed in bytes 0 to",
    ),
    "a byte of the feed": (
        lambda raw: repacked(raw, "original", "data", "media_type <> 'text/html'", b"Three people", b"Seven people"),
        f"report {COAST}: the bytes as received changed in bytes 0 to",
    ),
    "a word of the text": (
        lambda raw: repacked(raw, "body", "text", "1", b"second floor", b"ground floor"),
        f"report {POST}: the text changed in bytes 0 to",
    ),
    "where a value was read": (
        lambda raw: repacked(raw, "report", "record", "1", b"meta article:published_time", b"JSON-LD datePublished"),
        f"report {POST}: changed without a correction in the log: provenance",
    ),
    "which entry of the feed it is": (
        lambda raw: repacked(raw, "report", "record", "1", b"entry 1", b"entry 2"),
        f"report {COAST}: changed without a correction in the log: parts",
    ),
    "a line of the log taken out": (
        lambda raw: raw.execute("DELETE FROM log WHERE number = 2"),
        "log entry 2 is missing",
    ),
    "two lines of the log exchanged": (
        lambda raw: raw.executescript(
            "UPDATE log SET number = 99 WHERE number = 1; UPDATE log SET number = 1 WHERE number = 2;"
            "UPDATE log SET number = 2 WHERE number = 99;"
        ),
        "does not follow the one before it",
    ),
    "who corrected": (
        lambda raw: raw.execute("UPDATE log SET body = replace(body, 'ane', 'bo') WHERE what = 'corrected'"),
        f"(corrected {POST}) does not say what it said",
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_verify_says_what_was_changed(library: Path, name: str) -> None:
    change, said = TAMPERED[name]
    with closing(sqlite3.connect(library)) as raw:
        change(raw)
        raw.commit()
    done = run(library, "verify")
    assert done.exit_code == SOME_REFUSED
    assert said in done.stdout
    assert "NOT AS IT WAS" in done.stdout


def test_each_value_says_where_it_was_read_and_what_it_was_before(library: Path, tmp_path: Path) -> None:
    [story] = [
        s["id"] for s in json.loads(run(library, "stories", "--json").stdout) if "ferry" not in s["title"].lower()
    ][:1]
    target = tmp_path / "dossier.json"
    done = run(library, "check", story, "--no-models", "--json", target, "--quiet")
    assert done.exit_code == DONE, done.output
    reports = {r["id"]: r for r in json.loads(target.read_text())["reports"]}
    page = reports[POST]
    assert (page["publisher"], page["provenance"]["publisher"]) == ("The Harbour Post", "corrected by ane")
    assert (page["modified"], page["provenance"]["modified"]) == ("2024-03-05T09:00Z", "corrected by ane")
    assert (page["url"], page["provenance"]["url"]) == ("https://post.example/fire", "link canonical")
    start, end, first, last = page["places"][0]
    assert PAGE.encode()[first:last].decode() in PAGE
    assert end > start
    again = run(library, "correct", POST, "publisher=", "--by", "ane")
    assert "publisher: not known (was The Harbour Post; ane" in again.stdout
    assert "publisher: The Harbour Post (was Harbour Post Online; ane" in again.stdout
    assert run(library, "verify").exit_code == DONE


def test_a_bundle_holds_the_feed_once_and_proves_which_entry_it_was(library: Path, tmp_path: Path) -> None:
    [story] = {
        r["story"] for r in json.loads(run(library, "search", "islands", "--json").stdout) for r in [r["report"]]
    }
    case = tmp_path / "case.zip"
    assert run(library, "export", story, "-o", case, "--no-models").exit_code == DONE
    with zipfile.ZipFile(case) as opened:
        names = {n: opened.read(n) for n in opened.namelist()}
    [feed] = [d for n, d in names.items() if "/original" in n and b"Ferry is late" in d]
    record = next(json.loads(d) for n, d in names.items() if n.endswith("report.json") and FERRY in d.decode())
    [part] = record["values"]["parts"]
    assert feed == FEED.encode()
    assert b"Ferry is late" in feed[part["first_byte"] : part["last_byte"]]
    assert CliRunner().invoke(app, ["verify", str(case)]).exit_code == DONE


def test_forgetting_one_entry_says_that_the_feed_stays(library: Path) -> None:
    done = run(library, "forget", COAST, "--yes")
    assert "1 received file (a feed, a list) also gave other reports" in done.stdout
    done = run(library, "forget", FERRY, "--yes")
    assert "1 received file and" in done.stdout
    assert run(library, "verify").exit_code == DONE
