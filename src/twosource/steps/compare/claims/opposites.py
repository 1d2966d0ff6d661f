"""Opposite words said of one thing: the launch "was a success", "failed"; the decision "was voluntary", "was forced".

The words stand in ``lexicon/en/opposites.txt``. They are set against one another only where they are said of one thing:
the same name, or the same noun with nothing beside it that tells two apart; at no other time, of no other topic and no
other person (``matter``).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from twosource.lexicon import lines
from twosource.record import Mention, Token
from twosource.steps.clauses import Clause, finite
from twosource.steps.compare.asserted import asserted
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.matter import matters_apart
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.keys import SPEECH, event_of, is_event, keys_of

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Said:
    """``side`` (0 or 1) of ``scale`` said of the thing with ``head`` and ``keys``; ``event`` for what is told of how
    something was done."""

    scale: str
    side: int
    head: str
    keys: frozenset[str]
    event: str
    clause: Clause
    mention: Mention


@functools.cache
def _scales() -> tuple[dict[str, list[tuple[str, int]]], frozenset[str]]:
    """For each word its scales and sides; and the scales that leave nothing between their sides."""
    words: dict[str, list[tuple[str, int]]] = {}
    whole: set[str] = set()
    for line in lines("en", "opposites"):
        name, _, rest = line.partition(":")
        if name.endswith("!"):
            whole.add(name)
        for side, members in enumerate(rest.split("|")):
            for word in members.split():
                words.setdefault(word, []).append((name, side))
    return words, frozenset(whole)


def compare_opposites(scene: Scene) -> Iterator[Draft]:
    """One draft for each thing of which two reports say opposite things."""
    found = [s for c in scene.all_clauses for s in _said(c, scene)]
    by_scale: dict[str, list[Said]] = {}
    for said in found:
        by_scale.setdefault(said.scale, []).append(said)
    for scale in sorted(by_scale):
        ones = [s for s in by_scale[scale] if s.side == 0]
        others = [s for s in by_scale[scale] if s.side == 1]
        seen: set[Mention] = set()
        for one in ones:
            against = [o for o in others if _one_thing(one, o, scene)]
            if not against or one.mention in seen:
                continue
            with_it = [o for o in ones if any(_one_thing(o, a, scene) for a in against)]
            seen |= {o.mention for o in with_it}
            yield _draft(with_it, against, scene)


def sides_of(clause: Clause) -> dict[str, int]:
    """The scales of a clause's words with the side that each is on; none where the clause is denied, open or not told
    of anything that is, and no scale of which it has both sides."""
    words, _ = _scales()
    if not clause.sentence.parsed or clause.negated or _open(clause):
        return {}
    found = {
        (scale, side)
        for token, _ in _telling(clause)
        if not _means_other(token, clause) and not _coloured(token, clause.sentence.tokens)
        for scale, side in words.get(_word(token, clause.sentence.tokens), ())
    }
    return {scale: side for scale, side in found if (scale, 1 - side) not in found}


def _said(clause: Clause, scene: Scene) -> Iterator[Said]:
    if not clause.sentence.parsed or not (finite(clause) or _reported(clause) or _foretold(clause)):
        return
    if _open(clause) or not asserted(clause):
        return
    words, whole = _scales()
    tokens = clause.sentence.tokens
    for token, how in _telling(clause):
        for scale, side in words.get(_word(token, tokens), ()):
            if _means_other(token, clause) or _coloured(token, tokens):
                continue
            thing = _thing(clause, token, how, scene)
            if thing is None or (clause.negated and (scale not in whole or how == "noun")):
                continue
            side = 1 - side if clause.negated else side
            event = tokens[token.head].text.lower() if how == "adverb" and not _goes_on(tokens[token.head]) else ""
            mention = scene.mention(clause.report, clause.start, min(clause.end, clause.start + LONGEST))
            yield Said(scale, side, *thing, event, clause, mention)


def _goes_on(verb: Token) -> bool:
    """True for "is going smoothly", which is as much as "is smooth"."""
    return verb.lemma in ("go", "proceed", "run", "progress", "advance")


def _reported(clause: Clause) -> bool:
    """True for "appeared to be badly equipped"."""
    head = clause.sentence.tokens[clause.head]
    return head.dep in ("xcomp", "oprd") and clause.sentence.tokens[head.head].lemma in (
        "appear",
        "seem",
        "say",
        "believe",
    )


def _foretold(clause: Clause) -> bool:
    """True for "suggested that the tower would go": "will", told in the past."""
    tokens = clause.sentence.tokens
    would = any(t.lemma == "would" and t.dep == "aux" and t.head == clause.head for t in tokens)
    return would and tokens[clause.head].dep == "ccomp" and tokens[tokens[clause.head].head].lemma in SPEECH


def _open(clause: Clause) -> bool:
    """True for what may be, is asked or hangs on something; "will go on" is said outright."""
    tokens = clause.sentence.tokens
    below = [t for t in tokens if t.head == clause.head]
    marks = {t.lemma for t in below if t.dep in ("aux", "mark", "advmod")}
    return bool(marks & {"may", "might", "can", "could", "should", "must", "if", "unless", "whether", "until"})


def _means_other(token: Token, clause: Clause) -> bool:
    """ "Two sons survive her", "will continue to pay"."""
    tokens = clause.sentence.tokens
    if token.lemma == "survive":
        return bool(clause.role("undergoer") and clause.role("actor"))
    return token.pos == "VERB" and any(t.dep == "xcomp" and tokens[t.head] is token for t in tokens)


def _coloured(token: Token, tokens: tuple[Token, ...]) -> bool:
    """True for a word with another that takes something from it."""
    return token.pos in ("ADJ", "NOUN") and any(
        (tokens[t.head] is token and t.dep in ("npadvmod", "advmod", "compound") and t.lemma.lower() in _LESSENING)
        or (tokens[t.head] is token and t.dep in ("npadvmod", "compound") and token.pos == "ADJ")
        for t in tokens
    )


_LESSENING = frozenset({"almost", "nearly", "partly", "mostly", "half", "potentially", "possibly", "brain"})


def _word(token: Token, tokens: tuple[Token, ...]) -> str:
    """The lemma, with the particle of a phrasal verb."""
    words, _ = _scales()
    if token.lemma == "go" and _goes(token, tokens):
        return "drop"
    for t in tokens:
        if tokens[t.head] is token and t.dep in ("prt", "advmod", "prep") and f"{token.lemma}-{t.lemma}" in words:
            return f"{token.lemma}-{t.lemma}"
    return next((w for w in (token.text.lower(), token.lemma.lower()) if w in words), "")


def _goes(token: Token, tokens: tuple[Token, ...]) -> bool:
    """True for "the tower will go", and for nothing that goes somewhere or on."""
    below = [t for t in tokens if tokens[t.head] is token and t is not token]
    bare = all(t.dep in ("nsubj", "aux", "mark", "punct", "advmod") and t.lemma != "on" for t in below)
    return (
        bare
        and any(t.lemma in ("will", "would", "must") and t.dep == "aux" for t in below)
        and not any(t.pos == "PRON" and t.dep == "nsubj" for t in below)
    )


def _telling(clause: Clause) -> Iterator[tuple[Token, str]]:
    """Words of a clause that can say how things stand: the verb, complement, adverbs, what colours its nouns."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    if head.pos == "VERB":
        yield head, "verb"
    for t in tokens:
        above = tokens[t.head]
        if above is head and t.dep in ("acomp", "attr", "oprd") and head.lemma in _STATING:
            yield t, "complement"
        elif t.dep == "advmod" and (above is head or (above.dep == "acomp" and tokens[above.head] is head)):
            yield t, "adverb"
        elif t.dep == "amod" and clause.start <= t.start < clause.end and above.pos == "NOUN":
            yield t, "noun"


