"""The same proposition affirmed in one place and denied in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.record import Cause, ComparedValue
from twosource.steps.clauses import Argument, Clause, finite, roles_alike
from twosource.steps.compare.asserted import asserted, occasional
from twosource.steps.compare.claims.tallies import numbers_apart
from twosource.steps.compare.denials import DENIALS, DOUBTED, UNSAID, calls_untrue, denies, failed, not_yet_known
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.matter import changed_since, matters_apart, named_around, uncertain_person
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.compare.wording import is_it_so
from twosource.steps.keys import LIGHT, SPEECH, event_of, is_event, keys_of, listed

PARTS = listed("parts")
NOT_THINGS = listed("not_things")
PARTLY = listed("partly")
LEAST = 0.45  # likeness of the denied and the affirmed clause
LONGEST = 300
_INTO = frozenset({"ccomp", "xcomp", "pcomp", "acl", "dobj", "prep", "pobj", "relcl"})


@dataclass(frozen=True, slots=True)
class Denial:
    """``clause`` is what is denied, ``start``/``end`` the words that deny it, ``cores`` the happenings it is about."""

    clause: Clause
    start: int
    end: int
    cores: frozenset[str]


def compare_polarity(scene: Scene) -> Iterator[Draft]:
    """A draft for each denied proposition that another sentence affirms."""
    denials = [d for report in scene.clauses for d in _denials(scene.clauses[report])]
    denied = {(d.clause.report, d.clause.ordinal) for d in denials}
    denied |= {(c.report, c.ordinal) for c in scene.all_clauses if c.lemma in DENIALS}
    index = _index(scene)
    contradicted: list[tuple[Denial, list[tuple[float, Clause]]]] = []
    for denial in denials:
        partners = []
        for clause in _partners(denial, index, scene):
            if (clause.report, clause.ordinal) in denied or not scene.one_language(clause, denial.clause):
                continue
            score = _contradicts(denial, clause, scene)
            if score:
                partners.append((score, clause))
        if partners:
            contradicted.append((denial, sorted(partners, key=lambda p: (-p[0], p[1].report, p[1].start))))
    for group in _merged(contradicted):
        yield _draft(group, scene)


def _denials(clauses: tuple[Clause, ...]) -> Iterator[Denial]:
    for clause in clauses:
        if denies(clause) or calls_untrue(clause):
            beside = [c for c in clauses if c.ordinal == clause.ordinal and c is not clause]
            for inner in beside:
                behind = inner.head > clause.head or calls_untrue(clause)  # no stamp before "Man denies arson"
                if behind and _hangs_on(inner, clause) and not inner.negated and inner.lemma not in SPEECH:
                    yield Denial(inner, min(clause.start, inner.start), max(clause.end, inner.end), _cores(inner))
        elif failed(clause) and clause.lemma not in SPEECH | UNSAID and not clause.negated:
            above = next((c for c in clauses if c.ordinal == clause.ordinal and c.head == _above(clause)), clause)
            if not above.unreal:
                yield Denial(clause, above.start, max(above.end, clause.end), _cores(clause))
        elif _told_not(clause) and not not_yet_known(clause) and _of_somebody(clause) and _outright(clause):
            yield Denial(clause, clause.start, clause.end, _cores(clause))


def _told_not(clause: Clause) -> bool:
    return clause.negated and not clause.unreal and clause.lemma not in SPEECH | UNSAID and not _in_part(clause)


def _outright(clause: Clause) -> bool:
    """True for what is told as a fact, and not of one occasion or "not A but B" only."""
    tokens = clause.sentence.tokens
    but = any(t.lemma == "but" and t.dep == "cc" and clause.start <= t.start <= clause.end + 1 for t in tokens)
    return asserted(clause) and not occasional(clause) and not but


def _in_part(clause: Clause) -> bool:
    """True where only more of it, or all of it, is denied: "did not spread further", "is not fully repaired"."""
    tokens = clause.sentence.tokens
    return any(t.lemma in PARTLY and t.dep == "advmod" and _on(t.head, clause) for t in tokens)


def _on(k: int, clause: Clause) -> bool:
    return k == clause.head or clause.sentence.tokens[k].head == clause.head


def _above(clause: Clause) -> int:
    return clause.sentence.tokens[clause.head].head


def _of_somebody(clause: Clause) -> bool:
    """True for a clause that is told of its own; "nothing in the obtained papers suggests …" denies no obtaining, and
    "no further apology" denies a part only."""
    if not finite(clause) or any(a.lemma == "nothing" for a in clause.role("actor")):
        return False
    tokens = clause.sentence.tokens
    none = [tokens[t.head] for t in tokens if t.lemma == "no" and tokens[tokens[t.head].head] is tokens[clause.head]]
    return not any(t.lemma in PARTS and tokens[t.head] in none for t in tokens)


def _cores(clause: Clause) -> frozenset[str]:
    """The happenings that a clause is about: its verb's, or for "is" and "has" its complement's."""
    if clause.event not in LIGHT:
        return frozenset({clause.event})
    return frozenset(event_of(a.lemma) for a in clause.role("complement", "undergoer") if a.keys)


def _contradicts(denial: Denial, affirmed: Clause, scene: Scene) -> float:
    """How surely the affirmed clause says what the other denies; 0 where it does not."""
    if not denial.cores or not finite(affirmed) or _halved(denial.clause) or _hedged(affirmed):
        return 0.0
    if not asserted(affirmed) or not _one_case(denial.clause, affirmed, scene):
        return 0.0
    denied = denial.clause
    subjects = [a for a in denied.role("actor", "undergoer") if a.keys]
    words = {event_of(k) for k in affirmed.keys if is_event(k)}
    if not denial.cores & (_cores(affirmed) | words):
        return 0.0
    roles = roles_alike(denied, affirmed)
    like = scene.like(denied, affirmed)
    if _is_naming(denied, subjects):
        return 0.82 if _listed(denial.cores) and _is_called(affirmed, denial.cores) else 0.0
    if _feared(denial, affirmed) and not matters_apart(denied, affirmed, scene):
        return 0.8
    if not _same_parties(denied, affirmed, scene) or matters_apart(denied, affirmed, scene):
        return 0.0
    return DOUBTFUL if like >= LEAST and (roles > 0 or _NOBODY & {a.lemma for a in denied.role("actor")}) else 0.0


def _one_case(one: Clause, two: Clause, scene: Scene) -> bool:
    """False where the clauses share no name and neither do the sentences around them ("the shootings" of a paragraph on
    another town are not those of the story), where they count other numbers, or it is open who "he" is."""
    spans = [scene.mention(c.report, c.start, c.end) for c in (one, two)]
    if one.report == two.report and not _two_voices(one, two, scene):
        return False
    if uncertain_person(one, two, scene) or numbers_apart(spans[0], spans[1], scene):
        return False
    if any(":" in k for k in one.keys & two.keys) or one.report == two.report:
        return True
    a, b = (named_around(c, scene) for c in (one, two))
    return not a or not b or bool(a & b)


def _two_voices(one: Clause, two: Clause, scene: Scene) -> bool:
    """True where not both stand on one word: what a report tells in one voice it tells of two things or times."""
    heads = [(c.report, c.sentence.tokens[c.head]) for c in (one, two)]
    said = [scene.covering.of(report, token.start, token.end) for report, token in heads]
    voices = [s.speaker if s is not None and s.kind != "narrated" else None for s in said]
    return voices[0] != voices[1]


def _feared(denial: Denial, affirmed: Clause) -> bool:
    """True for "he faces deportation", where it is denied that he may be deported."""
    told = {event_of(a.lemma) for a in affirmed.role("undergoer")} & denial.cores
    return denial.clause.unreal and affirmed.lemma in _FEARED and bool(told)


_FEARED = frozenset({"face", "fear", "risk"})


def _hedged(clause: Clause) -> bool:
    """True for what is only alleged rather than told ("accusations that she did it"), for "so that it does not happen
    again", and for "only" and "barely", which deny and affirm at once."""
    tokens = clause.sentence.tokens
    if tokens[clause.head].dep in ("acl", "ccomp") and tokens[tokens[clause.head].head].lemma in DOUBTED:
        return True
    return _halved(clause)


