"""When two spellings are one body, place or thing: tables, short forms, acronyms, dropped words."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from twosource.lexicon import table, words
from twosource.steps.resolve.forms import Form, named_in_table
from twosource.steps.resolve.given import two_given_names
from twosource.steps.resolve.spelling import initials, near_word, plain, same_word, skeleton
from twosource.steps.resolve.union import BODIES, TABLES, Union, may_be_one

_SHORT_FORMS = {
    "united nations": "un",
    "united states": "us",
    "united kingdom": "uk",
    "european union": "eu",
}


def tables(union: Union) -> None:
    """Names that a table of the lexicon has for one."""
    for name in TABLES:
        for rows in union.by(functools.partial(_official, name)):
            for k in rows[1:]:
                union.join(rows[0], k)


def _official(table: str, form: Form) -> str | None:
    return None if form.kind == "person" else named_in_table(table).get(form.table_key)


def closed_up(union: Union) -> None:
    """ "Da Nang" and "Danang", "Min-jae" and "Min Jae". "Apollo 11" is not "Apollo 12", and "Apollo" is one of them
    only where there is no other, with a number or a word ("Apollo Heavy")."""
    longer = _longer(union)
    for rows in union.by(lambda f: skeleton(f.key.replace(" ", "").rstrip("0123456789")) or None):
        numbers = {_number(union.forms[k]) for k in rows} - {""}
        for number in sorted(numbers or {""}):
            same = [k for k in rows if len(numbers) < 2 or _number(union.forms[k]) == number]
            for k in same[1:]:
                a, b = union.forms[same[0]], union.forms[k]
                several = _number(a) != _number(b) and len(longer[min(a.tokens, b.tokens, key=len)]) > 1
                if may_be_one(a, b) and len(b.key) > 3 and not several:
                    union.join(same[0], k)


def _longer(union: Union) -> dict[tuple[str, ...], set[str]]:
    """For the first words of each name: the words that stand behind them."""
    behind: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for form in union.forms:
        for size in range(1, len(form.tokens)):
            behind[form.tokens[:size]].add(form.tokens[size])
    return behind


def _number(form: Form) -> str:
    """The digits that a name ends in."""
    return form.key[len(form.key.rstrip("0123456789")) :]


def written_short(union: Union) -> None:
    """ "Fire Dept" and "Fire Department", "Zoo & Garden" and "Zoo and Garden", "Example.com" and "Example"."""
    longer = table("any/written_short")

    def key(form: Form) -> object:
        tokens = [longer.get(t, t) for t in form.tokens if t != "and"]
        while len(tokens) > 1 and tokens[-1] in _DOMAINS and any("." in n.words for n in form.places):
            tokens.pop()
        return "".join(tokens) if form.kind != "person" or len(tokens) == 1 else None

    for rows in union.by(key):
        for k in rows[1:]:
            a, b = union.forms[rows[0]], union.forms[k]
            if len(b.key) > 3 and (may_be_one(a, b) or any("." in n.words for n in (*a.places, *b.places))):
                union.join(rows[0], k)


_DOMAINS = frozenset(("com", "org", "net", "co", "uk", "au", "io", "info"))


def written_in_one(union: Union) -> None:
    """ "PS Plus" and "PlayStation Plus", "PS4" and "PlayStation 4": a word with capitals inside goes by these."""
    closed: dict[str, list[int]] = defaultdict(list)
    for k, form in enumerate(union.forms):
        closed["".join(form.tokens)].append(k)
    for k, form in enumerate(union.forms):
        for words_ in sorted({n.words for n in form.places}):
            capitals = [re.sub(r"[a-z]", "", w) if _INNER_CAPITAL.fullmatch(w) else w for w in words_.split()]
            if capitals != words_.split() and len(capitals) > 1:
                for other in closed.get(plain(" ".join(capitals)).replace(" ", ""), ()):
                    union.join(k, other)


_INNER_CAPITAL = re.compile(r"(?:[A-Z][a-z]+){2,}")


def placed(union: Union) -> None:
    """ "Leeds, United Kingdom" and "Leeds"."""
    country = named_in_table("any/countries")
    alone = {f.key: k for k, f in enumerate(union.forms)}
    for k, form in enumerate(union.forms):
        for words_ in sorted({n.words for n in form.places}):
            town, comma, land = words_.partition(", ")
            if comma and plain(land) in country and plain(town) in alone:
                union.join(alone[plain(town)], k)


def nations(union: Union) -> None:
    """ "Chinese National Space Administration" and "China National Space Administration"."""
    country = named_in_table("any/countries")
    for rows in union.by(lambda f: f.tokens[1:] if len(f.tokens) > 2 and f.kind in BODIES else None):
        of = [k for k in rows if union.forms[k].tokens[0] in country]
        for k in rows:
            first = union.forms[k].tokens[0]
            for o in of:
                named = union.forms[o].tokens[0]
                if country[named] == country.get(first) or _of_country(first, named):
                    union.join(o, k)


def _of_country(word: str, country: str) -> bool:
    """ "Chinese" of China, "Norwegian" of Norway: the word begins as the country does and ends as such words do."""
    return (
        word != country and word[:4] == country[:4] and word.endswith(("ese", "ish", "an", "ani", "eli", "aqi", "ic"))
    )


def acronyms(union: Union, texts: Mapping[str, str]) -> None:
    """An acronym in brackets behind a name, or the initials of exactly one name of the story ("LA" only of a place)."""
    forms = union.forms
    short = {f.key: k for k, f in enumerate(forms) if len(f.tokens) == 1 and f.kind != "person"}
    owners: dict[str, set[int]] = defaultdict(set)
    for k, form in enumerate(forms):
        if len(form.tokens) < 2 or form.kind == "person":
            continue
        for name in form.places:
            after = texts[name.report][name.end : name.end + 30].lstrip(" '’s")
            inside = plain(after[1:].partition(")")[0]) if after[:1] == "(" and ")" in after else ""
            if inside in short and _abbreviates(inside, form.key):
                union.join(k, short[inside])
            behind = texts[name.report][name.end : name.end + 24]
            for acronym in (w for w in plain(behind).split() if "for short" in behind and w in short):
                union.join(k, short[acronym])
        if len(form.tokens) > 2:
            owners[initials(form.key)].add(k)
        elif form.kind == "place":
            owners[form.tokens[0][0] + form.tokens[1][0]].add(k)
    for acronym, k in sorted(short.items()):
        if forms[k].spelled_in_capitals:
            of = owners.get(acronym, set())
            towns = forms[k].labels("place") > forms[k].labels("organisation")
            named = {o for o in of if towns and forms[o].kind == "place"} if len(acronym) < 3 else of
            union.join_only(k, named)


def _abbreviates(acronym: str, name: str) -> bool:
    """True when the letters of the acronym stand in the name in order."""
    letters = iter(name.replace(" ", ""))
    return all(c in letters for c in acronym)


def described(union: Union) -> None:
    """ "Menschenrechtsgruppe Example.net" and "Example.net": a German noun for a body before the name has a capital."""
    alone = {f.tokens: k for k, f in enumerate(union.forms)}
    for k, form in enumerate(union.forms):
        if len(form.tokens) > 1 and form.tokens[1:] in alone and form.tokens[0].endswith(_german_bodies()):
            union.join(k, alone[form.tokens[1:]])


@functools.cache
def _german_bodies() -> tuple[str, ...]:
    return tuple(words("de", "body_nouns"))


def spellings(union: Union) -> None:
    """The same words written otherwise: transliterated, declined, with a slip."""
    forms = union.forms
    for rows in union.by(lambda f: (len(f.tokens), skeleton(f.tokens[-1])[:2])):
        for i, a in enumerate(rows):
            for b in rows[i + 1 :]:
                if may_be_one(forms[a], forms[b]) and _same_spelling(forms[a], forms[b]):
                    union.join(a, b)


def _same_spelling(a: Form, b: Form) -> bool:
    inflected = a.inflected or b.inflected
    pairs = list(zip(a.tokens, b.tokens, strict=True))
    unlike = [(x, y) for x, y in pairs if not same_word(x, y, inflected)]
    if not unlike:
        return True
    if len(unlike) > 1 or any(x.isdigit() or y.isdigit() for x, y in unlike):
        return False
    few, many = sorted((len(a.places), len(b.places)))
    apart = not a.reports & b.reports
    x, y = unlike[0]
    if pairs[0] == (x, y) and two_given_names(x, y):
        return False
    if len(pairs) == 1:
        return few <= 2 < many and min(len(x), len(y)) >= 7 and near_word(x, y) and apart
    return (near_word(x, y) and apart) or (
        few == 1 and many > 4 and skeleton(x)[:3] == skeleton(y)[:3] and abs(len(x) - len(y)) == 1
    )


def short_forms(union: Union) -> None:
    """ "U.N. Security Council" and "United Nations Security Council"."""

    def key(form: Form) -> object:
        short = _SHORT_FORMS.get(" ".join(form.tokens[:2]))
        rest = form.tokens[2:] if short else form.tokens[1:]
        first = short or (form.tokens[0] if form.tokens[0] in _SHORT_FORMS.values() else None)
        return (first, *rest) if first and rest else None

    for rows in union.by(key):
        for k in rows[1:]:
            union.join(rows[0], k)


def edges(union: Union) -> None:
    """Names that carry or drop a general word: "Ostby Group" and "Ostby", "Lund police district" and
    "Lund police"."""
    by_first: dict[tuple[int, str], list[int]] = defaultdict(list)
    for k, form in enumerate(union.forms):
        by_first[(len(form.tokens), skeleton(form.tokens[0])[:2])].append(k)
    for k, form in enumerate(union.forms):
        if form.kind == "person" and not _general(form):
            continue
        for stem in _stems(form.tokens):
            for other in by_first[(len(stem), skeleton(stem[0])[:2])]:
                o = union.forms[other]
                inflected = form.inflected or o.inflected
                if (
                    other != k
                    and _may_shorten(form, o)
                    and not union.rather_a_surname(o, form)
                    and all(same_word(x, y, inflected) for x, y in zip(stem, o.tokens, strict=True))
                ):
                    union.join(k, other)


def _general(form: Form) -> bool:
    return form.tokens[0] in words("any", "generic_heads") or form.tokens[-1] in words("any", "generic_tails")


def _stems(tokens: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The name with general words taken off its ends, one after the other."""
    while len(tokens) > 1 and tokens[0] in words("any", "generic_heads"):
        tokens = tokens[1:]
        yield tokens
    while len(tokens) > 1 and tokens[-1] in words("any", "generic_tails"):
        tokens = tokens[:-1]
        yield tokens


