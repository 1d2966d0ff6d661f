"""Cues that stand beside the clause they report, not above it: "…, she said, …", "according to X", "citing X",
"as X reported", "in X's account". What they report is the clause around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.record import Span
from twosource.steps.attribute import cues
from twosource.steps.attribute.found import Found, pieces
from twosource.steps.attribute.tree import Tree
from twosource.steps.attribute.verbs import cue_span, negated, noun_phrase, owner, read_verb

_SEPARATORS = frozenset({",", "—", "–", "--", "-"})
_QUOTES = frozenset({"“", '"', "''", "``", "‘", "«"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Names of people by what they do: engineer, activist, guardian, spokesman …
_PERSON_NOUN = re.compile(r"(?:er|or|ist|ian|man|woman|men|women|person|ant|ee|chief|head|crew|staff)s?$")


# ------------------------------------------------------------------------------------------------ between commas


def parentheticals(tree: Tree) -> Iterator[Found]:
    """A cue set between commas, or after the last one: "A truce, officials said, could hold"."""
    for k, token in enumerate(tree.tokens):
        if not _can_stand_apart(tree, k):
            continue
        spoken = _speaker_before(tree, k)
        if spoken is None:
            continue
        first, source = spoken
        low, high = bounds(tree, first, k)
        left = _left_part(tree, low, first - 1)
        after = _after_passing(tree, k, high)
        if left is None or after is None or (after > high and not _finite(tree, low, first - 1)):
            continue
        right = _right_part(tree, left, after, high)
        content = pieces(tree.text, [left, *right], [tree.whole(c) for c in _hung_on(tree, k)])
        if content:
            lemma = token.lemma if token.pos == "VERB" else "report"
            rule = "cue set between commas" if right else "cue after the last comma"
            yield Found(content, cue_span(tree, k), source, lemma, rule, 0.9, negated(tree, k))


def _can_stand_apart(tree: Tree, k: int) -> bool:
    token = tree.tokens[k]
    if token.text.lower() == "reports" and token.dep in ("ROOT", "appos", "dep"):
        return True  # a parser may take "…, VG reports." for a noun
    return (
        token.pos == "VERB"
        and token.lemma in cues.spoken_in_passing()
        and token.tag in ("VBD", "VBZ", "VBP", "VBN")
        and tree.child(k, "mark", "auxpass") is None
    )


def _speaker_before(tree: Tree, k: int) -> tuple[int, Span] | None:
    """Where the aside begins (after its comma) and who speaks in it."""
    subject = tree.child(k, "nsubj")
    if subject is not None and subject < k:
        named = noun_phrase(tree, subject, k)
        first = next(i for i, t in enumerate(tree.tokens) if t.end > named.start)
        if _separator(tree, first - 1):
            if tree.tokens[subject].pos == "PRON" and tree.tokens[subject].tag in ("WP", "WDT"):
                return None
            return first, named
    last = k - 1
    while last >= 0 and tree.tokens[last].pos in ("AUX", "ADV", "PART"):
        last -= 1
    first = last
    while first > 0 and not _separator(tree, first - 1):
        first -= 1
        if tree.tokens[first].pos in ("VERB", "AUX", "SCONJ", "CCONJ") or last - first > 8:
            return None
    while first < last and tree.tokens[first].pos == "PUNCT":
        first += 1
    if first <= 0 or tree.tokens[last].pos not in ("NOUN", "PROPN") or tree.tokens[first].pos in ("ADP", "ADV"):
        return None
    return first, tree.span(first, last)


def _separator(tree: Tree, i: int) -> bool:
    """A comma, or a dash with space around it (not the hyphen of a compound)."""
    if not 0 <= i < len(tree) or tree.tokens[i].text not in _SEPARATORS:
        return False
    return tree.tokens[i].text != "-" or tree.tokens[i].start > tree.tokens[i - 1].end


def bounds(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """First and last token of the part of a sentence around ``first..last``: semicolons part it, and a colon before."""
    low, high = 0, len(tree) - 1
    for i in range(first - 1, -1, -1):
        text = tree.tokens[i].text
        if text == ";" or (text == ":" and i + 1 < first and tree.tokens[i + 1].text not in _QUOTES):
            low = i + 1
            break
    for i in range(last + 1, len(tree)):
        if tree.tokens[i].text == ";":
            high = i - 1
            break
    return low, high


def _finite(tree: Tree, low: int, stop: int) -> bool:
    return any(tree.tokens[i].tag in _FINITE for i in range(low, stop))


def _after_passing(tree: Tree, k: int, high: int) -> int | None:
    """The token after the comma that closes the aside (beyond ``high`` where the part ends there). The aside may hold
    an addressee, an occasion or a day."""
    for i in range(k + 1, min(k + 12, high + 1)):
        token = tree.tokens[i]
        if _separator(tree, i):
            return i + 1
        if token.text in (".", "!", "?", "…", "..."):
            return high + 1
        if token.pos in ("VERB", "AUX", "SCONJ", "PUNCT") or token.text.lower() in ("that", "if", "whether"):
            return None
        if (
            token.pos in ("NOUN", "PROPN")
            and token.head == k
            and token.dep == "dobj"
            and tree.tokens[k].lemma != "tell"
        ):
            return None
    return high + 1 if k + 12 > high else None


def _left_part(tree: Tree, low: int, stop: int) -> Span | None:
    """What stands before the aside, if it is part of what is said: not "On Friday," and not "Asked about it,"."""
    first = low
    while first < stop and tree.tokens[first].pos in ("CCONJ", "PUNCT") and tree.tokens[first].text not in _QUOTES:
        first += 1
    if first >= stop:
        return None
    behind = next((t for t in tree.tokens[stop + 1 :] if t.text in _QUOTES), None)
    token = tree.tokens[first]
    quoted = any(t.text in _QUOTES for t in tree.tokens[low:stop])
    if not quoted and token.tag in ("VBG", "VBN") and not _finite(tree, low, stop):
        return None
    if behind is not None and not quoted and token.pos in ("ADP", "ADV", "SCONJ", "ADJ"):
        return None
    return tree.span(first, stop - 1)


def _right_part(tree: Tree, left: Span, after: int, high: int) -> list[Span]:
    """What goes on behind the aside; not a new clause of the report's own ("…, police said, and on Monday he left")."""
    if after > high:
        return []
    token = tree.tokens[after]
    if token.text.lower() in ("and", "while") and any(
        t.tag in _FINITE for t in tree.tokens if left.start <= t.start < left.end
    ):
        return []
    if token.tag == "VBG" and token.lemma in ASIDES:
        return []
    return [tree.span(after, high)]


