"""What a value is about: the happening it belongs to, what is counted, who is named around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.record import Sentence, Span, Token
from twosource.steps.clauses import Clause, subtree
from twosource.steps.compare.scene import Scene
from twosource.steps.keys import (
    LIGHT,
    SPEECH,
    event_of,
    is_event,
    is_happening,
    key_of,
    keys_of,
    lemma_of,
    listed,
    numeral,
    plain,
    sorts_of,
)

_UNITS = listed("units")
_WHOLES = listed("wholes")
_PARTS = listed("parts")


@dataclass(frozen=True, slots=True)
class Topic:
    """``events`` are the happenings that the value's noun or date hangs on; ``keys`` the content words of its clause,
    ``near`` those of the whole sentence and the headline-like neighbours, ``names`` the names among them;
    ``kinds`` the modifiers of what is counted ("French", "wounded"); ``part`` where words say that it is one part
    ("of them", "another"); ``lead_in`` is "since", "as of", "until", "before" or "after" where a date stands after it;
    the counted people are said to be ``called`` so ("suspect"); what was ``lasting`` for a length of time."""

    report: str
    sentence: int
    noun: str
    events: frozenset[str]
    keys: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    kinds: frozenset[str] = frozenset()
    owner: frozenset[str] = frozenset()
    part: bool = False
    negated: bool = False
    unreal: bool = False
    clause: Clause | None = None
    lead_in: str = ""
    called: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()


def topic_of(scene: Scene, report: str, words: Span, counted: str = "", dated: bool = False) -> Topic | None:
    """What the value at ``words`` is about; None where it stands in no sentence. ``counted`` is the lemma of what a
    number counts; ``dated`` that the words are a date, which belongs to the noun it modifies ("the 2014 attack")."""
    found = scene.sentence(report, words.start)
    if found is None:
        return None
    ordinal, sentence = found
    near = keys_of(report, sentence.tokens, scene.names)
    if not sentence.parsed:
        names = frozenset(k for k in near if _is_name(k, scene) or _capital(sentence, k))
        return Topic(report, ordinal, counted, frozenset(), near, near, names)
    below = scene.below(report, ordinal, sentence)
    inside = [k for k, t in enumerate(sentence.tokens) if words.start <= t.start < words.end]
    if not inside:
        return None
    top = _top(sentence, inside)
    noun = _noun(sentence, top, inside, counted)
    clause = _clause_of(scene, report, ordinal, sentence, top)
    measured = any(sentence.tokens[k].lemma in _UNITS for k in inside)  # "20 kg of flour" is no part of the flour
    share = not measured and _of_whole(sentence, top, noun)
    heads = {c.head: c for c in scene.of_sentence(report, ordinal)}
    events = _events(scene, sentence, top if share else noun, below, heads)
    if dated and noun != top and sentence.tokens[noun].pos == "NOUN":
        events = frozenset({event_of(lemma_of(sentence.tokens[noun]))})
    if dated and _of_the_telling(sentence, inside[0]):
        events = frozenset()
    lasting = _lasting(sentence, inside, below, heads)
    events |= lasting
    called = _called(sentence, noun, below)
    if called:
        events -= {"treat"}  # "treated as suspects"
    keys = clause.keys if clause else near
    own = frozenset(keys_of(report, [sentence.tokens[i] for i in inside], scene.names))
    return Topic(
        report,
        ordinal,
        lemma_of(sentence.tokens[noun]),
        events,
        keys - own,
        near - own,
        frozenset(k for k in near if _is_name(k, scene) or _proper(sentence, k)),
        _kinds(sentence, noun, below, inside),
        _owner(scene, report, sentence, inside, below),
        share or _is_part(sentence, inside, below, noun),
        clause.negated if clause else False,
        clause.unreal if clause else False,
        clause,
        _lead_in(sentence, inside),
        called,
        lasting,
    )


def _of_the_telling(sentence: Sentence, first: int) -> bool:
    """True for the day of "was found dead, it was reported Wednesday"."""
    k = first - 1
    while k > 0 and sentence.tokens[k].lemma.lower() in ("on", "late", "early"):
        k -= 1
    return k > 0 and sentence.tokens[k].pos == "VERB" and sentence.tokens[k].lemma in SPEECH


_TIMES = listed("times")
_PRISON = listed("prison")


def _lasting(
    sentence: Sentence, inside: list[int], below: list[list[int]], heads: Mapping[int, Clause]
) -> frozenset[str]:
    """What went on for a length of time: "spent two hours negotiating", "two hours of talks", "a two-hour siege",
    "shut for two hours while they negotiated", "the talks lasted two hours"."""
    tokens = sentence.tokens
    unit = next((k for k in inside if tokens[k].lemma in _TIMES), None)
    if unit is None:
        return frozenset()
    of = [g for c in below[unit] if tokens[c].lemma == "of" for g in below[c] if tokens[g].dep == "pobj"]
    above = tokens[unit].head
    named = of + ([above] if tokens[unit].dep in ("compound", "nmod", "amod") and tokens[above].pos == "NOUN" else [])
    k = unit
    while tokens[k].pos not in ("VERB", "AUX") and tokens[k].head != k:
        k = tokens[k].head
    if inside[0] > 0 and tokens[inside[0] - 1].lemma == "last":
        k = inside[0] - 1  # wherever the parser has hung the hours
    if tokens[k].lemma == "last":
        named += [c for c in below[k] if tokens[c].dep == "nsubj" and tokens[c].pos == "NOUN"]
    found = {event_of(lemma_of(tokens[g])) for g in named if tokens[g].pos == "NOUN"}
    for c in (*below[unit], *below[k]):
        meanwhile = any(tokens[g].lemma == "while" for g in below[c])
        spent = tokens[k].lemma in ("spend", "take") and tokens[c].tag == "VBG"
        prison = tokens[c].lemma == "in" and any(tokens[g].lemma in _PRISON for g in below[c])
        if prison and tokens[k].lemma in ("spend", "serve"):
            found.add(event_of("jail"))
        if c in heads and (meanwhile or spent) and tokens[c].dep in ("advcl", "xcomp", "acl", "relcl", "ccomp"):
            found.add(heads[c].event)
    if k in heads and tokens[tokens[unit].head].lemma == "for" and tokens[tokens[unit].head].head == k:
        found.add(heads[k].event)
    return frozenset(e for e in found if e and e not in LIGHT and e not in SPEECH and e not in _TIMES)


_ROLES = listed("said_as")


def _called(sentence: Sentence, noun: int, below: list[list[int]]) -> frozenset[str]:
    """The roles of those who are counted: "31 suspects", "659 women were recorded as victims", "four are suspected"."""
    tokens = sentence.tokens
    found = {tokens[noun].lemma}
    said = [tokens[noun].head] if tokens[noun].dep in ("nsubj", "nsubjpass") else []
    for k in (*said, *(c for c in below[noun] if tokens[c].dep in ("relcl", "acl"))):
        passive = any(tokens[c].dep in ("auxpass", "nsubjpass") for c in below[k]) or tokens[k].dep == "acl"
        found |= {tokens[k].lemma} if passive and tokens[k].lemma == "suspect" else set()
        found |= {tokens[c].lemma for c in below[k] if tokens[c].dep in ("attr", "oprd")}
        for c in (c for c in below[k] if tokens[c].dep == "prep" and tokens[c].lemma == "as"):
            found |= {tokens[g].lemma for g in below[c] if tokens[g].dep == "pobj"}
            found |= {tokens[x].lemma for g in below[c] for x in below[g] if tokens[x].dep == "attr"}
    return frozenset(found) & _ROLES


def _is_name(key: str, scene: Scene) -> bool:
    return key in scene.names.kinds


def _proper(sentence: Sentence, key: str) -> bool:
    return any(t.pos == "PROPN" and plain(t.text) == key for t in sentence.tokens)


def _capital(sentence: Sentence, key: str) -> bool:
    return any(t.text[:1].isupper() and plain(t.text) == key for t in sentence.tokens[1:])


def _top(sentence: Sentence, inside: list[int]) -> int:
    """The word of the value that hangs on a word outside it."""
    for k in inside:
        head = sentence.tokens[k].head
        if head not in inside or head == k:
            return k
    return inside[-1]


def _noun(sentence: Sentence, top: int, inside: list[int], counted: str) -> int:
    """The counted noun: in the value's words, or the word that the number hangs on."""
    for k in inside:
        if counted and sentence.tokens[k].lemma == counted:
            return k
    token = sentence.tokens[top]
    if token.dep in ("nummod", "amod", "compound", "quantmod", "nmod") and token.head != top:
        return token.head
    return top


