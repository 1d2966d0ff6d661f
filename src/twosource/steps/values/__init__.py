"""Times and numbers in the words of a report, each with the interval it stands for."""

from twosource.record import Moment, Quantity, Reading
from twosource.steps.values.dates import moments, timed, undated
from twosource.steps.values.quantities import quantities
from twosource.steps.values.timeline import timeline

__all__ = ["Values", "moments", "quantities", "timeline", "undated", "values"]

Values = tuple[tuple[Moment, ...], tuple[Quantity, ...]]


def values(reading: Reading) -> Values:
    """``moments`` and ``quantities`` of a report, for which its expressions of time are looked for once."""
    times = timed(reading)
    return moments(reading, times), quantities(reading, times)
