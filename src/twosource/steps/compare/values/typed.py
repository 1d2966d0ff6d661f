"""Numbers, ages, amounts, durations and dates: one comparison for each question that is answered twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from twosource.record import Cause, ComparisonKind, Moment, Quantity, Span, Verdict, instant
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values import dates, numbers
from twosource.steps.compare.values.answers import Answer, answers, compared_value
from twosource.steps.compare.values.hours import compare_hours
from twosource.steps.compare.values.judge import Judge
from twosource.steps.compare.values.news_hours import compare_news_hours
from twosource.steps.compare.values.questions import questions
from twosource.steps.compare.values.relation import Relation
from twosource.steps.compare.values.scopes import one_of_another_kind, scope
from twosource.steps.compare.values.scores import relate_scores
from twosource.steps.compare.values.slots import PENALTY
from twosource.steps.compare.values.told import TOLLS, Told, amount
from twosource.steps.compare.wording import ask_value, plainest
from twosource.steps.keys import is_happening

NEARLY = 0.1  # values as sure as the surest pair, up to this
_A_YEAR = Quantity(0, 1, Span(0, 1), 1.0, 1.0, "1 year", "year", "year", "year", "age")
_KINDS: dict[str, ComparisonKind] = {"date": "date", "clock": "date", "duration": "duration"}


def compare_values(scene: Scene) -> Iterator[Draft]:
    """Drafts for every question that two reports, or one report twice, answer with a value."""
    found = answers(scene)
    judge = Judge(found, scene)
    for cluster in questions(found, judge):
        draft = _draft(cluster, judge, scene.texts)
        if draft is not None:
            yield draft
    yield from compare_hours(found, judge.around, scene)
    yield from compare_news_hours(found, scene)


def _draft(cluster: Sequence[Answer], judge: Judge, texts: dict[str, str]) -> Draft | None:
    values = _values(cluster)
    first = cluster[0]
    pairs = [(a, b, _relate(a, b, judge.told)) for a, b in combinations(values, 2)]
    apart = [(a, b, r) for a, b, r in pairs if r.verdict == "differ"]
    kind = _KINDS.get(first.family, "number")
    question = _question(cluster, texts)
    compared = tuple(compared_value(v) for v in values)
    if apart:
        sure = [(max(judge.sure(x, y) for x in a for y in b), a, b, r) for a, b, r in apart]
        confidence, one, two, _ = max(sure, key=lambda row: row[0])
        cause, why = _cause(one, two, judge.told)
        kept = _kept(values, {(id(a), id(b)): sure for sure, a, b, _ in sure})
        kept = [v for v in kept if not any(_counts_otherwise(v, x, judge.told) for x in (one, two))]
        compared = tuple(compared_value(v) for v in kept)
        return Draft(question, kind, "differ", compared, cause, round(confidence, 2), why)
    if len({a.report for a in cluster}) < 2:
        return None
    reasons = [r for _, _, r in pairs if r.why]
    verdict: Verdict = "compatible" if reasons or len(values) > 1 else "agree"
    why = "; ".join(dict.fromkeys(r.why for r in reasons[:3])) if reasons else _all_say(values[0])
    return Draft(
        question,
        kind,
        verdict,
        compared,
        reasons[0].cause if reasons else "unknown",
        0.8,
        why[:1].upper() + why[1:] + ".",
    )


def _kept(values: Sequence[list[Answer]], sure: dict[tuple[int, int], float]) -> list[list[Answer]]:
    """The values that the difference is about: those of the surest pair and of pairs nearly as sure. What only hangs on
    by a doubtful likeness is left out, and what fits them all ("14 November" beside two times of that day)."""
    least = max(sure.values()) - NEARLY
    kept = {side for pair, confidence in sure.items() if confidence >= least for side in pair}
    return [v for v in values if id(v) in kept]


def _counts_otherwise(one: Sequence[Answer], two: Sequence[Answer], told: Told) -> bool:
    """True for "18 bodies, among them an officer" beside "17 prisoners": the same count in another scope, no third
    answer."""
    if one is two:
        return False
    found = _relate(one, two, told)
    return found.verdict != "differ" and found.cause == "scope"


def _question(cluster: Sequence[Answer], texts: dict[str, str]) -> str:
    """Asked from the answers whose clause tells the happening that all share, so that the question is about that."""
    told = list(cluster)
    if cluster[0].family == "count":
        told = _of_one_toll(cluster)
    elif cluster[0].family == "ordinal":
        told = [a for a in cluster if a.topic.clause is not None and is_happening(a.topic.clause.event)]
    elif cluster[0].family == "date":
        common = frozenset.intersection(*(a.topic.events for a in cluster))
        told = [a for a in cluster if a.topic.clause is not None and a.topic.clause.event in common]
        if not told and len(common) == 1 and any("begin" in a.topic.events for a in cluster) and "begin" not in common:
            return f"When did the {next(iter(common))} begin?"
    return plainest(ask_value(a, texts[a.report]) for a in told or cluster)


def _of_one_toll(cluster: Sequence[Answer]) -> list[Answer]:
    """The answers of the toll that most of them count: "21 of those abducted were freed" beside "21 were freed"."""
    tolls = Counter(event for a in cluster for event in a.topic.events & TOLLS)
    most = min(tolls, key=lambda event: (-tolls[event], event), default="")
    return [a for a in cluster if not most or most in a.topic.events]


def _values(cluster: Sequence[Answer]) -> list[list[Answer]]:
    """Answers that give the same value, in order of first mention."""
    by_value: dict[tuple[object, ...], list[Answer]] = {}
    for answer in cluster:
        value = answer.value
        key = (value.shown,) if isinstance(value, Moment) else (value.low, value.high, value.unit)
        by_value.setdefault(key, []).append(answer)
    return _days_joined(list(by_value.values()))


def _days_joined(values: list[list[Answer]]) -> list[list[Answer]]:
    """A day, and the one time of that day which another report adds, as one value: "Jan. 1" and "12:05 am, Jan. 1"."""
    joined = list(values)
    for day in values:
        within = [v for v in values if v is not day and _time_of(v[0].value, day[0].value)]
        if len(within) == 1 and within[0] in joined:
            joined = [[*v, *within[0]] if v is day else v for v in joined if v is not within[0]]
    return joined


def _time_of(x: Quantity | Moment, y: Quantity | Moment) -> bool:
    """True for a time of the day that the other names."""
    if not (isinstance(x, Moment) and isinstance(y, Moment)):
        return False
    return x.precision in ("minute", "hour") and y.precision == "day" and x.shown[:10] == y.shown


def _relate(one: Sequence[Answer], two: Sequence[Answer], told: Told) -> Relation:
    a, b = one[0], two[0]
    if isinstance(a.value, Moment) and isinstance(b.value, Moment):
        return dates.relate(a.value, b.value, (a.words, b.words))
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and a.family == "clock":
        around = _sentence(a) + " " + _sentence(b)
        return dates.relate_clocks(a.value, b.value, (a.words, b.words), around)
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        if a.slot.graded == b.slot.graded == PENALTY:
            return numbers.relate_highest(a.value, b.value)
        found = relate_scores(a.value, b.value) if a.family == "score" else numbers.relate(a.value, b.value)
        return _scoped(one, two, told) or found if found.verdict == "differ" else found
    return Relation("compatible", "values of unlike kinds are not compared")


def _sentence(a: Answer) -> str:
    """The words of its sentence, where it has been parsed."""
    clause = a.topic.clause
    return " ".join(t.text for t in clause.sentence.tokens) if clause else ""


def _birthday(one: Sequence[Answer], two: Sequence[Answer]) -> bool:
    """True when two ages are a year apart and a birthday may lie between: it is spoken of, or two weeks do; or as many
    years apart as their reports."""
    a, b = one[0], two[0]
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)) or a.family != "age":
        return False
    days = [[x.day for x in g if x.day is not None] for g in (one, two)]
    older = abs(numbers.middle(a.value) - numbers.middle(b.value)) / numbers.middle(_A_YEAR)
    if older > 1:
        between = [abs((x - y).days) / 365 for x in days[0] for y in days[1]]
        return any(older - 1 < years < older + 1 for years in between)
    if any(_turned(x) for x in (*one, *two)):
        return True
    if not days[0] or not days[1]:
        return False
    return max(max(days[0]) - min(days[1]), max(days[1]) - min(days[0])) >= timedelta(days=14)


def _turned(a: Answer) -> bool:
    """True for "who turned 69 on Wednesday"; "Roe, 64, turned up" had no birthday."""
    tokens = a.topic.clause.sentence.tokens if a.topic.clause else ()
    return any(
        (t.lemma == "turn" and 0 < a.mention.start - t.end < 3)
        or (t.lemma == "birthday" and -25 < t.start - a.mention.start < 40)
        for t in tokens
    )


def _scoped(one: Sequence[Answer], two: Sequence[Answer], told: Told) -> Relation | None:
    """Numbers that count different people in or out, or of which one is the sum of the other report's parts."""
    if _birthday(one, two):
        return Relation("compatible", "a birthday may lie between", "update")
    words = {scope(x) for x in one}, {scope(x) for x in two}
    if not words[0] & words[1]:
        said = max(words[0] ^ words[1])
        return Relation(
            "compatible", f"“{said}” stands with one of the numbers only, so they may not count alike", "scope"
        )
    for x in one:
        for y in two:
            larger = max((x, y), key=amount)
            if abs(amount(x) - amount(y)) == 1 and one_of_another_kind(larger):
                why = "one who is named among the larger number may not be counted in the other"
                return Relation("compatible", why, "scope")
            if told.adds_up(x, y):
                return Relation("compatible", "one is the sum of the parts that the other report gives", "scope")
    return None


