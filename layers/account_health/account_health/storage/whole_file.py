"""Puts bytes in a file's place at once: nobody ever reads half of it, and what fails leaves nothing behind."""

import os
import tempfile
from pathlib import Path
from typing import Final

HIDDEN: Final = ".account-health-"
"""What a file begins with that is ours and not yet, or never, somebody's."""


def write_whole(target: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file whole or not at all, for its owner alone unless `mode` says otherwise; raises OSError."""
    handle, passing = tempfile.mkstemp(prefix=HIDDEN, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            Path(passing).chmod(mode)
        Path(passing).replace(target)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
