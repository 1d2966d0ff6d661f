"""One utterance in several wordings, collated."""
