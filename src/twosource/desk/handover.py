"""A story handed over as a case bundle: all that somebody else needs to check it, and to check that it is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import msgspec

from twosource import pipeline
from twosource.custody import bundle
from twosource.desk import checking, versions
from twosource.engines import Engines
from twosource.errors import TwosourceError
from twosource.library import Held, Library, program
from twosource.present import dossier_json, page, revision
from twosource.record import TWO_INDEPENDENT, HouseRule, Owner

_TRIES = 5
_ENDINGS = {
    "text/html": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the dossier is made, if it has to be: as for ``checking.check``."""

    load: Callable[[], Engines]
    models: bool = True
    rule: HouseRule = TWO_INDEPENDENT
    owners: Sequence[Owner] = ()


def export(
    library: Library,
    story: str,
    target: BinaryIO,
    how: Wishes,
    *,
    by: str,
    progress: pipeline.Progress = lambda _: None,
) -> str:
    """Write the bundle of a story and log that it was handed over. Returns the SHA-256 of its manifest."""
    story = library.story(story).id
    for _ in range(_TRIES):
        dossier = checking.check(
            library, story, how.load, models=how.models, rule=how.rule, owners=how.owners, progress=progress
        )
        revisions = tuple(versions.of_story(library, story, how.load, models=how.models))
        before = library.head()
        target.seek(0)
        target.truncate()
        progress("writing the bundle")
        made = _write(library, story, target, before.at if before else "")
        made.add("dossier.json", dossier_json.dump(dossier))
        made.add("dossier.html", page.render(dossier).encode("utf-8", "replace"))
        if revisions:
            changed = [revision.as_json(each) for each in revisions]
            made.add(
                "versions.json", (json.dumps(changed, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
            )
        now = library.head()
        if now != before:  # somebody added or corrected something meanwhile: the log would tell of other things
            continue
        about = {
            "program": program(),
            "library_log": now.number if now else 0,
            "head": now.hash if now else "",
            "story": story,
            "title": dossier.story.title,
            "made_at": now.at if now else "",
            "handed_over_by": by,
        }
        manifest = made.close(about)
        library.exported(story, manifest, by=by)
        return manifest
    raise TwosourceError(f"{library.where} is being written to all the time. Export the story when that is done.")


def _write(library: Library, story: str, target: BinaryIO, at: str) -> bundle.Writer:
    made = bundle.Writer(target, at)
    made.add("README.txt", _README.encode())
    rows = library.reports_of(story, versions=True)
    decided = library.decisions(story)
    originals: dict[str, str] = {}
    for number, held in enumerate(library.reports(r.id for r in rows), start=1):
        for name, data in _report(library, held, f"reports/{number:04} {_plain(held.report.id)}", originals):
            made.add(name, data)
    made.add(
        "decisions.jsonl",
        b"".join(json.dumps(d, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for d in decided),
    )
    shown = {story, f"dossier {story}", *(r.id for r in rows), *(f"revision {r.id}" for r in rows)}
    shown |= {str(d["id"]) for d in decided} | {e.subject for e in library.log() if e.what == "stamped"}
    made.add("log.jsonl", b"".join(bundle.log_lines(library.log(), shown)))
    for number, stamp in enumerate(library.stamps(), start=1):
        name = f"stamps/{number:04}"
        made.add(f"{name}.tsr", stamp.token)
        made.add(f"{name}.txt", stamp.hash.encode("ascii"))
        said = {
            "entry": stamp.entry,
            "hash": stamp.hash,
            "server": stamp.server,
            "at": stamp.at,
            "token": f"{name}.tsr",
        }
        made.add(f"{name}.json", msgspec.json.encode(said) + b"\n")
    return made


def _report(library: Library, held: Held, folder: str, originals: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Its files. What several were read from (a feed) goes in once: ``originals`` are the names by digest."""
    ident = held.report.id
    proof = library.proof(ident)
    files = {"original": f"{folder}/original{_ending(held)}", "text": f"{folder}/text.txt"}
    there = originals.setdefault(held.receipt.bytes_sha256, files["original"])
    if there == files["original"]:
        yield files["original"], library.received_bytes(ident)
    files["original"] = there
    yield files["text"], held.report.text.encode("utf-8", "surrogatepass")
    if (fetched := library.exchange(ident)) is not None:
        files["exchange"] = f"{folder}/fetched.warc"
        yield files["exchange"], fetched
    yield f"{folder}/report.json", bundle.report_record(ident, files, proof.values, proof.receipt, proof.salt)


def _ending(held: Held) -> str:
    """Of the file as it came, where it had one that is plain."""
    suffix = PurePosixPath(held.receipt.where.partition(":")[0]).suffix.lower()
    known = _ENDINGS.get(held.receipt.media_type)
    return known or (suffix if re.fullmatch(r"\.[a-z0-9]{1,6}", suffix) else ".bin")


def _plain(ident: str) -> str:
    return re.sub(r"[^\w.~-]+", "_", ident)[:60].strip("._") or "report"


_README = """\
THIS IS A CASE BUNDLE made by twosource.

What is in it
  reports/NNNN …/original.*   the bytes of each report exactly as they were received
  reports/NNNN …/text.txt     the text that was read out of them (all places in the dossier count in it)
  reports/NNNN …/report.json  publisher, date, address, time and manner of receipt
  reports/NNNN …/fetched.warc the server's answers and redirects, where it was fetched from an address
  dossier.html, dossier.json  who said what on whose word, where the reports agree and differ
  versions.json               what changed in articles that were received more than once
  decisions.jsonl             what a person overruled
  log.jsonl                   the log of the library it comes from; entries about other stories are
                              kept as digests only
  stamps/                     time stamps (RFC 3161) of an outside authority, where they were asked for
  manifest.json, SHA256SUMS   the digest of every file

How to check it without twosource
  sha256sum -c SHA256SUMS                       every file is the one that was sealed
  openssl ts -verify -data stamps/0001.txt -in stamps/0001.tsr -CAfile AUTHORITY.pem
                                                the authority saw this state of the log at that time
  In log.jsonl each entry's hash is SHA-256 of ["hash before","at","content"] as JSON without blanks,
  the first one's hash before being 64 zeros; content is SHA-256 of [what, subject, body] likewise,
  with the keys sorted. An entry "added" holds the SHA-256 of a report's bytes and text.

How to check it with twosource
  twosource verify THIS-FILE.zip --head HASH --authority AUTHORITY.pem

What it proves and what not
  It proves that nothing in it was changed since the log's entries were made, as far as the last hash
  of the log (or the digest of manifest.json) was written down elsewhere or time-stamped: somebody who
  makes up everything at once gets another hash. It does not prove that a page read so for everybody,
  nor that anything in it is true.
"""
