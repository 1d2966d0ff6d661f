"""The propositions of a story: every clause that tells something, with its values and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from twosource.record import Material, Moment, Quantity, Reading, Statement
from twosource.steps.align.nominals import nominals
from twosource.steps.clauses import Clause, Clauses, finite, told
from twosource.steps.keys import LIGHT, SPEECH, Covering, Names, event_of, is_event, keys_of, listed

LEAST_KEYS = 2  # a clause with fewer content words ("he came") is no proposition to match
LONG_AGO = timedelta(days=60)  # what lies further back than this is not what the report is about
DENIALS = listed("denials")
RAISING = frozenset({"appear", "seem", "believe", "think", "consider", "expect", "prove", "know"})
UNDONE = listed("undone")
_KEEPING = frozenset({"from", "of"})  # "refrained from voting", "stopped short of calling it murder"
TELLING = 100  # a number from here on is seldom in a text by chance
SMALLEST = 2  # numbers up to this are in every text


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause with the values in it; ``number`` is its own in the story.

    ``keys`` hold its content words, names, its happening ("=die") and its exact numbers ("#21"); ``near`` those of its
    sentence, ``around`` those of the sentences beside it too; ``statement`` is the one that its predicate stands in;
    ``old`` where its sentence tells of what was long before the report; ``portion`` how much of a whole it speaks of;
    ``denied`` where it says that something is not so, in whatever words ("denied any wrongdoing", "did nothing wrong");
    ``actor`` and ``undergoer`` the words for who did it, and to whom or what; ``words`` and ``names`` are those among
    its keys.
    """

    number: int
    clause: Clause
    keys: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    dated: tuple[Moment, ...]
    statement: Statement | None
    old: bool
    portion: str
    denied: bool
    actor: frozenset[str]
    undergoer: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.clause.start, self.clause.end

    @property
    def wording(self) -> tuple[object, ...]:
        """All that its words alone say; equal for the same sentence in two reports."""
        numbers = tuple((q.kind, q.unit, q.counted, q.low, q.high, q.approximate, q.vague) for q in self.quantities)
        clause = self.clause
        parties = self.actor, self.undergoer
        return self.keys, self.near, *parties, clause.lemma, clause.event, clause.unreal, numbers

    @property
    def place(self) -> int:
        """The number of its sentence in the report."""
        return self.clause.ordinal


def propositions(material: Material, told_in: Clauses, names: Names, covering: Covering) -> tuple[Proposition, ...]:
    """Every clause of every report that says enough to be matched; clauses that only report speech are left out."""
    said: dict[str, list[Statement]] = {}
    for statement in material.statements:
        said.setdefault(statement.report, []).append(statement)
    read = (
        (r, _by_statement(_with_verbless(told_in[r.report.id], r, names), said.get(r.report.id, ()), names))
        for r in material.readings
    )
    return _of_reports(read, material, covering)


def nominal_propositions(material: Material, names: Names, covering: Covering) -> tuple[Proposition, ...]:
    """What nouns tell as happenings ("Roe's victory in Ostby"); see ``nominals``."""
    read = ((r, nominals(r, names)) for r in material.readings)
    return _of_reports(read, material, covering)


def _of_reports(
    read: Iterable[tuple[Reading, Sequence[Clause]]], material: Material, covering: Covering
) -> tuple[Proposition, ...]:
    out: list[Proposition] = []
    for reading, found in read:
        out += _of_report(reading, found, material, covering, len(out))
    return tuple(out)


