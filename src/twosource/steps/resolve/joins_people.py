"""When two spellings are one person: full names that agree, surnames, given names, titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from twosource.steps.callings import given_names
from twosource.steps.resolve.evidence import people
from twosource.steps.resolve.forms import Form, named_in_table
from twosource.steps.resolve.given import one_given_name, two_given_names
from twosource.steps.resolve.spelling import generation, same_word, shapes, without_generation
from twosource.steps.resolve.union import TABLES, Union

_RATHER = 4  # so much more speaks for a person than for a body or a place …
_OFTEN = 10  # … and so many lone names at most for each full one: it is a surname


def full_names(union: Union) -> None:
    """Full names that share a surname and agree in the rest, or stand in the other order."""
    forms = union.forms
    full = {f.tokens for f in forms if f.kind == "person" and len(f.tokens) > 1}
    people = [
        k
        for k, f in enumerate(forms)
        if f.kind in ("person", "") and 2 <= len(without_generation(f.tokens)) <= 5 and not _two_people(f, full)
    ]
    blocks: dict[str, list[int]] = defaultdict(list)
    for k in people:
        words = without_generation(forms[k].tokens)
        for block in {s[:3] for word in (words[0], words[-1]) for s in shapes(word)}:
            blocks[block].append(k)
    pairs = sorted({(a, b) for rows in blocks.values() for i, a in enumerate(rows) for b in rows[i + 1 :]})
    alike = [(a, b) for a, b in pairs if "person" in (forms[a].kind, forms[b].kind) and _one_name(forms[a], forms[b])]
    younger = {k for pair in alike for k in _beside_an_elder(pair, forms)}
    for a, b in alike:
        if _generation(a, forms) == _generation(b, forms) or not {a, b} & younger:
            union.join(a, b)


def _generation(k: int, forms: list[Form]) -> str:
    return generation(forms[k].tokens)


def _beside_an_elder(pair: tuple[int, int], forms: list[Form]) -> list[int]:
    """Which of two forms is "Jan Roe Jr", where some report also has "Jan Roe", or "Jan Roe Sr": so it is not short for
    him."""
    told = [k for k in pair if _generation(k, forms)]
    both = forms[pair[0]].reports & forms[pair[1]].reports
    return told if len({_generation(k, forms) for k in pair}) > 1 and (both or len(told) > 1) else []


def _two_people(form: Form, full: Collection[tuple[str, ...]]) -> bool:
    """Two names that a caption or a menu ran together ("Jane Roe Ola Vik")."""
    tokens = form.tokens
    return any(tokens[:k] in full and tokens[k:] in full for k in range(2, len(tokens) - 1))


def _one_name(a: Form, b: Form) -> bool:
    """Whether two full names can be one person's, "Jr" and the like left aside."""
    apart = not a.reports & b.reports  # a report that has both forms of a given name means two people
    inflected = a.inflected or b.inflected
    short, long_ = sorted((without_generation(a.tokens), without_generation(b.tokens)), key=len)
    if sorted(short) == sorted(long_):
        return True
    if len(short) < len(long_) and all(same_word(x, y, inflected) for x, y in zip(short, long_, strict=False)):
        return True
    if not same_word(short[-1], long_[-1], inflected):
        return False

    def agree(x: str, y: str) -> bool:
        return _agree(x, y, inflected) or (apart and one_given_name(x, y))

    if len(short) == len(long_):
        return all(agree(x, y) for x, y in zip(short[:-1], long_[:-1], strict=True))
    full = (long_[0], *(y for y in long_[1:-1] if len(y) > 1))  # a middle initial is nobody's first name
    first = any(agree(short[0], y) for y in full)
    return first and all(any(agree(x, y) for y in long_[:-1]) for x in short[1:-1])


def _agree(x: str, y: str, inflected: bool) -> bool:
    """The same given name, an initial or a short form of it ("Olufunke" and "Funke")."""
    if same_word(x, y, inflected):
        return True
    short, long_ = sorted((x, y), key=len)
    if len(short) == 1:
        return long_.startswith(short)
    return len(short) > 3 and (long_.startswith(short) or long_.endswith(short)) and not two_given_names(x, y)


def lone_names(union: Union) -> None:
    """A surname of exactly one person; for what the parser takes for a person also a given name."""
    forms = union.forms
    surnames: dict[str, list[int]] = defaultdict(list)
    given: dict[str, list[int]] = defaultdict(list)
    for k, form in enumerate(forms):
        if form.kind == "person" and len(words := without_generation(form.tokens)) > 1:
            for block in {shape[:2] for shape in shapes(words[-1])}:
                surnames[block].append(k)
            for block in {shape[:2] for shape in shapes(words[0])}:
                given[block].append(k)
    for k, form in enumerate(forms):
        if (
            len(without_generation(form.tokens)) != 1
            or form.kind == "publisher"
            or any(form.key in named_in_table(t) for t in TABLES)
        ):
            continue
        blocks = sorted({shape[:2] for shape in shapes(form.tokens[0])})
        owners = [o for o in _of(surnames, blocks) if _bears(form, forms[o], -1)]
        owners = _of_one_title(form, owners, forms)
        may_be_given = form.kind == "person" or max(form.strong("organisation"), form.strong("place")) < 1
        by_given = [o for o in _of(given, blocks) if _bears(form, forms[o], 0)] if may_be_given else []
        if not owners or (form.key in given_names() and _named(owners, forms) < _named(by_given, forms)):
            near = [o for o in by_given if form.reports & forms[o].reports]
            owners = near or (by_given if form.kind == "person" else [])
        if not union.join_only(k, owners) and owners and _is_surname(form, _named(owners, forms)):
            union.shared.add(k)


def _of(index: dict[str, list[int]], blocks: Iterable[str]) -> list[int]:
    """What the index has in any of the blocks, each once."""
    return sorted({k for block in blocks for k in index.get(block, ())})


def _is_surname(form: Form, bearers: int) -> bool:
    """Whether a lone name is only people's: nothing makes it a thing's, or far less than makes it a person's, and those
    who bear it are named by their full names often enough (``bearers``)."""
    thing = max(form.strong("organisation"), form.strong("place"))
    often = bearers * _OFTEN >= len(form.places)
    return thing < 1 or (often and thing < form.strong("person") / _RATHER)


def _named(owners: Iterable[int], forms: list[Form]) -> int:
    """How often the story names them."""
    return sum(len(forms[o].places) for o in owners)


def _of_one_title(lone: Form, owners: list[int], forms: list[Form]) -> list[int]:
    """Of several with one surname those who bear a title that it stands with ("President Roe")."""
    titles = _titles(lone)
    titled = [o for o in owners if titles & _titles(forms[o])]
    return titled or owners


def _titles(form: Form) -> frozenset[str]:
    """Offices, not courtesies."""
    return frozenset(t for n in form.places for t in n.title.casefold().split()) & people()


def _bears(lone: Form, full: Form, which: int) -> bool:
    near = bool(lone.reports & full.reports)
    if generation(lone.tokens) and generation(lone.tokens) != generation(full.tokens):  # "Donald Jr", "Roe senior"
        return False
    if lone.kind == "place" and lone.strong("place") >= 2 and lone.labels("place") > 2 * lone.labels("person"):
        return False
    if lone.kind not in ("person", "") and not near and max(lone.strong("organisation"), lone.strong("place")) >= 1:
        return False
    return same_word(lone.tokens[0], without_generation(full.tokens)[which], lone.inflected or full.inflected)
