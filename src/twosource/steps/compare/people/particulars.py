"""What somebody has one number of: children, marriages, pounds on the scales.

"A mother of 13" and "one of her 12 children", "married twice" and "his third wife", "weighs 130 pounds" and "5-foot-8,
135 pounds" are told in set phrases, far apart in words. Of one named person each has one answer; a report that gives
two of them knows better than we do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from twosource.record import Quantity, Sentence, Span
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.people.whose import called, person_at
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.figures import Figure, clashing

_ASKED = {
    "children": "How many children does {} have?",
    "marriages": "How often was {} married?",
    "weight": "How much does {} weigh?",
}
_PARENT = re.compile(r"\b(?:mother|father|mom|mum|dad|parent)\s+of\s+(?:at\s+least\s+|about\s+)?$", re.IGNORECASE)
_CHILDREN = frozenset({"child", "kid"})
_WEDDED = re.compile(
    r"\b(?:was|been|were)?\s*(?:married|wed)\s+(?P<times>once|twice|thrice|(?:three|four|five|six|seven|eight)\s+times)\b",
    re.IGNORECASE,
)
_SPOUSE = re.compile(
    r"\b(?:his|her)\s+(?P<which>second|third|fourth|fifth|sixth)\s+(?:wife|husband|marriage|spouse)\b", re.IGNORECASE
)
_TIMES = {
    "once": 1, "twice": 2, "thrice": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
}  # fmt: skip
_HEIGHT = re.compile(r"\b\d\s?[-’']?\s?(?:f(?:oo|ee)?t)?[-’'\s]*\d{0,2}[^.;\d]{0,24}$", re.IGNORECASE)
_GLUED = re.compile(r"f(?:oo|ee)t-\d,(?P<weight>\d{3})$")  # "5-foot-8,135 pounds": a blank was lost
_WEIGHT_UNITS = frozenset({"lb", "kg"})


Particular = tuple[str, Figure]  # the question's name in ``_ASKED``, and a person's answer


def compare_particulars(scene: Scene) -> Iterator[Draft]:
    """One draft for each person and question that reports answer with numbers that cannot be one."""
    told: dict[tuple[str, str], list[Figure]] = {}
    for kind, figure in _particulars(scene):
        told.setdefault((figure.of, kind), []).append(figure)
    names = {e.id: e.name for e in scene.material.entities}
    for person, kind in sorted(told):
        values = clashing(told[person, kind])
        if values:
            shown = tuple(answer([p.mention for p in v], scene, v[0].value.shown) for v in values)
            first, second = (f"“{_words(v[0], scene)}”" for v in values[:2])
            why = f"{first} and {second} are both said of {names[person]}, and no report gives both."
            yield Draft(
                _ASKED[kind].format(called(names[person], shown, scene)),
                "number",
                "differ",
                shown,
                "conflict",
                0.8,
                why,
            )


def _words(one: Figure, scene: Scene) -> str:
    return scene.words(one.mention.report, one.mention.start, one.mention.end)


def _particulars(scene: Scene) -> Iterator[Particular]:
    for report in scene.clauses:
        for ordinal, sentence in enumerate(scene.sentences(report)):
            if sentence.parsed:
                yield from _children(scene, report, ordinal, sentence)
                yield from _marriages(scene, report, ordinal, sentence)
                yield from _weights(scene, report, ordinal, sentence)


def _quantities(scene: Scene, report: str, sentence: Sentence, kind: str) -> Iterator[Quantity]:
    for q in scene.material.quantities.get(report, ()):
        if sentence.start <= q.start < sentence.end and q.kind == kind and not q.vague:
            yield q


def _place(sentence: Sentence, start: int) -> int:
    """Which word of the sentence stands at ``start``."""
    return max((k for k, t in enumerate(sentence.tokens) if t.start <= start), default=0)


def _children(scene: Scene, report: str, ordinal: int, sentence: Sentence) -> Iterator[Particular]:
    """ "A mother of 13", "one of her 12 children"; not those of one wife, nor those whom somebody leaves."""
    text = scene.texts[report]
    tokens = sentence.tokens
    for q in _quantities(scene, report, sentence, "count"):
        place = _place(sentence, q.start)
        parent = _PARENT.search(text[max(sentence.start, q.start - 40) : q.start])
        whose = None
        if parent is not None and (not q.counted or q.counted in _CHILDREN):
            whose = _place(sentence, q.start - len(parent.group()))
        elif q.counted in _CHILDREN and place > 0 and tokens[place - 1].tag == "PRP$":
            whose = place - 1
        person = person_at(scene, report, ordinal, whose) if whose is not None else None
        if person is not None:
            yield "children", Figure(person, q, scene.mention(report, q.start, q.end))


def _marriages(scene: Scene, report: str, ordinal: int, sentence: Sentence) -> Iterator[Particular]:
    """ "Was married three times"; "her third husband" is three or more."""
    text = scene.texts[report][sentence.start : sentence.end]
    for match in (*_WEDDED.finditer(text), *_SPOUSE.finditer(text)):
        name = "which" if "which" in match.groupdict() else "times"
        times = _TIMES[match[name].split()[0].lower()]
        start, end = sentence.start + match.start(name), sentence.start + match.end(name)
        person = _subject(scene, report, ordinal, _place(sentence, sentence.start + match.start()))
        if person is not None:
            high = None if name == "which" else float(times)
            shown = f"{times} or more" if high is None else f"{times}"
            value = Quantity(start, end, Span(start, end), float(times), high, shown, "", "time", "times", "count")
            yield "marriages", Figure(person, value, scene.mention(report, start, end))


def _subject(scene: Scene, report: str, ordinal: int, place: int) -> str | None:
    """Whom the first verb from ``place`` on is said of; for "his" and "her" whom that points to."""
    tokens = scene.sentence_at(report, ordinal).tokens
    if tokens[place].tag == "PRP$":
        return person_at(scene, report, ordinal, place)
    verb = next((k for k in range(place, min(place + 4, len(tokens))) if tokens[k].lemma in ("marry", "wed")), None)
    if verb is None:
        return None
    said = {verb, *(k for k, t in enumerate(tokens) if t.head == verb and t.dep in ("aux", "auxpass"))}
    subjects = [k for k, t in enumerate(tokens) if t.head in said and t.dep in ("nsubj", "nsubjpass")]
    return person_at(scene, report, ordinal, subjects[0]) if len(subjects) == 1 else None


def _weights(scene: Scene, report: str, ordinal: int, sentence: Sentence) -> Iterator[Particular]:
    """ "Weighs 130 pounds", and the pounds behind a height: "5-foot-8, 135 pounds"."""
    text, tokens = scene.texts[report], sentence.tokens
    for q in _quantities(scene, report, sentence, "measure"):
        if q.unit not in _WEIGHT_UNITS:
            continue
        before = text[max(sentence.start, q.start - 48) : q.start]
        place = _place(sentence, q.start)
        weighs = any(t.lemma == "weigh" for t in tokens[max(0, place - 3) : place])
        if not weighs and not _HEIGHT.search(before):
            continue
        people = [
            p
            for k in range(place)
            if tokens[k].dep.startswith("nsubj") and (p := person_at(scene, report, ordinal, k)) is not None
        ]
        glued = _GLUED.search(text[max(sentence.start, q.start - 12) : q.end])
        if len(set(people)) == 1 and glued is None:
            yield "weight", Figure(people[0], q, scene.mention(report, q.start, q.words.end))
        elif len(set(people)) == 1 and glued is not None:
            start, pounds = q.end - len(glued["weight"]), float(glued["weight"])
            value = replace(q, start=start, low=pounds, high=pounds, shown=f"{pounds:g} {q.unit}")
            yield "weight", Figure(people[0], value, scene.mention(report, start, q.words.end))