_STATING = frozenset(
    {"be", "become", "remain", "stay", "look", "seem", "appear", "prove", "call", "find", "rule", "declare", "deem"}
)


def _thing(clause: Clause, token: Token, how: str, scene: Scene) -> tuple[str, frozenset[str]] | None:
    """Head and keys of what the word is said of; None where it is nobody in particular ("some", "two of them")."""
    tokens = clause.sentence.tokens
    if how == "noun":
        noun = tokens[token.head]
        below = [t for t in tokens if tokens[t.head] is noun and t is not token]
        if noun.tag != "NN" or any(
            t.lemma in _SOME or t.lemma in ("a", "an", "first", "second", "third") for t in below
        ):
            return None
        return noun.lemma, keys_of(
            clause.report, [noun, *(t for t in below if t.dep in ("compound", "poss"))], scene.names
        )
    roles = ("undergoer", "with", "actor") if how in ("verb", "adverb") else ("actor", "undergoer")
    for role in roles:
        for argument in clause.role(role):
            top = tokens[argument.head]
            below = [t for t in tokens if tokens[t.head] is top]
            if any(t.dep == "nummod" or t.lemma in _SOME for t in below) or top.lemma in _SOME:
                return None
            if any(t.dep == "poss" and t.pos == "PRON" for t in below):
                return None  # "his campaign": whose is not known surely enough
            return argument.lemma, argument.keys
    return None


