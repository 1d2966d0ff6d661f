"""Its being here puts ``tests/`` on the path, so that tests can say ``from builders import story``."""
