"""What cannot all hold within one report: the order of what depends on each other, a sum, an age, a share of a whole,
how long something lasted.

Each check looks at one report alone. It says that two values cannot both hold, never which of them is wrong.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from twosource.lexicon import lines
from twosource.record import Moment, Quantity, Sentence, Verdict
from twosource.steps.clauses import Clause, told
from twosource.steps.compare.drafts import Draft, within_report
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import event_of, sorts_of

ONE_NIGHT = timedelta(hours=12)  # clock times further apart are two outings
_IN_ALL = re.compile(r"\b(?:in all|in total|altogether|all told|a total of|for a total of|combined)\b", re.IGNORECASE)
_SOME_OF = re.compile(r"\b(?:includ\w+|among|of them|of whom|other|others|another|more than|at least)\b", re.IGNORECASE)
_HURT = frozenset({"casualty", "victim"})
_ROUNDING = 1.5  # percentage points that rounded shares may add up to too much
_STANCE = re.compile(r"\b(?:in favou?r|for|yes|against|no|opposed|undecided|abstain\w*)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:when|then|at the age|since|had|former|died|was|were)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Timed:
    """A clause that tells a happening of somebody, or of one thing by its noun (None where the words do not say), with
    the time in it."""

    clause: Clause
    whom: str | None
    moment: Moment


def compare_within(scene: Scene) -> Iterator[Draft]:
    """A draft for each pair of values of one report that cannot both hold."""
    for report in scene.clauses:
        yield from _out_of_order(report, scene)
        yield from _lasted(report, scene)
        for sentence in scene.sentences(report):
            yield from _sum(report, sentence, scene)
            yield from _parts_listed(report, sentence, scene)
            yield from _shares(report, sentence, scene)
            yield from _share_of(report, sentence, scene)
        yield from _age(report, scene)


# --------------------------------------------------------------------------- order


@functools.cache
def _sequence() -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in (line.split() for line in lines("en", "sequence")))


def _out_of_order(report: str, scene: Scene) -> Iterator[Draft]:
    timed = list(_timed(report, scene))
    for first, second in _sequence():
        for before in (t for t in timed if t.clause.event == first):
            for after in (t for t in timed if t.clause.event == second and _one(t, before)):
                verdict = order_of(before.moment, after.moment)
                if verdict is not None:
                    yield _order_draft(before, after, verdict, scene)
                    return


def order_of(before: Moment, after: Moment) -> Verdict | None:
    """What two times are to each other of which the first should be the earlier one: "differ" where it cannot be,
    "compatible" where only an "about" leaves room for it, else None."""
    if after.latest < before.earliest:
        return "differ"
    middle = before.earliest + (before.latest - before.earliest) / 2
    clock = before.precision in ("hour", "minute") and after.precision == "minute"
    return "compatible" if clock and before.approximate and after.latest < middle else None


def _timed(report: str, scene: Scene) -> Iterator[Timed]:
    for clause in scene.clauses[report]:
        if not clause.sentence.parsed or clause.negated or clause.unreal or not told(clause):
            continue
        inside = [m for m in scene.material.moments.get(report, ()) if clause.start <= m.start < clause.end]
        if len(inside) == 1 and inside[0].precision in ("minute", "hour", "day"):
            persons = {
                k for a in clause.role("actor", "undergoer") for k in a.keys if scene.names.kinds.get(k) == "person"
            }
            things = _things(clause) if not persons else set()
            yield Timed(clause, next(iter(persons or things)) if len(persons or things) == 1 else None, inside[0])


def _things(clause: Clause) -> set[str]:
    """The noun of what it is told of, no people: "the siege began"."""
    heads = (clause.sentence.tokens[a.head] for a in clause.role("actor", "undergoer"))
    subjects = (t for t in heads if t.dep in ("nsubj", "nsubjpass"))
    return {t.lemma for t in subjects if t.pos == "NOUN" and t.tag == "NN" and "person" not in sorts_of(t.lemma)}


def _one(after: Timed, before: Timed) -> bool:
    """One person's doing: named in one of the two at least, and clock times of one night."""
    named = {t.whom for t in (after, before)} - {None}
    if len(named) != 1 or (None in (after.whom, before.whom) and not _pronoun(after, before)):
        return False
    clock = [t.moment.precision in ("minute", "hour") for t in (after, before)]
    near = abs(after.moment.earliest - before.moment.earliest) <= ONE_NIGHT
    return near if any(clock) else True


