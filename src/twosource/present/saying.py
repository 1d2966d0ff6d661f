"""How a statement is told to a reader: what was said, on whose word, and in the report's own word for the saying."""

from __future__ import annotations

import re

from twosource.present.index import Index
from twosource.present.visible import one_line
from twosource.present.wording import CERTAINTY, PLAIN_CUES
from twosource.record import Join, Statement

LONGEST_CUE = 40
_HAS_SAID = re.compile(r"(?:has|have|had|is|was|were|also) (?:said|told|added|reported|written|quoted|cited)")
_OPENING = "\"“„«'‘"
_LEADS_OVER = re.compile(r"\s(?:(?:that|for|to|on|of|about|with|against|as|by|in) )?")
_NOT_BEFORE = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|is|was|were|would|will|could|can)\s?(?:not|n['’]t)|never|"
    r"(?:refused|declined) to)\s+$",
    re.IGNORECASE,
)


def voice(index: Index, statement: Statement) -> str:
    """``Helsingin Sanomat <- VG <- the man's lawyer``, or ``The Telegraph, in its own voice``."""
    chain = index.chain(statement)
    if len(chain) == 1:
        return f"{chain[0]}, in its own voice"
    return " <- ".join(chain) + certainty(index, statement)


def certainty(index: Index, statement: Statement) -> str:
    """How it was put, as ``(denied: “rejected”)`` or ``(“did not confirm”)`` with a space before it; empty where it
    was only said. What is quoted shows by itself how sure it is."""
    open_words = statement.kind == "direct" and statement.certainty == "possible"
    how = "" if open_words else CERTAINTY[statement.certainty]
    put = ": ".join(filter(None, (how, cue_words(index, statement))))
    return f" ({put})" if put else ""


def cue_words(index: Index, statement: Statement) -> str:
    """The report's own word for the saying in quotation marks, with its "not"; empty for a plain "said" and in
    languages whose plain words for it are not known here."""
    cue, report = statement.cue, index.reports.get(statement.report)
    if cue is None or report is None or len(cue) > LONGEST_CUE or not report.language.startswith("en"):
        return ""
    words = one_line(report.text[cue.start : cue.end])
    denied = _NOT_BEFORE.search(report.text[max(0, cue.start - 24) : cue.start])
    how = CERTAINTY[statement.certainty]
    plain = words.casefold() in PLAIN_CUES or _HAS_SAID.fullmatch(words) is not None
    if not denied and (plain or (how and how in words.casefold())):
        return ""
    return f"“{one_line(denied.group()) + ' ' if denied else ''}{words}”" if words else ""


def counted_once(index: Index, join: Join) -> str:
    """Which two count as one origin, and why; two who are only called "officials" are not named twice."""
    kept, joined = index.name(join.kept), index.name(join.joined)
    both = f"{kept} and {joined}" if kept.casefold() != joined.casefold() else f"Two called “{kept}”"
    return f"{both} are counted once: {index.reason(join.why)}"


def told(index: Index, statement: Statement) -> tuple[str, str]:
    """What is said, and how it was put (as ``certainty``). Where the report's own word for the saying stands right
    before it, that is told first: "declined to name the driver", of which "the driver" alone would be nothing."""
    words, put, report = (
        index.statement_words(statement),
        cue_words(index, statement),
        index.reports.get(statement.report),
    )
    if put and report is not None and statement.cue is not None and statement.kind != "direct":
        between = report.text[statement.cue.end : statement.start]
        if statement.cue.end <= statement.start and _LEADS_OVER.fullmatch(between):
            how = CERTAINTY[statement.certainty]
            return f"{put.strip('“”')} {one_line(between + words)}", f" ({how})" if how else ""
    return _in_marks(index, statement, words), certainty(index, statement)


def _in_marks(index: Index, statement: Statement, words: str) -> str:
    """Words that the report quotes, in quotation marks where the statement has them without; one that goes over
    into a quotation ("that he was “furious”") stays as it is."""
    report = index.reports.get(statement.report)
    if statement.kind != "direct" or report is None or words[:1] in _OPENING:
        return words
    opened = statement.start > 0 and report.text[statement.start - 1] in _OPENING
    return f"“{words}”" if opened or not any(mark in words for mark in '"“„«') else words
