"""The rules over a parsed sentence. Each is a small function from a tree to candidates; ``RULES`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from twosource.record import Span
from twosource.steps.attribute import asides, commas, cues
from twosource.steps.attribute.found import Found, pieces
from twosource.steps.attribute.tree import Tree
from twosource.steps.attribute.verbs import Reading, noun_phrase, owner, read_verb

Rule = Callable[[Tree], Iterator[Found]]


def sentence_rules(tree: Tree) -> list[Found]:
    """Every attribution that the rules see in one parsed sentence, overlapping ones included."""
    return [found for rule in RULES for found in rule(tree)]


# ------------------------------------------------------------------------------------------------ verbs


def reporting_verbs(tree: Tree) -> Iterator[Found]:
    """ "X said that …", "…, X said", "X denied doing …", "X was said to have …"."""
    for k, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.lemma == "accord" or not cues.may_report(token.lemma):
            continue
        reading = _by_its_words(tree, read_verb(tree, k))
        if reading is None or not cues.reports(token.lemma, reading.frame, reading.passive):
            continue
        if reading.frame == "infinitive" and _declined_to_say(tree, k):
            continue  # read at the verb of saying
        if reading.frame == "object" and token.lemma in _ONLY_QUOTED and not _quoted(tree, reading):
            continue
        if token.lemma == "give" and not _figure(tree, reading.content):
            continue
        found = _from_verb(tree, reading)
        if found is not None and not _empty_words(tree.text, found):
            yield found


def _by_its_words(tree: Tree, reading: Reading | None) -> Reading | None:
    """A complement that is a noun with no verb in it is an object, whatever the parse calls it: "the parties recognize
    the border"."""
    if (
        reading is None
        or reading.frame != "clause"
        or any(c in s.of(tree.text) for s in reading.content for c in '"“”«»„')
    ):
        return reading
    inside = [k for k, t in enumerate(tree.tokens) if any(s.start <= t.start < s.end for s in reading.content)]
    heads = [tree.tokens[k] for k in inside if tree.head(k) not in inside and tree.tokens[k].pos != "PUNCT"]
    verbless = not any(tree.tokens[k].pos in ("VERB", "AUX") for k in inside)
    nominal = bool(heads) and all(t.pos in ("NOUN", "PROPN") for t in heads)
    return replace(reading, frame="object") if verbless and nominal and not _in_capitals(tree, inside) else reading


def _in_capitals(tree: Tree, inside: list[int]) -> bool:
    """A headline's capitals, in which a parser takes verbs for names: "Minister Says Mayor Hid Flaws In Bridge"."""
    words = [t for t in (tree.tokens[k].text for k in inside) if t[:1].isalpha()]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


#: Verbs of not doing: with a verb of saying under them they are one cue.
_DECLINING = frozenset({"decline", "refuse", "fail"})


def _declined_to_say(tree: Tree, k: int) -> bool:
    """ "declined to say whether …"; not "declined to comment", which has nothing said under it."""
    said = tree.child(k, "xcomp")
    return tree.tokens[k].lemma in _DECLINING and said is not None and tree.child(said, "ccomp") is not None


def _empty_words(text: str, found: Found) -> bool:
    """True when the content is only a pronoun: "denied it", "said so"."""
    return all(s.of(text).lower().strip(" .") in _PRONOUNS for s in found.content)


_PRONOUNS = frozenset(
    ["it", "this", "that", "them", "him", "her", "so", "these", "those", "what", "which", "one", "me", "us", "you"]
)


#: "It emerged that …": nobody is named, and only with "it".
_EMERGING = frozenset({"emerge", "transpire"})


def _from_verb(tree: Tree, reading: Reading) -> Found | None:
    lemma = tree.tokens[reading.verb].lemma
    if lemma in _EMERGING:
        if reading.source is not None and reading.source.of(tree.text).lower() != "it":
            return None
        reading = replace(reading, source=None)
    above = tree.head(reading.verb)
    if tree.tokens[reading.verb].dep == "xcomp" and tree.tokens[above].lemma in _DECLINING:
        if not _declined_to_say(tree, above):
            return None  # "refused to comment on it": read at the refusal
        reading = replace(reading, cue=tree.span(above, reading.verb), negated=True)
    holes = [reading.cue] + ([reading.source] if reading.source is not None else [])
    content = pieces(tree.text, _without_asides(tree, reading), holes)
    if not content:
        return None
    if reading.frame == "object" and asides.cites_a_source(tree, reading.verb):
        return None  # the relay rule reads it
    words = _FRAME_WORDS.get(reading.frame, f"“{reading.frame}”")
    rule = f"“{lemma}” with its {words}" + (" (passive)" if reading.passive else "")
    odds = _odds(tree, reading, content)
    return Found(content, reading.cue, reading.source, lemma, rule, odds, reading.negated)