def _halved(clause: Clause) -> bool:
    return any(t.lemma in _HEDGES for t in clause.sentence.tokens if clause.start <= t.start < clause.end)


_HEDGES = frozenset({"again", "barely", "hardly", "only", "scarcely", "whether"})


def _same_parties(one: Clause, two: Clause, scene: Scene) -> bool:
    """True when everyone named in the same role in both is named alike, and the one it is done to (or, where there is
    none, the one who does it) is named in both by itself: "the people of the town" are not "the roofs of the town"."""
    main = "undergoer" if one.role("undergoer") or two.role("undergoer") else "actor"
    if main == "actor" and one.negated and any(a.lemma in _NOBODY for a in one.role("actor")):
        return True  # "nobody slept" denies it of everybody
    if one.role("actor") and _of_whoever(two):
        return False
    for role in ("actor", "undergoer"):
        a = {k for x in one.role(role) for k in x.keys}
        b = {k for x in two.role(role) for k in x.keys}
        if (role == main and not (a - NOT_THINGS and b - NOT_THINGS)) or (a and b and not (a & b) - NOT_THINGS):
            return False
        own, others = (_heads(c, role, scene) for c in (one, two))
        if own and others and not own & others:
            return False
    return True


def _of_whoever(clause: Clause) -> bool:
    """True for a deed whose doer stands elsewhere ("… and understands defences"); a passive may leave him out."""
    passive = clause.sentence.tokens[clause.head].tag == "VBN"
    return bool(clause.role("undergoer")) and not clause.role("actor") and not passive


