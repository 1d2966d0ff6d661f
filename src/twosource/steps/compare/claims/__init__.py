"""What is said to have happened: affirmed and denied, accused and answered, one act or another, what came of what."""
