"""Time stamps by an authority of our own: asked for, kept, checked, and refused when they do not hold."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from authority import Authority, authority, certificates
from handed_over import Desk

from twosource import engines
from twosource.custody import timestamp
from twosource.desk import handover, proving


@pytest.fixture
def tsa(tmp_path: Path) -> Iterator[Authority]:
    home = tmp_path / "tsa"
    home.mkdir()
    with authority(home) as opened:
        yield opened


def test_the_log_is_stamped_and_the_stamp_is_checked(desk: Desk, tsa: Authority) -> None:
    head = desk.library.status().head
    said = proving.stamp(desk.library, tsa.url, authority=tsa.certificate)
    assert said.signature_checked
    assert [s.hash for s in desk.library.stamps()] == [head]
    found = proving.library(desk.library, authority=tsa.certificate)
    assert found.findings == []
    assert any("signature holds" in n for n in found.notes)
    assert any("signature not checked" in n for n in proving.library(desk.library).notes)


def test_a_stamp_by_somebody_else_does_not_hold(desk: Desk, tsa: Authority, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    certificates(other)
    proving.stamp(desk.library, tsa.url)
    found = proving.library(desk.library, authority=other / "ca.pem")
    assert [f.subject for f in found.findings] == [f"time stamp by {tsa.url}"]
    with pytest.raises(timestamp.StampError, match="signature does not hold"):
        proving.stamp(desk.library, tsa.url, authority=other / "ca.pem")


def test_a_token_is_of_one_hash_and_whole(tsa: Authority) -> None:
    token = timestamp.request(tsa.url, "a" * 64)
    roots = timestamp.authority(tsa.certificate)
    assert timestamp.read(token, "a" * 64, roots).at.endswith("Z")
    with pytest.raises(timestamp.StampError, match="another hash"):
        timestamp.read(token, "b" * 64, roots)
    for broken in (b"", token[:100], token[:-60] + bytes(60)):
        with pytest.raises(timestamp.StampError):
            timestamp.read(broken, "a" * 64, roots)


def test_a_new_history_is_found_by_the_stamp(desk: Desk, tsa: Authority) -> None:
    """Everything written anew from one entry on, consistently; only the authority's word remains."""
    from sqlalchemy import text

    from twosource.library import journal

    proving.stamp(desk.library, tsa.url)
    with desk.library._database.writing() as connection:
        entries = list(journal.read(connection))
        connection.execute(text("DELETE FROM log WHERE number >= :n"), {"n": entries[-2].number})
        for entry in entries[-2:]:
            body = {**entry.body, "by": "somebody else"} if entry.what == "exported" else entry.body
            journal.write(connection, entry.what, entry.subject, body)
    assert any("time-stamped" in f.what for f in proving.library(desk.library).findings)


def test_a_bundle_carries_the_stamps_and_openssl_reads_them(desk: Desk, tsa: Authority, tmp_path: Path) -> None:
    proving.stamp(desk.library, tsa.url)
    story = desk.library.report("b").story or ""
    case = tmp_path / "stamped.zip"
    with case.open("w+b") as out:
        handover.export(
            desk.library, story, out, handover.Wishes(lambda: engines.load(models=False), models=False), by="ane"
        )
    found = proving.case(case, authority=tsa.certificate)
    assert found.findings == []
    assert any("signature holds" in n for n in found.notes)
    with zipfile.ZipFile(case) as opened:
        opened.extractall(tmp_path / "out")
    stamps = tmp_path / "out" / "stamps"
    assert json.loads((stamps / "0001.json").read_text())["server"] == tsa.url
    asked = ["openssl", "ts", "-verify", "-data", "0001.txt", "-in", "0001.tsr", "-CAfile", str(tsa.certificate)]
    done = subprocess.run(asked, cwd=stamps, capture_output=True, text=True)
    assert "Verification: OK" in done.stdout + done.stderr


def test_a_server_that_gives_none_is_named() -> None:
    pytest.importorskip("rfc3161_client", reason="the library for time stamps is not installed")
    with pytest.raises(timestamp.StampError, match=r"127\.0\.0\.1:1/"):
        timestamp.request("http://127.0.0.1:1/", "a" * 64)


def test_certificates_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "x.pem"
    path.write_text("no certificate")
    pytest.importorskip("cryptography", reason="the library for time stamps is not installed")
    with pytest.raises(timestamp.StampError, match=r"x\.pem"):
        timestamp.authority(path)
