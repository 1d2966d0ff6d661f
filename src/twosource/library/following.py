"""The stories that people follow: what changes in them is told."""

from __future__ import annotations

from sqlalchemy import Connection, select

from twosource.library import journal, stories
from twosource.library.schema import about, story

_KEY = "follow "  # and the story's id: a row of ``about`` each


def follow(connection: Connection, ident: str, by: str) -> str:
    """Follow a story from now on; returns its id. Raises LibraryError where there is none."""
    ident = stories.resolve(connection, ident)
    if ident not in followed(connection):
        connection.execute(about.insert(), [{"key": _KEY + ident, "value": journal.now()}])
        journal.write(connection, "followed", ident, {"by": by})
    return ident


def unfollow(connection: Connection, ident: str, by: str) -> str:
    """Follow a story no longer; returns its id. Raises LibraryError where there is none."""
    ident = stories.resolve(connection, ident)
    named = [one for one in _named(connection) if stories.resolve(connection, one) == ident]
    if named:
        connection.execute(about.delete().where(about.c.key.in_([_KEY + one for one in named])))
        journal.write(connection, "unfollowed", ident, {"by": by})
    return ident


def followed(connection: Connection) -> list[str]:
    """The followed stories that still have reports, those followed first before the others. Who followed a story that
    was merged follows the one it was merged into."""
    meant = list(dict.fromkeys(stories.resolve(connection, one) for one in _named(connection)))
    there = {*connection.scalars(select(story.c.id).where(story.c.id.in_(meant), story.c.reports > 0))}
    return [one for one in meant if one in there]


def _named(connection: Connection) -> list[str]:
    query = select(about.c.key).where(about.c.key.startswith(_KEY)).order_by(about.c.value, about.c.key)
    return [key.removeprefix(_KEY) for key in connection.scalars(query)]
