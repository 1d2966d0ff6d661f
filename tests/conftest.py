"""Its being here puts ``tests/`` on the path, so that tests can say ``from builders import story``."""

from hypothesis import settings

# No test asserts a time: machines are noisy, and a slow run is no wrong answer.
settings.register_profile("twosource", deadline=None)
settings.load_profile("twosource")