def _of_report(
    reading: Reading, found: Sequence[Clause], material: Material, covering: Covering, first: int
) -> list[Proposition]:
    """``first`` is the number of its first."""
    report = reading.report.id
    quantities, moments = material.quantities.get(report, ()), material.moments.get(report, ())
    numbers = [_inside(quantities, clause) for clause in found]
    every = [_keys(clause, mine) for clause, mine in zip(found, numbers, strict=True)]
    near: dict[int, frozenset[str]] = {}
    for clause, keys in zip(found, every, strict=True):
        near[clause.ordinal] = near.get(clause.ordinal, frozenset()) | keys
    long_ago = _background(reading, moments)
    # What "called the plan shameful" tells is said by whoever called it so: the cue's statement.
    cued = [(s.cue, s) for s in material.statements if s.report == report and s.cue is not None]
    out: list[Proposition] = []
    for clause, mine, keys in zip(found, numbers, every, strict=True):
        sentence = clause.sentence
        head = sentence.tokens[clause.head]
        cues = [s for cue, s in cued if cue.start <= head.start < cue.end]
        if _only_reports(clause, bool(cues)) or _gives_the_floor(clause, cues) or not (told(clause) or _meant(clause)):
            continue
        dates = tuple(m for m in moments if clause.start <= m.start and m.end <= clause.end)
        dated = dates or tuple(m for m in moments if sentence.start <= m.start and m.end <= sentence.end)
        k = clause.ordinal
        around = near[k] | near.get(k - 1, frozenset()) | near.get(k + 1, frozenset())
        core = (head.start, head.end) if sentence.parsed else (clause.start, clause.end)
        proposition = Proposition(
            number=first + len(out),
            clause=clause,
            keys=keys,
            near=near[k],
            around=around,
            quantities=mine,
            moments=dates,
            dated=dated,
            statement=covering.of(report, *core) or next(iter(cues), None),
            old=k in long_ago,
            portion=_portion(clause),
            denied=clause.negated != _denies(clause, found),
            actor=_party(clause, "actor"),
            undergoer=_party(clause, "undergoer"),
            words=frozenset(k for k in keys if k[0] not in "=#" and ":" not in k),
            names=frozenset(k for k in keys if ":" in k),
        )
        if _says_enough(proposition):
            out.append(proposition)
    return out


def _with_verbless(found: Sequence[Clause], reading: Reading, names: Names) -> list[Clause]:
    """The clauses, and for each parsed sentence without any ("Turnout: 61 percent.") one of all its words."""
    report = reading.report.id
    told_in = {c.ordinal for c in found}
    sentences = [s for p in reading.passages if p.kind in ("body", "headline") for s in p.sentences]
    out = list(found)
    for k, sentence in enumerate(sentences):
        if k in told_in:
            continue
        head = next((i for i, t in enumerate(sentence.tokens) if t.head == i), 0)
        lemma = sentence.tokens[head].lemma
        keys = keys_of(report, sentence.tokens, names)
        event = event_of(lemma) if is_event(lemma) else ""
        start, end = sentence.start, sentence.end
        out.append(Clause(report, sentence, k, head, start, end, lemma, event, (), keys, False, False))
    return sorted(out, key=lambda c: (c.ordinal, c.start, c.end))


def _by_statement(found: Sequence[Clause], said: Sequence[Statement], names: Names) -> list[Clause]:
    """The clauses; of a sentence whose grammar is not read, what each statement has of it, without who says so."""
    out: list[Clause] = []
    for clause in found:
        pieces = [
            (max(p.start, clause.start), min(p.end, clause.end))
            for s in (() if clause.sentence.parsed else said)
            for p in s.pieces
            if p.start < clause.end and clause.start < p.end
        ]
        for start, end in dict.fromkeys(pieces):
            tokens = [t for t in clause.sentence.tokens if start <= t.start and t.end <= end]
            keys = keys_of(clause.report, tokens, names)
            out.append(replace(clause, start=start, end=end, keys=keys))
        if not pieces:
            out.append(clause)
    return out


def _only_reports(clause: Clause, cue: bool) -> bool:
    """True for "he said" and "she told the paper", which tell nothing; "he announced an appeal" does, and, where no
    statement hangs on it (``cue``), "they had known of a trial"."""
    if clause.lemma == "call" and clause.role("undergoer", "for"):
        return False  # "called for his resignation", "called the academy out of touch"
    content = clause.role("undergoer", "complement", *(() if cue else ("of", "about")))
    said = (key for a in content for key in a.keys if ":" not in key)
    told_to = clause.lemma == "tell" and not _was_told(clause)
    return clause.lemma in SPEECH and (told_to or not any(said))


def _was_told(clause: Clause) -> bool:
    """True for "the villagers had been told of the blast", which two reports can say."""
    return any(t.dep == "nsubjpass" for t in clause.below)


def _gives_the_floor(clause: Clause, said: Sequence[Statement]) -> bool:
    """True for "the ministry confirmed", which holds the cue of what is ``said`` beside it and nothing of that. A
    denial is something that two reports can tell."""
    if clause.lemma in DENIALS:
        return False
    return bool(said) and not any(p.start < clause.end and clause.start < p.end for s in said for p in s.pieces)


def _meant(clause: Clause) -> bool:
    """True for what is told as possible, wished or meant ("the bank would ban it", "welcomed the chance to work with
    them", "called for them to be punished"): two reports can say the same of it. No condition and no question."""
    if any(t.dep == "mark" and t.lemma in ("if", "whether", "unless") for t in clause.below):
        return False
    return clause.sentence.tokens[-1].text != "?" and bool(clause.arguments)