def _all_say(group: Sequence[Answer]) -> str:
    reports = len({a.report for a in group})
    words = list(dict.fromkeys(" ".join(a.words.split()) for a in group))
    if len(words) == 1:
        return f"{reports} reports say “{words[0]}”"
    return f"{reports} reports give the same value, as " + ", ".join(f"“{w}”" for w in words[:4])


def _cause(one: Sequence[Answer], two: Sequence[Answer], told: Told) -> tuple[Cause, str]:
    """Why two values differ, only where words or dates show it."""
    a, b = one[0], two[0]
    base = f"“{_flat(a.words)}” and “{_flat(b.words)}” can’t both be the answer"
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and numbers.two_floors(a.value, b.value):
        base = f"“{_flat(a.words)}” and “{_flat(b.words)}” both say what it is at least, and are far apart"
    earlier = _called_earlier(one, two, told)
    if earlier:
        return "update", f"{base}; {earlier}."
    rising = _rising(one, two)
    if rising:
        return "update", f"{base}; {rising}."
    speakers = [
        {x.statement.speaker for x in g if x.statement and x.statement.kind != "narrated"} - {None} for g in (one, two)
    ]
    if a.language != b.language and speakers[0] & speakers[1]:
        return (
            "translation",
            f"{base}; both are put down to one source, in two languages: a translation may have changed it.",
        )
    if speakers[0] and speakers[1] and not speakers[0] & speakers[1]:
        return "source", f"{base}; each rests on the word of another source."
    return "conflict", f"{base}, and nothing in the reports says why."


