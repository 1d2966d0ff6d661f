"""A dossier as one HTML page that needs nothing but itself: no request leaves it, and it can be read without scripts.

Everything from outside is text. The template engine escapes it, anchors are made of numbers, only http and https
addresses become links, and the page's own policy (CSP) forbids every style and script but the two written here.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from twosource.present.addresses import InPage
from twosource.present.index import Index
from twosource.present.page_parts import View
from twosource.present.page_view import view
from twosource.present.templating import environment
from twosource.record import Dossier


def render(dossier: Dossier) -> str:
    """The dossier as a self-contained HTML document; the same dossier gives the same characters."""
    shown = view(Index(dossier), InPage())
    style, script = _own("page.css") + _lights(shown), _own("page.js")
    page = (
        _environment()
        .get_template("page.html")
        .render(
            view=shown,
            sections=_sections(shown),
            style=Markup(style),  # ours: no word of a report is in it
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )
    return page.lstrip() + "\n"


@cache
def _environment() -> Environment:
    return environment()


@cache
def _own(name: str) -> str:
    return (files("twosource.present") / "templates" / name).read_text(encoding="utf-8")


def _hash(words: str) -> str:
    """As a content security policy names an inline style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(words.encode("utf-8")).digest()).decode("ascii")


def _lights(shown: View) -> str:
    """Rules that cannot be written beforehand: marks in several pieces light up together, and pointing at a party in
    the picture fades what is not on its word."""
    rules = [
        f"body:has(#{anchor}:target) .of-{anchor} {{ background: var(--target) !important; }}"
        for anchor in shown.crossing
    ]
    keys = sorted({node.key for node in shown.picture.nodes if node.key}) if shown.picture else []
    rules += [f"svg:has(g.{key}:hover) .edge:not(.{key}) {{ opacity: .08; }}" for key in keys]
    rules += [f"svg:has(g.{key}:hover) .edge.{key} {{ opacity: 1; stroke-width: 2; }}" for key in keys]
    return "".join(f"{rule}\n" for rule in rules)


def _sections(shown: View) -> list[tuple[str, str, int | None]]:
    """The table of contents: anchor, name, how many."""
    questions = shown.questions
    several = len(shown.columns) > 1
    listed: list[tuple[str, str, int | None, bool]] = [
        ("differ", "Differ", len(questions["differ"]), several),
        ("compatible", "Only seem to", len(questions["compatible"]), bool(questions["compatible"])),
        ("agree", "Agree", len(questions["agree"]), bool(questions["agree"])),
        ("origins", "Origins", len(shown.counts), bool(shown.counts or shown.picture)),
        ("voices", "Who says what", len(shown.speakers), bool(shown.speakers)),
        ("quotations", "Quotations", len(shown.quotations), bool(shown.quotations)),
        ("taken", "Who took from whom", len(shown.taken), bool(shown.taken)),
        ("names", "Names", len(shown.spellings), bool(shown.spellings)),
        ("timeline", "Timeline", len(shown.timeline), bool(shown.timeline)),
        ("undecided", "Not decided", None, True),
        ("methods", "Methods", None, True),
        ("reports", "Reports", len(shown.texts), True),
    ]
    return [(anchor, name, number) for anchor, name, number, there in listed if there]
