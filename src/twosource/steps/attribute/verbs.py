"""Reporting verbs over a parsed sentence: who is the subject, what is the complement.

A verb is read in a *frame*, the shape of its complement: ``clause`` ("said that …", also fronted and
parenthetical), ``infinitive`` ("vowed to …"), ``gerund`` ("denied doing …"), ``object`` ("criticised the
deal"), ``as`` ("described him as …"), a preposition ("called for", "accused X of": its word). The lexicon tells which
verbs report in which frame."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.record import Span
from twosource.steps.attribute import cues
from twosource.steps.attribute.tree import UNABLE, Tree

#: Verbs of appearance, whose subject is part of what is said.
APPEARANCE = frozenset({"seem", "appear", "look", "sound"})
_RIGHT = ("dobj", "oprd", "attr", "acomp", "xcomp", "ccomp", "prep", "advcl", "dative", "agent")


@dataclass(frozen=True, slots=True)
class Reading:
    """A verb with its complement. ``source`` is None where nobody is named (a passive without agent)."""

    verb: int
    frame: str
    content: tuple[Span, ...]
    source: Span | None
    cue: Span
    passive: bool
    negated: bool


def negated(tree: Tree, k: int) -> bool:
    """True for "did not say", "never said", "neither confirmed nor denied", "has yet to say", "no one said" and for
    verbs under a negated one ("didn't want to say")."""
    if tree.child(k, "neg") is not None or _is_nobody(tree, tree.child(k, "nsubj")):
        return True
    token, above = tree.tokens[k], tree.head(k)
    if any(tree.tokens[c].lemma == "neither" for c in tree.children(k, "preconj", "cc", "advmod") if c < k):
        return True
    if k > 0 and tree.tokens[k - 1].lemma == "nor" and token.dep == "conj":
        return True
    if token.dep == "xcomp" and tree.tokens[above].lemma in ("have", "be"):
        return any(tree.tokens[c].lemma == "yet" for c in tree.children(above, "advmod"))
    if token.dep not in ("xcomp", "conj") or token.tag not in ("VB", "VBG"):
        return False
    if tree.tokens[above].lemma in _FAILING:
        return True
    return tree.tokens[above].pos in ("VERB", "AUX") and tree.child(above, "neg") is not None


_FAILING = frozenset(["fail", "refuse", "decline"]) | UNABLE


def _is_nobody(tree: Tree, subject: int | None) -> bool:
    """True for a subject that says that none did it: "nobody", "no official"."""
    if subject is None:
        return False
    if tree.tokens[subject].lemma in ("nobody", "none", "neither"):
        return True
    return any(tree.tokens[c].lemma in ("no", "neither") for c in tree.children(subject, "det"))


def cue_span(tree: Tree, k: int) -> Span:
    """The verb with the auxiliaries, negation and particle that touch it."""
    first = last = k
    for c in tree.children(k, "aux", "auxpass", "neg", "advmod"):
        if c < k and k - c <= 3 and tree.tokens[c].dep != "advmod":
            first = min(first, c)
    for c in tree.children(k, "prt"):
        if c == k + 1:
            last = c
    if any(tree.tokens[i].dep in ("nsubj", "nsubjpass") for i in range(first, k)):
        first = k
    return tree.span(first, last)


def read_verb(tree: Tree, k: int) -> Reading | None:
    """The verb's complement and subject; None where it has no complement that could be a content."""
    passive = tree.child(k, "auxpass") is not None or _reduced(tree, k)
    subject = tree.subject(k)
    source = source_of(tree, k, passive)
    cue = cue_span(tree, k)
    made = _clause(tree, k, subject, passive) or _inserted(tree, k) or _phrase(tree, k, subject, passive)
    if made is None:
        return None
    frame, nodes, raw = made
    holes = [cue]
    if source is not None:
        holes.append(source)
    spans = raw if raw else tree.runs(nodes)
    return Reading(k, frame, tuple(spans), source, cue, passive, negated(tree, k))


