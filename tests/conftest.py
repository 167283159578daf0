"""For all tests: hypothesis sets no time limits, since no test depends on how busy a machine is."""

from hypothesis import settings

settings.register_profile("without time limits", deadline=None)
settings.load_profile("without time limits")
