"""How sure a statement is put: asserted, claimed, confirmed, denied, possible."""

from __future__ import annotations

import functools
import re

from twosource.lexicon import lines, table
from twosource.record import Attribution, Certainty

_HEDGES = re.compile(
    r"\b(?:may(?! \d)|might|possibly|perhaps|probably|likely to|apparently|presumably|believed to|thought to|feared to"
    r"|suspected of|suspected to|appears? to|seems? to|could have|could be|too early to say)\b"
    r"|\b(?:peut-être|probablement|möglicherweise|vermutlich|mulig|trolig|sannsynligvis|możliwe|prawdopodobnie"
    r"|ehkä|todennäköisesti|mahdollisesti|возможно|вероятно|можливо|ймовірно"
    r"|posiblemente|quizás|probablemente|talvez|provavelmente)\b"
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purported(?:ly)?|supposedly|unconfirmed|rumou?red|(?:is|was|are|were) said to"
    r"|according to|it (?:is|was) (?:reported|claimed|alleged|said)|would have (?:been|had|started|\w+ed)"
    r"|angeblich|soll(?:en)? |présumée?|aurait|auraient|rzekom\w+|miał[aoiy]? \w+ć|skal (?:ha|være)|väitetty"
    r"|якобы|нібито)\b",
    re.I,
)
_RULED_OUT = re.compile(r"\b(?:rul(?:e|es|ed|ing) out|exclud(?:e|es|ed|ing))\b", re.I)
_NOT = re.compile(r"\b(?:not|never|neither|nor|without|unable|decline[sd]?|refuse[sd]?|fail(?:s|ed))\b|n['’]t\b", re.I)


@functools.cache
def _classes() -> dict[str, str]:
    """Reporting word -> class, English lemmas and the forms of the other languages."""
    english = table("en/cues").get("class", {})
    out = {lemma: name for name in sorted(english) for lemma in english[name]}
    for language in ("no", "da", "sv", "de", "fr", "es", "pt", "pl", "fi", "ru", "uk", "nl"):
        for row in lines(language, "cues"):
            form, _, lemma = (part.strip() for part in row.partition("="))
            if lemma in out:
                out.setdefault(form, out[lemma])
    return out


def cue_class(lemma: str, cue: str = "") -> str:
    """The class of a reporting word ("confirm", "deny", "neutral", …), "" where no list has it."""
    known = _classes()
    found = known.get(lemma.casefold(), "") or known.get(cue.casefold(), "")
    if found:
        return found
    return next((known[w] for w in re.findall(r"\w+", lemma.casefold()) if w in known), "")


def of_attributed(attribution: Attribution, content: str, cue: str) -> Certainty:
    """Certainty of what somebody is said to have said. A cue that is itself negated ("did not confirm", "would
    neither confirm nor deny") settles nothing: the matter stays a claim."""
    kind = cue_class(attribution.cue_lemma, cue)
    negated = attribution.negated or bool(_NOT.search(cue))
    if _RULED_OUT.search(cue):
        kind = "deny"
    if kind == "deny":
        return "claimed" if negated else "denied"
    if kind == "confirm" and not negated and attribution.cue_lemma not in _WEAK_CONFIRMATION:
        return "confirmed"
    if not negated and kind in ("neutral", "claim") and _contradicts(content):
        return "denied"
    return "possible" if _HEDGES.search(_told(content)) or kind == "possible" else "claimed"


_QUOTED = re.compile(r"[“\"«„][^”\"»“]*[”\"»“]?")
_SUBORDINATE = re.compile(
    r"(?<=\w),?\s(?:that|because|if|which|who|whom|whose|whether|when|where|after|before|until|unless|although|though|while"
    r"|since|so that)\s",
    re.I,
)


def _told(content: str) -> str:
    """The main clause of what is told: a "may" in a quotation or in a clause that only hangs on hedges nothing."""
    told = _QUOTED.sub(" ", content).strip()
    return _SUBORDINATE.split(told.removeprefix("that "), maxsplit=1)[0]


