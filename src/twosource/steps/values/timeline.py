"""The dated events of a story."""

from __future__ import annotations

from twosource.record import Material, TimelineItem


def timeline(material: Material) -> tuple[TimelineItem, ...]:
    """Dated events across the reports, sorted by date. (To come.)"""
    return ()
