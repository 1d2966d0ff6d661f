"""What a moment dates: the happening told in the clause around it, with the words that tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.record import Material, Moment, Passage, Reading, Sentence, Span, Statement, Token
from twosource.steps.clauses import children, subtree
from twosource.steps.keys import LIGHT, SPEECH, Names, event_of, is_event, keys_of
from twosource.steps.values.tense import MAX_CLIMB
from twosource.steps.values.whom import SEXES, Persons

MAX_LABEL = 12
MAX_MENTION = 320
BEFORE_VERB = 8  # of them before the verb
MAX_MORE = 3  # words more, where the last one leads to them ("an early morning total" lunar eclipse)
LEAST_LABEL = 3  # words; fewer do not say what happened
MAX_CLAUSE = 24  # words of a clause that is quoted whole
LONGEST_STRETCH = 40 * 366  # days
LEAST_SAID = 4  # words of a statement that stands on the timeline
BESIDE = 12  # characters between a date and the word of speech that it dates, where there is no parse
_OUTSIDE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "punct", "cc", "mark", "acl"})
_FRAGMENT = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "that",
        "which",
        "who",
        "it",
        "its",
        "to",
        "as",
        "and",
        "i",
        "we",
    }
)
_LEADING = frozenset({"ADP", "DET", "PART", "CCONJ", "SCONJ"})
_RELATIVES = ("WP", "WDT")
_MARKS = " ,;:-–—\"“”'‘’"
# Speech that is itself the happening when a report dates it.
_ACTS = frozenset({"announce", "declare", "tweet", "post"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One dated happening in one report. ``event`` is its class or lemma, ``keys`` its content words and names."""

    moment: Moment
    report: str
    event: str
    keys: frozenset[str]
    span: Span
    label: str


def occurrences(reading: Reading, material: Material, names: Names, persons: Persons) -> tuple[Occurrence, ...]:
    """The happenings that the moments of a report date; the dates of statements and of publication are left out."""
    spoken = [s for s in material.statements if s.report == reading.report.id and s.cue is not None]
    speakers = {e.id: e.name for e in material.entities if not e.anonymous}
    cues = [s.cue for s in spoken if s.cue is not None]
    out = []
    for moment in material.moments.get(reading.report.id, ()):
        place = _place(reading, moment)
        if place is None or moment.yearless or not _dates_something(moment):
            continue
        passage, sentence = place
        if sentence.parsed:
            found = _from_parse(reading, passage, sentence, moment, cues, names, persons)
        else:
            found = _from_words(reading, sentence, moment, cues, names)
        found = found or _spoken(reading, sentence, moment, spoken, speakers)
        out.extend([found] if found is not None else [])
    return tuple(out)


def _spoken(
    reading: Reading, sentence: Sentence, moment: Moment, spoken: Sequence[Statement], speakers: Mapping[str, str]
) -> Occurrence | None:
    """ "…, Holm told the paper on Monday": that a named speaker said it, when."""
    head = _dated_word(sentence.tokens, moment) if sentence.parsed else None
    word = Span(sentence.tokens[head].start, sentence.tokens[head].end) if head is not None else None
    for s in spoken:
        assert s.cue is not None
        beside = moment.start - s.cue.end <= BESIDE and s.cue.start - moment.end <= BESIDE
        dated = s.cue.overlaps(word) if word is not None else beside and not sentence.parsed
        name = speakers.get(s.speaker or "")
        if dated and name is not None and not any(p.start <= moment.start < p.end for p in s.pieces):
            text = reading.report.text
            said = s.pieces[0].of(text).split()
            if len(said) < LEAST_SAID:
                return None
            denied = " denied" if s.certainty == "denied" else ""
            label = f"{name}{denied}: {_quoted(said)}"
            places = [s.cue, Span(moment.start, moment.end)]
            places += [Span(s.source.start, s.source.end)] if s.source is not None else []
            start, end = min(p.start for p in places), max(p.end for p in places)
            if end - start <= MAX_MENTION:
                return Occurrence(moment, reading.report.id, f"said:{s.speaker}", frozenset(), Span(start, end), label)
    return None


