"""One audit of a company at a time: who writes its folder holds a lock that tells the others who it is and since when."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from account_health.model.errors import UsageError

NAME: Final = ".lock"
STALE_SECONDS: Final = 1_800
"""No audit takes so long: a lock of this age was left behind by one that was killed."""
_LONGEST: Final = 20


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a company's folder for as long as its audit runs; raises UsageError where another one does."""
    lock = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _take(lock)
    except UsageError:
        raise
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror}; choose another folder with --out"
        ) from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _take(lock: Path) -> None:
    """Make the lock; one whose holder is gone is taken over. Raises UsageError where somebody holds it."""
    for _ in range(2):
        with suppress(FileExistsError):
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(str(os.getpid()))
            return
        age, holder = _held(lock)
        if age is not None and age < STALE_SECONDS and _runs(holder):
            raise UsageError(
                f"{lock.parent} is being written by another audit (process {holder or 'unknown'}, for {int(age)} seconds);"
                f" wait for it, or delete {lock} if there is none"
            )
        lock.unlink(missing_ok=True)


def _held(lock: Path) -> tuple[float | None, int]:
    """Return for how many seconds a lock is held and by which process; None where it is gone by now."""
    try:
        age = max(time.time() - lock.stat().st_mtime, 0.0)
        text = lock.read_text("ascii", errors="replace")[:_LONGEST].strip()
    except OSError:
        return None, 0
    return age, int(text) if text.isdecimal() else 0


def _runs(process: int) -> bool:
    """Say whether a process is there; where nobody can tell, it is taken for running."""
    if not process or os.name == "nt":
        # On Windows signal 0 would end the process.
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
