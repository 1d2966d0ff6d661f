"""Who and what the reports of a story name: one figure however many spellings, one kind each by vote."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.lexicon import table, words
from twosource.record import EntityKind, Reading
from twosource.steps.callings import given_names
from twosource.steps.resolve.evidence import people
from twosource.steps.resolve.forms import Form, Kind, elect, forms_of, named_in_table
from twosource.steps.resolve.joins import group
from twosource.steps.resolve.spelling import generation, plain, without_generation


@dataclass(slots=True)
class Figure:
    """An entity in the making. ``names`` are its spellings, ``places`` its (report, start, end); ``own_of`` are the
    reports that it published."""

    kind: EntityKind
    name: str
    names: set[str] = field(default_factory=set)
    places: set[tuple[str, int, int]] = field(default_factory=set)
    anonymous: bool = False
    sex: str = ""
    many: bool = False
    own_of: set[str] = field(default_factory=set)
    id: str = ""


_BY_GIVEN = 0.3  # of the places where somebody is named
_SELDOM = 30  # a full name that is so much rarer than the others is a headline's or a mistake
EDITION = re.compile(r"\s*[\[(][^\])]*[\])]\s*$")  # "Jurnal (English edition)"


def figures_of(readings: Sequence[Reading]) -> list[Figure]:
    """One figure for each person, body and place that the story names, with the places where the names were met."""
    forms = forms_of(readings)
    called = {r.report.publisher for r in readings if r.report.publisher}
    publishers = {plain(n).removeprefix("the ") for name in called for n in (name, EDITION.sub("", name))}
    for form in forms:
        if form.key in publishers:
            form.kind = "publisher"
    groups = group(forms, {r.report.id: r.report.text for r in readings})
    figures = [_figure(forms) for forms in groups]
    find_again(readings, figures)
    return figures


def part_namesakes(readings: Sequence[Reading], figures: Sequence[Figure]) -> None:
    """ "Mrs Roe" where the surname is taken for that of Mr Roe: she is the only woman of that name, or left open.
    "Governor Roe" where it is taken for that of somebody whom nobody calls so: another, if one alone is."""
    texts = {r.report.id: r.report.text for r in readings}
    by_surname: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind == "person":
            for surname in sorted(_surnames(figure)):
                by_surname[surname].append(figure)
    for figure in [f for f in figures if f.kind == "person"]:
        for report, start, end in sorted(figure.places):
            tokens = tuple(plain(texts[report][start:end]).split())
            bearers = by_surname[tokens[-1]] if len(tokens) == 1 else []
            title = _title_before(texts[report], start)
            if title is None or not bearers or _may_be_called(figure, title.group(1), texts):
                continue
            others = [f for f in bearers if f is not figure and _is_called(f, title.group(1), texts)]
            if len(others) != 1 and title.group(1) not in _SEX_OF:
                continue
            figure.places.discard((report, start, end))
            figure.names.discard(texts[report][title.start() : end])
            if len(others) == 1:
                others[0].places.add((report, start, end))
                others[0].names.add(texts[report][title.start() : end])


def _may_be_called(figure: Figure, title: str, texts: Mapping[str, str]) -> bool:
    """Whether nothing speaks against a title before a surname being this one's."""
    if title in _SEX_OF:
        return figure.sex in ("", _SEX_OF[title])
    office = title.casefold() in words("any", "titles") and title.casefold() in people()
    return not office or _is_called(figure, title, texts)


def _is_called(figure: Figure, title: str, texts: Mapping[str, str]) -> bool:
    """Whether a courtesy fits, or an office stands beside one of the full names: "Governor Ann Roe", "Ann Roe, the
    former governor"."""
    if title in _SEX_OF:
        return figure.sex == _SEX_OF[title]
    office = re.escape(title[:3]) + r"\w*\.?"  # "Sen.", "Senator"
    before = re.compile(rf"\b(?i:{office})(?: of(?: the)? [A-Z]\w+)?(?:,? {_NO_RELATIVE}[a-z]+)* $")
    behind = re.compile(rf", (?:{_NO_RELATIVE}[a-z]+ ){{0,4}}(?i:{office})")
    return any(
        before.search(texts[report], max(0, start - 60), start) or behind.match(texts[report], end, end + 80)
        for report, start, end in figure.places
        if " " in texts[report][start:end]
    )


