"""What a number counts: the head noun after it, from the parse where there is one, else from the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.lexicon import words as stops
from twosource.record import Passage, Sentence, Token
from twosource.steps.values.vocabulary import base_language

MAX_WORDS = 8
_STOP = re.compile(
    r"(?:and|or|but|were|was|are|is|be|been|have|has|had|will|would|who|which|that|in|on|at|to|from|by|with|for|as|than|"
    r"after|before|when|while|since|until|during|into|off|out|he|she|they|it|we|said|say|says|not|also|more|others?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """``noun`` is the head's lemma, ``words`` the phrase after the number, ``end`` where it ends in the passage."""

    noun: str
    words: str
    end: int
    named: bool = False  # the number belongs to a name on its left


def counted_after(
    text: str, start: int, end: int, passage: Passage, language: str, *, of_only: bool = False
) -> Counted:
    """The thing counted by the number at ``[start, end)`` of the passage. With ``of_only`` the unit has been read
    and only "of …" or what follows directly is looked for."""
    sentence = next((s for s in passage.sentences if s.start <= passage.start + start < s.end), None)
    if sentence is not None and sentence.parsed and of_only:
        return _parsed_of(text, end, passage, sentence)
    if sentence is not None and sentence.parsed:
        found = _parsed(text, start, end, passage, sentence)
        if found is not None:
            return found
    return _plain(text, end, language, of_only)


def _parsed(text: str, start: int, end: int, passage: Passage, sentence: Sentence) -> Counted | None:
    """Follow the number to the noun that it modifies."""
    tokens = sentence.tokens
    inside = [k for k, t in enumerate(tokens) if passage.start + start < t.end and t.start < passage.start + end]
    if not inside:
        return None
    last = max(inside)
    numbers = [k for k in inside if tokens[k].pos in ("NUM", "NOUN", "ADJ", "DET", "PROPN") or tokens[k].tag == "CD"]
    head = _noun_of(tokens, numbers[-1] if numbers else last, last)
    head = None if head is None else _past_hyphens(tokens, head)
    if head is not None and numbers and _named_with(tokens, min(inside), last, head):
        return Counted("", "", end, named=True)
    if head is None and numbers and _names(tokens, min(inside)):
        return Counted("", "", end, named=True)
    if head is None:
        return _verb_phrase(text, passage, tokens, last)
    finish = _phrase_end(tokens, head)
    words = text[tokens[last + 1].start - passage.start : tokens[finish].end - passage.start] if finish > last else ""
    return Counted(_lemma(tokens[head]), words.strip(), tokens[finish].end - passage.start)


def _names(tokens: Sequence[Token], first: int) -> bool:
    """True when the number hangs on a name right before it."""
    token = tokens[first]
    return first > 0 and token.text[:1].isdigit() and token.head == first - 1 and _is_name(tokens[first - 1])


_VERSIONED = frozenset({"edition", "firmware", "patch", "release", "software", "update", "version"})


def _named_with(tokens: Sequence[Token], first: int, last: int, head: int) -> bool:
    """True for the figure of "the Apollo 17 landing", "the WE 4 cable", "the 1989 crackdown": of one thing, behind a
    name or a year."""
    figure = tokens[first].text
    one = tokens[head].tag in ("NN", "NNP") and last + 1 < len(tokens) and tokens[last + 1].text != "-"
    if first and figure.isdigit() and tokens[first - 1].head == head and _makes_part(tokens, first - 1, head):
        return True
    if one and tokens[head].lemma.lower() in _VERSIONED and figure[:1].isdigit():
        return True  # "the 5.50 update"
    if first == 0 or not one or not figure.isdigit() or figure == "1":
        return False
    before = tokens[first - 1]
    named = first > 1 and before.text[:1].isupper() and before.pos in ("PROPN", "NOUN", "PRON")
    return named or (len(figure) == 4 and figure[:2] in ("19", "20"))


