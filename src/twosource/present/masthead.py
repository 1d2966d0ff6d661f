"""What stands above a report wherever it is shown in full."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.present.index import Index
from twosource.present.read_where import read_where
from twosource.present.visible import one_line, web_address
from twosource.present.wording import date
from twosource.record import Report


@dataclass(frozen=True, slots=True)
class Masthead:
    """Of a report: ``name`` tells it from the others of its story, ``key`` is its id, ``link`` its address where that
    may be one, ``length`` its characters, ``read_where`` from where each of these was read."""

    name: str
    title: str
    published: str
    author: str
    address: str
    link: str | None
    key: str
    language: str
    length: int
    read_where: tuple[str, ...]


def masthead(index: Index, report: Report) -> Masthead:
    """Ready to be shown; empty where it is not known."""
    return Masthead(
        name=index.report_name(report.id),
        title=one_line(report.title or ""),
        published=date(report.published) if report.published else "",
        author=one_line(report.author or ""),
        address=one_line(report.url or ""),
        link=web_address(report.url),
        key=one_line(report.id),
        language=report.language,
        length=len(report.text),
        read_where=read_where(report),
    )
