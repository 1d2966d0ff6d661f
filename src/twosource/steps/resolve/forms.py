"""Spellings of names over a whole story, each with its places and its most likely kind."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from twosource.lexicon import table, words
from twosource.record import Reading
from twosource.steps.callings import given_names
from twosource.steps.resolve.countries import country_of
from twosource.steps.resolve.evidence import LABELS
from twosource.steps.resolve.names import Name, common_words, names_of
from twosource.steps.resolve.spelling import INFLECTING, plain, same_word, skeleton

Kind = Literal["person", "organisation", "place", "publisher", "other", ""]
PLACED = 2.0  # words in front of a name that speak for a place, so many that they outweigh labels
_ORDER: tuple[Kind, ...] = ("person", "organisation", "place", "other")


@dataclass(slots=True)
class Form:
    """One spelling (up to case and accents) with all its places in the story. ``kind`` is elected by the votes of
    its places, "" where nothing speaks; ``weights`` are those votes."""

    key: str
    tokens: tuple[str, ...]
    places: list[Name] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    kind: Kind = ""

    def strong(self, kind: str) -> float:
        """What speaks for a kind besides the parser's label."""
        return self.weights.get(kind, 0.0) - label_weight(self.labels(kind))

    def labels(self, kind: str) -> int:
        """How often the parser takes it for this kind."""
        return sum(LABELS.get(n.label) == kind for n in self.places)

    @property
    def inflected(self) -> bool:
        """True when it stands in a report whose language declines names."""
        return any(n.language.split("-")[0] in INFLECTING for n in self.places)

    @property
    def names_a_country(self) -> bool:
        """True when it is a country's name in the language of a report that has it; in English, where Jordan and Chad
        are people, too, only if nothing but the parser's label speaks for a person."""
        languages = sorted({n.language.split("-")[0] for n in self.places})
        sure = self.strong("person") <= 0
        return any(country_of(self.key, language) for language in languages if language != "en" or sure)

    @property
    def names_a_place(self) -> bool:
        """True when it is one word that stands where places do ("in Gao", "near Gao"), and only the parser's label says
        that it is a person or body."""
        rivals = max(self.strong("person"), self.strong("organisation"))
        return len(self.tokens) == 1 and self.strong("place") >= PLACED > max(rivals, 0) + 1

    @property
    def reports(self) -> frozenset[str]:
        """Ids of the reports that hold it."""
        return frozenset(n.report for n in self.places)

    @property
    def spelled_in_capitals(self) -> bool:
        """True when it stands somewhere in capitals alone."""
        return any(n.words.isupper() for n in self.places)

    @property
    def table_key(self) -> str:
        """What to look it up by in the tables; "" for "Sana", where the table has but the initials SANA."""
        return self.key if self.spelled_in_capitals or self.key not in initials_of_agencies() else ""


def forms_of(readings: Sequence[Reading]) -> list[Form]:
    """All spellings in the story with their kinds, sorted by key."""
    forms = _forms(readings)
    for form in forms:
        form.weights = _weigh(form)
    _surnames_make_people(forms)
    _short_names_make_bodies(forms)
    for form in forms:
        form.kind = "place" if form.names_a_country or form.names_a_place else elect(form.weights, form.table_key)
    return forms


def _forms(readings: Sequence[Reading]) -> list[Form]:
    forms: dict[str, Form] = {}
    common, known = common_words(readings), _known(readings)
    found = [n for r in readings for n in names_of(r, common[r.report.language.split("-")[0]], known)]
    texts = {r.report.id: r.report.text for r in readings}
    for name in _written_small(_numbered(found, texts), texts):
        key = _once(plain(name.words))
        if len(key) > 1 and not key.isdigit():
            forms.setdefault(key, Form(key, tuple(key.split()))).places.append(name)
    _unglue(forms)
    _cut_down(forms, frozenset().union(*common.values()))
    _part(forms)
    sure = {k for k, f in forms.items() if any(n.sure for n in f.places)}
    by_last: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in sorted(sure):
        by_last[_block(key.split()[-1])].append(tuple(key.split()))
    return [forms[k] for k in sorted(forms) if k in sure or _declined(forms[k], by_last)]


def _numbered(names: Sequence[Name], texts: Mapping[str, str]) -> list[Name]:
    """Names with the number that belongs to them ("Falcon 9", "Channel 10"): a number is a name's where the story has
    the two together more than once."""
    numbers = [_NUMBER.match(texts[n.report], n.end) for n in names]
    often = Counter((plain(n.words), m.group(1)) for n, m in zip(names, numbers, strict=True) if m is not None)
    return [
        replace(n, end=m.end(), words=texts[n.report][n.start : m.end()])
        if m is not None and often[plain(n.words), m.group(1)] > 1
        else n
        for n, m in zip(names, numbers, strict=True)
    ]


