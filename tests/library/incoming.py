"""Invented reports for the library's tests."""

from __future__ import annotations

from twosource.library import Incoming
from twosource.record import Report

FIRE = "Two people died when a warehouse burned on Sunday, fire chief Berit Moe said.\n"
FERRY = "The ferry Havørn ran aground off Straumhamn. Nobody was hurt, the coastguard said.\n"


def incoming(ident: str, text: str = FIRE, **known: str) -> Incoming:
    """A report with its bytes; ``place`` is its url where it has one."""
    report = Report(id=ident, text=text, language="en", **known)  # type: ignore[arg-type]
    return Incoming(report, text.encode(), f"{ident}.txt", "file", known.get("url") or f"/reports/{ident}.txt")
