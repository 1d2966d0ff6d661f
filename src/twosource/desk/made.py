"""What made a derived thing: when this is another, the thing is made again."""

from __future__ import annotations

from twosource.library import program

FORM = 1
"""Of what is kept; raise it when a noun of ``record`` changes its meaning."""


def made_by(models: bool, *settings: str) -> str:
    """Program, form, models and settings, as they are kept with what was made."""
    return ", ".join((program(), f"form {FORM}", "with models" if models else "without models", *settings))
