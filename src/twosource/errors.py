"""Errors that a user can meet; each says what was found and what to do."""

from __future__ import annotations


class TwosourceError(Exception):
    """Base of all errors that the program raises on purpose. The message is written for the user."""


class Unreadable(TwosourceError):
    """An input that cannot be taken in: ``where`` (file and line), ``why``, and what to ``do``."""

    def __init__(self, where: str, why: str, do: str = "") -> None:
        self.where, self.why, self.do = where, why, do
        super().__init__(f"{where}: {why}" + (f" {do}" if do else ""))

    def bare(self) -> Unreadable:
        """The same without the frames that it went through, which hold the bytes that were refused."""
        self.__traceback__ = self.__cause__ = self.__context__ = None
        return self

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str, str]]:
        return type(self), (self.where, self.why, self.do)


class Later(Unreadable):
    """A server that asks to be left alone for so many ``seconds``."""

    def __init__(self, where: str, why: str, do: str = "", seconds: float = 0.0) -> None:
        super().__init__(where, why, do)
        self.seconds = seconds


class ModelMissing(TwosourceError):
    """A learned part that is not installed; the program goes on without it and says what is then missing."""
