"""What a group is called: the shortest of its wordings that can be read by itself.

A clause that says who did it comes first, then what one of its statements says within one sentence, then the whole
sentence that a clause stands in. Words that are cut out of a phrase ("the nominee had", "of Wednesday, she led") are
no title, however short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.record import Mention, Sentence, Span
from twosource.steps.align.propositions import Proposition
from twosource.steps.clauses import finite
from twosource.steps.keys import listed

LONGEST = 160  # characters
SHORTEST = 4  # words
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj", "csubjpass"))
# What completes the word that it hangs on: a title must not end before it.
_COMPLETING = frozenset((
    "dobj", "attr", "acomp", "oprd", "pobj", "pcomp", "xcomp", "ccomp", "prt", "dative", "aux", "auxpass", "neg",
))  # fmt: skip
# What leads over from words that are left out: "…, which …", "(found) him guilty".
_HANGING = frozenset((
    "which", "who", "whom", "whose", "where", "when", "how", "why", "as", "because", "since", "than",
    "me", "him", "us", "them",
))  # fmt: skip
_EDGES = re.compile(
    r"^(?:that\s|[\s,;:\"“”'‘’])+|(?:(?<=[a-z]{3})\.|[\s,;:\"“”'‘’]|\s(?:and|but|or|to|while|as|who|which|between))+$"
)


def label(told: Sequence[tuple[Proposition, Mention]], texts: Mapping[str, str]) -> str:
    """The title of a group from its tellings: each a clause, and the words in which the report tells it."""
    for wordings in (_clauses(told), _statements(told), _sentences(told)):
        trimmed = (_EDGES.sub("", " ".join(span.of(texts[report]).split())) for report, span in wordings)
        plain = sorted({w for w in trimmed if len(w.split()) >= SHORTEST and w.count("“") == w.count("”")}, key=_length)
        if plain and len(plain[0]) <= LONGEST:
            return plain[0]
    return _cut(told, texts)


def _length(words: str) -> tuple[int, str]:
    return len(words), words


def _clauses(told: Sequence[tuple[Proposition, Mention]]) -> Iterator[tuple[str, Span]]:
    """Those that say who did it, and neither point to nor hang on what is before."""
    for one, mention in told:
        tokens = one.clause.sentence.tokens
        named = any(
            tokens[t.head] is tokens[one.clause.head]
            and t.dep in ("nsubj", "nsubjpass")
            and t.start >= mention.start
            and t.pos in ("NOUN", "PROPN", "NUM")
            for t in tokens
        )
        if named and finite(one.clause) and _reads_by_itself(one.clause.sentence, mention.span, pointing=False):
            yield mention.report, mention.span


def _statements(told: Sequence[tuple[Proposition, Mention]]) -> Iterator[tuple[str, Span]]:
    """What the statements say in the sentences of the clauses, where it can be read by itself."""
    for one, mention in told:
        sentence, statement = one.clause.sentence, one.statement
        if statement is None or statement.end <= sentence.start or sentence.end <= statement.start:
            continue  # a clause that belongs to the statement of its cue
        part = Span(max(sentence.start, statement.start), min(sentence.end, statement.end))
        if _reads_by_itself(sentence, part):
            yield mention.report, part


def _sentences(told: Sequence[tuple[Proposition, Mention]]) -> Iterator[tuple[str, Span]]:
    for one, mention in told:
        yield mention.report, Span(one.clause.sentence.start, one.clause.sentence.end)


def _reads_by_itself(sentence: Sentence, part: Span, pointing: bool = True) -> bool:
    """True where the words have a subject and leave out nothing that completes them; ``pointing`` says whether they
    may begin with "he" or "and". Nothing is known of a sentence that was not parsed."""
    if not sentence.parsed:
        return pointing
    tokens = sentence.tokens
    inside = [k for k, t in enumerate(tokens) if part.start <= t.start < part.end and t.pos not in ("PUNCT", "SPACE")]
    if not inside:
        return False
    within, first, last = frozenset(inside), inside[0], inside[-1]
    begins = tokens[first].text.casefold()
    if begins in _HANGING or (len(inside) > 1 and tokens[inside[1]].text.casefold() in ("which", "whom", "whose")):
        return False
    if not pointing and begins in listed("joining") | listed("pointing"):
        return False
    subject = any(tokens[k].dep in _SUBJECTS and tokens[k].head in within for k in inside)
    cut_before = tokens[first].head < first
    cut_behind = tokens[last].head > last or any(
        tokens[k].dep in _COMPLETING and tokens[k].head in within for k in range(last + 1, len(tokens))
    )
    return subject and not cut_before and not cut_behind


def _cut(told: Sequence[tuple[Proposition, Mention]], texts: Mapping[str, str]) -> str:
    """The beginning of the shortest sentence, or of what is told where that is not known."""
    worded = (_EDGES.sub("", " ".join(span.of(texts[report]).split())) for report, span in _sentences(told))
    best = min(worded, key=_length)
    return best if len(best) <= LONGEST else best[: LONGEST - 3].rsplit(" ", 1)[0] + " …"
