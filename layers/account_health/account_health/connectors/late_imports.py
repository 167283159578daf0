"""The turn to import modules of ours while looks run side by side.

Modules that most looks do not need are imported by the first that does, in its thread. Two threads that import modules of
one package in different orders each wait for what the other holds, and Python ends one with an error: an account would be
unknown because another was looked at.
"""

from threading import RLock
from typing import Final

ONE_AT_A_TIME: Final = RLock()
"""Held around every import of ours that stands in a function below `connectors`; a test reads that."""
