"""A case bundle: one zip file with the reports of a story as received and as read, the log, and the dossier, that can
be checked without the library it came from.

Three things hold it together. ``manifest.json`` has the SHA-256 of every file; ``SHA256SUMS`` says the same for
``sha256sum -c``. ``log.jsonl`` is the library's whole chain, of which entries about other stories keep only their
digests. And every original, text and value is held against the log's entry of its receipt, so that a bundle made up
afterwards must have another chain than the one whose hash was written down or time-stamped.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from twosource.custody import chain
from twosource.custody.chain import START, Entry
from twosource.custody.digests import Blocks, canonical, sealed, sha256
from twosource.errors import TwosourceError

FORMAT = "twosource-case/1"
_MANIFEST, _SUMS, _LOG = "manifest.json", "SHA256SUMS", "log.jsonl"
_LARGEST = 1 << 30  # of one file in a bundle


class NoBundle(TwosourceError):
    """The file is no case bundle at all; the message says why."""


class Writer:
    """Writes a bundle file by file; ``close`` seals it."""

    def __init__(self, target: BinaryIO, at: str) -> None:
        """``at`` is the time that every file in it carries (UTC, ISO 8601), so that the same case gives the same
        bytes."""
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._at = (int(at[:4]), int(at[5:7]), int(at[8:10]), int(at[11:13]), int(at[14:16]), int(at[17:19]))
        self._files: list[dict[str, object]] = []

    def add(self, name: str, data: bytes) -> None:
        """Put a file in."""
        self._put(name, data)
        self._files.append({"path": name, "size": len(data), "sha256": sha256(data)})

    def close(self, about: Mapping[str, object]) -> str:
        """Write manifest and sums. Returns the manifest's SHA-256: who has it can't be shown another bundle."""
        manifest = _pretty({"format": FORMAT, **about, "files": self._files})
        self._put(_MANIFEST, manifest)
        self._put(_SUMS, _sums([*self._files, {"path": _MANIFEST, "sha256": sha256(manifest)}]))
        self._zip.close()
        return sha256(manifest)

    def _put(self, name: str, data: bytes) -> None:
        info = zipfile.ZipInfo(name, self._at)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, data)


def log_lines(entries: Iterable[Entry], shown: Iterable[str]) -> Iterator[bytes]:
    """The log for a bundle: entries whose subject is in ``shown`` in full, of the others time and digest only."""
    subjects = frozenset(shown)
    for entry in entries:
        row: dict[str, object] = {"number": entry.number, "at": entry.at, "content": entry.content}
        if entry.subject in subjects:
            row |= {"what": entry.what, "subject": entry.subject, "body": dict(entry.body)}
            row |= {"before": entry.before, "hash": entry.hash}
        yield canonical(row) + b"\n"


def report_record(
    ident: str, files: Mapping[str, str], values: Mapping[str, object], receipt: Mapping[str, object], salt: str
) -> bytes:
    """``report.json`` of one report: what is known of it, how it was received, and the salt that opens the log's sealed
    digests of both. ``files`` names its "original", "text" and, where it was fetched, "exchange"."""
    return _pretty({"id": ident, "files": dict(files), "values": dict(values), "receipt": dict(receipt), "salt": salt})


@dataclass(slots=True)
class Checked:
    """What a bundle is, and what in it is not as it was sealed: (file or report, sentence)."""

    about: Mapping[str, object] = field(default_factory=dict)
    manifest: str = ""
    head: str = ""
    reports: int = 0
    hashes: frozenset[str] = frozenset()
    stamps: tuple[tuple[str, str, bytes], ...] = ()  # (hash, server, token)
    findings: list[tuple[str, str]] = field(default_factory=list)

    def find(self, subject: str, what: str) -> None:
        """Note something."""
        self.findings.append((subject, what))


def check(path: Path) -> Checked:
    """Hold everything in a bundle against its manifest and its log. Raises NoBundle where it is none."""
    found = Checked()
    try:
        with zipfile.ZipFile(path) as opened:
            _check(opened, found)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise NoBundle(f"{path}: can't be opened as a zip file ({error}). It is damaged, or no case bundle.") from error
    return found


def _check(opened: zipfile.ZipFile, found: Checked) -> None:
    files = _files(opened, found)
    try:
        manifest = json.loads(files[_MANIFEST])
        listed = {str(f["path"]): f for f in manifest["files"]}
        if manifest["format"] != FORMAT:
            raise NoBundle(f"It is a bundle of another form ({manifest['format']}). Use the twosource that made it.")
    except (KeyError, ValueError, TypeError) as error:
        raise NoBundle(f"It is no case bundle: its {_MANIFEST} is missing or unreadable.") from error
    found.about = {k: v for k, v in manifest.items() if k != "files"}
    found.manifest = sha256(files[_MANIFEST])
    _check_listed(files, listed, found)
    entries = _log(files.get(_LOG, b""), found)
    for _, sentence in chain.faults(entries):
        found.find(_LOG, sentence)
    found.head = entries[-1].hash if entries else START
    found.hashes = frozenset(e.hash for e in entries)
    if found.head != manifest.get("head"):
        found.find(_LOG, "does not end with the entry that the manifest names.")
    _check_reports(files, entries, found)
    _check_decisions(files, entries, found)
    found.stamps = tuple(_stamps(files, found))


def _files(opened: zipfile.ZipFile, found: Checked) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for info in opened.infolist():
        if info.filename in files:
            found.find(info.filename, "is in the bundle twice.")
        if info.file_size > _LARGEST:
            raise NoBundle(f"{info.filename} in it is larger than 1 GB, which no bundle of ours holds.")
        try:
            files[info.filename] = opened.read(info)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
            files[info.filename] = b""
            found.find(info.filename, f"is damaged beyond reading ({error}).")
        except Exception as error:  # noqa: BLE001 - zlib.error and what else a damaged stream raises
            files[info.filename] = b""
            found.find(info.filename, f"is damaged beyond reading ({error}).")
    return files


def _check_listed(files: Mapping[str, bytes], listed: Mapping[str, Mapping[str, object]], found: Checked) -> None:
    for name, said in listed.items():
        if name not in files:
            found.find(name, "is missing.")
        elif sha256(files[name]) != said.get("sha256"):
            found.find(name, f"changed: it has {len(files[name]):,} bytes, it had {said.get('size')}.")
    for name in files.keys() - listed.keys() - {_MANIFEST, _SUMS}:
        found.find(name, "was put in afterwards.")
    rows = [*listed.values(), {"path": _MANIFEST, "sha256": found.manifest}]
    if files.get(_SUMS) != _sums(rows):
        found.find(_SUMS, "does not say the same as the manifest.")


def _log(data: bytes, found: Checked) -> list[Entry]:
    entries: list[Entry] = []
    before = START
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            row = json.loads(line)
            made = chain.link(before, row["at"], row["content"])
            entry = Entry(
                row["number"],
                row["at"],
                row.get("what", ""),
                row.get("subject", ""),
                row.get("body", {}),
                row["content"],
                row.get("before", before),
                row.get("hash", made),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            found.find(_LOG, f"line {number} is unreadable.")
            continue
        entries.append(entry)
        before = entry.hash
    return entries


def _check_reports(files: Mapping[str, bytes], entries: Iterable[Entry], found: Checked) -> None:
    added: dict[str, dict[str, object]] = {}
    for entry in entries:
        if entry.what == "added":
            added[entry.subject] = dict(entry.body)
        elif entry.what == "corrected" and entry.subject in added:
            added[entry.subject]["values"] = entry.body.get("values")
        elif entry.what == "forgotten":
            added.pop(entry.subject, None)
    for name in sorted(n for n in files if n.startswith("reports/") and n.endswith("/report.json")):
        found.reports += 1
        try:
            record = json.loads(files[name])
            ident, logged = str(record["id"]), added.pop(str(record["id"]), None)
            if logged is None:
                found.find(f"report {ident}", "the log does not say that it was added.")
            else:
                _check_report(record, logged, files, found)
        except (ValueError, KeyError, TypeError, AttributeError):
            found.find(name, "is unreadable.")
    for ident in sorted(added):
        found.find(f"report {ident}", "was added by the log and is not in the bundle.")


def _check_report(
    record: Mapping[str, object], logged: Mapping[str, object], files: Mapping[str, bytes], found: Checked
) -> None:
    subject = f"report {record['id']}"
    parts = record["files"]
    if not isinstance(parts, dict):
        raise TypeError("files")
    for part, digest, blocks, words in (
        ("original", "bytes", "blocks", "the bytes as received"),
        ("text", "text", "text_blocks", "the text"),
        ("exchange", "exchange", "", "the record of how it was fetched"),
    ):
        if digest not in logged and part not in parts:
            continue
        data = files.get(str(parts.get(part)), b"")
        if sha256(data) != logged.get(digest):
            found.find(subject, f"{words}: not as the log says{_where(data, logged.get(blocks))}.")
    values = {**_object(record["values"]), **{f"receipt {k}": v for k, v in _object(record["receipt"]).items()}}
    sealed_now, sealed_then = sealed(str(record["salt"]), values), _object(logged["values"])
    if changed := sorted(k for k in {*sealed_now, *sealed_then} if sealed_now.get(k) != sealed_then.get(k)):
        found.find(subject, f"changed without a correction in the log: {', '.join(changed)}.")


def _where(data: bytes, blocks: object) -> str:
    if not isinstance(blocks, list) or len(blocks) != 2:
        return ""
    places = Blocks(int(blocks[0]), str(blocks[1])).changed(data)
    return "; changed in bytes " + ", ".join(f"{a:,} to {b:,}" for a, b in places) if places else ""


def _check_decisions(files: Mapping[str, bytes], entries: Iterable[Entry], found: Checked) -> None:
    logged = {e.subject: e.body.get("decision") for e in entries if e.what == "decided"}
    gone = [i for e in entries if e.what == "forgotten" for i in _list(e.body.get("decisions"))]
    for line in files.get("decisions.jsonl", b"").splitlines():
        try:
            made = json.loads(line)
            ident = str(made["id"])
        except (ValueError, KeyError, TypeError):
            found.find("decisions.jsonl", "holds a line that is unreadable.")
            continue
        if logged.pop(ident, None) != sha256(canonical(made)):
            found.find(f"decision {ident}", "is not as the log says.")
    for ident in sorted(logged.keys() - {str(i) for i in gone}):
        found.find(f"decision {ident}", "was made by the log and is not in the bundle.")


def _stamps(files: Mapping[str, bytes], found: Checked) -> Iterator[tuple[str, str, bytes]]:
    for name in sorted(n for n in files if n.startswith("stamps/") and n.endswith(".json")):
        try:
            said = json.loads(files[name])
            digest, server, token = str(said["hash"]), str(said["server"]), files[str(said["token"])]
        except (ValueError, KeyError, TypeError):
            found.find(name, "is unreadable, or its token is missing.")
            continue
        if digest not in found.hashes:
            found.find(name, f"stamps an entry that is not in the log ({digest[:12]}…).")
        yield digest, server, token


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("no object")
    return value


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _pretty(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _sums(rows: Iterable[Mapping[str, object]]) -> bytes:
    return "".join(f"{row['sha256']}  {row['path']}\n" for row in rows).encode("utf-8")
