"""Plain questions out of a clause: "When was the ship seized?", "Who found the girl?", "How many people were freed?".

A question is made only where the parse gives all of it: a subject that can stand alone, the object and the particle
that the verb needs, no other clause hanging on it. Elsewhere the report's own words are quoted, with a gap where the
answer stands: a quotation is never ungrammatical and never asks another thing.
"""

from __future__ import annotations

import re

from twosource.lexicon import words
from twosource.record import Token
from twosource.steps.clauses import Argument, Clause, children, finite
from twosource.steps.compare.scene import PLACES, trimmed, within_quotes
from twosource.steps.keys import SPEECH, listed, sorts_of

Hole = tuple[int, int]  # where the answer stands: start and end in the report's text

LONGEST_PHRASE = 60
LONGEST_QUOTED = 100
NEAR = 90  # characters from the clause at which an answer still is in the words quoted
_KIN = listed("kin")
_POINTING = listed("pointing")
_SAYS_SO = frozenset({"say", "claim", "announce", "report", "state", "confirm", "deny", "tweet", "write", "warn"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acomp", "oprd", "attr", "dative", "expl", "csubj", "csubjpass"})
_ODD = re.compile(r"[\"“”„«»()\[\]#@…|*]|\s[-–—]\s|\d-year-old")
_DANGLING = re.compile(
    r"(?:[\s,;.:–—-]+(?:and|but|or|nor|to|while|as|well|after|in|of|with|the|before|when))*[\s,;.:–—-]*$"
)
_NEEDS_OBJECT = listed("needs_object")
_NEEDS_MORE = frozenset({"put", "range"})  # "put the toll", of which the number is the answer
_SINGULAR = {"are": "is", "have": "has", "were": "was"}
_NO_SUBJECTS = listed("no_subjects")
_LEADING = frozenset({"DT", "PDT", "PRP$", "CD", "RB", "JJR", "IN"})
_MEASURED = frozenset({"TIME", "DATE", "QUANTITY", "PERCENT", "MONEY"})
_RELATIVE = frozenset({"WDT", "WP"})
_SAID_OF = frozenset({"nsubj", "nsubjpass", "dobj"})
_INSIDE = frozenset({"in", "near", "outside", "inside"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_BODIES = words("en", "body_nouns")


def asked(word: str, clause: Clause | None, text: str, hole: Hole) -> str | None:
    """``word`` ("When", "Where", "How long") turned into a question about the clause that does not give away what
    stands in the ``hole``; None where no good one can be made."""
    if clause is None or not clause.sentence.parsed or clause.negated or not finite(clause):
        return None
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    below = children(clause.sentence)[clause.head]
    # "the memo he signed": what was signed stands before it, and no word says so
    said_of = any(tokens[c].tag in _RELATIVE and tokens[c].dep in _SAID_OF for c in below)
    if head.dep == "relcl" and (not said_of or " " in word.removeprefix("By ")):
        return None
    if head.pos != "VERB" or head.lemma in _NEEDS_MORE:
        return None
    if any(_gives_away(tokens[c], hole) for c in below if tokens[c].dep in ("prt", "advmod")):
        return None
    passive = any(tokens[c].dep in ("nsubjpass", "auxpass") for c in below)
    subject = _phrase(_one(tokens, below, {"nsubjpass"} if passive else {"nsubj"}, clause), clause, text, hole)
    if subject is None or (" " not in subject and _headline(tokens[_place(tokens, below, passive)])):
        return None
    word, _, behind = word.partition(" ") if word.startswith("Where ") else (word, "", "")  # "Where did it come from?"
    modal = next((tokens[c].text.lower() for c in below if tokens[c].tag == "MD"), None)
    rest = _rest(clause, below, text, hole, passive, word == "When")
    if rest is None:
        return None
    rest += f" {behind}" if behind else ""
    plural = _plural(tokens, below, passive)
    if passive:
        verb = f"{modal} {subject} be" if modal else f"{'were' if plural else 'was'} {subject}"
        return f"{word} {verb} {head.text.lower()}{rest}?" if head.tag == "VBN" else None
    if head.tag == "VBG" or (modal is not None and head.tag != "VB"):
        return None
    return f"{word} {modal or 'did'} {subject} {head.lemma}{rest}?"


def asked_of_subject(word: str, clause: Clause, text: str, hole: Hole) -> str | None:
    """``word`` put for the subject that stands in the hole: "Who detained him?"; None where it does not lead the clause
    or what follows can't stand alone."""
    tokens = clause.sentence.tokens
    if not clause.sentence.parsed or not finite(clause) or text[clause.start : hole[0]].strip(" ,;:-–—\"“‘'"):
        return None
    after = [t for t in tokens if t.start >= hole[1] and t.text != ","]
    if after and after[0].tag in _RELATIVE:  # "the container, which will carry silkworms"
        after = after[1:]
    if not after or after[0].tag not in ("VBD", "VBZ", "VBP", "MD") or after[0].lemma in ("'s", "’s"):
        return None
    rest = _DANGLING.sub("", " ".join(text[after[0].start : clause.end].split()))
    if len(rest) > LONGEST_QUOTED or len(rest.split()) < 2 or _ODD.search(rest) or rest[0].isupper():
        return None
    if word in ("Who", "What"):
        verb, _, more = rest.partition(" ")
        rest = f"{_singular(after[0])} {more}" if after[0].tag == "VBP" else f"{_SINGULAR.get(verb, verb)} {more}"
    return f"{word} {rest}?"


def _singular(verb: Token) -> str:
    """The verb as it stands after "who": "they volunteer", but "who volunteers"."""
    if verb.text in _SINGULAR:
        return _SINGULAR[verb.text]
    if verb.lemma == "do" or verb.text != verb.lemma:
        return "does" if verb.lemma == "do" else verb.text
    if re.search(r"[^aeiou]y$", verb.lemma):
        return f"{verb.lemma[:-1]}ies"
    return verb.lemma + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb.lemma) else "s")


def _headline(subject: Token) -> bool:
    """True for the one word that is the subject of "Girl found in forest", whose verb may be a passive cut short."""
    return subject.tag == "NN" or "person" in sorts_of(subject.text.lower())


def quoted(clause: Clause | None, text: str, hole: Hole) -> str:
    """The words of the clause (of the sentence, where there is none) in quotation marks, with a gap where the answer
    stands; shortened around the gap."""
    start, end = (clause.start, clause.end) if clause is not None else _sentence(text, hole)
    if hole[0] < hole[1] and start - NEAR < hole[0] and hole[1] < end + NEAR:
        start, end = min(start, hole[0]), max(end, hole[1])
    inside = start <= hole[0] < hole[1] <= end
    before = " ".join(text[start : hole[0] if inside else end].split()).lstrip(" ,;:-–—")
    after = " ".join(text[hole[1] : end].split()) if inside else ""
    glued = inside and text[hole[1] : hole[1] + 1].isalnum()
    before = _last_words(re.sub(r"^(?:(?:that|and|but|or|when|where|which|while)[\s,]+)+(?=\S+\s)", "", before))
    room = LONGEST_QUOTED - len(before)
    after = after if len(after) <= room else after[: max(room, 24)].rsplit(" ", 1)[0] + " …"
    joint = " " if before and before[-1] not in "$£€¥#-–—‘“\"'(" else ""
    space = "" if glued or not after or after[0] in ",.;:-’'" else " "
    shown = trimmed(f"{before}{joint}…{space}{after}" if inside else before).strip(" ,;:-–—\"“”'‘’")
    return f"“{within_quotes(shown)}”" if shown.strip("… ") else ""


def plain_phrase(argument: Argument, clause: Clause, text: str) -> str | None:
    """A participant in words that can stand in a question; None where they can't."""
    tokens = [t for t in clause.sentence.tokens if argument.start <= t.start < argument.end]
    head = clause.sentence.tokens[argument.head]
    if head.lemma.lower() in _NO_SUBJECTS or head.ent in _MEASURED or head.pos == "NUM" or not tokens:
        return None
    if any(t.lemma == "between" for t in tokens) and not any(t.lemma == "and" for t in tokens):
        return None  # "the meeting between Holm": the other of the two was left out
    if tokens[0].ent == "DATE" and len(tokens) > 2 and tokens[1].tag == "POS":  # "Today's meeting"
        return _words("the " + text[tokens[2].start : argument.end])
    phrase = _words(text[argument.start : argument.end])
    first = tokens[0]
    numbers = first.ent == "CARDINAL"  # "Thousands of protesters"
    name = first.pos == "PROPN" or (first.ent and not numbers) or (len(first.text) > 1 and not first.text[1:].islower())
    if phrase is None or len(tokens) < 2 or (name and first.tag not in _LEADING):
        return phrase
    return phrase[0].lower() + phrase[1:]


def _rest(clause: Clause, below: list[int], text: str, hole: Hole, passive: bool, dated: bool) -> str | None:
    """What the verb needs behind it: particle, object, the place right behind; None where it needs more than that. When
    something was done to somebody is asked without the place (``dated``): another report may know another."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    out = "".join(f" {tokens[c].text}" for c in below if tokens[c].dep == "prt")
    if any(tokens[c].dep in _COMPLEMENTS and c > clause.head for c in below):
        says = not passive and head.lemma in _SAYS_SO and not any(tokens[c].dep == "dobj" for c in below)
        return f"{out} this" if says else None
    if passive:
        return out + _where(clause, below, text, hole, scene=not dated)
    thing = _one(tokens, below, {"dobj"}, clause)
    if thing is not None and hole[0] <= thing.start and thing.end <= hole[1]:
        return out  # "plunged 5 per cent": what is asked for
    if thing is not None:
        phrase = _phrase(thing, clause, text, hole)
        return f" {phrase}{out}" if phrase is not None else None
    if any(tokens[c].dep == "dobj" for c in below) or head.lemma in _NEEDS_OBJECT:
        return None  # "Body found in forest", "the fire the crew set": what it is done to stands elsewhere
    if head.lemma in SPEECH:
        return f"{out} this" if head.lemma in _SAYS_SO else None
    return out + _where(clause, below, text, hole)


def _where(clause: Clause, below: list[int], text: str, hole: Hole, scene: bool = True) -> str:
    """The preposition right behind the verb with its noun ("land in Honolulu"), where it is neither the answer nor a
    time; without ``scene`` not where it only says at which place it happened ("at his home", "in Oslo")."""
    tokens = clause.sentence.tokens
    prep = next((c for c in below if tokens[c].dep == "prep" and 0 < c - clause.head <= 2), None)
    if prep is None:
        return ""
    argument = next((a for a in clause.arguments if a.role == tokens[prep].lemma and a.head > prep), None)
    if argument is None or tokens[argument.head].ent in ("DATE", "TIME", "CARDINAL"):
        return ""
    at_a_place = tokens[prep].lemma == "at" or (tokens[prep].lemma in _INSIDE and tokens[argument.head].ent in PLACES)
    if at_a_place and not scene:
        return ""
    phrase = _phrase(argument, clause, text, hole)
    return f" {tokens[prep].text} {phrase}" if phrase is not None and len(phrase) < 40 else ""


def _one(tokens: tuple[Token, ...], below: list[int], deps: set[str], clause: Clause) -> Argument | None:
    places = [_meant(tokens, c) for c in below if tokens[c].dep in deps]
    return next((a for a in clause.arguments if a.head in places), None) if len(places) == 1 else None


def _phrase(argument: Argument | None, clause: Clause, text: str, hole: Hole) -> str | None:
    if argument is None or argument.lemma in _POINTING or (argument.start < hole[1] and hole[0] < argument.end):
        return None
    return plain_phrase(argument, clause, text)


def _words(phrase: str) -> str | None:
    shown = " ".join(phrase.split()).strip(" ,;:")
    first, _, rest = shown.partition(" ")
    if not shown or len(shown) > LONGEST_PHRASE or _ODD.search(shown) or not shown[0].isalnum():
        return None
    if shown.lower() in _POINTING or first.lower() in ("who", "which", "that"):
        return None
    if first.lower() in _POSSESSIVE and rest:  # "his contract" is "the contract" where nobody was named
        return f"the {rest}" if rest.split()[-1].lower() not in _KIN else None
    return shown


def _place(tokens: tuple[Token, ...], below: list[int], passive: bool) -> int:
    """Where the subject is."""
    return _meant(tokens, next(c for c in below if tokens[c].dep == ("nsubjpass" if passive else "nsubj")))


def _meant(tokens: tuple[Token, ...], place: int) -> int:
    """The noun that a relative pronoun stands for ("the organisation that he set up"); any other word itself."""
    relative = tokens[place].tag in _RELATIVE and tokens[tokens[place].head].dep == "relcl"
    return tokens[tokens[place].head].head if relative else place


def _plural(tokens: tuple[Token, ...], below: list[int], passive: bool) -> bool:
    subject = _place(tokens, below, passive)
    joined = any(t.head == subject and t.dep == "conj" for t in tokens)
    return joined or tokens[subject].tag in ("NNS", "NNPS", "CD") or tokens[subject].lemma in ("people", "police")


def _gives_away(token: Token, hole: Hole) -> bool:
    return token.dep == "prt" and token.start < hole[1] and hole[0] < token.end


def _sentence(text: str, hole: Hole) -> Hole:
    """The sentence around the hole, as far as punctuation tells."""
    before = max((m.end() for m in re.finditer(r"[.!?…][\"”’»)]*\s+|\n", text[: hole[0]])), default=0)
    after = re.compile(r"[.!?…](?=[\"”’»)]*(?:\s|$))|\n").search(text, hole[1])
    return before, after.start() if after else len(text)


def _last_words(before: str) -> str:
    """The end of what stands before the gap, so that the gap is seen."""
    most = LONGEST_QUOTED * 2 // 3
    return before if len(before) <= most else "… " + before[-most:].split(" ", 1)[-1]


def who_or_what(argument: Argument, clause: Clause) -> str:
    """ "Who" for names, persons and bodies, "What" for things."""
    token = clause.sentence.tokens[argument.head]
    lemma = argument.lemma
    named = token.pos in ("PROPN", "PRON") and token.ent not in ("PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT")
    return "Who" if named or "person" in sorts_of(lemma) or lemma in _BODIES else "What"