def _pronoun(after: Timed, before: Timed) -> bool:
    """True when the clause that names nobody says "he", "she" or "it", in the next sentence at most."""
    silent = after if after.whom is None else before
    tokens = silent.clause.sentence.tokens
    said = {tokens[a.head].text.lower() for a in silent.clause.role("actor", "undergoer")}
    return bool(said & {"he", "she", "him", "her", "it"}) and abs(after.clause.ordinal - before.clause.ordinal) <= 1


def _order_draft(before: Timed, after: Timed, verdict: Verdict, scene: Scene) -> Draft:
    report = before.clause.report
    one, two = (scene.words(report, t.moment.start, t.moment.end) for t in (before, after))
    lemmas = [t.clause.sentence.tokens[t.clause.head].text for t in (before, after)]
    why = f"What is told as “{lemmas[0]}” ({one}) must come before “{lemmas[1]}” ({two})"
    why += ", and does not." if verdict == "differ" else f": only if “{one}” is taken loosely can both hold."
    places = [(t.moment.start, t.moment.end) for t in (before, after)]
    question = f"which came first, “{lemmas[0]}” or “{lemmas[1]}”?"
    return within_report(report, question, "date", verdict, places, why, scene)


# --------------------------------------------------------------------------- lengths of time

_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
LOOSELY = 0.25  # of a length of time, by which it may be rounded


def _lasted(report: str, scene: Scene) -> Iterator[Draft]:
    """ "Began at ten", "ended at two", "lasted six hours", of one thing."""
    timed = list(_timed(report, scene))
    for first in (t for t in timed if t.clause.event == "begin" and t.whom is not None):
        for last in (t for t in timed if t.clause.event == "end" and _one(t, first)):
            for length in _lengths(report, first.whom or "", scene):
                if _fits_between(length, first.moment, last.moment):
                    continue
                places = [(x.start, x.end) for x in (first.moment, last.moment)]
                places.append((length.start, length.words.end))
                one, two, how = (scene.words(report, *place) for place in places)
                why = f"From “{one}” to “{two}” is not “{how}”."
                yield within_report(
                    report, "how long did it last?", "duration", "differ", [places[2], places[1]], why, scene
                )
                return


def _lengths(report: str, thing: str, scene: Scene) -> Iterator[Quantity]:
    """How long a thing, or an "it", is said to have lasted."""
    for clause in scene.clauses[report]:
        of = thing in _things(clause) or "it" in _said(clause)
        if of and clause.lemma == "last" and not clause.negated and not clause.unreal:
            yield from (q for q in scene.quantities(clause) if q.kind == "duration" and q.unit in _HOURS)


def _fits_between(length: Quantity, first: Moment, last: Moment) -> bool:
    """True where the length can be that of the time from the first to the last, or nothing can be reckoned."""
    least, most = (
        (b - a).total_seconds() / 3600 for a, b in ((first.latest, last.earliest), (first.earliest, last.latest))
    )
    if length.low is None or length.high is None or most < 0:
        return True
    low, high = (x * _HOURS[length.unit] for x in (length.low, length.high))
    return high * (1 + LOOSELY) >= least and low * (1 - LOOSELY) <= most


def _said(clause: Clause) -> set[str]:
    tokens = clause.sentence.tokens
    return {tokens[a.head].text.lower() for a in clause.role("actor", "undergoer")}


# --------------------------------------------------------------------------- sums and shares


def _sum(report: str, sentence: Sentence, scene: Scene) -> Iterator[Draft]:
    """ "12 dead and 5 injured, 20 casualties in all"."""
    text = scene.texts[report]
    words = text[sentence.start : sentence.end]
    marker = _IN_ALL.search(words)
    if marker is None or _SOME_OF.search(words):
        return
    counts = _inside(report, sentence, scene, "count")
    at = sentence.start + marker.start()
    total = next((q for q in counts if q.start - 12 <= at <= q.words.end + 12 and _near(q, at)), None)
    parts = [q for q in counts if q is not total]
    if total is None or len(parts) < 2 or total is not counts[-1] or not all(_part_of(q, total) for q in parts):
        return
    if all(map(_exact, counts)):
        yield from _sum_apart(report, parts, total, " in all.", scene)


