"""An accusation against somebody, and the denial of it that names no more than "the reports" or "the claim".

"Ruritanian ships allegedly supplied the rebels" and "the Ruritanian foreign ministry denied the report" say yes
and no to one question, though they share no verb. They are tied by who is accused and who denies.
"""

from __future__ import annotations

from collections.abc import Iterator

from twosource.record import ComparedValue
from twosource.steps.clauses import Clause
from twosource.steps.compare.denials import DENIALS, DOUBTED, UNTRUE
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import is_it_so
from twosource.steps.keys import SPEECH, listed, plain

ALLEGED = listed("alleged")
ACCUSING = listed("accusing")
STEM = 5  # "Russia" and "Russian", "China" and "Chinese" share this many letters, or all but one
LONGEST = 300


def compare_accusations(scene: Scene) -> Iterator[Draft]:
    """One draft for each party that is accused in a report and denies it in the same report."""
    by_party: dict[str, tuple[list[Clause], list[Clause]]] = {}
    for report in scene.clauses:
        denials = [c for c in scene.clauses[report] if _denies(c)]
        if not denials:
            continue
        accusations = [c for c in scene.clauses[report] if _accuses(c)]
        for denial in denials:
            for stem in sorted(stems_of(denial, scene)):
                accused = [c for c in accusations if stem in _accused(c) and c.ordinal != denial.ordinal]
                if accused:
                    yes, no = by_party.setdefault(stem, ([], []))
                    yes.extend(c for c in accused if c not in yes)
                    no.append(denial)
    seen: set[tuple[str, int]] = set()
    for stem in sorted(by_party):
        yes, no = by_party[stem]
        no = [c for c in no if (c.report, c.start) not in seen]
        seen |= {(c.report, c.start) for c in no}
        if no:
            yield _draft(yes, no, scene)


def _denies(clause: Clause) -> bool:
    """ "X denied the report", "the claim is untrue", "such a thing does not exist": nothing more is said of what."""
    words = {a.lemma for a in clause.arguments}
    if clause.lemma in DENIALS and not clause.negated:
        return bool(words & DOUBTED) and not any(a.keys - DOUBTED for a in clause.role("undergoer") if len(a.keys) > 3)
    untrue = {a.lemma for a in clause.role("complement")} & UNTRUE
    return bool(untrue) and bool(words & (DOUBTED | {"situation", "story"})) and not clause.negated


def _accuses(clause: Clause) -> bool:
    if clause.negated or clause.lemma in SPEECH | DENIALS or not clause.role("actor", "undergoer"):
        return False
    tokens = clause.sentence.tokens
    below = [t for t in tokens if t.head == clause.head]
    if any(t.lemma in ALLEGED for t in below):
        return True
    k = clause.head
    for _ in range(4):
        token = tokens[k]
        if token.head == k or token.dep not in ("ccomp", "xcomp", "pcomp", "prep", "acl"):
            return False
        k = token.head
        if tokens[k].lemma in ACCUSING:
            return True
    return False


def stem(word: str) -> str:
    """The beginning of a name, which a country and its people share."""
    folded = plain(word)
    return folded[:STEM] if len(folded) > STEM else folded[: max(4, len(folded) - 1)]


def stems_of(denial: Clause, scene: Scene) -> set[str]:
    """Stems of the names of whoever denies: in the clause's subject, or of the statement's source."""
    tokens = denial.sentence.tokens
    found: set[str] = set()
    for argument in denial.role("actor"):
        found |= {
            stem(t.text)
            for t in tokens
            if argument.start <= t.start < argument.end and (t.pos == "PROPN" or t.ent in ("NORP", "GPE"))
        }
    statement = scene.covering.of(denial.report, denial.start, denial.end)
    if statement is not None and statement.source is not None:
        found |= {stem(w) for w in statement.source.name.split() if w[:1].isupper()}
    return found


def _accused(clause: Clause) -> set[str]:
    tokens = clause.sentence.tokens
    return {
        stem(t.text)
        for a in clause.role("actor")
        for t in tokens
        if a.start <= t.start < a.end and (t.pos == "PROPN" or t.ent in ("NORP", "GPE"))
    }


def _draft(yes: list[Clause], no: list[Clause], scene: Scene) -> Draft:
    first, denial = yes[0], no[0]
    said = scene.words(first.report, first.start, first.end)
    unsaid = scene.words(denial.report, denial.start, denial.end)
    values = (
        ComparedValue(
            f"yes: {said}",
            tuple(dict.fromkeys(scene.mention(c.report, c.start, min(c.end, c.start + LONGEST)) for c in yes)),
            scene.day(first.report),
        ),
        ComparedValue(
            f"no: {unsaid}",
            tuple(dict.fromkeys(scene.mention(c.report, c.start, min(c.end, c.start + LONGEST)) for c in no)),
            scene.day(denial.report),
        ),
    )
    why = f"“{said}” is said against them, and they deny it: “{unsaid}”."
    return Draft(is_it_so(said), "polarity", "differ", values, "source", 0.8, why)
