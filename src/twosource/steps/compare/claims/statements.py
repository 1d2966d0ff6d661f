"""What several reports say in common, for the groups of ``align``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from twosource.record import ComparedValue, Group, Mention, Statement
from twosource.steps.clauses import Clause, above, children, finite, subtree
from twosource.steps.compare.claims.fitting import of_one_answer
from twosource.steps.compare.drafts import Draft, said_by
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import is_it_so
from twosource.steps.keys import listed

LONGEST_SHOWN = 160
_NEEDED = frozenset({"ccomp", "xcomp", "acomp", "oprd", "attr", "dobj", "prt"})
_OTHER_WORDS = re.compile(r"[\"“”‘.;:!?]|(?<!\w)['’]|['’](?!\w)")  # of another speaker, or of the next sentence
_AS_FAR = re.compile(r"\s+as \w+\Z")
_FOLLOWING = frozenset({"advcl", "conj", "cc", "parataxis", "relcl", "punct"})
LONGEST = 250  # a clause longer than this says more than the one thing
SHORTEST = 3  # words
# How often a group's clauses do say one thing, read by hand; see docs/decisions/0013-which-statements-match.md.
SURE, DOUBTFUL = 0.85, 0.5


def compare_statements(scene: Scene) -> Iterator[Draft]:
    """An agreement for each group whose clauses say one thing in two reports; the same words once."""
    statements = {s.id: s for s in scene.material.statements}
    told: dict[str, list[set[Mention]]] = {}
    for group in scene.groups:
        draft = _draft(group, statements, scene)
        if draft is None:
            continue
        before = told.setdefault(draft.question, [])
        mentions = set(draft.values[0].mentions)
        if not any(all(any(_overlap(m, n) for n in known) for m in mentions) for known in before):
            before.append(mentions)
            yield draft


def _overlap(one: Mention, other: Mention) -> bool:
    return one.report == other.report and one.span.overlaps(other.span)


def _draft(group: Group, statements: Mapping[str, Statement], scene: Scene) -> Draft | None:
    told = of_one_answer([m for m in _tellings(group, statements) if m.end - m.start <= LONGEST], scene)
    reports = {m.report for m in told}
    if len(reports) < 2:
        return None
    told.sort(key=lambda m: (scene.day(m.report) or "9999", m.report, m.start))
    shown = _completed(_shown(told, scene), scene)
    said = scene.words(shown.report, shown.start, shown.end)
    if len(said.split()) < SHORTEST or not any(_tells(m, statements, scene) for m in told):
        return None  # what they have in common is a word or two, or a name, not a statement
    bare = _without_joint(shown, scene)
    whole = _stands_alone(shown, scene) if bare == shown else True
    said = scene.words(bare.report, bare.start, bare.end) if whole else _with_subject(said, shown, scene)
    value = ComparedValue(said, tuple(told), scene.day(told[0].report))
    question = is_it_so(said, whole)
    firm = {m.report for m in told if m.statement not in group.loose}
    sure, why = (SURE, "") if len(firm) >= 2 else (DOUBTFUL, _DOUBT)
    return Draft(question, "status", "agree", (value,), "unknown", sure, said_by(len(reports)) + why)


_DOUBT = " Their words leave it in doubt whether it is the same matter."


def _tellings(group: Group, statements: Mapping[str, Statement]) -> list[Mention]:
    """The clauses that say it; a statement that a person put into the group says it as a whole."""
    told = [m for m in group.tellings if m.statement in group.statements]
    known = {m.statement for m in told}
    return [*told, *(statements[i].mention for i in group.statements if i not in known and i in statements)]


def _shown(told: list[Mention], scene: Scene) -> Mention:
    """The wording with the fewest values: what it says more than the others is not what they agree on."""
    return min(told, key=lambda m: (_values(m, scene), *_clumsy(m, scene), m.end - m.start, m))


_OURS = frozenset({"i", "me", "my", "we", "us", "our"})


def _clumsy(told: Mention, scene: Scene) -> tuple[bool, bool, bool, bool]:
    """What makes a wording a poor title: a fragment, one that hangs on what stands before it, one that points to it or
    speaks of "me", one that is cut short."""
    words = [w.strip(".,;:\"“”‘’'").casefold() for w in told.span.of(scene.texts[told.report]).split()]
    pointing = words[0] in listed("pointing") or not _OURS.isdisjoint(words)
    return not _whole(told, scene), words[0] in listed("joining"), pointing, told.end - told.start < 20


def _completed(told: Mention, scene: Scene) -> Mention:
    """The words with what their last verb cannot do without ("the agents won't let" her get away), if not too long."""
    last = next((c for c in scene.clauses.get(told.report, ()) if c.end == told.end and told.start <= c.start), None)
    end = max([told.end, *_needed(last)]) if last is not None and last.sentence.parsed else told.end
    more = scene.texts[told.report][told.end : end]
    text = scene.texts[told.report]
    half = (
        _AS_FAR.search(text, told.start, told.end) if text[told.end : told.end + 4].split(" ")[1:2] == ["as"] else None
    )
    if half is not None and half.start() > told.start:
        return replace(told, end=half.start())  # "followed the tracks as far", of "as far as the river"
    return told if end - told.start > LONGEST_SHOWN or _OTHER_WORDS.search(more) else replace(told, end=end)


# Words that join to a sentence what is told as a fact; "if", "before" and "until" are none.
_FACTUAL = frozenset({"as", "since", "after", "when", "while", "because", "although", "though", "whereas", "where"})


def _without_joint(told: Mention, scene: Scene) -> Mention:
    """A finite clause without the word that joins it to another: "as protesters stormed the hall"."""
    for clause in scene.clauses.get(told.report, ()):
        tokens = clause.sentence.tokens
        joint = next((k for k, t in enumerate(tokens) if t.start == told.start), None)
        if joint is None or not clause.sentence.parsed or tokens[joint].text.casefold() not in _FACTUAL:
            continue
        after = [a for a in clause.role(*_PARTIES) if a.start == tokens[min(joint + 1, len(tokens) - 1)].start]
        if tokens[joint].head == clause.head and tokens[joint].dep in ("mark", "advmod") and after and finite(clause):
            return replace(told, start=after[0].start)
    return told


def _needed(clause: Clause) -> Iterator[int]:
    """Where the complements of the verb end, each without what only follows from it."""
    tokens, below = clause.sentence.tokens, children(clause.sentence)
    for k in below[clause.head]:
        if k > clause.head and tokens[k].dep in _NEEDED:
            yield max(tokens[i].end for i in subtree(below, k, _FOLLOWING, clause.sentence) if tokens[i].pos != "PUNCT")
    for a in clause.arguments:  # "ensnared Amazon and" Microsoft directors
        if tokens[a.head].dep == "conj" and 0 <= a.start - clause.end <= 1:
            yield a.end


def _stands_alone(told: Mention, scene: Scene) -> bool | None:
    """True where the words begin with a clause that says who did it and lacks nothing; False for a part of a sentence
    ("the example that they set"); None where it cannot be told."""
    found = [c for c in scene.clauses.get(told.report, ()) if c.start == told.start and c.sentence.parsed]
    if any(not _main(c) for c in found):
        return False
    whole = any(finite(c) and any(a.start == c.start for a in c.role("actor", "undergoer")) for c in found)
    return True if whole and all(end <= told.end for c in found for end in _needed(c)) else None


def _tells(told: Mention, statements: Mapping[str, Statement], scene: Scene) -> bool:
    """True where something is said of something: there is a predicate, or the words are what somebody calls it."""
    statement = statements.get(told.statement or "")
    if statement is not None and statement.kind in ("direct", "mixed"):
        return True
    found = [c for c in scene.clauses.get(told.report, ()) if c.start < told.end and told.start < c.end]
    return any(
        not c.sentence.parsed or (c.sentence.tokens[c.head].pos in ("VERB", "AUX") and _holds(told, c)) for c in found
    )


def _holds(told: Mention, clause: Clause) -> bool:
    return told.start <= clause.sentence.tokens[clause.head].start < told.end


def _with_subject(said: str, told: Mention, scene: Scene) -> str:
    """The words with who or what they are said of, where that stands before them in the sentence: "two trains …
    injuring one person", "the girls who remain in captivity"."""
    found = [c for c in scene.clauses.get(told.report, ()) if c.sentence.parsed and _holds(told, c)]
    if not found:
        return said
    clause = min(found, key=lambda c: (len([*above(c)]), c.head))
    if any(told.start <= a.start < clause.sentence.tokens[clause.head].start for a in clause.role(*_PARTIES)):
        return said
    before = [a for a in clause.role(*_PARTIES) if a.end <= told.start and a.start >= clause.sentence.start]
    if not before:
        return said
    subject = max(before, key=lambda a: a.end)
    text = scene.texts[told.report]
    words, between = " ".join(text[subject.start : subject.end].split()), text[subject.end : told.start]
    if len(words) > LONGEST_SUBJECT or words.casefold() in _POINTING or _OTHER_WORDS.search(words):
        return said
    return f"{words} {said}" if not between.strip(" ,") else f"{words} … {said}"


_PARTIES = ("actor", "undergoer")
_POINTING = frozenset({"who", "which", "that", "it", "this", "what", "they", "he", "she", "there", "whom"})
LONGEST_SUBJECT = 60


def _main(clause: Clause) -> bool:
    return not clause.sentence.parsed or clause.sentence.tokens[clause.head].dep not in ("relcl", "acl", "csubj")


def _values(told: Mention, scene: Scene) -> int:
    """How many numbers and dates stand in the words."""
    numbers = [q.start for q in scene.material.quantities.get(told.report, ()) if q.end <= told.end]
    dates = [m.start for m in scene.material.moments.get(told.report, ()) if m.end <= told.end]
    return sum(1 for start in (*numbers, *dates) if told.start <= start)


def _whole(told: Mention, scene: Scene) -> bool:
    """True where the words begin or end with a clause that can stand alone."""
    found = (c for c in scene.clauses.get(told.report, ()) if told.start <= c.start and c.end <= told.end)
    return any(finite(c) and _main(c) and (c.start == told.start or c.end == told.end) for c in found)
