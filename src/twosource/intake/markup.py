"""What is asked of a node of a page's tree (lxml's nodes have no published types)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Element(Protocol):
    """A node of lxml or of trafilatura's small XML."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Element]: ...
    def getparent(self) -> Element | None:
        """The node around this one."""
        ...

    def drop_tree(self) -> None:
        """Take it out of its tree; what follows it stays."""
        ...

    def find(self, path: str) -> Element | None:
        """The first node on a path."""
        ...

    def get(self, name: str) -> str | None:
        """An attribute."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """This node and all below it (of these names)."""
        ...

    def itertext(self) -> Iterator[str]:
        """All text below, in order."""
        ...

    def xpath(self, path: str) -> list[str]:
        """The strings that a path leads to (we ask for attributes and texts only)."""
        ...
