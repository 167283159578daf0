"""Writes one variable into a `.env` file that nobody else may read; every other line stays as it is."""

import os
import re
import tempfile
from pathlib import Path

from account_health.model.errors import BackendError

_PRIVATE = 0o600


def store_variable(path: Path, name: str, value: str) -> None:
    """Put `NAME='value'` into the file, in the place of an older line of that name; the file becomes readable for its owner alone.

    Raises BackendError where the value cannot stand between quotation marks, or the file cannot be written.
    """
    if "'" in value or "\n" in value or "\r" in value:
        raise BackendError(
            f"The credential for {name} cannot stand in {path}: it holds a quotation mark or a line end."
        )
    target = path.resolve()
    try:
        before = target.read_text(encoding="utf-8-sig") if target.exists() else ""
        line = re.compile(rf"\s*(?:export\s+)?{re.escape(name)}\s*=")
        kept = [one for one in before.splitlines() if not line.match(one)]
        text = "\n".join([*kept, f"{name}='{value}'", ""])
        target.parent.mkdir(parents=True, exist_ok=True)
        # Made with 0600 already: between making and closing it, nobody else reads it either.
        handle, passing = tempfile.mkstemp(prefix=".account-health-", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(passing).chmod(_PRIVATE)
            Path(passing).replace(target)
        except BaseException:
            Path(passing).unlink(missing_ok=True)
            raise
    except UnicodeDecodeError as error:
        raise BackendError(
            f"The file {path} cannot be read as text; save it again with the encoding UTF-8."
        ) from error
    except OSError as error:
        raise BackendError(f"The file {path} cannot be written: {error.strerror}.") from error