#: "The president and his wife Ann Roe", "Ann Roe, wife of the president": the office is another's.
_NO_RELATIVE = r"(?!(?:and|or|of|to|for|with|who|whose|his|her)\b)"
_COURTESY = re.compile(r"\b(Mr|Mrs|Ms|Miss)\.? $")
_SEX_OF = {"Mr": "male", "Mrs": "female", "Ms": "female", "Miss": "female"}


def _figure(forms: list[Form]) -> Figure:
    weights: dict[str, float] = defaultdict(float)
    surfaces: Counter[str] = Counter()
    titled: set[str] = set()
    for form in forms:
        surfaces.update(n.words for n in form.places)
        titled.update(f"{n.title} {n.words}" for n in form.places if n.title)
        for each, weight in form.weights.items():
            weights[each] += weight
    often = sum(surfaces.values()) / _SELDOM
    name = max(
        sorted(surfaces),
        key=lambda w: (
            w.isascii(),
            not _untidy(w, surfaces),
            2 <= len(plain(w).split()) <= 4 and surfaces[w] >= often,
            surfaces[w],
            len(w),
        ),
    )
    elected: Kind = "publisher" if any(f.kind == "publisher" for f in forms) else elect(weights, forms[0].table_key)
    if any(f.names_a_country for f in forms) or all(f.names_a_place for f in forms):
        elected = "place"
    full = any(2 <= len(f.tokens) <= 3 for f in forms)
    kind: EntityKind = elected if elected != "" else "person" if full else "other"
    return Figure(
        kind=kind,
        name=_official(forms) or name,
        names=set(surfaces) | {name} | titled,
        places={(n.report, n.start, n.end) for f in forms for n in f.places},
        sex=_sex(forms),
        many=kind == "person" and " and " in f" {plain(name)} ",
    )


def _untidy(name: str, others: Iterable[str]) -> bool:
    """A headline's capitals: beside small letters ("HARBOUR FIRE Ostby"), or where the same is written small, too; or
    an editor's bracket inside."""
    small = any(o.casefold() == name.casefold() and not o.isupper() for o in others)
    return "]" in name or (_CAPITALS.search(name) is not None and (small or not name.isupper()))


_CAPITALS = re.compile(r"\b[A-Z]{5,}\b")  # longer than most initials


def _sex(forms: list[Form]) -> str:
    count: Counter[str] = Counter()
    for form in forms:
        for name in form.places:
            for title in name.title.casefold().replace(".", "").split():
                if title in ("mr", "sir", "lord", "herr", "señor", "monsieur", "pan", "father", "king", "prince"):
                    count["male"] += 2
                elif title in ("mrs", "ms", "miss", "lady", "dame", "frau", "fru", "señora", "mme", "pani", "queen"):
                    count["female"] += 2
        if len(form.tokens) > 1 and form.tokens[0] in given_names():
            count[given_names()[form.tokens[0]]] += 1
    return max(count, key=lambda sex: (count[sex], sex)) if count else ""


def _official(forms: list[Form]) -> str | None:
    for name in ("any/publishers", "any/organisations", "any/countries"):
        for form in forms:
            if form.table_key in named_in_table(name) and form.kind != "person":
                return named_in_table(name)[form.table_key]
    return None


def by_report(figures: Iterable[Figure]) -> dict[str, list[tuple[int, int, Figure]]]:
    """Places of all figures by report, in order of text."""
    out: dict[str, list[tuple[int, int, Figure]]] = defaultdict(list)
    for figure in figures:
        for report, start, end in figure.places:
            out[report].append((start, end, figure))
    return {r: sorted(rows, key=lambda row: (row[0], -row[1])) for r, rows in out.items()}


def find_again(readings: Sequence[Reading], figures: Sequence[Figure]) -> None:
    """Look for every spelling in every report, so that a bare surname, a name glued to the next word or one that
    the parser passed over is a place of its figure too. A surname of several people goes to the one named last."""
    spellings = _spellings(figures)
    texts = {r.report.id: r.report.text for r in readings}
    by_given, ages = _called_by_given_name(figures, texts), _ages(figures, texts)
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for figure in figures:
        for report, start, end in figure.places:
            taken[report].append((start, end))
    for reading in readings:
        _Finder(reading, spellings, sorted(taken[reading.report.id]), by_given, ages).run()