def _reduced(tree: Tree, k: int) -> bool:
    """A participle for a passive: "the man, then described as a foreigner, …"."""
    token = tree.tokens[k]
    if token.tag != "VBN" or tree.child(k, "aux") is not None:
        return False
    relative = token.dep == "relcl" and tree.child(k, "nsubj", "nsubjpass", "csubj") is None
    return relative or token.dep in ("acl", "advcl")


def source_of(tree: Tree, k: int, passive: bool = False) -> Span | None:
    """The noun phrase that speaks: the subject, or a passive's agent; None where nobody is named."""
    subject = _told_before(tree, k)
    if subject is None:
        subject = tree.subject(k)
    if passive:
        agent = tree.child(k, "agent")
        by = tree.child(agent, "pobj") if agent is not None else None
        clause = that_behind(tree, by)
        return noun_phrase(tree, by, clause[0] if clause else None) if by is not None else None
    if subject is None:
        subject = _nominal_before(tree, k)
    if subject is None and tree.child(k, "ccomp") is not None and (tree.child(k, "ccomp") or 0) < k:
        subject = next((c for c in tree.children(k, "dobj") if k < tree.edges(c)[0] <= k + 1), None)
    if subject is None or tree.tokens[subject].dep == "expl":
        return None
    if tree.tokens[k].lemma in APPEARANCE:
        return None  # "he seems tired": the report's own judgement, nobody's word
    named = noun_phrase(tree, subject, k)
    if subject > k and tree.tokens[k].dep in ("acl", "relcl"):
        return None
    for other in tree.children(k, "nsubj"):  # "the lawyer, Ann Lee said": two subjects are one, in apposition
        if subject < other < k and not any(t.pos in ("VERB", "AUX", "CCONJ") for t in tree.tokens[subject:other]):
            named = Span(named.start, max(named.end, noun_phrase(tree, other, k).end))
    return named


def _told_before(tree: Tree, k: int) -> int | None:
    """The report that a participle belongs to, whatever a parse makes of it: "she was responding to reports on the web
    claiming that …" is the reports' word. With a comma between, it is hers."""
    if tree.tokens[k].tag != "VBG" or tree.tokens[k].dep != "advcl":
        return None
    for i in range(k - 1, tree.head(k), -1):
        token = tree.tokens[i]
        if token.pos in ("VERB", "AUX", "PUNCT"):
            return None
        if token.dep in ("dobj", "pobj") and token.lemma in cues.nouns("clause"):
            return i
    return None


def _nominal_before(tree: Tree, k: int) -> int | None:
    """Where a parse gives a finite verb no subject: the noun right before it, at the head of its phrase."""
    if tree.tokens[k].tag not in ("VBD", "VBZ", "VBP") or tree.tokens[k].dep not in ("ROOT", "ccomp", "parataxis"):
        return None
    i = k - 1
    while i >= 0 and (tree.tokens[i].pos in ("ADV", "AUX", "PART") or tree.tokens[i].text in (",", ")", "—", "–")):
        i -= 1
    if i < 0 or tree.tokens[i].pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    for a in tree.ancestors(i):
        if a > k or tree.tokens[a].pos not in ("NOUN", "PROPN", "ADP") or tree.tokens[a].ent in ("DATE", "TIME"):
            break
        if tree.tokens[a].pos != "ADP":
            i = a
    return i if tree.tokens[i].pos != "NUM" else None


def noun_phrase(tree: Tree, noun: int, verb: int | None = None) -> Span:
    """The whole noun phrase around a noun, with apposition; without the branch that holds ``verb``."""
    skip: list[int] = []
    if verb is not None:
        for c in tree.children(noun):
            first, last = tree.edges(c)
            if first <= verb <= last:
                skip.append(c)
    nodes = tree.subtree(noun, skip)
    # the run of tokens that holds the noun itself
    first = last = nodes.index(noun)
    while first > 0 and nodes[first - 1] == nodes[first] - 1 and tree.tokens[nodes[first - 1]].text != ";":
        first -= 1
    while last + 1 < len(nodes) and nodes[last + 1] == nodes[last] + 1 and tree.tokens[nodes[last + 1]].text != ";":
        last += 1
    low, high = nodes[first], nodes[last]
    while low > 1 and tree.tokens[low - 1].text == "-" and tree.tokens[low - 1].end == tree.tokens[low].start:
        low -= 2  # "ex-commander", which a parser may cut in two
    while high > noun and not any(c.isalnum() for c in tree.tokens[high].text) and tree.tokens[high].text not in ')”"]':
        high -= 1
    while low < noun and not any(c.isalnum() for c in tree.tokens[low].text):
        low += 1
    return tree.span(low, high)