def _dates_something(moment: Moment) -> bool:
    """Stretches reckoned from publication ("this week", "this year", a Friday where only the month of publication is
    known) are too wide for a line in time, as a century is."""
    if (moment.latest - moment.earliest).days > LONGEST_STRETCH:
        return False
    wide = moment.precision == "about" and len(moment.shown) == 7 and (moment.latest - moment.earliest).days < 45
    return not moment.relative or ("/" not in moment.shown and not wide)


def _place(reading: Reading, moment: Moment) -> tuple[Passage, Sentence] | None:
    for passage in reading.passages:
        if passage.start <= moment.start < passage.end:
            for sentence in passage.sentences:
                if sentence.start <= moment.start < sentence.end:
                    return passage, sentence
    return None


def _quoted(words: Sequence[str]) -> str:
    """The first words in quotation marks."""
    shown = " ".join(words[: MAX_LABEL + 2]).strip(_MARKS).removeprefix("that ")
    return f"“{shown}{' …' if len(words) > MAX_LABEL + 2 else ''}”"


# --------------------------------------------------------------------------- with a parse


def _from_parse(
    reading: Reading,
    passage: Passage,
    sentence: Sentence,
    moment: Moment,
    cues: Sequence[Span],
    names: Names,
    persons: Persons,
) -> Occurrence | None:
    tokens = sentence.tokens
    head = _dated_word(tokens, moment)
    if head is None:
        return None
    if tokens[head].pos in ("VERB", "AUX") and _is_report_of_speech(tokens[head]):
        noun = _noun_before(tokens, moment, head)
        if noun is None:
            return None
        head = noun
    below = children(sentence)
    dated, head = head, _governing(tokens, head, below)
    token = tokens[head]
    verb = token.pos in ("VERB", "AUX")
    inside = subtree(below, head, _OUTSIDE, sentence)
    cue = any(c.start <= token.start < c.end for c in cues)
    if token.lemma in _ACTS or (verb and cue):  # "announced that …": what was announced is the happening
        inside = subtree(below, head, _OUTSIDE - {"ccomp", "mark"}, sentence)
    inside = sorted({*inside, *subtree(below, dated, _OUTSIDE, sentence)})
    told = [k for k in inside if tokens[k].end <= moment.start or moment.end <= tokens[k].start]
    if not verb:
        told = [k for k in told if abs(k - head) <= MAX_LABEL]
    event = _event(tokens, head, below)
    keys = keys_of(reading.report.id, (tokens[k] for k in told), names)
    label = _label(reading.report.text, tokens, _coordinated(tokens, below, told, moment), head, moment)
    if not label or (not verb and not keys):
        return None
    if len(label.split()) < LEAST_LABEL or label.split()[0].lower() in _FRAGMENT:
        label = _excerpt(reading.report.text, sentence, below, dated, moment)
    label = _with_name(label, reading, sentence, persons)
    span = _around(
        [*(Span(tokens[k].start, tokens[k].end) for k in told), Span(moment.start, moment.end)], moment, passage
    )
    return Occurrence(moment, reading.report.id, event, keys, span, label)


def _with_name(label: str, reading: Reading, sentence: Sentence, persons: Persons) -> str:
    """ "[Ida Holm] left the house" for "she left the house", where it cannot be anybody else."""
    pronoun, _, rest = label.partition(" ")
    first = next((t.start for t in sentence.tokens if t.text == pronoun), None)
    if pronoun.lower() not in SEXES or first is None:
        return label
    name = persons.meant(reading, first, pronoun.lower(), sentence.end)
    return label if name is None else f"[{name}] {rest}"


def _dated_word(tokens: Sequence[Token], moment: Moment) -> int | None:
    """The verb, or the noun of a happening, that the date hangs on."""
    inside = [k for k, t in enumerate(tokens) if t.start < moment.end and moment.start < t.end]
    at: int | None = next((k for k in inside if tokens[k].head not in inside), inside[0] if inside else None)
    first = True
    for _ in range(MAX_CLIMB):
        if at is None:
            return None
        token = tokens[at]
        if at not in inside or not first:
            if token.pos in ("VERB", "AUX"):
                return at
            if token.pos in ("NOUN", "PROPN") and (is_event(token.lemma) or _modifies(tokens, inside, at)):
                return at
        first = False
        if token.pos in ("VERB", "AUX") and at in inside:
            return at
        at = token.head if token.head != at else None
    return None


