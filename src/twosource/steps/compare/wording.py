"""Questions in words, built from a clause by templates."""

from __future__ import annotations

import re

from twosource.record import Quantity
from twosource.steps.clauses import Argument, Clause
from twosource.steps.compare.answers import Answer
from twosource.steps.compare.numbers import base_of
from twosource.steps.compare.scene import trimmed
from twosource.steps.compare.slots import CAPACITY, PENALTY
from twosource.steps.compare.told import TOLLS
from twosource.steps.keys import key_of, listed, numeral, sorts_of

_TOLL_WORDS = {
    "die": "died",
    "injure": "were injured",
    "missing": "are missing",
    "arrest": "were arrested",
    "rescue": "were rescued",
    "survive": "survived",
    "evacuate": "were moved to safety",
    "displace": "were driven from their homes",
    "release": "were released",
    "abduct": "were abducted",
    "captive": "are captive",
    "imprison": "are in prison",
    "charge": "were charged",
    "infect": "fell ill",
    "hospitalise": "were taken to hospital",
    "flee": "fled",
    "convict": "were convicted",
    "deport": "were deported",
    "treat": "were treated",
}
LONGEST_PHRASE = 60


def ask_value(answer: Answer, text: str) -> str:
    """The question that a number, an amount or a date answers."""
    value, clause = answer.value, answer.topic.clause
    hole = (answer.mention.start, answer.mention.end)
    if not isinstance(value, Quantity) or answer.family == "clock":
        return ask("When", clause, text, "When was that?", hole)
    if answer.family == "count":
        return _how_many(answer, text)
    if answer.family == "ordinal":
        return ask(f"On which {answer.topic.noun}", clause, text, f"On which {answer.topic.noun}?", hole)
    if answer.family == "score":
        return ask("With what result", clause, text, "What was the result?", hole)
    if answer.family == "age":
        return "How old " + _of_whom(answer, text)
    if answer.slot.graded == CAPACITY:
        return f"How much can it carry into {sorted(answer.slot.of)[0]}?"
    if answer.slot.graded == PENALTY:
        return "What is the highest penalty?"
    if answer.slot.of and (answer.family == "measure" or answer.slot.graded):
        return _how_much(answer, value)
    if answer.family == "duration":
        return ask("How long", clause, text, "For how long?", hole)
    if answer.family == "share":
        return ask("What share", None, text, f"What share of {value.counted_words or 'it'}?")
    unit = text[value.end : value.words.end].split()
    named = unit[0].strip("-,.") if unit and unit[0][:1].isalpha() else value.unit or "of it"
    what = {"money": "How much money", "measure": f"How many {named}"}[answer.family]
    return f"{what}? {_around(clause, text, (value.start, value.end))}".strip()


def _how_much(answer: Answer, value: Quantity) -> str:
    """ "How much does the gorilla weigh?", "How far did the boy fall?", "How much bigger is the moon?" """
    slot = answer.slot
    thing = _thing(answer)
    if slot.graded and answer.family == "share":
        return f"How much {slot.graded} is {thing}?"
    if slot.graded:
        return f"How {slot.graded} is {thing}?"
    head = answer.topic.clause.sentence.tokens[answer.topic.clause.head] if answer.topic.clause else None
    if slot.verb and head is not None and head.pos == "VERB":
        return f"How far did {thing} {head.lemma}?" if base_of(value) == "m" else f"How much did {thing} {head.lemma}?"
    return f"How much does {thing} weigh?" if base_of(value) == "kg" else f"What does {thing} measure?"


def _thing(answer: Answer) -> str:
    """What the value is said of, as a noun with its article; a name as it is written."""
    clause = answer.topic.clause
    tokens = clause.sentence.tokens if clause else ()
    named = next((t for t in tokens if key_of(t) in answer.slot.of), None)
    if named is None:
        return "it"
    return named.text if named.pos == "PROPN" else f"the {named.lemma}"


def _how_many(answer: Answer, text: str) -> str:
    value, topic = answer.value, answer.topic
    noun = topic.noun
    counted = _many(value) if isinstance(value, Quantity) else ""
    tolls = sorted(topic.events & TOLLS)
    if tolls:
        named = "people" if numeral(noun) or ("person" in sorts_of(noun) and noun in _STATES) else (counted or noun)
        return f"How many {named} {_TOLL_WORDS[tolls[0]]}?"
    if topic.called and (numeral(noun) or noun in topic.called or "person" in sorts_of(noun)):
        return f"How many {_plural(sorted(topic.called)[0])} are there?"
    named = counted or ("of them" if numeral(noun) else noun)
    hole = (value.start, value.end) if isinstance(value, Quantity) else (0, 0)
    return f"How many {named}? {_around(topic.clause, text, hole)}".strip()


_STATES = listed("states")
_MANY = {"man": "men", "woman": "women", "child": "children", "person": "people"}


def _many(value: Quantity) -> str:
    """What is counted, in the plural where the report counts one of them, without what hangs on it."""
    words = re.split(r"[,(]| (?:for|with|on|in|at|from|who|that) ", value.counted_words)[0].strip()
    if value.high != 1 or not words or words.startswith("of "):
        return words
    before, _, last = words.rpartition(" ")
    return f"{before} {_plural(last)}".strip()


