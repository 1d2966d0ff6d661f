"""Who said it, on whose word, and where the reports differ."""
