"""How sure a statement is put: asserted, claimed, confirmed, denied, possible."""

from __future__ import annotations

import re

from twosource.lexicon import table, words
from twosource.record import Attribution, Certainty

# Used until the table of reporting words has the class.
_CLASSES: dict[str, str] = {
    **dict.fromkeys(
        (
            "confirm",
            "verify",
            "acknowledge",
            "admit",
            "concede",
            "corroborate",
            "bekreft",
            "bestätig",
            "vahvist",
            "potwierd",
        ),
        "confirm",
    ),
    **dict.fromkeys(
        (
            "deny",
            "refute",
            "reject",
            "dismiss",
            "rebut",
            "rebuff",
            "disavow",
            "dispute",
            "avvis",
            "benekt",
            "dementer",
            "zaprzecz",
            "negar",
            "nier",
        ),
        "deny",
    ),
    **dict.fromkeys(("believe", "suspect", "think", "fear", "assume", "speculate", "presume", "suppose"), "think"),
}
_POSSIBLE = re.compile(
    r"\b(?:may|might|possibly|perhaps|probably|likely|apparently|presumably|could|believed to|thought to|feared|suspected|"
    r"appears? to|seems? to|not (?:be )?ruled? out|cannot rule out|can't rule out)\b",
    re.I,
)
_ALLEGED = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purported(?:ly)?|supposedly|unconfirmed|rumou?red|said to (?:have|be)|is said to|"
    r"was said to|are said to|were said to|according to|so-called claim|claims? that|it is (?:reported|claimed|alleged))\b",
    re.I,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)?|refut(?:es|ed|ing)|dismiss(?:es|ed|ing)?)\b", re.I
)


def cue_class(lemma: str) -> str:
    """The class of a reporting word ("confirm", "deny", "say", …), "" where the table does not have it."""
    data = table("en/cues")
    for name, entries in sorted(data.items()):
        if isinstance(entries, (list, dict)) and lemma in entries:
            found = entries[lemma] if isinstance(entries, dict) else name
            return str(found.get("class", name)) if isinstance(found, dict) else str(found)
    word = lemma.split()[0] if lemma else ""
    for stem, kind in _CLASSES.items():
        if word.startswith(stem if len(stem) > 4 else stem) or (
            stem.endswith("y") and word.startswith(stem[:-1] + "ie")
        ):
            return kind
    return ""


def of_attributed(attribution: Attribution, content: str, cue: str) -> Certainty:
    """Certainty of what somebody is said to have said."""
    kind = cue_class(attribution.cue_lemma) or cue_class(cue.casefold())
    if kind == "deny":
        return "claimed" if attribution.negated else "denied"
    if kind == "confirm" and not attribution.negated and not re.search(r"\b(?:not|n't|neither|nor|could)\b", cue):
        return "confirmed"
    if kind == "think" or _POSSIBLE.search(content):
        return "possible"
    return "claimed"


def of_narrated(words_: str) -> Certainty:
    """Certainty of what a report says in its own voice."""
    if _ALLEGED.search(words_):
        return "claimed"
    return "possible" if _POSSIBLE.search(words_) else "asserted"


__all__ = ["cue_class", "of_attributed", "of_narrated", "words"]