def _called_by_given_name(figures: Sequence[Figure], texts: Mapping[str, str]) -> frozenset[int]:
    """People whom the reports call by the given name often, so not by the surname alone (``id`` of the figures)."""
    out = set()
    for figure in figures:
        surnames = _surnames(figure)
        said = [plain(texts[r][s:e]) for r, s, e in figure.places]
        given = sum(len(w.split()) == 1 and w not in surnames for w in said)
        if figure.kind == "person" and surnames and given >= _BY_GIVEN * len(said):
            out.add(id(figure))
    return frozenset(out)


def _ages(figures: Sequence[Figure], texts: Mapping[str, str]) -> dict[int, frozenset[str]]:
    """How old people are said to be behind their full names (by ``id`` of the figures)."""
    found = {
        id(f): frozenset(m.group(1) for r, s, e in f.places if " " in texts[r][s:e] and (m := _AGED.match(texts[r], e)))
        for f in figures
        if f.kind == "person"
    }
    return {who: ages for who, ages in found.items() if ages}


_AGED = re.compile(r",? \(?(?:aged? )?(\d{1,2})(?=[,.;)])")


def _surnames(figure: Figure) -> set[str]:
    """The last words of a person's names of more than one word."""
    full = [without_generation(tuple(plain(n).split())) for n in figure.names]
    return {tokens[-1] for tokens in full if len(tokens) > 1}


def _younger(figure: Figure, owners: Sequence[Figure]) -> bool:
    """True for "Jan Roe Jr" beside Jan Roe, who is meant by the surname alone."""
    mine = [tuple(plain(name).split()) for name in sorted(figure.names)]
    elders = {without_generation(name) for name in mine if generation(name)}
    return any(tuple(plain(n).split()) in elders for f in owners if f is not figure for n in f.names)


def _spellings(figures: Sequence[Figure]) -> dict[str, list[tuple[tuple[str, ...], list[Figure]]]]:
    """First word -> word sequences that begin with it, the longest first, and whom they may name."""
    owners: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        known = {tuple(plain(n).split()) for n in figure.names}
        known |= {_untitled(t) for t in known} if figure.kind == "person" else set()
        known |= {(plain(a),) for a in _initials().get(figure.name, ())} if figure.kind == "publisher" else set()
        for tokens in known:
            if len("".join(tokens)) > 1:
                owners[tokens].append(figure)
    surnames: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind == "person":
            for last in sorted(_surnames(figure)):
                if len(last) > 2 and all(f.kind == "person" for f in owners.get((last,), ())):
                    surnames[last].append(figure)
    for last, bearers in surnames.items():
        owners[last,] = [*{id(f): f for f in [*owners[last,], *bearers]}.values()]
    index: dict[str, list[tuple[tuple[str, ...], list[Figure]]]] = defaultdict(list)
    for tokens in sorted(owners, key=lambda t: (-len(t), t)):
        index[tokens[0]].append((tokens, owners[tokens]))
    return index


@functools.cache
def _initials() -> dict[str, tuple[str, ...]]:
    """For each agency the initials by which datelines call it: "AP", "AFP"."""
    agencies: dict[str, list[str]] = table("any/publishers")["agencies"]
    return {name: tuple(o for o in others if o.isupper() and " " not in o) for name, others in agencies.items()}