def _clause_of(scene: Scene, report: str, ordinal: int, sentence: Sentence, k: int) -> Clause | None:
    """The clause whose predicate governs the word most closely."""
    heads = {c.head: c for c in scene.of_sentence(report, ordinal)}
    for _ in range(len(sentence.tokens)):
        if k in heads:
            return heads[k]
        if sentence.tokens[k].head == k:
            return None
        k = sentence.tokens[k].head
    return None


def _events(
    scene: Scene, sentence: Sentence, noun: int, below: list[list[int]], heads: Mapping[int, Clause]
) -> frozenset[str]:
    """Happenings that the noun hangs on or that are said of it."""
    found: set[str] = set()
    lemma = lemma_of(sentence.tokens[noun])
    if is_event(lemma):
        found.add(event_of(lemma))
    for c in below[noun]:
        child = sentence.tokens[c]
        if child.dep in ("acl", "relcl", "amod", "compound") and (child.pos == "VERB" or is_event(lemma_of(child))):
            found.add(heads[c].event if c in heads else event_of(lemma_of(child)))
    above = frozenset[str]() if found and _gapped(sentence, noun) else _events_above(sentence, noun, below, heads)
    found |= above & {"found-event", "rescue"} if found & _STATES else above
    if lemma == "victim" and not scene.deadly:
        found.discard(event_of("victim"))
    return frozenset(e for e in found if e and e not in LIGHT and e not in SPEECH)


