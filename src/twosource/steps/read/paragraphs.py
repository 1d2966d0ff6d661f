"""Where paragraphs begin and end, and of what kind they are."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from twosource.lexicon import lines, table
from twosource.record import PassageKind, Report, Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r\n?|\n|\u2029)[^\S\n\r]*(?:\r\n?|\n|\u2029)")
_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_NAME = r"[A-Z][\w.'’&-]*"
# "KIGOMA, Tanzania (LRNA) — ", "OSLO, Jan. 16 (Reuters) - ", "UNITED NATIONS -- "; "(CNN) ", "West Palm Beach, Florida
# (CNN) "; "Kigoma, Tanzania — ".
_CITY = r"[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ž.'’ -]{2,40}"
_AGENCY = r"[A-Z][A-Za-z]*[A-Z]\w*|Reuters|Xinhua|Bloomberg|Tass|Sputnik|Ritzau"
_DATELINE = re.compile(
    rf"""(?:
      {_CITY}(?:[,/]\s?[A-Z\d][\w. ]{{1,30}}){{0,3}}\s*(?:\([\w ./&-]{{2,40}}\)\s*)?(?:—|―|–|--|(?<=[\s)])-(?=\s))\s*
      | (?:{_NAME}(?:\s{_NAME}){{0,3}}(?:,\s?[A-Z\d][\w. ]{{1,30}}){{0,3}}\s*)?\((?:{_AGENCY})(?:/[A-Z]\w+)?\)\s*
        (?:(?:—|―|–|--|-|:)\s*|(?=["“‘'«]?[^\Wa-z_]))
      | {_NAME}(?:\s{_NAME}){{0,2}}(?:,\s?[A-Z\d][\w. ]{{1,30}}){{1,3}}\s+(?:—|―|–|--)\s+
    )(?=[\S])""",
    re.VERBOSE,
)
_ENLARGE = re.compile(
    r"(?:enlarge this image|toggle caption|hide caption|file\s*[-–—]\s*in this|media caption|image caption)\b", re.I
)


#: Nothing longer is a caption (characters): a report whose line breaks were lost may begin or end with one.
CAPTION = 1_500


def paragraphs(text: str, limit: int) -> list[Span]:
    """Paragraphs of ``text[:limit]`` without the white space around them. Lines are paragraphs unless the text is
    hard-wrapped, which shows in lines that break off and go on in lower case."""
    rows = [m.span() for m in _LINE.finditer(text, 0, limit)]
    rows = [(s, e) for s, e in (_trim(text, s, e) for s, e in rows) if s < e]
    if _wrapped(text, rows):
        rows = list(_joined(text, rows))
    return [Span(s, e) for s, e in rows]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _wrapped(text: str, rows: list[tuple[int, int]]) -> bool:
    """True when most lines that break off without a full stop go on in lower case on the next line."""
    if len(rows) < 4 or sorted(e - s for s, e in rows)[len(rows) // 2] > 130:
        return False
    pairs = [(a, b) for a, b in itertools.pairwise(rows) if not _BLANK.search(text, a[1], b[0])]
    broken = [b for a, b in pairs if not _FINAL.search(text, max(a[0], a[1] - 4), a[1])]
    going_on = sum(text[s].islower() for s, _ in broken)
    return len(broken) >= 3 and going_on >= 0.5 * len(broken) and going_on >= 0.25 * len(pairs)


def _joined(text: str, rows: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start, end = rows[0]
    for s, e in rows[1:]:
        if _BLANK.search(text, end, s):
            yield start, end
            start = s
        end = e
    yield start, end


# ------------------------------------------------------------------------------------------------ kinds


def kind_of(text: str, span: Span, language: str) -> PassageKind:
    """What a paragraph is: furniture, credit, caption or body (the headline is told from the title elsewhere)."""
    words = text[span.start : min(span.end, span.start + 2000)]
    tail = text[max(span.start, span.end - 200) : span.end]
    if any(p.match(words) for p in _furniture(language)):
        return "furniture"
    if span.end - span.start > CAPTION:
        return "body"
    credit = _credit().search(tail)
    if credit and not words[: len(words) - len(credit.group())].strip(" .,:-–—([|"):
        return "credit"
    if credit or _ENLARGE.match(words):
        return "caption"
    opening = _credit_opening().match(words)
    if opening and len(words) < 400:
        return "credit" if opening.end() == len(words) else "caption"
    if _agency_opening().match(words) and not _FINAL.search(tail):
        return "caption"
    return "body"


@functools.cache
def _furniture(language: str) -> tuple[re.Pattern[str], ...]:
    rows = [*lines("any", "furniture"), *lines(language.split("-")[0].lower(), "furniture")]
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


@functools.cache
def _credit() -> re.Pattern[str]:
    """A credit at a paragraph's end: "Credit: X/AFP", "(AP Photo/X, File)", "[Photo/Agencies]", "X/Getty Images"."""
    photo = table("any/photo")
    labels, agencies = _alternatives(photo["labels"]), _alternatives(photo["agencies"])
    label = rf"(?i:{labels})"
    owner = rf"[^()\[\]]{{0,80}}(?:\b(?:via|for|through)\s|/\s?)(?:{agencies})\b"
    agency = rf"(?:{agencies})\s?(?:[/,)\]]|Photo|File|Images)"
    return re.compile(
        rf"""(?:
          (?:^|(?<=[\s(\[.|])){label}\s?:\s?[^:"“”]{{2,120}}
          | [(\[](?:{label}\b|{owner}|{agency})[^()\[\]]{{0,80}}[)\]]
            (?:\s?\([^()]{{2,40}}\))?
          | \S+(?:\s\S+){{0,3}}\s?/\s?(?:{agencies})(?:\s?/\s?\w[\w ]*)*(?:,\s?(?i:file))?
          | (?:{agencies})(?:\s?/\s?[\w][\w. ]{{1,40}})+
        )[.\s]*$""",
        re.VERBOSE,
    )


@functools.cache
def _credit_opening() -> re.Pattern[str]:
    """A credit that opens a paragraph: "Photo: X", "AP:Associated Press The girls …", "Photo"."""
    photo = table("any/photo")
    labels, agencies = _alternatives(photo["labels"]), _alternatives(photo["agencies"])
    return re.compile(
        rf"(?:(?i:{labels})\s?(?::\s?|$)|(?:{agencies})\s?:\s?(?:{agencies})\b|\((?i:{labels})\b[^()]*\)\s?)"
    )


@functools.cache
def _agency_opening() -> re.Pattern[str]:
    """A credit glued before a caption: "Reuters Defiant … the leader" (no full stop at its end)."""
    agencies = _alternatives(
        [a for a in table("any/photo")["agencies"] if a not in ("AP", "PA", "TT", "Agencia", "Handout")]
    )
    return re.compile(rf"(?:{agencies})\s+(?=[A-Z\d])(?!Photo)")


def dateline(text: str, span: Span) -> int:
    """Where the report proper begins in a paragraph: after the dateline, if it opens with one."""
    match = _DATELINE.match(text, span.start, min(span.end, span.start + 140))
    if match is None or match.end() >= span.end:
        return span.start
    return match.end()


def headline_end(report: Report, first: Span) -> int | None:
    """End of the headline where the text opens with the report's title; None where it does not."""
    if not report.title or not report.title.strip():
        return None
    pattern = r"\s+".join(re.escape(w) for w in report.title.split())
    match = re.compile(pattern, re.IGNORECASE).match(report.text, first.start)
    if match is not None and (match.end() >= first.end or not report.text[match.end()].isalnum()):
        return match.end()
    return first.end if _same_words(report.title, first.of(report.text)[:600]) else None


def _same_words(title: str, words: str) -> bool:
    one, other = (re.findall(r"\w+", t.casefold()) for t in (title, words))
    return bool(other) and len(other) >= 3 and (one == other or (len(other) < len(one) and one[: len(other)] == other))
