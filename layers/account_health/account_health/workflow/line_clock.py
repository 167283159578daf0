"""A line's clock in the storage: until when nobody asks a platform, whichever run it was that was told so."""

import logging
from datetime import datetime, timedelta
from typing import Final

from account_health.model.errors import BrokenFileError, ConflictError
from account_health.model.lines import Stop, next_try
from account_health.storage import Storage, Stored, write_over
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.places import line_clock

logger = logging.getLogger(__name__)

_TRIES: Final = 10


def read_stop(storage: Storage, line: str, now: datetime) -> Stop:
    """Return the line's clock; a line without one, or with one that cannot be read, is well. Raises BackendError."""
    return _stop(storage.read(line_clock(line)), line, now)


def stop_line(storage: Storage, line: str, now: datetime, why: str, asked: float | None) -> Stop:
    """Stop a line for as long as the platform asked, in seconds, else for longer the more often it stopped.

    Two processes that meet the same trouble stop it once. Raises BackendError.
    """

    def stopped(known: Stop) -> Stop:
        already = known.failures > 0 and known.until > now
        failures = known.failures if already else known.failures + 1
        until = now + (next_try(failures) if asked is None else timedelta(seconds=asked))
        return Stop(
            until=max(known.until, until) if already else until,
            failures=failures,
            why=why,
            since=known.stands_since(now) or now,
        )

    for _ in range(_TRIES):
        stored = storage.read(line_clock(line))
        new = stopped(_stop(stored, line, now))
        if _written(storage, line, stored, new):
            logger.warning(
                "line stopped", extra={"line": line, "until": new.until.isoformat(), "why": new.why}
            )
            return new
    raise ConflictError(f"{line_clock(line)} is being written by others all the time.")


def release_line(storage: Storage, line: str, now: datetime) -> None:
    """Note that the platform answers again. Raises BackendError."""
    stored = storage.read(line_clock(line))
    if _stop(stored, line, now).failures:
        # Who was quicker stopped or released it for a reason of now.
        _written(storage, line, stored, Stop(until=now))


def _written(storage: Storage, line: str, stored: Stored | None, stop: Stop) -> bool:
    try:
        write_over(storage, line_clock(line), to_json(stop), stored)
    except ConflictError:
        return False
    return True


def _stop(stored: Stored | None, line: str, now: datetime) -> Stop:
    if stored is None:
        return Stop(until=now)
    try:
        return from_json(Stop, stored.body, line_clock(line))
    except BrokenFileError:
        logger.warning("the clock of a line cannot be read", extra={"line": line})
        return Stop(until=now)
