"""One audit of a company at a time: who writes its folder holds a lock that tells the others who it is and since when.

The file says who; the system says whether that is still so: it frees a lock when its process ends, however it ends. On Windows a file that
somebody holds open cannot be deleted, elsewhere it is locked (`flock`). So a lock that was left behind stops nobody, whatever it says.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from account_health.model.errors import UsageError

NAME: Final = ".lock"
_LONGEST: Final = 20
_TRIES: Final = 20
"""So often a lock may vanish between two looks at it, because others come and go."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a company's folder for as long as its audit runs; raises UsageError where another one does."""
    lock = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _taken(lock)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror}; choose another folder with --out"
        ) from error
    try:
        yield
    finally:
        _free(lock, handle)


def _taken(lock: Path) -> int:
    """Make the lock, or take over one whose holder is gone; return its open file. Raises UsageError where somebody holds it."""
    for _ in range(_TRIES):
        handle = _made(lock)
        if handle is None:
            handle = _left_behind(lock)
        if handle is not None:
            os.truncate(handle, 0)
            os.write(handle, str(os.getpid()).encode("ascii"))
            return handle
        age, holder = _age_and_holder(lock)
        if age is not None:
            raise UsageError(
                f"{lock.parent} is being written by another audit (process {holder or 'unknown'}, for {int(age)} seconds);"
                f" wait until it has ended, or delete {lock} if there is none"
            )
    raise UsageError(f"{lock.parent} is being written by other audits; wait until they have ended")


def _made(lock: Path) -> int | None:
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except FileExistsError:
        return None
    return _kept(handle, lock)


if sys.platform == "win32":

    def _left_behind(lock: Path) -> int | None:
        """Return a new lock in the place of one that nobody holds open."""
        try:
            lock.unlink(missing_ok=True)
        except PermissionError:
            return None
        return _made(lock)

    def _kept(handle: int, lock: Path) -> int | None:  # noqa: ARG001 - the other systems' signature
        return handle

    def _free(lock: Path, handle: int) -> None:
        os.close(handle)
        with suppress(PermissionError):  # the next one holds it already
            lock.unlink(missing_ok=True)

else:
    import fcntl

    def _left_behind(lock: Path) -> int | None:
        """Return the lock that is there, where nobody holds it any more."""
        try:
            return _kept(os.open(lock, os.O_RDWR | os.O_NOFOLLOW), lock)
        except FileNotFoundError:
            return None

    def _kept(handle: int, lock: Path) -> int | None:
        """Lock an open file and return it, None where somebody else has it, or it lost its name meanwhile."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            named = _has_name(handle, lock)
        except BlockingIOError:
            named = False
        if named:
            return handle
        os.close(handle)
        return None

    def _has_name(handle: int, lock: Path) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), lock.stat(follow_symlinks=False))
        except FileNotFoundError:
            return False

    def _free(lock: Path, handle: int) -> None:
        if _has_name(handle, lock):
            lock.unlink(missing_ok=True)
        os.close(handle)


def _age_and_holder(lock: Path) -> tuple[float | None, int]:
    """Return for how many seconds a lock is held and by which process; None where it is gone by now."""
    try:
        age = max(time.time() - lock.stat().st_mtime, 0.0)
        text = lock.read_text("ascii", errors="replace")[:_LONGEST].strip()
    except OSError:
        return None, 0
    return age, int(text) if text.isdecimal() else 0
