"""Cues that stand beside the clause they report, not above it: "according to X", "citing X", "as X reported", "in X's
account". What they report is the clause around them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from twosource.lexicon import table, words
from twosource.record import Span
from twosource.steps.attribute import cues
from twosource.steps.attribute.commas import PERSON_NOUN, any_word, bounds, can_stand_apart, parentheticals, separator
from twosource.steps.attribute.found import Found, pieces, trimmed
from twosource.steps.attribute.tree import Tree
from twosource.steps.attribute.verbs import cue_span, noun_phrase, owner, read_verb, that_behind


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
        holes = [tree.whole(k), *_citations(tree, last)]
        content = pieces(tree.text, tree.runs(_clause_around(tree, first, last)), holes)
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


#: A citation of more characters than this is no aside but a misread clause.
_LONG_ASIDE = 80


def _set_apart(tree: Tree, first: int, last: int, cue: Span, source: Span | None, lemma: str) -> Iterator[Found]:
    """A phrase that gives the source of the clause it stands in."""
    phrase = tree.span(first, last)
    content = pieces(tree.text, tree.runs(_clause_around(tree, first, last)), [phrase, *_citations(tree, last)])
    if content:
        yield Found(content, cue, source, lemma, f"“{lemma}” and the clause it stands in", 0.85)


def _citations(tree: Tree, last: int) -> list[Span]:
    """ "…, citing police, …" behind a phrase that names a source."""
    citations = [_aside(tree, c) for c in range(last, len(tree)) if cites_a_source(tree, c)]
    return [c for c in citations if len(c) < _LONG_ASIDE]


def _clause_around(tree: Tree, first: int, last: int) -> list[int]:
    """Tokens of the clause that a phrase speaks of: all of the sentence (as far as semicolons) where the phrase opens
    or closes it, else the nearest clause with a subject."""
    low, high = bounds(tree, first, last)
    if not any_word(tree, last + 1, high + 1) or not any_word(tree, low, first):
        return list(range(low, high + 1))
    for a in tree.ancestors(first):
        begin, end = tree.edges(a)
        if tree.child(a, "nsubj", "nsubjpass", "expl") is not None and (begin < first or end > last):
            return [i for i in tree.subtree(a) if low <= i <= high]
    return list(range(low, high + 1))


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
        apart = (first == low or separator(tree, first - 1)) and (
            last >= high or separator(tree, last + 1) or tree.tokens[last + 1].text == "."
        )
        apart = apart or (
            first == low and tree.tokens[min(last + 1, high)].tag == "PRP"
        )  # "By his account he got away"
        if source is None or not apart:
            continue
        cue = Span(token.start, token.end)
        for found in _set_apart(tree, first, last, cue, source, "according to"):
            yield Found(found.content, cue, source, token.lemma, "“in somebody's account”", 0.75)


def account_before_a_colon(tree: Tree) -> Iterator[Found]:
    """ "The driver's version: he had been awake", "The verdict of the inspectors: the cable was worn"."""
    accounts = cues.nouns("account") | cues.nouns("clause")
    for k, token in enumerate(tree.tokens):
        if token.lemma not in accounts or tree.tokens[0].pos in ("VERB", "AUX"):
            continue
        colon = next((i for i in range(k + 1, min(k + 10, len(tree))) if tree.tokens[i].text == ":"), None)
        if colon is None or any(t.pos in ("VERB", "AUX", "ADP") and t.text.lower() not in ("of", "by", "from")
                                for t in tree.tokens[:colon]):  # fmt: skip
            continue
        source = owner(tree, k) or _owner_by_words(tree, k)
        content = pieces(tree.text, [tree.span(colon + 1, len(tree) - 1)] if colon + 1 < len(tree) else [])
        if source is not None and content and source.end <= tree.tokens[colon].start:
            yield Found(content, Span(token.start, token.end), source, token.lemma, "an account and a colon", 0.75)


def _owner_by_words(tree: Tree, k: int) -> Span | None:
    """ "The driver's version": where the parse is odd, the words before the possessive mark."""
    mark = next((i for i in range(k - 1, max(k - 3, 0), -1) if tree.tokens[i].tag == "POS"), None)
    return tree.span(0, mark - 1) if mark is not None and mark <= 6 else None


# ------------------------------------------------------------------------------------------------ relays


def cites_a_source(tree: Tree, k: int) -> bool:
    """True when "citing" names whom the report has it from (not "citing safety")."""
    obj = tree.child(k, "dobj", "pobj")
    if obj is None or not _is_citing(tree, k):
        return False
    token = tree.tokens[obj]
    return token.pos == "PROPN" or token.lemma in _heard() or PERSON_NOUN.search(token.lemma) is not None


def _is_citing(tree: Tree, k: int) -> bool:
    """ "…, citing police", "…, which cites police"."""
    token = tree.tokens[k]
    if token.text.lower() in ("citing", "quoting"):
        return True
    subject = tree.child(k, "nsubj")
    if subject is None or tree.tokens[subject].tag not in ("WP", "WDT") or not separator(tree, subject - 1):
        return False
    return token.lemma in ("cite", "quote") and token.dep == "relcl"


@functools.cache
def _heard() -> frozenset[str]:
    """Nouns for those whom a report can cite: people, bodies, media, papers."""
    people = (noun for nouns in table("en/person_nouns").values() for noun in nouns)
    return cues.relay_nouns() | words("en", "body_nouns") | words("en", "medium_nouns") | frozenset(people)


def citing(tree: Tree) -> Iterator[Found]:
    """ "…, VG reports, citing police": the police are the source of what VG reports."""
    for k, token in enumerate(tree.tokens):
        if not cites_a_source(tree, k):
            continue
        obj = tree.child(k, "dobj", "pobj")
        if obj is None:
            continue
        cue = Span(token.start, token.end)
        aside = _aside(tree, k)
        outer = _interrupted(tree, k)
        content = outer.content if outer is not None else pieces(tree.text, _cited(tree, k), [aside])
        if outer is not None:
            yield outer
        if content:
            yield Found(content, cue, noun_phrase(tree, obj), token.lemma, "relay named with “citing”", 0.8)


def _aside(tree: Tree, k: int) -> Span:
    """The words of the citation: of "According to A, which cites B, it rained" up to the comma, whatever the parse."""
    whole = tree.whole(k)
    subject = tree.child(k, "nsubj")
    if subject is None:
        return whole
    source = noun_phrase(tree, tree.child(k, "dobj", "pobj") or k)
    return Span(min(whole.start, tree.tokens[subject].start), source.end)


def _interrupted(tree: Tree, k: int) -> Found | None:
    """ "The paper had reported, citing an official, that …": the citation stands between the verb and its clause, and
    the parse often loses the two."""
    if not separator(tree, k - 1):
        return None
    last = next((i for i in range(k + 1, min(k + 20, len(tree))) if separator(tree, i)), None)
    if last is None or last + 2 >= len(tree) or tree.tokens[last + 1].text.lower() != "that":
        return None
    low, high = bounds(tree, k, last)
    verbs = [i for i in range(low, k - 1) if tree.tokens[i].pos == "VERB"]
    if not verbs or k - verbs[-1] > 8 or not cues.reports(tree.tokens[verbs[-1]].lemma, "clause", False):
        return None
    verb = verbs[-1]
    subject = tree.child(verb, "nsubj")
    content = pieces(tree.text, [tree.span(last + 1, high)])
    if subject is None or not content:
        return None
    rule = "cue, a citation, and then its clause"
    return Found(content, cue_span(tree, verb), noun_phrase(tree, subject, verb), tree.tokens[verb].lemma, rule, 0.9)


def _cited(tree: Tree, k: int) -> list[Span]:
    """What the relay reports, or else the clause around."""
    low, high = bounds(tree, k, k)
    for found in (*according_to(tree), *as_reported(tree)):  # "…, according to the agency, citing police"
        if found.cue is not None and tree.tokens[low].start <= found.cue.start < tree.tokens[k].start:
            return list(found.content)
    for other in [*tree.ancestors(k), *range(low, high + 1)]:
        if other == k or not low <= other <= high:
            continue
        if not can_stand_apart(tree, other) and tree.tokens[other].lemma not in cues.spoken_in_passing():
            continue
        for found in parentheticals(tree):
            if found.cue is not None and found.cue.end == tree.tokens[other].end:
                return list(found.content)
        reading = read_verb(tree, other)
        if reading is not None and cues.reports(tree.tokens[other].lemma, reading.frame, reading.passive):
            holes = [reading.cue] + ([reading.source] if reading.source is not None else [])
            return list(pieces(tree.text, reading.content, holes))
    return tree.runs(_clause_around(tree, *tree.edges(k)))


#: What stands between whom a medium quotes and what he says.
_AS_SAYING = re.compile(
    r"\s+as\s+(?:saying|stating|claiming|insisting|adding|warning|confirming|denying)(?:\s+that)?\s+"
)


def quoted_as(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """ "The agency quoted police as saying that …": the agency has it, and the police said it."""
    for f in found:
        gap = _AS_SAYING.search(text, f.start, f.content[0].end) if f.lemma in ("quote", "cite") else None
        yield f
        if gap is None:
            continue
        content = pieces(text, f.content, [Span(f.start, gap.end())])
        source, cue = trimmed(text, f.start, gap.start()), trimmed(text, *gap.span())
        read = any(g.cue is not None and gap.start() <= g.cue.start < gap.end() for g in found)
        if source is not None and content and not read:
            yield Found(content, cue, source, "say", "relay named with “quoted as saying”", 0.85)


def had_it_from(tree: Tree) -> Iterator[Found]:
    """ "The paper had it from police that …", "the paper has learned from two officials that …"."""
    for k, token in enumerate(tree.tokens):
        if token.lemma not in ("have", "learn", "hear", "understand", "obtain") or token.pos not in ("VERB", "AUX"):
            continue
        clause = tree.child(k, "ccomp")
        origin = next((c for c in tree.children(k, "prep") if tree.tokens[c].text.lower() == "from" and c > k), None)
        subject = tree.subject(k)
        pobj = tree.child(origin, "pobj") if origin is not None else None
        hung = that_behind(tree, pobj)
        clause = hung[0] if clause is None and hung else clause
        if clause is None or origin is None or subject is None:
            continue
        content = pieces(tree.text, [tree.whole(clause)], [] if hung else [tree.whole(origin)])
        if pobj is None or not content:
            continue
        yield Found(content, cue_span(tree, k), noun_phrase(tree, subject, k), "report", "“had it from”", 0.86)
        named = noun_phrase(tree, pobj, clause)
        yield Found(content, tree.span(origin, origin), named, "according to", "relay named with “had it from”", 0.7)
