"""Where there can be one place only: the journal that a paper is in, the corner or block at which something happened.

"Published in the Marine Review" and "published in Marine Review Letters" differ, and so do "near Third Avenue and Oak
Street" and "at Third Avenue and Elm": one street is the same, so that both mean one crossing. So do "the 1200 block of
Mill Street" and "the 1400 block of East Mill Street", where each report names one block of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from twosource.record import ComparedValue, Sentence
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import event_of, is_event, keys_of, lemma_of, listed, plain

_PAPERS = listed("papers")
_EARLIER = frozenset({"previous", "previously", "earlier", "former", "separate", "another", "other"})
_PUBLISHED = re.compile(
    r"\b(?:[Pp]ublish(?:ed|es|ing)|[Aa]ppear(?:s|ed|ing))\b(?:[^.;:!?]|\b[A-Z][a-z]{1,3}\.){0,90}?\bin\s+"
    r"(?:(?:the|a)\s+)?(?:[a-z]+\s+)?"
    r"(?P<journal>journal\s+)?[“\"‘'`]?(?P<name>(?:The\s+)?[A-Z]\w+(?:\s+(?:(?:of|and|the|for|on|in|&)\s+){0,2}[A-Z]\w+)*)"
)
_NAMELESS = frozenset({"the", "magazine", "journal"})
_KINDS = r"(?:avenues?|ave\.?|streets?|st\.?|roads?|rd\.?|boulevards?|blvd\.?|lanes?|drives?)"
_STREET = r"(?:[A-Z][a-z]+|\d{1,3}(?:st|nd|rd|th))"
_CORNER = re.compile(
    rf"\b(?P<one>{_STREET})(?:\s+(?i:{_KINDS}))?\s+(?:and|&)\s+(?P<two>{_STREET})\s+(?i:{_KINDS})(?!\w)"
    rf"|\b(?P<three>{_STREET})\s+(?i:{_KINDS})\s+(?:and|&)\s+(?P<four>{_STREET})(?![\w-])"
)
_NUMBERED = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
    "ninth": "9", "tenth": "10",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Venue:
    """A place of which a thing has one only: ``name`` are its telling words, ``about`` what shows the thing."""

    report: str
    start: int
    end: int
    name: frozenset[str]
    about: frozenset[str]


def compare_venues(scene: Scene) -> Iterator[Draft]:
    """One draft for the journal and one for the corner that two reports, or one twice, name."""
    for found, asked, one_matter in (
        (_journals, "In which journal is it published?", _one_paper),
        (_corners, "At which corner was that?", _one_crossing),
        (_blocks, "In which block was that?", _one_street),
        (_streets, "In which street was that?", _one_name),
    ):
        places = [v for report in scene.clauses for v in found(scene, report)]
        yield from _drafts(places, asked, one_matter, scene)


def _drafts(
    places: Sequence[Venue], asked: str, one_matter: Callable[[Venue, Venue, Scene], bool], scene: Scene
) -> Iterator[Draft]:
    values: list[list[Venue]] = []
    for place in places:
        same = next((v for v in values if v[0].name == place.name), None)
        if same is None:
            values.append([place])
        else:
            same.append(place)
    apart = [
        (a, b)
        for a, b in combinations(values, 2)
        if any(one_matter(x, y, scene) for x in a for y in b) and not _both_given(a, b)
    ]
    rivals = _rivals(apart)
    if rivals:
        compared = tuple(_compared(v, scene) for v in rivals)
        why = f"“{compared[0].value}” and “{compared[1].value}” can’t both be it: there is one only."
        yield Draft(asked, "place", "differ", compared, "conflict", 0.8, why)
        values = [v for v in values if v not in rivals]
    for same in values if one_matter is not _one_name else ():
        reports = {v.report for v in same}
        if len(reports) > 1:
            value = _compared(same, scene)
            yield Draft(
                asked, "place", "agree", (value,), "unknown", 0.8, f"{len(reports)} reports name {value.value}."
            )


MOST = 3  # names for one place; more are several places


def _rivals(apart: Sequence[tuple[list[Venue], list[Venue]]]) -> list[list[Venue]]:
    """The names of which each stands against all the others; none where only some do."""
    found: list[list[Venue]] = []
    for pair in apart:
        found += [v for v in pair if v not in found]
    all_apart = len(apart) == len(found) * (len(found) - 1) // 2
    return found if all_apart and len(found) <= MOST else []


def _both_given(a: Sequence[Venue], b: Sequence[Venue]) -> bool:
    """True when most reports that give one give the other too: then they are two things."""
    one, two = {v.report for v in a}, {v.report for v in b}
    return len(one & two) > 1


def _compared(venues: Sequence[Venue], scene: Scene) -> ComparedValue:
    first = venues[0]
    mentions = tuple(dict.fromkeys(scene.mention(v.report, v.start, v.end) for v in venues))
    return ComparedValue(scene.words(first.report, first.start, first.end), mentions, scene.day(first.report))


# --------------------------------------------------------------------------- papers


def _journals(scene: Scene, report: str) -> Iterator[Venue]:
    """The journal in which the paper of the story is published; a report that names two speaks of two papers."""
    found: list[Venue] = []
    for sentence in scene.sentences(report):
        text = scene.texts[report][sentence.start : sentence.end]
        lemmas = {w for t in sentence.tokens for w in (t.lemma.lower(), t.text.lower())}
        for match in _PUBLISHED.finditer(text):
            start, end = sentence.start + match.start("name"), sentence.start + match.end("name")
            if lemmas & _EARLIER or not (match["journal"] or (lemmas & _PAPERS and _is_title(sentence, start))):
                continue
            name = frozenset(plain(w) for w in match["name"].split()) - _NAMELESS
            found.append(Venue(report, start, end, name, keys_of(report, sentence.tokens, scene.names) - name))
    if len({v.name for v in found}) == 1:
        yield from found


def _is_title(sentence: Sentence, start: int) -> bool:
    """False for "published in March", "in London", "in English"."""
    token = next((t for t in sentence.tokens if t.start <= start < t.end), None)
    return token is not None and token.ent not in ("DATE", "GPE", "LANGUAGE", "NORP", "LOC", "PERSON")


def _one_paper(a: Venue, b: Venue, scene: Scene) -> bool:
    """Two journals whose names share a telling word are one that was named wrongly; others need sentences alike."""
    if a.report == b.report:
        return False
    return bool(a.name & b.name - {"of", "and", "science"}) or scene.alike(a.about, b.about) > 0.3


# --------------------------------------------------------------------------- corners


def _corners(scene: Scene, report: str) -> Iterator[Venue]:
    """Crossings named in sentences that tell a happening."""
    for sentence in scene.sentences(report):
        events = frozenset(event_of(lemma_of(t)) for t in sentence.tokens if is_event(lemma_of(t)))
        for match in _CORNER.finditer(scene.texts[report][sentence.start : sentence.end]):
            streets = [match["one"] or match["three"], match["two"] or match["four"]]
            name = frozenset(
                _NUMBERED.get(s.lower(), re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", s.lower())) for s in streets
            )
            if len(name) == 2 and events:
                yield Venue(report, sentence.start + match.start(), sentence.start + match.end(), name, events)


def _one_crossing(a: Venue, b: Venue, _scene: Scene) -> bool:
    """Crossings that share a street, told of one happening."""
    return len(a.name & b.name) == 1 and bool(a.about & b.about)


# --------------------------------------------------------------------------- blocks

_BLOCK = re.compile(
    r"\b(?P<block>(?P<number>\d{2,5})\s+block)\s+of\s+(?:(?:[NSEW]\.?|East|West|North|South|the)\s+)*"
    r"(?P<street>(?:\d{1,3}(?:st|nd|rd|th)|[A-Z]\w+)(?:\s+[A-Z]\w+)?)"
)


def _blocks(scene: Scene, report: str) -> Iterator[Venue]:
    """The block of a street; none where the report names two blocks of it."""
    found: dict[str, list[Venue]] = {}
    for sentence in scene.sentences(report):
        about = keys_of(report, sentence.tokens, scene.names)
        for match in _BLOCK.finditer(scene.texts[report][sentence.start : sentence.end]):
            street = re.sub(rf"\s+(?i:{_KINDS})$", "", match["street"]).lower()
            start, end = sentence.start + match.start("block"), sentence.start + match.end()
            found.setdefault(street, []).append(Venue(report, start, end, frozenset({match["number"], street}), about))
    for venues in found.values():
        if len({v.name for v in venues}) == 1:
            yield from venues


def _one_street(a: Venue, b: Venue, scene: Scene) -> bool:
    """Blocks of one street, in sentences that share a telling word beside it."""
    shared = {k for k in a.about & b.about - a.name - b.name if scene.weights.get(k, 0.5) >= TELLING}
    return len(a.name & b.name) == 1 and not {n for n in a.name & b.name if n.isdigit()} and bool(shared)


TELLING = 0.3  # how telling a word is


# --------------------------------------------------------------------------- streets

_NAMED = re.compile(rf"\b(?P<name>[A-Z][a-z]{{4,}})\s+(?i:{_KINDS})(?!\w)")
ALIKE = 0.75  # names of streets as alike as this are one, misspelled


def _streets(scene: Scene, report: str) -> Iterator[Venue]:
    """Streets by one long word ("Independence Street")."""
    for sentence in scene.sentences(report):
        about = keys_of(report, sentence.tokens, scene.names)
        for match in _NAMED.finditer(scene.texts[report][sentence.start : sentence.end]):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            yield Venue(report, start, end, frozenset({match["name"].lower()}), about)


def _one_name(a: Venue, b: Venue, scene: Scene) -> bool:
    """Two spellings of one street: alike, in sentences that share a telling word, and in no report both."""
    (one,), (two,) = a.name, b.name
    alike = SequenceMatcher(None, one, two).ratio() >= ALIKE and one[0] == two[0]
    both = any(one in text and two in text for text in (scene.texts[v.report].lower() for v in (a, b)))
    shared = {k for k in a.about & b.about - a.name - b.name if scene.weights.get(k, 0.5) >= TELLING}
    return alike and not both and bool(shared)
