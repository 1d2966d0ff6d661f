"""What can be a source: its words cut down to those that speak, and nothing where no word of them can say anything.

The sorts of things that say nothing ("the pressure", "the standoff") come from WordNet (``lexicon/en/silent.txt``)."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.lexicon import table, words
from twosource.record import Passage, Span, Token
from twosource.steps.attribute.found import Found, trimmed
from twosource.steps.attribute.tree import Tree
from twosource.steps.attribute.verbs import noun_phrase

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
#: A date glued to a source: "16 Sep 2013 Police".
_DATE = re.compile(
    rf"(?:(?:\d{{1,2}} )?{_MONTH} (?:\d{{1,2}},? )?\d{{4}}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})\s+(?=\S)"
)
#: "found guilty", "found dead": what was found of somebody, not what somebody found.
_FOUND_SO = re.compile(
    r"(?:\w+\s){0,2}?found\s(?:not\s)?(?:guilty|liable|responsible|innocent|dead|alive|safe|unconscious|unharmed|injured)\b",
    re.I,
)
_SAID_OF = re.compile(
    r"(?:believed|known|thought|understood|rumou?red)\sto\s|suspected\sof\s|(?:described|portrayed|hailed)\sas\s"
)
#: A dateline or a crosshead glued to a source: "NEW YORK - Lee", "FOLDING PATENT Samsung".
_PLACE = re.compile(r"[A-Z]{2}[A-Z.’' ]+?(?:, [A-Z][\w.]+)?(?: \([A-Z]\w+\))? [-–—]{1,2} (?=[A-Z])")
_CROSSHEAD = re.compile(r"(?=(?:[A-Z]+ )*[A-Z]{6})(?:[A-Z][A-Z’'-]+ ){2,}(?=[A-Z]\w*[a-z])")
#: No phrase runs over these: "Skip Ad Ad Loading... Share", "More | Sport".
_BROKEN = re.compile(r"\.\.\.|…|[|•]|https?:|[,.!?][”\"]$")
#: "A report by chemists, a copy of which this magazine has read,": who read it is no part of the source.
_COPY_OF = re.compile(r",? (?:a copy|copies|excerpts|extracts|parts|a draft|a version|details) of (?:which|it|them)\b")
#: A mark that opens a quotation, taken in with its first word: "“I".
_OPENED = re.compile(r"[“\"]\s?(?=\w)(?![^”\"]*[”\"])")
_LOOSE = frozenset(["however", "meanwhile", "also", ","])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_CLAUSES = frozenset(["ROOT", "ccomp", "conj", "advcl", "parataxis", "dep", "csubj", "pcomp"])
#: A part of some: the word behind "of" says of what.
_PARTITIVE = frozenset(
    (
        *(
            "part",
            "half",
            "rest",
            "majority",
            "minority",
            "bulk",
            "number",
            "dozen",
            "couple",
            "pair",
            "series",
            "handful",
        ),
        *("lot", "percent", "%", "cent"),
    )
)
#: With these a thing stands for somebody ("the military's media wing said"); "according to plan" is nobody.
_SAYING = frozenset(["say", "tell", "add", "announce", "deny", "insist", "state", "warn", "according to"])
_POINTING = frozenset(["this", "that", "these", "those"])


def speaking(text: str, passage: Passage, found: Sequence[Found]) -> list[Found]:
    """The candidates of a passage with their sources cut down, without those whose source can say nothing."""
    trees: dict[int, Tree] = {}
    out = []
    for f in found:
        if f.cue is not None and f.lemma == "find" and _FOUND_SO.match(text, f.cue.start):
            continue
        if f.source is not None and _is_spoken_of(text, f):
            continue
        sentence = next((s for s in passage.sentences if f.source and s.start <= f.source.start < s.end), None)
        if f.source is None or sentence is None or not sentence.parsed:
            out.append(f)
            continue
        tree = trees.setdefault(sentence.start, Tree(text, sentence))
        source = _cut(tree, _behind_its_cue(tree, f) or f.source, f.cue)
        if source is not None and _can_speak(tree, source, f.lemma):
            out.append(f if source == f.source else replace(f, source=source))
    return out


def _behind_its_cue(tree: Tree, f: Found) -> Span | None:
    """ "Rubbish, says our man!": what a comma parts from the cue is what was said; who says it stands behind."""
    if f.source is None or f.cue is None or f.source.end > f.cue.start or f.lemma not in _SAYING:
        return None
    if "," not in tree.text[f.source.end - 1 : f.cue.start] or "," in tree.text[f.source.start : f.source.end - 1]:
        return None
    cue = next((k for k, t in enumerate(tree.tokens) if t.start == f.cue.start), None)
    if cue is None:
        return None
    subject = next((k for k in tree.children(cue, "nsubj") if k > cue), None)
    return noun_phrase(tree, subject, cue) if subject is not None else None


def _is_spoken_of(text: str, f: Found) -> bool:
    """ "Ships suspected of smuggling", "a house believed to be empty": what the participle stands behind is what it is
    said of. A single letter is nobody, but for "I"."""
    if f.source is None or (len(f.source) == 1 and f.source.of(text) != "I"):
        return f.source is not None
    return f.cue is not None and 0 < f.cue.start - f.source.end < 3 and _SAID_OF.match(text, f.cue.start) is not None


# ------------------------------------------------------------------------------------------------ cutting


def _cut(tree: Tree, source: Span, cue: Span | None) -> Span | None:
    """Without what is glued to it (a date, a crosshead, a picture's number), a relative pronoun in front, or half a
    sentence; None where the words are no phrase at all ("We really we")."""
    if cue is not None and source.start < cue.start < source.end and _names(tree, Span(source.start, cue.start)):
        source = trimmed(tree.text, source.start, cue.start) or source
    for glued in (_picture_number(), _CROSSHEAD, _PLACE, _DATE):
        if (front := glued.match(tree.text, source.start, source.end)) is not None and front.end() < source.end:
            source = Span(front.end(), source.end)
    if (mark := _OPENED.match(tree.text, source.start, source.end)) is not None:
        source = Span(mark.end(), source.end)
    if (copy := _COPY_OF.search(tree.text, source.start, source.end)) is not None and copy.start() > source.start:
        source = Span(source.start, copy.start())
    if _BROKEN.search(tree.text, source.start, source.end):
        return None
    inside = _inside(tree, source)
    if not inside:
        return source
    source = _without_pronoun(tree, source, inside)
    source = _without_time(tree, source, _inside(tree, source))
    source = _without_tail(tree, source, _inside(tree, source))
    source = _who_is_subject(tree, source, _inside(tree, source))
    source = _whole_subject(tree, source, _inside(tree, source))
    if _is_sentence(tree, _inside(tree, source)):
        return _subject_of(tree, source, cue)
    return source


@functools.cache
def _picture_number() -> re.Pattern[str]:
    """ "EPA 18": the mark that a gallery leaves under its pictures."""
    agencies = "|".join(re.escape(a) for a in sorted(table("any/photo")["agencies"], key=len, reverse=True))
    return re.compile(rf"(?:{agencies}) \d{{1,2}}(?:\s+|$)")


def _inside(tree: Tree, source: Span) -> list[int]:
    return [k for k, t in enumerate(tree.tokens) if source.start <= t.start < source.end]


def _without_pronoun(tree: Tree, source: Span, inside: list[int]) -> Span:
    """ "which, officials here" say: the officials; "who in May ran the race" said: who."""
    first = tree.tokens[inside[0]]
    if first.tag not in ("WP", "WDT") or len(inside) == 1 or first.text.lower().endswith("ever"):
        return source
    rest = [k for k in inside[1:] if tree.tokens[k].dep == "nsubj" and tree.tokens[k].pos in ("NOUN", "PROPN", "PRON")]
    if not rest or any(tree.tokens[k].pos in ("VERB", "AUX") for k in inside[1 : rest[0] - inside[0]]):
        return Span(first.start, first.end)
    return trimmed(tree.text, first.end, source.end) or source


def _without_time(tree: Tree, source: Span, inside: list[int]) -> Span:
    """ "VentureBeat's Ann Lee last month": when it was said is no part of the name."""
    k = len(inside)
    while k > 1 and tree.tokens[inside[k - 1]].ent in ("DATE", "TIME"):
        k -= 1
    if k == len(inside):
        return source
    time = inside[k:]
    hung = next((t for t in (tree.tokens[i] for i in time) if t.head not in time), None)
    if hung is None or hung.dep != "npadvmod" or tree.tokens[time[0] - 1].pos not in ("NOUN", "PROPN"):
        return source
    return trimmed(tree.text, source.start, tree.tokens[time[0] - 1].end) or source


def _without_tail(tree: Tree, source: Span, inside: list[int]) -> Span:
    """ "a list of donors that" shows, "the poll has" shown, "Lee, however," said: what belongs to the cue, or hangs
    between the two, is no part of the name."""
    k = len(inside)
    while k > 1 and _is_loose(tree.tokens[inside[k - 1]]) and tree.tokens[inside[k - 2]].pos != "ADP":  # "most of whom"
        k -= 1
    if all(tree.tokens[i].text == "," for i in inside[k:]):
        return source
    return trimmed(tree.text, source.start, tree.tokens[inside[k - 1]].end) or source


def _names(tree: Tree, words: Span) -> bool:
    return any(tree.tokens[k].pos in ("NOUN", "PROPN", "PRON") for k in _inside(tree, words))


def _is_loose(token: Token) -> bool:
    return token.pos in ("AUX", "CCONJ") or token.tag in ("WDT", "WP") or token.lemma in _LOOSE


def _who_is_subject(tree: Tree, source: Span, inside: list[int]) -> Span:
    """ "a point Lee" made, "the ones the ministry" named: of a clause that hangs on without "that" the subject."""
    if any(tree.tokens[k].tag in ("WP", "WDT") for k in inside):
        return source
    for k in inside[1:]:
        token = tree.tokens[k]
        verb = tree.tokens[token.head]
        if token.dep == "nsubj" and verb.dep == "relcl" and token.head not in inside and verb.head in inside:
            return noun_phrase(tree, k, token.head) if verb.head < k else source
    return source


def _whole_subject(tree: Tree, source: Span, inside: list[int]) -> Span:
    """ "Documents seen by the agency" show it, not the agency."""
    for k in inside:
        by = tree.head(k)
        seen = tree.head(by)
        noun = tree.head(seen)
        hung = tree.tokens[by].dep == "agent" and tree.tokens[seen].dep == "acl" and by not in inside
        if hung and tree.tokens[noun].dep == "nsubj" and noun < seen < by < k:
            return noun_phrase(tree, noun, tree.head(noun))
    return source


def _is_sentence(tree: Tree, inside: list[int]) -> bool:
    """True where a finite verb stands in the words that belongs to no clause about a noun of theirs."""
    for k in inside:
        token = tree.tokens[k]
        if token.tag not in _FINITE or token.pos not in ("VERB", "AUX") or (k == inside[0] and token.tag == "VBD"):
            continue  # "retired general Ann Lee"
        if token.text in ("'s", "’s"):  # "the organisers, It's Time for Harwick,"
            continue
        if k - 2 in inside and tree.tokens[k - 1].pos == "PRON" and tree.tokens[k - 2].pos in ("NOUN", "PROPN"):
            continue  # "two drivers I met"
        line = [k, *(a for a in tree.ancestors(k) if a in inside)]
        whole = token.dep in _CLAUSES and not any(tree.tokens[i].dep in ("relcl", "acl", "appos") for i in line)
        if whole and not any(tree.tokens[i].tag in ("WP", "WDT", "WP$") for i in inside if i < k):
            return True
    return False


def _subject_of(tree: Tree, source: Span, cue: Span | None) -> Span | None:
    """The subject of the cue, or of the sentence where a colon or a noun is the cue ("Lee welcomed it: “…”"); else a
    name or a word for a person at the end of the words."""
    inside = _inside(tree, source)
    verb = next(
        (k for k, t in enumerate(tree.tokens) if cue and cue.start <= t.start < cue.end and t.pos == "VERB"), None
    )
    if verb is None:
        verb = next((k for k in inside if tree.tokens[k].tag in _FINITE and tree.child(k, "nsubj") in inside), None)
    subject = tree.subject(verb) if verb is not None else None
    if subject is not None:
        named = noun_phrase(tree, subject, verb)
        if source.covers(named) and not _is_sentence(tree, _inside(tree, named)):
            return named
    first = len(inside)
    while first > 0 and tree.tokens[inside[first - 1]].pos in ("NOUN", "PROPN", "ADJ", "DET"):
        first -= 1
    names = [k for k in inside[first:] if tree.tokens[k].pos == "PROPN" or tree.tokens[k].lemma in _people()]
    return tree.span(inside[first], inside[-1]) if names else None


# ------------------------------------------------------------------------------------------------ what can speak


def _can_speak(tree: Tree, source: Span, lemma: str) -> bool:
    inside = _inside(tree, source)
    head = _head(tree, inside)
    if _picture_number().fullmatch(tree.text, source.start, source.end):
        return False
    if len(inside) > 1 and not any(tree.tokens[k].pos in _NOMINAL for k in inside):
        return False  # a single word may be a name that the parser does not know ("Nicely")
    if head is None:
        return True
    token = tree.tokens[head]
    if token.lemma == "nothing" or (token.text.lower() in _POINTING and _points(tree, head, inside)):
        return False
    if token.pos != "NOUN" or not (token.text.islower() or token.tag == "NNS") or not _is_silent(token):
        return True
    return lemma in _SAYING and (len(inside) > 1 or token.tag == "NNS")


def _points(tree: Tree, head: int, inside: list[int]) -> bool:
    """ "This", "These": what was said before, not who said it; "those who were there" are people."""
    return tree.tokens[head].tag not in ("WDT", "WP") and not any(c in inside for c in tree.children(head))


def _head(tree: Tree, inside: list[int]) -> int | None:
    """The noun that the words are about: of "half of the voters" the voters."""
    here = frozenset(inside)
    head = next((k for k in inside if tree.head(k) not in here or tree.head(k) == k), None)
    for _ in range(3):
        if head is None or tree.tokens[head].lemma not in _PARTITIVE:
            return head
        of = next((c for c in tree.children(head, "prep") if tree.tokens[c].text.lower() == "of"), None)
        head = tree.child(of, "pobj") if of is not None else None
    return None


def _is_silent(token: Token) -> bool:
    return token.lemma in words("en", "silent") and token.lemma not in _heard()


@functools.cache
def _heard() -> frozenset[str]:
    """Nouns that other lists know as speakers, or as papers and pictures that show something."""
    referring = table("en/referring")
    bodies = words("en", "body_nouns") | words("en", "medium_nouns")
    return bodies | _people() | {*referring["documents"], *referring["utterances"]}


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(noun for nouns in table("en/person_nouns").values() for noun in nouns)