def _exact(q: Quantity) -> bool:
    return q.low is not None and q.low == q.high and not q.approximate and not q.vague


def _sum_apart(report: str, parts: Sequence[Quantity], total: Quantity, in_all: str, scene: Scene) -> Iterator[Draft]:
    """A draft where the parts make another number than the total; ``in_all`` ends the sentence that says so."""
    text = scene.texts[report]
    added = sum(q.low or 0 for q in parts)
    if added != total.low:
        shown = " and ".join(f"“{text[q.start : q.words.end]}”" for q in parts)
        why = f"{shown} make {added:g}, and the report says {total.low:g}{in_all}"
        places = [(parts[0].start, parts[-1].words.end), (total.start, total.words.end)]
        yield within_report(report, "do the numbers add up?", "number", "differ", places, why, scene)


# "Seven people - four men and two women - were hurt": what the dash, colon or bracket opens are the parts.
_OPENS = re.compile(r"\s*(?:[—–:(]|\s-\s)\s*")
_COLON = re.compile(r":\s+")  # further on: "Twelve people died in the crash: seven men and five women"
_CLOSES = re.compile(r"[—–;:)]|\s-\s")
_LISTS = re.compile(r"(?:\s*,)?(?:\s*and)?\s*", re.IGNORECASE)


def _parts_listed(report: str, sentence: Sentence, scene: Scene) -> Iterator[Draft]:
    """A total whose parts are listed right behind it and make another number."""
    text = scene.texts[report]
    counts = _inside(report, sentence, scene, "count")
    for place, total in enumerate(counts):
        opens = _OPENS.match(text, total.words.end) or (_COLON.search(text, total.words.end) if place == 0 else None)
        if opens is None or opens.end() > sentence.end:
            continue
        closes = _CLOSES.search(text, opens.end(), sentence.end)
        end = closes.start() if closes else sentence.end
        parts = [q for q in counts[place + 1 :] if q.words.end <= end]
        if len(parts) < 2 or parts[0].start != opens.end() or _SOME_OF.search(text[total.start : end]):
            continue
        gaps = (text[a.words.end : b.start] for a, b in pairwise(parts))
        fits = all(_LISTS.fullmatch(g) for g in gaps) and all(_part_of(q, total) for q in parts)
        if fits and all(map(_exact, (total, *parts))):
            yield from _sum_apart(report, parts, total, ".", scene)


def _near(total: Quantity, at: int) -> bool:
    """True when the words "in all" stand at the number itself."""
    return at <= total.start <= at + 16 or total.start <= at <= total.words.end + 2


def _part_of(part: Quantity, total: Quantity) -> bool:
    """True when what is counted can be a part of the total: men of people, dead and injured of casualties."""
    toll = event_of(part.counted) if part.counted else ""
    words = {event_of(w) for w in part.counted_words.lower().split()} | {toll}
    hurt = bool(words & {"die", "injure"})
    if total.counted in _HURT:
        return hurt
    return bool(sorts_of(part.counted) & sorts_of(total.counted) - {""}) or (
        hurt and "person" in sorts_of(total.counted)
    )


def _shares(report: str, sentence: Sentence, scene: Scene) -> Iterator[Draft]:
    """Shares for, against and undecided of one vote that make more than the whole."""
    shares = [q for q in _inside(report, sentence, scene, "share") if q.low is not None and q.low == q.high]
    text = scene.texts[report]
    if len(shares) < 2 or any(q.approximate or q.vague for q in shares):
        return
    ends = [*(q.start for q in shares[1:]), sentence.end]
    stances = [_STANCE.search(text[q.end : end]) for q, end in zip(shares, ends, strict=True)]
    if not all(stances) or len({s.group().lower() for s in stances if s}) < len(shares):
        return
    added = sum(q.low or 0 for q in shares)
    if added > 100 + _ROUNDING:
        why = f"The shares make {added:g} percent, more than there is."
        places = [(q.start, q.end) for q in shares[:2]]
        yield within_report(report, "do the shares add up?", "number", "differ", places, why, scene)


_OUT_OF = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+|all\s+|some\s+)?$", re.IGNORECASE)
_OR = re.compile(r"\s*(?:,\s*or\s+|\(\s*|[–—-]\s+)$", re.IGNORECASE)