def _makes_part(tokens: Sequence[Token], before: int, head: int) -> bool:
    """True for the name in "Falcon 9 rockets", "12 AK 47 guns": it belongs to the noun, as the figure behind it does;
    not in "gave Vik 12 books"."""
    name = _is_name(tokens[before]) and tokens[before].dep in ("compound", "nmod") and tokens[before].ent != "PERSON"
    return name and tokens[head].pos in ("NOUN", "PROPN") and tokens[head].tag in ("NNS", "NNPS")


def _is_name(token: Token) -> bool:
    """A name, but of no country: "Russia 87" in a list of counts."""
    return token.pos == "PROPN" and token.ent not in ("GPE", "NORP")


def _parsed_of(text: str, end: int, passage: Passage, sentence: Sentence) -> Counted:
    """What a measure or share is of: "600 tons of refined petroleum", "90 percent of trade"."""
    tokens = sentence.tokens
    after = next((k for k, t in enumerate(tokens) if t.start >= passage.start + end), None)
    head = None if after is None or tokens[after].lemma != "of" else _after_of(tokens, after + 1)
    if head is None or after is None:
        return Counted("", "", end)
    finish = tokens[head].end - passage.start
    return Counted(_lemma(tokens[head]), text[tokens[after].start - passage.start : finish], finish)


def _after_of(tokens: Sequence[Token], first: int) -> int | None:
    """The head of the noun phrase that begins at ``first``."""
    for j in range(first, min(first + MAX_WORDS, len(tokens))):
        noun = tokens[j].pos in ("NOUN", "PROPN")
        if noun and not (j + 1 < len(tokens) and tokens[j + 1].pos in ("NOUN", "PROPN", "PART")):
            return j
        if tokens[j].pos in ("VERB", "AUX", "PUNCT") and tokens[j].tag not in ("VBN", "VBG", "HYPH"):
            return None
    return None


def _lemma(token: Token) -> str:
    """The lemma; plural names lose their s ("Girls")."""
    return token.lemma[:-1] if token.tag == "NNPS" and token.lemma.endswith("s") else token.lemma


def _noun_of(tokens: Sequence[Token], number: int, last: int) -> int | None:
    """The noun to the right that the number modifies, over at most a few adjectives."""
    k = number
    for _ in range(4):
        if tokens[k].head == k:
            break
        k = tokens[k].head
        if k > last and tokens[k].pos in ("NOUN", "PROPN"):
            return k if all(_may_stand_between(tokens, j) for j in range(last + 1, k)) else None
    if last + 2 < len(tokens) and tokens[last + 1].lemma == "of":  # "dozens of girls", "three of them"
        return _after_of(tokens, last + 2)
    return _plural_ahead(tokens, last)


def _may_stand_between(tokens: Sequence[Token], k: int) -> bool:
    """Adjectives, nouns, participles, joined words ("ship-to-ship"): what stands between a number and its noun."""
    token = tokens[k]
    if token.pos not in ("VERB", "AUX", "ADP", "PUNCT") or token.text in ("-", ",", "'", '"', "“", "”", "’"):
        return True
    hyphened = k + 1 < len(tokens) and "-" in (tokens[k - 1].text, tokens[k + 1].text)
    return token.tag in ("VBN", "VBG") or hyphened


def _past_hyphens(tokens: Sequence[Token], noun: int) -> int:
    """ "30 ship-to-ship transfers": the noun after the word that is put together with hyphens."""
    k = noun
    while k + 2 < len(tokens) and tokens[k + 1].text in ("-", "‑", "–") and tokens[k + 1].end == tokens[k + 2].start:
        k += 2
    if k == noun:
        return noun
    while k + 1 < len(tokens) and tokens[k + 1].pos in ("NOUN", "PROPN"):
        k += 1
    return k


def _plural_ahead(tokens: Sequence[Token], last: int) -> int | None:
    """ "Four detained leaders were": where the parse goes astray, the first plural noun after adjectives."""
    for j in range(last + 1, min(last + 7, len(tokens))):
        token = tokens[j]
        if token.tag in ("NNS", "NNPS") and not (j + 1 < len(tokens) and tokens[j + 1].pos in ("NOUN", "PROPN")):
            return j if j > last + 1 or token.pos == "NOUN" else None
        first = j == last + 1
        participle = token.tag == "VBD" and first and _is_noun(tokens, j + 1)
        if first and token.pos == "CCONJ":
            return None
        if (
            token.pos in ("DET", "PRON", "ADV", "SCONJ")
            or token.text == ","
            or not (participle or _may_stand_between(tokens, j))
        ):
            return None
    return None


