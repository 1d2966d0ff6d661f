"""Articles with their attributions, turned into what the tagger learns from."""

from __future__ import annotations

import hashlib
import json
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from twosource.engines.tag_windows import Reading, Window, cut, read
from twosource.engines.wordpiece import IntArray, WordPiece

LABELS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
SOURCE, CUE, CONTENT = 1, 3, 5  # the B- label of each role; I- follows
NOTHING = -1  # no link to learn here
NO_SOURCE = -2  # the cue's link goes to [CLS]: nobody is named

Span = tuple[int, int]

# Quotation marks that mean the same; swapping them teaches that they do.
_STYLES = (("\u201c", "\u201d"), ('"', '"'), ("\u2018", "\u2019"), ("'", "'"), ("\u00ab", "\u00bb"))
_BANK_SALT = "twosource-bank:"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One event: who, by which words, what; pieces in order, `()` where absent."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text and every outermost attribution in it."""

    id: str
    group: str  # publisher, or story in the bank
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its labels; `links` are places in the window or a flag above."""

    ids: IntArray
    features: IntArray
    labels: IntArray
    cue_of: IntArray  # content piece -> first piece of its cue
    source_of: IntArray  # first piece of a cue -> first piece of its source

    def __len__(self) -> int:
        return len(self.ids)


def load_polnear(path: Path) -> list[Article]:
    """Read a PolNeAR split as `data/polnear/` holds it."""
    articles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        events = tuple(
            Attribution(*(_joined(text, a[role] or ()) for role in ("source", "cue", "content")))
            for a in row["attributions"]
        )
        articles.append(Article(row["id"], row["publisher"], text, events))
    return articles


def is_bank_test(story: str) -> bool:
    """Tell whether an invented story is kept for testing."""
    digest = hashlib.sha256((_BANK_SALT + story).encode()).hexdigest()
    return int(digest, 16) % 4 == 0


def load_bank(folder: Path, *, test: bool) -> list[Article]:
    """Read the annotated reports of the invented stories, training or test half."""
    articles = []
    for story in sorted(p.parent for p in folder.glob("*/gold.json")):
        if is_bank_test(story.name) is test:
            articles += _bank_story(story)
    return articles


def _bank_story(folder: Path) -> list[Article]:
    key = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["attributions"]
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = {row["id"]: row for row in map(json.loads, lines)}
    articles = []
    for name in (key or {}).get("reports", ()):
        if reports[name]["language"] != "en":
            continue
        text = reports[name]["text"]
        items = [item for item in key["items"] if item["report"] == name]
        events = _outermost(_bank_events(text, items))
        articles.append(Article(f"{folder.name}/{name}", folder.name, text, events))
    return articles


def _bank_events(text: str, items: list[dict]) -> list[Attribution]:
    """Bring a key's items into PolNeAR's form.

    A quotation's second half is an item of its own in the bank and belongs to
    the event in PolNeAR; quotation marks are outside there and inside here.
    """
    events: list[Attribution] = []
    speakers: list[str | None] = []
    for item in sorted(items, key=lambda i: i["content"]["start"]):
        source, cue, content = (_bank_span(item[role]) for role in ("source", "cue", "content"))
        content = tuple(_with_marks(text, span) for span in content)
        if not cue and not source and speakers and speakers[-1] == item["speaker"]:
            whole = tuple(sorted(events[-1].content + content))
            events[-1] = replace(events[-1], content=whole)
            continue
        events.append(Attribution(source, cue, content))
        speakers.append(item["speaker"])
    return events


def _bank_span(span: dict | None) -> tuple[Span, ...]:
    return ((span["start"], span["end"]),) if span else ()


def _with_marks(text: str, span: Span) -> Span:
    start, end = span
    if start and text[start - 1] in "\"\u201c\u2018'\u00ab":
        start -= 1
    marks = re.compile(r"[.,!?\u2026]?[\"\u201d\u2019'\u00bb]").match(text, end)
    if marks and start < span[0]:
        end = marks.end()
    return start, end


def _outermost(events: list[Attribution]) -> tuple[Attribution, ...]:
    """Leave out every event that lies in another's content."""

    def inside(a: Attribution, b: Attribution) -> bool:
        places = a.source + a.cue + a.content
        return a is not b and all(any(s <= start and end <= e for s, e in b.content) for start, end in places)

    return tuple(a for a in events if not any(inside(a, b) for b in events))