def _may_shorten(long_: Form, short: Form) -> bool:
    """Whether a body or place may go by this shorter name: not by a town's or a full person's name."""
    if short.kind == "person":
        return len(short.tokens) == 1 and short.strong("person") < 2
    if short.kind == "place" and long_.kind != "place":
        return short.strong("place") < 1 and short.key not in named_in_table("any/countries")
    return True


def acronym_behind(union: Union) -> None:
    """ "Norwegian police service PST" and "PST": a name that ends in an acronym which also stands alone."""
    forms = union.forms
    alone = {
        f.key: k for k, f in enumerate(forms) if len(f.tokens) == 1 and f.spelled_in_capitals and f.kind != "person"
    }
    for k, form in enumerate(forms):
        last = form.tokens[-1]
        if len(form.tokens) < 2 or last not in alone or len(last) > 6 or form.kind == "person":
            continue
        if len(last) < 3 and forms[alone[last]].kind != "publisher":
            continue
        if all(n.words.split()[-1].isupper() for n in form.places):
            union.join(k, alone[last])


def suffixes(union: Union) -> None:
    """A body named without what stands before it ("Security Council"), where just one longer name fits."""
    forms = union.forms
    for rows in union.by(lambda f: f.tokens[-1] if f.kind in BODIES and (len(f.tokens) > 1 or _after_the(f)) else None):
        for k in rows:
            size = len(forms[k].tokens)
            union.join_only(
                k, [o for o in rows if len(forms[o].tokens) > size and forms[o].tokens[-size:] == forms[k].tokens]
            )