def _is_noun(tokens: Sequence[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].pos in ("NOUN", "PROPN")


def _phrase_end(tokens: Sequence[Token], head: int) -> int:
    """The end of the noun phrase: what hangs on the noun by "of", "on", "in" right after it."""
    end = head
    k = head + 1
    while k < len(tokens) and k - head < MAX_WORDS:
        t = tokens[k]
        top = k
        while tokens[top].head > head and tokens[top].head != top:
            top = tokens[top].head
        if tokens[top].head != head or tokens[top].dep not in ("prep", "acl", "amod", "advmod") or t.pos in ("PUNCT",):
            break
        end = k
        k += 1
    return end


def _verb_phrase(text: str, passage: Passage, tokens: Sequence[Token], last: int) -> Counted | None:
    """ "three were carrying babies": nothing is named, the words after stand for it."""
    follow = []
    for t in tokens[last + 1 : last + 1 + 4]:
        if t.pos == "PUNCT":
            break
        follow.append(t)
    if not follow:
        return Counted("", "", tokens[last].end - passage.start)
    if follow[0].pos in ("ADJ", "ADV", "ADP") or follow[0].tag in ("VBN", "VBG"):
        first = follow[0]
        if first.tag in ("VBN", "VBG", "JJ") and (
            len(follow) == 1 or follow[1].pos in ("ADP", "CCONJ", "ADV", "SCONJ")
        ):
            return Counted(first.text.lower(), first.text, first.end - passage.start)
    words = text[follow[0].start - passage.start : follow[-1].end - passage.start]
    return Counted("", words, tokens[last].end - passage.start)


_PLURALS = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "police",
        "troops",
        "crew",
        "staff",
        "feet",
        "teeth",
        "mice",
        "geese",
        "oxen",
        "dead",
        "wounded",
    ]
)
_NOUN_FIRST = frozenset({"fr", "es", "pt", "it", "pl", "ru", "uk", "fi"})


def _plain(text: str, end: int, language: str, of_only: bool) -> Counted:
    """Without a parse: the run of plain words after the number, up to a function word or punctuation."""
    at = end
    words: list[re.Match[str]] = []
    opening = re.compile(
        r"[\s-]+(?:of|de|des|del|dos|das|av|af|von|der|z|ze|из|із|з|van|di|dei|delle|degli)\s+(?:(?:the|its|their|his|her|la|le|les|el|los|las|den|der|het|de)\s+)?",
        re.IGNORECASE,
    ).match(text, at)
    if opening:
        at = opening.end()
    elif of_only:
        return Counted("", "", end)
    pattern = re.compile(r"[\s-]{0,2}([^\W\d_][\w’'-]*)")
    while len(words) < 4:
        match = pattern.match(text, at)
        if match is None or _STOP.match(match.group(1)):
            break
        if base_language(language) != "en" and match.group(1).lower() in stops("any", "number_stops"):
            break
        words.append(match)
        at = match.end()
    if not words:
        return Counted("", "", end)
    last = _likely_noun([w.group(1) for w in words], base_language(language))
    first = opening.start() if opening else words[0].start(1)
    at = words[last].end()
    return Counted(words[last].group(1).lower(), text[first:at].strip(" -"), at)


def _likely_noun(words: list[str], language: str) -> int:
    """Which of the words after the number is most likely the noun that it counts."""
    if language in _NOUN_FIRST:
        return 0
    if language == "de":
        return next((k for k, w in enumerate(words) if w[:1].isupper()), 0)
    if language == "en":
        plural = (k for k, w in enumerate(words) if w.lower() in _PLURALS or (w.endswith("s") and not w.endswith("ss")))
        return next(plural, 0)
    adjective = len(words) > 1 and words[0].endswith("e") and not words[0].endswith(("ere", "ene"))
    return 1 if adjective else 0
