"""Whether somebody who is quoted can be an origin of what he is quoted with, or only may be.

An origin has knowledge of its own that another's can confirm. Who is taken for the speaker on thin evidence, who is
heard through somebody else who speaks, who says that he has it from others, who tells of his own mind ("we are glad",
"they should go") and who leaves it open ("whether it was") is a possible origin beside another, no certain one. The
words are read as English; elsewhere only the first two are asked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from twosource.lexicon import table
from twosource.record import Entity, Span, Statement
from twosource.steps.trace.apart import standing
from twosource.steps.trace.trails import Trail

HEARSAY = "has it from others, or does not know"  # said once of a matter, it holds for all that he says of it
UNSURE = 0.75  # below: of so many attributions more than one in four has another speaker, or none
_AHEAD = 12  # words in which a statement says whose mind it tells
_BETWEEN = 2  # words that may stand between "was" and "confident", "we" and "hope"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: "They would only reveal it …": a plan of one's own, which somebody else can have too.
_OWN_PLAN = re.compile(
    r"[\W_]*(?:that\s)?(?:i|we|he|she|they)(?:['’](?:ll|d)\b|\s(?:will|would|won['’]t|wouldn['’]t)\b)", re.IGNORECASE
)
#: "You said he was the founder, I know what you meant": what whom one speaks to is said to think.
_TO_THE_FACE = re.compile(r"[\W_]*(?:that\s)?you(?:['’](?:d|ve|re)\b)?\s(\w+(?:\s\w+)?)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*\s+(?=[\"'“‘«(]?[A-Z])")


def doubt(
    way: Trail, statement: Statement, words: str, cue: str, entities: Mapping[str, Entity], read: bool = False
) -> str | None:
    """Why the origin that ``way`` leads to vouches for ``words`` at most perhaps, as the rest of a sentence that begins
    with its name; None where nothing makes it doubtful. ``cue`` is the reporting word; ``read`` where a person looked
    at the statement, so that who speaks is no guess."""
    if _hearsay().search(words.lower().replace("’", "'")):
        return HEARSAY
    if statement.probability < UNSURE and not read:
        return "may not be the one who says so: the words leave it open"
    if statement.source is not None and statement.source.name.lower() in _mind("pronouns"):
        return f"is called “{statement.source.name}” only where it is said: who is meant is read from the text before"
    relay = next((entities[x].name for x in way.via if x in entities and standing(entities[x]) != "medium"), None)
    if relay is not None:
        return f"is heard through {relay} only"
    if _OWN_PLAN.match(words):
        return "tells of a plan of his own"
    if (told := _TO_THE_FACE.match(words)) and any(_base(w, _mind("said_to_be")) for w in told[1].lower().split()):
        return "tells somebody what that one said or meant"
    if _own_mind(words) or _reports_a_mind(cue):
        return "tells of an own view, feeling or wish, which no other can confirm"
    if (first := _WORD.search(words)) is not None and first.group().lower() in _mind("open_questions"):
        return "leaves it open whether it is so"
    return None


def sentence_around(text: str, start: int, end: int, place: Span) -> str:
    """The sentence in ``text[start:end]`` that holds ``place``: in a long quotation only that one says the matter."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start, end)]
    begins = max((e for e in ends if e <= place.start), default=start)
    stops = min((e for e in ends if e >= place.end), default=end)
    return text[begins:stops]


def _own_mind(words: str) -> bool:
    said = [w.lower().replace("’", "'") for w in _WORD.findall(words)]
    if not _mind("oughts").isdisjoint(said) or not _mind("sympathy").isdisjoint(said):
        return True
    ahead = [w.partition("'")[0] if w.partition("'")[0] in _mind("pronouns") else w for w in said[:_AHEAD]]
    if ahead and ahead[0] in _mind("feelings"):
        return True
    return any(
        (w in _mind("feelings") and _behind(said, k, _mind("be") | _SHORT))
        or (_behind(ahead, k, _mind("pronouns")) and _base(w, _mind("wishes")))
        for k, w in enumerate(ahead)
    )


_SHORT = frozenset(("i'm", "we're", "he's", "she's", "it's", "they're"))


def _behind(said: list[str], k: int, before: frozenset[str]) -> bool:
    return any(w in before for w in said[max(0, k - 1 - _BETWEEN) : k])


def _reports_a_mind(cue: str) -> bool:
    return any(_base(w.lower(), _minded()) for w in _WORD.findall(cue))


def _base(word: str, known: frozenset[str]) -> bool:
    """Whether it is one of the words, or a form of one."""
    cut = (word, word[:-1], word[:-2], word[:-3], f"{word[:-2]}e", f"{word[:-3]}e", f"{word[:-3]}y")
    endings = ("", "s", "es", "ing", "d", "ing", "ied")
    if any(form in known and word.endswith(end) for form, end in zip(cut, endings, strict=True)):
        return True
    stem = word.removesuffix("ed") if word.endswith("ed") else word.removesuffix("ing")
    return stem != word and (stem in known or (stem[-1:] == stem[-2:-1] and stem[:-1] in known))


@functools.cache
def _hearsay() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_mind('hearsay'))))})\b")


@functools.cache
def _mind(name: str) -> frozenset[str]:
    return frozenset(table("en/own_mind")[name])


@functools.cache
def _minded() -> frozenset[str]:
    classes = table("en/cues")["class"]
    return frozenset(w for name in _mind("cue_classes") for w in classes[name])