def _governing(tokens: Sequence[Token], verb: int, below: Sequence[Sequence[int]]) -> int:
    """The verb that an infinitive hangs on: "he signed up to fight in July" is told of signing up."""
    above = tokens[verb].head
    infinitive = tokens[verb].dep in ("xcomp", "advcl") and any(tokens[c].tag == "TO" for c in below[verb])
    return above if infinitive and tokens[above].pos == "VERB" and tokens[above].lemma not in SPEECH else verb


def _noun_before(tokens: Sequence[Token], moment: Moment, verb: int) -> int | None:
    """ "a five-day war in August 2008": the common noun that the date hangs on by a preposition, below the verb."""
    inside = [k for k, t in enumerate(tokens) if t.start < moment.end and moment.start < t.end]
    at = next((k for k in inside if tokens[k].head not in inside), None)
    for _ in range(3):
        if at is None or at == verb:
            return None
        at = tokens[at].head
        if tokens[at].pos == "NOUN" and at not in inside and tokens[at].ent != "PERSON":
            return at if tokens[at].head != verb or tokens[at].dep not in ("nsubj", "dative") else None
        if tokens[at].pos != "ADP":
            return None
    return None


def _modifies(tokens: Sequence[Token], inside: Sequence[int], noun: int) -> bool:
    """ "a 1958 photograph", "Thursday's release": the date stands before the noun as its modifier."""
    return any(
        tokens[k].head == noun and tokens[k].dep in ("poss", "nummod", "compound", "nmod") and k < noun for k in inside
    )


def _is_report_of_speech(token: Token) -> bool:
    """True when the date is that of somebody's words, not of what they tell."""
    return token.lemma in SPEECH and token.lemma not in _ACTS


def _event(tokens: Sequence[Token], head: int, below: Sequence[Sequence[int]]) -> str:
    """The class of the happening; for "was in custody" or "took place" that of the complement."""
    token = tokens[head]
    if token.lemma in LIGHT or token.pos == "AUX":
        for c in below[head]:
            if tokens[c].dep in ("attr", "acomp", "dobj", "nsubj", "nsubjpass", "oprd") and is_event(tokens[c].lemma):
                return event_of(tokens[c].lemma)
    return event_of(token.lemma)


def _label(text: str, tokens: Sequence[Token], told: Sequence[int], head: int, moment: Moment) -> str:
    """At most twelve words of the clause, the subject and the verb among them, without the date."""
    words = [
        k for k in told if tokens[k].pos not in ("PUNCT", "PART") or tokens[k].dep == "aux" or tokens[k].dep == "neg"
    ]
    words = [k for k in words if not _leads_to(tokens, k, moment)]
    who = _who(tokens, head, words)
    words = sorted({*who, *words})
    if head not in words:
        return ""
    place = words.index(head)
    subject = next((k for k in words if tokens[k].head == head and tokens[k].dep in ("nsubj", "nsubjpass")), head)
    begins = words.index(subject)
    while begins > 0 and not any(t.text == "," for t in tokens[words[begins - 1] : words[begins]]):
        begins -= 1
    first = 0 if place <= BEFORE_VERB else max(place - BEFORE_VERB, begins)
    kept = words[first : first + MAX_LABEL]
    reach = [k for k in words if kept[-1] < k <= tokens[kept[-1]].head]
    kept += reach if len(reach) <= MAX_MORE else []
    while kept and kept[-1] > head and _hangs(tokens, kept, words):
        kept.pop()
    while kept and kept[0] != head and _leads(tokens[kept[0]]):
        kept = _without_phrase(tokens, kept, head)
    apart = [k for k in kept if k in who] if tokens[head].tag == "VBG" and head - 1 not in who else []
    parts = [apart, [k for k in kept if k not in apart]]
    return ", ".join(
        _written(text, [(tokens[k].start, tokens[k].end) for k in _with_joints(tokens, part)]) for part in parts if part
    )


def _leads(first: Token) -> bool:
    """True for the first word of a phrase that only leads up to the clause: "in", "and", "according"."""
    return first.dep != "preconj" and (first.dep == "prep" or first.pos in ("ADP", "CCONJ", "SCONJ", "PUNCT"))


