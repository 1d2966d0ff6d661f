"""A claim and the denial that answers it in the same report.

"A source said the cameras had been off since May. The town hall denies this." Reports set claim and denial side by
side; the denial often says no more than "this" or "the allegation", so it is tied to the claim by its place, not by
its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from twosource.record import ComparedValue, Mention, Statement, Token
from twosource.steps.clauses import Clause, finite, told
from twosource.steps.compare.claims.accusations import ACCUSING, ALLEGED, stem, stems_of
from twosource.steps.compare.claims.at_odds import claimed
from twosource.steps.compare.denials import (
    DENIALS,
    DOUBTED,
    POINTING,
    UNSAID,
    added_as_claim,
    calls_untrue,
    denies,
    such_noun,
    untrue_alone,
)
from twosource.steps.compare.drafts import Draft
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.wording import is_it_so
from twosource.steps.keys import LIGHT, SPEECH, event_of, is_event

BACK = 3  # sentences before the denial that its "this" can mean
AROUND = 3  # sentences around a denial with words of its own
LONGEST = 250
FURTHER = 3  # sentences behind a denial in which a quotation says the same
ALONE = 2  # words of a denial that says no more than the deed: "denies having promised anything"
LEAST = 0.3  # weight of a word that the denial must share with the claim, where it has words of its own
ALIKE = 0.55  # likeness of other sentences that say the same as the claim


def compare_replies(scene: Scene) -> Iterator[Draft]:
    """A draft for each claim that is denied next to it; reports that deny one claim make one."""
    drafts: list[Draft] = []
    for draft in _replies(scene):
        same = next(
            (k for k, d in enumerate(drafts) if set(d.values[0].mentions) & set(draft.values[0].mentions)), None
        )
        if same is None:
            drafts.append(draft)
        else:
            drafts[same] = _joined(drafts[same], draft)
    yield from drafts


def _joined(one: Draft, two: Draft) -> Draft:
    values = tuple(
        replace(a, mentions=tuple(dict.fromkeys((*a.mentions, *b.mentions))))
        for a, b in zip(one.values, two.values, strict=True)
    )
    return replace(one, values=values)


def _replies(scene: Scene) -> Iterator[Draft]:
    for report in scene.clauses:
        by_sentence: dict[int, list[Clause]] = {}
        for clause in scene.clauses[report]:
            by_sentence.setdefault(clause.ordinal, []).append(clause)
        for denial in scene.clauses[report]:
            if denial.unreal or not any(answers(denial) for answers in _ANSWERS):
                continue
            if claimed(denial, scene) is not None:
                continue  # the claim stands in the sentence itself (``at_odds``)
            claim = _claim(denial, by_sentence, scene)
            if claim is not None:
                yield _draft(claim, denial, scene)


def _denies(clause: Clause) -> bool:
    """Denied outright; "rule out or confirm whether it was so" leaves it open."""
    open_ = any(t.lemma == "whether" for t in clause.sentence.tokens if clause.start <= t.start < clause.end + 40)
    spoken = clause.sentence.tokens[clause.head].dep not in ("amod", "pobj")  # "a long denied accusation"
    told_so = clause.lemma in DENIALS and not clause.negated and spoken
    return told_so and not open_ and _flat(clause) and not _turns_down(clause)


def _turns_down(clause: Clause) -> bool:
    """True for "rejected a proposal" and "rejected it", which deny nothing, unlike "rejected the claim"."""
    objects = [clause.sentence.tokens[a.head] for a in clause.role("undergoer")]
    return clause.lemma in _DECLINING and any(t.lemma not in DOUBTED | _STORIES for t in objects)


_STORIES = frozenset({"version", "account", "story", "figure", "insinuation", "criticism", "comment"})
_DECLINING = frozenset({"dismiss", "quash", "reject", "repudiate", "rule-out"})


def _called_untrue(clause: Clause) -> bool:
    """Called untrue by somebody; not "where I come from, they call that a lie"."""
    tokens = clause.sentence.tokens
    anybody = any(tokens[a.head].lemma.lower() in ("they", "you", "people", "one") for a in clause.role("actor"))
    return calls_untrue(clause) and not (anybody and clause.lemma != "be")


def _recasts(clause: Clause) -> bool:
    """True for "…, but many see this as a disguised test": the same thing is set down as another happening."""
    if clause.sentence.tokens[clause.head].lemma not in _CASTING or clause.negated or not _added(clause):
        return False
    tokens = clause.sentence.tokens
    meant = {tokens[a.head].text.lower() for a in clause.role("undergoer", "actor")} & _POINTERS
    cast = [a for a in clause.role("as", "complement") if is_event(a.lemma)]
    return bool(meant) and bool(cast)


def _none_such(clause: Clause) -> bool:
    """True for "we have made no such statement"; "he himself had no such funds" is said of somebody else."""
    ours = any(a.lemma.lower() in ("i", "we") for a in clause.role("actor"))
    return clause.negated and ours and clause.lemma not in DENIALS and such_noun(clause) is not None


def _corrects(clause: Clause) -> bool:
    """True for "…, though a watchdog said the vessel was actually a trawler": it is another thing than was said."""
    tokens = clause.sentence.tokens
    if tokens[clause.head].lemma != "be" or clause.negated or clause.unreal or not finite(clause):
        return False
    below = [k for k, t in enumerate(tokens) if t.head == clause.head and k != clause.head]
    truly = any(tokens[k].lemma == "actually" or _two_words(tokens, k) == "in fact" for k in below)
    against = any(t.lemma.lower() in _CONTRAST | {"however"} for t in tokens[: clause.head])
    return truly and against and any(tokens[k].dep == "attr" and tokens[k].pos == "NOUN" for k in below)


def _two_words(tokens: tuple[Token, ...], k: int) -> str:
    """A word and the next."""
    return " ".join(t.text.lower() for t in tokens[k : k + 2])


def _questions(clause: Clause) -> bool:
    """True for "a lawyer questioned that", "challenged the account"; the police question people."""
    objects = {a.lemma.lower() for a in clause.role("undergoer")}
    return (
        clause.lemma in ("question", "challenge") and not clause.negated and bool(objects & _CLAIMED) and _flat(clause)
    )


_CLAIMED = frozenset({"this", "that", "account", "version", "claim", "assertion", "explanation"})
_ANSWERS = (_denies, _questions, _called_untrue, _recasts, _none_such, untrue_alone, _corrects)
_POINTERS = frozenset({"this", "that", "it", "them", "they"})
_CASTING = frozenset(
    {"see", "regard", "view", "consider", "describe", "call", "brand", "label", "characterise", "characterize"}
)


def _flat(denial: Clause) -> bool:
    """No passive ("is disputed", "an accusation denied by him") and no "neither confirm nor deny"."""
    tokens = denial.sentence.tokens
    below = [t for t in tokens if tokens[t.head] is tokens[denial.head]]
    if tokens[denial.head].tag == "VBN" and not any(t.lemma == "have" for t in below):
        return False
    if any(t.dep in ("auxpass", "nsubjpass", "csubjpass", "csubj") for t in below):
        return False
    return not any(t.lemma in ("neither", "nor", "all") for t in tokens[max(0, denial.head - 5) : denial.head])


def _claim(denial: Clause, by_sentence: dict[int, list[Clause]], scene: Scene) -> Clause | None:
    """The claim that the denial answers."""
    noun = added_as_claim(denial)
    if noun is not None:
        before = [c for c in by_sentence[denial.ordinal] if c.end <= noun.start and _is_claim(c, denial, scene)]
        return max(before, key=lambda c: (_own_actor(c), c.start)) if before else None
    if such_noun(denial):
        return _such(denial, by_sentence, scene)
    content = _content(denial, by_sentence[denial.ordinal])
    if content is None:
        return None
    if not content:
        for place in (denial.ordinal - step for step in range(BACK + 1)):
            mine = place == denial.ordinal
            beside = [c for c in by_sentence.get(place, []) if c.head < denial.head or not mine]
            beside = [c for c in beside if not (mine and _aside(c) and not _added(denial))]
            found = [c for c in beside if _is_claim(c, denial, scene) and _meant(c, denial, scene)]
            if found:
                return min(
                    found, key=lambda c: (len(c.keys) < 2, _aside(c), not _own_actor(c), -scene.weight(c.keys), c.start)
                )
            if any(c.lemma in DENIALS for c in beside):
                return None
        return _just_said(denial, by_sentence, scene)
    own = [c for c in by_sentence[denial.ordinal] if c.head < denial.head and _is_claim(c, denial, scene)]
    if own and _added(denial) and denial.lemma in _FLAT and _own_actor(denial):
        # "she said that welders were at work, but the firm denied that anything was being mended"
        return min(own, key=lambda c: (_aside(c), not _own_actor(c), -scene.weight(c.keys), c.start))
    near = [p for p in range(denial.ordinal - AROUND, denial.ordinal + AROUND + 1) if p != denial.ordinal]
    beside = [*own, *(c for p in near for c in by_sentence.get(p, []) if _is_claim(c, denial, scene))]
    shared = [
        (scene.weight(c.keys & content), c) for c in beside
        if _shares(c, content, scene) or (c in own and c.event in content and is_event(c.lemma))
    ]  # fmt: skip
    return max(shared, key=lambda row: (row[0], -row[1].start))[1] if shared else None


def _such(denial: Clause, by_sentence: dict[int, list[Clause]], scene: Scene) -> Clause | None:
    """What "such modelling" takes up: "the Treasury had modelled the effect"."""
    noun = such_noun(denial) or ""
    for place in range(denial.ordinal, denial.ordinal - BACK - 1, -1):
        mine = place == denial.ordinal
        for clause in reversed(by_sentence.get(place, [])):
            tokens = clause.sentence.tokens
            own = [t.lemma for t in tokens if clause.start <= t.start < clause.end and t.pos in ("NOUN", "VERB")]
            named = any(_one_word(noun, word) for word in own)
            if named and not (mine and clause.head >= denial.head) and _is_claim(clause, denial, scene):
                return clause
    return None


def _one_word(noun: str, other: str) -> bool:
    """ "modelling" and "model", "attack" and "raid"."""
    if event_of(noun) == event_of(other):
        return True
    short, long = sorted((noun, other), key=len)
    return len(short) >= ROOT and long.startswith(short[: max(ROOT, len(short) - 2)])


ROOT = 5  # letters that a noun and its verb share


def _own_actor(clause: Clause) -> bool:
    """True for a clause that says itself who did it; "… and took part in riots" has it from another."""
    tokens = clause.sentence.tokens
    return any(t.dep.startswith("nsubj") and tokens[t.head] is tokens[clause.head] for t in tokens)


def _added(denial: Clause) -> bool:
    """True for a denial that its sentence adds to what it denies: "…, though the union disputes that"."""
    tokens = denial.sentence.tokens
    head = tokens[denial.head]
    below = [t for t in tokens if tokens[t.head] is head]
    if head.dep == "advcl":
        return any(t.dep == "mark" and t.lemma in _CONTRAST for t in below)
    above = tokens[head.head]
    return head.dep == "conj" and any(t.dep == "cc" and t.lemma in _CONTRAST for t in tokens if tokens[t.head] is above)


_FLAT = frozenset({"contradict", "deny", "dispute", "rebut", "refute"})  # "rejects applicants" denies nothing
_CONTRAST = frozenset({"although", "though", "while", "whereas", "but", "yet"})


def _meant(claim: Clause, denial: Clause, scene: Scene) -> bool:
    """For "this" always; for "the claim" only where the sentence is told as a claim, names the one who denies it, or
    stands right before it and says something of somebody named."""
    doubted = {a.lemma for a in denial.role("undergoer", "actor", "on")} & DOUBTED
    if not doubted:
        return True
    tokens = claim.sentence.tokens
    # "The report" may be any of many.
    if doubted != {"report"} and any(t.lemma in ACCUSING | DOUBTED or t.lemma in ALLEGED for t in tokens):
        return True
    if claim.ordinal == denial.ordinal - 1 and doubted & _CHARGES and _own_actor(claim) and not _aside(claim):
        return any(":" in k for a in claim.role("actor", "undergoer") for k in a.keys)
    words = {stem(t.text) for t in tokens if t.text[:1].isupper()}
    return bool(words & stems_of(denial, scene))


def _just_said(denial: Clause, by_sentence: dict[int, list[Clause]], scene: Scene) -> Clause | None:
    """What "the claim" means where nothing else does: the whole of what somebody was just said to say."""
    if not {a.lemma for a in denial.role("undergoer", "actor", "on")} & _CLAIMS:
        return None
    before = by_sentence.get(denial.ordinal - 1, [])
    said = [c for c in before if _is_claim(c, denial, scene) and _own_actor(c) and not _aside(c)]
    return min(said, key=lambda c: c.start) if said and not any(c.lemma in DENIALS for c in before) else None


_CLAIMS = frozenset({"assertion", "claim", "suggestion"})
_CHARGES = frozenset({"accusation", "allegation", "charge"}) | _CLAIMS


def _shares(claim: Clause, content: frozenset[str], scene: Scene) -> bool:
    """The happening itself and a word, or two telling words."""
    shared = [k for k in claim.keys & content if scene.weights.get(k, 0.5) >= LEAST]
    again = claim.event in content and claim.event not in LIGHT
    return len(shared) >= 2 or (again and (bool(claim.keys & content) or len(content) <= ALONE))


def _aside(clause: Clause) -> bool:
    """True for what is only said by the way ("when the box was opened", "who was there")."""
    return clause.sentence.tokens[clause.head].dep in ("advcl", "relcl", "acl")


def _content(denial: Clause, beside: list[Clause]) -> frozenset[str] | None:
    """Words of what is denied: empty for "this" and "the allegation"; None where nothing can be told."""
    tokens = denial.sentence.tokens
    below = [t for t in tokens if tokens[t.head] is tokens[denial.head] and t is not tokens[denial.head]]
    inner = [c for c in beside if c.head > denial.head and _under(c, denial)]
    objects = denial.role("undergoer", "on") if denial.lemma == "push-back" else denial.role("undergoer")
    if calls_untrue(denial) or _recasts(denial) or untrue_alone(denial) or _corrects(denial):
        return frozenset()
    if any(t.lemma == "because" for c in inner for t in c.below):
        return None  # "denied that she was held because of her work" denies the reason
    if inner:
        own = {k for a in denial.role("actor") for k in a.keys}
        return frozenset(k for c in inner for k in c.keys | {c.event} if k not in LIGHT and k not in own)
    if not objects:
        return frozenset() if not any(t.dep in ("prep", "xcomp", "ccomp") for t in below) else None
    if all(a.lemma in POINTING and len(a.keys) <= 1 for a in objects):
        return frozenset()
    return frozenset(k for a in objects for k in a.keys if k not in DOUBTED) or None


def _under(inner: Clause, outer: Clause) -> bool:
    tokens = inner.sentence.tokens
    k = inner.head
    for _ in range(5):
        if tokens[k].head == k or tokens[k].dep in ("conj", "advcl", "parataxis"):
            return False
        k = tokens[k].head
        if k == outer.head:
            return True
    return False


def _is_claim(clause: Clause, denial: Clause, scene: Scene) -> bool:
    """Told, of some content, and on another's word than the denier's."""
    tokens = clause.sentence.tokens
    cue = clause.lemma in SPEECH | _SHOWING and any(
        t.dep == "ccomp" and tokens[t.head] is tokens[clause.head] for t in tokens
    )
    if any(t.lemma in ("i", "we") and t.dep == "nsubj" and tokens[t.head] is tokens[clause.head] for t in tokens):
        return False  # "we know that sound": the speaker about himself, rarely what is denied
    if clause.negated or not told(clause) or cue or clause.lemma in DENIALS | UNSAID:
        return False
    if clause.ordinal == denial.ordinal and _within(denial, clause):
        return False  # "the evidence appears to contradict him" is no claim that it contradicts
    if tokens[clause.head].dep == "pcomp" and tokens[tokens[clause.head].head].lemma == "for":
        return False  # "criticised them for accusing the other side"
    if len((clause.keys | {clause.event}) - LIGHT) < 2:
        return False
    statement = _statement(clause, scene)
    if statement is None or statement.kind == "narrated" or _denied_too(clause, scene):
        return False
    said_by = statement.source.name.lower() if statement.source is not None else ""
    if said_by in ("he", "she", "they") and any(a.lemma.lower() == said_by for a in denial.role("actor")):
        return False  # "He knew that they had ordered it. He rejected it"
    if statement.speaker == _denier(denial, scene):
        return False
    deniers = {k for a in denial.role("actor") for k in a.keys}
    return statement.speaker not in deniers and clause.end - clause.start <= LONGEST


def _denier(denial: Clause, scene: Scene) -> str | None:
    """Whose denial it is, where a pronoun stands for him; an entity."""
    if not any(a.lemma.lower() in ("he", "she", "they", "it") for a in denial.role("actor")):
        return None
    at = denial.sentence.tokens[denial.head].start
    said = (s for s in scene.sourced(denial.report) if s.cue is not None and s.cue.start <= at < s.cue.end)
    return next((s.speaker for s in said), None)


_SHOWING = frozenset({"indicate", "mean", "prove", "show", "suggest"})


def _within(inner: Clause, outer: Clause) -> bool:
    """True where the one is the infinitive that the other opens."""
    head = inner.sentence.tokens[inner.head]
    return head.dep == "xcomp" and head.head == outer.head


def _denied_too(clause: Clause, scene: Scene) -> bool:
    """True for what another word of its sentence denies: "dismissed suggestions that he might go"."""
    return any(
        denies(c) and c.head < clause.head and _under(clause, c)
        for c in scene.of_sentence(clause.report, clause.ordinal)
    )


def _statement(clause: Clause, scene: Scene) -> Statement | None:
    head = clause.sentence.tokens[clause.head]
    return scene.covering.of(clause.report, head.start, head.end)


def _further(denial: Clause, scene: Scene) -> Iterator[Mention]:
    """What the denier says next, where it is a denial too ("He had never received any order"); within a quotation that
    begins there, also a sentence or two later."""
    speaker = ""
    for ahead in range(1, FURTHER + 1):
        for clause in scene.of_sentence(denial.report, denial.ordinal + ahead):
            said = _statement(clause, scene)
            if ahead == 1 and said is not None and said.kind in ("direct", "mixed"):
                speaker = said.id
            if ahead > 1 and (said is None or said.id != speaker):
                return
            if clause.negated and finite(clause) and clause.lemma not in SPEECH | UNSAID:
                if clause.end - clause.start <= LONGEST:
                    yield scene.mention(clause.report, clause.start, clause.end)
                return
        if not speaker:
            return


def _same_said(one: Clause, two: Clause) -> bool:
    """False for two things said to be something else: "the launches were of satellites", "the launch was a failure"."""
    if two.lemma != "be":
        return True
    rest = [c.keys - {k for a in c.role("actor") for k in a.keys} for c in (one, two)]
    return bool(rest[0] & rest[1])


def _draft(claim: Clause, denial: Clause, scene: Scene) -> Draft:
    statement = _statement(claim, scene)
    start, end = claim.start, claim.end
    whole = finite(claim) and _own_actor(claim) and bool(claim.role("actor", "undergoer"))
    if (
        not whole
        and statement is not None
        and len(statement.pieces) == 1
        and statement.end - statement.start <= LONGEST
    ):
        start, end = statement.start, statement.end
    said = scene.words(claim.report, start, end)
    others = [
        c
        for report in scene.clauses
        if report != claim.report
        for c in scene.clauses[report]
        if c.event == claim.event and not c.negated and told(c) and scene.one_language(c, claim)
        and scene.like(c, claim) >= ALIKE and c.end - c.start <= LONGEST and _same_said(c, claim)
    ]  # fmt: skip
    yes = [scene.mention(claim.report, start, end), *(scene.mention(c.report, c.start, c.end) for c in others)]
    close = (
        denial.sentence.end
        if denial.sentence.end - denial.start <= LONGEST
        else min(denial.end, denial.start + LONGEST)
    )
    unsaid = scene.words(denial.report, denial.start, close)
    no = scene.mention(denial.report, denial.start, close)
    values = (
        ComparedValue(f"yes: {said}", tuple(dict.fromkeys(yes)), scene.day(claim.report)),
        ComparedValue(f"no: {unsaid}", (no, *_further(denial, scene)), scene.day(denial.report)),
    )
    why = f"“{said}” is somebody’s word; the report goes on: “{unsaid}”."
    return Draft(is_it_so(said), "polarity", "differ", values, "source", 0.8, why)