_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*(?:['’](?!s\b)[^\W_]+)*")
_TITLE = re.compile(r"([^\W\d_]+)\.? $")
_TAIL = re.compile(r"(?: [a-z]+){1,3}")


def _title_before(text: str, start: int) -> re.Match[str] | None:
    """The word before a name; none across a full stop, which only short words have of their own ("Gov.", "Sen.")."""
    found = _TITLE.search(text, max(0, start - 40), start)
    if found is not None and found.group().endswith(". ") and not re.fullmatch("[A-Z][a-z]{1,4}", found.group(1)):
        return None
    return found


def _untitled(tokens: tuple[str, ...]) -> tuple[str, ...]:
    while len(tokens) > 1 and tokens[0] in words("any", "titles"):
        tokens = tokens[1:]
    return tokens


class _Finder:
    """Looks through one report."""

    def __init__(
        self,
        reading: Reading,
        spellings: Mapping[str, list[tuple[tuple[str, ...], list[Figure]]]],
        taken: list[tuple[int, int]],
        by_given: frozenset[int],
        ages: Mapping[int, frozenset[str]],
    ) -> None:
        self.by_given, self.ages = by_given, ages
        self.report, self.spellings, self.taken = reading.report, spellings, taken
        skipped = [(p.start, p.end) for p in reading.passages if p.kind == "furniture"]
        found = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(reading.report.text)]
        self.found = [w for w in found if not any(s <= w[0] < e for s, e in skipped)]
        self.last: dict[int, int] = {}

    def run(self) -> None:
        """Add the places found to the figures."""
        k = 0
        while k < len(self.found):
            k += self._at(k)

    def _at(self, k: int) -> int:
        start, _, word = self.found[k]
        if not (word[0].isupper() or word[0].isdigit()):
            return 1
        for tokens, owners in self.spellings.get(plain(word).split()[0] if plain(word) else "", ()):
            end = self._match(k, tokens)
            if end is not None:
                return self._take(k, start, end, owners)
        return 1

    def _match(self, k: int, tokens: tuple[str, ...]) -> int | None:
        """End of the spelling that begins at word k, None where the words are others."""
        got: list[str] = []
        for _, end, word in self.found[k : k + len(tokens)]:
            got.extend(plain(word).split())
            if tuple(got) == tokens:
                return end
            if tuple(got) != tokens[: len(got)]:
                break
        return None

    def _take(self, k: int, start: int, end: int, owners: list[Figure]) -> int:
        count = sum(1 for _, e, _ in self.found[k : k + 8] if e <= end)
        overlapping = [t for t in self.taken if t[0] < end and start < t[1]]
        figure = self._whose(self._of_age(owners, end), start)
        if figure is None:
            return max(count, 1)
        text = self.report.text
        if not overlapping:
            figure.places.add((self.report.id, start, end))
            figure.names.add(text[start:end])
        if figure.kind == "person" and (title := _title_before(text, start)):
            word = title.group(1)
            if word.casefold() in words("any", "titles") or (word[0].isupper() and word.casefold() in people()):
                figure.names.add(text[title.start() : end])
        elif figure.kind != "person" and (longer := self._with_tail(end)):
            figure.names.add(text[start:longer])
        self.last[id(figure)] = start
        return max(count, 1)

    def _of_age(self, owners: list[Figure], end: int) -> list[Figure]:
        """Of several with one surname those who are as old as is said behind it ("Roe, 16")."""
        age = _AGED.match(self.report.text, end) if len(owners) > 1 else None
        return [f for f in owners if age is not None and age.group(1) in self.ages.get(id(f), ())] or owners

    def _whose(self, owners: list[Figure], at: int) -> Figure | None:
        """Of several with one surname: whom a courtesy title leaves, or that others are called by their given names; of
        these the one whom the story names three times as often as the others together, else the one named last
        before, else the only one whom this report names."""
        courtesy = _COURTESY.search(self.report.text, max(0, at - 6), at) if len(owners) > 1 else None
        if courtesy is not None:
            owners = [f for f in owners if f.sex in ("", _SEX_OF[courtesy.group(1)])] or owners
        elif len(owners) > 1:
            owners = [f for f in owners if id(f) not in self.by_given] or owners
        owners = [f for f in owners if not _younger(f, owners)] or owners
        owners = self._titled(owners, at)
        if len(owners) == 1:
            return owners[0]
        ranked = sorted(owners, key=lambda f: (-len(f.places), f.name))
        if len(ranked[0].places) >= 3 * sum(len(f.places) for f in ranked[1:]):
            return ranked[0]
        near = [f for f in owners if id(f) in self.last]
        if near:
            return max(near, key=lambda f: self.last[id(f)])
        here = [f for f in owners if any(report == self.report.id for report, _, _ in f.places)]
        return here[0] if len(here) == 1 else None

    def _titled(self, owners: list[Figure], at: int) -> list[Figure]:
        """Of several with one surname the one whom some report calls so by the full name: "President Roe"."""
        title = _title_before(self.report.text, at) if len(owners) > 1 else None
        if title is None or title.group(1) in _SEX_OF:
            return owners
        office = plain(title.group(1)) + " "
        called = [f for f in owners if any(plain(n).startswith(office) and len(n.split()) > 2 for n in f.names)]
        return called if len(called) == 1 else owners

    def _with_tail(self, end: int) -> int | None:
        """End of the general words behind a name ("group", "news agency"), None where there are none."""
        tail = _TAIL.match(self.report.text, end)
        if tail is None:
            return None
        at = None
        for word in re.finditer(r"\w+", tail.group()):
            small = plain(word.group())
            if small in words("any", "legal_forms"):  # "as" is a word
                break
            if small not in words("any", "generic_tails") | words("any", "place_words"):
                break
            at = end + word.end()
        return at