def _heads(clause: Clause, role: str, scene: Scene) -> frozenset[str]:
    """What names the parties of a role themselves, without what hangs on them by a preposition or a clause."""
    tokens = clause.sentence.tokens
    heads = {a.head for a in clause.role(role)}
    own = [t for k, t in enumerate(tokens) if k in heads or (t.head in heads and t.dep in _NAME_PARTS)]
    return keys_of(clause.report, own, scene.names)


_NAME_PARTS = frozenset({"amod", "appos", "compound", "flat", "nmod", "nummod"})


_NOBODY = frozenset({"nobody", "no-one", "none"})


def _is_naming(denied: Clause, subjects: list[Argument]) -> bool:
    """True for "this is not a swap" and "the release was not a swap": a happening is denied its name."""
    tokens = denied.sentence.tokens
    below = [t for t in tokens if t.head == denied.head]
    own = {tokens.index(t) for t in below if t.dep == "attr"}
    mine = any(t.dep == "poss" and t.head in own for t in tokens)  # "that wasn't my deal" is no other name for it
    named = (
        not mine and any(t.dep == "attr" and t.pos == "NOUN" for t in below) and not any(t.dep == "expl" for t in below)
    )
    return tokens[denied.head].lemma == "be" and named and all(is_event(a.lemma) for a in subjects)


def _is_called(affirmed: Clause, cores: frozenset[str]) -> bool:
    """True for "they were exchanged", "it was a swap", "was part of a swap": the happening is told under that name."""
    head = affirmed.sentence.tokens[affirmed.head]
    if affirmed.event in cores and (head.lemma == "be" or event_of(head.lemma) in cores):
        return True
    return "part" in affirmed.keys and bool({event_of(k) for k in affirmed.keys if is_event(k)} & cores)


def _listed(cores: frozenset[str]) -> frozenset[str]:
    return frozenset(c for c in cores if is_event(c))