def _joined(text: str, spans: list[list[int]] | tuple[()]) -> tuple[Span, ...]:
    """Join pieces that only white space separates: the annotation tool cut them at line ends."""
    joined: list[Span] = []
    for start, end in sorted((s, e) for s, e in spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


# ------------------------------------------------------------------ augmenting


def augmented(article: Article, rng: random.Random) -> Article:
    """Perhaps swap the quotation marks or drop the line breaks; offsets stay."""
    text = article.text
    if rng.random() < 0.3:
        text = _swap_marks(text, rng.choice(_STYLES))
    if rng.random() < 0.05:
        text = text.replace("\n", " ")
    return replace(article, text=text)


def _swap_marks(text: str, style: tuple[str, str]) -> str:
    out, opened = [], False
    for char in text:
        if char == "\n":
            opened = False
        if char in '"\u201c\u201d':
            opened = char == "\u201c" or (char == '"' and not opened)
            char = style[0] if opened else style[1]
        out.append(char)
    return "".join(out)


# -------------------------------------------------------------------- examples


def examples(article: Article, tokenizer: WordPiece, limit: int, shift: int = 0) -> list[Example]:
    """Cut an article into windows with their labels."""
    reading = read(article.text, tokenizer)
    labels, cue_of, source_of = _targets(article, reading)
    windows = cut(reading, limit)
    if shift and windows:
        windows = _shifted(reading, limit, shift)
    return [_example(reading, labels, cue_of, source_of, w, tokenizer) for w in windows]


def _shifted(reading: Reading, limit: int, shift: int) -> list[Window]:
    """Start with a short window, so that the cuts fall elsewhere in each epoch."""
    cuts = [u for u in reading.units if 0 < u <= shift]
    if not cuts:
        return cut(reading, limit)
    first = cuts[-1]
    pieces = replace(
        reading.pieces,
        ids=reading.pieces.ids[first:],
        starts=reading.pieces.starts[first:],
        ends=reading.pieces.ends[first:],
    )
    rest = replace(
        reading,
        pieces=pieces,
        units=tuple(u - first for u in reading.units if u >= first),
        paragraphs=frozenset(u - first for u in reading.paragraphs if u >= first),
    )
    moved = [Window(w.start + first, w.end + first) for w in cut(rest, limit)]
    return [Window(0, first), *moved]


def _targets(article: Article, reading: Reading) -> tuple[IntArray, IntArray, IntArray]:
    count = len(reading.pieces)
    labels = np.zeros(count, dtype=np.int64)
    cue_of = np.full(count, NOTHING, dtype=np.int64)
    source_of = np.full(count, NOTHING, dtype=np.int64)
    # Where roles overlap (0.4 % of the words) the rarer role wins.
    for role, begin in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
        for event in article.attributions:
            for span in getattr(event, role):
                _write(labels, _range(reading, span), begin)
    _begin_anew(labels)
    for event in article.attributions:
        if not event.cue:
            continue
        cue = _range(reading, event.cue[0])
        if not len(cue) or labels[cue[0]] != CUE:
            continue
        for span in event.content:
            cue_of[_range(reading, span)] = cue[0]
        source_of[cue[0]] = _first_of(reading, event.source, labels)
    return labels, cue_of, source_of


def _begin_anew(labels: IntArray) -> None:
    """Let what goes on after another role begin anew: the chain knows no other way."""
    before = np.concatenate([[0], labels[:-1]])
    lost = (labels > 0) & (labels % 2 == 0) & (before != labels) & (before != labels - 1)
    labels[lost] -= 1


def _first_of(reading: Reading, spans: tuple[Span, ...], labels: IntArray) -> int:
    if not spans:
        return NO_SOURCE
    pieces = _range(reading, spans[0])
    if not len(pieces):
        return NO_SOURCE
    return int(pieces[0]) if labels[pieces[0]] == SOURCE else NOTHING


def _range(reading: Reading, span: Span) -> npt.NDArray[np.int64]:
    start = np.searchsorted(reading.pieces.ends, span[0], side="right")
    end = np.searchsorted(reading.pieces.starts, span[1], side="left")
    return np.arange(start, end)


def _write(labels: IntArray, where: IntArray, begin: int) -> None:
    labels[where] = begin + 1
    if len(where):
        labels[where[0]] = begin


def _example(
    reading: Reading,
    labels: IntArray,
    cue_of: IntArray,
    source_of: IntArray,
    window: Window,
    tokenizer: WordPiece,
) -> Example:
    part = slice(window.start, window.end)
    ids = np.concatenate([[tokenizer.first], reading.pieces.ids[part], [tokenizer.last]])
    inner = labels[part].copy()
    if len(inner) and inner[0] and inner[0] % 2 == 0:
        inner[0] -= 1  # a span that the cut has beheaded begins here
    return Example(
        ids,
        _padded(reading.features[part], 0),
        _padded(inner, 0),
        _padded(_moved(cue_of[part], window), NOTHING),
        _padded(_moved(source_of[part], window), NOTHING),
    )


def _moved(links: IntArray, window: Window) -> IntArray:
    """Count from the window's [CLS]; a link that leaves the window is not learned."""
    inside = (links >= window.start) & (links < window.end)
    moved = np.where(inside, links - window.start + 1, NOTHING)
    return np.where(links == NO_SOURCE, 0, moved)


def _padded(values: IntArray, edge: int) -> IntArray:
    return np.concatenate([[edge], values, [edge]])