#: What is missing where "there was no money", which denies nothing that somebody else said.
_LACKED = (
    r"money|time|choice|doubt|way|need|hurry|food|water|fuel|electricity|power|room|space|alternative|hope|answer|light|"
    r"warning|signal|heating|medicine|ambulance|help|work|school|bread"
)
_MARK = "[\"“‘'’]?"
_CONTRADICTS = re.compile(
    r"(?:that\s+)?(?:\w+[\s’']+){0,8}?(?:(?:is|are|was|were) " + _MARK + r"not (?:an?|the|true|any)\b"
    r"|(?:is|are|was|were)n['’]t (?:an?|the|true|any)\b"
    r"|there (?:is|are|was|were|had been|has been) no\b(?!\s+(?:\w+\s+)?(?:" + _LACKED + r")\b)"
    r"|(?:does|do|did) not exist|(?:has|have|had) nothing to do with|never happened|no such\b"
    r"|(?:does|do|did) " + _MARK + r"not (?:accord|correspond) (?:with|to) (?:the )?(?:facts|truth|reality))",
    re.I,
)
#: "is false", "called the story “a fabrication”".
_UNTRUE = re.compile(
    r"\b(?:is|are|was|were|as)\s+" + _MARK + r"(?:\w+ly\s+|an?\s+(?:\w+\s+)?)?"
    r"(?:false|untrue|baseless|groundless|unfounded|non-?existent|fabricated|forged|fake|nonsense|lies?)\b"
    r"|(?:\b(?:is|are|was|were|as)\s+|[\"“‘])" + _MARK + r"(?:an?\s+)?(?:\w+\s+)?"
    r"(?:fabrications?|forger(?:y|ies)|inventions?|hoax(?:es)?)\b",
    re.I,
)
_SENSES = (
    r"kn[eo]wn?|believed?|th(?:ink|ought)|want(?:ed)?|remember(?:ed)?|recall(?:ed)?|underst\w+|expect(?:ed)?|see|saw|seen"
    r"|hear|heard|sle\w+|eat\w*|ate|feel|felt|f[io]u?nd|been|imagined?|idea|time|comments?|doubts?|choice|plans?|evidence"
    r"|information|reason|knowledge|money|problem|experienced?|stopped|forg\w+|lost|had"
)
#: "We have made no offer", "I never met him": the speaker's own doing denied; not "we don't know", "I never saw that".
_NOT_MINE = re.compile(
    r"(?:that\s+)?(?:(?:I|we)\s+(?:(?:have|had|did)\s+not|(?:have|had|did)n['’]t|(?:have\s+|had\s+)?never)"
    r"|(?:he|she|it|they)\s+(?:(?:has|have|had)\s+)?never"
    r"|(?:I|we|he|she|it|they)\s+(?:was|were)\s+never\s+(?:in|at|part|there)"
    r"|(?:I|we|he|she|it|they)\s+(?:has|have|had|did|made|offered|gave|paid)\s+(?:\w+\s+)?no|(?:I|we)\s+\w+ed\s+nothing)"
    r"\b(?!\s+(?:\w+ly\s+)?(?:" + _SENSES + r")\b)",
    re.I,
)


def _contradicts(content: str) -> bool:
    """ "This is not a trade", "such a list does not exist", "we made no offer": a denial by its content, whatever the
    cue."""
    words = content.lstrip("\"“”‘’'«» ")
    return bool(_CONTRADICTS.match(words) or _UNTRUE.search(content) or _NOT_MINE.match(words))


def of_narrated(words: str) -> Certainty:
    """Certainty of what a report says in its own voice."""
    if _HEARSAY.search(words):
        return "claimed"
    return "possible" if _HEDGES.search(words) else "asserted"


# Acts that grant or disclose something without vouching for it as a third party would.
_WEAK_CONFIRMATION = frozenset(
    (
        *("acknowledge", "admit", "concede", "reveal", "disclose", "divulge", "confess", "recognize", "recognise"),
        *("grant", "own", "agree", "accept", "demonstrate", "ratify", "validate", "establish", "prove"),
        *("revelation", "disclosure", "confession", "admission", "proof"),
    )
)
