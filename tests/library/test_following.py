"""The stories that people follow are remembered by the library, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from incoming import FERRY, incoming

from twosource.library import Library, LibraryError


def two_stories(library: Library) -> tuple[str, str]:
    library.add([incoming("a"), incoming("b", FERRY)])
    one, other = library.place([(None, ["a"]), (None, ["b"])])
    return one, other


def test_what_is_followed_is_remembered(library: Library, reopened: Callable[[], Library]) -> None:
    one, other = two_stories(library)
    assert library.followed() == []
    for story in (other, one, other):
        assert library.follow(story, by="Ane") == story
    assert reopened().followed() == [other, one]
    assert reopened().status().followed == 2
    library.unfollow(other, by="Ane")
    assert reopened().followed() == [one]
    told = [(e.what, e.subject, e.body) for e in library.log() if "follow" in e.what]
    assert told == [(w, s, {"by": "Ane"}) for w, s in (("followed", other), ("followed", one), ("unfollowed", other))]
    assert library.verify() == []


def test_who_follows_a_merged_story_follows_what_it_became(library: Library) -> None:
    one, other = two_stories(library)
    library.follow(other, by="Ane")
    library.merge(one, other, by="Ane")
    assert library.followed() == [one]
    library.follow(one, by="Ane")
    assert library.followed() == [one]
    library.unfollow(other, by="Ane")
    assert library.followed() == []


def test_a_story_without_reports_is_followed_no_more(library: Library) -> None:
    one, other = two_stories(library)
    library.follow(one, by="Ane")
    library.follow(other, by="Ane")
    library.forget(["a"], by="Ane")
    assert library.followed() == [other]


def test_a_story_that_is_not_there_is_said(library: Library) -> None:
    with pytest.raises(LibraryError, match="s99"):
        library.follow("s99", by="Ane")
    assert library.unfollow(two_stories(library)[0], by="Ane") == "s1"
