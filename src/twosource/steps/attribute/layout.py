"""Attributions that the layout tells: "Name: words" in a headline, "words – Name" under one, "NAME: words" in an
interview, "words — Name (@handle)" of an embedded post."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from twosource.record import Passage, Span, Token
from twosource.steps.attribute import cues
from twosource.steps.attribute.found import Found, pieces, trimmed

_POST = re.compile(
    r"(?P<words>.{15,}?)\s+[―—–-]{1,2}\s*(?P<source>[^―—–\n]{2,60}?)\s*\((?P<handle>@\w{1,30})\)", re.DOTALL
)
_LABEL = re.compile(r"(?P<source>(?:[^:“”\"?!.]|(?<=\b[A-Z])\.|\.(?=\w)){2,70}):\s+(?P<words>\S.{8,})", re.DOTALL)
_SIGNED = re.compile(r"(?P<words>.{8,}?)(?P<mark>\s[-–—―]{1,2}\s?|:\s)(?P<source>[^:–—―\n?!.“”\"]{2,60})$", re.DOTALL)
_AUTHOR = re.compile(r"\s*[-–—―]{1,2}\s*(?P<source>(?:[^\n.:;“”\"]|(?<=\b[A-Z])\.|\.(?=\w)){2,80}?)\.?\s*$")
_SPEAKER = re.compile(r"[\"“]?(?P<source>@?[^\W\d_][^:\n“”\"‘’?!.,;]{1,40}):\s+(?P<words>\S.*)", re.DOTALL)
_PERSON = re.compile(r"(?:er|or|ist|ian|man|woman|men|women|chief|head|president)s?$")
TURN = "a turn in an interview"
POST = "words of an embedded post"
SIGNED = "quotation signed with a name"
#: What the layout alone says plainly, whatever the words are.
PLAIN = frozenset({TURN, POST, SIGNED})
#: An interview has at least so many paragraphs that begin with a speaker.
TURNS = 3


def layout_rules(text: str, passage: Passage, speakers: frozenset[str] = frozenset()) -> list[Found]:
    """What the layout of one passage attributes; ``speakers`` are the labels of an interview (``interview``)."""
    made = _turn(text, passage, speakers) if speakers else None
    if made is None and passage.kind == "body":
        made = _post(text, passage) or _pull_quote(text, passage)
    elif made is None:
        made = _label(text, passage) or _signed(text, passage)
    return [made] if made is not None else []


def interview(text: str, passages: Sequence[Passage]) -> frozenset[str]:
    """The labels by which an interview tells its speakers apart ("HERALD", "ANN LEE", "LEE"): at least three paragraphs
    begin with one, and there are two or more of them. Empty where the report is no interview."""
    labels: Counter[str] = Counter()
    for passage in passages:
        match = _SPEAKER.match(text, passage.start, passage.end)
        if match is not None and _name_like(match["source"]):
            labels[match["source"]] += 1
    turns = sum(labels.values())
    return frozenset(labels) if turns >= TURNS and len(labels) >= 2 and turns > len(labels) else frozenset()


def _name_like(label: str) -> bool:
    words = label.split()
    if any(w.lower() in cues.around("labels") for w in words):
        return False
    return len(words) <= 4 and len(label) > 1 and all(w[0].isupper() for w in words)


def _turn(text: str, passage: Passage, speakers: frozenset[str]) -> Found | None:
    match = _SPEAKER.match(text, passage.start, passage.end)
    if match is None or match["source"] not in speakers:
        return None
    content = pieces(text, [Span(*match.span("words"))])
    label = Span(*match.span("source"))
    colon = Span(label.end, label.end + 1)
    return Found(content, colon, label, "say", TURN, 0.85) if content else None


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
    return Found(content, None, source, "post", POST, 0.9)


def _pull_quote(text: str, passage: Passage) -> Found | None:
    """ "“Too little, too late.” – Rosa Minh, flower seller": a paragraph of a quotation and a name."""
    if len(passage.quotations) != 1 or text[passage.start : passage.quotations[0].start].strip():
        return None
    quotation = passage.quotations[0]
    rest = _AUTHOR.match(text, quotation.end, passage.end)
    if rest is None or not rest["source"][0].isupper() or _finite(_tokens(passage, *rest.span("source"))):
        return None
    return Found((Span(quotation.start, quotation.end),), None, Span(*rest.span("source")), "say",
                 SIGNED, 0.85)  # fmt: skip


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
    tokens = _tokens(passage, label.start, label.end)
    quoted = any(label.end < q.start <= match.start("words") for q in passage.quotations)
    named = all(w[0].isupper() for w in words) and 2 <= len(words) <= 3
    role = _speaks(tokens) or (len(words) == 1 and bool(tokens) and _is_role(tokens[-1]))
    if _finite(tokens) or not (role or (named and (quoted or not any(t.pos for t in tokens) or _a_name(tokens)))):
        return None
    colon = Span(label.end, label.end + 1)
    content = pieces(text, [Span(match.start("words"), passage.end)])
    source = trimmed(text, label.start, label.end)
    if not content or source is None:
        return None
    return Found(content, colon, source, "say", "headline with the speaker before a colon", 0.7)


def _signed(text: str, passage: Passage) -> Found | None:
    """ "Truce holds in Taran – Governor", "Ferry sank in minutes: captain": a headline with the speaker behind it."""
    end = len(text[: passage.end].rstrip())
    match = _SIGNED.match(text, passage.start, end)
    if match is None or len(match["source"].split()) > 6:
        return None
    signed = _tokens(passage, *match.span("source"))
    said = _tokens(passage, *match.span("words"))
    quoted = any(q.start <= match.start("words") + 1 and q.end >= match.end("words") - 1 for q in passage.quotations)
    if _finite(signed) or not (quoted or _finite(said)) or not any(_is_role(t) for t in signed):
        return None
    mark = match["mark"].strip() == ":"
    cue = Span(match.start("mark"), match.start("mark") + 1) if mark else None
    content = pieces(text, [Span(*match.span("words"))])
    source = trimmed(text, *match.span("source"))
    if not content or source is None:
        return None
    return Found(content, cue, source, "say", "headline with the speaker behind it", 0.75)


def _tokens(passage: Passage, start: int, end: int) -> list[Token]:
    return [t for s in passage.sentences for t in s.tokens if t.start < end and start < t.end]


def _finite(tokens: Sequence[Token]) -> bool:
    return any(t.pos in ("VERB", "AUX") and t.tag != "VBG" for t in tokens)


def _speaks(tokens: Sequence[Token]) -> bool:
    """Named by a parser, or a word for those whom a report can cite."""
    return any(
        t.ent in ("PERSON", "ORG") or {t.lemma.lower(), t.text.lower().lstrip("-")} & cues.relay_nouns() for t in tokens
    )


def _a_name(tokens: Sequence[Token]) -> bool:
    return all(t.pos == "PROPN" and t.ent in ("PERSON", "ORG", "") for t in tokens)


def _is_role(token: Token) -> bool:
    """ "governor", "captain", "police": who speaks by what they are."""
    words = {token.lemma.lower().lstrip("-"), token.text.lower().lstrip("-")}
    return bool(words & cues.relay_nouns()) or any(w in _ROLES or _PERSON.search(w) for w in words)


_ROLES = frozenset({"captain", "un", "pm", "mp", "ceo", "aide", "king", "queen", "pope", "nato", "eu", "who"})