# ------------------------------------------------------------------------------------------------ frames

_Made = tuple[str, list[int], list[Span]] | None


def _clause(tree: Tree, k: int, subject: int | None, passive: bool) -> _Made:
    """A clause as complement, behind the verb or in front of it."""
    clauses = [c for c in tree.children(k, "ccomp") if tree.tokens[c].text not in ("so",)]
    if not clauses:  # a parser may take "that …" for an adverbial clause
        clauses = [c for c in tree.children(k, "advcl") if c > k and _marked(tree, c)]
    if not clauses and passive:
        agent = tree.child(k, "agent")
        clauses = [] if agent is None else that_behind(tree, tree.child(agent, "pobj"))
    if not clauses:
        return _spelt_that(tree, k)
    behind = [c for c in clauses if c > k]
    if passive and not behind and any(c > k and _infinitive(tree, c) for c in tree.children(k, "xcomp")):
        return None  # "The door was locked; he is said to have left"
    chosen = behind[0] if behind else clauses[-1]
    nodes = tree.subtree(chosen, skip=_said_by_another(tree, chosen) if chosen > k else ())
    if chosen < k:  # fronted: everything before, but for what belongs to the verb
        low = max(tree.edges(chosen)[0], _after_semicolon(tree, k, subject))
        nodes = [i for i in nodes if low <= i < k]
        return ("clause", nodes, []) if nodes else None
    if passive and subject is not None and tree.tokens[subject].dep == "nsubjpass" and _infinitive(tree, chosen):
        return "infinitive", sorted({*tree.subtree(subject), *nodes}), []
    if len(nodes) < len(tree.subtree(chosen)):
        while nodes and tree.tokens[nodes[-1]].pos in ("CCONJ", "PUNCT"):
            nodes.pop()
        return "clause", nodes, []
    frame = "clause"
    if tree.tokens[chosen].tag == "VB" and _infinitive(tree, chosen):
        frame = "infinitive"
        obj = tree.child(k, "dobj", "dative")
        if obj is not None and obj < chosen:
            nodes = sorted({*tree.subtree(obj), *nodes})
    return frame, _to_its_end(tree, nodes) if frame == "clause" else nodes, []


def _after_semicolon(tree: Tree, k: int, subject: int | None) -> int:
    """ "It is safe, says Lee; it is not, says Roe": where the part of the sentence begins that the verb reports. A
    semicolon with no finite verb behind it parts nothing."""
    for i in range(k - 1, 0, -1):
        if tree.tokens[i].text == ";":
            own = [t for j, t in enumerate(tree.tokens[i:k], i) if j != subject and t.tag in _FINITE]
            return i + 1 if own else 0
    return 0


def _said_by_another(tree: Tree, clause: int) -> list[int]:
    """ "The mayor said it would open and the builder said it would not": a new speaker with a verb of saying ends what
    the first one says, unless "that" keeps it under the first verb."""
    return [
        c
        for c in tree.children(clause, "conj", "advcl")
        if c > clause
        and tree.tokens[c].tag in ("VBD", "VBZ", "VBP")
        and cues.class_of(tree.tokens[c].lemma) in ("neutral", "claim", "confirm", "deny")
        and (subject := tree.child(c, "nsubj")) is not None
        and tree.tokens[subject].pos != "PRON"
        and tree.child(c, "ccomp") is not None
        and all(tree.tokens[m].text.lower() in ("while", "whereas") for m in tree.children(c, "mark"))
        and (tree.tokens[c].dep == "conj" or tree.child(c, "mark") is not None)
    ]