def _called_earlier(one: Sequence[Answer], two: Sequence[Answer], told: Told) -> str:
    """Words for a value that a report calls the first or earlier one, or the newer, where it is so called beside the
    other only."""
    for marks, said in (
        (told.superseded, "calls “{}” the earlier one"),
        (told.changed_to, "says that it was changed to “{}”"),
    ):
        marked = [[a for a in group if marks(a)] for group in (one, two)]
        if bool(marked[0]) != bool(marked[1]):
            first = (marked[0] or marked[1])[0]
            return "a report itself " + said.format(_flat(first.words))
    return ""


def _flat(words: str) -> str:
    return " ".join(words.split())


def _rising(one: Sequence[Answer], two: Sequence[Answer]) -> str:
    """Words for a count that only grows with the time of publication; a sentence or a price does not."""
    if (
        not one[0].topic.events & TOLLS
        or one[0].family != "count"
        or not isinstance(one[0].value, Quantity)
        or not isinstance(two[0].value, Quantity)
    ):
        return ""
    small, large = sorted(
        (one, two), key=lambda g: numbers.middle(g[0].value) if isinstance(g[0].value, Quantity) else 0.0
    )
    before = max((a.published for a in small if a.published), key=instant, default=None)
    after = min((a.published for a in large if a.published), key=instant, default=None)
    if before and after and instant(before)[:16] < instant(after)[:16]:
        here = before[16:] == after[16:]  # one zone, or none is told
        later, earlier = (_shown(p, here) for p in (after, before))
        return f"the higher number was published later ({later} after {earlier}), so it may be an update"
    return ""


def _shown(published: str, here: bool) -> str:
    """A time of publication for a reader: as it is given, in UTC where two zones are set side by side."""
    return published[:16].replace("T", " ") if here else instant(published)[:16].replace("T", " ") + " UTC"
