"""Whoever asks again within hours for the same run by hand means the same run, also where midnight lies between.

Its name holds the day, and a click, a retry of the command and Lambda's own deliveries of one event have no other mark
that they share. So the first of them leaves a note, written under a condition: the others take the name from there.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from account_health.model.errors import BrokenFileError, ConflictError
from account_health.model.run import Run
from account_health.storage import Storage, Stored, write_over
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.places import ask_file

SAME_ASK: Final = timedelta(hours=6)
"""So long Lambda delivers one event (`MaximumEventAgeInSeconds` of StartAudit)."""
_TRIES: Final = 10
_DAY: Final = re.compile(r"-\d{4}-\d{2}-\d{2}(-r\d+)?$")


@dataclass(frozen=True, slots=True)
class Ask:
    """The run that was asked for last, and when."""

    run: str
    at: datetime


def asked_once(run: Run, storage: Storage, now: datetime) -> Run:
    """Return the run under the name that it was asked for by, where it was asked for yesterday evening.

    Raises BackendError, and ConflictError where others write that note all the time.
    """
    key = ask_file(_DAY.sub(r"\1", run.id))
    for _ in range(_TRIES):
        stored = storage.read(key)
        before = _read(stored, key)
        if before is not None and before.run != run.id and abs(now - before.at) < SAME_ASK:
            return replace(run, id=before.run, period=before.run)
        try:
            write_over(storage, key, to_json(Ask(run.id, now)), stored)
        except ConflictError:
            continue
        return run
    raise ConflictError(f"{key} is being written by others all the time.")


def _read(stored: Stored | None, key: str) -> Ask | None:
    if stored is None:
        return None
    try:
        return from_json(Ask, stored.body, key)
    except BrokenFileError:
        return None