def _hangs(tokens: Sequence[Token], kept: Sequence[int], words: Sequence[int]) -> bool:
    """True where the last word leads to one that was cut off: "of", "a", the "border" of "border crossing"."""
    last = tokens[kept[-1]]
    if last.pos in _LEADING and last.dep != "prt":
        return True
    return last.head > kept[-1] and last.head in words and last.pos in ("ADJ", "NOUN", "PROPN", "NUM")


def _without_phrase(tokens: Sequence[Token], kept: Sequence[int], head: int) -> list[int]:
    """The words without the first and what hangs from it: "According to the harbour office, the ferry sank"."""
    gone = {kept[0]}
    for k in kept[1:]:
        if tokens[k].head in gone and k < head:
            gone.add(k)
    # What hangs on a later word of the phrase stands before it ("the harbour" before "office").
    last = max(gone)
    if last < head and not any(tokens[k].head == head for k in kept if k <= last and k not in gone):
        gone |= {k for k in kept if k <= last}
    return [k for k in kept if k not in gone]


def _coordinated(
    tokens: Sequence[Token], below: Sequence[Sequence[int]], told: Sequence[int], moment: Moment
) -> list[int]:
    """The words with the second (and third) of what is named together: "both the ferry and the tug sank"."""
    out = set(told)
    for k in told:
        at: int | None = k if tokens[k].pos in ("NOUN", "PROPN") else None
        for _ in range(2):
            named = [c for c in below[at] if tokens[c].dep == "conj"] if at is not None else []
            if at is None or len(named) != 1 or tokens[named[0]].pos not in ("NOUN", "PROPN"):
                break
            out |= {c for c in below[at] if tokens[c].dep == "cc"} | set(_phrase(tokens, named[0]))
            at = named[0]
    return sorted(k for k in out if tokens[k].end <= moment.start or moment.end <= tokens[k].start)