def _gapped(sentence: Sentence, noun: int) -> bool:
    """True for the 12 of "18 were injured and 12 arrested", of whom the first verb tells nothing."""
    token = sentence.tokens[noun]
    return token.dep == "conj" and sentence.tokens[token.head].pos in ("VERB", "AUX")


# What somebody is: "46 survivors" in a list of the dead are not among the dead.
_STATES = frozenset({"survive", "injure", "missing"})
# "The toll has reached 21": the number belongs to the toll.
_COUNTING = listed("counting")


def _events_above(sentence: Sentence, noun: int, below: list[list[int]], heads: Mapping[int, Clause]) -> frozenset[str]:
    """Happenings of the words that govern the noun, up to the first verb."""
    k = noun
    for _ in range(6):
        if sentence.tokens[k].head == k or _is_whole(sentence, k):
            break
        k = sentence.tokens[k].head
        token = sentence.tokens[k]
        if token.pos in ("VERB", "AUX"):
            counted = _counted_above(sentence, k, noun, below) if token.lemma in _COUNTING else frozenset()
            said = _said_of(sentence, k, below, heads) if token.lemma in _SAID_TO else frozenset()
            if said:
                return said
            purpose = token.dep == "advcl" and any(sentence.tokens[c].tag == "TO" for c in below[k])
            if (token.dep == "xcomp" or purpose) and token.head in heads:
                counted |= {heads[token.head].event, heads[k].event if k in heads else token.lemma}
            counted |= _undergone(sentence, k, below) if token.lemma in _UNDERGOING else frozenset()
            return counted or _begun(sentence, k, below) | {heads[k].event if k in heads else event_of(lemma_of(token))}
        if token.pos == "NOUN" and is_event(token.lemma):
            return frozenset({event_of(token.lemma)})
    return frozenset()


_UNDERGOING = frozenset({"suffer", "sustain", "undergo", "incur"})


def _undergone(sentence: Sentence, verb: int, below: list[list[int]]) -> frozenset[str]:
    """What the subject came to: "suffered damage" is damaged."""
    tokens = sentence.tokens
    things = (lemma_of(tokens[c]) for c in below[verb] if tokens[c].dep == "dobj")
    return frozenset(event_of(thing) for thing in things if is_event(thing))


# "Seventeen are known to have died", "nine people are feared dead", "are believed missing".
_SAID_TO = listed("said_to")