def _hangs_on(inner: Clause, outer: Clause) -> bool:
    """True when the inner predicate is what the outer one denies, without another predicate between."""
    tokens = inner.sentence.tokens
    k, nouns = inner.head, 0
    for _ in range(6):
        if tokens[k].dep not in _INTO:
            return False
        k = tokens[k].head
        if k == outer.head:
            return True
        nouns += tokens[k].pos == "NOUN"
        if tokens[k].pos == "VERB" or nouns > 1:
            return False  # who refutes a story about a claim does not deny the claim
    return False


def _index(scene: Scene) -> dict[str, list[Clause]]:
    index: dict[str, list[Clause]] = {}
    for clause in scene.all_clauses:
        if (
            clause.negated
            or clause.unreal
            or clause.lemma in SPEECH
            or not clause.sentence.parsed
            or clause.lemma in DENIALS
        ):
            continue
        for key in clause.keys | {"=" + clause.event}:
            index.setdefault(key, []).append(clause)
    return index


def _partners(denial: Denial, index: dict[str, list[Clause]], scene: Scene) -> list[Clause]:
    """Affirmed clauses that share telling words with the denied one."""
    denied = denial.clause
    shared: dict[int, tuple[float, Clause]] = {}
    for key in sorted(denied.keys | denial.cores | {"=" + c for c in denial.cores}):
        rows = index.get(key, [])
        if len(rows) > 60:
            continue
        for clause in rows:
            if clause.report != denied.report or clause.ordinal != denied.ordinal:
                weight = shared.get(id(clause), (0.0, clause))[0] + scene.weights.get(key, 0.5)
                shared[id(clause)] = (weight, clause)
    ranked = sorted(shared.values(), key=lambda row: (-row[0], row[1].report, row[1].start))
    return [clause for weight, clause in ranked[:20] if weight >= 0.2]


def _merged(
    found: list[tuple[Denial, list[tuple[float, Clause]]]],
) -> Iterator[tuple[list[Denial], list[tuple[float, Clause]]]]:
    """Denials that share an affirmed clause make one comparison."""
    groups: list[tuple[list[Denial], dict[tuple[str, int], tuple[float, Clause]]]] = []
    for denial, partners in found:
        mine = {(c.report, c.start): (score, c) for score, c in partners}
        for denials, known in groups:
            if known.keys() & mine.keys():
                denials.append(denial)
                for key, row in mine.items():
                    known[key] = max(known.get(key, row), row, key=lambda r: r[0])
                break
        else:
            groups.append(([denial], mine))
    for denials, known in groups:
        yield denials, sorted(known.values(), key=lambda p: (-p[0], p[1].report, p[1].start))


def _draft(group: tuple[list[Denial], list[tuple[float, Clause]]], scene: Scene) -> Draft:
    denials, partners = group
    best, affirmed = partners[0]
    first = denials[0]
    said = scene.words(affirmed.report, affirmed.start, affirmed.end)
    unsaid = scene.words(first.clause.report, first.start, first.end)
    yes = [scene.mention(c.report, c.start, min(c.end, c.start + LONGEST)) for _, c in partners]
    no = [scene.mention(d.clause.report, d.start, min(d.end, d.start + LONGEST)) for d in denials]
    values = (
        ComparedValue(f"yes: {said}", tuple(dict.fromkeys(yes)), scene.day(affirmed.report)),
        ComparedValue(f"no: {unsaid}", tuple(dict.fromkeys(no)), scene.day(first.clause.report)),
    )
    why = f"“{said}” is told in one place, and denied in another: “{unsaid}”."
    cause: Cause = "conflict"
    later = changed_since([d.clause for d in denials], [c for _, c in partners], scene)
    if later is not None:
        cause, why = "update", f"{why[:-1]}; the report of {later} is the later one."
    return Draft(is_it_so(said), "polarity", "differ", values, cause, best, why)