def _excerpt(text: str, sentence: Sentence, below: list[list[int]], dated: int, moment: Moment) -> str:
    """The clause that the date stands in, where that is short, or else the words around the date: what is told of it
    where no label that can stand alone could be made."""
    tokens = sentence.tokens
    place = next(k for k, t in enumerate(tokens) if moment.start < t.end)
    first = max(0, place - MAX_LABEL)
    last = min(len(tokens), max(place + MAX_LABEL // 2, first + MAX_LABEL + 2))
    before, behind = "… " if first else "", " …" if last < len(tokens) else ""
    clause = _clause(sentence, below, dated)
    if clause and first <= clause[0] <= place <= clause[-1] < first + MAX_CLAUSE:
        first, last, before, behind = clause[0], clause[-1] + 1, "", ""
    shown = " ".join(text[tokens[first].start : tokens[last - 1].end].split()).strip(_MARKS)
    shown = shown.removeprefix("that ")
    return f"“{before}{shown}{behind}”"


def _clause(sentence: Sentence, below: list[list[int]], word: int) -> list[int]:
    """The words of the nearest clause around a word with a subject that is no "who"; none where there is no such one,
    or where it only says that something was said."""
    tokens, at = sentence.tokens, word
    for _ in range(MAX_CLIMB):
        if any(tokens[c].dep in ("nsubj", "nsubjpass") and tokens[c].tag not in _RELATIVES for c in below[at]):
            return [] if tokens[at].lemma in SPEECH else subtree(below, at, frozenset(), sentence)
        at = tokens[at].head
    return []


def _leads_to(tokens: Sequence[Token], k: int, moment: Moment) -> bool:
    """ "on", "in the" right before the date, "'s" right after it."""
    token = tokens[k]
    before = k + 1 < len(tokens) and 0 <= moment.start - token.end <= 1 and token.pos in ("ADP", "DET", "SCONJ")
    return before or (token.start == moment.end and token.tag == "POS")


def _who(tokens: Sequence[Token], head: int, words: Sequence[int]) -> list[int]:
    """The subject of a verb that has none of its own: of "abducted in 2014", "who fled", "and killed"; not of "to
    sell", which tells a purpose."""
    token = tokens[head]
    if token.dep != "xcomp" and any(t.head == head and t.tag == "TO" for t in tokens):
        return []
    if any(tokens[k].dep in ("nsubj", "nsubjpass", "expl") and tokens[k].tag not in ("WP", "WDT") for k in words):
        return []
    governor = token.head
    if token.dep in ("conj", "xcomp", "advcl", "pcomp"):
        above = [k for k, t in enumerate(tokens) if t.head == governor and t.dep in ("nsubj", "nsubjpass")]
        chain = [governor] if token.dep == "xcomp" and tokens[governor].pos == "VERB" else []
        return [*chain, *(w for k in above for w in _phrase(tokens, k))]
    if token.dep in ("acl", "relcl") and tokens[governor].pos in ("NOUN", "PROPN"):
        return _phrase(tokens, governor)
    return []


def _phrase(tokens: Sequence[Token], noun: int) -> list[int]:
    """A noun with the words right before it that belong to it, and the number right behind it ("Pier 8")."""
    first = noun
    while first > 0 and noun - first < 4 and tokens[first - 1].head == noun and tokens[first - 1].pos != "PUNCT":
        first -= 1
    last = (
        noun + 1 if noun + 1 < len(tokens) and tokens[noun + 1].pos == "NUM" and tokens[noun + 1].head == noun else noun
    )
    return list(range(first, last + 1))


def _with_joints(tokens: Sequence[Token], kept: Sequence[int]) -> list[int]:
    """Hyphens and possessives back between the words that they join."""
    out: list[int] = []
    for k in kept:
        if out and k - out[-1] == 2 and tokens[k - 1].start == tokens[out[-1]].end:
            out.append(k - 1)
        elif out and k - out[-1] > 2 and tokens[out[-1] + 1].tag == "POS":
            out.append(out[-1] + 1)
        out.append(k)
    return out


def _written(text: str, pieces: Sequence[tuple[int, int]]) -> str:
    """Words with the spaces that stand between them in the text."""
    out = ""
    last: int | None = None
    for start, end in pieces:
        out += ("" if last is None or start == last else " ") + text[start:end]
        last = end
    return re.sub(r"\s+", " ", out).strip(' ,;:-–—"“”')


def _around(spans: Sequence[Span], moment: Moment, passage: Passage) -> Span:
    """From the first to the last of the words, cut to a readable length around the date."""
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    if end - start > MAX_MENTION:
        start = max(start, moment.start - MAX_MENTION // 2)
        end = min(end, start + MAX_MENTION)
        end = max(end, moment.end)
    return Span(max(start, passage.start), min(end, passage.end))


# --------------------------------------------------------------------------- without one


def _from_words(
    reading: Reading, sentence: Sentence, moment: Moment, cues: Sequence[Span], names: Names
) -> Occurrence | None:
    """The part of the sentence around the date, up to commas; none where a word of speech stands beside the date."""
    text = reading.report.text
    if any(abs(c.start - moment.end) <= 12 or abs(moment.start - c.end) <= 12 for c in cues):
        return None
    start, end = sentence.start, sentence.end
    for match in re.finditer(r"[,;:–—]\s", text[sentence.start : sentence.end]):
        at = sentence.start + match.start()
        if at < moment.start - 12:
            start = sentence.start + match.end()
        elif at >= moment.end + 12:
            end = at
            break
    told = [t for t in sentence.tokens if start <= t.start and t.end <= end]
    away = [t for t in told if t.end <= moment.start or moment.end <= t.start]
    keys = keys_of(reading.report.id, away, names)
    words = [(t.start, t.end) for t in away if re.match(r"\w", t.text)]
    nearest = min(range(len(words)), key=lambda k: abs(words[k][0] - moment.start), default=0)
    first = max(0, min(nearest - MAX_LABEL // 2, len(words) - MAX_LABEL))
    label = _written(text, words[first : first + MAX_LABEL])
    if len(words) < 3 or not keys:
        return None
    half = MAX_MENTION // 2
    span = Span(max(start, moment.start - half), min(max(end, moment.end), moment.end + half))
    return Occurrence(moment, reading.report.id, "", keys, span, label)


def by_report(material: Material) -> Iterator[tuple[Reading, tuple[Occurrence, ...]]]:
    """Every report with the happenings that it dates."""
    names, persons = Names(material), Persons(material.entities)
    for reading in material.readings:
        yield reading, occurrences(reading, material, names, persons)
