"""At what time of the day the news happened, where the reports name the happening itself in other words.

"The roof gave way at about 4.20 a.m." and "the accident happened shortly before 5 a.m." are of one happening, since the
second report's news is a collapse: what befalls a place in a moment has one time, and a report tells it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.record import Quantity
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values import dates
from twosource.steps.compare.values.answers import Answer, compared_value
from twosource.steps.compare.values.gaps import other_days
from twosource.steps.compare.values.numbers import middle
from twosource.steps.compare.values.told import old
from twosource.steps.compare.wording import ask_value, plainest
from twosource.steps.keys import event_of, is_event, listed

NEWS = 2  # sentences at the head of a report
NEAR, FAR = 20, 360  # minutes apart by more than rounding, and not by so much that something else is told
SURE = 0.78
_HAPPENING = frozenset({"happen", "occur", "take"})


def compare_news_hours(found: Sequence[Answer], scene: Scene) -> Iterator[Draft]:
    """A difference for two times of one sudden happening that is the news of both reports."""
    news = {report: _news(report, scene) for report in scene.clauses}
    told: dict[str, dict[str, list[Answer]]] = {}
    for a in found:
        if a.family == "clock" and not old(a) and not a.topic.unreal:
            for event in _happening(a, news[a.report]):
                told.setdefault(event, {}).setdefault(a.report, []).append(a)
    for _, by_report in sorted(told.items()):
        once = [times for times in by_report.values() if all(_gap(x, y) <= NEAR for x, y in combinations(times, 2))]
        pair = next(((x, y) for x, y in combinations(once, 2) if _apart(x[0], y[0], scene)), None)
        if pair is not None:
            yield _draft(*pair, scene)


def _news(report: str, scene: Scene) -> frozenset[str]:
    """The sudden happenings that a report's first sentences tell, as verbs or nouns."""
    words = [t.lemma for s in scene.sentences(report)[:NEWS] for t in s.tokens if t.pos in ("NOUN", "VERB")]
    named = {event_of(w) for w in words if is_event(w)}
    return frozenset(named | {c.event for c in scene.clauses[report] if c.ordinal < NEWS}) & listed("sudden")


def _happening(a: Answer, news: frozenset[str]) -> frozenset[str]:
    """What of the news happened at that time: what the clause tells; for "the accident happened" the one sudden thing
    that the report's news is."""
    clause = a.topic.clause
    if clause is None or a.topic.negated:
        return frozenset()
    if clause.sentence.tokens[clause.head].lemma in _HAPPENING:
        subjects = {x.lemma for x in clause.role("actor", "undergoer")} & listed("incidents")
        others = news - {event_of(x) for x in subjects}  # "the attack took place" is of the bomb that exploded
        return news if subjects and len(others) == 1 else frozenset()
    return a.topic.events & news


def _apart(x: Answer, y: Answer, scene: Scene) -> bool:
    if not (isinstance(x.value, Quantity) and isinstance(y.value, Quantity)) or other_days(x, y):
        return False
    around = " ".join(scene.sentence_text(a.report, a.topic.sentence) for a in (x, y))
    differ = dates.relate_clocks(x.value, y.value, (x.words, y.words), around).verdict == "differ"
    return differ and NEAR < _gap(x, y) <= FAR


def _gap(x: Answer, y: Answer) -> float:
    one, two = (middle(a.value) if isinstance(a.value, Quantity) else 0.0 for a in (x, y))
    return abs(one - two)


def _draft(one: Sequence[Answer], two: Sequence[Answer], scene: Scene) -> Draft:
    question = plainest(ask_value(a, scene.texts[a.report]) for a in (*one, *two))
    said = [" ".join(times[0].words.split()) for times in (one, two)]
    why = f"“{said[0]}” and “{said[1]}” are said of the one happening that both reports tell."
    return Draft(question, "date", "differ", (compared_value(one), compared_value(two)), "conflict", SURE, why)