def _share_of(report: str, sentence: Sentence, scene: Scene) -> Iterator[Draft]:
    """ "50 of its 200 jobs, or 40 percent"."""
    text = scene.texts[report]
    counts = [q for q in _inside(report, sentence, scene, "count") if _exact(q)]
    for share in _inside(report, sentence, scene, "share"):
        whole = next((q for q in reversed(counts) if q.words.end <= share.start), None)
        part = next((q for q in reversed(counts) if whole is not None and q.end <= whole.start), None)
        if whole is None or part is None or share.low is None or share.low != share.high or not whole.low:
            continue
        told_so = _OUT_OF.fullmatch(text[part.end : whole.start]) and _OR.fullmatch(text[whole.words.end : share.start])
        right = 100 * (part.low or 0.0) / whole.low
        if told_so and abs(right - share.low) > max(_ROUNDING, 0.1 * right if share.approximate else 0.0):
            why = f"{part.low:g} of {whole.low:g} is {right:.0f} percent, not “{text[share.start : share.words.end]}”."
            places = [(part.start, whole.words.end), (share.start, share.words.end)]
            yield within_report(report, "is the share right?", "number", "differ", places, why, scene)


def _inside(report: str, sentence: Sentence, scene: Scene, kind: str) -> list[Quantity]:
    found = scene.material.quantities.get(report, ())
    return [q for q in found if q.kind == kind and sentence.start <= q.start and q.end <= sentence.end]


# --------------------------------------------------------------------------- ages


def _age(report: str, scene: Scene) -> Iterator[Draft]:
    """ "Born in 1970", "aged 40", in a report of 2015."""
    year = (scene.day(report) or "")[:4]
    births = [b for s in _with_next(scene.sentences(report)) for b in _births(report, s, scene)]
    for person, born in births if year.isdigit() else ():
        low, high = ages_in(born, int(year))
        wrong = next((a for a in _ages(report, person, scene) if a.low is not None and not low <= a.low <= high), None)
        if wrong is not None:
            shown, when = (scene.words(report, x.start, x.end) for x in (wrong, born))
            why = f"Who was born “{when}” is {low} or {high} in the year of this report, not “{shown}”."
            places = [(born.start, born.end), (wrong.start, wrong.end)]
            yield within_report(report, "do birth and age fit together?", "number", "differ", places, why, scene)
            return


def ages_in(born: Moment, year: int) -> tuple[int, int]:
    """The least and the greatest age, in a year, of somebody born within this stretch of time."""
    return year - born.latest.year - 1, year - born.earliest.year


def _with_next(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence | None, Sentence]]:
    """Each sentence with the one before it."""
    yield from zip((None, *sentences), sentences, strict=False)


def _births(report: str, beside: tuple[Sentence | None, Sentence], scene: Scene) -> Iterator[tuple[str, Moment]]:
    """Persons who are told to be born on a date, by name or as "she" right behind the name."""
    before, sentence = beside
    tokens = sentence.tokens
    for token in tokens:
        if token.text.lower() != "born" or not sentence.parsed:
            continue
        moments = [
            m
            for m in scene.material.moments.get(report, ())
            if 0 <= m.start - token.end <= 30 and m.end <= sentence.end
        ]
        subject = next((t for t in tokens if t.dep.startswith("nsubj") and tokens[t.head] is token), tokens[token.head])
        person = scene.names.at(report, subject)
        if person is None and subject.text.lower() in ("he", "she") and before is not None:
            named = {
                n for t in before.tokens if (n := scene.names.at(report, t)) and scene.names.kinds.get(n) == "person"
            }
            person = named.pop() if len(named) == 1 else None
        if person is not None and scene.names.kinds.get(person) == "person" and moments:
            yield person, moments[0]


def _ages(report: str, person: str, scene: Scene) -> Iterator[Quantity]:
    """Present ages of the person: "Roe, 40," and "Roe is 40"; not those of another time."""
    text = scene.texts[report]
    for sentence in scene.sentences(report):
        for age in _inside(report, sentence, scene, "age"):
            named = {
                n for t in sentence.tokens if (n := scene.names.at(report, t)) and scene.names.kinds.get(n) == "person"
            }
            if named == {person} and age.low == age.high and not _THEN.search(text[sentence.start : sentence.end]):
                yield age
