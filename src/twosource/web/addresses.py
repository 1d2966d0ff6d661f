"""Where things are in the reading room. Every part of a path is quoted: ids may come from outside."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, urlencode

from twosource.record import Comparison, Statement

COUNTS_A_PAGE = 25


class StoryAddresses:
    """The addresses of one story's pages. They are made from what a thing rests on, not from its place in a list, so
    that a link still leads to it when the story has been read again."""

    def __init__(self, story: str) -> None:
        self.home = f"/stories/{quote(story, safe='')}"

    def report(self, report: str, _number: int = 0, /) -> str:
        """The full text of a report."""
        return f"{self.home}/reports/{quote(report, safe='')}"

    def words(self, report: str, _number: int, start: int, end: int, /) -> str:
        """The full text, at these words."""
        return f"{self.report(report)}?at={start}-{end}#w{start}-{end}"

    def between(self, first: str, second: str) -> str:
        """Two reports side by side."""
        return f"{self.home}/between?{urlencode({'first': first, 'second': second})}"

    def versions(self, report: str) -> str:
        """How a report changed from version to version."""
        return f"{self.home}/versions/{quote(report, safe='')}"

    def question(self, comparison: Comparison, _number: int = 0, /) -> str:
        """The answers to a question, side by side."""
        return f"{self.home}/questions/{question_key(comparison)}"

    def count(self, number: int, /) -> str:
        """The origins of a matter, on the page of them that it stands on."""
        page = (number - 1) // COUNTS_A_PAGE + 1
        return f"{self.home}/origins{f'?page={page}' if page > 1 else ''}#o{number}"

    def statement(self, statement: Statement, _anchor: str = "", /) -> str:
        """What is known of one statement."""
        return f"{self.home}/statements/{quote(statement.id, safe='')}"

    def same(self, statement: Statement) -> str:
        """Where a statement is said to be the same as others."""
        return f"{self.home}/same/{quote(statement.id, safe='')}"

    def quotation(self, anchor: str, /) -> str:
        """The wordings of a quotation."""
        return f"{self.home}/quotations#{anchor}"

    def source(self, entity: str) -> str:
        """What somebody says in the story."""
        return f"{self.home}/sources?name={quote(entity, safe='')}"


def question_key(comparison: Comparison) -> str:
    """Names a question by its kind and the words that answer it."""
    places = sorted((m.report, m.start, m.end) for value in comparison.values for m in value.mentions)
    return hashlib.sha256(repr((comparison.kind, places)).encode()).hexdigest()[:16]