def _hung_on(tree: Tree, k: int) -> list[int]:
    """Participles hung on the cue itself: ", citing police", ", adding that …"."""
    return [c for c in tree.children(k, "advcl", "acl", "xcomp") if c > k and tree.tokens[c].tag == "VBG"]


#: Participles by which a speaker goes on: the clause before them ends there.
ASIDES = frozenset({"add", "refer", "cite", "note", "allude", "continue", "quote", "tweet"})


def as_reported(tree: Tree) -> Iterator[Found]:
    """ "As the paper reported, …", "…, as police put it"."""
    for k, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.lemma not in cues.spoken_in_passing() | {"put"}:
            continue
        mark = tree.child(k, "mark", "advmod")
        subject = tree.child(k, "nsubj")
        if mark is None or subject is None or tree.tokens[mark].text.lower() != "as" or not mark < subject < k:
            continue
        if tree.child(k, "ccomp", "xcomp") is not None or (tree.child(k, "dobj") is not None and token.lemma != "put"):
            continue
        first, last = tree.edges(k)
        if first < 1 and last + 1 >= len(tree):
            continue
        content = pieces(tree.text, tree.runs(_clause_around(tree, first, last)), [tree.whole(k)])
        if content:
            yield Found(content, cue_span(tree, k), noun_phrase(tree, subject, k), token.lemma, "“as X reported”", 0.7)


# ------------------------------------------------------------------------------------------------ according to


def according_to(tree: Tree) -> Iterator[Found]:
    """ "According to X, …" and "…, according to X"."""
    for k, token in enumerate(tree.tokens):
        if token.text.lower() != "according" or k + 1 >= len(tree) or tree.tokens[k + 1].text.lower() != "to":
            continue
        cue = Span(token.start, tree.tokens[k + 1].end)
        if k > 1 and tree.tokens[0].text.lower() == "of" and all(t.pos not in ("VERB", "AUX") for t in tree.tokens[:k]):
            # "Of the Observer according to the man was taken": a translator's order of words
            source = tree.span(1, k - 1)
            content = pieces(tree.text, [tree.span(k + 2, len(tree) - 1)] if k + 2 < len(tree) else [])
            if content:
                yield Found(content, cue, source, "according to", "“of X according to …” (translated)", 0.6)
            continue
        noun = next((c for i in (k + 1, k) for c in tree.children(i, "pobj") if c > k), None)
        noun = noun if noun is not None else _noun_after(tree, k + 2)
        if noun is None:
            continue
        named = _clipped(tree, k, noun)
        last = max(i for i, t in enumerate(tree.tokens) if t.start < named.end)
        yield from _set_apart(tree, k, last, cue, named, "according to")


def _noun_after(tree: Tree, k: int) -> int | None:
    return next((i for i in range(k, min(k + 6, len(tree))) if tree.tokens[i].pos in ("NOUN", "PROPN", "PRON")), None)


def _clipped(tree: Tree, k: int, noun: int) -> Span:
    """The source behind an opening "According to"; it ends at its comma where the parse let it swallow the subject."""
    named = noun_phrase(tree, noun)
    if k > 0:
        return named
    behind = next((t for t in tree.tokens if t.start >= named.end), None)
    comma = tree.text.find(",", named.start, named.end)
    if comma > 0 and behind is not None and behind.pos in ("VERB", "AUX"):
        return Span(named.start, comma)
    return named