def _written_small(names: Sequence[Name], texts: Mapping[str, str]) -> list[Name]:
    """Names with the small word behind them that elsewhere is a capitalised part of the name: "Ostby prison" where the
    story has "Ostby Prison", too."""
    known = {plain(n.words) for n in names}
    behind = [_SMALL_WORD.match(texts[n.report], n.end) for n in names]
    return [
        replace(n, end=m.end(), words=texts[n.report][n.start : m.end()])
        if m is not None and plain(n.words + m.group()) in known
        else n
        for n, m in zip(names, behind, strict=True)
    ]


_SMALL_WORD = re.compile(r" [a-z]{3,}\b")
#: No year, share, score, time, and no count of something small ("Leeds 4 people").
_NUMBER = re.compile(r"[ -](\d{1,3}[A-Z]?)(?![\w.,:%–/-]*\d)(?![%\w]|\s?(?:percent|per cent|per|am|pm|a\.m|p\.m)\b)")


def _once(key: str) -> str:
    """A name written twice in a row ("the ministry/the ministry" of a headline and its text) is one."""
    tokens = key.split()
    half = len(tokens) // 2
    return " ".join(tokens[:half]) if half > 1 and tokens[:half] == tokens[half:] else key


def _unglue(forms: dict[str, Form]) -> None:
    """A known name that bad text has stuck to the next word ("Roewho previously") goes back to its own form."""
    by_last: dict[str, list[str]] = defaultdict(list)
    for key in sorted(forms):
        by_last[key.split()[-1]].append(key)
    openers = words("en", "sentence_openers")
    for key in sorted(forms):
        *front, last = key.split()
        for cut in range(2, len(last) - 4):
            whole = " ".join([*front, last[:-cut]])
            if last[-cut:] in openers and last[:-cut] in by_last and len(forms[key].places) == 1:
                place = forms.pop(key).places[0]
                place = replace(place, end=place.end - cut, words=place.words[:-cut])
                forms.setdefault(whole, Form(whole, tuple(whole.split()))).places.append(place)
                break


def _cut_down(forms: dict[str, Form], common: Collection[str]) -> None:
    """A person whom the story names often, run together once with what a headline or a caption has beside the name
    ("While Roe", "Oval Office Jane Roe", "Jane Roe Play"), goes back to the form that is known."""
    often = {k: len(f.places) for k, f in forms.items() if 2 * f.labels("person") > len(f.places) >= _OFTEN}
    for key in sorted(forms):
        form = forms[key]
        if 1 < len(form.tokens) <= _LONG and len(form.places) <= 2:
            found = next((s for s in _parts_of(form) if " ".join(form.tokens[slice(*s)]) in often), None)
            if found is not None and _only_beside(form.tokens, *found, common, forms):
                _move(forms, form, *found, forms[" ".join(form.tokens[slice(*found)])])


def _parts_of(form: Form) -> list[tuple[int, int]]:
    """First and last word (not included) of each run of its words that is not all of them, the longest first."""
    size = len(form.tokens)
    return sorted(
        ((a, b) for a in range(size) for b in range(a + 1, size + 1) if b - a < size), key=lambda s: (s[0] - s[1], s)
    )


def _only_beside(
    tokens: tuple[str, ...], first: int, last: int, common: Collection[str], known: Collection[str]
) -> bool:
    """Whether what stands around a known name is no part of a name. Before a full name anything may stand; a surname
    alone may be another's, whose given name stands before it ("Grace", "Bill")."""
    full = last - first > 1
    if tokens[last:] and not (full and all(t in common and t not in given_names() for t in tokens[last:])):
        return False
    before = tokens[first - 1] if first else ""
    if first > 1 and " ".join(tokens[:first]) in known:  # two names side by side
        return True
    return full or before in words("en", "sentence_openers") or (before.endswith("ing") and before in common)


_OFTEN = 8  # places
_LONG = 12  # words: a longer run of capitals is a headline or a list


def _move(forms: dict[str, Form], form: Form, first: int, last: int, known: Form) -> None:
    """The places of a form, cut down to some of its words, are places of another."""
    for place in list(form.places):
        words_ = [m.span() for m in re.finditer(r"\S+", place.words)]
        if len(words_) == len(form.tokens):
            form.places.remove(place)
            start, end = place.start + words_[first][0], place.start + words_[last - 1][1]
            front, name = place.words[: words_[first][0]].strip(), place.words[words_[first][0] : words_[last - 1][1]]
            title = front if front.split()[-1:] and front.split()[-1].casefold() in words("any", "titles") else ""
            known.places.append(replace(place, start=start, end=end, words=name, title=title, label="", votes={}))
    if not form.places:
        del forms[form.key]


def _part(forms: dict[str, Form]) -> None:
    """Two names side by side ("in Leeds Smith said"), where each also stands alone and no parser joins them, or each is
    a country ("Ruotsista Norjaan")."""
    for key in sorted(forms):
        first, _, second = key.partition(" ")
        form = forms[key]
        if len(form.places) > 1 or form.places[0].label:
            continue
        language = form.places[0].language.split("-")[0]
        countries = language != "en" and country_of(first, language) and country_of(second, language)
        if not countries and not (first in forms and second in forms):
            continue
        place = form.places[0]
        words_ = place.words.split()
        if len(words_) != 2 or first in given_names():
            continue
        del forms[key]
        for part, at in (
            (first, replace(place, end=place.start + len(words_[0]), words=words_[0])),
            (second, replace(place, start=place.end - len(words_[1]), words=words_[1])),
        ):
            forms.setdefault(part, Form(part, (part,))).places.append(at)