def _plural(noun: str) -> str:
    return _MANY.get(noun, noun if noun.endswith("s") else noun[:-1] + "ies" if noun.endswith("ry") else noun + "s")


def _of_whom(answer: Answer, text: str) -> str:
    clause = answer.topic.clause
    for role in ("actor", "undergoer"):
        for argument in clause.role(role) if clause else ():
            if argument.keys & answer.topic.owner and argument.end - argument.start < 40:
                return f"is {_phrase(argument, text)}?"
    around = text[max(0, answer.mention.start - 60) : answer.mention.end + 60].lower()
    names = sorted((k for k in answer.topic.owner if ":" not in k), key=lambda k: (around.find(k), k))
    if names:
        return f"is {' '.join(n.title() for n in names)}?"
    return f"is {_thing(answer)}?" if answer.slot.of - {"old"} else "is the person?"


def _around(clause: Clause | None, text: str, hole: tuple[int, int]) -> str:
    """The words of the clause in quotation marks, shortened, with a gap where the answer stands; empty without one."""
    if clause is None:
        return ""
    start, end = (min(max(clause.start, place), clause.end) for place in hole)
    gapped = text[clause.start : start] + ("…" if start < end else "") + text[end : clause.end]
    words = trimmed(" ".join(gapped.split()).strip(" ,;:-–—\"“”'‘’"))
    return f"“{words if len(words) <= 90 else words[:87].rsplit(' ', 1)[0] + ' …'}”" if words.strip("… ") else ""


def ask(word: str, clause: Clause | None, text: str, otherwise: str, hole: tuple[int, int] = (0, 0)) -> str:
    """``word`` ("When", "Where", "How long") turned into a question about the clause; ``hole`` is where the answer
    stands, which a question must not give away."""
    if clause is None or not clause.sentence.parsed:
        return otherwise
    head = clause.sentence.tokens[clause.head]
    if any(t.tag == "TO" and clause.sentence.tokens[t.head] is head for t in clause.sentence.tokens):
        return (
            f"{word}? {_around(clause, text, hole)}".strip()
        )  # "signed up to fight": the verb alone would ask another thing
    done, doer = _first(clause, "undergoer"), _first(clause, "actor")
    vague = any(a and a.lemma in _POINTING for a in (doer or done,))
    if vague or any(a and a.start < hole[1] and hole[0] < a.end for a in (done, doer)):
        return f"{word}? {_around(clause, text, hole)}".strip()
    if done and (head.tag == "VBN" or not doer) and head.pos == "VERB" and head.tag == "VBN":
        return f"{word} {_was(clause, done)} {_phrase(done, text)} {head.text.lower()}?"
    if head.pos == "VERB" and (doer or done):
        subject = doer or done
        assert subject is not None
        whom = f" {_phrase(done, text, subject=False)}" if doer and done else ""
        return f"{word} did {_phrase(subject, text)} {head.lemma}{whom}?"
    if done and head.pos == "VERB":
        return f"{word} did {_phrase(done, text)} {head.lemma}?"
    return f"{word}? {_around(clause, text, hole)}".strip()


def ask_who(clause: Clause, answer: Argument, text: str) -> str:
    """The question that an actor answers."""
    return f"Who? {_around(clause, text, (answer.start, answer.end))}".strip()


def is_it_so(said: str) -> str:
    """The question whether a statement is true; the statement is quoted where it is no sentence of its own."""
    first, _, rest = said.partition(" ")
    if first in _SMALL and rest:
        return f"Is it so that {first.lower()} {rest}?"
    whole = first[:1].isupper() and first not in ("Who", "Which", "In", "If", "And", "But")
    return f"Is it so that {said}?" if whole else f"Is this so: “{said}”?"


_SMALL = frozenset(
    {"The", "A", "An", "His", "Her", "Their", "Its", "Some", "He", "She", "It", "They", "We", "All", "About", "Nearly"}
    | {"the", "a", "an", "his", "her", "their", "its", "some", "he", "she", "it", "they", "we", "all"}
    | {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "there", "this", "about"}
    | {"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Previously", "There", "This"}
)


# Words that mean nobody in particular outside their own text.
_POINTING = frozenset({"i", "we", "you", "he", "she", "it", "they", "this", "that", "which", "who", "one"})


def _first(clause: Clause, role: str) -> Argument | None:
    found = clause.role(role)
    return found[0] if found else None


def _was(clause: Clause, argument: Argument) -> str:
    token = clause.sentence.tokens[argument.head]
    return "were" if token.tag in ("NNS", "NNPS") or token.lemma in ("people", "police", "they", "we") else "was"


def _phrase(argument: Argument, text: str, subject: bool = True) -> str:
    words = " ".join(text[argument.start : argument.end].split()).strip(" ,;:\"“”'‘’")
    if len(words) > LONGEST_PHRASE:
        words = words[:LONGEST_PHRASE].rsplit(" ", 1)[0] + " …"
    first, _, rest = words.partition(" ")
    if first in ("The", "A", "An", "His", "Her", "Their", "Its", "Some", "He", "She", "It", "They", "We"):
        words = f"{first.lower()} {rest}".strip()
    if subject:
        words = {"him": "he", "her": "she", "them": "they", "me": "I", "us": "we"}.get(words, words)
    return words or argument.lemma
