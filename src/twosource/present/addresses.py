"""Where a link leads, for presentations that keep things in different places."""

from __future__ import annotations

from typing import Protocol

from twosource.record import Comparison, Statement


class Addresses(Protocol):
    """The address of each thing that can be pointed to. ``number`` is the place of a report or question in the dossier,
    from 1 (0 where the report is not in it); ``anchor`` the id that the thing has on a page."""

    def report(self, report: str, number: int, /) -> str:
        """A report."""
        ...

    def words(self, report: str, number: int, start: int, end: int, /) -> str:
        """Words in a report's text."""
        ...

    def question(self, comparison: Comparison, number: int, /) -> str:
        """A question with its answers."""
        ...

    def count(self, number: int, /) -> str:
        """The origins of a matter."""
        ...

    def statement(self, statement: Statement, anchor: str, /) -> str:
        """A statement among what its speaker says."""
        ...

    def quotation(self, anchor: str, /) -> str:
        """The wordings of a quotation."""
        ...


class InPage:
    """Everything on one page. Anchors are made from numbers only (``r3-120-140``: report 3, these characters; ``c2``:
    comparison 2), never from ids, names or words, which come from outside."""

    def report(self, _report: str, number: int, /) -> str:
        """``#r3``."""
        return f"#r{number}" if number else "#reports"

    def words(self, _report: str, number: int, start: int, end: int, /) -> str:
        """``#r3-120-140``."""
        return f"#r{number}-{start}-{end}"

    def question(self, _comparison: Comparison, number: int, /) -> str:
        """``#c2``."""
        return f"#c{number}"

    def count(self, number: int, /) -> str:
        """``#o4``."""
        return f"#o{number}"

    def statement(self, _statement: Statement, anchor: str, /) -> str:
        """``#s7``."""
        return f"#{anchor}"

    def quotation(self, anchor: str, /) -> str:
        """``#q1``."""
        return f"#{anchor}"
