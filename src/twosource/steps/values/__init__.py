"""Times and numbers in the words of a report, each with the interval it stands for."""

from twosource.steps.values.dates import moments, timed, undated
from twosource.steps.values.quantities import quantities
from twosource.steps.values.timeline import timeline

__all__ = ["moments", "quantities", "timed", "timeline", "undated"]
