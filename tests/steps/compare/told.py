"""Small stories for the comparing steps: reports in plain words, read by the real parser."""

from __future__ import annotations

import functools
import importlib.util

import pytest

from twosource.engines.parser import MODEL, RuleParser, SpacyParser
from twosource.protocols import Parser
from twosource.record import Comparison, Declined, Material, Report
from twosource.steps.align import align
from twosource.steps.attribute import attribute
from twosource.steps.compare import SURE, compare
from twosource.steps.read import read
from twosource.steps.resolve import resolve
from twosource.steps.values import moments, quantities

needs_parser = pytest.mark.skipif(importlib.util.find_spec(MODEL) is None, reason="the English parser is not installed")


@functools.cache
def _parser() -> SpacyParser:
    return SpacyParser.load()


def _parser_for(language: str) -> Parser:
    return _parser() if language == "en" else RuleParser()


def material(
    *texts: str, published: tuple[str, ...] = (), language: str = "en", languages: tuple[str, ...] = ()
) -> Material:
    """Everything known of a story whose reports are these texts, a day apart unless said otherwise; ``languages`` where
    they are of several."""
    days = published or tuple(f"2023-05-{10 + k:02}" for k in range(len(texts)))
    spoken = languages or (language,) * len(texts)
    reports = [Report("abcdefgh"[k], text, published=days[k], language=spoken[k]) for k, text in enumerate(texts)]
    readings = read(reports, _parser_for)
    found = {r.report.id: attribute(r)[0] for r in readings}
    entities, statements, _ = resolve(readings, found)
    return Material(
        readings,
        entities,
        statements,
        {r.report.id: moments(r) for r in readings},
        {r.report.id: quantities(r) for r in readings},
    )


ASKED = 0.2  # a slider at which doubtful differences are shown, too


def compared(
    *texts: str, published: tuple[str, ...] = (), sure: float = SURE
) -> tuple[tuple[Comparison, ...], tuple[Declined, ...]]:
    """What the reports agree and differ on, and what was left open, at a setting of the slider."""
    story = material(*texts, published=published)
    groups, _ = align(story)
    return compare(story, groups, (), sure)


def verdicts(found: tuple[Comparison, ...], texts: tuple[str, ...], *parts: str) -> set[str]:
    """Verdicts of the comparisons that hold words with every one of ``parts``."""
    out = set()
    for c in found:
        words = [texts["abcdefgh".index(m.report)][m.start : m.end] for v in c.values for m in v.mentions]
        if all(any(part in w for w in words) for part in parts):
            out.add(c.verdict)
    return out


def differing(kind: str, *texts: str) -> list[set[str]]:
    """The values of each comparison of that kind on which the reports differ."""
    found, _ = compared(*texts)
    return [{v.value for v in c.values} for c in found if c.verdict == "differ" and c.kind == kind]
