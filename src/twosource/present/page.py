"""A dossier as one HTML page that needs nothing but itself."""

from __future__ import annotations

from html import escape

from twosource.present.terminal import render as render_terminal
from twosource.record import Dossier


def render(dossier: Dossier) -> str:
    """The dossier as a self-contained HTML document."""
    return f"<!doctype html><meta charset=utf-8><pre>{escape(render_terminal(dossier))}</pre>\n"
