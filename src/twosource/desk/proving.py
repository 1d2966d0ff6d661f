"""Proving a library or a bundle untouched, and having the log's hash time-stamped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from twosource.custody import bundle, timestamp
from twosource.library import Finding, Library, LibraryError


@dataclass(slots=True)
class Verdict:
    """``findings`` is empty for what is untouched. ``notes`` say what was and was not checked, in words."""

    what: str
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def library(held: Library, *, head: str | None = None, authority: Path | None = None) -> Verdict:
    """Hold a library against its log; ``head`` is a hash that was written down, ``authority`` the certificates (PEM) of
    the time-stamping authority."""
    found = Verdict(held.where, held.verify(head=head))
    last = held.head()
    found.notes.append(
        f"The log has {last.number if last else 0:,} entries" + (f"; its hash is {last.hash}." if last else ".")
    )
    _anchored(found, head)
    _stamped(found, ((s.hash, s.server, s.token) for s in held.stamps()), authority)
    return found


def case(path: Path, *, head: str | None = None, authority: Path | None = None) -> Verdict:
    """Hold a case bundle against its manifest and its log; ``head`` is a hash of the log or the manifest's digest."""
    checked = bundle.check(path)
    found = Verdict(str(path), [Finding(subject, what) for subject, what in checked.findings])
    found.notes.append(
        f"Case bundle of story {checked.about.get('story')} ({checked.about.get('title')}): {checked.reports} reports. "
        f"Manifest {checked.manifest}, hash of the log {checked.head}."
    )
    if head is not None and head not in {*checked.hashes, checked.manifest}:
        found.findings.append(Finding("the bundle", f"the hash {head} is neither in its log nor its manifest's."))
    _anchored(found, head)
    _stamped(found, checked.stamps, authority)
    return found


def _anchored(found: Verdict, head: str | None) -> None:
    if head is None:
        found.notes.append(
            "No hash from elsewhere was given (--head): a log made up anew as a whole would not be noticed."
        )


def _stamped(found: Verdict, stamps: Iterable[tuple[str, str, bytes]], authority: Path | None) -> None:
    roots = timestamp.authority(authority) if authority else None
    for digest, server, token in stamps:
        try:
            said = timestamp.read(token, digest, roots)
        except timestamp.StampError as error:
            found.findings.append(Finding(f"time stamp by {server}", str(error)))
        except ImportError:
            found.notes.append(f"A time stamp by {server} was not checked: pip install 'twosource[timestamp]'")
        else:
            trust = "signature holds" if said.signature_checked else "signature not checked, name --authority"
            found.notes.append(f"{server} stamped the log's hash {digest[:12]}… at {said.at} ({trust}).")


def stamp(held: Library, server: str, *, authority: Path | None = None) -> timestamp.Stamped:
    """Have the log's last hash stamped by a server and keep the token. Raises StampError."""
    last = held.head()
    if last is None:
        raise LibraryError(f"{held.where} is empty: there is nothing to stamp.")
    try:
        roots = timestamp.authority(authority) if authority else None
        token = timestamp.request(server, last.hash)
        said = timestamp.read(token, last.hash, roots)
    except ImportError as error:
        raise timestamp.StampError(
            "Time stamps need a library that is not installed: pip install 'twosource[timestamp]'"
        ) from error
    held.stamp(server, token, last)
    return said


def lines(found: Verdict) -> Iterator[str]:
    """For a terminal."""
    for finding in found.findings:
        yield f"{finding.subject}: {finding.what}"
    yield f"{found.what}: {'UNTOUCHED' if not found.findings else 'NOT AS IT WAS, see above'}"
    yield from found.notes
