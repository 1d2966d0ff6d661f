"""The question that values answer, in words: by what kind of value it is; see ``asking`` for the grammar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from twosource.record import Quantity
from twosource.steps.clauses import Argument, Clause
from twosource.steps.compare.asking import Hole, asked, asked_of_subject, plain_phrase, quoted, who_or_what
from twosource.steps.compare.scene import within_quotes
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.numbers import base_of
from twosource.steps.compare.values.slots import CAPACITY, PENALTY, PLANNED, SHIFTED, SPEED
from twosource.steps.compare.values.told import TOLLS
from twosource.steps.keys import key_of, listed, numeral, plain, sorts_of

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


def ask_value(answer: Answer, text: str) -> str:
    """The question that a number, an amount or a date answers."""
    value, clause = answer.value, answer.topic.clause
    hole = (answer.mention.start, answer.mention.end)
    if not isinstance(value, Quantity) or answer.family == "clock":
        return ask("When", clause, text, hole)
    if answer.family == "count":
        return _how_many(answer, value, text)
    if answer.family == "ordinal":
        return ask(_on_which(answer), clause, text, hole)
    if answer.family == "score":
        return ask("With what result", clause, text, hole)
    if answer.family == "age":
        return "How old " + _of_whom(answer, text)
    if answer.slot.graded == CAPACITY:
        return f"How much can it carry into {sorted(answer.slot.of)[0]}?"
    if answer.slot.graded == PENALTY:
        return "What is the highest penalty?"
    if answer.family == "duration":
        return _how_long(answer, text, hole)
    if answer.family == "measure" or answer.slot.graded:
        return _how_much(answer, value, text)
    hole = (value.start, value.end)
    if answer.family == "share" and clause is not None and clause.lemma in _CHANGING:
        return ask("By how much", clause, text, (value.start, max(value.end, value.words.end)))
    return _quoting("What share" if answer.family == "share" else "How much money", clause, text, hole)


_CHANGING = listed("changing")


def plainest(questions: Iterable[str]) -> str:
    """The question to show: one in plain words before one that quotes, then what most ask, then a short one."""
    asked_by = Counter(questions)
    return min(asked_by, key=lambda q: ("“" in q, "is the person" in q, -asked_by[q], len(q), q))


def _quoting(word: str, clause: Clause | None, text: str, hole: Hole) -> str:
    return f"{word}? {quoted(clause, text, hole)}".strip()


def _on_which(answer: Answer) -> str:
    """ "On which lap"; "In which place" for the ordinal that stands without a noun ("finished second")."""
    return "In which place" if _ORDINAL.fullmatch(answer.topic.noun) else f"On which {answer.topic.noun}"


_ORDINAL = re.compile(r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d+(?:st|nd|rd|th)?")


_FOR = re.compile(
    r"\bfor(?:\s+(?:about|around|almost|nearly|over|only|just|at least|more than|some|the|a|an|up to))*\s*$",
    re.IGNORECASE,
)
_LASTING = frozenset({"last", "take"})


def _how_long(answer: Answer, text: str, hole: Hole) -> str:
    """ "How long did the contract last?", "How long was the contract?": where the words say that it lasted so long."""
    clause = answer.topic.clause
    head = clause.sentence.tokens[clause.head] if clause is not None and clause.sentence.parsed else None
    if clause is None or head is None:
        return _quoting("How long", clause, text, hole)
    lasting = _FOR.search(text[max(0, hole[0] - 40) : hole[0]]) is not None
    found = (a for a in clause.role("actor", "undergoer", "complement") if a.end <= hole[0] or hole[1] <= a.start)
    subject = next((p for a in found if a.start < head.start and (p := plain_phrase(a, clause, text))), None)
    if answer.slot.graded == PLANNED and subject is not None:
        return f"How long {'were' if clause.sentence.tokens[clause.head].tag == 'VBP' else 'was'} {subject} to last?"
    if head.lemma in _LASTING and subject is not None and not clause.negated:
        return f"How long did {subject} {head.lemma}?"
    if lasting and head.lemma == "be" and head.tag in ("VBD", "VBZ") and subject is not None:
        return f"How long {'was' if head.tag == 'VBD' else 'is'} {subject}?"
    meanwhile = answer.topic.lasting - {clause.event}  # "shut for two hours while they talked": which is meant?
    made = asked("For how long", clause, text, hole) if lasting and not meanwhile else None
    return made or _quoting("How long", clause, text, hole)


_MOVING = listed("moving")
_UNITS = listed("units")
_EXTENTS = frozenset({"deep", "heavy", "high", "long", "tall", "thick", "wide"})


def _how_much(answer: Answer, value: Quantity, text: str) -> str:
    """ "How much does the gorilla weigh?", "How far did the boy fall?", "How much bigger is the moon?" """
    slot, clause = answer.slot, answer.topic.clause
    thing = _thing(answer)
    head = clause.sentence.tokens[clause.head] if clause is not None and clause.sentence.parsed else None
    if value.unit == "magnitude":
        return "What was the magnitude?"
    if thing is not None and slot.graded.endswith("er") and answer.family == "share":
        return f"How much {slot.graded} is {thing}?"
    if thing is not None and slot.graded == SPEED:
        return "What is the speed?" if thing == "the speed" else f"How fast was {thing} going?"
    if thing is not None and slot.graded in _EXTENTS:
        return f"How {slot.graded} is {thing}?"
    if thing is not None and head is not None and slot.verb and head.lemma in _MOVING and base_of(value) == "m":
        return f"How far did {thing} {head.lemma}?"
    if thing is not None and head is not None and slot.verb in SHIFTED and head.tag == "VBN" and base_of(value) == "m":
        return f"How far was {thing} {head.text.lower()}?"
    weighs = base_of(value) == "kg" and (head is None or head.lemma == "weigh" or not slot.verb)
    if thing is not None and weighs and answer.family == "measure" and slot.of and not _weighed_out(value, text):
        return f"How much does {thing} weigh?"
    hole = (value.start, value.end)
    unit = text[value.end : value.words.end].split()
    named = unit[0].strip("-,.") if unit and unit[0][:1].isalpha() else value.unit
    named = (
        _plural(named) if len(named) > 3 and named.isalpha() and named.islower() and named not in _PLURALS else named
    )
    what = f"How many {named}" if answer.family == "measure" and named else "How much"
    return _quoting(what, clause, text, hole)


def _weighed_out(value: Quantity, text: str) -> bool:
    """ "600 tons of oil" is an amount, no weight of a thing."""
    return text[value.words.end : value.words.end + 4].startswith(" of ")


def _thing(answer: Answer) -> str | None:
    """What the value is said of, as a noun with its article; a name as it is written."""
    clause = answer.topic.clause
    tokens = clause.sentence.tokens if clause else ()
    named = next((t for t in tokens if key_of(t) in answer.slot.of), None)
    if named is None or not named.text[:1].isalpha() or named.lemma in _UNITS:
        return None
    if named.pos == "PROPN":
        if named.ent == "NORP":
            return f"the {named.text}" if named.tag == "NNPS" else None
        return named.text
    return f"the {named.lemma}" if named.pos == "NOUN" else None


def _how_many(answer: Answer, value: Quantity, text: str) -> str:
    topic = answer.topic
    counted = _many(value)
    said = topic.clause.event if topic.clause is not None else ""
    tolls = sorted(topic.events & TOLLS, key=lambda event: (event != said, event))
    if tolls and (numeral(topic.noun) or topic.noun in _STATES or "person" in sorts_of(topic.noun)):
        people = numeral(topic.noun) or ("person" in sorts_of(topic.noun) and topic.noun in _STATES)
        named = "people" if people else counted or "of them"
        return f"How many {named} {_TOLL_WORDS[tolls[0]]}?"
    if topic.called and (numeral(topic.noun) or topic.noun in topic.called or "person" in sorts_of(topic.noun)):
        return f"How many {_plural(sorted(topic.called)[0])} are there?"
    hole = (value.start, value.end)
    if not counted:
        return _quoting("How many", topic.clause, text, hole)
    whole = topic.clause is not None and asked_of_subject("How many", topic.clause, text, (hole[0], value.words.end))
    rest = whole.removeprefix("How many ") if whole else None
    return f"How many {counted} {rest}" if rest else _quoting(f"How many {counted}", topic.clause, text, hole)


_STATES = listed("states")
_COUNTED = re.compile(r"[A-Za-z][\w’'-]*(?: [A-Za-z][\w’'-]*){0,3}")
_UNCOUNTED = frozenset({"of", "and", "to", "for", "or", "the", "a", "more", "as", "per"})
_MANY = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "inch": "inches",
}  # fmt: skip
_PLURALS = frozenset({"people", "police", "men", "women", "children", "personnel", "crew", "staff", "feet"})


def _many(value: Quantity) -> str:
    """What is counted, in the plural, without what hangs on it; nothing where that is no noun that can be counted."""
    counted = re.split(r"[,(]| (?:for|with|on|in|at|from|who|that|as|ranging|by) ", value.counted_words)[0].strip()
    first, last = counted.partition(" ")[0], counted.rpartition(" ")[2]
    if not _COUNTED.fullmatch(counted) or first in _UNCOUNTED or last in _UNCOUNTED:
        return ""
    plural = _plural(last) if value.high == 1 else last
    if not plural.endswith("s") and plural.lower() not in _PLURALS:
        return ""
    return f"{counted.removesuffix(last)}{plural}"


def _plural(noun: str) -> str:
    return _MANY.get(noun, noun if noun.endswith("s") else noun[:-1] + "ies" if noun.endswith("ry") else noun + "s")


_NO_NAMES = frozenset({"NORP", "DATE", "GPE", "LOC"})


def _of_whom(answer: Answer, text: str) -> str:
    clause = answer.topic.clause
    if clause is not None:
        for argument in (*clause.role("actor"), *clause.role("undergoer")):
            near = argument.keys & answer.topic.owner and argument.end - argument.start < 40
            phrase = plain_phrase(argument, clause, text) if near else None
            if phrase is not None:
                return f"is {phrase.partition(',')[0]}?"  # "Roe, 46"
        proper = (t.text for t in clause.sentence.tokens if t.pos == "PROPN" and t.ent not in _NO_NAMES)
        names = [name for name in proper if plain(name) in answer.topic.owner]
        if names:
            return f"is {' '.join(dict.fromkeys(names))}?"
    thing = _thing(answer) if answer.slot.of - {"old"} else None
    return f"is {thing or 'the person'}?"


def ask(word: str, clause: Clause | None, text: str, hole: Hole = (0, 0)) -> str:
    """``word`` ("When", "Where") turned into a question about the clause; ``hole`` is where the answer stands, which a
    question must not give away. Where no plain question can be made the words are quoted."""
    return asked(word, clause, text, hole) or _quoting(word, clause, text, hole)


def ask_who(clause: Clause, answer: Argument, text: str) -> str:
    """The question that an actor answers."""
    hole = (answer.start, answer.end)
    who = who_or_what(answer, clause)
    led = asked_of_subject(who, clause, text, hole)
    if led is not None:
        return led
    by = re.search(r"\bby\s+$", text[max(0, answer.start - 8) : answer.start]) is not None
    made = asked("By whom" if who == "Who" else "By what", clause, text, hole) if by else None
    return made or _quoting(who, clause, text, hole)


def is_it_so(said: str, whole: bool | None = None) -> str:
    """The question whether a statement is true; its words are quoted where they can't follow a "that" as they are.
    ``whole``: whether it is a sentence or a part of one, where that is known."""
    said = _HALF.sub("", said.rstrip(" ."))
    first, _, rest = said.partition(" ")
    sentence = whole is not False and (first in _SMALL or (whole is True and first[:1].islower()))
    if sentence and rest and not _UNEVEN.search(said) and not _OF_DOING.match(said):
        return f"Is it so that {first.lower()} {rest}?"
    fragment = whole is not True and first[:1].islower() and first not in _SMALL | {"i", "we", "you"}
    said = rest if first in ("who", "which") and rest else said
    return f"Is this so: “{'… ' if fragment or whole is False else ''}{within_quotes(said)}”?"


_HALF = re.compile(r"\s+between\s+\w+$")  # of "between 2019 and 2022", where the clause was cut
_OF_DOING = re.compile(r"[^,;]{1,60}? of \w+ing\b")  # "accuses the builder of taking bribes": no sentence
_UNEVEN = re.compile(r"[\"“”…&]|(?<!\w)[‘']|[’'](?!\w)")
_SMALL = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "some", "he", "she", "it", "they", "all", "about", "nearly"}
    | {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "there", "this"}
)
_SMALL |= {word.title() for word in _SMALL}
