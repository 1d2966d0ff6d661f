"""Attributions that tell what somebody spoke of, thought of or did, not what they said: the report tells those itself.

"She praised the workers", "he posted photos of the dam", "the firm has not commented on the deal", "prices are expected
to rise": nobody's statement stands there that another report could bear out, so that none is made of them."""

from __future__ import annotations

import re

from twosource.lexicon import table
from twosource.record import Attribution, Span, Token
from twosource.steps.resolve.certainty import cue_class
from twosource.steps.resolve.scene import Scene

#: From here on the tagger is believed where no list knows the cue.
_SURE = 0.7
_OBJECTS = ("with its object", "with its “about”")
#: Told by another, "they attacked the bank" and "he invited her to come" are deeds.
_DEED_FRAMES = ("with its object", "with its infinitive")
_TELLS_OF = frozenset(
    (
        *("describe", "discuss", "mention", "express", "voice", "stress", "emphasize", "emphasise", "note", "question"),
        *("address", "outline", "detail", "explain", "cite", "say", "talk", "speak", "refer", "respond"),
    )
)
#: With these an object is what was put before others, not what was said: photographs, a list, an order.
_PUTS_OUT = frozenset(["post", "publish", "release", "issue", "share"])
#: What is done by saying it: the report tells the deed.
_DEEDS = frozenset(["ban", "forbid", "authorize", "authorise", "approve", "decide", "opt"])
#: What voters do is no saying, whatever a tagger makes of it.
_VOTES = re.compile(
    r"(?:(?:has|have|had)\s)?(?:voted|votes?|voting|cast(?:s|ing)?\s(?:\w+\s){0,2}(?:votes?|ballots?))\b", re.IGNORECASE
)
#: What somebody did not do who said nothing of it.
_IS_SILENT = frozenset(["comment", "mention", "respond", "reply", "reveal", "disclose", "elaborate", "discuss"])
#: In the passive, without a word on who does it, these are how the report puts it; "is said", "is suspected" are not.
_COMMON = frozenset(["expect", "see", "regard", "consider", "view", "know", "intend"])


def told_by_the_report(a: Attribution, scene: Scene) -> bool:
    """True where an attribution states nothing of its source's, so that its sentence is the report's own."""
    if _is_quoted(a, scene):
        return False
    return (
        _is_the_reports_own(a, scene)
        or _is_silence(a, scene)
        or _is_common(a)
        or _is_unanswered(a)
        or _leaves_open(a, scene)
        or a.cue_lemma in _DEEDS
        or (a.cue is not None and _VOTES.match(scene.text, a.cue.start) is not None)
        or _names_a_topic(a, scene)
    )


def is_told_of(a: Attribution, by_medium: bool) -> bool:
    """ "The paper reported that the maker plans to show them", "she believed they mocked her, the captain said",
    "police said youths attacked a bank": what somebody tells of another's mind or deeds rests on his word, not on the
    other's. What a medium (``by_medium``) reports of others' beliefs, vows and confirmations is theirs."""
    if a.parent < 0:
        return False
    intends = a.cue_lemma in table("en/cues")["inner"]["intention"] and "infinitive" in a.found_by
    kind = cue_class(a.cue_lemma)
    if by_medium:
        return intends or ("with its object" in a.found_by and kind not in ("confirm", "deny"))
    return intends or kind == "belief" or any(frame in a.found_by for frame in _DEED_FRAMES)


def _is_the_reports_own(a: Attribution, scene: Scene) -> bool:
    """ "We hope that …", "you will notice that …" outside quotation marks: the writer, to the reader."""
    words = a.source.of(scene.text).casefold() if a.source is not None else ""
    return a.parent < 0 and words in ("we", "you") and scene.quotation_at(a.source.start if a.source else 0) is None


def _leaves_open(a: Attribution, scene: Scene) -> bool:
    """ "They know whether …", "who knows what …": what is known is not told."""
    opens = a.content[0].of(scene.text).casefold().split()[:1]
    return a.cue_lemma == "know" and opens[0] in ("whether", "if", "what", "who", "how", "where", "when", "why")


def _is_silence(a: Attribution, scene: Scene) -> bool:
    """ "has not commented on their worth", "has yet to respond to it", "did not mention the vote"."""
    if a.cue_lemma not in _IS_SILENT or "with its clause" in a.found_by:
        return False
    words = a.cue.of(scene.text).lower() if a.cue is not None else ""
    return a.negated or " yet to " in f" {words} " or "n't " in words or "n’t " in words


def _is_common(a: Attribution) -> bool:
    return a.source is None and "(passive)" in a.found_by and a.cue_lemma in _COMMON


def _is_unanswered(a: Attribution) -> bool:
    """ "Asked whether …, she laughed": a question is no statement of whoever was asked, nor of anybody named."""
    return a.source is None and "(passive)" in a.found_by and a.cue_lemma == "ask"


def _names_a_topic(a: Attribution, scene: Scene) -> bool:
    """ "He described the suspects", "she welcomed the plan", "they stressed scepticism": words that tell what about,
    and state nothing: no verb, no number, no quotation."""
    kind = cue_class(a.cue_lemma, a.cue.of(scene.text) if a.cue else "")
    tagged = a.found_by == "learned tagger"
    if a.cue_lemma in _PUTS_OUT and "with its object" in a.found_by:
        return True
    vague = kind == "attitude" or a.cue_lemma in _TELLS_OF or (tagged and not kind and a.probability < _SURE)
    if not vague or not (tagged or any(words in a.found_by for words in _OBJECTS)):
        return False
    tokens = [t for s in a.content for t in scene.tokens_in(s) if t.text[:1].isalnum()]
    if not any(t.pos for t in tokens):
        return False
    if (kind == "attitude" or (tagged and not kind)) and _is_thing(scene, a):
        return True
    if len(tokens) > 4:
        return False
    return not any(t.pos in ("VERB", "AUX", "NUM") or t.lemma == "as" for t in tokens)


def _is_quoted(a: Attribution, scene: Scene) -> bool:
    """True where some of it stands in quotation marks, or within a quotation: words are words, whatever the verb."""
    return any(scene.quotation_at(s.start) is not None or any(c in '“”"‘' for c in s.of(scene.text)) for s in a.content)


def _is_thing(scene: Scene, a: Attribution) -> bool:
    """ "Police are investigating reports of …", "he signed the order to launch": what the verb has for its object, by
    the parse, is a thing, however long its description; "as a threat" says something of it."""
    cue = a.cue
    sentence = scene.sentence_at(cue.start) if cue is not None else None
    if cue is None or sentence is None or len(a.content) > 1:
        return False
    inside = [t for t in scene.tokens_in(a.content[0]) if sentence.start <= t.start < sentence.end]
    outer = [t for t in inside if not a.content[0].covers(_span(sentence.tokens[t.head])) and t.dep != "punct"]
    if inside and (inside[0].lemma == "no" or any(t.lemma == "as" for t in inside)):  # "found no evidence" states it
        return False
    return bool(outer) and all(t.pos in ("NOUN", "PROPN") and t.dep in ("dobj", "pobj", "appos") for t in outer)


def _span(token: Token) -> Span:
    return Span(token.start, token.end)
