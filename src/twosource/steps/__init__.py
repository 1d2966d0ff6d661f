"""The reasoning: pure functions over records, in the order read, attribute, resolve, values, align, compare, trace."""
