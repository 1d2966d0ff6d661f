"""Cues between commas: "…, she said, …", "…, argued the lawyer, …", "…, so the lawyer, …", "…, it is said, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.record import Span
from twosource.steps.attribute import cues
from twosource.steps.attribute.found import Found, pieces
from twosource.steps.attribute.tree import Tree
from twosource.steps.attribute.verbs import cue_span, negated, noun_phrase

_SEPARATORS = frozenset({",", "—", "–", "--", "-"})
_QUOTES = frozenset({"“", '"', "''", "``", "‘", "«"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Names of people by what they do: engineer, activist, guardian, spokesman …
PERSON_NOUN = re.compile(r"(?:er|or|ist|ian|man|woman|men|women|person|ant|ee|chief|head|crew|staff)s?$")


def inverted(tree: Tree) -> Iterator[Found]:
    """ "So far, explained the prosecutor Ann Lee, no one is charged": verb, then speaker, between commas."""
    for k, token in enumerate(tree.tokens):
        if not can_stand_apart(tree, k) or not separator(tree, k - 1) or token.lemma in ("tell", "ask", "inform"):
            continue
        head = next((c for c in tree.children(k, "nsubj", "dobj") if k < tree.edges(c)[0] <= k + 2), None)
        if head is None or not _can_speak(tree, head):
            continue
        low, high = bounds(tree, k, k)
        last = max(i for i, t in enumerate(tree.tokens) if t.end <= noun_phrase(tree, head, k).end)
        while last < high and tree.tokens[last + 1].text.lower() in ("on", "in", "at") and not separator(tree, last):
            last = next((i for i in range(last + 1, high) if separator(tree, i + 1)), high)
        closed = last >= high or separator(tree, last + 1) or tree.tokens[last + 1].text == "."
        left = _left_part(tree, low, k - 1)
        after = min(last + 2, high + 1)
        right = [] if left is None or not any_word(tree, after, high + 1) else _right_part(tree, left, after, high)
        if not closed or left is None or not (_finite(tree, low, k - 1) or right):
            continue
        content = pieces(tree.text, [left, *right])
        if content:
            odds = 0.85 if _finite(tree, low, k - 1) != bool(right and _finite(tree, after, high + 1)) else 0.7
            yield Found(content, Span(token.start, token.end), noun_phrase(tree, head, k), token.lemma,
                        "cue and then its speaker between commas", odds)  # fmt: skip


def _can_speak(tree: Tree, k: int) -> bool:
    token = tree.tokens[k]
    return token.pos == "PROPN" or token.lemma in cues.relay_nouns() or PERSON_NOUN.search(token.lemma) is not None


def as_the_source_has_it(tree: Tree) -> Iterator[Found]:
    """ "The woman, so the prosecutor, had …" (translated from German) and "The company, it is said, knew …"."""
    for k, token in enumerate(tree.tokens):
        if token.text.lower() not in ("so", "it") or not separator(tree, k - 1):
            continue
        stop = next((i for i in range(k + 1, min(k + 10, len(tree))) if separator(tree, i)), None)
        if stop is None or k < 2:
            continue
        inside = tree.tokens[k + 1 : stop]
        if token.text.lower() == "it":
            if [t.lemma for t in inside][:1] != ["be"] or inside[-1].lemma not in _HEARD or inside[-1].tag != "VBN":
                continue
            cue, source, lemma = tree.span(k + 1, stop - 1), None, inside[-1].lemma
        else:
            nominal = all(t.pos in ("DET", "NOUN", "PROPN", "ADJ", "ADP", "PRON", "PART") for t in inside)
            if not inside or not nominal or not any(_can_speak(tree, i) for i in range(k + 1, stop)):
                continue
            cue, source, lemma = Span(token.start, token.end), tree.span(k + 1, stop - 1), "say"
        left = _left_part(tree, bounds(tree, k, stop)[0], k - 1)
        if left is None or not any_word(tree, stop + 1, len(tree)):
            continue
        content = pieces(tree.text, [left, tree.span(stop + 1, len(tree) - 1)])
        if content:
            yield Found(content, cue, source, lemma, "“so X” or “it is said” between commas", 0.75)


_HEARD = frozenset({"say", "claim", "allege", "rumour", "rumor", "report", "believe", "think"})


def parentheticals(tree: Tree) -> Iterator[Found]:
    """A cue set between commas, or after the last one: "A truce, officials said, could hold"."""
    for k, token in enumerate(tree.tokens):
        if not can_stand_apart(tree, k):
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
            if right and not any(t.tag in _FINITE for t in tree.tokens if left.start <= t.start < left.end):
                rule = CUT_IN
            yield Found(content, cue_span(tree, k), source, lemma, rule, 0.9, negated(tree, k))


#: The rule's name where what stands before the cue is no sentence yet: "The bridge, she said, was safe".
CUT_IN = "cue set into its clause"


def can_stand_apart(tree: Tree, k: int) -> bool:
    """True for a verb that can be set into the clause it reports."""
    token = tree.tokens[k]
    if token.text.lower() == "reports" and token.dep in ("ROOT", "appos", "dep"):
        return True  # a parser may take "…, VG reports." for a noun
    if token.lemma == "agree" and tree.tokens[min(k + 1, len(tree.tokens) - 1)].lemma in ("with", "by", "in", "to"):
        return False  # "…, the number agreed with the union, …"
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
        if separator(tree, first - 1):
            if tree.tokens[subject].pos == "PRON" and tree.tokens[subject].tag in ("WP", "WDT"):
                return None
            return first, named
    last = k - 1
    while last >= 0 and tree.tokens[last].pos in ("AUX", "ADV", "PART"):
        last -= 1
    end = last
    if tree.tokens[last].text == ")":  # "…, the Harbour News Agency (HNA) reports"
        last = next((i - 1 for i in range(last, max(last - 5, 0), -1) if tree.tokens[i].text == "("), last)
    first = last
    while first > 0 and not separator(tree, first - 1):
        first -= 1
        if tree.tokens[first].pos in ("VERB", "AUX", "SCONJ", "CCONJ") or last - first > 8:
            return None
    while first < last and tree.tokens[first].pos == "PUNCT":
        first += 1
    if first <= 0 or tree.tokens[last].pos not in ("NOUN", "PROPN") or tree.tokens[first].pos in ("ADP", "ADV"):
        return None
    return first, tree.span(first, end)


def separator(tree: Tree, i: int) -> bool:
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
        if token.text.lower() in ("himself", "herself", "themselves", "itself"):
            continue  # "…, he claims himself."
        if separator(tree, i):
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


def any_word(tree: Tree, first: int, stop: int) -> bool:
    """True when a word stands among these tokens."""
    return any(c.isalnum() for t in tree.tokens[first:stop] for c in t.text)