def _known(readings: Sequence[Reading]) -> dict[str, list[tuple[str, ...]]]:
    """Publishers of the reports and the publishers of the table that have two words or more, by first word."""
    names = {plain(r.report.publisher) for r in readings if r.report.publisher} | set(named_in_table("any/publishers"))
    out: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for tokens in sorted({tuple(n.removeprefix("the ").split()) for n in names}, key=lambda t: (-len(t), t)):
        if len(tokens) > 1:
            out[tokens[0]].append(tokens)
    return out


def _block(word: str) -> str:
    return skeleton(word)[:2]


def _declined(form: Form, known: Mapping[str, Collection[tuple[str, ...]]]) -> bool:
    """A word with a capital only by its place in the sentence, in a language with case endings: a name if it is
    another form of one that stands elsewhere in the story. ``known`` are those, by the block of their last word."""
    others = known.get(_block(form.tokens[-1]), ())
    return form.inflected and any(_same_ending(form.tokens, other) for other in others)


def _same_ending(tokens: tuple[str, ...], known: tuple[str, ...]) -> bool:
    if len(tokens) > 1 and (len(tokens) != len(known) or not same_word(tokens[0], known[0], True)):
        return False
    return same_word(tokens[-1], known[-1], True)


def label_weight(count: int) -> float:
    """Weight of so many labels: the parser repeats its mistakes, so each further label says less."""
    return 2 * math.log2(1 + count)


def _weigh(form: Form) -> dict[str, float]:
    out: dict[str, float] = defaultdict(float)
    for name in form.places:
        for kind, weight in name.votes.items():
            out[kind] += weight
    for kind in ("person", "organisation", "place", "other"):
        out[kind] += label_weight(form.labels(kind))
    return dict(out)


def _surnames_make_people(forms: list[Form]) -> None:
    """A name of two or three words whose last word also stands alone is a person's: bodies drop the last word,
    people the first. Only where nothing but the parser speaks for a body or a place."""
    alone = {f.key: f for f in forms if len(f.tokens) == 1}
    for form in forms:
        short = alone.get(form.tokens[-1])
        if not 2 <= len(form.tokens) <= 4 or short is None or not form.reports & short.reports:
            continue
        if max(form.strong("organisation"), form.strong("place")) >= 2:
            continue
        if short.labels("organisation") + short.labels("place") > short.labels("person") + 1:
            continue
        for one in (form, short):
            one.weights["person"] = one.weights.get("person", 0) + label_weight(len(one.places)) + 1


def _short_names_make_bodies(forms: list[Form]) -> None:
    """A name of three words or more whose first two also stand alone is a body's ("Calder Lane Capital"), and any that
    also stands with a legal form behind it ("Calder AS")."""
    alone = {f.key: f for f in forms}
    for form in forms:
        short = alone.get(" ".join(form.tokens[:-1]))
        if short is None:
            continue
        if form.tokens[-1] in words("any", "legal_forms") and not any(
            n.words.split()[-1].islower() for n in form.places
        ):
            for one in (form, short):
                one.weights["organisation"] = one.weights.get("organisation", 0) + _MUCH * len(one.places)
        if len(form.tokens) < 3 or len(short.tokens) < 2 or form.strong("person") > 0 or short.strong("person") > 0:
            continue
        for one in (form, short):
            one.weights["organisation"] = one.weights.get("organisation", 0) + label_weight(len(one.places)) + 1


_MUCH = 6  # more than any one vote for a person


def elect(weights: Mapping[str, float], key: str) -> Kind:
    """The kind with most weight; names of the tables have theirs; "" where nothing speaks."""
    if key in named_in_table("any/publishers"):
        return "publisher"
    if key in named_in_table("any/countries"):
        return "place"
    top = max((weights.get(k, 0.0) for k in _ORDER), default=0.0)
    return next((k for k in _ORDER if weights.get(k, 0.0) == top), "") if top > 0 else ""


@functools.cache
def initials_of_agencies() -> frozenset[str]:
    """Keys under which the table of publishers has an agency by initials in capitals alone."""
    forms = [f for name, others in table("any/publishers")["agencies"].items() for f in (name, *others)]
    return frozenset(plain(f) for f in forms if f.isupper()) - frozenset(plain(f) for f in forms if not f.isupper())


@functools.cache
def named_in_table(name: str) -> dict[str, str]:
    """Every spelling of a table (plain form) -> the name it stands for."""
    out: dict[str, str] = {}
    data = table(name)
    groups = data.values() if any(isinstance(v, dict) for v in data.values()) else (data,)
    for group in groups:
        for official, others in group.items():
            for spelling in (official, *others):
                out.setdefault(plain(spelling).removeprefix("the "), official)
    return out