_ENDS = frozenset([",", ".", ";", ":", "—", "–", "--", "-", "!", "?", "…", "”", '"', "''", "’", "'", ")", "]"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


def _spelt_that(tree: Tree, k: int) -> _Made:
    """Where the parse hangs the clause elsewhere: "wrote in an order that …", from the word "that" on."""
    if tree.tokens[k].tag not in ("VBD", "VBZ", "VBP") or tree.child(k, "nsubj") is None:
        return None
    for i in range(k + 1, min(k + 12, len(tree))):
        token = tree.tokens[i]
        if token.text.lower() == "that" and token.dep == "mark" and i + 2 < len(tree):
            return "clause", _to_its_end(tree, [i, *tree.subtree(tree.head(i))]), []
        if token.pos in ("VERB", "AUX") or (token.text in _ENDS and token.text != "-"):
            return None
    return None


def _to_its_end(tree: Tree, nodes: list[int]) -> list[int]:
    """A clause that the parse cut short: without a finite verb it goes to the end of the sentence, otherwise as far as
    the words run on without a comma or a conjunction; ", and that …" goes on with it."""
    first, last = nodes[0], max(nodes)
    if not any(tree.tokens[i].tag in _FINITE for i in nodes) and tree.tokens[first].text.lower() == "that":
        stop = next((i for i in range(last + 1, len(tree)) if tree.tokens[i].text in (";", ".", "!", "?")), len(tree))
        return sorted({*nodes, *range(first, stop)})
    while last > first and tree.tokens[last].text in _ENDS:
        last -= 1
    end = last
    while (
        end + 1 < len(tree)
        and tree.tokens[end + 1].text not in _ENDS
        and tree.tokens[end + 1].pos not in ("CCONJ", "SCONJ")
    ):
        end += 1
    after = end + 1 + (end + 1 < len(tree) and tree.tokens[end + 1].text == ",")
    words = [t.text.lower() for t in tree.tokens[after : after + 2]]
    if words == ["and", "that"]:
        stop = next((i for i in range(after + 2, len(tree)) if tree.tokens[i].text in (";", ".", "!", "?")), len(tree))
        return sorted({*nodes, *range(last + 1, stop)})
    return sorted({*nodes, *range(last + 1, end + 1)})


def that_behind(tree: Tree, noun: int | None) -> list[int]:
    """ "was told by two guards that the door was open": a clause that a parser hangs on the noun before it."""
    if noun is None:
        return []
    return [
        c
        for c in tree.children(noun, "relcl", "acl", "ccomp")
        if tree.tokens[tree.edges(c)[0]].text.lower() == "that"
        and tree.child(c, "nsubj", "nsubjpass", "expl") is not None
    ]


def _marked(tree: Tree, k: int) -> bool:
    return any(tree.tokens[c].text.lower() == "that" for c in tree.children(k, "mark"))


def _infinitive(tree: Tree, k: int) -> bool:
    return any(tree.tokens[c].tag == "TO" for c in tree.children(k, "aux", "mark"))


def _inserted(tree: Tree, k: int) -> _Made:
    """ "…, he said, …": a verb with a subject and nothing behind it, hung into the clause it reports."""
    token = tree.tokens[k]
    top = tree.head(k)
    if token.dep not in ("parataxis", "ccomp", "advcl", "conj", "dep", "relcl", "acl", "appos") or top == k:
        return None
    if tree.child(k, "nsubj") is None or tree.child(k, "xcomp", "mark", "attr", "acomp") is not None:
        return None
    adverb = tree.child(k, "advmod")
    if adverb is not None and tree.tokens[adverb].tag == "WRB":
        return None
    inside = [i for i in tree.subtree(k) if not _comma(tree, i)]
    first, last = inside[0], inside[-1]
    if not _comma_before(tree, first) or not (last + 1 >= len(tree) or _comma(tree, last + 1)):
        return None
    if token.dep == "conj" and tree.child(top, "cc") == first - 1:
        return None
    nodes = set(tree.subtree(top)) - set(tree.subtree(k))
    return "clause", sorted(nodes), []


def _comma(tree: Tree, k: int) -> bool:
    return tree.tokens[k].text in {",", ".", "—", "–", "--", "-", ";", "”", '"', "’", "'", "?", "!", "…", "..."}


def _comma_before(tree: Tree, k: int) -> bool:
    return k > 0 and _comma(tree, k - 1)


def _phrase(tree: Tree, k: int, subject: int | None, passive: bool) -> _Made:
    """Objects, infinitives, gerunds and prepositional phrases behind the verb."""
    right = [c for c in tree.children(k, *_RIGHT) if c > k and not _setting(tree, c)]
    if not right:
        return None
    frame = _frame(tree, k, right)
    if frame is None:
        return None
    kept = [
        c
        for c in right
        if tree.tokens[c].dep not in ("advcl", "agent") or (frame == "as" and tree.tokens[c].dep == "advcl")
    ]
    nodes: set[int] = set()
    for c in kept:
        nodes.update(tree.subtree(c))
    spoken_of = tree.tokens[k].lemma in APPEARANCE or (passive and tree.child(k, "nsubjpass") is not None)
    if spoken_of and subject is not None:
        nodes.update(tree.subtree(subject, skip=[k]))
    if frame not in ("object", "infinitive", "gerund", "as") and tree.child(k, "dobj", "oprd", "xcomp") is None:
        nodes -= {c for c in kept if tree.tokens[c].dep == "prep" and tree.tokens[c].text.lower() == frame}
    if not nodes:
        return None
    return frame, sorted(nodes), []


def _frame(tree: Tree, k: int, right: list[int]) -> str | None:
    deps = {tree.tokens[c].dep: c for c in reversed(right)}
    for c in right:
        if tree.tokens[c].dep == "prep" and tree.tokens[c].text.lower() == "as":
            return "as"
        if tree.tokens[c].dep == "advcl" and tree.tokens[c].pos == "ADJ" and tree.tokens[tree.edges(c)[0]].text == "as":
            return "as"  # "described the bridge as safe"
    if "xcomp" in deps:
        return "infinitive" if _infinitive(tree, deps["xcomp"]) else "gerund"
    if "oprd" in deps:
        return "as"
    preps = [tree.tokens[c].text.lower() for c in right if tree.tokens[c].dep == "prep"]
    if "dobj" in deps:
        if tree.tokens[k].lemma in ("put", "place", "value", "estimate") and "at" in preps:
            return "at"  # "put the toll at 40"
        return next((p for p in preps if p in ("of", "for", "over")), "object") if preps else "object"
    return preps[0] if preps else ("attribute" if "attr" in deps or "acomp" in deps else None)


def _setting(tree: Tree, k: int) -> bool:
    """True for the time and the occasion of the saying: "on Friday", "in an interview", "to reporters"."""
    token = tree.tokens[k]
    if token.dep == "npadvmod" or token.dep == "dative":
        return True
    if token.dep != "prep":
        return token.dep == "dobj" and (token.ent in ("DATE", "TIME") or token.lemma in cues.around("time"))
    pobj = tree.child(k, "pobj")
    if pobj is None:
        return False
    noun = tree.tokens[pobj]
    word = token.text.lower()
    if word in ("on", "in", "at", "during", "after", "before", "since", "until") and (
        noun.ent in ("DATE", "TIME") or noun.lemma in cues.around("time")
    ):
        return True
    return word in ("in", "on", "at", "during", "to", "via", "by", "through") and noun.lemma in cues.around("setting")


def owner(tree: Tree, k: int) -> Span | None:
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
    if tree.tokens[k].dep == "dobj" and tree.tokens[head].lemma in cues.around("light_verbs"):
        subject = tree.subject(head)
        if subject is not None and tree.child(head, "auxpass") is None:
            return noun_phrase(tree, subject, head)
    return None