def _said_of(sentence: Sentence, verb: int, below: list[list[int]], heads: Mapping[int, Clause]) -> frozenset[str]:
    """What is known, feared or believed of the subject."""
    tokens = sentence.tokens
    found = [c for c in below[verb] if tokens[c].dep in ("xcomp", "oprd", "acomp", "ccomp")]
    events = {heads[c].event if c in heads else event_of(lemma_of(tokens[c])) for c in found}
    return frozenset(e for e in events if is_happening(e))


def _begun(sentence: Sentence, verb: int, below: list[list[int]]) -> frozenset[str]:
    """For "the contract started in June": the contract too, so that it meets "he signed up in July"."""
    if event_of(lemma_of(sentence.tokens[verb])) != "begin":
        return frozenset()
    tokens = sentence.tokens
    subjects = [tokens[c] for c in below[verb] if tokens[c].dep in ("nsubj", "nsubjpass", "dobj")]
    if not any(t.dep in ("nsubj", "nsubjpass") for t in subjects):
        # The parser may have hung the subject elsewhere: the last happening named before the verb.
        subjects += [t for t in tokens[:verb] if t.pos == "NOUN" and is_event(t.lemma)][-1:]
    return frozenset(event_of(t.lemma) for t in subjects if is_event(t.lemma))


def _counted_above(sentence: Sentence, verb: int, noun: int, below: list[list[int]]) -> frozenset[str]:
    """What the subject or object of a counting verb counts ("the death toll", "the number of those arrested")."""
    for c in below[verb]:
        if c != noun and sentence.tokens[c].dep in ("nsubj", "nsubjpass", "dobj"):
            words = subtree(below, c, frozenset({"relcl", "advcl", "punct"}), sentence)
            found = [event_of(lemma_of(sentence.tokens[w])) for w in words if is_event(lemma_of(sentence.tokens[w]))]
            if found:
                return frozenset(found)
    return frozenset()


def _is_whole(sentence: Sentence, k: int) -> bool:
    """True for the girls of "21 of the 276 girls" and of "of the 276 girls, 21 …", of whom the verb says nothing."""
    token = sentence.tokens[k]
    of = sentence.tokens[token.head]
    if token.dep != "pobj" or of.lemma.lower() != "of":
        return False
    above = sentence.tokens[of.head]
    leads = above.pos in ("VERB", "AUX") and of.start < above.start
    return leads or above.pos in ("NUM", "PRON", "DET") or above.lemma in _WHOLES


def _kinds(sentence: Sentence, noun: int, below: list[list[int]], inside: list[int]) -> frozenset[str]:
    """Modifiers of what is counted; for an amount ("a transfer fee of 17 million euros") those of its noun."""
    token = sentence.tokens[noun]
    if token.dep == "pobj" and sentence.tokens[token.head].lemma == "of":
        above = sentence.tokens[token.head].head
        if (sentence.tokens[above].pos == "NOUN" and token.tag not in ("NNS",)) or token.lemma in _UNITS:
            return _kinds(sentence, above, below, inside) | {sentence.tokens[above].lemma}
    found = {
        key_of(sentence.tokens[c])
        for c in below[noun]
        if sentence.tokens[c].dep in ("amod", "compound", "poss", "nmod") and sentence.tokens[c].pos != "NUM"
    }
    return frozenset(k for k in found if k not in ("least", "most", "many", "more", "some", "few"))


def _lead_in(sentence: Sentence, inside: list[int]) -> str:
    """The word that turns a date into a bound."""
    first = inside[0]
    for k, token in enumerate(sentence.tokens[max(0, first - 2) : first + 1], max(0, first - 2)):
        if token.lemma in ("since", "until", "till", "before", "after", "by"):
            return token.lemma
        if token.lemma == "of" and k and sentence.tokens[k - 1].lemma == "as":
            return "as of"
    return ""


