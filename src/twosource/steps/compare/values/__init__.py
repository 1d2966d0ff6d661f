"""Values of one kind: numbers, ages, amounts, durations, dates; which of them answer one question, and how they fit."""