_SOME = frozenset(
    {"some", "any", "many", "most", "few", "several", "other", "another", "no", "each", "every", "half", "one"}
)


def _one_thing(one: Said, two: Said, scene: Scene) -> bool:
    if not scene.one_language(one.clause, two.clause):
        return False
    if one.mention.report == two.mention.report:
        return _answered(one, two, scene)
    return _same(one, two) and not _done_by_others(one, two) and not matters_apart(one.clause, two.clause, scene)


def _answered(one: Said, two: Said, scene: Scene) -> bool:
    """Within one report states follow on one another; set apart is only what two sources say, or the next sentence
    contrasts ("But Ruritania said the launch was a failure")."""
    first, second = sorted((one, two), key=lambda s: s.mention.start)
    heads = [s.clause.sentence.tokens[s.clause.head] for s in (first, second)]
    said = [scene.covering.of(one.mention.report, t.start, t.end) for t in heads]
    voices = [x.speaker if x is not None and x.kind != "narrated" else None for x in said]
    if voices[0] is None or voices[1] is None or voices[0] == voices[1]:
        return False
    near = 0 < second.clause.ordinal - first.clause.ordinal <= 1
    if near and second.clause.sentence.tokens[0].lemma.lower() in _CONTRAST and is_event(second.head):
        return True
    return _same(one, two) and not _done_by_others(one, two) and not matters_apart(one.clause, two.clause, scene)


_CONTRAST = frozenset({"but", "however", "yet", "while", "although"})


def _done_by_others(one: Said, two: Said) -> bool:
    """True where each is told with another doer: the makers who dropped it and the maker who keeps it."""
    a, b = ({k for x in s.clause.role("actor") for k in x.keys if s.clause.role("undergoer")} for s in (one, two))
    return bool(a and b) and not a & b


def _same(one: Said, two: Said) -> bool:
    """One name; or one noun, where one side has no name, and nothing beside it tells two apart."""
    if one.event != two.event or not (one.keys and two.keys) or _ends_later(*sorted((one, two), key=lambda s: s.side)):
        return False
    if one.scale == "guilt" and _other_charge(one.clause, two.clause):
        return False
    beside = [s.keys - {s.head} for s in (one, two)]
    if one.head == two.head and beside[0] and beside[1] and not beside[0] & beside[1]:
        return False
    names = [frozenset(k for k in s.keys if ":" in k) for s in (one, two)]
    if names[0] and names[1]:
        if not names[0] & names[1]:
            return False
    elif event_of(one.head) != event_of(two.head):
        return False
    return True


def _other_charge(one: Clause, two: Clause) -> bool:
    """True for "convicted of fraud", "acquitted on charges of murder"."""
    charges = [_charges(c) for c in (one, two)]
    return bool(charges[0] and charges[1]) and not charges[0] & charges[1]


def _charges(clause: Clause) -> frozenset[str]:
    """Nouns behind the prepositions after the verb."""
    tokens = clause.sentence.tokens
    behind = [t for t in tokens[clause.head + 1 :] if t.start < clause.end and t.dep == "pobj" and t.pos == "NOUN"]
    return frozenset(t.lemma for t in behind if tokens[t.head].lemma in ("of", "on", "for")) - {"charge", "count"}


def _ends_later(state: Said, end: Said) -> bool:
    """True for "continued on Monday", "will end on Tuesday"."""
    to_come = [any(t.lemma in ("will", "shall") and t.dep == "aux" for t in s.clause.below) for s in (state, end)]
    return state.scale in _PASSING and to_come == [False, True]


_PASSING = frozenset({"run", "keep", "alive"})


def _draft(ones: list[Said], others: list[Said], scene: Scene) -> Draft:
    values = tuple(answer([s.mention for s in side], scene) for side in (ones, others))
    why = f"“{values[0].value}” and “{values[1].value}” can’t both be so of one thing."
    return Draft(f"Which is so? “{values[0].value}”", "status", "differ", values, "conflict", DOUBTFUL, why)
