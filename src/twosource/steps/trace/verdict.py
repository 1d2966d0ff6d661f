"""From the evidence on two reports to a derivation, with the sentence that says why.

The numbers below were set on the developers' half of ``data/stories`` and of the bank together. They are gates of
evidence, far from the pairs on either side; measure them together when one is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from twosource.record import Derivation, Mention, Relation, Report, SharedPassage
from twosource.steps.trace.credits import Credit, unnamed_medium
from twosource.steps.trace.mastheads import is_agency, is_medium, squash
from twosource.steps.trace.mentioned import in_passing, only_mentioned
from twosource.steps.trace.retelling import Retelling
from twosource.steps.trace.verbatim import Shared
from twosource.steps.trace.words import Words

# Word for word.
SAME_TEXT = 0.30  # of the shorter report's prose: it is the same text
SENTENCE = 16  # words of prose in one run: nobody writes them twice by chance
TELLING = 8  # words of prose beyond idiom, in several runs …
PART = 0.12  # … that make up this much of the shorter report's prose
LONGEST = 12  # words: at least one run of it so long
FEW = 25  # words: less shared prose is no text …
WHOLE = 0.95  # … unless it is all that either says
# Retold. What counts is the share of its facts that only the two have, and 0.6 of the share of its sentences told.
RETOLD = 0.36
RETOLD_IN_ORDER = 0.30  # where it tells them in the other's order
RETOLD_UNNAMED = 0.30  # where it says that it follows a medium, without saying which
RETOLD_CREDITED = 0.25  # where it names this one
TOLD, TOLD_UNNAMED, TOLD_CREDITED = 0.21, 0.14, 0.18
SMALL = 3  # in a story of so few reports a fact that two have alone says less …
SMALL_MORE = 0.10  # … so more of them is asked for
ONLY = 7  # facts that the two alone have
FACTS = 30  # a report with fewer facts is too short to tell …
FACTS_SMALL = 40  # … or, in a small story, with fewer than these
IN_ORDER = 0.60
SAME_ORDER = 0.8  # said only where it strikes the eye
SHOWN = 60  # characters of a credit's surroundings that are shown
MOST = 0.45  # so much of its sentences told makes up for another order
# Across languages names and numbers alone are compared.
NAMES = 11
NAMES_TOLD, NAMES_BOTH = 0.29, 0.95  # of sentences; and together with the share of names
NAMES_CREDITED, TOLD_NAMED = 0.30, 0.20
# … and with them the words that the glossaries have; pairs of some size in two languages that no key calls derived
# reach 0.33 told.
GLOSSES = 22
GLOSSES_TOLD, GLOSSES_SHARED = 0.40, 0.54


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of two reports; ``a`` stands before ``b`` in time as far as that is known. ``a_cites`` are
    the credits in ``a`` that name ``b``'s publisher."""

    a: Words
    b: Words
    shared: Shared | None
    retold: tuple[Retelling, ...]
    a_cites: tuple[Credit, ...] = ()
    b_cites: tuple[Credit, ...] = ()
    wire: str | None = None


def verdict(e: Evidence) -> tuple[Derivation, ...]:
    """None, one, or, where each cites the other, two derivations."""
    words = _word_for_word(e)
    credited = _credited(e)
    if words:
        relation, why = words
        if credited and relation == "partial_reuse":
            why += " " + credited[0].why
        return (_derivation(e, relation, why, credited),)
    retold = next((r for r in e.retold if _is_retold(e, r, bool(credited))), None)
    if retold is not None:
        why = _retold_why(retold)
        relation = "translation" if _other_language(e) else "partial_reuse"
        if credited:
            why += " " + credited[0].why
        return (_derivation(e, relation, why, credited),)
    return credited