def _odds(tree: Tree, reading: Reading, content: tuple[Span, ...]) -> float:
    """Rough precision of a verb's frame; below a half for what is seldom a statement that others could confirm."""
    lemma = tree.tokens[reading.verb].lemma
    kind = cues.class_of(lemma)
    words = {t.lemma for t in tree.tokens if any(s.start <= t.start < s.end for s in content)}
    if reading.frame in ("infinitive", "clause", "on") and words & _MANNERS and len(words) < 9:
        return 0.4  # "asked not to be named", "declined to comment"
    if reading.source is not None and reading.source.of(tree.text).lower() in ("i", "we", "you", "us", "me"):
        return 0.4
    if kind == "attitude" or (
        tree.tokens[reading.verb].tag in ("VBN", "VB") and reading.source is None and not reading.passive
    ):
        return 0.4
    if reading.frame in ("at", "of") and lemma in _PUTTING and reading.source is not None and _figure(tree, content):
        return 0.75
    if reading.frame == "gerund" and kind in ("confirm", "deny"):
        return 0.75  # "admitted killing two"
    if reading.frame == "object" and kind in ("neutral", "belief"):
        counted = lemma in _COUNTING and reading.source is not None and _figure(tree, content)
        return 0.72 if counted else 0.45
    return cues.FRAME_PRECISION.get(reading.frame, 0.5)


def _goes_on(tree: Tree, k: int) -> bool:
    """ "… and added that …", which a parser may hang into what was said first."""
    token = tree.tokens[k]
    return token.lemma == "add" and token.tag in ("VBD", "VBZ") and k > 0 and tree.tokens[k - 1].pos == "CCONJ"


#: With a number these are statements ("doctors reported nine", "gave the toll as six"); without one they seldom are.
_COUNTING = frozenset({"list", "report", "give", "announce", "cite"})
#: "put the toll at two", "valued the firm at a billion", "speaks of 3,500".
_PUTTING = frozenset({"put", "place", "value", "estimate", "speak", "warn"})


def _figure(tree: Tree, content: tuple[Span, ...]) -> bool:
    return any(t.tag == "CD" for t in tree.tokens if any(s.start <= t.start < s.end for s in content))


_MANNERS = frozenset(["identify", "name", "comment", "quote", "anonymity", "anonymous"])


def _without_asides(tree: Tree, reading: Reading) -> list[Span]:
    """The content without what the reporter hangs on: "…, referring to …", "…, adding that …", "…, citing X, …"."""
    spans = list(reading.content)
    last = spans[-1]
    for k, token in enumerate(tree.tokens):
        if _goes_on(tree, k) and last.start < tree.tokens[k - 1].start < last.end:
            spans[-1] = Span(last.start, tree.tokens[k - 1].start)
            break
        if token.tag != "VBG" or token.lemma not in commas.ASIDES or not last.start <= token.start < last.end:
            continue
        if k == 0 or tree.tokens[k - 1].text not in (",", "”", '"', "''", "—", "–"):
            continue
        aside = tree.whole(k)
        rest = Span(aside.end, last.end) if aside.end < last.end else None
        if token.start == last.start and rest is not None:
            spans[-1] = rest
        elif token.start > last.start:
            relayed = rest if rest is not None and asides.cites_a_source(tree, k) else None
            spans[-1:] = [Span(last.start, token.start)] + ([relayed] if relayed is not None else [])
        break
    return spans


_ONLY_QUOTED = frozenset({"say", "tell", "reply", "call"})


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
        source = owner(tree, k)
        if content:
            odds = 0.75 if source is not None and tree.child(k, "poss") is not None else 0.6
            yield Found(content, Span(token.start, token.end), source, token.lemma, "noun with that-clause", odds)


def _that_clause(tree: Tree, k: int) -> bool:
    """A clause that "that" only opens (in "the report that he wrote" it is the object)."""
    marks = [c for c in tree.children(k, "mark") if tree.tokens[c].text.lower() in ("that", "whether")]
    return bool(marks) and tree.child(k, "nsubj", "nsubjpass", "expl", "csubj") is not None


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
            yield Found(content, Span(token.start, token.end), None, token.lemma, "hearsay adverb", 0.8)


RULES: tuple[Rule, ...] = (
    commas.parentheticals,
    commas.inverted,
    commas.as_the_source_has_it,
    reporting_verbs,
    reporting_adjectives,
    asides.according_to,
    asides.as_reported,
    asides.citing,
    asides.in_account_of,
    asides.account_before_a_colon,
    asides.had_it_from,
    reporting_nouns,
    hearsay,
)