def last_words(union: Union) -> None:
    """ "The Harbours" of the Harwick Harbours, "the Enquirer" of the Cincinnati Enquirer: the last words of one name
    of the same report, whatever the parser takes the two for."""
    forms = union.forms
    by_last: dict[str, list[int]] = defaultdict(list)
    begun = {f.tokens[0] for f in forms if len(f.tokens) > 2 and f.tokens[1] == "of" and f.kind != "person"}
    for k, form in enumerate(forms):
        if 1 < len(form.tokens) < 5:
            by_last[form.tokens[-1]].append(k)
    for k, form in enumerate(forms):
        size = len(form.tokens)
        if form.key in begun:  # "the House" may be the White House or the House of Commons
            continue
        general = form.tokens[-1] in words("any", "organisation_words") | words("any", "place_words")
        short = len(form.key) < 4 and not any(c.isdigit() for c in form.key)  # "S9" of the Galaxy S9
        if size > 2 or short or general or any(form.key in named_in_table(t) for t in TABLES):
            continue
        owners = [
            o
            for o in by_last[form.tokens[-1]]
            if len(forms[o].tokens) > size and forms[o].tokens[-size:] == form.tokens
        ]
        near = any(forms[o].reports & form.reports for o in owners)
        if near and all(_misread(form, forms[o]) for o in owners):
            union.join_only(k, owners)


