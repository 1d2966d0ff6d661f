"""What shows that nothing was touched: digests, a hash-chained log, case bundles, time stamps.

Nothing here knows the library's database; ``library`` uses it, and an exported bundle can be checked with it alone.
"""