def _word_for_word(e: Evidence) -> tuple[Relation, str] | None:
    s = e.shared
    if s is None or not s.prose:
        return None
    words = sum(s.prose)
    several = len(s.prose) > 1
    passages = f"in {len(s.prose)} passages, the longest of {s.longest}," if several else "in one passage,"
    why = f"{words} words of running text {passages} stand word for word in both, outside quotations"
    long_enough = s.longest >= LONGEST and (words >= FEW or s.share >= 2 * SAME_TEXT)
    if (s.share >= SAME_TEXT and long_enough) or min(s.share_a, s.share_b) >= WHOLE:
        return _same_text(e), f"{why}: {s.share:.0%} of the shorter report."
    credit = bool(e.a_cites or e.b_cites)
    if (
        s.longest >= SENTENCE
        or (s.telling >= TELLING and s.share >= PART)
        or (credit and (s.telling >= TELLING or s.share >= PART))
    ):
        return "partial_reuse", why + "."
    return None


PLACES = {
    "foot": "at its end",
    "helped": "at its end",
    "dateline": "in its dateline",
    "byline": "in its byline",
    "metadata": "in its metadata",
}


def _same_text(e: Evidence) -> Relation:
    """Whose text is it? One's own is a copy; a third party's, or nobody knows whose, is the same wire."""
    a, b = e.a.reading.report, e.b.reading.report
    if e.wire or is_agency(a) or is_agency(b):
        return "same_wire"
    if a.publisher and b.publisher and squash(a.publisher) == squash(b.publisher):
        return "copy"
    if e.a_cites or e.b_cites or not is_medium(a) or not is_medium(b):
        return "copy"
    return "same_wire"


def _is_retold(e: Evidence, r: Retelling, credited: bool) -> bool:
    if r.by == "glosses":
        return r.size >= GLOSSES and r.told >= GLOSSES_TOLD and r.shared >= GLOSSES_SHARED
    if r.by == "names":
        if credited:
            return r.size >= NAMES and r.shared >= NAMES_CREDITED and r.told >= TOLD_NAMED
        return r.size >= NAMES and r.told >= NAMES_TOLD and r.shared + r.told >= NAMES_BOTH
    small = r.reports <= SMALL
    if r.size < (FACTS_SMALL if small else FACTS) or len(r.only) < ONLY:
        return False
    enough, told = RETOLD_IN_ORDER if r.order >= SAME_ORDER else RETOLD, TOLD
    if credited:
        enough, told = RETOLD_CREDITED, TOLD_CREDITED
    elif unnamed_medium(e.b.reading):
        enough, told = RETOLD_UNNAMED, TOLD_UNNAMED
    if small and not credited:
        enough += SMALL_MORE
    return (
        r.told >= told
        and r.only_share + 0.6 * r.told >= enough
        and (r.order >= IN_ORDER or r.matched < 2 or r.told >= MOST)
    )


def _retold_why(r: Retelling) -> str:
    names = [u.lstrip("#~=") for u in sorted(r.only, key=lambda u: (u[0] != "#", r.only.index(u)))][:5]
    shown = f" ({', '.join(names)} …)" if names else ""
    order = ", in the same order," if r.order >= SAME_ORDER and r.matched > 2 else ""
    if r.by == "glosses":
        return (
            "It has the other's names, numbers and words of news, sentence by sentence, in another "
            f"language{shown}: {r.shared:.0%} of its own."
        )
    if r.by == "names":
        return (
            f"It has the other's names and numbers in its order in another language{shown}: {r.shared:.0%} of its own."
        )
    return (
        f"It tells in other words{order} what the other tells: {len(r.only)} details that no other report has{shown}."
    )


def _credited(e: Evidence) -> tuple[Derivation, ...]:
    out = []
    for taker, giver, credits in ((e.b, e.a, e.b_cites), (e.a, e.b, e.a_cites)):
        credits = tuple(c for c in credits if not only_mentioned(taker.reading.report.text, c))
        if in_passing(taker, credits):
            continue
        if credits and not clearly_before(taker.reading.report, giver.reading.report):
            why, words = credit_why(credits[0], taker.reading.report)
            out.append(Derivation(taker.id, giver.id, "credited", None, (), why, _containment(e), credit=words))
    return tuple(out)