def _set_apart(tree: Tree, first: int, last: int, cue: Span, source: Span | None, lemma: str) -> Iterator[Found]:
    """A phrase that gives the source of the clause it stands in."""
    phrase = tree.span(first, last)
    content = pieces(tree.text, tree.runs(_clause_around(tree, first, last)), [phrase])
    if content:
        yield Found(content, cue, source, lemma, f"“{lemma}” and the clause it stands in", 0.85)


def _clause_around(tree: Tree, first: int, last: int) -> list[int]:
    """Tokens of the clause that a phrase speaks of: all of the sentence (as far as semicolons) where the phrase opens
    or closes it, else the nearest clause with a subject."""
    low, high = bounds(tree, first, last)
    if not _any_word(tree, last + 1, high + 1) or not _any_word(tree, low, first):
        return list(range(low, high + 1))
    for a in tree.ancestors(first):
        begin, end = tree.edges(a)
        if tree.child(a, "nsubj", "nsubjpass", "expl") is not None and (begin < first or end > last):
            return [i for i in tree.subtree(a) if low <= i <= high]
    return list(range(low, high + 1))


def _any_word(tree: Tree, first: int, stop: int) -> bool:
    return any(c.isalnum() for t in tree.tokens[first:stop] for c in t.text)


def in_account_of(tree: Tree) -> Iterator[Found]:
    """ "In X's account, …", "in the words of X", "by the police's estimate"."""
    for k, token in enumerate(tree.tokens):
        if token.lemma not in cues.nouns("account") or token.dep != "pobj":
            continue
        prep = tree.head(k)
        if tree.tokens[prep].text.lower() not in ("in", "by", "on") or tree.tokens[prep].dep != "prep":
            continue
        source = owner(tree, k)
        first, last = tree.edges(prep)
        low, high = bounds(tree, first, last)
        apart = (first == low or _separator(tree, first - 1)) and (
            last >= high or _separator(tree, last + 1) or tree.tokens[last + 1].text == "."
        )
        apart = apart or (
            first == low and tree.tokens[min(last + 1, high)].tag == "PRP"
        )  # "By his account he got away"
        if source is None or not apart:
            continue
        cue = Span(token.start, token.end)
        for found in _set_apart(tree, first, last, cue, source, "according to"):
            yield Found(found.content, cue, source, token.lemma, "“in somebody's account”", 0.6)


# ------------------------------------------------------------------------------------------------ relays


def cites_a_source(tree: Tree, k: int) -> bool:
    """True when "citing" names whom the report has it from (not "citing safety")."""
    obj = tree.child(k, "dobj")
    if obj is None or tree.tokens[k].text.lower() not in ("citing", "quoting"):
        return False
    token = tree.tokens[obj]
    return token.pos == "PROPN" or token.lemma in cues.relay_nouns() or _PERSON_NOUN.search(token.lemma) is not None


def citing(tree: Tree) -> Iterator[Found]:
    """ "…, VG reports, citing police": the police are the source of what VG reports."""
    for k, token in enumerate(tree.tokens):
        if not cites_a_source(tree, k):
            continue
        obj = tree.child(k, "dobj")
        if obj is None:
            continue
        cue = Span(token.start, token.end)
        aside = tree.whole(k)
        content = pieces(tree.text, _cited(tree, k), [aside])
        if content:
            yield Found(content, cue, noun_phrase(tree, obj), token.lemma, "relay named with “citing”", 0.8)


def _cited(tree: Tree, k: int) -> list[Span]:
    """What the relay reports, or else the clause around."""
    low, high = bounds(tree, k, k)
    for other in [*tree.ancestors(k), *range(low, high + 1)]:
        if other == k or not low <= other <= high:
            continue
        if not _can_stand_apart(tree, other) and tree.tokens[other].lemma not in cues.spoken_in_passing():
            continue
        for found in parentheticals(tree):
            if found.cue is not None and found.cue.end == tree.tokens[other].end:
                return list(found.content)
        reading = read_verb(tree, other)
        if reading is not None and cues.reports(tree.tokens[other].lemma, reading.frame, reading.passive):
            holes = [reading.cue] + ([reading.source] if reading.source is not None else [])
            return list(pieces(tree.text, reading.content, holes))
    return tree.runs(_clause_around(tree, *tree.edges(k)))


def had_it_from(tree: Tree) -> Iterator[Found]:
    """ "The paper had it from police that …", "the paper has learned from two officials that …"."""
    for k, token in enumerate(tree.tokens):
        if token.lemma not in ("have", "learn", "hear", "understand", "obtain") or token.pos not in ("VERB", "AUX"):
            continue
        clause = tree.child(k, "ccomp")
        origin = next((c for c in tree.children(k, "prep") if tree.tokens[c].text.lower() == "from" and c > k), None)
        subject = tree.subject(k)
        if clause is None or origin is None or subject is None:
            continue
        pobj = tree.child(origin, "pobj")
        content = pieces(tree.text, [tree.whole(clause)], [tree.whole(origin)])
        if pobj is None or not content:
            continue
        yield Found(content, cue_span(tree, k), noun_phrase(tree, subject, k), "report", "“had it from”", 0.86)
        named = noun_phrase(tree, pobj)
        yield Found(content, tree.span(origin, origin), named, "according to", "relay named with “had it from”", 0.7)
