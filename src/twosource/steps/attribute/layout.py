"""Attributions that the layout tells: "Name: words" in a headline, "words — Name (@handle)" of an embedded post."""

from __future__ import annotations

import re

from twosource.record import Passage, Span
from twosource.steps.attribute import cues
from twosource.steps.attribute.found import Found, pieces, trimmed

_POST = re.compile(
    r"(?P<words>.{15,}?)\s+[—–-]{1,2}\s*(?P<source>[^—–\n]{2,60}?)\s*\((?P<handle>@\w{1,30})\)", re.DOTALL
)
_LABEL = re.compile(r"(?P<source>[^:“”\"?!]{2,70}):\s+(?P<words>\S.{8,})", re.DOTALL)


def layout_rules(text: str, passage: Passage) -> list[Found]:
    """What the layout of one passage attributes."""
    made = _post(text, passage) if passage.kind == "body" else _label(text, passage)
    return [made] if made is not None else []


def _post(text: str, passage: Passage) -> Found | None:
    """ "So glad. — Ann Lee (@annlee) May 3": the words of a post and their author."""
    if passage.end - passage.start > 1500:
        return None
    match = _POST.match(text, passage.start, passage.end)
    if match is None or len(text[match.end() : passage.end]) > 40:
        return None
    content = pieces(text, [Span(*match.span("words"))])
    source = trimmed(text, *match.span("source"))
    if not content or source is None:
        return None
    return Found(content, None, source, "post", "words of an embedded post", 0.9)


def _label(text: str, passage: Passage) -> Found | None:
    """ "Police: two dead": a headline that names the speaker before a colon."""
    match = _LABEL.match(text, passage.start, passage.end)
    if match is None:
        return None
    words = match.group("source").split()
    if len(words) > 7 or any(
        w.lower().strip(".,'’") in cues.around("labels") or any(c.isdigit() for c in w) for w in words
    ):
        return None
    label = Span(*match.span("source"))
    tokens = [t for s in passage.sentences for t in s.tokens if t.start < label.end]
    person = any(t.ent in ("PERSON", "ORG") for t in tokens) or any(
        (t.lemma or t.text.lower()) in cues.relay_nouns() or t.text.lower() in cues.relay_nouns() for t in tokens
    )
    named = all(w[0].isupper() for w in words) and 2 <= len(words) <= 3
    if any(t.pos in ("VERB", "AUX") for t in tokens) or not (person or (named and not any(t.pos for t in tokens))):
        return None
    colon = Span(label.end, label.end + 1)
    content = pieces(text, [Span(match.start("words"), passage.end)])
    source = trimmed(text, label.start, label.end)
    if not content or source is None:
        return None
    return Found(content, colon, source, "say", "headline with the speaker before a colon", 0.7)