def _owner(scene: Scene, report: str, sentence: Sentence, inside: list[int], below: list[list[int]]) -> frozenset[str]:
    """Names that an age stands beside: "Weller, 36", "Weller (36)", "36-year-old Weller", "Weller is 36"."""
    tokens = sentence.tokens
    chosen: list[Token] = []
    k = inside[0] - 1
    while k >= 0 and (tokens[k].text in (",", "(", "-") or tokens[k].lemma in ("age", "aged", "now")):
        k -= 1
    while k >= 0 and k < inside[0] - 1 and tokens[k].pos == "PROPN":
        chosen.append(tokens[k])
        k -= 1
    if not chosen:
        for token in tokens[inside[-1] + 1 : inside[-1] + 8]:
            if token.pos not in ("NOUN", "PROPN", "ADJ"):
                break
            chosen += [token] if token.pos == "PROPN" else []
    if not chosen:
        chosen = [t for t in _said_to_be(sentence, inside, below) if t.pos == "PROPN"]
    called = {scene.names.at(report, t) for t in (*_said_to_be(sentence, inside, below), *_before(tokens, inside[0]))}
    called.add(scene.source_at(report, tokens[inside[0]].start))  # "the 21-year-old said"
    persons = frozenset(k for k in called if k is not None and scene.names.kinds.get(k) == "person")
    return keys_of(report, chosen, scene.names) | frozenset(plain(t.text) for t in chosen if len(t.text) > 2) | persons


def _said_to_be(sentence: Sentence, inside: list[int], below: list[list[int]]) -> list[Token]:
    """The subject of "is 36" and of "was 36 years old"."""
    tokens = sentence.tokens
    k = inside[-1]
    while k in inside and tokens[k].head != k:
        k = tokens[k].head
    if tokens[k].lemma == "old" and tokens[k].head != k:
        k = tokens[k].head
    if tokens[k].lemma != "be":
        return []
    found = [tokens[c] for c in below[k] if tokens[c].dep == "nsubj"]
    if tokens[k].dep == "relcl" and any(t.tag == "WP" for t in found):
        return [tokens[tokens[k].head]]  # "Mr Roe, who was 61"
    return found


def _before(tokens: Sequence[Token], first: int) -> list[Token]:
    """The noun of "the reporter, 37"."""
    comma = first > 1 and tokens[first - 1].text in (",", "(")
    return [tokens[first - 2]] if comma and tokens[first - 2].pos == "NOUN" else []


def _of_whole(sentence: Sentence, top: int, noun: int) -> bool:
    """True for the 21 of "21 of the 276 girls": what is said of the girls is said of the whole."""
    token = sentence.tokens[noun]
    governor = sentence.tokens[token.head]
    return noun != top and token.dep == "pobj" and governor.lemma == "of" and governor.head == top


def _is_part(sentence: Sentence, inside: list[int], below: list[list[int]], noun: int) -> bool:
    """True for "another 12", "two more", "11 of them", "two women and a driver", "won by six votes": not the whole."""
    tokens = sentence.tokens
    for k in [*inside, *below[noun]]:
        following = tokens[k + 1].lemma if k + 1 < len(tokens) else ""
        if k != noun and tokens[k].lemma in _PARTS and following != "than":
            return True
        if tokens[k].lemma in _THEM and tokens[tokens[k].head].lemma == "of":
            return True
    behind = [t.lemma for t in tokens[inside[-1] + 1 : inside[-1] + 3]]
    if behind[:1] == ["of"] and behind[-1] in _THEM:
        return True  # "six people – five of them pupils – were killed"
    governor = tokens[tokens[noun].head]
    if tokens[noun].dep == "pobj" and governor.lemma == "by" and governor.dep != "agent":
        return True
    beside = [
        c for c in below[noun] if tokens[c].dep == "conj" and any(tokens[g].dep in ("det", "nummod") for g in below[c])
    ]
    return any(_one_kind(tokens[noun], tokens[c]) for c in beside)


_THEM = frozenset({"they", "them", "whom"})


def _one_kind(one: Token, two: Token) -> bool:
    """False for "seven rifles, three boats" and "41 fatalities, 46 survivors", each its own number; two women and a
    driver are three people."""
    one_sorts, two_sorts = (sorts_of(lemma_of(t)) for t in (one, two))
    fates = [event_of(lemma_of(t)) if is_event(lemma_of(t)) else "" for t in (one, two)]
    if all(fates) and fates[0] != fates[1]:
        return False
    person = "person" in one_sorts or numeral(lemma_of(one)) or numeral(lemma_of(two))
    return person or bool(one_sorts & two_sorts)