def credit_why(credit: Credit, report: Report) -> tuple[str, Mention | None]:
    """The sentence for a credit, with the words around it, and their place."""
    if credit.place == "unnamed" and credit.span is not None:
        words = _around(report.text, credit.span.start, credit.span.end)
        why = f"It cites a medium without its name ({words}) for what no other report has ({credit.name})."
        return why, Mention(report.id, credit.span.start, credit.span.end)
    if credit.span is None:
        return f"{credit.name} is named {PLACES[credit.place]}.", None
    where = f" {PLACES[credit.place]}" if credit.place in PLACES else ""
    words = _around(report.text, credit.span.start, credit.span.end)
    return (
        f"It names {credit.name} as a source{where}: {words}",
        Mention(report.id, credit.span.start, credit.span.end),
    )


def _around(text: str, start: int, end: int) -> str:
    """The words around a place on its line, whole words only, with … where more stands."""
    stop = text.find("\n", end)
    line = text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop
    low, high = max(line[0], start - SHOWN), min(line[1], end + SHOWN)
    before, after = text[low:start], text[end:high]
    if low > line[0]:
        before = "… " + before.partition(" ")[2]
    if high < line[1]:
        after = after.rpartition(" ")[0] + " …"
    return " ".join((before + text[start:end] + after).split())


def _derivation(e: Evidence, relation: Relation, why: str, credited: Sequence[Derivation]) -> Derivation:
    taker, giver, directed, because = _direction(e, credited)
    passages = e.shared.passages if e.shared else ()
    if taker is e.b:  # a passage's first place is in the report that took, its second in the source
        passages = tuple(SharedPassage(p.other_start, p.other_end, p.start, p.end) for p in passages)
    credit = next((d.credit for d in credited if d.report == taker.id), None)
    return Derivation(
        taker.id, giver.id, relation, e.wire, passages, f"{why} {because}".strip(), _containment(e), directed, credit
    )


def _containment(e: Evidence) -> float:
    return e.shared.containment if e.shared else 0.0


def _direction(e: Evidence, credited: Sequence[Derivation]) -> tuple[Words, Words, bool, str]:
    """(taker, giver, known, why): by credit, then by who published first, then by containment."""
    if len(credited) == 1:
        taker, giver = (e.b, e.a) if credited[0].report == e.b.id else (e.a, e.b)
        return taker, giver, True, ""
    a, b = e.a.reading.report, e.b.reading.report
    if is_agency(a) != is_agency(b):
        taker, giver = (e.b, e.a) if is_agency(a) else (e.a, e.b)
        if not clearly_before(taker.reading.report, giver.reading.report):
            return taker, giver, True, f"{giver.reading.report.publisher} is an agency."
    if clearly_before(a, b):
        return e.b, e.a, e.wire is None, ""
    if e.shared and abs(e.shared.share_a - e.shared.share_b) > 0.3:
        taker, giver = (e.a, e.b) if e.shared.share_a > e.shared.share_b else (e.b, e.a)
        return taker, giver, False, "Which came first is not known; the shorter one is nearly all in the longer."
    return e.b, e.a, False, "Which came first is not known."


def clearly_before(a: Report, b: Report) -> bool:
    """Whether ``a`` was published before ``b`` by times, or by days where a time is missing."""
    one, other = _moment(a.published), _moment(b.published)
    if one is None or other is None:
        return False
    if one[1] and other[1]:
        return one[0] < other[0]
    return one[0].date() < other[0].date()


def _moment(published: str | None) -> tuple[datetime, bool] | None:
    """(moment in UTC, whether a time of day is known)."""
    try:
        moment = datetime.fromisoformat(published or "")
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return moment, len(published or "") > 10


def _other_language(e: Evidence) -> bool:
    one, other = (t.reading.report.language.split("-")[0] for t in (e.a, e.b))
    return "und" not in (one, other) and one != other