def _denies(clause: Clause, beside: Sequence[Clause]) -> bool:
    """True for "denied any wrongdoing", for "he did it" under "denied that he did it", for "to be related" under
    "did not appear to be related", and for what was not done: "failed to land", "did not try to settle it"."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    if clause.lemma in DENIALS or _not_done(clause):
        return True
    if head.dep not in ("ccomp", "pcomp", "xcomp", "acl", "advcl"):
        return False
    above = tokens[head.head]
    if above.dep == "prep" and above.lemma not in _KEEPING:
        return False  # "avoided jail by feigning madness"
    above = tokens[above.head] if above.dep == "prep" else above
    infinitive = any(t.tag == "TO" for t in clause.below)
    if (infinitive or head.tag == "VBG") and above.lemma in UNDONE:
        return True
    if head.dep in ("acl", "advcl"):
        return False
    over = [c for c in beside if c.ordinal == clause.ordinal and tokens[c.head] is above]
    return any(c.lemma in DENIALS or (c.negated and (infinitive or above.lemma in RAISING)) for c in over)


def _not_done(clause: Clause) -> bool:
    """True for "failed to land" and "was unable to land" as a whole."""
    tokens = clause.sentence.tokens
    undone = [t for t in (tokens[clause.head], *clause.below) if t.lemma in UNDONE]
    return bool(undone) and any(t.dep == "xcomp" and tokens[t.head] in undone for t in tokens)


#: How much of a whole a clause speaks of; "all but three of them" is not "one of them".
_PORTIONS = (
    ("none", re.compile(r"\b(?:none|no one|not one) of\b")),
    ("most", re.compile(r"\b(?:all but|all except|nearly all|almost all|most of|the majority of)\b")),
    ("part", re.compile(r"\b(?:one|two|three|few|some|several|a handful) of (?:the|them|these|those|its|their)\b")),
    ("all", re.compile(r"\ball(?: of)? (?:the|them|these|those|its|their)\b")),
)


def _portion(clause: Clause) -> str:
    inside = (t.text.lower() for t in clause.sentence.tokens if clause.start <= t.start < clause.end)
    words = " ".join(inside)
    return next((name for name, pattern in _PORTIONS if pattern.search(words)), "")


def _background(reading: Reading, moments: Sequence[Moment]) -> frozenset[int]:
    """Numbers of the sentences that tell of long ago: by their dates, or undated after such a one in its paragraph."""
    found: set[int] = set()
    k = 0
    for passage in (p for p in reading.passages if p.kind in ("body", "headline")):
        before = False
        for sentence in passage.sentences:
            dated = [m for m in moments if sentence.start <= m.start and m.end <= sentence.end]
            before = _long_ago(dated, reading.report.published) if dated else before
            if before:
                found.add(k)
            before = before and bool(dated)
            k += 1
    return frozenset(found)


def _long_ago(dated: Sequence[Moment], published: str | None) -> bool:
    """True when every date lies well before the day of the report: background."""
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return False
    return bool(dated) and all(day - m.latest.date() > LONG_AGO for m in dated)


def _inside(quantities: Sequence[Quantity], clause: Clause) -> tuple[Quantity, ...]:
    spans = [(clause.start, clause.end), *((a.start, a.end) for a in clause.arguments)]
    return tuple(
        q for q in quantities if q.kind != "clock" and any(start <= q.start and q.end <= end for start, end in spans)
    )


def _keys(clause: Clause, numbers: Sequence[Quantity]) -> frozenset[str]:
    keys = set(clause.keys)
    if clause.event:
        keys.add("=" + clause.event)
    keys.update(f"#{q.low:g}" for q in numbers if q.low is not None and q.low > SMALLEST)
    return frozenset(keys)


def _party(clause: Clause, role: str) -> frozenset[str]:
    return frozenset(key for argument in clause.role(role) for key in argument.keys)


def _says_enough(proposition: Proposition) -> bool:
    """Two content words, or one that is no light verb's alone ("she had cement", "the talks will continue"); a number
    that tells something counts as a word ("he won by 2,318")."""
    words = sum(1 for key in proposition.keys if key[0] not in "=#" or (key[0] == "#" and float(key[1:]) >= TELLING))
    finite_own = proposition.clause.event not in LIGHT and finite(proposition.clause)
    return words >= LEAST_KEYS or (words == 1 and (finite_own or bool(proposition.clause.arguments)))
