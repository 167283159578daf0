"""Which run, line, company and account a line of the log is about, whoever writes it: this package, boto3 or a library.

Keys are known where the work begins and belong to its thread; `connectors.pool` hands them on to the threads that it starts.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any, Final

KEYS: Final = ("run", "line", "company", "account")
"""In the order of a run: what is known of them stands on every line."""
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_about: ContextVar[Mapping[str, str]] = ContextVar("about", default=_NOTHING)


@contextmanager
def about(**keys: str | None) -> Iterator[None]:
    """Within it, what is logged is about these; a key that is None stays as it was."""
    token = _about.set({**_about.get(), **{name: value for name, value in keys.items() if value is not None}})
    try:
        yield
    finally:
        _about.reset(token)


def learn(**keys: str) -> None:
    """From here to the end of the step what is logged is about these, too; where no step is at work it is about nothing."""
    if _about.get() is not _NOTHING:
        _about.set({**_about.get(), **keys})


def known(name: str) -> str | None:
    """Return what the work of this thread is about, by one of the keys; None where that is not known."""
    return _about.get().get(name)


def keys_of(event: object) -> dict[str, str]:
    """Return the keys that an event names; what strangers sent in their place is none."""
    if not isinstance(event, dict):
        return {}
    run: Any = event.get("run")
    found = {"run": run.get("id") if isinstance(run, dict) else None}
    found |= {name: event.get(name) for name in KEYS[1:]}
    return {name: value for name, value in found.items() if isinstance(value, str)}


class AddKeys(logging.Filter):
    """Puts the keys on each record that passes; a line that names one itself keeps its own."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the keys; let every record pass."""
        for name, value in _about.get().items():
            record.__dict__.setdefault(name, value)
        return True
