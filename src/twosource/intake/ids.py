"""One id for each report, the same whatever the order the reports came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from twosource.intake.source import Draft, printable
from twosource.record import Report


def settle(drafts: Iterable[Draft], warn: Callable[[str], None]) -> tuple[Report, ...]:
    """Reports sorted by id. Files of the same name are told apart by their folders. Of several with the same id and
    the same text the fullest is kept; with different texts all are kept, as ``id~`` and the start of the
    text's hash."""
    named = _by_folder(list(drafts))
    groups: dict[str, list[Draft]] = defaultdict(list)
    for one in named:
        groups[one.report.id].append(one)
    taken = set(groups)
    reports: list[Report] = []
    for key in sorted(groups):
        kept = _without_copies(groups[key], warn)
        reports += [one.report for one in (kept if len(kept) == 1 else _told_apart(kept, taken, warn))]
    return tuple(sorted(reports, key=lambda r: r.id))


def _by_folder(drafts: list[Draft]) -> list[Draft]:
    """Where ids come from file names and clash, the shortest part of the path that tells the files apart."""
    clashing: dict[str, list[Draft]] = defaultdict(list)
    for one in drafts:
        if one.path is not None:
            clashing[one.report.id].append(one)
    renamed: dict[int, Draft] = {}
    for group in clashing.values():
        if len(group) > 1:
            paths = [Path.absolute(one.path).resolve() for one in group if one.path]
            names = next((n for n in _longer_names(paths) if len(set(n)) == len(n)), None)
            for one, name in zip(group, names or [], strict=names is not None):
                renamed[id(one)] = replace(one, report=replace(one.report, id=name))
    return [renamed.get(id(one), one) for one in drafts]


def _longer_names(paths: list[Path]) -> Iterator[list[str]]:
    """``story.txt``, then ``monday/story``, ``monday/story.txt``, ``desk/monday/story`` …"""
    yield [printable(p.name) for p in paths]
    for depth in range(1, max(len(p.parts) for p in paths)):
        folders = [[printable(part) for part in p.parts[:-1] if part != p.anchor][-depth:] for p in paths]
        yield ["/".join([*f, printable(p.stem)]) for f, p in zip(folders, paths, strict=True)]
        yield ["/".join([*f, printable(p.name)]) for f, p in zip(folders, paths, strict=True)]


def _without_copies(group: list[Draft], warn: Callable[[str], None]) -> list[Draft]:
    by_text: dict[str, list[Draft]] = defaultdict(list)
    for one in group:
        by_text[one.report.sha256].append(one)
    kept = []
    for digest in sorted(by_text):
        first, *rest = sorted(by_text[digest], key=_fullest_first)
        kept.append(first)
        for other in rest:
            warn(f'{other.where}: has the id "{other.report.id}" and the text of {first.where}; taken once.')
    return kept


def _fullest_first(one: Draft) -> tuple[object, ...]:
    r = one.report
    fields = (r.title, r.url, r.publisher, r.published, r.author, r.language)
    extra = sorted((key, repr(value)) for key, value in r.extra.items())
    return (-sum(f is not None for f in fields), [f or "" for f in fields], extra, one.where)


def _told_apart(group: list[Draft], taken: set[str], warn: Callable[[str], None]) -> list[Draft]:
    key = group[0].report.id
    for length in (6, 12, 64):
        names = [f"{key}~{one.report.sha256[:length]}" for one in group]
        if len(set(names)) == len(names) and not taken & set(names):
            break
    taken.update(names)
    pairs = sorted((one.where, name) for one, name in zip(group, names, strict=True))
    said = ", ".join(f"{where} as {name}" for where, name in pairs)
    warn(f'the id "{key}" is given to {len(group)} different texts; all are kept: {said}.')
    return [replace(one, report=replace(one.report, id=name)) for one, name in zip(group, names, strict=True)]