def _misread(short: Form, long_: Form) -> bool:
    """Whether nothing but the parser's labels makes the two things of different kinds; two people are looked at by
    their surnames."""
    if "place" in (short.kind, long_.kind) or short.kind == long_.kind == "person":
        return False
    return short.strong("person") < 2 or long_.kind == "person" or long_.strong("organisation") < 2


def _after_the(form: Form) -> bool:
    """A lone word counts only as a publisher's ("the Star")."""
    return form.key in words("any", "media_words")


def prefixes(union: Union) -> None:
    """A body or place that drops its last words: "Nodula Metals" and "Nodula", where one longer name fits."""
    forms = union.forms
    long_by_first: dict[str, list[int]] = defaultdict(list)
    for k, form in enumerate(forms):
        if len(form.tokens) > 1 and form.kind != "person":
            long_by_first[form.tokens[0]].append(k)
    for k, form in enumerate(forms):
        if form.key in named_in_table("any/countries") or len(form.key) < 4:
            continue
        size = len(form.tokens)
        fits = [
            o
            for o in long_by_first[form.tokens[0]]
            if len(forms[o].tokens) > size and forms[o].tokens[:size] == form.tokens
        ]
        fits = [
            o
            for o in fits
            if forms[o].reports & form.reports or forms[o].kind == form.kind or form.kind in ("", "other")
        ]
        if fits and all(_may_drop(forms[o], form) and not union.rather_a_surname(form, forms[o]) for o in fits):
            union.join_only(k, fits)


_MODELS = frozenset(("plus", "pro", "max", "mini", "ultra", "lite", "air", "xl"))


def _may_drop(long_: Form, short: Form) -> bool:
    if long_.tokens[len(short.tokens)] in _MODELS and any(c.isdigit() for c in short.tokens[-1]):
        return False  # another model
    if long_.tokens[-1] in words("any", "place_words") or long_.tokens[-1] in words("any", "part_of_a_body"):
        return False
    if short.strong("place") >= 1:
        return long_.kind == "place"
    if short.kind == "place" and long_.tokens[-1] in words("any", "organisation_words"):
        return False
    return short.strong("person") < 2
