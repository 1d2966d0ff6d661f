"""A case bundle proves itself, or says exactly what in it was changed."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from handed_over import Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.custody import bundle
from twosource.desk import proving

Files = dict[str, bytes]


def read(path: Path) -> Files:
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def write(path: Path, files: Files) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def resealed(files: Files) -> Files:
    """As somebody clever would do it: manifest and sums made anew for what was changed."""
    manifest = json.loads(files["manifest.json"])
    rest = {n: d for n, d in files.items() if n not in ("manifest.json", "SHA256SUMS")}
    manifest["files"] = [{"path": n, "size": len(d), "sha256": hashlib.sha256(d).hexdigest()} for n, d in rest.items()]
    made = json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
    rows = [*((f["sha256"], f["path"]) for f in manifest["files"]), (hashlib.sha256(made).hexdigest(), "manifest.json")]
    return {**rest, "manifest.json": made, "SHA256SUMS": "".join(f"{d}  {n}\n" for d, n in rows).encode()}


def found(path: Path, **given: str) -> list[tuple[str, str]]:
    return [(f.subject, f.what) for f in proving.case(path, **given).findings]  # type: ignore[arg-type]


def named(files: Files, ending: str, holding: bytes = b"") -> str:
    return next(n for n, d in files.items() if n.endswith(ending) and holding in d)


def test_an_untouched_bundle_holds_and_says_what_it_is(desk: Desk) -> None:
    assert found(desk.case) == []
    assert found(desk.case, head=desk.manifest) == found(desk.case, head=desk.head) == []
    assert found(desk.case, head="0" * 64)[0][0] == "the bundle"
    verdict = proving.case(desk.case)
    assert "3 reports" in verdict.notes[0], "both versions of a, and b"
    assert desk.library.verify() == []
    assert list(desk.library.log())[-1].body["manifest"] == desk.manifest


def test_it_holds_the_reports_as_received_and_nothing_of_other_stories(desk: Desk) -> None:
    files = read(desk.case)
    originals = {d for n, d in files.items() if "/original" in n}
    assert (desk.inbox / "b.txt").read_bytes() in originals
    assert (desk.inbox / "a.txt").read_bytes() in originals
    assert len(originals) == 3
    everything = b"".join(files.values())
    assert b"Quillmore" not in everything
    assert b"Island Times" not in everything
    assert b"other.txt" not in everything
    assert json.loads(files["versions.json"])[0]["changes"]
    assert b"Ek" in files[named(files, "report.json", b'"id": "b"')]


def test_it_can_be_checked_without_the_program(desk: Desk, tmp_path: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("there is no sha256sum here")
    with zipfile.ZipFile(desk.case) as opened:
        opened.extractall(tmp_path / "out")
    done = subprocess.run([program, "-c", "--strict", "SHA256SUMS"], cwd=tmp_path / "out", capture_output=True)
    assert done.returncode == 0, done.stderr


def edit(ending: str, holding: bytes, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        name = named(files, ending, holding)
        assert old in files[name]
        files[name] = files[name].replace(old, new)

    return change


def without(ending: str, holding: bytes = b"") -> Callable[[Files], None]:
    return lambda files: files.pop(named(files, ending, holding)) and None


def one_entry_less(files: Files) -> None:
    lines = files["log.jsonl"].splitlines(keepends=True)
    files["log.jsonl"] = b"".join(lines[:2] + lines[3:])


B = b'"id": "b"'
CHANGES: dict[str, tuple[Callable[[Files], None], str, str]] = {
    "the text": (
        edit("text.txt", b"Three", b"Three people", b"Eight people"),
        "report b",
        "the text: not as the log says; changed in bytes 0 to",
    ),
    "the bytes": (
        edit("original.txt", b"Three", b"Three people", b"Eight people"),
        "report b",
        "the bytes as received: not",
    ),
    "the date": (
        edit("report.json", B, b"2024-03-05", b"2024-03-01"),
        "report b",
        "correction in the log: published",
    ),
    "time of receipt": (
        edit("report.json", B, b'"received": "2', b'"received": "1'),
        "report b",
        "receipt received",
    ),
    "the decision": (
        edit("decisions.jsonl", b"", b'"Fire"', b'"Fyre"'),
        "decision d:",
        "is not as the log says",
    ),
    "a decision out": (
        lambda files: files.update({"decisions.jsonl": b""}),
        "decision d:",
        "is not in the bundle",
    ),
    "a report out": (without("report.json", B), "report b", "is not in the bundle"),
    "the log": (edit("log.jsonl", b"", b'"by":"ane"', b'"by":"bob"'), "log.jsonl", "does not say what it said"),
    "a log entry out": (one_entry_less, "log.jsonl", "log entry 3 is missing"),
    "a log entry broken": (edit("log.jsonl", b"", b'"number":2', b'"number":,'), "log.jsonl", "unreadable"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_named(desk: Desk, tmp_path: Path, name: str) -> None:
    change, subject, what = CHANGES[name]
    files = read(desk.case)
    change(files)
    plain = found(write(tmp_path / "plain.zip", files))
    assert plain
    clever = found(write(tmp_path / "clever.zip", resealed(files)))
    assert any(s.startswith(subject) and what in w for s, w in clever), clever
    assert found(write(tmp_path / "clever.zip", resealed(files)), head=desk.manifest)


def test_files_changed_missing_or_put_in(desk: Desk, tmp_path: Path) -> None:
    files = read(desk.case)
    other = {**files, "dossier.html": files["dossier.html"] + b" ", "reports/note.txt": b"me too"}
    del other["README.txt"]
    said = dict(found(write(tmp_path / "x.zip", other)))
    assert "changed" in said["dossier.html"]
    assert "put in afterwards" in said["reports/note.txt"]
    assert "missing" in said["README.txt"]


def test_a_dossier_resealed_is_found_by_the_hash_kept_elsewhere(desk: Desk, tmp_path: Path) -> None:
    files = read(desk.case)
    files["dossier.html"] = b"<p>Nothing happened.</p>"
    path = write(tmp_path / "x.zip", resealed(files))
    assert found(path) == []
    assert [s for s, _ in found(path, head=desk.manifest)] == ["the bundle"]


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"\x89PNG\r\n"])
def test_what_is_no_bundle(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with pytest.raises(bundle.NoBundle):
        proving.case(path)
    with pytest.raises(bundle.NoBundle):
        proving.case(write(tmp_path / "y.zip", {"a": b"b"}))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damaged_byte_is_found_or_refused(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = desk.case.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    path = tmp_path_factory.mktemp("x") / "x.zip"
    path.write_bytes(broken)
    try:
        said = found(path, head=desk.manifest)
    except bundle.NoBundle:
        return
    if not said:  # a byte of the zip's own that carries nothing (a time, an attribute): every file is as it was
        assert read(path) == read(desk.case)
