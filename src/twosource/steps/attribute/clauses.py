"""The rules over a parsed sentence. Each is a small function from a tree to candidates; ``RULES`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from twosource.record import Span
from twosource.steps.attribute import cues
from twosource.steps.attribute.found import Found, pieces
from twosource.steps.attribute.tree import Tree
from twosource.steps.attribute.verbs import Reading, cue_span, noun_phrase, read_verb

Rule = Callable[[Tree], Iterator[Found]]


def sentence_rules(tree: Tree) -> list[Found]:
    """Every attribution that the rules see in one parsed sentence, overlapping ones included."""
    return [found for rule in RULES for found in rule(tree)]


# ------------------------------------------------------------------------------------------------ verbs


def reporting_verbs(tree: Tree) -> Iterator[Found]:
    """ "X said that …", "…, X said", "X denied doing …", "X was said to have …"."""
    for k, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.lemma == "accord":
            continue
        reading = read_verb(tree, k)
        if reading is None or not cues.reports(token.lemma, reading.frame, reading.passive):
            continue
        if reading.frame == "object" and token.lemma in _ONLY_QUOTED and not _quoted(tree, reading):
            continue
        found = _from_verb(tree, reading)
        if found is not None:
            yield found


def _from_verb(tree: Tree, reading: Reading) -> Found | None:
    lemma = tree.tokens[reading.verb].lemma
    holes = [reading.cue] + ([reading.source] if reading.source is not None else [])
    content = pieces(tree.text, _without_asides(tree, reading), holes)
    if not content:
        return None
    if reading.frame == "object" and cues.class_of(lemma) == "neutral" and lemma in ("cite", "quote"):
        if _citing(tree, reading.verb):
            return None  # the relay rule reads it
    rule = f"“{lemma}” with its {_FRAME_WORDS.get(reading.frame, reading.frame)}"
    return Found(
        content,
        reading.cue,
        reading.source,
        lemma,
        rule + (" (passive)" if reading.passive else ""),
        cues.FRAME_PRECISION.get(reading.frame, 0.5),
        reading.negated,
    )


def _without_asides(tree: Tree, reading: Reading) -> list[Span]:
    """The content without what the reporter hangs on behind: "…, referring to …", "…, adding that …"."""
    spans = list(reading.content)
    last = spans[-1]
    for k, token in enumerate(tree.tokens):
        if token.tag != "VBG" or token.lemma not in _ASIDES or not last.start < token.start < last.end:
            continue
        if k > 0 and tree.tokens[k - 1].text in (",", "”", '"', "''", "—", "–"):
            spans[-1] = Span(last.start, token.start)
            break
    return spans


_ASIDES = frozenset({"add", "refer", "cite", "note", "allude", "continue"})
_ONLY_QUOTED = frozenset({"say", "tell", "reply"})


def _quoted(tree: Tree, reading: Reading) -> bool:
    return any(c in "\"“”«»„'’‘" for span in reading.content for c in (tree.text[span.start], tree.text[span.end - 1]))


_FRAME_WORDS = {
    "clause": "clause",
    "infinitive": "infinitive",
    "gerund": "gerund",
    "object": "object",
    "attribute": "complement",
}


def reporting_adjectives(tree: Tree) -> Iterator[Found]:
    """ "She is confident that …"."""
    for k, token in enumerate(tree.tokens):
        if token.pos != "ADJ" or token.lemma not in cues.adjectives() or token.dep not in ("acomp", "attr"):
            continue
        clause = tree.child(k, "ccomp")
        verb = tree.head(k)
        subject = tree.subject(verb)
        if clause is None or subject is None or tree.tokens[subject].text.lower() in ("it", "that", "this"):
            continue
        cue = tree.span(verb, k) if verb < k and k - verb < 4 else Span(token.start, token.end)
        content = pieces(tree.text, [tree.whole(clause)])
        if content:
            yield Found(
                content,
                cue,
                noun_phrase(tree, subject, verb),
                token.lemma,
                "adjective with that-clause",
                0.6,
                tree.child(verb, "neg") is not None,
            )


def parentheticals(tree: Tree) -> Iterator[Found]:
    """"A truce, officials said, could hold": a cue set between commas reports the sentence around it."""
    for k, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.lemma not in cues.spoken_in_passing() or token.tag not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        subject = tree.child(k, "nsubj")
        if subject is None or subject > k or tree.child(k, "mark") is not None:
            continue
        first = tree.edges(subject)[0]
        after = _after_passing(tree, k)
        if first < 2 or tree.tokens[first - 1].text not in _SEPARATORS or after is None:
            continue
        left = _left_part(tree, first - 1)
        if left is None:
            continue
        cue = cue_span(tree, k)
        source = noun_phrase(tree, subject, k)
        right = [tree.span(after, len(tree) - 1)] if after < len(tree) else []
        content = pieces(tree.text, [left, *right])
        if content:
            yield Found(content, cue, source, token.lemma, "cue set between commas", 0.9, tree.child(k, "neg") is not None)


_SEPARATORS = frozenset({",", "—", "–", "--", "-"})


def _after_passing(tree: Tree, k: int) -> int | None:
    """The token after the comma that closes the aside; the aside may hold an addressee or a day."""
    for i in range(k + 1, min(k + 7, len(tree))):
        token = tree.tokens[i]
        if token.text in _SEPARATORS:
            return i + 1 if i + 1 < len(tree) else None
        if token.pos in ("VERB", "AUX", "SCONJ", "PUNCT") or token.text.lower() in ("that", "if", "whether"):
            return None
    return None


def _left_part(tree: Tree, stop: int) -> Span | None:
    """What stands before the aside, if it is part of what is said: not "On Friday," and not "Asked about it,"."""
    if stop <= 0:
        return None
    first = 0
    while first < stop and tree.tokens[first].pos in ("CCONJ", "PUNCT"):
        first += 1
    if first >= stop:
        return None
    behind = next((t for t in tree.tokens[stop + 1 :] if t.text in _QUOTES), None)
    token = tree.tokens[first]
    quoted = any(t.text in _QUOTES for t in tree.tokens[:stop])
    if not quoted and token.tag in ("VBG", "VBN"):
        return None
    if behind is not None and not quoted and token.pos in ("ADP", "ADV", "SCONJ", "ADJ"):
        return None
    return tree.span(first, stop - 1)


_QUOTES = frozenset({"“", '"', "''", "``", "‘", "«"})

# ------------------------------------------------------------------------------------------------ according to


def according_to(tree: Tree) -> Iterator[Found]:
    """ "According to X, …" and "…, according to X"."""
    for k, token in enumerate(tree.tokens):
        if token.text.lower() != "according" or k + 1 >= len(tree) or tree.tokens[k + 1].text.lower() != "to":
            continue
        noun = next((c for i in (k + 1, k) for c in tree.children(i, "pobj") if c > k), None)
        if noun is None:
            noun = _noun_after(tree, k + 2)
        if noun is None:
            continue
        source = noun_phrase(tree, noun)
        last = max(tree.edges(noun)[1], noun)
        yield from _set_apart(tree, k, last, Span(token.start, tree.tokens[k + 1].end), source, "according to")


def _noun_after(tree: Tree, k: int) -> int | None:
    for i in range(k, min(k + 6, len(tree))):
        if tree.tokens[i].pos in ("NOUN", "PROPN", "PRON"):
            return i
    return None


def _set_apart(tree: Tree, first: int, last: int, cue: Span, source: Span | None, lemma: str) -> Iterator[Found]:
    """A phrase that gives the source of the clause it stands in."""
    phrase = tree.span(first, last)
    clause = _clause_around(tree, first, last)
    content = pieces(tree.text, tree.runs(clause), [phrase])
    if content:
        yield Found(content, cue, source, lemma, f"“{lemma}” and the clause it stands in", 0.85)


def _clause_around(tree: Tree, first: int, last: int) -> list[int]:
    """Tokens of the clause that a parenthetical phrase speaks of: the whole sentence where the phrase opens or closes
    it, else the nearest clause with a subject."""
    ends = last + 1 >= len(tree) or all(not any(c.isalnum() for c in t.text) for t in tree.tokens[last + 1 :])
    opens = all(not any(c.isalnum() for c in t.text) for t in tree.tokens[:first])
    if opens or ends:
        return list(range(len(tree)))
    for a in tree.ancestors(first):
        low, high = tree.edges(a)
        if tree.child(a, "nsubj", "nsubjpass", "expl") is not None and (low < first or high > last):
            return tree.subtree(a)
    return list(range(len(tree)))


# ------------------------------------------------------------------------------------------------ relays


def _citing(tree: Tree, k: int) -> bool:
    """True when "cite" names whom the report has it from: "citing police sources"."""
    obj = tree.child(k, "dobj")
    if (
        obj is None
        or tree.tokens[k].dep not in ("advcl", "acl", "xcomp", "conj", "prep")
        or tree.tokens[k].tag not in ("VBG", "VBN")
    ):
        return False
    token = tree.tokens[obj]
    return token.pos == "PROPN" or token.lemma in cues.relay_nouns()


def citing(tree: Tree) -> Iterator[Found]:
    """ "…, VG reports, citing police": the police are the source of what VG reports."""
    for k, token in enumerate(tree.tokens):
        if token.lemma not in ("cite", "quote") or not _citing(tree, k):
            continue
        obj = tree.child(k, "dobj")
        if obj is None:
            continue
        source = noun_phrase(tree, obj)
        cue = Span(token.start, token.end)
        head = tree.head(k)
        reading = read_verb(tree, head) if tree.tokens[head].pos == "VERB" else None
        if reading is not None and cues.reports(tree.tokens[head].lemma, reading.frame, reading.passive):
            holes = [reading.cue, tree.whole(k)] + ([reading.source] if reading.source is not None else [])
            content = pieces(tree.text, reading.content, holes)
        else:
            content = pieces(tree.text, tree.runs(_clause_around(tree, *tree.edges(k))), [tree.whole(k)])
        if content:
            yield Found(content, cue, source, token.lemma, "relay named with “citing”", 0.8)


# ------------------------------------------------------------------------------------------------ nouns


def reporting_nouns(tree: Tree) -> Iterator[Found]:
    """ "X's claim that …", "reports that …"."""
    for k, token in enumerate(tree.tokens):
        if token.pos != "NOUN" or token.lemma not in cues.nouns("clause"):
            continue
        clause = next((c for c in tree.children(k, "acl", "ccomp", "relcl") if c > k and _that_clause(tree, c)), None)
        if clause is None:
            continue
        content = pieces(tree.text, [tree.whole(clause)])
        source = _owner(tree, k)
        if content:
            yield Found(content, Span(token.start, token.end), source, token.lemma, "noun with that-clause", 0.6)


def _that_clause(tree: Tree, k: int) -> bool:
    """A clause that "that" only opens (in "the report that he wrote" it is the object)."""
    marks = [c for c in tree.children(k, "mark") if tree.tokens[c].text.lower() in ("that", "whether")]
    return bool(marks) and tree.child(k, "nsubj", "nsubjpass", "expl", "csubj") is not None


def _owner(tree: Tree, k: int) -> Span | None:
    """Whose claim it is: "police's claim", "the claim by police", "police made the claim"."""
    poss = tree.child(k, "poss")
    if poss is not None:
        whole = noun_phrase(tree, poss)
        words = whole.of(tree.text)
        for tail in ("'s", "’s", "'", "’"):
            if words.endswith(tail) and len(words) > len(tail):
                return Span(whole.start, whole.end - len(tail))
        return whole
    for c in tree.children(k, "prep"):
        if tree.tokens[c].text.lower() in ("by", "from", "of"):
            pobj = tree.child(c, "pobj")
            if pobj is not None:
                return noun_phrase(tree, pobj)
    head = tree.head(k)
    if tree.tokens[k].dep == "dobj" and tree.tokens[head].lemma in _LIGHT_VERBS:
        subject = tree.subject(head)
        if subject is not None and tree.child(head, "auxpass") is None:
            return noun_phrase(tree, subject, head)
    return None


_LIGHT_VERBS = frozenset(
    "make issue release give have express voice repeat add offer post deliver publish file share raise send hold submit reiterate".split()
)


def in_account_of(tree: Tree) -> Iterator[Found]:
    """ "In X's account, …", "in the words of X", "by the police's estimate"."""
    for k, token in enumerate(tree.tokens):
        if token.lemma not in cues.nouns("account") or token.dep != "pobj":
            continue
        prep = tree.head(k)
        if tree.tokens[prep].text.lower() not in ("in", "by", "on"):
            continue
        source = _owner(tree, k)
        if source is None or tree.tokens[prep].dep != "prep":
            continue
        first, last = tree.edges(prep)
        cue = Span(token.start, token.end)
        for found in _set_apart(tree, first, last, cue, source, "according to"):
            yield Found(found.content, cue, source, token.lemma, "“in somebody's account”", 0.6)


# ------------------------------------------------------------------------------------------------ hearsay


def hearsay(tree: Tree) -> Iterator[Found]:
    """ "reportedly", "allegedly": on the word of somebody who is not named."""
    for k, token in enumerate(tree.tokens):
        if token.lemma not in cues.hearsay_adverbs() or token.dep != "advmod":
            continue
        head = tree.head(k)
        if tree.tokens[head].pos not in ("VERB", "AUX"):
            continue
        nodes = tree.subtree(
            head,
            skip=[
                c
                for c in tree.children(head, "advcl", "conj", "cc", "mark")
                if c > head or tree.tokens[c].dep == "mark"
            ],
        )
        if tree.tokens[head].dep in ("relcl", "acl"):
            nodes = sorted({*nodes, tree.head(head)})
        content = pieces(tree.text, tree.runs(nodes), [Span(token.start, token.end)])
        if content:
            yield Found(content, Span(token.start, token.end), None, token.lemma, "hearsay adverb", 0.6)


def have_it(tree: Tree) -> Iterator[Found]:
    """ "The paper had it from police that …": "have it from X that"."""
    for k, token in enumerate(tree.tokens):
        if token.lemma not in ("have", "learn", "hear", "understand") or token.pos not in ("VERB", "AUX"):
            continue
        clause = tree.child(k, "ccomp")
        origin = next((c for c in tree.children(k, "prep") if tree.tokens[c].text.lower() == "from" and c > k), None)
        subject = tree.subject(k)
        if clause is None or origin is None or subject is None:
            continue
        pobj = tree.child(origin, "pobj")
        content = pieces(tree.text, [tree.whole(clause)], [tree.whole(origin)] if origin > clause else [])
        if pobj is None or not content:
            continue
        cue = cue_span(tree, k)
        yield Found(content, cue, noun_phrase(tree, subject, k), "report", "“had it from”", 0.7)
        yield Found(content, tree.span(origin, origin), noun_phrase(tree, pobj), "according to", "“had it from”", 0.7)


RULES: tuple[Rule, ...] = (
    parentheticals,
    reporting_verbs,
    reporting_adjectives,
    according_to,
    citing,
    reporting_nouns,
    in_account_of,
    hearsay,
    have_it,
)
